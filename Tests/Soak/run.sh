#!/usr/bin/env bash
# Strains the RPC runtime: `run.sh [MINUTES]`. Needs what `swift build` makes in $TUPO_BIN (default .build/debug).
set -euo pipefail
cd "$(dirname "$0")/../.."
soak=${TUPO_BIN:-.build/debug}/tupo-soak
out=$(mktemp)
"$soak" serve >"$out" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -f "$out"' EXIT
until grep -q 'listening on' "$out"; do
  kill -0 $server || { echo "the server has ended" >&2; exit 1; }
  sleep 0.1
done
port=$(sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$out")
"$soak" drive --port "$port" --minutes "${1:-10}" "${@:2}"
