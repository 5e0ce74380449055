#!/usr/bin/env bash
# The runtime's tests under a sanitizer: `run.sh thread` or `run.sh address`, each built beside the others.
# A finding ends the run; what is passed over, and why, is in suppressions.txt.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=$1
scratch=$PWD/.build-$kind
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4
export TSAN_OPTIONS="halt_on_error=1 suppressions=$PWD/Tests/Sanitize/suppressions.txt"
# Leaks are not looked for: loops and their workers live as long as the process.
export ASAN_OPTIONS="detect_leaks=0 halt_on_error=1"
# Swift does not tell its importer of C of the sanitizer, so what stands in our headers would be left out.
flags=(--package-path Tests/Sanitize --scratch-path "$scratch" --sanitize="$kind" -Xcc "-fsanitize=$kind")
swift build "${flags[@]}" --build-tests
timeout --kill-after=30 1800 swift test "${flags[@]}" --skip-build
