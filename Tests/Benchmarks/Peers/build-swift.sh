#!/usr/bin/env bash
# Builds grpc-swift-2's server and SwiftProtobuf's codec once, about ten minutes; they are kept beside the other peers.
# When their sources cannot be had, the measures say that they are absent.
set -euo pipefail
out=$1
cd "$(dirname "$0")/.."
[ -x "$out/grpc-swift" ] && [ -x "$out/swift-protobuf-wire" ] && exit 0
package=$out/grpc-swift-package
mkdir -p "$package/Generated"
cp -r Peers/grpc-swift/. "$package/"
cd "$package"
swift package resolve || { echo "grpc-swift-2 cannot be had: it will be absent" >&2; exit 0; }
# The generators belong to the packages; a debug build of each is enough.
swift build --package-path .build/checkouts/swift-protobuf --scratch-path .build/generators --product protoc-gen-swift
swift build --package-path .build/checkouts/grpc-swift-protobuf --scratch-path .build/generators \
  --product protoc-gen-grpc-swift-2
bin=.build/generators/debug
protoc -I "$OLDPWD/Proto" --plugin=$bin/protoc-gen-swift --plugin=$bin/protoc-gen-grpc-swift-2 \
  --swift_out=Visibility=Public:Generated --grpc-swift-2_out=Visibility=Public,Client=false:Generated \
  benchmark/v1/figures.proto
swift build -c release --static-swift-stdlib
cp .build/release/grpc-swift .build/release/swift-protobuf-wire "$out/"
