#!/usr/bin/env bash
# Makes the wire types from the contracts:  proto/generate.sh          writes what changed, removes what is stale
#                                           proto/generate.sh --check  writes nothing; lists what differs and fails
# It also works when everything generated has been deleted. Needs protoc and protoc-gen-c.
#   SCRATCH   where the plugin is built (default: .build)
#   PACKAGE   the package that builds it (default: this repository)
#   PLUGIN    a plugin that is already built; nothing is built then
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
mode=${1:-}
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

# The folders that hold nothing but generated files: a module's C and Swift.
modules=(Shared/Wire/Standard Shared/Wire/Telemetry Shared/Wire/Tupo Tests/WireMessages Tests/Interop/Wire Tests/Conformance/Wire)

# SwiftPM wants every target of the package to have a source file, also those that the plugin does not need.
lay_placeholders() {
  local module
  for module in "${modules[@]}"; do
    mkdir -p "$module/C/include" "$module/Swift"
    [ -n "$(find "$module/C" -name '*.c' -print -quit)" ] || echo '/* Run proto/generate.sh. */' >"$module/C/placeholder.c"
    [ -n "$(find "$module/Swift" -name '*.swift' -print -quit)" ] || echo '// Run proto/generate.sh.' >"$module/Swift/Placeholder.swift"
  done
}

build_plugin() {
  [ -z "${PLUGIN:-}" ] || return 0
  local scratch=${SCRATCH:-$root/.build} package=${PACKAGE:-$root}
  [ "$mode" = --check ] || lay_placeholders
  swift build --package-path "$package" --scratch-path "$scratch" --product protoc-gen-tupo-swift >&2
  PLUGIN=$(swift build --package-path "$package" --scratch-path "$scratch" --show-bin-path)/protoc-gen-tupo-swift
}

# compile FOLDER OPTIONS INCLUDE PARTS...: all proto files below the given parts of INCLUDE.
compile() {
  local folder=$1 options=$2 include=$3
  shift 3
  mkdir -p "$fresh/$folder"
  local files
  # What is designed and not served yet gets no code: nothing would use it.
  mapfile -t files < <(cd "$include" && find "$@" -name '*.proto' -print0 |
    xargs -0 grep -L 'Designed; not served yet' | sort)
  protoc -I "$include" -I proto --plugin=protoc-gen-tupo-swift="$PLUGIN" \
    --tupo-swift_out="$fresh/$folder" --tupo-swift_opt="$options" "${files[@]}"
}

# put FOLDER: makes the folder what was generated, touching only files that differ.
put() {
  local file
  for part in C Swift; do
    mkdir -p "$1/$part"
    (cd "$fresh/$1/$part" && find . -type f | sort) | while read -r file; do
      cmp -s "$fresh/$1/$part/$file" "$1/$part/$file" && continue
      mkdir -p "$(dirname "$1/$part/$file")"
      cp "$fresh/$1/$part/$file" "$1/$part/$file"
    done
    (cd "$1/$part" && find . -type f | sort) | while read -r file; do
      [ -e "$fresh/$1/$part/$file" ] || rm "$1/$part/$file"
    done
    find "$1/$part" -mindepth 1 -type d -empty -delete
  done
}

build_plugin
standard="other=google/:WireStandard,other=grpc/:WireStandard"
compile Shared/Wire/Standard "module=WireStandard" proto google grpc
compile Shared/Wire/Telemetry "module=WireTelemetry" proto opentelemetry
compile Shared/Wire/Tupo "module=WireTupo,stubs=true,access=required,$standard" proto tupo
compile Tests/WireMessages "module=WireMessages,$standard" Tests/WireMessages/Proto tupo
compile Tests/Interop/Wire "module=WireInterop,stubs=true" Tests/Interop/proto grpc
compile Tests/Conformance/Wire \
  "module=WireConformance,proto2=true,other=google/protobuf/struct.proto:WireConformance,$standard" \
  Tests/Conformance/proto conformance google

status=0
for module in "${modules[@]}"; do
  if [ "$mode" = --check ]; then
    for part in C Swift; do
      diff -rq "$module/$part" "$fresh/$module/$part" || status=1
    done
  else
    put "$module"
  fi
done
[ $status = 0 ] || echo "Generated code is not current: run proto/generate.sh and commit." >&2
exit $status
