"""Reading letters: the page of an event, what is out of date, what the public may know."""

from dataclasses import dataclass, fields

from assignments import selectors as assignments
from assignments.letters.facts import OfficerFacts, event_facts
from assignments.letters.models import Letter, LetterRow, LetterState


@dataclass(frozen=True)
class FactChange:
    """One printed fact that is no longer true."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class LetterLine:
    """One officer on the letters page: today's facts, the standing letter if any, what is next."""

    facts: OfficerFacts | None
    row: LetterRow | None
    waiting: bool
    changes: tuple[FactChange, ...] = ()

    @property
    def letter(self) -> Letter | None:
        return self.row.letter if self.row else None

    @property
    def state(self) -> str:
        """Which tab the line stands under."""
        if self.row is None:
            return "waiting" if self.waiting else "ready"
        if self.letter.failure:
            return "failed"
        if self.changes:
            return "outdated"
        if self.letter.state == LetterState.IN_FORCE and self.row.received_at:
            return "received"
        return self.letter.state


@dataclass(frozen=True)
class LetterBoard:
    """All lines of an event's letters page, with the ended letters and the open slots beside them."""

    lines: list[LetterLine]
    ended: list[LetterRow]
    open_slots: list

    def count(self, *states: str) -> int:
        return sum(1 for line in self.lines if line.state in states)

    @property
    def in_force(self) -> int:
        return self.count("in_force", "received", "outdated")

    @property
    def received(self) -> int:
        return sum(1 for line in self.lines if line.row and line.row.received_at)


def letter_board(event) -> LetterBoard:
    """The letters page in a constant number of queries."""
    facts = event_facts(event)
    rows = list(
        LetterRow.objects.filter(letter__event=event)
        .select_related("letter__entry", "officer__agency")
        .order_by("order", "officer__name")
    )
    standing = {str(row.officer_id): row for row in rows if row.letter.is_standing}
    keys = sorted(set(facts.officers) | set(standing), key=lambda key: _order(facts, standing, key))
    lines = [
        LetterLine(
            facts=facts.officers.get(key),
            row=standing.get(key),
            waiting=key in facts.waiting,
            changes=changes_of(standing.get(key), facts.officers.get(key)),
        )
        for key in keys
    ]
    return LetterBoard(
        lines=lines,
        ended=[row for row in rows if not row.letter.is_standing],
        open_slots=[slot for slot in assignments.event_slots(event) if slot.is_open],
    )


def changes_of(row: LetterRow | None, today: OfficerFacts | None) -> tuple[FactChange, ...]:
    """What the letter prints and is no longer so; empty when it is up to date. Derived, never flagged."""
    if row is None:
        return ()
    printed = OfficerFacts.from_json(row.facts)
    if today is None:
        return (FactChange("roster", printed.name, ""),)
    return tuple(
        FactChange(field.name, _words(getattr(printed, field.name)), _words(getattr(today, field.name)))
        for field in fields(OfficerFacts)
        if getattr(printed, field.name) != getattr(today, field.name)
    )


def letters_of(user) -> list[LetterRow]:
    """An officer's own letters, the newest first."""
    return list(
        LetterRow.objects.filter(officer__user=user)
        .exclude(
            letter__state__in=[
                LetterState.DRAFT,
                LetterState.REVIEW,
                LetterState.APPROVED,
                LetterState.NUMBERED,
            ]
        )
        .select_related("letter__entry", "letter__event", "letter__profile")
        .order_by("-letter__in_force_at")
    )


def _order(facts, standing, key):
    officer = facts.officers.get(key)
    if officer is None:
        return (1, 0, str(standing[key].officer))
    return (0, -officer.seniority, officer.name)


def _words(value) -> str:
    if isinstance(value, tuple):
        return (
            "; ".join(f"{duty.delegation} ({duty.tier}) {duty.starts_on} – {duty.ends_on}" for duty in value)
            or "–"
        )
    return str(value) or "–"
