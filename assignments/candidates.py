"""Everybody on the roster judged for one slot: score with reasons, what forbids, what warns."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.matching.explain import Board, explain_on
from assignments.matching.results import Factor, PairScore
from assignments.services import Warned
from assignments.warnings import PairVerdict, judge_pair
from lo_portal import ui
from officers.models import Officer, RosterEntry, RosterRole

FACTOR_LABELS = {
    "language": gettext_lazy("Language"),
    "competence": gettext_lazy("Competence"),
    "training": gettext_lazy("Training"),
    "load": gettext_lazy("Load"),
    "history": gettext_lazy("History"),
    "agency": gettext_lazy("Agency mix"),
}
WEAK_SHARE = 0.5


@dataclass(frozen=True)
class Candidate:
    """One officer for one slot; `taken_from` are the delegations that would lose this officer."""

    officer: Officer
    entry: RosterEntry
    pair: PairScore
    factors: tuple[ui.Factor, ...]
    verdict: PairVerdict
    errors: tuple[str, ...]
    warnings: tuple[Warned, ...]
    taken_from: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        return self.pair.score

    @property
    def score_kept(self) -> dict:
        """The reasons as the pair keeps them."""
        return {"score": self.score, "factors": [vars(one) for one in self.factors]}

    @property
    def detail(self) -> str:
        """Agency and, where it is not the usual one, the role on the roster."""
        role = "" if self.entry.role == RosterRole.OFFICER else self.entry.get_role_display().lower()
        return " · ".join(part for part in (self.officer.agency.name, role) if part)

    @property
    def plus(self) -> str:
        """The reason of the strongest factor."""
        return max(self.factors, key=_share).reason

    @property
    def minus(self) -> str:
        """The reason of the weakest factor, "" where none is weak."""
        weakest = min(self.factors, key=_share)
        return weakest.reason if _share(weakest) < WEAK_SHARE else ""


def judge_officer(page, board: Board, officer_id: str, duty: str) -> Candidate:
    """`officer_id` for `duty` on `board`, worded for the reader of `page`."""
    entry, pair = page.roster[officer_id], explain_on(board, officer_id, duty)
    verdict = judge_pair(board, officer_id, duty, own_sentences())
    clashing = board.clashing(board.officers[officer_id], board.tasks[duty])
    return Candidate(
        officer=entry.officer,
        entry=entry,
        pair=pair,
        factors=tuple(_factor(page, board, officer_id, line) for line in pair.factors),
        verdict=verdict,
        errors=tuple(page.say(phrase) for _code, phrase in verdict.errors),
        warnings=tuple(Warned(code, page.say(phrase)) for code, phrase in verdict.warnings),
        taken_from=tuple(page.names.get(task.duty.id, "") for task in clashing),
    )


def own_sentences() -> dict[str, str]:
    return {
        "short_rest": _("Less than eight hours of rest between two duties."),
        "first_time_top_tier": _("Serves for the first time, and for the highest tier."),
        "agency_drained": _("Most officers of this agency are already on duty."),
        "no_shared_language": _("The team has no language of the delegation in common."),
    }


def _factor(page, board: Board, officer_id: str, line: Factor) -> ui.Factor:
    coordinates = page.roster[officer_id].role == RosterRole.COORDINATOR
    if line.key == "load" and coordinates and not board.held.get(officer_id):
        reason = _("Coordinates the event: %d hours") % board.officers[officer_id].prior_hours
    else:
        reason = page.say(line.phrase)
    return ui.Factor(str(FACTOR_LABELS[line.key]), line.points, line.maximum, reason)


def _share(factor: ui.Factor) -> float:
    return factor.points / factor.maximum
