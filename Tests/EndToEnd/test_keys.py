"""An issuer's public keys from an address, as a city's own sign-in service has them: got by TLS, rotated, and away."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import grpc
import pytest

from harness.certificates import Certificates
from harness.paths import PATIENCE_SECONDS
from harness.place import Place
from harness.process import Service
from harness.refusals import refused
from harness.tokens import Issuer

# Who is known and has no role: as far as a token leads by itself.
KNOWN = (grpc.StatusCode.PERMISSION_DENIED, "ROLE_MISSING")
AWAY = (grpc.StatusCode.UNAVAILABLE, "ISSUER_KEYS_UNAVAILABLE")


class KeyServer:
    """Serves a set of keys over TLS, until it is stopped."""

    def __init__(self, certificates: Certificates):
        self.keys: list[dict] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps({"keys": owner.keys}).encode()
                self.send_response(200 if self.path == "/keys" else 404)
                self.send_header("content-type", "application/jwk-set+json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.pem("keys"), certificates.key("keys"))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_address[1]}/keys"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def publish(self, *issuers: Issuer) -> None:
        """Has the keys of these folders, and no others."""
        self.keys = [key for issuer in issuers for key in json.loads(
            (issuer.folder / "token-keys.json").read_text())["keys"]]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def certificates(tmp_path) -> Certificates:
    made = Certificates(tmp_path / "certificates")
    made.issue("keys", "DNS:localhost")
    return made


@pytest.fixture
def server(certificates) -> Iterator[KeyServer]:
    server = KeyServer(certificates)
    yield server
    server.stop()


def issuer(folder: Path) -> tuple[Issuer, str]:
    """An issuer with a key of its own, and a token by it."""
    made = Issuer(folder)
    return made, made.token("people/nobody")


def start(folder: Path, url: str, authority: Path) -> Service:
    """A service that believes whose keys are at the address."""
    trust = folder / "trust.yaml"
    trust.write_text(json.dumps({"issuers": [
        {"issuer": "urn:tupo:local", "audience": ["tupo"], "keys-url": url, "keys-authorities": str(authority)}]}))
    return Service("tupo-indicators", Place.new(folder), "--trust", str(trust), log=folder / "indicators.log")


def answer(service: Service, token: str) -> tuple[grpc.StatusCode, str]:
    """How a call with a token is refused; nobody here has a role."""
    from tupo.indicators.v1 import catalogue_pb2, catalogue_pb2_grpc

    with grpc.insecure_channel(service.address) as channel, refused() as refusal:
        catalogue_pb2_grpc.CatalogueServiceStub(channel).ListProgrammes(
            catalogue_pb2.ListProgrammesRequest(), timeout=PATIENCE_SECONDS,
            metadata=[("authorization", f"Bearer {token}")])
    return refusal.code, refusal.reason


def wait_for(service: Service, token: str, wanted: tuple[grpc.StatusCode, str]) -> None:
    """Calls until it is answered so: an address is not asked at every call."""
    for _ in range(PATIENCE_SECONDS * 10):
        if (told := answer(service, token)) == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{told}, not {wanted}")


def test_keys_come_from_an_address_are_rotated_and_outlive_it(tmp_path, certificates, server):
    (old, token), (new, newer) = issuer(tmp_path / "old"), issuer(tmp_path / "new")
    server.publish(old)
    service = start(tmp_path, server.url, certificates.pem("ca"))
    try:
        assert answer(service, token) == KNOWN
        assert answer(service, newer) == (grpc.StatusCode.UNAUTHENTICATED, "TOKEN_UNKNOWN_KEY")
        server.publish(old, new)
        wait_for(service, newer, KNOWN)
        assert answer(service, token) == KNOWN
        server.stop()
        for each in token, newer, new.token("people/somebody"):
            assert answer(service, each) == KNOWN
        service.stop_cleanly()
    finally:
        service.kill()


def test_keys_that_cannot_be_had_let_nobody_in(tmp_path, certificates, server):
    made, token = issuer(tmp_path / "issuer")
    server.publish(made)
    others = Certificates(tmp_path / "others")  # Whoever stands at the address is not the one who is trusted.
    service = start(tmp_path, server.url, others.pem("ca"))
    try:
        assert answer(service, token) == AWAY
        service.stop_cleanly()
    finally:
        service.kill()
    assert "keys are not to be had" in service.log.read_text()
