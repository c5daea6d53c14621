from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.refusals import Conflict, Refused
from officers import pages, services
from officers.models import Attendance, Competency, CompetencyRating, Officer
from tests.factories import (
    AgencyFactory,
    BriefingFactory,
    OfficerFactory,
    RosterEntryFactory,
    TierFactory,
)


@pytest.fixture
def officer(db):
    return OfficerFactory(name="Wulan Pratiwi")


def test_officer_with_a_taken_number_is_refused_by_both(officer, staff, at):
    values = {"agency": officer.agency, "name": "Kembar", "nip": officer.nip}
    with pytest.raises(Refused):
        services.create_officer(values=values, by=staff, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficerFactory(nip=officer.nip)


def test_many_officers_have_no_number(staff, at, db):
    agency = AgencyFactory()
    for name in ("Ani", "Budi"):
        services.create_officer(
            values={"agency": agency, "name": name, "identity_kind": "none", "nip": ""}, by=staff, at=at
        )
    assert Officer.objects.filter(nip="").count() == 2


def test_impossible_nip_is_refused_by_both(officer, staff, at):
    with pytest.raises(Refused):
        services.change_officer(officer=officer, changes={"nip": "123"}, by=staff, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.filter(pk=officer.pk).update(nip="123")


def test_trail_never_holds_the_service_number(officer, staff, at):
    services.change_officer(
        officer=officer, changes={"nip": "199001012015011999", "name": "Wulan P."}, by=staff, at=at
    )
    detail = AuditEntry.objects.get().detail
    assert detail["nip"] == "•••"
    assert detail["name"] == ["Wulan Pratiwi", "Wulan P."]


def test_late_change_is_a_conflict(officer, staff, at):
    services.change_officer(officer=officer, changes={"position": "Analis"}, by=staff, at=at, seen=0)
    with pytest.raises(Conflict):
        services.change_officer(officer=officer, changes={"position": "Arsiparis"}, by=staff, at=at, seen=0)


def test_looking_at_the_number_is_logged(officer, staff, at):
    assert services.show_identity(officer=officer, by=staff, at=at) == officer.nip
    assert ViewEntry.objects.get().fields == ["nip"]


def test_languages_are_replaced_as_a_whole(officer, staff, at):
    services.set_languages(officer=officer, levels={"en": "B2", "ms": "C1"}, by=staff, at=at)
    services.set_languages(officer=officer, levels={"en": "C1"}, by=staff, at=at)
    assert [str(one) for one in officer.languages.all()] == ["en C1"]
    assert AuditEntry.objects.first().detail == {"languages": [["en B2", "ms C1"], ["en C1"]]}


def test_coordinator_rating_counts_before_the_own(officer, staff, at):
    none = dict.fromkeys(Competency.values)
    services.rate_officer(officer=officer, rater="self", ratings=none | {"diplomacy": 5}, by=staff, at=at)
    services.rate_officer(
        officer=officer, rater="coordinator", ratings=none | {"diplomacy": 3}, by=staff, at=at
    )
    assert CompetencyRating.objects.get().rating == 3


@pytest.mark.parametrize("points", [0, 6])
def test_rating_outside_one_to_five_is_refused(points, officer, staff, at):
    with pytest.raises(Refused):
        services.rate_officer(officer=officer, rater="self", ratings={"time": points}, by=staff, at=at)


def test_leave_that_ends_before_it_starts_is_refused(officer, staff, at):
    values = {"starts_on": date(2022, 11, 24), "ends_on": date(2022, 11, 23)}
    with pytest.raises(Refused):
        services.add_leave(officer=officer, values=values, by=staff, at=at)


def test_officer_stands_on_a_roster_once(event, officer, staff, at):
    services.enrol_officer(event=event, officer=officer, values={"role": "officer"}, by=staff, at=at)
    with pytest.raises(Refused):
        services.enrol_officer(event=event, officer=officer, values={"role": "reserve"}, by=staff, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterEntryFactory(event=event, officer=officer)


def test_withdrawn_officer_may_come_back(event, officer, staff, at):
    entry = services.enrol_officer(event=event, officer=officer, values={"role": "officer"}, by=staff, at=at)
    services.withdraw_roster_entry(entry=entry, reason="sakit", by=staff, at=at)
    again = services.enrol_officer(event=event, officer=officer, values={"role": "reserve"}, by=staff, at=at)
    assert (again.pk, again.role, again.withdrawn_at) == (entry.pk, "reserve", None)


def test_roster_takes_no_tier_of_another_event(event, officer, staff, at):
    with pytest.raises(Refused):
        services.enrol_officer(
            event=event,
            officer=officer,
            values={"role": "officer", "tiers": [TierFactory()]},
            by=staff,
            at=at,
        )


def test_attendance_counts_once_and_keeps_the_first_time(event, officer, staff, at):
    RosterEntryFactory(event=event, officer=officer)
    briefing = BriefingFactory(item__event=event)
    first = services.mark_attendance(briefing=briefing, officer=officer, by=staff, at=at)
    again = services.mark_attendance(briefing=briefing, officer=officer, by=staff, at=briefing.item.ends_at)
    assert (first.pk, again.marked_at) == (again.pk, at)
    assert AuditEntry.objects.filter(verb="attendance.marked").count() == 1


def test_only_the_roster_is_present(event, officer, staff, at):
    with pytest.raises(Refused):
        services.mark_attendance(
            briefing=BriefingFactory(item__event=event), officer=officer, by=staff, at=at
        )
    assert not Attendance.objects.exists()


def test_mark_can_be_taken_back(event, officer, staff, at):
    RosterEntryFactory(event=event, officer=officer)
    briefing = BriefingFactory(item__event=event)
    services.mark_attendance(briefing=briefing, officer=officer, by=staff, at=at)
    services.unmark_attendance(briefing=briefing, officer=officer, by=staff, at=at)
    services.unmark_attendance(briefing=briefing, officer=officer, by=staff, at=at)
    assert not Attendance.objects.exists()
    assert AuditEntry.objects.filter(verb="attendance.unmarked").count() == 1


def test_clashes_are_other_briefings_and_leave(event, officer, staff, at):
    RosterEntryFactory(event=event, officer=officer)
    briefing, same_time = BriefingFactory(item__event=event), BriefingFactory(item__event=event)
    day = briefing.item.starts_at.astimezone(event.zone).date()
    leave = services.add_leave(officer=officer, values={"starts_on": day, "ends_on": day}, by=staff, at=at)
    assert pages.clashes(briefing) == ([same_time.item], [leave])


def test_briefed_is_declared_or_attended(event, officer, staff, at):
    RosterEntryFactory(event=event, officer=officer)
    RosterEntryFactory(event=event, officer=OfficerFactory(name="Aan"), briefed=True)
    rows = {row.officer.name: row.briefed for row in pages.roster_rows(event, staff)}
    assert rows == {"Wulan Pratiwi": False, "Aan": True}
    services.mark_attendance(briefing=BriefingFactory(item__event=event), officer=officer, by=staff, at=at)
    assert all(row.briefed for row in pages.roster_rows(event, staff))
