"""What a publication would change today, officer by officer. Reads, never writes."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from assignments.duty import compose, loader, overlay
from assignments.duty import sheet as sheets
from assignments.duty.difference import Change, sheet_changes
from assignments.duty.facts import Facts
from assignments.duty.models import DutySheet, Publication
from assignments.duty.reading import kept_back
from assignments.duty.sheet import Sheet
from assignments.models import Assignment, AssignmentState
from events.models import Event
from officers.models import Officer


@dataclass(frozen=True)
class SheetUpdate:
    """One officer whose sheet differs from the published one, and what the officer will be told.

    `asked` are the proposed assignments that the officer is about to be offered.
    """

    officer: Officer
    old: Sheet | None
    new: Sheet
    content: dict
    changes: tuple[Change, ...] = ()
    asked: tuple[Assignment, ...] = ()
    old_was_read: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell; a corrected address of a map alone tells nothing."""
        return bool(self.changes or self.asked)

    @property
    def is_urgent(self) -> bool:
        return any(change.urgency == "urgent" for change in self.changes)

    @property
    def is_first(self) -> bool:
        return self.old is None

    @property
    def is_released(self) -> bool:
        """Had a delegation, and has none any more."""
        return bool(self.old and self.old.delegations and not self.new.delegations)


@dataclass(frozen=True)
class Group:
    """Officers who are told the very same thing, in the same way."""

    updates: tuple[SheetUpdate, ...]

    @property
    def first(self) -> SheetUpdate:
        return self.updates[0]


@dataclass(frozen=True)
class Preview:
    """A publication before it happens. `fingerprint` stands for exactly these changes."""

    event: Event
    version: int
    updates: tuple[SheetUpdate, ...]
    asked: tuple[Assignment, ...]
    fingerprint: str

    @property
    def told(self) -> list[SheetUpdate]:
        return [update for update in self.updates if update.is_told]

    @property
    def groups(self) -> list[Group]:
        """The updates, those with the same words together, in the order of the first of each."""
        together = defaultdict(list)
        for update in self.updates:
            way = (bool(update.asked), update.is_first, update.is_released)
            together[update.changes, way].append(update)
        return [Group(tuple(updates)) for updates in together.values()]

    @property
    def unreachable(self) -> list[SheetUpdate]:
        """Officers without an account or an address to open one with: somebody has to call them."""
        return [update for update in self.told if update.officer.user is None and not update.officer.email]

    @property
    def is_empty(self) -> bool:
        return not self.updates and not self.asked


def preview_publication(
    event: Event, *, at: datetime, row_key: str = "", people: Collection[Officer] = ()
) -> Preview:
    """What *Terbitkan* would do now; with `row_key` ("agenda:<id>", "movement:<id>") for that row alone,
    with `people` for these officers alone.

    A number of queries that does not depend on the size of the event.
    """
    published = _published(event)
    facts = loader.load_facts(event)
    composed = compose.compose_sheets(facts, _left_behind(published, facts))
    asked = [] if row_key else _proposed(event)
    if people:
        wanted = {str(officer.pk) for officer in people}
        composed = {key: sheet for key, sheet in composed.items() if key in wanted}
        asked = [assignment for assignment in asked if str(assignment.officer_id) in wanted]
    updates = _updates(composed, published, asked, at, row_key, _unanswered(facts))
    return Preview(
        event=event,
        version=next_version(event),
        updates=tuple(updates),
        asked=tuple(asked),
        fingerprint=_fingerprint(updates, asked),
    )


def next_version(event: Event) -> int:
    newest = Publication.objects.filter(event=event).order_by("-version").values_list("version", flat=True)
    return (newest.first() or 0) + 1


def _published(event: Event) -> dict[str, DutySheet]:
    return {str(row.officer_id): row for row in DutySheet.objects.filter(event=event).newest()}


def _left_behind(published: dict[str, DutySheet], facts: Facts):
    """Officers on the roster no more whose published sheet still says something."""
    for key, row in published.items():
        if key not in facts.people and (row.content["delegations"] or row.content["timeline"]):
            yield sheets.from_json(row.content).officer


def _proposed(event: Event) -> list[Assignment]:
    return list(
        Assignment.objects.of_event(event)
        .primary()
        .filter(state=AssignmentState.PROPOSED)
        .with_people()
        .order_by("delegation__tier__rank", "delegation__code", "slot")
    )


def _unanswered(facts: Facts) -> dict[str, set[str]]:
    """Delegations by officer to which the officer has not said yes."""
    found = defaultdict(set)
    for duty in facts.duties:
        if not duty.accepted:
            found[duty.officer].add(duty.delegation)
    return found


def _updates(
    composed: dict[str, Sheet], published, asked, at: datetime, row_key: str, unanswered
) -> list[SheetUpdate]:
    by_officer = defaultdict(list)
    for assignment in asked:
        by_officer[str(assignment.officer_id)].append(assignment)
    differing, seen = {}, {}
    for key, new in composed.items():
        row = published.get(key)
        if row is None and (row_key or new.is_blank):
            continue
        if row_key:
            new = overlay.overlay_row(sheets.from_json(row.content), new, row_key)
        content = sheets.to_json(new, seen)
        if row is None or row.content != content or key in by_officer:
            differing[key] = (row, new, content)
    people = _people(differing)
    found = [
        _update(people[key], *facts, by_officer[key], at, unanswered[key]) for key, facts in differing.items()
    ]
    return sorted(
        found, key=lambda update: (not update.is_urgent, update.officer.name, str(update.officer.pk))
    )


def _people(keys) -> dict[str, Officer]:
    rows = Officer.objects.filter(pk__in=list(keys)).select_related("user", "agency")
    return {str(officer.pk): officer for officer in rows}


def _update(
    officer: Officer, row: DutySheet | None, new: Sheet, content: dict, asked, at, unanswered
) -> SheetUpdate:
    """`unanswered`: of these delegations the officer is not told what is kept back until the yes."""
    old = sheets.from_json(row.content) if row is not None else None
    language = officer.user.language if officer.user else "id"
    return SheetUpdate(
        officer=officer,
        old=old,
        new=new,
        content=content,
        changes=sheet_changes(
            old and kept_back(old, unanswered), kept_back(new, unanswered), at=at, lang=language
        ),
        asked=tuple(asked),
        old_was_read=row is not None and row.read_at is not None,
    )


def _fingerprint(updates: list[SheetUpdate], asked: list[Assignment]) -> str:
    """Differs whenever somebody would be told something else."""
    facts = [[str(update.officer.pk), update.content] for update in updates]
    facts.append([str(assignment.pk) for assignment in asked])
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
