"""Somebody who never saw the portal brings a messy list of delegations in, corrected, and takes it back."""

import openpyxl
import pytest

from delegates.models import Delegation
from tests import factories
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

WRONG, RIGHT = "31 November 2022 10.20", "23 November 2022 10.20"


@pytest.fixture
def meeting():
    event = factories.EventFactory()
    for code in ("VVIP", "VIP"):
        factories.TierFactory(event=event, code=code, name=code)
    return event


def write_list(path, arrival):
    """Title rows, two lines of headings, merged cells, a total and a signature, as committees send them."""
    book = openpyxl.Workbook()
    notes, sheet = book.active, book.create_sheet("Daftar Tamu")
    notes.append(["Catatan untuk panitia"])
    for row in (
        ["DAFTAR DELEGASI"],
        [],
        [
            "No",
            "Kode",
            "Delegasi",
            "Title",
            "Ketua Delegasi",
            "Position",
            "Kategori",
            "Kedatangan",
            None,
            "Hotel",
        ],
        [None, None, None, None, None, None, None, "Waktu", "Flight", None],
        [1, "BN-01", "Brunei", "H.E.", "Hasan", "Minister", "VVIP", "23/11/2022 16.10", "BI-851", "Enggang"],
        [2, "MY-01", "Malaysia", "Dato’ Sri", "Rahman", "Minister", "VIP", "TBA", None, "Enggang"],
        [3, "PH-01", "Filipina", "Hon.", "Maria Santos", "Secretary", "VIP", arrival, "PR-501", None],
        ["Jumlah", None, 3],
        [None, None, "Pontianak, 8 November 2022"],
        [None, None, "Kepala Biro Administrasi Pimpinan,"],
    ):
        sheet.append(row)
    for cells in ("H3:I3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "J3:J4"):
        sheet.merge_cells(cells)
    book.save(path)
    return path


def upload(page, path):
    page.set_input_files("input[type=file]", path)
    page.click("form[data-upload] button.btn-primary")
    page.wait_for_selector("table.t-err")


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_list_is_brought_in_corrected_and_undone(size, staff, person, start_worker, meeting, tmp_path):
    start_worker()
    page = person(staff, size) if size else person(staff)
    page.goto(f"/events/{meeting.slug}/")
    page.locator("a[href$='/imports/new/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/imports/new/")

    upload(page, write_list(tmp_path / "delegasi.xlsx", WRONG))
    row = page.locator("table.t-err tbody tr")
    assert row.count() == 1
    assert "7" in row.locator("th").inner_text()
    assert f"Tanggal “{WRONG}” tidak ada di kalender." in row.inner_text()
    assert not Delegation.objects.exists()

    page.goto(f"/events/{meeting.slug}/imports/new/")
    upload(page, write_list(tmp_path / "delegasi.xlsx", RIGHT))
    assert not page.locator("td.err").count()
    page.click(".dock button.btn-primary")
    page.wait_for_selector("text=3 perubahan tersimpan")
    heads = Delegation.objects.order_by("code").values_list("guests__honorific", "guests__full_name")
    assert list(heads) == [("H.E.", "Hasan"), ("Dato’ Sri", "Rahman"), ("Hon.", "Maria Santos")]

    page.click("form[action$='/undo/'] button")
    page.wait_for_selector("h2:has-text('Impor diurungkan')")
    assert not Delegation.objects.exists()
