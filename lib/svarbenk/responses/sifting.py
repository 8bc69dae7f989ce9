"""Rows that are no replies: the survey team's own tests, and forms that were opened and left."""

import re
from datetime import datetime
from typing import Any

from svarbenk.codebook import Codebook, Wave
from svarbenk.errors import InputError
from svarbenk.responses.account import DroppedRow
from svarbenk.responses.raw_export import RawExport, shorten, squeeze

_STAMPS = tuple(f"%d.%m.%Y{time}" for time in ("", " %H:%M", " %H:%M:%S", " %H.%M"))
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")


def find_test_rows(export: RawExport, codebook: Codebook, wave: Wave) -> list[DroppedRow]:
    """Find the rows of an ``export`` that were started before the ``wave`` was in the field.

    Parameters
    ----------
    export : RawExport
        The rows.
    codebook : Codebook
        Says whether there is such a rule (``cleaning.test_rows``).
    wave : Wave
        Says when the field period began.

    Raises
    ------
    InputError
        If a start time cannot be read.
    """
    if codebook.cleaning.test_rows == "keep" or codebook.reply.started is None:
        return []
    variable = codebook.reply.started.variable
    start = wave.field_period.start
    dropped = []
    for place, cell in enumerate(export.cells[variable]):
        started = _moment(cell)
        if started is None:
            found = f"«{shorten(squeeze(cell))}» er ikke et tidspunkt" if squeeze(cell) else "tomt"
            raise InputError(
                f"{export.where(export.rows[place], variable)}: {found}; "
                "ventet når svaret ble startet, for eksempel 14.05.2019 09:30"
            )
        if started.date() < start:
            reply = squeeze(export.cells[codebook.reply.id.variable][place])
            detail = f"startet {started:%d.%m.%Y}, før feltperioden fra {start:%d.%m.%Y}"
            dropped.append(DroppedRow(export.rows[place], reply, "test_row", detail))
    return dropped


def _moment(cell: Any) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    text = squeeze(cell)
    try:
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        return None
    for stamp in _STAMPS:
        try:
            return datetime.strptime(text, stamp)
        except ValueError:
            continue
    return None


def find_nearly_empty(export: RawExport, codebook: Codebook, answers: dict[int, dict[str, Any]]) -> list[DroppedRow]:
    """Find replies that answered less than the codebook's share of the questions; backgrounds do not count.

    Parameters
    ----------
    export : RawExport
        The rows.
    codebook : Codebook
        Says the share (``cleaning.nearly_empty_below``).
    answers : dict
        File position to {question id: cleaned answer}.
    """
    limit = codebook.cleaning.nearly_empty_below
    questions = [each for each in codebook.asked() if each.kind != "text" and not each.background]
    dropped = []
    for place, answer in answers.items():
        answered = sum(answer[question.id] not in (None, frozenset()) for question in questions)
        if answered / len(questions) < limit:
            reply = squeeze(export.cells[codebook.reply.id.variable][place])
            detail = f"{answered} av {len(questions)} spørsmål besvart, under grensen på {limit * 100:g} %"
            dropped.append(DroppedRow(export.rows[place], reply, "nearly_empty", detail))
    return dropped
