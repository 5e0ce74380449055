"""Durable writes of one row each, beside the bare engines with the same batching."""
import os
import re
import subprocess
import tempfile

import report
from measure import median

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(HERE, "../../deploy/postgres-test.sh")
CALLERS = (1, 16, 64)
ROWS = os.environ.get("ROWS", "1000000")
SECONDS = os.environ.get("SECONDS_EACH", "3")


def rows(bin_folder, rounds):
    """The rows for SQLite, and for PostgreSQL with its name behind."""
    program = os.path.join(bin_folder, "bench-storage")
    with tempfile.TemporaryDirectory() as folder:
        found = measured(program, rounds, lambda: f"sqlite://{tempfile.mkdtemp(dir=folder)}", "")
    # On a disk: in memory, where the tests have it, a sync costs nothing.
    environ = os.environ | {"TUPO_TEST_POSTGRES_BASE": "/tmp"}
    server = subprocess.run([SCRIPT, "start"], env=environ, check=True, capture_output=True, text=True, timeout=120)
    url, folder = server.stdout.split()
    try:
        return found + measured(program, rounds, lambda: url, ".postgresql")
    finally:
        subprocess.run([SCRIPT, "stop", folder], check=True, timeout=120)


def measured(program, rounds, place, suffix):
    """Rates and 99th percentiles for each number of callers."""
    found = []
    for callers in CALLERS:
        rates, late = {"ours": [], "raw": []}, {"ours": [], "raw": []}
        for _ in range(rounds):
            for name, lane in (("raw", "raw"), ("ours", "store")):
                said = told(program, place(), lane, str(callers), SECONDS)
                rates[name].append(int(re.search(r"rate (\d+)", said)[1]))
                late[name].append(float(re.search(r"p99 ([\d.]+)", said)[1]))
        for row, unit, values in ((f"storage.write.{callers}.rate", "1/s", rates),
                                  (f"storage.write.{callers}.p99", "ms", late)):
            found.append(report.row(row + suffix, unit, {name: median(each) for name, each in values.items()}))
    imported = re.search(r"rate (\d+)", told(program, place(), "import", ROWS))
    found.append(report.row("storage.import.rate" + suffix, "rows/s", {"ours": int(imported[1])}))
    beside = told(program, place(), "beside", "64", ROWS)
    for row, word, unit in (("p99", "p99", "ms"), ("max", "max", "ms"), ("rate", "rate", "1/s")):
        value = re.search(word + r" ([\d.]+)", beside)
        found.append(report.row(f"storage.import.interference.{row}{suffix}", unit, {"ours": float(value[1])}))
    return found


def told(program, *arguments):
    """What one measurement printed."""
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, timeout=600).stdout
