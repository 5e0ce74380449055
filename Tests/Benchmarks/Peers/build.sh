#!/usr/bin/env bash
# Builds the peers of Debian into .build/peers: gRPC C++ and bare protobuf-c. Nothing else builds or needs them.
set -euo pipefail
cd "$(dirname "$0")/.."
need=(nghttp2-server nghttp2-client libgrpc++-dev protobuf-compiler-grpc libprotobuf-dev)
dpkg -s "${need[@]}" >/dev/null 2>&1 || apt-get install -y "${need[@]}"
out=.build/peers
mkdir -p $out/gen
if [ ! -x $out/grpc-cpp ] || [ Peers/grpc-cpp.cc -nt $out/grpc-cpp ]; then
  protoc -I Proto --cpp_out=$out/gen --grpc_out=$out/gen --plugin=protoc-gen-grpc="$(command -v grpc_cpp_plugin)" \
    benchmark/v1/figures.proto
  c++ -O2 -std=c++17 -I $out/gen Peers/grpc-cpp.cc $out/gen/benchmark/v1/*.cc -o $out/grpc-cpp \
    $(pkg-config --cflags --libs grpc++ protobuf)
fi
cc -O2 -I .build-messages/C/include Peers/protobuf-c.c .build-messages/C/benchmark/v1/figures.pb-c.c -o $out/protobuf-c \
  $(pkg-config --cflags --libs libprotobuf-c)
