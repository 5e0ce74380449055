#!/usr/bin/env bash
# Builds the benchmarks and their peers, then measures. ONLY=rpc|wire|storage, ROUNDS=5, CALLS=20000.
set -euo pipefail
cd "$(dirname "$0")"
./generate.sh
# SwiftPM does not look again which files a package beside this one has.
rm -f .build/*.yaml
if [ "${ONLY:-}" = storage ]; then
  ../../deploy/prepare-tests.sh
  swift build -c release --product bench-storage
else
  Peers/build.sh
  swift build -c release
fi
exec python3 bench.py
