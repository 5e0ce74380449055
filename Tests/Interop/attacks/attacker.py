"""A client that sends exactly the bytes it is given, and counts what comes back."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable

import frames

PATIENCE_SECONDS = 10
CODES = {0: "NO_ERROR", 1: "PROTOCOL_ERROR", 2: "INTERNAL_ERROR", 3: "FLOW_CONTROL_ERROR", 5: "STREAM_CLOSED",
         7: "REFUSED_STREAM", 8: "CANCEL", 9: "COMPRESSION_ERROR", 11: "ENHANCE_YOUR_CALM"}


class Attacker:
    """One connection. It greets the server, with these settings, and reads until the end."""

    def __init__(self, port: int, *settings: tuple[int, int], acknowledges: bool = True, reads: bool = True):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.news = threading.Condition()
        self.closed = False
        self.counts: Counter[int] = Counter()
        # The codes of the RST_STREAMs that came, and that of the GOAWAY, with its debug data.
        self.resets: Counter[int] = Counter()
        self.goaway: tuple[int, bytes] | None = None
        self.pongs: set[bytes] = set()
        # How many octets of DATA the server still takes on the connection as a whole.
        self.credit = 65_535
        self.ended: set[int] = set()
        self._reader = threading.Thread(target=self._read, daemon=True)
        if reads:
            self._reader.start()
        self.send(frames.PREFACE + frames.settings(*settings))
        if acknowledges:
            self.send(frames.frame(frames.SETTINGS, flags=frames.ACK))

    def send(self, octets: bytes) -> bool:
        """False when the server takes nothing more."""
        try:
            self.socket.sendall(octets)
            return not self.closed
        except OSError:
            return False

    def flood(self, waves, chunk: int = 16 << 10) -> int:
        """Sends all waves, until the server closes the connection; how many were sent."""
        pending, sent = b"", 0
        for sent, wave in enumerate(waves, 1):
            pending += wave
            if len(pending) >= chunk:
                if not self.send(pending):
                    return sent
                pending = b""
        self.send(pending)
        return sent

    def until(self, holds: Callable[[], bool]) -> bool:
        """Waits until it holds, the connection ends, or the patience does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self.news:
            while not holds():
                if self.closed or not self.news.wait(max(0, deadline - time.monotonic())):
                    return holds()
        return True

    def send_within_credit(self, octets: bytes, data_size: int) -> bool:
        """Sends when the server takes so much DATA more; false when it does not."""
        if not self.until(lambda: self.credit >= data_size):
            return False
        with self.news:
            self.credit -= data_size
        return self.send(octets)

    def settle(self) -> bool:
        """Waits until the server has read all that was sent: it answers a PING, or has closed the connection."""
        token = frames.ping(0x7E57)
        self.send(token)
        return self.until(lambda: token[9:] in self.pongs)

    def close(self) -> None:
        self.socket.close()

    def _read(self) -> None:
        buffer = b""
        while True:
            try:
                octets = self.socket.recv(1 << 16)
            except TimeoutError:
                continue
            except OSError:
                octets = b""
            buffer += octets
            with self.news:
                while len(buffer) >= 9 and len(buffer) >= 9 + int.from_bytes(buffer[:3]):
                    size = 9 + int.from_bytes(buffer[:3])
                    self._take(buffer[3], buffer[4], int.from_bytes(buffer[5:9]), buffer[9:size])
                    buffer = buffer[size:]
                self.closed = self.closed or not octets
                self.news.notify_all()
            if not octets:
                return

    def _take(self, kind: int, flags: int, stream: int, payload: bytes) -> None:
        self.counts[kind] += 1
        if kind == frames.RST_STREAM:
            self.resets[int.from_bytes(payload)] += 1
            self.ended.add(stream)
        elif kind == frames.GOAWAY and (self.goaway is None or self.goaway[0] == 0):
            self.goaway = int.from_bytes(payload[4:8]), payload[8:]
        elif kind == frames.PING and flags & frames.ACK:
            self.pongs.add(payload)
        elif kind == frames.WINDOW_UPDATE and stream == 0:
            self.credit += int.from_bytes(payload)
        elif kind in (frames.DATA, frames.HEADERS) and flags & frames.END_STREAM:
            self.ended.add(stream)
