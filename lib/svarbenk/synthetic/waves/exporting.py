"""The raw export of one wave: the file that the survey tool of that year gave, with the dirt of real life."""

import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from svarbenk.codebook import Codebook, Question
from svarbenk.responses.responses import REPLY_ID
from svarbenk.synthetic.columns import known_columns
from svarbenk.synthetic.delimited import save_lines
from svarbenk.synthetic.exports import whole_or_not, write_decisions
from svarbenk.synthetic.spreadsheet import save_workbook
from svarbenk.synthetic.spss import Variable, save_variables
from svarbenk.synthetic.submissions import answer_of
from svarbenk.synthetic.waves.about import AboutReplies
from svarbenk.synthetic.waves.columns import ColumnWriter, Given
from svarbenk.synthetic.waves.dirt import SUFFIXES, WaveDirt
from svarbenk.synthetic.waves.remarks import invent_remark
from svarbenk.synthetic.waves.rows import Row, check_replies, clean_columns, make_rows, were_asked


def write_wave_exports(
    replies: pd.DataFrame, view: Codebook, dirt: WaveDirt, folder: Path, dirt_seed: int = 1
) -> list[Path]:
    """Write the export of one wave, and an empty ``decisions.yaml`` beside it.

    The export cleans to ``replies`` again, whatever the seed of the dirt.

    Parameters
    ----------
    replies : pandas.DataFrame
        The true replies, one a row, with ``svar_id`` and the columns of clean answers. A text question may have a
        column by its id; without one, invented remarks are made to it.
    view : Codebook
        The codebook of the wave (``codebook.in_wave``).
    dirt : WaveDirt
        The format of the file, and how dirty it is.
    folder : Path
        Where the files go; made if needed. Written whole or not at all.
    dirt_seed : int
        Another seed puts other dirt in other cells.

    Returns
    -------
    list of Path
        The export and ``decisions.yaml``. The same input gives the same bytes.

    Raises
    ------
    InputError
        If the replies could not come back as they are.
    """
    check_replies(replies, view)
    writer = ColumnWriter(view, dirt, dirt_seed)
    rows = make_rows(replies, view, dirt, writer.chance("rader"))
    variables = _in_order(view, *_variables(replies, view, dirt, writer, rows))
    names = wave_export_names(view.id, dirt)
    with whole_or_not(folder) as beside:
        _save(beside / names[0], variables, view, dirt)
        write_decisions(beside / names[1], view.id)
    return [folder / name for name in names]


def wave_export_names(survey: str, dirt: WaveDirt) -> tuple[str, ...]:
    """Return the names of the files that are written for a wave of ``survey`` in the format that ``dirt`` says."""
    return f"{survey}{SUFFIXES[dirt.format]}", "decisions.yaml"


def true_texts(replies: pd.DataFrame, view: Codebook, dirt: WaveDirt) -> dict[str, list[str | None]]:
    """Return what each reply says to each text question, by question id: its own text, or an invented remark.

    Parameters
    ----------
    replies, view, dirt
        As in ``write_wave_exports``.
    """
    asked = were_asked(replies, view)
    texts: dict[str, list[str | None]] = {}
    for question in view.asked():
        if question.kind != "text":
            continue
        if question.id in replies:
            texts[question.id] = [None if pd.isna(each) else str(each) for each in replies[question.id]]
            continue
        remarks = [invent_remark(question.id, str(each), dirt.remarks, dirt.seed) for each in replies[REPLY_ID]]
        texts[question.id] = [
            remark.text if remark and was else None for remark, was in zip(remarks, asked[question.id], strict=True)
        ]
    return texts


def _variables(
    replies: pd.DataFrame, view: Codebook, dirt: WaveDirt, writer: ColumnWriter, rows: list[Row]
) -> tuple[list[Variable], list[list[Variable]]]:
    """Return the columns that tell of the reply, and those of the questions in blocks that stay together."""
    about = AboutReplies(replies, view, dirt, writer, rows)
    texts = true_texts(replies, view, dirt)
    asked = were_asked(replies, view)
    beyond = _beyond(replies, view, dirt, asked, rows, writer.chance("utenfor"))
    blocks = []
    for top in view.questions:
        if top.derived:
            continue
        parts = [view.question(each.id) for each in top.item_questions()] or [top]
        block: list[Variable] = []
        for question in parts:
            if question.kind == "text":
                answers = [
                    ("test" if row.test else None) if row.only is not None else texts[question.id][row.place]
                    for row in rows
                ]
            else:
                true = _answers(replies, view, question)
                answers = [true[row.place] if row.answers(question.id) else None for row in rows]
            given = Given(answers, [bool(asked[question.id][row.place]) for row in rows])
            block += writer.columns(question, given, beyond.get(question.id, frozenset()))
        blocks.append(block)
    return [about.column(column) for column in known_columns(view)], blocks


def _answers(replies: pd.DataFrame, view: Codebook, question: Question) -> list[Any]:
    records = replies[list(clean_columns(view, question.id))].astype(object).to_dict("records")
    return [answer_of(question, record) for record in records]


def _beyond(
    replies: pd.DataFrame,
    view: Codebook,
    dirt: WaveDirt,
    asked: dict[str, np.ndarray],
    rows: list[Row],
    rng: np.random.Generator,
) -> dict[str, frozenset[int]]:
    """Choose missing numbers that were typed, but out of range, by question id and row."""
    places: list[tuple[str, int]] = []
    for question in view.asked():
        if question.kind != "numeric" or question.beyond != "missing":
            continue
        silent = replies[clean_columns(view, question.id)[0]].isna().to_numpy() & asked[question.id]
        places += [(question.id, number) for number, row in enumerate(rows) if row.only is None and silent[row.place]]
    chosen: dict[str, set[int]] = {}
    for place in rng.permutation(len(places))[: dirt.beyond].tolist():
        chosen.setdefault(places[place][0], set()).add(places[place][1])
    return {name: frozenset(numbers) for name, numbers in chosen.items()}


def _in_order(view: Codebook, about: list[Variable], blocks: list[list[Variable]]) -> list[Variable]:
    """Put the columns in the wave's own order: the reply's id first, the rest shuffled in blocks."""
    rng = np.random.default_rng(zlib.crc32(f"{view.id}/{view.waves[0].id}".encode()))
    first, *rest = about
    rest = [rest[place] for place in rng.permutation(len(rest))]
    cut = int(rng.integers(len(rest) + 1))
    shuffled = [variable for place in rng.permutation(len(blocks)) for variable in blocks[place]]
    return [first, *rest[:cut], *shuffled, *rest[cut:]]


def _save(path: Path, variables: list[Variable], view: Codebook, dirt: WaveDirt) -> None:
    period = view.waves[0].field_period
    made = datetime.combine(period.end or period.deadline or period.start, datetime.min.time())
    if dirt.format == "sav":
        save_variables(path, variables, dirt.provenance, made)
        return
    rows = list(zip(*(each.cells for each in variables), strict=True))
    if dirt.format == "csv":
        save_lines(path, [each.name for each in variables], rows, view)
        return
    by_label = dirt.format == "xlsx_labels"
    header = [each.label if by_label else each.name for each in variables]
    told = [] if by_label else [line for each in variables for line in _labels(each)]
    save_workbook(path, header, rows, told, view.title.nb, dirt.provenance, made)


def _labels(variable: Variable) -> list[tuple[Any, ...]]:
    pairs = list((variable.labels or {}).items()) or [(None, None)]
    return [(variable.name, variable.label, code, label) for code, label in pairs]
