"""Panels of options under each other, such as two questions that could be answered by several ticks: a), b)."""

from collections.abc import Mapping, Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, palette, style
from svarbenk.figures.bars import write_bars
from svarbenk.figures.clustered import Option, Shown
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import write_legend
from svarbenk.figures.lettering import LEADING, lines_of
from svarbenk.figures.sheet import Sheet
from svarbenk.tables import CountTable

PanelStars = Mapping[tuple[int, str, str], str]


def option_panels(
    panels: Sequence[CountTable | Sequence[Option]],
    headings: Sequence[str | Text],
    language: Language = "nb",
    *,
    stars: PanelStars | None = None,
    sort: bool = False,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw panels of bars under each other, each as ``clustered_bars`` does, all on one scale.

    Panels of one row have its n under the heading; panels of several rows have their own legend, as n differs.

    Parameters
    ----------
    panels : sequence of CountTable, or of sequences of Option
        Options in the columns and bars in the rows; options may differ between panels.
    headings : sequence of str or Text
        One a panel.
    language : str
        «nb» or «en».
    stars : mapping, optional
        Number of the panel from 0, ids of row and option, to the stars after the value.
    sort : bool
        Whether the option that is commonest in the last row stands on top.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What the stars mean; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, options stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no panel, nobody answered in one, or the width is under 70 mm.
    """
    heads = [each.to(language) if isinstance(each, Text) else each for each in headings]
    sheet = panels_sheet(
        panels, heads, language, stars=stars or {}, sort=sort, title=title, remark=remark, width_mm=width_mm
    )
    shown = [Shown.of(panel, language, sort=sort) for panel in panels]
    marked = [
        (f"{head}: {label}", mark)
        for number, (head, each) in enumerate(zip(heads, shown, strict=True))
        for label, mark in each.marked(_own(stars or {}, number), language)
    ]
    told = " ".join(each.told(language, head) for head, each in zip(heads, shown, strict=True))
    told = alt.with_tests(told, marked, tested, language)
    if any(each.synthetic for each in shown):
        told += f" {wording.synthetic_mark(language)}."
    return printed(sheet, title or heads[0], told)


def panels_sheet(
    panels: Sequence[CountTable | Sequence[Option]],
    headings: Sequence[str],
    language: Language,
    *,
    title: str | None,
    width_mm: float,
    stars: PanelStars | None = None,
    sort: bool = False,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters as for ``option_panels``.

    Raises
    ------
    InputError
        If there is no panel.
    """
    if not panels:
        raise InputError("paneler: fant ingen tabell; ventet minst én")
    shown = [Shown.of(panel, language, sort=sort) for panel in panels]
    sheet = Sheet(width_mm)
    sheet.head(title)
    full = max(each.reach for each in shown)
    clusters = [each.clusters(language, _own(stars or {}, number)) for number, each in enumerate(shown)]
    for number, (heading, each, bars) in enumerate(zip(headings, shown, clusters, strict=True)):
        sheet.foot += 8 if number else 0
        lines = lines_of(heading, sheet.width, style.TITLE, True)
        tall = len(lines) * style.TITLE * LEADING
        sheet.write_lines(0, sheet.foot + tall / 2, lines, size=style.TITLE, bold=True)
        sheet.foot += tall + 4
        if len(each.rows) > 1 or each.hidden.any():
            write_legend(sheet, each.keys(language))
        else:
            _write_size(sheet, each, language)
        # labels of all panels have one column, so that bars begin at one place
        write_bars(sheet, bars, full=full, beside=[cluster for own in clusters for cluster in own])
    bases = dict.fromkeys(each.base for each in shown)
    remarks = " ".join(filter(None, (*(bases if len(bases) == 1 else ()), remark)))
    sheet.close(remarks, wording.synthetic_mark(language) if any(each.synthetic for each in shown) else "")
    return sheet


def _own(stars: PanelStars, panel: int) -> dict[tuple[str, str], str]:
    return {(row, option): mark for (number, row, option), mark in stars.items() if number == panel}


def _write_size(sheet: Sheet, shown: Shown, language: Language) -> None:
    lines = lines_of(shown.sized(language)[0], sheet.width, style.VALUE)
    tall = len(lines) * style.VALUE * LEADING
    sheet.write_lines(0, sheet.foot + tall / 2, lines, size=style.VALUE, colour=palette.QUIET)
    sheet.foot += tall + 4
