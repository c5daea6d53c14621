"""HTML -> bytes by WeasyPrint, with what can be kept between letters kept."""

from __future__ import annotations

from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.document import Document as Layout
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from assignments.letters.documents import assets, fonts, markup, sheet
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


# Line spacing may be adapted for balance (1 to 1.5), so that no page holds a signature alone.
TIGHTER = (
    ".garis{margin-bottom:3mm}.nomor{margin-bottom:.6em}.part{margin-bottom:.32em}li,.teks{margin-bottom:.04em}"
    ".perintah{margin:.4em 0}.ttd{margin-top:.5em}.ruang{margin:1.8mm 0}.tembusan{margin-top:.5em}"
)
LEADINGS = (1.1, 1.0)
NEAR_TOP_MM = 50


def lay_out(document: Document, html: str, extra_css: str = "") -> Layout:
    """Pages of a cleaned document, set tighter where that saves a page with the signature alone.

    Raises DocumentError when the document asks for a foreign file or grows over MAX_PAGES.
    """
    layout = _lay_out(document, html, extra_css)
    if _ends_alone(layout):
        for leading in LEADINGS:
            tighter = _lay_out(document, html, f"{extra_css}{TIGHTER}html{{line-height:{leading}}}")
            if len(tighter.pages) < len(layout.pages):
                return tighter
    return layout


def _ends_alone(layout: Layout) -> bool:
    """Whether the signature stands at the top of a later page, or tembusan on a page of its own."""
    places = {mark: (number, page.anchors[mark]) for number, page in enumerate(layout.pages)
              for mark in ("ttd", "tembusan") if mark in page.anchors}  # fmt: skip
    if "ttd" not in places:
        return False
    number, (_, top, _, _) = places["ttd"]
    later = places.get("tembusan", places["ttd"])[0] > number
    return later or (number > 0 and top < NEAR_TOP_MM / 25.4 * 96)


def _lay_out(document: Document, html: str, extra_css: str) -> Layout:
    styles = [parsed(markup.stylesheet()), parsed(sheet.sheet_css(document) + extra_css)]
    fetcher = assets.AssetFetcher(assets.pictures_of(document))
    kept = _picture_cache(assets.logo_of(document))
    cache = dict(kept)
    try:
        source = HTML(string=html, base_url="asset:", url_fetcher=fetcher)
        layout = source.render(font_config=font_configuration(), stylesheets=styles, cache=cache, pdf_variant=VARIANT)
    except FatalURLFetchingError as error:
        raise DocumentError("Naskah meminta berkas atau alamat di luar surat; permintaan itu ditolak.") from error
    except RecursionError as error:
        raise DocumentError("Susunan naskah terlalu dalam untuk dicetak.") from error
    if len(layout.pages) > MAX_PAGES:
        raise DocumentError(f"Naskah menjadi {len(layout.pages)} halaman, paling banyak {MAX_PAGES}.")
    if not kept:
        kept.update(_entries_of_logo(document, cache))
    return layout


def _entries_of_logo(document: Document, cache: dict[str, object]) -> dict[str, object]:
    logo = assets.logo_of(document)
    image = cache.get(assets.picture_url(logo)) if logo else None
    if image is None:
        return {}
    return {key: value for key, value in cache.items() if value is image or key.startswith(str(image.id))}


def pdf_bytes(layout: Layout) -> bytes:
    """PDF/A-3u bytes, free of dates: equal input gives equal bytes."""
    return layout.write_pdf(pdf_variant=VARIANT)
