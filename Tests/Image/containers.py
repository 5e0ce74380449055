"""podman and podman-compose, with settings of their own."""

import os
import subprocess
import sys
from pathlib import Path

from harness.paths import ROOT

PODMAN = ROOT / "deploy" / "containers" / "podman.sh"
COMPOSE = ROOT / "deploy" / "containers" / "compose.yaml"
IMAGE = "localhost/tupo:latest"
PATIENCE_SECONDS = 120


def podman(*arguments) -> str:
    """What podman prints; it must succeed."""
    return _printed([PODMAN, *map(str, arguments)], os.environ)


class Compose:
    """A project of podman-compose. `files` come after deploy/containers/compose.yaml."""

    def __init__(self, name: str, *files: Path, **environ: str):
        self.environ = {**os.environ, **environ}
        flags = [flag for file in (COMPOSE, *files) for flag in ("-f", str(file))]
        self.command = [Path(sys.executable).parent / "podman-compose", "--podman-path", PODMAN, "-p", name, *flags]

    def up(self) -> None:
        """Creates and starts the containers."""
        _printed([*self.command, "up", "-d"], self.environ)

    def down(self, *flags: str) -> None:
        """Stops and removes them; `-v` also their volumes."""
        _printed([*self.command, "down", *flags], self.environ)

    def logs(self, container: str) -> str:
        """What a container has said."""
        return subprocess.run([PODMAN, "logs", container], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT).stdout


def _printed(command: list, environ: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environ, text=True, encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout.strip()
