"""A programme of its own whose zones merge and are taken over, as 邹城 in 2020 and 嘉祥 in 2014 did; and a formula.

The cases are on record, the numbers are made for the test. Every expected one is computed here.
"""

import json
from fractions import Fraction

import openpyxl
import pytest

from harness import boards
from harness.command import told, tupo, tupo_done

PROGRAMME = "territory"
FILES = {
    "programme.yaml": """
        id: territory
        title: {zh: 区划调整, en: Territory}
        year: 2020
        unit_noun: {zh: 开发区, en: zone}
        """,
    "zones.yaml": """
        zones:
          - {id: zoucheng-zone, protocol_order: 1, attributes: [{title: {zh: 邹城经济开发区}}]}
          - {id: zoucheng-park, protocol_order: 2, attributes: [{title: {zh: 邹城工业园区}, valid_to: '2020-02-29'}]}
          - {id: jining, protocol_order: 3, attributes: [{title: {zh: 济宁经济技术开发区}, valid_from: '2014-02-01'}]}
          - {id: jiaxiang, protocol_order: 4, attributes: [{title: {zh: 嘉祥经济开发区}}]}
        successions:
          - id: zoucheng-merged
            title: {zh: 邹城两区合并, en: The two zones of Zoucheng merged}
            valid_from: '2020-03-01'
            predecessors: [zoucheng-zone, zoucheng-park]
            successors: [zoucheng-zone]
          - id: jiaxiang-taken-over
            title: {zh: 嘉祥经济开发区整体划转, en: Jiaxiang was taken over whole}
            valid_from: '2014-02-01'
            predecessors: [jiaxiang]
            successors: [jining]
        """,
    "indicators.yaml": """
        indicators:
          - {id: revenue, title: {zh: 营业收入}, kind: flow, unit: 元, display_unit: 亿元, display_scale: 100000000,
             display_decimals: 1, growth_basis: nominal, first_report: january, sources: [revenue-bureau]}
          - {id: revenue-bureau, title: {zh: 营业收入（统计）}, kind: flow, unit: 元, display_unit: 亿元,
             display_scale: 100000000, display_decimals: 1, growth_basis: nominal, first_report: january,
             owner_bureau: 市统计局}
          - {id: tax, title: {zh: 税收}, kind: flow, unit: 元, display_unit: 亿元, display_scale: 100000000,
             display_decimals: 1, growth_basis: nominal, first_report: january}
          - {id: tax-share, title: {zh: 税收占比}, kind: ratio, unit: 基点, display_unit: '%', display_scale: 100,
             display_decimals: 1, growth_basis: nominal, first_report: january,
             definitions: [{formula: tax ÷ revenue}]}
        """,
}
# 亿元 by zone, indicator and month.
FIGURES = {
    ("邹城经济开发区", "营业收入", "2019-06"): 100, ("邹城工业园区", "营业收入", "2019-06"): 60,
    ("邹城经济开发区", "营业收入", "2020-06"): 184, ("邹城经济开发区", "税收", "2020-06"): 23,
    ("邹城经济开发区", "税收", "2019-06"): 12, ("邹城工业园区", "税收", "2019-06"): 6,
    ("嘉祥经济开发区", "营业收入", "2013-06"): 40, ("济宁经济技术开发区", "营业收入", "2014-06"): 50,
    ("嘉祥经济开发区", "营业收入", "2014-06"): 3, ("济宁经济技术开发区", "营业收入", "2020-06"): 77,
    ("济宁经济技术开发区", "营业收入", "2019-06"): 70, ("济宁经济技术开发区", "税收", "2020-06"): 10,
    ("济宁经济技术开发区", "税收", "2019-06"): 9,
    ("邹城经济开发区", "营业收入", "2020-07"): 215, ("邹城经济开发区", "营业收入（统计）", "2020-07"): 210,
    ("邹城经济开发区", "营业收入", "2019-07"): 110, ("邹城工业园区", "营业收入", "2019-07"): 65,
}


def unindented(text: str) -> str:
    """Without the indentation that the literals above have."""
    return "\n".join(line[8:] for line in text.strip("\n").split("\n"))


@pytest.fixture(scope="module")
def moved(own_city, tmp_path_factory):
    """The services with the programme and its figures."""
    folder = tmp_path_factory.mktemp(PROGRAMME)
    for name, text in FILES.items():
        (folder / name).write_text(unindented(text), encoding="utf-8")
    tupo_done("programme", "apply", folder, city=own_city)
    rows = ["单位,指标,月份,计量单位,累计"] + [f"{zone},{what},{month},亿元,{value}"
                                         for (zone, what, month), value in FIGURES.items()]
    (folder / "figures.csv").write_text("\n".join(rows), encoding="utf-8")
    tupo_done("indicators", "import", folder / "figures.csv", "--programme", PROGRAMME, city=own_city)
    return own_city


def rows(city, indicator: str, month: str) -> dict:
    """A board's rows by zone."""
    answer = boards.fetch(city, PROGRAMME, indicator, month)
    return {boards.zone_id(row): row for row in answer.rows} | {"total": answer.total, "notes": answer.notes}


def test_what_merged_grows_on_what_both_had(moved):
    board = rows(moved, "revenue", "2020-06")
    zone = board["zoucheng-zone"]
    assert zone.base == (100 + 60) * 10**8
    assert Fraction(zone.growth.exact) == Fraction(184, 160) - 1
    assert {source.reference.split("/")[3] for source in zone.growth.explanation.sources} == {
        "zoucheng-zone", "zoucheng-park"}
    assert "zoucheng-park" not in board
    assert any("邹城两区合并" in note.zh for note in board["notes"])
    assert Fraction(board["total"].growth.exact) == Fraction(184 + 77, 160 + 70) - 1


def test_a_series_breaks_though_its_name_goes_on(moved):
    board = rows(moved, "revenue", "2014-06")
    assert Fraction(board["jining"].growth.exact) == Fraction(50, 40) - 1
    assert not board["jiaxiang"].HasField("base") and not board["jiaxiang"].HasField("growth")


def test_a_quotient_adds_first_and_divides_once(moved):
    board = rows(moved, "tax-share", "2020-06")
    shares = {"zoucheng-zone": Fraction(23, 184), "jining": Fraction(10, 77)}
    for zone, share in shares.items():
        assert abs(board[zone].cumulative - share * 10**4) <= Fraction(1, 2)
    assert abs(board["zoucheng-zone"].base - Fraction(12 + 6, 160) * 10**4) <= Fraction(1, 2)
    assert abs(board["total"].cumulative - Fraction(23 + 10, 184 + 77) * 10**4) <= Fraction(1, 2)
    assert not board["jining"].HasField("growth")


def test_the_command_lists_what_became_of_zones(moved):
    told = json.loads(tupo_done(
        "indicators", "successions", "--programme", PROGRAMME, "--output", "json", city=moved))["rows"]
    assert [(row["valid_from"], row["successors"]) for row in told] == [
        ("2014-02-01", "jining"), ("2020-03-01", "zoucheng-zone")]


def test_a_form_is_prefilled_with_the_territory_s_past(moved, tmp_path):
    path = tmp_path / "月报.xlsx"
    tupo_done(
        "indicators", "template", "--zone", "zoucheng-zone", "--month", "2020-06", "-o", path, "--programme", PROGRAMME,
        city=moved)
    rows = {row[0].value: row for row in openpyxl.load_workbook(path).active.iter_rows(min_row=5) if row[0].value}
    assert rows["revenue"][5].value == (100 + 60) * 10_000 and rows["tax"][5].value == (12 + 6) * 10_000


def test_the_source_that_prevails_is_computed_with_and_the_other_stands_beside(moved):
    zone = rows(moved, "revenue", "2020-07")["zoucheng-zone"]
    assert zone.cumulative == 210 * 10**8 and Fraction(zone.growth.exact) == Fraction(210, 110 + 65) - 1
    told = [(each.indicator.split("/")[-1], each.cumulative, each.difference, each.prevails) for each in zone.sources]
    assert told == [("revenue-bureau", 210 * 10**8, 0, True), ("revenue", 215 * 10**8, 5 * 10**8, False)]
    shown = tupo_done(
        "indicators", "scoreboard", "--indicator", "revenue", "--month", "2020-07", "--programme", PROGRAMME,
        city=moved, LC_ALL="zh_CN.UTF-8")
    assert "邹城经济开发区：市统计局（营业收入（统计）） 210.0（采用），营业收入 215.0（+5.0）" in shown
    found = json.loads(tupo_done(
        "indicators", "check", "--month", "2020-07", "--programme", PROGRAMME, "--output", "json", city=moved))["rows"]
    assert any(row["reason"] == "SOURCES_DIFFER" for row in found), found


def test_a_computed_indicator_is_never_imported(moved, tmp_path):
    sheet = tmp_path / "share.csv"
    sheet.write_text("单位,指标,月份,计量单位,累计\n嘉祥经济开发区,税收占比,2020-06,%,12\n", encoding="utf-8")
    done = tupo("indicators", "import", sheet, "--programme", PROGRAMME, city=moved)
    assert done.returncode != 0 and "税收占比" in done.stdout + done.stderr


def test_a_zone_that_stands_no_more_reports_no_more(moved, tmp_path):
    sheet = tmp_path / "late.csv"
    sheet.write_text("单位,指标,月份,计量单位,累计\n邹城工业园区,营业收入,2020-02,亿元,9\n邹城工业园区,营业收入,2020-03,亿元,9\n",
                     encoding="utf-8")
    for lang, said in (("zh", "该单位在2020-03不存续"), ("en", "the zone does not stand in 2020-03")):
        done = tupo("indicators", "import", sheet, "--programme", PROGRAMME, "--dry-run", "--lang", lang, city=moved)
        assert done.returncode != 0 and said in done.stdout + done.stderr, told(done)
