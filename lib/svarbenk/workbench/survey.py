"""Survey, the object that notebooks open: clean answers with the way to every table."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pandas as pd

from svarbenk.codebook import Codebook, DataFolder, Language, Question, Text, read_codebook
from svarbenk.disclosure import protect
from svarbenk.errors import InputError
from svarbenk.ledger import Ledger, read_ledger
from svarbenk.responses import WAVE, Responses, answers, population_of, rake_responses, read_population
from svarbenk.tables import Banner, CountTable, any_option, banner, count, representativeness, totals
from svarbenk.wording import synthetic_mark
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.table import Table


class Survey:
    """A survey in hand.

    Parameters
    ----------
    responses : Responses
        Clean answers.
    data : DataFolder
        Where its codebook and printed numbers are.
    language : str
        «nb» or «en», for everything that is made from it.
    threshold : int
        Counts below it are hidden in everything that is made from it; 0 hides nothing.
    """

    def __init__(self, responses: Responses, data: DataFolder, *, language: Language = "nb", threshold: int = 0):
        self.responses = responses
        self.data = data
        self.language: Language = language
        self.threshold = threshold

    @property
    def codebook(self) -> Codebook:
        """What was asked."""
        return self.responses.codebook

    @property
    def n(self) -> int:
        """How many replies."""
        return len(self.responses)

    @property
    def synthetic(self) -> bool:
        """Whether the answers are stand-in data."""
        return self.responses.synthetic

    def ledger(self) -> Ledger:
        """Return the printed numbers of this survey, and of the registers they rest on."""
        return read_ledger(self.data, survey=self.codebook.id)

    def question(self, name: str) -> Question:
        """Return the question of the codebook with the id ``name``."""
        return self.codebook.question(name)

    def where(self, condition: str) -> "Survey":
        """Return the survey of the replies for which a condition holds, such as ``"sentralitet == 'niva_6'"``."""
        return Survey(self.responses.where(condition), self.data, language=self.language, threshold=self.threshold)

    def weighted(
        self,
        margins: Sequence[str] | None = None,
        *,
        trim: tuple[float, float] | None = None,
        outside: Literal["excluded", "weight_1"] = "excluded",
    ) -> "Survey":
        """Return the survey with each wave raked to its population; ``responses.rakings`` tells how that went.

        Parameters
        ----------
        margins, trim, outside
            See ``svarbenk.responses.rake_responses``.

        Raises
        ------
        InputError
            If a wave has no population, or cannot be weighted to these margins.
        """
        populations = read_population(self.data, self.codebook.id)
        responses = rake_responses(self.responses, populations, margins=margins, trim=trim, outside=outside)
        return Survey(responses, self.data, language=self.language, threshold=self.threshold)

    def representativeness(self, wave: str | None = None) -> pd.DataFrame:
        """Hold those who answered against the population, before and after weighting.

        Parameters
        ----------
        wave : str, optional
            The wave; the only one by default.

        Returns
        -------
        pandas.DataFrame
            One row a group; see ``svarbenk.tables.representativeness``. Columns of the weighted shares are of this
            survey's own weights, or of the weights that ``weighted`` would give; missing where it cannot.

        Raises
        ------
        InputError
            If there is no such wave, or no population for it.
        """
        round_ = self.codebook.wave(wave).id
        populations = read_population(self.data, self.codebook.id)
        population = population_of(populations, self.codebook.id, round_)
        here = self.responses if len(self.codebook.waves) == 1 else self.responses.where(f"runde == '{round_}'")
        after = here if here.weights is not None else None
        if after is None:
            with contextlib.suppress(InputError):
                after = rake_responses(here, populations)
        hide = (lambda table: protect(table, self.threshold)) if self.threshold > 1 else None
        found = representativeness(here, population, after, language=self.language, hide=hide)
        return found.assign(datakilde=synthetic_mark(self.language)) if self.synthetic else found

    def __repr__(self) -> str:
        waves = ", ".join(wave.id for wave in self.codebook.with_answers if wave.id in set(self.responses.frame[WAVE]))
        told = f"{self.codebook.title.to(self.language)} ({self.codebook.id}): {self.n} svar, runde {waves}"
        narrowed = f", der {self.responses.narrowed}" if self.responses.narrowed else ""
        return told + narrowed + (f". {synthetic_mark(self.language)}" if self.synthetic else "")

    def table(
        self, question: str, by: str | Sequence[str] | None = None, *, shown: Sequence[str] | None = None
    ) -> "Table | BannerTable":
        """Count a question.

        Parameters
        ----------
        question : str
            Id of a question; a numeric one is added up.
        by : str or sequence of str, optional
            A background (or ``"runde"``) gives a ``Table``; several give a ``BannerTable`` with everybody first.
        shown : sequence of str, optional
            Category and merge ids for the columns; the codebook's choice by default.

        Raises
        ------
        InputError
            If there is no such question or background.
        """
        asked = self.question(question)
        if asked.kind == "numeric" or asked.item_kind == "numeric":
            return self.totals([question], by)
        if by is None or isinstance(by, str):
            return self._table(count(self.responses, question, by, shown=shown), asked)
        return self._banner(banner(self.responses, question, by, shown=shown), asked)

    def any_option(self, question: str, by: str | Sequence[str] | None = None) -> "Table | BannerTable":
        """Count who ticked at least one option of a multiple-response question.

        Parameters
        ----------
        question : str
            Its id.
        by : str or sequence of str, optional
            As for ``table``.
        """
        return self._counted(lambda answers, background: any_option(answers, question, background), by)

    def totals(
        self,
        questions: Sequence[str],
        by: str | Sequence[str] | None = None,
        *,
        of: str | None = None,
        of_printed: str | None = None,
        title: Text | None = None,
    ) -> "Table | BannerTable":
        """Add up numeric answers over groups.

        Parameters
        ----------
        questions : sequence of str
            Ids of numeric questions, or one battery of numbers.
        by : str or sequence of str, optional
            As for ``table``.
        of : str, optional
            Id of the numeric question whose sum percentages are of; the row's own sum by default.
        of_printed : str, optional
            Id of a question whose printed total percentages are of, where the form does not ask for it.
        title : Text, optional
            What the columns are together.

        Raises
        ------
        InputError
            If a question is not numeric, or the printed total is not in the ledger.
        """

        def counting(answers: Responses, background: str | None) -> CountTable:
            table = totals(answers, questions, background, of=of, title=title)
            return self._of_printed(table, of_printed) if of_printed else table

        return self._counted(counting, by)

    def _of_printed(self, table: CountTable, question: str) -> CountTable:
        printed = self.ledger().select(question=question, statistic="n")
        background = table.rows.id
        groups = table.rows.ids if background else ("",)
        row_n = [printed.corrected(background=background, group=group) for group in groups]
        return replace(table.with_base(row_n, table.base), base_n=table.base_n, exclusive=False)

    def _counted(self, counting, by: str | Sequence[str] | None) -> "Table | BannerTable":
        if by is None or isinstance(by, str):
            return self._table(counting(self.responses, by))
        return self._banner(banner(self.responses, "", by, counting=counting))

    def _table(self, counts: CountTable, asked: Question | None = None) -> Table:
        return Table(counts, language=self.language, threshold=self.threshold, muted=_muted(asked))

    def _banner(self, counts: Banner, asked: Question | None = None) -> BannerTable:
        return BannerTable(counts, language=self.language, threshold=self.threshold, muted=_muted(asked))


def _muted(question: Question | None) -> tuple[str, ...]:
    return tuple(category.id for category in question.categories if category.role) if question else ()


def open_survey(
    name: str,
    *,
    data: str | Path | None = None,
    wave: str | None = None,
    file: str | Path | None = None,
    language: Language = "nb",
    threshold: int = 0,
) -> Survey:
    """Open a survey: its clean answers where they are fresh, else the raw export, cleaned on the way.

    Parameters
    ----------
    name : str
        The survey's id, such as «helse-nord-kommune».
    data : str or Path, optional
        The data folder; by default $SVARBENK_DATA or ``data/`` of the project.
    wave : str, optional
        One wave; by default all that have answers, put together.
    file : str or Path, optional
        A raw export to read instead of the one in ``data/raw`` (of several waves, say which).
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such survey, no answers, or the answers cannot be cleaned.
    """
    folder = DataFolder.find(data or None)
    codebook = read_codebook(name, folder)
    responses = answers(codebook, folder, wave=wave, file=Path(file) if file else None)
    return Survey(responses, folder, language=language, threshold=threshold)
