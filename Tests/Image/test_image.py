"""The image, run as the files in deploy/ say, and called from outside by a stock client over TLS."""

import json
import os
import subprocess
import time
import uuid
from pathlib import Path

import grpc
import pytest

from containers import IMAGE, PATIENCE_SECONDS, Compose, podman
from harness.paths import ROOT

SERVICES = {"indicators": 7401, "investment": 7402, "planning": 7403, "reporting": 7404}
USER = 10001
HEALTH = "/grpc.health.v1.Health/Check"


@pytest.fixture(scope="module")
def trust(tmp_path_factory) -> Path:
    """The folder that the services get: their certificates and keys, made by the image itself; the authority's key is not
    left in it."""
    folder = tmp_path_factory.mktemp("certificates")
    os.chown(folder, USER, USER)
    for parent in list(folder.parents)[:-2]:
        parent.chmod(parent.stat().st_mode | 0o011)
    hosts = [flag for service in SERVICES for flag in ("--host", f"tupo-{service}")]
    podman("run", "--rm", "--no-healthcheck", "--read-only", "--cap-drop=all", "--network", "none", "-v",
           f"{folder}:/run/tupo", IMAGE, "tupo", "admin", "certificates", "--folder", "/run/tupo", *hosts)
    (folder / "ca.key").unlink()
    return folder


class Client:
    """A stock client of the services at a host."""

    def __init__(self, trust: Path, host: str = "127.0.0.1"):
        self.credentials = grpc.ssl_channel_credentials((trust / "ca.pem").read_bytes())
        self.host = host

    def channel(self, service: str) -> grpc.Channel:
        options = [("grpc.ssl_target_name_override", "localhost")]
        return grpc.secure_channel(f"{self.host}:{SERVICES[service]}", self.credentials, options=options)

    def assert_serving(self) -> None:
        """All four tell that they serve."""
        for service in SERVICES:
            with self.channel(service) as channel:
                answer = channel.unary_unary(HEALTH)(b"", timeout=PATIENCE_SECONDS, wait_for_ready=True)
                assert answer == b"\x08\x01", service

    def apply(self, programme: str) -> None:
        """Has the indicators service keep a programme."""
        from tupo.common.v1 import text_pb2
        from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

        with self.channel("indicators") as channel:
            name = f"programmes/{programme}"
            catalogue_pb2_grpc.CatalogueServiceStub(channel).ApplyProgramme(
                catalogue_pb2.ApplyProgrammeRequest(
                    request_id=str(uuid.uuid4()), programme=catalogue_pb2.Programme(
                        name=name, year=2013, title=text_pb2.LocalizedText(zh="试验"),
                        unit_noun=text_pb2.LocalizedText(zh="园区"))),
                timeout=PATIENCE_SECONDS, wait_for_ready=True)

    def programmes(self) -> list[str]:
        """Those that it keeps."""
        from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

        with self.channel("indicators") as channel:
            answer = catalogue_pb2_grpc.CatalogueServiceStub(channel).ListProgrammes(
                catalogue_pb2.ListProgrammesRequest(), timeout=PATIENCE_SECONDS, wait_for_ready=True)
            return [programme.name for programme in answer.programmes]

    def assert_sources_answer(self, parent: str) -> None:
        """The reporting service asks the others over TLS: it tells what they lack, and not that they are away."""
        from tupo.reporting.v1 import bulletin_pb2, bulletin_pb2_grpc

        series = bulletin_pb2.Series(
            name=f"{parent}/series/trial", code="试", issuer="试", title_pattern="关于{period}的通报")
        with self.channel("reporting") as channel:
            stub = bulletin_pb2_grpc.BulletinServiceStub(channel)
            stub.ApplyProgramme(
                bulletin_pb2.ApplyProgrammeRequest(parent=parent, series=series, request_id=str(uuid.uuid4())),
                timeout=PATIENCE_SECONDS, wait_for_ready=True)
            request = bulletin_pb2.PublishBulletinRequest(
                parent=parent, month="2013-06", signed_on="2013-07-19", request_id=str(uuid.uuid4()))
            assert "nothing to publish" in refusal(stub.PublishBulletin, request)


def refusal(call, request) -> str:
    """Why a call is refused. While one that it needs cannot be reached yet it is made again, as it says."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with pytest.raises(grpc.RpcError) as refused:
            call(request, timeout=PATIENCE_SECONDS)
        if refused.value.code() != grpc.StatusCode.UNAVAILABLE or time.monotonic() > deadline:
            return refused.value.details()


def test_it_runs_as_nobody_in_particular_and_is_the_same_when_made_again():
    facts = json.loads(podman("image", "inspect", IMAGE))[0]
    assert facts["Config"]["User"] == f"{USER}:{USER}"
    executable = ROOT / os.environ.get("TUPO_IMAGE_EXECUTABLE", ".build-release/release/tupo-image")
    subprocess.run([ROOT / "deploy" / "containers" / "image.sh", executable], check=True, timeout=PATIENCE_SECONDS)
    assert podman("image", "inspect", "--format", "{{.Id}}", IMAGE) == facts["Id"]


def test_compose_runs_it_on_sqlite_and_keeps_the_data(trust):
    project, client = Compose("tupo-sqlite", TUPO_CERTIFICATES=str(trust)), Client(trust)
    try:
        project.up()
        client.assert_serving()
        for service in SERVICES:
            podman("healthcheck", "run", f"tupo-{service}")
        client.apply("kept")
        client.assert_sources_answer("programmes/kept")
        project.down()
        project.up()
        client.assert_serving()
        assert client.programmes() == ["programmes/kept"]
        assert "listening on" in project.logs("tupo-indicators")
    finally:
        project.down("-v")


@pytest.fixture
def postgresql():
    """A server of this test's own: its socket's folder and its port."""
    script = ROOT / "deploy" / "postgres-test.sh"
    url, folder = subprocess.run([script, "start"], text=True, stdout=subprocess.PIPE, check=True).stdout.split()
    os.chmod(folder, 0o711)
    yield folder, url.rsplit(":", 1)[1].split("/")[0]
    subprocess.run([script, "stop", folder], check=True)


def test_compose_runs_it_on_postgresql(trust, postgresql, tmp_path):
    folder, port = postgresql
    socket = tmp_path / "socket.yaml"
    socket.write_text(json.dumps(
        {"services": {f"tupo-{service}": {"volumes": [f"{folder}:/run/postgresql"]} for service in SERVICES}}))
    url = f"postgres://postgres@/postgres?host=/run/postgresql&port={port}"
    override = ROOT / "deploy" / "containers" / "postgresql.yaml"
    project = Compose("tupo-postgresql", override, socket, TUPO_CERTIFICATES=str(trust), TUPO_DATABASE_URL=url)
    client = Client(trust)
    try:
        project.up()
        client.assert_serving()
        client.apply("kept")
        assert client.programmes() == ["programmes/kept"]
        schemas = subprocess.run(
            ["psql", "-h", folder, "-p", port, "-U", "postgres", "-AtXc",
             "SELECT count(*) FROM information_schema.schemata WHERE schema_name LIKE 'tupo_%'"],
            text=True, stdout=subprocess.PIPE, check=True).stdout.strip()
        assert schemas == "4"
    finally:
        project.down("-v")


def test_kubernetes_file_runs_it_in_one_pod(trust, tmp_path):
    secret = tmp_path / "secret.yaml"
    # Debian's podman takes a secret's data as it stands; Kubernetes has it in base64.
    secret.write_text(json.dumps({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "tupo-certificates"},
        "data": {file.name: file.read_text() for file in trust.iterdir()}}))
    manifest = ROOT / "deploy" / "kubernetes" / "tupo.yaml"
    podman("network", "create", "tupo-kube")
    podman("secret", "create", "tupo-certificates", secret)
    try:
        podman("play", "kube", "--network", "tupo-kube", manifest)
        pod = json.loads(podman("pod", "inspect", "tupo-pod-0"))
        infra = json.loads(podman("inspect", pod["InfraContainerID"]))[0]
        client = Client(trust, infra["NetworkSettings"]["Networks"]["tupo-kube"]["IPAddress"])
        client.assert_serving()
        client.apply("kept")
        client.assert_sources_answer("programmes/kept")
        podman("play", "kube", "--down", manifest)
    finally:
        podman("pod", "rm", "--force", "--ignore", "tupo-pod-0")
        podman("secret", "rm", "tupo-certificates")
        podman("volume", "rm", "--force", "tupo-data", "tupo-certificates", "tmp")
        podman("network", "rm", "--force", "tupo-kube")
