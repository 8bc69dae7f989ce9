"""The files of single tables and figures: counts as CSV and Excel, the drawing as SVG and PNG.

They stand in ``data/`` and ``figurer/`` beside the pages, one set for each, under the name of its label.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from svarbenk.documents.drawing import image_bytes
from svarbenk.documents.excel import write_one
from svarbenk.documents.model import CountSheet, FigureBlock
from svarbenk.documents.outline import Outline, Placed
from svarbenk.responses import neutral

DATA = "data"
DRAWINGS = "figurer"
COLUMNS = (
    *("survey", "question_id", "question", "by", "row_id", "row", "column_id", "column", "count", "percent", "row_n"),
    *("unit", "base", "test", "source", "synthetic"),
)


@dataclass(frozen=True)
class Download:
    """A file that a reader can take: what it is, and its path from the report's folder."""

    name: str
    path: str


def write_files(outline: Outline, folder: Path) -> None:
    """Write the files of all tables and figures.

    Parameters
    ----------
    outline : Outline
        The report.
    folder : Path
        The report's folder.

    Raises
    ------
    InputError
        If a picture is no PNG.
    """
    for name in (DATA, DRAWINGS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for chapter in outline.chapters:
        for placed in chapter.blocks:
            if placed.sheet:
                (folder / DATA / f"{placed.file}.csv").write_text(counts_csv(placed), encoding="utf-8-sig", newline="")
            if not isinstance(placed.block, FigureBlock):
                continue
            block = placed.block
            if placed.sheet:
                write_one(outline, chapter, placed, folder / DATA / f"{placed.file}.xlsx")
            (folder / DRAWINGS / f"{placed.file}.svg").write_text(block.svg, encoding="utf-8")
            if block.png:
                (folder / DRAWINGS / f"{placed.file}.png").write_bytes(image_bytes(block.png, block.label))


def downloads(placed: Placed) -> tuple[Download, ...]:
    """Return the files that ``write_files`` wrote of a table or figure."""
    found = []
    if placed.sheet:
        found.append(Download("CSV", f"{DATA}/{placed.file}.csv"))
    if isinstance(placed.block, FigureBlock):
        if placed.sheet:
            found.append(Download("Excel", f"{DATA}/{placed.file}.xlsx"))
        found.append(Download("SVG", f"{DRAWINGS}/{placed.file}.svg"))
        if placed.block.png:
            found.append(Download("PNG", f"{DRAWINGS}/{placed.file}.png"))
    return tuple(found)


def counts_csv(placed: Placed) -> str:
    """Return the counts behind a table or figure as CSV, one line a cell.

    Numbers have a decimal point and all their digits; a hidden count is empty. Text that a spreadsheet would
    take for a formula has an apostrophe before it.

    Parameters
    ----------
    placed : Placed
        A table or figure.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for sheet in placed.block.sheets:
        writer.writerows(_lines(sheet))
    return buffer.getvalue()


def _lines(sheet: CountSheet) -> Iterator[list[str]]:
    before = [neutral(text) for text in (sheet.survey, sheet.question_id, sheet.question or sheet.title, sheet.by)]
    after = [neutral(text) for text in (sheet.unit, sheet.base, sheet.test or "", sheet.source)]
    row_keys, column_keys = keys(sheet.row_keys, sheet.rows), keys(sheet.column_keys, sheet.columns)
    for place, (row, row_key) in enumerate(zip(sheet.rows, row_keys, strict=True)):
        n = _plain(sheet.row_n[place]) if sheet.row_n is not None else ""
        shares = sheet.percent[place] if sheet.percent is not None else (None,) * len(sheet.columns)
        cells = zip(sheet.columns, column_keys, sheet.counts[place], shares, strict=True)
        for column, column_key, count, share in cells:
            yield [
                *before,
                *(row_key, neutral(row), column_key, neutral(column), _plain(count), _plain(share), n),
                *after,
                str(sheet.synthetic).lower(),
            ]


def keys(known: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return one id a label; empty ones where ids are not known."""
    return known if len(known) == len(labels) else ("",) * len(labels)


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
