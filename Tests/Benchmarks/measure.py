"""How one server is loaded and what it costs: its CPU time, as the kernel counts it."""
import os
import re
import socket
import statistics
import subprocess
import time

median = statistics.median


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
    """A server on the first core, for the length of a `with`."""

    def __init__(self, command):
        self.port = free_port()
        self.command = ["taskset", "-c", "0"] + [part.replace("PORT", str(self.port)) for part in command]

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


def load(port, path, body, calls, connections, streams):
    """Runs h2load on the last core; fails when a call fails."""
    last = os.cpu_count() - 1
    command = ["taskset", "-c", str(last), "h2load", "-n", str(calls), "-c", str(connections), "-m", str(streams),
               "-t", "1", "-H", "te: trailers"]
    if body:
        command += ["-d", body, "-H", "content-type: application/grpc"]
    run = subprocess.run(command + [f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, timeout=120)
    done = re.search(r"(\d+) succeeded", run.stdout)
    if not done or int(done[1]) != calls:
        raise RuntimeError(run.stdout + run.stderr)
