"""The register of enterprises by the command: one that two zones count is found, and cells of one or two are secret."""

import json
from collections.abc import Iterator

import pytest

from harness.command import told
from harness.guarded import PROGRAMME, ZONE_A, GuardedCity, guarded_city

ZONE = ZONE_A.rsplit("/", 1)[-1]
OTHER = "yanzhou-industrial-park"
REVENUE = ("--indicator", "operating-revenue", "--month", "2013-06")


@pytest.fixture(scope="module")
def city(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    with guarded_city(loaded(PROGRAMME), tmp_path_factory.mktemp("enterprises"), "reporter", "county", "office") as city:
        yield city


def call(city: GuardedCity, who: str, *words: str):
    return city.tupo(f"people/{who}", *words, "-p", PROGRAMME, "--output", "json")


def run(city: GuardedCity, who: str, *words: str) -> dict:
    done = call(city, who, *words)
    assert done.returncode == 0, told(done)
    return json.loads(done.stdout)


def test_an_enterprise_is_counted_once_and_never_shown_alone(city):
    wrong = call(city, "office", "enterprise", "create", "e1", "--code", "91370811730004118Y", "--title", "甲机械")
    assert wrong.returncode != 0 and "“X”" in wrong.stderr, told(wrong)
    made = run(city, "office", "enterprise", "create", "e1", "--code", "91370811730004118X", "--title", "甲机械", "--industry",
               "2011:34", "--zone", f"zones/{ZONE}", "--from", "2012-01-01")["rows"][0]
    assert made["zone"] == ZONE and made["code"] == "91370811730004118X"
    assert call(city, "reporter", "enterprise", "move", "e1", "--zone", OTHER, "--from", "2013-06-15", "--reason",
                "搬迁").returncode != 0

    run(city, "reporter", "enterprise", "report", ZONE, *REVENUE, "e1=120000000")
    assert call(city, "reporter", "enterprise", "report", OTHER, *REVENUE, "e1=95000000").returncode != 0
    found = run(city, "office", "enterprise", "report", OTHER, *REVENUE, "e1=95000000")["rows"]
    assert [row["reason"] for row in found] == ["COUNTED_TWICE"] and "甲机械" in found[0]["text"]
    checked = run(city, "office", "indicators", "check", "--month", "2013-06")["rows"]
    assert sum(row["reason"] == "COUNTED_TWICE" for row in checked) == 2

    # It has moved in that month: both may count what was made there.
    run(city, "office", "enterprise", "move", "e1", "--zone", OTHER, "--from", "2013-06-15", "--reason", "搬迁")
    checked = run(city, "office", "indicators", "check", "--month", "2013-06")["rows"]
    assert not any(row["reason"] == "COUNTED_TWICE" for row in checked)

    whole = run(city, "office", "enterprise", "table", *REVENUE)
    assert whole["whole"] and whole["rows"][0]["total"] == 215_000_000
    seen = run(city, "reporter", "enterprise", "table", *REVENUE)
    assert not seen["whole"] and {row["total"] for row in seen["rows"]} == {"withheld"}
    assert call(city, "reporter", "enterprise", "figures").returncode != 0
    own = run(city, "reporter", "enterprise", "figures", "--zone", ZONE)["rows"]
    assert [row["value"] for row in own] == [120_000_000]
