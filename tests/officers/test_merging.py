"""Two rows of one person become one: nothing is lost, nothing stays behind, what cannot be is said."""

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from assignments.duty.models import CalendarFeed
from assignments.field.models import StatusReport
from assignments.letters.models import LetterRow
from assignments.models import Assignment
from lo_portal.audit.models import AuditEntry
from lo_portal.privacy import persons
from lo_portal.refusals import Conflict, Refused
from officers import services
from officers.merging import comparing, judging
from officers.models import Attendance, CompetencyRating, Officer, RosterEntry
from officers.nominations.models import Nomination, Nominee
from tests import factories
from tests.letters.factories import LetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return factories.OfficerFactory(name="Syarifah Zahra", email="", front_title="Dr.")


@pytest.fixture
def other(kept):
    return factories.OfficerFactory(
        name="Syarifah Zahra", agency=kept.agency, identity_kind="none", nip="", email="zahra@contoh.example"
    )


def merge(kept, other, staff, at, *taken, **more):
    return services.merge_officers(kept=kept, other=other, taken=set(taken), by=staff, at=at, **more)


def a_row_of_everything(officer, event, staff, at) -> None:
    """At least one row in every table that names an officer."""
    factories.OfficerLanguageFactory(officer=officer, language="tl")
    CompetencyRating.objects.create(officer=officer, competency="time", self_rating=3)
    services.add_training(officer=officer, values={"kind": "course", "title": "Protokol"}, by=staff, at=at)
    services.add_leave(
        officer=officer, values={"starts_on": "2022-12-01", "ends_on": "2022-12-02"}, by=staff, at=at
    )
    factories.RosterEntryFactory(event=event, officer=officer)
    services.mark_attendance(
        briefing=factories.BriefingFactory(item__event=event), officer=officer, by=staff, at=at
    )
    nomination = Nomination.objects.create(
        event=event, agency=officer.agency, quota=1, due_at=at, link_until=at
    )
    Nominee.objects.create(nomination=nomination, officer=officer, key="nip:1", name=officer.name)
    delegation = factories.DelegationFactory(event=event)
    factories.AssignmentFactory(delegation=delegation, officer=officer)
    StatusReport.objects.create(
        event=event, delegation=delegation, officer=officer, phase="on_site", tapped_at=at, received_at=at,
        agenda_item=factories.AgendaItemFactory(event=event),
    )  # fmt: skip
    letter = LetterFactory(event=event)
    LetterRow.objects.create(letter=letter, officer=officer)


def fill_the_rest(officer, event, staff, at) -> None:
    """The plainest row in every table that is still without one, so that a new table is never forgotten."""
    for field in judging.links():
        model = field.model
        if model is Officer or model._base_manager.filter(**{field.name: officer}).exists():
            continue
        model._base_manager.create(**{field.name: officer}, **plain_values(model, field, event, staff, at))


def plain_values(model, skip, event, staff, at) -> dict:
    """A value for every column that has neither a default nor may be empty."""
    made = {}
    for field in model._meta.concrete_fields:
        if field is skip or field.primary_key or field.null or field.has_default() or field.blank:
            continue
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            continue
        made[field.name] = plain_value(field, event, staff, at)
    return made


def plain_value(field, event, staff, at):
    if field.is_relation:
        label = field.related_model._meta.label
        rows = {
            "events.Event": event,
            "accounts.User": staff,
            "delegates.Delegation": event.delegations.first(),
            "assignments.Assignment": Assignment.objects.first(),
        }
        if label in rows:
            return rows[label]
        return field.related_model._base_manager.create(
            **plain_values(field.related_model, None, event, staff, at)
        )
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.DateTimeField):
        return at
    if isinstance(field, models.IntegerField):
        return 1
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.UUIDField):
        return "0190f0d4-0000-7000-8000-000000000001"
    return "x"


def test_every_table_that_names_an_officer_moves(kept, other, event, staff, at):
    a_row_of_everything(other, event, staff, at)
    fill_the_rest(other, event, staff, at)
    named = {
        relation.related_model
        for relation in Officer._meta.related_objects
        if not hasattr(relation.related_model, "pgh_tracked_model")
    }
    assert {field.model for field in judging.links()} == named
    assert all(isinstance(field, models.ForeignKey) for field in judging.links())
    before = {field: rows_of(field, other) for field in judging.links() if field.model is not Officer}
    assert all(before.values()), [field.model for field, count in before.items() if not count]
    merge(kept, other, staff, at)
    assert {field: rows_of(field, kept) for field in before} == before
    assert {rows_of(field, other) for field in before} == {0}


def rows_of(field, officer) -> int:
    return field.model._base_manager.filter(**{field.name: officer}).count()


def test_chosen_fields_come_over_and_the_tombstone_is_empty(kept, other, staff, at):
    Officer.objects.filter(pk=other.pk).update(position="Kepala Bidang")
    merged = merge(kept, other, staff, at, "email", "position")
    other.refresh_from_db()
    assert (merged.email, merged.position, merged.nip) == ("zahra@contoh.example", "Kepala Bidang", kept.nip)
    assert (other.email, other.nip, other.position, str(other.phone)) == ("", "", "", "")
    assert (other.merged_into, other.withdrawn_at) == (merged, at)
    entry = AuditEntry.objects.get(verb="officer.merged")
    assert entry.subject_id == str(kept.pk)
    assert entry.detail["merged_id"] == str(other.pk)


def test_number_goes_with_its_kind(kept, other, staff, at):
    nip = kept.nip
    merged = merge(other, kept, staff, at, "identity_kind")
    assert (merged.pk, merged.identity_kind, merged.nip) == (other.pk, "pns", nip)


def test_languages_and_skills_are_joined_and_doubles_chosen(kept, other, staff, at):
    for officer, level in ((kept, "B1"), (other, "C1")):
        factories.OfficerLanguageFactory(officer=officer, language="en", level=level)
        CompetencyRating.objects.create(officer=officer, competency="time", self_rating=len(level))
    factories.OfficerLanguageFactory(officer=other, language="zh", level="A2")
    CompetencyRating.objects.filter(officer=other).update(self_rating=5)
    keys = {one.key for one in comparing.choices(kept, other)}
    assert {"language-en", "skill-time"} <= keys
    assert "language-zh" not in keys
    merge(kept, other, staff, at, "language-en", "skill-time")
    assert sorted(str(one) for one in kept.languages.all()) == ["en C1", "zh A2"]
    assert kept.ratings.get().self_rating == 5


def test_what_was_not_chosen_stays_as_it_was(kept, other, staff, at):
    for officer, level in ((kept, "B1"), (other, "C1")):
        factories.OfficerLanguageFactory(officer=officer, language="en", level=level)
    merge(kept, other, staff, at)
    assert kept.languages.get().level == "B1"


def test_two_who_stand_on_one_roster_are_refused(kept, other, event, staff, at):
    for officer in (kept, other):
        factories.RosterEntryFactory(event=event, officer=officer)
    with pytest.raises(Refused, match="BIMP-EAGA MM ke-25"):
        merge(kept, other, staff, at)
    assert RosterEntry.objects.filter(officer=other).exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("gone", ["kept", "other"])
def test_a_withdrawn_place_gives_way(gone, kept, other, event, staff, at):
    places = {
        name: factories.RosterEntryFactory(event=event, officer=officer)
        for name, officer in (("kept", kept), ("other", other))
    }
    services.withdraw_roster_entry(entry=places[gone], reason="ganda", by=staff, at=at)
    merge(kept, other, staff, at)
    standing = places["other" if gone == "kept" else "kept"]
    assert list(RosterEntry.objects.values_list("pk", "officer")) == [(standing.pk, kept.pk)]


def test_overlapping_pairs_are_refused_with_the_pair(kept, other, event, staff, at):
    for officer in (kept, other):
        factories.AssignmentFactory(delegation=factories.DelegationFactory(event=event), officer=officer)
    with pytest.raises(Refused, match="D-"):
        merge(kept, other, staff, at)
    assert Assignment.objects.filter(officer=other).count() == 1


def test_one_briefing_keeps_the_earlier_mark(kept, other, event, staff, at):
    briefing = factories.BriefingFactory(item__event=event)
    for officer, when in ((kept, briefing.item.ends_at), (other, at)):
        Attendance.objects.create(briefing=briefing, officer=officer, marked_at=when, method="list")
    merge(kept, other, staff, at)
    assert Attendance.objects.get().marked_at == at


def test_one_calendar_address_goes_on(kept, other, staff, at):
    feeds = [CalendarFeed.objects.create(officer=officer) for officer in (kept, other)]
    merge(kept, other, staff, at)
    assert list(CalendarFeed.objects.values_list("pk", flat=True)) == [feeds[0].pk]


def test_the_account_that_was_not_chosen_is_closed(kept, other, staff, at):
    for officer, roles in ((kept, ["officer"]), (other, ["coordinator"])):
        officer.user = factories.UserFactory(roles=roles)
        officer.save()
    merged = merge(kept, other, staff, at, "user")
    kept.user.refresh_from_db()
    assert (merged.user, kept.user.is_active) == (other.user, False)
    assert sorted(merged.user.roles) == ["coordinator", "officer"]


def test_an_account_of_the_bureau_is_never_closed(kept, other, staff, at):
    kept.user, other.user = factories.UserFactory(roles=["officer"]), staff
    kept.save()
    other.save()
    merge(kept, other, staff, at)
    staff.refresh_from_db()
    assert staff.is_active


def test_late_comparison_is_a_conflict(kept, other, staff, at):
    services.change_officer(officer=other, changes={"position": "Arsiparis"}, by=staff, at=at)
    with pytest.raises(Conflict):
        merge(kept, other, staff, at, seen=(0, 0))


def test_a_merged_row_is_not_merged_again_and_chains_lead_to_one(kept, other, staff, at):
    third = factories.OfficerFactory()
    merge(other, third, staff, at)
    merge(kept, other, staff, at)
    with pytest.raises(Refused):
        merge(kept, other, staff, at)
    with pytest.raises(Refused):
        merge(kept, kept, staff, at)
    third.refresh_from_db()
    assert third.merged_into_id == kept.pk


def test_erasing_the_person_erases_the_tombstone(kept, other, staff, at):
    merge(kept, other, staff, at)
    persons.erase_person(person=persons.get("officer", kept.pk), reason="UU 27/2022", by=staff, at=at)
    other.refresh_from_db()
    assert "Zahra" not in other.name


def test_page_compares_refuses_and_merges(kept, other, event, staff, client_of):
    client, url = client_of(staff), reverse("officers:officer-merge", args=[kept.pk, other.pk])
    page = client.get(url).content.decode()
    assert "zahra@contoh.example" in page
    assert kept.nip not in page
    entries = [factories.RosterEntryFactory(event=event, officer=one) for one in (kept, other)]
    seen = {"seen_kept": 0, "seen_other": 0, "take-email": "other"}
    refused = client.post(url, seen)
    assert refused.status_code == 422
    assert "Lepaskan salah satu dari daftar itu dulu" in refused.content.decode()
    services.withdraw_roster_entry(entry=entries[1], reason="ganda", by=staff, at=timezone.now())
    assert client.post(url, seen).status_code == 302
    kept.refresh_from_db()
    assert kept.email == "zahra@contoh.example"
    moved = client.get(reverse("officers:officer-detail", args=[other.pk]))
    assert moved.url == reverse("officers:officer-detail", args=[kept.pk])


def test_choosing_shows_those_alike_and_no_tombstone(kept, other, staff, client_of, at):
    url = reverse("officers:merge-choose", args=[kept.pk])
    assert str(other.pk) in client_of(staff).get(url).content.decode()
    assert str(other.pk) in client_of(staff).get(url, {"q": "zahra"}).content.decode()
    merge(kept, other, staff, at)
    assert str(other.pk) not in client_of(staff).get(url, {"q": "zahra"}).content.decode()


def test_only_staff_merge(kept, other, event, coordinator, officer_user, client_of):
    for officer in (kept, other):
        factories.RosterEntryFactory(event=event, officer=officer)
    for name, args in (("merge-choose", [kept.pk]), ("officer-merge", [kept.pk, other.pk])):
        url = reverse(f"officers:{name}", args=args)
        assert client_of(coordinator).get(url).status_code == 403
        assert client_of(officer_user).get(url).status_code == 404
        assert client_of(coordinator).put(url).status_code == 403
