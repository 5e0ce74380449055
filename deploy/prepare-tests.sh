#!/usr/bin/env bash
# Installs what the tests take from Debian (PostgreSQL, gRPC C++, nghttpd, Prometheus), and makes .build/venv with what they take from
# PyPI: stock gRPC, pytest, buf.
set -euo pipefail
cd "$(dirname "$0")/.."
deploy/install.sh postgresql g++ make libgrpc++-dev libprotobuf-dev protobuf-compiler-grpc openssl nghttp2-server prometheus
venv=.build/venv
wanted=$(sha256sum Tests/EndToEnd/requirements.txt | cut -d' ' -f1)
[ "$(cat $venv/installed 2>/dev/null)" = "$wanted" ] && exit 0
mkdir -p .build
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/EndToEnd/requirements.txt
echo "$wanted" >"$venv/installed"
