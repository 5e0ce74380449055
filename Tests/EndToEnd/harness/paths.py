"""Where things are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(os.environ.get("TUPO_BIN", ROOT / ".build" / "debug")).resolve()
PROTO = ROOT / "proto"
PROGRAMMES = ROOT / "deploy" / "programmes"
SAMPLES = ROOT / "deploy" / "samples"

# How long anything may take before the test gives up. Nothing waits for it to pass.
PATIENCE_SECONDS = 60


def environment(**more: str) -> dict[str, str]:
    """The own environment without settings meant for the product, plus `more`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TUPO_") and key != "NO_COLOR"}
    return {**kept, "LC_ALL": "C.UTF-8", **more}
