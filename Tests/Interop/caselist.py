"""Reads cases.txt: which case is run for which pair of client and server, and why the others are not."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One case for one pair."""

    case: str
    client: str
    server: str
    # Why it is not run; None when it is.
    absence: str | None


def read(path: Path) -> list[Entry]:
    """All entries. Fails when a reason is missing, or nobody refers to it."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    (_, *pairs), *rows = (line.split() for line in lines if ": " not in line)
    reasons = dict(line.split(": ", 1) for line in lines if ": " in line)
    entries = []
    for case, *cells in rows:
        assert len(cells) == len(pairs), f"{case} has {len(cells)} cells, not {len(pairs)}"
        for pair, cell in zip(pairs, cells):
            entries.append(Entry(case, *pair.split(">"), None if cell == "run" else reasons[cell]))
    unused = set(reasons.values()) - {entry.absence for entry in entries}
    assert not unused, f"reasons that no case has: {unused}"
    return entries
