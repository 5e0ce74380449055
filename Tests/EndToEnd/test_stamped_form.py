"""The form goes to be stamped, and the scan is known again by its hash; the file itself stays with the office."""

import hashlib
import json
from collections.abc import Iterator

import pytest

from harness.command import told
from harness.days import DAY, TODAY
from harness.guarded import PROGRAMME, ZONE_A, GuardedCity, guarded_city

ZONE = ZONE_A.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def city(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    with guarded_city(loaded(PROGRAMME), tmp_path_factory.mktemp("stamped"), "reporter", "office") as city:
        yield city


def run(city: GuardedCity, who: str, *words: str):
    done = city.tupo(f"people/{who}", *words, "-p", PROGRAMME)
    assert done.returncode == 0, told(done)
    return done.stdout


def test_the_form_is_printed_stamped_and_known_again(city, tmp_path):
    for key, role, name, telephone in (
            ("u1", "unit-head", "王主任", ""), ("s1", "statistics-head", "赵科长", ""), ("c1", "clerk", "李四", "0537-2967018")):
        more = ("--telephone", telephone) if telephone else ()
        run(city, "office", "indicators", "persons", "create", key, "--name", name, *more,
            "--post", f"zones/{ZONE},{role},{role},2013-01-01")
    run(city, "office", "form", "create", "2014-01", "--month", "2014-01", "--title", "1月份主要经济指标月报表",
        "--opens", (TODAY - DAY).isoformat(), "--due", (TODAY + 5 * DAY).isoformat(), "--group", "=fiscal-revenue",
        "--zone", f"{ZONE}=370881")
    run(city, "reporter", "submission", "fill", "2014-01", ZONE, "--value", "fiscal-revenue=3.25",
        "--explain", "fiscal-revenue=一次性入库")
    assert "不得盖章" in run(city, "reporter", "submission", "print", "2014-01", ZONE)
    scan = tmp_path / "月报（盖章）.pdf"
    scan.write_bytes(b"%PDF-1.4 stamped")
    early = city.tupo("people/reporter", "submission", "attach", "2014-01", ZONE, str(scan), "-p", PROGRAMME)
    assert early.returncode == 1 and "没有回执" in early.stderr, told(early)

    run(city, "reporter", "submission", "submit", "2014-01", ZONE)
    page = run(city, "office", "submission", "print", "2014-01", ZONE)
    for words in ("单位负责人", "王主任", "统计负责人", "赵科长", "填表人", "李四", "0537-2967018", "表号：2014-01",
                  "回执：2014-01-0001", "报出日期", f"{TODAY.year}年{TODAY.month}月{TODAY.day}日", "万元", ">32500<", "一次性入库"):
        assert words in page, words
    assert "不得盖章" not in page
    blank = run(city, "office", "submission", "print", "2014-01", ZONE, "--without-contacts")
    assert "王主任" not in blank and "单位负责人" in blank

    attached = json.loads(run(city, "reporter", "submission", "attach", "2014-01", ZONE, str(scan), "--output", "json"))
    digest = hashlib.sha256(scan.read_bytes()).hexdigest()
    assert [(row["sha256"], row["receipt"], row["file_name"]) for row in attached["rows"]] == [
        (digest, "2014-01-0001", "月报（盖章）.pdf")]
    assert "相符" in (same := city.tupo(
        "people/office", "submission", "check-scan", "2014-01", ZONE, str(scan), "-p", PROGRAMME)).stderr, told(same)
    scan.write_bytes(b"%PDF-1.4 altered")
    other = city.tupo("people/office", "submission", "check-scan", "2014-01", ZONE, str(scan), "-p", PROGRAMME)
    assert other.returncode == 5 and "不是" in other.stderr, told(other)
