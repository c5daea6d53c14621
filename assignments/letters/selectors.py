"""Reading letters: the page of an event, one's own letters, what waits for whom."""

from dataclasses import dataclass

from assignments import selectors as assignments
from assignments.letters.comparing import FactChange, changes_of
from assignments.letters.facts import OfficerFacts, event_facts
from assignments.letters.models import (
    ASSIGNMENT_KINDS,
    UNISSUED_STATES,
    Letter,
    LetterRow,
    LetterState,
    LetterStep,
    SigningMethod,
)


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
        if self.letter.state == LetterState.NUMBERED and self.letter.sha256:
            return "to_sign"
        if self.changes and self.letter.state not in UNISSUED_STATES:
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

    def letters(self, *states: str) -> int:
        """How many letters (not officers) stand in these states."""
        return len({line.letter.pk for line in self.lines if line.letter and line.state in states})

    @property
    def in_force(self) -> int:
        return self.count("in_force", "received", "outdated")

    @property
    def received(self) -> int:
        return sum(1 for line in self.lines if line.row and line.row.received_at)

    @property
    def unopened(self) -> int:
        """Officers of letters in force who have not looked at theirs."""
        return sum(
            1
            for line in self.lines
            if line.letter and line.letter.state == LetterState.IN_FORCE and not line.row.opened_at
        )


def letter_board(event) -> LetterBoard:
    """The letters page in a constant number of queries."""
    facts = event_facts(event)
    rows = list(
        LetterRow.objects.filter(letter__event=event, letter__kind__in=ASSIGNMENT_KINDS)
        .select_related("letter__entry", "letter__superseded_by__entry", "officer__agency")
        .order_by("letter__created_at", "order", "officer__name")
    )
    standing = {str(row.officer_id): row for row in rows if row.letter.is_standing}
    standing = {key: row for key, row in standing.items() if not _is_gone(row, facts.officers.get(key))}
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
        ended=[row for row in reversed(rows) if not row.letter.is_standing],
        open_slots=[slot for slot in assignments.event_slots(event) if slot.is_open],
    )


def letters_of(user) -> list[LetterRow]:
    """An officer's own letters, the newest first."""
    return list(
        LetterRow.objects.filter(officer__user=user)
        .exclude(letter__state__in=[*UNISSUED_STATES, LetterState.NUMBERED])
        .select_related("letter__entry", "letter__event", "letter__profile", "letter__superseded_by__entry")
        .order_by("-letter__in_force_at")
    )


def turns_of(user) -> list[LetterStep]:
    """The letters that wait for this person's initials, the oldest first."""
    steps = (
        LetterStep.objects.in_turn().filter(person=user).select_related("letter__event", "letter__profile")
    )
    return list(steps.prefetch_related("letter__rows__officer").order_by("letter__created_at"))


def letters_to_sign(event=None) -> list[Letter]:
    """Numbered letters whose PDF waits for a real signature, the lowest number first."""
    letters = Letter.objects.to_sign().exclude(signing_method=SigningMethod.SIMULATED)
    if event is not None:
        letters = letters.filter(event=event)
    letters = letters.select_related("entry", "event", "profile").prefetch_related("rows__officer")
    return list(letters.order_by("entry__register", "entry__sequence"))


def _is_gone(row: LetterRow, today: OfficerFacts | None) -> bool:
    """An officer whom an amendment released and who is not back: no line of the page is theirs."""
    return today is None and row.facts["role"] == "released"


def _order(facts, standing, key):
    officer = facts.officers.get(key)
    if officer is None:
        return (1, 0, str(standing[key].officer))
    return (0, -officer.seniority, officer.name)
