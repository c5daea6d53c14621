"""The licences of everything that runs in production, from the packages' own metadata.

`python -m lo_portal.runner.licences` writes docs/licences.md; a test compares it and refuses what is
unknown or would bind the portal's own code.
"""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-fonts.txt")
TARGET = ROOT / "docs" / "licences.md"

# Families in the order of looking; the first that fits the words of the package is taken.
FAMILIES = (
    ("AGPL", r"\bAGPL|Affero"),
    ("LGPL", r"\bLGPL|Lesser General Public|Library General Public"),
    ("GPL", r"\bGPL|GNU General Public"),
    ("MPL-2.0", r"\bMPL|Mozilla Public"),
    ("Apache-2.0", r"Apache"),
    ("PSF", r"\bPSF|Python Software Foundation"),
    ("OFL-1.1", r"\bOFL|Open Font|SIL\b"),
    ("GUST Font License", r"GUST"),
    ("PostgreSQL", r"PostgreSQL"),
    ("MIT", r"\bMIT|Expat"),
    ("ISC", r"\bISC\b"),
    ("BSD", r"BSD"),
    ("Unlicense", r"Unlicense|Public Domain|CC0"),
    ("Artistic", r"Artistic"),
)
# Would ask for our own source under their terms, or are not free.
FORBIDDEN = {"AGPL", "GPL", "unknown"}
# Packages whose metadata say nothing, or too much: what their licence file says, read by a person.
READ_BY_HAND = {"pyrage": "MIT"}


def rows() -> list[tuple[str, str, str]]:
    """(package, version, family) of every locked package that production installs, by name."""
    names = sorted({name for lock in LOCKS for name in _locked(ROOT / lock)})
    return [(name, metadata.version(name), family(name)) for name in names if _installed(name)]


def family(name: str) -> str:
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    about = metadata.metadata(name)
    classifiers = [text for text in about.get_all("Classifier", []) if text.startswith("License ::")]
    for words in (
        about.get("License-Expression") or "",
        " ".join(classifiers),
        (about.get("License") or "")[:200],
    ):
        for label, pattern in FAMILIES:
            if re.search(pattern, words):
                return label
    return "unknown"


def document() -> str:
    lines = [f"| {name} | {version} | {label} |" for name, version, label in rows()]
    return "\n".join(
        [
            "# Licences",
            "",
            "Of everything that production installs, from the packages' own metadata:",
            "`python -m lo_portal.runner.licences` writes this page, a test compares it. None is unknown,",
            "none would bind the portal's own code (MIT). LGPL and MPL parts stay unchanged libraries.",
            "",
            "| package | version | licence |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def _locked(path: Path) -> list[str]:
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", path.read_text())
    return [re.sub(r"[-_.]+", "-", name).lower() for name in found]


def _installed(name: str) -> bool:
    """A package for other machines or Python versions only is locked, but not here."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
