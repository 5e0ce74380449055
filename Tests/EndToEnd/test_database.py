"""A service whose database is away, would lose data, or crashes says so, and goes on where it can."""

import re
import subprocess
import uuid

import grpc
import pytest

from harness.city import OPTIONS
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import SERVER, Place, psql
from harness.process import Service

SCRIPT = ROOT / "deploy" / "postgres-test.sh"
needs_server = pytest.mark.skipif(not SERVER, reason="needs a server: deploy/postgres-test.sh run")


def started(*flags: str, **environ: str) -> subprocess.CompletedProcess:
    """A service that is not expected to start."""
    return subprocess.run(
        [BIN / "tupo-indicators", "--listen", "127.0.0.1:0", *flags], cwd=ROOT, env=environment(**environ), text=True,
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


@pytest.fixture
def server():
    """A server of this test's own: its URL and its folder."""
    done = subprocess.run([SCRIPT, "start"], text=True, capture_output=True, timeout=PATIENCE_SECONDS, check=True)
    url, folder = done.stdout.split()
    yield url, folder
    subprocess.run([SCRIPT, "stop", folder], timeout=PATIENCE_SECONDS, check=True)


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


def sample(id: str):
    """A programme with nothing in it but its name."""
    from tupo.common.v1 import text_pb2
    from tupo.indicators.v1 import catalogue_pb2

    return catalogue_pb2.ApplyProgrammeRequest(
        request_id=id, programme=catalogue_pb2.Programme(
            name="programmes/small", year=2013, title=text_pb2.LocalizedText(zh="试验", en="Trial"),
            unit_noun=text_pb2.LocalizedText(zh="园区", en="zone")))
