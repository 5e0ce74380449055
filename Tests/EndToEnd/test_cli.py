"""The `tupo` command as people and scripts use it."""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata

import openpyxl
import pytest

from harness.command import on_terminal, told, tupo, tupo_done
from harness.paths import BIN, PROGRAMMES
from harness.samples import BROKEN, HARD_FAULTS, LATE_REPORT
from recompute.board import Board
from recompute.numbers import text
from recompute.programme import load

PROGRAMME = "jining-2013"
ESCAPE = "\x1b["
BOARD_FLAGS = ("--indicator", "fixed-asset-investment", "--month", "2013-06")
FIGURE = "zones/weishan-economic-development-zone/indicators/fixed-asset-investment/figures/2013-06"
# Every command that prints a table, with the flags that a person would give.
TABLES = [
    ("indicators", "scoreboard", *BOARD_FLAGS),
    ("investment", "list"), ("investment", "summary", "--on", "2013-06-30"),
    ("planning", "tracks", "--on", "2013-06-30"), ("indicators", "thresholds", "--month", "2013-06"),
    ("indicators", "explain", "--zone", "weishan-economic-development-zone", *BOARD_FLAGS),
    ("indicators", "explain", FIGURE),
    ("indicators", "series", "--indicator", "fixed-asset-investment", "--from", "2012-10", "--to", "2013-06"),
    ("indicators", "contribution", *BOARD_FLAGS), ("indicators", "outlook", *BOARD_FLAGS),
    ("indicators", "alerts", "--month", "2013-06"),
    ("indicators", "alerts", "--month", "2013-06", "--zones", "provincial-zones", "--set", "2013"),
    ("indicators", "series", "--indicator", "fixed-asset-investment", "--from", "2013-05", "--to", "2013-06",
     "--zones", "provincial-zones", "--by-zone"),
    ("indicators", "outlook", *BOARD_FLAGS, "--zones", "the-2"),
    ("indicators", "rules"), ("indicators", "digits", "--indicator", "fixed-asset-investment"),
]
BOARD = TABLES[0]
DRY_RUN = ("indicators", "import", "--programme", PROGRAMME, "--dry-run")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def table(arguments: tuple[str, ...], form: str, city) -> str:
    """The output of a command that prints a table."""
    return tupo_done(*arguments, "--programme", PROGRAMME, "--output", form, city=city)


def test_the_version_is_one_line():
    assert re.fullmatch(r"(tupo )?\d+\.\d+\.\d+\S*", tupo_done("--version").strip())


@pytest.mark.parametrize("program", ["tupo-indicators", "tupo-investment", "tupo-planning", "tupo-reporting"])
def test_every_service_tells_the_same_version(program):
    told_by_service = subprocess.run([BIN / program, "--version"], capture_output=True, text=True, check=True).stdout
    assert told_by_service.strip().split()[-1] == tupo_done("--version").strip().split()[-1]


@pytest.mark.parametrize("arguments", TABLES)
def test_json_and_csv_say_the_same(city, arguments):
    rows = json.loads(table(arguments, "json", city))["rows"]
    read = list(csv.DictReader(io.StringIO(table(arguments, "csv", city))))
    assert rows and len(read) == len(rows)
    assert list(read[0]) == list(rows[0])


def test_the_board_has_every_zone_in_protocol_order(city):
    printed = table(BOARD, "table", city)
    positions = [printed.index(name) for name in load(PROGRAMME).names.values()]
    assert positions == sorted(positions)
    total = Board(load(PROGRAMME), "fixed-asset-investment", "2013-06").total
    assert text(total.cumulative / 10**8, 1) in printed and "29.96" in printed


def test_the_json_board_holds_the_stored_numbers(city):
    board = Board(load(PROGRAMME), "fixed-asset-investment", "2013-06")
    total, *rows = json.loads(table(BOARD, "json", city))["rows"]
    assert total["cumulative"] == board.total.cumulative
    assert [row["cumulative"] for row in rows] == [row.cumulative for row in board.rows.values()], "missing is null"


def test_a_number_is_explained_down_to_the_file_and_row(city):
    shown = tupo_done(
        "indicators", "explain", "--zone", "weishan-economic-development-zone", *BOARD_FLAGS, "--programme", PROGRAMME,
        city=city)
    row = Board(load(PROGRAMME), "fixed-asset-investment", "2013-06").rows["weishan-economic-development-zone"]
    assert f"{text(row.growth * 100, 1)}%" in shown
    assert "2013-06.csv:" in shown and "2013-07-12" in shown


def test_a_figure_tells_who_wrote_it_and_that_the_log_holds_it(city):
    told = json.loads(table(("indicators", "explain", FIGURE), "json", city))
    zone, indicator = FIGURE.split("/")[1], FIGURE.split("/")[3]
    value = Board(load(PROGRAMME), indicator, "2013-06").rows[zone].cumulative
    row, = told["rows"]
    assert (row["cumulative"], row["standing"], row["proof_holds"]) == (value, "stands", True)
    assert row["method"].endswith("FigureService/ImportFigures") and "2013-06.csv:" in row["origin"]
    entry = json.loads(tupo_done("audit", "show", "indicators", str(row["entry"]), "--output", "json", city=city))
    assert entry["leaf_hash"] == row["leaf_hash"] and entry["principal"] == row["principal"]
    missing = tupo("indicators", "explain", FIGURE.replace("2013-06", "2010-06"), "--programme", PROGRAMME, city=city)
    assert missing.returncode != 0 and "2010-06" in missing.stderr
    none = tupo("indicators", "explain", "--zone", zone, city=city)
    assert none.returncode != 0 and "FIGURE" in none.stderr


def test_a_base_that_was_adjusted_is_marked(city, tmp_path):
    board = ("indicators", "scoreboard", "--indicator", "fiscal-revenue", "--month", "2013-06")
    told = json.loads(table(board, "json", city))
    marked = [row["zone"].split("/")[-1] for row in told["rows"] if row["base_adjustments"]]
    assert marked == ["liangshan-economic-development-zone"]
    assert "上年同期：上年数" in table(board, "table", city) and "可比口径" in table(board, "table", city)
    assert "可比口径计算，原公布数" not in table(BOARD, "table", city)
    path = tmp_path / "board.xlsx"
    tupo_done(*board, "--programme", PROGRAMME, "--output", "xlsx", "-o", path, city=city)
    cells = [cell.value for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert "基数" in cells and "调整" in cells


def test_columns_are_aligned_by_width(city):
    names = load(PROGRAMME).names.values()
    rows = [line for line in table(BOARD, "table", city).splitlines() if any(name in line for name in names)]
    assert len(rows) == 15
    before_last = [re.match(r".*\s(?=\S+\s*$)", line)[0] for line in rows]
    assert len(set(map(columns, before_last))) == 1


def test_a_pipe_gets_no_colours(city):
    assert ESCAPE not in table(BOARD, "table", city)


def test_no_color_is_respected_on_a_terminal(city):
    arguments = (*BOARD, "--programme", PROGRAMME)
    assert ESCAPE in on_terminal(*arguments, city=city)
    assert ESCAPE not in on_terminal(*arguments, city=city, NO_COLOR="1")


def test_the_broken_report_shows_every_fault_at_once(city):
    done = tupo(*DRY_RUN, BROKEN, city=city)
    assert done.returncode == 4, told(done)
    for row, column in HARD_FAULTS:
        lines = [line for line in done.stdout.splitlines() if re.search(rf"(?<![\d-]){row}(?![\d-])", line)]
        assert any(column in line for line in lines), f"row {row}, column {column} is not told\n{done.stdout}"
    assert "兖州工业园区" in done.stdout, "the name that was meant is not suggested"


def test_the_broken_report_for_a_script(city):
    done = tupo(*DRY_RUN, BROKEN, "--output", "json", city=city)
    assert done.returncode == 4, told(done)
    faults = json.loads(done.stdout)["rows"]
    assert HARD_FAULTS <= {(fault["row"], fault["column"]) for fault in faults if fault["severity"] == "hard"}


def test_faults_are_told_in_english_too(city):
    done = tupo(*DRY_RUN, BROKEN, city=city, LC_ALL="en_US.UTF-8")
    assert re.search(r"unknown zone", done.stdout), told(done)


def test_a_month_that_lies_ahead_is_due_from_nobody(city):
    status = tupo_done("indicators", "status", "--programme", PROGRAMME, "--month", "2030-03", "--output", "json", city=city)
    assert {row["state"] for row in json.loads(status)["rows"]} == {"not_due"}


def test_a_correct_report_passes_the_dry_run(city):
    tupo_done(*DRY_RUN, LATE_REPORT, city=city)


def test_applying_a_programme_twice_changes_nothing(own_city):
    done = tupo("programme", "apply", PROGRAMME, city=own_city)
    assert done.returncode == 0 and "没有变化" in done.stdout + done.stderr, told(done)
    assert json.loads(tupo_done("programme", "apply", PROGRAMME, "--output", "json", city=own_city))["rows"] == []


def test_a_dry_run_shows_and_keeps_nothing(own_city, tmp_path):
    from tupo.indicators.v1 import catalogue_pb2

    folder = tmp_path / PROGRAMME
    shutil.copytree(PROGRAMMES / PROGRAMME, folder)
    file = folder / "zones.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("zh: 曲阜经开区", "zh: 曲阜新区", 1), encoding="utf-8")
    request = catalogue_pb2.GetZoneRequest(name=f"programmes/{PROGRAMME}/zones/qufu-economic-development-zone")
    before = own_city.catalogue.GetZone(request)
    shown = tupo_done("programme", "apply", folder, "--dry-run", city=own_city)
    assert "qufu-economic-development-zone" in shown
    assert own_city.catalogue.GetZone(request) == before
    tupo_done("programme", "apply", folder, city=own_city)
    after = own_city.catalogue.GetZone(request)
    assert after.attributes[0].short_title.zh == "曲阜新区" and after.etag != before.etag


@pytest.mark.parametrize(("form", "start"), [("text", b""), ("html", b"<!DOCTYPE html>")])
def test_a_bulletin_is_written_to_a_file(own_city, tmp_path, form, start):
    file, which = tmp_path / f"bulletin.{form}", ("--programme", PROGRAMME, "--month", "2013-06")
    published = tupo_done("reporting", "list", "--programme", PROGRAMME, "--output", "json", city=own_city)
    assert "2013-06" in tupo_done("reporting", "publish", *which, "--dry-run", city=own_city)
    assert tupo_done("reporting", "list", "--programme", PROGRAMME, "--output", "json", city=own_city) == published
    tupo_done("reporting", "publish", *which, city=own_city)
    tupo_done("reporting", "bulletin", *which, "--format", form, "-o", file, city=own_city)
    written = file.read_bytes()
    assert written.lower().startswith(start.lower())
    assert "演示数据".encode() in written and "开调通〔2013〕".encode() in written


def test_the_status_of_four_services(city):
    printed = tupo_done("status", city=city)
    assert all(name in printed and city.address(name) in printed for name in city.services)


@pytest.mark.parametrize(("arguments", "word"), [
    (("indicators", "scoreboard", "--indicator", "nothing", "--month", "2013-06"), "nothing"),
    (("indicators", "scoreboard", "--indicator", "fiscal-revenue", "--month", "2013-13"), "2013-13"),
    (("reporting", "bulletin", "--month", "2013-09"), "2013-09")])
def test_a_refusal_goes_to_stderr_with_its_own_code(city, arguments, word):
    done = tupo(*arguments, "--programme", PROGRAMME, city=city)
    assert done.returncode != 0 and done.stdout == "", told(done)
    assert word in done.stderr


@pytest.mark.parametrize("lang, words", [("zh", "未启用身份认证"), ("en", "Not authenticated")])
def test_what_was_had_without_saying_who_one_is_says_so_beside_the_result(city, lang, words):
    done = tupo(*BOARD, "--programme", PROGRAMME, "--output", "json", "--lang", lang, city=city)
    assert json.loads(done.stdout)["rows"] and done.stderr.count(words) == 1, told(done)


def test_a_wrong_flag_is_told_apart_from_a_refusal(city):
    month = ("--month", "2013-06", "--programme", PROGRAMME)
    refused = tupo("indicators", "scoreboard", "--indicator", "nothing", *month, city=city)
    wrong = tupo("indicators", "scoreboard", "--no-such-flag", city=city)
    assert (refused.returncode, wrong.returncode) == (1, 2), told(wrong)


def test_a_service_that_is_not_there_is_told_with_its_address(city):
    done = tupo(*BOARD, "--programme", PROGRAMME, "--indicators", "127.0.0.1:1", city=city)
    assert done.returncode == 3 and "127.0.0.1:1" in done.stderr, told(done)
