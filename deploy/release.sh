#!/usr/bin/env bash
# Builds a release as it is delivered, in the folder where it is called: `release.sh --product tupo-image`.
# Swift's libraries are part of the program. Overlapping accesses are found by the debug build that the tests run, and are
# not looked for again while a release runs: in NIO that took 4 % of a call that comes alone.
set -euo pipefail
exec ${TUPO_SWIFT_BUILD:-swift build} -c release --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked "$@"
