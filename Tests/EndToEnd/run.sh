#!/usr/bin/env bash
# Runs the end-to-end tests against the executables in $TUPO_BIN (default .build/debug): `run.sh [pytest arguments]`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 TUPO_BIN=${TUPO_BIN:-$PWD/.build/debug}

for program in tupo tupo-indicators tupo-investment tupo-planning tupo-reporting; do
  if [ ! -x "$TUPO_BIN/$program" ]; then
    echo "$TUPO_BIN/$program is missing: run 'swift build' first" >&2
    exit 1
  fi
done
deploy/prepare-tests.sh
cd "$here"
status=0
"$OLDPWD/.build/venv/bin/python" -m pytest -q "$@" || status=$?
case $status in
  0) echo "end-to-end tests: all passed" ;;
  *) echo "end-to-end tests: FAILED (pytest exit code $status)" ;;
esac
exit $status
