"""Bytes of HTTP/2 frames, good or bad (RFC 9113, 4.1)."""

import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, _, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED = 0x1, 0x1, 0x4, 0x8


def frame(kind: int, payload: bytes = b"", flags: int = 0, stream: int = 0) -> bytes:
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(*entries: tuple[int, int]) -> bytes:
    return frame(SETTINGS, b"".join(struct.pack(">HI", *entry) for entry in entries))


def text(value: bytes) -> bytes:
    """A length with a prefix of seven bits, then the octets as they are (RFC 7541, 5)."""
    if len(value) < 127:
        return bytes([len(value)]) + value
    rest, head = len(value) - 127, b"\x7f"
    while rest >= 128:
        head += bytes([rest & 0x7F | 0x80])
        rest >>= 7
    return head + bytes([rest]) + value


def literal(name: str, value: str, indexed: bool = False) -> bytes:
    return bytes([0x40 if indexed else 0]) + text(name.encode()) + text(value.encode())


def headers(stream: int, path: str, more: bytes = b"", ends: bool = False, whole: bool = True) -> bytes:
    """The headers of a POST, as gRPC makes it."""
    fields = {":method": "POST", ":scheme": "http", ":path": path, ":authority": "test", "te": "trailers",
              "content-type": "application/grpc"}
    block = b"".join(literal(*field) for field in fields.items()) + more
    return frame(HEADERS, block, END_STREAM * ends | END_HEADERS * whole, stream)


def data(stream: int, payload: bytes = b"", ends: bool = False) -> bytes:
    return frame(DATA, payload, END_STREAM * ends, stream)


def reset(stream: int) -> bytes:
    return frame(RST_STREAM, struct.pack(">I", 8), stream=stream)


def window_update(stream: int, amount: int) -> bytes:
    return frame(WINDOW_UPDATE, struct.pack(">I", amount), stream=stream)


def ping(number: int, flags: int = 0) -> bytes:
    return frame(PING, struct.pack(">Q", number), flags)


def message(payload: bytes) -> bytes:
    """A message in gRPC's frame."""
    return b"\0" + struct.pack(">I", len(payload)) + payload
