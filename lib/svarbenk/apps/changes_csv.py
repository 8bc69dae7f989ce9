"""Rows of several numbers as CSV: a line a row, where a line a count would tear apart what belongs together."""

import csv
import io
from collections.abc import Sequence
from itertools import groupby

from svarbenk import wording
from svarbenk.apps.downloads import CSV
from svarbenk.apps.view import Download
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet
from svarbenk.responses import neutral

_TABLE = Text(nb="Tabell", en="Table")
_SOURCE = Text(nb="Kilde", en="Source")
_REMARK = Text(nb="Merknad", en="Remark")


def rows_csv(sheets: Sequence[CountSheet], language: Language) -> bytes:
    """Return the rows of some sheets: Norwegian with semicolon and comma, English as usual; «:» where hidden.

    Sheets of the same columns stand under one line of headings, others after an empty line. The byte order mark tells
    a spreadsheet the letters; text that it would take for a formula has an apostrophe before it.

    Parameters
    ----------
    sheets : sequence of CountSheet
        The numbers after protection.
    language : str
        «nb» or «en».
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if language == "nb" else ",", lineterminator="\r\n")
    for place, ((header, columns), several) in enumerate(
        groupby(sheets, key=lambda each: (each.row_header, each.columns))
    ):
        if place:
            writer.writerow([])
        ends = (_SOURCE.to(language), _REMARK.to(language))
        writer.writerow([_TABLE.to(language), header, *columns, *ends])
        for sheet in several:
            mark = wording.synthetic_mark(language) if sheet.synthetic else ""
            for row, numbers in zip(sheet.rows, sheet.counts, strict=True):
                told = [_written(each, language) for each in numbers]
                writer.writerow([neutral(sheet.title), neutral(row), *told, neutral(sheet.source), mark])
    return buffer.getvalue().encode("utf-8-sig")


def rows_download(slug: str, sheets: Sequence[CountSheet], language: Language) -> Download:
    """Return the rows of some sheets as a file.

    Parameters
    ----------
    slug : str
        What it is called.
    sheets, language
        As for ``rows_csv``.
    """
    return Download("CSV", f"{slug}.csv", CSV, lambda: rows_csv(sheets, language))


def _written(value: float | None, language: Language) -> str:
    if value is None:
        return wording.HIDDEN
    text = f"{value:.6g}" if abs(value) < 1e5 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nb" else text
