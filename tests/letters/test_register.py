"""The book of numbers: unique, without gaps, safe when twenty write at once."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from assignments.letters import numbers, register
from assignments.letters.models import Register, RegisterEntry
from lo_portal.refusals import Conflict, Refused
from tests.letters.factories import ProfileFactory

ON = date(2022, 11, 21)
AT = datetime(2022, 11, 21, 2, tzinfo=UTC)


def take(profile, on=ON):
    return register.take_number(profile=profile, subject="Surat Tugas", on=on, by=None, at=AT)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "800.1.11.1/7/RO-ADPIM/2022"),
        ("{kode}/{urut:5}/{unit}", "800.1.11.1/00007/RO-ADPIM"),
        ("{sifat}.{kode}/{urut:3}/{unit}/{bulan_romawi}/{tahun}", "B.800.1.11.1/007/RO-ADPIM/XI/2022"),
    ],
)
def test_number_follows_the_pattern(pattern, expected):
    assert numbers.write_number(pattern, sequence=7, on=ON, code="800.1.11.1", unit="RO-ADPIM") == expected


@pytest.mark.parametrize("pattern", ["{kode}/{tahun}", "{nomor}/{urut}", "{urut/{unit}"])
def test_bad_pattern_is_refused(pattern):
    with pytest.raises(numbers.PatternError):
        numbers.check_pattern(pattern)


def test_sequence_restarts_each_year(db):
    profile = ProfileFactory()
    assert [take(profile).sequence, take(profile).sequence, take(profile, date(2023, 1, 2)).sequence] == [
        1,
        2,
        1,
    ]


def test_a_rolled_back_letter_gives_its_number_back(db):
    profile = ProfileFactory()
    with transaction.atomic():
        take(profile)
        transaction.set_rollback(True)
    assert take(profile).sequence == 1


def test_typed_number_is_jumped_over_and_never_twice(db):
    profile = ProfileFactory()
    register.type_number(profile=profile, sequence=2, number="", subject="Dari TU", on=ON, by=None, at=AT)
    assert [take(profile).sequence, take(profile).sequence] == [1, 3]
    with pytest.raises(Conflict):
        register.type_number(profile=profile, sequence=3, number="", subject="Dari TU", on=ON, by=None, at=AT)


def test_void_number_stays_and_is_not_given_again(db):
    profile = ProfileFactory()
    entry = register.void_number(entry=take(profile), reason="Salah ketik", by=None, at=AT)
    assert entry.void_reason == "Salah ketik"
    assert take(profile).sequence == 2
    with pytest.raises(Refused):
        register.void_number(entry=entry, reason=" ", by=None, at=AT)


def test_register_can_start_in_a_running_year(db):
    profile = ProfileFactory()
    register.start_register(unit_code="RO-ADPIM", year=2022, last_sequence=1873, by=None, at=AT)
    assert take(profile).sequence == 1874
    with pytest.raises(Refused):
        register.start_register(unit_code="RO-ADPIM", year=2022, last_sequence=10, by=None, at=AT)


def in_parallel(work, count):
    def run():
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_leave_no_gap_and_no_twin():
    profile = ProfileFactory()
    in_parallel(lambda: [take(profile) for _ in range(5)], 20)
    assert sorted(RegisterEntry.objects.values_list("sequence", flat=True)) == list(range(1, 101))


@pytest.mark.django_db(transaction=True)
def test_without_the_row_lock_the_same_race_goes_wrong():
    """Negative control: counting by MAX()+1, as a spreadsheet does, must collide here."""
    profile = ProfileFactory()
    book = Register.objects.create(unit_code="RO-ADPIM", year=2022)
    barrier, collisions = threading.Barrier(20), []

    def careless():
        last = book.entries.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        barrier.wait()
        try:
            RegisterEntry.objects.create(
                register=book,
                sequence=last + 1,
                number=f"{profile.unit_code}/{last + 1}",
                subject="-",
                dated_on=ON,
                taken_at=AT,
            )
        except Exception as error:
            collisions.append(error)

    in_parallel(careless, 20)
    assert collisions
