"""The axis of percentages under a chart of dots: ticks, and a grid where there is room for one."""

from typing import Protocol

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.figures import palette, style
from svarbenk.figures.sheet import Sheet, Stroke


class SharePlaces(Protocol):
    """Where percentages stand: the last tick (``reach``), the ticks' distance, and whether the sheet is narrow."""

    narrow: bool
    reach: float
    step: int

    def x(self, share: float) -> float:
        """Return where a percentage (``share``) stands."""
        ...


def write_share_axis(sheet: Sheet, place: SharePlaces, top: float, grid: int, language: Language) -> None:
    """Write the axis at the foot of a sheet.

    Parameters
    ----------
    sheet : Sheet
        The chart; its foot is moved below the axis.
    place : SharePlaces
        Where percentages stand.
    top : float
        Where the grid begins.
    grid : int
        The place among the marks that the grid is put at, behind the others.
    language : str
        «nb» or «en».
    """
    ticks = list(range(0, round(place.reach) + 1, place.step))
    foot = sheet.foot
    sheet.marks[grid:grid] = (
        [Stroke((place.x(0), place.x(place.reach)), (foot, foot))]
        if place.narrow
        else [Stroke((place.x(tick), place.x(tick)), (top, foot)) for tick in ticks]
    )
    middle = foot + style.SMALL * 0.85
    for tick in ticks:
        text = wording.percent(tick, language)
        sheet.write(place.x(tick), middle, text, size=style.SMALL, colour=palette.QUIET, align="center")
    sheet.foot = middle + style.SMALL * 0.8
