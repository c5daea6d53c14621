"""The guide: checklists shared by a team, the code of conduct once, whose words hold."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from assignments.duty.sheet import Sheet
from assignments.field import checklists, guides, services, standard
from assignments.field.models import (
    POINT_LENGTH,
    Acknowledgement,
    ChecklistTick,
    FieldGuide,
    GuidePhase,
)
from assignments.models import Assignment
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from tests import factories
from tests.duty.factories import GALA, assign, entry
from tests.duty.factories import sheet as sheet_of
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db
LANDING = datetime(2022, 11, 23, 3, 35, tzinfo=UTC)
POINT = standard.BEFORE.splitlines()[0]


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def tick(delegation, user, point=POINT, phase="before", done=True, at=LANDING):
    return services.tick_point(
        delegation=delegation, phase=phase, point=point, done=done, by=user, tapped_at=at, at=at
    )


def visit() -> Sheet:
    """A meeting of the officers, arrival on the 23rd, the gala on the 25th, departure on the 26th."""
    guests = {"delegations": ("PH-01",)}
    morning = entry("agenda:m", starts_at=LANDING - timedelta(days=3), ends_at=LANDING - timedelta(days=3))
    arrival = entry("movement:a", kind="arrival", starts_at=LANDING, ends_at=None, **guests)
    departure = entry(
        "movement:d", kind="departure", starts_at=GALA + timedelta(hours=16), ends_at=None, **guests
    )
    return sheet_of([morning, arrival, entry(**guests), departure])


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (LANDING - timedelta(days=2), "before"),
        (LANDING + timedelta(minutes=5), "arrival"),
        (LANDING + timedelta(hours=12), "hotel"),
        (GALA + timedelta(hours=1), "venue"),
        (GALA + timedelta(hours=8), "departure"),
        (GALA + timedelta(hours=16, minutes=5), "departure"),
        (GALA + timedelta(days=9), "departure"),
    ],
)
def test_the_list_of_the_moment_is_open(moment, phase):
    assert checklists.phase_now(visit(), moment) == phase


def test_a_tick_is_shared_by_the_team_and_says_who_made_it(delegation, officer_user, other_officer_user):
    assign(delegation, other_officer_user, slot=2)
    assert tick(delegation, officer_user)
    assert not tick(delegation, other_officer_user)
    kept = ChecklistTick.objects.get()
    assert (kept.ticked_by, kept.ticked_at) == (officer_user, LANDING)
    assert AuditEntry.objects.filter(verb="checklist.ticked").count() == 1


def test_an_older_tap_does_not_undo_a_newer_tick(delegation, officer_user):
    tick(delegation, officer_user)
    assert not tick(delegation, officer_user, done=False, at=LANDING - timedelta(minutes=1))
    assert tick(delegation, officer_user, done=False, at=LANDING + timedelta(minutes=1))
    assert not ChecklistTick.objects.exists()


@pytest.mark.parametrize(
    ("point", "phase"), [("Bukan dari daftar", "before"), (POINT, "hotel"), (POINT, "x")]
)
def test_a_point_that_is_not_on_the_list_is_refused(delegation, officer_user, point, phase):
    with pytest.raises(Refused) as refusal:
        tick(delegation, officer_user, point=point, phase=phase)
    assert refusal.value.code == "point_gone"


def test_who_does_not_serve_ticks_nothing(delegation, other_officer_user):
    with pytest.raises(Refused) as refusal:
        tick(delegation, other_officer_user)
    assert refusal.value.code == "not_serving"


def test_the_standard_fits_on_a_phone():
    points = [line for text in standard.TEXTS.values() for line in text.splitlines()]
    assert set(standard.TEXTS) == {*GuidePhase.values, "etiquette", "local_facts", "conduct"}
    assert max(len(point) for point in points) <= POINT_LENGTH


def test_the_events_own_guide_comes_before_the_bureaus(event, staff, at):
    assert guides.guide_of(event).points("before")[0] == POINT
    FieldGuide.objects.create(event=None, before="Dari biro")
    assert guides.guide_of(event).before == "Dari biro"
    own = services.save_guide(
        event=event, changes={"before": "- Milik acara\n\n Milik acara"}, by=staff, at=at
    )
    assert guides.guide_of(event).points("before") == ["Milik acara"]
    services.save_guide(event=event, guide=own, changes={"before": "Baru"}, by=staff, at=at, seen=own.version)
    with pytest.raises(Conflict):
        services.save_guide(
            event=event, guide=own, changes={"before": "Lama"}, by=staff, at=at, seen=own.version
        )


def test_a_tick_stays_with_its_words_when_the_list_changes(delegation, event, staff, officer_user, at):
    tick(delegation, officer_user)
    services.save_guide(event=event, changes={"before": f"Hal baru\n{POINT}"}, by=staff, at=at)
    ticks = {("before", POINT): ChecklistTick.objects.get()}
    lists = checklists.checklists_of(guides.guide_of(event), ticks, GuidePhase.BEFORE)
    assert [(point.text, point.tick is not None) for point in lists[0].points] == [
        ("Hal baru", False), (POINT, True),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_agreeing_at_once_from_ten_connections_is_one_agreement(delegation, event, officer_user):
    barrier = threading.Barrier(10)

    def agree():
        barrier.wait()
        try:
            services.acknowledge_conduct(
                event=event, officer=officer_user.officer, by=officer_user, tapped_at=LANDING, at=LANDING
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=agree) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Acknowledgement.objects.get()
    assert kept.conduct == standard.CONDUCT
    assert AuditEntry.objects.filter(verb="conduct.acknowledged").count() == 1


# --- the phone


def test_the_guide_asks_for_the_agreement_once(delegation, officer_user, client_of):
    client = client_of(officer_user)
    page = client.get(reverse("field:guide")).content.decode()
    assert reverse("field:conduct-acknowledge") in page
    assert POINT in page
    assert "Tata krama" in page
    assert reverse("field:guide") in client.get(reverse("duty:today")).content.decode()
    client.post(reverse("field:conduct-acknowledge"))
    client.post(reverse("field:conduct-acknowledge"))
    assert Acknowledgement.objects.count() == 1
    again = client.get(reverse("field:guide")).content.decode()
    assert reverse("field:conduct-acknowledge") not in again
    assert "disetujui" in again


def test_a_point_is_ticked_and_taken_back_without_script(delegation, officer_user, client_of):
    client, url = client_of(officer_user), reverse("field:point-tick")
    facts = {"delegation": delegation.pk, "phase": "before", "point": POINT}
    answer = client.post(url, {**facts, "done": "on"})
    assert answer.url == reverse("field:guide") + "#before"
    assert 'aria-checked="true"' in client.get(reverse("field:guide")).content.decode()
    client.post(url, {**facts, "done": ""})
    assert not ChecklistTick.objects.exists()
    assert client.post(url, {**facts, "phase": "x"}).status_code == 422
    assert client.post(url, {**facts, "delegation": uuid.uuid4()}).status_code == 404
    assert client.get(url).status_code == 405


def test_ticks_and_the_agreement_wait_for_a_signal_too(delegation, event, officer_user, client_of):
    base = {"delegation": str(delegation.pk), "phase": "before", "point": POINT}
    items = [
        {"type": "tick", "key": str(uuid.uuid4()), "at": 1000, **base, "done": True},
        {"type": "conduct", "key": str(uuid.uuid4()), "at": 2000, "event": event.slug},
        {"type": "tick", "key": str(uuid.uuid4()), "at": 3000, **base, "point": "hilang", "done": True},
        {"type": "conduct", "key": str(uuid.uuid4()), "at": 4000, "event": "lain"},
    ]
    client = client_of(officer_user)
    body = {"items": items, "sent_at": 61_000}
    outcomes = [
        client.post(reverse("field:replay"), body, content_type="application/json").json()["outcomes"]
        for _again in range(2)
    ]
    states = [[outcome["state"] for outcome in answer] for answer in outcomes]
    assert states[0] == ["stored", "stored", "refused", "refused"]
    assert states[1][0] == "known"
    assert (ChecklistTick.objects.count(), Acknowledgement.objects.count()) == (1, 1)
    gap = Acknowledgement.objects.get().acknowledged_at - ChecklistTick.objects.get().ticked_at
    assert gap.total_seconds() == pytest.approx(1, abs=0.5)


def test_who_has_no_sheet_is_led_home(event, other_officer_user, client_of):
    client = client_of(other_officer_user)
    assert client.get(reverse("field:guide")).url == reverse("duty:today")
    assert client.post(reverse("field:conduct-acknowledge")).status_code == 404


def test_a_guide_of_many_points_costs_the_same(
    delegation, event, officer_user, client_of, django_assert_num_queries
):
    client = client_of(officer_user)
    with django_assert_num_queries(7):
        client.get(reverse("field:guide"))
    for point in standard.BEFORE.splitlines():
        tick(delegation, officer_user, point=point)
    with django_assert_num_queries(7):
        client.get(reverse("field:guide"))


# --- the desk


def test_the_desk_sees_who_has_not_agreed(delegation, event, staff, officer_user, coordinator, client_of):
    url = reverse("field:agreement-list", args=[event.slug])
    page = client_of(staff).get(url).content.decode()
    assert "Rina Petugas" in page
    assert "1 belum setuju" in page
    services.acknowledge_conduct(
        event=event, officer=officer_user.officer, by=officer_user, tapped_at=LANDING, at=LANDING
    )
    page = client_of(coordinator).get(url).content.decode()
    assert "semua sudah setuju" in page
    assert reverse("field:guide-edit", args=[event.slug]) not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_agreements_costs_the_same(count, event, staff, client_of, django_assert_num_queries):
    for number in range(count):
        delegation = factories.DelegationFactory(event=event, code=f"D-{number:02}")
        factories.AssignmentFactory(delegation=delegation, state="accepted")
    client = client_of(staff)
    with django_assert_num_queries(8):
        assert client.get(reverse("field:agreement-list", args=[event.slug])).status_code == 200


def test_the_desk_writes_the_events_own_guide_and_loses_nothing(event, staff, client_of):
    client, url = client_of(staff), reverse("field:guide-edit", args=[event.slug])
    assert POINT in client.get(url).content.decode()
    answer = client.post(url, {"before": "x" * (POINT_LENGTH + 1), "conduct": "Jujur"})
    assert answer.status_code == 422
    assert "Butir ini lebih panjang" in answer.content.decode()
    assert "x" * (POINT_LENGTH + 1) in answer.content.decode()
    assert client.post(url, {"before": "Satu", "conduct": ""}).status_code == 422
    assert client.post(url, {"before": "Satu\nDua", "conduct": "Jujur"}).status_code == 302
    assert guides.guide_of(event).points("before") == ["Satu", "Dua"]
    assert guides.guide_of(event).points("hotel") == []
    stale = client.post(url, {"before": "Tiga", "conduct": "Jujur", "version": 7})
    assert stale.status_code == 409


@pytest.mark.parametrize("name", ["agreement-list", "guide-edit"])
def test_officers_and_strangers_do_not_reach_the_desk(
    name, delegation, event, officer_user, stranger, client_of
):
    url = reverse(f"field:{name}", args=[event.slug])
    assert client_of(officer_user).get(url).status_code == 403
    assert client_of(stranger).get(url).status_code == 404


def test_staff_have_no_phone_guide(staff, client_of):
    for name, method in (("guide", "get"), ("point-tick", "post"), ("conduct-acknowledge", "post")):
        assert getattr(client_of(staff), method)(reverse(f"field:{name}")).status_code == 403


def test_a_released_officer_ticks_nothing_more(delegation, officer_user):
    Assignment.objects.update(state="released", released_at=LANDING)
    with pytest.raises(Refused) as refusal:
        tick(delegation, officer_user, at=LANDING + timedelta(minutes=1))
    assert refusal.value.code == "replaced"
