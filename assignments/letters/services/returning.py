"""A letter that another register numbered and signed (SRIKANDI) comes home."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import register
from assignments.letters.models import Letter, LetterState, SigningMethod
from assignments.letters.services import files, issuing, moves
from assignments.letters.signing import SigningError, checks
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def import_signed_letter(
    *, letter: Letter, sequence: int, number: str, on: date, pdf: bytes, by, at: datetime
) -> Letter:
    """Number, date and signed PDF of an approved letter as SRIKANDI gave them; in force from here.

    The PDF is not ours byte for byte, so it must be signed, intact, and say the number and every name.
    Raises `Refused` with the reason, `Conflict` when the number is taken or the letter moved on.
    """
    letter = moves.locked_letter(letter)
    if letter.state != LetterState.APPROVED:
        raise Conflict(_("Only an approved letter without a number can be imported."), code="wrong_state")
    pages = _checked_pages(letter, number, pdf)
    letter.signing_method = SigningMethod.UPLOAD
    entry = register.type_number(
        profile=letter.profile, sequence=sequence, number=number, subject=letter.subject, on=on, by=by, at=at
    )
    issuing.finish_text(letter, entry=entry, by=by, at=at)
    files.keep_signed_file(letter=letter, pdf=pdf, by=by, at=at, pages=pages)
    letter.refresh_from_db()
    return letter


def _checked_pages(letter: Letter, number: str, pdf: bytes) -> int:
    """The number of pages of a PDF that is this letter under `number`."""
    try:
        checks.check_signatures(pdf)
        pages = checks.page_words(pdf)
    except SigningError as error:
        raise Refused(error.sentence, code=error.code) from None
    words = _squeezed(" ".join(pages))
    for wanted in (number, *(row.facts["name"] for row in letter.rows.all())):
        if _squeezed(wanted) not in words:
            raise Refused(
                _("This PDF does not say “%(wanted)s”, so it is not this letter.") % {"wanted": wanted},
                code="other_letter",
            )
    return len(pages)


def _squeezed(text: str) -> str:
    """Without blanks and case: a PDF may break a name anywhere."""
    return "".join(text.split()).casefold()
