#!/usr/bin/env bash
# Builds the benchmarks and their peers, then measures. ONLY=rpc|wire|storage, ROUNDS=5, CALLS=20000.
set -euo pipefail
cd "$(dirname "$0")"
./generate.sh
# SwiftPM does not look again which files a package beside this one has.
rm -f .build/*.yaml
if [ "${ONLY:-}" = storage ]; then
  ../../deploy/prepare-tests.sh
  swift build -c release --static-swift-stdlib --product bench-storage
else
  Peers/build.sh
  # As an image has it: Swift's libraries are part of the program.
  swift build -c release --static-swift-stdlib
fi
exec python3 bench.py
