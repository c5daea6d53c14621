"""Telling people about letters: one notice each, written in the transaction of the change."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assignments.letters.models import Letter, LetterRow, SigningMethod
from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Line, Message
from assignments.notices.models import NoticeKind
from lo_portal.accounts.models import Role, User

SIGNED_HERE = [SigningMethod.CERTIFICATE, SigningMethod.BSRE_V1, SigningMethod.BSRE_V2]


def tell_in_force(*, letter: Letter, replaced: list[Letter], at: datetime) -> int:
    """Each named officer with an account gets the link to the letter; returns how many notices."""
    lead = _("Open the letter, read it and press “Received”.")
    if replaced:
        lead = _("It replaces letter %(number)s. Open it, read it and press “Received”.") % {
            "number": ", ".join(old.number for old in replaced)
        }
    title = _("Letter %(number)s is in force") % {"number": letter.number}
    return _post(_rows(letter), title=title, lead=lead, occasion="in-force", at=at)


def tell_ended(*, letter: Letter, successor: Letter | None, at: datetime) -> int:
    """Officers of an ended letter; whoever the successor names learns it from the successor's notice."""
    rows = _rows(letter)
    if successor is None:
        title = _("Letter %(number)s was revoked") % {"number": letter.number}
        return _post(rows, title=title, lead=letter.end_reason, occasion="ended", at=at)
    again = set(successor.rows.values_list("officer_id", flat=True))
    title = _("Letter %(number)s was replaced and no longer names you") % {"number": letter.number}
    rows = [row for row in rows if row.officer_id not in again]
    return _post(rows, title=title, lead=letter.end_reason, occasion="ended", at=at)


def tell_again(*, rows: list[LetterRow], at: datetime) -> int:
    """The letter's notice once more to whoever has not opened it, at most once an hour."""
    told = 0
    for row in rows:
        title = _("Please open your letter %(number)s") % {"number": row.letter.number}
        lead = _("It is in force and waits for your “Received”.")
        told += _post([row], title=title, lead=lead, occasion=f"again-{at:%Y%m%d%H}", at=at)
    return told


def tell_next(*, letters: list[Letter], person, at: datetime) -> int:
    """One notice to the person whose initials these letters wait for, however many they are."""
    first = letters[0]
    message = Message(
        title=_("Letters wait for your initials"),
        lead=_("%(count)d letters of %(event)s.") % {"count": len(letters), "event": first.event},
        action=Action(_("Open the letters"), reverse("letters:my-initials")),
    )
    draft = Draft(
        kind=NoticeKind.LETTER, recipient=person, subject=first.event, event=first.event,
        message=message, occasion=f"initials-{at:%Y%m%d%H%M}",
    )  # fmt: skip
    return notices.post_notices(drafts=[draft], by=None, at=at)


def tell_signatories(*, letters: list[Letter], at: datetime) -> int:
    """One notice to every signatory that letters of an event wait for a signature made here."""
    here = [one for one in letters if one.signing_method in SIGNED_HERE]
    if not here:
        return 0
    event = here[0].event
    message = Message(
        title=_("Letters wait for your signature"),
        lead=_("%(count)d letters of %(event)s.") % {"count": len(here), "event": event},
        action=Action(_("Open the letters"), reverse("letters:letters-to-sign")),
    )
    drafts = [
        Draft(
            kind=NoticeKind.LETTER, recipient=person, subject=event, event=event, message=message,
            occasion=f"sign-{at:%Y%m%d%H%M}",
        )
        for person in User.objects.with_role(Role.SIGNATORY)
    ]  # fmt: skip
    return notices.post_notices(drafts=drafts, by=None, at=at)


def _rows(letter: Letter) -> list[LetterRow]:
    rows = letter.rows.filter(officer__user__is_active=True).select_related("officer__user")
    found = list(rows)
    for row in found:
        row.letter = letter
    return found


def _post(rows: Iterable[LetterRow], *, title, lead, occasion: str, at: datetime) -> int:
    """How many people were told something new."""
    drafts = [
        Draft(
            kind=NoticeKind.LETTER,
            recipient=row.officer.user,
            subject=row.letter,
            event=row.letter.event,
            message=_message(row.letter, title, lead),
            occasion=occasion,
        )
        for row in rows
    ]
    return len(drafts) if drafts and notices.post_notices(drafts=drafts, by=None, at=at) else 0


def _message(letter: Letter, title, lead) -> Message:
    return Message(
        title=title,
        lead=lead,
        lines=(Line(_("Number"), letter.number), Line(_("Event"), letter.event.name)),
        action=Action(_("Open the letter"), reverse("letters:my-letters")),
    )
