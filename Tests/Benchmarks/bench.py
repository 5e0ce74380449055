#!/usr/bin/env python3
"""Measures the product beside its peers: interleaved rounds, medians. ONLY=rpc, wire, storage or indicators
for one part."""
import os
import re
import subprocess
import sys

import connections
import indicators
import report
import rpc
import servers
import storage
from measure import interleaved, median

ROUNDS = int(os.environ.get("ROUNDS", "5"))
CALLS = int(os.environ.get("CALLS", "20000"))


def wire():
    """Nanoseconds of encoding and decoding one reply."""
    programs = {name: program for name, program in servers.PROGRAMS.items() if os.path.exists(program)}
    texts = {name: [] for name in programs}

    def once(name, program):
        run = subprocess.run([program], check=True, capture_output=True, text=True, timeout=60)
        texts[name].append(run.stdout)
        return 0
    interleaved(programs, ROUNDS, once)
    return [report.row(f"wire.{part}.ns", "ns",
                       {name: median([int(re.search(part + r" (\d+)", text)[1]) for text in all_])
                        for name, all_ in texts.items()})
            for part in ("encode", "decode")]


def main():
    only = os.environ.get("ONLY", "")
    servers.prepare()
    rows = []
    if only in ("", "rpc"):
        rows += rpc.rows(ROUNDS, CALLS) + connections.rows(ROUNDS)
    if only in ("", "wire"):
        rows += wire()
    if only in ("", "storage"):
        rows += storage.rows(servers.BIN, ROUNDS)
    if only in ("", "indicators"):
        rows += indicators.rows(servers.BIN)
    report.write(servers.HERE, rows, ROUNDS, servers.absent() if only not in ("storage", "indicators") else [], only)


if __name__ == "__main__":
    sys.exit(main())
