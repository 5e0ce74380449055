"""Figures come in as the workbooks that offices use, and every list goes out as one. openpyxl is the other program."""

import csv
import io
import json
import os
import stat
from fractions import Fraction
from pathlib import Path

import grpc
import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from harness import sheets
from harness.command import told, tupo, tupo_done
from harness.samples import BROKEN, HARD_FAULTS
from test_cli import TABLES

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
PARK = "yanzhou-industrial-park"
WENSHANG = "wenshang-economic-development-zone"
SISHUI = "sishui-economic-development-zone"
LIANGSHAN = "liangshan-economic-development-zone"
YUTAI = "yutai-economic-development-zone"
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def kept(city, zone: str, month: str) -> dict[str, tuple]:
    """What the service holds of a zone's month: value, same period and growth by indicator."""
    figures, _ = sheets.all_figures(
        city.figures, f"{PARENT}/zones/{zone}", from_month=month, to_month=month)

    def told_of(figure, field):
        return getattr(figure, field) if figure.HasField(field) else None

    return {
        figure.name.split("/")[5]: tuple(
            told_of(figure, field) for field in ("cumulative", "reported_base", "growth_basis_points"))
        for figure in figures
    }


def wide(path: Path, month: int = 6) -> Path:
    """Zones by indicators with merged headings of two rows, a title above, a total and notes below."""
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active["B2"] = "济宁市开发区统计月报"
    sheet = book.create_sheet(f"{month}月份")
    sheet["B2"] = f"2013年1—{month}月全市开发区主要经济指标"
    sheet.merge_cells("B2:H2")
    sheet["H3"] = "单位：万元、％"
    sheet["B4"] = "单位名称"
    sheet.merge_cells("B4:B5")
    for column, indicator in ((3, "固定资产投资"), (6, "财政收入")):
        sheet.cell(4, column, indicator).font = Font(bold=True)
        sheet.merge_cells(start_row=4, start_column=column, end_row=4, end_column=column + 2)
        for offset, heading in enumerate(("本年累计", "去年同期", "增速")):
            sheet.cell(5, column + offset, heading)
    rows = [
        ["兖州工业园", 738947, 555599, 0.33, "７６，２７２", 59402, "28.4%"],
        ["汶上经开区", 226866.5, 230085.0, -0.014, 30000, "——", None],
    ]
    for number, row in enumerate(rows, start=6):
        for column, value in enumerate(row, start=2):
            # The same periods are those of June.
            sheet.cell(number, column, "" if column in (4, 7) and month != 6 else value)
        sheet.cell(number, 5).number_format = "0.0%"
    sheet["B8"], sheet["C8"], sheet["F8"] = "合 计", "=SUM(C6:C7)", 106272
    sheet["B9"] = "注：财政收入为地方财政收入。"
    book.save(path)
    return path


def test_a_workbook_in_an_office_s_own_shape_is_imported(own_city, tmp_path):
    path = wide(tmp_path / "六月.xlsx")
    done = tupo("indicators", "import", path, city=own_city)
    assert done.returncode == 0, told(done)
    assert kept(own_city, PARK, "2013-06") == {
        "fixed-asset-investment": (7_389_470_000, 5_555_990_000, 3300),
        "fiscal-revenue": (762_720_000, 594_020_000, 2840),
    }
    assert kept(own_city, WENSHANG, "2013-06")["fixed-asset-investment"] == (2_268_665_000, 2_300_850_000, -140)
    figures, _ = sheets.all_figures(
        own_city.figures, f"{PARENT}/zones/{PARK}", from_month="2013-06", to_month="2013-06")
    assert {figure.origin for figure in figures} == {"六月.xlsx[6月份]:6"}


def test_every_fault_is_told_by_sheet_cell_and_fix(city, tmp_path):
    path = wide(tmp_path / "坏.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["6月份"]
    sheet["B7"], sheet["F7"], sheet["F8"] = "汶下经开区", "约三亿", 99999
    sheet["I5"], sheet["I6"] = "产值", 5
    book.save(path)
    done = tupo("indicators", "import", path, "--dry-run", "--output", "json", city=city)
    assert done.returncode == 4, told(done)
    faults = {(fault["sheet"], fault["place"]): fault for fault in json.loads(done.stdout)["rows"] if fault["severity"] == "hard"}
    assert set(faults) == {("6月份", "I5"), ("6月份", "B7"), ("6月份", "F7")}
    assert "--map 产值=" in faults["6月份", "I5"]["text"]
    assert "汶上" in faults["6月份", "B7"]["text"] and faults["6月份", "F7"]["cell"] == "约三亿"


def test_the_samples_say_the_same_as_a_workbook_and_in_gb18030(city, tmp_path):
    rows = sheets.read(BROKEN)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text("\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="gb18030")
    found = []
    for path in (BROKEN, tmp_path / "a.xlsx", tmp_path / "a.csv"):
        done = tupo("indicators", "import", path, "--dry-run", "--output", "json", city=city)
        assert done.returncode == 4, told(done)
        found.append([{**fault, "file": ""} for fault in json.loads(done.stdout)["rows"]])
    assert found[0] == found[1] == found[2]
    assert {(fault["row"], fault["column"]) for fault in found[1] if fault["severity"] == "hard"} >= HARD_FAULTS


def test_a_sender_s_own_headings_are_told_once(own_city, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("区域,投资完成,财力,名\n泗水经开区,5,6,1\n", encoding="utf-8")
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    flags = ("--month", "2013-07", "--unit", "亿元", "--sender", "统计局")
    assert tupo("indicators", "import", path, *flags, "--dry-run", city=own_city, **home).returncode == 4
    maps = ("区域=单位", "投资完成=固定资产投资", "财力=财政收入", "名=忽略")
    said = [flag for text in maps for flag in ("--map", text)]
    tupo_done("indicators", "import", path, *flags, *said, "--dry-run", city=own_city, **home)
    tupo_done("indicators", "import", path, *flags, city=own_city, **home)
    assert kept(own_city, SISHUI, "2013-07") == {
        "fixed-asset-investment": (500_000_000, None, None), "fiscal-revenue": (600_000_000, None, None)}


def form(city, path: Path, *flags: str):
    tupo_done("indicators", "template", "-o", path, *flags, city=city)
    book = openpyxl.load_workbook(path)
    return book, book.active


def test_a_form_knows_what_is_known_and_computes_the_rest(city, tmp_path):
    book, sheet = form(city, tmp_path / "表.xlsx", "--zone", WENSHANG, "--month", "2013-07")
    assert [(each.title, each.sheet_state) for each in book] == [
        ("月报表", "visible"), ("选项", "veryHidden"), ("tupo", "veryHidden")]
    before, a_year_ago = kept(city, WENSHANG, "2013-06"), kept(city, WENSHANG, "2012-07")
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=5) if row[0].value}
    assert set(before) <= set(rows)
    for indicator, row in rows.items():
        factor = YUAN[row[2].value]
        for cell, known in ((row[4], before), (row[5], a_year_ago)):
            value = known.get(indicator, (None,))[0]
            assert cell.value is None if value is None else Fraction(str(cell.value)) * factor == value
        assert not row[3].protection.locked and row[4].protection.locked and not row[5].protection.locked
        assert row[7].value.startswith("=IF(")
        assert len(row[7].value) <= 8_192 and "未填" in row[7].value
    # The programme's rules are in the sheet: its own, and the product's.
    said = {indicator: row[7].value for indicator, row in rows.items()}
    added, revenue = rows["industrial-value-added"][3].coordinate, rows["operating-revenue"][3].coordinate
    assert "与营业收入之比异常" in said["industrial-value-added"] and "应不低于5%、不高于60%" in said["industrial-value-added"]
    assert f"N({added})" in said["industrial-value-added"] and f"N({revenue})" in said["industrial-value-added"]
    assert "请核对增加值和营业收入" in said["industrial-value-added"]
    assert all("累计低于上月" in each and "累计为负数" in each and "疑似单位错误" in each for each in said.values())
    assert "之比异常" not in said["operating-revenue"]
    assert sheet.protection.sheet and sheet.freeze_panes == "A5"
    assert {validation.type for validation in sheet.data_validations.dataValidation} == {"decimal"}
    assert len(sheet.conditional_formatting) == 1 and sheet.column_dimensions["A"].hidden


def test_a_form_that_was_filled_in_is_imported_by_what_is_hidden_in_it(own_city, tmp_path):
    path = tmp_path / "表.xlsx"
    book, sheet = form(own_city, path, "--zone", WENSHANG, "--month", "2013-07")
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=5) if row[0].value}
    sheet["B1"], rows["fiscal-revenue"][1].value = "改过的标题", "改过的名称"
    rows["fixed-asset-investment"][3].value, rows["fiscal-revenue"][3].value = 300000.25, 40000
    rows["industrial-value-added"][3].value, rows["industrial-value-added"][6].value = 90000, 18.5
    bases = {key: row[5].value for key, row in rows.items()}
    book.save(path)
    tupo_done("indicators", "import", path, city=own_city)

    def yuan(value):
        return None if value is None else int(Fraction(str(value)) * 10_000)

    assert kept(own_city, WENSHANG, "2013-07") == {
        "fixed-asset-investment": (3_000_002_500, yuan(bases["fixed-asset-investment"]), None),
        "fiscal-revenue": (400_000_000, yuan(bases["fiscal-revenue"]), None),
        "industrial-value-added": (900_000_000, yuan(bases["industrial-value-added"]), 1850),
    }
    rows["fiscal-revenue"][3].value = "四亿"
    book.save(path)
    done = tupo("indicators", "import", path, "--dry-run", "--output", "json", city=own_city)
    assert done.returncode == 4, told(done)
    hard = [fault for fault in json.loads(done.stdout)["rows"] if fault["severity"] == "hard"]
    assert [fault["place"] for fault in hard] == [rows["fiscal-revenue"][3].coordinate]


def test_a_form_for_any_zone_lets_choose_it(own_city, tmp_path):
    path = tmp_path / "表.xlsx"
    book, sheet = form(own_city, path)
    choice = next(each for each in sheet.data_validations.dataValidation if each.type == "list")
    assert str(choice.sqref) == "C2" and choice.formula1.startswith("'选项'!")
    names = [row[0].value for row in book["选项"].iter_rows()]
    assert "鱼台经开区" in names and len(names) == 15
    row = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "fixed-asset-investment")
    sheet["C2"], sheet["F2"], row[3].value = "鱼台经开区", "2013-07", 5
    book.save(path)
    tupo_done("indicators", "import", path, city=own_city)
    assert kept(own_city, YUTAI, "2013-07") == {"fixed-asset-investment": (50_000, None, None)}
    refused = tupo("indicators", "import", path, "--programme", "other", city=own_city)
    assert refused.returncode == 2 and PROGRAMME in refused.stderr


@pytest.mark.parametrize("arguments", TABLES)
def test_every_list_is_a_workbook_with_numbers_as_numbers(city, arguments, tmp_path):
    path = tmp_path / "a.xlsx"
    tupo_done(*arguments, "--programme", PROGRAMME, "--output", "xlsx", "-o", path, city=city)
    tupo_done(*arguments, "--programme", PROGRAMME, "--output", "csv", "-o", tmp_path / "a.csv", city=city)
    read = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head = next(row for row in range(1, 4) if sheet.cell(row, len(read[0])).value is not None)
    for offset, cells in enumerate(read[1:], start=1):
        for column, cell in enumerate(cells, start=1):
            found = sheet.cell(head + offset, column)
            assert found.data_type in ("n", "s"), f"{found.coordinate} is {found.data_type}"
            if cell == "" and sheet.cell(head, column).value != "":
                assert found.value in (None, "—") or isinstance(found.value, str)


def test_the_board_s_numbers_are_those_of_the_board(city, tmp_path):
    board = TABLES[0]
    path = tmp_path / "a.xlsx"
    tupo_done(*board, "--programme", PROGRAMME, "--output", "xlsx", "-o", path, city=city)
    rows = json.loads(tupo_done(*board, "--programme", PROGRAMME, "--output", "json", city=city))["rows"]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heading = next(row for row in (1, 2) if sheet.cell(row, 2).value in ("单位", "zone"))
    column = next(cell.column for cell in sheet[heading] if cell.value in ("累计", "cumulative"))
    assert sheet.column_dimensions["A"].hidden and sheet.freeze_panes == f"A{heading + 1}"
    assert "2013-06" in sheet["B1"].value
    assert any("演示数据" in str(cell.value) or "Demonstration" in str(cell.value) for cell in sheet["B"])
    for row, expected in enumerate(rows, start=heading + 1):
        cell = sheet.cell(row, column)
        if expected["cumulative"] is None:
            assert cell.value is None
            continue
        assert cell.data_type == "n" and cell.number_format == "0.0"
        rounded = Fraction(expected["cumulative"] * 10 + YUAN["亿元"] // 2, YUAN["亿元"]) // 1
        assert Fraction(str(cell.value)) == Fraction(rounded, 10), f"{get_column_letter(column)}{row}"


@pytest.mark.parametrize("content, words", [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"), (b"<html><table></table></html>", "网页格式"),
])
def test_what_only_an_office_program_reads_is_refused_with_the_line_to_type(city, tmp_path, content, words):
    path = tmp_path / "旧.xls"
    path.write_bytes(content)
    done = tupo("indicators", "import", path, city=city, PATH="/nowhere", LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 4, told(done)
    assert words in done.stderr and "soffice --headless --convert-to xlsx '旧.xls'" in done.stderr


def test_what_only_an_office_program_reads_is_converted_where_there_is_one(own_city, tmp_path):
    """The program is a stand-in that is called as LibreOffice is, and copies a workbook made before."""
    made = wide(tmp_path / "made.xlsx", month=7)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "soffice").write_text(
        '#!/bin/sh\n'
        '[ "$2 $3 $4 $5" = "--headless --convert-to xlsx --outdir" ] && [ -f "$7" ] || exit 1\n'
        f'exec cp "{made}" "$6/$(basename "$7" .xls).xlsx"\n', encoding="utf-8")
    (tools / "soffice").chmod(stat.S_IRWXU)
    path = tmp_path / "旧.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    tupo_done("indicators", "import", path, city=own_city, PATH=f"{tools}:{os.environ['PATH']}")
    figures, _ = sheets.all_figures(
        own_city.figures, f"{PARENT}/zones/{PARK}", from_month="2013-07", to_month="2013-07")
    assert {figure.origin for figure in figures} == {"旧.xls[7月份]:6"}


def test_any_client_may_send_what_an_office_drew(own_city):
    from tupo.indicators.v1 import figure_pb2

    message = figure_pb2.ImportFiguresRequest
    rows = [["梁山经济开发区2013年7月主要指标", "单位：万元"], ["指标", "累计", "上年同期"], ["固定资产投资", "500,000", ""]]

    def stream(**heading):
        yield message(heading=message.Heading(parent=PARENT, file="系统", layout=message.LAYOUT_DRAWN, **heading))
        yield message(slice=message.Slice(rows=[message.Row(number=n, cells=row) for n, row in enumerate(rows, start=1)]))

    answer = own_city.figures.ImportFigures(stream())
    assert (answer.rows, answer.changed, list(answer.faults)) == (1, 1, [])
    assert kept(own_city, LIANGSHAN, "2013-07") == {"fixed-asset-investment": (5_000_000_000, None, None)}
    with pytest.raises(grpc.RpcError) as error:
        own_city.figures.ImportFigures(stream(columns=["单位"]))
    assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT
