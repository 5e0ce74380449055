"""The feed of changes by a stock client and by the `tupo` command: resumed, shared by instances, read slowly."""

import json
import signal
import sqlite3
import uuid

import grpc
import pytest

from harness import sheets
from harness.city import OPTIONS
from harness.command import tupo, tupo_done
from harness.paths import PATIENCE_SECONDS
from harness.place import SERVER, psql
from harness.process import Service
from harness.refusals import refused

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"


@pytest.fixture
def place(loaded, tmp_path):
    """The programme with its figures, of this test alone."""
    return loaded(PROGRAMME).copy(tmp_path)


@pytest.fixture
def start(place, tmp_path):
    """Starts instances of the indicators service on that data; ends what still runs."""
    services = []

    def begin() -> Service:
        services.append(Service("tupo-indicators", place, log=tmp_path / f"{len(services)}.log"))
        return services[-1]

    yield begin
    for service in services:
        service.kill()


class Client:
    """A stock client of one instance."""

    def __init__(self, service: Service, *options):
        from tupo.common.v1 import watch_pb2_grpc
        from tupo.indicators.v1 import figure_pb2_grpc

        self.channel = grpc.insecure_channel(service.address, options=[*OPTIONS, *options])
        self.figures = figure_pb2_grpc.FigureServiceStub(self.channel)
        self.feed = watch_pb2_grpc.WatchServiceStub(self.channel)

    def watch(self, after=None, **fields):
        from tupo.common.v1 import watch_pb2

        return self.feed.Watch(watch_pb2.WatchRequest(after=after, **fields), timeout=PATIENCE_SECONDS)

    def submit(self, *figures) -> int:
        """Changes figures in one version; the version's number."""
        from tupo.indicators.v1 import figure_pb2

        for figure in figures:
            figure.cumulative += 10_000
        return self.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(
            parent=PARENT, figures=figures, request_id=str(uuid.uuid4()))).version.sequence


def forget_effects(place, last: int) -> None:
    """Makes entries as a release left them that kept no effects. No service may have the data open."""
    sql = f"UPDATE {{}}log_entry SET effects = NULL, effect_parts = NULL, effects_digest = NULL WHERE sequence <= {last}"
    if SERVER:
        psql("-c", sql.format("tupo_indicators."), url=place.as_administrator)
        return
    with sqlite3.connect(f"{place.flags[1]}/indicators.sqlite") as connection:
        connection.execute(sql.format(""))
    connection.close()


def short(answers) -> list:
    """Version, kind and resource of each change; (version,) of each checkpoint."""
    return [
        (a.change.recorded_in.sequence, a.change.change.kind, a.change.change.resource)
        if a.WhichOneof("event") == "change" else (a.checkpoint.reached.sequence,) for a in answers]


def test_everything_is_told_and_states_are_those_that_are_read(start):
    from tupo.indicators.v1 import figure_pb2

    client = Client(start())
    kept, version = sheets.all_figures(client.figures, PARENT)
    told, head = {}, None
    for answer in client.watch(with_state=True, end_at_head=True, types=["tupo.indicators.v1.Figure"]):
        if answer.WhichOneof("event") == "change":
            figure = figure_pb2.Figure.FromString(answer.change.state)
            assert figure.name == answer.change.change.resource
            told[figure.name] = figure
        else:
            assert head is None or answer.checkpoint.reached.sequence >= head.sequence
            head = answer.checkpoint.reached
    assert head == version and len(kept) > 500
    assert told == {figure.name: figure for figure in kept}


def test_a_watch_goes_on_after_its_service_was_killed(start):
    service = start()
    client = Client(service)
    figures, version = sheets.all_figures(client.figures, PARENT, from_month="2012-12", to_month="2012-12")
    watch = client.watch(after=version)
    assert short([next(watch)]) == [(version.sequence,)]
    first = client.submit(figures[0])
    told = [next(watch), next(watch)]
    assert short(told) == [(first, 2, figures[0].name), (first,)]
    assert told[0].change.change.fields == ["cumulative", "origin"], "it no longer comes from a file"
    service.popen.send_signal(signal.SIGKILL)
    with pytest.raises(grpc.RpcError) as cut:
        next(watch)
    assert cut.value.code() == grpc.StatusCode.UNAVAILABLE
    service.wait()
    version.sequence = first
    again = Client(start())
    watch = again.watch(after=version)
    assert short([next(watch)]) == [(first,)]
    second = again.submit(figures[1], figures[2])
    assert second == first + 1
    assert sorted(short([next(watch), next(watch)])) == sorted(
        [(second, 2, figures[1].name), (second, 2, figures[2].name)])
    assert short([next(watch)]) == [(second,)]


def test_a_drain_sends_watchers_away_at_once(start):
    service = start()
    watch = Client(service).watch(scopes=[PARENT + "/nothing"])
    while next(watch).checkpoint.behind:
        pass
    service.popen.send_signal(signal.SIGTERM)
    with pytest.raises(grpc.RpcError) as gone:
        next(watch)
    assert gone.value.code() == grpc.StatusCode.UNAVAILABLE
    assert "stops" in gone.value.details()
    assert service.wait() == 0


def test_a_slow_reader_costs_no_memory_and_misses_nothing(start):
    service = start()
    window = ("grpc.http2.lookahead_bytes", 1 << 16), ("grpc.http2.bdp_probe", 0)
    slow, other = Client(service, *window), Client(service)
    figures, version = sheets.all_figures(other.figures, PARENT, from_month="2012-12", to_month="2012-12")
    watches = [slow.watch(after=version, with_state=True) for _ in range(20)]
    for watch in watches:
        assert short([next(watch)]) == [(version.sequence,)]
    other.submit(*figures)
    before = resident_kib(service)
    wanted = [other.submit(*figures) for _ in range(100)]
    grown = resident_kib(service) - before
    changes = 20 * 100 * len(figures)
    assert grown < 64 << 10, f"{grown} KiB for {changes} changes that nobody reads"
    for watch in watches[:2]:
        told = iter(watch)
        versions = []
        while not versions or versions[-1] < wanted[-1]:
            answer = next(told)
            if answer.WhichOneof("event") == "checkpoint":
                versions.append(answer.checkpoint.reached.sequence)
        assert versions == list(range(version.sequence + 1, wanted[-1] + 1))
    slow.channel.close()


def resident_kib(service: Service) -> int:
    """The resident memory of a process."""
    with open(f"/proc/{service.popen.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))


@pytest.mark.skipif(not SERVER, reason="needs a server: deploy/postgres-test.sh run")
def test_two_instances_tell_the_same(start):
    clients = [Client(start()), Client(start())]
    figures, version = sheets.all_figures(clients[0].figures, PARENT, from_month="2012-12", to_month="2012-12")
    watches = [client.watch(after=version) for client in clients]
    wanted = [clients[number % 2].submit(figures[number]) for number in range(10)]
    told = []
    for watch in watches:
        changes = []
        while len(changes) < len(wanted):
            changes += [event for event in short([next(watch)]) if len(event) == 3]
        told.append(changes)
    assert told[0] == told[1] == [(entry, 2, figure.name) for entry, figure in zip(wanted, figures)]


def test_versions_that_are_not_of_the_log_are_refused(start):
    from tupo.common.v1 import version_pb2

    client = Client(start())
    for epoch, sequence in ((1, 1 << 40), (2, 1), (7, 0)):
        with pytest.raises(grpc.RpcError) as refused:
            next(client.watch(after=version_pb2.DataVersion(epoch=epoch, sequence=sequence)))
        assert refused.value.code() == grpc.StatusCode.OUT_OF_RANGE


def test_below_the_kept_range_the_first_kept_version_is_told(place, start):
    from tupo.common.v1 import version_pb2

    forget_effects(place, 3)
    client = Client(start())
    version = next(client.watch(end_at_head=True, scopes=[PARENT + "/nothing"])).checkpoint.reached
    with refused() as refusal:
        next(client.watch(after=version_pb2.DataVersion(epoch=version.epoch, sequence=2)))
    assert refusal.code == grpc.StatusCode.OUT_OF_RANGE and refusal.reason == "VERSION_BELOW_KEPT_RANGE"
    assert refusal.values["first"] == f"{version.epoch}.4"
    first = next(client.watch(after=version_pb2.DataVersion(epoch=version.epoch, sequence=3)))
    assert first.WhichOneof("event")


@pytest.mark.parametrize("service", ["indicators", "investment", "planning", "reporting"])
def test_the_command_watches_every_service(city, service):
    lines = tupo_done("watch", service, "--until-now", "--output", "json", city=city).splitlines()
    events = [json.loads(line) for line in lines]
    changes = [event for event in events if "resource" in event]
    assert changes and events[-1]["behind"] == 0
    assert {event["resource"].split("/")[0] for event in changes} == {"programmes"}
    assert all(bool(event["fields"]) == (event["change"] == "updated") for event in changes)
    rest = tupo_done(
        "watch", service, "--until-now", "--output", "json", "--after", events[-1]["checkpoint"], city=city)
    assert [json.loads(line) for line in rest.splitlines()] == [events[-1]]


def test_the_command_narrows_and_speaks_both_languages(city):
    scope = f"{PARENT}/zones/weishan-economic-development-zone"
    shown = tupo_done("watch", "indicators", "--until-now", "--scope", scope, "--type", "Zone", "--lang", "zh", city=city)
    assert len(shown.splitlines()) == 1 and "新增" in shown and shown.rstrip().endswith(scope)
    refused = tupo("watch", "indicators", "--until-now", "--type", "Nothing", "--lang", "en", city=city)
    assert refused.returncode == 1 and "must be one of tupo.indicators.v1.Programme" in refused.stderr
