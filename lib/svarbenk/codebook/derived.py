"""Questions that nobody was asked: sums, intervals of a number, and categories put together."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pydantic import Field

from svarbenk.codebook.part import Misplaced, Part

if TYPE_CHECKING:
    from svarbenk.codebook.question import Question


class Cut(Part):
    """Intervals of the numeric question ``of``: the limits ``at``, each belonging to the interval above it."""

    of: str
    at: tuple[float, ...] = Field(min_length=1)


class Grouped(Part):
    """The answers to ``of`` put together: category id to the categories of ``of`` that it stands for."""

    of: str
    groups: dict[str, tuple[str, ...]] = Field(min_length=1)


def parse_weight(weight: str | float) -> float:
    """Return a ``weight`` that is written as a number or as a fraction such as «1/7».

    Raises
    ------
    ValueError
        If it is neither, or negative.
    """
    try:
        value = float(Fraction(str(weight)))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"vekten «{weight}» kan ikke leses; ventet et tall eller en brøk som 1/7") from None
    if value < 0:
        raise ValueError(f"vekten «{weight}» er negativ; ventet et tall fra 0")
    return value


def sources(question: "Question") -> tuple[str, ...]:
    """Return the ids of the questions that a derived ``question`` is made from."""
    if question.sum_of:
        return question.sum_of
    return tuple(part.of for part in (question.cut, question.grouped) if part is not None)


def derive(question: "Question", answers: Callable[[str], pd.Series]) -> pd.Series:
    """Work out the answers to a derived question.

    Parameters
    ----------
    question : Question
        A question with ``sum_of``, ``cut`` or ``grouped``.
    answers : callable
        Gives the answers to a question by its id.

    Returns
    -------
    pandas.Series
        A sum is missing where every part is missing, and a missing part counts as none; an interval or group is
        missing where the answer is, or where the answer is in no group.
    """
    if question.sum_of:
        parts = pd.DataFrame({name: answers(name) for name in question.sum_of})
        for name, weight in question.sum_weights.items():
            parts[name] = parts[name].astype("Float64") * weight
        return parts.sum(axis=1, min_count=1)
    dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
    if question.cut is not None:
        numbers = answers(question.cut.of).astype("Float64")
        places = np.searchsorted(question.cut.at, numbers.to_numpy(float, na_value=np.nan), side="right")
        codes = np.where(numbers.isna(), -1, places)
        return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype), index=numbers.index)
    group = {member: name for name, members in question.grouped.groups.items() for member in members}
    given = answers(question.grouped.of)
    return given.astype(object).map(group).astype(dtype)


def check_derived(question: "Question", by_id: Mapping[str, "Question"], place: int) -> None:
    """Hold a derived ``question`` at ``place`` in the codebook against the questions ``by_id``.

    Raises
    ------
    Misplaced
        If it rests on a question that is not there or has another kind, or its categories do not fit.
    """
    own = question.category_ids
    if question.cut is not None:
        here = ("questions", place, "cut")
        of = by_id.get(question.cut.of)
        if of is None or of.kind != "numeric" or of.ranges:
            raise Misplaced((*here, "of"), f"«{question.cut.of}» er ikke et tallspørsmål; ventet id-en til ett")
        if list(question.cut.at) != sorted(set(question.cut.at)):
            raise Misplaced((*here, "at"), "grensene i «at» er ikke stigende; ventet for eksempel [30, 40, 50]")
        if len(own) != len(question.cut.at) + 1:
            raise Misplaced(
                (*here, "at"),
                f"{len(question.cut.at)} grenser og {len(own)} kategorier; ventet én kategori mer enn grenser",
            )
    if question.grouped is not None:
        here = ("questions", place, "grouped")
        of = by_id.get(question.grouped.of)
        if of is None or of.kind not in {"single", "ordinal"}:
            message = f"«{question.grouped.of}» er ikke et spørsmål med ett svar; ventet id-en til ett"
            raise Misplaced((*here, "of"), message)
        if set(question.grouped.groups) != set(own):
            message = f"gruppene er {', '.join(question.grouped.groups)}; ventet kategoriene {', '.join(own)}"
            raise Misplaced((*here, "groups"), message)
        members = [member for group in question.grouped.groups.values() for member in group]
        for member in members:
            if member not in of.category_ids:
                message = f"«{member}» er ikke en kategori av «{of.id}»; ventet noen av {', '.join(of.category_ids)}"
                raise Misplaced((*here, "groups"), message)
        if len(members) != len(set(members)):
            raise Misplaced((*here, "groups"), "en kategori står i to grupper; ventet hver én gang")
