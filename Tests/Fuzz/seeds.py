"""Writes the seeds of the fuzz targets to Corpus/: small good inputs, from which bad ones are made.

Other files in there were found by fuzzing; they stay.
"""

import gzip
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).parent / "Corpus"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags, stream, payload=b""):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def text(value):
    return bytes([len(value)]) + value.encode()


def fields(pairs):
    return b"".join(b"\0" + text(name) + text(value) for name, value in pairs)


def request(method, *more):
    usual = [(":method", "POST"), (":scheme", "http"), (":path", f"/fuzz.S/{method}"), (":authority", "f"),
             ("te", "trailers"), ("content-type", "application/grpc")]
    return fields(usual + list(more))


def message(body, flag=0):
    return bytes([flag]) + struct.pack(">I", len(body)) + body


def varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(number, kind, body):
    head = varint(number << 3 | kind)
    return head + (varint(len(body)) + body if kind == 2 else body)


def status(code=0, words="", details=b""):
    return field(1, 0, varint(code)) + field(2, 2, words.encode()) + details


DETAIL = field(3, 2, field(1, 2, b"type.googleapis.com/google.rpc.ErrorInfo")
               + field(2, 2, field(1, 2, b"WHY") + field(2, 2, b"here") + field(3, 2, field(1, 2, b"k") + field(2, 2, b"v"))))
DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH, PING, GOAWAY, WINDOW, CONTINUATION = range(10)


def frames():
    hello = PREFACE + frame(SETTINGS, 0, 0) + frame(SETTINGS, 1, 0)
    call = frame(HEADERS, 4, 1, request("U")) + frame(DATA, 1, 1, message(status(0, "hello")))
    yield "call", b"\0" + hello + call
    yield "call-in-pieces", b"\5" + hello + call
    yield "error", b"\0" + hello + frame(HEADERS, 4, 1, request("U")) + frame(DATA, 1, 1, message(status(5, "é%", DETAIL)))
    yield "chat", b"\0" + hello + frame(HEADERS, 4, 1, request("C")) + frame(DATA, 0, 1, message(status(0, "a")) * 2) + frame(
        DATA, 1, 1)
    yield "list", b"\0" + hello + frame(SETTINGS, 0, 0, b"\0\4\0\0\0\x10") + frame(HEADERS, 4, 1, request("L")) + frame(
        DATA, 1, 1, message(status(20, "x" * 30))) + frame(WINDOW, 0, 1, b"\0\0\1\0") + frame(RESET, 0, 1, b"\0\0\0\x08")
    yield "gzip", b"\0" + hello + frame(HEADERS, 4, 1, request("G", ("grpc-encoding", "gzip"))) + frame(
        DATA, 1, 1, message(gzip.compress(status(3), mtime=0), 1))
    yield "metadata", b"\0" + hello + frame(
        HEADERS, 0, 1, request("U", ("a-bin", "AAEC,/w=="), ("grpc-timeout", "5S"), ("x", "y"))) + frame(
        CONTINUATION, 4, 1, fields([("accept-language", "zh;q=0.8,en"), ("grpc-accept-encoding", "gzip")])) + frame(
        DATA, 1, 1, message(status()))
    yield "trailers", b"\0" + hello + frame(HEADERS, 4, 1, request("G")) + frame(DATA, 0, 1, message(b"")) + frame(
        HEADERS, 5, 1, fields([("t", "v")]))
    yield "control", b"\0" + hello + frame(PING, 0, 0, b"12345678") + frame(PRIORITY, 0, 3, b"\0\0\0\1\x10") + frame(
        WINDOW, 0, 0, b"\0\0\1\0") + frame(GOAWAY, 0, 0, b"\0" * 8) + frame(0x20, 0, 0, b"?")
    yield "http1", b"\0GET / HTTP/1.1\r\nHost: f\r\n\r\n"
    yield "bad-path", b"\0" + hello + frame(HEADERS, 5, 1, fields([
        (":method", "GET"), (":scheme", "http"), (":path", "/no"), ("content-type", "text/html")]))


def turn(kind, flags=0, stream=0, payload=b""):
    return bytes([kind, flags, stream, len(payload)]) + payload


def conversation():
    helped = 0x20
    ways = {name: helped | index << 6 for index, name in enumerate("UGLC")}
    say = lambda stream, body, flags=0: turn(DATA | helped, flags, stream, body)
    open_ = lambda name, stream, more=b"", flags=4: turn(HEADERS | ways[name], flags, stream, more)
    yield "call", open_("U", 1) + say(1, status(0, "hello"), 1)
    yield "many", b"".join(open_("UGLC"[n % 4], 2 * n + 1) + say(2 * n + 1, status(n)) for n in range(12))
    yield "reset", (open_("C", 1) + say(1, status(1)) + turn(RESET, 0, 1, b"\0\0\0\x08") + open_("C", 3) + say(3, b"", 1))
    yield "pauses", open_("G", 1, fields([("grpc-timeout", "9S")])) + bytes([0xf, 8]) + say(1, b"") + bytes([0xf, 250, 0xf, 250])
    yield "window", (turn(SETTINGS, 0, 0, b"\0\4\0\0\0\0") + open_("L", 1) + say(1, status(99, "x" * 40), 1)
                     + turn(WINDOW, 0, 1, b"\0\0\2\0") + turn(SETTINGS, 0, 0, b"\0\4\0\0\xff\xff") + turn(WINDOW, 0, 1, b"\0\0\2\0"))
    yield "continued", open_("U", 1, flags=0) + turn(CONTINUATION, 0, 1, fields([("a-bin", "AA,BB")])) + turn(
        CONTINUATION, 4, 1, b"\x82\x40" + text("k") + text("v") + b"\xbe") + say(1, status(), 1)
    yield "deflate", open_("G", 1, fields([("grpc-encoding", "deflate")])) + turn(
        DATA | helped, 0x41, 1, zlib.compress(status(4, "z" * 50)))
    yield "half", open_("U", 1) + turn(DATA, 0, 1, message(status(0, "cut"))[:-2]) + turn(GOAWAY, 0, 0, b"\0" * 8)
    yield "pings", turn(PING, 0, 0, b"12345678") * 5 + turn(PING, 1, 0, b"\0" * 8) + open_("U", 1) + say(1, b"", 1)
    yield "trailers", open_("C", 1) + say(1, status(2)) + turn(HEADERS, 5, 1, fields([("t", "v")]))


def answer():
    hello = frame(SETTINGS, 0, 0, b"\0\3\0\0\0\x64") + frame(SETTINGS, 1, 0)
    head = [(":status", "200"), ("content-type", "application/grpc")]
    end = lambda stream, *more: frame(HEADERS, 5, stream, fields([("grpc-status", "0"), *more]))
    yield "good", hello + frame(HEADERS, 4, 1, fields(head)) + frame(DATA, 0, 1, message(status(0, "hello"))) + end(1)
    yield "both", (hello + frame(HEADERS, 4, 1, fields(head)) + frame(HEADERS, 4, 3, fields(head)) + frame(
        DATA, 0, 3, message(status(1))) + frame(DATA, 0, 1, message(status(2))) + end(3) + end(1))
    yield "error", hello + frame(HEADERS, 5, 1, fields(head + [
        ("grpc-status", "5"), ("grpc-message", "caf%C3%A9%"), ("grpc-status-details-bin", "CAUSA25vdA"), ("x-bin", "AA==")]))
    yield "gzip", hello + frame(HEADERS, 4, 1, fields(head + [("grpc-encoding", "gzip")])) + frame(
        DATA, 0, 1, message(gzip.compress(status(0, "z" * 99), mtime=0), 1)) + end(1, ("grpc-retry-pushback-ms", "7"))
    yield "http", hello + frame(HEADERS, 5, 1, fields([(":status", "503")])) + frame(RESET, 0, 3, b"\0\0\0\7")
    yield "informational", hello + frame(HEADERS, 4, 1, fields([(":status", "103")])) + frame(
        HEADERS, 4, 1, fields(head)) + end(1)
    yield "goaway", hello + frame(GOAWAY, 0, 0, b"\0\0\0\1\0\0\0\0bye") + frame(PING, 0, 0, b"12345678")
    yield "too-large", hello + frame(HEADERS, 4, 3, fields(head)) + frame(DATA, 0, 3, message(b"x" * 30)) + end(3)


def framing():
    body = b"to be, or not to be, " * 9
    for name, limit, flag, rest in [
        ("plain", 400, 0, message(body)), ("short", 400, 0, message(body)[:50]), ("large", 9, 0, message(body)),
        ("flagged", 400, 1, message(body, 1)), ("gzip", 400, 1, gzip.compress(body, mtime=0)),
        ("deflate", 400, 0, zlib.compress(body)), ("bomb", 99, 0, zlib.compress(b"\0" * 40000)),
    ]:
        yield name, bytes([flag]) + struct.pack(">H", limit) + rest


def metadata():
    block = lambda pairs: b"".join(text(part) for pair in pairs for part in pair)
    yield "request", block([(":method", "POST"), (":path", "/fuzz.S/U"), ("content-type", "application/grpc+proto"),
                            ("grpc-timeout", "100m"), ("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip, deflate")])
    yield "binary", block([("a-bin", "AAEC,/w=="), ("b-bin", "AA"), ("c-bin", " AAA= "), ("d", "e")])
    yield "empty-binary", block([("a-bin", ""), ("b-bin", ",")])
    yield "status", block([("grpc-status", "13"), ("grpc-message", "caf%C3%A9 %zz%"), ("grpc-status-details-bin", "CAUSA25vdA"),
                           (":status", "200"), ("grpc-retry-pushback-ms", "-1")])
    yield "language", block([("accept-language", "zh-CN, zh;q=0.9, en;q=0.8, *;q=0")])
    yield "hours", block([("grpc-timeout", "99999999H")])
    yield "escapes", b"caf%C3%A9%25%zz%e"
    yield "letters", b"AAECAwQFBgcICQ=="


def messages():
    scalars = b"".join(field(n, 0, varint(n * 1000)) for n in (1, 2, 3, 4, 5, 6, 13)) + b"".join(
        [field(7, 5, b"abcd"), field(8, 1, b"abcdefgh"), field(11, 5, b"\0\0\0\x80"), field(12, 1, b"\0" * 7 + b"\x80"),
         field(14, 2, "héllo".encode()), field(15, 2, b"\0\xff")])
    for choice, name in enumerate(["proto3", "proto2"]):
        yield f"{name}-scalars", bytes([choice]) + scalars
        nested = field(18, 2, field(1, 0, varint(7)))
        for _ in range(6):
            nested = field(18, 2, field(2, 2, nested))
        yield f"{name}-nested", bytes([choice]) + nested + nested
        yield f"{name}-repeated", bytes([choice]) + field(31, 2, b"\1\2\xff\1") + field(31, 0, b"\5") + field(
            37, 5, b"abcd") + field(44, 2, b"a") * 3 + field(48, 2, field(1, 0, b"\1")) * 2
        yield f"{name}-maps", bytes([choice]) + field(56, 2, field(1, 0, b"\1") + field(2, 0, b"\2")) * 2 + field(
            69, 2, field(1, 2, b"k") + field(2, 2, b"v")) + field(71, 2, field(1, 2, b"k") + field(2, 2, field(1, 0, b"\1")))
        yield f"{name}-oneof", bytes([choice]) + field(111, 0, b"\1") + field(112, 2, field(1, 0, b"\1")) + field(
            112, 2, field(1, 0, b"\2")) + field(113, 2, b"text")
        yield f"{name}-groups", bytes([choice]) + varint(201 << 3 | 3) + field(202, 0, b"\1") + varint(201 << 3 | 4) + varint(
            9999 << 3 | 3) + field(1, 2, b"x") + varint(9999 << 3 | 4)
    yield "status", b"\2" + status(5, "no", DETAIL)
    yield "reflection", b"\3" + field(4, 2, field(1, 2, field(1, 2, b"a.proto") + field(2, 2, b"p") + field(
        4, 2, field(1, 2, b"M") + field(2, 2, field(1, 2, b"f") + field(3, 0, b"\1")))))
    yield "socket", b"\4" + field(1, 2, field(1, 2, field(3, 0, b"\1")) + field(2, 2, field(1, 0, b"\1")))


for corpus in (frames, conversation, answer, framing, metadata, messages):
    folder = HERE / corpus.__name__
    folder.mkdir(parents=True, exist_ok=True)
    for name, seed in corpus():
        (folder / name).write_bytes(seed)
