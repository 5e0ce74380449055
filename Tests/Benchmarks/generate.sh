#!/usr/bin/env bash
# Makes the messages of the benchmarks into .build-messages, by the product's own plugin.
set -euo pipefail
cd "$(dirname "$0")"
out=.build-messages
plugin=${PLUGIN:-../../.build/debug/protoc-gen-tupo-swift}
[ -x "$plugin" ] || swift build --package-path ../.. --product protoc-gen-tupo-swift
mkdir -p $out
protoc -I Proto --plugin=protoc-gen-tupo-swift="$plugin" --tupo-swift_out=$out \
  --tupo-swift_opt=module=WireBenchmark,stubs=true benchmark/v1/figures.proto
