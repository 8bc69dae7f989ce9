"""The CSV export: variables as headers, codes as answers, decimal comma, a 0/1 column an option."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from svarbenk.codebook import Codebook, Question
from svarbenk.synthetic.columns import NOT_ASKED, UNANSWERED, known_columns
from svarbenk.synthetic.dirt import Dirt, number
from svarbenk.synthetic.submissions import STAMP, Submission


def write_delimited(
    path: Path,
    rows: tuple[Submission, ...],
    typed: dict[tuple[str, str], str],
    codebook: Codebook,
    dirt: Dirt,
    provenance: str,
) -> Path:
    """Write the file in the encoding and with the separator that the codebook says, and return the path."""
    known = known_columns(codebook)
    names = [column.variable for column in known]
    for question in codebook.asked():
        if question.kind == "multiple":
            names += [column.variable for _, column in question.option_columns()]
        else:
            names.append(question.column().variable)
    lines = []
    for row in rows:
        about = _about(row, codebook, dirt, provenance)
        cells = [about[column.variable] for column in known]
        for question in codebook.asked():
            given = typed.get((row.id, question.id))
            cells += [dirt.blanks(given)] if given else _cells(question, row, dirt)
        lines.append(cells)
    return save_lines(path, names, lines, codebook)


def save_lines(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], codebook: Codebook) -> Path:
    """Write a CSV file and return its path.

    Parameters
    ----------
    path : Path
        The file.
    header, rows
        Its cells.
    codebook : Codebook
        Says the encoding and the separator.
    """
    rules = codebook.exports.csv
    with path.open("w", encoding=rules.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=rules.separator, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _about(row: Submission, codebook: Codebook, dirt: Dirt, provenance: str) -> dict[str, str]:
    reply = codebook.reply
    about = {name: number(value) if isinstance(value, float) else value for name, value in row.extra.items()}
    about[reply.id.variable] = row.id
    if reply.unit:
        about[reply.unit.variable] = dirt.unit(row.unit)
    if reply.started:
        about[reply.started.variable] = row.started.strftime(STAMP)
    if reply.provenance:
        about[reply.provenance.variable] = provenance
    return about


def _cells(question: Question, row: Submission, dirt: Dirt) -> list[str]:
    answer = row.answers[question.id]
    missing = str((UNANSWERED if question.id in row.asked else NOT_ASKED).code)
    if question.kind == "multiple":
        if answer is None:
            return [missing] * len(question.categories)
        return ["1" if category.id in answer else "0" for category in question.categories]
    if question.kind == "text":
        return [dirt.blanks(answer or "")]
    if answer is None:
        return [missing]
    if question.kind == "numeric":
        return [number(answer[0])]
    return [dirt.blanks(str(next(each.code for each in question.categories if each.id == answer)))]
