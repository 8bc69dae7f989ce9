"""The SPSS export: codes with value labels, and -9 and -8 as user-missing."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from svarbenk.codebook import Codebook, Question
from svarbenk.synthetic.columns import NOT_ASKED, UNANSWERED, known_columns
from svarbenk.synthetic.dirt import Dirt, number
from svarbenk.synthetic.submissions import Submission

_DATE_AT, _DATE = 92, b"01 Jun 19" + b"00:00:00"


def write_spss(
    path: Path,
    rows: tuple[Submission, ...],
    typed: dict[tuple[str, str], str],
    codebook: Codebook,
    dirt: Dirt,
    provenance: str,
) -> Path:
    """Write the file and return the path.

    A numeric question that somebody answered with text («ca. 3») is a string variable, as survey tools make
    it; the others are numbers.
    """
    textual = {question for _, question in typed}
    reply = codebook.reply
    columns: dict[str, list[Any]] = {}
    labels: dict[str, str] = {}
    for column in known_columns(codebook):
        labels[column.variable] = column.header
        columns[column.variable] = [row.extra.get(column.variable) for row in rows]
    columns[reply.id.variable] = [int(row.id) for row in rows]
    if reply.unit:
        columns[reply.unit.variable] = [dirt.unit(row.unit) for row in rows]
    if reply.started:
        columns[reply.started.variable] = [row.started for row in rows]
    if reply.provenance:
        columns[reply.provenance.variable] = [provenance] * len(rows)
    value_labels: dict[str, dict[int | float, str]] = {}
    missing: dict[str, list] = {}
    measures: dict[str, str] = {}
    for question in codebook.asked():
        for variable, header, cells, named in _variables(question, rows, typed, question.id in textual, dirt):
            columns[variable], labels[variable] = cells, header
            if named is not None:
                value_labels[variable] = named | {code.code: code.label for code in (UNANSWERED, NOT_ASKED)}
                missing[variable] = [{"lo": UNANSWERED.code, "hi": NOT_ASKED.code}]
            measures[variable] = {"numeric": "scale", "ordinal": "ordinal"}.get(question.kind, "nominal")
    pyreadstat.write_sav(
        pd.DataFrame(columns),
        str(path),
        file_label=provenance,
        column_labels=labels,
        variable_value_labels=value_labels,
        missing_ranges=missing,
        variable_measure=measures,
    )
    return _with_fixed_date(path)


def _variables(question: Question, rows, typed, textual: bool, dirt: Dirt):
    """Give variable, label, cells and value labels (None for strings) of each variable of a question."""
    own = question.column()
    if question.kind == "multiple":
        for category, column in question.option_columns():
            cells = [_mark(question, category.id, row) for row in rows]
            yield column.variable, column.header, cells, {0: "Nei", 1: "Ja"}
    elif question.kind == "text":
        yield own.variable, own.header, [dirt.blanks(row.answers[question.id] or "") for row in rows], None
    elif textual:
        cells = [typed.get((row.id, question.id)) or _written(question, row) for row in rows]
        yield own.variable, own.header, [dirt.blanks(cell) for cell in cells], None
    else:
        named = {category.code: category.nb for category in question.categories if category.code is not None}
        yield own.variable, own.header, [_code(question, row) for row in rows], named


def _mark(question: Question, option: str, row: Submission) -> float:
    answer = row.answers[question.id]
    return _absent(question, row) if answer is None else float(option in answer)


def _code(question: Question, row: Submission) -> float:
    answer = row.answers[question.id]
    if answer is None:
        return _absent(question, row)
    if question.kind == "numeric":
        return answer[0]
    return float(next(category.code for category in question.categories if category.id == answer))


def _written(question: Question, row: Submission) -> str:
    answer = row.answers[question.id]
    return "" if answer is None else number(answer[0])


def _absent(question: Question, row: Submission) -> float:
    return float((UNANSWERED if question.id in row.asked else NOT_ASKED).code)


def _with_fixed_date(path: Path) -> Path:
    """Overwrite the date and time of writing in the file's header, so that the same replies make the same file."""
    raw = bytearray(path.read_bytes())
    raw[_DATE_AT : _DATE_AT + len(_DATE)] = _DATE
    path.write_bytes(raw)
    return path
