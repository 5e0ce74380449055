"""What a process that may have few files or little memory, or is spoken to by HTTP/1 over TLS, does: nobody is left without an
answer, and it takes no more than it may."""

import os
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.paths import BIN

sys.path.insert(0, str(Path(__file__).with_name("attacks")))

import frames  # noqa: E402
from servers import Server, free_port  # noqa: E402

PATIENCE = 30
MIB = 1 << 20


def started(command: list[str], port: int, limit: int | None = None) -> subprocess.Popen:
    script = (f"ulimit -n {limit}; " if limit else "") + 'exec "$@"'
    process = subprocess.Popen(["bash", "-c", script, "-", *command], stdout=subprocess.PIPE, text=True)
    assert f"127.0.0.1:{port}" in process.stdout.readline()
    return process


def opened(port: int, host: str) -> socket.socket:
    """A connection from an address of the loopback, as a client of gRPC begins it."""
    peer = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE, source_address=(host, 0))
    peer.sendall(frames.PREFACE + frames.settings())
    return peer


def is_heard(peer: socket.socket) -> bool:
    """Whether the server speaks to it; one that it has no room for is closed."""
    try:
        return len(peer.recv(9)) > 0
    except ConnectionError:
        return False


def processor_seconds(process: subprocess.Popen) -> float:
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_one_address_does_not_take_all_files_of_a_process_that_has_few():
    port = free_port()
    process = started([str(BIN / "tupo-interop-server"), "--port", str(port)], port, limit=256)
    peers = []
    try:
        peers = [opened(port, "127.0.0.1") for _ in range(400)]
        heard = sum(is_heard(peer) for peer in peers)
        assert 16 <= heard < 256
        before, begun = processor_seconds(process), time.monotonic()
        other = opened(port, "127.0.0.2")
        peers.append(other)
        assert is_heard(other)
        # Whom there is no room for is not tried again and again: the time of a whole second would be spent on it.
        while time.monotonic() - begun < 1:
            other.sendall(frames.ping(1))
            other.recv(1024)
            time.sleep(0.02)
        assert processor_seconds(process) - before < 0.5 * (time.monotonic() - begun)
    finally:
        for peer in peers:
            peer.close()
        process.kill()
        process.wait()


@pytest.mark.parametrize("protocols", [["http/1.1"], []])
def test_http1_over_tls_reads_why_it_is_not_understood(protocols, tmp_path):
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", key, "-out", certificate], check=True, capture_output=True, timeout=PATIENCE)
    port = free_port()
    process = started(
        [str(BIN / "tupo-interop-server"), "--port", str(port), "--tls-cert", str(certificate), "--tls-key", str(key)],
        port)
    try:
        context = ssl.create_default_context(cafile=certificate)
        context.check_hostname = False
        if protocols:
            context.set_alpn_protocols(protocols)
        with context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as peer:
            peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = b""
            while chunk := peer.recv(4096):
                answer += chunk
        assert answer.startswith(b"HTTP/1.1 400 ") and b"gRPC over HTTP/2" in answer
    finally:
        process.kill()
        process.wait()


def unfinished_on_eighty_connections(connect, path: str):
    """Messages that are announced and left unfinished, each a little larger than the memory of its queue was: it grows to
    twice as much. 80 connections send 400 MiB."""
    beginning = b"\0\0\x40\0\0"
    chunks = [beginning] + [bytes(16 << 10)] * 8 + [bytes(1_000)]
    size = sum(map(len, chunks))
    attackers = [connect() for _ in range(80)]
    for attacker in attackers:
        for stream in range(1, 80, 2):
            octets = frames.headers(stream, path) + b"".join(frames.data(stream, chunk) for chunk in chunks)
            if not attacker.send_within_credit(octets, size):
                break
        assert attacker.settle()
    return attackers[-1]


def test_many_connections_do_not_make_a_process_take_more_memory_than_it_may():
    bound, port = 64, free_port()
    server = Server(
        "tupo", [str(BIN / "tupo-interop-server"), "--port", str(port), "--max-server-bytes", str(bound * MIB)], port,
        "/grpc.testing.TestService/UnaryCall")
    try:
        outcome = server.suffer(unfinished_on_eighty_connections)
    finally:
        server.stop()
    assert outcome.serves
    # A quarter is what connections have not told yet, another one what the connections themselves and malloc take.
    assert outcome.growth_mib <= 1.5 * bound
