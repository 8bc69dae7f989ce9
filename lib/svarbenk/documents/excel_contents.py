"""The workbook's contents, and the sheet that tells where the numbers of the prose were taken from."""

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from svarbenk.documents.html_inline import has_number
from svarbenk.documents.labels import Labels, worded_date
from svarbenk.documents.outline import ChapterOutline, Outline
from svarbenk.documents.references import References, Traced
from svarbenk.documents.sources import sources_of

_LINE_LENGTH = 95  # characters of a caption on one line of the contents
_ROW_HEIGHT = 16.5  # points; a row made higher for wrapped text must be told so


def write_contents(workbook: xlsxwriter.Workbook, outline: Outline, labels: Labels, formats: dict[str, Format]) -> None:
    """Write the first sheet: title, links to all other sheets, and how the numbers were made.

    Parameters
    ----------
    workbook : Workbook
        The workbook.
    outline : Outline
        The report.
    labels : Labels
        The signposts.
    formats : dict
        From ``formats_of``.
    """
    sheet = workbook.add_worksheet(labels.contents)
    report = outline.report
    set_paper(sheet, report.title, landscape=False)
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
    _band(sheet, row, labels.contents, formats["header"])
    row += 1
    for chapter in outline.chapters:
        numbered = [placed for placed in chapter.blocks if placed.sheet]
        if not numbered:
            continue
        _band(sheet, row, chapter.title, formats["band"])
        row += 1
        for placed in numbered:
            address = f"internal:{quoted(placed.sheet)}!A1"
            sheet.write_url(row, 0, address, formats["link"], placed.block.label)
            _wrapped(sheet, row, placed.block.caption, formats["text"])
            row += 1
    if any(chapter.chapter.values for chapter in outline.chapters):
        sheet.write_url(row, 0, f"internal:{quoted(labels.numbers_sheet)}!A1", formats["link"], labels.numbers_sheet)
        _wrapped(sheet, row, labels.traced_intro, formats["text"])
        row += 1
    row += 1
    _band(sheet, row, labels.about, formats["header"])
    lines = [
        (labels.protection, report.protection),
        ("", labels.suppressed),
        *((labels.method if not place else "", text) for place, text in enumerate(report.method)),
        *((labels.sources if not place else "", text) for place, text in enumerate(sources_of(report))),
        *report.facts,
    ]
    for label, value in lines:
        row += 1
        sheet.write_string(row, 0, label, formats["quiet_text"])
        _wrapped(sheet, row, value, formats["text"])


def write_values(
    workbook: xlsxwriter.Workbook,
    outline: Outline,
    references: References,
    labels: Labels,
    formats: dict[str, Format],
) -> None:
    """Write the sheet of the numbers that stand in the prose; none where no value is known.

    Parameters
    ----------
    workbook : Workbook
        The workbook.
    outline : Outline
        The report.
    references : References
        Where the numbers were taken from.
    labels : Labels
        The signposts.
    formats : dict
        From ``formats_of``.
    """
    if not any(chapter.chapter.values for chapter in outline.chapters):
        return
    sheet = workbook.add_worksheet(labels.numbers_sheet)
    set_paper(sheet, labels.numbers_sheet, landscape=True)
    for column, width in enumerate((30, 60, 16, 18, 60)):
        sheet.set_column(column, column, width)
    sheet.write_url(0, 0, f"internal:{quoted(labels.contents)}!A1", formats["link"], f"← {labels.back}")
    sheet.set_row(1, 22)
    sheet.write_string(1, 0, labels.numbers_sheet, formats["caption"])
    headers = (labels.place, labels.written, labels.exact, labels.sheet, labels.taken_from)
    for column, name in enumerate(headers):
        sheet.write_string(3, column, name, formats["number_header" if column == 2 else "header"])
    sheet.freeze_panes(4, 0)
    row = 3
    for chapter in outline.chapters:
        for traced in references.values(chapter):
            if has_number(traced.value.text):
                row += 1
                _write_value(sheet, row, chapter, traced, formats)
    sheet.autofilter(3, 0, max(row, 4), len(headers) - 1)


def _write_value(
    sheet: Worksheet, row: int, chapter: ChapterOutline, traced: Traced, formats: dict[str, Format]
) -> None:
    value = traced.value
    sheet.write_string(row, 0, chapter.title, formats["line_text"])
    sheet.write_string(row, 1, value.text, formats["line_text"])
    if value.number is None:
        sheet.write_blank(row, 2, None, formats["count"])
    else:
        whole = float(value.number).is_integer()
        sheet.write_number(row, 2, value.number, formats["count" if whole else "measure"])
    placed = traced.target.placed if traced.target else None
    if placed is None:
        sheet.write_blank(row, 3, None, formats["line_text"])
        sheet.write_string(row, 4, value.source or value.name, formats["line_text"])
        return
    if placed.sheet:
        sheet.write_url(row, 3, f"internal:{quoted(placed.sheet)}!A1", formats["link"], placed.block.label)
    else:
        sheet.write_string(row, 3, placed.block.label, formats["line_text"])
    sheet.write_string(row, 4, placed.block.caption, formats["line_text"])


def set_paper(sheet: Worksheet, title: str, landscape: bool) -> None:
    """Set how a sheet is printed: A4, as wide as the page, with its title and page numbers."""
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # «&» begins a code in a page header, and Excel takes no more than 255 signs
    sheet.set_header(f"&L{title[:100].replace('&', '&&')}&R&P / &N")


def quoted(name: str) -> str:
    """Write a sheet's name as Excel's formulas do."""
    return "'" + name.replace("'", "''") + "'"


def _band(sheet: Worksheet, row: int, text: str, style: Format) -> None:
    sheet.write_string(row, 0, text, style)
    sheet.write_blank(row, 1, None, style)


def _wrapped(sheet: Worksheet, row: int, text: str, style: Format) -> None:
    sheet.set_row(row, _ROW_HEIGHT * (1 + len(text) // _LINE_LENGTH))
    sheet.write_string(row, 1, text, style)
