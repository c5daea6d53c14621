"""From ready officers to numbered letters: draft, send for initials, take numbers, ring the worker."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.letters import archive, drafting, register, telling, verification
from assignments.letters.facts import OfficerFacts, event_facts
from assignments.letters.models import (
    ASSIGNMENT_KINDS,
    Letter,
    LetterKind,
    LetterProfile,
    LetterRow,
    LetterState,
)
from assignments.letters.services import certifying, drafts, moves, reviewing
from events.models import Event
from lo_portal.audit import trail
from lo_portal.jobs import services as jobs
from lo_portal.refusals import Refused

MAKE_LETTERS = "letters.make"


@transaction.atomic
def issue_letters(
    *, event: Event, profile: LetterProfile, collective: bool, by, at: datetime, only=None, numbered=True
) -> jobs.Job | None:
    """Write the letters of everybody who is ready and has none, and send them on their way.

    Without initials they take their numbers in this transaction and a worker makes the PDFs (the
    returned job); with initials they wait for the first person (None). The event row is locked, so
    two people who press at once issue each letter once. `only` narrows to those officer ids;
    `numbered` False leaves the numbers to another register (they come back with the signed file).
    Raises `Refused` when nobody is ready.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    ready = ready_officers(event, only=only)
    if not ready:
        raise Refused(
            _("No letter to issue: everybody has one, or the officers have not answered yet."),
            code="nobody_ready",
        )
    groups = [ready] if collective else [[officer] for officer in ready]
    kind = LetterKind.COLLECTIVE if collective else LetterKind.INDIVIDUAL
    letters = [drafts.new_draft(event=event, profile=profile, officers=group, kind=kind) for group in groups]
    return send_on(letters, event=event, profile=profile, by=by, at=at, numbered=numbered)


def send_on(letters: list[Letter], *, event: Event, profile, by, at: datetime, numbered=True):
    """Fresh drafts to their next stop: the first initials, or straight to the register and the worker."""
    people = reviewing.initials_of(profile)
    if people:
        reviewing.submit_letters(letters=letters, people=people, by=by, at=at)
        return None
    for letter in letters:
        moves.move_letter(letter, LetterState.APPROVED)
    if not numbered:
        return _only_approve(letters, event, by, at)
    return _number_all(letters, event, by, at)


@transaction.atomic
def number_letters(*, event: Event, by, at: datetime) -> jobs.Job:
    """Give every approved letter of the event its number and send it to the press (the returned job).

    Raises `Refused` when no letter is approved; pressed twice at once, each is numbered once.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    approved = Letter.objects.select_for_update(of=("self",)).filter(event=event, state=LetterState.APPROVED)
    letters = list(approved.select_related("profile", "event").order_by("created_at"))
    if not letters:
        raise Refused(_("No approved letter waits for its number."), code="nothing_approved")
    return _number_all(letters, event, by, at)


def make_files(*, event: Event, letters: list[Letter], by, at: datetime) -> jobs.Job:
    """Ring a worker to make the PDFs of numbered letters that have none."""
    return jobs.start_job(
        kind=MAKE_LETTERS,
        title=_("Letters of %(event)s") % {"event": event},
        by=by,
        event=event,
        total=len(letters),
        payload={"letters": [str(letter.pk) for letter in letters]},
        done_url=reverse("letters:letter-list", args=[event.slug]),
    )


def ready_officers(event: Event, *, only=None) -> list[OfficerFacts]:
    """Officers who can be named by a letter now, highest rank first.

    Ready: no standing letter names them, and they have a task. While letters await the answer,
    whoever has not answered is not ready. Naming somebody in `only` overrides the missing task.
    """
    facts = event_facts(event)
    held_back = facts.waiting if event.letters_await_answer else frozenset()
    reserves = _reserve_ids(event)
    barred = _named_ids(event) | set(held_back)
    ready = [
        officer
        for key, officer in facts.officers.items()
        if key not in barred
        and (
            key in only
            if only is not None
            else officer.duties or officer.role == "coordinator" or key in reserves
        )
    ]
    return sorted(ready, key=lambda officer: (-officer.seniority, officer.name))


def number_letter(letter: Letter, *, by, at: datetime) -> None:
    """Take the next number for an approved letter and write its final text. The caller has the lock."""
    profile = letter.profile
    on = at.astimezone(ZoneInfo(profile.timezone)).date()
    entry = register.take_number(profile=profile, subject=letter.subject, on=on, by=by, at=at)
    finish_text(letter, entry=entry, by=by, at=at)


def finish_text(letter: Letter, *, entry, by, at: datetime) -> None:
    """The letter under its number: text, date and QR code are final from here on."""
    moves.move_letter(letter, LetterState.NUMBERED)
    letter.entry, letter.dated_on = entry, entry.dated_on
    letter.issued_at, letter.issued_by = at, by
    final = drafting.number_letter(
        archive.load_document(letter.document),
        number=entry.number,
        on=entry.dated_on,
        verify_url=verification.verify_url(letter),
        method=letter.signing_method,
    )
    letter.document = archive.dump_document(final)
    letter.save()
    trail.record("letter.issued", on=letter, by=by, at=at, detail={"number": entry.number})
    certifying.enter_record(letter=letter, by=by, at=at)


def _number_all(letters, event, by, at) -> jobs.Job:
    for letter in letters:
        number_letter(letter, by=by, at=at)
    numbers = [letter.number for letter in letters]
    trail.record("letter.issued_batch", on=event, by=by, at=at, detail={"numbers": numbers})
    telling.tell_signatories(letters=letters, at=at)
    return make_files(event=event, letters=letters, by=by, at=at)


def _only_approve(letters, event, by, at) -> None:
    for letter in letters:
        letter.save()
    trail.record("letter.approved_batch", on=event, by=by, at=at, detail={"count": len(letters)})


def _named_ids(event) -> set[str]:
    """Officers whom a standing letter of assignment names (and does not release)."""
    rows = LetterRow.objects.standing().filter(letter__event=event, letter__kind__in=ASSIGNMENT_KINDS)
    rows = rows.exclude(facts__role="released")
    return {str(key) for key in rows.values_list("officer_id", flat=True)}


def _reserve_ids(event) -> set[str]:
    rows = event.roster.standing().filter(role="reserve").values_list("officer_id", flat=True)
    return {str(key) for key in rows}
