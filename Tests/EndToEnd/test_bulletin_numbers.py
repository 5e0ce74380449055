"""Every number of June's bulletin, recomputed from the CSV files and the programme's own files."""

import re
from fractions import Fraction

import pytest

from harness import bulletins
from recompute import arithmetic, projects, sentences
from recompute.board import Board
from recompute.numbers import text
from recompute.programme import load

PROGRAMME, MONTH = "jining-2013", "2013-06"
MAIN = ["fixed-asset-investment", "fiscal-revenue", "industrial-value-added"]
# What the plan itself says: given, not computed.
GIVEN = {"%": {"30", "30.0"}, "亿元": {"100", "500", "300"}, "个百分点": {"2", "2.0"}, "倍": set()}


@pytest.fixture(scope="module")
def bulletin(own_city):
    """June's bulletin."""
    return bulletins.publish(own_city, PROGRAMME, MONTH)


@pytest.fixture(scope="module")
def boards():
    """June's boards from the files."""
    return [Board(load(PROGRAMME), indicator, MONTH) for indicator in MAIN]


@pytest.fixture(scope="module")
def prose(bulletin):
    """The running text, one item for each paragraph."""
    return bulletins.paragraphs(bulletin.document)


@pytest.mark.parametrize("number", range(len(MAIN)))
def test_an_indicators_paragraph(prose, boards, number):
    title = boards[number].entry["title"]["zh"]
    plain = [re.sub(r"^（[一二三四五六七八九十]+）", "", paragraph) for paragraph in prose]
    own = [paragraph for paragraph in plain if re.match(title + r"\d", paragraph)]
    assert len(own) == 1, f"{title} has {len(own)} paragraphs"
    assert [fault for each in sentences.of_indicator(boards[number]) for fault in each.faults(own[0])] == []


def test_who_reported(prose, boards):
    text = "".join(prose)
    everything = [*boards, Board(load(PROGRAMME), "operating-revenue", MONTH)]
    assert [fault for each in sentences.of_reports(everything) for fault in each.faults(text)] == []


def test_how_many_zones_reach_how_many_floors(prose, boards):
    assert sentences.of_attainment(boards).faults("".join(prose)) == []


def test_the_thresholds(prose):
    text = "".join(prose)
    assert [fault for each in sentences.of_thresholds(load(PROGRAMME), MONTH) for fault in each.faults(text)] == []


def test_the_problems(prose, boards):
    assert [fault for each in sentences.of_problems(boards) for fault in each.faults("".join(prose))] == []


def test_half_of_the_task_by_half_of_the_year(prose, boards):
    text = "".join(prose)
    assert all(board.total.completion < 0.5 for board in boards)
    assert "三项指标均未过半" in text
    behind = {board.entry["title"]["zh"]: -board.total.versus_usual for board in boards if board.total.versus_usual < 0}
    match = re.search(r"财政收入、工业增加值分别差([\d.]+)个和([\d.]+)个百分点", text)
    assert match and list(match.groups()) == [sentences.apart(value * 100) for value in behind.values()]


def test_no_number_is_printed_that_was_not_recomputed(prose, boards):
    operating = Board(load(PROGRAMME), "operating-revenue", MONTH)
    standings = [sentences.Standing(load(PROGRAMME), entry, MONTH) for entry in load(PROGRAMME).thresholds]
    landings = [each.landing for standing in standings for each in standing.candidates.values() if each.landing]
    landings += [standing.extra_monthly for standing in standings]
    known = sentences.numbers_known([*boards, operating], [*landings, *projects.sums(PROGRAMME, "2013-06-30")])
    printed = [match for paragraph in prose for match in re.finditer(r"(\d+(?:\.\d+)?)(亿元|%|个百分点|倍)", paragraph)]
    assert len(printed) > 30
    assert [each[0] for each in printed if each[1] not in known[each[2]] | GIVEN[each[2]]] == []


def test_every_number_opens_an_arithmetic_that_is_true(bulletin):
    lines = [figure.explanation.arithmetic for figure in bulletins.figures(bulletin.document)]
    checked = [line for line in lines if len(arithmetic.sides(line)) > 1]
    assert len(checked) > 100, "hardly any number tells how it came to be"
    assert [line for line in checked if not arithmetic.holds(line)] == []


def test_a_calculator_gives_what_the_months_that_are_left_must_bring(bulletin):
    pattern = re.compile(r"\(([\d.]+) − ([\d.]+)\) ÷ (\d+) = (-?[\d.]+) 亿元")
    lines = [pattern.fullmatch(figure.explanation.arithmetic) for figure in bulletins.figures(bulletin.document)]
    found = [line for line in lines if line]
    assert len(found) > len(MAIN)
    for line in found:
        result = (Fraction(line[1]) - Fraction(line[2])) / int(line[3])
        assert text(result, len(line[4].partition(".")[2])) == line[4], line[0]


def test_every_number_tells_its_sources(bulletin):
    without = [figure.text for figure in bulletins.figures(bulletin.document) if not figure.explanation.sources]
    assert without == []


def test_the_boards_have_a_row_for_each_zone_and_the_total_first(bulletin, boards):
    names, found = list(load(PROGRAMME).names.values()), []
    for table in bulletins.tables(bulletin.document):
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        first = [bulletins.line(row.cells[0].inlines) for row in table.rows]
        if first[1:] == names and table.head_rows == 1:
            found.append(table.caption.partition("（")[0])
    assert found == [board.entry["title"]["zh"] for board in boards]


def test_what_is_drawn_is_what_is_said(own_city, bulletin, prose):
    text = bulletins.squeezed(bulletins.draw(own_city, bulletin.name, "TEXT", columns=100).decode("utf-8"))
    assert [paragraph for paragraph in prose if paragraph not in text] == []


def test_the_two_applications_of_june_stand_with_their_evidence(prose):
    text = "".join(prose)
    assert "6月30日到期2项" in text
    assert re.search(r"兖州工业园区[^；。]*6月26日", text), "the application that was made is not told with its day"
    assert re.search(r"金乡化工园区[^；。]*未见凭据", text), "the one without evidence is not told"
