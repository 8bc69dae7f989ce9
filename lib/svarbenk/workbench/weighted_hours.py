"""Hours whose parts can be weighted again, such as duty on call: means by group and wave for any weights.

A mean of weighted sums is linear in the weights, and its spread follows from how the parts vary together. So the means,
variances and covariances of the parts are all that is kept of a group, and what is hidden of them is hidden for every
weight: moving a weight from 0 to 1 adds a part's mean, and would tell the hours of the few that have any.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from svarbenk.codebook import Language, Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import Responses
from svarbenk.tables import Axis, AxisCategory, grouping, means
from svarbenk.workbench.mean_table import MeanTable

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey

LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class WeightedHours:
    """Means of a weighted sum by wave and group, for weights that are still to be chosen.

    ``n`` (waves × groups) is how many answered. ``fixed`` is the mean of all parts with the weight 1, ``moving`` (waves
    × groups × parts) those whose weight can be chosen, and ``spread`` (… × 1 + parts × 1 + parts) how they vary
    together. ``usual`` are the weights of the codebook. What is ``hidden`` is NaN in all of them; a group that nobody
    is in has n = 0 and NaN.
    """

    question: Question
    rows: Axis
    waves: tuple[AxisCategory, ...]
    parts: tuple[Question, ...]
    usual: tuple[float, ...]
    n: np.ndarray
    fixed: np.ndarray
    moving: np.ndarray
    spread: np.ndarray
    hidden: np.ndarray
    respondent: Text
    source: Text
    language: Language = "nb"
    synthetic: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.hidden.any())

    def only(self, waves: Sequence[str]) -> "WeightedHours":
        """Return some of the ``waves`` (ids), in their order."""
        kept = [place for place, wave in enumerate(self.waves) if wave.id in waves]
        parts = {name: getattr(self, name)[kept] for name in ("n", "fixed", "moving", "spread", "hidden")}
        return replace(self, waves=tuple(self.waves[place] for place in kept), **parts)

    def mean(self, weights: tuple[float, ...] | None = None) -> np.ndarray:
        """Return the means, waves × groups.

        Parameters
        ----------
        weights : tuple of float, optional
            One a part; the codebook's by default.
        """
        return self.fixed + self.moving @ np.array(self.usual if weights is None else weights, dtype=float)

    def variance(self, weights: tuple[float, ...] | None = None) -> np.ndarray:
        """Return the variances of the means, waves × groups.

        Parameters
        ----------
        weights : tuple of float, optional
            As for ``mean``.
        """
        all_weights = np.array([1.0, *(self.usual if weights is None else weights)])
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.n > 1, all_weights @ self.spread @ all_weights / self.n, np.nan)

    def interval(self, weights: tuple[float, ...] | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return the ends of the 95 % t intervals of the means.

        Parameters
        ----------
        weights : tuple of float, optional
            As for ``mean``.
        """
        middle = self.mean(weights)
        with np.errstate(invalid="ignore"):
            half = stats.t.ppf((1 + LEVEL) / 2, self.n - 1) * np.sqrt(self.variance(weights))
        return middle - half, middle + half

    def change(self, weights: tuple[float, ...] | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the change from the first wave to the last in each group, and the ends of its 95 % interval (Welch).

        Parameters
        ----------
        weights : tuple of float, optional
            As for ``mean``.
        """
        middle, variance = self.mean(weights), self.variance(weights)
        change, both = middle[-1] - middle[0], variance[-1] + variance[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            df = both**2 / (variance[-1] ** 2 / (self.n[-1] - 1) + variance[0] ** 2 / (self.n[0] - 1))
            half = stats.t.ppf((1 + LEVEL) / 2, df) * np.sqrt(both)
        return change, change - half, change + half


def weighted_hours(survey: "Survey", question: str, by: str) -> WeightedHours:
    """Work out what is needed of a weighted sum to weight its parts again, by wave and group.

    Parameters
    ----------
    survey : Survey
        The survey; its threshold hides what too few stand behind.
    question : str
        Id of a numeric question that is a sum with weights, such as «arbeidstid_vektet».
    by : str
        Id of the background.

    Returns
    -------
    WeightedHours
        Hidden are groups whose mean, or the mean of any part, ``survey.means`` hides: those of few replies, or in which
        few have any hours of a part.

    Raises
    ------
    InputError
        If the question is no weighted sum, the replies are weighted, or there is no such background.
    """
    asked = survey.question(question)
    if not asked.sum_weights:
        raise InputError(f"spørsmålet «{question}» er ingen vektet sum; ventet ett med «sum_weights» i kodeboken")
    if survey.responses.weights is not None:
        raise InputError(f"«{question}» kan ikke vektes om i en vektet undersøkelse; ventet de uvektede svarene")
    parts = tuple(survey.question(name) for name in asked.sum_weights)
    axis, _ = grouping(survey.responses, by, asked)
    each = [_wave(survey.of_waves(wave), asked, by, axis) for wave in survey.asked_in(question)]
    waves = tuple(AxisCategory(wave, survey.codebook.wave(wave).label) for wave in survey.asked_in(question))
    told = means(survey.responses, [question], by)
    return WeightedHours(
        asked, axis, waves, parts, tuple(asked.sum_weights.values()),
        **{name: np.array([getattr(one, name) for one in each]) for name in _Wave.__dataclass_fields__},
        respondent=told.respondent, source=told.source, language=survey.language, synthetic=survey.synthetic,
    )  # fmt: skip


@dataclass(frozen=True)
class _Wave:
    n: np.ndarray
    fixed: np.ndarray
    moving: np.ndarray
    spread: np.ndarray
    hidden: np.ndarray


def _wave(survey: "Survey", asked: Question, by: str, axis: Axis) -> _Wave:
    """Work out means and covariances of the parts in one wave, with what is hidden left out."""
    numbers, answered = _numbers(survey.responses, asked)
    here, group = grouping(survey.responses, by, asked, rows=axis.ids)
    places = {name: place for place, name in enumerate(here.ids)}
    size, width = len(axis), numbers.shape[1]
    n = np.zeros(size)
    middle, spread = np.full((size, width), np.nan), np.full((size, width, width), np.nan)
    for row, name in enumerate(axis.ids):
        chosen = numbers[(group.to_numpy() == places.get(name, -2)) & answered]
        n[row] = len(chosen)
        if len(chosen):
            middle[row] = chosen.mean(axis=0)
        if len(chosen) > 1:
            spread[row] = np.cov(chosen, rowvar=False)
    hidden = _hidden(survey, asked, by, axis)
    gone = lambda values: np.where(hidden.reshape(-1, *[1] * (values.ndim - 1)), np.nan, values)  # noqa: E731
    return _Wave(gone(n), gone(middle[:, 0]), gone(middle[:, 1:]), gone(spread), hidden)


def _numbers(responses: Responses, asked: Question) -> tuple[np.ndarray, np.ndarray]:
    """Return each reply's hours with the weight 1 and of each part, and who answered; a missing part counts as none."""
    given = pd.DataFrame(
        {
            each: responses.answers(responses.codebook.question(each))
            .astype("Float64")
            .to_numpy(float, na_value=np.nan)
            for each in asked.sum_of
        }
    )
    answered = given.notna().any(axis=1).to_numpy() & responses.asked(asked).to_numpy(bool)
    hours = given.fillna(0.0)
    rest = [name for name in asked.sum_of if name not in asked.sum_weights]
    return np.column_stack([hours[rest].sum(axis=1), *(hours[name] for name in asked.sum_weights)]), answered


def _hidden(survey: "Survey", asked: Question, by: str, axis: Axis) -> np.ndarray:
    """Tell in which groups of a wave the mean of the sum, or of any part, is hidden."""
    table = survey.means([asked.id, *asked.sum_of], by=by, rows=axis.ids)
    if not isinstance(table, MeanTable):
        return np.zeros(len(axis), dtype=bool)
    hidden = dict(zip(table.shown.rows.ids, table.shown.hidden.any(axis=1), strict=True))
    return np.array([hidden.get(name, False) for name in axis.ids])
