#!/usr/bin/env bash
# protobuf's conformance suite against the wire types: all tests that go from the binary encoding to the binary encoding,
# the required and the recommended ones, of proto2 and proto3. Needs what `swift build` makes in $TUPO_BIN
# (default .build/debug).
#
# It passes when failures.txt is exact (the runner itself refuses a listed test that passes or does not exist), none of
# those tests was skipped, and there are as many of them as the pinned runner has.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
testee=${TUPO_BIN:-$PWD/.build/debug}/tupo-protobuf-conformance
[ -x "$testee" ] || { echo "$testee is missing: run 'swift build' first" >&2; exit 1; }
"$here/runner.sh"
output=.build/conformance/output
rm -rf "$output"
mkdir -p "$output"
status=0
.build/conformance/runner --enforce_recommended --verbose --maximum_edition PROTO3 --output_dir "$output" \
  --failure_list "$here/failures.txt" "$testee" >"$output/log" 2>&1 || status=$?
python3 "$here/count.py" "$output/log" "$here/failures.txt" || status=1
if [ $status != 0 ]; then
  grep -aE '^(FAILED|ERROR|These tests|CONFORMANCE SUITE)' "$output/log" | cut -c1-400 | head -40 >&2 || true
  echo "conformance tests: FAILED (all that the runner said: $output/log)" >&2
fi
exit $status
