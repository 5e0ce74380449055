"""The boards, every number recomputed from the CSV files."""

from fractions import Fraction

import pytest

from harness import boards
from harness.rates import exact
from recompute.board import Board
from recompute.numbers import apart
from recompute.programme import load

PROGRAMME = "jining-2013"
MAIN = ["fixed-asset-investment", "fiscal-revenue", "industrial-value-added"]
ALL = [*MAIN, "operating-revenue"]
MISSING = "yanzhou-industrial-park"


def line(answer, zone: str):
    """A zone's line of a board."""
    return next(row for row in answer.rows if boards.zone_id(row) == zone)


@pytest.fixture(scope="module")
def june(city):
    """June's boards by indicator."""
    return {indicator: boards.fetch(city, PROGRAMME, indicator, "2013-06") for indicator in ALL}


@pytest.mark.parametrize("month", [f"2013-{number:02d}" for number in range(1, 7)])
@pytest.mark.parametrize("indicator", ALL)
def test_every_number_of_a_board_is_that_of_the_files(city, indicator, month):
    boards.compare(boards.fetch(city, PROGRAMME, indicator, month), Board(load(PROGRAMME), indicator, month))


@pytest.mark.parametrize("indicator", ALL)
def test_contributions_add_up_to_the_growth_of_the_total(june, indicator):
    answer = june[indicator]
    parts = [exact(row, "contribution") for row in answer.rows]
    assert sum(part for part in parts if part is not None) == exact(answer.total, "growth")


def test_real_growth_of_the_total_is_no_ratio_of_nominal_sums(june):
    total = june["industrial-value-added"].total
    assert june["industrial-value-added"].comparable_prices
    nominal = Fraction(total.cumulative, total.base) - 1
    assert exact(total, "growth") != nominal
    assert exact(total, "nominal_growth") == nominal


@pytest.mark.parametrize("indicator", ALL)
def test_a_zone_that_did_not_report_is_absent_and_not_zero(june, indicator):
    answer = june[indicator]
    row = line(answer, MISSING)
    silent = ["cumulative", "growth", "nominal_growth", "rank", "rank_change", "completion", "contribution"]
    assert [field for field in silent if row.HasField(field)] == []
    assert row.growth_absent.zh and " " in row.growth_absent.en, "words, not a name of the code"
    assert (answer.expected, answer.matched) == (15, 14)
    assert any("14" in note.zh for note in answer.notes), "no note says that the total is over 14 zones"


def test_rounding_never_hides_a_verdict(june):
    row = line(june["fixed-asset-investment"], "sishui-economic-development-zone")
    assert row.growth.display == "29.96"
    assert boards.light(row.growth_light) == "NEAR"


def test_exactly_the_floor_is_reached(june):
    row = line(june["industrial-value-added"], "wenshang-economic-development-zone")
    assert exact(row, "above_floor") == 0
    assert boards.light(row.growth_light) == "REACHED"


def test_a_lowered_base_is_a_finding_with_both_figures(june):
    row = line(june["fiscal-revenue"], "liangshan-economic-development-zone")
    assert row.base < row.published_base
    finding = row.findings[0]
    assert "6.2" in finding.text.zh and "6.2" in finding.text.en


@pytest.mark.parametrize("indicator", ALL)
def test_first_and_last_by_growth(june, indicator):
    order = Board(load(PROGRAMME), indicator, "2013-06").by_growth()
    leading = [name.rsplit("/", 1)[-1] for name in june[indicator].leading]
    trailing = [name.rsplit("/", 1)[-1] for name in june[indicator].trailing]
    assert leading == order[:3]
    assert trailing == order[-3:]


@pytest.mark.parametrize("indicator", MAIN)
def test_every_rate_opens_its_arithmetic(june, indicator):
    answer = june[indicator]
    fields = ["completion", "versus_schedule", "versus_usual", "above_floor"]
    fields += [] if answer.comparable_prices else ["growth"]
    for row in [*answer.rows, answer.total]:
        for field in fields:
            if row.HasField(field):
                rate = getattr(row, field)
                assert apart(exact(row, field) * 100) in rate.explanation.arithmetic, (row.zone, field)
                assert rate.explanation.sources, (row.zone, field)


def test_a_rate_without_a_value_ranks_and_has_no_progress(city):
    answer = boards.fetch(city, PROGRAMME, "industrial-value-added", "2013-03")
    row = line(answer, "sishui-economic-development-zone")
    assert row.HasField("rank") and row.HasField("growth")
    assert not row.HasField("cumulative") and not row.HasField("completion") and not row.HasField("contribution")


def test_the_evening_described_decides_what_has_come(city):
    before = boards.fetch(city, PROGRAMME, "fiscal-revenue", "2013-06", on="2013-07-11")
    late = line(before, "weishan-economic-development-zone")
    assert not late.HasField("cumulative")
    assert before.matched == 13


def test_figures_made_for_a_demonstration_are_marked(june):
    assert all(answer.demonstration for answer in june.values())


def test_attainment_counts_the_zones_by_floors_reached(city):
    from tupo.indicators.v1 import analysis_pb2

    answer = city.analysis.GetAttainment(
        analysis_pb2.GetAttainmentRequest(parent=f"programmes/{PROGRAMME}", month="2013-06"))
    computed = [Board(load(PROGRAMME), indicator, "2013-06") for indicator in MAIN]
    for level in answer.levels:
        zones = [zone for zone in load(PROGRAMME).zones
                 if all(board.rows[zone].growth is not None for board in computed)
                 and sum(board.rows[zone].growth_light == "REACHED" for board in computed) == level.indicators]
        assert [name.rsplit("/", 1)[-1] for name in level.zones] == zones
    assert [level.indicators for level in answer.levels] == [3, 2, 1, 0]
    assert answer.judged == 14


def test_who_reported_in_time_late_and_not_at_all(city):
    from tupo.indicators.v1 import analysis_pb2

    answer = city.analysis.GetReportingStatus(
        analysis_pb2.GetReportingStatusRequest(parent=f"programmes/{PROGRAMME}", month="2013-06"))
    assert (answer.expected, answer.in_time, answer.late, answer.missing) == (15, 13, 1, 1)
    states = {entry.zone.rsplit("/", 1)[-1]: entry for entry in answer.entries}
    assert states["weishan-economic-development-zone"].working_days_late == 2
    assert len(states[MISSING].missing_indicators) == 4
