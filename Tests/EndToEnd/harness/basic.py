"""What the basic view leaves of an explained board."""

RATES = ["growth", "published_growth", "above_floor", "completion", "versus_schedule", "contribution"]
LEFT_OUT = [
    "nominal_growth", "compound_growth", "versus_usual", "usual_share", "required_monthly", "required_monthly_explanation",
    "required_multiple", "findings", "explanation", "base_adjustments", "first_published_base",
]


def basic(board):
    """The board without explanations and what costs as much."""
    left = type(board).FromString(board.SerializeToString())
    left.ClearField("base_rule")
    left.ClearField("city")
    for row in [left.total, *left.rows]:
        for field in LEFT_OUT:
            row.ClearField(field)
        for field in RATES:
            if row.HasField(field):
                rate = getattr(row, field)
                rate.ClearField("exact")
                rate.ClearField("explanation")
    return left
