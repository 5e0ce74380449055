"""The READMEs' way to a stock client: their line makes the stubs, and their lines of Python call by them."""
import os
import re
import subprocess
import sys

import pytest

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
