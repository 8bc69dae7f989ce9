"""Whether one odds ratio fits at every threshold of an ordered answer: Brant's test."""

from __future__ import annotations

import warnings

import numpy as np
from scipy import stats

from .result import Note

# Beyond this a standard error on the log odds scale means that there is no finite estimate.
LARGEST_ERROR = 20.0


def brant(codes: np.ndarray, design: np.ndarray, groups: list[str]) -> Note:
    """Test that the groups' odds ratios are the same at every threshold.

    Parameters
    ----------
    codes : int array, one per person
        Answers, 0 … k - 1, all in use.
    design : float array, shape (persons, columns)
        Indicators of the groups but the reference first, then the background.
    groups : list of str
        Names of the groups that have an indicator.

    Returns
    -------
    Note
        ``proportionality`` with ``statistic``, ``df`` and ``p_value`` of Brant's test on the groups, and
        ``odds_ratios``: for each group, that at each threshold. With two answers there is one threshold and
        nothing to test; where a threshold has no finite odds ratio there is no test: ``p_value`` is None.

    References
    ----------
    Brant, R. (1990). Assessing proportionality in the proportional odds model for ordinal logistic regression.
    """
    cuts = int(codes.max())
    x = np.column_stack([np.ones(len(codes)), design])
    fitted = [_logit(codes > cut, x) for cut in range(cuts)]
    if cuts < 2 or any(each is None for each in fitted):
        return Note("proportionality", {"statistic": None, "df": None, "p_value": None, "odds_ratios": None})
    slopes = np.array([estimate for estimate, _ in fitted])
    above = np.array([chance for _, chance in fitted])
    inverse = [np.linalg.inv(_weighted(x, p * (1 - p))) for p in above]
    wanted = np.arange(1, len(groups) + 1)
    size = len(wanted)
    covariance = np.empty((cuts * size, cuts * size))
    for j in range(cuts):
        for k in range(j, cuts):
            # whoever is above the higher threshold is above the lower one
            block = inverse[j] @ _weighted(x, above[k] * (1 - above[j])) @ inverse[k]
            block = block[np.ix_(wanted, wanted)]
            covariance[j * size : (j + 1) * size, k * size : (k + 1) * size] = block
            covariance[k * size : (k + 1) * size, j * size : (j + 1) * size] = block.T
    contrast = np.kron(np.column_stack([np.ones(cuts - 1), -np.eye(cuts - 1)]), np.eye(size))
    apart = contrast @ slopes[:, wanted].ravel()
    statistic = float(apart @ np.linalg.solve(contrast @ covariance @ contrast.T, apart))
    df = (cuts - 1) * size
    ratios = {name: np.exp(slopes[:, i]).tolist() for name, i in zip(groups, wanted, strict=True)}
    return Note(
        "proportionality",
        {"statistic": statistic, "df": df, "p_value": float(stats.chi2.sf(statistic, df)), "odds_ratios": ratios},
    )


def _weighted(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return x.T @ (x * weights[:, None])


def _logit(above: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Coefficients and fitted chances of one threshold's logistic regression, or None without a finite fit."""
    from statsmodels.discrete.discrete_model import Logit
    from statsmodels.tools.sm_exceptions import PerfectSeparationError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = Logit(above.astype(float), x).fit(disp=False, maxiter=100)
        except (np.linalg.LinAlgError, PerfectSeparationError):
            return None
        error = np.asarray(found.bse)
    if not (found.mle_retvals["converged"] and np.isfinite(error).all() and error.max() < LARGEST_ERROR):
        return None
    return np.asarray(found.params), np.asarray(found.predict())
