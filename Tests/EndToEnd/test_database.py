"""A service whose database is away, would lose data, or crashes says so, and goes on where it can."""

import re
import subprocess
import uuid

import grpc
import pytest

from harness import admin
from harness.city import OPTIONS
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import SERVER, Place, psql
from harness.process import Service

SCRIPT = ROOT / "deploy" / "postgres-test.sh"
needs_server = pytest.mark.skipif(not SERVER, reason="needs a server: deploy/postgres-test.sh run")


def started(*flags: str, **environ: str) -> subprocess.CompletedProcess:
    """A service that is not expected to start."""
    return subprocess.run(
        [BIN / "tupo-indicators", "--listen", "127.0.0.1:0", "--open-loopback", *flags], cwd=ROOT, env=environment(**environ), text=True,
        encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS)


@pytest.mark.parametrize("by_flag", [True, False])
def test_a_database_that_is_away_is_told_in_one_line(by_flag):
    url = "postgres://tupo:geheim@127.0.0.1:1/tupo"
    done = started("--database", url) if by_flag else started(TUPO_DATABASE_URL=url)
    assert done.returncode != 0 and done.stdout == ""
    assert "geheim" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert "postgres://127.0.0.1:1/tupo" in lines[0] and "TUPO_DATABASE_URL" in lines[0]
    assert re.search(r"[\u4e00-\u9fff]", lines[0])


@pytest.mark.parametrize("url", ["mysql://h/db", "somewhere", "sqlite://host/x"])
def test_a_url_of_another_kind_is_refused(url):
    done = started("--database", url)
    assert done.returncode == 64 and "postgres://HOST:PORT/DATABASE" in done.stderr


def script(*arguments: str) -> list[str]:
    """Starts, ends or promotes a server; the words that were printed."""
    done = subprocess.run([SCRIPT, *arguments], text=True, stdout=subprocess.PIPE, timeout=PATIENCE_SECONDS, check=True)
    return done.stdout.split()


@pytest.fixture
def server():
    """A server of this test's own: its URL and its folder."""
    url, folder = script("start")
    yield url, folder
    script("stop", folder)


@pytest.fixture
def standby(server):
    """A streaming standby of that server: its URL and its folder."""
    url, folder = script("standby", server[1])
    yield url, folder
    script("stop", folder)


@pytest.fixture
def beside(server, standby, tmp_path):
    """A service that is told both hosts."""
    hosts = ",".join(url.split("@")[1].split("/")[0] for url, _ in (server, standby))
    place = Place(("--database", f"postgres://postgres@{hosts}/postgres"), tmp_path)
    service = Service("tupo-indicators", place, log=tmp_path / "log")
    yield service
    service.kill()


def patiently(call, request):
    """Calls until the database is back: until then a call tells that it can be sent again."""
    while True:
        try:
            return call(request, timeout=PATIENCE_SECONDS)
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNAVAILABLE, error


@needs_server
def test_a_server_without_fsync_is_refused(server):
    url, _ = server
    psql("-c", "ALTER SYSTEM SET fsync = off", url=url)
    psql("-c", "SELECT pg_reload_conf()", url=url)
    while psql("-c", "SHOW fsync", url=url) != "off":
        pass
    done = started("--database", url)
    assert done.returncode != 0 and "fsync" in done.stderr and len(done.stderr.splitlines()) == 1


@needs_server
def test_a_server_that_crashes_loses_nothing_and_is_used_again(server, tmp_path):
    from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

    url, folder = server
    service = Service("tupo-indicators", Place(("--database", url), tmp_path), log=tmp_path / "log")
    try:
        with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
            stub = catalogue_pb2_grpc.CatalogueServiceStub(channel)
            request = sample(f"before-{uuid.uuid4()}")
            first = stub.ApplyProgramme(request, timeout=PATIENCE_SECONDS)
            subprocess.run([SCRIPT, "crash", folder], timeout=PATIENCE_SECONDS, check=True)
            assert stub.ApplyProgramme(request, timeout=PATIENCE_SECONDS) == first
            read = stub.GetProgramme(
                catalogue_pb2.GetProgrammeRequest(name=request.programme.name), timeout=PATIENCE_SECONDS)
            assert read.title.zh == "试验"
        service.stop_cleanly()
    finally:
        service.kill()


@needs_server
def test_a_service_is_not_ready_while_its_server_is_away(server, tmp_path):
    url, folder = server
    service = Service(
        "tupo-indicators", Place(("--database", url), tmp_path), "--admin-listen", "127.0.0.1:0", log=tmp_path / "log")
    where = admin.address(service)

    def told_ready(status: int) -> str:
        while True:
            found, _, text = admin.get(where, "/readyz")
            if found == status:
                return text

    try:
        for _ in range(2):
            told_ready(200)
            script("kill", folder)
            assert "the database cannot be reached" in told_ready(503)
            assert admin.get(where, "/healthz")[0] == 200
            script("serve", folder)
        told_ready(200)
        service.stop_cleanly()
    finally:
        service.kill()


@needs_server
def test_a_failover_to_a_synchronous_standby_loses_nothing(server, standby, beside):
    from tupo.indicators.v1 import catalogue_pb2_grpc

    psql("-c", "ALTER SYSTEM SET synchronous_standby_names = '*'", url=server[0])
    psql("-c", "SELECT pg_reload_conf()", url=server[0])
    while psql("-c", "SELECT sync_state FROM pg_stat_replication", url=server[0]) != "sync":
        pass
    with grpc.insecure_channel(beside.address, options=OPTIONS) as channel:
        stub = catalogue_pb2_grpc.CatalogueServiceStub(channel)
        first = stub.ApplyProgramme(sample("before"), timeout=PATIENCE_SECONDS)
        script("kill", server[1])
        psql("-c", "ALTER SYSTEM RESET synchronous_standby_names", url=standby[0])
        script("promote", standby[1])
        psql("-c", "SELECT pg_reload_conf()", url=standby[0])
        assert patiently(stub.ApplyProgramme, sample("before")) == first
        after = patiently(stub.ApplyProgramme, sample("after", "以后"))
        assert (after.version.epoch, after.version.sequence) == (first.version.epoch, first.version.sequence + 1)
    beside.stop_cleanly()


@needs_server
def test_a_failover_that_loses_history_begins_a_new_epoch(server, standby, beside):
    from tupo.common.v1 import version_pb2
    from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

    with grpc.insecure_channel(beside.address, options=OPTIONS) as channel:
        stub = catalogue_pb2_grpc.CatalogueServiceStub(channel)
        first = stub.ApplyProgramme(sample("before"), timeout=PATIENCE_SECONDS)
        here = psql("-c", "SELECT pg_current_wal_lsn()", url=server[0])
        while psql("-c", f"SELECT pg_last_wal_replay_lsn() >= '{here}'", url=standby[0]) != "t":
            pass
        script("kill", standby[1])
        lost = stub.ApplyProgramme(sample("lost", "丢失"), timeout=PATIENCE_SECONDS)
        script("kill", server[1])
        script("serve", standby[1])
        script("promote", standby[1])
        assert patiently(stub.ApplyProgramme, sample("before")) == first
        after = patiently(stub.ApplyProgramme, sample("after", "以后"))
        assert (after.version.epoch, after.version.sequence) == (lost.version.epoch + 1, lost.version.sequence)
        with pytest.raises(grpc.RpcError) as refusal:
            stub.GetProgramme(catalogue_pb2.GetProgrammeRequest(
                name="programmes/small", read=version_pb2.ReadPoint(version=lost.version)), timeout=PATIENCE_SECONDS)
        assert refusal.value.code() == grpc.StatusCode.OUT_OF_RANGE
    beside.stop_cleanly()


def sample(id: str, title: str = "试验"):
    """A programme with nothing in it but its name."""
    from tupo.common.v1 import text_pb2
    from tupo.indicators.v1 import catalogue_pb2

    return catalogue_pb2.ApplyProgrammeRequest(
        request_id=id, programme=catalogue_pb2.Programme(
            name="programmes/small", year=2013, title=text_pb2.LocalizedText(zh=title, en="Trial"),
            unit_noun=text_pb2.LocalizedText(zh="园区", en="zone")))
