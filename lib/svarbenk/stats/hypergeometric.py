"""All 2×2 tables with the same margins: they differ in one cell, and that cell is hypergeometric."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

# Longer ranges of that cell than this would take a gigabyte of memory.
LONGEST = 8_000_000


@dataclass(frozen=True)
class TwoByTwo:
    """The values that the first cell of a 2×2 table can take, given its margins.

    Attributes
    ----------
    cell : int array
        Possible values, ascending.
    observed : int
        Place of the observed value among them.
    log_ratio : float array
        Log of each one's probability over that of the observed value, under independence.
    """

    cell: np.ndarray
    observed: int
    log_ratio: np.ndarray

    @classmethod
    def of(cls, table: np.ndarray) -> TwoByTwo:
        """List the values for a table of counts.

        Parameters
        ----------
        table : int array, shape (2, 2)
            Counts without empty rows or columns.
        """
        (a, b), (c, d) = table.tolist()
        # one step up takes one each from b and c and adds one each to a and d
        up, down = np.arange(min(b, c)), np.arange(min(a, d))
        above = np.log((b - up) / (a + 1.0 + up)) + np.log((c - up) / (d + 1.0 + up))
        below = np.log((a - down) / (b + 1.0 + down)) + np.log((d - down) / (c + 1.0 + down))
        ratio = np.concatenate([np.cumsum(below)[::-1], [0.0], np.cumsum(above)])
        return cls(np.arange(a - len(down), a + len(up) + 1), len(down), ratio)

    @staticmethod
    def length(table: np.ndarray) -> int:
        """Count the values that the first cell can take."""
        (a, b), (c, d) = table.tolist()
        return min(b, c) + min(a, d) + 1

    def tail(self, tolerance: float, tied: float = 1.0) -> float:
        """Probability of a value at most as probable as the observed one.

        Parameters
        ----------
        tolerance : float
            Values whose log probability is this near that of the observed one are tied with it.
        tied : float
            How much of the probability of tied values counts.
        """
        share = np.where(self.log_ratio < -tolerance, 1.0, np.where(self.log_ratio <= tolerance, tied, 0.0))
        highest = self.log_ratio.max()
        chance = np.exp(self.log_ratio - highest)
        return float(np.sum(share * chance) / np.sum(chance))

    def chances(self, log_odds_ratio: float) -> np.ndarray:
        """Probabilities of the values under an odds ratio (Fisher's noncentral hypergeometric distribution)."""
        log_chance = self.log_ratio + (self.cell - self.cell[self.observed]) * log_odds_ratio
        return special.softmax(log_chance)
