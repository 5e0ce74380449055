#!/usr/bin/env bash
# Installs those of the given Debian packages that are missing. Says the line to type where it may not.
set -euo pipefail

packages=()
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || packages+=("$package")
done
[ ${#packages[@]} -gt 0 ] || exit 0
if [ "$(id -u)" = 0 ]; then
  run=()
elif sudo -n true 2>/dev/null; then
  run=(sudo)
else
  echo "Please type: sudo apt-get install -y ${packages[*]}（请先运行此命令安装所需软件包）" >&2
  exit 1
fi
echo "Installing ${packages[*]} ..." >&2
"${run[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq "${packages[@]}" >/dev/null
