"""A programme as its files say it: zones, indicators, targets, figures."""

import csv
import functools
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

PROGRAMMES = Path(__file__).resolve().parents[3] / "deploy" / "programmes"
FACTORS = {"元": 1, "万元": 10**4, "亿元": 10**8}


@dataclass(frozen=True)
class Figure:
    """What a zone reported; values in yuan, growth as a rate. None: nothing was reported, which is not zero."""

    cumulative: Fraction | None
    base: Fraction | None
    growth: Fraction | None
    received_on: str
    note: str


@dataclass(frozen=True)
class Programme:
    """The parts that the arithmetic needs."""

    id: str
    zones: list[str]
    names: dict[str, str]
    indicators: dict[str, dict]
    floors: dict[tuple[str, str], Fraction]
    thresholds: list[dict]
    near: Fraction
    base_margin: Fraction
    low_base: Fraction
    holidays: set[str]
    working_weekends: set[str]
    figures: dict[tuple[str, str, str], Figure]

    def zone(self, name: str) -> str:
        """The id of a zone by its name in tables."""
        return next(zone for zone, title in self.names.items() if title == name)


@functools.cache
def load(programme: str) -> Programme:
    """Reads the programme's files."""
    folder = PROGRAMMES / programme
    main, zones = section(folder / "programme.yaml"), section(folder / "zones.yaml")["zones"]
    indicators = {entry["id"]: entry for entry in section(folder / "indicators.yaml")["indicators"]}
    zones.sort(key=lambda zone: zone["protocol_order"])
    first = {zone["id"]: zone["attributes"][0] for zone in zones}
    names = {id: attributes.get("short_title", attributes["title"])["zh"] for id, attributes in first.items()}
    ids = list(names)
    calendar, margins = main.get("calendar", {}), main["margins"]
    return Programme(
        id=main["id"], zones=ids, names=names, indicators=indicators, floors=floors(folder, ids),
        thresholds=section(folder / "thresholds.yaml").get("thresholds", []),
        near=Fraction(margins["near_basis_points"], 10_000),
        base_margin=Fraction(margins["base_revision_basis_points"], 10_000),
        low_base=Fraction(margins["low_base_basis_points"], 10_000),
        holidays=set(calendar.get("holidays", [])), working_weekends=set(calendar.get("working_weekends", [])),
        figures=figures(folder, main["figures"], name_index(zones), indicators))


def section(path: Path) -> dict:
    """A YAML file, or nothing when the programme has none of the kind."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def name_index(zones: list[dict]) -> dict[str, str]:
    """Zone ids by every name."""
    index: dict[str, str] = {}
    for zone in zones:
        for attributes in zone["attributes"]:
            for title in ("title", "short_title"):
                index[attributes.get(title, {}).get("zh", zone["id"])] = zone["id"]
        index |= {alias: zone["id"] for alias in zone.get("aliases", [])}
    return index


def floors(folder: Path, zones: list[str]) -> dict[tuple[str, str], Fraction]:
    """Growth floors by zone and indicator."""
    result = {}
    for target in section(folder / "targets.yaml").get("growth_targets", []):
        for indicator in target["indicators"]:
            for zone in zones if target["zones"] == "all" else target["zones"]:
                result[zone, indicator] = Fraction(target["growth_basis_points"], 10_000)
    return result


def figures(folder: Path, files: list[dict], zones: dict[str, str], indicators: dict[str, dict]) -> dict:
    """Every figure by zone, indicator and month; a later file's row replaces an earlier one's."""
    titles = {entry["title"]["zh"]: id for id, entry in indicators.items()}
    result = {}
    for entry in files:
        for row in csv.DictReader((folder / entry["file"]).read_text(encoding="utf-8-sig").splitlines()):
            factor = FACTORS.get(row["计量单位"], 1)
            result[zones[row["单位"]], titles[row["指标"]], row["月份"]] = Figure(
                cumulative=number(row["累计"], factor), base=number(row["上年同期"], factor),
                growth=number(row["同比增速%"], Fraction(1, 100)), received_on=row["报送日期"], note=row["备注"])
    return result


def number(cell: str, factor: int | Fraction) -> Fraction | None:
    """A cell's number; None when it is blank."""
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").strip()
    return Fraction(plain) * factor if plain else None
