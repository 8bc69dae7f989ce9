"""A printed table as a Word table: header row repeated, rows kept whole, short tables kept on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from svarbenk.documents.columns import Layout, unbroken
from svarbenk.documents.model import TableBlock
from svarbenk.documents.word_styles import ACCENT, TINT

_TWIPS_PER_MM = 1440 / 25.4
_STYLE_SIZE = 9.0  # of the style «Table Text»; another size is said at each run


@dataclass(frozen=True)
class TableStyles:
    """Ids of the styles that a table is set in."""

    table: str
    text: str
    number: str


def table_xml(table: TableBlock, layout: Layout, width_mm: float, styles: TableStyles, together: bool) -> str:
    """Make the table.

    Parameters
    ----------
    table : TableBlock
        The table to set.
    layout : Layout
        How it is set.
    width_mm : float
        How wide the text of its page is.
    styles : TableStyles
        The styles of the document.
    together : bool
        Whether its last row must stay with the paragraph after it, where the notes stand.
    """
    whole = round(width_mm * _TWIPS_PER_MM)
    widths = [round(whole * share) for share in layout.shares]
    setting = _Setting(styles, layout, widths)
    rows = [setting.row((table.stub, *table.columns), bold=True, keep=True, header=True)]
    for group in layout.groups:
        if group.heading is not None:
            rows.append(setting.spanning(group.heading))
        for line in group.rows:
            keep = layout.whole if line is not table.rows[-1] else together
            cells = (*line.cells, *[""] * len(table.columns))[: len(table.columns)]
            bold = line.role == "total"
            rows.append(setting.row((line.label, *cells), bold=bold, keep=keep, indented=group.heading is not None))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.label)}/><w:tblDescription w:val={quoteattr(table.caption)}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


class _Setting:
    """What all cells of a table share; the opening of each kind of cell is made once."""

    def __init__(self, styles: TableStyles, layout: Layout, widths: Sequence[int]):
        self.styles = styles
        self.widths = widths
        self.numeric = (False, *layout.numeric)
        size = round(layout.type_size * 2)
        self.size = "" if layout.type_size == _STYLE_SIZE else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        self._openings: dict[tuple[bool, bool, bool, bool], list[str]] = {}

    def row(self, texts: Sequence[str], *, bold: bool, keep: bool, indented: bool = False, header: bool = False) -> str:
        repeated = "<w:tblHeader/>" if header else ""
        openings = self._opening(bold, keep, indented, header)
        cells = []
        for opening, number, text in zip(openings, self.numeric, texts, strict=True):
            shown = unbroken(text) if number and not header else text
            cells.append(f"{opening}{escape(shown)}</w:t></w:r></w:p></w:tc>")
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"

    def spanning(self, text: str) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self.widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self.styles.text}"/><w:keepNext/></w:pPr>'
            f'<w:r><w:rPr><w:b/><w:color w:val="{ACCENT}"/>{self.size}</w:rPr>'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc></w:tr>'
        )

    def _opening(self, bold: bool, keep: bool, indented: bool, header: bool) -> list[str]:
        known = (bold, keep, indented, header)
        if known not in self._openings:
            kept = "<w:keepNext/>" if keep else ""
            lowered = '<w:vAlign w:val="bottom"/>' if header else ""
            properties = f"{'<w:b/>' if bold else ''}{self.size}"
            styled = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            self._openings[known] = [
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lowered}</w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{self.styles.number if number else self.styles.text}"/>{kept}'
                f"{'<w:ind w:left=' + quoteattr('140') + '/>' if indented and not index else ''}</w:pPr>"
                f'<w:r>{styled}<w:t xml:space="preserve">'
                for index, (width, number) in enumerate(zip(self.widths, self.numeric, strict=True))
            ]
        return self._openings[known]
