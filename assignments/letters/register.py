"""Verbs of the register: take the next number, type one from elsewhere, void one.

A number is taken in the transaction that issues its letter: roll that back and the number is free
again, commit it and the number is gone for good (domain 1.5). The counter row is the queue.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assignments.letters import numbers
from assignments.letters.models import LetterProfile, Register, RegisterEntry
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def take_number(*, profile: LetterProfile, subject: str, on: date, by, at: datetime) -> RegisterEntry:
    """The next free number of the profile's unit in the year of `on`; waits for whoever is before us."""
    register = _locked_register(profile.unit_code, on.year)
    taken = set(
        register.entries.filter(sequence__gt=register.last_sequence).values_list("sequence", flat=True)
    )
    sequence = register.last_sequence + 1
    while sequence in taken:
        sequence += 1
    Register.objects.filter(pk=register.pk).update(last_sequence=sequence)
    return RegisterEntry.objects.create(
        register=register,
        sequence=sequence,
        number=_write(profile, sequence, on),
        **_about(subject, on, by, at),
    )


@transaction.atomic
def type_number(
    *, profile: LetterProfile, sequence: int, number: str, subject: str, on: date, by, at: datetime
) -> RegisterEntry:
    """Enter a number given by another register (TU, SRIKANDI). The same uniqueness holds.

    Raises `Conflict` when the sequence or the number is already in the book.
    """
    if sequence < 1:
        raise Refused(_("A sequence number starts at 1."), code="bad_sequence")
    register = _locked_register(profile.unit_code, on.year)
    try:
        with transaction.atomic():
            entry = RegisterEntry.objects.create(
                register=register,
                sequence=sequence,
                number=number.strip() or _write(profile, sequence, on),
                typed=True,
                **_about(subject, on, by, at),
            )
    except IntegrityError as error:
        raise Conflict(
            _("Number %(sequence)d is already in the register of %(register)s.")
            % {"sequence": sequence, "register": register},
            code="number_taken",
        ) from error
    trail.record("register_entry.typed", on=entry, by=by, at=at, detail={"number": entry.number})
    return entry


@transaction.atomic
def void_number(*, entry: RegisterEntry, reason: str, by, at: datetime) -> RegisterEntry:
    """Mark a number *batal*. It stays in the book and is never given again."""
    if not reason.strip():
        raise Refused(_("Say why the number is void; the register keeps the reason."), code="no_reason")
    if not RegisterEntry.objects.filter(pk=entry.pk, voided_at=None).update(
        voided_at=at, void_reason=reason.strip()[:300]
    ):
        raise Conflict(
            _("Number %(number)s is already void.") % {"number": entry.number}, code="already_void"
        )
    entry.refresh_from_db()
    trail.record("register_entry.voided", on=entry, by=by, at=at, detail={"reason": reason.strip()})
    return entry


@transaction.atomic
def start_register(*, unit_code: str, year: int, last_sequence: int, by, at: datetime) -> Register:
    """Begin a year that already runs elsewhere: the next number is `last_sequence` + 1.

    Raises `Refused` when numbers beyond it were already given here.
    """
    register = _locked_register(unit_code, year)
    if last_sequence < register.last_sequence:
        raise Refused(
            _("%(register)s already stands at %(last)d.")
            % {"register": register, "last": register.last_sequence},
            code="register_ahead",
        )
    register.last_sequence = last_sequence
    register.save(update_fields=["last_sequence", "updated_at"])
    trail.record("register.started", on=register, by=by, at=at, detail={"last_sequence": last_sequence})
    return register


def next_number(profile: LetterProfile, on: date) -> str:
    """The number that would be taken now, for showing only."""
    last = (
        Register.objects.filter(unit_code=profile.unit_code, year=on.year)
        .values_list(F("last_sequence"), flat=True)
        .first()
    )
    return _write(profile, (last or 0) + 1, on)


def _about(subject: str, on: date, by, at: datetime) -> dict:
    return {"subject": subject[:300], "dated_on": on, "taken_at": at, "taken_by": by}


def _locked_register(unit_code: str, year: int) -> Register:
    Register.objects.get_or_create(unit_code=unit_code, year=year)
    return Register.objects.select_for_update().get(unit_code=unit_code, year=year)


def _write(profile: LetterProfile, sequence: int, on: date) -> str:
    return numbers.write_number(
        profile.number_pattern, sequence=sequence, on=on, code=profile.classification, unit=profile.unit_code
    )
