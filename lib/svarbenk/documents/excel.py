"""The numbers behind a report's tables and figures as an Excel workbook: one sheet each, counts as numbers."""

from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from svarbenk.documents.labels import Labels, labels_for, moment, with_prefix, worded_date
from svarbenk.documents.model import CountSheet, Report
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of

SUPPRESSED = ":"
_ACCENT, _QUIET, _HAIR, _TINT, _AMBER, _BROWN = "#17495C", "#55646B", "#D5DDE0", "#EFF4F5", "#FDF1D3", "#4A3208"
_LINE_LENGTH = 95  # characters of a caption on one line of the contents
_ROW_HEIGHT = 16.5  # points; a row made higher for wrapped text must be told so
_FROZEN_ROWS = 2  # the way back and the caption stay in sight


def write_excel(report: Report, path: Path) -> Path:
    """Write the counts, percentages and tests behind a report; equal reports give equal bytes.

    Percentages are numbers from 0 to 100. A suppressed cell is «:».

    Parameters
    ----------
    report : Report
        The report whose numbers to write.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If the report cannot be laid out.
    """
    outline = outline_of(report)
    labels = labels_for(report.language)
    # a label that begins with «=» is text, and an address in a note is not a link to be followed by accident
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties(
            {
                "title": report.title,
                "subject": report.subtitle,
                "author": "svarbenk",
                "created": moment(report.date).replace(tzinfo=None),
            }
        )
        formats = _formats(workbook)
        contents = workbook.add_worksheet(labels.contents)
        _write_contents(contents, outline, labels, formats)
        for chapter in outline.chapters:
            for placed in chapter.blocks:
                if placed.sheet:
                    _write_numbers(workbook.add_worksheet(placed.sheet), chapter, placed, labels, formats)
    return path


def _write_contents(sheet: Worksheet, outline: Outline, labels: Labels, formats: dict[str, Format]) -> None:
    report = outline.report
    _set_paper(sheet, report.title, landscape=False)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _LINE_LENGTH)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, report.title, formats["title"])
    row = 1
    for text in (report.subtitle, worded_date(report.date, report.language)):
        if text:
            sheet.write_string(row, 0, text, formats["quiet"])
            row += 1
    if outline.synthetic:
        sheet.write_string(row, 0, labels.synthetic, formats["mark"])
        sheet.write_string(row, 1, labels.synthetic_banner, formats["mark_text"])
        row += 1
    row += 1
    sheet.write_string(row, 0, labels.contents, formats["header"])
    sheet.write_blank(row, 1, None, formats["header"])
    row += 1
    for chapter in outline.chapters:
        numbered = [placed for placed in chapter.blocks if placed.sheet]
        if not numbered:
            continue
        sheet.write_string(row, 0, chapter.title, formats["band"])
        sheet.write_blank(row, 1, None, formats["band"])
        row += 1
        for placed in numbered:
            address = f"internal:{_quoted(placed.sheet)}!A1"
            sheet.write_url(row, 0, address, formats["link"], placed.block.label)
            sheet.set_row(row, _ROW_HEIGHT * (1 + len(placed.block.caption) // _LINE_LENGTH))
            sheet.write_string(row, 1, placed.block.caption, formats["text"])
            row += 1
    row += 1
    facts = [(labels.protection, report.protection), ("", labels.suppressed), *report.facts]
    sheet.write_string(row, 0, labels.about, formats["header"])
    sheet.write_blank(row, 1, None, formats["header"])
    for label, value in facts:
        row += 1
        sheet.write_string(row, 0, label, formats["quiet_text"])
        sheet.set_row(row, _ROW_HEIGHT * (1 + len(value) // _LINE_LENGTH))
        sheet.write_string(row, 1, value, formats["text"])


def _write_numbers(
    sheet: Worksheet, chapter: ChapterOutline, placed: Placed, book_labels: Labels, formats: dict[str, Format]
) -> None:
    labels = labels_for(chapter.chapter.language)
    block = placed.block
    _set_paper(sheet, block.label, landscape=True)
    longest = max((len(text) for part in block.sheets for text in (*part.rows, part.row_header)), default=0)
    sheet.set_column(0, 0, min(max(longest + 2, 16), 48))
    # a header wraps, so that a column need not be as wide as its name
    names = [len(word) for part in block.sheets for name in part.columns for word in name.split()]
    most = max((len(part.columns) for part in block.sheets), default=0)
    sheet.set_column(1, 2 * most + 2, min(max([*names, 8]) + 2, 22))
    back = f"internal:{_quoted(book_labels.contents)}!A1"
    sheet.write_url(0, 0, back, formats["link"], f"← {book_labels.back}")
    sheet.set_row(1, 22)
    sheet.write_string(1, 0, f"{block.label}. {block.caption}", formats["caption"])
    sheet.freeze_panes(_FROZEN_ROWS, 1)
    row = _FROZEN_ROWS
    if placed.synthetic:
        # beside the way back, so that the mark is frozen in sight with the caption
        sheet.write_string(0, 1, labels.synthetic, formats["mark"])
        sheet.write_blank(0, 2, None, formats["mark"])
    for part in block.sheets:
        row = _write_part(sheet, row, part, labels, formats)
    for index, note in enumerate(block.notes):
        sheet.write_string(row, 0, with_prefix(labels.note, note) if not index else note, formats["quiet"])
        row += 1
    if any(value is None for part in block.sheets for line in part.counts for value in line):
        sheet.write_string(row, 0, labels.suppressed, formats["quiet"])


def _write_part(sheet: Worksheet, row: int, part: CountSheet, labels: Labels, formats: dict[str, Format]) -> int:
    """Write one set of counts with its percentages beside it; return the row after it."""
    row += 1
    sheet.write_string(row, 0, part.title, formats["part"])
    described = (
        (labels.question, part.question),
        (labels.base, part.base),
        (labels.unit, part.unit),
        (labels.source, part.source),
    )
    for label, text in described:
        if text:
            row += 1
            sheet.write_string(row, 0, with_prefix(label, text), formats["quiet"])
    if part.synthetic:
        row += 1
        sheet.write_string(row, 0, labels.synthetic, formats["mark"])
    row += 1
    columns = len(part.columns)
    n_column = columns + 1
    after = n_column + (part.row_n is not None)
    sheet.write_blank(row, 0, None, formats["over"])
    _write_over(sheet, row, 1, columns, f"{labels.counts} ({part.unit})", formats)
    if part.row_n is not None:
        sheet.write_blank(row, n_column, None, formats["over"])
    if part.percent is not None:
        _write_over(sheet, row, after, columns, labels.percent, formats)
    row += 1
    longest = max((len(name) for name in part.columns), default=0)
    sheet.set_row(row, 15.0 * min(1 + longest // 14, 4) + 3)
    sheet.write_string(row, 0, part.row_header, formats["header"])
    for index, name in enumerate(part.columns):
        sheet.write_string(row, 1 + index, name, formats["number_header"])
        if part.percent is not None:
            sheet.write_string(row, after + index, name, formats["number_header"])
    if part.row_n is not None:
        sheet.write_string(row, n_column, labels.n, formats["number_header"])
    for line, name in enumerate(part.rows):
        row += 1
        sheet.write_string(row, 0, name, formats["label"])
        _write_values(sheet, row, 1, part.counts[line], formats["count"], formats)
        if part.row_n is not None:
            _write_values(sheet, row, n_column, (part.row_n[line],), formats["count"], formats)
        if part.percent is not None:
            _write_values(sheet, row, after, part.percent[line], formats["percent"], formats)
    if part.test:
        row += 1
        sheet.write_string(row, 0, with_prefix(labels.test, part.test), formats["quiet"])
    return row + 2


def _write_over(sheet: Worksheet, row: int, column: int, width: int, text: str, formats: dict[str, Format]) -> None:
    """Name a band of columns; a band of one cell cannot be merged."""
    if width > 1:
        sheet.merge_range(row, column, row, column + width - 1, text, formats["over"])
    elif width == 1:
        sheet.write_string(row, column, text, formats["over"])


def _write_values(
    sheet: Worksheet,
    row: int,
    column: int,
    values: tuple[float | None, ...],
    style: Format,
    formats: dict[str, Format],
) -> None:
    for index, value in enumerate(values):
        if value is None:
            sheet.write_string(row, column + index, SUPPRESSED, formats["suppressed"])
        else:
            sheet.write_number(row, column + index, value, style)


def _set_paper(sheet: Worksheet, title: str, landscape: bool) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # «&» begins a code in a page header, and Excel takes no more than 255 signs
    sheet.set_header(f"&L{title[:100].replace('&', '&&')}&R&P / &N")


def _quoted(name: str) -> str:
    """Write a sheet's name as Excel's formulas do."""
    return "'" + name.replace("'", "''") + "'"


def _formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    def style(**properties: Any) -> Format:
        return workbook.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top"} | properties)

    line = {"bottom": 1, "bottom_color": _HAIR, "valign": "vcenter"}
    header = {"bold": True, "bottom": 1, "bottom_color": _ACCENT, "text_wrap": True, "valign": "bottom"}
    over = {"font_color": _QUIET, "top": 2, "top_color": _ACCENT, "align": "left", "italic": True}
    return {
        "title": style(bold=True, font_size=18, font_color=_ACCENT),
        "caption": style(bold=True, font_size=13, font_color=_ACCENT),
        "part": style(bold=True, font_size=12),
        "text": style(text_wrap=True),
        "quiet": style(font_color=_QUIET),
        "quiet_text": style(font_color=_QUIET, text_wrap=True),
        "mark": style(bold=True, font_color=_BROWN, bg_color=_AMBER),
        "mark_text": style(font_color=_BROWN, bg_color=_AMBER),
        "link": style(font_color=_ACCENT, underline=1),
        "band": style(bold=True, bg_color=_TINT, font_color=_ACCENT),
        "over": style(**over),
        "header": style(**header),
        "number_header": style(**header, align="right"),
        "label": style(**line),
        "count": style(**line, align="right"),
        "percent": style(**line, num_format="0.0"),
        "suppressed": style(**line, align="right", font_color=_QUIET),
    }
