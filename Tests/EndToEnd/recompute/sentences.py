"""What a bulletin's sentences must say, from the boards: by kind a pattern and the numbers that may stand in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .board import Board, Row
from .numbers import apart, text
from .programme import Programme
from .thresholds import Standing

NUMBER = r"(\d+(?:\.\d+)?)"
YI = 10**8


@dataclass
class Statement:
    """Every match of `pattern` must capture `expected`; one must be there when it `must`."""

    kind: str
    pattern: str
    expected: tuple[str, ...]
    must: bool = True

    def faults(self, prose: str) -> list[str]:
        """What is wrong with it in some prose, blanks removed."""
        found = [match.groups() for match in re.finditer(self.pattern, prose)]
        wrong = [f"{self.kind}: {each}, expected {self.expected}" for each in found if each != self.expected]
        return wrong or ([f"{self.kind}: {self.expected} is not said"] if self.must and not found else [])


def moved(rate: Fraction) -> tuple[str, str]:
    """增长 or 下降 with the number, at least one decimal, never hiding a change."""
    return ("增长" if rate > 0 else "下降"), apart(abs(rate) * 100)


def against(difference: Fraction) -> tuple[str, str]:
    """高于 or 低于 with the points."""
    return ("高于" if difference > 0 else "低于"), apart(abs(difference) * 100)


def of_indicator(board: Board) -> list[Statement]:
    """The statements of an indicator's paragraph."""
    total, title, names = board.total, board.entry["title"]["zh"], board.programme.names
    decimals, unit = board.entry["display_decimals"], board.entry["display_unit"]
    amount = text(total.cumulative / board.entry["display_scale"], decimals)
    growth = "按可比价" if board.comparable else "(?:同比)?"
    order = [names[zone] for zone in board.by_growth()]
    name = "([^，。；、]+)"
    found = [
        Statement("value and growth", f"^{title}{NUMBER}{unit}，{growth}(增长|下降){NUMBER}%",
                  (amount, *moved(total.growth))),
        Statement("first three", f"前三[：:]{name}、{name}、{name}[；。，]", tuple(order[:3]), must=False),
        Statement("last three", f"后三[：:]{name}、{name}、{name}[；。，]", tuple(order[-3:]), must=False),
    ]
    if board.comparable:
        found.append(Statement("nominal", f"（现价(?:增长)?{NUMBER}%）", (apart(total.nominal * 100),)))
    if total.above_floor is not None:
        found.append(Statement("against the floor", f"(高于|低于)目标{NUMBER}个百分点", against(total.above_floor)))
    return found + progress_of(board, total)


def progress_of(board: Board, total: Row) -> list[Statement]:
    """Completion and what is left of the year."""
    if total.completion is None:
        return []
    required = text(total.required_monthly / board.entry["display_scale"], board.entry["display_decimals"])
    return [
        Statement("completion", f"完成(?:年度目标的)?{NUMBER}%", (apart(total.completion * 100),), must=False),
        Statement("against m/12", f"(高于|低于)序时(?:进度)?{NUMBER}个百分点", against(total.versus_schedule), must=False),
        Statement("against usual", f"(高于|低于)常年同期进度{NUMBER}个百分点", against(total.versus_usual), must=False),
        Statement("required", f"后{12 - board.number}个月月均需{NUMBER}亿元", (required,), must=False),
        Statement("multiple", f"月均的{NUMBER}倍", (text(total.required_multiple, 2),), must=False),
    ]


def of_attainment(boards: list[Board]) -> Statement:
    """How many zones reach how many floors."""
    counts = [0] * (len(boards) + 1)
    for zone in boards[0].programme.zones:
        lights = [board.rows[zone].growth_light for board in boards]
        if None not in lights:
            counts[lights.count("REACHED")] += 1
    pattern = f"均达到30%的{NUMBER}个，两项的{NUMBER}个，一项的{NUMBER}个，均未达到的{NUMBER}个"
    return Statement("attainment", pattern, tuple(str(count) for count in reversed(counts)))


def of_reports(boards: list[Board]) -> list[Statement]:
    """Who reported, late, and not."""
    zones, names = boards[0].programme.zones, boards[0].programme.names
    states = {zone: {board.rows[zone].state for board in boards} for zone in zones}
    missing = [zone for zone in zones if "MISSING" in states[zone]]
    late = [zone for zone in zones if "LATE" in states[zone] and zone not in missing]
    days = max((board.rows[zone].days_late for board in boards for zone in late), default=0)
    in_time = len(zones) - len(missing) - len(late)
    unreported = "、".join(names[zone] for zone in missing)
    return [
        Statement("reports", f"应报{NUMBER}个，按时{NUMBER}个，迟报{NUMBER}个",
                  (str(len(zones)), str(in_time), str(len(late)))),
        Statement("late", f"迟报{len(late)}个（([^，）]+)，迟{NUMBER}个工作日）", (names[late[0]], str(days))),
        Statement("missing", f"未报{NUMBER}个（([^）]+)）", (str(len(missing)), unreported)),
    ]


def of_thresholds(programme: Programme, month: str) -> list[Statement]:
    """How the thresholds of clause A2 stand."""
    standings = [Standing(programme, entry, month) for entry in programme.thresholds]
    ten, found = standings[0], []
    for each in standings:
        count, expected = each.entry["count"], (str(each.landing), str(each.short))
        found.append(Statement(f"landing of {count}", f"{NUMBER}个，距{count}个差{NUMBER}个", expected))
        found.append(Statement(f"passed of {count}", f"已突破{NUMBER}个，预计年底达到{NUMBER}个，距{count}个差{NUMBER}个",
                               (str(each.passed), *expected), must=each is ten))
    closest = text(ten.candidates[ten.closest].landing / YI, 1)
    return [
        *found,
        Statement("closest", f"最接近的是([^，]+)，预计{NUMBER}亿元", (programme.names[ten.closest], closest)),
        Statement("extra", f"月均多完成{NUMBER}亿元", (apart(ten.extra_monthly / YI),)),
    ]


def of_problems(boards: list[Board]) -> list[Statement]:
    """Falling values with their weight, and bases that were changed."""
    found = []
    for board in boards:
        title = board.entry["title"]["zh"]
        for zone, row in board.rows.items():
            name = re.escape(board.programme.names[zone])
            if row.growth is not None and row.growth < 0:
                found.append(Statement(f"{name} fell", f"{name}{title}下降{NUMBER}%，影响[^，。；]*增幅{NUMBER}个百分点",
                                       (apart(-row.growth * 100), apart(-row.contribution * 100))))
            if row.cumulative is not None and row.published_base:
                change = (row.base - row.published_base) / row.published_base
                if abs(change) > board.programme.base_margin:
                    word = "调低" if change < 0 else "调高"
                    found.append(Statement(f"{name} base", f"{name}{title}[^；]*(调低|调高)(?:上年同期数)?{NUMBER}%",
                                           (word, apart(abs(change) * 100))))
    return found


def numbers_known(boards: list[Board], more: Iterable[Fraction] = ()) -> dict[str, set[str]]:
    """Every number that may be printed, by unit, as printed with one decimal or more."""
    known: dict[str, set[str]] = {unit: set() for unit in ("亿元", "%", "个百分点", "倍")}

    def note(unit: str, value: Fraction | None) -> None:
        if value is not None:
            known[unit] |= {text(abs(value), decimals) for decimals in (1, 2, 3, 4)}

    fields = {
        ("亿元", Fraction(1, YI)): (
            "cumulative", "base", "published_base", "target", "required_monthly", "month_value", "difference"),
        ("%", Fraction(100)): ("growth", "nominal", "published_growth", "completion", "usual_share"),
        ("个百分点", Fraction(100)): ("above_floor", "versus_schedule", "versus_usual", "contribution"),
        ("倍", Fraction(1)): ("required_multiple",),
    }
    for board in boards:
        for row in [board.total, *board.rows.values()]:
            for (unit, scale), names in fields.items():
                for name in names:
                    value = getattr(row, name)
                    note(unit, value * scale if value is not None else None)
            if row.published_base:
                note("%", (row.base - row.published_base) / row.published_base * 100)
    for value in more:
        note("亿元", value / YI)
    return known
