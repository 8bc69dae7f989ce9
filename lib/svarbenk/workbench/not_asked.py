"""NotAsked, what stands for a table of a question that nobody here was asked or answered."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.workbench.comparing import COLUMNS

NAN = math.nan


class NotAsked:
    """A table that is not there, and why.

    It takes the same calls as a table: numbers are NaN, sentences empty, and there is no figure, so that a chapter
    of other waves or another selection stays whole. It counts as false: ``if table:``.

    Parameters
    ----------
    question : str
        Id of the question.
    why : str
        The reason, a clause that begins small and has no full stop.
    language : str
        «nb» or «en».
    title : str
        What the table would have been of.
    """

    language: Language
    threshold = 0
    muted: tuple[str, ...] = ()
    synthetic = False
    is_protected = False
    shown = None
    result = None
    by: tuple = ()
    n = item_n = base = NAN

    def __init__(self, question: str, why: str, *, language: Language = "nb", title: str = ""):
        self.question = question
        self.why = why
        self.language = language
        self._title = title

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, background: str) -> "NotAsked":
        return self

    def __iter__(self) -> Iterator["NotAsked"]:
        # once: without it Python would ask for part after part, and there would always be one more
        yield self

    def __repr__(self) -> str:
        return f"{self._title or self.question}: {self.why}"

    def _repr_html_(self) -> str:
        return f"<p>{self!r}</p>"

    @property
    def total(self) -> "NotAsked":
        """Itself, as everybody's table."""
        return self

    @property
    def counts(self) -> pd.DataFrame:
        """Nothing."""
        return pd.DataFrame()

    def percent(self) -> pd.DataFrame:
        """Return nothing."""
        return pd.DataFrame()

    def title(self) -> str:
        """Return what the table would have been of."""
        return self._title

    def labels(self, axis: Any = None) -> list[str]:
        """Return no labels, whatever the ``axis``."""
        return []

    def count(self, column: str = "", row: str | None = None) -> float:
        """Return NaN, whatever the ``column`` and ``row``."""
        return NAN

    share = mean = value = count

    def group_n(self, row: str | None = None) -> float:
        """Return NaN, whatever the ``row``."""
        return NAN

    def p(self, column: str = "") -> float:
        """Return NaN, whatever the ``column``."""
        return NAN

    def sd(self, question: str | None = None, row: str | None = None) -> float:
        """Return NaN, whatever the ``question`` and ``row``."""
        return NAN

    def interval(self, question: str | None = None, row: str | None = None) -> tuple[float, float]:
        """Return two NaN, whatever the ``question`` and ``row``."""
        return NAN, NAN

    def part(self, column: str = "", row: str | None = None) -> str:
        """Return the word for a hidden number, whatever the ``column`` and ``row``, so that its sentence falls away."""
        return wording.hidden_word(self.language)

    def sentence(self, category: str = "", row: str | None = None, **ways: Any) -> str:
        """Return nothing, whatever the ``category``, the ``row`` and the other ``ways`` of telling."""
        return ""

    def sentences(self, *categories: str, **ways: Any) -> str:
        """Return nothing, whatever the ``categories`` and the ``ways`` of telling."""
        return ""

    def p_text(self, background: str = "") -> str:
        """Return nothing, whatever the ``background``."""
        return ""

    def association(self) -> str:
        """Return nothing."""
        return ""

    def test(self) -> None:
        """Return no test."""

    def tests(self) -> dict:
        """Return no tests."""
        return {}

    def test_text(self) -> str:
        """Return nothing."""
        return ""

    def compare(self, baseline: str = "") -> pd.DataFrame:
        """Return an empty comparison, whatever the ``baseline``."""
        return pd.DataFrame(columns=COLUMNS)

    compare_distribution = compare

    def figure(self) -> None:
        """Return no figure."""

    change_figure = figure
