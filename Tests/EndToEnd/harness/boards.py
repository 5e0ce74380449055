"""Compares a Scoreboard of the service with one computed from the programme's files."""

from recompute.board import Board

from .rates import assert_amount, assert_rate

AMOUNTS = {
    "base": "base", "published_base": "published_base", "annual_target": "target",
    "required_monthly": "required_monthly", "month_value": "month_value", "difference": "difference",
}
RATES = ["growth", "above_floor", "completion", "versus_schedule", "contribution"]
# The exact mean of several years' shares outgrows any fixed fraction: twelve decimals are kept.
MEANS = ["usual_share", "versus_usual"]
# Differences whose sign is a verdict.
VERDICTS = {"above_floor", "versus_schedule", "versus_usual"}


def fetch(city, programme: str, indicator: str, month: str, **more):
    """The board as the service gives it."""
    from tupo.indicators.v1 import analysis_pb2

    name = f"programmes/{programme}/indicators/{indicator}"
    return city.analysis.GetScoreboard(analysis_pb2.GetScoreboardRequest(indicator=name, month=month, **more))


def zone_id(row) -> str:
    """The last part of a row's zone name."""
    return row.zone.rsplit("/", 1)[-1]


def compare_line(row, expected) -> None:
    """One line, the total's or a zone's, in everything that both have."""
    assert_amount(row, "cumulative", expected.cumulative)
    for field, own in AMOUNTS.items():
        if expected.cumulative is not None or field == "annual_target":
            assert_amount(row, field, getattr(expected, own))
    for field in RATES:
        assert_rate(row, field, getattr(expected, field), verdict=field in VERDICTS)
    for field in MEANS:
        assert_rate(row, field, getattr(expected, field), places=11, verdict=field in VERDICTS)
    assert_rate(row, "required_multiple", expected.required_multiple, percent=False)
    assert light(row.growth_light) == expected.growth_light
    assert light(row.progress_light) == expected.progress_light


def compare_zone(row, expected, board: Board) -> None:
    """A zone's line with what only a zone has."""
    from tupo.indicators.v1 import analysis_pb2

    compare_line(row, expected)
    assert analysis_pb2.ReportState.Name(row.state) == f"REPORT_STATE_{expected.state}"
    assert row.working_days_late == expected.days_late
    assert (row.rank if row.HasField("rank") else None) == expected.rank
    assert (row.rank_change if row.HasField("rank_change") else None) == expected.rank_change
    if expected.cumulative is not None:
        assert row.low_base == expected.low_base
    if board.comparable:
        assert_rate(row, "nominal_growth", expected.nominal)
    else:
        assert_rate(row, "published_growth", expected.published_growth)
    assert row.HasField("growth_absent") == (expected.growth is None)


def light(value: int) -> str | None:
    """A light's name without its prefix; None for no light."""
    from tupo.indicators.v1 import analysis_pb2

    name = analysis_pb2.Light.Name(value).removeprefix("LIGHT_")
    return None if name == "UNSPECIFIED" else name


def compare(answer, board: Board) -> None:
    """The whole board."""
    assert [zone_id(row) for row in answer.rows] == list(board.rows), "rows are not in protocol order"
    for row in answer.rows:
        try:
            compare_zone(row, board.rows[zone_id(row)], board)
        except AssertionError as fault:
            raise AssertionError(f"{board.indicator} {board.month} {zone_id(row)}: {fault}") from fault
    compare_line(answer.total, board.total)
    growths = board.growths()
    counts = (sum(rate > 0 for rate in growths), sum(rate < 0 for rate in growths), sum(rate == 0 for rate in growths))
    assert (answer.rising, answer.falling, answer.level) == counts
    assert answer.matched == len(board.matched)
    expected = 0 if board.number < board.first_month else len(board.rows)
    assert answer.expected == expected
    assert answer.reaching_floor == sum(row.growth_light == "REACHED" for row in board.rows.values())
