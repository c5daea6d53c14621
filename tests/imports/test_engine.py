"""Matching, deciding, affected people, undoing, and a worker that dies in the middle."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegates.models import Delegation, Movement
from lo_portal.imports import services
from lo_portal.imports.models import ImportBatch
from lo_portal.refusals import Conflict, Refused
from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.models import Agency, Officer, RosterEntry
from tests import factories
from tests.imports.conftest import NOW, SAMPLES, work_off

OFFICERS = ("Nama", "NIP", "OPD", "No HP", "Bahasa", "Peran")
SITI = ("Siti Aminah", "199009252014032921", "Biro Umum", "085274593605", "Inggris (B1)", "LO")
BUDI = ("Budi Santoso", "198806192014031999", "Biro Umum", "081272322271", "Melayu (aktif)", "LO")
NONE = ("Rina Oktaviani", "-", "Biro Umum", "081299659033", "Inggris (B1)", "LO")
GUESTS = ("Kode", "Delegasi", "Negara", "Ketua Delegasi", "Kategori", "Jumlah LO", "Tiba", "Pulang", "Hotel")
BRUNEI = (
    "BN-01",
    "Brunei Darussalam",
    "BN",
    "Pehin Dato Hasan",
    "VVIP",
    3,
    "23/11/2022 16.10",
    "26/11/2022 11.00",
    "Hotel Enggang",
)


def officers(*rows):
    return write_xlsx(ExportTable("LO", OFFICERS, rows))


def delegations(*rows):
    return write_xlsx(ExportTable("Delegasi", GUESTS, rows))


def save(batch, staff):
    return services.confirm_batch(batch=batch, digest=batch.digest, by=staff, at=datetime.now(UTC))


def undo(batch, staff):
    return services.undo_batch(batch=batch, by=staff, at=datetime.now(UTC))


def steps(batch, kind="officers"):
    part = next(part for part in batch.plan["parts"] if part["kind"] == kind)
    return {step["label"]: step for step in part["steps"]}


def test_changed_cells_are_shown_from_old_to_new(upload, staff):
    save(upload(officers(SITI)), staff)

    batch = upload(officers((*SITI[:3], "081200000000", *SITI[4:])))

    (change,) = steps(batch)["Siti Aminah"]["changes"]
    assert (change["field"], change["old"], change["new"]) == ("phone", "0852-7459-3605", "0812-0000-0000")


def test_titles_and_rank_glued_to_the_name_are_kept_in_their_own_columns(upload, staff):
    glued = ("Dra.Hj.Siti Aminah,M.Si", *SITI[1:])
    police = ("AKBP Rudi Hartono, S.I.K.", "NRP 80010123", "Polda", "081272322271", "Inggris (B1)", "LO")

    save(upload(officers(glued, police)), staff)
    again = upload(officers(glued, police))

    siti, rudi = Officer.objects.order_by("-name")
    assert (siti.front_title, siti.name, siti.back_title) == ("Dra.Hj.", "Siti Aminah", "M.Si")
    assert (rudi.service_rank, rudi.name, rudi.printed_rank) == ("AKBP", "Rudi Hartono", "AKBP")
    assert again.counts["officers"]["unchanged"] == 2


def test_same_name_without_a_number_is_asked_about_never_merged(upload, staff):
    agency = factories.AgencyFactory(name="Dinas Kesehatan")
    known = factories.OfficerFactory(name="Rina Oktaviani", agency=agency)

    batch = upload(officers(NONE))

    step = steps(batch)["Rina Oktaviani"]
    assert step["action"] == "ask"
    assert step["candidates"][0][0] == str(known.pk)
    assert batch.counts["officers"]["new"] == 0


@pytest.mark.parametrize(("answer", "people"), [("new", 2), ("same", 1)])
def test_a_person_decides_whether_two_are_one(upload, staff, answer, people):
    known = factories.OfficerFactory(name="Rina Oktaviani")
    batch = upload(officers(NONE))
    given = str(known.pk) if answer == "same" else answer

    services.choose_wishes(
        batch=batch, wishes={"decisions": {"officers": {"row:2": given}}}, by=staff, at=NOW
    )
    work_off()
    batch.refresh_from_db()
    save(batch, staff)

    assert Officer.objects.filter(name="Rina Oktaviani").count() == people


def test_name_shared_by_two_numbers_is_two_people(upload, staff):
    factories.OfficerFactory(name="Siti Aminah", nip="197001011990032001")

    batch = upload(officers(SITI))

    assert steps(batch)["Siti Aminah"]["action"] == "new"


def test_part_of_a_list_cancels_only_in_its_own_agencies(upload, staff):
    others = [
        (f"Orang {n}", f"19900101201501{1 + n % 2}{n:03d}", "Dinas Lain", "", "", "LO") for n in range(1, 9)
    ]
    names = ["Andi", "Beni", "Citra", "Dedi", "Eka", "Fitri", "Gina", "Hadi"]
    others = [(name, *row[1:]) for name, row in zip(names, others, strict=True)]
    save(upload(officers(SITI, BUDI, *others)), staff)

    batch = upload(officers(SITI))

    gone = [label for label, step in steps(batch).items() if step["action"] == "cancelled"]
    assert gone == ["Budi Santoso (Biro Umum)"]


def test_cancelled_person_can_be_kept(upload, staff):
    save(upload(officers(SITI, BUDI)), staff)
    batch = upload(officers(SITI))
    pk = steps(batch)["Budi Santoso (Biro Umum)"]["pk"]

    services.choose_wishes(
        batch=batch, wishes={"decisions": {"officers": {f"gone:{pk}": "keep"}}}, by=staff, at=NOW
    )
    work_off()
    batch.refresh_from_db()

    assert batch.counts["officers"]["cancelled"] == 0


def test_person_added_by_hand_is_never_cancelled_by_a_list(upload, meeting, staff):
    entry = factories.RosterEntryFactory(event=meeting)

    save(upload(officers(SITI, BUDI)), staff)

    entry.refresh_from_db()
    assert entry.withdrawn_at is None


def test_undo_sets_every_cell_back(upload, meeting, staff):
    save(upload(officers(SITI, BUDI)), staff)
    later = upload(officers((*SITI[:3], "081200000000", "Inggris (C1); Melayu (B1)", "Koordinator")))
    save(later, staff)

    undo(later, staff)

    siti = Officer.objects.get(nip=SITI[1])
    assert str(siti.phone) == "+6285274593605"
    assert {one.language: one.level for one in siti.languages.all()} == {"en": "B1"}
    assert siti.roster.get(event=meeting).role == "officer"
    assert not RosterEntry.objects.exclude(withdrawn_at=None).exists()


def test_undo_is_refused_once_something_was_built_on_it(upload, staff):
    batch = upload(delegations(BRUNEI))
    save(batch, staff)
    factories.AssignmentFactory(delegation=Delegation.objects.get())

    with pytest.raises(Refused) as refused:
        undo(batch, staff)

    assert refused.value.code == "built_on"
    assert Delegation.objects.filter(cancelled_at=None).count() == 1


def test_undo_is_refused_for_what_was_changed_since(upload, staff):
    save(upload(officers(SITI)), staff)
    later = upload(officers((*SITI[:3], "081200000000", *SITI[4:])))
    save(later, staff)
    Officer.objects.filter(nip=SITI[1]).update(phone="+6281111111111")

    with pytest.raises(Refused) as refused:
        undo(later, staff)

    assert refused.value.code == "changed_since"


def test_delegation_brings_head_flights_and_hotel(upload, staff):
    save(upload(delegations(BRUNEI)), staff)

    delegation = Delegation.objects.get()
    assert delegation.guests.get().full_name == "Pehin Dato Hasan"
    assert delegation.stays.get().hotel.name == "Hotel Enggang"
    times = {m.kind: m.scheduled_at for m in Movement.objects.all()}
    assert times["arrival"] == datetime(2022, 11, 23, 9, 10, tzinfo=UTC)
    assert times["departure"] - times["arrival"] > timedelta(days=2)


def test_whole_stay_that_moves_later_is_taken(upload, staff):
    save(upload(delegations(BRUNEI)), staff)
    later = (*BRUNEI[:6], "27/11/2022 09.00", "28/11/2022 09.00", BRUNEI[8])

    batch = upload(delegations(later))
    save(batch, staff)

    assert batch.counts["delegations"]["changed"] == 1
    assert Movement.objects.get(kind="arrival").scheduled_at.day == 27


def test_head_who_is_replaced_is_shown(upload, staff):
    save(upload(delegations(BRUNEI)), staff)

    batch = upload(delegations((*BRUNEI[:3], "Dayang Noraini", *BRUNEI[4:])))

    (change,) = steps(batch, "delegations")["BN-01 Brunei Darussalam"]["changes"]
    assert (change["old"], change["new"]) == ("Pehin Dato Hasan", "Dayang Noraini")


def test_officers_of_a_changed_delegation_are_named(upload, staff):
    save(upload(delegations(BRUNEI)), staff)
    held = factories.AssignmentFactory(delegation=Delegation.objects.get(), slot=2)

    batch = upload(delegations((*BRUNEI[:6], "23/11/2022 19.00", *BRUNEI[7:])))

    assert batch.plan["affected"] == [f"{held.officer.name} (BN-01/2)"]


def test_data_that_moves_between_preview_and_save_is_a_conflict(upload, staff):
    save(upload(officers(SITI)), staff)
    batch = upload(officers((*SITI[:3], "081200000000", *SITI[4:])))
    Officer.objects.filter(nip=SITI[1]).update(phone="+6281200000000")

    with pytest.raises(Conflict):
        save(batch, staff)


def test_confirming_twice_saves_once(upload, staff):
    batch = upload(officers(SITI))

    save(batch, staff)
    save(batch, staff)

    assert Officer.objects.count() == 1


def test_preview_of_many_rows_asks_as_little_as_that_of_one(upload, staff):
    """`benchmarks/imports.py` has the seconds and megabytes of 5,000 rows."""
    queries = []
    for rows in (1, 2_000):
        batch = upload(officers(*(_many(n) for n in range(rows))))
        with CaptureQueriesContext(connection) as asked:
            services.check_batch(batch=batch, at=NOW)
        queries.append(len(asked))

    assert batch.counts["officers"]["new"] == 2_000
    assert queries == [queries[0]] * 2


def _many(n):
    name = "".join(chr(97 + int(digit)) for digit in f"{n:05d}").title()
    nip = f"{1960 + n % 20}0101{2000 + n % 20}01{1 + n % 2}{1 + n % 999:03d}"
    unique = f"{nip[:4]}{1 + n // 999:02d}{nip[6:]}"
    return (f"Nama {name}", unique, f"Dinas {n % 40}", f"0812{n:08d}", "Inggris (B1); Melayu (aktif)", "LO")


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_saving_leaves_nothing_and_the_next_try_all(upload, staff):
    batch = upload((SAMPLES / "daftar-lo-mentah.xlsx").read_bytes())
    holder = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    holder.cursor().execute(
        "INSERT INTO officers_agency (id, created_at, updated_at, name, short_name, contact_name,"
        " contact_phone, contact_email, column_mapping, is_active)"
        " VALUES (gen_random_uuid(), now(), now(), 'Dinas Kesehatan', '', '', '', '', '{}', true)"
    )

    child = os.fork()
    if child == 0:
        connection.connection = None
        try:
            save(batch, staff)
        finally:
            os._exit(0)
    _wait_until_blocked()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    holder.rollback()
    holder.close()

    assert not Officer.objects.exists()
    assert not Agency.objects.exists()
    assert ImportBatch.objects.get(pk=batch.pk).state == "checked"
    save(batch, staff)
    assert Officer.objects.count() == 38


def _wait_until_blocked():
    """Until somebody waits for a lock: the child stands in the middle of its transaction."""
    for _try in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("the child never reached the lock")
