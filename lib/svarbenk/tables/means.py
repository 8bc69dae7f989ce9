"""Means of numeric answers, or of places on a scale, by group: with spread, interval and the numbers behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import stats

from svarbenk.codebook import Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import WAVE, Responses
from svarbenk.tables.axis import Axis, AxisCategory
from svarbenk.tables.counting import about
from svarbenk.tables.groups import grouping, membership

LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class Means:
    """Means of one or several questions, one row a group.

    ``mean``, ``sd``, ``low``, ``high`` (a 95 % t interval) and ``n`` (replies) are rows × columns; hidden ones are NaN
    and marked in ``hidden``. ``row_n`` is how many of a row answered any of the questions, ``base_n`` were asked,
    ``item_n`` answered. ``samples`` are the values themselves (row, column), for tests alone; of hidden cells they are
    empty. ``scale`` is the lowest and highest place where the answers are places on a scale, counted from 1, don't-know
    left out. The rest is as of a ``CountTable``.
    """

    mean: np.ndarray
    sd: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: np.ndarray
    rows: Axis
    columns: Axis
    row_n: np.ndarray
    base_n: float
    item_n: float
    question: Text
    unit: Text
    respondent: Text
    source: Text
    samples: tuple[tuple[np.ndarray, ...], ...] = field(repr=False)
    base: Text | None = None
    weighted: bool = False
    synthetic: bool = False
    hidden: np.ndarray = field(default=None)  # type: ignore[assignment]
    barred: Text | None = None
    barred_rows: tuple[str, ...] = ()
    waves: tuple[AxisCategory, ...] = ()
    remarks: tuple[Text, ...] = ()
    scale: tuple[float, float] | None = None
    joint: int = 0
    member: Text | None = None

    def __post_init__(self):
        if self.hidden is None:
            object.__setattr__(self, "hidden", np.zeros(self.mean.shape, dtype=bool))
        for name in ("mean", "sd", "low", "high", "n", "row_n", "hidden"):
            getattr(self, name).setflags(write=False)

    @property
    def is_protected(self) -> bool:
        """Whether any mean is hidden."""
        return bool(self.hidden.any())

    def only(self, place: int, question: Question, base: Text | None) -> "Means":
        """Return the means of one of the questions.

        Parameters
        ----------
        place : int
            Its column, from 0.
        question : Question
            The question.
        base : Text or None
            Who was asked it, from ``base_label``.
        """
        parts = {name: getattr(self, name)[:, [place]] for name in ("mean", "sd", "low", "high", "n", "hidden")}
        n = parts["n"]
        return replace(
            self,
            **parts,
            columns=Axis(question.id, question.name, (self.columns.categories[place],)),
            row_n=n[:, 0].copy(),
            base_n=float(np.nansum(n)),
            item_n=float(n.sum()),
            question=question.text,
            unit=question.unit or self.unit,
            base=base,
            samples=tuple((row[place],) for row in self.samples),
        )

    @property
    def respondents(self) -> Text:
        """What ``n`` counts."""
        return self.respondent

    @property
    def grouped(self) -> bool:
        """Whether one n will do for all of the columns."""
        return len(self.columns) == 1

    @property
    def row_replies(self) -> np.ndarray:
        """How many answered each question, over all rows."""
        return self.n.sum(axis=0)


def means(
    responses: Responses, questions: Sequence[str], by: str | None = None, *, rows: Sequence[str] | None = None
) -> Means:
    """Work out the means of questions over groups of replies.

    Parameters
    ----------
    responses : Responses
        Clean answers; those given outside a question's base are left out. Weights are used where there are any.
    questions : sequence of str
        Ids of numeric or ordinal questions of one kind, or of batteries of them.
    by : str, optional
        Id of a single or ordinal question to group by, or ``"runde"``; everybody in one row by default.
    rows : sequence of str, optional
        Category and merge ids of ``by`` for the rows.

    Raises
    ------
    InputError
        If no question is named, or one has no numbers.
    """
    asked = _asked(responses, questions)
    axis, group = grouping(responses, by, asked[0], rows)
    numbers = np.column_stack([_numbers(responses, question) for question in asked])
    was_asked = np.column_stack([responses.asked(question).to_numpy(bool) for question in asked])
    inside = group.ge(0).to_numpy(bool)
    numbers = np.where(was_asked & inside[:, None], numbers, np.nan)
    answered = ~np.isnan(numbers)
    any_answer = answered.any(axis=1)
    weights = None if responses.weights is None else responses.weights.to_numpy(float)
    members = membership(group, len(axis), np.ones(len(responses), dtype=bool)).astype(bool)
    cells = [
        [_cell(numbers[chosen & answered[:, j], j], weights, chosen & answered[:, j]) for j in range(len(asked))]
        for chosen in members
    ]
    told = about(responses, asked[0] if _one_base(asked) else asked[0].model_copy(update={"base": None}), any_answer)
    first = responses.codebook.question(questions[0])
    by_wave = axis.id == WAVE
    return Means(
        **{
            name: np.array([[getattr(cell, name) for cell in row] for row in cells], dtype=float).reshape(
                len(axis), len(asked)
            )
            for name in ("mean", "sd", "low", "high", "n")
        },
        rows=axis,
        columns=Axis(first.id, first.name, tuple(AxisCategory(question.id, question.name) for question in asked)),
        row_n=(members & any_answer).sum(axis=1).astype(float),
        base_n=float((was_asked.any(axis=1) & inside).sum()),
        item_n=float(any_answer.sum()),
        question=first.text,
        unit=asked[0].unit or Text(nb="trinn på skalaen", en="steps of the scale"),
        respondent=told["unit"],
        samples=tuple(tuple(cell.values for cell in row) for row in cells),
        barred=responses.codebook.why_not_comparable(asked[0].id, axis.ids) if by_wave else None,
        barred_rows=responses.codebook.barred_waves(asked[0].id, axis.ids) if by_wave else (),
        scale=(1.0, float(len(_steps(asked[0])))) if asked[0].kind == "ordinal" else None,
        **{name: told[name] for name in ("base", "source", "weighted", "synthetic", "waves", "remarks")},
    )


def _asked(responses: Responses, questions: Sequence[str]) -> list[Question]:
    found = [
        each
        for name in questions
        for question in [responses.codebook.question(name)]
        for each in (question.item_questions() if question.kind == "battery" else [question])
    ]
    if not found:
        raise InputError("ingen spørsmål å ta gjennomsnittet av; ventet id-en til minst ett")
    for question in found:
        if question.kind not in {"numeric", "ordinal"} or question.ranges:
            raise InputError(
                f"spørsmålet «{question.id}» er av slaget «{question.kind}» og har ikke noe gjennomsnitt; "
                "ventet numeric eller ordinal"
            )
        if question.kind != found[0].kind:
            raise InputError(f"«{found[0].id}» og «{question.id}» er tall av to slag; ventet ett")
    return found


def _one_base(asked: Sequence[Question]) -> bool:
    return len({question.base for question in asked}) == 1


def _steps(question: Question) -> tuple[str, ...]:
    return tuple(category.id for category in question.categories if category.role is None)


def _numbers(responses: Responses, question: Question) -> np.ndarray:
    answers = responses.answers(question)
    if question.kind == "ordinal":
        places = {name: place for place, name in enumerate(_steps(question), start=1)}
        answers = answers.astype(object).map(places)
    return answers.astype("Float64").to_numpy(float, na_value=np.nan)


@dataclass(frozen=True)
class _Cell:
    mean: float
    sd: float
    low: float
    high: float
    n: float
    values: np.ndarray


def _cell(values: np.ndarray, weights: np.ndarray | None, chosen: np.ndarray) -> _Cell:
    """Work out mean, spread and interval; of weighted values with the effective number of replies."""
    n = len(values)
    if not n:
        return _Cell(np.nan, np.nan, np.nan, np.nan, 0.0, values)
    weight = np.ones(n) if weights is None else weights[chosen]
    whole = weight.sum()
    mean = float(weight @ values / whole)
    effective = float(whole**2 / (weight**2).sum())
    if effective <= 1:
        return _Cell(mean, np.nan, np.nan, np.nan, float(n), values)
    sd = float(np.sqrt(weight @ (values - mean) ** 2 / whole * effective / (effective - 1)))
    half = float(stats.t.ppf((1 + LEVEL) / 2, effective - 1)) * sd / np.sqrt(effective)
    return _Cell(mean, sd, mean - half, mean + half, float(n), values)
