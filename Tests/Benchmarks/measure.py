"""How one server is loaded and what it costs: its CPU time, as the kernel counts it."""
import dataclasses
import os
import re
import socket
import statistics
import subprocess
import time

median = statistics.median


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, len(values) * part // 100)]


def interleaved(commands, rounds, once, digits=None):
    """The median over the rounds of what `once` says of each; every other round goes the other way."""
    found = {name: [] for name in commands}
    for number in range(rounds):
        for name in list(commands)[:: -1 if number % 2 else 1]:
            found[name].append(once(name, commands[name]))
    return {name: round(median(values), digits) for name, values in found.items()}


def cpu_seconds(pid):
    """User and system time of a process, from /proc/PID/schedstat of its threads (ns)."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        except FileNotFoundError:
            pass  # The thread has ended.
    return total / 1e9


def resident_bytes(pid):
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server on the first core, or on all, for the length of a `with`."""

    def __init__(self, command, pins=True):
        self.port = free_port()
        self.command = (["taskset", "-c", "0"] if pins else []) + [
            part.replace("PORT", str(self.port)) for part in command]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"no answer from {self.command}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cost_of(self, work):
        before = cpu_seconds(self.process.pid)
        work()
        return cpu_seconds(self.process.pid) - before


@dataclasses.dataclass
class Load:
    rate: float
    times: list


def load(port, path, body, calls, connections, streams, window=16, scheme="http", pins=True, log=None, headers=()):
    """Runs h2load on the last core, or on all; fails when a call fails. `log` names a file for each call's time."""
    command = ["taskset", "-c", str(os.cpu_count() - 1)] if pins else []
    command += ["h2load", "-n", str(calls), "-c", str(connections), "-m", str(streams), "-t", "1",
                "-w", str(window), "-W", str(window), "-H", "te: trailers"]
    if body:
        command += ["-d", body, "-H", "content-type: application/grpc"]
    for header in headers:
        command += ["-H", header]
    if log:
        open(log, "w").close()
        command.append(f"--log-file={log}")
    url = f"{scheme}://127.0.0.1:{port}{path}"
    run = subprocess.run(command + [url], capture_output=True, text=True, timeout=180)
    done = re.search(r"(\d+) succeeded", run.stdout)
    if not done or int(done[1]) != calls:
        raise RuntimeError(run.stdout + run.stderr)
    times = []
    if log:
        with open(log) as file:
            times = [int(line.split()[2]) for line in file]
    return Load(float(re.search(r"([\d.]+) req/s", run.stdout)[1]), times)
