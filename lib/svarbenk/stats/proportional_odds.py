"""Proportional-odds regression: how an ordered answer moves between waves, adjusted for background."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from .intervals import check_level
from .proportionality import LARGEST_ERROR, brant
from .result import Effect, Note, TestResult


@dataclass(frozen=True)
class ProportionalOdds(TestResult):
    """The outcome of a proportional-odds regression: a `TestResult` for all groups, and each group's odds ratio.

    Attributes
    ----------
    reference : str
        The group that the others are compared with.
    odds_ratios : tuple of Effect
        One for each other group, ``name`` is the group: the odds of a higher answer against the reference.
    p_values : tuple of float
        Wald p-values of the odds ratios, in the same order.
    """

    reference: str = ""
    odds_ratios: tuple[Effect, ...] = ()
    p_values: tuple[float, ...] = ()


def proportional_odds(
    answers: Any, groups: Any, background: Any = None, *, reference: Any = None, level: float = 0.95
) -> ProportionalOdds:
    """Compare an ordered answer between groups (waves) by odds ratios, adjusted for background.

    Parameters
    ----------
    answers : sequence, one per person
        An ordered categorical, or numbers whose order is that of the answers.
    groups : sequence, one per person
        The wave. Groups stand in the order of a categorical, else sorted.
    background : DataFrame or dict of sequences, optional
        What to adjust for, one column each: numbers enter as they are, everything else as categories.
    reference : optional
        The group that the others are compared with; the first by default.
    level : float, default 0.95
        Confidence level of the odds ratios.

    Returns
    -------
    ProportionalOdds
        ``statistic``, ``df`` and ``p_value`` are the likelihood-ratio test of all groups together;
        ``odds_ratios`` has one odds ratio for each group but the reference, above 1 for higher answers, with
        its Wald interval. With two groups ``effect`` is the one odds ratio. Notes: ``dropped_missing``
        (persons with something missing), ``adjusted_for``, ``reference``, ``groups`` (n of each) and
        ``proportionality`` (Brant's test that one odds ratio fits at every threshold, and those at each).

    Raises
    ------
    ValueError
        If the answers have no order, there are fewer than two answers or groups, a group's answers are all
        at one end, background and groups cannot be told apart, or the fit does not converge.

    Notes
    -----
    logit P(answer > k) = b(group) + b(background) - threshold(k): the odds ratio is the same at every
    threshold. Fitted by maximum likelihood; thresholds are free. Rows are independent and unweighted.

    References
    ----------
    McCullagh, P. (1980). Agresti, A. (2013), *Categorical Data Analysis*, 8.2. Brant, R. (1990).
    """
    check_level(level)
    answer, group, columns = _read(answers, groups, background)
    given = answer.notna() & group.notna() & columns.notna().all(axis=1)
    answer, group, columns = answer[given].cat.remove_unused_categories(), group[given], columns[given]
    group = group.cat.remove_unused_categories()
    names = list(group.cat.categories)
    if len(names) < 2 or len(answer.cat.categories) < 2:
        raise ValueError(
            f"{len(names)} group(s) and {len(answer.cat.categories)} answer(s) in use; expected at least two of each"
        )
    reference = names[0] if reference is None else reference
    if reference not in names:
        raise ValueError(f"reference {reference!r}; expected one of {', '.join(map(str, names))}")
    _refuse_one_end(answer, group)
    others = [name for name in names if name != reference]
    waves = np.column_stack([(group == name).to_numpy(dtype=float) for name in others])
    adjustment = _design(columns)
    design = np.column_stack([waves, adjustment])
    if np.linalg.matrix_rank(np.column_stack([np.ones(len(design)), design])) <= design.shape[1]:
        raise ValueError("background and groups determine each other; expected background that varies within groups")
    codes = answer.cat.codes.to_numpy()
    estimate, error, likelihood = _fit(codes, design)
    _, _, without = _fit(codes, adjustment)
    statistic = max(0.0, 2 * (likelihood - without))
    z = float(stats.norm.isf((1 - level) / 2))
    per_group = list(zip(others, estimate, error, strict=False))
    odds_ratios = tuple(
        Effect(str(name), *(float(np.exp(b + step * se)) for step in (0, -z, z)), level) for name, b, se in per_group
    )
    only = odds_ratios[0]
    notes = [
        Note("reference", {"group": str(reference)}),
        Note("adjusted_for", {"background": [str(name) for name in columns.columns]}),
        brant(codes, design, [str(name) for name in others]),
        Note("groups", {"n": {str(name): int((group == name).sum()) for name in names}}),
    ]
    if not given.all():
        notes.insert(0, Note("dropped_missing", {"persons": int((~given).sum())}))
    return ProportionalOdds(
        test="proportional_odds",
        statistic=statistic,
        df=len(others),
        p_value=float(stats.chi2.sf(statistic, len(others))),
        n=len(answer),
        effect=Effect("odds_ratio", only.value, only.low, only.high, level) if len(others) == 1 else None,
        notes=tuple(notes),
        reference=str(reference),
        odds_ratios=odds_ratios,
        p_values=tuple(float(2 * stats.norm.sf(abs(b / se))) for _, b, se in per_group),
    )


def _read(answers: Any, groups: Any, background: Any) -> tuple[pd.Series, pd.Series, pd.DataFrame]:
    """Take the three inputs as columns without an index: they belong together by position."""
    answer, group = (pd.Series(_values(part)) for part in (answers, groups))
    given = dict({} if background is None else background)
    columns = pd.DataFrame({name: _values(part) for name, part in given.items()})
    if columns.empty:
        columns = pd.DataFrame(index=range(len(answer)))
    if not len(answer) == len(group) == len(columns):
        raise ValueError(
            f"{len(answer)} answers, {len(group)} groups and {len(columns)} rows of background; expected one each"
        )
    if isinstance(answer.dtype, pd.CategoricalDtype):
        if not answer.cat.ordered:
            raise ValueError("categories without an order; expected an ordered categorical or numbers")
    elif pd.api.types.is_numeric_dtype(answer):
        answer = answer.astype(pd.CategoricalDtype(np.sort(answer.dropna().unique()), ordered=True))
    else:
        raise ValueError(f"answers of type {answer.dtype}; expected an ordered categorical or numbers")
    if not isinstance(group.dtype, pd.CategoricalDtype):
        group = group.astype("category")
    return answer, group, columns


def _values(part: Any) -> Any:
    if isinstance(part, (pd.Series, pd.Index)):
        return part.array
    return list(part) if isinstance(part, Iterable) and not hasattr(part, "dtype") else part


def _refuse_one_end(answer: pd.Series, group: pd.Series) -> None:
    """Refuse groups whose answers are all the lowest or all the highest: their odds ratio is 0 or infinite."""
    codes = answer.cat.codes
    for name, inside in codes.groupby(group, observed=True):
        end = {0: 0, codes.max(): -1}.get(inside.iloc[0])
        if end is not None and inside.nunique() == 1:
            label = answer.cat.categories[end]
            raise ValueError(f"all {len(inside)} answers in group {name} are «{label}»; expected at least two answers")


def _design(columns: pd.DataFrame) -> np.ndarray:
    """Background as numbers: numeric columns standardised, the others as one indicator per category but the first."""
    parts = [np.empty((len(columns), 0))]
    for name in columns:
        column = columns[name]
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            values = column.to_numpy(dtype=float)
            if not np.isfinite(values).all():
                raise ValueError(f"an infinite value in background {name}; expected finite numbers")
            spread = values.std()
            parts.append(((values - values.mean()) / (spread or 1.0))[:, None])
        else:
            codes = column.astype("category").cat.remove_unused_categories().cat.codes.to_numpy()
            parts.append((codes[:, None] == np.arange(1, codes.max(initial=0) + 1)).astype(float))
    return np.column_stack(parts)


def _fit(codes: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Estimates, their standard errors, and the log-likelihood."""
    if not design.shape[1]:
        counts = np.bincount(codes).astype(float)
        return np.empty(0), np.empty(0), float(np.sum(counts * np.log(counts / len(codes))))
    # imported on use: statsmodels takes a second
    from .ordered_logit import OrderedLogit

    model = OrderedLogit(codes, design)
    with warnings.catch_warnings():
        # what they say is checked below, and said in our own words
        warnings.simplefilter("ignore")
        found = model.fit(method="bfgs", maxiter=2000, gtol=1e-8, disp=False)
        error = np.asarray(found.bse)[: design.shape[1]]
    slope = np.abs(model.score(found.params)).max() / len(codes)
    if not (np.isfinite(error).all() and error.max() < LARGEST_ERROR and slope < 1e-4):
        raise ValueError(
            "no finite odds ratios fit these answers; expected every category of the background to have several answers"
        )
    return np.asarray(found.params)[: design.shape[1]], error, float(found.llf)
