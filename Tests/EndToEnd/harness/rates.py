"""Holds answers against numbers that were computed elsewhere."""

from fractions import Fraction

from recompute.numbers import text, whole


def optional(message, field: str):
    """A field's value; None when it is absent."""
    return getattr(message, field) if message.HasField(field) else None


def exact(message, field: str) -> Fraction | None:
    """A rate's exact fraction; None when it is absent."""
    return Fraction(getattr(message, field).exact) if message.HasField(field) else None


def assert_amount(message, field: str, expected: Fraction | None) -> None:
    """The field holds the rounded amount, or is absent when there is none: zero is not absent."""
    found = optional(message, field)
    assert found == (None if expected is None else whole(expected)), f"{field}: {found}, expected {expected}"


def assert_rate(
    message, field: str, expected: Fraction | None, *, places: int = 0, percent: bool = True, verdict: bool = False
) -> None:
    """The field holds the rate in all its forms, or is absent when there is none.

    `places`: decimals up to which the exact fraction must agree, where it is a mean of fractions; 0 asks for equality.
    `verdict`: a value other than zero must not be shown as zero.
    """
    found = exact(message, field)
    if expected is None or found is None:
        assert found is None and expected is None, f"{field}: {found}, expected {expected}"
        return
    agrees = abs(found - expected) < Fraction(1, 10**places) if places else found == expected
    assert agrees, f"{field}: {float(found)}, expected {float(expected)}"
    rate = getattr(message, field)
    assert rate.basis_points == whole(found * 10_000), f"{field}: {rate.basis_points} basis points for {found}"
    decimals = len(rate.display.partition(".")[2])
    assert decimals >= 1, f"{field} shows no decimal: {rate.display}"
    shown = text(found * (100 if percent else 1), decimals)
    assert rate.display.lstrip("+").replace("−", "-") == shown, f"{field} shows {rate.display} for {shown}"
    hidden = verdict and found != 0 and not any(digit in "123456789" for digit in rate.display)
    assert not hidden, f"{field} shows {float(found)} as {rate.display}"
