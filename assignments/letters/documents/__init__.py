"""Official documents: frozen data -> HTML -> bytes. No ORM, no clock, no settings.

Callers import this package and use its names: `documents.SuratTugas(...)`, then
`documents.render(letter)`. docs/letters-rendering.md explains the two ways of rendering.
"""

import importlib

from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import (
    BSRE_FOOTER,
    SIMULATED_FOOTER,
    DaftarHadir,
    Document,
    LaporanTugas,
    Sertifikat,
    SuratTugas,
    Undangan,
)
from assignments.letters.documents.parts import (
    A4,
    F4,
    F4_BOOKMAN,
    Assignee,
    Attendee,
    Letterhead,
    Material,
    Paper,
    Person,
    Photo,
    Section,
    Signatory,
)

__all__ = [
    "A4", "BSRE_FOOTER", "F4", "F4_BOOKMAN", "SIMULATED_FOOTER",
    "Assignee", "Attendee", "BatchItem", "DaftarHadir", "Document", "DocumentError", "LaporanTugas",
    "Letterhead", "Material", "Paper", "Person", "Photo", "RenderedDocument", "Section", "Sertifikat",
    "Signatory", "SuratTugas", "Undangan",
    "docx", "html", "missing", "render", "render_batch",
]  # fmt: skip


_LOADED_WHEN_ASKED = {
    "BatchItem": "rendering", "RenderedDocument": "rendering", "docx": "word_file", "html": "rendering",
    "missing": "rendering", "render": "rendering", "render_batch": "rendering",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load the rendering when first asked for: WeasyPrint takes seconds, pages need only the data."""
    if name not in _LOADED_WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LOADED_WHEN_ASKED[name]}"), name)
