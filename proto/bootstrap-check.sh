#!/usr/bin/env bash
# Proves that all generated code can be made again after it has been deleted: copies the sources without it to an empty
# folder, generates there, and compares.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
generated='^(Shared/Wire/(Standard|Telemetry|Tupo)|Tests/(WireMessages|Interop/Wire|Conformance/Wire))/(C|Swift)/'

git ls-files -z --cached --others --exclude-standard -- Package.swift Shared Services Tests proto |
  grep -zEv "$generated" | tar -c --null -T - | tar -x -C "$copy"
"$copy/proto/generate.sh"
for folder in Shared/Wire/Standard Shared/Wire/Telemetry Shared/Wire/Tupo Tests/WireMessages Tests/Interop/Wire Tests/Conformance/Wire; do
  diff -rq "$folder/C" "$copy/$folder/C"
  diff -rq "$folder/Swift" "$copy/$folder/Swift"
done
echo "Generated code can be made again from nothing, byte for byte."
