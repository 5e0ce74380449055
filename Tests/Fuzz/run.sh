#!/usr/bin/env bash
# Fuzzes with libFuzzer and the address sanitizer: `run.sh [SECONDS] [TARGET...]`, so long for each target (default: ten
# minutes, all targets). What is new goes to .build-fuzz/corpus, what breaks a promise to .build-fuzz/findings: that is
# put into Corpus/TARGET under a telling name, together with the repair.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(frames conversation answer framing metadata messages)
scratch=$PWD/.build-fuzz
# Swift does not tell its importer of C of the sanitizer, so what stands in our headers would be left out.
flags=(--package-path Tests/Fuzz --scratch-path "$scratch" --product tupo-fuzz -Xswiftc -sanitize=fuzzer,address
  -Xcc -fsanitize=fuzzer-no-link,address -Xswiftc -use-ld=lld)
swift build "${flags[@]}"
program=$(swift build "${flags[@]}" --show-bin-path)/tupo-fuzz
# Leaks are not looked for: the loop of a target lives as long as the process.
export ASAN_OPTIONS=detect_leaks=0
# A finding ends the process at once: Swift's own report of a trap would come between.
export SWIFT_BACKTRACE=enable=no
status=0
for target in "${targets[@]}"; do
  mkdir -p "$scratch/corpus/$target" "$scratch/findings"
  log=$scratch/$target.log
  FUZZ_TARGET=$target "$program" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix="$scratch/findings/$target-" "$scratch/corpus/$target" \
    "Tests/Fuzz/Corpus/$target" >"$log" 2>&1 || status=1
  echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions" \
    "$(ls "$scratch/findings" | grep -c "^$target-" || true) findings, log in $log"
done
exit $status
