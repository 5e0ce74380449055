#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks to build, run and test. Says the line to type where it may not.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
need() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || packages+=("$1"); }

command -v swift >/dev/null || {
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/（需要 Swift 6.2 或更高版本）" >&2
  exit 1
}
for package in pkg-config libnghttp2-dev libprotobuf-c-dev protobuf-c-compiler protobuf-compiler libprotobuf-dev \
  libsqlite3-dev zlib1g-dev python3-venv; do
  need "$package"
done
if [ ${#packages[@]} -gt 0 ]; then
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
fi
