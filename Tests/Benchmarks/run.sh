#!/usr/bin/env bash
# Builds the benchmarks and their peers, then measures. ONLY=rpc|wire|storage|indicators, ROUNDS=5, CALLS=20000.
set -euo pipefail
cd "$(dirname "$0")"
./generate.sh
release=../../deploy/release.sh
# SwiftPM does not look again which files a package beside this one has.
rm -f .build/*.yaml
if [ "${ONLY:-}" = storage ]; then
  ../../deploy/prepare-tests.sh
  $release --product bench-storage
elif [ "${ONLY:-}" = indicators ]; then
  ../../deploy/prepare-tests.sh
  $release --product bench-indicators
  $release --product tupo-indicators
else
  Peers/build.sh
  $release
  $release --product tupo-indicators
fi
python=../../.build/venv/bin/python
# DuckDB is a peer and no part of the tests: only who measures fetches it.
"$python" -c 'import duckdb' 2>/dev/null || "$python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
exec "$python" bench.py
