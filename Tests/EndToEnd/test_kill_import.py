"""`kill -9` inside a large import, while its rows are laid ahead, adopted, or given their version: all of it or nothing.

`make crash` imports a million rows, each test run fewer: TUPO_IMPORT_ROWS. The cost grows with the rows and no faster.
"""

import collections
import itertools
import json
import os
import signal
import uuid

import grpc
import pytest

from harness import sheets
from harness.city import OPTIONS
from harness.command import told, tupo
from harness.paths import PATIENCE_SECONDS, PROGRAMMES
from harness.process import Service

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
ROWS = int(os.environ.get("TUPO_IMPORT_ROWS") or 6_600)
# So long an answer may take: the debug build lays some thousand rows a second.
PATIENCE = PATIENCE_SECONDS + ROWS / 500
SLICE_ROWS = 1_000
# Where the service dies, at which hit of the place, and whether the import is there then.
POINTS = [
    ("lane.laying", 1, False), ("lane.laying", 25, False), ("lane.adopting", 1, False), ("lane.settling", 1, True),
    ("lane.settling", 4, True),
]


def rows() -> sheets.Rows:
    """As many rows as are asked for, by every other year from the first of four digits, for each pair of zone and
    indicator that the demo has. What has no figure a year before is held against nothing: the checks are tested
    elsewhere, and of a debug build they would take most of the time."""
    heading, *lines = sheets.read(PROGRAMMES / PROGRAMME / "demo" / "figures" / "2012.csv")
    pairs = sorted({(zone, indicator, unit) for zone, indicator, _, unit, *_ in lines})
    blank = [""] * (len(heading) - 5)
    months = ((year, month) for year in itertools.count(1000, 2) for month in range(2, 13))
    cells = ([zone, indicator, f"{year:04}-{month:02}", unit, str(100 * month), *blank]
             for year, month in months for zone, indicator, unit in pairs)
    return [heading, *itertools.islice(cells, ROWS)]


@pytest.fixture(scope="module")
def sheet() -> sheets.Rows:
    """The import's rows, the headings first."""
    return rows()


def send(stub, sheet: sheets.Rows, request_id: str):
    """One attempt; the same bytes each time."""
    messages = sheets.stream(
        sheet, PARENT, file="大表.csv", slice_rows=SLICE_ROWS, request_id=request_id, demonstration=True)
    return stub.ImportFigures(messages, timeout=PATIENCE)


def die(place, log, point: str, sheet: sheets.Rows, request_id: str) -> None:
    """Imports until the service dies."""
    from tupo.indicators.v1 import figure_pb2_grpc

    service = Service("tupo-indicators", place, log=log, TUPO_FAILPOINT=point)
    try:
        with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
            stub = figure_pb2_grpc.FigureServiceStub(channel)
            try:
                send(stub, sheet, request_id)  # Settling goes on after the answer.
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.UNAVAILABLE, error
        assert service.wait() == -signal.SIGKILL, service.told()
    finally:
        service.kill()


def verdicts(*arguments) -> set[str]:
    """What a command says of the log or the tables of the indicators service."""
    done = tupo(*arguments, "--service", "indicators", "--output", "json")
    assert done.returncode == 0, told(done)
    return {row["verdict"] for row in json.loads(done.stdout)["rows"]}


@pytest.mark.parametrize(("name", "hit", "is_there"), POINTS, ids=lambda value: str(value))
def test_a_kill_leaves_all_of_a_large_import_or_nothing(empty, sheet, tmp_path, name, hit, is_there):
    from tupo.indicators.v1 import figure_pb2_grpc

    place, request_id, size = empty.copy(tmp_path), str(uuid.uuid4()), len(sheet) - 1
    die(place, tmp_path / "log", f"{name}:{hit}", sheet, request_id)
    assert verdicts("audit", "verify", *place.flags, "--heads", place.heads, "--log-only") == {"intact"}
    service = Service("tupo-indicators", place, log=tmp_path / "log")
    try:
        with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
            stub = figure_pb2_grpc.FigureServiceStub(channel)
            found, before = sheets.all_figures(stub, PARENT)
            assert len(found) == (size if is_there else 0)
            answer = send(stub, sheet, request_id)
            assert (answer.rows, answer.changed) == (size, size)
            assert answer.version.sequence == before.sequence + (0 if is_there else 1)
            assert send(stub, sheet, request_id) == answer
            figures, after = sheets.all_figures(stub, PARENT)
            assert after == answer.version
            assert len({figure.name for figure in figures}) == len(figures) == size
            assert collections.Counter(each.recorded_in.sequence for each in figures) == {after.sequence: size}
        service.stop_cleanly()
    finally:
        service.kill()
    assert verdicts("audit", "verify", *place.flags, "--heads", place.heads) == {"intact"}
    assert verdicts("admin", "check", "--rebuild", *place.flags) == {"sound"}
    place.remove()
