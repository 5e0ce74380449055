"""The four services with TLS and trust, as an installation has them, and callers whom they know."""

import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from .city import OPTIONS, City, Stubs
from .command import Done, told, tupo, tupo_done
from .paths import PATIENCE_SECONDS
from .place import Place
from .tokens import Issuer

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
ZONE_A = f"{PARENT}/zones/qufu-economic-development-zone"
ZONE_B = f"{PARENT}/zones/yanzhou-industrial-park"
GRANTS = {
    "people/office": ["city-office"],
    "people/leader": ["leader"],
    "people/reporter": ["zone-reporter", "--scope", "zones/qufu-economic-development-zone", "-p", PROGRAMME],
    "people/county": ["county", "--scope", "counties/370881", "-p", PROGRAMME, "--from", "2013-01-01"],
    "systems/finance": ["system"],
    "systems/gone": ["system"],
    "people/auditor": ["auditor"],  # The last one: where it holds, all hold.
}


class Caller(Stubs):
    """Stubs that show a token, a certificate, both or neither."""

    def __init__(self, city: "GuardedCity", token: str | None = None, certificate: tuple[Path, Path] | None = None):
        chain, key = [file.read_bytes() for file in certificate] if certificate else (None, None)
        credentials = grpc.ssl_channel_credentials(city.authority.read_bytes(), key, chain)
        if token:
            credentials = grpc.composite_channel_credentials(credentials, grpc.access_token_call_credentials(token))
        super().__init__(
            {name: grpc.secure_channel(city.address(name), credentials, OPTIONS) for name in city.services})


class GuardedCity(City):
    """Services that let nobody in who is not known; `sockets` is a folder with a short name."""

    def __init__(self, place: Place, folder: Path, sockets: Path):
        self.folder, self.identity, self.socket = folder, folder / "identity", sockets / "indicators"
        self.authority = self.identity / "ca.pem"
        self.issuer = Issuer(self.identity)
        self.certificates("--system", "finance", "--system", "gone")
        self.issuer.token("people/chief")  # At the first one the key and trust.yaml are made.
        self.callers: list[Caller] = []
        super().__init__(place, folder / "logs", "--log-level", "debug")

    def _flags(self, name: str) -> list[str]:
        files = {"tls-certificate": f"{name}.pem", "tls-key": f"{name}.key", "tls-client-ca": "ca.pem",
                 "tls-crl": "revoked.pem", "trust": "trust.yaml"}
        socket = ["--listen", f"unix:{self.socket}"] if name == "indicators" else []
        return [*super()._flags(name), *socket, *(
            word for key, file in files.items() for word in (f"--{key}", str(self.identity / file)))]

    def _channel(self, address: str) -> grpc.Channel:
        return grpc.secure_channel(address, grpc.ssl_channel_credentials(self.authority.read_bytes()), OPTIONS)

    def certificates(self, *flags: str) -> str:
        """`tupo admin certificates` of this installation."""
        return tupo_done("admin", "certificates", "--folder", self.identity, *flags)

    def certificate(self, name: str) -> tuple[Path, Path]:
        """The files of a certificate and of its key."""
        return self.identity / f"{name}.pem", self.identity / f"{name}.key"

    def caller(self, token: str | None = None, certificate: tuple[Path, Path] | None = None) -> Caller:
        """Who shows these; its connections end with the services'."""
        self.callers.append(Caller(self, token, certificate))
        return self.callers[-1]

    def found(self) -> None:
        """Makes the first administrator, people/chief, who gives all others their roles."""
        tupo_done("access", "found", "chief", "--socket", self.socket, "--ca", self.authority)
        self.log_in("people/chief", self.issuer.token("people/chief"))
        for principal, words in GRANTS.items():
            self.grant(principal, *words)
        self.wait_for_roles("people/auditor")

    def grant(self, principal: str, *words: str) -> None:
        """Gives a role, by people/chief."""
        done = self.tupo("people/chief", "access", "grant", principal, "--role", *words)
        assert done.returncode == 0, told(done)

    def wait_for_roles(self, principal: str) -> None:
        """Waits until a principal has a role in each service."""
        for channel in self.caller(self.issuer.token(principal)).channels.values():
            self._wait_for_role(channel)

    @staticmethod
    def _wait_for_role(channel: grpc.Channel) -> None:
        """A role holds in each service a moment after it was given."""
        for _ in range(PATIENCE_SECONDS * 10):
            try:
                assert ProtoReflectionDescriptorDatabase(channel).get_services()
                return
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.PERMISSION_DENIED, error
            time.sleep(0.1)
        raise AssertionError("the roles that were given do not hold")

    def log_in(self, subject: str, token: str) -> None:
        """`tupo login`, kept apart for each subject."""
        file = self.folder / "token"
        file.write_text(token)
        tupo_done("login", "--token-file", file, "--ca", self.authority, city=self, **self._home(subject))
        file.unlink()

    def tupo(self, subject: str, *words: str) -> Done:
        """`tupo` by somebody who has logged in."""
        return tupo(*words, city=self, **self._home(subject))

    def lines(self, service: str, message: str) -> list[dict]:
        """The lines of a service's log with a message."""
        lines = self.services[service].log.read_text(encoding="utf-8").splitlines()
        return [line for line in map(json.loads, lines) if line["message"] == message]

    def calls(self, service: str) -> list[dict]:
        """The calls in a service's log."""
        return self.lines(service, "call")

    def wait_for_call(self, service: str, **wanted: str | None) -> dict:
        """A call's line in the log, which may be written a moment after the call was answered."""
        for _ in range(PATIENCE_SECONDS * 10):
            for line in self.calls(service):
                if all(line.get(key) == value for key, value in wanted.items()):
                    return line
            time.sleep(0.1)
        raise AssertionError(f"tupo-{service} has logged no call with {wanted}")

    def _home(self, subject: str) -> dict[str, str]:
        return {"XDG_CONFIG_HOME": str(self.folder / "homes" / subject)}

    def close(self) -> None:
        for caller in self.callers:
            caller.close()
        self.callers = []
        super().close()


@contextlib.contextmanager
def guarded_city(place: Place, folder: Path, *people: str) -> Iterator[GuardedCity]:
    """A city of its own data, whose people have their roles; those named have also logged in."""
    sockets = Path(tempfile.mkdtemp(prefix="tupo-", dir="/tmp"))  # Names of sockets are short.
    city = GuardedCity(place.copy(folder), folder, sockets)
    try:
        city.found()
        for name in people:
            city.log_in(f"people/{name}", city.issuer.token(f"people/{name}"))
        yield city
        city.stop()
    finally:
        city.kill()
        shutil.rmtree(sockets)
