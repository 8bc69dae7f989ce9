"""Cleaned cells to one tidy frame with the right kind of column for each question."""

from typing import Any

import pandas as pd

from svarbenk.codebook import Codebook, Question, Wave
from svarbenk.responses.account import RowAccount
from svarbenk.responses.duplicates import unit_members
from svarbenk.responses.raw_export import RawExport, squeeze
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    REPLY_ID,
    WAVE,
    Responses,
    option_column,
    range_columns,
)


def build_frame(
    export: RawExport, codebook: Codebook, wave: Wave, answers: dict[int, dict[str, Any]]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Build the clean frame.

    Parameters
    ----------
    export : RawExport
        Gives the reply's id, unit and provenance.
    codebook : Codebook
        Gives the questions, in the order of the frame's columns.
    wave : Wave
        The wave that the replies belong to.
    answers : dict
        File position to {question id: cleaned answer}: a category id, ``(low, high)``, text, a frozenset of
        ticked options, or None.

    Returns
    -------
    frame : pandas.DataFrame
        One row a reply, sorted by reply id; see ``Responses``.
    outside : dict
        Question id to the number of answers given outside the question's base, where there are any.
    """
    reply = codebook.reply
    ids = {place: squeeze(export.cells[reply.id.variable][place]) for place in answers}
    places = sorted(answers, key=lambda place: (len(ids[place]), ids[place]))
    columns: dict[str, pd.Series] = {
        REPLY_ID: pd.Series([ids[place] for place in places], dtype="string"),
        WAVE: pd.Series(
            pd.Categorical([wave.id] * len(places), categories=[each.id for each in codebook.waves], ordered=True)
        ),
        MEMBERS: pd.Series([_members(export, codebook, place) for place in places], dtype="Int64"),
        PROVENANCE: pd.Series([_provenance(export, codebook, place) for place in places], dtype="string"),
    }
    for question in codebook.asked():
        columns |= _columns(question, [answers[place][question.id] for place in places])
    frame = pd.DataFrame(columns)
    outside = _mind_bases(frame, codebook)
    return frame, outside


def _members(export: RawExport, codebook: Codebook, place: int) -> int:
    if codebook.reply.unit is None:
        return 1
    name = export.cells[codebook.reply.unit.variable][place]
    return len(unit_members(squeeze(name), codebook.reply.unit.separators))


def _provenance(export: RawExport, codebook: Codebook, place: int) -> str | None:
    column = codebook.reply.provenance
    if column is None or column.variable not in export.cells:
        return None
    cell = export.cells[column.variable][place]
    return squeeze(cell) or None


def _columns(question: Question, answers: list[Any]) -> dict[str, pd.Series]:
    if question.kind == "multiple":
        return {
            option_column(question.id, option): pd.Series(
                [None if ticked is None else option in ticked for ticked in answers], dtype="boolean"
            )
            for option in question.category_ids
        }
    if question.kind == "text":
        return {question.id: pd.Series(answers, dtype="string")}
    if question.kind == "numeric":
        dtype = "Int64" if question.whole else "Float64"
        names = range_columns(question.id) if question.ranges else (question.id,)
        return {
            name: pd.Series([None if answer is None else answer[side] for answer in answers], dtype="Float64").astype(
                dtype
            )
            for side, name in enumerate(names)
        }
    dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
    return {question.id: pd.Series(answers, dtype=dtype)}


def _mind_bases(frame: pd.DataFrame, codebook: Codebook) -> dict[str, int]:
    """Make unticked boxes missing where the question was not asked; count answers given outside a base."""
    empty = RowAccount(codebook.id, codebook.waves[0].id, "", None, len(frame), len(frame))
    responses = Responses(frame, codebook, empty)
    outside: dict[str, int] = {}
    for question in codebook.asked():
        if question.base is None:
            continue
        asked = responses.in_base(question.base)
        if question.kind == "multiple":
            names = [option_column(question.id, option) for option in question.category_ids]
            given = frame[names].any(axis=1)
            frame.loc[~asked & ~given, names] = pd.NA
        else:
            name = range_columns(question.id)[0] if question.ranges else question.id
            given = frame[name].notna()
        count = int((given & ~asked).sum())
        if count:
            outside[question.id] = count
    return outside
