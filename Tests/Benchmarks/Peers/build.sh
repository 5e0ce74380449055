#!/usr/bin/env bash
# Builds the peers into .build/peers: gRPC C++, grpc-go and bare protobuf-c of Debian, grpc-swift-2 and SwiftProtobuf from
# their sources (kept when built; SWIFT_PEER=no leaves them out). Nothing else builds or needs them.
set -euo pipefail
cd "$(dirname "$0")/.."
need=(nghttp2-server nghttp2-client libgrpc++-dev protobuf-compiler-grpc libprotobuf-dev golang-go golang-google-grpc-dev
  protoc-gen-go-1-3 openssl)
dpkg -s "${need[@]}" >/dev/null 2>&1 || apt-get install -y "${need[@]}"
out=$PWD/.build/peers
proto=Proto/benchmark/v1/figures.proto
mkdir -p "$out/gen"
newer() { [ ! -x "$1" ] || [ "$2" -nt "$1" ] || [ $proto -nt "$1" ]; }

if newer "$out/grpc-cpp" Peers/grpc-cpp.cc || newer "$out/protobuf-cpp" Peers/protobuf-cpp.cc; then
  protoc -I Proto --cpp_out="$out/gen" --grpc_out="$out/gen" \
    --plugin=protoc-gen-grpc="$(command -v grpc_cpp_plugin)" benchmark/v1/figures.proto
  c++ -O2 -std=c++17 -I "$out/gen" Peers/grpc-cpp.cc "$out"/gen/benchmark/v1/*.cc -o "$out/grpc-cpp" \
    $(pkg-config --cflags --libs grpc++ protobuf)
  c++ -O2 -std=c++17 -I "$out/gen" Peers/protobuf-cpp.cc "$out/gen/benchmark/v1/figures.pb.cc" -o "$out/protobuf-cpp" \
    $(pkg-config --cflags --libs protobuf)
fi

cc -O2 -I .build-messages/C/include Peers/protobuf-c.c .build-messages/C/benchmark/v1/figures.pb-c.c \
  -o "$out/protobuf-c" $(pkg-config --cflags --libs libprotobuf-c)

if newer "$out/grpc-go" Peers/grpc-go.go; then
  mkdir -p "$out/go/src/bench"
  protoc -I Proto --go_out=plugins=grpc:"$out/go/src/bench" benchmark/v1/figures.proto
  GO111MODULE=off GOPATH="$out/go:/usr/share/gocode" GOCACHE="$out/go/cache" go build -o "$out/grpc-go" Peers/grpc-go.go
fi

if [ ! -f "$out/key.pem" ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=localhost \
    -keyout "$out/key.pem" -out "$out/certificate.pem" 2>/dev/null
fi

[ "${SWIFT_PEER:-}" = no ] || Peers/build-swift.sh "$out"
