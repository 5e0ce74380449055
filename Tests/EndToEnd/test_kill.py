"""`kill -9` at random under concurrent writes: what was acknowledged is there, what was not is there whole or not at all.

The model of what was acknowledged lives here, in the client's process. `make crash` makes 200 rounds on each engine.
"""

import itertools
import json
import os
import random
import signal
import threading
import time
import uuid

import grpc
import pytest

from harness import sheets
from harness.city import OPTIONS
from harness.command import told, tupo
from harness.paths import PATIENCE_SECONDS
from harness.process import Service

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
ROUNDS = int(os.environ.get("TUPO_CRASH_ROUNDS") or 4)
SEED = int(os.environ.get("TUPO_CRASH_SEED") or 20130604)
WRITERS, PAIR, ANSWERS, MILLISECONDS = 8, 2, 80, 4
# How many of the older acknowledged requests are sent again in each round, beside those of the round itself.
OLDER = 20


class Writer:
    """Writes its own two figures, always both in one call and to the same amount."""

    def __init__(self, figures):
        self.figures = figures
        self.amount = None
        # The request that was sent and not answered, and what it would write.
        self.open = None

    def next(self):
        from tupo.indicators.v1 import figure_pb2

        self.amount = (self.amount or max(figure.cumulative for figure in self.figures)) + 10_000
        for figure in self.figures:
            figure.cumulative = self.amount
        self.open = figure_pb2.SubmitFiguresRequest(
            parent=PARENT, figures=self.figures, request_id=str(uuid.uuid4()))
        return self.open


class Model:
    """All that was acknowledged, and who writes."""

    def __init__(self, stub):
        figures, self.base = sheets.all_figures(stub, PARENT, from_month="2012-12", to_month="2012-12")
        self.writers = [Writer(figures[number * PAIR:(number + 1) * PAIR]) for number in range(WRITERS)]
        self.kept: dict[str, int] = {}  # By figure: the amount that was acknowledged last.
        self.answers: list = []  # Requests with their first answers, in the order in which those came.
        self.lock = threading.Lock()
        for each in self.writers:
            self.kept.update({figure.name: figure.cumulative for figure in each.figures})

    def acknowledge(self, writer: Writer, answer) -> None:
        with self.lock:
            self.answers.append((writer.open, answer))
            self.kept.update({figure.name: figure.cumulative for figure in writer.open.figures})
            writer.open = None

    def write(self, stub, writer: Writer, after: threading.Semaphore, faults: list) -> None:
        """Writes until the service is gone."""
        try:
            while True:
                self.acknowledge(writer, stub.SubmitFigures(writer.next(), timeout=PATIENCE_SECONDS))
                after.release()
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                faults.append(error)
        except BaseException as fault:
            faults.append(fault)
        after.release(ANSWERS * 2)

    def check(self, stub, fresh: int, chance: random.Random) -> None:
        """Holds what is there against what was acknowledged, then sends again what was not, and some of what was."""
        figures, version = sheets.all_figures(stub, PARENT, from_month="2012-12", to_month="2012-12")
        found = {figure.name: figure.cumulative for figure in figures}
        written = len(self.answers)
        for writer in self.writers:
            names = [figure.name for figure in writer.figures]
            old = [self.kept[name] for name in names]
            now = [found[name] for name in names]
            if writer.open and now == [writer.amount] * PAIR:
                written += 1
                answer = stub.SubmitFigures(writer.open, timeout=PATIENCE_SECONDS)
                recorded = {figure.recorded_in.sequence for figure in figures if figure.name in names}
                assert recorded == {answer.version.sequence}, "kept, and written again"
                self.acknowledge(writer, answer)
            else:
                assert now == old, f"acknowledged {old}, found {now}"
        assert version.sequence == self.base.sequence + written, "something was written that nobody asked for, or lost"
        for writer in self.writers:
            if writer.open:
                self.acknowledge(writer, stub.SubmitFigures(writer.open, timeout=PATIENCE_SECONDS))
        older = chance.sample(self.answers[:-fresh or None], min(OLDER, len(self.answers) - fresh))
        for request, first in itertools.chain(older, self.answers[-fresh:] if fresh else []):
            assert stub.SubmitFigures(request, timeout=PATIENCE_SECONDS) == first, "another answer than the first"
        sequences = sorted(answer.version.sequence for _, answer in self.answers)
        assert sequences == list(range(self.base.sequence + 1, self.base.sequence + len(self.answers) + 1))


def round_of_writes(place, log, model: Model | None, fresh: int, chance: random.Random):
    """Starts, checks, lets everybody write, kills. The model, and how many calls were answered."""
    from tupo.indicators.v1 import figure_pb2_grpc

    service = Service("tupo-indicators", place, log=log)
    try:
        with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
            stub = figure_pb2_grpc.FigureServiceStub(channel)
            model = model or Model(stub)
            model.check(stub, fresh, chance)
            before, after, faults = len(model.answers), threading.Semaphore(0), []
            threads = [
                threading.Thread(target=model.write, args=(stub, writer, after, faults)) for writer in model.writers]
            for thread in threads:
                thread.start()
            for _ in range(chance.randrange(ANSWERS)):
                assert after.acquire(timeout=PATIENCE_SECONDS)
            time.sleep(chance.random() * MILLISECONDS / 1000)  # Not to wait for something: it makes the moment random.
            service.popen.send_signal(signal.SIGKILL)
            for thread in threads:
                thread.join(PATIENCE_SECONDS * 2)
            assert not faults, faults[0]
            assert service.wait() == -signal.SIGKILL, service.told()
            return model, len(model.answers) - before
    finally:
        service.kill()


def verify(place, *flags: str) -> None:
    """The log, as the service left it when it was killed."""
    done = tupo("audit", "verify", *place.flags, "--heads", place.heads, "--service", "indicators", "--output", "json",
                "--lang", "en", *flags)
    assert done.returncode == 0, told(done)
    assert [row["verdict"] for row in json.loads(done.stdout)["rows"]] == ["intact"], told(done)


@pytest.fixture
def place(loaded, tmp_path):
    """The programme and its figures, of this test alone."""
    place = loaded(PROGRAMME).copy(tmp_path)
    yield place
    place.remove()


def test_kills_at_random_lose_nothing_that_was_acknowledged(place, tmp_path):
    chance, model, fresh, cut = random.Random(SEED), None, 0, 0
    for number in range(ROUNDS):
        model, fresh = round_of_writes(place, tmp_path / "log", model, fresh, chance)
        cut += sum(writer.open is not None for writer in model.writers)
        verify(place, "--log-only")
        print(f"round {number + 1}: {len(model.answers)} acknowledged, {cut} were under way at a kill", flush=True)
    from tupo.indicators.v1 import figure_pb2_grpc

    service = Service("tupo-indicators", place, log=tmp_path / "log")
    try:
        with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
            model.check(figure_pb2_grpc.FigureServiceStub(channel), len(model.answers), chance)
        service.stop_cleanly()
    finally:
        service.kill()
    verify(place)
    assert model.answers and cut > 0
