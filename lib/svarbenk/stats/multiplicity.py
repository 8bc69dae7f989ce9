"""Many tests at once: adjusted p-values of a declared family, and the stars of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .result import Note, TestResult

METHODS = ("holm", "bh")

# As in the evaluation report: *** p < 0,01, ** p < 0,05, * p < 0,10.
STARS = ((0.01, "***"), (0.05, "**"), (0.10, "*"))

# Which p-values stars can stand for.
ON = ("raw", "adjusted")


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
    if method not in METHODS:
        raise ValueError(f'method {method!r}; expected "holm" or "bh"')
    p = _numbers(values)
    given = ~np.isnan(p)
    if np.any((p[given] < 0) | (p[given] > 1)):
        raise ValueError(f"{p[given & ((p < 0) | (p > 1))][0]:g} among the p-values; expected 0–1")
    if given.any():
        # imported on use: pingouin takes a second
        from pingouin import multicomp

        p[given] = multicomp(p[given], method={"holm": "holm", "bh": "fdr_bh"}[method])[1]
    return p


def _numbers(values: Iterable[float]) -> np.ndarray:
    try:
        p = np.array(list(values), dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{values!r} as p-values; expected a list of numbers, 0–1") from error
    if p.ndim != 1:
        raise ValueError(f"p-values in {p.ndim} dimensions; expected a list of numbers, 0–1")
    return p


@dataclass(frozen=True)
class Family:
    """Tests that were declared to belong together, and are adjusted together.

    Attributes
    ----------
    name : str
        What the family is, for the reader: «all questions by sentralitet».
    method : str
        ``"holm"`` or ``"bh"``.
    p_values, adjusted : tuples of float
        As they were, and adjusted; NaN where no test was possible.
    size : int
        Number of tests.
    """

    name: str
    method: str
    p_values: tuple[float, ...]
    adjusted: tuple[float, ...]
    size: int

    @classmethod
    def declared(cls, name: str, tests: Iterable[TestResult | float | None], method: str = "holm") -> Family:
        """Declare a family of tests and adjust their p-values.

        Parameters
        ----------
        name : str
            What the family is; a family without a name cannot be told from a choice made afterwards.
        tests : iterable of TestResult, float or None
            Results or p-values; None or NaN where no test was possible.
        method : {"holm", "bh"}, default "holm"
            As for ``adjust_p``.

        Returns
        -------
        Family

        Raises
        ------
        ValueError
            If the name is empty, the method is unknown or a value is no p-value.

        References
        ----------
        Holm, S. (1979). Benjamini, Y. and Hochberg, Y. (1995).
        """
        if not isinstance(name, str) or not name.strip():
            raise ValueError("a family of tests without a name; expected what the tests have in common")
        p = [np.nan if test is None else test.p_value if isinstance(test, TestResult) else test for test in tests]
        adjusted = adjust_p(p, method)
        size = int(np.sum(~np.isnan(adjusted)))
        return cls(name, method, tuple(float(value) for value in p), tuple(adjusted.tolist()), size)

    def stars(self, on: str = "adjusted") -> list[str]:
        """Stars for each test.

        Parameters
        ----------
        on : {"adjusted", "raw"}, default "adjusted"
            Which p-values they stand for.

        Returns
        -------
        list of str

        Raises
        ------
        ValueError
            If `on` is neither.
        """
        return [stars(p) for p in (self.adjusted if self._checked(on) == "adjusted" else self.p_values)]

    def caption(self, on: str = "adjusted") -> Note:
        """Say what a caption has to tell of the stars.

        Parameters
        ----------
        on : {"adjusted", "raw"}, default "adjusted"
            Which p-values they stand for.

        Returns
        -------
        Note
            ``stars_adjusted`` or ``stars_raw``, with ``family``, ``size``, ``method`` (None for raw ones) and
            ``limits``, pairs of p-value and stars.

        Raises
        ------
        ValueError
            If `on` is neither.
        """
        method = self.method if self._checked(on) == "adjusted" else None
        return Note(
            f"stars_{on}",
            {"family": self.name, "size": self.size, "method": method, "limits": [list(pair) for pair in STARS]},
        )

    @staticmethod
    def _checked(on: str) -> str:
        if on not in ON:
            raise ValueError(f'stars on {on!r} p-values; expected "adjusted" or "raw"')
        return on


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
    try:
        missing, possible = np.isnan(p), 0 <= p <= 1
    except TypeError:
        missing, possible = False, False
    if missing:
        return ""
    if not possible:
        raise ValueError(f"{p!r} as p-value; expected 0–1")
    return next((mark for limit, mark in STARS if p < limit), "")
