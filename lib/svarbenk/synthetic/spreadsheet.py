"""The Excel export: full question texts as headers, labels as answers, several answers in one cell."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from svarbenk.codebook import Codebook, Question
from svarbenk.synthetic.columns import NOT_ASKED, UNANSWERED, known_columns
from svarbenk.synthetic.dirt import Dirt, ticked
from svarbenk.synthetic.submissions import Submission

_MADE = datetime(2019, 6, 1)


def write_spreadsheet(
    path: Path,
    rows: tuple[Submission, ...],
    typed: dict[tuple[str, str], str],
    codebook: Codebook,
    dirt: Dirt,
    provenance: str,
) -> Path:
    """Write the sheets «Data» and «Etiketter» (variable, question, code, label) and return the path."""
    columns = known_columns(codebook)
    questions = codebook.asked()
    header = [column.header for column in (*columns, *(question.column() for question in questions))]
    lines = []
    for row in rows:
        about = _about(row, codebook, dirt, provenance)
        answers = [typed.get((row.id, question.id)) or _cell(question, row, dirt) for question in questions]
        lines.append([*(about[column.variable] for column in columns), *answers])
    return save_workbook(path, header, lines, _labels(codebook), codebook.title.nb, provenance, _MADE)


def save_workbook(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    labels: Sequence[Sequence[Any]],
    title: str,
    provenance: str,
    made: datetime,
) -> Path:
    """Write an Excel file and return its path.

    Parameters
    ----------
    path : Path
        The file.
    header, rows
        The sheet «Data»: texts, numbers, moments; None and empty text leave the cell empty.
    labels : sequence
        The rows of the sheet «Etiketter»: variable, question, code, label. Without any there is no such sheet.
    title, provenance : str
        What the file says of itself.
    made : datetime
        When it says that it was made; a fixed time, so that the same replies make the same file.
    """
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": title, "comments": provenance, "created": made})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    data = book.add_worksheet("Data")
    data.write_row(0, 0, header, bold)
    data.freeze_panes(1, 1)
    data.set_column(0, len(header) - 1, 18)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                data.write_datetime(line, place, value, moment)
            elif isinstance(value, str):
                if value:  # as text whatever it begins with: «=» is no formula here
                    data.write_string(line, place, value)
            elif value is not None:
                data.write_number(line, place, value)
    if labels:
        sheet = book.add_worksheet("Etiketter")
        sheet.write_row(0, 0, ["Variabel", "Spørsmål", "Kode", "Etikett"], bold)
        sheet.set_column(1, 1, 70)
        for line, told in enumerate(labels, start=1):
            sheet.write_row(line, 0, told)
    book.close()
    return path


def _about(row: Submission, codebook: Codebook, dirt: Dirt, provenance: str) -> dict[str, Any]:
    reply = codebook.reply
    about: dict[str, Any] = {reply.id.variable: int(row.id), **row.extra}
    if reply.unit:
        about[reply.unit.variable] = dirt.unit(row.unit)
    if reply.started:
        about[reply.started.variable] = row.started
    if reply.provenance:
        about[reply.provenance.variable] = provenance
    return about


def _cell(question: Question, row: Submission, dirt: Dirt) -> str | float | None:
    answer = row.answers[question.id]
    if question.id not in row.asked:
        return NOT_ASKED.label if question.kind == "multiple" else None
    if question.kind == "multiple":
        return UNANSWERED.label if answer is None else "; ".join(map(dirt.label, ticked(question, answer))) or None
    if answer is None:
        return UNANSWERED.label if question.kind != "text" and dirt.rng.random() < 0.5 else None
    if question.kind == "numeric":
        return answer[0]
    if question.kind == "text":
        return dirt.blanks(answer)
    return dirt.label(next(category for category in question.categories if category.id == answer))


def _labels(codebook: Codebook) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for question in codebook.asked():
        column = question.column()
        pairs = [(category.code, category.nb) for category in question.categories] or [(None, None)]
        found += [(column.variable, column.header, code, label) for code, label in pairs]
    return found
