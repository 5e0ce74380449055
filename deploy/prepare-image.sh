#!/usr/bin/env bash
# Installs what images are made and tried with.
set -euo pipefail
cd "$(dirname "$0")/.."
deploy/install.sh podman runc binutils ca-certificates tzdata
