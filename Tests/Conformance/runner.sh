#!/usr/bin/env bash
# Fetches protobuf's conformance runner and writes the command that starts it to .build/conformance/runner.
# PyPI's build of it wants a newer glibc than Debian 12 has. Three libraries of Debian 13 are laid into a folder of their
# own and the runner is started by that folder's loader; nothing of it is installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)/.build/conformance
wanted=$(sha256sum "$here/requirements.txt" "$here/runner.sh" | sha256sum | cut -d' ' -f1)
[ "$(cat "$root/installed" 2>/dev/null)" = "$wanted" ] && exit 0
rm -rf "$root"
mkdir -p "$root"

# The files of Debian 13's packages that the runner is linked to, below debian-13/files.
fetch_libraries() {
  local folder=$root/debian-13 mirror apt package
  mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
  : >"$folder/state/status"
  # The mirror that the system itself uses, one release on.
  mirror=$(sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +(https?:[^ ]*\/debian)\/?( .*)?$/\3/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} trixie main" \
    >"$folder/sources.list"
  apt=(apt-get -qq -o "Dir::State=$folder/state" -o "Dir::State::status=$folder/state/status"
    -o "Dir::Cache=$folder/cache" -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null)
  [ "$(id -u)" != 0 ] || apt+=(-o APT::Sandbox::User=root)
  "${apt[@]}" update
  (cd "$folder" && "${apt[@]}" download libc6 libstdc++6 libgcc-s1)
  for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder/files"; done
  rm -rf "$folder"/*.deb "$folder/state" "$folder/cache"
}

python3 -m venv "$root/venv"
"$root/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
program=$(find "$root/venv" -path '*/protoc/_bin/conformance_test_runner' -print -quit)
chmod +x "$program"
command=$program
# Where the system's own libraries suffice, nothing more is fetched.
if ldd "$program" 2>&1 | grep -q 'not found'; then
  fetch_libraries
  paths=$(find "$root/debian-13/files" \( -name libc.so.6 -o -name 'libstdc++.so.6' -o -name libgcc_s.so.1 \) -printf '%h\n' |
    sort -u | paste -sd:)
  command="$(find "$root/debian-13/files" -name 'ld-linux-*.so.*' -print -quit) --library-path $paths $program"
fi
printf '#!/bin/sh\nexec %s "$@"\n' "$command" >"$root/runner"
chmod +x "$root/runner"
echo "$wanted" >"$root/installed"
