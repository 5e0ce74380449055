#!/usr/bin/env python3
"""Measures the product beside its peers: interleaved rounds, medians. ONLY=rpc, wire or storage for one part."""
import os
import re
import resource
import socket
import subprocess
import sys

import report
import storage
from measure import Server, load, median, resident_bytes

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, ".build/peers")
BIN = os.environ.get("BIN", os.path.join(HERE, ".build/release"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
CALLS = int(os.environ.get("CALLS", "20000"))
SERVICE = "/benchmark.v1.BenchmarkService/"
SERVERS = {
    "ours": [f"{BIN}/bench-server", "PORT"],
    "nghttpd": ["nghttpd", "-n1", "--no-tls", "-a", "127.0.0.1", "PORT", "-d", f"{OUT}/www"],
    "grpc-cpp": [f"{OUT}/grpc-cpp", "server", "PORT"],
}
# Row, method, request as gRPC frames it, bytes that nghttpd serves, connections, streams.
UNARY = [
    ("rpc.unary.8x32.cpu", "GetFigures", "figures", 8, 32),
    ("rpc.unary.8x1.cpu", "GetFigures", "figures", 8, 1),
    ("rpc.empty.8x32.cpu", "GetNothing", "nothing", 8, 32),
]


def prepare():
    """The files that h2load sends and nghttpd serves: a reply with its frame's five bytes."""
    os.makedirs(f"{OUT}/www", exist_ok=True)
    request = b"\x0a\x02JN\x10\xdd\x0f\x18\x06"
    for name, message, size in [("figures", request, 625), ("nothing", b"", 5)]:
        with open(f"{OUT}/{name}.bin", "wb") as file:
            file.write(b"\0" + len(message).to_bytes(4, "big") + message)
        with open(f"{OUT}/www/{name}", "wb") as file:
            file.write(b"x" * size)


def unary(row, method, kind, connections, streams):
    costs = {name: [] for name in SERVERS}
    calls = CALLS if streams > 1 else CALLS // 2
    for number in range(ROUNDS):
        for name in list(SERVERS)[:: 1 if number % 2 else -1]:
            plain = name == "nghttpd"
            path, body = (f"/{kind}", None) if plain else (SERVICE + method, f"{OUT}/{kind}.bin")
            with Server(SERVERS[name]) as server:
                load(server.port, path, body, 2000, connections, streams)
                cost = server.cost_of(lambda: load(server.port, path, body, calls, connections, streams))
            costs[name].append(cost / calls * 1e6)
    return report.row(row, "µs", {name: round(median(values), 2) for name, values in costs.items()})


def stream():
    """Messages per second of the server's CPU; the client is gRPC C++ for both."""
    figures = {"ours": [], "grpc-cpp": []}
    streams = 10
    for _ in range(ROUNDS):
        for name in figures:
            with Server(SERVERS[name]) as server:
                client = ["taskset", "-c", str(os.cpu_count() - 1), f"{OUT}/grpc-cpp", "client", str(server.port)]
                subprocess.run(client + ["1"], check=True, capture_output=True, timeout=60)
                work = client + [str(streams)]
                cost = server.cost_of(lambda: subprocess.run(work, check=True, capture_output=True, timeout=120))
            figures[name].append(streams * 10_000 / cost)
    return report.row("rpc.stream.messages_per_cpu_s", "1/s", {name: round(median(v)) for name, v in figures.items()})


def idle():
    """Resident bytes for each connection that has shaken hands and then rests."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = 10_000 if hard >= 11_000 else 1_000
    grown = {}
    for name in ("ours", "nghttpd", "grpc-cpp"):
        with Server(SERVERS[name]) as server:
            held = [handshake(server.port) for _ in range(10)]
            before = resident_bytes(server.process.pid)
            held += [handshake(server.port) for _ in range(count)]
            grown[name] = round((resident_bytes(server.process.pid) - before) / count)
            for connection in held:
                connection.close()
    return report.row("rpc.connection.idle_bytes", "bytes", grown, f"{count} connections")


def handshake(port):
    """Preface, empty SETTINGS and a PING; back when the PING's answer is there."""
    connection = socket.create_connection(("127.0.0.1", port), 10)
    ping = b"\0\0\x08\x06\0\0\0\0\0resting!"
    connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\x04\0\0\0\0\0" + ping)
    seen = b""
    while b"resting!" not in seen:
        more = connection.recv(4096)
        if not more:
            raise RuntimeError("the server closed an idle connection")
        seen += more
    return connection


def wire():
    programs = {"ours": f"{BIN}/bench-wire", "protobuf-c": f"{OUT}/protobuf-c"}
    found = {"encode": {name: [] for name in programs}, "decode": {name: [] for name in programs}}
    for _ in range(ROUNDS):
        for name, program in programs.items():
            text = subprocess.run([program], check=True, capture_output=True, text=True, timeout=60).stdout
            for part in found:
                found[part][name].append(int(re.search(part + r" (\d+)", text)[1]))
    return [report.row(f"wire.{part}.ns", "ns", {name: median(values) for name, values in by_name.items()})
            for part, by_name in found.items()]


def main():
    only = os.environ.get("ONLY", "")
    prepare()
    rows = []
    if only in ("", "rpc"):
        rows += [unary(*shape) for shape in UNARY] + [stream(), idle()]
    if only in ("", "wire"):
        rows += wire()
    if only in ("", "storage"):
        rows += storage.rows(BIN, ROUNDS)
    report.write(HERE, rows, ROUNDS)


if __name__ == "__main__":
    sys.exit(main())
