"""Several instances of a service on one PostgreSQL take writes at once, and lose nothing when one is killed."""

import itertools
import signal
import threading
import uuid

import grpc
import pytest

from harness import sheets
from harness.city import OPTIONS
from harness.paths import PATIENCE_SECONDS
from harness.place import SERVER, psql
from harness.process import Service

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
WRITERS, WRITES = 6, 20
pytestmark = pytest.mark.skipif(not SERVER, reason="needs a server: deploy/postgres-test.sh run")


@pytest.fixture
def place(loaded, tmp_path):
    """A database with the programme and its figures, of this test alone."""
    return loaded(PROGRAMME).copy(tmp_path)


@pytest.fixture
def instances(place, tmp_path):
    """Two instances of the indicators service on that database."""
    services = []
    try:
        for number in range(2):
            services.append(Service("tupo-indicators", place, log=tmp_path / f"{number}.log"))
        yield services
    finally:
        for service in services:
            service.kill()


class Writers:
    """Threads that change figures, each its own ones, and note what was answered. A call that fails for want of its
    instance is sent again to the other, with the same request id."""

    def __init__(self, instances):
        from tupo.indicators.v1 import figure_pb2_grpc

        self.channels = [grpc.insecure_channel(service.address, options=OPTIONS) for service in instances]
        self.stubs = [figure_pb2_grpc.FigureServiceStub(channel) for channel in self.channels]
        self.figures, self.version = sheets.all_figures(self.stubs[0], PARENT, from_month="2012-12", to_month="2012-12")
        self.answers: dict[str, int] = {}
        self.faults: list = []
        self.answered = threading.Semaphore(0)

    def run(self, meanwhile=lambda: None) -> None:
        """Writes everything; `meanwhile` runs in between."""
        threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        meanwhile()
        for thread in threads:
            thread.join(PATIENCE_SECONDS * 2)
        assert not self.faults, self.faults[0]
        assert len(self.answers) == WRITERS * WRITES

    def _write(self, number: int) -> None:
        try:
            for count, figure in enumerate(itertools.islice(itertools.cycle(self.figures[number::WRITERS]), WRITES)):
                figure.cumulative += 10_000
                id = str(uuid.uuid4())
                self.answers[id] = self._send(figure, id, number + count).version.sequence
                self.answered.release()
        except BaseException as fault:
            self.faults.append(fault)
            self.answered.release(WRITERS * WRITES)

    def _send(self, figure, id: str, first: int):
        from tupo.indicators.v1 import figure_pb2

        request = figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=[figure], request_id=id)
        for turn in range(2):
            try:
                return self.stubs[(first + turn) % 2].SubmitFigures(request, timeout=PATIENCE_SECONDS)
            except grpc.RpcError as error:
                if turn or error.code() != grpc.StatusCode.UNAVAILABLE:
                    raise

    def wait_for(self, answers: int) -> None:
        """Waits until so many calls were answered."""
        for _ in range(answers):
            assert self.answered.acquire(timeout=PATIENCE_SECONDS)

    def close(self) -> None:
        for channel in self.channels:
            channel.close()


@pytest.fixture
def writers(instances):
    """Threads with a channel to each of the instances."""
    writers = Writers(instances)
    yield writers
    writers.close()


def check_log(place, writers: Writers) -> None:
    """The log has no gap, goes forward in time, and holds every answered request once, where its answer says."""
    lines = psql(
        "-c", "SELECT sequence, time, coalesce(request_id, '') FROM tupo_indicators.log_entry ORDER BY sequence",
        url=place.as_administrator).splitlines()
    entries = [line.split("|") for line in lines]
    assert [int(entry[0]) for entry in entries] == list(range(1, len(entries) + 1))
    times = [int(entry[1]) for entry in entries]
    assert times == sorted(times)
    new = entries[writers.version.sequence:]
    assert {entry[2]: int(entry[0]) for entry in new} == writers.answers and len(new) == len(writers.answers)


def test_versions_have_no_gap_and_both_instances_agree(place, instances, writers):
    writers.run()
    check_log(place, writers)
    figures, version = sheets.all_figures(writers.stubs[0], PARENT)
    assert version.sequence == writers.version.sequence + WRITERS * WRITES
    assert sheets.all_figures(writers.stubs[1], PARENT) == (figures, version)
    recorded = {figure.name: figure.recorded_in.sequence for figure in figures}
    assert set(writers.answers.values()) >= {recorded[figure.name] for figure in writers.figures[:WRITERS * WRITES]}
    for service in instances:
        service.stop_cleanly()


def test_one_that_is_killed_loses_nothing(place, instances, writers):
    def kill():
        writers.wait_for(WRITERS * WRITES // 3)
        instances[0].popen.send_signal(signal.SIGKILL)

    writers.run(meanwhile=kill)
    check_log(place, writers)
    assert instances[0].wait() == -signal.SIGKILL
    kept = {figure.name: figure.cumulative for figure in sheets.all_figures(writers.stubs[1], PARENT)[0]}
    assert {figure.name: figure.cumulative for figure in writers.figures} == {
        figure.name: kept[figure.name] for figure in writers.figures}
    instances[1].stop_cleanly()
