"""Certificates, tokens and what `tupo login` keeps: beside openssl, and with stock TLS servers and clients."""

import json
import os
import pty
import subprocess
from concurrent import futures
from pathlib import Path

import grpc
import pytest

from harness.command import told, tupo, tupo_done
from harness.paths import BIN, PATIENCE_SECONDS, environment
from harness.place import Place
from harness.process import Service


def openssl(*arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run(["openssl", *map(str, arguments)], text=True, capture_output=True, timeout=PATIENCE_SECONDS)


@pytest.fixture
def authority(tmp_path) -> Path:
    """A folder with the services' certificates and one for another system."""
    folder = tmp_path / "identity"
    tupo_done("admin", "certificates", "--folder", folder, "--host", "tupo.test", "--system", "finance")
    return folder


def verify(folder: Path, name: str, purpose: str) -> subprocess.CompletedProcess:
    return openssl("verify", "-x509_strict", "-crl_check", "-purpose", purpose, "-CAfile", folder / "ca.pem",
                   "-CRLfile", folder / "revoked.pem", folder / f"{name}.pem")


def test_certificates_are_what_openssl_wants(authority):
    for name in "indicators", "investment", "planning", "reporting":
        for purpose in "sslserver", "sslclient":
            assert verify(authority, name, purpose).returncode == 0
    assert verify(authority, "system-finance", "sslclient").returncode == 0
    assert verify(authority, "system-finance", "sslserver").returncode != 0
    names = openssl("x509", "-in", authority / "planning.pem", "-noout", "-ext", "subjectAltName").stdout
    assert "URI:urn:tupo:service:planning" in names and "DNS:tupo.test" in names


def test_a_revoked_certificate_is_in_a_list_that_openssl_reads(authority):
    old = (authority / "planning.pem").read_text()
    tupo_done("admin", "certificates", "--folder", authority, "--revoke", "services/planning")
    assert (authority / "planning.pem").read_text() != old
    assert verify(authority, "planning", "sslserver").returncode == 0
    (authority / "old.pem").write_text(old)
    assert "certificate revoked" in verify(authority, "old", "sslserver").stderr
    listed = openssl("crl", "-in", authority / "revoked.pem", "-CAfile", authority / "ca.pem", "-noout", "-text")
    assert "verify OK" in listed.stderr and "X509v3 CRL Number" in listed.stdout


class Recorder(grpc.GenericRpcHandler):
    """Serves nothing, and notes what callers send with their calls."""

    def __init__(self):
        self.seen: list[dict[str, str]] = []

    def service(self, details):
        self.seen.append(dict(details.invocation_metadata))
        return None


def log_in(folder: Path, token: str, *flags, **environ: str) -> subprocess.CompletedProcess:
    return subprocess.run([BIN / "tupo", "login", *map(str, flags)], input=token, text=True, capture_output=True,
                          env=environment(XDG_CONFIG_HOME=str(folder / "config"), **environ), timeout=PATIENCE_SECONDS)


def test_a_token_that_was_kept_is_sent_by_tls_with_the_certificate(authority, tmp_path):
    recorder = Recorder()
    server = grpc.server(futures.ThreadPoolExecutor(2), handlers=[recorder])
    read = lambda name: (authority / name).read_bytes()
    port = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials(
        [(read("indicators.key"), read("indicators.pem"))], read("ca.pem"), require_client_auth=True))
    server.start()
    try:
        token = tupo_done("admin", "token", "--subject", "people/zhang.wei", "--folder", authority).strip()
        address = "--indicators", f"127.0.0.1:{port}"
        done = log_in(tmp_path, token, *address, "--ca", authority / "ca.pem", "--certificate",
                      authority / "system-finance.pem", "--key", authority / "system-finance.key")
        assert done.returncode == 0, told(done)
        kept = tmp_path / "config" / "tupo" / "credentials.json"
        assert kept.stat().st_mode & 0o777 == 0o600 and kept.parent.stat().st_mode & 0o077 == 0
        refused = tupo("watch", "indicators", "--until-now", *address, XDG_CONFIG_HOME=str(tmp_path / "config"))
        assert refused.returncode == 1, told(refused)
        assert [seen["authorization"] for seen in recorder.seen] == [f"Bearer {token}"]
        who = tupo_done("whoami", "--output", "json", XDG_CONFIG_HOME=str(tmp_path / "config"))
        rows = {row["address"]: row for row in json.loads(who)["rows"]}
        assert rows[address[1]]["subject"] == "people/zhang.wei" and rows[address[1]]["tls"] == "mutual"
        for text in done.stdout, done.stderr, refused.stdout, refused.stderr, who:
            assert not any(part in text for part in token.split("."))
        tupo_done("logout", *address, XDG_CONFIG_HOME=str(tmp_path / "config"))
        assert token not in kept.read_text()
    finally:
        server.stop(None)


def test_a_service_knows_the_bearer_of_a_token_and_refuses_a_strangers(authority, tmp_path):
    token = tupo_done("admin", "token", "--subject", "people/li.na", "--folder", authority).strip()
    stranger = tupo_done("admin", "token", "--subject", "people/li.na", "--folder", tmp_path / "elsewhere").strip()
    place = Place(("--data", str(tmp_path / "data")), tmp_path)
    service = Service("tupo-indicators", place, "--tls-certificate", str(authority / "indicators.pem"), "--tls-key",
                      str(authority / "indicators.key"), "--tls-client-ca", str(authority / "ca.pem"), "--trust",
                      str(authority / "trust.yaml"), log=tmp_path / "log")
    watch = "watch", "indicators", "--until-now", "--lang", "en", "--indicators", service.address
    config = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    try:
        for bearer, told_to_log_in in (token, False), (stranger, True):
            flags = "--indicators", service.address, "--ca", authority / "ca.pem"
            assert log_in(tmp_path, bearer, *flags).returncode == 0
            refused = tupo(*watch, **config)  # Nobody has given them a role.
            assert refused.returncode == 1 and ("tupo login" in refused.stderr) == told_to_log_in, told(refused)
        tupo_done("logout", "--all", **config)
        assert tupo(*watch, **config).returncode == 3  # Without its authority there is no TLS.
        service.stop_cleanly()
    finally:
        service.kill()
    for text in service.told(), (tmp_path / "log").read_text():
        assert not any(part in text for part in (token + "." + stranger).split("."))


@pytest.mark.parametrize("text,flags,code", [
    ("no token", (), 4), ("", (), 4), ("a" * 20000, (), 4), (None, ("--indicators", "10.0.0.1:7401"), 2),
])
def test_what_cannot_be_kept_is_refused(authority, tmp_path, text, flags, code):
    token = text if text is not None else tupo_done("admin", "token", "--subject", "people/a", "--folder", authority)
    done = log_in(tmp_path, token, *flags)
    assert done.returncode == code, told(done)
    assert not (tmp_path / "config").exists()


def test_a_token_is_typed_without_being_seen(authority, tmp_path):
    token = tupo_done("admin", "token", "--subject", "people/zhang.wei", "--folder", authority).strip()
    near, far = pty.openpty()
    variables = environment(XDG_CONFIG_HOME=str(tmp_path), LANG="en")
    with subprocess.Popen([BIN / "tupo", "login", "--lang", "en"], env=variables, stdin=far, stdout=far, stderr=far) as run:
        os.close(far)
        written = b""
        while b"Paste the token:" not in written:
            written += os.read(near, 65536)
        os.write(near, token.encode() + b"\n")
        try:
            while chunk := os.read(near, 65536):
                written += chunk
        except OSError:
            pass  # The command has ended.
        os.close(near)
        assert run.wait(timeout=PATIENCE_SECONDS) == 0, written
    assert b"people/zhang.wei" in written and token.encode()[-40:] not in written
    assert token in (tmp_path / "tupo" / "credentials.json").read_text()
