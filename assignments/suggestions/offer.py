"""What of the newest suggestion still fits today's board, line by line. Derived, never stored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assignments.models import AssignmentState, Suggestion
from assignments.suggestions.exchange import holder_of
from assignments.suggestions.outcome import Line, say


@dataclass(frozen=True)
class OfferedLine:
    """A line with its reason in words; `stale` says why it no longer fits, "" where it does."""

    line: Line
    note: str
    stale: str = ""


@dataclass(frozen=True)
class OfferedGap:
    """A delegation that stays short, in words; `slot` is its open slot. blockers: (any, sole, rule)."""

    code: str
    delegation: str
    slot: str
    open: int
    blockers: tuple[tuple[int, int, str], ...]
    remedies: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Offer:
    """The right column: `state` is "open", "applied" (undo is possible) or "outdated" (nothing fits)."""

    suggestion: Suggestion
    state: str
    lines: tuple[OfferedLine, ...] = ()
    gaps: tuple[OfferedGap, ...] = ()
    issues: tuple[str, ...] = ()

    @property
    def outcome(self) -> dict:
        return self.suggestion.result

    @property
    def fresh(self) -> int:
        return sum(1 for line in self.lines if not line.stale)


def current_offer(page) -> Offer | None:
    """The newest suggestion of the page's event judged against its board; None when it is settled."""
    suggestion = Suggestion.objects.filter(event=page.event).first()
    if suggestion is None:
        return None
    if suggestion.applied_at:
        return Offer(suggestion, "applied") if _can_be_undone(page, suggestion) else None
    lines = [Line(**line) for line in suggestion.result["lines"]]
    leaving = {(line.old_id, line.delegation_id) for line in lines if line.old_id}
    offered = tuple(_offered(page, line, leaving) for line in lines)
    outdated = bool(offered) and all(one.stale for one in offered)
    return Offer(
        suggestion,
        "outdated" if outdated else "open",
        offered,
        tuple(_gap(page, gap) for gap in suggestion.result["gaps"]),
        tuple(say(issue, page.language, page.names) for issue in suggestion.result["issues"]),
    )


def _can_be_undone(page, suggestion: Suggestion) -> bool:
    """Applied, and all its pairs are as it left them."""
    applied = set(suggestion.result.get("applied", []))
    lines = [line for line in suggestion.result["lines"] if line["code"] in applied]
    return not suggestion.undone_at and all(_as_applied(page, line) for line in lines)


def _as_applied(page, line: dict) -> bool:
    slot = page.by_code.get(line["code"])
    if slot is None or holder_of(slot) != line["new_id"]:
        return False
    return slot.primary is None or slot.primary.state == AssignmentState.PROPOSED


def _offered(page, line: Line, leaving: set) -> OfferedLine:
    note = say(line.note, page.language, page.names) if line.note else ""
    return OfferedLine(line, note, _why_stale(page, line, leaving))


def _why_stale(page, line: Line, leaving: set) -> str:
    slot = page.by_code.get(line.code)
    if slot is None:
        return _("This slot is gone.")
    if holder_of(slot) != line.old_id:
        return (
            _("Held by %(officer)s by now.") % {"officer": slot.primary.officer}
            if slot.primary
            else _("Open by now.")
        )
    if slot.primary and slot.primary.locked:
        return _("Locked by now.")
    return _why_unfit(page, line, leaving) if line.new_id else ""


def _why_unfit(page, line: Line, leaving: set) -> str:
    board = page.matching
    officer, task = board.officers.get(line.new_id), board.tasks.get(line.delegation_id)
    if officer is None or task is None:
        return _("%(officer)s is no longer on the roster.") % {"officer": line.new}
    busy = [one.duty.id for one in board.clashing(officer, task) if (officer.id, one.duty.id) not in leaving]
    if busy:
        codes = ", ".join(page.names.get(duty, duty) for duty in busy)
        return _("%(officer)s is on %(slots)s by now.") % {"officer": line.new, "slots": codes}
    return ""


def _gap(page, gap: dict) -> OfferedGap:
    return OfferedGap(
        code=gap["code"],
        delegation=gap["delegation"],
        slot=gap["slot"],
        open=gap["open"],
        blockers=tuple(
            (one["any"], one["sole"], say(one["phrase"], page.language, page.names))
            for one in gap["blockers"]
        ),
        remedies=tuple(
            (say(one["phrase"], page.language, page.names), one["filled"]) for one in gap["remedies"]
        ),
    )
