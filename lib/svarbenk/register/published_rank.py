"""Rank statistics: of printed correlations with the number behind them, and of the doctors in an extract."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from svarbenk import stats
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.register.comparison import verdict
from svarbenk.register.definition import CorrelationDefinition
from svarbenk.register.quantity import Quantity
from svarbenk.register.table import Difference


@dataclass(frozen=True)
class Correlation:
    """A printed rank correlation, tested anew: rho and p as printed, the number of pairs, and what they give.

    ``p_range`` are the p-values at both ends of what rounds to the printed rho.
    """

    definition: CorrelationDefinition
    rho: Entry
    p: Entry | None
    n: int
    result: stats.TestResult
    p_range: tuple[float, float]

    @property
    def difference(self) -> Difference | None:
        """What is printed of p, where rho and the number of pairs give another."""
        if self.p is None:
            return None
        reckoned = Quantity(self.result.p_value, *self.p_range)
        said = verdict(self.p.number, reckoned)
        if said == "same":
            return None
        label = Text(nb=f"p, {self.definition.nb}", en=f"p, {self.definition.label.to('en')}")
        return Difference(label, self.p, reckoned, self.p.number.decimals, said == "rounding")


def spearman_of(rho: float, n: int) -> stats.TestResult:
    """Test a printed rank correlation.

    Parameters
    ----------
    rho : float
        As printed.
    n : int
        The number of pairs behind it.

    Raises
    ------
    InputError
        If rho is no correlation, or there are fewer than three pairs.
    """
    try:
        return stats.spearman_from_rho(rho, n)
    except ValueError as error:
        raise InputError(f"rangkorrelasjonen {rho} av {n} par: {error}; ventet −1 til 1 og minst tre par") from None


def correlation(definition: CorrelationDefinition, ledger: Ledger) -> Correlation:
    """Return a printed rank correlation, tested anew.

    Parameters
    ----------
    definition : CorrelationDefinition
        Where rho, p and the number of pairs are printed.
    ledger : Ledger
        The printed numbers.

    Raises
    ------
    InputError
        If one of them is not there.
    """
    rho, size = ledger.entry(survey="", **definition.rho), ledger.entry(survey="", **definition.n)
    p = ledger.entry(survey="", **definition.p) if definition.p else None
    n = int(size.number.value or 0)
    ends = Quantity.rounded(rho.number.value or 0.0, rho.number.decimals)
    far = sorted(spearman_of(end, n).p_value for end in (ends.low, ends.high))
    return Correlation(definition, rho, p, n, spearman_of(rho.number.value or 0.0, n), (far[0], far[1]))


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> stats.TestResult:
    """Measure and test the rank correlation of two numbers of the same doctors or municipalities (Spearman).

    Parameters
    ----------
    first, second : sequence of float
        One value each, in the same order; pairs with a blank are left out.

    Raises
    ------
    InputError
        If they are not equally many, or fewer than three pairs are whole.
    """
    pairs = np.array([first, second], float) if len(first) == len(second) else None
    if pairs is None:
        raise InputError(f"rangkorrelasjon av {len(first)} og {len(second)} tall; ventet like mange")
    pairs = pairs[:, np.isfinite(pairs).all(axis=0)]
    ranks = [rankdata(values) - (pairs.shape[1] + 1) / 2 for values in pairs]
    spread = float(np.sqrt((ranks[0] ** 2).sum() * (ranks[1] ** 2).sum()))
    rho = float((ranks[0] * ranks[1]).sum()) / spread if spread else 0.0
    return spearman_of(max(-1.0, min(1.0, rho)), pairs.shape[1])


def rank_difference(first: Sequence[float], second: Sequence[float]) -> stats.TestResult:
    """Test whether a number differs between two groups of doctors (Mann and Whitney), two-sided.

    Parameters
    ----------
    first, second : sequence of float
        The values of each group; blanks are left out.

    Raises
    ------
    InputError
        If a group is empty, or everybody has the same value.
    """
    groups = [np.array(values, float) for values in (first, second)]
    groups = [values[np.isfinite(values)] for values in groups]
    if not all(len(values) for values in groups):
        raise InputError("rangtest av to grupper: den ene er tom; ventet verdier i begge")
    known = np.unique(np.concatenate(groups))
    counts = np.array([np.bincount(np.searchsorted(known, values), minlength=len(known)) for values in groups])
    try:
        return stats.mann_whitney(counts)
    except stats.DegenerateTable:
        raise InputError("rangtest av to grupper: alle har samme verdi; ventet ulike verdier") from None
