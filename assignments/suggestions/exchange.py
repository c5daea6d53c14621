"""Several slots change hands at once: first all old holders go, then all new ones are placed, or nothing."""

from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assignments import history, selectors, services, wording
from assignments.candidates import own_sentences
from assignments.matching import loader
from assignments.matching.explain import Board, explain_on
from assignments.models import Assignment
from assignments.services import Warned
from assignments.suggestions.outcome import Line
from assignments.warnings import judge_pair
from events.models import Event
from lo_portal.audit import trail
from lo_portal.refusals import Conflict
from officers.models import Officer


@transaction.atomic
def move_officers(
    *, event, lines: list[Line], reason: str, by, at: datetime, answered: set[str] | None = None
) -> list[Assignment]:
    """Carry out a remedy that moves officers between slots; see `exchange_holders` for what it raises."""
    placed = exchange_holders(event, lines, reason, by, at, answered)
    trail.record("pairs.moved", on=event, by=by, at=at, detail={"slots": [line.code for line in lines]})
    return placed


def exchange_holders(
    event, lines: list[Line], reason: str, by, at: datetime, answered: set[str] | None = None
) -> list[Assignment]:
    """Bring every line's slot from its old holder to its new one, inside the caller's transaction.

    `reason` answers the softer rules that the pairs break, of those in `answered` ("D-08/2:language");
    None means all. Others raise `WarningsUnanswered`. A slot that changed raises `Conflict`.
    """
    try:
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)  # one exchange at a time
        slots = demand_unchanged(event, lines)
        for line in lines:
            if slots[line.code].primary is not None:
                services.release_assignment(
                    assignment=slots[line.code].primary, reason=_("Replaced by the suggestion"), by=by, at=at
                )
        return _place(event, [line for line in lines if line.new_id], slots, reason, answered, by, at)
    except OperationalError as error:
        raise Conflict(
            _("Two people changed the same officer at once. Look again, then repeat."), code="deadlock"
        ) from error


def demand_unchanged(event, lines: list[Line]) -> dict:
    """The slots by code, if every line's holder is still the one that was seen."""
    slots = {slot.code: slot for slot in selectors.event_slots(event)}
    changed = [
        line.code for line in lines if line.code not in slots or holder_of(slots[line.code]) != line.old_id
    ]
    if changed:
        raise Conflict(
            _("%(slots)s changed since the suggestion was computed. Nothing was applied.")
            % {"slots": ", ".join(changed)},
            code="stale_suggestion",
            theirs=history.who_changed(event, *changed),
        )
    return slots


def holder_of(slot) -> str:
    """The id of the slot's holder as text, "" where it is open."""
    return str(slot.primary.officer_id) if slot.primary else ""


def _place(event, lines, slots, reason, answered, by, at) -> list[Assignment]:
    officers = Officer.objects.in_bulk([line.new_id for line in lines])
    officers = {str(key): officer for key, officer in officers.items()}
    judged = judge_lines(event, lines)
    unanswered = [
        Warned(f"{line.code}:{one.code}", f"{line.code} {line.new}: {one.sentence}")
        for line, (warnings, _score) in zip(lines, judged, strict=True)
        for one in warnings
        if not reason.strip() or (answered is not None and f"{line.code}:{one.code}" not in answered)
    ]
    if unanswered:
        raise services.WarningsUnanswered(unanswered)
    return [
        services.place_officer(
            delegation=slots[line.code].delegation,
            slot=line.number,
            officer=officers[line.new_id],
            replaces=slots[line.code].primary,
            warnings=warnings,
            reasons=dict.fromkeys([one.code for one in warnings], reason),
            score={"score": score},
            by=by,
            at=at,
        )
        for line, (warnings, score) in zip(lines, judged, strict=True)
    ]


def judge_lines(event, lines: list[Line]) -> list[tuple[list[Warned], int]]:
    """For every line the softer rules its new pair breaks and its score, on the plan as it will be."""
    problem = loader.load_problem(event)
    wanted = [(line.new_id, line.delegation_id) for line in lines]
    board = Board(problem, (*loader.known_pairs(problem), *wanted))
    sentences, language = own_sentences(), get_language() or "id"
    judged = []
    for officer, duty in wanted:
        verdict = judge_pair(board, officer, duty, sentences)
        warnings = [
            Warned(code, wording.say(phrase, language, wording.language_names()))
            for code, phrase in verdict.warnings
        ]
        judged.append((warnings, explain_on(board, officer, duty).score))
    return judged
