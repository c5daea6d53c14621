"""Lists that a real LibreOffice opened and saved again come back unchanged.

Skipped where LibreOffice is not installed: it is a program of the people who
fill the lists, not of the portal.
"""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from delegates.models import Delegation
from lo_portal.imports import whole_files
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.writing import ExportTable, write_csv, write_xlsx
from officers.models import Officer
from tests.imports.conftest import SAMPLES
from tests.imports.test_engine import save

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

# csv as LibreOffice writes it: comma, ", UTF-8, from row 1, cells as shown.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
DANGEROUS = (
    "081234567890",
    "+62 812-3456-7890",
    "0812",
    "199001012015012999",
    "=1+1",
    '=HYPERLINK("http://x.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "'kutip",
    "3/4",
    "1E5",
    "00123",
    "1-2-2022",
    "dr. Siti, Sp.A",
    "baris satu\nbaris dua",
)


@pytest.fixture
def saved_by_libreoffice(tmp_path):
    """`saved(data, name, target)`: the file as LibreOffice saves it; `target` is xlsx, ods or csv."""

    def convert(data, name, target):
        source, out = tmp_path / "in" / name, tmp_path / "out"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        kind = CSV_FILTER if target == "csv" else target
        command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return (out / f"{source.stem}.{target}").read_bytes()

    return convert


@pytest.mark.parametrize("target", ["xlsx", "ods", "csv"])
def test_dangerous_texts_survive(saved_by_libreoffice, target):
    table = ExportTable("Daftar", ("Teks", "Tanda"), [(text, "x") for text in DANGEROUS])

    data = saved_by_libreoffice(write_xlsx(table), "daftar.xlsx", target)

    rows = read_workbook(data, f"daftar.{target}").sheets[0].rows
    assert [row.cell(0).text for row in rows[1:]] == list(DANGEROUS)
    assert not any(cell.formula for row in rows for cell in row.cells)


def test_our_csv_opened_in_libreoffice_holds_no_formula(saved_by_libreoffice):
    texts = [text for text in DANGEROUS if text.startswith(("=", "+", "-", "@"))]
    data = write_csv(ExportTable("Daftar", ("Teks", "Tanda"), [(text, "x") for text in texts]))

    rows = read_workbook(saved_by_libreoffice(data, "a.csv", "xlsx"), "a.xlsx").sheets[0].rows

    assert not any(cell.formula for row in rows for cell in row.cells)
    assert [row.cell(0).text.removeprefix("'") for row in rows[1:]] == texts


@pytest.mark.parametrize("target", ["xlsx", "ods"])
def test_whole_event_saved_again_changes_nothing(db, staff, saved_by_libreoffice, target):
    data = (SAMPLES / "bimp-eaga-2022.xlsx").read_bytes()
    first = load(data, "acara.xlsx", staff)

    again = load(saved_by_libreoffice(data, "acara.xlsx", target), f"acara.{target}", staff)

    assert first["officers"]["new"] == 38
    for kind in ("officers", "delegations", "agenda"):
        told = {name: again[kind][name] for name in ("new", "changed", "cancelled", "errors")}
        assert told == {"new": 0, "changed": 0, "cancelled": 0, "errors": []}, kind


@pytest.mark.parametrize("target", ["xlsx", "ods", "csv"])
def test_raw_list_saved_again_is_read_the_same(meeting, upload, staff, saved_by_libreoffice, target):
    data = (SAMPLES / "daftar-lo-mentah.xlsx").read_bytes()
    save(upload(data), staff)

    batch = upload(saved_by_libreoffice(data, "daftar.xlsx", target), f"daftar.{target}")

    assert Officer.objects.count() == 38
    assert (batch.counts["officers"]["unchanged"], batch.counts["officers"]["error"]) == (38, 0)


@pytest.mark.parametrize("target", ["xlsx", "ods", "csv"])
def test_exported_lists_come_back_without_a_change(
    db, staff, client_of, upload, saved_by_libreoffice, target
):
    outcome = whole_files.import_file(
        data=(SAMPLES / "bimp-eaga-2022.xlsx").read_bytes(),
        file_name="a.xlsx",
        by=staff,
        at=datetime.now(UTC),
    )
    event = outcome.event
    pages = {"delegations": "delegates:delegation-export", "agenda": "events:agenda-export"}

    for kind, page in pages.items():
        response = client_of(staff).get(reverse(page, args=[event.slug, "xlsx"]))
        data = saved_by_libreoffice(response.getvalue(), f"{kind}.xlsx", target)
        counts = upload(data, f"{kind}.{target}", event=event).counts[kind]
        assert counts | {"unchanged": 0} == dict.fromkeys(counts, 0), kind
    assert Delegation.objects.count() == 24


def load(data, name, staff):
    return whole_files.import_file(data=data, file_name=name, by=staff, at=datetime.now(UTC)).report
