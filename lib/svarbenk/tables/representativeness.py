"""Those who answered held against the population: how far each group's share is off, before and after weighting."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from svarbenk.codebook import Language
from svarbenk.responses import Population, Responses, belongs, groups_of, usable_margins
from svarbenk.responses.population import CROSSED
from svarbenk.tables.axis import EVERYBODY, Axis
from svarbenk.tables.count_table import CountTable

COLUMNS = (
    "margin", "category", "label", "n", "sample_percent", "population", "population_percent", "difference",
    "std_difference", "weighted_percent", "weighted_difference", "weighted_std_difference", "overall",
    "weighted_overall", "missing", "status",
)  # fmt: skip
"""What ``representativeness`` returns."""


def standardised_difference(sample: float, population: float) -> float:
    """Return the standardised difference between two shares (0–1), the ``sample``'s minus the ``population``'s.

    Notes
    -----
    d = (p₁ − p₀) / √{[p₁(1 − p₁) + p₀(1 − p₀)] / 2}; 0 where the shares are equal, infinite where one is 0 and the
    other 1. Unlike a test it does not grow with n. Below 0.1 in size is usually called negligible.

    References
    ----------
    Austin, P. C. (2009), Communications in Statistics – Simulation and Computation 38, 1228–1234.
    """
    spread = np.sqrt((sample * (1 - sample) + population * (1 - population)) / 2)
    difference = sample - population
    if spread == 0:
        return 0.0 if difference == 0 else float(np.copysign(np.inf, difference))
    return float(difference / spread)


def overall_difference(sample: np.ndarray, population: np.ndarray) -> float:
    """Return one standardised difference for all groups of a margin, from two lists of shares that sum to 1.

    Parameters
    ----------
    sample, population : array of float
        Shares of the same groups.

    Notes
    -----
    d = √{(T − C)ᵀ S⁻¹ (T − C)} over all groups but one, where S is the mean of the two multinomial covariance
    matrices. Of two groups it is the size of ``standardised_difference``.

    References
    ----------
    Yang, D. and Dalton, J. E. (2012), SAS Global Forum, paper 335.
    """
    used = (sample > 0) | (population > 0)
    one, other = sample[used][1:], population[used][1:]
    if not one.size:
        return 0.0
    spread = (np.diag(one) - np.outer(one, one) + np.diag(other) - np.outer(other, other)) / 2
    gap = one - other
    return float(np.sqrt(max(gap @ np.linalg.pinv(spread) @ gap, 0)))


def representativeness(
    responses: Responses,
    population: Population,
    weighted: Responses | None = None,
    *,
    language: Language = "nb",
    hide: Callable[[CountTable], CountTable] | None = None,
) -> pd.DataFrame:
    """Hold the replies of one wave against their population.

    Parameters
    ----------
    responses : Responses
        Clean answers of the wave; those who do not belong to the population are left out.
    population : Population
        From ``read_population``. Every margin whose backgrounds were asked is compared, estimated ones too.
    weighted : Responses, optional
        The same answers with weights.
    language : str
        «nb» or «en», for the labels.
    hide : callable, optional
        Protects a count table before anything is worked out from it; crossed margins are then left out.

    Returns
    -------
    pandas.DataFrame
        One row a group, with ``COLUMNS``: number and per cent of the replies with a known background, number and per
        cent of the population, the difference in points and standardised (``standardised_difference``), the same
        after weighting, one standardised difference for the whole margin (``overall``), how many replies lack the
        background, and whether the population's number is printed, derived or estimated.
    """
    sample = _inside(responses, population)
    after = None if weighted is None else _inside(weighted, population)
    rows: list[tuple] = []
    for margin in usable_margins(sample, population):
        if hide is not None and len(margin.backgrounds) > 1:
            continue
        ids = [CROSSED.join(group) for group in margin.counts]
        labels = [_label(sample, margin.backgrounds, group, language) for group in margin.counts]
        size = np.array(list(margin.counts.values()), dtype=float)
        target = size / size.sum()
        n, missing = _tally(sample, margin, ids, None, hide)
        share = n / n.sum()
        then = np.full(len(ids), np.nan)
        if after is not None:
            w, _ = _tally(after, margin, ids, after.weights, None)
            then = np.where(np.isnan(n), np.nan, w / w.sum())
        overall, overall_then = _overall(share, target), _overall(then, target)
        for i, name in enumerate(ids):
            rows.append(
                (
                    margin.name, name, labels[i], n[i], 100 * share[i], int(size[i]), 100 * target[i],
                    100 * (share[i] - target[i]), standardised_difference(share[i], target[i]), 100 * then[i],
                    100 * (then[i] - target[i]), standardised_difference(then[i], target[i]), overall, overall_then,
                    missing, margin.status,
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _inside(responses: Responses, population: Population) -> Responses:
    kept = belongs(responses, population)
    weights = None if responses.weights is None else responses.weights[kept]
    return replace(responses, frame=responses.frame[kept], weights=weights)


def _label(responses: Responses, backgrounds: tuple[str, ...], group: tuple[str, ...], language: Language) -> str:
    questions = [responses.codebook.question(background) for background in backgrounds]
    named = [
        question.label_of(name).to(language) if name in (*question.category_ids, *question.merges) else name
        for question, name in zip(questions, group, strict=True)
    ]
    return " × ".join(named)


def _tally(
    responses: Responses,
    margin,
    ids: list[str],
    weights: pd.Series | None,
    hide: Callable[[CountTable], CountTable] | None,
) -> tuple[np.ndarray, int]:
    """Count (or weigh) the replies in each group; a hidden count is NaN."""
    groups = groups_of(responses, margin)
    known = groups.notna().all(axis=1)
    names = groups[known].astype("string").agg(CROSSED.join, axis=1)
    weight = pd.Series(1.0, index=groups.index) if weights is None else weights
    sums = weight[known].groupby(names.to_numpy(object)).sum()
    counts = np.array([float(sums.get(name, 0.0)) for name in ids])
    if hide is not None:
        counts = hide(CountTable.from_counts([counts], EVERYBODY, Axis.of(margin.name, ids))).counts[0]
    return counts, int((~known).sum())


def _overall(share: np.ndarray, target: np.ndarray) -> float:
    return float("nan") if np.isnan(share).any() else overall_difference(share, target)
