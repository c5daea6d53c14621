"""The solver's suggestion for an event: computed by a worker, shown as differences, applied by a person."""

import time
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assignments import matching, selectors, services
from assignments.board import own_sentences
from assignments.matching import loader
from assignments.matching.explain import Board, explain_on
from assignments.models import Assignment, AssignmentState, Suggestion
from assignments.services import Warned
from assignments.warnings import judge_pair
from events.models import Event
from lo_portal.audit import trail
from lo_portal.jobs import services as jobs
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer

COMPUTE = "assignments.suggest"
TIME_LIMIT_SECONDS = 60


@dataclass(frozen=True)
class Line:
    """One slot whose holder would change. Ids are text; an empty name is an open slot."""

    code: str
    delegation_id: str
    delegation: str
    tier: str
    number: int
    old_id: str
    old: str
    old_score: int | None
    new_id: str
    new: str
    new_score: int | None
    note: str = ""


@dataclass(frozen=True)
class Gap:
    """A delegation that stays short: how many places, which rules block, what would free it."""

    code: str
    delegation: str
    open: int
    reasons: tuple[str, ...]
    remedies: tuple[dict, ...]


@dataclass(frozen=True)
class Outcome:
    """All that the right column of the board shows."""

    status: str
    seconds: float
    gap: float | None
    filled_before: int
    filled_after: int
    total: int
    average_before: float
    average_after: float
    moved: int
    locked: int
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    issues: tuple[str, ...] = ()


def request_suggestion(*, event, by, at: datetime):
    """Ring a worker to compute a suggestion; the page stays usable meanwhile."""
    return jobs.start_job(
        kind=COMPUTE,
        title=_("Suggestion for %(event)s") % {"event": event},
        by=by,
        event=event,
        payload={"event": str(event.pk), "by": str(by.pk) if by else ""},
        done_url=reverse("assignments:board", args=[event.slug]),
    )


@jobs.handler(COMPUTE)
def compute(job, progress) -> dict:
    """The worker's side: rows -> problem -> plan -> differences -> one Suggestion row."""
    event = Event.objects.get(pk=job.payload["event"])
    suggestion = store_suggestion(
        event=event, outcome=work_out(event, progress), by=job.owner, at=timezone.now()
    )
    return {"suggestion": str(suggestion.pk)}


def work_out(event, progress=None) -> Outcome:
    """Solve the event as it stands now. `progress(done, total, message)` may raise to cancel."""
    started = time.monotonic()
    problem = loader.load_problem(event)
    options = matching.SolveOptions(gap=0.0, time_limit=TIME_LIMIT_SECONDS)
    run = matching.resolve if problem.baseline else matching.solve
    result = run(problem, options, progress=_forward(progress))
    return _outcome(event, problem, result, time.monotonic() - started)


@transaction.atomic
def store_suggestion(*, event, outcome: Outcome, by, at: datetime) -> Suggestion:
    suggestion = Suggestion.objects.create(
        event=event, result=asdict(outcome), computed_at=at, computed_by=by
    )
    trail.record(
        "suggestion.computed",
        on=suggestion,
        by=by,
        at=at,
        detail={"lines": len(outcome.lines), "status": outcome.status},
    )
    return suggestion


@transaction.atomic
def apply_suggestion(
    *, suggestion: Suggestion, codes: list[str], reason: str, by, at: datetime
) -> list[Assignment]:
    """Apply the ticked lines in one transaction: first free all old holders, then place all new ones.

    A line whose slot changed since raises `Conflict` and nothing is applied. `reason` answers the
    softer rules that the ticked pairs break; without it they raise `WarningsUnanswered`.
    """
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.applied_at:
        raise Conflict(_("This suggestion was already applied."), code="already_applied")
    lines = [Line(**line) for line in suggestion.result["lines"] if line["code"] in codes]
    if not lines:
        raise Refused(_("Tick at least one change."), code="nothing_ticked")
    slots = _demand_unchanged(suggestion.event, lines)
    for line in lines:
        if slots[line.code].primary is not None:
            services.release_assignment(
                assignment=slots[line.code].primary, reason=_("Replaced by the suggestion"), by=by, at=at
            )
    placed = _place_lines(suggestion.event, lines, slots, reason, by, at)
    suggestion.applied_at = at
    suggestion.result["applied"] = [line.code for line in lines]
    suggestion.save(update_fields=["applied_at", "result", "updated_at"])
    trail.record(
        "suggestion.applied", on=suggestion, by=by, at=at, detail={"slots": [line.code for line in lines]}
    )
    return placed


@transaction.atomic
def undo_suggestion(*, suggestion: Suggestion, by, at: datetime) -> None:
    """Take an applied suggestion back: its new pairs are released, the former holders placed again.

    Raises `Conflict` when one of its pairs has moved on (asked, released or replaced) since.
    """
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if not suggestion.applied_at or suggestion.undone_at:
        raise Conflict(_("This suggestion is not applied."), code="not_applied")
    applied = set(suggestion.result.get("applied", []))
    lines = [Line(**line) for line in suggestion.result["lines"] if line["code"] in applied]
    slots = {slot.code: slot for slot in selectors.event_slots(suggestion.event)}
    for line in lines:
        _demand_still_proposed(line, slots)
        if line.new_id:
            services.release_assignment(assignment=slots[line.code].primary, reason=_("Undone"), by=by, at=at)
    for line in lines:
        if line.old_id:
            _place_former(line, by, at)
    suggestion.undone_at = at
    suggestion.save(update_fields=["undone_at", "updated_at"])
    trail.record("suggestion.undone", on=suggestion, by=by, at=at)


def latest_suggestion(event) -> Suggestion | None:
    """The newest suggestion that was not applied yet, if it still fits the slots it talks about."""
    return Suggestion.objects.filter(event=event).first()


def _outcome(event, problem, result, seconds: float) -> Outcome:
    slots = selectors.event_slots(event)
    before, after = Board(problem, _known(problem)), Board(problem, result.pairs)
    names = _names(event, slots)
    lines = tuple(_lines(slots, result, before, after, names))
    scores_before = [explain_on(before, *pair).score for pair in before.plan]
    scores_after = [explain_on(after, *pair).score for pair in after.plan]
    return Outcome(
        status=result.status,
        seconds=round(seconds, 1),
        gap=result.gap,
        filled_before=len(before.plan),
        filled_after=len(after.plan),
        total=len(slots),
        average_before=_mean(scores_before),
        average_after=_mean(scores_after),
        moved=sum(1 for line in lines if line.old_id),
        locked=len(problem.locks),
        lines=lines,
        gaps=tuple(_gaps(problem, result, slots, names)),
        issues=tuple(issue.say("id", names) for issue in result.issues),
    )


def _lines(slots, result, before: Board, after: Board, names):
    """Slot by slot: who stays keeps the slot, who is new takes the slots that became or were free."""
    wanted: dict[str, list[str]] = {}
    for officer, duty in result.pairs:
        wanted.setdefault(duty, []).append(officer)
    reasons = {(change.officer, change.duty): change.reason for change in result.changes}
    for duty, places in _by_duty(slots).items():
        holders = {str(slot.primary.officer_id) for slot in places if slot.primary}
        arriving = [officer for officer in wanted.get(duty, []) if officer not in holders]
        leaving = holders - set(wanted.get(duty, []))
        for slot in places:
            old = str(slot.primary.officer_id) if slot.primary else ""
            if old and old not in leaving:
                continue
            new = arriving.pop(0) if arriving else ""
            if old or new:
                yield _line(slot, old, new, before, after, names, reasons)


def _line(slot, old, new, before, after, names, reasons) -> Line:
    duty = str(slot.delegation.pk)
    reason = reasons.get((old, duty)) or reasons.get((new, duty))
    return Line(
        code=slot.code,
        delegation_id=duty,
        delegation=slot.delegation.name,
        tier=slot.delegation.tier.code,
        number=slot.number,
        old_id=old,
        old=names.get(old, ""),
        old_score=explain_on(before, old, duty).score if old in before.officers else None,
        new_id=new,
        new=names.get(new, ""),
        new_score=explain_on(after, new, duty).score if new else None,
        note=reason.say("id", names) if reason else "",
    )


def _gaps(problem, result, slots, names):
    by_duty = _by_duty(slots)
    for duty, count in result.uncovered.items():
        explained = matching.explain_gap(problem, result.pairs, duty)
        delegation = by_duty[duty][0].delegation
        yield Gap(
            code=delegation.code,
            delegation=delegation.name,
            open=count,
            reasons=tuple(blocker.phrase.say("id", names) for blocker in explained.blockers[:3]),
            remedies=tuple(
                {"kind": remedy.kind, "text": remedy.phrase.say("id", names), "filled": remedy.filled}
                for remedy in explained.remedies
            ),
        )


def _place_lines(event, lines, slots, reason, by, at) -> list[Assignment]:
    """Place every new holder; the softer rules of all pairs are judged on the plan as it will be."""
    officers = {
        str(officer.pk): officer
        for officer in Officer.objects.filter(pk__in=[line.new_id for line in lines if line.new_id])
    }
    problem = loader.load_problem(event)
    wanted = [(line.new_id, line.delegation_id) for line in lines if line.new_id]
    board = Board(problem, (*_known(problem), *wanted))
    placed, open_warnings = [], []
    sentences = own_sentences()
    for line in (line for line in lines if line.new_id):
        verdict = judge_pair(board, line.new_id, line.delegation_id, sentences)
        warnings = [
            Warned(code, phrase.say("id") if hasattr(phrase, "say") else str(phrase))
            for code, phrase in verdict.warnings
        ]
        if warnings and not reason.strip():
            open_warnings += [Warned(one.code, f"{line.code} {line.new}: {one.sentence}") for one in warnings]
            continue
        pair = explain_on(board, line.new_id, line.delegation_id)
        placed.append(
            services.place_officer(
                delegation=slots[line.code].delegation,
                slot=line.number,
                officer=officers[line.new_id],
                replaces=slots[line.code].primary,
                warnings=warnings,
                reasons=dict.fromkeys([one.code for one in warnings], reason),
                score={"score": pair.score},
                by=by,
                at=at,
            )  # fmt: skip
        )
    if open_warnings:
        raise services.WarningsUnanswered(open_warnings)
    return placed


def _demand_unchanged(event, lines: list[Line]) -> dict:
    slots = {slot.code: slot for slot in selectors.event_slots(event)}
    for line in lines:
        slot = slots.get(line.code)
        holder = str(slot.primary.officer_id) if slot and slot.primary else ""
        if slot is None or holder != line.old_id:
            raise Conflict(
                _("%(slot)s has changed since the suggestion was computed. Compute it again.")
                % {"slot": line.code},
                code="stale_suggestion",
            )
    return slots


def _demand_still_proposed(line: Line, slots: dict) -> None:
    slot = slots.get(line.code)
    holder = slot.primary if slot else None
    expected = line.new_id == (str(holder.officer_id) if holder else "")
    if not expected or (holder and holder.state != AssignmentState.PROPOSED):
        raise Conflict(
            _("%(slot)s has moved on; undo is no longer possible.") % {"slot": line.code}, code="moved_on"
        )


def _place_former(line: Line, by, at) -> None:
    former = (
        Assignment.objects.filter(
            delegation_id=line.delegation_id,
            slot=line.number,
            officer_id=line.old_id,
            state=AssignmentState.RELEASED,
        )
        .order_by("-released_at")
        .first()
    )
    services.place_again(former=former, by=by, at=at)


def _known(problem):
    """The baseline's pairs whose officer and duty still exist."""
    officers = {officer.id for officer in problem.officers}
    duties = {duty.id for duty in problem.duties}
    return tuple(pair for pair in problem.baseline or () if pair[0] in officers and pair[1] in duties)


def _by_duty(slots) -> dict[str, list]:
    found: dict[str, list] = {}
    for slot in slots:
        found.setdefault(str(slot.delegation.pk), []).append(slot)
    return found


def _names(event, slots) -> dict[str, str]:
    people = Officer.objects.filter(roster__event=event)
    return {str(one.pk): str(one) for one in people} | {
        str(slot.delegation.pk): slot.delegation.code for slot in slots
    }


def _mean(scores: list[int]) -> float:
    return round(sum(scores) / len(scores), 1) if scores else 0.0


def _forward(progress):
    """The core's progress call as a job's: (done, of, words)."""
    if progress is None:
        return None
    return lambda done, of, words: progress(done, total=of, message=words.say("id"))
