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


class Watcher:
    """A thread that watches one instance after another, each from the last checkpoint of the one before, up to the
    version `last`."""

    def __init__(self, channels, after, last: int):
        from tupo.common.v1 import watch_pb2_grpc

        self.feeds = [watch_pb2_grpc.WatchServiceStub(channel) for channel in channels]
        self.reached, self.last = after, last
        self.changes: list[tuple[int, str]] = []
        self.cuts: list[grpc.StatusCode] = []
        self.faults: list[BaseException] = []
        self.calls: list = []
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        from tupo.common.v1 import watch_pb2

        try:
            for feed in self.feeds:
                pending: list[tuple[int, str]] = []  # Of a version that is not whole: it comes again.
                self.calls.append(feed.Watch(watch_pb2.WatchRequest(after=self.reached), timeout=PATIENCE_SECONDS * 2))
                try:
                    for answer in self.calls[-1]:
                        if answer.WhichOneof("event") == "change":
                            change = answer.change
                            pending.append((change.recorded_in.sequence, change.change.resource))
                        else:
                            self.changes += pending
                            pending, self.reached = [], answer.checkpoint.reached
                            if self.reached.sequence >= self.last:
                                return
                except grpc.RpcError as error:
                    self.cuts.append(error.code())
        except BaseException as fault:
            self.faults.append(fault)

    def end(self) -> list[tuple[int, str]]:
        """Waits until it has reached its last version; what it was told."""
        self.thread.join(PATIENCE_SECONDS * 2)
        assert not self.thread.is_alive() and not self.faults, self.faults
        return self.changes


@pytest.fixture
def watchers(writers):
    """A watcher that begins with each instance and goes on with the other."""
    last = writers.version.sequence + WRITERS * WRITES
    watchers = [
        Watcher(writers.channels[number:] + writers.channels[:number], writers.version, last) for number in range(2)]
    yield watchers
    for watcher in watchers:
        for call in watcher.calls:
            call.cancel()
        watcher.thread.join(PATIENCE_SECONDS)


def told_by_the_log(place, writers: Writers) -> list[tuple[int, str]]:
    """Which figure each of the new entries changed: every call changed one."""
    lines = psql(
        "-c", "SELECT since, indicator, zone, month FROM tupo_indicators.figure WHERE since > "
        f"{writers.version.sequence} ORDER BY since", url=place.as_administrator).splitlines()
    return [(int(since), zone, indicator) for since, indicator, zone, _ in (line.split("|") for line in lines)]


def check_watchers(place, writers: Writers, watchers: list[Watcher]) -> None:
    """Both were told the same, and just what the log's versions changed, in their order."""
    told = [watcher.end() for watcher in watchers]
    assert told[0] == told[1]
    wanted = told_by_the_log(place, writers)
    assert [version for version, _ in told[0]] == [version for version, _, _ in wanted] == list(
        range(writers.version.sequence + 1, writers.version.sequence + WRITERS * WRITES + 1))
    for (_, name), (_, zone, indicator) in zip(told[0], wanted):
        assert zone in name and indicator in name, name


def test_both_watches_agree_while_both_write(place, instances, writers, watchers):
    writers.run()
    check_log(place, writers)
    check_watchers(place, writers, watchers)
    assert not watchers[0].cuts and not watchers[1].cuts
    for service in instances:
        service.stop_cleanly()


@pytest.mark.parametrize("killed", [0, 1])
def test_one_that_is_killed_loses_nothing(place, instances, writers, watchers, killed):
    def kill():
        writers.wait_for(WRITERS * WRITES // 3)
        instances[killed].popen.send_signal(signal.SIGKILL)

    writers.run(meanwhile=kill)
    check_log(place, writers)
    assert instances[killed].wait() == -signal.SIGKILL
    check_watchers(place, writers, watchers)
    assert watchers[killed].cuts == [grpc.StatusCode.UNAVAILABLE] and not watchers[1 - killed].cuts
    kept = {figure.name: figure.cumulative for figure in sheets.all_figures(writers.stubs[1 - killed], PARENT)[0]}
    assert {figure.name: figure.cumulative for figure in writers.figures} == {
        figure.name: kept[figure.name] for figure in writers.figures}
    instances[1 - killed].stop_cleanly()


def test_a_read_waits_for_the_version_that_the_other_has_written(instances, writers):
    from tupo.common.v1 import version_pb2
    from tupo.indicators.v1 import figure_pb2

    def read(number: int, version, seconds: float):
        return writers.stubs[number].ListFigures(
            figure_pb2.ListFiguresRequest(
                parent=PARENT, page_size=1, read=version_pb2.ReadPoint(min_version=version)), timeout=seconds)

    for number, figure in enumerate(writers.figures[:10]):
        figure.cumulative += 10_000
        written = writers.stubs[number % 2].SubmitFigures(
            figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=[figure], request_id=str(uuid.uuid4()))).version
        assert read(1 - number % 2, written, PATIENCE_SECONDS).version == written
    written.sequence += 1
    waiting = writers.stubs[0].ListFigures.future(
        figure_pb2.ListFiguresRequest(
            parent=PARENT, page_size=1, read=version_pb2.ReadPoint(min_version=written)), timeout=PATIENCE_SECONDS)
    for number in range(2):
        with pytest.raises(grpc.RpcError) as late:
            read(number, written, 0.3)
        assert late.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    assert not waiting.done(), "the version is not there yet"
    writers.stubs[1].SubmitFigures(figure_pb2.SubmitFiguresRequest(
        parent=PARENT, figures=[changed(writers.figures[0])], request_id=str(uuid.uuid4())))
    assert waiting.result().version == written


def changed(figure):
    """The figure with another value."""
    figure.cumulative += 10_000
    return figure
