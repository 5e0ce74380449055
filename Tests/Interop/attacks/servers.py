"""The servers that are attacked, and what an attack costs them."""

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import frames
from attacker import CODES, PATIENCE_SECONDS, Attacker
from attacks import Body


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@dataclass
class Outcome:
    """What came of an attack."""

    # How the attacker's connection ended, in words.
    end: str
    # Whether the server made an end of it: by closing the connection, or by refusing what was asked.
    stopped: bool
    # Whether another client was served at once afterwards.
    serves: bool
    # By how much the server's memory had grown at its highest.
    growth_mib: float
    processor_ms: int

    def __str__(self) -> str:
        others = "" if self.serves else ", SERVES NOBODY ELSE"
        return f"{self.end}, {self.growth_mib:.0f} MiB, {self.processor_ms} ms{others}"


class Server:
    """A process that listens, and the path that attacks call."""

    def __init__(self, name: str, command: list[str], port: int, path: str):
        self.name, self.port, self.path = name, port, path
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def suffer(self, attack: Body) -> Outcome:
        """Is attacked; the process must be one that was not attacked before."""
        self.serves()  # What the first call of all costs is not the attack's.
        before, ticks = self._memory("VmRSS"), self._ticks()
        attacker = attack(lambda *settings, **more: Attacker(self.port, *settings, **more), self.path)
        end, stopped = self._told(attacker)
        serves = self.serves()
        attacker.close()
        return Outcome(
            end, stopped, serves, max(0, self._memory("VmHWM") - before) / 1024,
            (self._ticks() - ticks) * 1000 // os.sysconf("SC_CLK_TCK"))

    def serves(self) -> bool:
        """Whether another client has an answer."""
        if self.process.poll() is not None:
            return False
        try:
            client = Attacker(self.port)
        except OSError:
            return False
        client.send(frames.headers(1, self.path) + frames.data(1, frames.message(b""), ends=True))
        is_served = client.until(lambda: client.counts[frames.HEADERS] > 0)
        client.close()
        return is_served

    @staticmethod
    def _told(attacker: Attacker) -> tuple[str, bool]:
        if attacker.goaway and attacker.goaway[0]:
            code, why = attacker.goaway
            return " ".join([CODES.get(code, str(code)), why.decode(errors="replace")]).strip(), True
        if attacker.closed:
            return "closed", True
        if attacker.resets:
            (code, count), = attacker.resets.most_common(1)
            return f"{count} streams reset ({CODES.get(code, code)})", True
        return "goes on", False

    def _memory(self, field: str) -> int:
        """In KiB (proc(5)); 0 when the process is gone."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in lines if line.startswith(field + ":")), 0)

    def _ticks(self) -> int:
        """Processor time so far (proc(5), utime and stime)."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return int(fields[11]) + int(fields[12])
