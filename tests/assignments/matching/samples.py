"""The sample problem of the design, as it was handed over."""

import json
from pathlib import Path

SAMPLE = Path(__file__).with_name("sample-38x24.json")


def sample():
    """A fresh copy of the sample as a parsed JSON object."""
    return json.loads(SAMPLE.read_text())
