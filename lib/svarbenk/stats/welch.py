"""Means of groups whose spread may differ: Welch's t test and his analysis of variance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from .counts import DegenerateTable
from .intervals import check_level
from .result import Effect, TestResult


@dataclass(frozen=True)
class WelchTest(TestResult):
    """Welch's test of means.

    Attributes
    ----------
    df_denominator : float or None
        Degrees of freedom of the denominator, of the analysis of variance.
    """

    df_denominator: float | None = None


def welch(samples: Sequence[Any], level: float = 0.95) -> WelchTest:
    """Test whether the means of groups differ, without taking their spread to be the same.

    Parameters
    ----------
    samples : sequence of array-like
        The values of each group, without missing ones.
    level : float, default 0.95
        Confidence level of the interval of the difference of two means, between 0 and 1.

    Returns
    -------
    WelchTest
        Of two groups Welch's t test (``"welch_t"``), with the difference of the second mean from the first as
        ``effect``; of more his analysis of variance (``"welch_anova"``), with F as ``statistic``.

    Raises
    ------
    ValueError
        If a value is not finite, or the level is outside (0, 1).
    DegenerateTable
        If fewer than two groups have two values each, or none of the values differ.

    Notes
    -----
    Groups of fewer than two values are left out: they have no spread of their own.

    References
    ----------
    Welch, B. L. (1947) and (1951), Biometrika.
    """
    check_level(level)
    groups = [np.asarray(sample, dtype=float).ravel() for sample in samples]
    if not all(np.isfinite(group).all() for group in groups):
        raise ValueError("welch: found a value that is not finite; expected numbers without missing ones")
    groups = [group for group in groups if len(group) > 1]
    if len(groups) < 2 or all(np.ptp(group) == 0 for group in groups):
        raise DegenerateTable("welch: fewer than two groups with values that differ")
    n = sum(len(group) for group in groups)
    if len(groups) == 2:
        found = stats.ttest_ind(groups[1], groups[0], equal_var=False)
        low, high = found.confidence_interval(level)
        difference = float(groups[1].mean() - groups[0].mean())
        effect = Effect("difference", difference, float(low), float(high), level)
        return WelchTest("welch_t", float(found.pvalue), n, float(found.statistic), float(found.df), effect=effect)
    from statsmodels.stats.oneway import anova_oneway  # imported on use: it takes half a second

    varied = [group for group in groups if np.ptp(group) > 0]
    if len(varied) < len(groups):
        raise DegenerateTable("welch: a group whose values are all the same has no spread to weigh it by")
    found = anova_oneway(groups, use_var="unequal", welch_correction=True)
    first, second = found.df
    return WelchTest(
        "welch_anova", float(found.pvalue), n, float(found.statistic), int(first), df_denominator=float(second)
    )
