"""The tables of a survey in hand: counts and sums, by wave and background, or why there are none."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from svarbenk.codebook import Language, Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import WAVE, Responses
from svarbenk.tables import Banner, CountTable, any_option, any_time, banner, count, means, totals
from svarbenk.workbench.about import About
from svarbenk.workbench.absence import why_absent
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.protected_means import protected_means
from svarbenk.workbench.protected_sums import sums_inside
from svarbenk.workbench.protection import Asked, Scope
from svarbenk.workbench.table import Table

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey


class SurveyCounts:
    """The tables that a survey makes of its ``responses``, protected below ``threshold``, in its ``language``."""

    responses: Responses
    language: Language
    threshold: int
    scope: Scope

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

        return self._counted(counting, by, asked, plain=True)

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

    def any_time(self, question: str, by: str | Sequence[str] | None = None) -> "Table | BannerTable | NotAsked":
        """Count who gave a number above 0 («noe») and who gave 0 («ingen»), in the last wave in play that asked it.

        Parameters
        ----------
        question : str
            Id of a numeric question.
        by : str or sequence of str, optional
            As for ``table``; with ``"runde"`` all waves.

        Raises
        ------
        InputError
            If there is no such question, or it is not numeric.
        """
        asked = self.question(question)
        here = self if by == WAVE else self._asking(question)
        return here._counted(lambda answers, background: any_time(answers, question, background), by, asked)

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

    def means(
        self,
        questions: str | Sequence[str],
        by: str | Sequence[str] | None = None,
        *,
        wave: Literal["last", "all"] | None = None,
        rows: Sequence[str] | None = None,
    ) -> "MeanTable | NotAsked":
        """Work out means of numeric questions, or of places on a scale, with spread, interval and test.

        Parameters
        ----------
        questions : str or sequence of str
            Ids of numeric or ordinal questions, or of a battery of them.
        by : str or sequence of str, optional
            A question with one answer (or ``"runde"``) gives a row a group; of several, ``["driftsform"]`` is a part.
        wave : str, optional
            «last» or «all»; by default all where the rows are waves, else the last that asked the first question.
        rows : sequence of str, optional
            Category and merge ids of ``by`` for the rows.

        Raises
        ------
        InputError
            If there is no such question or background, or it has no mean.
        """
        names = [questions] if isinstance(questions, str) else list(questions)
        asked = self.question(names[0]) if names else None
        every = wave == "all" or (wave is None and by == WAVE)
        here = self if every or asked is None else self._asking(names[0])
        several = [] if by is None or isinstance(by, str) else list(by)
        found = means(here.responses, names, by if isinstance(by, str) else None, rows=rows)
        found = protected_means(here.scope, found, names, self.threshold)
        if not (here.asked_in(asked.id) and found.item_n):
            return here.absent(asked)
        about = self.about(asked.id)
        if len(names) > 1:
            about = replace(about, question="")
        told = {"language": self.language, "threshold": self.threshold, "about": about}
        tables = [
            protected_means(here.scope, means(here.responses, names, each), names, self.threshold) for each in several
        ]
        parts = [MeanTable(each, **told) for each in tables]
        return MeanTable(found, by=parts, **told)

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
        *,
        plain: bool = False,
    ) -> "Table | BannerTable | NotAsked":
        def hidden(answers: Responses, background: str | None) -> CountTable:
            told = Asked(asked.id if asked else "", background, plain)
            shown = self.scope.hide(counting(answers, background), told, self.threshold)
            return sums_inside(self.scope, shown, counting, self.threshold)

        counts = (
            hidden(self.responses, by)
            if by is None or isinstance(by, str)
            else banner(self.responses, "", by, counting=hidden)
        )
        total = counts.total if isinstance(counts, Banner) else counts
        if asked is not None and not self._answered(asked, total):
            return self.absent(asked)
        made = BannerTable if isinstance(counts, Banner) else Table
        return made(
            counts,
            language=self.language,
            threshold=self.threshold,
            muted=_muted(asked),
            about=self._about(asked, by) if asked else None,
            protected=True,
        )

    def in_hand(self, counts: CountTable, question: str, by: str | None = None) -> Table:
        """Return a table of counts made elsewhere, protected with regard to what else is shown of the survey.

        Parameters
        ----------
        counts : CountTable
            The counts as they are.
        question : str
            Id of the question that they are of.
        by : str, optional
            Background, or ``"runde"``; everybody by default.
        """
        shown = self.scope.hide(counts, Asked(question, by), self.threshold)
        return Table(shown, language=self.language, threshold=self.threshold, protected=True)

    def _answered(self, asked: Question, table: CountTable) -> bool:
        # a hidden number of replies is none of nought
        return bool(self.asked_in(asked.id)) and table.item_n != 0

    def absent(self, question: Question) -> NotAsked:
        """Return what stands for the table of a ``question`` that nobody here was asked or answered."""
        why = why_absent(self.responses, question, self.waves, self.language)
        return NotAsked(question.id, why, language=self.language, title=question.name.to(self.language))

    def _about(self, asked: Question, by: str | Sequence[str] | None) -> About:
        about = self.about(asked.id)
        if asked.cut is None or not (by is None or isinstance(by, str)):
            return about
        return replace(about, means=lambda: self.means(asked.cut.of, by=by, wave="all"))

    def about(self, question: str) -> About:
        """Return what a table of a ``question`` knows of the survey."""
        asked = self.question(question)
        verb = "tick" if asked.kind == "multiple" else "be" if asked.derived or asked.background else "answer"
        labels = tuple(wave.label for wave in self.codebook.waves)
        battery = self.battery_of(question)
        return About(
            self.codebook.id,
            question,
            self.baseline_of(question),
            labels,
            verb,
            battery=battery.text if battery else None,
            selection=self.responses.narrowed or "",
        )


def _muted(question: Question | None) -> tuple[str, ...]:
    return tuple(category.id for category in question.categories if category.role) if question else ()
