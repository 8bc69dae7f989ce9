"""The Excel export: full question texts as headers, labels as answers, several answers in one cell."""

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
    book = xlsxwriter.Workbook(str(path))
    # a fixed date, so that the same replies make the same file
    book.set_properties({"title": codebook.title.nb, "comments": provenance, "created": _MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    data = book.add_worksheet("Data")
    columns = known_columns(codebook)
    questions = codebook.asked()
    data.write_row(0, 0, [column.header for column in columns], bold)
    data.write_row(0, len(columns), [question.column().header for question in questions], bold)
    data.freeze_panes(1, 1)
    data.set_column(0, len(columns) + len(questions) - 1, 18)
    for line, row in enumerate(rows, start=1):
        about = _about(row, codebook, dirt, provenance)
        for place, column in enumerate(columns):
            value = about[column.variable]
            if isinstance(value, datetime):
                data.write_datetime(line, place, value, moment)
            else:
                data.write(line, place, value)
        for place, question in enumerate(questions, start=len(columns)):
            value = typed.get((row.id, question.id)) or _cell(question, row, dirt)
            if isinstance(value, str):
                data.write_string(line, place, value)
            elif value is not None:
                data.write_number(line, place, value)
    _write_labels(book, codebook, bold)
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


def _write_labels(book: xlsxwriter.Workbook, codebook: Codebook, bold) -> None:
    sheet = book.add_worksheet("Etiketter")
    sheet.write_row(0, 0, ["Variabel", "Spørsmål", "Kode", "Etikett"], bold)
    sheet.set_column(1, 1, 70)
    line = 1
    for question in codebook.asked():
        column = question.column()
        for code, label in [(category.code, category.nb) for category in question.categories] or [(None, None)]:
            sheet.write_row(line, 0, [column.variable, column.header, code, label])
            line += 1
