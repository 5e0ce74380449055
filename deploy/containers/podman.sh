#!/usr/bin/env bash
# podman with settings of its own, in .build/containers: the machine's stay untouched. Takes podman's arguments.
#
# runc and cgroupfs also run where control groups are of both versions, and limits are named because a machine may allow no
# higher ones.
set -euo pipefail
command -v podman >/dev/null && command -v runc >/dev/null || {
  echo "podman and runc are missing: run deploy/prepare-image.sh（请先安装 podman 和 runc）" >&2
  exit 1
}
base=${TUPO_CONTAINERS:-$(cd "$(dirname "$0")/../.." && pwd)/.build/containers}
mkdir -p "$base"
limit=$(ulimit -Hn)
[ "$limit" != unlimited ] && [ "$limit" -lt 65536 ] || limit=65536
# Several of us may run at once: whoever reads a file finds a whole one.
write() {
  local new
  new=$(mktemp "$base/XXXXXX")
  cat >"$new"
  mv "$new" "$base/$1"
}
write containers.conf <<END
[containers]
default_ulimits = ["nofile=$limit:$limit", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = "$base/networks"
END
write storage.conf <<END
[storage]
driver = "overlay"
graphroot = "$base/storage"
runroot = "$base/run"
END
export CONTAINERS_CONF=$base/containers.conf CONTAINERS_STORAGE_CONF=$base/storage.conf
exec podman "$@"
