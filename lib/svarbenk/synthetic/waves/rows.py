"""The rows of a wave's file: every true reply, and the rows that are no replies."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, derive
from svarbenk.errors import InputError
from svarbenk.responses.responses import MEMBERS, REPLY_ID, WAVE, option_column, range_columns
from svarbenk.synthetic.waves.dirt import WaveDirt


@dataclass(frozen=True)
class Row:
    """One row of a file.

    ``place`` is the reply (by its place among the true ones) whose answers it gives. ``only`` are the questions that
    it answers, None for all. ``test`` marks a row of the survey team's own.
    """

    id: str
    started: datetime
    place: int
    only: frozenset[str] | None = None
    consent: bool = True
    completed: bool = True
    test: bool = False

    def answers(self, question: str) -> bool:
        """Tell whether the row gives its reply's answer to a ``question``."""
        return self.only is None or question in self.only


def make_rows(replies: pd.DataFrame, view: Codebook, dirt: WaveDirt, rng: np.random.Generator) -> list[Row]:
    """Return the rows of a file in the order in which they were started, those exported twice once more at the end.

    Parameters
    ----------
    replies : pandas.DataFrame
        The true replies.
    view : Codebook
        The codebook of the wave.
    dirt : WaveDirt
        How many rows of each kind there are besides.
    rng : numpy.random.Generator
        Chance.
    """
    ids = replies[REPLY_ID].astype(str).tolist()
    moments = sorted(_moment(view, rng) for _ in ids)
    rows = [Row(reply, moment, place) for place, (reply, moment) in enumerate(zip(ids, moments, strict=True))]
    numbers = iter(range(1 + max((int(each) for each in ids if each.isdigit()), default=0), 10**9))
    asked = [question.id for question in view.asked() if question.kind != "text"]

    def more(count: int, only: Callable[[], list[str]], early: bool = False, **told: bool) -> None:
        for _ in range(count):
            started = _before(view, rng) if early else _moment(view, rng)
            place = int(rng.integers(len(ids)))
            rows.append(Row(str(next(numbers)), started, place, frozenset(only()), **told))

    reply = view.reply
    if reply.consent:
        more(dirt.no_consent, lambda: asked[: int(rng.integers(0, 3))], consent=False, completed=False)
    if reply.completed:
        more(dirt.left, lambda: asked[: int(rng.integers(1, max(2, len(asked) - 1)))], completed=False)
    if reply.started and view.cleaning.test_rows != "keep":
        more(dirt.tests, lambda: asked, early=True, test=True)
    few = _few(view)
    if few is not None:
        more(dirt.nearly_empty, lambda: few)
    twice = [rows[place] for place in rng.permutation(len(ids))[: dirt.same_twice].tolist()]
    return [*sorted(rows, key=lambda row: row.started), *twice]


def _counted(view: Codebook) -> list[str]:
    """Return the questions that count when it is told whether a reply is nearly empty."""
    return [each.id for each in view.asked() if each.kind != "text" and not each.background]


def _few(view: Codebook) -> list[str] | None:
    """Return questions so few that who answers no others is nearly empty; None where nobody is."""
    counted = _counted(view)
    limit = view.cleaning.nearly_empty_below * len(counted)
    if limit <= 0:
        return None
    few = counted[: min(3, math.ceil(limit) - 1)]
    return [each.id for each in view.backgrounds if not each.derived][:2] + few


def _moment(view: Codebook, rng: np.random.Generator) -> datetime:
    """Draw a minute of a day in the field period."""
    period = view.waves[0].field_period
    last = period.end or period.deadline or period.start + timedelta(days=20)
    day = period.start + timedelta(days=int(rng.integers(0, max((last - period.start).days, 0) + 1)))
    return datetime.combine(day, time(int(rng.integers(7, 23)), int(rng.integers(0, 60))))


def _before(view: Codebook, rng: np.random.Generator) -> datetime:
    """Draw a minute before the field period."""
    first = datetime.combine(view.waves[0].field_period.start, time(9, 0))
    return first - timedelta(minutes=int(rng.integers(600, 25_000)))


def were_asked(replies: pd.DataFrame, view: Codebook) -> dict[str, np.ndarray]:
    """Return for each question id which of the true ``replies`` were asked it, as the bases of ``view`` say."""

    def series(name: str) -> pd.Series:
        if name == WAVE:
            wave = pd.Categorical([view.waves[0].id] * len(replies), categories=[view.waves[0].id], ordered=True)
            return pd.Series(wave, index=replies.index)
        question = view.question(name)
        return derive(question, series) if question.derived else replies[name]

    holds = {
        name: base.condition.holds({each: series(each) for each in base.condition.questions}).to_numpy(bool)
        for name, base in view.bases.items()
    }
    everybody = np.ones(len(replies), dtype=bool)
    return {question.id: holds[question.base] if question.base else everybody for question in view.asked()}


def check_replies(replies: pd.DataFrame, view: Codebook) -> None:
    """Refuse replies that could not come back from a file as they are.

    Parameters
    ----------
    replies : pandas.DataFrame
        The true replies, with the columns of clean answers.
    view : Codebook
        The codebook of the wave.

    Raises
    ------
    InputError
        If there are none, a column is missing, a reply id is there twice, or a reply would be dropped as nearly
        empty.
    """
    where = f"svarene til «{view.id}», runde {view.waves[0].id}"
    if not len(replies):
        raise InputError(f"{where}: ingen svar; ventet minst ett")
    for name in (REPLY_ID, *(name for each in view.asked() for name in clean_columns(view, each.id))):
        if name not in replies:
            raise InputError(f"{where}: kolonnen «{name}» mangler; ventet en kolonne som i vaskede svar")
    if replies[REPLY_ID].isna().any() or not replies[REPLY_ID].is_unique:
        raise InputError(f"{where}: svar-id mangler eller finnes to ganger; ventet hver id én gang")
    counted = _counted(view)
    answered = np.zeros(len(replies), dtype=int)
    for name in counted:
        columns = replies[list(clean_columns(view, name))]
        multiple = view.question(name).kind == "multiple"
        given = columns.fillna(False).any(axis=1) if multiple else columns.notna().any(axis=1)
        answered += given.to_numpy(bool)
    few = np.flatnonzero(answered < view.cleaning.nearly_empty_below * len(counted))
    if len(few):
        raise InputError(
            f"{where}: svar-id {replies[REPLY_ID].iloc[few[0]]} er nesten tomt ({answered[few[0]]} av {len(counted)} "
            f"spørsmål) og ville blitt tatt ut i vaskingen ({len(few)} slike i alt); ventet svar over grensen"
        )


def clean_columns(view: Codebook, name: str) -> tuple[str, ...]:
    """Return the columns that the question ``name`` has in clean answers; a text has none that must be there."""
    question = view.question(name)
    if question.kind == "text":
        return ()
    if question.kind == "multiple":
        return tuple(option_column(name, option) for option in question.category_ids)
    return range_columns(name) if question.kind == "numeric" and question.ranges else (name,)


def members_of(replies: pd.DataFrame, place: int) -> int:
    """Return how many members a reply speaks for."""
    return int(replies[MEMBERS].iloc[place]) if MEMBERS in replies else 1
