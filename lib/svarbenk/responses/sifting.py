"""Rows that are no replies: the survey team's own tests, no consent, and forms that were opened and left."""

import re
from datetime import datetime
from typing import Any

import numpy as np

from svarbenk.codebook import Codebook, Wave, fold
from svarbenk.errors import InputError
from svarbenk.responses.account import DroppedRow, Reason
from svarbenk.responses.coded import Cells
from svarbenk.responses.raw_export import RawExport, shorten, squeeze
from svarbenk.responses.spelling import as_code

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
    cells = export.cells[variable]
    moments = [_moment(cell) for cell in cells.distinct]
    unread = np.array([moment is None for moment in moments], dtype=bool)[cells.codes]
    if unread.any():
        place = int(unread.argmax())
        found = f"«{shorten(squeeze(cells[place]))}» er ikke et tidspunkt" if squeeze(cells[place]) else "tomt"
        raise InputError(
            f"{export.where(export.rows[place], variable)}: {found}; "
            "ventet når svaret ble startet, for eksempel 14.05.2019 09:30"
        )
    early = np.array([moment is not None and moment.date() < start for moment in moments], dtype=bool)[cells.codes]
    return [
        _dropped(
            export,
            codebook,
            place,
            "test_row",
            f"startet {moments[cells.codes[place]]:%d.%m.%Y}, før feltperioden fra {start:%d.%m.%Y}",
        )
        for place in np.flatnonzero(early).tolist()
    ]


def find_refused(export: RawExport, codebook: Codebook) -> list[DroppedRow]:
    """Find the rows of an ``export`` without consent, and those that were started and left.

    Parameters
    ----------
    export : RawExport
        The rows.
    codebook : Codebook
        Says which column and which cells mean yes (``reply.consent``, ``reply.completed``); an empty cell is no.
    """
    dropped: list[DroppedRow] = []
    gone: set[int] = set()
    consent, completed = codebook.reply.consent, codebook.reply.completed
    for column, wanted, reason, told in (
        (consent, consent.given if consent else (), "no_consent", "samtykke"),
        (completed, completed.values if completed else (), "not_completed", "status"),
    ):
        if column is None:
            continue
        known = {as_code(fold(each)) for each in wanted}
        cells = export.cells[column.variable]
        good = np.array([as_code(fold(squeeze(cell))) in known for cell in cells.distinct], dtype=bool)[cells.codes]
        for place in np.flatnonzero(~good).tolist():
            if place in gone:
                continue
            gone.add(place)
            found = shorten(squeeze(cells[place]), 40)
            detail = f"{told}: {f'«{found}»' if found else 'tomt'}"
            dropped.append(_dropped(export, codebook, place, reason, detail))
    return dropped


def _dropped(export: RawExport, codebook: Codebook, place: int, reason: Reason, detail: str) -> DroppedRow:
    return DroppedRow(export.rows[place], squeeze(export.cells[codebook.reply.id.variable][place]), reason, detail)


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


def find_nearly_empty(
    export: RawExport, codebook: Codebook, answers: dict[str, Cells], places: np.ndarray
) -> list[DroppedRow]:
    """Find replies that answered less than the codebook's share of the questions; backgrounds do not count.

    Parameters
    ----------
    export : RawExport
        The rows.
    codebook : Codebook
        Says the share (``cleaning.nearly_empty_below``).
    answers : dict
        Question id to the column of cleaned answers, over all rows.
    places : numpy.ndarray
        The rows that are replies.
    """
    limit = codebook.cleaning.nearly_empty_below
    questions = [each for each in codebook.asked() if each.kind != "text" and not each.background]
    answered = np.zeros(len(places), dtype=int)
    for question in questions:
        column = answers[question.id]
        given = np.array([answer not in (None, frozenset()) for answer in column.distinct], dtype=bool)
        answered += given[column.codes[places]]
    return [
        _dropped(
            export,
            codebook,
            int(places[number]),
            "nearly_empty",
            f"{answered[number]} av {len(questions)} spørsmål besvart, under grensen på {limit * 100:g} %",
        )
        for number in np.flatnonzero(answered < limit * len(questions)).tolist()
    ]
