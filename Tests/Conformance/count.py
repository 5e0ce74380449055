"""Counts a verbose log of the conformance runner, which by itself is content when every test was skipped."""

import collections
import re
import sys

# What runner 36.2 has from binary to binary, up to proto3.
EXPECTED = 1414


def main(log, failures):
    with open(failures, encoding="utf-8") as lines:
        listed = [line for line in lines if line.split("#")[0].strip()]
    with open(log, encoding="utf-8", errors="replace") as file:
        text = file.read()
    counts = collections.Counter()
    for test in re.split(r"^conformance test: name=", text, flags=re.M)[1:]:
        request, _, rest = test.partition(", response=")
        binary = " protobuf_payload: " in request and "requested_output_format: PROTOBUF" in request
        # An empty payload is not printed: such a test has no payload of another encoding either.
        binary = binary or ("_payload: " not in request and "requested_output_format: PROTOBUF" in request)
        counts["binary" if binary else "other", "skipped" if "SKIPPED, " in rest else "run"] += 1
    run, skipped = counts["binary", "run"], counts["binary", "skipped"]
    failed = len(re.findall(r"^ERROR, test=", text, flags=re.M))
    print(f"other encodings (JSON, text), which the wire types do not have: {counts['other', 'skipped']} tests not run")
    print(f"conformance: {run - failed} passed, {failed} failed, {skipped} skipped")
    if len(listed) > 0:
        print(f"{len(listed)} of the failed are listed with their reason")
    if skipped or run != EXPECTED:
        sys.exit(f"{run} tests from binary to binary were run and {skipped} skipped; there are {EXPECTED}")


main(*sys.argv[1:])
