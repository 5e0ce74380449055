"""What the executables are made of: one HTTP/2, one protobuf, one TLS, and only the libraries of the system that are named."""

import re
import subprocess

import pytest

from harness.paths import BIN, PATIENCE_SECONDS

PROGRAMS = "tupo", "tupo-indicators", "tupo-investment", "tupo-planning", "tupo-reporting"
# What Debian keeps for us; the rest of what an executable needs is Swift's runtime and the C library.
LIBRARIES = {"libnghttp2", "libprotobuf-c", "libsqlite3", "libpq", "libz"}
RUNTIME = re.compile(r"lib(swift|Foundation|_?Foundation|Blocks|dispatch|c\.|m\.|stdc|gcc)|ld-linux")


def lines(*command: str) -> list[str]:
    done = subprocess.run(command, text=True, capture_output=True, timeout=PATIENCE_SECONDS, check=True)
    return done.stdout.splitlines()


def defined(program: str) -> list[str]:
    """The symbols that an executable brings itself."""
    return [line.split()[-1] for line in lines("nm", "--defined-only", str(BIN / program)) if line]


def modules(symbols: list[str]) -> set[str]:
    """The Swift modules whose code an executable holds, by the mangled names of it."""
    heads = (re.match(r"\$s(\d+)(\w+)", symbol) for symbol in symbols)
    return {head[2][:int(head[1])] for head in heads if head}


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_needs_only_the_libraries_that_are_named(program):
    needed = re.findall(r"NEEDED.*\[(.*?)\]", "\n".join(lines("readelf", "-d", str(BIN / program))))
    assert {name.split(".so")[0] for name in needed if not RUNTIME.match(name)} == LIBRARIES


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_holds_no_second_http2_or_protobuf(program):
    symbols = defined(program)
    held = modules(symbols)
    assert {"RPC", "Wire", "NIOSSL"} <= held, sorted(held)
    other = {name for name in held if re.search(r"HTTP2|Protobuf|GRPC|AsyncHTTPClient", name, re.IGNORECASE)}
    assert other == set(), f"beside {sorted(held)}"
    foreign = re.compile(r"nghttp2_|protobuf_c_|upb_|_ZN\w*6google8protobuf|grpc_(call|channel|server)_create|curl_easy_|SSL_CTX_new$")
    assert [symbol for symbol in symbols if foreign.match(symbol)] == []
