"""A zone's month as a workbook: made from its draft, filled in by hand, taken back as the draft, sent in.

openpyxl is the office program; the way is the one of the README.
"""

import datetime
import json
import re
import shlex
from fractions import Fraction

import openpyxl
import pytest

from harness import sheets
from harness.command import told, tupo, tupo_done
from harness.paths import ROOT

PARENT = "programmes/jining-2013"
ZONE = "liangshan-economic-development-zone"
FORM = "2013-09"
INVESTMENT, REVENUE, ADDED = "fixed-asset-investment", "fiscal-revenue", "industrial-value-added"


@pytest.fixture(scope="module")
def desk(own_city):
    """The services with a form that is open today."""
    day = datetime.date.today()
    tupo_done(
        "form", "create", FORM, "--month", "2013-09", "--title", "9月份月报", "--opens", day - datetime.timedelta(days=3),
        "--due", day + datetime.timedelta(days=3), "--group", f"statistics-bureau={INVESTMENT},{ADDED}",
        "--group", f"finance-bureau={REVENUE}", city=own_city)
    return own_city


def template(city, path):
    """The form's workbook, its sheet, and its rows by indicator."""
    tupo_done("indicators", "template", "--form", FORM, "--zone", ZONE, "-o", path, city=city)
    book = openpyxl.load_workbook(path)
    rows = {row[0].value: row for row in book.active.iter_rows(min_row=5) if row[0].value}
    return book, book.active, rows


def cells(city):
    """The submission's cells by indicator, in 元 and basis points."""
    from tupo.indicators.v1 import submission_workflow_pb2 as messages

    submission = city.submissions.GetSubmission(messages.GetSubmissionRequest(name=f"{PARENT}/zones/{ZONE}/submissions/{FORM}"))
    return {cell.indicator.split("/")[-1]: cell for cell in submission.cells}


def test_a_draft_goes_out_as_a_workbook_and_comes_back(desk, tmp_path):
    path = tmp_path / "9月.xlsx"
    book, sheet, rows = template(desk, path)
    assert list(rows) == [INVESTMENT, ADDED, REVENUE] and not sheet.column_dimensions["L"].hidden
    identity = {row[0].value: row[1].value for row in book["tupo"].iter_rows(min_row=2)}
    assert identity["form"] == FORM and identity["zone"] == ZONE and book["tupo"].sheet_state == "veryHidden"
    bases = {key: row[5].value for key, row in rows.items()}
    rows[INVESTMENT][3].value, rows[INVESTMENT][8].value = 500000.25, "重点项目集中开工"
    rows[INVESTMENT][11].value, rows[INVESTMENT][12].value = 560000, 700000
    rows[ADDED][3].value, rows[ADDED][6].value, rows[ADDED][8].value = 90000, 18.5, "平稳"
    rows[REVENUE][3].value, rows[REVENUE][8].value = 40000, "平稳"
    sheet["B1"] = "改过的标题"
    book.save(path)
    tupo_done("submission", "fill", path, "--dry-run", city=desk)
    assert not cells(desk)[INVESTMENT].reported.HasField("cumulative")
    tupo_done("submission", "fill", path, city=desk)
    kept = cells(desk)
    investment = kept[INVESTMENT]
    assert investment.reported.cumulative == 5_000_002_500 and investment.explanation == "重点项目集中开工"
    assert (investment.expected_next_month, investment.expected_year_end) == (5_600_000_000, 7_000_000_000)
    assert kept[ADDED].reported.growth_basis_points == 1850 and kept[REVENUE].reported.cumulative == 400_000_000
    for key, base in bases.items():
        told_base = kept[key].reported.base if kept[key].reported.HasField("base") else None
        assert told_base == (None if base is None else int(Fraction(str(base)) * 10_000))
    # The same file again changes nothing; the next workbook holds what was filled in.
    again = tupo("submission", "fill", path, city=desk, LC_ALL="zh_CN.UTF-8")
    assert again.returncode == 0 and "改动0项" in again.stderr, told(again)
    _, _, rows = template(desk, tmp_path / "又.xlsx")
    assert rows[INVESTMENT][3].value == 500000.25 and rows[INVESTMENT][11].value == 560000
    assert rows[ADDED][6].value == 18.5 and rows[REVENUE][8].value == "平稳"


def test_every_fault_is_told_at_once_by_its_place_and_nothing_is_kept(desk, tmp_path):
    path = tmp_path / "错.xlsx"
    book, _, rows = template(desk, path)
    before = cells(desk)
    rows[INVESTMENT][3].value, rows[INVESTMENT][12].value = "五十亿", "约七十亿"
    rows[ADDED][2].value = "吨"
    rows[REVENUE][3].value, rows[REVENUE][8].value = 4, None  # In 亿元 where 万元 was asked: a finding of the checks.
    book.save(path)
    done = tupo("submission", "fill", path, "--output", "json", city=desk)
    assert done.returncode == 4, told(done)
    faults = json.loads(done.stdout)["rows"]
    assert {fault["sheet"] for fault in faults} == {"月报表"}
    hard = {fault["place"]: fault["reason"] for fault in faults if fault["severity"] == "hard"}
    assert {rows[INVESTMENT][3].coordinate, rows[INVESTMENT][12].coordinate, rows[ADDED][2].coordinate} <= set(hard)
    assert any(fault["row"] == rows[REVENUE][0].row for fault in faults), faults
    assert cells(desk) == before


def test_a_row_that_is_emptied_empties_the_cell_and_keeps_the_same_period(desk, tmp_path):
    path = tmp_path / "空.xlsx"
    book, _, rows = template(desk, path)
    base = cells(desk)[REVENUE].reported
    rows[REVENUE][3].value = rows[REVENUE][8].value = None
    book.save(path)
    tupo_done("submission", "fill", path, city=desk)
    now = cells(desk)[REVENUE]
    assert not now.reported.HasField("cumulative") and not now.explanation
    assert now.reported.HasField("base") == base.HasField("base") and now.reported.base == base.base
    rows[REVENUE][3].value, rows[REVENUE][8].value = 40000, "平稳"
    book.save(path)
    tupo_done("submission", "fill", path, city=desk)


def test_the_whole_way_with_the_readme_alone(desk, tmp_path):
    done = tupo("submission", "submit", FORM, ZONE, city=desk, LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 0 and "回执：2013-09-0001" in done.stderr, told(done)
    path = tmp_path / "晚.xlsx"
    book, _, rows = template(desk, path)
    rows[INVESTMENT][3].value = 510000
    book.save(path)
    locked = tupo("submission", "fill", path, city=desk)
    assert locked.returncode not in (0, 4), told(locked)
    tupo_done("submission", "withdraw", FORM, ZONE, "--reason", "改数", city=desk)
    tupo_done("submission", "fill", path, city=desk)
    assert cells(desk)[INVESTMENT].reported.cumulative == 5_100_000_000


def test_a_form_goes_where_it_says_and_nowhere_else(desk, tmp_path):
    path = tmp_path / "月.xlsx"
    template(desk, path)
    past = tupo("indicators", "import", path, city=desk)
    assert past.returncode == 2 and f"tupo submission fill {path.name}" in past.stderr, told(past)
    other = tupo("submission", "fill", path, "--programme", "other", city=desk)
    assert other.returncode == 2 and "jining-2013" in other.stderr
    tupo_done("indicators", "template", "--zone", ZONE, "--month", "2013-10", "-o", path, city=desk)
    none = tupo("submission", "fill", path, city=desk)
    assert none.returncode == 2 and "tupo indicators template --form" in none.stderr, told(none)


def test_a_past_state_is_shown_again(desk):
    done = tupo_done("submission", "show", FORM, ZONE, "--output", "json", city=desk)
    day = datetime.date.today() - datetime.timedelta(days=1)
    for words in (["form", "show", FORM], ["submission", "show", FORM, ZONE]):
        early = tupo(*words, "--as-of", str(day), city=desk)
        assert early.returncode == 1 and "--as-of" in early.stderr, told(early)  # There was nothing yet.
    first = json.loads(tupo_done("submission", "list", FORM, "--as-of", version(desk), "--output", "json", city=desk))
    state = next(row for row in first["rows"] if row["name"].split("/")[3] == ZONE)["state"]
    assert state == json.loads(done)["state"] == "draft"
    tupo_done("submission", "submit", FORM, ZONE, city=desk)
    again = json.loads(tupo_done("submission", "list", FORM, "--as-of", version(desk, -1), "--output", "json", city=desk))
    assert again["rows"] == first["rows"]


def test_what_waits_for_the_city_stands_beside_the_board(desk):
    shown = tupo_done(
        "indicators", "scoreboard", "--indicator", INVESTMENT, "--month", "2013-09", "--output", "json", city=desk)
    board = json.loads(shown)
    row = next(row for row in board["rows"] if (row["zone"] or "").endswith(f"/{ZONE}"))
    assert (row["state"], row["cumulative"], row["provisional"]) == ("unreviewed", None, 5_100_000_000)
    assert row["standing"] == "unreviewed" and row["rank"] is None and board["unreviewed"] == 1
    table = tupo_done(
        "indicators", "scoreboard", "--indicator", INVESTMENT, "--month", "2013-09", city=desk, LC_ALL="zh_CN.UTF-8")
    assert "已报未审" in table and "不计入合计" in table
    figure = f"zones/{ZONE}/indicators/{INVESTMENT}/figures/2013-09"
    [line] = json.loads(tupo_done("indicators", "explain", figure, "--output", "json", city=desk))["rows"]
    assert (line["cumulative"], line["standing"]) == (5_100_000_000, "unreviewed")
    assert "待审" in tupo_done("indicators", "explain", figure, city=desk, LC_ALL="zh_CN.UTF-8")
    status = json.loads(tupo_done("indicators", "status", "--month", "2013-09", "--output", "json", city=desk))
    # The form asks for three indicators of the year's set, and it has sent in these: the fourth is missing from nobody.
    assert status["unreviewed"] == 1
    assert next(row for row in status["rows"] if (row["zone"] or "").endswith(f"/{ZONE}"))["state"] == "unreviewed"


def version(city, back: int = 0) -> str:
    """The latest version of the indicators service, or one so many writes before it, as lists tell it."""
    from tupo.indicators.v1 import form_pb2

    found = city.forms.ListForms(form_pb2.ListFormsRequest(parent=PARENT)).version
    return f"{found.epoch}.{found.sequence + back}"


def test_groups_and_sets_are_listed_and_narrow_boards_and_forms(desk):
    groups = json.loads(tupo_done("indicators", "groups", "--output", "json", city=desk))["rows"]
    counts = {row["id"]: row["count"] for row in groups}
    assert counts == {"provincial-zones": 13, "the-12": 13, "the-2": 13, "specialty-parks": 1}
    sets = json.loads(tupo_done("indicators", "sets", "--output", "json", city=desk))["rows"]
    assert {row["year"] for row in sets} == {"2013"} and len(sets) == 2
    board = json.loads(tupo_done(
        "indicators", "scoreboard", "--indicator", INVESTMENT, "--month", "2013-06", "--zones", "provincial-zones",
        "--output", "json", city=desk))["rows"]
    whole = json.loads(tupo_done(
        "indicators", "scoreboard", "--indicator", INVESTMENT, "--month", "2013-06", "--output", "json", city=desk))["rows"]
    assert len(whole) - len(board) == 2  # The national zone and the chemical park.
    day = datetime.date.today()
    tupo_done(
        "form", "create", "parks", "--month", "2013-11", "--title", "特色园区月报", "--opens", day, "--due", day,
        "--zones", "specialty-parks", city=desk)
    found = json.loads(tupo_done("submission", "list", "parks", "--output", "json", city=desk))["rows"]
    assert [row["name"].split("/")[3] for row in found] == ["jinxiang-chemical-park"]


def readme_path(name: str, file: str) -> list[list[str]]:
    """The commands with which a README has a zone send in a month, without their comments."""
    text = (ROOT / name).read_text(encoding="utf-8")
    block = next(block for block in text.split("```") if block.strip().startswith("tupo form create 2013-07"))
    lines = block.replace("\\\n", " ").strip().split("\n")
    return [shlex.split(line.replace(file, "FILE"), comments=True)[1:] for line in lines]


def test_the_readme_s_commands_send_in_a_month(desk, tmp_path):
    commands = readme_path("README.md", "july.xlsx")
    assert commands == readme_path("README.zh-CN.md", "七月.xlsx") and len(commands) == 4
    path = tmp_path / "july.xlsx"
    for words in commands:
        done = tupo(*(str(path) if word == "FILE" else word for word in words), city=desk, LC_ALL="zh_CN.UTF-8")
        assert done.returncode == 0, told(done)
        if "template" in words:
            book = openpyxl.load_workbook(path)
            for row in book.active.iter_rows(min_row=5):
                if row[0].value:
                    # A little above last month: nothing to be found, and growth where only the bureau can give it.
                    row[3].value, row[6].value, row[8].value = (row[4].value or 0) + 10_000, 18.5, "平稳"
            book.save(path)
    assert "回执：2013-07-0001" in done.stderr


def readme_figures(name: str) -> tuple[list[list[str]], dict[str, tuple[str, str]]]:
    """The commands of the README's first month by spreadsheet, and the figures that are typed in between."""
    sections = re.split(r"\n##+ ", (ROOT / name).read_text(encoding="utf-8"))
    section = next(section for section in sections if "\ntupo indicators template --zone" in section)
    commands = [shlex.split(line, comments=True)[1:] for line in section.split("\n") if line.startswith("tupo ")]
    figures = re.findall(r"^\| (\S+) \| (\d+) \| ([\d.]*) ?\|$", section, re.M)
    return commands, {title: (value, growth) for title, value, growth in figures}


def test_with_the_readme_alone_a_month_is_sent_in_by_spreadsheet(start_city, tmp_path):
    commands, figures = readme_figures("README.md")
    chinese, same = readme_figures("README.zh-CN.md")
    assert same == figures and len(figures) == 4
    assert [[word for word in words if not word.endswith(".xlsx")] for words in commands] == [
        [word for word in words if not word.endswith(".xlsx")] for words in chinese]
    city = start_city("jining-2013")
    for words in commands:
        paths = [str(tmp_path / word) if word.endswith(".xlsx") else word for word in words]
        done = tupo(*paths, city=city, LC_ALL="zh_CN.UTF-8")
        assert done.returncode == 0, told(done)
        if "template" in words:
            book = openpyxl.load_workbook(paths[-1])
            for row in book.active.iter_rows(min_row=5):
                if row[1].value in figures:
                    value, growth = figures[row[1].value]
                    row[3].value = int(value)
                    if growth:
                        row[6].value = float(growth)
            book.save(paths[-1])
    kept, _ = sheets.all_figures(
        city.figures, f"{PARENT}/zones/yanzhou-industrial-park", from_month="2013-06", to_month="2013-06")
    assert sorted(figure.cumulative for figure in kept) == sorted(int(value) * 10_000 for value, _ in figures.values())


def readme_way(name: str, title: str) -> list[list[str]]:
    """The commands of a README's section on a month's way, today's date in them."""
    sections = re.split(r"\n##+ ", (ROOT / name).read_text(encoding="utf-8"))
    section = next(section for section in sections if section.startswith(title))
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
    blocks = "\n".join(block.strip() for block in section.split("```")[1::2])
    lines = blocks.replace("\\\n", " ").replace("$(TZ=Asia/Shanghai date +%F)", today).split("\n")
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_readme_s_way_from_draft_to_bulletin_is_walked_as_it_is_written(start_city, tmp_path):
    commands = readme_way("README.md", "A month, from draft to bulletin")
    chinese = readme_way("README.zh-CN.md", "一个月：从填报到通报")
    files = (".xlsx", ".html", ".pdf")
    assert [[word for word in words if not word.endswith(files)] for words in commands] == [
        [word for word in words if not word.endswith(files)] for words in chinese]
    city = start_city("jining-2013")
    for words in commands:
        paths = [str(tmp_path / word) if word.endswith(files) else word for word in words]
        if "attach" in words:
            (tmp_path / words[-1]).write_bytes(b"%PDF-1.4\n%%EOF\n")  # What a scanner makes.
        done = tupo(*paths, city=city, LC_ALL="zh_CN.UTF-8")
        assert done.returncode == 0, told(done)
