"""What the answers of one wave say, without weights: who gave which answer, shares, means and totals."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import pandas as pd

from svarbenk.codebook import Codebook, Question
from svarbenk.errors import InputError
from svarbenk.responses import WAVE, Responses, range_columns


class CannotTell(Exception):
    """The answers cannot tell; ``why`` is a code that ``wording.not_computable_reason`` puts in words."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Reckoning:
    """Sums up the answers of one wave. Only answers of those who were asked count, as in the tables.

    Parameters
    ----------
    responses : Responses
        Clean answers; print counts replies, so that weights are left aside.
    wave : str
        The wave's id.

    Raises
    ------
    CannotTell
        If the answers are of no such wave.
    """

    def __init__(self, responses: Responses, wave: str):
        known = {each.id: each for each in responses.codebook.waves}
        if wave in known and known[wave].published_only:
            raise CannotTell("published_only")
        inside = responses.frame[WAVE].astype("object") == wave
        if not inside.any():
            raise CannotTell("no_answers")
        frame = responses.frame if inside.all() else responses.frame[inside]
        self.wave = wave
        self.responses = replace(responses, frame=frame, weights=None)
        self.codebook: Codebook = responses.codebook
        self._asked: dict[str, pd.Series] = {}
        self._given: dict[str, pd.Series] = {}

    def __len__(self) -> int:
        return len(self.responses)

    @cached_property
    def everybody(self) -> pd.Series:
        """Every reply of the wave."""
        return pd.Series(True, index=self.responses.frame.index)

    def question(self, name: str) -> Question:
        """Return a question of the wave by its id (``name``).

        Raises
        ------
        CannotTell
            If there is none, or the wave did not ask it.
        """
        if name not in self.codebook.by_id:
            raise CannotTell("not_asked")
        if self.wave not in self.codebook.waves_of(name):
            raise CannotTell("not_asked_then")
        return self.codebook.question(name)

    def members(self, question: Question, names: Sequence[str]) -> list[str]:
        """Return the categories of a ``question`` behind the ``names`` of categories and merges.

        Raises
        ------
        CannotTell
            If it does not have one of them.
        """
        for name in names:
            if name not in question.category_ids and name not in question.merges:
                raise CannotTell("no_category")
        return [member for name in names for member in question.members(name)]

    def asked(self, question: Question) -> pd.Series:
        """Return which replies a ``question`` was put to."""
        if question.id not in self._asked:
            self._asked[question.id] = self.responses.asked(question)
        return self._asked[question.id]

    def given(self, question: Question) -> pd.Series:
        """Return the one answer of those a ``question`` was put to; missing for the others.

        Raises
        ------
        CannotTell
            If the question has no single answer.
        """
        if question.kind in {"multiple", "battery", "text"} or question.ranges:
            raise CannotTell("kind")
        if question.id not in self._given:
            self._given[question.id] = self.responses.answers(question).where(self.asked(question))
        return self._given[question.id]

    def ticked(self, question: Question) -> pd.DataFrame:
        """Return the options of those a multiple-response ``question`` was put to; missing for the others."""
        return self.responses.options(question).where(self.asked(question))

    def gave(self, question: Question, *names: str) -> pd.Series:
        """Return which replies gave one of the categories or merges ``names`` to a ``question``."""
        members = self.members(question, names)
        if question.kind == "multiple":
            return self.ticked(question)[members].any(axis=1).astype(bool)
        return self.given(question).isin(members)

    def answered(self, question: Question) -> pd.Series:
        """Return which replies answered a ``question``, or a closed item of it."""
        if question.kind == "battery" and question.item_kind != "numeric":
            items = [each for each in question.item_questions() if self.wave in self.codebook.waves_of(each.id)]
            return pd.concat([self.answered(each) for each in items], axis=1).any(axis=1)
        if question.kind == "multiple":
            return self.ticked(question).notna().any(axis=1)
        return self.given(question).notna()

    def some(self, question: Question) -> pd.Series:
        """Return which replies answered a ``question`` with an option, or with more than nought."""
        if question.kind == "multiple":
            return self.ticked(question).any(axis=1).astype(bool)
        return self.numbers(question).gt(0).fillna(False).astype(bool)

    def numbers(self, question: Question) -> pd.Series:
        """Return the numbers given to a numeric ``question``.

        Raises
        ------
        CannotTell
            If it is not numeric.
        """
        if question.kind != "numeric":
            raise CannotTell("kind")
        return self.given(question)

    def scores(self, question: Question) -> pd.Series:
        """Return the numbers given to a ``question``, or the codes of its scale without don't-know."""
        if question.kind != "ordinal":
            return self.numbers(question)
        codes = {
            category.id: float(place if category.code is None else category.code)
            for place, category in enumerate(question.categories, start=1)
            if category.role is None
        }
        return self.given(question).astype("object").map(codes).astype("Float64")

    def ends(self, question: Question) -> pd.DataFrame:
        """Return the lowest and highest number of a ``question`` that keeps ranges, for those it was put to."""
        return self.responses.frame[list(range_columns(question.id))].where(self.asked(question))

    def share(self, question: Question, category: str, inside: pd.Series) -> float:
        """Return the per cent, of those ``inside`` who answered a ``question``, who gave ``category``.

        Raises
        ------
        CannotTell
            If nobody answered.
        """
        answered = int((self.answered(question) & inside).sum())
        if not answered:
            raise CannotTell("nobody")
        return 100 * int((self.gave(question, category) & inside).sum()) / answered

    def mean(self, question: Question, inside: pd.Series) -> float:
        """Return the mean of what those ``inside`` answered to a ``question``.

        Raises
        ------
        CannotTell
            If nobody answered.
        """
        scores = self.scores(question)[inside].dropna()
        if scores.empty:
            raise CannotTell("nobody")
        return float(scores.astype(float).mean())

    def holds(self, condition: str) -> pd.Series:
        """Return for which replies a ``condition`` in the codebook's language holds; all where it is empty.

        Raises
        ------
        CannotTell
            If it names what the wave was not asked, or cannot be read.
        """
        if not condition:
            return self.everybody
        try:
            kept = set(self.responses.where(condition).frame.index)
        except InputError:
            for name in self.codebook.condition(condition).questions:
                if name != WAVE:
                    self.question(name)
            raise CannotTell("nobody") from None
        return pd.Series(self.responses.frame.index.isin(kept), index=self.responses.frame.index)
