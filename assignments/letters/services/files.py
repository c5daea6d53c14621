"""The file of a letter: kept once when made, replaced once when signed, never written again."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from assignments.letters.models import Letter, LetterState, LetterStep, SigningMethod, StepKind
from assignments.letters.services import moves
from lo_portal.audit import trail


@transaction.atomic
def keep_file(*, letter: Letter, pdf: bytes, sha256: str, pages: int, at: datetime) -> bool:
    """Store a letter's PDF once; False when it already has one (a second worker came late).

    A simulated letter is in force from here; the other methods still need their signature.
    """
    letter = moves.locked_letter(letter)
    if letter.sha256 or letter.state != LetterState.NUMBERED:
        return False
    _put(letter, pdf, sha256)
    letter.pages, letter.failure = pages, ""
    trail.record("letter.made", on=letter, by=None, at=at, detail={"sha256": sha256, "pages": pages})
    if letter.signing_method == SigningMethod.SIMULATED:
        moves.enter_force(letter, at=at)
    else:
        letter.save()
    return True


@transaction.atomic
def keep_signed_file(*, letter: Letter, pdf: bytes, by, at: datetime, pages: int | None = None) -> bool:
    """Store the signed PDF and put the letter in force; False when somebody signed it meanwhile.

    The caller has checked the bytes (`signing.checks`).
    """
    letter = moves.locked_letter(letter)
    if letter.state != LetterState.NUMBERED:
        return False
    sha256 = hashlib.sha256(pdf).hexdigest()
    _put(letter, pdf, sha256)
    letter.pages, letter.failure = pages or letter.pages, ""
    LetterStep.objects.create(
        letter=letter,
        order=letter.steps.count() + 1,
        kind=StepKind.SIGN,
        person=by,
        name=str(by),
        done_at=at,
    )
    trail.record("letter.signed", on=letter, by=by, at=at, detail={"sha256": sha256})
    moves.enter_force(letter, at=at)
    return True


@transaction.atomic
def fail_file(*, letter: Letter, reason: str, at: datetime) -> None:
    """Remember why a letter could not be made; the others of its batch go on."""
    if Letter.objects.filter(pk=letter.pk, sha256="").update(failure=reason[:300]):
        trail.record("letter.failed", on=letter, by=None, at=at, detail={"reason": reason[:300]})


def _put(letter: Letter, pdf: bytes, sha256: str) -> None:
    """Write by content address: the same bytes twice are one file."""
    storage = Letter._meta.get_field("file").storage
    name = f"letters/{sha256[:2]}/{sha256}.pdf"
    letter.file = name if storage.exists(name) else storage.save(name, ContentFile(pdf))
    letter.sha256 = sha256
