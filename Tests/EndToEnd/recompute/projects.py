"""Sums over the programme's projects as they stood on a day."""

import itertools
from fractions import Fraction

from .programme import PROGRAMMES, section

STAGES = ["clue", "in_talks", "signed", "registered", "under_construction", "in_production"]


def load(programme: str) -> list[dict]:
    """All projects, those of the demonstration among them."""
    folder = PROGRAMMES / programme
    files = [folder / "projects.yaml", folder / "demo" / "projects.yaml"]
    return list(itertools.chain.from_iterable(section(file).get("projects", []) for file in files))


def stage(project: dict, day: str) -> str | None:
    """The stage at the end of a day; None before the first move."""
    reached = [move["stage"] for move in project["history"] if str(move["on"]) <= day]
    return reached[-1] if reached else None


def cells(programme: str, day: str) -> dict[tuple[str, str], list[dict]]:
    """Projects by channel and stage."""
    found: dict[tuple[str, str], list[dict]] = {}
    for project in load(programme):
        if reached := stage(project, day):
            found.setdefault((project["channel"], reached), []).append(project)
    return found


def amount(projects: list[dict]) -> int:
    """Their agreed investment; one without an amount adds nothing."""
    return sum(project.get("agreed_investment") or 0 for project in projects)


def sums(programme: str, day: str) -> list[Fraction]:
    """Agreed investment of all, by channel, by stage, and by both."""
    table = cells(programme, day)
    groups = [list(itertools.chain.from_iterable(table.values())), *table.values()]
    for position in (0, 1):
        for key in {cell[position] for cell in table}:
            groups.append([each for cell, projects in table.items() if cell[position] == key for each in projects])
    return [Fraction(amount(group)) for group in groups] + [
        Fraction(project["agreed_investment"]) for project in load(programme) if project.get("agreed_investment")]
