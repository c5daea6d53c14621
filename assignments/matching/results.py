"""What is answered. Every reason is a Phrase: a code with values, said in Indonesian or English by `say`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assignments.matching import phrases
from assignments.matching.problem import Pair, Plan


@dataclass(frozen=True, slots=True)
class Phrase:
    """A coded sentence; `values` fill its template. Ids among them may be given readable names in `say`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str = "id", names: Mapping[str, str] | None = None) -> str:
        return phrases.say(self.code, self.values, language, names or {})


@dataclass(frozen=True, slots=True)
class InputIssue:
    """Something wrong with the question.

    severity: "error" = cannot be solved as it stands; "confirm" = a lock breaks a rule, staff must
    confirm it; "warning" = solved, but staff should know. subject: the id or field concerned.
    """

    code: str
    severity: str
    subject: str
    phrase: Phrase

    def say(self, language: str = "id", names: Mapping[str, str] | None = None) -> str:
        return self.phrase.say(language, names)


@dataclass(frozen=True, slots=True)
class Stages:
    """The objective in its order: open places by tier, quality, the parts of quality, changes."""

    open_by_tier: Mapping[str, int]
    quality: int
    pairs: int
    fairness: int
    agency: int
    country: int
    extras: int
    objective: int
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a pair. kind: kept | dropped | added | forced (no longer possible)."""

    officer: str
    duty: str
    kind: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One eligibility rule applied to one pair: asked for and found are short values for people."""

    rule: str
    passed: bool
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Factor:
    """One line of the board's score: points of maximum and why. key: language, competence, training,
    load, history, agency."""

    key: str
    points: int
    maximum: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class PairScore:
    """Why this officer on this duty.

    language, country, skills, rank: parts 0..100; total: weighted sum as in the objective;
    marginal: hours, agency, country -> points this pair adds to them, zero or negative;
    factors: the six lines of the board, `score` their sum 0..100.
    """

    officer: str
    duty: str
    eligible: bool
    tests: tuple[RuleTest, ...]
    language: int
    country: int
    skills: int
    rank: int
    total: int
    marginal: Mapping[str, int]
    factors: tuple[Factor, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name for one place. net: change of the objective if placed; breaks: pairs that must go first
    (the officer's clashing duties); pluses and minuses: one-phrase reasons."""

    officer: str
    duty: str
    pair: PairScore
    net: int
    breaks: tuple[Pair, ...]
    pluses: tuple[Phrase, ...]
    minuses: tuple[Phrase, ...]

    @property
    def free(self) -> bool:
        return not self.breaks


@dataclass(frozen=True, slots=True)
class Blocker:
    """How many officers fail one rule for a duty: `any` among others, `sole` as the only obstacle."""

    rule: str
    any: int
    sole: int
    phrase: Phrase
    sole_officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to fill an open place, with its computed effect.

    kind: swap | brief | lower_language | lift_veto | move_leave | relax_senior | relax_gender | ask_agency;
    officers: who would then be possible, best first (a swap: who comes, who stands in);
    drop, add: the pairs to change; filled: places filled by them; net: change of the objective if done;
    agencies: whom to ask.
    """

    kind: str
    phrase: Phrase
    officers: tuple[str, ...] = ()
    drop: tuple[Pair, ...] = ()
    add: tuple[Pair, ...] = ()
    filled: int = 0
    net: int = 0
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotExplanation:
    """Why a place is empty: blockers by rule, who is held elsewhere, and two or three remedies."""

    duty: str
    open: int
    blockers: tuple[Blocker, ...]
    busy: tuple[Pair, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A plan and how good it is.

    status: optimal | feasible | infeasible_input | cancelled; bound: no plan has a higher objective;
    gap = (bound - objective) / quality; uncovered: duty id -> open places; rounds: work done.
    """

    status: str
    pairs: Plan
    uncovered: Mapping[str, int]
    stages: Stages | None
    bound: int | None
    gap: float | None
    plan_hash: str
    issues: tuple[InputIssue, ...] = ()
    changes: tuple[Change, ...] = ()
    stopped_early: bool = False
    rounds: int = 0
    engine_version: str = ""

    @property
    def objective(self) -> int | None:
        return self.stages.objective if self.stages else None
