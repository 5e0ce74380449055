"""The two thresholds of clause A2, recomputed from the CSV files."""

import pytest

from harness.rates import assert_amount
from recompute.numbers import whole
from recompute.programme import load
from recompute.thresholds import Standing

PROGRAMME = "jining-2013"


@pytest.fixture(scope="module")
def standings(city):
    """The service's standings by threshold."""
    from tupo.indicators.v1 import analysis_pb2

    answer = city.analysis.GetThresholdReport(
        analysis_pb2.GetThresholdReportRequest(parent=f"programmes/{PROGRAMME}", month="2013-06"))
    return {standing.target.name.rsplit("/", 1)[-1]: standing for standing in answer.standings}


@pytest.mark.parametrize("id", ["ten-billion", "fifty-billion"])
def test_standings_are_those_of_the_files(standings, id):
    entry = next(entry for entry in load(PROGRAMME).thresholds if entry["id"] == id)
    expected, found = Standing(load(PROGRAMME), entry, "2013-06"), standings[id]
    assert (found.passed, found.landing, found.short) == (expected.passed, expected.landing, expected.short)
    assert found.reached == (expected.passed >= entry["count"])
    assert found.closest.zone.endswith(f"/{expected.closest}")
    assert found.closest.extra_monthly == whole(expected.extra_monthly)
    assert found.closest.extra_monthly_explanation.arithmetic and found.closest.extra_monthly_explanation.sources
    by_zone = {each.zone.rsplit("/", 1)[-1]: each for each in found.candidates}
    assert set(by_zone) == set(expected.candidates)
    for zone, candidate in expected.candidates.items():
        assert_amount(by_zone[zone], "cumulative", candidate.cumulative)
        assert_amount(by_zone[zone], "landing", candidate.landing)
        assert (by_zone[zone].passed, by_zone[zone].expected) == (candidate.passed, candidate.expected)


def test_candidates_come_highest_landing_first(standings):
    landings = [each.landing for each in standings["ten-billion"].candidates if each.HasField("landing")]
    assert landings == sorted(landings, reverse=True)


def test_only_provincial_zones_can_count(standings):
    zones = {each.zone.rsplit("/", 1)[-1] for each in standings["ten-billion"].candidates}
    assert not zones & {"jining-high-tech-zone", "jinxiang-chemical-park"}
