"""How a service starts, does not start, and ends: what it prints, its exit code, and that nothing is left."""

import queue
import re
import signal
import socket
import subprocess
from pathlib import Path

import grpc
import pytest

from harness import admin
from harness.certificates import Certificates
from harness.command import tupo
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import Place
from harness.process import Process, Service

HEALTH = "/grpc.health.v1.Health/Check"
REFLECTION = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"


def started(folder: Path, *flags, **environ: str) -> subprocess.CompletedProcess:
    """A service that is not expected to start."""
    return subprocess.run(
        [BIN / "tupo-indicators", *map(str, flags)], cwd=folder, env=environment(**environ), text=True, encoding="utf-8",
        capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS)


def assert_refused(done: subprocess.CompletedProcess, code: int, *told: str) -> None:
    """One line in both languages on stderr, nothing on stdout, this exit code."""
    assert (done.returncode, done.stdout) == (code, ""), done
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("tupo-indicators: "), done.stderr
    assert re.search(r"（.*[\u4e00-\u9fff].*）", lines[0])
    for part in told:
        assert part in lines[0]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    made = Certificates(tmp_path_factory.mktemp("certificates"))
    made.issue("server", "DNS:localhost", "IP:127.0.0.1")
    made.issue("other", "DNS:localhost")
    (made.folder / "garbage.pem").write_text("this is no certificate")
    return made


@pytest.mark.parametrize("text,told", [
    ("data: here\nlisten: 7401\n", ":2: listen: expected HOST:PORT"),
    ("listen: ['127.0.0.1:0']\ntls-certificat: a.pem\n", ":2: tls-certificat: there is no such setting"),
    ("open-loopback: perhaps\n", ":1: open-loopback: expected true or false"),
    ("data: [here\n", "YAML syntax"),
])
def test_a_wrong_file_is_told_by_its_line(tmp_path, text, told):
    (tmp_path / "tupo.yaml").write_text(text)
    for done in started(tmp_path, "--config", "tupo.yaml"), started(tmp_path, TUPO_CONFIG="tupo.yaml"):
        assert_refused(done, 78, "tupo.yaml", told)
    assert [path.name for path in tmp_path.iterdir()] == ["tupo.yaml"]


@pytest.mark.parametrize("flags,code,told", [
    (("--lisen", "127.0.0.1:0"), 64, "--lisen: there is no such setting; known: --config, --listen"),
    (("--listen", "7401"), 64, "--listen: expected HOST:PORT"),
    (("--listen",), 64, "--listen: its value is missing"),
    (("--config", "nowhere.yaml"), 78, "nowhere.yaml: cannot be read"),
    (("--listen", "0.0.0.0:0"), 78, "0.0.0.0:0 can be reached from other machines"),
    (("--listen", "127.0.0.1:0"), 78, "or open-loopback"),
    (("--listen", "0.0.0.0:0", "--open-loopback"), 78, "not to be opened"),
    (("--listen", "no.such.host.invalid:1", "--open-loopback"), 78, "not to be opened"),
    (("--listen", "127.0.0.1:0", "--trust", "nowhere.yaml"), 78, "nowhere.yaml"),
    (("--tls-key", "a.key"), 78, "belong together"),
    (("--tls-client-ca", "ca.pem"), 78, "tls-client-ca needs both"),
    (("--listen", "127.0.0.1:0", "--open-loopback", "--database", "postgres://127.0.0.1:1/tupo"), 69, "cannot reach the database"),
])
def test_what_is_told_wrong_starts_nothing(tmp_path, flags, code, told):
    assert_refused(started(tmp_path, *flags), code, told)
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_variable_starts_nothing(tmp_path):
    done = started(tmp_path, "--listen", "127.0.0.1:0", "--open-loopback", TUPO_DATABSE_URL="postgres://a:planted@b/c")
    assert_refused(done, 78, "TUPO_DATABSE_URL: there is no such setting; did you mean TUPO_DATABASE_URL?")
    assert "planted" not in done.stderr and list(tmp_path.iterdir()) == []


def test_variables_of_others_are_left_to_them(tmp_path):
    """What Kubernetes tells each container of services named tupo and tupo-indicators, and what the command is told."""
    links = {"TUPO_SERVICE_HOST": "10.0.0.1", "TUPO_SERVICE_PORT": "7401", "TUPO_SERVICE_PORT_INDICATORS": "7401",
             "TUPO_PORT": "tcp://10.0.0.1:7401", "TUPO_PORT_7401_TCP_ADDR": "10.0.0.1",
             "TUPO_INDICATORS_SERVICE_HOST": "10.0.0.2", "TUPO_INDICATORS_PORT_7401_TCP_PROTO": "tcp"}
    place = Place(("--data", str(tmp_path / "data")), tmp_path)
    service = Service("tupo-indicators", place, log=tmp_path / "log", TUPO_PROGRAMME="jining-2013",
                      TUPO_PLANNING_ADDRESS="127.0.0.1:7403", **links)
    service.stop_cleanly()


@pytest.mark.parametrize("url,code", [
    ("postgres://tupo:PlantedWord@127.0.0.1:1/tupo", 69), ("postgres://tupo:PlantedWord@/tupo?host=/nowhere", 69),
    ("postgress://tupo:PlantedWord@127.0.0.1/tupo", 78),
])
def test_a_databases_password_is_told_to_nobody(tmp_path, url, code):
    flags = "--listen", "127.0.0.1:0", "--open-loopback", "--log-level", "trace"
    done = started(tmp_path, *flags, TUPO_DATABASE_URL=url)
    assert done.returncode == code and done.stderr.startswith("tupo-indicators: "), done
    assert "PlantedWord" not in done.stdout + done.stderr


@pytest.mark.parametrize("chain,key,told", [
    ("missing.pem", "server.key", "missing.pem: No such file"), ("server.pem", "missing.key", "missing.key: No such file"),
    ("garbage.pem", "server.key", "garbage.pem holds no certificates"),
    ("server.pem", "garbage.pem", "garbage.pem holds no private key"), ("server.pem", ".", "holds no private key"),
    ("server.pem", "other.key", "other.key does not belong to the certificate in"),
])
def test_a_certificate_of_no_use_starts_nothing(tmp_path, certificates, chain, key, told):
    folder = certificates.folder
    done = started(tmp_path, "--listen", "127.0.0.1:0", "--tls-certificate", folder / chain, "--tls-key", folder / key)
    assert_refused(done, 78, told)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in its way")
    for folder in "file", "file/data", "/proc/tupo":
        assert_refused(started(tmp_path, "--listen", "127.0.0.1:0", "--open-loopback", "--data", folder), 73, "cannot open", folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_data_of_another_process_is_left_to_it(tmp_path):
    place = Place(("--data", str(tmp_path / "data")), tmp_path)
    service = Service("tupo-indicators", place, log=tmp_path / "log")
    try:
        done = started(tmp_path, "--listen", "127.0.0.1:0", "--open-loopback", "--data", tmp_path / "data")
        assert_refused(done, 69, "belongs to another process", str(tmp_path / "data"))
        service.stop_cleanly()
    finally:
        service.kill()


def test_an_address_in_use_ends_all_that_was_started(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        flags = "--listen", "unix:socket", "--listen", address, "--open-loopback", "--data", "data"
        assert_refused(started(tmp_path, *flags), 69, f"cannot listen on {address}", "in use")
        assert_refused(started(tmp_path, "--admin-listen", address, *flags[:2], *flags[4:]), 69,
                       f"cannot listen on {address}")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def serving(channel: grpc.Channel) -> bool:
    """Whether the server tells that it serves."""
    return channel.unary_unary(HEALTH)(b"", timeout=PATIENCE_SECONDS, wait_for_ready=True) == b"\x08\x01"


def test_a_file_may_tell_everything_and_several_addresses_are_served(tmp_path, certificates):
    folder = certificates.folder
    (tmp_path / "tupo.yaml").write_text(f"""
# What the service is told.
listen: ["127.0.0.1:0", "unix:{tmp_path}/socket"]
data: {tmp_path}/data
tls-certificate: {folder}/server.pem
tls-key: {folder}/server.key
""")
    service = Process("tupo-indicators", "--config", str(tmp_path / "tupo.yaml"), log=tmp_path / "log")
    try:
        told = [service.wait_for_line(lambda line: line.startswith(Service.PREFIX)) for _ in range(2)]
        addresses = [line.removeprefix(Service.PREFIX) for line in told]
        assert addresses[1] == f"unix:{tmp_path}/socket"
        trust = grpc.ssl_channel_credentials(certificates.pem("ca").read_bytes())
        options = [("grpc.ssl_target_name_override", "localhost")]
        for address in addresses:
            with grpc.secure_channel(address, trust, options=options) as channel:
                assert serving(channel)
        assert service.stop() == 0, service.told()
    finally:
        service.kill()
    assert (tmp_path / "data" / "indicators.sqlite").exists() and not (tmp_path / "socket").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once(tmp_path, number):
    service = Service("tupo-indicators", Place(("--data", str(tmp_path / "data")), tmp_path), log=tmp_path / "log")
    requests = queue.Queue()
    try:
        with grpc.insecure_channel(service.address) as channel:
            answers = channel.stream_stream(REFLECTION)(iter(requests.get, None), timeout=PATIENCE_SECONDS)
            requests.put(b"\x3a\x00")  # list_services
            next(answers)  # The call is open now, and stays so.
            service.popen.send_signal(number)
            while "draining" not in service.log.read_text():
                assert service.popen.poll() is None
            assert service.stop(number) == 128 + number
            requests.put(None)
    finally:
        service.kill()


def test_it_is_not_ready_while_it_drains(tmp_path):
    place = Place(("--data", str(tmp_path / "data")), tmp_path)
    service = Service("tupo-indicators", place, "--admin-listen", "127.0.0.1:0", log=tmp_path / "log")
    where, requests = admin.address(service), queue.Queue()
    try:
        with grpc.insecure_channel(service.address) as channel:
            answers = channel.stream_stream(REFLECTION)(iter(requests.get, None), timeout=PATIENCE_SECONDS)
            requests.put(b"\x3a\x00")  # list_services
            next(answers)  # The call is open now: the drain waits for it.
            assert admin.get(where, "/readyz")[0] == 200
            assert tupo("ready", where.rsplit(":", 1)[1]).returncode == 0
            service.popen.send_signal(signal.SIGTERM)
            while admin.get(where, "/readyz")[0] == 200:
                assert service.popen.poll() is None
            assert admin.get(where, "/readyz")[0] == 503
            assert admin.get(where, "/healthz")[0] == 200
            port = where.rsplit(":", 1)[1]
            assert tupo("ready", port).returncode == 3 and tupo("ready", "--alive", port).returncode == 0
            assert service.stop(signal.SIGTERM) == 128 + signal.SIGTERM
            requests.put(None)
    finally:
        service.kill()


def test_the_document_has_the_settings_as_they_are():
    done = subprocess.run([BIN / "tupo-reporting", "--settings"], text=True, encoding="utf-8", capture_output=True)
    document = (ROOT / "deploy" / "SETTINGS.md").read_text(encoding="utf-8")
    assert done.returncode == 0 and done.stdout in document, "run: make settings"
