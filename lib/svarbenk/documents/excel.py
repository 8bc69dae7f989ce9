"""The numbers behind a report's tables and figures as an Excel workbook: one sheet each, counts as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format

from svarbenk.documents.excel_charts import Cells, has_chart, insert_chart, rows_needed
from svarbenk.documents.excel_contents import quoted, set_paper, write_contents, write_values
from svarbenk.documents.excel_formats import formats_of
from svarbenk.documents.labels import Labels, labels_for, moment, with_prefix
from svarbenk.documents.model import CountSheet, FigureBlock, Report
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of
from svarbenk.documents.references import References

WORKBOOK = "figurdata.xlsx"
SUPPRESSED = ":"
_FROZEN_ROWS = 2  # the way back and the caption stay in sight
_BESIDE = 9  # columns of numbers that leave room for a chart on the right


def write_excel(report: Report, path: Path) -> Path:
    """Write the counts, percentages, charts and tests behind a report; equal reports give equal bytes.

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
    with _workbook(report, path) as workbook:
        formats = formats_of(workbook)
        write_contents(workbook, outline, labels, formats)
        # sheets in the order of the tabs: the numbers, then where those of the prose came from
        for chapter in outline.chapters:
            for placed in chapter.blocks:
                if placed.sheet:
                    back = f"internal:{quoted(labels.contents)}!A1"
                    _Sheet(workbook, placed, labels_for(chapter.chapter.language), formats).write(back, labels.back)
        write_values(workbook, outline, References(outline), labels, formats)
    return path


def write_one(outline: Outline, chapter: ChapterOutline, placed: Placed, path: Path) -> Path:
    """Write the counts behind one table or figure as a workbook of its own.

    Parameters
    ----------
    outline : Outline
        The report.
    chapter : ChapterOutline
        The chapter it stands in.
    placed : Placed
        The table or figure.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.
    """
    with _workbook(outline.report, path) as workbook:
        _Sheet(workbook, placed, labels_for(chapter.chapter.language), formats_of(workbook)).write(
            None, outline.report.title
        )
    return path


def _workbook(report: Report, path: Path) -> xlsxwriter.Workbook:
    # a label that begins with «=» is text, and an address in a note is not a link to be followed by accident
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    workbook = xlsxwriter.Workbook(path, options)
    workbook.set_properties(
        {
            "title": report.title,
            "subject": report.subtitle,
            "author": "svarbenk",
            "created": moment(report.date).replace(tzinfo=None),
        }
    )
    return workbook


@dataclass
class _Sheet:
    """The sheet of one table or figure as it is written."""

    workbook: xlsxwriter.Workbook
    placed: Placed
    labels: Labels
    formats: dict[str, Format]

    def write(self, back: str | None, told: str) -> None:
        """Write everything; the first cell leads back, or tells which report the sheet is from."""
        block, formats, labels = self.placed.block, self.formats, self.labels
        sheet = self.sheet = self.workbook.add_worksheet(self.placed.sheet)
        set_paper(sheet, block.label, landscape=True)
        self._set_widths(block.sheets)
        if back:
            sheet.write_url(0, 0, back, formats["link"], f"← {told}")
        else:
            sheet.write_string(0, 0, told, formats["quiet"])
        sheet.set_row(1, 22)
        sheet.write_string(1, 0, f"{block.label}. {block.caption}", formats["caption"])
        sheet.freeze_panes(_FROZEN_ROWS, 1)
        if self.placed.synthetic:
            # beside the way back, so that the mark is frozen in sight with the caption
            sheet.write_string(0, 1, labels.synthetic, formats["mark"])
            sheet.write_blank(0, 2, None, formats["mark"])
        row = _FROZEN_ROWS
        for part in block.sheets:
            row = self._part(row, part)
        for index, note in enumerate(block.notes):
            sheet.write_string(row, 0, with_prefix(labels.note, note) if not index else note, formats["quiet"])
            row += 1
        if any(value is None for part in block.sheets for line in part.counts for value in line):
            sheet.write_string(row, 0, labels.suppressed, formats["quiet"])

    def _set_widths(self, parts: Sequence[CountSheet]) -> None:
        longest = max((len(text) for part in parts for text in (*part.rows, part.row_header)), default=0)
        self.sheet.set_column(0, 0, min(max(longest + 2, 16), 48))
        # a header wraps, so that a column need not be as wide as its name
        names = [len(word) for part in parts for name in part.columns for word in name.split()]
        most = max((len(part.columns) for part in parts), default=0)
        self.sheet.set_column(1, 2 * most + 2, min(max([*names, 8]) + 2, 22))

    def _part(self, row: int, part: CountSheet) -> int:
        """Write one set of counts with its percentages beside it; return the row after it."""
        sheet, labels, formats = self.sheet, self.labels, self.formats
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
        top = row
        columns = len(part.columns)
        n_column = columns + 1
        after = n_column + (part.row_n is not None)
        sheet.write_blank(row, 0, None, formats["over"])
        # what is counted is no count where it is a mean or a rate: then the unit says it alone
        over = f"{labels.counts} ({part.unit})" if part.percent is not None or part.row_n is not None else part.unit
        self._over(row, 1, columns, over)
        if part.row_n is not None:
            sheet.write_blank(row, n_column, None, formats["over"])
        if part.percent is not None:
            self._over(row, after, columns, labels.percent)
        row += 1
        header = row
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
            self._values(row, 1, part.counts[line], formats["count"])
            if part.row_n is not None:
                self._values(row, n_column, (part.row_n[line],), formats["count"])
            if part.percent is not None:
                self._values(row, after, part.percent[line], formats["percent"])
        if part.test:
            row += 1
            sheet.write_string(row, 0, with_prefix(labels.test, part.test), formats["quiet"])
        row += 2
        return self._chart(part, header, top, row, after if part.percent is not None else 1) if has_chart(part) else row

    def _chart(self, part: CountSheet, header: int, top: int, row: int, first_column: int) -> int:
        """Draw the counts beside them where there is room, else below; return the row after both."""
        block = self.placed.block
        cells = Cells(self.placed.sheet, header, header + 1, first_column, len(part.rows), len(part.columns))
        width = first_column + len(part.columns) if part.percent is not None else 2 + len(part.columns)
        place = (top, width + 1) if width <= _BESIDE else (row - 1, 0)
        alt = block.alt if isinstance(block, FigureBlock) else block.caption
        insert_chart(self.workbook, self.sheet, place, cells, part, alt, self.labels)
        return max(row, place[0] + rows_needed(part) + 1)

    def _over(self, row: int, column: int, width: int, text: str) -> None:
        """Name a band of columns; a band of one cell cannot be merged."""
        if width > 1:
            self.sheet.merge_range(row, column, row, column + width - 1, text, self.formats["over"])
        elif width == 1:
            self.sheet.write_string(row, column, text, self.formats["over"])

    def _values(self, row: int, column: int, values: tuple[float | None, ...], style: Format) -> None:
        for index, value in enumerate(values):
            if value is None:
                self.sheet.write_string(row, column + index, SUPPRESSED, self.formats["suppressed"])
            elif style is self.formats["count"] and not float(value).is_integer():
                # a mean, a rate, a sum of weights: all its digits are in the cell, two are shown
                self.sheet.write_number(row, column + index, value, self.formats["measure"])
            else:
                self.sheet.write_number(row, column + index, value, style)
