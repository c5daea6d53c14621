"""A column "Title" or "Jabatan": a form of address or a position, as its values say."""

import pytest

from delegates.columns import DELEGATION_COLUMNS
from delegates.models import Guest
from delegates.reading import is_honorific
from lo_portal.sheets.layout import find_table
from lo_portal.sheets.tables import Cell, Row, Sheet
from lo_portal.sheets.writing import ExportTable, write_xlsx
from tests import factories
from tests.imports.test_engine import save

HEAD = ("Kode", "Delegasi", "Kategori")
BRUNEI = ("BN-01", "Brunei Darussalam", "VVIP")
MALAYSIA = ("MY-01", "Malaysia", "VIP")
ADDRESS = ("H.E.", "Dato’ Sri")
FORMS = (
    "H.E.|H.E. Mr.|HE|Dato'|Dato’ Sri|YAB Datuk Seri|Y.A.B. Tan Sri|The Rt. Hon.|Ibu|Pehin Orang Kaya|Mr|"
    "Hon.|Prof. Dr.|Yang Mulia Dato Paduka"
)
POSITIONS = ("Minister of Finance and Economy", "Chief Minister of Sarawak")


def send(upload, headings, brunei, malaysia, sheet="Delegasi"):
    return upload(
        write_xlsx(ExportTable(sheet, (*HEAD, *headings), [(*BRUNEI, *brunei), (*MALAYSIA, *malaysia)]))
    )


def heads():
    guests = Guest.objects.order_by("delegation__code")
    return [(guest.honorific, guest.full_name, guest.position) for guest in guests]


@pytest.mark.parametrize("title", ["Title", "Jabatan", "Gelar"])
@pytest.mark.parametrize("position", ["Position", "Jabatan Tamu", "Designation"])
@pytest.mark.parametrize("turned", [False, True])
def test_short_honorifics_beside_positions_are_the_form_of_address(title, position, turned):
    columns = [(title, *ADDRESS), ("Head of Delegation", "Hasan", "Abang"), (position, *POSITIONS)]
    cells = zip(*(columns[::-1] if turned else columns), strict=True)
    rows = [(*own, *more) for own, more in zip((HEAD, BRUNEI, MALAYSIA), cells, strict=True)]
    made = [Row(n, tuple(Cell(text) for text in row)) for n, row in enumerate(rows, start=1)]

    table = find_table(Sheet("Delegasi", tuple(made)), DELEGATION_COLUMNS)

    read = {field: h.text for h in table.headings for field in h.fields if field.startswith("head_")}
    assert read == {"head_honorific": title, "head_name": "Head of Delegation", "head_position": position}


def test_form_of_address_and_position_are_saved(upload, staff):
    headings = ("Title", "Head of Delegation", "Position")

    save(send(upload, headings, ("H.E.", "Hasan", POSITIONS[0]), ("Dato’ Sri", "Abang", POSITIONS[1])), staff)

    assert heads() == [("H.E.", "Hasan", POSITIONS[0]), ("Dato’ Sri", "Abang", POSITIONS[1])]


@pytest.mark.parametrize("heading", ["Title", "Jabatan"])
def test_long_positions_under_the_same_heading_are_the_position(heading, upload, staff):
    headings = ("Head of Delegation", heading)

    save(send(upload, headings, ("Hasan", POSITIONS[0]), ("Abang", POSITIONS[1])), staff)

    assert heads() == [("", "Hasan", POSITIONS[0]), ("", "Abang", POSITIONS[1])]


def test_honorifics_alone_are_no_position(upload, staff):
    save(send(upload, ("Title", "Head of Delegation"), ("H.E.", "Hasan"), (None, "Abang")), staff)

    assert heads() == [("H.E.", "Hasan", ""), ("", "Abang", "")]


def test_same_list_again_and_a_name_with_the_known_form_of_address_change_nothing(upload, staff):
    headings = ("Title", "Head of Delegation")
    rows = (("H.E.", "Hasan"), ("Dato’ Sri", "Abang"))
    save(send(upload, headings, *rows), staff)

    again = send(upload, headings, *rows)
    glued = send(upload, headings[1:], ("H.E. Hasan",), ("Dato’ Sri Abang",))

    assert again.counts["delegations"]["unchanged"] == 2
    assert glued.counts["delegations"]["unchanged"] == 2


@pytest.mark.parametrize(
    ("title", "kept"), [("H.E.", ("H.E.", "")), ("Minister of Trade", ("", "Minister of Trade"))]
)
def test_title_of_a_guest_list_is_decided_by_its_values_too(title, kept, meeting, upload, staff):
    factories.DelegationFactory(event=meeting, code="BN-01", tier=meeting.tiers.get(code="VVIP"))
    head = ("Delegation code", "Title", "Full name")

    save(upload(write_xlsx(ExportTable("Guests", head, [("BN-01", title, "Hasan")]))), staff)

    assert (Guest.objects.get().honorific, Guest.objects.get().position) == kept


@pytest.mark.parametrize("text", FORMS.split("|"))
def test_forms_of_address_are_known(text):
    assert is_honorific(text)


@pytest.mark.parametrize(
    "text", ["Minister", "Minister of Trade", "Menteri Luar Negeri", "Ketua", "Gubernur", "", "The", "Hasan"]
)
def test_other_words_are_none(text):
    assert not is_honorific(text)
