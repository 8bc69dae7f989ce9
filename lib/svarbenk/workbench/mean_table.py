"""MeanTable, means in hand: they test, draw and write about themselves as a table of counts does."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import Language, nearest
from svarbenk.disclosure import protect_means
from svarbenk.errors import InputError
from svarbenk.responses import WAVE
from svarbenk.stats import Reason, TestResult
from svarbenk.tables import Axis, Means
from svarbenk.wording import Mean
from svarbenk.workbench import origins
from svarbenk.workbench.about import About

LARGE = 30
"""Groups of so many replies have means that are close to normally distributed, whatever the answers are."""


class MeanTable:
    """Means of one or several questions, a row a group; protected as ``Table`` is.

    Parameters
    ----------
    means : Means
        The means as they are.
    language : str
        «nb» or «en».
    threshold : int
        Means of fewer replies are hidden; 0 hides nothing.
    about : About
        What survey and question they are of, and the wave that changes are counted from.
    by : sequence of MeanTable
        The same for several backgrounds, where there are any.
    """

    def __init__(
        self,
        means: Means,
        *,
        language: Language = "nb",
        threshold: int = 0,
        about: About | None = None,
        by: Sequence["MeanTable"] = (),
    ):
        self.shown = protect_means(means, threshold)
        self.language: Language = language
        self.threshold = threshold
        self.about = about or About()
        self.by = tuple(by)
        self._tested: dict[tuple, TestResult | None] = {}

    def __getitem__(self, background: str) -> "MeanTable":
        """Return the means of one background."""
        for table in self.by:
            if table.shown.rows.id == background:
                return table
        raise KeyError(f"no means by «{background}»; there are: {', '.join(each.shown.rows.id for each in self.by)}")

    @property
    def n(self) -> float:
        """How many answered any of the questions."""
        return self.shown.item_n

    @property
    def item_n(self) -> float:
        """How many answered any of the questions."""
        return self.shown.item_n

    @property
    def base(self) -> float:
        """How many were asked."""
        return self.shown.base_n

    @property
    def synthetic(self) -> bool:
        """Whether the answers are stand-in data."""
        return self.shown.synthetic

    @property
    def is_protected(self) -> bool:
        """Whether any mean is hidden."""
        return self.shown.is_protected or any(table.is_protected for table in self.by)

    @property
    def counts(self) -> pd.DataFrame:
        """Mean, standard deviation, interval and n of each row and question, with labels."""
        columns = self.labels(self.shown.columns)
        rows = self.labels(self.shown.rows)
        values = {
            (question, name): getattr(self.shown, name)[:, place]
            for place, question in enumerate(columns)
            for name in ("mean", "sd", "low", "high", "n")
        }
        return pd.DataFrame(values, index=pd.Index(rows, name=self.shown.rows.label.to(self.language)))

    def mean(self, question: str | None = None, row: str | None = None) -> float:
        """Return a mean; NaN where it is hidden or of nobody.

        Parameters
        ----------
        question : str, optional
            Id of a column; the only or first by default.
        row : str, optional
            Id of a row; the only one by default.

        Raises
        ------
        InputError
            If there is no such row or column, or several rows and none was named.
        """
        return self._value("mean", question, row)

    value = mean

    def sd(self, question: str | None = None, row: str | None = None) -> float:
        """Return a standard deviation of a ``question`` in a ``row``; see ``mean``."""
        return self._value("sd", question, row)

    def interval(self, question: str | None = None, row: str | None = None) -> tuple[float, float]:
        """Return the 95 % interval of the mean of a ``question`` in a ``row``; see ``mean``."""
        return self._value("low", question, row), self._value("high", question, row)

    def count(self, question: str | None = None, row: str | None = None) -> float:
        """Return how many answered a ``question`` in a ``row``; see ``mean``."""
        return self._value("n", question, row)

    def group_n(self, row: str | None = None) -> float:
        """Return how many in a ``row`` answered any of the questions."""
        if self._gone(row):
            return float("nan")
        return origins.number(float(self.shown.row_n[self._places(None, row)[0]]), self._origin(row, ""))

    def _gone(self, row: str | None) -> bool:
        """Tell whether a row is one that a selection has left nobody in."""
        return row is not None and row in self.shown.rows.absent

    def _value(self, name: str, question: str | None, row: str | None) -> float:
        if self._gone(row) or self._gone(question):
            return float("nan")
        place = self._places(question, row)
        ids = self.shown.rows.ids[place[0]], self.shown.columns.ids[place[1]]
        return origins.number(float(getattr(self.shown, name)[place]), self._origin(*ids))

    def _places(self, question: str | None, row: str | None) -> tuple[int, int]:
        rows, columns = self.shown.rows, self.shown.columns
        if row is None and question is not None and question not in columns.ids and question in rows.ids:
            question, row = None, question
        if row is None and len(rows) > 1:
            raise InputError(f"{self.title()}: hvilken rad? ventet en av {', '.join(rows.ids)}")
        found = []
        for axis, name in ((rows, row), (columns, question)):
            if name is not None and name not in axis.ids:
                known = axis.ids
                raise InputError(
                    f"{self.title()}: fant ikke «{name}»; ventet en av {', '.join(known)}{nearest(name, known)}"
                )
            found.append(0 if name is None else axis.ids.index(name))
        return found[0], found[1]

    def _origin(self, row: str | None, question: str) -> origins.Origin:
        by, name = self.about.origin(self.shown, row)
        return origins.Origin(self.about.survey, question or self.about.question, by, name, "")

    @cached_property
    def result(self) -> TestResult | None:
        """The test of the first question; see ``test``."""
        return self.test()

    def test(self, question: str | None = None, rows: Sequence[str] | None = None) -> TestResult | None:
        """Test whether the means of the rows differ; None where there is nothing to test, or a mean is hidden.

        Welch's test where every group has at least 30 replies, else a rank test (Mann and Whitney, Kruskal and Wallis);
        of places on a scale always a rank test.

        Parameters
        ----------
        question : str, optional
            Id of a column; the only or first by default.
        rows : sequence of str, optional
            Ids of the rows that are compared; all by default.
        """
        shown = self.shown
        compared = tuple(rows or shown.rows.ids)
        column = 0 if question is None else shown.columns.ids.index(question)
        barred = shown.barred is not None and (not shown.barred_rows or set(compared) & set(shown.barred_rows))
        if len(compared) < 2 or shown.weighted or barred:
            return None
        key = (column, compared)
        if key not in self._tested:
            places = [shown.rows.ids.index(row) for row in compared]
            hidden = shown.hidden[places, column].any()
            self._tested[key] = None if hidden else _tested([shown.samples[place][column] for place in places], shown)
        return self._tested[key]

    def test_text(self, question: str | None = None) -> str:
        """Return the test in one line with the reason for it; nothing where there is none.

        Parameters
        ----------
        question : str, optional
            Id of a column; the only or first by default.
        """
        result = self.test(question)
        if result is None:
            return ""
        nb = self.language == "nb"
        reason = wording.reason_sentence(result.reason, self.language)
        told = wording.test_sentence(result, self.language)
        return told + (f". {'Valgt' if nb else 'Chosen'} {reason}" if reason else "")

    def p_text(self, question: str | None = None) -> str:
        """Return «p = 0,045» of a ``question``; nothing where no test is shown."""
        result = self.test(question)
        return wording.p_value(result.p_value, self.language) if result else ""

    def told(self, question: str | None = None, row: str | None = None, *, group: bool = False, when: str = "") -> Mean:
        """Return a mean as sentences take it.

        Parameters
        ----------
        question, row
            As for ``mean``.
        group : bool
            Whether the row is named.
        when : str
            The wave in words.
        """
        place = self._places(question, row)
        shown = self.shown
        label = shown.rows.categories[place[0]].label.to(self.language) if group else ""
        value, n, low, high = (float(getattr(shown, name)[place]) for name in ("mean", "n", "low", "high"))
        return Mean(value, n, low, high, when, label)

    def sentence(self, question: str | None = None, row: str | None = None) -> str:
        """Say what there is to say of a mean: its change where rows are waves, the highest and lowest of groups.

        Of one row its level; nothing where it cannot be said, as where a mean is hidden.

        Parameters
        ----------
        question : str, optional
            Id of a column; the only or first by default.
        row : str, optional
            Id of a row, for its level alone.
        """
        return origins.said(self._said(question, row), self._origin(row, question or ""))

    def _said(self, question: str | None, row: str | None) -> str:
        shown, language = self.shown, self.language
        if self._gone(row) or self._gone(question):
            return ""
        if row is None and question is not None and question not in shown.columns.ids and question in shown.rows.ids:
            question, row = None, question
        column = 0 if question is None else self._places(question, shown.rows.ids[0])[1]
        told = {
            "label": shown.columns.categories[column].label.to(language),
            "unit": shown.unit.to(language),
            "who": shown.base.to(language) if shown.base else "",
        }
        label = told.pop("label")
        by_wave = shown.rows.id == WAVE
        if row is not None or len(shown.rows) == 1:
            # the one group that a selection left is everybody
            named = row is not None and not by_wave and bool(shown.rows.id)
            row = row or shown.rows.ids[0]
            when = self.when(row) if by_wave else self.about.whens(shown.waves, language)
            return wording.mean_sentence(label, self.told(question, row, group=named, when=when), language, **told)
        if by_wave:
            first, last = self.ends()
            if first == last:
                return wording.mean_sentence(label, self.told(question, last, when=self.when(last)), language, **told)
            result = self.test(question, (first, last))
            barred = shown.barred if shown.barred and {first, last} & set(shown.barred_rows) else None
            return wording.mean_change_sentence(
                label,
                self.told(question, first, when=self.when(first)),
                self.told(question, last, when=self.when(last)),
                None if result is None else result.p_value,
                language,
                barred=barred.to(language) if barred else "",
                **told,
            )
        when = self.about.whens(shown.waves, language)
        groups = [self.told(question, each, group=True, when=when) for each in shown.rows.ids]
        if shown.hidden[:, column].any():
            return ""
        result = self.test(question)
        background = shown.rows.label.to(language)
        p = None if result is None else result.p_value
        return wording.mean_contrast_sentence(label, groups, p, language, background=background, **told)

    def ends(self) -> tuple[str, str]:
        """Return ids of the waves between which a change is told: the baseline, or the first, and the last."""
        rows = [row for row, n in zip(self.shown.rows.ids, self.shown.row_n, strict=True) if n != 0]
        return (self.about.baseline if self.about.baseline in rows else rows[0]), rows[-1]

    def when(self, row: str) -> str:
        """Return the wave ``row`` in words."""
        axis = self.shown.rows
        return self.about.when(axis.categories[axis.ids.index(row)].label, self.language)

    def title(self) -> str:
        """Return what the means are of, in its language."""
        several = self.labels(self.shown.columns)
        if len(several) > 1 and self.shown.columns.id in self.shown.columns.ids:
            return wording.listed([several[0], *map(wording.lowered, several[1:])], self.language)
        wording_ = self.shown.question.to(self.language)
        return self.shown.columns.label.to(self.language) if wording_.rstrip().endswith(":") else wording_

    def labels(self, axis: Axis) -> list[str]:
        """Return the labels of ``axis``, its rows or its columns, in its language."""
        return [category.label.to(self.language) for category in axis.categories]

    def _repr_html_(self) -> str:
        from svarbenk.workbench.mean_blocks import mean_block
        from svarbenk.workbench.shown import block_html

        label = wording.word("table", self.language)
        return block_html(mean_block(self, label=label, number="", caption=self.title()), self.language)

    def __repr__(self) -> str:
        told = [self.title(), self.counts.to_string(), wording.base_line([self.shown], self.language), self.test_text()]
        mark = wording.synthetic_mark(self.language) if self.synthetic else ""
        return "\n".join(each for each in (*told, mark) if each)


def _tested(samples: list[np.ndarray], shown: Means) -> TestResult | None:
    """Test some samples by the test that their sizes allow, with the reason for it."""
    least = min(len(sample) for sample in samples)
    if not least:
        samples = [sample for sample in samples if len(sample)]
        least = min((len(sample) for sample in samples), default=0)
    facts = {"least": least, "limit": LARGE}
    try:
        if shown.scale is None and least >= LARGE:
            return replace(stats.welch(samples), reason=Reason("groups_large", facts))
        values = np.unique(np.concatenate(samples)) if samples else np.array([])
        table = [[int((sample == value).sum()) for value in values] for sample in samples]
        found = stats.mann_whitney(table) if len(samples) == 2 else stats.kruskal_wallis(table)
        reason = Reason("groups_small", facts) if shown.scale is None else Reason("answers_on_scale", {})
        return replace(found, reason=reason)
    except stats.DegenerateTable:
        return None
