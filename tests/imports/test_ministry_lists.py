"""Lists as ministries, airlines, hotels and motor pools write them: much in one cell, much said only once."""

import io

import openpyxl
from openpyxl.styles import Font

from delegates.models import Delegation, Guest, Stay, Vehicle
from lo_portal.imports import services, whole_files
from officers.models import Officer
from tests import factories
from tests.imports.conftest import NOW, work_off
from tests.imports.test_engine import save
from tests.imports.test_messy_lists import book


def report(data, meeting, staff, kind, name="list.xlsx"):
    told = whole_files.import_file(data=data, file_name=name, by=staff, at=NOW, slug=meeting.slug).report
    return told[kind]


def figures(part):
    return {key: part[key] for key in ("new", "changed", "unchanged", "cancelled") if part[key]}


ROOMS = (
    ("ROOMING LIST",),
    ("No", "Name of Guest", "Room No.", "Room Type", "Check-in", "Check-out"),
    ("HOTEL ENGGANG (20 kamar)",),
    (1, "H.E. AHMAD BIN ALI", 1201, "Suite", "23 Nov 2022", "26 Nov 2022"),
    ("Hotel Khatulistiwa Raya",),
    (2, "Hasan Yusof", 507, "Deluxe", "23 Nov 2022", "26 Nov 2022"),
    ("Total", None, 2, None, None, None),
)


def test_a_rooming_list_by_hotels_finds_guests_by_name(known, staff):
    first = report(book(*ROOMS), known, staff, "rooms")
    again = report(book(*ROOMS), known, staff, "rooms")

    assert (first["errors"], first["new"], again["unchanged"]) == ([], 2, 2)
    found = {stay.guest.full_name: (stay.hotel.name, stay.room) for stay in Stay.objects.all()}
    assert found == {
        "Ahmad bin Ali": ("Hotel Enggang", "1201"),
        "Hasan Yusof": ("Hotel Khatulistiwa Raya", "507"),
    }


def test_a_guest_of_two_delegations_needs_the_delegation(known, staff):
    factories.GuestFactory(delegation=Delegation.objects.get(code="BN-01"), full_name="Ahmad bin Ali")

    rows = (ROOMS[1], *ROOMS[2:4], (3, "Orang Lain", 12, None, None, None))
    part = report(book(*rows), known, staff, "rooms")

    assert [(one["row"], one["column"]) for one in part["errors"]] == [
        (3, "Delegasi"),
        (4, "Name of Guest"),
    ]
    assert "BN-01, MY-01" in part["errors"][0]["message"]


CARS = (
    ("DAFTAR KENDARAAN",),
    ("No", "Kendaraan", "Kapasitas", "Pengemudi / No. HP"),
    (1, "Toyota Innova KB 1234 XY", "6 orang", "Pak Udin 0812-3456-7890"),
    (2, "Hiace Commuter / KB 7777 AA", 14, "Rudi (HP. 0813 2222 3333)"),
    (3, "Alphard", 6, "Tono"),
)


def test_a_car_with_plate_and_driver_with_phone_in_one_cell(meeting, staff):
    first = report(book(*CARS[:4]), meeting, staff, "vehicles")
    again = report(book(*CARS[:4]), meeting, staff, "vehicles")
    wrong = report(book(*CARS), meeting, staff, "vehicles")

    assert (first["errors"], first["new"], again["unchanged"]) == ([], 2, 2)
    assert [
        (car.plate, car.model, car.driver_name, str(car.driver_phone))
        for car in Vehicle.objects.order_by("plate")
    ] == [
        ("KB 1234 XY", "Toyota Innova", "Pak Udin", "+6281234567890"),
        ("KB 7777 AA", "Hiace Commuter", "Rudi", "+6281322223333"),
    ]
    assert [(one["row"], one["column"]) for one in wrong["errors"]] == [(5, "Nomor polisi")]


PEOPLE = (
    ("LIST OF PARTICIPANTS",),
    (
        "No.",
        "Country/Organization",
        "Title",
        "Full Name",
        "Designation",
        "Passport No.",
        "Mobile No.",
        "Role",
    ),
    (1, "Malaysia", "H.E.", "Siti Rahmah", "Deputy Minister", "A1234567", "+60 12-345 6789", "Delegate"),
    (2, None, "Mr.", "Lim Boon", "Director", "A7654321", "", "Official"),
    (3, "Brunei Darussalam", "Dato", "Omar", "Permanent Secretary", "C111", "+673 712 3456", "ADC"),
)


def test_participants_of_an_embassy_are_guests_of_their_country(known, staff):
    part = report(book(*PEOPLE), known, staff, "guests")

    assert (part["errors"], part["new"]) == ([], 3)
    lim = Guest.objects.get(full_name="Lim Boon")
    assert (lim.delegation.code, lim.honorific, lim.position) == ("MY-01", "Mr.", "Director")


BLOCKS = (
    ("DAFTAR ANGGOTA DELEGASI",),
    ("Delegasi : Malaysia",),
    ("No", "Nama", "Jabatan", "No. Paspor"),
    (1, "Mustapa Mohamed", "Minister", "A1"),
    (2, "Nurul Izzah", "Staf", "A2"),
    (None,),
    ("Delegasi : Brunei Darussalam",),
    ("No", "Nama", "Jabatan", "No. Paspor"),
    (1, "Awang Tengah", "Staf", "B1"),
)


def test_the_delegation_of_guests_may_stand_above_them(known, staff):
    part = report(book(*BLOCKS), known, staff, "guests")

    assert (part["errors"], part["new"]) == ([], 3)
    found = Guest.objects.filter(role="member").order_by("full_name")
    assert [(one.full_name, one.delegation.code) for one in found] == [
        ("Awang Tengah", "BN-01"),
        ("Mustapa Mohamed", "MY-01"),
        ("Nurul Izzah", "MY-01"),
    ]


def test_crossed_out_rows_are_read_and_told(meeting, staff):
    work = openpyxl.load_workbook(io.BytesIO(book(*CARS[:4])))
    for cell in work.active[4]:
        cell.font = Font(strike=True)
    out = io.BytesIO()
    work.save(out)

    part = report(out.getvalue(), meeting, staff, "vehicles")

    assert part["new"] == 2
    assert any("Baris 4 dicoret" in one["message"] for one in part["warnings"])


def test_a_second_sheet_with_the_same_list_is_named(meeting, staff):
    part = report(book(*CARS[1:4], notes=CARS[1:3]), meeting, staff, "vehicles")

    assert part["new"] == 2
    assert any("“Sheet” juga berisi Kendaraan" in one["message"] for one in part["warnings"])


def test_one_sheet_of_several_takes_nobody_off_the_other(meeting, upload, staff):
    head = ("Delegasi", "Ketua Delegasi", "Kategori")
    data = book(head, ("Jepang", "Kenji Sato", "VIP"), notes=[head, ("Thailand", "Somchai", "VIP")])
    save(upload(data), staff)
    first = Delegation.objects.get()
    other = {"Jepang": "Sheet", "Thailand": "Data"}[first.name]

    batch = upload(data)
    mapping = {"delegations": batch.wishes["mapping"]["delegations"] | {"sheet": other, "columns": {}}}
    services.choose_wishes(batch=batch, wishes={"mapping": mapping}, by=staff, at=NOW)
    work_off()
    batch.refresh_from_db()
    save(batch, staff)

    assert batch.counts["delegations"]["new"] == 1
    assert Delegation.objects.filter(cancelled_at=None).count() == 2


NEW = (("Delegasi", "Ketua Delegasi"), ("Filipina", "Maria Santos"), ("Brunei", "H.E. Hasan Yusof"))


def test_a_list_without_tiers_asks_for_that_of_a_new_delegation(known, upload, staff):
    batch = upload(book(*NEW))

    steps = {step["row"]: step for step in batch.plan["parts"][0]["steps"]}
    assert (steps[2]["action"], steps[3]["action"]) == ("error", "unchanged")
    assert steps[2]["texts"] == {"tier": ""}
    assert batch.counts["delegations"]["cancelled"] == 0

    typed = {"delegations": {"2": {"tier": "VIP"}}}
    services.choose_wishes(batch=batch, wishes={"edits": typed}, by=staff, at=NOW)
    work_off()
    batch.refresh_from_db()
    save(batch, staff)
    assert Delegation.objects.get(code="PH-01").tier.code == "VIP"


def test_the_only_tier_of_an_event_needs_no_column(meeting, staff):
    meeting.tiers.exclude(code="VIP").delete()

    part = report(book(*NEW), meeting, staff, "delegations")

    assert (part["errors"], part["new"]) == ([], 2)


def head_list(*rows):
    return book(("Delegasi", "Nama Lengkap", "Peran", "Jabatan"), *rows)


def test_the_head_named_anew_is_the_head_and_nobody_loses_the_role(known, staff):
    rows = (
        ("Malaysia", "Mustapa Mohamed", "Head of Delegation", "Minister"),
        ("Brunei", "H.E. HASAN YUSOF", None, "Minister at the PMO"),
    )

    part = report(head_list(*rows), known, staff, "guests")
    again = report(head_list(*rows), known, staff, "guests")

    assert (part["errors"], figures(part), figures(again)) == ([], {"changed": 2}, {"unchanged": 2})
    heads = {guest.delegation.code: guest for guest in Guest.objects.filter(role="head")}
    assert heads["MY-01"].full_name == "Mustapa Mohamed"
    assert heads["BN-01"].position == "Minister at the PMO"
    assert Guest.objects.count() == 2


def test_a_second_head_is_refused_in_words(known, staff):
    rows = [("Malaysia", name, "Ketua", "Menteri") for name in ("Ahmad bin Ali", "Mustapa Mohamed")]

    part = report(head_list(*rows), known, staff, "guests")

    assert [(one["row"], one["column"]) for one in part["errors"]] == [(3, "Peran")]
    assert "MY-01 sudah H.E. Ahmad bin Ali" in part["errors"][0]["message"]


def test_a_head_in_both_lists_of_one_file_is_one_guest(meeting, upload, staff):
    lists = {
        "Delegasi": (("Delegasi", "Ketua Delegasi", "Kategori"), ("Jepang", "Kenji Sato", "VIP")),
        "Tamu": (
            ("Delegasi", "Nama Lengkap", "Jabatan"),
            ("Jepang", "Mr. Kenji Sato", "Ambassador"),
            ("Jepang", "Yumi Ito", "Aide"),
        ),
    }
    work = openpyxl.Workbook()
    work.remove(work.active)
    for name, rows in lists.items():
        sheet = work.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    work.save(out)

    save(upload(out.getvalue()), staff)

    people = Guest.objects.order_by("full_name").values_list("full_name", "role", "position")
    assert list(people) == [("Mr. Kenji Sato", "head", "Ambassador"), ("Yumi Ito", "member", "Aide")]


def test_the_day_of_a_programme_may_stand_in_its_title(meeting, staff):
    rows = (
        ("Thursday, 24 November 2022",),
        ("Time", "Programme", "Venue"),
        ("08.00 - 09.00", "Opening", "Hall"),
    )

    part = report(book(*rows), meeting, staff, "agenda")

    assert (part["errors"], part["new"]) == ([], 1)
    assert meeting.agenda.get().starts_at.isoformat() == "2022-11-24T01:00:00+00:00"


AGENCY = (
    ("PEMERINTAH KOTA PONTIANAK",),
    ("DINAS PARIWISATA",),
    ("No", "Nama / NIP", "Pangkat/Gol", "No. HP"),
    (1, "Budi Santoso, S.Sos\nNIP. 198503152010011002", "Pembina Tk. I/IV b", "0813 4567 0021"),
    (2, "Rina (Non ASN)\n-", "-", "0852.1111.2222"),
)


def test_the_agency_of_officers_may_stand_in_the_title(meeting, staff):
    part = report(book(*AGENCY), meeting, staff, "officers")

    assert (part["errors"], part["new"]) == ([], 2)
    found = Officer.objects.order_by("name").values_list("name", "golongan", "nip", "agency__name")
    assert list(found) == [
        ("Budi Santoso", "IV/b", "198503152010011002", "DINAS PARIWISATA"),
        ("Rina", "", "", "DINAS PARIWISATA"),
    ]


def test_names_in_two_columns_and_phones_as_dialled_at_home(known, staff):
    rows = (
        ("Country", "Surname", "Given Names", "Mobile", "Nationality"),
        ("Malaysia", "Lim", "Boon Keng", "012-345 6789", "Malaysian"),
        ("Malaysia", "Tan", "Mei", "0812-3456-7890", "Malaysian"),
    )

    part = report(book(*rows), known, staff, "guests")
    again = report(book(*rows), known, staff, "guests")

    assert (part["errors"], figures(again)) == ([], {"unchanged": 2})
    assert {guest.full_name: str(guest.phone) for guest in Guest.objects.filter(role="member")} == {
        "Boon Keng Lim": "+60123456789",
        "Mei Tan": "+6281234567890",
    }


def test_a_rooming_list_may_come_before_its_numbers(known, staff):
    head = ("Hotel", "Tingkat", "Delegasi", "Tamu", "Jenis kamar", "Masuk")
    row = ("Hotel Enggang", "VVIP", "MY-01 Malaysia", "Ahmad bin Ali", "Suite", "23 Nov 2022")

    part = report(book(head, row), known, staff, "rooms")

    assert (part["errors"], part["new"]) == ([], 1)
    assert Stay.objects.get().room_type == "Suite"


OURS = ("Nama", "Perangkat daerah", "Peran", "Telepon")


def test_our_own_list_of_officers_comes_back_unchanged(meeting, staff):
    entry = factories.RosterEntryFactory(
        event=meeting, officer__name="Siti Aminah", officer__phone="+6281234567890"
    )
    row = ("Siti Aminah", entry.officer.agency.name, "Petugas LO", "0812-••••-7890")

    part = report(book(OURS, row), meeting, staff, "officers")

    assert (part["errors"], figures(part)) == ([], {"unchanged": 1})


def test_a_row_with_an_error_takes_nobody_off_the_list(meeting, staff):
    listed = (*OURS, "NIP")
    row = ("Siti Aminah", "Biro Umum", "LO", "0812 3456 7890", "199009252014032921")
    report(book(listed, row), meeting, staff, "officers")

    part = report(book(OURS, (row[0], "Biro Lain", "LO", "0812")), meeting, staff, "officers")

    assert [one["column"] for one in part["errors"]] == ["Telepon"]
    assert figures(part) == {}
