"""Series, contributions, landings and turned lights, each recomputed from the CSV files."""

from fractions import Fraction

import pytest

from harness import sheets
from harness.analysis import ask
from harness.paths import PROGRAMMES
from harness.rates import exact
from recompute.board import Board
from recompute.numbers import text, whole
from recompute.outlook import Outlook, Series
from recompute.programme import load

DEMONSTRATION, REAL = "jining-2013", "provinces-real-estate"
INDICATORS = ["real-estate-investment", "residential-investment"]


def name(programme: str, indicator: str) -> str:
    return f"programmes/{programme}/indicators/{indicator}"


def last(resource: str) -> str:
    return resource.rsplit("/", 1)[-1]


@pytest.mark.parametrize("month", [2, 3, 6, 9, 11])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_landings_of_2019_are_those_of_the_files(provinces, indicator, month):
    found = ask(provinces, "GetOutlook", indicator=name(REAL, indicator), month=f"2019-{month:02d}")
    expected = Outlook(Series(REAL, indicator), 2019, month, learned=2018)
    weights = "-".join(map(str, expected.weights))
    assert found.method == ("seasonal-naive" if expected.weights == (4, 0, 0) else f"pooled-{weights}")
    assert list(found.back_test.years) == [2018]
    assert exact(found.back_test, "error") == expected.error
    assert exact(found.back_test, "naive_error") == expected.naive
    assert len(found.rows) == 31
    for row in found.rows:
        zone = last(row.zone)
        assert row.landing == expected.landings[zone]
        assert row.low == expected.year(zone, expected.low) and row.high == expected.year(zone, expected.high)
    assert found.total.landing == sum(expected.landings.values())


def test_a_programme_with_one_year_before_says_that_it_is_too_little(city):
    found = ask(city, "GetOutlook", indicator=name(DEMONSTRATION, "fixed-asset-investment"), month="2013-06")
    board = Board(load(DEMONSTRATION), "fixed-asset-investment", "2013-06")
    assert found.demonstration and found.method == "seasonal-naive" and not found.HasField("back_test")
    landed = 0
    for row in found.rows:
        zone = last(row.zone)
        value, base = board.value(zone, "2013-06"), board.value(zone, "2012-06")
        annual = board.value(zone, "2012-12")
        assert not row.HasField("low") and not row.HasField("high") and row.absent.zh
        if None in (value, base, annual):
            assert not row.HasField("landing")
            continue
        landed += 1
        assert row.landing == whole(value + (annual - base) * value / base)
        assert row.absent.zh == "样本不足" and not row.HasField("chance")
    assert landed > 10


def test_thresholds_have_a_chance_or_say_why_not(city):
    indicators = [last(each.indicator) for each in _thresholds(city)]
    assert indicators
    for indicator in set(indicators):
        found = ask(city, "GetOutlook", indicator=name(DEMONSTRATION, indicator), month="2013-06")
        assert len(found.thresholds) == indicators.count(indicator)
        assert all(each.HasField("chance") != each.HasField("absent") for each in found.thresholds)
        december = ask(city, "GetOutlook", indicator=name(DEMONSTRATION, indicator), month="2013-12")
        for each in december.thresholds:
            assert exact(each, "chance") in (0, 1)


def _thresholds(city):
    from tupo.indicators.v1 import target_pb2

    parent = f"programmes/{DEMONSTRATION}"
    return city.targets.ListThresholdTargets(target_pb2.ListThresholdTargetsRequest(parent=parent)).thresholds


@pytest.mark.parametrize("month", ["2018-06", "2019-02", "2019-12"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_contributions_are_those_of_the_files_and_add_up(provinces, indicator, month):
    found = ask(provinces, "GetContributions", indicator=name(REAL, indicator), month=month)
    board = Board(load(REAL), indicator, month)
    assert exact(found.total, "growth") == board.total.growth
    assert sum(exact(row, "contribution") for row in found.rows if row.HasField("contribution")) == board.total.growth
    assert sum(exact(row, "share") for row in found.rows if row.HasField("share")) == 1
    for row in found.rows:
        own = board.rows[last(row.zone)]
        assert exact(row, "contribution") == own.contribution
    told = [exact(row, "contribution") for row in found.rows if row.HasField("contribution")]
    assert told == sorted(told, reverse=True)


def test_gaps_add_up_to_the_gap_of_all(city):
    found = ask(city, "GetContributions", indicator=name(DEMONSTRATION, "fixed-asset-investment"), month="2013-06")
    board = Board(load(DEMONSTRATION), "fixed-asset-investment", "2013-06")
    assert exact(found.total, "growth_gap") == board.total.above_floor
    assert sum(exact(row, "growth_gap") for row in found.rows if row.HasField("growth_gap")) == board.total.above_floor
    progress = sum(exact(row, "progress_gap") for row in found.rows if row.HasField("progress_gap"))
    assert progress == exact(found.total, "progress_gap") == board.total.versus_schedule


def test_a_series_is_the_boards_month_by_month(provinces):
    series = ask(provinces, "GetTimeSeries", indicator=name(REAL, INDICATORS[0]), from_month="2018-01",
                 to_month="2019-12")
    assert [point.month for point in series.points] == [
        f"{year}-{month:02d}" for year in (2018, 2019) for month in range(2, 13)]
    for point in series.points:
        board = Board(load(REAL), INDICATORS[0], point.month)
        assert (point.cumulative, exact(point, "growth")) == (board.total.cumulative, board.total.growth)
        assert point.matched == len(board.matched)


def test_a_series_of_one_zone_counts_from_any_base(provinces):
    board = Board(load(REAL), INDICATORS[0], "2019-06")
    zone = board.matched[0]
    at = {month: board.value(zone, month) for month in ("2017-06", "2019-04", "2019-05", "2019-06")}
    common = {"indicator": name(REAL, INDICATORS[0]), "from_month": "2019-06", "to_month": "2019-06",
              "zones": [f"programmes/{REAL}/zones/{zone}"]}
    month = ask(provinces, "GetTimeSeries", growth_base="GROWTH_BASE_PREVIOUS_MONTH", **common).points[0]
    assert month.month_value == at["2019-06"] - at["2019-05"]
    assert exact(month, "growth") == Fraction(at["2019-06"] - at["2019-05"], at["2019-05"] - at["2019-04"]) - 1
    year = ask(provinces, "GetTimeSeries", growth_base="GROWTH_BASE_FIXED_YEAR", base_year=2017, **common).points[0]
    assert exact(year, "growth") == Fraction(at["2019-06"], at["2017-06"]) - 1


def test_a_series_of_a_group_is_of_its_zones_and_gives_each_of_them(city):
    group = f"programmes/{DEMONSTRATION}/zoneGroups/the-2"
    indicator = name(DEMONSTRATION, "fixed-asset-investment")
    found = ask(city, "GetTimeSeries", indicator=indicator, zone_group=group, by_zone=True,
                from_month="2013-02", to_month="2013-06")
    assert found.zone_group == group and 0 < len(found.zones) < 15
    assert [member.zone for member in found.members] == list(found.zones)
    for index, point in enumerate(found.points):
        board = Board(load(DEMONSTRATION), "fixed-asset-investment", point.month)
        matched = [last(zone) for zone in found.zones if last(zone) in board.matched]
        assert point.matched == len(matched)
        assert point.cumulative == sum(board.value(zone, point.month) for zone in matched)
        for member in found.members:
            own, row = member.points[index], board.rows[last(member.zone)]
            assert own.HasField("cumulative") == (row.cumulative is not None)
            assert not own.HasField("growth") or exact(own, "growth") == row.growth


def test_an_outlook_of_a_group_lands_its_zones_as_that_of_all_does(city):
    asked = {"indicator": name(DEMONSTRATION, "fixed-asset-investment"), "month": "2013-06"}
    everyone = ask(city, "GetOutlook", **asked)
    group = ask(city, "GetOutlook", zone_group=f"programmes/{DEMONSTRATION}/zoneGroups/provincial-zones", **asked)
    zones = {row.zone for row in group.rows}
    assert 2 < len(zones) < len(everyone.rows)
    assert list(group.rows) == [row for row in everyone.rows if row.zone in zones]
    assert group.total.landing == sum(row.landing for row in group.rows if row.HasField("landing"))
    assert list(group.thresholds) == list(everyone.thresholds)


def test_lights_that_turned_are_those_that_differ_between_two_boards(city):
    found = ask(city, "ListLightTurns", parent=f"programmes/{DEMONSTRATION}", month="2013-06")
    told = {(last(each.indicator), last(each.zone), each.kind) for each in found.turns if each.zone}
    expected = set()
    programme = load(DEMONSTRATION)
    for indicator in programme.indicators:
        before, after = (Board(programme, indicator, month) for month in ("2013-05", "2013-06"))
        for zone, row in after.rows.items():
            for kind, light in ((1, "growth_light"), (2, "progress_light")):
                lights = getattr(before.rows[zone], light), getattr(row, light)
                if None not in lights and lights[0] != lights[1]:
                    expected.add((indicator, zone, kind))
    assert told == expected and told
    order = {1: 3, 2: 2, 3: 1}
    assert all(each.worse == (order[each.after] < order[each.before]) for each in found.turns)


def test_the_first_published_month_has_no_turn(city):
    found = ask(city, "ListLightTurns", parent=f"programmes/{DEMONSTRATION}", month="2013-01")
    assert not found.turns


def test_rates_are_printed_with_one_decimal(provinces):
    found = ask(provinces, "GetOutlook", indicator=name(REAL, INDICATORS[0]), month="2019-06")
    assert found.back_test.error.display == text(exact(found.back_test, "error") * 100, 1)


@pytest.fixture(scope="module")
def rewritten(start_city):
    """Provinces whose figures are imported again and again, each time with other values."""
    return start_city(REAL)


@pytest.mark.parametrize("added", [1, 2, 3])
def test_a_board_from_memory_is_that_of_the_tables_after_every_import(rewritten, added):
    parent = f"programmes/{REAL}"
    for year in (2018, 2019):
        rows = sheets.read(PROGRAMMES / REAL / "figures" / f"{year}.csv")
        place = rows[0].index("累计")
        rows = [rows[0]] + [[*row[:place], f"{row[place]}{added}" if "." in row[place] else row[place], *row[place + 1:]]
                            for row in rows[1:]]
        answer = rewritten.figures.ImportFigures(sheets.stream(rows, parent, file=f"{year}-{added}.csv"))
        assert answer.changed > 600
        compare_with_tables(rewritten, answer.version)


def test_a_large_import_is_in_memory_as_it_is_in_the_tables(rewritten):
    """Rows that are laid ahead and adopted by one entry."""
    kept = sheets.read(PROGRAMMES / REAL / "figures" / "2018.csv")
    month = kept[0].index("月份")
    rows = [kept[0]] + [[*row[:month], f"{year}{row[month][4:]}", *row[month + 1:]]
                        for year in range(2000, 2020) for row in kept[1:]]
    parent = f"programmes/{REAL}"
    answer = rewritten.figures.ImportFigures(sheets.stream(rows, parent, file="二十年.csv", slice_rows=5_000))
    assert answer.changed > 10_000
    compare_with_tables(rewritten, answer.version)


def compare_with_tables(city, written):
    """Boards of what is now are those of the tables, and hold what was written."""
    from tupo.common.v1 import version_pb2

    for indicator in INDICATORS:
        fields = {"indicator": name(REAL, indicator), "month": "2019-06"}
        board = ask(city, "GetScoreboard", **fields)
        assert board.version.sequence >= written.sequence
        # A read of a named version goes to the tables.
        assert ask(city, "GetScoreboard", read=version_pb2.ReadPoint(version=board.version), **fields) == board
