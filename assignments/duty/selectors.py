"""What the pages of the duty room show. Nothing here writes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from assignments.duty.models import DutySheet, Publication
from assignments.duty.phrasing import contact_label, contact_name
from assignments.duty.reading import OPEN_AFTER
from assignments.duty.sheet import Sheet
from assignments.models import Assignment, AssignmentState
from assignments.selectors import event_slots
from delegates import selectors as delegates
from delegates.models import Guest, Stay
from events.models import Briefing, Event, EventStage
from lo_portal import formats
from lo_portal.refusals import Refused

# An officer reads restricted notes from so long before the event's first day to so long after its last.
NOTES_OPEN = timedelta(days=7)
NOTES_CLOSE = OPEN_AFTER
# A sheet stays on the phone, and in its memory, until the end of the day after the event.
SHEET_KEPT = timedelta(days=2)


def own_sheet(user, *, at: datetime, slug: str = "") -> DutySheet | None:
    """The sheet in force of the officer's event of now: `slug`, else the nearest not over, else the last."""
    rows = list(
        DutySheet.objects.filter(officer__user=user)
        .of_who_serves()
        .exclude(event__stage=EventStage.ARCHIVED)
        .newest()
        .with_answers()
        .select_related("event", "officer")
    )
    if slug:
        rows = [row for row in rows if row.event.slug == slug]
    coming = [row for row in rows if row.event.ends_on >= formats.local_day(at, row.event.timezone)]
    if coming:
        return min(coming, key=lambda row: row.event.starts_on)
    return max(rows, key=lambda row: row.event.ends_on, default=None)


def keep_until(event: Event) -> datetime:
    """When the phone forgets the event's sheet: the end of H+1 on the event's clock."""
    return datetime.combine(event.ends_on, datetime.min.time(), event.zone) + SHEET_KEPT


def waiting_assignments(user, event: Event | None = None) -> list[Assignment]:
    """What the officer was asked and has not answered, first asked first."""
    asked = Assignment.objects.filter(officer__user=user, state=AssignmentState.OFFERED)
    if event is not None:
        asked = asked.of_event(event)
    return list(asked.with_people().order_by("offered_at", "delegation__code"))


def own_assignments(user, event: Event) -> list[Assignment]:
    """The duties of the event that the officer accepted: their restricted notes may be read."""
    own = Assignment.objects.of_event(event).confirmed().primary().filter(officer__user=user)
    return list(own.with_people().order_by("delegation__code"))


@dataclass(frozen=True)
class Group:
    """A heading and the people below it: (name, label, phone)."""

    title: str
    people: tuple[tuple[str, str, str], ...]


CONTACT_GROUPS = (
    (_("Call first"), ("coordinator", "driver", "guest")),
    (_("LO team"), ("colleague",)),
    (_("Emergency"), ("posko",)),
)


def contact_groups(sheet: Sheet, lang: str) -> list[Group]:
    """The sheet's contacts under their headings, then those in charge of agenda items."""
    groups = [
        Group(
            str(title),
            tuple(
                (
                    contact_name(contact, lang),
                    contact_label(contact, lang) if contact.name else "",
                    contact.phone,
                )
                for contact in sheet.contacts
                if contact.role in roles and contact.phone
            ),
        )
        for title, roles in CONTACT_GROUPS
    ]
    in_charge = {
        (entry.contact_name or entry.title, entry.title, entry.contact_phone)
        for entry in sheet.timeline
        if entry.contact_phone
    }
    groups.insert(2, Group(str(_("In charge of agenda items")), tuple(sorted(in_charge))))
    return [group for group in groups if group.people]


@dataclass(frozen=True)
class Offer:
    """What the answer page tells about an assignment before the officer says yes or no."""

    assignment: Assignment
    starts_at: datetime
    ends_at: datetime
    team: list[str]
    briefings: list[Briefing]
    reasons: list[str]
    answer_until: datetime | None


def offer_of(assignment: Assignment) -> Offer:
    """The offer in a fixed number of queries."""
    delegation = assignment.delegation
    starts_at, ends_at = delegates.service_window(delegation)
    team = (
        delegation.assignments.held()
        .primary()
        .exclude(pk=assignment.pk)
        .select_related("officer")
        .order_by("slot")
    )
    briefings = Briefing.objects.standing().filter(item__event=delegation.event).select_related("item__venue")
    asked_at = assignment.offered_at
    return Offer(
        assignment=assignment,
        starts_at=starts_at,
        ends_at=ends_at,
        team=[f"{other.officer} (LO {other.slot})" for other in team],
        briefings=list(briefings.order_by("item__starts_at")),
        reasons=[str(text) for text in (assignment.score or {}).get("phrases", [])],
        answer_until=asked_at + timedelta(hours=delegation.event.answer_hours) if asked_at else None,
    )


@dataclass(frozen=True)
class CareNotes:
    """Restricted notes of one delegation: guests with a health note, and rooms."""

    guests: list[Guest]
    stays: list[Stay]


def care_notes(assignment: Assignment, *, at: datetime) -> CareNotes:
    """Health notes and rooms of the delegation an officer serves.

    Raises `Refused` outside the days in which the officer may read them (H-7 to H+2).
    """
    event = assignment.delegation.event
    today = formats.local_day(at, event.timezone)
    if not event.starts_on - NOTES_OPEN <= today <= event.ends_on + NOTES_CLOSE:
        raise Refused(
            _("These notes open seven days before the event and close two days after it."),
            code="notes_closed",
        )
    guests = assignment.delegation.guests.filter(cancelled_at=None).defer("passport_number", "security_note")
    stays = assignment.delegation.stays.select_related("hotel", "guest")
    return CareNotes(
        guests=[guest for guest in guests if guest.health_note],
        stays=[stay for stay in stays if stay.room],
    )


def publication_list(event: Event) -> list[Publication]:
    """The event's versions, newest first, with how many sheets of each are still unread."""
    counted = (
        DutySheet.objects.filter(event=OuterRef("event"), version=OuterRef("version"))
        .order_by()
        .values("version")
    )
    return list(
        Publication.objects.filter(event=event)
        .select_related("published_by", "event")
        .annotate(
            sheet_count=Subquery(counted.annotate(n=Count("pk")).values("n")),
            read_count=Subquery(counted.annotate(n=Count("pk", filter=Q(read_at__isnull=False))).values("n")),
        )
    )


def sheets_of(publication: Publication, *, unread_only: bool = False):
    """The sheets of one version with their officers; unread ones by agency: one call serves several."""
    rows = DutySheet.objects.filter(event_id=publication.event_id, version=publication.version)
    if unread_only:
        rows = rows.unread()
    return rows.select_related("officer__agency", "officer__user", "event").order_by(
        "officer__agency__name" if unread_only else "officer__name", "officer__name"
    )


def read_counts(publication: Publication) -> dict[str, int]:
    """How many sheets this version has, and how many of them are read and unread."""
    counted = DutySheet.objects.filter(event_id=publication.event_id, version=publication.version).aggregate(
        total=Count("pk"), read=Count("pk", filter=Q(read_at__isnull=False))
    )
    return {**counted, "unread": counted["total"] - counted["read"]}


def open_slots(event: Event) -> list:
    """Slots that stay empty when the plan is published now."""
    return [slot for slot in event_slots(event) if slot.is_open]
