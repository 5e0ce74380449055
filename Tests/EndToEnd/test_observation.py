"""What is seen of a service from outside: its metrics, its health, its log."""

import contextlib
import json
import os
import re
import subprocess
import threading

import grpc
import pytest

from harness import admin
from harness.command import told, tupo
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import SERVER, Place
from harness.process import Process, Service
from harness.prometheus import Prometheus
from harness.tokens import Issuer


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("observed")
    service = Service(
        "tupo-indicators", Place.new(folder), "--admin-listen", "127.0.0.1:0", log=folder / "indicators.log")
    yield service
    service.stop_cleanly()


@pytest.fixture(scope="module")
def where(service) -> str:
    return admin.address(service)


def list_zones(service: Service, parent: str = "programmes/none") -> grpc.StatusCode:
    """Calls once, and gives the status."""
    from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

    with grpc.insecure_channel(service.address) as channel:
        stub = catalogue_pb2_grpc.CatalogueServiceStub(channel)
        try:
            stub.ListZones(catalogue_pb2.ListZonesRequest(parent=parent))
        except grpc.RpcError as error:
            return error.code()
    return grpc.StatusCode.OK


def test_a_service_is_alive_and_ready(where):
    assert admin.get(where, "/healthz") == (200, "text/plain; charset=utf-8", "alive\n")
    assert admin.get(where, "/readyz")[::2] == (200, "ready\n")


@pytest.mark.parametrize("path, method, status", [("/", "GET", 404), ("/metrics", "POST", 405), ("/x" * 5000, "GET", 404)])
def test_what_the_admin_server_does_not_have(where, path, method, status):
    assert admin.get(where, path, method)[0] == status


def test_prometheus_own_checker_finds_nothing_wrong_with_the_metrics(service, where):
    list_zones(service)
    status, kind, text = admin.get(where, "/metrics")
    assert (status, kind) == (200, "text/plain; version=0.0.4; charset=utf-8")
    done = subprocess.run(["promtool", "check", "metrics"], input=text, text=True, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_openmetrics_where_it_is_asked_for(where):
    status, kind, text = admin.get(where, "/metrics", accept="application/openmetrics-text; version=1.0.0")
    assert (status, kind) == (200, "application/openmetrics-text; version=1.0.0; charset=utf-8")
    assert text.endswith("# EOF\n")
    assert "# TYPE grpc_server_handled counter\n" in text


def test_prometheus_scrapes_a_service_and_counts_its_calls(service, where, tmp_path):
    prometheus = Prometheus(where, tmp_path)
    handled = 'grpc_server_handled_total{grpc_method="ListZones"}'
    try:
        prometheus.wait_for("up", 1)
        before = prometheus.value(handled)
        codes = [list_zones(service) for _ in range(3)]
        prometheus.wait_for(handled, before + len(codes))
        own_file = [] if SERVER else ["tupo_storage_wal_bytes"]  # PostgreSQL keeps its log for itself.
        for metric in ("process_resident_memory_bytes", "tupo_storage_log_entries", "tupo_storage_reachable", *own_file,
                       "tupo_rpc_connections", "tupo_build_info", "grpc_server_handling_seconds_count"):
            assert prometheus.value(metric) is not None, metric
    finally:
        prometheus.stop()


def test_paths_that_nobody_serves_are_one_series(service, where):
    with grpc.insecure_channel(service.address) as channel:
        for number in range(20):
            with pytest.raises(grpc.RpcError):
                channel.unary_unary(f"/made.up.Service{number}/Call{number}")(b"")
    text = admin.get(where, "/metrics")[2]
    assert "made.up" not in text
    [line] = [line for line in text.splitlines() if line.startswith('grpc_server_started_total{grpc_type="unary",grpc_service="unknown"')]
    assert int(line.split()[-1]) >= 20


def log_lines(service: Service) -> list[dict]:
    """What a service has written to its log: one JSON object in each line."""
    return [json.loads(line) for line in service.log.read_text(encoding="utf-8").splitlines()]


def test_the_log_tells_each_call_in_one_json_object(service):
    list_zones(service, "\nforged: line")
    [*_, line] = [line for line in log_lines(service) if line["message"] == "call"]
    assert line["level"] == "info" and line["label"] == "tupo-indicators"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert line["method"] == "/tupo.indicators.v1.CatalogueService/ListZones"
    assert line["code"] == "INVALID_ARGUMENT"
    assert isinstance(line["duration_ms"], (int, float))


SECRET = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZC1zaWduYXR1cmU"


def test_no_log_holds_a_token(service):
    metadata = [
        ("authorization", f"Bearer {SECRET}"), ("cookie", f"session={SECRET}"), ("x-token", SECRET),
        ("x-secret-bin", SECRET.encode())]
    with grpc.insecure_channel(service.address) as channel:
        for path in ("/tupo.indicators.v1.CatalogueService/ListZones", f"/{SECRET}/{SECRET}"):
            with pytest.raises(grpc.RpcError):
                channel.unary_unary(path)(SECRET.encode(), metadata=metadata)
    for file in service.log.parent.rglob("*.log"):
        text = file.read_text(encoding="utf-8", errors="replace")
        assert not any(part in text for part in SECRET.split("."))
        assert "cGxhbnRl" not in text


def test_no_log_of_an_authenticated_run_holds_a_key_or_a_token(tmp_path):
    """What `tupo up` makes and sends, at the most talkative level."""
    data = tmp_path / "data"
    done = tupo("up", "--once", "--listen-base", "0", "--data", data, TUPO_LOG_LEVEL="trace")
    assert done.returncode == 0, told(done)
    logs = b"".join(path.read_bytes() for path in data.rglob("*.log"))
    assert b'"principal":"people/local"' in logs and b'"level":"debug"' in logs
    keys = [line for path in data.rglob("*.key") for line in path.read_bytes().splitlines() if not line.startswith(b"--")]
    assert len(keys) >= 4
    assert not [line for line in keys if line in logs]
    assert b"eyJ" not in logs  # As every token begins.


def test_the_log_is_for_people_where_they_ask_for_it(tmp_path):
    arguments = ["--log-form", "text", "--log-level", "debug"]
    service = Service("tupo-indicators", Place.new(tmp_path), *arguments, log=tmp_path / "indicators.log")
    list_zones(service)
    service.stop_cleanly()
    lines = service.log.read_text(encoding="utf-8").splitlines()
    assert any(re.search(r"Z (debug|info) tupo-indicators: call code=\w+ duration_ms=[\d.]+ method=/", line) for line in lines)
    assert any(line.endswith(" info tupo-indicators: draining signal=SIGTERM") for line in lines)


def test_the_log_is_for_people_on_a_terminal(tmp_path):
    ours, theirs = os.openpty()
    flags = ["--listen", "127.0.0.1:0", "--open-loopback", *Place.new(tmp_path).all_flags("indicators")]
    process = subprocess.Popen(
        [BIN / "tupo-indicators", *flags], cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=theirs, text=True)
    os.close(theirs)
    watchdog = threading.Timer(PATIENCE_SECONDS, process.kill)
    watchdog.start()
    try:
        assert any(line.startswith(Service.PREFIX) for line in process.stdout)
        process.terminate()
        written = b""
        with contextlib.suppress(OSError):  # As a terminal ends that nobody writes to any more.
            while part := os.read(ours, 4096):
                written += part
        assert process.wait() == 0
    finally:
        watchdog.cancel()
        process.kill()
        process.stdout.close()
        os.close(ours)
    lines = written.decode().splitlines()
    assert any(line.endswith(" info tupo-indicators: draining signal=SIGTERM") for line in lines), lines
    assert all(re.match(r"\d{4}-\d\d-\d\dT\S+Z [a-z]+ [\w.-]+: ", line) for line in lines), lines


def test_denied_calls_are_logged_however_little_is(tmp_path):
    issuer = Issuer(tmp_path / "identity")
    issuer.token("people/nobody")  # At the first one trust.yaml is made.
    service = Service(
        "tupo-indicators", Place.new(tmp_path), "--trust", str(tmp_path / "identity" / "trust.yaml"),
        "--log-level", "error", log=tmp_path / "indicators.log")
    assert list_zones(service) is grpc.StatusCode.UNAUTHENTICATED
    with grpc.insecure_channel(service.address) as channel:
        with pytest.raises(grpc.RpcError) as unknown:
            channel.unary_unary("/no.such.Service/Call")(b"")
    assert unknown.value.code() is grpc.StatusCode.UNIMPLEMENTED
    service.stop_cleanly()
    [line] = log_lines(service)
    assert (line["level"], line["message"], line["code"]) == ("notice", "call", "UNAUTHENTICATED")
    assert line["method"] == "/tupo.indicators.v1.CatalogueService/ListZones"


@pytest.mark.parametrize("flags", [["--log-level", "loud"], ["--log-form", "xml"], ["--admin-listen", "nowhere"]])
def test_wrong_flags_are_told(tmp_path, flags):
    process = Process("tupo-indicators", *Place.new(tmp_path).all_flags("indicators"), *flags)
    assert process.wait() == 64
    assert flags[0] in process.told()
