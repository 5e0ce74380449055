#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks to build, run and test. Says the line to type where it may not.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v swift >/dev/null || {
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/（需要 Swift 6.2 或更高版本）" >&2
  exit 1
}
deploy/install.sh pkg-config libnghttp2-dev libprotobuf-c-dev protobuf-c-compiler protobuf-compiler libprotobuf-dev \
  libsqlite3-dev libpq-dev zlib1g-dev python3-venv
