#!/usr/bin/env bash
# Lists the Swift sources that people write: all but the generated ones.
set -euo pipefail
cd "$(dirname "$0")/.."
find Shared Services Tests -name '*.swift' -not -path 'Shared/Wire/Standard/*' -not -path 'Shared/Wire/Tupo/*' -not -path 'Shared/Wire/Telemetry/*' \
  -not -path 'Tests/WireMessages/*' -not -path 'Tests/Interop/Wire/*' \
  -not -path 'Tests/Conformance/Wire/*' -not -path '*/.build*' | sort
