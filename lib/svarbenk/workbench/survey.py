"""Survey, the object that notebooks open: clean answers with the way to every table."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from svarbenk.codebook import Codebook, DataFolder, Language, Question, Text
from svarbenk.disclosure import protect
from svarbenk.errors import InputError
from svarbenk.ledger import Ledger, read_ledger
from svarbenk.responses import WAVE, Responses, population_of, rake_responses, read_population
from svarbenk.tables import Banner, CountTable, any_option, banner, count, representativeness, totals
from svarbenk.wording import synthetic_mark
from svarbenk.workbench.about import About
from svarbenk.workbench.absence import why_absent
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.not_asked import NotAsked
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
    baseline : str
        Id of the wave that changes are counted from; each question's own by default.
    """

    def __init__(
        self,
        responses: Responses,
        data: DataFolder,
        *,
        language: Language = "nb",
        threshold: int = 0,
        baseline: str = "",
    ):
        self.responses = responses
        self.data = data
        self.language: Language = language
        self.threshold = threshold
        self.baseline = baseline

    def _with(self, responses: Responses) -> "Survey":
        about = {"language": self.language, "threshold": self.threshold, "baseline": self.baseline}
        return Survey(responses, self.data, **about)

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

    @property
    def waves(self) -> tuple[str, ...]:
        """Ids of the waves in play that there are replies of, in order."""
        present = set(self.responses.frame[WAVE].unique())
        return tuple(wave.id for wave in self.codebook.waves if wave.id in present)

    @property
    def backgrounds(self) -> tuple[str, ...]:
        """Ids of the questions to group by."""
        return tuple(question.id for question in self.codebook.backgrounds)

    def asked_in(self, question: str) -> tuple[str, ...]:
        """Return the ids of the waves in play that asked a ``question``."""
        asked = self.codebook.waves_of(question)
        return tuple(wave for wave in self.waves if wave in asked)

    def baseline_of(self, question: str) -> str:
        """Return the id of the wave in play that changes in a ``question`` are counted from; «» where none asked it.

        The chapter's own baseline where it asked the question, else the question's, else the first that did.
        """
        asked = self.asked_in(question)
        wanted = (self.baseline, self.codebook.baseline_of(question), *asked[:1])
        return next((wave for wave in wanted if wave in asked), "")

    def of_waves(self, *waves: str) -> "Survey":
        """Return the survey of some ``waves`` (ids); tables name the waves and do not say that others are left out."""
        return self._with(self.responses.of_waves(self.codebook.wave(wave).id for wave in waves))

    def latest(self, question: str | None = None) -> "Survey":
        """Return the survey of the last wave in play, or of the last that asked a ``question``."""
        waves = self.waves if question is None else self.asked_in(question)
        return self.of_waves(*waves[-1:])

    def ledger(self) -> Ledger:
        """Return the printed numbers of this survey, and of the registers they rest on."""
        return read_ledger(self.data, survey=self.codebook.id)

    def question(self, name: str) -> Question:
        """Return the question of the codebook with the id ``name``."""
        return self.codebook.question(name)

    def where(self, condition: str) -> "Survey":
        """Return the survey of the replies for which a condition holds, such as ``"sentralitet == 'niva_6'"``."""
        return self._with(self.responses.where(condition))

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
        return self._with(rake_responses(self.responses, populations, margins=margins, trim=trim, outside=outside))

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
        self,
        question: str,
        by: str | Sequence[str] | None = None,
        *,
        shown: Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
    ) -> "Table | BannerTable | NotAsked":
        """Count a question, over all waves in play; see ``last`` for the last of them.

        Parameters
        ----------
        question : str
            Id of a question; a numeric one is added up.
        by : str or sequence of str, optional
            A background (or ``"runde"``) gives a ``Table``; several give a ``BannerTable`` with everybody first.
        shown : sequence of str, optional
            Category and merge ids for the columns; the codebook's choice by default.
        rows : sequence of str, optional
            Category and merge ids of one background for the rows; the codebook's choice by default.

        Raises
        ------
        InputError
            If there is no such question or background.
        """
        asked = self.question(question)
        if asked.kind == "numeric" or asked.item_kind == "numeric":
            return self.totals([question], by)

        def counting(answers: Responses, background: str | None) -> CountTable:
            return count(answers, question, background, shown=shown, rows=rows if background else None)

        return self._counted(counting, by, asked)

    def last(
        self,
        question: str,
        by: str | Sequence[str] | None = None,
        *,
        shown: Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
    ) -> "Table | BannerTable | NotAsked":
        """Count a question in the last wave in play that asked it.

        Parameters
        ----------
        question, by, shown, rows
            As for ``table``.

        Raises
        ------
        InputError
            If there is no such question or background.
        """
        return self._asking(question).table(question, by, shown=shown, rows=rows)

    def each(
        self,
        battery: str,
        by: str | None = None,
        *,
        shown: Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
        wave: Literal["last", "all"] | None = None,
    ) -> "list[Table | NotAsked]":
        """Count the items of a battery, a table each; those that nobody here was asked are left out.

        Parameters
        ----------
        battery : str
            Its id.
        by, shown, rows
            As for ``table``; one background.
        wave : str, optional
            «last» or «all»; by default all where the rows are waves, else the last.

        Raises
        ------
        InputError
            If there is no such battery or background.
        """
        asked = self.question(battery)
        if asked.kind != "battery":
            raise InputError(f"spørsmålet «{battery}» er av slaget «{asked.kind}»; ventet et batteri")
        every = wave == "all" or (wave is None and by == WAVE)
        here = self if every else self._asking(battery)
        found = [here.table(item.id, by, shown=shown, rows=rows) for item in asked.item_questions()]
        return [table for table in found if table] or found[:1]

    def _asking(self, question: str) -> "Survey":
        """Return the survey of the last wave that asked a question, or the whole where none did, to say why."""
        return self.latest(question) if self.asked_in(question) else self

    def any_option(self, question: str, by: str | Sequence[str] | None = None) -> "Table | BannerTable | NotAsked":
        """Count who ticked at least one option of a multiple-response question.

        Parameters
        ----------
        question : str
            Its id.
        by : str or sequence of str, optional
            As for ``table``.
        """
        asked = self.question(question)
        return self._counted(lambda answers, background: any_option(answers, question, background), by, asked)

    def totals(
        self,
        questions: Sequence[str],
        by: str | Sequence[str] | None = None,
        *,
        of: str | None = None,
        of_printed: str | None = None,
        title: Text | None = None,
    ) -> "Table | BannerTable | NotAsked":
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

        return self._counted(counting, by, self.question(questions[0]) if questions else None)

    def _of_printed(self, table: CountTable, question: str) -> CountTable:
        printed = self.ledger().select(question=question, statistic="n")
        background = table.rows.id
        groups = table.rows.ids if background else ("",)
        row_n = [printed.corrected(background=background, group=group) for group in groups]
        return replace(table.with_base(row_n, table.base), base_n=table.base_n, exclusive=False)

    def _counted(
        self,
        counting: Callable[[Responses, str | None], CountTable],
        by: str | Sequence[str] | None,
        asked: Question | None,
    ) -> "Table | BannerTable | NotAsked":
        counts = (
            counting(self.responses, by)
            if by is None or isinstance(by, str)
            else banner(self.responses, "", by, counting=counting)
        )
        total = counts.total if isinstance(counts, Banner) else counts
        if asked is not None and not self._answered(asked, total):
            return NotAsked(
                asked.id, why_absent(self.responses, asked, self.waves, self.language), language=self.language,
                title=asked.name.to(self.language),
            )  # fmt: skip
        made = BannerTable if isinstance(counts, Banner) else Table
        return made(
            counts,
            language=self.language,
            threshold=self.threshold,
            muted=_muted(asked),
            about=self.about(asked.id) if asked else None,
        )

    def _answered(self, asked: Question, table: CountTable) -> bool:
        return bool(self.asked_in(asked.id)) and table.item_n > 0

    def about(self, question: str) -> About:
        """Return what a table of a ``question`` knows of the survey."""
        asked = self.question(question)
        verb = "tick" if asked.kind == "multiple" else "be" if asked.derived or asked.background else "answer"
        labels = tuple(wave.label for wave in self.codebook.waves)
        return About(self.codebook.id, question, self.baseline_of(question), labels, verb)


def _muted(question: Question | None) -> tuple[str, ...]:
    return tuple(category.id for category in question.categories if category.role) if question else ()
