"""The SPSS export: codes with value labels, and -9 and -8 as user-missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from svarbenk.codebook import Codebook, Question
from svarbenk.synthetic.columns import NOT_ASKED, UNANSWERED, known_columns
from svarbenk.synthetic.dirt import Dirt, number
from svarbenk.synthetic.submissions import Submission

_DATE_AT = 92
_MADE = datetime(2019, 6, 1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Variable:
    """A variable of an SPSS file: name, label, cells, value labels, measure and the span of user-missing codes."""

    name: str
    label: str
    cells: Sequence[Any]
    labels: dict[int | float, str] | None = None
    measure: str | None = None
    missing: tuple[float, float] | None = None


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
    about = {name: [row.extra[name] for row in rows] for name in (rows[0].extra if rows else ())}
    about[reply.id.variable] = [int(row.id) for row in rows]
    if reply.unit:
        about[reply.unit.variable] = [dirt.unit(row.unit) for row in rows]
    if reply.started:
        about[reply.started.variable] = [row.started for row in rows]
    if reply.provenance:
        about[reply.provenance.variable] = [provenance] * len(rows)
    known = known_columns(codebook)
    variables = [Variable(column.variable, column.header, about.get(column.variable, [])) for column in known]
    absent = {code.code: code.label for code in (UNANSWERED, NOT_ASKED)}
    span = (UNANSWERED.code, NOT_ASKED.code)
    for question in codebook.asked():
        for variable, header, cells, named in _variables(question, rows, typed, question.id in textual, dirt):
            labels, missing = (None, None) if named is None else (named | absent, span)
            variables.append(Variable(variable, header, cells, labels, measure_of(question), missing))
    return save_variables(path, variables, provenance, _MADE)


def measure_of(question: Question) -> str:
    """Return what SPSS calls the measure of a ``question``."""
    return {"numeric": "scale", "ordinal": "ordinal"}.get(question.kind, "nominal")


def save_variables(path: Path, variables: Iterable[Variable], provenance: str, made: datetime) -> Path:
    """Write an SPSS file and return its path.

    Parameters
    ----------
    path : Path
        The file.
    variables : iterable of Variable
        Its variables in order.
    provenance : str
        What the file says of itself.
    made : datetime
        When it says that it was made; a fixed time, so that the same replies make the same file.
    """
    variables = list(variables)
    pyreadstat.write_sav(
        pd.DataFrame({each.name: each.cells for each in variables}),
        str(path),
        file_label=provenance,
        column_labels={each.name: each.label for each in variables},
        variable_value_labels={each.name: each.labels for each in variables if each.labels is not None},
        missing_ranges={
            each.name: [dict(zip(("lo", "hi"), each.missing, strict=True))] for each in variables if each.missing
        },
        variable_measure={each.name: each.measure for each in variables if each.measure},
    )
    return _with_fixed_date(path, made)


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


def _with_fixed_date(path: Path, made: datetime) -> Path:
    """Overwrite the date and time of writing in the file's header."""
    stamp = f"{made.day:02d} {_MONTHS[made.month - 1]} {made.year % 100:02d}{made:%H:%M:%S}".encode("ascii")
    raw = bytearray(path.read_bytes())
    raw[_DATE_AT : _DATE_AT + len(stamp)] = stamp
    path.write_bytes(raw)
    return path
