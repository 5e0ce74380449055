"""A process of the product: started, waited for by what it prints, stopped by a signal."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from .paths import BIN, PATIENCE_SECONDS, ROOT, environment
from .place import Place


class Process:
    """One executable with its output. `log` is where its stderr goes; without one it goes where stdout goes."""

    def __init__(self, name: str, *arguments: str, log: Path | None = None, **environ: str):
        self.name = name
        self.log = log
        self._stderr = open(log, "ab") if log else None
        self.popen = subprocess.Popen(
            [BIN / name, *arguments], cwd=ROOT, env=environment(**environ), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=self._stderr or subprocess.STDOUT, text=True, encoding="utf-8",
            start_new_session=True)
        self.printed: list[str] = []

    def wait_for_line(self, wanted: Callable[[str], bool]) -> str:
        """Reads stdout up to the first line that is wanted. Fails when the process ends, or takes too long."""
        watchdog = threading.Timer(PATIENCE_SECONDS, self.popen.kill)
        watchdog.start()
        try:
            for line in self.popen.stdout:
                self.printed.append(line.rstrip("\n"))
                if wanted(self.printed[-1]):
                    return self.printed[-1]
        finally:
            watchdog.cancel()
        raise AssertionError(f"{self.name} ended without the line that was waited for\n{self.told()}")

    def wait(self) -> int:
        """Waits for the end; the exit code, negative for a signal."""
        rest, _ = self.popen.communicate(timeout=PATIENCE_SECONDS)
        self.printed += rest.splitlines()
        if self._stderr:
            self._stderr.close()
        return self.popen.returncode

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Sends a signal and waits for the end."""
        if self.popen.poll() is None:
            self.popen.send_signal(number)
        return self.wait()

    def kill(self) -> None:
        """Ends it at once, whatever state it is in; for clearing up."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.wait()

    def told(self) -> str:
        """What it printed, for a failing test's message."""
        errors = self.log.read_text(encoding="utf-8", errors="replace")[-4000:] if self.log else ""
        return "stdout:\n" + "\n".join(self.printed[-40:]) + f"\nstderr:\n{errors}"


class Service(Process):
    """One of the four services on a free port of the loopback, open to everybody unless it is told whom to believe."""

    PREFIX = "listening on "

    def __init__(self, name: str, place: Place, *arguments: str, log: Path, **environ: str):
        access = [] if {"--trust", "--tls-certificate"} & set(arguments) else ["--open-loopback"]
        super().__init__(
            name, "--listen", "127.0.0.1:0", *access, *place.all_flags(name), *arguments, log=log, **environ)
        try:
            self.address = self.wait_for_line(lambda line: line.startswith(self.PREFIX)).removeprefix(self.PREFIX)
        except BaseException:
            self.kill()
            raise

    def stop_cleanly(self) -> None:
        """SIGTERM drains and ends with 0."""
        code = self.stop()
        assert code == 0, f"{self.name} ended with {code} on SIGTERM\n{self.told()}"
