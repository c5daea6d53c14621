"""A world with a canary in every restricted field, and how a file is read back."""

import io

import openpyxl
import pypdf
import pytest

from delegates.models import Guest, Stay
from tests import factories
from tests.world import build_world

CANARIES = {
    "passport_number": "PASPORKENARI7781",
    "health_note": "KESEHATANKENARI",
    "security_note": "KEAMANANKENARI",
    "room": "KAMARKENARI1801",
}


@pytest.fixture
def world(event):
    """One row of everything, with a canary in each restricted field."""
    rows = build_world(event)
    guest = rows["guest"]
    for name in ("passport_number", "health_note", "security_note"):
        setattr(guest, name, CANARIES[name])
    guest.save()
    Stay.objects.filter(pk=rows["stay"].pk).update(guest=guest)
    stay = Stay.objects.get(pk=rows["stay"].pk)
    stay.room = CANARIES["room"]
    stay.save()
    factories.AssignmentFactory(delegation=rows["delegation"], officer=rows["officer"], state="accepted")
    assert Guest.objects.get(pk=guest.pk).passport_number == CANARIES["passport_number"]
    return rows


def text_of(content: bytes, kind: str) -> str:
    """All words of a file."""
    if kind == "csv":
        return content.decode("utf-8-sig")
    if kind == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
