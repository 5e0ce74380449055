"""Fixtures: the servers of the interoperability tests, in plain text and by TLS, each started once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "python"), str(HERE.parent / "EndToEnd")]

from harness.paths import BIN  # noqa: E402
from harness.process import Process  # noqa: E402

# The name in the servers' certificate.
NAME = "interop.tupo.test"
CPP = Path(os.environ["TUPO_INTEROP_CPP"])
SERVERS = {
    "tupo": [str(BIN / "tupo-interop-server")],
    "c++": [str(CPP / "server")],
    "grpcio": [sys.executable, str(HERE / "python" / "server.py")],
}


class Certificates:
    """A folder with an authority and a server's certificate that it has signed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.authority, self.certificate, self.key = (folder / name for name in ("ca.pem", "server.pem", "server.key"))
        self._make("ca")
        self._make("server", "-CA", "ca.pem", "-CAkey", "ca.key", "-addext", f"subjectAltName=DNS:{NAME}")

    def _make(self, name: str, *more: str) -> None:
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key"]
        subprocess.run(
            ["openssl", "req", "-x509", "-subj", f"/CN={name}", "-days", "2", *key, "-out", f"{name}.pem", *more],
            cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def port_of(certificates, tmp_path_factory) -> Iterator[Callable[[str, bool], int]]:
    """The port of a server by its name and whether it speaks TLS; it is started when it is first asked for."""
    running: dict[tuple[str, bool], tuple[Process, int]] = {}
    logs = tmp_path_factory.mktemp("logs")

    def start(name: str, tls: bool) -> tuple[Process, int]:
        files = ["--tls-cert", str(certificates.certificate), "--tls-key", str(certificates.key)] if tls else []
        program, *arguments = SERVERS[name]
        process = Process(program, *arguments, "--port", "0", *files, log=logs / f"{name}-{'tls' if tls else 'plain'}")
        line = process.wait_for_line(lambda line: line.startswith("listening on 127.0.0.1:"))
        return process, int(line.rsplit(":", 1)[1])

    def port(name: str, tls: bool) -> int:
        if (name, tls) not in running:
            running[name, tls] = start(name, tls)
        return running[name, tls][1]

    yield port
    for process, _ in running.values():
        process.kill()


def pytest_terminal_summary(terminalreporter) -> None:
    """What the attacks came to, when there were some."""
    attacks = sys.modules.get("test_attacks")
    if not attacks or not attacks.TABLE:
        return
    rows = [("attack", "nghttpd", "tupo")] + [(name, str(theirs), str(mine)) for name, theirs, mine in attacks.TABLE]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    terminalreporter.write_line("")
    for name, theirs, mine in rows:
        terminalreporter.write_line(f"{name:{widths[0]}} | {theirs:{widths[1]}} | {mine}")
