"""One indicator's board for a month."""

import datetime
import statistics
from dataclasses import dataclass
from fractions import Fraction

from .programme import Figure, Programme

REACHED, NEAR, SHORT = "REACHED", "NEAR", "SHORT"


@dataclass
class Row:
    """A zone's line, or the total's; None is unknown or undefined."""

    cumulative: Fraction | None = None
    base: Fraction | None = None
    published_base: Fraction | None = None
    growth: Fraction | None = None
    nominal: Fraction | None = None
    published_growth: Fraction | None = None
    rank: int | None = None
    rank_change: int | None = None
    above_floor: Fraction | None = None
    target: Fraction | None = None
    completion: Fraction | None = None
    versus_schedule: Fraction | None = None
    usual_share: Fraction | None = None
    versus_usual: Fraction | None = None
    required_monthly: Fraction | None = None
    required_multiple: Fraction | None = None
    month_value: Fraction | None = None
    difference: Fraction | None = None
    contribution: Fraction | None = None
    growth_light: str | None = None
    progress_light: str | None = None
    low_base: bool = False
    state: str = "MISSING"
    days_late: int = 0


class Board:
    """Rows by zone, the total, and what is counted over them."""

    def __init__(self, programme: Programme, indicator: str, month: str):
        self.programme, self.indicator, self.month = programme, indicator, month
        self.year, self.number = int(month[:4]), int(month[5:])
        self.entry = programme.indicators[indicator]
        self.rows = {zone: self._row(zone) for zone in programme.zones}
        self._rank()
        self._mark_low_bases()
        self.matched = [zone for zone, row in self.rows.items() if self._is_matched(row)]
        self.total = self._total()

    # Figures

    def figure(self, zone: str, month: str) -> Figure | None:
        """What the zone reported for a month."""
        return self.programme.figures.get((zone, self.indicator, month))

    def value(self, zone: str, month: str) -> Fraction | None:
        """The cumulative value of a month."""
        figure = self.figure(zone, month)
        return figure.cumulative if figure else None

    def back(self, years: int, month: int | None = None) -> str:
        """The same month, or another one, of an earlier year."""
        return f"{self.year - years}-{month or self.number:02d}"

    @property
    def comparable(self) -> bool:
        """Whether growth is judged at comparable prices."""
        return self.entry["growth_basis"] == "comparable"

    @property
    def first_month(self) -> int:
        """The first month that has a report."""
        return 2 if self.entry["first_report"] == "february" else 1

    def growth(self, zone: str, month: str) -> tuple[Fraction | None, Fraction | None]:
        """The judged and the nominal growth of a zone in a month."""
        figure = self.figure(zone, month)
        published = self.value(zone, f"{int(month[:4]) - 1}{month[4:]}")
        base = figure.base if figure and figure.base is not None else published
        value = figure.cumulative if figure else None
        nominal = value / base - 1 if value is not None and base is not None and base > 0 else None
        reported = figure.growth if figure else None
        if self.comparable:
            return reported, nominal
        return (reported if nominal is None and (value is None or base is None) else nominal), nominal

    # Rows

    def _row(self, zone: str) -> Row:
        figure, row = self.figure(zone, self.month), Row()
        row.state, row.days_late = self._state(figure)
        published = self.value(zone, self.back(1))
        row.base = figure.base if figure and figure.base is not None else published
        row.published_base = published if published != row.base else None
        row.cumulative = figure.cumulative if figure else None
        row.published_growth = figure.growth if figure else None
        row.growth, row.nominal = self.growth(zone, self.month)
        if row.cumulative is not None and row.base is not None:
            row.difference = row.cumulative - row.base
        row.month_value = self._month_value(zone, row.cumulative)
        floor = self.programme.floors.get((zone, self.indicator))
        annual = self.value(zone, self.back(1, 12))
        row.target = annual * (1 + floor) if annual is not None and floor is not None else None
        row.usual_share = self._usual_share([zone])
        self._progress(row, row.cumulative)
        self._lights(row, floor)
        return row

    def _state(self, figure: Figure | None) -> tuple[str, int]:
        if self.number < self.first_month:
            return "NOT_DUE", 0
        if figure is None:
            return "MISSING", 0
        due = next((each["due_on"] for each in self.entry.get("deadlines", []) if each["month"] == self.month), None)
        if due and figure.received_on > due:
            return "LATE", self._working_days(due, figure.received_on)
        return "RECEIVED", 0

    def _working_days(self, after: str, through: str) -> int:
        day, end, count = datetime.date.fromisoformat(after), datetime.date.fromisoformat(through), 0
        while day < end:
            day += datetime.timedelta(days=1)
            name = day.isoformat()
            weekday = day.weekday() < 5 or name in self.programme.working_weekends
            count += weekday and name not in self.programme.holidays
        return count

    def _month_value(self, zone: str, value: Fraction | None) -> Fraction | None:
        if value is None or self.number == 1:
            return value
        if self.number == self.first_month:
            return None
        before = self.value(zone, self.back(0, self.number - 1))
        return value - before if before is not None else None

    def _usual_share(self, zones: list[str]) -> Fraction | None:
        shares = []
        for years in range(1, 6):
            parts = [self.value(zone, self.back(years)) for zone in zones]
            wholes = [self.value(zone, self.back(years, 12)) for zone in zones]
            if zones and None not in parts and None not in wholes and sum(wholes) > 0:
                shares.append(Fraction(sum(parts), sum(wholes)))
        return sum(shares) / len(shares) if shares else None

    def _progress(self, row: Row, value: Fraction | None) -> None:
        if row.target is None or value is None:
            return
        left = 12 - self.number
        row.completion = value / row.target
        row.versus_schedule = row.completion - Fraction(self.number, 12)
        row.versus_usual = row.completion - row.usual_share if row.usual_share is not None else None
        row.required_monthly = (row.target - value) / left if left else None
        if left and value > 0:
            row.required_multiple = row.required_monthly / (value / self.number)

    def _lights(self, row: Row, floor: Fraction | None) -> None:
        if floor is not None and row.growth is not None:
            row.above_floor = row.growth - floor
            row.growth_light = self._light(row.above_floor)
        if row.versus_usual is not None:
            row.progress_light = self._light(row.versus_usual)

    def _light(self, difference: Fraction) -> str:
        if difference >= 0:
            return REACHED
        return NEAR if difference >= -self.programme.near else SHORT

    # What needs all rows

    def _rank(self) -> None:
        now = {zone: row.growth for zone, row in self.rows.items() if row.growth is not None}
        for zone, rank in ranks(now).items():
            self.rows[zone].rank = rank
        if self.number <= self.first_month:
            return
        before_month = self.back(0, self.number - 1)
        before = {zone: self.growth(zone, before_month)[0] for zone in self.rows}
        common = [zone for zone in now if before[zone] is not None]
        then, later = ranks({zone: before[zone] for zone in common}), ranks({zone: now[zone] for zone in common})
        for zone in common:
            self.rows[zone].rank_change = then[zone] - later[zone]

    def _mark_low_bases(self) -> None:
        bases = [row.base for row in self.rows.values() if row.base is not None]
        for row in self.rows.values():
            row.low_base = row.base is not None and row.base < statistics.median(bases) * self.programme.low_base

    def _is_matched(self, row: Row) -> bool:
        return row.cumulative is not None and row.base is not None and (row.growth is not None or not self.comparable)

    def _total(self) -> Row:
        total, rows = Row(), [self.rows[zone] for zone in self.matched]
        if not rows:
            return total
        total.cumulative, total.base = sum(row.cumulative for row in rows), sum(row.base for row in rows)
        total.difference = total.cumulative - total.base
        total.nominal = total.cumulative / total.base - 1 if total.base > 0 else None
        total.growth = total.nominal
        if self.comparable:
            total.growth = sum(row.base * row.growth for row in rows) / total.base
        total.contribution = total.growth
        for row in rows:
            row.contribution = (row.base * row.growth if self.comparable else row.difference) / total.base
        if all(row.month_value is not None for row in rows):
            total.month_value = sum(row.month_value for row in rows)
        aimed = [zone for zone in self.matched if self.rows[zone].target is not None]
        if aimed:
            total.target = sum(self.rows[zone].target for zone in aimed)
            total.usual_share = self._usual_share(aimed)
            self._progress(total, sum(self.rows[zone].cumulative for zone in aimed))
        floors = {self.programme.floors.get((zone, self.indicator)) for zone in self.matched}
        self._lights(total, floors.pop() if len(floors) == 1 else None)
        return total

    # Counts

    def zones_in(self, state: str) -> list[str]:
        """Zones whose report stands so."""
        return [zone for zone, row in self.rows.items() if row.state == state]

    def growths(self) -> list[Fraction]:
        """Every growth that is known."""
        return [row.growth for row in self.rows.values() if row.growth is not None]

    def by_growth(self) -> list[str]:
        """Ranked zones, the first first; equals in protocol order."""
        ranked = [zone for zone, row in self.rows.items() if row.rank is not None]
        return sorted(ranked, key=lambda zone: self.rows[zone].rank)


def ranks(values: dict[str, Fraction]) -> dict[str, int]:
    """Places, the greatest first; equals share the better place and the next is skipped (1, 2, 2, 4)."""
    return {key: 1 + sum(other > value for other in values.values()) for key, value in values.items()}
