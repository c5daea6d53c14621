"""Whether letters still say what is true: printed facts beside today's. Derived, never flagged by hand."""

from dataclasses import dataclass, fields, replace
from datetime import date

from assignments.letters.documents.words import date_range
from assignments.letters.facts import RELEASED, OfficerFacts
from assignments.letters.models import ASSIGNMENT_KINDS, LetterRow


@dataclass(frozen=True)
class FactChange:
    """One printed fact that is no longer true."""

    field: str
    old: str
    new: str


def newest_rows(event) -> dict[str, LetterRow]:
    """The newest standing word about every officer of the event, by officer id: an amendment comes
    after the letter that it changes. One query."""
    rows = (
        LetterRow.objects.standing()
        .filter(letter__event=event, letter__kind__in=ASSIGNMENT_KINDS)
        .select_related("letter")
        .order_by("letter__created_at")
    )
    return {str(row.officer_id): row for row in rows}


def changes_of(row: LetterRow | None, today: OfficerFacts | None) -> tuple[FactChange, ...]:
    """What the letter prints and is no longer so; empty when it is up to date."""
    if row is None:
        return ()
    printed = OfficerFacts.from_json(row.facts)
    if today is None:
        return () if printed.is_released else (FactChange("roster", printed.name, ""),)
    return tuple(
        FactChange(field.name, _words(getattr(printed, field.name)), _words(getattr(today, field.name)))
        for field in fields(OfficerFacts)
        if getattr(printed, field.name) != getattr(today, field.name)
    )


def released(row: LetterRow) -> OfficerFacts:
    """The printed facts of an officer who left, as the amendment lists them: released, no duties."""
    return replace(OfficerFacts.from_json(row.facts), role=RELEASED, duties=())


def _words(value) -> str:
    """A fact as the letter says it."""
    if isinstance(value, tuple):
        return "; ".join(_duty_words(duty) for duty in value) or "–"
    return str(value) or "–"


def _duty_words(duty) -> str:
    days = date_range(date.fromisoformat(duty.starts_on), date.fromisoformat(duty.ends_on))
    return f"{duty.delegation} ({duty.tier}), {days}"
