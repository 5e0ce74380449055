"""The harness of the end-to-end tests serves these too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "EndToEnd"))

from harness import contracts  # noqa: E402

contracts.build()
