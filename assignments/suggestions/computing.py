"""The worker's side: rows -> problem -> plan -> differences -> one Suggestion row."""

import time
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assignments import matching, selectors
from assignments.matching import loader
from assignments.matching.explain import Board, explain_on
from assignments.models import Suggestion
from assignments.suggestions.outcome import Gap, Line, Outcome, pack
from events.models import Event
from lo_portal.audit import trail
from lo_portal.jobs import services as jobs
from lo_portal.jobs.models import OPEN_STATES, Job
from officers.models import Officer

COMPUTE = "assignments.suggest"
TIME_LIMIT_SECONDS = 60
SHOWN_BLOCKERS = 4
LOOK_EVERY_SECONDS = 0.5


@transaction.atomic
def request_suggestion(*, event, by, at: datetime) -> Job:
    """Ring a worker to compute a suggestion; one that is still running for this event is answered instead."""
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    running = Job.objects.filter(kind=COMPUTE, event_id=event.pk, state__in=OPEN_STATES).first()
    return running or jobs.start_job(
        kind=COMPUTE,
        title=_("Pairing suggestion"),
        by=by,
        event=event,
        payload={"event": str(event.pk)},
        done_url=reverse("assignments:board", args=[event.slug]),
    )


@jobs.handler(COMPUTE)
def compute(job, progress) -> dict:
    event = Event.objects.get(pk=job.payload["event"])
    outcome = work_out(event, progress)
    progress(1, total=1)  # a stop pressed during the last step is heeded here
    suggestion = store_suggestion(event=event, outcome=outcome, by=job.owner, at=timezone.now())
    return {"suggestion": str(suggestion.pk)}


def work_out(event, progress=None) -> Outcome:
    """Solve the event as it stands now; what is held already is kept where it can be.

    `progress(done, total, message)` may raise to end the work.
    """
    started = time.monotonic()
    problem = loader.load_problem(event)
    options = matching.SolveOptions(gap=0.0, time_limit=TIME_LIMIT_SECONDS)
    watch = _Watch(progress) if progress else None
    result = matching.resolve(problem, options, progress=watch and watch.tell, cancel=watch and watch.stopped)
    return _outcome(event, problem, result, time.monotonic() - started)


@transaction.atomic
def store_suggestion(*, event, outcome: Outcome, by, at: datetime) -> Suggestion:
    suggestion = Suggestion.objects.create(
        event=event, result=asdict(outcome), computed_at=at, computed_by=by
    )
    told = {"lines": len(outcome.lines), "status": outcome.status}
    trail.record("suggestion.computed", on=suggestion, by=by, at=at, detail=told)
    return suggestion


class _Watch:
    """The core's progress and cancel calls as a job's. The row is looked at twice a second at most."""

    def __init__(self, progress):
        self.progress, self.told, self.looked, self.over = progress, (0, 0, ""), time.monotonic(), False

    def tell(self, done: int, of: int, words) -> None:
        self.told = (done, of, words.say("id"))
        self.progress(*self.told)

    def stopped(self) -> bool:
        if not self.over and time.monotonic() - self.looked > LOOK_EVERY_SECONDS:
            self.looked = time.monotonic()
            try:
                self.progress(*self.told)
            except jobs.Cancelled:
                self.over = True
        return self.over


def _outcome(event, problem, result, seconds: float) -> Outcome:
    slots = selectors.event_slots(event)
    before, after = Board(problem, loader.known_pairs(problem)), Board(problem, result.pairs)
    lines = tuple(_lines(slots, result, before, after, _names(event)))
    return Outcome(
        status=result.status,
        seconds=round(seconds, 1),
        gap=result.gap,
        filled_before=len(before.plan),
        filled_after=len(after.plan),
        total=len(slots),
        average_before=_mean([explain_on(before, *pair).score for pair in before.plan]),
        average_after=_mean([explain_on(after, *pair).score for pair in after.plan]),
        moved=sum(1 for line in lines if line.old_id),
        locked=len(problem.locks),
        lines=lines,
        gaps=tuple(_gaps(problem, result, slots)),
        issues=tuple(pack(issue.phrase) for issue in result.issues),
    )


def _lines(slots, result, before: Board, after: Board, names):
    """Slot by slot: who stays keeps the slot, who is new takes the slots that became or were free."""
    if result.status == "infeasible_input":
        return
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
        note=pack(reason) if reason else None,
    )


def _gaps(problem, result, slots):
    by_duty = _by_duty(slots)
    for duty in result.uncovered:
        explained = matching.explain_gap(problem, result.pairs, duty)
        places = by_duty[duty]
        yield Gap(
            code=places[0].delegation.code,
            delegation=places[0].delegation.name,
            slot=next((slot.code for slot in places if slot.is_open), places[0].code),
            open=explained.open,
            blockers=tuple(
                {"rule": one.rule, "any": one.any, "sole": one.sole, "phrase": pack(one.phrase)}
                for one in explained.blockers[:SHOWN_BLOCKERS]
            ),
            remedies=tuple(
                {"kind": one.kind, "filled": one.filled, "phrase": pack(one.phrase)}
                for one in explained.remedies
            ),
        )


def _by_duty(slots) -> dict[str, list]:
    found: dict[str, list] = {}
    for slot in slots:
        found.setdefault(str(slot.delegation.pk), []).append(slot)
    return found


def _names(event) -> dict[str, str]:
    """Everybody who is or was on the roster, for those who left must be named too."""
    return {str(one.pk): str(one) for one in Officer.objects.filter(roster__event=event)}


def _mean(scores: list[int]) -> float:
    return round(sum(scores) / len(scores), 1) if scores else 0.0
