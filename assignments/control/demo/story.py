"""The demo told through the services of the product: seeding it is itself a test.

The sample workbook is imported with its dates moved to begin in three days; most pairs are published
and answered, two slots are left open, one officer has declined: every page has something to show and
every step of the main job something left to do. All persons are invented.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assignments import services as pairing
from assignments import suggestions
from assignments.control.demo import asked, confirming, course, facts
from assignments.control.demo.cast import busy_of, cast
from assignments.control.demo.workbook import moved_workbook
from assignments.duty import publishing
from assignments.duty.models import DutySheet
from assignments.field import guides
from assignments.field import services as field
from assignments.field.models import GuidePhase
from assignments.letters import register
from assignments.letters import services as letters
from assignments.letters.models import LetterProfile
from assignments.models import Assignment, AssignmentState
from assignments.notices import reminders
from delegates import services as delegates
from delegates.models import Delegation, Movement, MovementKind
from events import services as events
from events.models import Briefing, Event, EventStage
from lo_portal.accounts.models import Role, User
from lo_portal.imports import whole_files
from officers import services as officers
from officers.models import AttendanceMethod, RosterEntry, RosterRole
from officers.services import accounts

DAYS_AHEAD = 3
BRIEFING_IN = timedelta(hours=2, minutes=3)  # its reminder of two hours before goes out in three minutes
LEFT_OPEN = ("PH-02/1", "SBH/1")
DECLINES = "INT-03/2"
WAITING = ("KALTIM/1", "SULUT/1", "RI-06/1")


def tell(*, at: datetime) -> Event | None:
    """Seed everything in one transaction; None when the demo is already there."""
    if User.objects.filter(email=facts.STAFF["email"]).exists():
        return None
    with transaction.atomic():
        staff = _people()
        event = _import(staff, at)
        _furnish(event, staff, at)
        _brief(event, staff, at)
        _pair(event, staff, at)
        publishing.publish_plan(event=event, by=staff, at=at)
        _answer(event, at)
        _advance(event, staff, at)
        _prepare(event, at)
        _issue(event, staff, at)
        asked.ask(event, staff, at)
        course.hold(event, staff, at)
        reminders.plan_event_reminders(event=event, at=at)
        confirming.confirm_later(event, by=staff)
    return event


def _people() -> User:
    User.objects.create_superuser(facts.ADMIN["email"], facts.ADMIN["name"])
    User.objects.create_user(facts.COLLEAGUE["email"], facts.COLLEAGUE["name"], [Role.STAFF])
    return User.objects.create_user(facts.STAFF["email"], facts.STAFF["name"], [Role.STAFF])


def first_day(at: datetime) -> date:
    """Three days ahead on the bureau's calendar, where it is tomorrow before it is in UTC."""
    return timezone.localdate(at) + timedelta(days=DAYS_AHEAD)


def _import(staff, at: datetime) -> Event:
    outcome = whole_files.import_file(
        data=moved_workbook(first_day(at)), file_name="bimp-eaga.xlsx", by=staff, at=at
    )
    if outcome.failed:
        raise RuntimeError(f"the demo workbook no longer imports: {outcome.report}")
    event = outcome.event
    if event.stage == EventStage.DRAFT:
        event = events.move_event(event=event, stage=EventStage.PREPARATION, by=staff, at=at)
    return events.change_event(event=event, changes={"posko_phone": facts.POSKO_PHONE}, by=staff, at=at)


def _furnish(event: Event, staff, at: datetime) -> None:
    """Cars with drivers, pick-up points, coordinators' tiers, the letter profile and its register."""
    arrivals = Movement.objects.filter(delegation__event=event, kind=MovementKind.ARRIVAL).order_by(
        "delegation__tier__rank", "delegation__code"
    )
    for leg, car in zip(arrivals, facts.VEHICLES, strict=False):
        vehicle = delegates.add_vehicle(event=event, values=car, by=staff, at=at)
        changes = {"vehicle": vehicle, "pickup_point": facts.PICKUP_POINT, "lounge": facts.LOUNGE}
        delegates.change_movement(movement=leg, changes=changes, by=staff, at=at)
    entries = RosterEntry.objects.filter(event=event, role=RosterRole.COORDINATOR).order_by("officer__name")
    for entry, tier in zip(entries, event.tiers.order_by("rank"), strict=False):
        officers.change_roster_entry(entry=entry, changes={"tiers": [tier]}, by=staff, at=at)
    profile = LetterProfile.objects.create(valid_from=at.date() - timedelta(days=30), **facts.PROFILE)
    register.start_register(
        unit_code=profile.unit_code,
        year=at.astimezone(event.zone).year,
        last_sequence=facts.LAST_NUMBER,
        by=staff,
        at=at,
    )
    accounts.open_accounts(event=event, by=staff, at=at)


def _brief(event: Event, staff, at: datetime) -> None:
    """Most attended the first preparation meeting; another briefing begins in a little over two hours."""
    past = (
        Briefing.objects.filter(item__event=event, item__starts_at__lt=at).order_by("item__starts_at").first()
    )
    roster = RosterEntry.objects.filter(event=event).select_related("officer").order_by("officer__name")
    for entry in roster[: facts.ATTENDED]:
        officers.mark_attendance(
            briefing=past,
            officer=entry.officer,
            method=AttendanceMethod.LIST,
            by=staff,
            at=past.item.starts_at,
        )
    starts_at = (at + BRIEFING_IN).replace(second=0, microsecond=0)
    events.create_briefing(
        event=event,
        item_values={
            "title": facts.BRIEFING_TITLE, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1),
            "venue": past.item.venue,
        },
        values={"kind": "preparation", "required": True, "materials": facts.MATERIALS},
        by=staff, at=at,
    )  # fmt: skip


def _pair(event: Event, staff, at: datetime) -> None:
    """Apply the solver's suggestion but for two slots."""
    outcome = suggestions.work_out(event)
    suggestion = suggestions.store_suggestion(event=event, outcome=outcome, by=staff, at=at)
    codes = [line.code for line in outcome.lines if line.code not in LEFT_OPEN]
    suggestions.apply_suggestion(
        suggestion=suggestion,
        codes=codes,
        reason="Usulan sistem, diterima untuk data contoh.",
        by=staff,
        at=at,
    )


def _answer(event: Event, at: datetime) -> None:
    """Most officers are willing; one is not; a few have not answered."""
    asked = Assignment.objects.of_event(event).filter(state=AssignmentState.OFFERED).with_people()
    for assignment in asked.select_related("officer__user"):
        if assignment.code == DECLINES:
            pairing.decline_assignment(
                assignment=assignment, reason=facts.DECLINE_REASON, by=assignment.officer.user, at=at
            )
        elif assignment.code not in WAITING:
            pairing.accept_assignment(assignment=assignment, by=assignment.officer.user, at=at)


def _advance(event: Event, staff, at: datetime) -> None:
    """Advance parties are here already, so that the live board has taps and an incident to show."""
    for code, flight, minutes, phases in facts.ADVANCE_PARTIES:
        delegation = Delegation.objects.select_related("event").get(event=event, code=code)
        lands_at = (at + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        values = {"kind": MovementKind.ARRIVAL, "carrier_code": flight, "scheduled_at": lands_at,
                  "pickup_point": facts.PICKUP_POINT, "note": facts.ADVANCE_NOTE}  # fmt: skip
        leg = delegates.add_movement(delegation=delegation, values=values, by=staff, at=at)
        held = Assignment.objects.confirmed().filter(delegation=delegation).select_related("officer__user")
        officer = held.order_by("slot").first().officer.user
        for number, phase in enumerate(phases):
            tapped_at = lands_at + timedelta(minutes=18 * number - 40)
            field.report_status(
                delegation=delegation, leg=f"movement:{leg.pk}", phase=phase, tap_key=uuid.uuid4(),
                tapped_at=tapped_at, by=officer, at=tapped_at,
            )  # fmt: skip
    field.report_incident(
        event=event, delegation=delegation, values=facts.INCIDENT, tap_key=uuid.uuid4(),
        happened_at=at - timedelta(minutes=9), by=officer, at=at,
    )  # fmt: skip
    publishing.publish_plan(event=event, by=staff, at=at)


def _prepare(event: Event, at: datetime) -> None:
    """They have read their duty sheet; half of them have begun the checklist before the arrival.

    A checklist is the delegation's: that of the officer to sign in as is left alone.
    """
    busy = busy_of(event)
    sheets = DutySheet.objects.filter(event=event, officer__in=busy).newest()
    for sheet in sheets.select_related("officer__user", "event"):
        publishing.mark_sheet_read(sheet=sheet, by=sheet.officer.user, at=at)
    points = guides.guide_of(event).points(GuidePhase.BEFORE)[: facts.POINTS_BEGUN]
    guided = Delegation.objects.filter(assignments__officer__user=dict(cast()).get("lo"))
    held = Assignment.objects.of_event(event).confirmed().primary().filter(officer__in=busy[::2])
    held = held.exclude(delegation__in=guided)
    for assignment in held.select_related("delegation__event", "officer__user"):
        for point in points:
            field.tick_point(
                delegation=assignment.delegation, phase=GuidePhase.BEFORE, point=point, done=True,
                by=assignment.officer.user, tapped_at=at, at=at,
            )  # fmt: skip


def _issue(event: Event, staff, at: datetime) -> None:
    profile = LetterProfile.objects.on(timezone.localdate(at)).first()
    letters.issue_letters(event=event, profile=profile, collective=False, by=staff, at=at)
