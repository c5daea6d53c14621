"""Verbs of the bureau that asks: request, change, close, open again, remind."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Agency
from officers.nominations.models import AgencyMail, Nomination
from officers.nominations.states import (
    MAIL_MOVES,
    NOMINATION_MOVES,
    WAITING_MAILS,
    MailKind,
    MailState,
    NominationState,
)


@transaction.atomic
def request_nominations(
    *, event: Event, quotas: dict[Agency, int], due_at: datetime, note: str, by, at: datetime
) -> list[Nomination]:
    """Ask each agency for that many officers; returns the new nominations.

    An agency that was asked already is left as it is, so pressing twice asks once. Each mail is a
    row that a worker sends; an agency without an e-mail address gets its link by hand. Raises
    `Refused` for a deadline in the past.
    """
    _demand_future(due_at, at)
    Event.objects.select_for_update().get(pk=event.pk)
    asked = set(Nomination.objects.filter(event=event).values_list("agency_id", flat=True))
    made = []
    for agency, quota in quotas.items():
        if agency.pk in asked:
            continue
        values = {"quota": quota, "due_at": due_at, "link_until": due_at, "note": note}
        nomination, _told = rows.add_row(Nomination, {"event": event, "agency": agency, **values})
        queue_mail(nomination=nomination, kind=MailKind.REQUEST, at=at)
        detail = {"quota": quota, "due_at": due_at.isoformat()}
        trail.record("nomination.requested", on=nomination, by=by, at=at, detail=detail)
        made.append(nomination)
    return made


@transaction.atomic
def change_nomination(
    *, nomination: Nomination, changes: dict, by, at: datetime, seen: int | None = None
) -> Nomination:
    """Another quota, deadline or note. The links follow the deadline.

    Raises `Refused` for a closed nomination, a deadline in the past, or fewer places than were accepted.
    """
    if nomination.state == NominationState.CLOSED:
        raise Refused(_("This nomination is closed. Open it again first."), code="closed")
    due_at = changes.get("due_at", nomination.due_at)
    if due_at != nomination.due_at:
        _demand_future(due_at, at)
    taken = nomination.nominees.filter(decision="accepted").count()
    if changes.get("quota", taken) < taken:
        raise Refused(
            _("%(n)s were accepted already; the quota cannot be smaller.") % {"n": taken},
            code="below_accepted",
        )
    nomination, diff = rows.change_row(nomination, changes | {"link_until": due_at}, seen=seen)
    if diff:
        trail.record("nomination.changed", on=nomination, by=by, at=at, detail=diff)
    return nomination


@transaction.atomic
def close_nomination(*, nomination: Nomination, by, at: datetime) -> Nomination:
    """Nothing more is expected: the links end and no mail leaves. Closing twice closes once."""
    nomination = locked(nomination)
    if nomination.state == NominationState.CLOSED:
        return nomination
    move(nomination, NominationState.CLOSED)
    nomination.closed_at = at
    nomination.save()
    nomination.mails.filter(state__in=WAITING_MAILS).update(
        state=MailState.CANCELLED, owner="", lease_until=None
    )
    trail.record("nomination.closed", on=nomination, by=by, at=at)
    return nomination


@transaction.atomic
def reopen_nomination(*, nomination: Nomination, by, at: datetime) -> Nomination:
    """Closed by mistake, or more people are needed after all."""
    nomination = locked(nomination)
    if nomination.state != NominationState.CLOSED:
        return nomination
    move(nomination, NominationState.OPEN)
    nomination.closed_at = nomination.submitted_at = None
    nomination.save()
    trail.record("nomination.reopened", on=nomination, by=by, at=at)
    return nomination


@transaction.atomic
def remind_agency(*, nomination: Nomination, by, at: datetime) -> AgencyMail:
    """A reminder now, at most one an hour. Raises `Refused` where it would reach nobody or serve nothing."""
    if not nomination.agency.contact_email:
        raise Refused(
            _("%(agency)s has no e-mail address. Copy the link and send it by WhatsApp.")
            % {"agency": nomination.agency},
            code="no_address",
        )
    if not nomination.takes_names(at):
        raise Refused(
            _("The deadline has passed or the nomination is closed. Extend it first."), code="too_late"
        )
    mail, new = queue_mail(
        nomination=nomination, kind=MailKind.REMINDER, at=at, occasion=f"hand-{at:%Y%m%d%H}"
    )
    if not new:
        raise Refused(_("This agency was reminded within the hour."), code="just_reminded")
    trail.record("nomination.reminded", on=nomination, by=by, at=at)
    return mail


@transaction.atomic
def resend_mail(*, mail: AgencyMail, by, at: datetime) -> None:
    """Queue a failed mail again with fresh attempts. Raises `Refused` when it did not fail."""
    failed = [state for state, targets in MAIL_MOVES.items() if MailState.DUE in targets]
    queued = AgencyMail.objects.filter(pk=mail.pk, state__in=failed)
    if not queued.update(state=MailState.DUE, attempts=0, error="", next_try_at=at):
        raise Refused(_("This mail did not fail, or it is queued already."), code="not_failed")
    trail.record("nomination.mail_queued", on=mail.nomination, by=by, at=at, detail={"kind": mail.kind})


def queue_mail(
    *,
    nomination: Nomination,
    kind: MailKind,
    at: datetime,
    occasion: str = "",
    due_at: datetime | None = None,
) -> tuple[AgencyMail | None, bool]:
    """The row of a mail and whether it is new; the same occasion is told once. None without an address."""
    if not nomination.agency.contact_email:
        return None, False
    due_at = due_at or at
    return AgencyMail.objects.get_or_create(
        key=f"{kind}:{nomination.pk}:{occasion}".rstrip(":"),
        defaults={"nomination": nomination, "kind": kind, "due_at": due_at, "next_try_at": due_at},
    )


def locked(nomination: Nomination) -> Nomination:
    """The nomination's row, held until the transaction ends."""
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("event", "agency")
        .get(pk=nomination.pk)
    )


def move(nomination: Nomination, state: NominationState) -> None:
    """Set the state along the table; the caller saves."""
    if state not in NOMINATION_MOVES[NominationState(nomination.state)]:
        raise Refused(
            _("This nomination is “%(state)s”; that cannot be done now.")
            % {"state": nomination.get_state_display()},
            code="wrong_state",
        )
    nomination.state = state
    nomination.version += 1


def _demand_future(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise Refused(_("The deadline lies in the past. Choose a later one."), code="past_deadline")
