"""What a connection costs that has made one call and then rests."""
import resource
import socket

import report
from measure import Server, median, resident_bytes
from servers import KINDS, SERVERS, SERVICE, present

NAMES = ("ours", "nghttpd", "grpc-cpp", "grpc-go")


def rows(rounds):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = 10_000 if hard >= 11_000 else 1_000
    grown = {name: median([growth(name, command, count) for _ in range(min(rounds, 3))])
             for name, command in present(SERVERS, *NAMES).items()}
    return [report.row("rpc.connection.idle_bytes", "bytes", grown, f"{count} connections, a call each")]


def growth(name, command, count):
    with Server(command) as server:
        held = [called(server.port, name) for _ in range(10)]
        before = resident_bytes(server.process.pid)
        held += [called(server.port, name) for _ in range(count)]
        grown = round((resident_bytes(server.process.pid) - before) / count)
        for connection in held:
            connection.close()
    return grown


def frame(kind, flags, stream, payload):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def literal(name, value):
    """A header field that no table holds (RFC 7541, 6.2.2); both parts are shorter than 127 bytes."""
    return b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()


def call(name):
    """One call's frames."""
    if name == "nghttpd":
        fields = {":method": "GET", ":path": "/figures"}
    else:
        fields = {":method": "POST", ":path": SERVICE + KINDS["figures"][0]}
    fields |= {":scheme": "http", ":authority": "localhost"}
    if name == "nghttpd":
        return frame(1, 5, 1, b"".join(literal(*field) for field in fields.items()))
    fields |= {"content-type": "application/grpc", "te": "trailers"}
    message = KINDS["figures"][1]
    data = b"\0" + len(message).to_bytes(4, "big") + message
    return frame(1, 4, 1, b"".join(literal(*field) for field in fields.items())) + frame(0, 1, 1, data)


def called(port, name):
    """A connection on which a call was made and answered."""
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"") + frame(4, 1, 0, b"") + call(name))
    seen = b""
    while True:
        while len(seen) < 9 or len(seen) < 9 + int.from_bytes(seen[:3], "big"):
            more = connection.recv(4096)
            if not more:
                raise RuntimeError(f"{name} closed a connection")
            seen += more
        size, kind, flags = int.from_bytes(seen[:3], "big"), seen[3], seen[4]
        if kind in (3, 7):
            raise RuntimeError(f"{name} refused a call: {seen[:9 + size]}")
        seen = seen[9 + size:]
        if kind in (0, 1) and flags & 1:
            return connection
