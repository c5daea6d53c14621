"""Verbs of a letter's life: draft, issue, keep its file, receive, revoke."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.letters import archive, drafting, register
from assignments.letters.facts import OfficerFacts, event_facts
from assignments.letters.models import (
    LETTER_MOVES,
    Letter,
    LetterKind,
    LetterProfile,
    LetterRow,
    LetterState,
    SigningMethod,
)
from events.models import Event
from lo_portal.audit import trail
from lo_portal.jobs import services as jobs
from lo_portal.refusals import Conflict, Refused

MAKE_LETTERS = "letters.make"


@transaction.atomic
def issue_letters(
    *, event: Event, profile: LetterProfile, collective: bool, by, at: datetime, only=None
) -> jobs.Job:
    """Write, number and send to the press the letters of everybody who is ready and has none.

    Numbers come from the register in this transaction; the PDFs are made by a worker (the returned
    job). The event row is locked, so two people who press at once issue each letter once.
    `only` narrows to those officer ids. Raises `Refused` when nobody is ready.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    ready = ready_officers(event, only=only)
    if not ready:
        raise Refused(
            _("No letter to issue: everybody has one, or the officers have not answered yet."),
            code="nobody_ready",
        )
    groups = [ready] if collective else [[officer] for officer in ready]
    letters = [_issue(event, profile, group, collective, by, at) for group in groups]
    trail.record(
        "letter.issued_batch",
        on=event,
        by=by,
        at=at,
        detail={"numbers": [letter.number for letter in letters]},
    )
    return make_files(event=event, letters=letters, by=by, at=at)


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
    named = set(LetterRow.objects.standing().filter(letter__event=event).values_list("officer_id", flat=True))
    held_back = facts.waiting if event.letters_await_answer else frozenset()
    roster_reserves = _reserve_ids(event)
    ready = [
        officer
        for key, officer in facts.officers.items()
        if officer_uuid(key) not in named
        and key not in held_back
        and (
            key in only
            if only is not None
            else officer.duties or officer.role == "coordinator" or key in roster_reserves
        )
    ]
    return sorted(ready, key=lambda officer: (-officer.seniority, officer.name))


@transaction.atomic
def keep_file(*, letter: Letter, pdf: bytes, sha256: str, pages: int, at: datetime) -> bool:
    """Store a letter's PDF once; False when it already has one (a second worker came late).

    A simulated letter is in force from here; the other methods still need their signature.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.sha256:
        return False
    letter.file = _stored(pdf, sha256)
    letter.sha256, letter.pages, letter.failure = sha256, pages, ""
    if letter.signing_method == SigningMethod.SIMULATED:
        _demand_move(letter, LetterState.IN_FORCE)
        letter.state, letter.in_force_at = LetterState.IN_FORCE, at
    letter.save()
    trail.record("letter.made", on=letter, by=None, at=at, detail={"sha256": sha256, "pages": pages})
    return True


@transaction.atomic
def fail_file(*, letter: Letter, reason: str, at: datetime) -> None:
    """Remember why a letter could not be made; the others of its batch go on."""
    if Letter.objects.filter(pk=letter.pk, sha256="").update(failure=reason[:300]):
        trail.record("letter.failed", on=letter, by=None, at=at, detail={"reason": reason[:300]})


@transaction.atomic
def open_letter(*, row: LetterRow, at: datetime) -> None:
    """The officer opened the letter; only the first time is kept."""
    LetterRow.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at)


@transaction.atomic
def receive_letter(*, row: LetterRow, by, at: datetime) -> bool:
    """The officer confirms *diterima*. True the first time; pressing again changes nothing."""
    if row.letter.state != LetterState.IN_FORCE:
        raise Refused(_("This letter is no longer in force."), code="not_in_force")
    if not LetterRow.objects.filter(pk=row.pk, received_at=None).update(received_at=at):
        return False
    trail.record("letter.received", on=row, by=by, at=at)
    return True


@transaction.atomic
def revoke_letter(*, letter: Letter, reason: str, by, at: datetime) -> Letter:
    """Take a letter out of force. Its number stays in the register, its page says since when and why."""
    if not reason.strip():
        raise Refused(
            _("Say why the letter is revoked; the verification page shows the reason."), code="no_reason"
        )
    return end_letter(letter=letter, state=LetterState.REVOKED, reason=reason, by=by, at=at)


@transaction.atomic
def end_letter(
    *, letter: Letter, state: LetterState, reason: str, by, at: datetime, superseded_by=None
) -> Letter:
    """Move a letter to one of its two ends, REVOKED or SUPERSEDED."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    _demand_move(letter, state)
    letter.state, letter.ended_at, letter.end_reason = state, at, reason.strip()[:300]
    letter.superseded_by = superseded_by
    letter.save()
    trail.record(f"letter.{state}", on=letter, by=by, at=at, detail={"reason": reason.strip()})
    return letter


def verify_url(letter: Letter) -> str:
    """The address in the QR code, upper case so that the code stays small."""
    return f"{settings.PORTAL_BASE_URL}/V/{letter.token}".upper()


def officer_uuid(key: str):
    return LetterRow._meta.get_field("officer").target_field.to_python(key)


def _issue(event, profile, officers, collective, by, at) -> Letter:
    on = at.astimezone(ZoneInfo(profile.timezone)).date()
    subject = _("Surat Tugas %(event)s") % {"event": event.name}
    entry = register.take_number(profile=profile, subject=subject, on=on, by=by, at=at)
    letter = Letter(
        event=event,
        profile=profile,
        entry=entry,
        subject=subject,
        dated_on=on,
        state=LetterState.NUMBERED,
        kind=LetterKind.COLLECTIVE if collective else LetterKind.INDIVIDUAL,
        signing_method=profile.signing_method,
        issued_at=at,
        issued_by=by,
    )
    letter.document = archive.dump_document(_final_document(letter, event, profile, officers, collective))
    letter.save()
    LetterRow.objects.bulk_create(
        LetterRow(letter=letter, officer_id=officer.officer_id, order=order, facts=officer.as_json())
        for order, officer in enumerate(officers, 1)
    )
    trail.record("letter.issued", on=letter, by=by, at=at, detail={"number": entry.number})
    return letter


def _final_document(letter, event, profile, officers, collective):
    draft = drafting.draft_letter(profile, event, officers, collective=collective)
    return drafting.number_letter(
        draft,
        number=letter.entry.number,
        on=letter.dated_on,
        verify_url=verify_url(letter),
        simulated=letter.signing_method == SigningMethod.SIMULATED,
    )


def _stored(pdf: bytes, sha256: str) -> str:
    """Write by content address: the same bytes twice are one file."""
    storage = Letter._meta.get_field("file").storage
    name = f"letters/{sha256[:2]}/{sha256}.pdf"
    return name if storage.exists(name) else storage.save(name, ContentFile(pdf))


def _reserve_ids(event) -> set[str]:
    rows = event.roster.standing().filter(role="reserve").values_list("officer_id", flat=True)
    return {str(key) for key in rows}


def _demand_move(letter: Letter, state: LetterState) -> None:
    if state not in LETTER_MOVES[LetterState(letter.state)]:
        raise Conflict(
            _("This letter is “%(state)s” by now, so this is no longer possible.")
            % {"state": letter.get_state_display()},
            code="wrong_state",
        )
