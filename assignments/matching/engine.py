"""One independent part: first plans, column generation over duty lists, the choice, and if need be the proof.

Column generation: the linear master says what every place is worth; pricing finds lists that are worth
more than they cost under those prices, until there are none. Any prices bound all plans. When a good plan
and a good bound are known, only lists that could still matter are enumerated, and choosing among them
settles the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from assignments.matching import full, groups, pieces, prove, score, seeds
from assignments.matching.calm import Calm
from assignments.matching.chains import Tasks
from assignments.matching.choose import Chooser
from assignments.matching.dive import dive
from assignments.matching.instance import Instance
from assignments.matching.limits import Limits
from assignments.matching.master import Master, Rows
from assignments.matching.pricing import Pricer, Round
from assignments.matching.problem import SolveOptions
from assignments.matching.remainder import remainder

Pairs = frozenset[tuple[int, int]]
TINY = 150
SEEDS = 15
EPSILON = 1e-6
QUICK, LAST = 0, 2
SMOOTH = (0.6, 0.3, 0.0)
SLOW = 0.9
LONG, PATIENCE = 2, 6  # places per officer, slow rounds
PROVEN_BELOW = 5_000
OFFERED, OFFERED_LEFT = 5, 20
SHARE = 1e-3
DIVE_ABOVE = 2_500
MOST_LEFT = 0.99
PIECES = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan of one part by its own indices; no plan of the part has an objective above `bound`."""

    pairs: Pairs
    bound: int
    rounds: int = 0


def solve_part(
    part: Instance, options: SolveOptions, limits: Limits, known: Iterable[tuple[int, Tasks]] = ()
) -> Answer:
    """The best plan found for one part. Tiny parts are settled by the whole model.

    known: duty lists that are likely good, from the larger part of which this one is what is left.
    """
    greedy = seeds.greedy(part)
    if int(part.eligible.sum()) <= TINY:
        plan, bound, proven = full.solve_full(part, seconds=limits.left())
        if proven:
            return Answer(plan, bound)
    return Engine(part, options, limits, greedy, known).run()


class Engine:
    """The state of one run: the best plan, the best bound and the prices that gave it."""

    def __init__(
        self,
        part: Instance,
        options: SolveOptions,
        limits: Limits,
        first: Pairs,
        known: Iterable[tuple[int, Tasks]] = (),
    ):
        self.data, self.options, self.limits, self.known = part, options, limits, list(known)
        self.best, self.value = first, score.evaluate(part, first).objective
        self.bound = trivial_bound(part)
        self.small = int(part.eligible.sum()) <= PROVEN_BELOW
        self.long = int(part.headcount.sum()) > LONG * len(part.officers)
        self.rounds = 0
        self.center, self.lowest = None, np.inf

    def run(self) -> Answer:
        """Step after step, until the best plan is proven, good enough, or time is up.

        What is left of a larger part ends with the choice: the larger one looks at all of it once more.
        """
        steps = (
            ("seed", self.seed),
            ("lists", self.generate),
            ("choose", self.choose),
            ("improve", self.improve),
            ("prove", self.prove),
        )
        for number, (name, step) in enumerate(steps[:3] if self.known and not self.small else steps):
            if self.settled() or self.limits.over():
                break
            self.limits.tell(number, len(steps), name)
            step()
        return self.answer()

    def seed(self) -> None:
        """First plans, whose duty lists start the master."""
        plans = [self.best]
        quarter = partial(self.limits.past, 0.25)
        for plan in seeds.noisy_plans(self.data, SEEDS, self.options.seed, quarter):
            plans.append(plan)
            self.offer(plan)
        self.rows = Rows(self.data)
        self.pricer = Pricer(self.rows, partial(self.limits.past, 0.6))
        self.master = Master(self.rows)
        self.calm = Calm(self.rows, self.pricer)
        for plan in plans:
            self.master.add((o, tuple(tasks)) for o, tasks in score.duty_lists(plan).items())
        self.master.add(self.known)

    def answer(self) -> Answer:
        return Answer(self.best, max(self.value, int(np.floor(self.bound + 1e-4))), self.rounds)

    def offer(self, plan: Pairs) -> None:
        """Keep the plan if it is better than the best so far."""
        value = score.evaluate(self.data, plan).objective
        if value > self.value:
            self.best, self.value = plan, value

    def best_lists(self) -> list[tuple[int, Tasks]]:
        return [(o, tuple(tasks)) for o, tasks in score.duty_lists(self.best).items()]

    def gap(self) -> float:
        """Points between the bound and the best plan."""
        return max(0.0, np.floor(self.bound + 1e-4) - self.value)

    def settled(self) -> bool:
        return self.gap() <= 0

    def wanted(self) -> float:
        """The gap in points at which costly work stops."""
        return self.options.gap * abs(score.evaluate(self.data, self.best).quality)

    def generate(self) -> None:
        """Rounds of master and pricing until no list is missing, the bound is met or the work is done.

        Pricing is quick first, exact when quick rounds close little of the gap any more, and at last under
        the very prices of the master.
        """
        care, before, slow = QUICK, np.inf, 0
        patience = PATIENCE if self.long else 1  # a closer look at long lists takes long
        while self.rounds < self.options.work_limit and not self.pricer.stop():
            solved = self.master.solve(self.limits.left())
            if solved is None:
                return
            ceiling, prices, own = solved
            prices = self.rows.clipped(prices)
            asked, near = self.calmer(prices, own, SMOOTH[care])
            found = self.pricer.quick(asked) if care == QUICK else self.pricer.exact(asked, near)
            if found is None:
                return
            added = self.take(found, asked, prices, own)
            missing = self.lowest - ceiling
            if missing < max(0.5, self.enough()) or (care == LAST and not added):
                return
            slow = slow + 1 if missing > SLOW * before else 0
            if care < LAST and (not added or slow >= patience):
                care, slow = care + 1, 0
            before = missing

    def calmer(self, prices: np.ndarray, own: np.ndarray, smooth: float) -> tuple[np.ndarray, np.ndarray]:
        """(prices to ask, about what each officer's best list is worth under them)."""
        if self.center is None:
            return (prices if self.known else self.calm.first(prices)), own
        if not smooth:
            return prices, own
        return self.calm.toward(self.center, prices, smooth), smooth * self.each + (1 - smooth) * own

    def enough(self) -> float:
        """The gap between master and bound, in points, below which more rounds are not worth their time."""
        return 0.0 if self.small else self.wanted() / 2

    def take(self, found: Round, prices: np.ndarray, master_prices: np.ndarray, own: np.ndarray) -> int:
        """Use a round: the best bound becomes the centre, lists worth more than their price are added."""
        self.rounds += 1
        if found.bound < self.lowest:
            self.lowest, self.bound = found.bound, min(self.bound, found.bound)
            self.center, self.each = prices, found.each
        gains = self.rows.gains(master_prices)
        must = self.pricer.must
        wanted = [
            (o, tasks)
            for o, tasks in dict.fromkeys(found.found)
            if tasks and self.rows.worth(o, tasks, gains[o]) - must[o] > own[o] + EPSILON
        ]
        return self.master.add(row for row in wanted if self.pricer.possible(*row))

    def choose(self) -> None:
        """The best combination of the lists that lose least against their officer's bound."""
        if self.center is None:
            return
        offered = self.likely()
        self.pool: dict[int, list[Tasks]] = {}
        for o, tasks in offered:
            self.pool.setdefault(o, []).append(tasks)
        if len(offered) > DIVE_ABOVE and self.descend(offered):
            return
        chooser = Chooser(self.rows, [*offered, *self.best_lists()], {})
        nodes = self.options.work_limit * (10 if self.small else 1)
        choice = chooser.run(self.best, self.limits.left(), nodes, self.wanted() * 0.7, bool(self.known))
        if choice.pairs is not None:
            self.offer(choice.pairs)

    def descend(self, offered: list[tuple[int, Tasks]]) -> bool:
        """Settle the officers whose list the linear programme takes whole; the rest is a part of its own.

        False where that is no smaller part.
        """
        lists = dive(self.rows, [*offered, *self.best_lists()], self.limits.left)
        if lists is None:
            return self.limits.over()
        settled = [(o, d) for o, tasks in lists for d in tasks]
        self.offer(seeds.completed(self.data, settled))
        free = np.setdiff1d(np.arange(len(self.data.officers)), [o for o, _ in lists])
        if len(free) > MOST_LEFT * len(self.data.officers):
            return False
        rest = remainder(self.data, settled, free)
        if rest is None:
            return False
        small, tasks = rest
        if not small.eligible.any():
            return True
        known = within(self.master.lists, free, tasks)
        turn = Limits(self.limits.left(), self.limits.cancel)
        answer = solve_part(small, self.options, turn, known)
        self.limits.end(turn)
        self.offer(frozenset([*settled, *((int(free[o]), int(tasks[d])) for o, d in answer.pairs)]))
        return True

    def likely(self) -> list[tuple[int, Tasks]]:
        """The lists that lose least under the best prices, and those of which the master takes a share."""
        gains, must, lists = self.rows.gains(self.center), self.pricer.must, self.master.lists
        loss = np.array([self.each[o] + must[o] - self.rows.worth(o, tasks, gains[o]) for o, tasks in lists])
        busy = min(len(self.data.officers), int(self.data.headcount.sum()))
        nearest = np.argsort(loss, kind="stable")[: (OFFERED_LEFT if self.known else OFFERED) * busy]
        wanted = set(nearest[loss[nearest] <= self.gap()].tolist())
        if self.master.solve(self.limits.left()) is not None:
            wanted |= set(np.flatnonzero(self.master.shares() > SHARE).tolist())
        return [lists[index] for index in sorted(wanted)]

    def improve(self) -> None:
        """Large parts: what the choice among so many lists left undone, piece by piece."""
        if self.center is not None and not self.small:
            pieces.improve(self, self.pool, PIECES)

    def prove(self) -> None:
        """Small parts are always proven; large ones only if the gap is above what was asked.

        Where too many lists could matter, the plan is made better pair by pair; then they may be fewer.
        """
        if self.center is None or not (self.small or self.gap() > self.wanted()):
            return
        prove.close(self)
        before = self.value
        if (self.small or self.long) and self.gap() > self.wanted():
            groups.improve(self)
        if self.value > before:
            prove.close(self)


def within(
    lists: list[tuple[int, Tasks]], officers: np.ndarray, tasks: np.ndarray
) -> list[tuple[int, Tasks]]:
    """The lists of these officers that hold none but these tasks, in the indices of the smaller part."""
    place_of = {int(o): place for place, o in enumerate(officers)}
    task_at = {int(d): place for place, d in enumerate(tasks)}
    return [
        (place_of[o], tuple(task_at[d] for d in held))
        for o, held in lists
        if o in place_of and all(d in task_at for d in held)
    ]


def trivial_bound(part: Instance, places: np.ndarray | None = None) -> float:
    """Every place (by task; all of them) gets its best officer or stays open; nothing else costs anything."""
    total = 0
    for d, count in enumerate((part.headcount if places is None else places).tolist()):
        able = np.sort(part.value[part.eligible[:, d], d])[::-1][:count]
        price = int(part.open_cost[d])
        total += int(np.maximum(able, -price).sum()) - price * (count - len(able))
    return float(total)
