"""Rounding, once, half away from zero."""

from fractions import Fraction

PERCENT = 100


def rounded(value: Fraction, decimals: int = 0) -> Fraction:
    """The value rounded half away from zero (四舍五入)."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def whole(value: Fraction) -> int:
    """The value rounded to a whole number."""
    return int(rounded(value))


def text(value: Fraction, decimals: int) -> str:
    """The rounded value as a decimal number, never "-0.0"."""
    digits = str(abs(int(rounded(value, decimals) * 10**decimals))).rjust(decimals + 1, "0")
    sign = "-" if rounded(value, decimals) < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def apart(value: Fraction, limit: Fraction = Fraction(0), decimals: int = 1) -> str:
    """As `text`, with as many more decimals as keep it visibly apart from a limit that it is not equal to."""
    while value != limit and decimals < 9 and text(value, decimals) == text(limit, decimals):
        decimals += 1
    return text(value, decimals)
