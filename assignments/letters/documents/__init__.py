"""Official documents: frozen data -> HTML -> bytes. No ORM, no clock, no settings.

Callers import this package and use its names: `documents.SuratTugas(...)`, then
`documents.render(letter)`. docs/letters-rendering.md explains the two ways of rendering.
"""

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
from assignments.letters.documents.rendering import BatchItem, RenderedDocument, html, render, render_batch

__all__ = [
    "A4", "BSRE_FOOTER", "F4", "F4_BOOKMAN", "SIMULATED_FOOTER",
    "Assignee", "Attendee", "BatchItem", "DaftarHadir", "Document", "DocumentError", "LaporanTugas", "Letterhead",
    "Material", "Paper", "Person", "Photo", "RenderedDocument", "Section", "Sertifikat", "Signatory", "SuratTugas", "Undangan",
    "html", "render", "render_batch",
]  # fmt: skip
