"""Checks printed arithmetic, "612.4 ÷ 466.1 − 1 = 31.4 %": a printed number stands for all that rounds to it."""

import ast
import re
from fractions import Fraction

Interval = tuple[Fraction, Fraction]


def literal(digits: str, percent: bool) -> Interval:
    """All values that a printed number may stand for. One without decimals is itself."""
    value, decimals = Fraction(digits), len(digits.partition(".")[2])
    half = Fraction(1, 2 * 10**decimals) if decimals else Fraction(0)
    scale = 100 if percent else 1
    return (value - half) / scale, (value + half) / scale


def value(expression: str) -> Interval | None:
    """The values of one side; None when it is told in words."""
    plain = re.sub(r"（[^）]*）", "", expression)
    points = "个百分点" in plain
    plain = re.sub(r"个百分点|[亿万]?元|倍|个(?!单位)", " ", plain)
    plain = plain.replace("÷", "/").replace("×", "*").replace("−", "-").replace("＋", "+").replace(",", "").strip()
    if not re.fullmatch(r"[\d.\s()+\-*/%]+", plain):
        return None
    names: dict[str, Interval] = {}

    def name(match: re.Match) -> str:
        names[f"n{len(names)}"] = literal(match[1], points or bool(match[2]))
        return f"n{len(names) - 1}"

    tree = ast.parse(re.sub(r"(\d+(?:\.\d+)?)(\s*%)?", name, plain), mode="eval")
    return evaluate(tree.body, names)


def evaluate(node: ast.expr, names: dict[str, Interval]) -> Interval:
    """Interval arithmetic over the four operations."""
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.UnaryOp):
        low, high = evaluate(node.operand, names)
        return (-high, -low) if isinstance(node.op, ast.USub) else (low, high)
    if not isinstance(node, ast.BinOp):
        raise ValueError(ast.dump(node))
    (a, b), (c, d) = evaluate(node.left, names), evaluate(node.right, names)
    match node.op:
        case ast.Add():
            return a + c, b + d
        case ast.Sub():
            return a - d, b - c
        case ast.Mult():
            ends = [a * c, a * d, b * c, b * d]
        case ast.Div():
            ends = [a / c, a / d, b / c, b / d]
        case _:
            raise ValueError(ast.dump(node))
    return min(ends), max(ends)


def sides(line: str) -> list[Interval]:
    """The sides of a line that are numbers."""
    return [side for side in (value(part) for part in line.split("=")) if side is not None]


def holds(line: str) -> bool:
    """Whether all sides of a line can be equal."""
    known = sides(line)
    return all(a[0] <= b[1] and b[0] <= a[1] for a, b in zip(known, known[1:]))
