"""Whom a reader of the demo signs in as, and who has been busy before."""

from assignments.control.demo import facts
from assignments.models import Assignment, AssignmentState
from events.models import Event
from lo_portal.accounts.models import User
from officers.models import Officer, RosterRole


def cast() -> list[tuple[str, User]]:
    """One person per role to sign in as, from the earliest event with guests: (role, user)."""
    event = Event.objects.filter(delegations__isnull=False).order_by("starts_on").first()
    coordinator = User.objects.filter(
        officer__roster__event=event, officer__roster__role=RosterRole.COORDINATOR
    )
    officer = User.objects.filter(
        officer__assignments__delegation__event=event,
        officer__assignments__delegation__tier__rank=1,
        officer__assignments__state=AssignmentState.ACCEPTED,
    )
    found = (
        ("staff", User.objects.filter(email=facts.STAFF["email"])),
        ("staff", User.objects.filter(email=facts.COLLEAGUE["email"])),
        ("coordinator", coordinator.order_by("name")),
        ("lo", officer.order_by("name")),
        ("admin", User.objects.filter(email=facts.ADMIN["email"])),
    )
    return [(role, people.first()) for role, people in found if people.exists()]


def busy_of(event: Event) -> list[Officer]:
    """Two of three who serve; not whom a reader signs in as, so that every step is left to try."""
    guide = dict(cast()).get("lo")
    serving = (
        Officer.objects.filter(assignments__in=Assignment.objects.of_event(event).confirmed().primary())
        .exclude(user=guide).select_related("user").distinct().order_by("name")
    )  # fmt: skip
    return [officer for number, officer in enumerate(serving) if number % facts.EVERY_THIRD]
