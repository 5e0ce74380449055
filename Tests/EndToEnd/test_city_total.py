"""A programme whose city has a total of its own, which is not the sum of its zones."""

import json

import openpyxl
import pytest

from harness.command import tupo, tupo_done

PROGRAMME = "whole"
FILES = {
    "programme.yaml": "id: whole\ntitle: {zh: 全市数, en: Whole}\nyear: 2013\nunit_noun: {zh: 开发区, en: zone}\n",
    "zones.yaml": """\
zones:
  - {id: east, protocol_order: 1, attributes: [{title: {zh: 东区}}]}
  - {id: west, protocol_order: 2, attributes: [{title: {zh: 西区}}]}
  - {id: city, protocol_order: 3, aliases: [全市合计], attributes: [{title: {zh: 全市}, level: city}]}
""",
    "indicators.yaml": """\
indicators:
  - {id: revenue, title: {zh: 营业收入}, kind: flow, unit: 元, display_unit: 亿元, display_scale: 100000000,
     display_decimals: 1, growth_basis: nominal, first_report: january}
""",
}
HEADINGS = "单位,指标,月份,计量单位,累计,来源"
VALUES = {"东区": (50, 65), "西区": (50, 55), "全市": (200, 230)}
BOARD = ("indicators", "scoreboard", "--indicator", "revenue", "--month", "2013-06", "--programme", PROGRAMME)
CONTRIBUTION = ("indicators", "contribution", *BOARD[2:])
FIGURE = "zones/city/indicators/revenue/figures/2013-06"


@pytest.fixture(scope="module")
def whole(own_city, tmp_path_factory):
    """The services with the programme and its figures."""
    folder = tmp_path_factory.mktemp(PROGRAMME)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    tupo_done("programme", "apply", folder, city=own_city)
    rows = [HEADINGS]
    for zone, values in VALUES.items():
        source = "市统计局统计月报" if zone == "全市" else ""
        rows += [f"{zone},营业收入,{year}-06,亿元,{value},{source}" for year, value in zip((2012, 2013), values)]
    (folder / "figures.csv").write_text("\n".join(rows), encoding="utf-8")
    tupo_done("indicators", "import", folder / "figures.csv", "--programme", PROGRAMME, city=own_city)
    return own_city


def test_it_stands_under_the_zones_total_with_its_source_and_in_no_number(whole):
    told = json.loads(tupo_done(*BOARD, "--output", "json", city=whole))
    total, city, *zones = told["rows"]
    assert total["cumulative"] == 120 * 10**8 and total["growth_basis_points"] == 2000
    assert city["cumulative"] == 230 * 10**8 and city["growth_basis_points"] == 1500 and city["rank"] is None
    assert [row["rank"] for row in zones] == [1, 2] and (told["expected"], told["matched"]) == (2, 2)
    assert told["city"].endswith(FIGURE)
    shown = tupo_done(*BOARD, city=whole, LC_ALL="zh_CN.UTF-8")
    assert "全市（来源：市统计局统计月报；与合计相差+110.0亿元）是另一口径，不计入合计、位次和个数。" in shown


def test_it_stands_beside_contributions_and_has_none(whole, tmp_path):
    total, city, *zones = json.loads(tupo_done(*CONTRIBUTION, "--output", "json", city=whole))["rows"]
    assert city["growth_basis_points"] == 1500 and city["contribution_basis_points"] is None
    assert sum(row["contribution_basis_points"] for row in zones) == total["growth_basis_points"]
    path = tmp_path / "contribution.xlsx"
    tupo_done(*CONTRIBUTION, "--output", "xlsx", "-o", path, city=whole)
    cells = [str(cell.value) for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert "全市" in cells and any("市统计局统计月报" in cell for cell in cells)


def test_it_is_explained_as_any_other_figure(whole):
    [line] = json.loads(tupo_done(
        "indicators", "explain", FIGURE, "--programme", PROGRAMME, "--output", "json", city=whole))["rows"]
    assert line["cumulative"] == 230 * 10**8 and line["source"] == "市统计局统计月报"


def test_no_form_asks_for_it(whole):
    done = tupo(
        "form", "create", "july", "--programme", PROGRAMME, "--month", "2013-07", "--title", "月报", "--opens", "2013-08-01",
        "--due", "2013-08-10", "--group", "statistics-bureau=revenue", city=whole)
    assert done.returncode == 0, done.stderr
    listed = json.loads(tupo_done(
        "submission", "list", "july", "--programme", PROGRAMME, "--output", "json", city=whole))["rows"]
    assert [row["name"].split("/")[3] for row in listed] == ["east", "west"]
