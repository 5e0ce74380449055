#!/usr/bin/env bash
# Runs a command of Swift Testing, and tells at the end what failed: `tell-failures.sh swift test`. Among thousands of lines of
# tests side by side nobody finds it, and a log that keeps its end only would lose it.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
if [ "$code" != 0 ]; then
  echo "What failed（失败的测试）:"
  grep -aE -A 4 'recorded an issue|Fatal error|Crash' "$log" | grep -avE '^(◇|✔|--)' | head -n 60
  grep -aE '^✘' "$log" | tail -n 20
fi
exit "$code"
