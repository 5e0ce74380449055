"""Tokens (RFC 7519): those that `tupo admin token` issues, and others that a forger makes of its key or of none."""

import base64
import hashlib
import hmac
import json
import subprocess
import time
from pathlib import Path

from .command import tupo_done


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims_of(token: str) -> dict:
    """What a token says, believed."""
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def sign_es256(key: Path, text: bytes) -> bytes:
    """A signature by a P-256 key as RFC 7518, 3.4 has it: two numbers of 32 bytes, where openssl makes DER of them."""
    der = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=text, capture_output=True, check=True).stdout
    numbers, rest = [], der[2:]
    for _ in range(2):
        size = rest[1]
        numbers.append(rest[2:2 + size].lstrip(b"\0").rjust(32, b"\0"))
        rest = rest[2 + size:]
    return b"".join(numbers)


class Issuer:
    """The issuer of an installation's folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.key = folder / "token.key"
        self.made: list[str] = []

    def token(self, subject: str, *flags: str | Path) -> str:
        """A token as `tupo admin token` issues it."""
        self.made.append(tupo_done("admin", "token", "--folder", self.folder, "--subject", subject, *flags).strip())
        return self.made[-1]

    def forged(self, subject: str, alg: str = "ES256", key: Path | None = None, **claims) -> str:
        """A token with other claims, another algorithm or another key."""
        now = int(time.time())
        head = {"alg": alg, "kid": self._jwk()["kid"], "typ": "JWT"}
        body = {"iss": "urn:tupo:local", "sub": subject, "aud": "tupo", "iat": now - 120, "exp": now + 3600,
                "jti": base64url(hashlib.sha256(f"{subject}{alg}{claims}".encode()).digest()[:12]), **claims}
        text = ".".join(base64url(json.dumps(part).encode()) for part in (head, body))
        self.made.append(f"{text}.{base64url(self._signature(alg, key or self.key, text.encode()))}")
        return self.made[-1]

    def _signature(self, alg: str, key: Path, text: bytes) -> bytes:
        match alg:
            case "none":
                return b""
            case "HS256":  # By what everybody knows: the public key.
                public = subprocess.run(
                    ["openssl", "pkey", "-in", key, "-pubout"], capture_output=True, check=True).stdout
                return hmac.digest(public, text, "sha256")
        return sign_es256(key, text)

    def _jwk(self) -> dict:
        return json.loads((self.folder / "token-keys.json").read_text())["keys"][0]
