"""Stock clients: the READMEs' line makes the stubs, their lines of Python call by them, and all names can be written."""
import keyword
import os
import re
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2

from harness import contracts

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_line_of_the_readme_makes_stubs_that_import(readme, tmp_path):
    with open(os.path.join(ROOT, readme), encoding="utf-8") as file:
        line = re.search(r"^python3 -m grpc_tools\.protoc .*$", file.read(), re.M).group()
    # In a clone, but with the stubs outside of it.
    line = line.replace("python3", sys.executable, 1).replace("=. ", f"={tmp_path} ")
    made = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert made.returncode == 0, made.stderr
    program = "from tupo.indicators.v1 import analysis_pb2, analysis_pb2_grpc as stubs; stubs.AnalysisServiceStub"
    used = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert used.returncode == 0, used.stderr


def test_no_name_of_the_contracts_is_a_keyword_of_a_client():
    """A field named `from` cannot be given as an argument in Python."""
    files = descriptor_pb2.FileDescriptorSet.FromString(contracts.descriptor_set(*contracts.files("tupo"))).file
    messages = [message for file in files if file.package.startswith("tupo.") for message in file.message_type]
    names = []
    while messages:
        message = messages.pop()
        messages += message.nested_type
        names += [(f"{message.name}.{field.name}", field.name) for field in message.field]
    assert names and [place for place, name in names if keyword.iskeyword(name)] == []
