"""``static/phone.css`` is one file, so that a phone fetches one: shared parts and its screens, joined.

``python -m lo_portal.stylesheets`` writes it anew; a test fails when it is out of date.
"""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
PARTS = ("tokens", "base", "components", "phone-screens", "phone-duty", "phone-people")
OPENING = "/* Joined from css/*.css by python -m lo_portal.stylesheets; change the parts, not this file. */\n"


def joined() -> str:
    """The parts in order, without comments and spare blanks."""
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text() for name in PARTS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s*\n\s*", "\n", text)
    text = re.sub(r" *([{};,]) *", r"\1", text)
    return OPENING + re.sub(r";}", "}", text).strip() + "\n"


if __name__ == "__main__":
    (STATIC / "phone.css").write_text(joined())
