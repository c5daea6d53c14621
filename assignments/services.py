"""Verbs of the bond: place, ask, answer, release, replace, lock.

Each is one transaction and one audit line. PostgreSQL has the last word on overlap: a pair that slips
through between two people's looks is refused by the exclusion constraint and told as `Conflict`.
"""

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.models import (
    ASSIGNMENT_MOVES,
    AcceptedWarning,
    Assignment,
    AssignmentKind,
    AssignmentState,
)
from delegates import selectors as delegates
from delegates.models import Delegation
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer, RosterEntry


@dataclass(frozen=True)
class Warned:
    """A softer rule that this pair breaks: `code` names it, `sentence` says it to a person."""

    code: str
    sentence: str


class WarningsUnanswered(Refused):
    """The pair breaks softer rules for which no reason was typed. `warnings` lists them."""

    def __init__(self, warnings: list[Warned]):
        self.warnings = warnings
        super().__init__(" ".join(str(warning.sentence) for warning in warnings), code="warnings")


@transaction.atomic
def place_officer(
    *,
    delegation: Delegation,
    slot: int,
    officer: Officer,
    by,
    at: datetime,
    kind: AssignmentKind = AssignmentKind.PRIMARY,
    warnings: list[Warned] = (),
    reasons: Mapping[str, str] | None = None,
    score: dict | None = None,
    replaces: Assignment | None = None,
) -> Assignment:
    """Propose an officer for a slot, over the delegation's service window with travel on both ends.

    `warnings` are the softer rules this pair breaks, `reasons` what the person typed for each code.
    Raises `WarningsUnanswered` when one has no reason, `Refused` when the slot does not exist, the
    officer is not on the roster or on leave, `Conflict` when somebody else was faster.
    """
    reasons = {code: text.strip() for code, text in (reasons or {}).items() if text.strip()}
    _demand_slot(delegation, slot)
    _demand_on_roster(delegation.event, officer)
    period = held_period(delegation)
    _demand_present(officer, period, delegation.event)
    if [warning for warning in warnings if warning.code not in reasons]:
        raise WarningsUnanswered(list(warnings))
    with _conflicts_in_words(officer, delegation, slot):
        assignment = Assignment.objects.create(
            delegation=delegation,
            slot=slot,
            officer=officer,
            kind=kind,
            period=period,
            score=score or {},
            replaces=replaces,
        )
    AcceptedWarning.objects.bulk_create(
        AcceptedWarning(
            assignment=assignment,
            code=warning.code,
            sentence=str(warning.sentence),
            reason=reasons[warning.code],
            accepted_at=at,
            accepted_by=by,
        )
        for warning in warnings
    )
    trail.record(
        "assignment.placed",
        on=assignment,
        by=by,
        at=at,
        detail={"officer": str(officer), "slot": assignment.code, "reasons": reasons},
    )
    return assignment


@transaction.atomic
def offer_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """Ask the officer: from now on the officer sees the assignment."""
    _move(assignment, AssignmentState.OFFERED, offered_at=at)
    trail.record("assignment.offered", on=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def accept_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """The officer is willing (*bersedia*). Saying so twice changes nothing."""
    if _fresh_state(assignment) == AssignmentState.ACCEPTED:
        return assignment
    _move(assignment, AssignmentState.ACCEPTED, answered_at=at)
    trail.record("assignment.accepted", on=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def decline_assignment(*, assignment: Assignment, reason: str, by, at: datetime) -> Assignment:
    """The officer cannot serve (*berhalangan*). The slot is open again. A reason is required."""
    if not reason.strip():
        raise Refused(
            _("Say why you cannot serve, so that the bureau can find a replacement."), code="no_reason"
        )
    if _fresh_state(assignment) == AssignmentState.DECLINED:
        return assignment
    _move(assignment, AssignmentState.DECLINED, answered_at=at, decline_reason=reason.strip()[:300])
    trail.record("assignment.declined", on=assignment, by=by, at=at, detail={"reason": reason.strip()})
    return assignment


@transaction.atomic
def release_assignment(*, assignment: Assignment, reason: str, by, at: datetime) -> Assignment:
    """Take the officer off the slot; the row stays as history."""
    if assignment.locked:
        raise Refused(_("%(slot)s is locked. Unlock it first.") % {"slot": assignment.code}, code="locked")
    _move(assignment, AssignmentState.RELEASED, released_at=at, release_reason=reason.strip()[:300])
    trail.record("assignment.released", on=assignment, by=by, at=at, detail={"reason": reason.strip()})
    return assignment


@transaction.atomic
def replace_officer(
    *,
    assignment: Assignment,
    officer: Officer,
    reason: str,
    by,
    at: datetime,
    warnings: list[Warned] = (),
    reasons: Mapping[str, str] | None = None,
    score: dict | None = None,
) -> Assignment:
    """Put another officer in an assignment's slot; both rows remember each other."""
    if assignment.is_held:
        Assignment.objects.filter(pk=assignment.pk).update(locked=False)
        assignment.locked = False
        release_assignment(assignment=assignment, reason=reason, by=by, at=at)
    return place_officer(
        delegation=assignment.delegation,
        slot=assignment.slot,
        officer=officer,
        by=by,
        at=at,
        warnings=warnings,
        reasons=reasons,
        score=score,
        replaces=assignment,
    )


@transaction.atomic
def seat_officer(
    *,
    slot,
    seen: str,
    officer: Officer,
    take: bool,
    warnings: list[Warned],
    reasons: Mapping[str, str],
    score: dict,
    by,
    at: datetime,
) -> Assignment:
    """What the board's one button does: fill an open slot or replace its holder; with `take`, first free
    the officer from the duties that clash.

    `slot` is a `selectors.Slot` read now, `seen` the holder's id as the person saw it ("" for open):
    a holder who changed meanwhile raises `Conflict` and nothing is lost.
    """
    holder = slot.primary
    if str(holder.officer_id if holder else "") != seen:
        raise Conflict(_taken_sentence(slot.delegation, slot.number), code="slot_taken")
    if take:
        for other in clashing_assignments(officer, slot.delegation):
            release_assignment(
                assignment=other, reason=_("Moved to %(slot)s") % {"slot": slot.code}, by=by, at=at
            )
    if holder is not None:
        return replace_officer(
            assignment=holder,
            officer=officer,
            reason=_("Replaced on the board"),
            by=by,
            at=at,
            warnings=warnings,
            reasons=reasons,
            score=score,
        )
    return place_officer(
        delegation=slot.delegation,
        slot=slot.number,
        officer=officer,
        by=by,
        at=at,
        warnings=warnings,
        reasons=reasons,
        score=score,
    )


@transaction.atomic
def undo_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """Take back the last act on a pair: release what was placed, place again what was released.

    Only a proposal can be taken back this way: once the officer was asked, releasing is a decision
    with a reason. A replaced holder comes back with the undo of its successor.
    """
    if assignment.state == AssignmentState.PROPOSED:
        release_assignment(assignment=assignment, reason=_("Undone"), by=by, at=at)
        former = assignment.replaces
        return (
            place_again(former=former, by=by, at=at)
            if former and former.state == AssignmentState.RELEASED
            else assignment
        )
    if assignment.state == AssignmentState.RELEASED:
        return place_again(former=assignment, by=by, at=at)
    raise Refused(
        _("%(officer)s was already asked. Release with a reason instead.") % {"officer": assignment.officer},
        code="already_asked",
    )


def clashing_assignments(officer: Officer, delegation: Delegation) -> list[Assignment]:
    """Held primary assignments of `officer` that overlap the delegation's period."""
    return list(
        Assignment.objects.held()
        .primary()
        .filter(officer=officer)
        .exclude(delegation=delegation)
        .overlapping(*held_period(delegation))
        .select_related("delegation__event", "officer")
    )


@transaction.atomic
def lock_assignment(*, assignment: Assignment, locked: bool, by, at: datetime) -> Assignment:
    """Keep (or let) the solver and bulk acts away from this pair."""
    assignment.locked = locked
    assignment.save(update_fields=["locked", "updated_at"])
    trail.record("assignment.locked" if locked else "assignment.unlocked", on=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def refit_periods(*, event, by, at: datetime) -> list[Assignment]:
    """Bring every held assignment to its delegation's service window of today.

    Returns those that moved. Raises `Conflict` naming the officer who would be held twice.
    """
    windows = delegates.service_windows(event)
    moved = []
    for assignment in out_of_step(event, windows):
        period = _with_travel(windows[assignment.delegation_id], event)
        with _conflicts_in_words(assignment.officer, assignment.delegation, assignment.slot):
            assignment.period = period
            assignment.save(update_fields=["period", "updated_at"])
        moved.append(assignment)
    if moved:
        trail.record(
            "assignment.refitted", on=event, by=by, at=at, detail={"slots": [row.code for row in moved]}
        )
    return moved


def out_of_step(event, windows=None) -> list[Assignment]:
    """Held assignments whose stored period is not the delegation's window of today."""
    windows = delegates.service_windows(event) if windows is None else windows
    held = Assignment.objects.of_event(event).held().select_related("delegation__event", "officer")
    return [
        row
        for row in held
        if row.delegation_id in windows
        and (row.period.lower, row.period.upper) != _with_travel(windows[row.delegation_id], event)
    ]


def held_period(delegation: Delegation) -> tuple[datetime, datetime]:
    """The half-open period an officer is held for this delegation: service window plus travel."""
    return _with_travel(delegates.service_window(delegation), delegation.event)


def _with_travel(window, event):
    half = timedelta(minutes=event.travel_minutes) / 2
    return window[0] - half, window[1] + half


@transaction.atomic
def place_again(*, former: Assignment, by, at: datetime) -> Assignment:
    """A released pair once more, with the reasons that were typed for its warnings."""
    typed = list(former.accepted_warnings.all())
    return place_officer(
        delegation=former.delegation,
        slot=former.slot,
        officer=former.officer,
        kind=former.kind,
        score=former.score,
        warnings=[Warned(row.code, row.sentence) for row in typed],
        reasons={row.code: row.reason for row in typed},
        by=by,
        at=at,
    )


def _demand_slot(delegation: Delegation, slot: int) -> None:
    if delegation.is_cancelled:
        raise Refused(
            _("%(delegation)s was cancelled.") % {"delegation": delegation}, code="delegation_cancelled"
        )
    if not 1 <= slot <= delegation.lo_required:
        raise Refused(
            _("%(delegation)s has %(count)d slots, there is no slot %(slot)d.")
            % {"delegation": delegation, "count": delegation.lo_required, "slot": slot},
            code="no_such_slot",
        )


def _demand_on_roster(event, officer: Officer) -> None:
    if not RosterEntry.objects.serving().filter(event=event, officer=officer).exists():
        raise Refused(
            _("%(officer)s is not on the roster of this event as an officer or reserve.")
            % {"officer": officer},
            code="not_on_roster",
        )


def _demand_present(officer: Officer, period, event) -> None:
    first, last = (moment.astimezone(event.zone).date() for moment in period)
    away = officer.leaves.filter(Q(starts_on__lte=last) & Q(ends_on__gte=first)).first()
    if away is not None:
        raise Refused(
            _("%(officer)s is on leave %(leave)s.") % {"officer": officer, "leave": away}, code="on_leave"
        )


def _fresh_state(assignment: Assignment) -> str:
    """The stored state, with the row locked until the commit."""
    stored = Assignment.objects.select_for_update().values_list("state", flat=True).get(pk=assignment.pk)
    assignment.state = stored
    return stored


def _move(assignment: Assignment, state: AssignmentState, **facts) -> None:
    """Move along the table, or refuse in words."""
    current = AssignmentState(_fresh_state(assignment))
    if state not in ASSIGNMENT_MOVES[current]:
        raise Conflict(
            _("%(slot)s is “%(state)s” by now, so this is no longer possible.")
            % {"slot": assignment.code, "state": current.label},
            code="wrong_state",
        )
    assignment.state = state
    for name, value in facts.items():
        setattr(assignment, name, value)
    assignment.version += 1
    assignment.save(update_fields=["state", "version", "updated_at", *facts])


@contextmanager
def _conflicts_in_words(officer: Officer, delegation: Delegation, slot: int):
    """Turn PostgreSQL's refusals into sentences that say who holds what."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "officer_never_held_twice" in str(error):
            raise Conflict(_overlap_sentence(officer, delegation), code="overlap") from error
        if "slot_held_once" in str(error):
            raise Conflict(_taken_sentence(delegation, slot), code="slot_taken") from error
        raise
    except OperationalError as error:
        raise Conflict(
            _("Two people changed the same officer at once. Look again, then repeat."), code="deadlock"
        ) from error


def _overlap_sentence(officer: Officer, delegation: Delegation) -> str:
    other = (
        Assignment.objects.held()
        .primary()
        .filter(officer=officer)
        .overlapping(*held_period(delegation))
        .select_related("delegation")
        .first()
    )
    return _("%(officer)s is already held by %(other)s at that time.") % {
        "officer": officer,
        "other": other.code if other else "-",
    }


def _taken_sentence(delegation: Delegation, slot: int) -> str:
    holder = (
        Assignment.objects.held().filter(delegation=delegation, slot=slot).select_related("officer").first()
    )
    return _("%(slot)s was filled meanwhile by %(holder)s.") % {
        "slot": f"{delegation.code}/{slot}",
        "holder": holder.officer if holder else "-",
    }
