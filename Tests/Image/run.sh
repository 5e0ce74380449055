#!/usr/bin/env bash
# Runs the image that deploy/containers/image.sh has made, as the files in deploy/ say: `run.sh [pytest arguments]`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
deploy/prepare-tests.sh
deploy/prepare-image.sh
deploy/containers/podman.sh image exists localhost/tupo:latest || {
  echo "there is no image: run make image（请先运行 make image）" >&2
  exit 1
}
deploy/containers/podman.sh run --rm --no-healthcheck --network none localhost/tupo:latest tupo --version >/dev/null || {
  echo "podman cannot run a container on this machine（本机无法运行容器）" >&2
  exit 1
}
cd "$here"
"$OLDPWD/.build/venv/bin/python" -m pytest -q "$@"
