"""A printed table as a Word table: header row repeated, rows kept whole, short tables kept on one page.

The XML is written as text because a table made cell by cell takes python-docx seconds in a long report.
"""

from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from svarbenk.documents.columns import (
    column_shares,
    fits_a_page,
    numeric_columns,
    paper_width,
    row_groups,
    type_size,
    unbroken,
)
from svarbenk.documents.model import TableBlock
from svarbenk.documents.word_styles import ACCENT, TABLE_STYLE, TINT

_TWIPS_PER_MM = 1440 / 25.4


def table_element(table: TableBlock, together: bool) -> object:
    """Make the table.

    Parameters
    ----------
    table : TableBlock
        The table to set.
    together : bool
        Whether its last row must stay with the paragraph after it, where the notes stand.

    Returns
    -------
    CT_Tbl
        An element to be put into the document's body.
    """
    numeric = (False, *numeric_columns(table))
    whole = round(paper_width(table) * _TWIPS_PER_MM)
    widths = [round(whole * share) for share in column_shares(table)]
    size = round(type_size(table) * 2)
    headers = (table.stub, *table.columns)
    rows = [_row(_cells(headers, widths, numeric, size, bold=True, keep=True, header=True), header=True)]
    for group in row_groups(table):
        if group.heading is not None:
            rows.append(_row(_spanning(group.heading, widths, size)))
        for row in group.rows:
            keep = fits_a_page(table) if row is not table.rows[-1] else together
            cells = (*row.cells, *[""] * len(table.columns))[: len(table.columns)]
            indent = 140 if group.heading is not None else 0
            texts = (row.label, *cells)
            rows.append(_row(_cells(texts, widths, numeric, size, bold=row.role == "total", keep=keep, indent=indent)))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.label)}/><w:tblDescription w:val={quoteattr(table.caption)}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: str, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cells(
    texts: tuple[str, ...],
    widths: list[int],
    numeric: tuple[bool, ...],
    size: int,
    bold: bool = False,
    keep: bool = False,
    indent: int = 0,
    header: bool = False,
) -> str:
    cells = []
    lowered = '<w:vAlign w:val="bottom"/>' if header else ""
    for index, (text, width) in enumerate(zip(texts, widths, strict=True)):
        shown = unbroken(text) if numeric[index] and not header else text
        paragraph = _paragraph(shown, size, bold, keep, numeric[index], 0 if index else indent)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lowered}</w:tcPr>{paragraph}</w:tc>')
    return "".join(cells)


def _spanning(text: str, widths: list[int], size: int) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr>'
        f"{_paragraph(text, size, True, True, False, 0, ACCENT)}</w:tc>"
    )


def _paragraph(
    text: str, size: int, bold: bool, keep: bool, right: bool, indent: int, colour: str | None = None
) -> str:
    kept = "<w:keepNext/>" if keep else ""
    moved = f'<w:ind w:left="{indent}"/>' if indent else ""
    aligned = '<w:jc w:val="right"/>' if right else ""
    heavy = "<w:b/>" if bold else ""
    coloured = f'<w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{kept}{moved}{aligned}</w:pPr>'
        f'<w:r><w:rPr>{heavy}{coloured}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
