"""The same attacks on our server and on Debian's nghttpd: ours holds every line that nghttpd holds."""

import shutil
import sys
from pathlib import Path

import pytest

from harness.paths import BIN

sys.path.insert(0, str(Path(__file__).with_name("attacks")))

from attacks import ATTACKS  # noqa: E402
from servers import Outcome, Server, free_port  # noqa: E402

# What a server may hold in all for one attacker. Ours bounds a connection's queues at 64 MiB by default.
MOST_MIB = 96
# The table of `run.sh test_attacks.py`, printed at the end by conftest.py.
TABLE: list[tuple[str, Outcome, Outcome]] = []


def suffer(server: Server, name: str) -> Outcome:
    try:
        return server.suffer(ATTACKS[name])
    finally:
        server.stop()


def nghttpd(folder: Path) -> Server:
    """Debian's nghttpd, which answers every call with a file of 64 KiB."""
    (folder / "file").write_bytes(bytes(64 << 10))
    port, program = free_port(), shutil.which("nghttpd", path="/usr/sbin:/usr/bin")
    assert program, "nghttpd is missing: apt-get install nghttp2-server"
    return Server("nghttpd", [program, "--no-tls", "-a", "127.0.0.1", "-d", str(folder), str(port)], port, "/file")


def ours() -> Server:
    port = free_port()
    command = [str(BIN / "tupo-interop-server"), "--port", str(port)]
    return Server("tupo", command, port, "/grpc.testing.TestService/UnaryCall")


@pytest.mark.parametrize("name", ATTACKS)
def test_line_is_held(name: str, tmp_path: Path):
    theirs, mine = suffer(nghttpd(tmp_path), name), suffer(ours(), name)
    TABLE.append((name, theirs, mine))
    assert mine.serves
    assert mine.stopped or not theirs.stopped
    assert mine.growth_mib <= max(MOST_MIB, theirs.growth_mib)
