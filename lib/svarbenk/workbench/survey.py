"""Survey, the object that notebooks open: clean answers with the way to every table."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

import pandas as pd

from svarbenk.codebook import Codebook, DataFolder, Language, Question
from svarbenk.errors import InputError
from svarbenk.ledger import Ledger, read_ledger
from svarbenk.responses import WAVE, Responses, population_of, rake_responses, read_population
from svarbenk.tables import AxisCategory, CountTable, representativeness
from svarbenk.wording import synthetic_mark
from svarbenk.workbench.differences import changes, contrasts
from svarbenk.workbench.findings import Findings
from svarbenk.workbench.group_changes import GroupChanges, group_changes
from svarbenk.workbench.not_asked import NotAsked
from svarbenk.workbench.pairs import Pairs, paired
from svarbenk.workbench.printed_waves import printed_wave
from svarbenk.workbench.protection import Asked, Protection, Scope
from svarbenk.workbench.survey_counts import SurveyCounts
from svarbenk.workbench.table import Table


class Survey(SurveyCounts):
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
    scope : Scope
        What the survey was narrowed from, where it was; by default it is the whole.
    """

    def __init__(
        self,
        responses: Responses,
        data: DataFolder,
        *,
        language: Language = "nb",
        threshold: int = 0,
        baseline: str = "",
        scope: Scope | None = None,
    ):
        self.responses = responses
        self.data = data
        self.language: Language = language
        self.threshold = threshold
        self.baseline = baseline
        whole = Protection(responses, threshold) if not responses.narrowed and threshold > 1 else None
        self.scope = scope or Scope(whole)

    def _with(self, responses: Responses, scope: Scope | None = None, language: Language | None = None) -> "Survey":
        return Survey(
            responses,
            self.data,
            language=language or self.language,
            threshold=self.threshold,
            baseline=self.baseline,
            scope=scope or self.scope,
        )

    def speaking(self, language: Language) -> "Survey":
        """Return the same survey in another ``language`` («nb» or «en»)."""
        return self._with(self.responses, language=language)

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

    @cached_property
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

    def changes(self, *questions: str | tuple[str, str]) -> Findings:
        """Test every answer and merge of some questions in the last wave against the baseline wave.

        Of a battery each item, of a numeric question the mean; answers such as don't know are left out, and so is
        what may not be compared or is hidden.

        Parameters
        ----------
        *questions : str or (str, str)
            Ids, or an id and the one answer or merge that counts: ``("okonomisk_trygghet", "enig")``; every question
            that is no background by default.

        Raises
        ------
        InputError
            If there is no such question or answer.
        """
        return changes(self, questions)

    def contrasts(self, *questions: str | tuple[str, str], by: Sequence[str] | None = None) -> Findings:
        """Test every answer and merge of some questions between groups in the last wave that asked.

        Parameters
        ----------
        *questions : str or (str, str)
            As for ``changes``.
        by : sequence of str, optional
            Ids of the backgrounds; all that the codebook marks by default.

        Raises
        ------
        InputError
            If there is no such question, answer or background.
        """
        return contrasts(self, questions, by)

    def ledger(self) -> Ledger:
        """Return the printed numbers of this survey, and of the registers they rest on."""
        return read_ledger(self.data, survey=self.codebook.id)

    def change_by(self, question: str, category: str, by: "str | Sequence[str]") -> "GroupChanges | NotAsked":
        """Count one answer by wave in each group of one or several backgrounds.

        ``kap.table`` lays it out, ``.sentence(background)`` says where the share has risen or fallen, and
        ``kap.draw(number, [*it], category=…)`` draws the groups side by side.

        Parameters
        ----------
        question, category : str
            Ids of the question and of the answer or merge.
        by : str or sequence of str
            Ids of the backgrounds.

        Raises
        ------
        InputError
            If there is no such question, answer or background.
        """
        return group_changes(self, question, category, by)

    def paired(self, first: str, second: str, category: str) -> "Pairs | NotAsked":
        """Hold the same people's answers to two questions against each other, in the last wave that asked both.

        Parameters
        ----------
        first, second : str
            Ids of two questions, or of two batteries with the same items.
        category : str
            Id of the answer or merge whose share is compared.

        Raises
        ------
        InputError
            If there is no such question or answer, or the batteries have no item in common.
        """
        return paired(self, first, second, category)

    def printed(self, question: str, wave: str) -> "Table | NotAsked":
        """Return the printed percentages of a wave that has no answers here, to stand in a figure beside our own.

        Parameters
        ----------
        question : str
            Id of a question with one answer.
        wave : str
            Id of the wave.

        Returns
        -------
        Table or NotAsked
            One row without n; nothing of a selection or of chosen waves, as what is printed is of everybody.

        Raises
        ------
        InputError
            If there is no such question or wave.
        """
        return printed_wave(self, question, wave)

    def question(self, name: str) -> Question:
        """Return the question of the codebook with the id ``name``."""
        return self.codebook.question(name)

    def battery_of(self, name: str) -> Question | None:
        """Return the battery that an item is of; None for a question of its own.

        Parameters
        ----------
        name : str
            Id of a question or item.
        """
        for question in self.codebook.questions:
            if question.kind == "battery" and any(name == f"{question.id}_{item.id}" for item in question.items):
                return question
        return None

    def where(self, condition: str) -> "Survey":
        """Return the survey of the replies for which a condition holds, such as ``"sentralitet == 'niva_6'"``.

        With a threshold: where that is one group of a background, what is hidden goes by all that is shown of the whole
        survey too, as a filter; by any other condition, each table is protected by itself.

        Parameters
        ----------
        condition : str
            See ``Codebook.condition``.
        """
        few = bool(self.responses.narrowed) or len(self.waves) < len(self.codebook.with_answers)
        return self._with(self.responses.where(condition, empty=few), self.scope.narrowed(condition, self.codebook))

    def within(self, background: str, group: str) -> "Survey":
        """Return the survey of the replies in one group of a background.

        Parameters
        ----------
        background, group : str
            Id of the background, and of one of its categories or merges.

        Raises
        ------
        InputError
            If there is no such background or group.
        """
        asked = self.question(background)
        known = [*(category.id for category in asked.categories), *asked.merges]
        if group not in known:
            raise InputError(f"bakgrunnen «{background}»: fant ikke «{group}»; ventet en av {', '.join(known)}")
        return self.where(f"{background} == {group!r}")

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
        scope = self.scope.narrowed(population.where, self.codebook) if population.where else self.scope
        label = (AxisCategory(round_, self.codebook.wave(round_).label),)

        def hidden(table: CountTable) -> CountTable:
            margin = table.columns.id
            asked = Asked(margin, plain=margin in self.codebook.by_id)
            return scope.hide(replace(table, waves=label), asked, self.threshold)

        hide = hidden if self.threshold > 1 else None
        found = representativeness(here, population, after, language=self.language, hide=hide)
        return found.assign(datakilde=synthetic_mark(self.language)) if self.synthetic else found

    def __repr__(self) -> str:
        waves = ", ".join(wave.id for wave in self.codebook.with_answers if wave.id in set(self.responses.frame[WAVE]))
        told = f"{self.codebook.title.to(self.language)} ({self.codebook.id}): {self.n} svar, runde {waves}"
        narrowed = f", der {self.responses.narrowed}" if self.responses.narrowed else ""
        return told + narrowed + (f". {synthetic_mark(self.language)}" if self.synthetic else "")
