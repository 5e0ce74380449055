"""Thresholds (clause A2): who has passed, who is expected to, and who is nearest."""

from dataclasses import dataclass
from fractions import Fraction

from .board import Board
from .programme import Programme


@dataclass
class Candidate:
    """A zone beside a threshold; values in yuan."""

    cumulative: Fraction | None
    landing: Fraction | None
    passed: bool
    expected: bool
    short: Fraction | None


class Standing:
    """How one threshold stands in a month."""

    def __init__(self, programme: Programme, entry: dict, month: str):
        self.entry, self.board = entry, Board(programme, entry["indicator"], month)
        self.limit = Fraction(entry["value"])
        self.candidates = {zone: self._candidate(zone) for zone in entry["zones"]}
        self.passed = sum(each.passed for each in self.candidates.values())
        self.landing = sum(each.expected for each in self.candidates.values())
        self.short = max(0, entry["count"] - self.landing)

    def _candidate(self, zone: str) -> Candidate:
        value, landing = self.board.value(zone, self.board.month), self._landing(zone)
        passed = value is not None and self._holds(value)
        expected = passed or (landing is not None and self._holds(landing))
        return Candidate(value, landing, passed, expected, self.limit - landing if landing is not None else None)

    def _landing(self, zone: str) -> Fraction | None:
        """Value + last year's remaining months grown by this year's growth so far."""
        board = self.board
        value, base = board.value(zone, board.month), board.value(zone, board.back(1))
        annual = board.value(zone, board.back(1, 12))
        if value is None or base is None or annual is None or base <= 0:
            return None
        return value + (annual - base) * value / base

    def _holds(self, value: Fraction) -> bool:
        return value > self.limit if self.entry["operator"] == "greater_than" else value >= self.limit

    @property
    def closest(self) -> str | None:
        """The zone that is expected to miss it by least."""
        open = {zone: each.short for zone, each in self.candidates.items() if not each.expected}
        missing = {zone: short for zone, short in open.items() if short is not None}
        return min(missing, key=missing.get) if missing else None

    @property
    def extra_monthly(self) -> Fraction | None:
        """What each remaining month must bring the closest one beyond what is expected."""
        return self.candidates[self.closest].short / (12 - self.board.number) if self.closest else None
