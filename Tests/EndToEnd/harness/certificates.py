"""An authority and certificates that it has signed, made by the openssl command."""

import subprocess
from pathlib import Path


class Certificates:
    """A folder of `NAME.pem` and `NAME.key`; the authority is `ca`."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._new("ca", "/CN=ca")

    def issue(self, name: str, *names: str) -> None:
        """Makes a certificate for the subject alternative names."""
        self._new(name, f"/CN={name}", "-CA", self.pem("ca"), "-CAkey", self.key("ca"),
                  "-addext", f"subjectAltName={','.join(names)}", "-addext", "basicConstraints=critical,CA:FALSE")

    def pem(self, name: str) -> Path:
        """The certificate's file."""
        return self.folder / f"{name}.pem"

    def key(self, name: str) -> Path:
        """The file of its key."""
        return self.folder / f"{name}.key"

    def _new(self, name: str, subject: str, *more) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
             "-subj", subject, "-keyout", self.key(name), "-out", self.pem(name), *more], check=True, capture_output=True)
