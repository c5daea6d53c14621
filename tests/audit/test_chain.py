"""The chain: every line sealed at commit, tampering found where it is, old lines pruned lawfully."""

from datetime import timedelta
from threading import Barrier, Thread

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from lo_portal.audit import chain, database, trail
from lo_portal.audit.models import AuditEntry, Link, ViewEntry
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    return factories.EventFactory()


def write(event, count: int = 1, *, at=None, **detail) -> None:
    for number in range(count):
        with transaction.atomic():
            trail.record(
                "event.changed", on=event, by=None, at=at or timezone.now(), detail={"n": number} | detail
            )


def verdict() -> chain.Verdict:
    return chain.verify(at=timezone.now())


def as_superuser(statement: str, *values) -> None:
    """What somebody does who holds the database: no trigger stands in the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_lines_of_both_kinds_and_of_bulk_are_sealed(event, capsys):
    write(event, 2, words='Hari "raya" — ✓\n')
    trail.record_view(on=event, by=None, at=timezone.now(), fields=["room"], reason="tim medis")
    with transaction.atomic():
        trail.record_each("event.changed", on=[event] * 3, by=None, at=timezone.now())

    call_command("verify_audit")

    assert "6 lines, 0 pruned" in capsys.readouterr().out
    assert list(Link.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_line_that_was_rolled_back_takes_no_place(event):
    write(event)
    with transaction.atomic():
        trail.record("event.changed", on=event, by=None, at=timezone.now())
        transaction.set_rollback(True)
    write(event)

    found = verdict()
    assert (found.sound, found.lines, found.head.position) == (True, 2, 2)


TAMPERING = {
    "UPDATE audit_auditentry SET actor_name = 'Orang lain' WHERE id = %s": "altered",
    "UPDATE audit_auditentry SET at = at - interval '1 hour' WHERE id = %s": "altered",
    "UPDATE audit_auditentry SET detail = '{}' WHERE id = %s": "altered",
    "DELETE FROM audit_auditentry WHERE id = %s": "before its time",
    "DELETE FROM audit_link WHERE entry_id = %s": "are gone",
    "UPDATE audit_link SET at = '2020-01-01' WHERE entry_id = %s": "does not follow",
    "UPDATE audit_link SET position = NULL WHERE entry_id = %s": "no place",
}


def test_tampering_is_found_and_named(event):
    write(event, 5)
    victim = AuditEntry.objects.order_by("pk")[2]
    for statement, says in TAMPERING.items():
        with transaction.atomic():
            as_superuser(statement, victim.pk)
            with pytest.raises(CommandError, match=says) as error:
                call_command("verify_audit")
            transaction.set_rollback(True)
        assert f"audit_auditentry {victim.pk}" in str(error.value) or says == "are gone"
    assert verdict().sound


def test_an_altered_line_with_its_hash_made_anew_is_found_one_place_on(event):
    write(event, 3)
    victim = AuditEntry.objects.order_by("pk")[1]
    as_superuser("UPDATE audit_auditentry SET verb = 'event.created' WHERE id = %s", victim.pk)
    text = database.line_text("A", "a")
    as_superuser(
        "UPDATE audit_link l SET entry_digest ="
        f" (SELECT encode(sha256(convert_to({text}, 'UTF8')), 'hex') FROM audit_auditentry a WHERE a.id = %s)"
        " WHERE l.entry_id = %s",
        victim.pk,
        victim.pk,
    )
    assert any("does not follow" in sentence for sentence in verdict().breaks)


def test_a_line_slipped_in_past_the_triggers_is_found(event):
    write(event)
    as_superuser(
        "INSERT INTO audit_auditentry (at, actor_name, subject_type, subject_id, subject_label, verb, detail)"
        " VALUES (now(), 'x', 'x', 'x', 'x', 'event.created', '{}')"
    )
    assert ["is not in the chain" in sentence for sentence in verdict().breaks] == [True]


def test_lines_from_before_the_chain_are_adopted_once(event):
    write(event, 2)
    as_superuser("DELETE FROM audit_link")

    database.adopt(connection)
    database.adopt(connection)

    assert (verdict().breaks, verdict().head.position) == ([], 2)


def test_a_chain_cut_at_its_end_is_found_by_the_head_noted_outside(event):
    write(event, 5)
    noted = str(verdict().head)
    last = AuditEntry.objects.order_by("pk").last()
    as_superuser("DELETE FROM audit_link WHERE entry_id = %s", last.pk)
    as_superuser("DELETE FROM audit_auditentry WHERE id = %s", last.pk)

    assert verdict().sound  # which is why the head goes elsewhere every night
    with pytest.raises(CommandError, match="noted outside"):
        call_command("verify_audit", expect=noted)
    write(event)
    with pytest.raises(CommandError, match="not what was noted outside"):
        call_command("verify_audit", expect=noted)
    with pytest.raises(CommandError, match="POSITION:HASH"):
        call_command("verify_audit", expect="5:abc")


def test_the_default_role_changes_nothing_by_accident(event):
    write(event)
    for change in (
        lambda: AuditEntry.objects.update(verb="x"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: Link.objects.update(digest="x"),
        lambda: Link.objects.all().delete(),
    ):
        with pytest.raises(Exception, match=r"(?i)append.only|cannot"):
            change()
    assert verdict().sound


def test_old_lines_are_pruned_and_the_rest_still_proves_itself(event):
    old = timezone.now() - timedelta(days=401)
    write(event, 3, at=old)
    write(event, 2)
    write(event, 1, at=old)  # an old instant among young ones: its link stays until all before it are gone
    noted = verdict().head

    gone = database.prune(before=timezone.now() - timedelta(days=400))

    assert gone == 4
    found = chain.verify(at=timezone.now(), expect=noted)
    assert (found.sound, found.lines, found.pruned, found.head) == (True, 2, 2, noted)
    assert Link.objects.order_by("position").first().position == 3
    write(event)
    assert verdict().head.position == 7


def test_the_database_prunes_nothing_before_its_time(event):
    write(event, 2)
    trail.record_view(on=event, by=None, at=timezone.now(), fields=["room"])

    assert database.prune(before=timezone.now() + timedelta(days=3000)) == 0
    assert (AuditEntry.objects.count(), ViewEntry.objects.count()) == (2, 1)


def test_young_lines_pruned_by_hand_under_cover_of_old_ones_are_found(event):
    write(event, 2, at=timezone.now() - timedelta(days=401))
    write(event, 2)
    young = AuditEntry.objects.order_by("-pk").first()
    with pgtrigger.ignore():
        AuditEntry.objects.filter(pk=young.pk).delete()
    database.prune(before=timezone.now() - timedelta(days=400))

    assert [young.pk for sentence in verdict().breaks if "before its time" in sentence] == [young.pk]


def _together(work, threads: int) -> list[Exception]:
    """Run `work(number)` in real threads with their own connections, all starting at once."""
    gate, failed = Barrier(threads), []

    def run(number):
        try:
            gate.wait()
            work(number)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    running = [Thread(target=run, args=[number]) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return failed


def test_writers_at_once_make_one_chain(event):
    assert _together(lambda number: write(event, 20), 8) == []

    found = verdict()
    assert (found.breaks, found.lines, found.head.position) == ([], 160, 160)


def test_without_the_lock_writers_at_once_break_it(event):
    """The negative control: the lock is what keeps the places apart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('audit_seal'::regproc)")
        cursor.execute(
            cursor.fetchone()[0].replace(
                f"PERFORM pg_advisory_xact_lock({database.LOCK})", "PERFORM pg_sleep(0.001)"
            )
        )
    try:
        assert _together(lambda number: write(event, 20), 8) != []
    finally:
        database.install(connection)


def test_sealing_waits_for_nobody_who_waits_for_it(event):
    """One writes a line and then a row below the event; the other holds the event and then writes a line.

    The first one's foreign key waits for the second at commit: were the chain locked by then, neither
    could end.
    """
    other_ready, first_waits = Barrier(2), Barrier(2)

    def work(number):
        with transaction.atomic():
            if number == 0:
                trail.record("event.changed", on=event, by=None, at=timezone.now())
                other_ready.wait()
                factories.VenueFactory(event_id=event.pk)
                first_waits.wait()
            else:
                type(event).objects.select_for_update().get(pk=event.pk)
                other_ready.wait()
                first_waits.wait()
                _until_somebody_waits()
                trail.record("event.changed", on=event, by=None, at=timezone.now())

    assert _together(work, 2) == []
    assert verdict().lines == 2


def _until_somebody_waits() -> None:
    """Until another session of this database waits for a lock, which is the state under test."""
    from lo_portal.runner.processes import wait_until

    def waits() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            return cursor.fetchone()[0] > 0

    wait_until(waits, seconds=10)
