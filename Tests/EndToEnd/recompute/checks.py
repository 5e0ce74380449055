"""The checks of the provinces' programme again, by other means: from the files, month by month."""

from fractions import Fraction
from statistics import median

from .programme import load

WHOLE, PART = "real-estate-investment", "residential-investment"
LIMIT, MARGIN, LEAST, BACK = Fraction("3.5"), Fraction("0.1"), 24, 60
SCORE = Fraction("0.6745")
TOLERANCE = Fraction("0.001")
# What values may be multiples of, in yuan: a tenth of 亿元 is the least that is printed.
STEPS = [10**power for power in range(7, 0, -1)]


def index(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


class Checks:
    """What the rules find in the figures of a programme whose months begin in February."""

    def __init__(self, programme: str):
        figures = {
            (zone, indicator, index(month)): figure for (zone, indicator, month), figure in load(programme).figures.items()}
        self.values = {key: figure.cumulative for key, figure in figures.items() if figure.cumulative is not None}
        self.growths = {key: figure.growth for key, figure in figures.items() if figure.growth is not None}

    def findings(self, month: str) -> set[tuple[str, str, str]]:
        """Zone, indicator and rule of everything found in a month, but for neighbours."""
        at = index(month)
        found = set()
        for zone, indicator, when in self.values:
            if when != at:
                continue
            if self._fell(zone, indicator, at):
                found.add((zone, indicator, "cumulative-fell"))
            if self._disagrees(zone, indicator, at):
                found.add((zone, indicator, "growth-disagrees"))
            if self._unusual(zone, indicator, at):
                found.add((zone, indicator, "unusual-change"))
            if indicator == PART and not Fraction("0.3") <= self._share(zone, at) <= Fraction("0.95"):
                found.add((zone, indicator, "housing-share"))
            if indicator == WHOLE and self._share(zone, at) > 1:
                found.add((zone, indicator, "housing-within-total"))
        return found

    def months(self, indicator: str) -> list[Fraction]:
        """All values of single months."""
        of = [self._month(zone, own, at) for zone, own, at in self.values if own == indicator]
        return [value for value in of if value is not None]

    def _fell(self, zone: str, indicator: str, at: int) -> bool:
        before = self.values.get((zone, indicator, at - 1))
        return at % 12 > 1 and before is not None and self.values[zone, indicator, at] < before

    def _disagrees(self, zone: str, indicator: str, at: int) -> bool:
        """No zone reports a base: the growth is held against last year's value."""
        growth, base = self.growths.get((zone, indicator, at)), self.values.get((zone, indicator, at - 12))
        if growth is None or base is None or base <= 0:
            return False
        value = self.values[zone, indicator, at]
        if abs(growth - (value / base - 1)) <= TOLERANCE:
            return False
        # Both were rounded as they are printed.
        half = Fraction(next((step for step in STEPS if value % step == 0 and base % step == 0), 0), 2)
        if half == 0 or base <= half:
            return True
        lowest, highest = (value - half) / (base + half) - 1, (value + half) / (base - half) - 1
        return not lowest - TOLERANCE <= growth <= highest + TOLERANCE

    def _share(self, zone: str, at: int) -> Fraction:
        return self.values[zone, PART, at] / self.values[zone, WHOLE, at]

    def _month(self, zone: str, indicator: str, at: int) -> Fraction | None:
        now, before = self.values.get((zone, indicator, at)), self.values.get((zone, indicator, at - 1))
        if now is None or at % 12 == 1:
            return now
        return None if before is None else now - before

    def _change(self, zone: str, indicator: str, at: int) -> Fraction | None:
        """(a - b) / (|a| + |b|), to a millionth."""
        now, then = self._month(zone, indicator, at), self._month(zone, indicator, at - 12)
        if now is None or then is None or now == then == 0:
            return None
        exact = (now - then) / (abs(now) + abs(then)) * 10**6
        return Fraction(int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1), 10**6)

    def _unusual(self, zone: str, indicator: str, at: int) -> bool:
        now = self._change(zone, indicator, at)
        history = [when for when in range(at - BACK, at) if (zone, indicator, when) in self.values]
        if now is None or not history or at - history[0] + (history[0] % 12 == 1) < LEAST:
            return False
        changes = [change for when in range(at - BACK, at) if (change := self._change(zone, indicator, when)) is not None]
        middle = median(changes)
        spread = median(abs(change - middle) for change in changes)
        distance = abs(now - middle)
        return distance >= MARGIN and SCORE * distance > LIMIT * spread
