"""The same machine on real figures: the National Bureau's monthly series by province."""

import csv
from fractions import Fraction

import pytest

from harness import boards, bulletins
from harness.paths import PROGRAMMES
from harness.rates import exact
from recompute.board import Board
from recompute.numbers import text
from recompute.programme import load

PROGRAMME = "provinces-real-estate"
INVESTMENT, RESIDENTIAL = "real-estate-investment", "residential-investment"
SOURCE = PROGRAMMES / PROGRAMME / "source" / "nbs-2017-2019.csv"


@pytest.fixture(scope="module")
def june(provinces):
    """June 2019, all of real-estate investment."""
    return boards.fetch(provinces, PROGRAMME, INVESTMENT, "2019-06")


@pytest.fixture(scope="module")
def bulletin(provinces):
    """June's bulletin."""
    return bulletins.publish(provinces, PROGRAMME, "2019-06")


def test_june_2019(june):
    assert june.matched == 31
    assert text(Fraction(june.total.cumulative, 10**8), 1) == "61609.3"
    assert june.total.growth.display == "10.9"
    assert (june.rising, june.falling, june.level) == (28, 3, 0)


@pytest.mark.parametrize("month", ["2017-02", "2017-12", "2018-02", "2018-12", "2019-02", "2019-06", "2019-12"])
@pytest.mark.parametrize("indicator", [INVESTMENT, RESIDENTIAL])
def test_every_number_of_a_board_is_that_of_the_files(provinces, indicator, month):
    boards.compare(boards.fetch(provinces, PROGRAMME, indicator, month), Board(load(PROGRAMME), indicator, month))


def test_the_files_say_what_the_bureau_printed():
    """The imported files against the source table, cell by cell: blank stays blank."""
    ids = {"real_estate_investment": INVESTMENT, "real_estate_residential_investment": RESIDENTIAL}
    programme, compared = load(PROGRAMME), 0
    for row in csv.DictReader(SOURCE.read_text(encoding="utf-8").splitlines()):
        zone = next(zone for zone, name in programme.names.items() if row["region_zh"].startswith(name))
        figure = programme.figures.get((zone, ids[row["indicator"]], f"{row['year']}-{int(row['month']):02d}"))
        value, growth = row["cum_value_100m_yuan"], row["published_cum_growth_pct"]
        if not value and not growth:
            assert figure is None
            continue
        assert figure.cumulative == (Fraction(value) * 10**8 if value else None)
        assert figure.growth == (Fraction(growth) / 100 if growth else None)
        compared += 1
    assert compared == 2046


def test_computed_growth_stands_beside_the_published_one(provinces):
    february = boards.fetch(provinces, PROGRAMME, INVESTMENT, "2019-02")
    row = next(row for row in february.rows if boards.zone_id(row) == "xizang")
    # The bureau's rate is on a comparable base: here it is 13 points off what its values give.
    assert abs(exact(row, "growth") - exact(row, "published_growth")) > Fraction(12, 100)


@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_january_is_not_due_and_not_zero(provinces, year):
    from tupo.indicators.v1 import analysis_pb2

    answer = boards.fetch(provinces, PROGRAMME, INVESTMENT, f"{year}-01")
    assert {row.state for row in answer.rows} == {analysis_pb2.REPORT_STATE_NOT_DUE}
    assert not any(row.HasField("cumulative") or row.HasField("growth") or row.HasField("rank") for row in answer.rows)
    assert (answer.expected, answer.matched) == (0, 0)
    assert not answer.total.HasField("cumulative")


def test_without_a_base_there_is_no_growth_and_it_says_why(provinces):
    answer = boards.fetch(provinces, PROGRAMME, RESIDENTIAL, "2017-02")
    row = next(row for row in answer.rows if boards.zone_id(row) == "xizang")
    assert not row.HasField("growth") and "上年同期" in row.growth_absent.zh


def test_a_corrected_year_end_may_fall(provinces):
    answer = boards.fetch(provinces, PROGRAMME, INVESTMENT, "2017-12")
    fallen = {boards.zone_id(row) for row in answer.rows if row.HasField("month_value") and row.month_value < 0}
    assert "inner-mongolia" in fallen


def test_tiny_bases_are_marked(provinces):
    answer = boards.fetch(provinces, PROGRAMME, RESIDENTIAL, "2019-02")
    row = next(row for row in answer.rows if boards.zone_id(row) == "xizang")
    assert row.low_base and not row.HasField("published_growth")


def test_where_no_target_was_set_nothing_is_judged(june):
    fields = ["annual_target", "completion", "versus_schedule", "versus_usual", "required_monthly", "above_floor"]
    for row in [*june.rows, june.total]:
        assert [field for field in fields if row.HasField(field)] == []
        assert (boards.light(row.growth_light), boards.light(row.progress_light)) == (None, None)


def test_the_bulletin_opens_with_the_real_total(bulletin):
    prose = "".join(bulletins.paragraphs(bulletin.document)) + "".join(bulletin.summary.headlines)
    for words in ("31省份合计61609.3亿元", "增长10.9%", "28升3降"):
        assert words in bulletins.squeezed(prose).replace("31个省份", "31省份"), words


@pytest.mark.parametrize("form", ["TEXT", "HTML"])
def test_real_figures_carry_no_mark_of_a_demonstration(provinces, june, bulletin, form):
    assert not june.demonstration and not bulletin.demonstration
    assert "演示" not in bulletins.draw(provinces, bulletin.name, form).decode("utf-8")
    assert bulletin.number.startswith("房投简报〔2019〕") and bulletin.number.endswith("号")


def test_a_column_without_any_value_is_no_column_of_zeros(bulletin):
    for table in bulletins.tables(bulletin.document):
        for position, column in enumerate(table.columns):
            if "目标" in column.title or "完成" in column.title:
                assert not any(row.cells[position].inlines for row in table.rows), column.title
