"""Verbs of the request: ask agencies with an official letter, or send without it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import services as letters
from assignments.letters.models import LetterProfile
from assignments.nominating import texts
from assignments.nominating.models import RequestLetter
from lo_portal import bell
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Agency
from officers.nominations import services as nominations
from officers.nominations.models import AgencyMail, Nomination
from officers.nominations.states import MailKind


@transaction.atomic
def ask_agencies(
    *,
    event,
    quotas: dict[Agency, int],
    due_at: datetime,
    note: str,
    by,
    at: datetime,
    profile: LetterProfile | None = None,
) -> list[Nomination]:
    """Ask these agencies; with `profile`, by one numbered letter that travels with the mails once signed.

    Pressed twice, the second asks nobody and issues no letter. Raises `Refused` like
    `request_nominations`.
    """
    made = nominations.request_nominations(event=event, quotas=quotas, due_at=due_at, note=note, by=by, at=at)
    if made and profile is not None:
        asked = {one.agency: one.quota for one in made}
        letter = letters.issue_invitation(
            event=event, profile=profile, text=texts.letter_fields(event, asked, due_at, note), by=by, at=at
        )
        RequestLetter.objects.bulk_create(RequestLetter(nomination=one, letter=letter) for one in made)
        _requests(made).update(awaits_letter=True)
    transaction.on_commit(ring, robust=True)
    return made


@transaction.atomic
def send_without_letter(*, nomination: Nomination, by, at: datetime) -> None:
    """Let the mail leave although its letter is not signed. Raises `Refused` when none waits for it."""
    if not _requests([nomination]).filter(awaits_letter=True).update(awaits_letter=False):
        raise Refused(_("No mail waits for the letter."), code="nothing_waits")
    trail.record("nomination.sent_without_letter", on=nomination, by=by, at=at)
    transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Wake a worker."""
    from assignments.nominating.tasks import ring_agency_mails  # tasks import the delivery

    bell.ring(ring_agency_mails)


def _requests(made: list[Nomination]):
    return AgencyMail.objects.filter(nomination__in=made, kind=MailKind.REQUEST)
