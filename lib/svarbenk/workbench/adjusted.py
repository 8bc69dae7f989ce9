"""How answers moved between waves when the mix of those who answered is held fixed: ordered logit and decomposition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from svarbenk import stats, wording
from svarbenk.codebook import Question, Text
from svarbenk.figures import Estimate
from svarbenk.responses import WAVE
from svarbenk.stats import Effect, ProportionalOdds
from svarbenk.tables import count
from svarbenk.workbench.survey import Survey
from svarbenk.workbench.table import Table

CRUDE, ADJUSTED = Text(nb="Ujustert", en="Crude"), Text(nb="Justert", en="Adjusted")


@dataclass(frozen=True)
class AdjustedChange:
    """The wave effect on one question, crude and adjusted; ``why`` says why there is none.

    ``table`` is the question by wave; ``dropped`` of those asked lack the answer or a background. Odds ratios are of
    an answer nearer the end of the scale in a wave against ``baseline``.
    """

    table: Table
    name: Text
    baseline: str
    last: str
    background: tuple[Text, ...]
    crude: ProportionalOdds | None = None
    adjusted: ProportionalOdds | None = None
    dropped: int = 0
    why: str = ""

    @property
    def p_value(self) -> float:
        """The p-value of the adjusted odds ratio of the last wave; NaN where there is none."""
        return float("nan") if self.adjusted is None else self.adjusted.p_values[-1]

    def ratio(self, *, adjusted: bool = True) -> Effect | None:
        """Return the odds ratio of the last wave against the baseline."""
        fitted = self.adjusted if adjusted else self.crude
        return None if fitted is None else fitted.odds_ratios[-1]

    def sentence(self) -> str:
        """Return the change in words, crude and adjusted; nothing where there is none."""
        if self.adjusted is None or self.crude is None:
            return ""
        language = self.table.language
        return wording.adjusted_sentence(
            self.name.to(language),
            self.table.shown.columns.categories[-1].label.to(language),
            (self._when(self.baseline), self._when(self.last)),
            self.crude.odds_ratios[-1],
            self.adjusted.odds_ratios[-1],
            self.p_value,
            [wording.lowered(each.to(language)) for each in self.background],
            language,
        )

    def estimates(self) -> list[Estimate]:
        """Return the crude and the adjusted odds ratio as a forest plot draws them, the question as their heading."""
        found = []
        for label, fitted in ((CRUDE, self.crude), (ADJUSTED, self.adjusted)):
            if fitted is not None:
                effect = fitted.odds_ratios[-1]
                found.append(
                    Estimate(
                        label, effect.value, effect.low, effect.high,
                        n=fitted.n, p_value=fitted.p_values[-1], group=self.name, id=f"{self.table.shown.columns.id}",
                    )
                )  # fmt: skip
        return found

    def _when(self, wave: str) -> str:
        labels = dict(zip(self.table.shown.rows.ids, self.table.labels(self.table.shown.rows), strict=True))
        return wording.when(labels[wave], list(labels.values()), self.table.language)


def adjusted_changes(
    survey: Survey, questions: Sequence[str], adjust: Sequence[str], *, baseline: str | None = None
) -> list[AdjustedChange]:
    """Fit the wave effect on ordinal questions, crude and adjusted for background.

    Parameters
    ----------
    survey : Survey
        With several waves.
    questions : sequence of str
        Ids of ordinal questions, or items of batteries; don't-know is left out.
    adjust : sequence of str
        Ids of backgrounds with one answer.
    baseline : str, optional
        The wave that the others are compared with; the survey's own for the question by default.

    Returns
    -------
    list of AdjustedChange
        One a question, in order; with ``why`` where a question has no two waves, may not be compared, counts
        are hidden, or no finite odds ratios fit.

    Raises
    ------
    InputError
        If there is no such question or background.

    Notes
    -----
    Proportional-odds regression; see ``stats.proportional_odds``. Replies with any background missing are left
    out of both fits, so that the two differ by the adjustment alone.
    """
    return [_adjusted(survey, survey.question(name), adjust, baseline) for name in questions]


def _adjusted(survey: Survey, question: Question, adjust: Sequence[str], baseline: str | None) -> AdjustedChange:
    answers = survey.responses
    loud = [category.id for category in question.categories if not category.role]
    table = survey.in_hand(count(answers, question.id, WAVE, shown=loud), question.id, WAVE)
    waves = list(table.shown.rows.ids)
    background = tuple(survey.question(name).name for name in adjust)
    since = baseline or survey.baseline_of(question.id) or ""
    nb = survey.language == "nb"
    about = AdjustedChange(table, question.name, since, waves[-1] if waves else "", background)
    if question.kind != "ordinal":
        return _without(about, "svarene har ingen rekkefølge" if nb else "the answers have no order")
    if len(waves) < 2 or since not in waves or since == waves[-1]:
        return _without(
            about, "spørsmålet ble ikke stilt i to runder" if nb else "the question was not asked in two waves"
        )
    if table.shown.barred is not None:
        return _without(about, table.shown.barred.to(survey.language))
    if table.shown.is_protected:
        return _without(about, "antall er skjult" if nb else "counts are hidden")
    asked = answers.asked(question)
    said = answers.answers(question)[asked]
    given = said.where(said.isin(loud)).astype("object").astype(pd.CategoricalDtype(loud, ordered=True))
    wave = answers.frame[WAVE][asked].astype(pd.CategoricalDtype(waves, ordered=True))
    columns = pd.DataFrame({name: answers.answers(survey.question(name))[asked] for name in adjust})
    complete = given.notna() & wave.notna() & columns.notna().all(axis=1)
    # a background that the selection holds fixed has nothing to adjust for
    varied = columns[complete].loc[:, columns[complete].nunique() > 1]
    try:
        crude = stats.proportional_odds(given[complete], wave[complete], reference=since)
        adjusted = stats.proportional_odds(given[complete], wave[complete], varied, reference=since)
    except (ValueError, stats.DegenerateTable):
        return _without(about, "ingen endelige oddsratioer passer" if nb else "no finite odds ratios fit")
    kept = tuple(survey.question(name).name for name in varied)
    dropped = int((~complete).sum())
    return AdjustedChange(table, question.name, since, waves[-1], kept, crude, adjusted, dropped)


def _without(about: AdjustedChange, why: str) -> AdjustedChange:
    return AdjustedChange(about.table, about.name, about.baseline, about.last, about.background, why=why)


class Decomposed(NamedTuple):
    """Why one share changed: ``change`` is None where it cannot be said, and ``sentence`` is empty then."""

    label: str
    by: Text
    table: Table
    change: stats.Change | None
    sentence: str


def decomposed_change(survey: Survey, question: str, category: str, by: str) -> Decomposed:
    """Split the change of a share from the baseline to the last wave into composition and other answers.

    Parameters
    ----------
    survey : Survey
        With several waves.
    question : str
        Id of a question or item.
    category : str
        Id of an answer or a merge.
    by : str
        Id of the background whose mix is looked at.

    Raises
    ------
    InputError
        If there is no such question, category or background.

    Notes
    -----
    Kitagawa's decomposition without an interaction term; see ``stats.decompose_change``.
    """
    asked, background = survey.question(question), survey.question(by)
    answers, language = survey.responses, survey.language
    table = survey.in_hand(count(answers, question, WAVE, shown=[category]), question, WAVE)
    label = f"{asked.name.to(language)}, {wording.quoted(asked.label_of(category).to(language), language)}"
    waves, since = list(table.shown.rows.ids), survey.baseline_of(question) or ""
    nothing = Decomposed(label, background.name, table, None, "")
    if len(waves) < 2 or since not in waves or since == waves[-1] or table.shown.barred or table.shown.is_protected:
        return nothing
    parts = []
    for wave in (since, waves[-1]):
        one = survey.in_hand(count(answers.of_wave(wave), question, by, shown=[category]), question, by).shown
        if one.is_protected:
            return nothing
        parts.append([[x, n - x] for x, n in zip(one.counts[:, 0], one.row_n, strict=True)])
    try:
        change = stats.decompose_change(*parts, scores=(1, 0))
    except (ValueError, stats.DegenerateTable):
        return nothing
    labels = dict(zip(waves, table.labels(table.shown.rows), strict=True))
    times = [wording.when(labels[wave], list(labels.values()), language) for wave in (since, waves[-1])]
    told = wording.decomposition_sentence(
        label, *times, (change.total, change.composition, change.within),
        wording.lowered(background.name.to(language)), language,
    )  # fmt: skip
    return Decomposed(label, background.name, table, change, told)
