"""The typeface of the pages: Source Sans 3, cut to the letters we write and packed for the web.

The whole family comes from a package and weighs 650 KB; the cut weighs 27. It is made once, when the
static files are first looked through, and lies in ``var/webfont``. The cut is a modified version in the sense
of the SIL Open Font License, so it goes by a name of its own: Portal Sans.
"""

import os
import tempfile
from importlib import resources
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "portal-sans-1.woff2"
FAMILY = "Portal Sans"
# Basic Latin, Latin-1, Latin Extended-A, dashes, quotes, dot, ellipsis, minus, arrows that texts use.
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032,U+2033,U+20AC,U+2190-2193,U+2212"
)
FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "tnum", "lnum", "ccmp"]


def make(target: Path) -> None:
    """Write the cut font; complete or not at all."""
    # Here and not above: the site looks its static files through at every start, and seldom cuts.
    from fontTools import subset, ttLib

    source = resources.files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS.replace("U+", "")))
    with source.open("rb") as stream:
        font = ttLib.TTFont(stream)
        cutter.subset(font)
    _rename(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    os.close(handle)
    font.save(name)
    os.chmod(name, 0o644)
    os.replace(name, target)


def _rename(font) -> None:
    """Give the cut its own name and keep copyright and licence."""
    names = font["name"]
    kept = {0: names.getDebugName(0), 13: names.getDebugName(13), 14: names.getDebugName(14)}
    names.names = []
    own = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}
    for number, text in (own | {number: text for number, text in kept.items() if text}).items():
        names.setName(text, number, 3, 1, 0x409)


class WebfontFinder(BaseFinder):
    """Serves the cut font as ``fonts/portal-sans-1.woff2``, making it where it is missing."""

    prefix = "fonts"

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = Path(settings.VAR) / "webfont"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = self.prefix

    def check(self, **kwargs):
        """Nothing can be configured wrongly."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """The file of that static path, in the form Django's finders answer."""
        if path != f"{self.prefix}/{NAME}":
            return []
        return [self._ready()] if find_all else self._ready()

    def list(self, ignore_patterns):
        """The one file, for ``collectstatic`` and WhiteNoise."""
        self._ready()
        yield NAME, self.storage

    def _ready(self) -> str:
        target = self.folder / NAME
        if not target.exists():
            make(target)
        return str(target)
