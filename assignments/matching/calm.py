"""Calmer prices than the master's: early masters know few lists and exaggerate.

Any prices bound all plans, so that these may be chosen freely; fair ones give lists worth having.
"""

from __future__ import annotations

import numpy as np

from assignments.matching.master import Rows
from assignments.matching.pricing import Pricer

FLOORS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
SAMPLE = 8
STRIDE = 0.2


class Calm:
    """Prices between a centre, the best known, and those of the master."""

    def __init__(self, rows: Rows, pricer: Pricer):
        self.rows, self.pricer = rows, pricer
        self.most = np.where(rows.data.eligible, rows.data.value, 0).max(axis=0)

    def first(self, prices: np.ndarray) -> np.ndarray:
        """Before there is a centre: no place is cheaper than some share of its best officer's score."""
        tried = {}
        for share in FLOORS:
            calm = self._capped(prices, share * self.most)
            tried[self.pricer.estimate(calm, SAMPLE)] = calm
            if self.pricer.stop():
                break
        return tried[min(tried)]

    def toward(self, center: np.ndarray, prices: np.ndarray, smooth: float) -> np.ndarray:
        """Prices nearer to the centre by the share `smooth`, and no place far from it at once."""
        m, stride = len(self.most), STRIDE * self.most.max(initial=0)
        calm = self._capped(prices, 0)
        calm[:m] = np.clip(calm[:m], center[:m] - stride, center[:m] + stride)
        return smooth * center + (1 - smooth) * calm

    def _capped(self, prices: np.ndarray, least: np.ndarray | float) -> np.ndarray:
        """No place is dearer than its best officer, and none cheaper than `least`."""
        calm, m = prices.copy(), len(self.most)
        calm[:m] = np.clip(calm[:m], least, self.most)
        for row, (d, _, _, _) in enumerate(self.rows.quotas, m):
            calm[row] = min(calm[row], self.most[d])
        return calm
