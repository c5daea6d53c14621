"""HTML -> bytes by WeasyPrint, with what can be kept between letters kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.document import Document as Layout
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from assignments.letters.documents import assets, balance, fonts, markup, sheet
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document

VARIANT = "pdf/a-3u"
MAX_PAGES = 200


@lru_cache
def font_configuration() -> FontConfiguration:
    """One for the life of the process: a new one per letter leaks 0.3 MB each time."""
    configuration = FontConfiguration()
    CSS(string=fonts.css_faces(), font_config=configuration, url_fetcher=assets.AssetFetcher())
    return configuration


@lru_cache(maxsize=64)
def parsed(css: str) -> CSS:
    return CSS(string=css, font_config=font_configuration(), url_fetcher=assets.AssetFetcher())


@lru_cache(maxsize=32)
def _picture_cache(picture: bytes) -> dict[str, object]:
    """WeasyPrint's decoded form of a letterhead's picture, filled by the first letter."""
    return {}


def lay_out(document: Document, html: str, extra_css: str = "") -> Layout:
    """Pages of a cleaned document, set tighter where that saves a page with the signature alone.

    Raises DocumentError when the document asks for a foreign file or grows over MAX_PAGES.
    """
    layout = _lay_out(document, html, extra_css)
    if tighter_css := balance.tighter_css(document, layout.pages):
        tighter = _lay_out(document, html, extra_css + tighter_css)
        return tighter if len(tighter.pages) < len(layout.pages) else layout
    return layout


def _lay_out(document: Document, html: str, extra_css: str) -> Layout:
    styles = [parsed(markup.stylesheet(name)) for name in sheet.files_of(document)]
    styles.append(parsed(sheet.sheet_css(document) + extra_css))
    fetcher = assets.AssetFetcher(assets.pictures_of(document))
    kept = _picture_cache(assets.logo_of(document))
    cache = dict(kept)
    with _refusals_in_words():
        source = HTML(string=html, base_url="asset:", url_fetcher=fetcher)
        layout = source.render(
            font_config=font_configuration(), stylesheets=styles, cache=cache, pdf_variant=VARIANT
        )
    if len(layout.pages) > MAX_PAGES:
        raise DocumentError(f"Naskah menjadi {len(layout.pages)} halaman, paling banyak {MAX_PAGES}.")
    if not kept:
        kept.update(_entries_of_logo(document, cache))
    return layout


@contextlib.contextmanager
def _refusals_in_words() -> Iterator[None]:
    """FatalURLFetchingError is a BaseException, raised while laying out and while writing."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise DocumentError(
            "Naskah meminta berkas atau alamat di luar surat; permintaan itu ditolak."
        ) from error
    except RecursionError as error:
        raise DocumentError("Susunan naskah terlalu dalam untuk dicetak.") from error


def _entries_of_logo(document: Document, cache: dict[str, object]) -> dict[str, object]:
    logo = assets.logo_of(document)
    image = cache.get(assets.picture_url(logo)) if logo else None
    if image is None:
        return {}
    return {key: value for key, value in cache.items() if value is image or key.startswith(str(image.id))}


def pdf_bytes(layout: Layout) -> bytes:
    """PDF/A-3u bytes, free of dates: equal input gives equal bytes."""
    with _refusals_in_words():
        return layout.write_pdf(pdf_variant=VARIANT)
