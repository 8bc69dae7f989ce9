"""What a test hands back: plain values, ready to be put into words, tables and files by others."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Reason:
    """Why this test was used: a code, with the values that a sentence about it needs."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """Something the reader of a result should know: a code with its values."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """An effect size with its confidence interval.

    Attributes
    ----------
    name : str
        Such as ``"cramers_v"``.
    value, low, high : float or None
        Estimate and limits.
    level : float or None
        Confidence level of the limits, 0–1.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    level: float | None = None


@dataclass(frozen=True)
class TestResult:
    """The outcome of one statistical test.

    Attributes
    ----------
    test : str
        Code of the test, such as ``"fisher_exact"`` or ``"chi_square"``.
    p_value : float
        Two-sided p-value, 0–1.
    n : int
        Total count that the test rests on.
    statistic : float or None
        Test statistic; None for a test without one.
    df : int or None
        Degrees of freedom.
    method : str
        ``"exact"``, ``"asymptotic"`` or ``"monte_carlo"``: how the p-value came about.
    p_interval : tuple of two floats, or None
        99 % confidence interval of a Monte Carlo p-value.
    resamples : int or None
        Number of random tables behind a Monte Carlo p-value.
    seed : int or None
        Seed of the random tables behind a Monte Carlo p-value.
    effect : Effect or None
        Effect size.
    reason : Reason or None
        Why this test was used, where a rule chose it.
    notes : tuple of Note
        What else the reader should know.
    companion : TestResult or None
        A second test to be read beside this one: of a trend, where rows and columns are ordered.
    """

    # the name starts with "Test", and pytest would collect it wherever it is imported
    __test__ = False

    test: str
    p_value: float
    n: int
    statistic: float | None = None
    df: int | None = None
    method: str = "asymptotic"
    p_interval: tuple[float, float] | None = None
    resamples: int | None = None
    seed: int | None = None
    effect: Effect | None = None
    reason: Reason | None = None
    notes: tuple[Note, ...] = ()
    companion: TestResult | None = None

    def as_dict(self) -> dict[str, Any]:
        """Everything as dicts, lists, strings and plain numbers, ready for JSON.

        Returns
        -------
        dict
            One entry per attribute; a number that JSON cannot hold (infinite, not a number) is None.
        """
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, (Reason, Note, Effect, TestResult)):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
