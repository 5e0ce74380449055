"""冻结: a bulletin comes out of what its month's form fixed, as the people of an installation publish it, and not before."""

import datetime
import json
from collections.abc import Iterator

import pytest

from harness.command import told
from harness.days import DAY, TODAY
from harness.guarded import PROGRAMME, ZONE_A, GuardedCity, guarded_city

ZONE = ZONE_A.rsplit("/", 1)[-1]
MONTH = (TODAY.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")


@pytest.fixture(scope="module")
def city(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    with guarded_city(loaded(PROGRAMME), tmp_path_factory.mktemp("frozen"), "reporter", "office") as city:
        yield city


def run(city: GuardedCity, who: str, *words: str) -> dict:
    done = city.tupo(f"people/{who}", *words, "-p", PROGRAMME, "--output", "json")
    assert done.returncode == 0, told(done)
    return json.loads(done.stdout)


def publish(city: GuardedCity, *words: str):
    return city.tupo("people/office", "reporting", "publish", "--month", MONTH, "--signed-on", TODAY.isoformat(), *words,
                     "-p", PROGRAMME)


def test_a_bulletin_comes_out_with_the_form_that_was_fixed(city):
    run(city, "office", "form", "create", "last", "--month", MONTH, "--title", "月报", "--zone", f"{ZONE}=",
        "--group", "=fiscal-revenue", "--opens", (TODAY - 9 * DAY).isoformat(), "--due", (TODAY + 9 * DAY).isoformat())
    run(city, "reporter", "submission", "fill", "last", ZONE, "--value", "fiscal-revenue=5.35", "--explain",
        "fiscal-revenue=属实")
    run(city, "reporter", "submission", "submit", "last", ZONE)
    for words in ((), ("--dry-run",)):
        early = publish(city, *words)
        assert early.returncode != 0 and "尚未冻结" in early.stderr, told(early)
    run(city, "office", "submission", "approve", "last", ZONE)
    run(city, "office", "form", "freeze", "last")
    # Of all the zones only one was asked: the others are not waited for.
    status = run(city, "office", "indicators", "status", "--month", MONTH)
    assert {row["state"] for row in status["rows"]} == {"received", "not_applicable"}, status
    published = publish(city)
    assert published.returncode == 0, told(published)
    form = run(city, "office", "form", "list")["rows"][0]
    assert form["state"] == "published" and form["bulletin"].endswith(f"{MONTH}-1"), form
    again = publish(city)
    assert again.returncode == 0, told(again)
    back = city.tupo("people/office", "form", "unfreeze", "last", "--reason", "补报", "-p", PROGRAMME)
    assert back.returncode != 0 and "已通报" in back.stderr, told(back)
