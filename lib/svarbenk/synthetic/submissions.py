"""The rows of a raw export: every reply as it came in, with the replies that should not be there."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import CLOSED, Codebook, Question
from svarbenk.responses import option_column, range_columns
from svarbenk.synthetic.recipe import Decided, Recipe
from svarbenk.synthetic.reconstruct import MEMBERS, UNIT, Reconstruction

STAMP = "%d.%m.%Y %H:%M"


@dataclass(frozen=True)
class Submission:
    """One row: when it was started, whom it speaks for, and the answers meant.

    ``answers`` has a category id, a number, ``(lowest, highest)``, text, a frozenset of options (None where
    the question was not asked) or None for every question; ``asked`` the questions that were asked.
    """

    started: datetime
    unit: str
    answers: dict[str, Any]
    asked: frozenset[str]
    id: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """Two replies of one unit that differ: which one counts, and why."""

    unit: str
    keep: str
    drop: str
    decided: Decided


def submissions(
    reconstruction: Reconstruction, codebook: Codebook, recipe: Recipe, rng: np.random.Generator
) -> tuple[tuple[Submission, ...], tuple[Settled, ...]]:
    """Return every row of the exports in the order they were started, and the decisions about them.

    Test rows, a reply sent twice that is the same and one that differs are added as the recipe says.
    """
    frame = reconstruction.replies
    rows = [
        Submission(
            _moment(codebook, rng),
            str(reply[UNIT]),
            {question.id: answer_of(question, reply) for question in codebook.asked()},
            _asked(frame, codebook, place),
        )
        for place, reply in enumerate(frame.to_dict("records"))
    ]
    alone = [place for place in range(recipe.analysed) if frame[MEMBERS].iloc[place] == 1]
    twice = [int(place) for place in rng.permutation(alone)[: recipe.dirt.same_twice + len(recipe.dirt.decided)]]
    for place in twice[: recipe.dirt.same_twice]:
        again = rows[place].started + timedelta(hours=2, minutes=7)
        rows.append(replace(rows[place], started=again, unit=f" {rows[place].unit.upper()} "))
    earlier: list[tuple[Submission, Submission, Decided]] = []
    for place, decided in zip(twice[recipe.dirt.same_twice :], recipe.dirt.decided, strict=True):
        kept = rows[place] = replace(rows[place], started=min(rows[place].started, _before(decided)))
        answers = kept.answers | {name: _other(codebook.question(name), kept.answers[name]) for name in decided.changed}
        dropped = replace(kept, started=kept.started - timedelta(hours=26), answers=answers)
        rows.append(dropped)
        earlier.append((kept, dropped, decided))
    rows += [_test_row(codebook, test) for test in recipe.dirt.tests]
    order = sorted(range(len(rows)), key=lambda place: (rows[place].started, place))
    ids = {id(rows[place]): str(recipe.first_id + number) for number, place in enumerate(order)}
    settled = tuple(Settled(kept.unit, ids[id(kept)], ids[id(dropped)], why) for kept, dropped, why in earlier)
    numbered = [
        replace(rows[place], id=ids[id(rows[place])], extra=_extra(codebook, recipe, number + 1, rng))
        for number, place in enumerate(order)
    ]
    return tuple(numbered), settled


def _moment(codebook: Codebook, rng: np.random.Generator) -> datetime:
    """Draw a minute of a working day in the field period; replies after the deadline come too."""
    period = codebook.waves[-1].field_period
    last = period.deadline or period.end or period.start + timedelta(days=20)
    days = max((last - period.start).days, 2)
    day = period.start + timedelta(days=int(rng.integers(2, days + 2)))
    day -= timedelta(days=max(day.weekday() - 4, 0))
    return datetime.combine(day, time(int(rng.integers(8, 16)), int(rng.integers(0, 60))))


def _before(decided: Decided) -> datetime:
    return datetime.combine(decided.on - timedelta(days=2), time(9, 30))


def answer_of(question: Question, reply: dict[str, Any]) -> Any:
    """Return the answer to a ``question`` in a ``reply`` (clean column to value) as ``Submission`` holds it."""
    if question.kind == "multiple":
        ticked = {option: reply[option_column(question.id, option)] for option in question.category_ids}
        if any(pd.isna(each) for each in ticked.values()):
            return None
        return frozenset(option for option, each in ticked.items() if each)
    if question.kind == "numeric":
        names = range_columns(question.id) if question.ranges else (question.id, question.id)
        low, high = (reply[name] for name in names)
        return None if pd.isna(low) else (float(low), float(high))
    return None if pd.isna(reply[question.id]) else str(reply[question.id])


def _asked(frame: pd.DataFrame, codebook: Codebook, place: int) -> frozenset[str]:
    holds = {name: bool(base.condition.holds(frame).iloc[place]) for name, base in codebook.bases.items()}
    return frozenset(question.id for question in codebook.asked() if question.base is None or holds[question.base])


def _other(question: Question, answer: Any) -> Any:
    """Return another answer than the one given."""
    if question.kind in CLOSED and question.kind != "multiple":
        return next(category for category in question.category_ids if category != answer)
    if question.kind == "numeric":
        return (1.0, 1.0) if answer is None or answer[0] != 1 else (0.0, 0.0)
    return None if answer else "Oppdiktet merknad"


def _test_row(codebook: Codebook, test) -> Submission:
    answers: dict[str, Any] = {}
    for question in codebook.asked():
        given = test.answers.get(question.id)
        if question.kind == "multiple":
            answers[question.id] = None
        elif question.kind == "numeric":
            answers[question.id] = None if given is None else (float(given), float(given))
        else:
            answers[question.id] = given
    asked = frozenset(question.id for question in codebook.asked() if question.base is None)
    return Submission(datetime.strptime(test.started, STAMP), test.unit, answers, asked)


def _extra(codebook: Codebook, recipe: Recipe, number: int, rng: np.random.Generator) -> dict[str, Any]:
    """Fill the columns that are never read: contact, and what the survey tool adds. All of it is invented."""
    extra: dict[str, Any] = {
        column.variable: recipe.contact.get(column.variable, "").format(number=number) for column in codebook.contact
    }
    for column in codebook.ignored:
        value = recipe.ignored.get(column.variable, "")
        extra[column.variable] = value if isinstance(value, str) else round(float(rng.uniform(*value)), 1)
    return extra
