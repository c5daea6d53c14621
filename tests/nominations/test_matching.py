"""Columns of an agency's own list, matched by hand and remembered for its next list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from lo_portal.audit.models import AuditEntry
from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.models import Agency
from officers.nominations import services
from officers.nominations.models import NomineeList
from tests import factories

HEADINGS = ("Siapa", "Kode orang", "Pos", "Nomor HP")
RINA = ("Rina Lestari", "199003032015032003", "Analis", "081234567890")
# What an agency posts that tells the columns of HEADINGS apart.
MATCHED = {"column.0": "name", "column.1": "nip", "column.2": "position", "column.3": "phone"}


def sheet(*rows, headings=HEADINGS, name="daftar.xlsx"):
    data = write_xlsx(ExportTable("Daftar", headings, list(rows)))
    return SimpleUploadedFile(name, data)


def place(sheet="Daftar", header="1"):
    return {"sheet": sheet, "header": header}


def test_list_of_unknown_headings_is_matched_by_hand(link, client, nomination):
    answer = client.post(link("list-upload"), {"file": sheet(RINA)}, follow=True)

    assert answer.redirect_chain[-1][0] == link("list-columns")
    assert "Rina Lestari" in answer.content.decode()
    client.post(link("list-columns"), MATCHED | place())
    (row,) = NomineeList.objects.get().rows
    assert row["entry"]["values"]["nip"] == "199003032015032003"
    assert row["entry"]["values"]["position"] == "Analis"
    assert not nomination.nominees.exists()


def test_matched_columns_are_remembered_for_the_agency_alone(link, client, nomination, event, staff):
    client.post(link("list-upload"), {"file": sheet(RINA)})
    client.post(link("list-columns"), MATCHED | place())

    answer = client.post(link("list-upload"), {"file": sheet(RINA)}, follow=True)
    assert answer.redirect_chain[-1][0] == link("list-check")
    other = factories.AgencyFactory(name="Dinas Lain")
    (theirs,) = services.request_nominations(
        event=event, quotas={other: 1}, due_at=nomination.due_at, note="", by=staff, at=timezone.now()
    )
    secret = services.make_link(nomination=theirs, by=staff, at=timezone.now())
    answer = client.post(f"/n/{secret}/list/upload/", {"file": sheet(RINA)}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/list/columns/")
    assert Agency.objects.get(pk=other.pk).column_mapping == {}


def test_column_that_was_read_wrongly_is_corrected(link, client):
    headings = ("Nama", "Jabatan", "Keterangan lain")
    client.post(link("list-upload"), {"file": sheet(("Rina Lestari", "III/c", "Analis"), headings=headings)})
    assert NomineeList.objects.get().rows[0]["entry"]["values"]["position"] == "III/c"

    posted = {"column.0": "name", "column.1": "golongan", "column.2": "position"}
    client.post(link("list-columns"), posted | place())

    values = NomineeList.objects.get().rows[0]["entry"]["values"]
    assert (values["golongan"], values["position"]) == ("III/c", "Analis")


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"column.1": "nip"} | place(), "kolom yang menjadi Nama"),
        ({"column.0": "name"} | place(header="40"), "Baris 40"),
        ({"column.0": "name"} | place(sheet="Lain"), "Lain"),
        ({"column.x": "name", "column.0": "bukan"} | place(header="x"), "kolom yang menjadi Nama"),
        ({"column.0": "bukan", "kind": "delegations"} | place(header="²"), "kolom yang menjadi Nama"),
        ({"column.1": "nip", "kind": "tidak ada"} | place(header="9" * 5000), "kolom yang menjadi Nama"),
    ],
)
def test_wrong_choice_is_told_and_changes_nothing(posted, said, link, client, agency):
    client.post(link("list-upload"), {"file": sheet(RINA)})

    answer = client.post(link("list-columns"), posted)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert NomineeList.objects.get().rows == []
    agency.refresh_from_db()
    assert agency.column_mapping == {}


def test_another_heading_row_is_recognised_anew(link, client):
    rows = [("Nama", "NIP", "Jabatan", "Nomor HP"), RINA]
    client.post(link("list-upload"), {"file": sheet(*rows)})
    if NomineeList.objects.get().choice["officers"]["header"] == 2:
        client.post(link("list-columns"), {"column.0": "name"} | place())

    client.post(link("list-columns"), place(header="2"))

    kept = NomineeList.objects.get()
    assert [row["label"] for row in kept.rows] == ["Rina Lestari"]
    assert kept.choice["officers"]["header"] == 2


def test_role_is_not_for_an_agency_to_match(link, client):
    client.post(link("list-upload"), {"file": sheet((*RINA[:3], "Koordinator"))})

    page = client.get(link("list-columns"))
    client.post(link("list-columns"), {"column.0": "name", "column.3": "role"} | place())

    offered = {field for field, _label, _now in page.context["headings"][0]["options"]}
    assert not offered & {"role", "briefed", "agency"}
    assert "role" not in NomineeList.objects.get().rows[0]["entry"]["values"]


def test_what_no_form_offers_is_not_remembered(link, client, agency):
    client.post(link("list-upload"), {"file": sheet(RINA)})
    junk = {"column.2": "x" * 9000, "column.77777777": "nip", "column.3": "service_count"}
    client.post(link("list-columns"), {"column.0": "name", "kind": "delegations"} | junk | place())

    agency.refresh_from_db()
    assert list(agency.column_mapping.values()) == [{"0": ["name"]}]


def test_how_often_somebody_served_is_not_for_an_agency_to_say(link, client):
    headings = ("Nama", "NIP", "Pengalaman sebagai LO")
    client.post(link("list-upload"), {"file": sheet((*RINA[:2], "40"), headings=headings)})
    assert "prior_events" not in NomineeList.objects.get().rows[0]["entry"]["values"]


def test_signs_that_are_no_text_are_left_out_of_a_list(link, client):
    headings = ("Nama", "NIP", "Jabatan")
    rows = [("Rina_x0000_ Les_xD800_tari", RINA[1], "Analis_x0000_")]
    answer = client.post(link("list-upload"), {"file": sheet(*rows, headings=headings)}, follow=True)
    assert answer.status_code == 200
    assert NomineeList.objects.get().rows[0]["label"] == "Rina Lestari"
    client.post(link("list-check"), {"rows": ["²", "9" * 5000]})


def test_file_is_kept_encrypted_and_goes_with_the_list(link, client):
    client.post(link("list-upload"), {"file": sheet(RINA, headings=("Nama", "NIP", "Jabatan", "HP"))})

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM nominations_nomineelist")
        assert cursor.fetchone()[0].startswith("gAAAA")
    client.post(link("list-check"), {"rows": [2]})
    assert not NomineeList.objects.exists()
    assert client.get(link("list-columns")).status_code == 302


def test_matching_is_told_without_a_name(link, client):
    client.post(link("list-upload"), {"file": sheet(RINA)})
    client.post(link("list-columns"), MATCHED | place())

    entry = AuditEntry.objects.get(verb="nominees.list_matched")
    assert "Rina" not in str(entry.detail)
    assert AuditEntry.objects.filter(verb="agency.changed").count() == 1


def test_after_the_deadline_nothing_is_matched(link, client, nomination):
    client.post(link("list-upload"), {"file": sheet(RINA)})
    nomination.due_at = timezone.now()
    nomination.save()

    client.post(link("list-columns"), MATCHED | place())

    assert NomineeList.objects.get().rows == []


@pytest.mark.parametrize("rows", [1, 30])
def test_columns_page_costs_the_same(rows, link, client, nomination, django_assert_num_queries):
    nomination.opened_at = timezone.now()
    nomination.save()
    client.post(link("list-upload"), {"file": sheet(*[RINA] * rows)})

    with django_assert_num_queries(4):
        client.get(link("list-columns"))
