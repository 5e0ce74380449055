"""A real Prometheus that scrapes one service, asked by its HTTP API."""

import json
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

from . import admin
from .paths import PATIENCE_SECONDS


class Prometheus:
    """Scrapes `target` every second until it is stopped."""

    def __init__(self, target: str, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "prometheus.yml"
        config.write_text(
            "global: {scrape_interval: 1s}\n"
            f"scrape_configs: [{{job_name: tupo, static_configs: [{{targets: ['{target}']}}]}}]\n")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self._log = open(folder / "prometheus.log", "wb")
        self._run = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder / 'data'}",
             f"--web.listen-address={self.address}"], stdout=self._log, stderr=self._log)

    def value(self, query: str) -> float | None:
        """The sum of what a query of PromQL finds now; nothing while it finds nothing, or cannot be asked yet."""
        try:
            _, _, text = admin.get(self.address, "/api/v1/query?" + urllib.parse.urlencode({"query": f"sum({query})"}))
            found = json.loads(text)["data"]["result"]
        except (OSError, KeyError, ValueError):
            return None
        return float(found[0]["value"][1]) if found else None

    def wait_for(self, query: str, wanted: float) -> None:
        """Asks until the answer is as wanted."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (found := self.value(query)) != wanted:
            assert time.monotonic() < end, f"{query} is {found}, not {wanted}"
            assert self._run.poll() is None, "Prometheus has ended"
            time.sleep(0.2)

    def stop(self) -> None:
        self._run.terminate()
        self._run.wait(timeout=PATIENCE_SECONDS)
        self._log.close()
