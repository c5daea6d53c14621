"""The pictures of the installed app, drawn from our own ``favicon.svg``: phones want PNG of fixed sizes.

Made once, when the static files are first looked through; they lie in ``var/appicons``.
"""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

GROUND = "#0b2f37"
# Name -> (side in pixels, share of the side that the sign takes). A maskable picture is cut to a circle or a
# drop by the phone: its ground reaches the edge and the sign stays within the safe four fifths.
PICTURES = {
    "icon-192.png": (192, 1.0),
    "icon-512.png": (512, 1.0),
    "icon-maskable-512.png": (512, 0.8),
}


def make(target: Path) -> None:
    """Draw the picture that `target` names; complete or not at all."""
    # Here and not above: the site looks its static files through at every start, and seldom draws.
    import pypdfium2
    from weasyprint import HTML

    side, share = PICTURES[target.name]
    sign = (settings.BASE_DIR / "static" / "favicon.svg").as_uri()
    ground = GROUND if share < 1 else "transparent"
    page = (
        f"<style>@page {{ size:{side}px; margin:0 }} body {{ margin:0; background:{ground} }}"
        f" img {{ display:block; width:{side * share}px; margin:{side * (1 - share) / 2}px }}</style>"
        f"<img src='{sign}'>"
    )
    document = pypdfium2.PdfDocument(HTML(string=page).write_pdf())
    # PDF counts in points: three quarters of a CSS pixel.
    picture = document[0].render(scale=4 / 3, fill_color=(0, 0, 0, 0)).to_pil().resize((side, side))
    document.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        picture.save(stream, "PNG", optimize=True)
    os.chmod(name, 0o644)
    os.replace(name, target)


class AppIconFinder(BaseFinder):
    """Serves the pictures as ``app/icon-192.png`` and so on, making them where they are missing."""

    prefix = "app"

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = Path(settings.VAR) / "appicons"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = self.prefix

    def check(self, **kwargs):
        """Nothing can be configured wrongly."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """The file of that static path, in the form Django's finders answer."""
        prefix, _slash, name = path.partition("/")
        if prefix != self.prefix or name not in PICTURES:
            return []
        return [self._ready(name)] if find_all else self._ready(name)

    def list(self, ignore_patterns):
        """Every picture, for ``collectstatic`` and WhiteNoise."""
        for name in PICTURES:
            self._ready(name)
            yield name, self.storage

    def _ready(self, name: str) -> str:
        target = self.folder / name
        if not target.exists():
            make(target)
        return str(target)
