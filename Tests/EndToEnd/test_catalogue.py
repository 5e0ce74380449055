"""The catalogue, the figures and the page of a month as the `tupo` command lists them, held against the programme's files."""

import csv
import datetime
import io
import json

import openpyxl
import pytest
import yaml

from harness.command import told, tupo, tupo_done
from harness.guarded import PARENT, PROGRAMME
from harness.paths import PROGRAMMES
from recompute.board import Board
from recompute.programme import load

INDICATOR, ZONE, FORM = "fixed-asset-investment", "liangshan-economic-development-zone", "page"
CATALOGUE = [
    ("programme", "list"), ("programme", "zones"), ("indicators", "list"), ("indicators", "show", INDICATOR),
    ("indicators", "figures", "--month", "2013-06"),
]


def listed(city, *words: str) -> list[dict]:
    return json.loads(tupo_done(*words, "--output", "json", city=city))["rows"]


def entries(file: str) -> list[dict]:
    """What a file of the programme lists."""
    read = yaml.safe_load((PROGRAMMES / PROGRAMME / file).read_text(encoding="utf-8"))
    return next(value for value in read.values() if isinstance(value, list))


@pytest.mark.parametrize("command", CATALOGUE, ids=" ".join)
def test_json_csv_and_workbooks_say_the_same(city, command, tmp_path):
    rows = listed(city, *command)
    read = list(csv.DictReader(io.StringIO(tupo_done(*command, "--output", "csv", city=city))))
    assert rows and len(read) == len(rows) and list(read[0]) == list(rows[0])
    path = tmp_path / "list.xlsx"
    tupo_done(*command, "--output", "xlsx", "-o", path, city=city)
    assert openpyxl.load_workbook(path).active.max_row > len(rows)
    assert tupo_done(*command, city=city, LC_ALL="zh_CN.UTF-8") != tupo_done(*command, city=city, LC_ALL="en_US.UTF-8")


def test_every_id_that_commands_take_is_listed(city):
    assert PROGRAMME in [row["id"] for row in listed(city, "programme", "list")]
    zones = listed(city, "programme", "zones")
    assert [row["id"] for row in zones] == [entry["id"] for entry in entries("zones.yaml")]
    assert {row["id"]: row["title"] for row in zones} == load(PROGRAMME).names
    indicators = listed(city, "indicators", "list")
    assert [row["id"] for row in indicators] == [entry["id"] for entry in entries("indicators.yaml")]
    asked = {row["id"]: row for row in indicators}[INDICATOR]
    assert (asked["unit"], asked["display_unit"], asked["display_scale"], asked["kind"], asked["owner_bureau"]) == (
        "元", "亿元", 100_000_000, "flow", "市统计局")
    only = listed(city, "indicators", "list", "--filter", "owner_bureau=市统计局", "--order-by", "name desc")
    assert only == sorted((row for row in indicators if row["owner_bureau"] == "市统计局"),
                          key=lambda row: row["id"], reverse=True)


def test_an_indicator_tells_its_definition_and_days(city):
    shown = tupo_done("indicators", "show", INDICATOR, city=city, LC_ALL="zh_CN.UTF-8")
    entry = next(entry for entry in entries("indicators.yaml") if entry["id"] == INDICATOR)
    assert entry["definition"]["zh"] in shown and "2013-06 2013-07-10" in shown and "1—2月" in shown
    told_it = json.loads(tupo_done("indicators", "show", INDICATOR, "--output", "json", city=city))
    assert told_it["deadlines"] == [
        {"month": each["month"], "due_on": each["due_on"]} for each in entry["deadlines"]]
    assert [row["in_force"] for row in told_it["rows"]] == [True]
    unknown = tupo("indicators", "show", "nothing", city=city, LC_ALL="zh_CN.UTF-8")
    assert unknown.returncode == 1 and "tupo indicators list" in unknown.stderr, told(unknown)
    assert "programme apply" not in unknown.stderr


def test_figures_are_those_of_the_files(city):
    rows = listed(city, "indicators", "figures", "--indicator", INDICATOR, "--month", "2013-06")
    board = Board(load(PROGRAMME), INDICATOR, "2013-06")
    assert {row["zone"]: row["cumulative"] for row in rows} == {
        zone: row.cumulative for zone, row in board.rows.items() if row.cumulative is not None}
    one = listed(city, "indicators", "figures", "--zone", rows[0]["zone"], "--indicator", INDICATOR, "--month", "2013-06")
    assert one == rows[:1]
    shown = tupo_done("indicators", "figures", "--month", "2013-06", city=city, LC_ALL="zh_CN.UTF-8")
    assert "演示数据 · 非公文" in shown and load(PROGRAMME).names[rows[0]["zone"]] in shown


def test_the_past_is_told_by_a_moment_too(city):
    now = datetime.datetime.now(datetime.timezone.utc)
    china = now.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    every = listed(city, "programme", "zones")
    for moment in (now, china):
        text = moment.isoformat(timespec="seconds").replace("+00:00", "Z")
        assert listed(city, "programme", "zones", "--as-of", text) == every
    before = tupo("programme", "zones", "--as-of", "2013-07-05T17:30:00+08:00", city=city)
    assert before.returncode == 1 and "--as-of" in before.stderr, told(before)  # The services held nothing then.
    wrong = tupo("programme", "zones", "--as-of", "2013-07-05T17:30:00", city=city)
    assert wrong.returncode == 2, told(wrong)


def test_nothing_is_written_into_a_folder_that_is_not_there(city, tmp_path):
    path = tmp_path / "nowhere" / "zones.csv"
    done = tupo("programme", "zones", "--output", "csv", "-o", path, city=city, LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 2 and "没有目录" in done.stderr and not path.parent.exists(), told(done)


def test_a_zone_s_deliverables_and_those_of_nobody(city):
    other = tupo("breakdown", "deliverables", f"zone/{ZONE}", "--zone", "x", "--month", "2013-06", city=city)
    assert other.returncode == 2, told(other)
    nobody = tupo_done("breakdown", "deliverables", "person/nobody", "--month", "2013-06", city=city, LC_ALL="zh_CN.UTF-8")
    assert f"2013-06对{PARENT}/persons/nobody没有任务要求" in nobody


@pytest.fixture(scope="module")
def desk(own_city):
    """The services with a form that is open today."""
    day = datetime.date.today()
    tupo_done(
        "form", "create", FORM, "--month", "2013-09", "--title", "9月份月报", "--opens", day - datetime.timedelta(days=3),
        "--due", day + datetime.timedelta(days=3), "--group", f"statistics-bureau={INDICATOR}", "--demonstration",
        city=own_city)
    return own_city


def test_a_correction_is_seen_on_the_page_of_all_zones(desk):
    fill = ("submission", "fill", FORM, ZONE, "--explain", f"{INDICATOR}=核实", "--value")
    tupo_done(*fill, f"{INDICATOR}=50.4", "--expect-next", f"{INDICATOR}=55.25", city=desk)
    tupo_done("submission", "submit", FORM, ZONE, city=desk)
    tupo_done("submission", "withdraw", FORM, ZONE, "--reason", "改数", city=desk)
    tupo_done(*fill, f"{INDICATOR}=50.35", city=desk)
    rows = listed(desk, "submission", "list", FORM, "--values")
    assert len(rows) == 15
    row = next(row for row in rows if row["zone"] == ZONE)
    assert (row["reported"], row["last_submitted"], row["difference"]) == (5_035_000_000, 5_040_000_000, -5_000_000)
    page = tupo_done("submission", "list", FORM, "--values", city=desk, LC_ALL="zh_CN.UTF-8")
    line = next(line for line in page.splitlines() if load(PROGRAMME).names[ZONE] in line)
    assert all(text in line for text in ("50.35", "50.4", "-0.05")) and "演示数据 · 非公文" in page

    shown = tupo_done("submission", "show", FORM, ZONE, city=desk, LC_ALL="zh_CN.UTF-8")
    assert "50.35" in shown and "55.25" in shown and "第1版" in shown
    assert any(line.startswith("回执：") and str(datetime.date.today().year) in line for line in shown.splitlines())


def test_people_read_names_and_programs_ids(desk):
    zone, words = load(PROGRAMME).names[ZONE], {"city": desk, "LC_ALL": "zh_CN.UTF-8"}
    assert [row["pending"] for row in listed(desk, "submission", "list", FORM)] == ["statistics-bureau"] * 15
    page = tupo_done("submission", "list", FORM, **words)
    assert zone in page and "市统计局" in page and ZONE not in page
    form = tupo_done("form", "show", FORM, **words)
    assert zone in form and "市统计局：固定资产投资" in form and ZONE not in form
    assert "兖州市" in form and "370882" not in form  # A county that has another name and code since.
    for command in (("reminders", FORM), ("indicators", "groups"), ("timeliness", "--from", "2013-09", "--to", "2013-09")):
        shown = tupo_done(*command, **words)
        assert not any(id in shown for id in load(PROGRAMME).names), command
    other = "qufu-economic-development-zone"
    assert load(PROGRAMME).names[other] in tupo_done("reminders", FORM, **words)
    assert other in [row["zone"] for row in listed(desk, "reminders", FORM)]
    sets = tupo_done("indicators", "sets", **words)
    assert "固定资产投资" in sets and INDICATOR not in sets
    status = tupo_done("indicators", "status", "--month", "2013-09", **words)
    assert INDICATOR not in status
