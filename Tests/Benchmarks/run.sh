#!/usr/bin/env bash
# Builds the benchmarks and their peers, then measures. ONLY=rpc|wire, ROUNDS=5, CALLS=20000.
set -euo pipefail
cd "$(dirname "$0")"
./generate.sh
Peers/build.sh
swift build -c release
exec python3 bench.py
