"""What sweeps say about one officer's lists, against all lists tried one by one."""

from itertools import chain, combinations

import numpy as np
import pytest

from assignments.matching import jsonform, lists
from assignments.matching.chains import Chains
from assignments.matching.instance import compile_problem
from assignments.matching.master import MUST, Rows
from assignments.matching.sweep import sweeps
from tests.assignments.matching import tiny
from tests.assignments.matching.checker import Checker

REACH = 120


def priced(seed):
    """(rows, gains) of a tiny problem with locks under random prices that the bound allows."""
    found = tiny.problem(seed, officers=4, duties=7, extras=seed % 2 == 0)
    found = tiny.with_locks(found, Checker(found), seed)
    problem, _ = jsonform.read_problem(found)
    rows = Rows(compile_problem(problem))
    draw = np.random.default_rng(seed)
    prices = rows.clipped(draw.uniform(-100, 900, rows.count))
    return rows, rows.gains(prices)


def all_lists(rows, o):
    """Every list that an officer of concurrency 1 could serve, the empty one included."""
    able = np.flatnonzero(rows.data.eligible[o]).tolist()
    tried = chain.from_iterable(combinations(able, size) for size in range(len(able) + 1))
    return [tasks for tasks in tried if lists.fits(rows.data, o, tasks)]


@pytest.mark.parametrize("levels", [64, 5])
@pytest.mark.parametrize("seed", range(60))
def test_no_list_is_worth_more_than_the_sweep_says(seed, levels):
    rows, gains = priced(seed)
    single = np.flatnonzero(rows.data.concurrency == 1)
    for sweep in sweeps(Chains(rows.data, levels), gains, single):
        for column, o in enumerate(sweep.rows.tolist()):
            best = max(rows.worth(o, tasks, gains[o]) for tasks in all_lists(rows, o))
            assert best <= sweep.bound[column] + 1e-6


@pytest.mark.parametrize("seed", range(60))
def test_every_list_within_reach_of_the_best_is_found(seed):
    rows, gains = priced(seed)
    chains, single = Chains(rows.data), np.flatnonzero(rows.data.concurrency == 1)
    for sweep in sweeps(chains, gains, single, -REACH):
        for column, o in enumerate(sweep.rows.tolist()):
            least = sweep.bound[column] - REACH
            found = {tasks for _, tasks in lists.Lists(chains, sweep, column).best_first(least)}
            near = {tasks for tasks in all_lists(rows, o) if rows.worth(o, tasks, gains[o]) > least + 1e-6}
            assert near - {()} <= found


@pytest.mark.parametrize("seed", range(60))
def test_chain_behind_a_level_is_worth_what_the_sweep_says(seed):
    rows, gains = priced(seed)
    data, chains = rows.data, Chains(rows.data)
    for sweep in sweeps(chains, gains, np.flatnonzero(data.concurrency == 1)):
        columns, levels = np.nonzero(sweep.worth > -MUST)
        for column, level, tasks in zip(
            columns, levels, lists.best_chains(chains, sweep, columns, levels), strict=True
        ):
            one = lists.Lists(chains, sweep, int(column))
            assert tasks == one.chain(int(one.state[:, level].argmax()), int(level))
            assert rows.worth(int(sweep.rows[column]), tasks, gains[sweep.rows[column]]) <= (
                sweep.worth[column, level] + 1e-6
            )
