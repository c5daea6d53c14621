"""Invitations and certificates: other documents that take a number, are signed and can be verified."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import archive, documents, drafting, siblings
from assignments.letters.models import Letter, LetterKind, LetterProfile, LetterRow
from assignments.letters.services import issuing
from events.models import Event
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers import courses


@transaction.atomic
def issue_invitation(*, event: Event, profile: LetterProfile, text: dict, by, at: datetime) -> Letter:
    """An *undangan rapat* under the next number. `text` holds the fields of `documents.Undangan`."""
    Event.objects.select_for_update().get(pk=event.pk)
    document = documents.Undangan(**drafting.frame_of(profile), **text)
    letter = _draft(event, profile, LetterKind.INVITATION, text["subject"], document)
    issuing.send_on([letter], event=event, profile=profile, by=by, at=at)
    trail.record("invitation.issued", on=letter, by=by, at=at)
    return letter


@transaction.atomic
def issue_certificates(
    *, event: Event, profile: LetterProfile, officers: list, text: dict, by, at: datetime
) -> list[Letter]:
    """One certificate for each of `officers` who has none of this event yet, each with its number.

    `text` holds title, role, given, hours and materials of `documents.Sertifikat`; of a learning event
    hours and materials that are left empty come from the officer's own sessions. Raises `Refused` when
    all have theirs, and, naming each with the reason, when somebody attended too little.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    held = LetterRow.objects.standing().filter(letter__event=event, letter__kind=LetterKind.CERTIFICATE)
    have = set(held.values_list("officer_id", flat=True))
    waiting = [officer for officer in officers if officer.pk not in have]
    if not waiting:
        raise Refused(_("Every chosen officer has a certificate of this event."), code="nobody_ready")
    learned = _learned(event, waiting)
    letters = [_certificate(event, profile, officer, text, learned.get(officer.pk)) for officer in waiting]
    issuing.send_on(letters, event=event, profile=profile, by=by, at=at)
    trail.record("certificates.issued", on=event, by=by, at=at, detail={"count": len(letters)})
    return letters


def _learned(event, officers: list) -> dict:
    """The progress of each officer at a learning event, empty for other kinds; too little refuses."""
    if not event.is_learning:
        return {}
    progress = {one.officer.pk: one for one in courses.progress_of(event)}
    missing = [officer for officer in officers if officer.pk not in progress]
    against = [
        f"{officer}: {progress[officer.pk].reason_against}"
        for officer in officers
        if officer.pk in progress and progress[officer.pk].reason_against
    ]
    against += [_("%(officer)s is not a participant of this event.") % {"officer": one} for one in missing]
    if against:
        raise Refused(" ".join(against), code="too_little_attendance")
    return progress


def _certificate(event, profile, officer, text: dict, learned=None) -> Letter:
    person = drafting.person_of(officer)
    text = siblings.with_days(text, event, learned)
    text = siblings.with_sessions(text, learned) if learned else text
    document = documents.Sertifikat(**drafting.frame_of(profile), recipient=person, **text)
    document = replace(document, tembusan=())
    subject = _("%(title)s %(event)s") % {"title": text["title"].capitalize(), "event": event.name}
    letter = _draft(event, profile, LetterKind.CERTIFICATE, subject, document)
    facts = {"name": person.name, "agency": person.unit, "role": "", "duties": []}
    if learned:
        facts["batch"] = str(learned.batch or "")
        facts["held_on"] = learned.days[1].isoformat() if learned.days else ""
    LetterRow.objects.create(letter=letter, officer=officer, facts=facts)
    return letter


def _draft(event, profile, kind, subject, document) -> Letter:
    return Letter.objects.create(
        event=event,
        profile=profile,
        kind=kind,
        subject=subject[:300],
        signing_method=profile.signing_method,
        document=archive.dump_document(document),
    )
