"""A coordinator's cluster: its delegations and officers, who has not answered, one message to all of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.models import Assignment
from assignments.notices import services as notices
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import NoticeKind
from delegates.models import Delegation
from events.models import Event
from events.querysets import standing_roster
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer

LONGEST = 500


def event_of(user) -> Event | None:
    """The nearest event, not over, that the user coordinates."""
    mine = Event.objects.filter(**standing_roster(user, role="coordinator"))
    return mine.distinct().current(timezone.localdate()).first()


def officers_of(event: Event, user) -> list[Officer]:
    """Everybody who serves, or was asked to serve, a delegation of the user's cluster."""
    held = (
        Assignment.objects.held()
        .primary()
        .filter(
            delegation__in=Delegation.objects.visible_to(user).standing().filter(event=event),
            offered_at__isnull=False,
        )
    )
    return list(
        Officer.objects.filter(assignments__in=held).select_related("user").distinct().order_by("name")
    )


def unanswered(event: Event, user) -> list[Assignment]:
    """Questions to the cluster's officers that wait for an answer, the oldest first."""
    asked = Assignment.objects.of_event(event).filter(
        state="offered", delegation__in=Delegation.objects.visible_to(user)
    )
    return list(asked.with_people().order_by("offered_at"))


@transaction.atomic
def tell_cluster(*, event: Event, text: str, key: str, by, at: datetime) -> int:
    """One message to every officer of the cluster who has an account; the same form twice tells once.

    Returns how many are told. Raises `Refused` for an empty text and for a cluster without accounts.
    """
    text = text.strip()[:LONGEST]
    if not text:
        raise Refused(_("Write the message first."), code="no_text")
    people = [officer.user for officer in officers_of(event, by) if officer.user and officer.user.is_active]
    if not people:
        raise Refused(_("Nobody of your cluster has an account yet. Please call."), code="nobody")
    message = Message(title=_("From your coordinator %(name)s") % {"name": by}, lead=text)
    drafts = [
        Draft(
            kind=NoticeKind.BROADCAST, recipient=person, subject=event, event=event,
            occasion=f"cluster-{key}", message=message,
        )
        for person in people
    ]  # fmt: skip
    notices.post_notices(drafts=drafts, by=by, at=at)
    trail.record("cluster.told", on=event, by=by, at=at, detail={"people": len(people)})
    return len(people)
