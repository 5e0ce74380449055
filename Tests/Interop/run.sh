#!/usr/bin/env bash
# gRPC's public interoperability cases, our server and client with those of other implementations, and the same attacks on
# our server and on Debian's nghttpd:
# `run.sh [pytest arguments]`. Needs what `swift build` makes in $TUPO_BIN (default .build/debug).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 TUPO_BIN=${TUPO_BIN:-$PWD/.build/debug}
export TUPO_INTEROP_CPP=$PWD/.build/interop/cpp

for program in tupo-interop-server tupo-interop-client; do
  if [ ! -x "$TUPO_BIN/$program" ]; then
    echo "$TUPO_BIN/$program is missing: run 'swift build' first" >&2
    exit 1
  fi
done
deploy/prepare-tests.sh
make -s -j2 -C Tests/Interop/cpp OUT="$TUPO_INTEROP_CPP"
cd "$here"
status=0
"$OLDPWD/.build/venv/bin/python" -m pytest -q "$@" || status=$?
[ $status = 0 ] && echo "interoperability tests: all passed" || echo "interoperability tests: FAILED (pytest exit code $status)"
exit $status
