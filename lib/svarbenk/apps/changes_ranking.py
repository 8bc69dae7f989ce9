"""Every change of a survey from baseline to latest wave: ranked, corrected as one family, and what was left out."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from os import PathLike
from typing import Literal

import numpy as np
from scipy.stats import t as student

from svarbenk import stats
from svarbenk.apps.opened import opened
from svarbenk.codebook import CLOSED, DataFolder, Language, Question, Text, fold
from svarbenk.responses import WAVE
from svarbenk.tables import CountTable
from svarbenk.wording import Mean
from svarbenk.wording.shares import lowered_label
from svarbenk.workbench import MeanTable, Survey, Table
from svarbenk.workbench.findings import Finding
from svarbenk.workbench.saying import ends, why_barred

LEVEL = 0.05
Method = Literal["holm", "bh"]
Order = Literal["effekt", "prosentpoeng", "p", "skjema"]
ORDERS: tuple[Order, ...] = ("effekt", "prosentpoeng", "p", "skjema")
METHODS: tuple[Method, ...] = ("holm", "bh")


@dataclass(frozen=True)
class Change:
    """One tested change: what the test found, its ``place`` in the form, p after correction, and whom it is of.

    ``low`` and ``high`` are the ends of the interval of the change: points of a share, or the unit of a mean.
    ``members`` are the categories behind a merge, ``unit`` what a mean is measured in.
    """

    finding: Finding
    place: int
    adjusted: float
    low: float
    high: float
    base: str = ""
    unit: str = ""
    members: tuple[str, ...] = ()

    @property
    def is_mean(self) -> bool:
        """Whether it is of a mean and not of a share."""
        return isinstance(self.finding.before, Mean)

    @property
    def holds(self) -> bool:
        """Whether p is below 0.05 after correction."""
        return self.adjusted < LEVEL


@dataclass(frozen=True)
class LeftOut:
    """What was not tested: a question, or some of its ``answers``; ``reason`` is a word of ``changes_words``."""

    reason: Literal["once", "barred", "hidden", "same", "text", "ranges"]
    name: str
    why: str = ""
    answers: tuple[str, ...] = ()


class Ranking:
    """The changes of one survey in its language, and what was left out.

    Parameters
    ----------
    survey : Survey
        The survey, with small counts hidden.
    """

    def __init__(self, survey: Survey):
        self.survey = survey
        self.language: Language = survey.language
        several = len(survey.waves) > 1
        names = [each.id for each in self._questions() if not each.ranges]
        self.found = survey.changes(*names) if several and names else None
        self.findings: tuple[Finding, ...] = tuple(self.found) if self.found is not None else ()
        self._adjusted: dict[Method, np.ndarray] = {}
        self._tables: dict[str, Table | MeanTable] = {}

    @cached_property
    def spans(self) -> tuple[tuple[str, str], ...]:
        """Between when the changes are, in words: (first, last), the commonest before the others."""
        return tuple(span for span, _ in Counter(map(span_of, self.findings)).most_common())

    def changes(self, method: Method = "holm") -> tuple[Change, ...]:
        """Return everything that was tested, in the order of the form.

        Parameters
        ----------
        method : str
            «holm» or «bh», the correction over all of it.
        """
        adjusted = self._corrected(method)
        return tuple(
            Change(finding, place, float(p), *interval, *about)
            for place, (finding, p, interval, about) in enumerate(
                zip(self.findings, adjusted, self._intervals, self._about, strict=True)
            )
        )

    def table(self, question: str) -> CountTable | None:
        """Return the counts by wave behind the shares of a ``question``, after protection; None of a mean."""
        found = self._by_wave(question)
        return found.shown if isinstance(found, Table) else None

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was not tested, and why, in the order of the form."""
        if len(self.survey.waves) < 2:
            return ()
        tested = {(finding.question, finding.category) for finding in self.findings}
        return tuple(each for question in self._asked() for each in self._untested(question, tested))

    def _corrected(self, method: Method) -> np.ndarray:
        if method not in self._adjusted:
            values = [finding.p_value for finding in self.findings]
            self._adjusted[method] = stats.adjust_p(values, method) if values else np.array([])
        return self._adjusted[method]

    @cached_property
    def _intervals(self) -> tuple[tuple[float, float], ...]:
        return tuple(
            mean_interval(each.before, each.after) if isinstance(each.before, Mean) else each.interval()
            for each in self.findings
        )

    @cached_property
    def _about(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        found = []
        for each in self.findings:
            shown = self._by_wave(each.question).shown
            base = shown.base.to(self.language) if shown.base else ""
            asked = self.survey.question(each.question)
            if isinstance(each.before, Mean):
                found.append((base, shown.unit.to(self.language), ()))
            else:
                found.append((base, "", asked.members(each.category) if each.category in asked.merges else ()))
        return tuple(found)

    def _by_wave(self, question: str) -> Table | MeanTable:
        if question not in self._tables:
            numeric = self.survey.question(question).kind == "numeric"
            make = self.survey.means if numeric else self.survey.table
            self._tables[question] = make(question, by=WAVE)
        return self._tables[question]

    def _questions(self) -> list[Question]:
        return [each for each in self.survey.codebook.questions if not (each.background or each.derived)]

    def _asked(self) -> Iterator[Question]:
        for question in self._questions():
            yield from question.item_questions() if question.kind == "battery" else (question,)

    def _untested(self, question: Question, tested: set[tuple[str, str]]) -> Iterator[LeftOut]:
        name = self._name(question)
        if question.kind == "text":
            yield LeftOut("text", name)
        elif question.kind != "numeric" and question.kind not in CLOSED:
            return
        elif question.kind == "numeric" and question.ranges:
            yield LeftOut("ranges", name)
        elif (question.id, "") not in tested:
            table = self._by_wave(question.id) if len(self.survey.asked_in(question.id)) > 1 else None
            between = _ends(table) if table else ("", "")
            if between[0] == between[1]:
                yield LeftOut("once", name)
            elif (barred := _why_barred(table, between)) is not None:
                yield LeftOut("barred", name, barred.to(self.language))
            elif isinstance(table, MeanTable):
                hidden = math.isnan(sum(table.mean(None, row) for row in between))
                yield LeftOut("hidden" if hidden else "same", name)
            else:
                yield from self._untested_answers(table, question, name, tested)

    def _untested_answers(
        self, table: Table, question: Question, name: str, tested: set[tuple[str, str]]
    ) -> Iterator[LeftOut]:
        shown = table.shown
        names = [each for each in shown.columns.ids if each not in table.muted]
        if shown.exclusive and len(names) == 2 and len(shown.columns) == 2:
            names = names[:1]  # the other is what is left
        places = [shown.rows.ids.index(row) for row in ends(table)]
        gone: dict[str, list[str]] = {"hidden": [], "same": []}
        for each in (*names, *shown.merges):
            if (question.id, each) in tested:
                continue
            known = np.isfinite([shown.column(each)[places], shown.row_n[places]]).all()
            gone["same" if known else "hidden"].append(lowered_label(shown.label_of(each).to(self.language)))
        for reason, answers in gone.items():
            if answers:
                yield LeftOut(reason, name, answers=tuple(answers))

    def _name(self, question: Question) -> str:
        battery = self.survey.battery_of(question.id)
        own = question.name.to(self.language)
        return own if battery is None else f"{battery.name.to(self.language).rstrip(' :')} – {own}"


def span_of(finding: Finding) -> tuple[str, str]:
    """Return between when a ``finding`` is, in words."""
    return finding.before.when, finding.after.when


def _ends(table: Table | MeanTable) -> tuple[str, str]:
    return table.ends() if isinstance(table, MeanTable) else ends(table)


def _why_barred(table: Table | MeanTable, between: tuple[str, str]) -> Text | None:
    return why_barred(table.shown, between)  # type: ignore[arg-type]  # means are barred as counts are


def mean_interval(before: Mean, after: Mean, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of the change of a mean, without taking the spread of both to be the same.

    Parameters
    ----------
    before, after : Mean
        The two means with their own 95 % intervals, which tell their standard errors.
    level : float
        The confidence level.

    References
    ----------
    Welch, B. L. (1947), Biometrika 34.
    """
    errors = [(each.high - each.low) / 2 / float(student.ppf(0.975, each.n - 1)) for each in (before, after)]
    parts = [error**2 for error in errors]
    degrees = sum(parts) ** 2 / sum(part**2 / (each.n - 1) for part, each in zip(parts, (before, after), strict=True))
    half = float(student.ppf((1 + level) / 2, degrees)) * math.sqrt(sum(parts))
    change = after.value - before.value
    return change - half, change + half


def chosen(changes: Sequence[Change], order: Order, *, certain: bool, words: str, language: Language) -> list[Change]:
    """Return the changes that are asked for, in order.

    Parameters
    ----------
    changes : sequence of Change
        All that were tested.
    order : str
        «effekt», «prosentpoeng», «p» or «skjema»; means have no points and come last by them.
    certain : bool
        Whether only those that hold after correction are kept.
    words : str
        Words that question and answer must have, all of them.
    language : str
        «nb» or «en».
    """
    wanted = fold(words).split()
    kept = [each for each in changes if each.holds or not certain]
    kept = [each for each in kept if all(word in _told(each, language) for word in wanted)]
    keys = {
        "effekt": lambda each: -abs(each.finding.effect),
        "prosentpoeng": lambda each: (each.is_mean, -abs(each.finding.difference)),
        "p": lambda each: each.finding.p_value,
        "skjema": lambda each: each.place,
    }
    return sorted(kept, key=lambda each: (keys[order](each), each.place))


def _told(change: Change, language: Language) -> str:
    finding = change.finding
    return fold(f"{finding.name.to(language)} {finding.label.to(language)}")


def ranking_of(
    survey: str, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5
) -> Ranking:
    """Return the changes of a survey; they are made once in a process.

    Parameters
    ----------
    survey : str
        Its id.
    data : path, optional
        The data folder.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such survey, or no answers.
    """
    return _ranking(survey, str(DataFolder.find(data).root), language, threshold)


@lru_cache(maxsize=48)
def _ranking(survey: str, root: str, language: Language, threshold: int) -> Ranking:
    return Ranking(opened(survey, data=root, language=language, threshold=threshold))
