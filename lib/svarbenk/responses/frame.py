"""Cleaned cells to one tidy frame with the right kind of column for each question."""

from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, Question, Wave
from svarbenk.errors import InputError
from svarbenk.responses.account import RowAccount
from svarbenk.responses.coded import Cells
from svarbenk.responses.duplicates import unit_members
from svarbenk.responses.raw_export import RawExport, squeeze
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    QUESTION,
    REPLY_ID,
    TEXT,
    WAVE,
    WEIGHT,
    Responses,
    no_texts,
    option_column,
    range_columns,
)
from svarbenk.responses.validation import column_types


def build_frame(
    export: RawExport, codebook: Codebook, wave: Wave, answers: dict[str, Cells], places: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, int]]:
    """Build the clean frame of one wave, with the columns of the whole survey.

    Parameters
    ----------
    export : RawExport
        Gives the reply's id, unit, provenance and weight.
    codebook : Codebook
        The survey; gives the questions, in the order of the frame's columns.
    wave : Wave
        The wave that the replies belong to.
    answers : dict
        Question id to the column of cleaned answers over all rows: a category id, ``(low, high)``, text, a
        frozenset of ticked options, or None.
    places : numpy.ndarray
        The rows that are kept.

    Returns
    -------
    frame : pandas.DataFrame
        One row a reply, sorted by reply id; see ``Responses``.
    texts : pandas.DataFrame
        One row a text.
    outside : dict
        Question id to the number of answers given outside the question's base, where there are any.
    """
    view = codebook.in_wave(wave.id)
    reply = view.reply
    ids = export.cells[reply.id.variable].recoded(squeeze).take(places)
    rank = np.empty(len(ids.distinct), dtype=int)
    rank[sorted(range(len(rank)), key=lambda code: (len(ids.distinct[code]), ids.distinct[code]))] = range(len(rank))
    order = np.argsort(rank[ids.codes], kind="stable")
    places, ids = places[order], ids.take(order)
    columns: dict[str, pd.Series] = {
        REPLY_ID: pd.Series(ids.each(str), dtype="string"),
        WAVE: pd.Series(_same(wave.id, [each.id for each in codebook.waves], len(places))),
        MEMBERS: pd.Series(_members(export, view, places), dtype="Int64"),
        PROVENANCE: pd.Series(_provenance(export, view, places), dtype="string"),
    }
    if any(each.reply is not None and each.reply.weight for each in codebook.waves) or codebook.reply.weight:
        columns[WEIGHT] = pd.Series(_weights(export, view, places), dtype="Float64")
    questions = view.asked()
    given = {each.id: answers[each.id].take(places) for each in questions}
    asked = {name: column for each in questions for name, column in _columns(each, given[each.id]).items()}
    frame = pd.DataFrame(columns | asked)
    outside = _mind_bases(frame, view)
    texts = _texts(frame, {each.id: given[each.id] for each in questions if each.kind == "text"})
    return _widened(frame, codebook), texts, outside


def _same(wave: str, waves: list[str], size: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.full(size, waves.index(wave)), categories=waves, ordered=True)


def _members(export: RawExport, codebook: Codebook, places: np.ndarray) -> np.ndarray:
    unit = codebook.reply.unit
    if unit is None:
        return np.ones(len(places), dtype=int)
    cells = export.cells[unit.variable].take(places)
    return cells.each(lambda name: len(unit_members(squeeze(name), unit.separators)), int)


def _provenance(export: RawExport, codebook: Codebook, places: np.ndarray) -> np.ndarray:
    column = codebook.reply.provenance
    if column is None or column.variable not in export.cells:
        return np.full(len(places), None, dtype=object)
    return export.cells[column.variable].take(places).each(lambda cell: squeeze(cell) or None)


def _weights(export: RawExport, codebook: Codebook, places: np.ndarray) -> np.ndarray:
    column = codebook.reply.weight
    if column is None:
        return np.full(len(places), np.nan)
    cells = export.cells[column.variable]
    weights = cells.each(_weight, float)
    wrong = np.flatnonzero(~(weights[places] >= 0))
    if len(wrong):
        place = int(places[wrong[0]])
        found = squeeze(cells[place])
        raise InputError(
            f"{export.where(export.rows[place], column.variable)}: {f'«{found}»' if found else 'tomt'} er ingen vekt; "
            "ventet et tall fra 0"
        )
    return weights[places]


def _weight(cell: Any) -> float:
    try:
        return float(squeeze(cell).replace(",", "."))
    except ValueError:
        return np.nan


def _columns(question: Question, given: Cells) -> dict[str, pd.Series]:
    if question.kind == "text":
        return {}
    if question.kind == "multiple":
        return {
            option_column(question.id, option): pd.Series(
                given.each(lambda ticked, option=option: None if ticked is None else option in ticked), dtype="boolean"
            )
            for option in question.category_ids
        }
    if question.kind == "numeric":
        dtype = "Int64" if question.whole else "Float64"
        names = range_columns(question.id) if question.ranges else (question.id,)
        return {
            name: pd.Series(
                given.each(lambda pair, side=side: np.nan if pair is None else pair[side], float)
            ).astype("Float64").astype(dtype)
            for side, name in enumerate(names)
        }  # fmt: skip
    dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
    code = {category: number for number, category in enumerate(question.category_ids)}
    return {
        question.id: pd.Series(pd.Categorical.from_codes(given.each(lambda each: code.get(each, -1), int), dtype=dtype))
    }


def _texts(frame: pd.DataFrame, given: dict[str, Cells]) -> pd.DataFrame:
    """Return the texts by reply, then in the order of the form."""
    parts = []
    for number, (question, cells) in enumerate(given.items()):
        there = np.flatnonzero(cells.each(lambda text: text is not None, bool))
        parts.append(
            pd.DataFrame(
                {
                    REPLY_ID: frame[REPLY_ID].iloc[there].to_numpy(),
                    WAVE: frame[WAVE].iloc[there].to_numpy(),
                    QUESTION: question,
                    TEXT: cells.take(there).each(str),
                    "place": there,
                    "number": number,
                }
            )
        )
    if not parts:
        return no_texts(frame[WAVE].dtype)
    texts = pd.concat(parts, ignore_index=True).sort_values(["place", "number"], ignore_index=True)
    texts[WAVE] = texts[WAVE].astype(frame[WAVE].dtype)
    names = [REPLY_ID, WAVE, QUESTION, TEXT]
    return texts[names].astype(dict.fromkeys((REPLY_ID, QUESTION, TEXT), "string"))


def _widened(frame: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give a wave's frame every column and category of the survey; what it did not ask or offer is missing."""
    columns: dict[str, pd.Series] = {}
    for name, dtype in column_types(codebook).items():
        if name not in frame:
            columns[name] = pd.Series(pd.array([pd.NA] * 0, dtype=dtype)).reindex(frame.index)
        elif isinstance(dtype, pd.CategoricalDtype) and frame[name].dtype != dtype:
            columns[name] = frame[name].cat.set_categories(dtype.categories, ordered=dtype.ordered)
        else:
            columns[name] = frame[name]
    return pd.DataFrame(columns)


def _mind_bases(frame: pd.DataFrame, codebook: Codebook) -> dict[str, int]:
    """Make unticked boxes missing where the question was not asked; count answers given outside a base."""
    empty = RowAccount(codebook.id, codebook.waves[0].id, "", None, len(frame), len(frame))
    responses = Responses(frame, codebook, (empty,))
    outside: dict[str, int] = {}
    for question in codebook.asked():
        if question.base is None or question.kind == "text":
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
