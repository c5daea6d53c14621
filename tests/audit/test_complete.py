"""Whatever is done leaves exactly one line, by whichever way it was done; one altered line is found."""

import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from delegates import services as delegates
from delegates.models import Guest, Stay
from events import services as events
from events.models import Venue
from lo_portal.accounts.models import Role
from lo_portal.audit import chain
from lo_portal.audit.models import AuditEntry, ViewEntry
from officers import services as officers
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
ACTIONS = 300


@pytest.fixture
def deeds():
    """Ways to do something as staff: each a function of a number, so that no two are the same."""
    by = factories.UserFactory(name="Dewi Staf", roles=[Role.STAFF])
    guest = factories.GuestFactory()
    event, delegation = guest.event, guest.delegation
    hotel = factories.VenueFactory(event=event, kind="hotel")
    stay = Stay.objects.create(delegation=delegation, guest=guest, hotel=hotel, room="1801")
    officer = factories.OfficerFactory()
    common = {"by": by, "at": timezone.now()}
    return by, [
        lambda n: events.change_event(event=event, changes={"name": f"Acara {n}"}, **common),
        lambda n: events.create_venue(event=event, values={"name": f"Aula {n}", "kind": "hotel"}, **common),
        lambda n: events.change_venue(
            venue=Venue.objects.get(pk=hotel.pk), changes={"name": f"Hotel {n}"}, **common
        ),
        lambda n: delegates.change_guest(
            guest=guest, changes={"position": f"Menteri {n}", "passport_number": f"K{n:07}"}, **common
        ),
        lambda n: delegates.record_gift(
            delegation=delegation, values={"direction": "given", "description": f"Kain {n}"}, **common
        ),
        lambda n: officers.change_officer(officer=officer, changes={"position": f"Analis {n}"}, **common),
        lambda n: officers.show_identity(officer=officer, **common),
        lambda n: delegates.show_restricted(row=guest, reason=f"keperluan {n}", **common),
        lambda n: delegates.show_restricted(row=stay, reason=f"keperluan {n}", **common),
    ]


def lines() -> int:
    return AuditEntry.objects.count() + ViewEntry.objects.count()


def test_three_hundred_random_deeds_leave_one_line_each(deeds):
    by, ways = deeds
    chance = random.Random(28)
    for number in range(1, ACTIONS + 1):
        before = lines()
        chance.choice(ways)(number)
        assert lines() == before + 1, number

    assert AuditEntry.objects.exclude(actor=by).count() == 0
    changed = AuditEntry.objects.filter(verb="guest.changed").first().detail
    assert len(changed["position"]) == 2
    assert not Guest.objects.filter(passport_number="").exists()
    assert not any("K0000" in str(one.detail) for one in AuditEntry.objects.all())
    verdict = chain.verify(at=timezone.now())
    assert (verdict.breaks, verdict.lines) == ([], ACTIONS)

    victim = chance.choice(list(AuditEntry.objects.all()))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE audit_auditentry SET actor_name = 'Orang lain' WHERE id = %s", [victim.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    with pytest.raises(CommandError, match=f"audit_auditentry {victim.pk}, .*altered"):
        call_command("verify_audit")


def test_the_admin_leaves_lines_for_one_and_for_many():
    from django.contrib.admin.models import CHANGE, DELETION, LogEntry

    admin = factories.UserFactory(name="Adi Admin", roles=[Role.ADMIN], is_superuser=True)
    one, other = factories.VenueFactory(name="Aula Satu"), factories.VenueFactory(name="Aula Dua")
    LogEntry.objects.log_actions(admin.pk, [one], CHANGE, change_message=[{"changed": {"fields": ["name"]}}])
    LogEntry.objects.log_actions(admin.pk, [one, other], DELETION)

    told = AuditEntry.objects.order_by("pk").values_list("verb", "subject_label", "actor_name")
    assert list(told) == [
        ("admin.changed", str(one), "Adi Admin"),
        ("admin.removed", str(one), "Adi Admin"),
        ("admin.removed", str(other), "Adi Admin"),
    ]
    assert AuditEntry.objects.first().subject_type == "events.venue"
    assert chain.verify(at=timezone.now()).lines == 3
