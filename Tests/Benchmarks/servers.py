"""The servers that are measured, and how each is started. A peer that was not built is absent, and is named so."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, ".build/peers")
BIN = os.environ.get("BIN", os.path.join(HERE, ".build/release"))
KEYS = [f"{OUT}/key.pem", f"{OUT}/certificate.pem"]
SERVICE = "/benchmark.v1.BenchmarkService/"

SERVERS = {
    "ours": [f"{BIN}/bench-server", "PORT"],
    "nghttpd": ["nghttpd", "-n1", "--no-tls", "-a", "127.0.0.1", "PORT", "-d", f"{OUT}/www"],
    "grpc-cpp": [f"{OUT}/grpc-cpp", "server", "PORT"],
    "grpc-go": ["env", "GOMAXPROCS=1", f"{OUT}/grpc-go", "PORT"],
    "grpc-swift-2": [f"{OUT}/grpc-swift", "PORT"],
}
TLS_SERVERS = {
    "ours": [f"{BIN}/bench-server", "PORT", "1", *reversed(KEYS)],
    "nghttpd": ["nghttpd", "-n1", "-a", "127.0.0.1", "PORT", *KEYS, "-d", f"{OUT}/www"],
}
# With the product's own guard, for one caller who shows a token; and as it is without any.
GUARDED_SERVERS = {
    "ours": [f"{BIN}/bench-guarded", "PORT", f"{OUT}/guarded"],
    "open": [f"{BIN}/bench-server", "PORT"],
}
# Two event loops, two threads.
WIDE_SERVERS = {
    "ours": [f"{BIN}/bench-server", "PORT", "2"],
    "nghttpd": ["nghttpd", "-n2", "--no-tls", "-a", "127.0.0.1", "PORT", "-d", f"{OUT}/www"],
    "grpc-go": ["env", "GOMAXPROCS=2", f"{OUT}/grpc-go", "PORT"],
}
PROGRAMS = {
    "ours": f"{BIN}/bench-wire",
    "protobuf-c": f"{OUT}/protobuf-c",
    "protobuf-cpp": f"{OUT}/protobuf-cpp",
    "swift-protobuf": f"{OUT}/swift-protobuf-wire",
}
# The requests as gRPC frames them, and the bytes that nghttpd serves in place of their answers.
KINDS = {
    "figures": ("GetFigures", b"\x0a\x02JN\x10\xdd\x0f\x18\x06", 625),
    "nothing": ("GetNothing", b"", 5),
    "chunk": ("GetChunk", b"\x08\x80\x80\x40", (1 << 20) + 5),
}


def prepare():
    """Writes the files that h2load sends and nghttpd serves."""
    os.makedirs(f"{OUT}/www", exist_ok=True)
    for kind, (_, message, size) in KINDS.items():
        with open(f"{OUT}/{kind}.bin", "wb") as file:
            file.write(b"\0" + len(message).to_bytes(4, "big") + message)
        with open(f"{OUT}/www/{kind}", "wb") as file:
            file.write(b"x" * size)


def present(servers, *names):
    """Those of `servers` that were built, of `names` or of all."""
    chosen = {name: servers[name] for name in (names or servers)}
    return {name: command for name, command in chosen.items()
            if all(os.path.exists(part) for part in command if part.startswith(OUT) and "www" not in part)}


def absent():
    missing = [name for name in SERVERS if name not in present(SERVERS)]
    return missing + [name for name, program in PROGRAMS.items() if not os.path.exists(program)]


def request(name, kind):
    """Path and body of a call to the server of this name."""
    return (f"/{kind}", None) if name == "nghttpd" else (SERVICE + KINDS[kind][0], f"{OUT}/{kind}.bin")
