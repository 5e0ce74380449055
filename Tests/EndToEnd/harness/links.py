"""What an executable is made of, by what is written in its file."""

import re
import subprocess
from pathlib import Path

from .paths import PATIENCE_SECONDS

# What Debian keeps for us; the rest of what an executable needs is Swift's runtime and the C library.
LIBRARIES = {"libnghttp2", "libprotobuf-c", "libsqlite3", "libpq", "libz"}
RUNTIME = re.compile(r"lib(swift|Foundation|_?Foundation|Blocks|dispatch|c\.|m\.|stdc|gcc)|ld-linux")


def lines(*command: str | Path) -> list[str]:
    done = subprocess.run(command, text=True, capture_output=True, timeout=PATIENCE_SECONDS, check=True)
    return done.stdout.splitlines()


def defined(executable: Path) -> list[str]:
    """The symbols that an executable brings itself."""
    return [line.split()[-1] for line in lines("nm", "--defined-only", executable) if line]


def modules(symbols: list[str]) -> set[str]:
    """The Swift modules whose code an executable holds, by the mangled names of it."""
    heads = (re.match(r"\$s(\d+)(\w+)", symbol) for symbol in symbols)
    return {head[2][:int(head[1])] for head in heads if head}


def assert_it_needs_only_named_libraries(executable: Path) -> None:
    needed = re.findall(r"NEEDED.*\[(.*?)\]", "\n".join(lines("readelf", "-d", executable)))
    assert {name.split(".so")[0] for name in needed if not RUNTIME.match(name)} == LIBRARIES


def assert_it_holds_one_http2_and_protobuf(executable: Path) -> None:
    symbols = defined(executable)
    held = modules(symbols)
    assert {"RPC", "Wire", "NIOSSL"} <= held, sorted(held)
    other = {name for name in held if re.search(r"HTTP2|Protobuf|GRPC|AsyncHTTPClient", name, re.IGNORECASE)}
    assert other == set(), f"beside {sorted(held)}"
    foreign = re.compile(r"nghttp2_|protobuf_c_|upb_|_ZN\w*6google8protobuf|grpc_(call|channel|server)_create|curl_easy_|SSL_CTX_new$")
    assert [symbol for symbol in symbols if foreign.match(symbol)] == []
