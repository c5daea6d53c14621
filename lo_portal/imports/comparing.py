"""Records against what the portal holds: what is new, changed, the same, gone, or doubtful."""

from collections import Counter

from lo_portal.imports.kinds import (
    ASK,
    CANCELLED,
    CHANGED,
    ERROR,
    NEW,
    UNCHANGED,
    Context,
    Existing,
    Kind,
    Problem,
    Record,
    Step,
)
from lo_portal.imports.sentences import MAYBE_SAME
from lo_portal.sheets.sentences import note

STANDING = "standing"


def compare(kind: Kind, records: list[Record], context: Context, decisions: dict) -> list[Step]:
    """One step per record, then one per thing that the list no longer names.

    `decisions` are a person's answers: {"row:7": pk or "new", "gone:PK": "keep"}.
    """
    existing = kind.existing(context)
    matches = _match(records, existing)
    by_pk = {one.pk: one for one in existing}
    alike = _alike(existing)
    taken = {one.pk for one in matches.values()}
    steps, doubted = [], set()
    for record in records:
        found = matches.get(record.row)
        if found is None and record.errors:
            doubted |= {one.pk for one in alike.get(record.likeness, ())}
        elif found is None:
            candidates = [
                one
                for one in alike.get(record.likeness, ())
                if one.pk not in taken and kind.plausible(record, one)
            ]
            found, ask = _decided(record, candidates, by_pk, decisions)
            if ask:
                steps.append(ask_step(kind, record, candidates))
                continue
            if found is not None:
                taken.add(found.pk)
        steps.append(_step(kind, record, found))
    absent = _absent(kind, records, existing, taken, context)
    named = doubted | {pk for step in steps for pk, _label in step.candidates}
    steps += [
        Step(kind.key, CANCELLED, one.label, pk=one.pk)
        for one in absent
        if one.standing and one.pk not in named and decisions.get(f"gone:{one.pk}") != "keep"
    ]
    return steps


def _absent(kind, records, existing, taken, context):
    """What earlier imports made, this list should name, and does not."""
    made = context.imported.get(kind.key, frozenset())
    missed = [one for one in existing if one.pk in made and one.pk not in taken and one.listed]
    return kind.absent(records, missed, existing, context) if missed else []


def ask_step(kind, record, candidates):
    """A row that a person decides about: it is never merged silently."""
    who = ", ".join(one.label for one in candidates)
    question = Problem.of(record.row, kind.columns[0].field, note(MAYBE_SAME, who=who))
    return Step(
        kind.key,
        ASK,
        record.label,
        record.row,
        values=record.values,
        errors=(question,),
        notes=record.notes,
        candidates=tuple((one.pk, one.label) for one in candidates),
    )


def _decided(record, candidates, by_pk, decisions):
    """(existing thing or None, whether to ask)."""
    if not record.likeness or not candidates:
        return None, False
    answer = decisions.get(f"row:{record.row}")
    if answer == "new":
        return None, False
    if answer in by_pk:
        return by_pk[answer], False
    return None, True


def _match(records, existing):
    """row -> Existing, by the strongest key first; a key of several things matches nothing.

    Rows with errors come last: a wrong second row keeps no right one from its thing.
    """
    matches, taken = {}, set()
    records = sorted(records, key=lambda record: bool(record.errors))
    depth = max((len(record.keys) for record in records), default=0)
    for place in range(depth):
        index = _index(existing, taken)
        wanted = Counter(
            r.keys[place] for r in records if len(r.keys) > place and r.row not in matches and not r.errors
        )
        for record in records:
            if record.row in matches or len(record.keys) <= place:
                continue
            key = record.keys[place]
            found = index.get(key)
            if found is not None and wanted[key] <= 1 and found.pk not in taken:
                matches[record.row] = found
                taken.add(found.pk)
    return matches


def _index(existing, taken):
    index, several = {}, set()
    for one in existing:
        if one.pk in taken:
            continue
        for key in one.keys:
            if key in index:
                several.add(key)
            index[key] = one
    return {key: one for key, one in index.items() if key not in several}


def _alike(existing):
    alike: dict[str, list[Existing]] = {}
    for one in existing:
        if one.likeness:
            alike.setdefault(one.likeness, []).append(one)
    return alike


def _step(kind, record, found):
    common = {"errors": record.errors, "notes": record.notes, "values": record.values}
    if record.errors:
        return Step(kind.key, ERROR, record.label, record.row, pk=found.pk if found else "", **common)
    if found is None:
        return Step(kind.key, NEW, record.label, record.row, **common)
    changes = {
        name: (found.values.get(name), value)
        for name, value in record.values.items()
        if not kind.same(name, found.values.get(name), value)
    }
    if not found.standing:
        changes[STANDING] = (False, True)
    action = CHANGED if changes else UNCHANGED
    if not found.listed:
        action = NEW
    return Step(kind.key, action, record.label, record.row, pk=found.pk, changes=changes, **common)
