"""Year-end landings, worked out again from the CSV files: the pooled methods, their back-test and the 80 % interval."""

import math
from fractions import Fraction

from .numbers import whole
from .programme import load

MILLIARD, MILLION = 10**9, 10**6


class Series:
    """Cumulative values of an indicator by zone and month."""

    def __init__(self, programme: str, indicator: str):
        loaded = load(programme)
        self.zones = list(loaded.zones)
        self._figures = {
            (zone, month): int(figure.cumulative)
            for (zone, own, month), figure in loaded.figures.items()
            if own == indicator and figure.cumulative is not None}

    def value(self, zone: str, year: int, month: int) -> int | None:
        """The value from January to the month."""
        return self._figures.get((zone, f"{year}-{month:02d}"))


class Known:
    """What is known in a month for its year: value, base and last year's whole by zone."""

    def __init__(self, series: Series, year: int, month: int):
        self.units = {}
        for zone in series.zones:
            unit = series.value(zone, year, month), series.value(zone, year - 1, month), series.value(zone, year - 1, 12)
            if None not in unit and unit[2] > 0:
                self.units[zone] = unit
        based = [unit for unit in self.units.values() if unit[1] > 0]
        self.value, self.base = sum(unit[0] for unit in based), sum(unit[1] for unit in based)
        shares = sorted(whole(Fraction(base * MILLIARD, annual)) for _, base, annual in based)
        self.share = shares[len(shares) // 2]
        self.actual = {zone: series.value(zone, year, 12) for zone in self.units}

    def landing(self, zone: str, weights: tuple[int, int, int]) -> int:
        """The year by weights, in quarters, of own growth, all zones' growth and the usual share."""
        value, base, annual = self.units[zone]
        rest = annual - base
        pooled = whole(Fraction(rest * self.value, self.base))
        views = (whole(Fraction(rest * value, base)) if base > 0 else pooled, pooled,
                 whole(Fraction(value * (MILLIARD - self.share), self.share)))
        return value + whole(Fraction(sum(weight * view for weight, view in zip(weights, views)), 4))

    def errors(self, weights: tuple[int, int, int]) -> list[int]:
        """Relative errors in millionths."""
        return [whole(Fraction(abs(self.landing(zone, weights) - actual) * MILLION, actual))
                for zone, actual in self.actual.items()]

    def residuals(self, weights: tuple[int, int, int]) -> list[int]:
        """Actual over landing less one, in millionths."""
        landings = {zone: self.landing(zone, weights) for zone in self.units}
        return [whole(Fraction((self.actual[zone] - landing) * MILLION, landing)) for zone, landing in landings.items()]


GRID = [(4, 0, 0)] + [(own, growth, 4 - own - growth) for own in range(3, -1, -1) for growth in range(4 - own, -1, -1)]


class Outlook:
    """The landings of a month, learned from one past year."""

    def __init__(self, series: Series, year: int, month: int, learned: int):
        self.now = Known(series, year, month)
        past = [Known(series, learned, near) for near in range(month - 1, month + 2) if 2 <= near <= 11]
        self.weights = min(GRID, key=lambda weights: sum(sum(known.errors(weights)) for known in past))
        self.landings = {zone: self.now.landing(zone, self.weights) for zone in self.now.units}
        self.error, self.naive = (
            Fraction(sum(sum(known.errors(weights)) for known in past), MILLION * sum(len(k.units) for k in past))
            for weights in (self.weights, GRID[0]))
        self.residuals = [known.residuals(self.weights) for known in past]
        pooled = sorted(each for vector in self.residuals for each in vector)
        self.low = pooled[(len(pooled) + 1) // 10 - 1]
        self.high = pooled[math.ceil((len(pooled) + 1) * 9 / 10) - 1]

    def year(self, zone: str, residual: int) -> int:
        """The year with a residual: never less than what it has reached."""
        landing = self.landings[zone]
        return max(self.now.units[zone][0], landing + whole(Fraction(landing * residual, MILLION)))
