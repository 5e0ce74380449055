"""The image, run as the files in deploy/ say, and called from outside by a stock client over TLS."""

import base64
import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import grpc
import pytest
import yaml

from containers import IMAGE, PATIENCE_SECONDS, Compose, podman
from harness.links import assert_it_holds_one_http2_and_protobuf, assert_it_needs_only_named_libraries
from harness.paths import ROOT

SERVICES = {"indicators": 7401, "investment": 7402, "planning": 7403, "reporting": 7404}
USER = 10001
ADMINISTRATOR = "people/office"
KUBERNETES = ROOT / "deploy" / "kubernetes"
EXECUTABLE = ROOT / os.environ.get("TUPO_IMAGE_EXECUTABLE", ".build-release/release/tupo-image")
HEALTH = "/grpc.health.v1.Health/Check"


@pytest.fixture(scope="module")
def trust(tmp_path_factory) -> Path:
    """The folder that the services get, made by the image itself: their certificates and keys, and whose tokens they
    believe. The keys that sign are not left in it."""
    folder = tmp_path_factory.mktemp("certificates")
    os.chown(folder, USER, USER)
    for parent in list(folder.parents)[:-2]:
        parent.chmod(parent.stat().st_mode | 0o011)
    hosts = [flag for service in SERVICES for flag in ("--host", f"tupo-{service}")]
    identity(folder, "certificates", *hosts)
    (folder / "token").write_text(identity(folder, "token", "--subject", ADMINISTRATOR))
    for secret in "ca.key", "token.key":
        (folder / secret).unlink()
    return folder


def identity(folder: Path, *arguments: str) -> str:
    """What `tupo admin`, in a container of its own, prints of a folder of keys."""
    return podman("run", "--rm", "--no-healthcheck", "--read-only", "--cap-drop=all", "--network", "none", "-v",
                  f"{folder}:/run/tupo", IMAGE, "tupo", "admin", arguments[0], "--folder", "/run/tupo", *arguments[1:])


class Client:
    """A stock client of the services at a host. It calls as the administrator."""

    def __init__(self, trust: Path, host: str = "127.0.0.1"):
        self.trust = trust
        self.credentials = grpc.ssl_channel_credentials((trust / "ca.pem").read_bytes())
        self.caller = [("authorization", f"Bearer {(trust / 'token').read_text()}")]
        self.host = host

    def channel(self, service: str) -> grpc.Channel:
        options = [("grpc.ssl_target_name_override", "localhost")]
        return grpc.secure_channel(f"{self.host}:{SERVICES[service]}", self.credentials, options=options)

    def assert_serving(self) -> None:
        """All four tell that they serve, and tell a stranger nothing else."""
        for service in SERVICES:
            with self.channel(service) as channel:
                answer = channel.unary_unary(HEALTH)(b"", timeout=PATIENCE_SECONDS, wait_for_ready=True)
                assert answer == b"\x08\x01", service
                with pytest.raises(grpc.RpcError) as refused:
                    channel.unary_unary("/tupo.common.v1.AuditService/ListEntries")(b"", timeout=PATIENCE_SECONDS)
                assert refused.value.code() == grpc.StatusCode.UNAUTHENTICATED, service

    def found(self, volume: str) -> None:
        """Makes the administrator, by the socket that the services' own user reaches, and has it take a role."""
        from tupo.common.v1 import rule_pb2
        from tupo.indicators.v1 import access_pb2, access_pb2_grpc

        data = Path(podman("volume", "inspect", "--format", "{{.Mountpoint}}", volume))
        for parent in list(data.parents)[:-2]:
            parent.chmod(parent.stat().st_mode | 0o011)
        subprocess.run(
            [sys.executable, Path(__file__).parent / "founding.py", data / "operator.sock", self.trust / "ca.pem",
             ADMINISTRATOR, str(USER)], check=True, timeout=PATIENCE_SECONDS)
        grant = access_pb2.Grant(principal=ADMINISTRATOR, role=rule_pb2.ROLE_CITY_OFFICE, scope="city")
        with self.channel("indicators") as channel:
            access_pb2_grpc.AccessServiceStub(channel).CreateGrant(
                access_pb2.CreateGrantRequest(grant=grant, request_id=str(uuid.uuid4())), timeout=PATIENCE_SECONDS,
                metadata=self.caller)

    def apply(self, programme: str) -> None:
        """Has the indicators service keep a programme."""
        from tupo.common.v1 import text_pb2
        from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

        with self.channel("indicators") as channel:
            told = settled(
                catalogue_pb2_grpc.CatalogueServiceStub(channel).ApplyProgramme, self.caller,
                catalogue_pb2.ApplyProgrammeRequest(
                    request_id=str(uuid.uuid4()), programme=catalogue_pb2.Programme(
                        name=programme, year=2013, title=text_pb2.LocalizedText(zh="试验"),
                        unit_noun=text_pb2.LocalizedText(zh="园区"))))
            assert told == "", told

    def programmes(self) -> list[str]:
        """Those that it keeps."""
        from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

        with self.channel("indicators") as channel:
            answer = catalogue_pb2_grpc.CatalogueServiceStub(channel).ListProgrammes(
                catalogue_pb2.ListProgrammesRequest(), timeout=PATIENCE_SECONDS, metadata=self.caller)
            return [programme.name for programme in answer.programmes]

    def assert_sources_answer(self, parent: str) -> None:
        """The reporting service asks the others over TLS: it tells what they lack, and not that they are away."""
        from tupo.reporting.v1 import bulletin_pb2, bulletin_pb2_grpc

        series = bulletin_pb2.Series(
            name=f"{parent}/series/trial", code="试", issuer="试", title_pattern="关于{period}的通报")
        with self.channel("reporting") as channel:
            stub = bulletin_pb2_grpc.BulletinServiceStub(channel)
            settled(stub.ApplyProgramme, self.caller, bulletin_pb2.ApplyProgrammeRequest(
                parent=parent, series=series, request_id=str(uuid.uuid4())))
            told = settled(stub.PublishBulletin, self.caller, bulletin_pb2.PublishBulletinRequest(
                parent=parent, month="2013-06", signed_on="2013-07-19", request_id=str(uuid.uuid4())))
        assert "nothing to publish" in told, told


def settled(call, caller, request) -> str:
    """Why a call is refused, or nothing. Until the service has heard of the caller's role, and while one that it needs
    cannot be reached, it is made again."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            call(request, timeout=PATIENCE_SECONDS, metadata=caller)
            return ""
        except grpc.RpcError as error:
            passing = error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.PERMISSION_DENIED)
            if not passing or time.monotonic() > deadline:
                return error.details()


def test_its_executable_is_made_of_what_the_others_are_made_of():
    assert_it_needs_only_named_libraries(EXECUTABLE)
    assert_it_holds_one_http2_and_protobuf(EXECUTABLE)


def test_it_runs_as_nobody_in_particular_and_is_the_same_when_made_again():
    facts = json.loads(podman("image", "inspect", IMAGE))[0]
    assert facts["Config"]["User"] == f"{USER}:{USER}"
    subprocess.run([ROOT / "deploy" / "containers" / "image.sh", EXECUTABLE], check=True, timeout=PATIENCE_SECONDS)
    assert podman("image", "inspect", "--format", "{{.Id}}", IMAGE) == facts["Id"]


def test_compose_runs_it_on_sqlite_and_keeps_the_data(trust):
    project, client = Compose("tupo-sqlite", TUPO_CERTIFICATES=str(trust)), Client(trust)
    try:
        project.up()
        client.assert_serving()
        for service in SERVICES:
            podman("healthcheck", "run", f"tupo-{service}")
        client.found("tupo-sqlite_indicators")
        client.apply("programmes/kept")
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


def schemas(folder: str, port: str) -> int:
    """How many services keep their data on the server."""
    return int(subprocess.run(
        ["psql", "-h", folder, "-p", port, "-U", "postgres", "-AtXc",
         "SELECT count(*) FROM information_schema.schemata WHERE schema_name LIKE 'tupo_%'"],
        text=True, stdout=subprocess.PIPE, check=True).stdout)


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
        client.found("tupo-postgresql_indicators")
        client.apply("programmes/kept")
        assert client.programmes() == ["programmes/kept"]
        assert schemas(folder, port) == 4
    finally:
        project.down("-v")


class Pod:
    """The pod that a Kubernetes file describes, with the secrets that it names."""

    def __init__(self, manifest: Path, folder: Path, **secrets: dict):
        self.manifest, self.folder, self.secrets = manifest, folder, secrets

    def __enter__(self) -> "Pod":
        podman("network", "create", "tupo-kube")
        for name, contents in self.secrets.items():
            file = self.folder / name
            file.write_text(json.dumps(contents))
            podman("secret", "create", f"tupo-{name}", file)
        podman("play", "kube", "--network", "tupo-kube", self.manifest)
        return self

    def __exit__(self, *_) -> None:
        podman("pod", "rm", "--force", "--ignore", "tupo-pod-0")
        podman("secret", "rm", *(f"tupo-{name}" for name in self.secrets))
        podman("volume", "rm", "--force", "tupo-data", "tupo-certificates", "tmp")
        podman("network", "rm", "--force", "tupo-kube")

    @property
    def host(self) -> str:
        """Its address."""
        pod = json.loads(podman("pod", "inspect", "tupo-pod-0"))
        infra = json.loads(podman("inspect", pod["InfraContainerID"]))[0]
        return infra["NetworkSettings"]["Networks"]["tupo-kube"]["IPAddress"]


def certificates(trust: Path) -> dict:
    """The secret of a folder of certificates: Debian's podman takes its data as it stands, Kubernetes in base64."""
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "tupo-certificates"},
            "data": {file.name: file.read_text() for file in trust.iterdir()}}


def test_kubernetes_file_runs_it_in_one_pod(trust, tmp_path):
    manifest = KUBERNETES / "tupo.yaml"
    with Pod(manifest, tmp_path, certificates=certificates(trust)) as pod:
        client = Client(trust, pod.host)
        client.assert_serving()
        client.found("tupo-data")
        client.apply("programmes/kept")
        client.assert_sources_answer("programmes/kept")
        podman("play", "kube", "--down", manifest)


def test_kubernetes_files_run_it_on_postgresql(trust, postgresql, tmp_path):
    folder, port = postgresql
    secret = yaml.safe_load((KUBERNETES / "postgresql.yaml").read_text(encoding="utf-8"))
    assert secret["metadata"]["name"] == "tupo-database"
    # The server of the test is reached by its socket, which is put into each container.
    claim, service, deployment = yaml.safe_load_all((KUBERNETES / "tupo.yaml").read_text(encoding="utf-8"))
    spec = deployment["spec"]["template"]["spec"]
    spec["volumes"].append({"name": "socket", "hostPath": {"path": folder}})
    for container in spec["containers"]:
        container["volumeMounts"].append({"name": "socket", "mountPath": "/run/postgresql"})
    manifest = tmp_path / "tupo.yaml"
    manifest.write_text(yaml.safe_dump_all([claim, service, deployment]))
    url = f"postgres://postgres@/postgres?host=/run/postgresql&port={port}"
    # What variables are taken from, this podman wants as names and values alone.
    database = {name: base64.b64encode(url.encode()).decode() for name in secret["stringData"]}
    with Pod(manifest, tmp_path, certificates=certificates(trust), database=database) as pod:
        client = Client(trust, pod.host)
        client.assert_serving()
        client.found("tupo-data")
        client.apply("programmes/kept")
        assert client.programmes() == ["programmes/kept"]
        assert schemas(folder, port) == 4
