"""Many tests at once: adjusted p-values, and the stars of the report."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

METHODS = {"holm": "holm", "bh": "fdr_bh"}

# As in the evaluation report: *** p < 0,01, ** p < 0,05, * p < 0,10.
STARS = ((0.01, "***"), (0.05, "**"), (0.10, "*"))


def adjust_p(values: Iterable[float], method: str = "holm") -> np.ndarray:
    """Adjust p-values for the number of tests.

    Parameters
    ----------
    values : iterable of float
        p-values, 0–1; NaN where no test was possible.
    method : {"holm", "bh"}, default "holm"
        ``"holm"`` bounds the chance of any false finding, ``"bh"`` (Benjamini–Hochberg) the expected share
        of false ones among the findings.

    Returns
    -------
    float array
        Adjusted p-values in the same order. NaN stays NaN and does not count as a test.

    Raises
    ------
    ValueError
        If the method is unknown or a value is no p-value.

    References
    ----------
    Holm, S. (1979). Benjamini, Y. and Hochberg, Y. (1995).
    """
    # imported on use: pingouin takes more than a second
    from pingouin import multicomp

    if method not in METHODS:
        raise ValueError(f'method {method!r}; expected "holm" or "bh"')
    p = np.array(list(values), dtype=float)
    given = ~np.isnan(p)
    if np.any((p[given] < 0) | (p[given] > 1)):
        raise ValueError(f"{p[given & ((p < 0) | (p > 1))][0]:g} among the p-values; expected 0–1")
    if given.any():
        p[given] = multicomp(p[given], method=METHODS[method])[1]
    return p


def stars(p: float) -> str:
    """Stars for a p-value, as the evaluation report prints them.

    Parameters
    ----------
    p : float
        p-value, or NaN.

    Returns
    -------
    str
        ``"***"`` for p < 0.01, ``"**"`` for p < 0.05, ``"*"`` for p < 0.10, else ``""``.

    Raises
    ------
    ValueError
        If p is outside 0–1.
    """
    if np.isnan(p):
        return ""
    if not 0 <= p <= 1:
        raise ValueError(f"{p:g} as p-value; expected 0–1")
    return next((mark for limit, mark in STARS if p < limit), "")
