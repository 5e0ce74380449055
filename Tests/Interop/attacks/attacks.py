"""The attacks: those of Tests/RPC/Attacks that need no clock, by a client that is not ours."""

from collections.abc import Callable
from dataclasses import dataclass

import frames
from attacker import Attacker

# What an attack does: it is given a way to connect and the path that it calls, and answers its last connection.
Body = Callable[[Callable[..., Attacker], str], Attacker]
ATTACKS: dict[str, Body] = {}


def attack(name: str):
    def note(body: Body) -> Body:
        ATTACKS[name] = body
        return body
    return note


@dataclass
class Flood:
    """The same frames again and again, by their number."""

    wave: Callable[[int, str], bytes]
    count: int
    opens: bool = False
    acknowledges: bool = True

    def __call__(self, connect, path: str) -> Attacker:
        attacker = connect(acknowledges=self.acknowledges)
        if self.opens:
            attacker.send(frames.headers(1, path))
        attacker.flood(self.wave(number, path) for number in range(self.count))
        attacker.settle()
        return attacker


ATTACKS |= {
    "SETTINGS": Flood(lambda _, __: frames.settings(), 20_000, acknowledges=False),
    "PING": Flood(lambda number, _: frames.ping(number), 20_000),
    "answers to PINGs that nobody sent": Flood(lambda number, _: frames.ping(number, frames.ACK), 20_000),
    "PRIORITY": Flood(
        lambda number, _: frames.frame(frames.PRIORITY, b"\0\0\0\0\x10", stream=2 * number + 1), 20_000),
    "WINDOW_UPDATE": Flood(lambda _, __: frames.window_update(0, 1), 20_000),
    "empty DATA": Flood(lambda _, __: frames.data(1), 20_000, opens=True),
    "DATA of nothing but padding": Flood(
        lambda _, __: frames.frame(frames.DATA, b"\x03\0\0\0", frames.PADDED, 1), 10_000, opens=True),
    "frames of an unknown type": Flood(lambda _, __: frames.frame(0x42, b"\1\2\3"), 20_000),
    "streams that it resets at once": Flood(
        lambda number, path: frames.headers(2 * number + 1, path) + frames.reset(2 * number + 1), 20_000),
    "streams that it makes the server reset": Flood(
        lambda number, path: frames.headers(2 * number + 1, path)
        + frames.window_update(2 * number + 1, 0x7FFF_FFFF), 20_000),
    "streams above the limit": Flood(lambda number, path: frames.headers(2 * number + 1, path), 20_000),
}


@attack("headers that unfold a thousandfold")
def bomb(connect, path: str) -> Attacker:
    attacker = connect()
    entry = frames.literal("x", "x" * 4_000, indexed=True)
    attacker.send(frames.headers(1, path, entry + b"\xbe" * 12_000, ends=True))
    attacker.settle()
    return attacker


@attack("headers that never end")
def continuations(connect, path: str) -> Attacker:
    attacker = connect()
    attacker.send(frames.headers(1, path, whole=False))
    attacker.flood(
        frames.frame(frames.CONTINUATION, frames.literal(f"x-{number}", "y"), stream=1) for number in range(20_000))
    attacker.until(lambda: attacker.closed)
    return attacker


@attack("empty CONTINUATIONs")
def empty_continuations(connect, path: str) -> Attacker:
    attacker = connect()
    attacker.send(frames.headers(1, path, whole=False))
    attacker.flood(frames.frame(frames.CONTINUATION, stream=1) for _ in range(20_000))
    attacker.until(lambda: attacker.closed)
    return attacker


@attack("more DATA than the windows allow")
def over_window(connect, path: str) -> Attacker:
    attacker = connect()
    attacker.send(frames.headers(1, path) + frames.data(1, b"\0\0\x40\0\0"))
    attacker.flood(frames.data(1, bytes(16 << 10)) for _ in range(4_000))
    attacker.settle()
    return attacker


@attack("messages that it announces and leaves unfinished")
def unfinished(connect, path: str) -> Attacker:
    attacker = connect()
    beginning = b"\0\0\x40\0\0"
    chunks = [beginning] + [bytes(16 << 10)] * 15
    size = sum(map(len, chunks))
    for stream in range(1, 1_600, 2):
        octets = frames.headers(stream, path) + b"".join(frames.data(stream, chunk) for chunk in chunks)
        if not attacker.send_within_credit(octets, size):
            break
    attacker.settle()
    return attacker


def asking(size: int) -> bytes:
    """The frame of a request that asks for an answer of so many bytes (grpc.testing.SimpleRequest, field 2)."""
    varint = b""
    while size >= 128:
        varint, size = varint + bytes([size & 0x7F | 0x80]), size >> 7
    return frames.message(b"\x10" + varint + bytes([size]))


@attack("answers that it asks for and does not read")
def unread(connect, path: str) -> Attacker:
    attacker = connect((4, 0x7FFF_FFFF), reads=False)
    attacker.send(frames.window_update(0, 0x7FFF_0000))
    attacker.flood(
        frames.headers(2 * number + 1, path) + frames.data(2 * number + 1, asking(1 << 20), ends=True)
        for number in range(100))
    return attacker


@attack("its window opened byte by byte")
def slivers(connect, path: str) -> Attacker:
    attacker = connect((4, 1))
    attacker.send(frames.headers(1, path) + frames.data(1, asking(60_000), ends=True))
    for number in range(1, 5_000):
        if not attacker.send(frames.window_update(1, 1)):
            break
        if not attacker.until(lambda: attacker.counts[frames.DATA] >= number or 1 in attacker.ended):
            break
        if 1 in attacker.ended:
            break
    attacker.settle()
    return attacker
