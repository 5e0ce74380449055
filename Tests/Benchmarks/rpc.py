"""What calls cost: processor time of the server above all, then calls per second and how long they take."""
import os
import subprocess

import report
from measure import Server, interleaved, load, median, percentile
from servers import GUARDED_SERVERS, OUT, SERVERS, TLS_SERVERS, WIDE_SERVERS, present, request

# Row, kind, connections, streams, calls of 20,000, bits of h2load's window.
UNARY = [
    ("rpc.unary.8x32.cpu", "figures", 8, 32, 1, 16),
    ("rpc.unary.8x1.cpu", "figures", 8, 1, 2, 16),
    ("rpc.unary.empty.cpu", "nothing", 8, 32, 1, 16),
    ("rpc.unary.1mib.cpu", "chunk", 2, 1, 50, 24),
]


def rows(rounds, calls):
    found = [unary(row, SERVERS, rounds, kind, calls // part, connections, streams, window)
             for row, kind, connections, streams, part, window in UNARY]
    found.append(unary("rpc.unary.tls.cpu", TLS_SERVERS, rounds, "figures", calls, 8, 32, 16, "https"))
    found.append(guarded(rounds, calls))
    return found + [stream(rounds), bidi(rounds)] + throughput(rounds, calls) + latency(rounds, calls)


def unary(row, servers, rounds, kind, calls, connections, streams, window, scheme="http"):
    """Microseconds of the server's processor for each call."""
    def once(name, command):
        path, body = request(name, kind)
        with Server(command) as server:
            load(server.port, path, body, max(64, calls // 10), connections, streams, window, scheme)
            work = lambda: load(server.port, path, body, calls, connections, streams, window, scheme)
            return server.cost_of(work) / calls * 1e6
    return report.row(row, "µs", interleaved(present(servers), rounds, once, 2))


def guarded(rounds, calls):
    """The same where every call shows a token and is let in for a zone, beside a server that lets everybody in.

    Both get the token: h2load never indexes that header, so its bytes alone cost both the same. A ratio this near to one
    asks for longer runs than the others."""
    calls *= 5
    os.makedirs(f"{OUT}/guarded", exist_ok=True)
    path, body = request("ours", "figures")

    def once(name, command):
        with Server(command) as server:
            with open(f"{OUT}/guarded/token") as file:
                headers = [f"authorization: Bearer {file.read()}"]
            load(server.port, path, body, max(64, calls // 10), 8, 32, headers=headers)
            work = lambda: load(server.port, path, body, calls, 8, 32, headers=headers)
            return server.cost_of(work) / calls * 1e6
    return report.row("rpc.unary.auth.cpu", "µs", interleaved(GUARDED_SERVERS, rounds, once, 2))


def client(*arguments):
    command = ["taskset", "-c", str(os.cpu_count() - 1), f"{OUT}/grpc-cpp", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def grpc_servers():
    return {name: command for name, command in present(SERVERS).items() if name != "nghttpd"}


def stream(rounds, streams=10):
    """Messages per second of the server's processor; the client is gRPC C++ for all."""
    def once(name, command):
        with Server(command) as server:
            client("client", server.port, 1)
            return streams * 10_000 / server.cost_of(lambda: client("client", server.port, streams))
    return report.row("rpc.stream.messages_per_cpu_s", "1/s", interleaved(grpc_servers(), rounds, once))


def bidi(rounds, messages=5_000):
    """Microseconds of the server's processor for each message that is sent and answered, one after the other."""
    def once(name, command):
        with Server(command) as server:
            client("echo", server.port, 500)
            return server.cost_of(lambda: client("echo", server.port, messages)) / messages * 1e6
    return report.row("rpc.bidi.cpu", "µs", interleaved(grpc_servers(), rounds, once, 2))


def throughput(rounds, calls):
    """Calls per second with one event loop and with two, on all cores, which h2load shares."""
    def once(name, command):
        path, body = request(name, "figures")
        with Server(command, pins=False) as server:
            load(server.port, path, body, 2000, 16, 32, pins=False)
            return load(server.port, path, body, calls, 16, 32, pins=False).rate
    return [report.row(f"rpc.throughput.{loops}_loops.calls_per_s", "1/s", interleaved(servers, rounds, once))
            for loops, servers in ((1, present(SERVERS, *WIDE_SERVERS)), (2, present(WIDE_SERVERS)))]


def latency(rounds, calls):
    """How long a call takes at 8 x 1, in microseconds: the median, and what one in a hundred exceeds."""
    servers = present(SERVERS)
    times = {name: [] for name in servers}

    def once(name, command):
        path, body = request(name, "figures")
        with Server(command) as server:
            load(server.port, path, body, 1000, 8, 1)
            times[name].append(load(server.port, path, body, calls // 4, 8, 1, log=f"{OUT}/times").times)
        return 0
    interleaved(servers, rounds, once)
    return [report.row(f"rpc.latency.p{part}", "µs",
                       {name: round(median([percentile(one, part) for one in all_])) for name, all_ in times.items()})
            for part in (50, 99)]
