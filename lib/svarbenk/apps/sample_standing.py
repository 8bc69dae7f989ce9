"""Those who answered a wave held against their population, its weights, and what they do to a question."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from os import PathLike

import numpy as np

from svarbenk.apps.opened import opened
from svarbenk.codebook import CLOSED, DataFolder, Language, Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import Population, WaveRaking, read_population
from svarbenk.responses.weighting import MISSING
from svarbenk.stats import wilson_interval
from svarbenk.tables import EVERYBODY, Axis, CountTable
from svarbenk.wording import rounded
from svarbenk.workbench import Survey, Table

NEGLIGIBLE = 0.1
"""A smaller standardised difference is usually called negligible (Austin 2009)."""
_TAIL = 5
"""The middle of the weights leaves out so many per cent on either side."""


@dataclass(frozen=True)
class Group:
    """One group of a background: the population's and the replies' number and per cent; NaN where hidden.

    ``weighted`` is whole per cent, and hidden with anything else of the background.
    """

    id: str
    label: str
    population: int
    population_percent: float
    n: float
    percent: float
    difference: float
    standardised: float
    weighted: float

    @property
    def hidden(self) -> bool:
        """Whether its number of replies is hidden."""
        return math.isnan(self.n)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the difference in points (Wilson), as the population is known."""
        if self.hidden or not self.percent:
            return math.nan, math.nan
        low, high = wilson_interval(int(self.n), round(100 * self.n / self.percent))
        return 100 * low - self.population_percent, 100 * high - self.population_percent


@dataclass(frozen=True)
class Margin:
    """A background with its groups: the standardised difference of all of them, and how the population is known."""

    id: str
    label: Text
    groups: tuple[Group, ...]
    overall: float
    estimated: bool

    @property
    def hidden(self) -> bool:
        """Whether any of its numbers is hidden."""
        return any(group.hidden for group in self.groups)


@dataclass(frozen=True)
class Weights:
    """How a wave was raked. ``low`` and ``high`` are the extremes, or of the ``middle`` of the weights, or NaN."""

    margins: tuple[str, ...]
    converged: bool
    rounds: int
    gap: float
    low: float
    high: float
    middle: bool
    design_effect: float
    effective_n: float
    n: int
    outside: float


@dataclass(frozen=True)
class Moved:
    """What weighting does to an answer: whole per cent before and after, and the change before rounding, whole too."""

    id: str
    label: Text
    unweighted: float
    weighted: float
    change: float


class Standing:
    """One wave of a survey against its population.

    Parameters
    ----------
    survey : Survey
        The survey, with small counts hidden.
    wave : str
        Id of a wave with answers.
    """

    def __init__(self, survey: Survey, wave: str):
        self.survey = survey
        self.wave = wave
        self.language: Language = survey.language
        self.population: Population | None = read_population(survey.data, survey.codebook.id).get(wave)
        self.everybody = survey.of_waves(wave)
        self._moved: dict[str, tuple[str, tuple[Moved, ...], float, tuple[CountTable, ...]]] = {}

    @cached_property
    def inside(self) -> Survey | None:
        """The replies of those who belong to the population; None where there is none."""
        if self.population is None:
            return None
        return self.everybody.where(self.population.where) if self.population.where else self.everybody

    @property
    def few_outside(self) -> bool:
        """Whether so few replies are outside the population that those inside it would tell of them."""
        return self.inside is not None and 0 < self.everybody.n - self.inside.n < self.survey.threshold

    @property
    def n(self) -> float:
        """How many in the population replied; NaN where that is hidden."""
        return self._safe(self.inside.n) if self.inside is not None and not self.few_outside else math.nan

    @property
    def rate(self) -> float:
        """Their response rate in per cent; NaN where it is hidden or not known."""
        return 100 * self.n / self.population.size if self.population else math.nan

    @cached_property
    def margins(self) -> tuple[Margin, ...]:
        """The single backgrounds that the population is known by."""
        if self.population is None or self.few_outside:
            return ()
        found = self.survey.representativeness(self.wave)
        names = [name for name in dict.fromkeys(found["margin"]) if "*" not in name] if len(found) else []
        return tuple(self._margin(name, found[found["margin"] == name]) for name in names)

    def _margin(self, name: str, rows) -> Margin:
        hidden = bool(rows["n"].isna().any())
        unweighted = hidden or self.weighted is None
        groups = tuple(
            Group(
                row.category, str(row.label), int(row.population), row.population_percent, row.n, row.sample_percent,
                row.difference, row.std_difference,
                math.nan if unweighted or math.isnan(row.weighted_percent) else float(rounded(row.weighted_percent)),
            )
            for row in rows.itertuples()
        )  # fmt: skip
        overall = math.nan if hidden else float(rows["overall"].iloc[0])
        estimated = rows["status"].iloc[0] == "estimated"
        return Margin(name, self.survey.question(name).name, groups, overall, estimated)

    @cached_property
    def _raked(self) -> Survey | None:
        if self.population is not None and not self.few_outside:
            with suppress(InputError):
                return self.everybody.weighted()
        return None

    @cached_property
    def few_in_group(self) -> bool:
        """Whether a group that the weights are by has so few replies that the weights would tell how many."""
        if self._raked is None:
            return False
        report = self._raked.responses.rakings[0].raking.report
        n = report["n"][report["category"] != MISSING]
        return bool(((n > 0) & (n < self.survey.threshold)).any())

    @property
    def weighted(self) -> Survey | None:
        """The replies with weights; None where the wave cannot be weighted, or that would tell too much."""
        return None if self.few_in_group else self._raked

    @cached_property
    def weights(self) -> Weights | None:
        """How the wave was raked, and no single reply's weight; None where it was not."""
        if self.weighted is None:
            return None
        raked: WaveRaking = self.weighted.responses.rakings[0]
        found, effect = raked.raking, raked.raking.design_effect
        low, high, middle = told_weights(found.weights, self.survey.threshold)
        return Weights(
            raked.margins, found.converged, found.iterations, 100 * found.largest_gap, low, high, middle,
            effect.value, 10 * round(effect.effective_n / 10), effect.n, self._safe(raked.outside),
        )  # fmt: skip

    def tables(self) -> tuple[CountTable, ...]:
        """Return the counts of the replies behind the comparison, after protection: one table a background."""
        return tuple(_counted(each, self.survey) for each in self.margins)

    def questions(self) -> dict[str, Text]:
        """Return id and name of the closed questions of the wave, batteries as their items."""
        if self.weighted is None:
            return {}
        found = {}
        for question in self.survey.codebook.questions:
            for each in question.item_questions() if question.kind == "battery" else (question,):
                if each.kind in CLOSED and self.wave in self.survey.codebook.waves_of(each.id):
                    found[each.id] = self._name(question, each)
        return found

    def moved(self, question: str) -> tuple[str, tuple[Moved, ...], float, tuple[CountTable, ...]]:
        """Return what weighting does to the answers of a ``question``: why not, the answers, their n, the counts.

        «hidden» where any of its numbers is hidden, «nobody» where there are none; then nothing else is told.
        """
        if question not in self._moved:
            self._moved[question] = self._weigh(question)
        return self._moved[question]

    def _weigh(self, question: str) -> tuple[str, tuple[Moved, ...], float, tuple[CountTable, ...]]:
        found = [each.table(question) for each in (self.everybody, self.inside, self.weighted)]
        if not all(isinstance(each, Table) for each in found):
            return "nobody", (), math.nan, ()
        shown = [each.shown for each in found]
        if any(each.is_protected or not np.isfinite(each.row_n).all() for each in shown):
            return "hidden", (), math.nan, ()
        plain, weighted = shown[1], shown[2]
        answers = []
        for name in dict.fromkeys((*plain.columns.ids, *plain.merges)):
            before, after = (100 * each.column(name)[0] / each.row_n[0] for each in (plain, weighted))
            change = float(rounded(after - before))
            answers.append(Moved(name, plain.label_of(name), float(rounded(before)), float(rounded(after)), change))
        return "", tuple(answers), float(plain.row_n[0]), (plain,)

    def _name(self, question: Question, each: Question) -> Text:
        if question.kind != "battery":
            return question.name
        nb, en = (f"{question.name.to(one).rstrip(' :')} – {each.name.to(one)}" for one in ("nb", "en"))
        return Text(nb=nb, en=en)

    def _safe(self, n: float) -> float:
        return math.nan if 0 < n < self.survey.threshold else float(n)


def told_weights(weights: Sequence[float], threshold: int) -> tuple[float, float, bool]:
    """Return what may be told of some weights: their ends where so many have them, else those of the middle, else NaN.

    Parameters
    ----------
    weights : sequence of float
        One a reply.
    threshold : int
        So many replies must have each end, or lie beyond it.

    Returns
    -------
    tuple of float, float and bool
        Lowest, highest, and whether they are of the middle 90 per cent, then with one decimal.
    """
    values = np.sort(np.asarray(weights, dtype=float))
    low, high = values[0], values[-1]
    if min(np.isclose(values, low).sum(), np.isclose(values, high).sum()) >= max(threshold, 1):
        return float(low), float(high), False
    low, high = np.percentile(values, [_TAIL, 100 - _TAIL])
    if min((values <= low).sum(), (values >= high).sum()) >= max(threshold, 1):
        return float(rounded(low, 1)), float(rounded(high, 1)), True
    return math.nan, math.nan, True


def _counted(margin: Margin, survey: Survey) -> CountTable:
    counts = np.array([[group.n for group in margin.groups]])
    whole = float(counts.sum())
    return CountTable(
        counts=counts,
        rows=EVERYBODY,
        columns=Axis.of(margin.id, [group.label for group in margin.groups], [group.id for group in margin.groups]),
        row_n=np.array([whole]),
        base_n=whole,
        item_n=whole,
        question=margin.label,
        unit=survey.codebook.unit.many,
        synthetic=survey.synthetic,
        hidden=np.isnan(counts),
    )


def standing_of(
    survey: str, wave: str, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5
) -> Standing:
    """Return a wave against its population; it is worked out once in a process.

    Parameters
    ----------
    survey, wave : str
        Ids.
    data : path, optional
        The data folder.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such survey or wave, or no answers.
    """
    return _standing(survey, wave, str(DataFolder.find(data).root), language, threshold)


@lru_cache(maxsize=96)
def _standing(survey: str, wave: str, root: str, language: Language, threshold: int) -> Standing:
    return Standing(opened(survey, data=root, language=language, threshold=threshold), wave)
