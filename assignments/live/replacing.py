"""Replacing an officer on duty: the bond, the sheets of the two, and everybody who must know, in one step."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments import services as pairing
from assignments.candidates import Candidate
from assignments.duty import publishing
from assignments.letters import selectors as letters
from assignments.letters.selectors import LetterLine
from assignments.models import Assignment
from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Line, Message
from assignments.notices.models import Notice, NoticeKind
from delegates.models import Movement
from lo_portal import formats
from lo_portal.audit import trail
from officers.models import RosterEntry

REASONS = (
    gettext_lazy("Ill"),
    gettext_lazy("Cannot be reached"),
    gettext_lazy("Family matter"),
    gettext_lazy("Needed elsewhere"),
)


@transaction.atomic
def replace_on_duty(
    *, assignment: Assignment, candidate: Candidate, reason: str, by, at: datetime
) -> Assignment:
    """Put the candidate into the officer's place and tell both, and whoever coordinates the tier.

    The reason stands for every softer rule that the new pair breaks. Raises `Conflict` with who was
    faster when the place changed meanwhile. The letter of the old officer differs from the rows from
    now on, so it shows *perlu perubahan* by itself.
    """
    warnings = list(candidate.warnings)
    new = pairing.replace_officer(
        assignment=assignment, officer=candidate.officer, reason=reason, warnings=warnings,
        reasons={warning.code: reason for warning in warnings}, score=candidate.score_kept, by=by, at=at,
    )  # fmt: skip
    publishing.publish_people(
        event=assignment.event, people=[assignment.officer, candidate.officer], by=by, at=at
    )
    _tell_coordinators(assignment, new, by, at)
    trail.record(
        "assignment.replaced",
        on=new,
        by=by,
        at=at,
        detail={"officer": [str(assignment.officer), str(candidate.officer)], "reason": reason},
    )
    return new


def _tell_coordinators(old: Assignment, new: Assignment, by, at: datetime) -> None:
    tier = old.delegation.tier
    entries = (
        RosterEntry.objects.standing()
        .filter(event=old.event, role="coordinator", officer__user__isnull=False)
        .select_related("officer__user")
        .prefetch_related("tiers")
    )
    people = {e.officer.user for e in entries if not e.tiers.all() or tier in e.tiers.all()} - {by}
    message = Message(
        title=_("%(slot)s has another officer") % {"slot": new.code},
        lead=_("%(new)s takes over from %(old)s.") % {"new": new.officer, "old": old.officer},
        lines=(Line(_("Phone"), formats.phone(str(new.officer.phone))),) if new.officer.phone else (),
        action=Action(_("Open"), reverse("delegates:delegation-detail", args=[new.delegation_id])),
    )
    drafts = [
        Draft(kind=NoticeKind.CHANGE, recipient=person, subject=new, event=new.event, occasion="replaced",
              message=message)
        for person in sorted(people, key=lambda one: str(one.pk))
    ]  # fmt: skip
    notices.post_notices(drafts=drafts, by=by, at=at)


@dataclass(frozen=True)
class Driver:
    """A driver of the delegation, who has no account: called, or told by a prepared message."""

    name: str
    plate: str
    phone: str
    chat_url: str


def drivers_of(new: Assignment, at: datetime) -> list[Driver]:
    """Drivers of the delegation's coming movements, each once."""
    legs = Movement.objects.filter(delegation=new.delegation, cancelled_at=None, vehicle__isnull=False)
    found = {}
    for leg in legs.select_related("vehicle"):
        if leg.at >= at and leg.vehicle.driver_phone:
            found.setdefault(leg.vehicle_id, leg.vehicle)
    return [
        Driver(car.driver_name, car.plate, str(car.driver_phone), _chat(str(car.driver_phone), new))
        for car in found.values()
    ]


def _chat(phone: str, new: Assignment) -> str:
    text = _("From now on the officer of %(delegation)s is %(officer)s, %(phone)s.") % {
        "delegation": new.delegation.name,
        "officer": new.officer,
        "phone": formats.phone(str(new.officer.phone)) if new.officer.phone else "-",
    }
    return f"https://wa.me/{formats.whatsapp(phone)}?text={quote(text)}"


def told(new: Assignment) -> list[Notice]:
    """The inbox notices of this replacement: the two officers and the coordinators, by name."""
    old = new.replaces
    people = [one.officer.user_id for one in (old, new) if one and one.officer.user_id]
    since = new.created_at
    about = Notice.objects.filter(event=new.event, channel="inbox", created_at__gte=since)
    mine = about.filter(recipient__in=people) | about.filter(subject_id=str(new.pk))
    return list(mine.select_related("recipient").order_by("recipient__name", "created_at"))


def letters_of(new: Assignment) -> list[LetterLine]:
    """The standing letters of the two officers with the state of the letters page."""
    people = {one.officer_id for one in (new.replaces, new) if one}
    lines = letters.letter_board(new.event).lines
    return [line for line in lines if line.row and line.row.officer_id in people]
