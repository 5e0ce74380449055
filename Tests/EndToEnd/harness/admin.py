"""A service's admin server, as those who look after it ask it."""

import urllib.error
import urllib.request

from .paths import PATIENCE_SECONDS
from .process import Service

PREFIX = "admin listening on "


def address(service: Service) -> str:
    """Where it listens, as HOST:PORT. The service was started with `--admin-listen`."""
    return next(line.removeprefix(PREFIX) for line in service.printed if line.startswith(PREFIX))


def get(where: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
    """Status, content type and text of an answer."""
    request = urllib.request.Request(f"http://{where}{path}", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.headers["content-type"], answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["content-type"], error.read().decode("utf-8")
