"""Table, the object that notebooks hold in their hands: a count table that tests, draws and writes about itself."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import Language, Text
from svarbenk.disclosure import protect
from svarbenk.errors import InputError
from svarbenk.figures import Figure, change_bars, grouped_bars, stacked_bars
from svarbenk.tables import Axis, CountTable
from svarbenk.workbench import origins
from svarbenk.workbench.about import About
from svarbenk.workbench.comparing import compare_rows
from svarbenk.workbench.earlier import counts_above, percentages_above
from svarbenk.workbench.saying import answer_told, option_p
from svarbenk.workbench.saying_several import answers_told
from svarbenk.workbench.starring import Stars, distributions, stars_of
from svarbenk.workbench.table_output import TableOutput

TOLD_NOTES = ("dropped_empty", "dropped_missing", "budget_exceeded")
"""Notes of a test that its line tells: what was left out, and that p was estimated."""


class Table(TableOutput):
    """Counts of one question with everything that is made from them.

    Protection is applied first: ``shown`` is the count table after small cells were hidden, and every
    percentage, test, figure, sentence and file is made from it alone.

    Parameters
    ----------
    counts : CountTable
        The counts as they are.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden; 0 hides nothing.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    about : About
        What survey and question it is of, and the wave that changes are counted from.
    protected : bool
        Whether the counts are hidden already, with regard to what else is shown of the survey.
    """

    def __init__(
        self,
        counts: CountTable,
        *,
        language: Language = "nb",
        threshold: int = 0,
        muted: Sequence[str] = (),
        about: About | None = None,
        protected: bool = False,
    ):
        self.shown = counts if protected else protect(counts, threshold)
        self.language: Language = language
        self.threshold = threshold
        self.muted = tuple(muted)
        self.about = about or About()

    @classmethod
    def from_counts(
        cls,
        counts: Any,
        rows: Axis | Sequence[str],
        columns: Axis | Sequence[str],
        *,
        language: Language = "nb",
        threshold: int = 0,
        **about: Any,
    ) -> "Table":
        """Make a table from printed or pasted counts.

        Parameters
        ----------
        counts : array_like
            Rows × columns.
        rows, columns : Axis or sequence of str
            The axes, or their labels.
        language, threshold
            As for ``Table``.
        **about
            ``unit``, ``question``, ``base``, ``source``, ``exclusive``, ``row_n``, ``synthetic``; see
            ``CountTable.from_counts``.
        """
        return cls(CountTable.from_counts(counts, rows, columns, **about), language=language, threshold=threshold)

    def __array__(self, dtype=None, copy=None) -> np.ndarray:
        return np.array(self.shown.counts, dtype=dtype)

    @property
    def counts(self) -> pd.DataFrame:
        """Counts with labels; a hidden count is missing."""
        return self._frame(self.shown.counts)

    @property
    def base(self) -> float:
        """How many units were asked."""
        return self.shown.base_n

    @property
    def item_n(self) -> float:
        """How many of those asked answered."""
        return origins.number(self.shown.item_n, self._origin(None, ""))

    @property
    def n(self) -> float:
        """What the table's percentages are of, over all rows."""
        return origins.number(self.shown.n, self._origin(None, ""))

    @property
    def synthetic(self) -> bool:
        """Whether the counts are of stand-in data."""
        return self.shown.synthetic

    def percent(self) -> pd.DataFrame:
        """Return row percentages (0–100) with labels."""
        return self._frame(self.shown.percent())

    def count(self, column: str, row: str | None = None) -> float:
        """Return the count of a column id or merge, in one row or over all rows; NaN where it is hidden."""
        return origins.number(self.shown.count(column, row), self._origin(row, column))

    def share(self, column: str, row: str | None = None) -> float:
        """Return the percentage (0–100) of a column id or merge, in one row or over all rows."""
        return origins.number(100 * self.shown.share(column, row), self._origin(row, column))

    def part(self, column: str, row: str | None = None) -> str:
        """Return «47 av 78 (60 %)» of a column id or merge, in one row or over all rows."""
        n = self.n if row is None else self.group_n(row)
        return origins.said(wording.part_of(self.count(column, row), n, self.language), self._origin(row, column))

    def group_n(self, row: str) -> float:
        """Return what the percentages of one row are of."""
        return origins.number(self.shown.group_n(row), self._origin(row, ""))

    def p(self, column: str) -> float:
        """Return p of the test of an answer or merge (``column``) against all others between the rows; NaN without."""
        found = None if self.shown.barred else option_p(self.shown, column)
        return math.nan if found is None else found

    def _origin(self, row: str | None, category: str) -> origins.Origin:
        by, name = self.about.origin(self.shown, row)
        return origins.Origin(self.about.survey, self.about.question, by, name, category)

    @cached_property
    def result(self) -> stats.TestResult | None:
        """The test that the rule chooses; None where there is nothing to test or a count is hidden."""
        if self.shown.is_protected or not self.shown.testable:
            return None
        try:
            found = stats.choose(
                self.shown,
                ordered_rows=self.shown.rows.ordered,
                ordered_columns=self.shown.columns.ordered,
                row_scores=self.shown.rows.scores or None,
            )
        except stats.DegenerateTable:
            return None
        # two groups and two answers have no trend apart from their difference
        return replace(found, companion=None) if self.shown.shape == (2, 2) else found

    def test(self) -> stats.TestResult | None:
        """Return the test of independence of rows and columns that Cochran's rule chooses, with its reason.

        Raises
        ------
        InputError
            If the rows may not be compared, such as waves with other options.
        """
        self._refuse_barred()
        return self.result

    def _refuse_barred(self) -> None:
        if self.shown.barred is not None:
            raise InputError(f"{self.title()}: {self.shown.barred.to(self.language)}")

    def test_text(self) -> str:
        """Return the test in one line with the reason for it; says why where there is none."""
        nb = self.language == "nb"
        shown = self.shown
        if not (shown.exclusive and shown.grouped and len(shown.rows) > 1):
            return ""
        if self.shown.is_protected:
            return "Ingen test vises, fordi antall er skjult." if nb else "No test is shown, as counts are hidden."
        if shown.barred is not None:
            told = shown.barred.to(self.language)
            return f"{told[:1].upper()}{told[1:]}."
        if shown.weighted:
            if nb:
                return "Ingen test vises av en vektet tabell: testene gjelder telte svar; prøv den uvektede tabellen."
            return "No test of a weighted table: the tests are of counted replies; test the unweighted table."
        if self.result is None:
            return ""
        reason = wording.reason_sentence(self.result.reason, self.language)
        told = wording.test_sentence(self.result, self.language)
        if reason:
            told += f". {'Valgt' if nb else 'Chosen'} {reason}"
        if self.result.companion is not None:
            # a slope per step of a scale has no unit that a reader of the note could use
            trend = replace(self.result.companion, effect=None)
            told += f". Trend: {wording.test_sentence(trend, self.language, capital=False)}"
        said = [wording.note_sentence(note, self.language) for note in self.result.notes if note.code in TOLD_NOTES]
        return ". ".join([told, *(each.rstrip(".") for each in said)])

    def compare(self, baseline: str) -> pd.DataFrame:
        """Compare every row with a baseline row, category by category.

        Parameters
        ----------
        baseline : str
            Id of the row to compare with, such as wave «I».

        Returns
        -------
        pandas.DataFrame
            One line a row and category: ``row``, ``category``, ``share``, ``baseline``, ``difference`` (percentage
            points), ``p_value``, ``test``, ``stars`` (unadjusted; missing where there is nothing to test). Empty where
            counts are hidden, or rows are items of a battery. Of stand-in data ``datakilde`` says so in each line.

        Raises
        ------
        InputError
            If there is no such row, the rows may not be compared, such as waves with other options, or the table is
            weighted, for which there is no test here.
        """
        self._refuse_barred()
        return compare_rows(self, baseline)

    def compare_distribution(self, baseline: str | None = None) -> pd.DataFrame:
        """Test every row against a baseline row; see ``starring.distributions``.

        Parameters
        ----------
        baseline : str, optional
            Id of the row; by default the question's baseline wave.
        """
        return distributions(self, baseline)

    def stars(self, baseline: str | None = None) -> Stars:
        """Return the stars for the figure, and the family of tests that they stand for; see ``starring.stars_of``.

        Parameters
        ----------
        baseline : str, optional
            Id of the row to test against; by default the question's baseline wave, and nothing of other rows.
        """
        return stars_of(self, baseline)

    def sentence(
        self, category: str | None = None, row: str | None = None, *, about: str | Text | bool = "", most: int = 3
    ) -> str:
        """Say what there is to say of one answer: its change where rows are waves, the highest and lowest of groups.

        Of one row its level; nothing where it cannot be said, as where a number is hidden.

        Parameters
        ----------
        category : str, optional
            Id of a column or merge; without one the options are ranked.
        row : str, optional
            Id of a row, for its level alone.
        about : str, Text or bool
            Short name of the question, set before a colon; True for the table's own.
        most : int
            How many options or items of a battery are named at most.

        Raises
        ------
        InputError
            If there is no such row or column.
        """
        told = answer_told(self, category, row, about=about, most=most)
        return origins.said(told, self._origin(row, category or ""))

    def sentences(self, *categories: str, about: str | Text | bool = "") -> str:
        """Say what there is to say of several answers together: what rose, fell and did not change, or their levels.

        Parameters
        ----------
        *categories : str
            Ids of columns or merges; all but don't-know by default.
        about : str, Text or bool
            Short name of the question, set before a colon; True for the table's own.

        Raises
        ------
        InputError
            If there is no such column.
        """
        return origins.said(answers_told(self, categories, about=about), self._origin(None, ""))

    def figure(self) -> Figure:
        """Draw the table: 100 % stacked bars, or bars per option where several could be ticked."""
        if self.shown.exclusive:
            return stacked_bars(self.shown, self.language, muted=self.muted)
        return grouped_bars(self.shown, self.language)

    def change_figure(self) -> Figure:
        """Draw the change of each answer's percentage from the first row to the last."""
        return change_bars(self.shown, self.language)

    def with_earlier(self, percent: Sequence[float], n: float, rows: Sequence[str]) -> "Table":
        """Put the printed percentages of an earlier time above; see ``earlier.percentages_above``.

        Parameters
        ----------
        percent, n, rows
            Printed percentages, what they are of, and the labels of the two times.
        """
        return Table(percentages_above(self.shown, percent, n, rows), language=self.language)

    def with_earlier_counts(self, counts: Sequence[float], rows: Sequence[str]) -> "Table":
        """Put the printed counts of earlier times above; see ``earlier.counts_above``.

        Parameters
        ----------
        counts, rows
            One count an earlier time, and the labels of all times.
        """
        return Table(counts_above(self.shown, counts, rows), language=self.language)
