"""What the certificate of a learning event leaves on the officer's record, and takes away when it ends."""

from datetime import date, datetime

from assignments.letters import archive
from assignments.letters.models import Letter, LetterKind
from officers import services as officers


def enter_record(*, letter: Letter, by, at: datetime) -> None:
    """Put a numbered certificate on its officer's record. The caller has lock and transaction."""
    if not _is_of_learning(letter):
        return
    document = archive.load_document(letter.document)
    for row in letter.rows.select_related("officer"):
        held_on = row.facts.get("held_on")
        officers.record_certificate(
            event=letter.event,
            officer=row.officer,
            number=letter.number,
            lesson_hours=document.hours,
            batch=row.facts.get("batch", ""),
            held_on=date.fromisoformat(held_on) if held_on else None,
            by=by,
            at=at,
        )


def leave_record(*, letter: Letter, by, at: datetime) -> None:
    """Take an ended certificate off the record of its officer."""
    if not _is_of_learning(letter):
        return
    for row in letter.rows.select_related("officer"):
        officers.withdraw_certificate(
            event=letter.event, officer=row.officer, number=letter.number, by=by, at=at
        )


def _is_of_learning(letter: Letter) -> bool:
    return letter.kind == LetterKind.CERTIFICATE and letter.event.is_learning
