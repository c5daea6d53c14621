"""When a notice that could not be delivered is tried again: pure, no clock."""

import random

# Seconds after the 1st, 2nd ... failed attempt; one more failure ends it.
DELAYS = (30, 120, 600, 1800, 3600, 3600, 3600, 3600)
JITTER = 0.2
MAX_CRASHES = 3


def delay_after(attempts: int, chance: random.Random) -> float | None:
    """Seconds to wait after `attempts` failed attempts, +-20 %; None when it was the last."""
    if attempts > len(DELAYS):
        return None
    return DELAYS[attempts - 1] * chance.uniform(1 - JITTER, 1 + JITTER)
