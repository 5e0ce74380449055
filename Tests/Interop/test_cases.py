"""The public interoperability cases: our server with stock clients, our client with stock servers."""

import subprocess
import sys
from pathlib import Path

import pytest

import caselist
import client as grpcio_client
from conftest import CPP, NAME
from harness.paths import BIN

ENTRIES = caselist.read(Path(__file__).with_name("cases.txt"))
PROGRAMS = {"tupo": [str(BIN / "tupo-interop-client")], "c++": [str(CPP / "client")]}
PATIENCE_SECONDS = 120


def cases_of(client: str) -> set[str]:
    """The names of the cases that a client has."""
    if client == "grpcio":
        return set(grpcio_client.CASES)
    run = subprocess.run([*PROGRAMS[client], "--list-cases"], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def run(entry: caselist.Entry, port: int, authority: Path | None) -> str | None:
    """Runs a case; why it has not passed, or None."""
    if entry.client == "grpcio":
        target = grpcio_client.Target(f"127.0.0.1:{port}", authority, NAME if authority else None)
        try:
            target.run(entry.case)
        except Exception as error:  # Whatever it is, it is why the case has not passed.
            return repr(error)
        return None
    tls = ["--use-tls", "--ca-file", str(authority), "--server-host-override", NAME] if authority else []
    command = [*PROGRAMS[entry.client], "--server-host", "127.0.0.1", "--server-port", str(port)]
    done = subprocess.run(
        [*command, "--test-case", entry.case, *tls], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert (done.returncode == 0) == (done.stdout == f"{entry.case}: passed\n"), done.stdout
    return None if done.returncode == 0 else done.stdout + done.stderr


def named(entry: caselist.Entry) -> str:
    return f"{entry.client}>{entry.server}-{entry.case}"


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("entry", [each for each in ENTRIES if not each.absence], ids=named)
def test_passes(entry, tls, port_of, certificates):
    fault = run(entry, port_of(entry.server, tls), certificates.authority if tls else None)
    assert fault is None, fault


@pytest.mark.parametrize("client", sorted({entry.client for entry in ENTRIES}))
def test_the_list_has_all_cases_of_a_client(client):
    own = [entry for entry in ENTRIES if entry.client == client]
    assert cases_of(client) <= {entry.case for entry in own}
    assert {entry.case for entry in own if not entry.absence} <= cases_of(client)


def test_what_is_said_to_be_impossible_fails(port_of):
    for entry in ENTRIES:
        if entry.absence and entry.case in cases_of(entry.client):
            assert run(entry, port_of(entry.server, False), None), f"{named(entry)} passes: the list must say `run`"


def test_flags_are_understood_as_in_the_public_descriptions(port_of):
    flags = ["--server_host=127.0.0.1", f"--server_port={port_of('tupo', False)}", "--use_tls=false"]
    subprocess.run([*PROGRAMS["tupo"], *flags, "--test_case=empty_unary"], check=True, capture_output=True)


@pytest.mark.parametrize("program", ["tupo", "c++"])
def test_a_failure_is_told_in_a_line_and_by_the_exit_code(program):
    done = subprocess.run(
        [*PROGRAMS[program], "--server-port", "1", "--test-case", "empty_unary"], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith("empty_unary: FAILED: ") and done.stdout.count("\n") == 1


def test_stock_client_runs_alone(port_of):
    program = Path(grpcio_client.__file__)
    command = [sys.executable, program, "--server-port", str(port_of("tupo", False)), "--test-case", "empty_unary"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "empty_unary: passed\n"
