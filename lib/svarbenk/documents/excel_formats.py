"""How the cells of the workbook look."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

_ACCENT, _QUIET, _HAIR, _TINT, _AMBER, _BROWN = "#17495C", "#55646B", "#D5DDE0", "#EFF4F5", "#FDF1D3", "#4A3208"


def formats_of(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    """Make the formats of a workbook, by the name of what they are for.

    Parameters
    ----------
    workbook : Workbook
        The workbook they belong to.
    """

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
        "line_text": style(text_wrap=True, bottom=1, bottom_color=_HAIR),
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
        "count": style(**line, align="right", num_format="#,##0"),
        "measure": style(**line, align="right", num_format="#,##0.00"),
        "percent": style(**line, num_format="0.0"),
        "suppressed": style(**line, align="right", font_color=_QUIET),
    }
