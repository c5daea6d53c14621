"""The typeface of printed pages (TeX Gyre Heros) for WeasyPrint; nothing else is loaded, from anywhere."""

import importlib.util
from base64 import b64decode
from functools import lru_cache
from pathlib import Path

from lo_portal.photos import INLINE_JPEG

STYLES = {"regular": ("normal", "normal"), "bold": ("bold", "normal"), "italic": ("normal", "italic")}


def faces(family: str) -> str:
    """The @font-face rules that call the typeface `family`."""
    rule = '@font-face{{font-family:{0};src:url("asset:{1}");font-weight:{2};font-style:{3}}}'
    return "".join(rule.format(family, style, *look) for style, look in STYLES.items())


@lru_cache(maxsize=2)
def fetcher(*, pictures: bool = False):
    """Answers the addresses of the typeface, with `pictures` also inlined JPEGs, and refuses all others."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # loads Pango: only who renders pays

    class TypefaceFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if pictures and url.startswith(INLINE_JPEG):
                jpeg = b64decode(url.removeprefix(INLINE_JPEG), validate=True)
                return URLFetcherResponse(url, jpeg, {"Content-Type": "image/jpeg"})
            style = url.removeprefix("asset:")
            if style not in STYLES:
                raise ValueError(f"the page loads nothing: {url[:80]}")
            return URLFetcherResponse(url, _font_file(style), {"Content-Type": "font/otf"})

    return TypefaceFetcher(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)


@lru_cache
def _font_file(style: str) -> bytes:
    package = importlib.util.find_spec("rinoh_typeface_texgyreheros")
    folder = Path(package.submodule_search_locations[0])
    return (folder / f"texgyreheros-{style}.otf").read_bytes()
