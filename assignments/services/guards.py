"""What every verb of the bond checks first, and PostgreSQL's refusals in words."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assignments import history, selectors
from assignments.models import ASSIGNMENT_MOVES, HELD_STATES, Assignment, AssignmentState
from assignments.services.periods import held_period
from delegates.models import Delegation
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer


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


def demand_slot(delegation: Delegation, slot: int) -> None:
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


def demand_on_roster(event, officer: Officer) -> None:
    if not selectors.pairable_roster(event).filter(officer=officer).exists():
        raise Refused(
            _("%(officer)s is not on the roster of this event as an officer or reserve.")
            % {"officer": officer},
            code="not_on_roster",
        )


def demand_present(officer: Officer, period, event) -> None:
    first, last = (moment.astimezone(event.zone).date() for moment in period)
    away = officer.leaves.filter(Q(starts_on__lte=last) & Q(ends_on__gte=first)).first()
    if away is not None:
        raise Refused(
            _("%(officer)s is on leave %(leave)s.") % {"officer": officer, "leave": away}, code="on_leave"
        )


def demand_held(assignment: Assignment) -> None:
    if fresh_state(assignment) not in HELD_STATES:
        raise Conflict(
            _("%(slot)s is no longer held by %(officer)s.")
            % {"slot": assignment.code, "officer": assignment.officer},
            code="wrong_state",
            theirs=history.who_changed(assignment.event, assignment.code),
        )


def fresh_state(assignment: Assignment) -> str:
    """The stored state (and lock), with the row locked until the commit."""
    stored = Assignment.objects.select_for_update().values_list("state", "locked").get(pk=assignment.pk)
    assignment.state, assignment.locked = stored
    return assignment.state


def move(assignment: Assignment, state: AssignmentState, **facts) -> None:
    """Move along the table, or refuse in words."""
    _demand_move(assignment, AssignmentState(fresh_state(assignment)), state)
    assignment.state = state
    for name, value in facts.items():
        setattr(assignment, name, value)
    assignment.version += 1
    assignment.save(update_fields=["state", "version", "updated_at", *facts])


def move_all(assignments: list[Assignment], state: AssignmentState, **facts) -> None:
    """Move them all along the table in a constant number of queries, or refuse in words."""
    rows = Assignment.objects.filter(pk__in=[assignment.pk for assignment in assignments])
    stored = dict(rows.select_for_update().order_by("pk").values_list("pk", "state"))
    for assignment in assignments:
        _demand_move(assignment, AssignmentState(stored[assignment.pk]), state)
    rows.update(state=state, version=F("version") + 1, updated_at=timezone.now(), **facts)
    for assignment in assignments:
        assignment.state = state
        assignment.version += 1
        for name, value in facts.items():
            setattr(assignment, name, value)


def _demand_move(assignment: Assignment, current: AssignmentState, state: AssignmentState) -> None:
    if state not in ASSIGNMENT_MOVES[current]:
        raise Conflict(
            _("%(slot)s is “%(state)s” by now, so this is no longer possible.")
            % {"slot": assignment.code, "state": current.label},
            code="wrong_state",
            theirs=history.who_changed(assignment.event, assignment.code),
        )


@contextmanager
def conflicts_in_words(officer: Officer, delegation: Delegation, slot: int, kind: str = "primary"):
    """Turn PostgreSQL's refusals into sentences that say who holds what, and who did it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "officer_never_held_twice" in str(error):
            raise _overlap(officer, delegation) from error
        if "slot_held_once" in str(error):
            code = f"{delegation.code}/{slot}"
            raise Conflict(
                taken_sentence(delegation, slot, kind),
                code="slot_taken",
                theirs=history.who_changed(delegation.event, code),
            ) from error
        raise
    except OperationalError as error:
        raise Conflict(
            _("Two people changed the same officer at once. Look again, then repeat."), code="deadlock"
        ) from error


def _overlap(officer: Officer, delegation: Delegation) -> Conflict:
    other = (
        Assignment.objects.held()
        .primary()
        .filter(officer=officer)
        .overlapping(*held_period(delegation))
        .select_related("delegation__event")
        .first()
    )
    sentence = _("%(officer)s is already held by %(other)s at that time.") % {
        "officer": officer,
        "other": other.code if other else "-",
    }
    theirs = history.who_changed(other.event, other.code) if other else []
    return Conflict(sentence, code="overlap", theirs=theirs)


def taken_sentence(delegation: Delegation, slot: int, kind: str = "primary") -> str:
    """Who holds the slot now, or that it is open by now."""
    held = Assignment.objects.held().filter(delegation=delegation, slot=slot, kind=kind)
    holder = held.select_related("officer").first()
    code = f"{delegation.code}/{slot}"
    if holder is None:
        return _("%(slot)s is open by now.") % {"slot": code}
    return _("%(slot)s was filled meanwhile by %(holder)s.") % {"slot": code, "holder": holder.officer}
