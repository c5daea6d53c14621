"""Learning events: batches with a quota, sessions per batch, attendance in lesson hours, points."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from events import services as events
from events.models import Batch, Speaker
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Refused
from officers import courses, services
from officers.models import Participation
from tests import factories

pytestmark = pytest.mark.django_db

DETAIL_QUERIES = 14


@pytest.fixture
def bimtek(event):
    """A bimtek of two batches; whoever attended 80 % is certified."""
    event.kind, event.name, event.host = "training", "Bimtek Kerja Sama Daerah", "Biro Administrasi Pimpinan"
    event.save()
    return event


@pytest.fixture
def first(bimtek):
    return Batch.objects.create(event=bimtek, name="Gelombang I", quota=2)


@pytest.fixture
def second(bimtek):
    return Batch.objects.create(event=bimtek, name="Gelombang II", quota=30)


def participant(event, batch=None, **more):
    entry = factories.RosterEntryFactory(event=event, **more)
    if batch is not None:
        Participation.objects.create(entry=entry, batch=batch)
    return entry


def session(event, hours, batch=None, title="Materi", day=0):
    return factories.BriefingFactory(
        item__event=event,
        item__title=title,
        item__starts_at=factories.MORNING + timedelta(days=day),
        lesson_hours=hours,
        batch=batch,
    )


def attend(entry, *briefings, by, at):
    for briefing in briefings:
        services.mark_attendance(briefing=briefing, officer=entry.officer, by=by, at=at)


def only(event):
    (progress,) = courses.progress_of(event)
    return progress


def test_attendance_counts_lesson_hours_of_ones_own_batch(bimtek, first, second, staff, at):
    entry = participant(bimtek, first)
    opening, own = session(bimtek, 2), session(bimtek, 6, first)
    session(bimtek, 8, second)
    attend(entry, own, by=staff, at=at)
    one = only(bimtek)
    assert (one.done, one.whole, one.percent) == (6, 8, 75)
    assert "75%" in one.reason_against
    attend(entry, opening, by=staff, at=at)
    assert (only(bimtek).percent, only(bimtek).reason_against) == (100, "")


def test_threshold_is_reached_exactly_and_not_by_rounding(bimtek, staff, at):
    entry = participant(bimtek)
    sessions = [session(bimtek, 1, title=f"Sesi {n}") for n in range(5)]
    attend(entry, *sessions[:4], by=staff, at=at)
    assert only(bimtek).reason_against == ""
    bimtek.attendance_percent = 81
    bimtek.save()
    assert only(bimtek).reason_against != ""


def test_without_lesson_hours_sessions_are_counted(bimtek, staff, at):
    entry = participant(bimtek)
    rakor = session(bimtek, 0)
    session(bimtek, 0, title="Penutupan")
    attend(entry, rakor, by=staff, at=at)
    assert (only(bimtek).done, only(bimtek).whole, only(bimtek).percent) == (1, 2, 50)


def test_cancelled_sessions_do_not_count(bimtek, staff, at):
    entry = participant(bimtek)
    held, dropped = session(bimtek, 4), session(bimtek, 4, title="Batal")
    attend(entry, held, by=staff, at=at)
    events.cancel_item(item=dropped.item, reason="narasumber sakit", by=staff, at=at)
    assert only(bimtek).percent == 100


def test_nobody_learns_without_a_session(bimtek):
    participant(bimtek)
    assert (only(bimtek).percent, bool(only(bimtek).reason_against)) == (0, True)


def test_coordinators_and_withdrawn_are_no_participants(bimtek, staff, at):
    participant(bimtek, role="coordinator")
    gone = participant(bimtek)
    services.withdraw_roster_entry(entry=gone, reason="sakit", by=staff, at=at)
    assert courses.progress_of(bimtek) == []


def test_a_session_of_one_batch_takes_nobody_of_another(bimtek, first, second, staff, at):
    own, other, none = participant(bimtek, first), participant(bimtek, second), participant(bimtek)
    held = session(bimtek, 4, first)
    attend(own, held, by=staff, at=at)
    for entry in (other, none):
        with pytest.raises(Refused, match="Gelombang I"):
            attend(entry, held, by=staff, at=at)
    assert held.attendance.get().officer == own.officer


def test_batch_takes_no_more_than_its_quota(bimtek, first, staff, at):
    entries = [participant(bimtek) for _n in range(3)]
    values = {entry.pk: {"batch": first} for entry in entries}
    with pytest.raises(Refused, match="Gelombang I"):
        services.set_participations(event=bimtek, values=values, by=staff, at=at)
    assert not Participation.objects.exists()
    assert not AuditEntry.objects.filter(verb="participation.set").exists()
    values.popitem()
    assert services.set_participations(event=bimtek, values=values, by=staff, at=at) == 2
    services.withdraw_roster_entry(entry=entries[0], reason="sakit", by=staff, at=at)
    services.set_participations(event=bimtek, values={entries[2].pk: {"batch": first}}, by=staff, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_who_fill_the_last_place_at_once_do_not_both_get_it(bimtek, first, staff, at):
    participant(bimtek, first)
    entries, outcomes = [participant(bimtek) for _n in range(2)], []
    barrier = threading.Barrier(2)

    def place(entry):
        try:
            barrier.wait()
            services.set_participations(event=bimtek, values={entry.pk: {"batch": first}}, by=staff, at=at)
            outcomes.append("placed")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=place, args=[entry]) for entry in entries]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["placed", "refused"]
    assert Participation.objects.filter(batch=first).count() == 2


def test_points_are_kept_and_outside_the_scale_refused(bimtek, staff, at):
    entry = participant(bimtek)
    for points in ({"pre_score": 0}, {"post_score": 95}):
        services.set_participations(event=bimtek, values={entry.pk: points}, by=staff, at=at)
    stored = Participation.objects.get()
    assert (stored.pre_score, stored.post_score) == (0, 95)
    assert AuditEntry.objects.filter(verb="participation.set").count() == 2
    with pytest.raises(Refused):
        services.set_participations(event=bimtek, values={entry.pk: {"post_score": 101}}, by=staff, at=at)


def test_who_is_in_no_batch_is_not_certified_by_the_common_sessions(bimtek, first, staff, at):
    entry = participant(bimtek)
    opening = session(bimtek, 0, title="Pembukaan")
    session(bimtek, 4, first)
    attend(entry, opening, by=staff, at=at)
    assert (only(bimtek).percent, bool(only(bimtek).reason_against)) == (100, True)


def test_who_comes_back_to_a_full_batch_is_refused(bimtek, first, staff, at):
    gone = participant(bimtek, first)
    services.withdraw_roster_entry(entry=gone, reason="sakit", by=staff, at=at)
    for _n in range(2):
        participant(bimtek, first)
    with pytest.raises(Refused, match="Gelombang I"):
        services.enrol_officer(
            event=bimtek, officer=gone.officer, values={"role": "officer"}, by=staff, at=at
        )
    gone.refresh_from_db()
    assert gone.withdrawn_at == at


def test_quota_is_not_set_below_who_is_in_already(bimtek, first, staff, at):
    for _n in range(2):
        participant(bimtek, first)
    with pytest.raises(Refused):
        events.change_batch(batch=first, changes={"quota": 1}, by=staff, at=at)
    events.change_batch(batch=first, changes={"quota": 2, "audience": "ASN provinsi"}, by=staff, at=at)
    first.refresh_from_db()
    assert (first.quota, first.audience) == (2, "ASN provinsi")


def test_batch_of_another_event_is_refused(bimtek, staff, at):
    entry, foreign = (
        participant(bimtek),
        Batch.objects.create(event=factories.EventFactory(), name="Lain", quota=9),
    )
    with pytest.raises(Refused):
        services.set_participations(event=bimtek, values={entry.pk: {"batch": foreign}}, by=staff, at=at)


def test_a_batch_in_use_is_not_removed(bimtek, first, second, staff, at):
    participant(bimtek, first)
    with pytest.raises(Refused):
        events.remove_batch(batch=first, by=staff, at=at)
    events.remove_batch(batch=second, by=staff, at=at)
    assert list(Batch.objects.all()) == [first]
    assert AuditEntry.objects.filter(verb="batch.removed").count() == 1


def test_speaker_holds_sessions_of_the_own_event_only(bimtek, staff, at):
    values = {"name": "Dr. Contoh Narasumber", "institution": "Kemendagri", "sessions": [session(bimtek, 4)]}
    events.create_speaker(event=bimtek, values=values, by=staff, at=at)
    assert str(courses.sessions_of(bimtek)[0].briefing.speakers.get()) == "Dr. Contoh Narasumber"
    foreign = factories.BriefingFactory()
    with pytest.raises(Refused):
        events.create_speaker(event=bimtek, values={"name": "B", "sessions": [foreign]}, by=staff, at=at)


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_for_one_and_thirty(
    count, bimtek, second, staff, client_of, at, django_assert_num_queries
):
    held = session(bimtek, 4)
    Speaker.objects.create(event=bimtek, name="Narasumber").sessions.add(held)
    for _n in range(count):
        attend(participant(bimtek, second), held, by=staff, at=at)
    client, url = client_of(staff), reverse("officers:learning-detail", args=[bimtek.slug])
    client.get(url)
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(url)


def test_only_learning_events_have_the_page_and_only_the_team_sees_it(
    bimtek, staff, coordinator, officer_user, stranger, client_of
):
    pages = {
        name: reverse(f"officers:{name}", args=[bimtek.slug, *more])
        for name, more in (("learning-detail", []), ("learning-places", []), ("learning-export", ["xlsx"]))
    }
    answers = {
        name: [client_of(who).get(url).status_code for who in (staff, coordinator, officer_user, stranger)]
        for name, url in pages.items()
    }
    assert answers == {
        "learning-detail": [200, 200, 403, 404],
        "learning-places": [200, 403, 403, 404],
        "learning-export": [200, 200, 403, 404],
    }
    assert client_of(staff).put(pages["learning-detail"]).status_code == 405
    bimtek.kind = "ministerial"
    bimtek.save()
    for name in ("learning-detail", "learning-places"):
        assert client_of(staff).get(pages[name]).url == reverse("officers:briefing-list", args=[bimtek.slug])


def test_menu_has_the_page_for_learning_events_only(bimtek, staff, client_of):
    home, page = (
        reverse(name, args=[bimtek.slug]) for name in ("officers:briefing-list", "officers:learning-detail")
    )
    assert page in client_of(staff).get(home).content.decode()
    bimtek.kind = "ministerial"
    bimtek.save()
    assert page not in client_of(staff).get(home).content.decode()


def test_grid_saves_what_was_changed_and_says_what_is_wrong(bimtek, first, staff, client_of):
    entry = participant(bimtek)
    client, url = client_of(staff), reverse("officers:learning-places", args=[bimtek.slug])
    key = str(entry.pk)
    typed = {f"batch-{key}": str(first.pk), f"pre_score-{key}": "40", f"post_score-{key}": "101"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert 'value="101"' in refused.content.decode()
    assert "bilangan bulat dari 0 sampai 100" in refused.content.decode()
    assert client.post(url, typed | {f"post_score-{key}": "90"}).status_code == 302
    stored = Participation.objects.get()
    assert (stored.batch, stored.pre_score, stored.post_score) == (first, 40, 90)


def test_grid_does_not_undo_what_somebody_else_saved_meanwhile(bimtek, first, staff, client_of, at):
    entry = participant(bimtek)
    key = str(entry.pk)
    seen = {f"initial-batch-{key}": "", f"initial-pre_score-{key}": "", f"initial-post_score-{key}": ""}
    services.set_participations(event=bimtek, values={entry.pk: {"pre_score": 55}}, by=staff, at=at)
    url = reverse("officers:learning-places", args=[bimtek.slug])
    client_of(staff).post(url, seen | {f"batch-{key}": str(first.pk), f"pre_score-{key}": ""})
    stored = Participation.objects.get()
    assert (stored.batch, stored.pre_score) == (first, 55)


def test_a_session_is_planned_for_one_batch(bimtek, first, staff, client_of):
    url = reverse("events:briefing-create", args=[bimtek.slug])
    assert "Gelombang I" in client_of(staff).get(url).content.decode()
    answer = client_of(staff).post(
        url,
        {
            "title": "Keprotokolan", "kind": "training", "day": "2022-11-23", "starts": "09:00",
            "ends": "12:00", "lesson_hours": "4", "batch": str(first.pk),
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert [(one.hours, one.batch_id) for one in courses.sessions_of(bimtek)] == [(4, first.pk)]


def test_other_events_plan_briefings_without_batches(event, staff, client_of):
    page = client_of(staff).get(reverse("events:briefing-create", args=[event.slug])).content.decode()
    assert 'name="batch"' not in page


def test_figures_average_the_points_that_were_marked(bimtek, first):
    for pre, post in ((40, 80), (None, 100)):
        entry = participant(bimtek)
        Participation.objects.create(entry=entry, pre_score=pre, post_score=post)
    participant(bimtek)
    found = courses.figures(courses.progress_of(bimtek))
    assert (found.participants, found.pre_average, found.post_average) == (3, 40, 90)
