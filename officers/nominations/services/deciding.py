"""Verbs of the bureau that decides: accept, refuse, ask."""

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lo_portal.audit import trail
from lo_portal.imports.kinds import Context
from lo_portal.refusals import Refused
from officers import services as officers
from officers.imports import OfficerKind
from officers.models import Officer, RosterEntry, RosterRole
from officers.nominations.matching import matches_of
from officers.nominations.models import Nominee
from officers.nominations.services.asking import queue_mail
from officers.nominations.states import NOMINEE_MOVES, MailKind, NomineeDecision

# How long a question keeps the links open after the deadline.
ANSWER_LIFE = timedelta(days=3)


@transaction.atomic
def accept_nominee(
    *, nominee: Nominee, by, at: datetime, officer: Officer | None = None, is_new: bool = False
) -> Nominee:
    """Take the person on the event's roster, as an officer who is known or made from the nominee's values.

    Who has the same service number is that officer. Where somebody alike is known, a person says
    which `officer` it is or that it `is_new`; unsaid, `Refused` with code "choose". Accepted twice
    counts once.
    """
    nominee = _locked(nominee)
    if nominee.decision == NomineeDecision.ACCEPTED:
        return nominee
    match = matches_of([nominee])[nominee.pk]
    officer = match.same or officer
    if officer is None and match.alike and not is_new:
        raise Refused(
            _("Somebody like %(name)s is known already. Say whether it is the same person.")
            % {"name": nominee.name},
            code="choose",
        )
    nominee.officer = _update(officer, nominee, by, at) if officer else _create(nominee, by, at)
    _decide(nominee, NomineeDecision.ACCEPTED, by, at)
    _tell("nominee.accepted", nominee, by, at, officer=str(nominee.officer.pk), known=officer is not None)
    return nominee


@transaction.atomic
def refuse_nominee(*, nominee: Nominee, reason: str, by, at: datetime) -> Nominee:
    """Do not take the person; the agency reads the reason and has the place again."""
    nominee = _locked(nominee)
    if nominee.decision == NomineeDecision.REFUSED:
        return nominee
    nominee.reason = reason
    _decide(nominee, NomineeDecision.REFUSED, by, at)
    _tell("nominee.refused", nominee, by, at)
    return nominee


@transaction.atomic
def ask_nominee(*, nominee: Nominee, question: str, by, at: datetime) -> Nominee:
    """Ask the agency about the person: by mail, and on its page, whose links open for the answer."""
    nominee = _locked(nominee)
    if nominee.decision == NomineeDecision.ASKED and nominee.question == question:
        return nominee
    _move(nominee, NomineeDecision.ASKED)
    nominee.question, nominee.asked_at = question, at
    nominee.answer, nominee.answered_at = "", None
    nominee.decided_at = nominee.decided_by = None
    nominee.save()
    nomination = nominee.nomination
    nomination.link_until = max(nomination.link_until, at + ANSWER_LIFE)
    nomination.save(update_fields=["link_until", "updated_at"])
    occasion = f"{nominee.pk.hex[:12]}{hashlib.sha256(f'{at}{question}'.encode()).hexdigest()[:12]}"
    queue_mail(nomination=nomination, kind=MailKind.QUESTION, at=at, occasion=occasion)
    _tell("nominee.asked", nominee, by, at)
    return nominee


def _locked(nominee: Nominee) -> Nominee:
    rows = Nominee.objects.select_for_update(of=("self",))
    return rows.select_related("nomination__event", "nomination__agency").get(pk=nominee.pk)


def _move(nominee: Nominee, decision: NomineeDecision) -> None:
    if decision not in NOMINEE_MOVES[NomineeDecision(nominee.decision)]:
        raise Refused(
            _("%(name)s is “%(state)s”; that cannot be done now.")
            % {"name": nominee.name, "state": nominee.get_decision_display()},
            code="wrong_state",
        )
    nominee.decision = decision


def _decide(nominee: Nominee, decision: NomineeDecision, by, at: datetime) -> None:
    _move(nominee, decision)
    nominee.decided_at, nominee.decided_by = at, by
    nominee.save()


def _create(nominee: Nominee, by, at: datetime) -> Officer:
    """A new officer on the roster. Raises `Refused` when somebody just made one with that number."""
    context = _context(nominee, by, at)
    try:
        with transaction.atomic():
            return Officer.objects.get(pk=OfficerKind().create(nominee.values, context))
    except IntegrityError as error:
        raise Refused(_("This service number was just added. Press again."), code="just_added") from error


def _update(officer: Officer, nominee: Nominee, by, at: datetime) -> Officer:
    """What the agency says now, on an officer who is known; who had left serves again, as an ordinary LO.

    A known e-mail address stays, for whoever reads its mail signs in as the officer: the bureau changes it.
    """
    context, kind = _context(nominee, by, at), OfficerKind()
    if officer.withdrawn_at:
        officers.change_officer(officer=officer, changes={"withdrawn_at": None}, by=by, at=at)
    entry = RosterEntry.objects.filter(event=context.event, officer=officer, withdrawn_at=None)
    if not entry.exists():
        officers.enrol_officer(
            event=context.event, officer=officer, values={"role": RosterRole.OFFICER}, by=by, at=at
        )
    said = {name: value for name, value in nominee.values.items() if name != "email" or not officer.email}
    kind.update(str(officer.pk), said, context)
    return Officer.objects.get(pk=officer.pk)


def _context(nominee: Nominee, by, at: datetime) -> Context:
    event = nominee.event
    return Context(event=event, by=by, at=at, today=at.astimezone(event.zone).date(), zone=str(event.zone))


def _tell(verb: str, nominee: Nominee, by, at: datetime, **detail) -> None:
    trail.record(verb, on=nominee.nomination, by=by, at=at, detail={"nominee": str(nominee.pk), **detail})
