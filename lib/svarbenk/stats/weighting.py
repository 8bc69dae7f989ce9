"""Weights: raking a sample to known margins."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import optimize

from .kish import DesignEffect, design_effect, read_weights

# How far margins that ought to have the same total may be apart: printed percentages do not sum to 100.
TOTALS_APART = 0.01

# Factors of a margin that limits put out of reach would grow without end.
LARGEST_RAW = 1e12


@dataclass(frozen=True)
class Raking:
    """Weights that bring a sample to known margins, and how well they do.

    Attributes
    ----------
    weights : float array
        One per person, in the order of the sample, mean 1.
    converged : bool
        Whether the weights stopped moving and, where nothing was trimmed, every margin was hit.
    iterations : int
        Rounds over all margins.
    largest_gap : float
        Largest distance between a weighted share and its target, 0–1.
    trimmed : int
        Number of persons whose weight stands at a limit.
    design_effect : DesignEffect
        What the weights cost.
    report : DataFrame
        One row per category: ``margin``, ``category``, ``n``, ``sample``, ``target`` and ``weighted``, shares.
    """

    weights: np.ndarray
    converged: bool
    iterations: int
    largest_gap: float
    trimmed: int
    design_effect: DesignEffect
    report: pd.DataFrame


def rake(
    sample: Any,
    margins: Mapping[str, Mapping[Any, float]],
    *,
    start: Any = None,
    trim: tuple[float, float] | None = None,
    tolerance: float = 1e-9,
    iterations: int = 1000,
) -> Raking:
    """Weight a sample so that its margins are those of the population (raking, iterative proportional fitting).

    Parameters
    ----------
    sample : DataFrame or dict of sequences
        One row per person, with the columns that ``margins`` names; nothing missing in them.
    margins : dict of dict
        Column → category → share, percentage or number in the population. Each margin is scaled to its sum;
        numbers of the same population must have the same total, but for one per cent.
    start : sequence of float, optional
        Weights to begin with, all above 0; equal by default.
    trim : tuple of two floats, optional
        Lower and upper limit of the weights, in relation to their mean of 1, such as ``(0.3, 3)``. Trimmed
        weights need not hit the margins; the report says how far they are off.
    tolerance : float, default 1e-9
        Largest gap between weighted shares and targets at which raking stops.
    iterations : int, default 1000
        Rounds after which it gives up.

    Returns
    -------
    Raking
        Where it did not converge, ``converged`` is False and a ``RuntimeWarning`` says so.

    Raises
    ------
    ValueError
        If a column is absent or has missing values, sample and margin have different categories, a target is
        negative or not a number, totals disagree, or the limits do not stand on either side of 1.

    Notes
    -----
    A category with target 0 must not be in the sample. With trimming, the factors of the margins are adjusted
    until the weights, cut at the limits and scaled to mean 1, hit the margins or no longer move: margins that
    the limits allow are hit, the others approached.

    References
    ----------
    Deming, W. E. and Stephan, F. F. (1940). Deville, J.-C., Särndal, C.-E. and Sautory, O. (1993).
    """
    if not isinstance(margins, Mapping) or not margins:
        raise ValueError("no margins; expected at least one column with its categories")
    _check_controls(trim, tolerance, iterations)
    numbers = {name: _margin(name, margin) for name, margin in margins.items()}
    _same_totals(numbers)
    targets = {name: _shares(margin) for name, margin in numbers.items()}
    codes = {name: _codes(sample, name, targets[name]) for name in margins}
    shares = {name: np.array(list(targets[name].values())) for name in margins}
    lengths = {name: len(code) for name, code in codes.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"columns of different lengths ({told}); expected one value per person in each")
    n = next(iter(lengths.values()))
    raw = _positive(np.ones(n) if start is None else start, n)
    weights = _within(raw, trim)
    converged, rounds = False, 0
    while not converged and rounds < iterations:
        rounds += 1
        before = weights
        for name, code in codes.items():
            now = np.bincount(code, weights, len(shares[name]))
            factors = np.divide(shares[name] * n, now, out=np.ones_like(now), where=now > 0)
            raw = np.clip(raw * factors[code], 1 / LARGEST_RAW, LARGEST_RAW)
            weights = _within(raw, trim)
        hit = _gap(weights, codes, shares) <= tolerance
        converged = hit or (trim is not None and np.abs(weights - before).max() <= tolerance)
    report = _report(weights, codes, targets)
    gap = _gap(weights, codes, shares)
    if not converged:
        warnings.warn(f"raking stopped after {rounds} rounds, {gap:.2g} off", RuntimeWarning, stacklevel=2)
    at_limit = 0 if trim is None else int(np.sum((weights <= trim[0] * 1.000001) | (weights >= trim[1] / 1.000001)))
    return Raking(weights, bool(converged), rounds, gap, at_limit, design_effect(weights), report)


def _positive(start: Any, n: int) -> np.ndarray:
    values = read_weights(start)
    if len(values) != n or (values == 0).any():
        raise ValueError(f"{len(values)} starting weights, the smallest {values.min():g}; expected {n} above 0")
    return values / values.mean()


def _check_controls(trim: Any, tolerance: Any, iterations: Any) -> None:
    try:
        within = trim is None or (len(trim) == 2 and 0 <= trim[0] < 1 < trim[1])
    except TypeError:
        within = False
    if not within:
        raise ValueError(f"limits {trim!r}; expected two numbers on either side of 1, such as (0.3, 3)")
    try:
        enough = iterations >= 1 and tolerance > 0
    except TypeError:
        enough = False
    if not enough:
        raise ValueError(f"{iterations!r} iterations to {tolerance!r}; expected at least 1, and a tolerance above 0")


def _margin(name: str, margin: Mapping[Any, float]) -> dict[Any, float]:
    """Numbers of the categories of one margin, checked."""
    try:
        values = {category: float(value) for category, value in dict(margin).items()}
    except (TypeError, ValueError) as error:
        raise ValueError(f"margin {name} ({error}); expected a number for each category") from error
    for category, value in values.items():
        if not np.isfinite(value) or value < 0:
            raise ValueError(f"target {value:g} for {category!r} of {name}; expected a number from 0")
    if sum(values.values()) <= 0:
        raise ValueError(f"margin {name} has the sum 0; expected a sum above 0")
    return values


def _shares(margin: Mapping[Any, float]) -> dict[Any, float]:
    total = sum(margin.values())
    return {category: value / total for category, value in margin.items()}


def _same_totals(margins: Mapping[str, Mapping[Any, float]]) -> None:
    totals = {name: sum(margin.values()) for name, margin in margins.items()}
    if max(totals.values()) > (1 + TOTALS_APART) * min(totals.values()):
        told = ", ".join(f"{name} {total:g}" for name, total in totals.items())
        raise ValueError(f"margins with different totals ({told}); expected the same population, or shares, in all")


def _codes(sample: Any, name: str, target: Mapping[Any, float]) -> np.ndarray:
    """Place of each person's category in the margin."""
    try:
        column = pd.Series(np.asarray(sample[name], dtype=object))
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"no column {name!r} in the sample; expected one for each margin") from error
    if column.isna().any():
        raise ValueError(f"{int(column.isna().sum())} missing values in {name}; expected a category for everybody")
    codes = pd.Index(list(target), dtype=object).get_indexer(pd.Index(column, dtype=object))
    strangers = sorted(set(column[codes < 0].map(str)))
    if strangers:
        raise ValueError(f"{', '.join(strangers)} in {name} of the sample; expected {', '.join(map(str, target))}")
    present = np.bincount(codes, minlength=len(target)) > 0
    for (category, share), there in zip(target.items(), present, strict=True):
        if there != (share > 0):
            found = f"has target {share:g} but is {'' if there else 'not '}in the sample"
            raise ValueError(f"{category!r} of {name} {found}; expected it in both or in neither: merge categories")
    return codes


def _within(raw: np.ndarray, trim: tuple[float, float] | None) -> np.ndarray:
    """Scale to mean 1; with limits, by the one factor that gives mean 1 once what is beyond them is cut."""
    scaled = raw / raw.mean()
    if trim is None or (scaled.min() >= trim[0] and scaled.max() <= trim[1]):
        return scaled

    def excess(log_factor: float) -> float:
        return float(np.clip(raw * np.exp(log_factor), *trim).mean()) - 1

    log_factor = optimize.brentq(excess, -np.log(raw.max()), -np.log(raw.min()), xtol=1e-14)
    return np.clip(raw * np.exp(log_factor), *trim)


def _gap(weights: np.ndarray, codes: Mapping[str, np.ndarray], shares: Mapping[str, np.ndarray]) -> float:
    total = weights.sum()
    return max(
        float(np.abs(np.bincount(code, weights, len(shares[name])) / total - shares[name]).max())
        for name, code in codes.items()
    )


def _report(
    weights: np.ndarray, codes: Mapping[str, np.ndarray], targets: Mapping[str, Mapping[Any, float]]
) -> pd.DataFrame:
    rows = []
    for name, code in codes.items():
        size = np.bincount(code, minlength=len(targets[name]))
        weighted = np.bincount(code, weights, len(targets[name])) / weights.sum()
        for i, (category, target) in enumerate(targets[name].items()):
            rows.append((name, category, int(size[i]), size[i] / len(code), target, float(weighted[i])))
    return pd.DataFrame(rows, columns=["margin", "category", "n", "sample", "target", "weighted"])
