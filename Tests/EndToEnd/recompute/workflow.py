"""A small model of monthly reporting, written from the README's words and not from the services' code.

It knows one submission as a few sets, and tells for each step who may take it and what comes of it.
"""

import hashlib
from dataclasses import dataclass, field

CHECKING = ("submitted", "county_reviewed", "countersigned")


class Refused(Exception):
    """The model does not allow the step."""


@dataclass
class Paper:
    """One zone's form of a month."""

    county: str | None
    bureaus: dict[str, set[str]]
    cells: dict[str, int | None]
    place: str = "zone"  # zone, desk, approved, published
    was_returned: bool = False
    reviewed: bool = False
    agreed: set[str] = field(default_factory=set)
    touched: bool = False
    verified: dict[str, int] = field(default_factory=dict)
    remarks: set[str] = field(default_factory=set)
    duties: dict[str, str] = field(default_factory=dict)
    revision: int = 1
    open_cells: set[str] | None = None
    receipts: list[str] = field(default_factory=list)
    published: dict[str, list[int]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Where it stands, in the contract's words."""
        if self.place == "zone":
            return "returned" if self.was_returned else "draft"
        if self.place != "desk":
            return self.place
        if self.county and not self.reviewed:
            return "submitted"
        return "countersigned" if self.agreed >= set(self.bureaus) else "county_reviewed"

    def standing(self, cell: str) -> int | None:
        """The figure that counts: the verified one, else the reported one."""
        return self.verified.get(cell, self.cells[cell])

    def fill(self, who: str, values: dict[str, int], answers: set[str] = frozenset()) -> None:
        """The zone writes cells."""
        self._need(self.place == "zone")
        self._need(self.open_cells is None or set(values) <= self.open_cells)
        self._charge(who, "make")
        for cell, value in values.items():
            if self.cells[cell] != value:
                self.verified.pop(cell, None)
            self.cells[cell] = value
        self._disturb(values)
        self.remarks -= set(answers)

    def submit(self, who: str, number: str) -> None:
        """The zone sends it in."""
        self._need(self.place == "zone" and not self.remarks and None not in self.cells.values())
        self._charge(who, "make")
        self.place, self.reviewed, self.touched = "desk", False, False
        self.receipts.append(number)

    def withdraw(self) -> None:
        """The zone takes it back."""
        self._need(self.place == "desk" and not self.touched)
        self.place, self.was_returned = "zone", False

    def review(self, who: str) -> None:
        """The county says yes."""
        self._need(self.state == "submitted")
        self._charge(who, "review")
        self.reviewed = self.touched = True

    def countersign(self, who: str, bureau: str) -> None:
        """A bureau says yes."""
        self._need(self.place == "desk" and bureau not in self.agreed)
        self._charge(who, "countersign")
        self.agreed.add(bureau)
        self.touched = True

    def verify(self, who: str, cell: str, value: int) -> None:
        """The city sets a verified figure."""
        self._need(self.place == "desk" and (self.open_cells is None or cell in self.open_cells))
        self._charge(who, "verify")
        self.verified[cell] = value
        self._disturb([cell])
        self.touched = True

    def give_back(self, who: str, cells: list[str]) -> None:
        """A level above sends it back."""
        self._need(self.place == "desk" and self.duties.get(who) != "make")
        self.place, self.was_returned, self.reviewed = "zone", True, False
        self.remarks |= set(cells)
        self._disturb(cells)

    def approve(self, who: str) -> None:
        """The city says yes."""
        self._need(self.state == "countersigned")
        self._charge(who, "approve")
        self.place = "approved"

    def publish(self) -> None:
        """Its figures are in a bulletin."""
        self._need(self.place == "approved")
        self.place = "published"
        for cell in self.open_cells or self.cells:
            self.published.setdefault(cell, []).append(self.standing(cell))

    def revise(self, cells: list[str]) -> None:
        """The city opens cells again."""
        self._need(self.place == "published")
        self.place, self.was_returned, self.reviewed, self.duties = "zone", False, False, {}
        self.revision, self.open_cells = self.revision + 1, set(cells)
        self._disturb(cells)

    def digest(self, bases: dict[str, int | None]) -> bytes:
        """What the receipt holds."""
        text = lambda value: "" if value is None else str(value)  # noqa: E731
        lines = "".join(f"{cell}\t{text(value)}\t{text(bases[cell])}\t\n" for cell, value in self.cells.items())
        return hashlib.sha256(lines.encode()).digest()

    def _disturb(self, cells) -> None:
        self.agreed -= {bureau for bureau, own in self.bureaus.items() if own & set(cells)}

    def _charge(self, who: str, duty: str) -> None:
        self._need(self.duties.get(who, duty) == duty)
        self.duties[who] = duty

    @staticmethod
    def _need(holds: bool) -> None:
        if not holds:
            raise Refused
