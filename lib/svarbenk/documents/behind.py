"""What is behind a table or figure, for the reader who asks: question, base, test, and counts not in sight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.documents.labels import Labels
from svarbenk.documents.model import CountSheet, TableBlock
from svarbenk.documents.outline import Placed
from svarbenk.wording import number, percent

_COUNT_AND_SHARE = re.compile(r"\d[\d\xa0 ,.]*\s?\(.*%\)$|^:$|^0")


@dataclass(frozen=True)
class Part:
    """One set of counts: what is particular to it, and its cells as worded text where they must be shown."""

    title: str
    described: tuple[tuple[str, str], ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Behind:
    """What all sets of counts share, and each by itself."""

    described: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def behind(placed: Placed, labels: Labels, language: str) -> Behind:
    """Gather what is behind a table or figure.

    Parameters
    ----------
    placed : Placed
        The table or figure.
    labels : Labels
        The signposts.
    language : str
        «nb» or «en».
    """
    sheets = placed.block.sheets
    shared = _shared(sheets, labels)
    seen = isinstance(placed.block, TableBlock) and _counts_in_sight(placed.block)
    parts = []
    for sheet in sheets:
        told = [each for each in _described(sheet, labels) if each not in shared]
        if sheet.test:
            told.append((labels.test, sheet.test))
        header, rows = ((), ()) if seen else _cells(sheet, labels, language)
        title = sheet.title if len(sheets) > 1 else ""
        if len(sheets) > 1 and sheet.row_header and sum(each.title == sheet.title for each in sheets) > 1:
            title = f"{sheet.title} – {sheet.row_header}"
        if told or rows:
            parts.append(Part(title, tuple(told), header, rows))
    return Behind(tuple(shared), tuple(parts))


def _described(sheet: CountSheet, labels: Labels) -> list[tuple[str, str]]:
    lines = (
        (labels.question, sheet.question),
        (labels.base, sheet.base),
        (labels.unit, sheet.unit),
        (labels.source, sheet.source),
    )
    return [(label, text) for label, text in lines if text]


def _shared(sheets: Sequence[CountSheet], labels: Labels) -> list[tuple[str, str]]:
    if not sheets:
        return []
    others = [set(_described(sheet, labels)) for sheet in sheets[1:]]
    return [line for line in _described(sheets[0], labels) if all(line in other for other in others)]


def _counts_in_sight(table: TableBlock) -> bool:
    """Tell whether a table prints the counts themselves: «47 (60 %)» in most of its cells."""
    cells = [cell for row in table.rows for cell in row.cells[: max(len(table.columns) - 1, 1)] if cell.strip()]
    counted = sum(bool(_COUNT_AND_SHARE.search(cell)) for cell in cells)
    return bool(cells) and counted > 0.8 * len(cells)


def _cells(sheet: CountSheet, labels: Labels, language: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    n = () if sheet.row_n is None else (labels.n,)
    header = (sheet.row_header, *sheet.columns, *n)
    rows = []
    for place, name in enumerate(sheet.rows):
        shares = sheet.percent[place] if sheet.percent is not None else [None] * len(sheet.columns)
        cells = [_cell(x, share, language) for x, share in zip(sheet.counts[place], shares, strict=True)]
        if sheet.row_n is not None:
            cells.append(_cell(sheet.row_n[place], None, language))
        rows.append((name, *cells))
    return header, tuple(rows)


def _cell(count: float | None, share: float | None, language: str) -> str:
    if count is None:
        return ":"
    # a sum of weights, a mean, a rate: two decimals tell it apart from a count
    written = number(count, language, 0 if float(count).is_integer() else 2)
    return written if share is None else f"{written} ({percent(share, language)})"
