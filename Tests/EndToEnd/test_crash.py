"""`kill -9` at seeded points of an import leaves all rows of it or none, and a retry gets the first answer."""

import collections
import random
import signal
import uuid
from pathlib import Path

import grpc

from harness import sheets
from harness.city import OPTIONS
from harness.paths import PATIENCE_SECONDS, PROGRAMMES
from harness.place import SERVER, Place
from harness.process import Service

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
KILLS, SEED, IMPORTS, SLICE_ROWS = 20 if SERVER else 50, 20130603, 3, 25
# The places at which the service can be told to die, and up to which hit of them a run may come. On PostgreSQL slices
# are staged beside the lane, which then commits twice for each import.
LANE_COMMITS = 6 if SERVER else 36
PLACES = {
    "import.staged": 30, "lane.before-commit": LANE_COMMITS, "lane.after-commit": LANE_COMMITS, "answer.before": 3}


def points() -> list[tuple[str, int]]:
    """Every place and hit in a seeded order in which the places take turns."""
    choice, turns = random.Random(SEED), []
    for place, hits in PLACES.items():
        counts = list(range(1, hits + 1))
        choice.shuffle(counts)
        turns += [(index / hits, place, count) for index, count in enumerate(counts)]
    return [(place, count) for _, place, count in sorted(turns)]


class Import:
    """A third of the year 2012, sent in slices under one request id."""

    def __init__(self, number: int):
        rows = sheets.read(PROGRAMMES / PROGRAMME / "demo" / "figures" / "2012.csv")
        self.rows = [rows[0], *rows[1:][number::IMPORTS]]
        self.file, self.id = f"2012-{number}.csv", str(uuid.UUID(int=number + 1, version=4))

    def send(self, stub):
        """One attempt; the same bytes each time."""
        messages = sheets.stream(
            self.rows, PARENT, file=self.file, slice_rows=SLICE_ROWS, request_id=self.id, demonstration=True)
        return stub.ImportFigures(messages, timeout=PATIENCE_SECONDS)

    @property
    def size(self) -> int:
        """How many figures it brings."""
        return len(self.rows) - 1


class Trial:
    """One run: imports until the service dies at a point, a restart on the same data, a retry of everything."""

    def __init__(self, empty: Place, folder: Path, place: str, count: int):
        self.place, self.log, self.point = empty.copy(folder), folder / "log", f"{place}:{count}"
        self.imports = [Import(number) for number in range(IMPORTS)]
        self.answered: list = []
        self.died = self._die()

    def _start(self, **environ: str) -> Service:
        return Service("tupo-indicators", self.place, log=self.log, **environ)

    def _die(self) -> bool:
        """Whether the point was reached; what was answered before is kept."""
        from tupo.indicators.v1 import figure_pb2_grpc

        service = self._start(TUPO_FAILPOINT=self.point)
        try:
            with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
                stub = figure_pb2_grpc.FigureServiceStub(channel)
                for each in self.imports:
                    self.answered.append(each.send(stub))
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNAVAILABLE, error
            assert service.wait() == -signal.SIGKILL, service.told()
            return True
        finally:
            service.kill()
        return False

    def check(self) -> str:
        """Restarts and holds what is kept against what was answered. Tells how much of the cut import was kept."""
        from tupo.indicators.v1 import figure_pb2_grpc

        service = self._start()
        try:
            with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
                kept = self._check(figure_pb2_grpc.FigureServiceStub(channel))
            service.stop_cleanly()
        except grpc.RpcError as error:
            ended = service.popen.poll()
            raise AssertionError(f"{self.point}: {error.code()}, exit code {ended}\n{service.told()}") from error
        finally:
            service.kill()
        return kept

    def _check(self, stub) -> str:
        done, cut = len(self.answered), self.imports[len(self.answered)]
        certain = sum(each.size for each in self.imports[:done])
        figures, version = sheets.all_figures(stub, PARENT)
        assert len(figures) in (certain, certain + cut.size), f"{self.point}: {len(figures)} rows, {certain} answered"
        kept = "all" if len(figures) > certain else "none"
        self._retry(stub, cut, version if kept == "all" else None)
        return kept

    def _retry(self, stub, cut: Import, version) -> None:
        """All imports again: answered ones get their answers, the cut one its first or a complete one."""
        for each, first in zip(self.imports, self.answered):
            assert each.send(stub) == first, f"{self.point}: another answer than the first"
        answer = cut.send(stub)
        assert (answer.rows, answer.changed) == (cut.size, cut.size), f"{self.point}: {answer}"
        assert version is None or answer.version == version, f"{self.point}: kept, and written again"
        assert cut.send(stub) == answer
        answers = [*self.answered, answer, *(each.send(stub) for each in self.imports[len(self.answered) + 1:])]
        figures, last = sheets.all_figures(stub, PARENT)
        assert len({figure.name for figure in figures}) == len(figures) == sum(each.size for each in self.imports)
        sequences = [each.version.sequence for each in answers]
        assert sequences == list(range(sequences[0], sequences[0] + IMPORTS)), f"{self.point}: versions {sequences}"
        assert last == answers[-1].version
        recorded = collections.Counter(figure.recorded_in.sequence for figure in figures)
        assert recorded == {answer.version.sequence: each.size for answer, each in zip(answers, self.imports)}


def test_kills_leave_all_or_nothing(empty, tmp_path):
    kept = collections.defaultdict(collections.Counter)
    for number, (place, count) in enumerate(points()):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        trial = Trial(empty, folder, place, count)
        if trial.died:
            kept[place][trial.check()] += 1
        trial.place.remove()
        if sum(each.total() for each in kept.values()) == KILLS:
            break
    assert sum(each.total() for each in kept.values()) == KILLS, f"too few points were reached: {dict(kept)}"
    assert set(kept) == set(PLACES), f"some places were never reached: {dict(kept)}"
    assert kept["import.staged"]["all"] == 0, "rows were kept before their commit"
    assert kept["answer.before"]["none"] == 0, "rows were lost after their commit"
    assert kept["lane.before-commit"]["none"] > 0 and kept["lane.after-commit"]["all"] > 0, dict(kept)
