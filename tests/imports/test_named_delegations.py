"""Lists without codes: delegations found by country and name, new ones given a code, doubts asked about."""

import io

import openpyxl
import pytest

from delegates.models import Delegation, Guest, Movement, Stay
from lo_portal.imports import services, whole_files
from lo_portal.sheets.writing import ExportTable, write_xlsx
from tests import factories
from tests.imports.conftest import NOW, work_off
from tests.imports.test_engine import save, steps, undo
from tests.imports.test_messy_lists import as_csv

HEAD = ("No", "Negara", "Nama Delegasi", "Ketua", "Jumlah", "Kategori")
MALAYSIA = (1, "Malaysia", "Kementerian Ekonomi", "Dato' Rahman", 12, "VVIP")
SARAWAK = (2, "Malaysia", "Sarawak", "Tan Sri Abang", 8, "GUB")
BRUNEI = (3, "Brunei Darussalam", "Brunei Darussalam", "Pehin Hasan", 14, "VVIP")
BANK = (4, None, "Asian Development Bank", "Mr. Lee", 4, "VIP")
ALL = (MALAYSIA, SARAWAK, BRUNEI, BANK)

ENGLISH = (
    ("LIST OF DELEGATIONS",),
    ("25th BIMP-EAGA Ministerial Meeting",),
    (None,),
    ("No.", "Country", "Delegation", "Head of Delegation", None, "Pax", "Level"),
    (None, None, None, "Name", "Position", None, None),
    (1, "Malaysia", "Kementerian Ekonomi", "H.E. Rahman", "Minister", 12, "VVIP"),
    (2, "Malaysia", "Sarawak", "Abang", "Premier", 8, "GUB"),
    (3, "Brunei Darussalam", "Brunei Darussalam", "Hasan", "Minister", 14, "VVIP"),
    ("Total", None, None, None, None, 34, None),
    (None, None, "Jakarta, 8 November 2022",),
)  # fmt: skip
MERGED = ("D4:E4", "A4:A5", "B4:B5", "C4:C5", "F4:F5", "G4:G5", "B6:B7")


def listed(*rows, head=HEAD):
    return write_xlsx(ExportTable("Daftar", head, rows))


def book(rows, merged=()):
    work = openpyxl.Workbook()
    for row in rows:
        work.active.append(row)
    for cells in merged:
        work.active.merge_cells(cells)
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def codes():
    return dict(Delegation.objects.order_by("code").values_list("code", "name"))


def decide(batch, staff, answers, kind="delegations"):
    services.choose_wishes(batch=batch, wishes={"decisions": {kind: answers}}, by=staff, at=NOW)
    work_off()
    batch.refresh_from_db()
    return batch


@pytest.fixture
def delegation(meeting):
    """`delegation(code, name, country)` of the meeting."""

    def make(code, name, country=""):
        tier = meeting.tiers.get(code="VVIP")
        return factories.DelegationFactory(event=meeting, code=code, name=name, country=country, tier=tier)

    return make


def test_new_delegations_get_a_code_from_their_country(upload, staff, delegation):
    delegation("MY-01", "Malaysia", "MY")

    save(
        upload(listed(*ALL[:2], (3, "Brunei", "Delegasi Brunei Darussalam", "Hasan", 14, "VVIP"), BANK)),
        staff,
    )

    assert codes() == {
        "BN-01": "Delegasi Brunei Darussalam",
        "D-01": "Asian Development Bank",
        "MY-01": "Malaysia",
        "MY-02": "Kementerian Ekonomi",
        "MY-03": "Sarawak",
    }


def test_the_same_list_again_changes_nothing_and_a_later_one_what_it_says(upload, staff):
    save(upload(listed(*ALL)), staff)

    same = upload(listed(*ALL))
    later = upload(
        listed((1, "Malaysia", "Delegasi Kementerian Ekonomi", "Dato' Rahman", 15, "VVIP"), SARAWAK, BANK)
    )

    assert {k: v for k, v in same.counts["delegations"].items() if v} == {"unchanged": 4}
    assert {k: v for k, v in later.counts["delegations"].items() if v} == {
        "changed": 1,
        "unchanged": 2,
        "cancelled": 1,
    }
    assert "MY-01 Kementerian Ekonomi" in steps(later, "delegations")
    save(later, staff)
    assert Delegation.objects.exclude(cancelled_at=None).get().name == "Brunei Darussalam"
    undo(later, staff)
    assert Delegation.objects.get(code="MY-01").party_size == 12
    assert not Delegation.objects.exclude(cancelled_at=None).exists()


@pytest.mark.parametrize(
    ("data", "name"), [(book(ENGLISH, MERGED), "list.xlsx"), (as_csv(*ENGLISH), "list.csv")]
)
def test_an_english_list_with_titles_and_two_lines_of_headings(data, name, meeting, staff):
    report = whole_files.import_file(data=data, file_name=name, by=staff, at=NOW, slug=meeting.slug).report
    again = whole_files.import_file(data=data, file_name=name, by=staff, at=NOW, slug=meeting.slug).report

    assert (report["delegations"]["new"], report["delegations"]["errors"]) == (3, [])
    assert (again["delegations"]["unchanged"], again["delegations"]["new"]) == (3, 0)
    assert codes() == {"BN-01": "Brunei Darussalam", "MY-01": "Kementerian Ekonomi", "MY-02": "Sarawak"}
    assert Guest.objects.get(delegation__code="MY-02").position == "Premier"


def test_a_country_alone_is_the_name_of_its_delegation(upload, staff):
    head = ("Country", "Head of Delegation", "Level")

    save(upload(listed(("Malaysia", "Rahman", "VVIP"), ("Brunei", "Hasan", "VIP"), head=head)), staff)

    assert codes() == {"BN-01": "Brunei", "MY-01": "Malaysia"}


def test_known_delegations_are_found_by_country_and_name(upload, delegation):
    delegation("BN-07", "Delegasi Brunei Darussalam", "BN")
    delegation("MY-07", "Kementerian Ekonomi", "MY")
    delegation("ID-07", "Kementerian Ekonomi", "ID")

    batch = upload(listed(BRUNEI, MALAYSIA))

    assert {step["pk"]: step["action"] for step in batch.plan["parts"][0]["steps"]} == {
        str(Delegation.objects.get(code="BN-07").pk): "changed",
        str(Delegation.objects.get(code="MY-07").pk): "changed",
    }


def test_the_same_name_of_another_country_is_another_delegation(upload, delegation):
    delegation("ID-07", "Kementerian Ekonomi", "ID")

    batch = upload(listed(MALAYSIA))

    assert batch.counts["delegations"]["new"] == 1


@pytest.mark.parametrize(
    "known",
    [
        [("MY-01", "Kementerian Ekonomi", "MY"), ("MY-02", "Kementerian Ekonomi", "MY")],
        [("MY-01", "Kementerian Ekonomi Malaysia", "MY")],
        [("MY-01", "Kementrian Ekonomi", "MY")],
    ],
)
def test_whoever_may_be_meant_is_asked_about(known, upload, staff, delegation):
    rows = [delegation(*one) for one in known]

    batch = upload(listed(MALAYSIA))

    (step,) = batch.plan["parts"][0]["steps"]
    assert step["action"] == "ask"
    assert {pk for pk, _label in step["candidates"]} == {str(row.pk) for row in rows}
    save(decide(batch, staff, {"row:2": str(rows[0].pk)}), staff)
    rows[0].refresh_from_db()
    assert (rows[0].code, rows[0].name, rows[0].party_size) == ("MY-01", "Kementerian Ekonomi", 12)
    assert Delegation.objects.count() == len(rows)


def test_whoever_may_be_meant_can_be_new(upload, staff, delegation):
    delegation("MY-01", "Kementerian Ekonomi Malaysia", "MY")

    save(decide(upload(listed(MALAYSIA)), staff, {"row:2": "new"}), staff)

    assert codes() == {"MY-01": "Kementerian Ekonomi Malaysia", "MY-02": "Kementerian Ekonomi"}


def test_a_list_with_codes_after_one_without_is_asked_about(upload, staff):
    save(upload(listed(*ALL)), staff)
    head = ("Kode", *HEAD[1:])

    batch = upload(listed(("KEM-EKO", *MALAYSIA[1:]), head=head))

    (step,) = [one for one in batch.plan["parts"][0]["steps"] if one["row"]]
    assert step["action"] == "ask"
    save(decide(batch, staff, {"row:2": step["candidates"][0][0]}), staff)
    assert Delegation.objects.get(name="Kementerian Ekonomi").code == "KEM-EKO"


def test_a_second_row_of_one_name_is_refused_in_words(upload):
    batch = upload(listed(MALAYSIA, (2, *MALAYSIA[1:3], "Anggota", 1, "VVIP")))

    (problem,) = batch.plan["parts"][0]["steps"][1]["errors"]
    assert (problem["row"], problem["field"]) == (3, "name")
    assert "baris 2" in problem["id"]


def test_in_a_list_with_codes_only_a_known_name_may_do_without(upload, delegation):
    delegation("BN-01", "Brunei Darussalam", "BN")
    head = ("Kode", *HEAD[1:])

    batch = upload(listed(("MY-01", *MALAYSIA[1:]), (None, *BRUNEI[1:]), (None, *BANK[1:]), head=head))

    found = {step["row"]: step for step in batch.plan["parts"][0]["steps"]}
    assert [found[row]["action"] for row in (2, 3, 4)] == ["new", "changed", "error"]
    assert [problem["field"] for problem in found[4]["errors"]] == ["code"]


BELOW = {
    "guests": (("Delegasi", "Nama Lengkap", "Jabatan"), ("Pengiran Yusof", "Director"), Guest),
    "movements": (
        ("Negara", "Arah", "Waktu", "Flight"),
        ("Tiba", "23 November 2022 16.10 WIB", "BI-851"),
        Movement,
    ),
    "rooms": (("Delegation", "Hotel", "No Kamar"), ("Hotel Enggang", "1201"), Stay),
}


@pytest.mark.parametrize("kind", sorted(BELOW))
@pytest.mark.parametrize("text", ["Brunei Darussalam", "Delegasi Brunei", "BN-01 Brunei", "bn-01", "Brunei"])
def test_lists_below_name_their_delegation_as_people_do(kind, text, upload, staff, delegation):
    delegation("BN-01", "Brunei Darussalam", "BN")
    delegation("MY-01", "Malaysia", "MY")
    head, row, model = BELOW[kind]
    data = listed((text, *row), head=head)

    save(upload(data), staff)
    again = upload(data)

    assert model.objects.get().delegation.code == "BN-01"
    assert again.counts[kind]["unchanged"] == 1


@pytest.mark.parametrize("kind", sorted(BELOW))
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Malaysia", "mungkin berarti MY-01 Kementerian Ekonomi, MY-02 Sarawak"),
        ("Serawak", "mungkin berarti MY-02 Sarawak"),
        ("Filipina", "tidak ada"),
    ],
)
def test_lists_below_refuse_what_may_mean_another(kind, text, said, upload, delegation):
    delegation("MY-01", "Kementerian Ekonomi", "MY")
    delegation("MY-02", "Sarawak", "MY")
    head, row, _model = BELOW[kind]

    batch = upload(listed((text, *row), head=head))

    (problem,) = batch.plan["parts"][0]["steps"][0]["errors"]
    assert problem["field"] == "code"
    assert text in problem["id"]
    assert said in problem["id"]


def test_the_order_of_the_words_of_a_name_does_not_count(upload, staff, delegation):
    delegation("SBH", "Negeri Sabah", "MY")
    delegation("SWK", "Negeri Sarawak", "MY")

    save(upload(listed(("Sabah, Negeri", "Datuk Musa"), head=("Delegasi", "Nama Lengkap"))), staff)

    assert Guest.objects.get().delegation.code == "SBH"


def several(*lists):
    work = openpyxl.Workbook()
    work.remove(work.active)
    for name, rows in lists:
        sheet = work.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def test_guests_may_name_a_delegation_that_is_new_in_the_same_file(upload, staff):
    guests = (("Delegasi", "Nama Lengkap"), ("Sarawak", "Puan Sri Dayang"))

    save(upload(several(("Delegasi", (HEAD, *ALL)), ("Tamu", guests))), staff)

    assert Guest.objects.get(full_name="Puan Sri Dayang").delegation.code == "MY-02"


def test_guests_of_a_delegation_that_is_left_out_are_left_out_too(upload, staff):
    wrong = (*SARAWAK[:5], "Super")
    guests = (
        ("Delegasi", "Nama Lengkap"),
        ("Sarawak", "Puan Sri Dayang"),
        ("Asian Development Bank", "Mr. Kim"),
    )

    batch = upload(several(("Delegasi", (HEAD, wrong, BANK)), ("Tamu", guests)))
    save(batch, staff)

    assert batch.counts["guests"]["error"] == 1
    assert [str(guest) for guest in Guest.objects.filter(role="member")] == ["Mr. Kim"]
