"""Respondents of a wave: what has been placed so far, the factors behind it, and scores that new answers follow."""

import zlib

import numpy as np
import pandas as pd
from scipy.stats import norm

from svarbenk.codebook import Codebook, Question
from svarbenk.codebook.derived import derive
from svarbenk.responses import option_column

Answers = dict[str, np.ndarray]


class People:
    """The respondents of one wave.

    ``answers[question]`` is an array of category ids, numbers (NaN where missing) or texts; a multiple-response
    question is a boolean array replies × options, with ``answered[question]`` beside it.
    """

    def __init__(self, view: Codebook, count: int, seed: int):
        self.view = view
        self.count = count
        self.seed = seed
        self.answers: dict[str, np.ndarray] = {}
        self.answered: dict[str, np.ndarray] = {}
        self._scores: dict[str, np.ndarray] = {}

    def chance(self, name: str) -> np.random.Generator:
        """Return a generator of chance that belongs to ``name``, whatever else is drawn."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def noise(self, name: str) -> np.ndarray:
        """Return one normal number a respondent, the same for the same ``name``."""
        return self.chance(name).standard_normal(self.count)

    def factor(self, name: str) -> np.ndarray:
        """Return a factor, the ranks of an earlier question as normal scores, or a category's mark."""
        if name in self._scores:
            return self._scores[name]
        question, equals, category = name.partition("=")
        if equals:
            mark = np.array([each == category for each in self.given(question)], dtype=float)
            found = mark - mark.mean()
        elif name in self.view.by_id:
            found = self._ranks(self.view.question(name))
        else:
            found = self.noise(f"faktor {name}")
        self._scores[name] = found
        return found

    def score(self, name: str, on: dict[str, float]) -> np.ndarray:
        """Return the score that the answers to ``name`` follow: what it rests ``on``, and chance for the rest."""
        known = {key: weight for key, weight in on.items() if self._known(key)}
        base = sum((weight * self.factor(key) for key, weight in known.items()), np.zeros(self.count))
        plain = sum(weight**2 for key, weight in known.items() if "=" not in key)
        return base + np.sqrt(max(0.15, 1 - plain)) * self.noise(f"svar {name}")

    def given(self, name: str) -> np.ndarray:
        """Return the answers to a question with one answer, derived ones worked out."""
        question = self.view.question(name)
        if not question.derived:
            return self.answers[name]
        made = derive(question, lambda each: self.series(each))
        return (
            made.astype(object).where(made.notna(), None).to_numpy(object)
            if question.kind != "numeric"
            else (made.astype("Float64").to_numpy(float, na_value=np.nan))
        )

    def series(self, name: str) -> pd.Series:
        """Return the answers to a question as in clean answers."""
        question = self.view.question(name)
        values = self.given(name) if name not in self.answers else self.answers[name]
        if question.kind == "numeric":
            kind = "Int64" if question.whole and not question.derived else "Float64"
            return pd.Series(values, dtype="Float64").astype(kind)
        return pd.Series(
            pd.Categorical(
                [None if pd.isna(each) else each for each in values],
                categories=question.category_ids,
                ordered=question.kind == "ordinal",
            )
        )

    def holds(self, condition) -> np.ndarray:
        """Return for whom a condition holds."""
        columns = {name: self.series(name) for name in condition.questions}
        return condition.holds(columns).to_numpy(bool)

    def asked(self, question: Question) -> np.ndarray:
        """Return who was asked a question."""
        if question.base is None:
            return np.ones(self.count, dtype=bool)
        return self.holds(self.view.bases[question.base].condition)

    def frame(self) -> pd.DataFrame:
        """Return the respondents as clean answers are: one column a question, several for multiple response."""
        columns: dict[str, pd.Series] = {}
        for question in self.view.asked():
            if question.kind == "multiple":
                silent = ~self.answered[question.id]
                for place, option in enumerate(question.category_ids):
                    ticked = pd.Series(self.answers[question.id][:, place], dtype="boolean")
                    columns[option_column(question.id, option)] = ticked.mask(silent)
            elif question.kind != "text":
                columns[question.id] = self.series(question.id)
        return pd.DataFrame(columns)

    def _known(self, key: str) -> bool:
        name = key.partition("=")[0]
        if name not in self.view.by_id:
            return True
        question = self.view.question(name)
        return name in self.answers or (question.derived and self._ready(question))

    def _ready(self, question: Question) -> bool:
        parts = question.sum_of or [part.of for part in (question.cut, question.grouped) if part]
        return all(name in self.answers or self._known(name) for name in parts)

    def _ranks(self, question: Question) -> np.ndarray:
        values = self.given(question.id)
        if question.kind == "numeric":
            places = np.asarray(values, dtype=float)
        else:
            order = {each: place for place, each in enumerate(question.category_ids)}
            roles = {category.id for category in question.categories if category.role}
            places = np.array(
                [np.nan if pd.isna(each) or each in roles else order[each] for each in values], dtype=float
            )
        known = ~np.isnan(places)
        found = np.zeros(self.count)
        if known.any():
            ranks = pd.Series(places[known]).rank(method="average").to_numpy()
            found[known] = norm.ppf((ranks - 0.5) / known.sum())
            spread = found[known].std()
            found[known] = (found[known] - found[known].mean()) / (spread or 1.0)
        return found
