"""Counts as CSV, as a spreadsheet of the reader's language opens it."""

import csv
import io
from collections.abc import Iterator, Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet
from svarbenk.responses import neutral

_HEADERS = (
    Text(nb="Spørsmål", en="Question"),
    Text(nb="Fordelt etter", en="Broken down by"),
    Text(nb="Gruppe", en="Group"),
    Text(nb="Svar", en="Answer"),
    Text(nb="Tall", en="Number"),
    Text(nb="Prosent", en="Per cent"),
    Text(nb="n", en="n"),
    Text(nb="Måles i", en="Unit"),
    Text(nb="Utvalg", en="Base"),
    Text(nb="Test", en="Test"),
    Text(nb="Kilde", en="Source"),
    Text(nb="Merknad", en="Remark"),
)
_HIDDEN = Text(nb="«:» er skjult av hensyn til dem som svarte", en="“:” is hidden out of regard for those who answered")
_EVERYBODY = Text(nb="Alle", en="All")
_DECIMALS = 1


def csv_bytes(sheets: Sequence[CountSheet], language: Language) -> bytes:
    """Return counts, a line each, with base, test and source: Norwegian with semicolon and comma, English as usual.

    A hidden count is «:». The byte order mark tells a spreadsheet the letters; text that it would take for a formula
    has an apostrophe before it.

    Parameters
    ----------
    sheets : sequence of CountSheet
        The counts after protection.
    language : str
        «nb» or «en».
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if language == "nb" else ",", lineterminator="\r\n")
    writer.writerow([header.to(language) for header in _HEADERS])
    for sheet in sheets:
        writer.writerows(_lines(sheet, language))
    return buffer.getvalue().encode("utf-8-sig")


def _lines(sheet: CountSheet, language: Language) -> Iterator[list[str]]:
    mark = wording.synthetic_mark(language) if sheet.synthetic else ""
    after = [neutral(text) for text in (sheet.unit, sheet.base, sheet.test or "", sheet.source)]
    for place, row in enumerate(sheet.rows):
        hidden = any(each is None for each in sheet.counts[place])
        n = None if sheet.row_n is None else sheet.row_n[place]
        shares = sheet.percent[place] if sheet.percent is not None else None
        for column, name in enumerate(sheet.columns):
            count = sheet.counts[place][column]
            # nobody's share is no number, and nothing is hidden
            share = "" if shares is None or (shares[column] is None and count is not None) else shares[column]
            yield [
                neutral(sheet.question or sheet.title),
                neutral(sheet.row_header),
                neutral(row) if sheet.row_header else _EVERYBODY.to(language),
                neutral(name),
                _written(count, language),
                share if share == "" else _written(share, language, _DECIMALS),
                "" if sheet.row_n is None else _written(n, language),
                *after,
                " ".join(filter(None, (f"{mark}." if mark else "", f"{_HIDDEN.to(language)}." if hidden else ""))),
            ]


def _written(value: float | None, language: Language, decimals: int | None = None) -> str:
    if value is None:
        return wording.HIDDEN
    text = f"{value:.{decimals}f}" if decimals is not None else f"{value:.10g}"
    return text.replace(".", ",") if language == "nb" else text
