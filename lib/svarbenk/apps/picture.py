"""Picture: a figure that is drawn when it is asked for, for the screen that asks."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any

from svarbenk.figures import Figure, grouped_bars, stacked_bars
from svarbenk.workbench import BannerTable, MeanTable, Table
from svarbenk.workbench.drawing import mean_figure

NARROW_MM = 90.0


class Picture:
    """A figure for a wide screen and for a phone; each is drawn once, when it is first asked for.

    Parameters
    ----------
    draw : callable
        Takes the width in millimetres, None for the figure's own, and returns the figure.
    alone : callable, optional
        Returns the figure as it is taken along, with its title and its source; ``draw``'s by default.
    """

    def __init__(self, draw: Callable[[float | None], Figure], alone: Callable[[], Figure] | None = None):
        self._draw = draw
        self._alone = alone
        self._drawn: dict[bool, Figure] = {}

    def figure(self, narrow: bool = False) -> Figure:
        """Return the drawing.

        Parameters
        ----------
        narrow : bool
            Whether it is for a phone.
        """
        if narrow not in self._drawn:
            self._drawn[narrow] = self._draw(NARROW_MM if narrow else None)
        return self._drawn[narrow]

    def alone(self) -> Figure:
        """Return the drawing as a file of its own has it: with title and source."""
        return self._alone() if self._alone else self.figure()

    def html(self, narrow: bool = False) -> str:
        """Return the drawing as an element with alt text.

        Parameters
        ----------
        narrow : bool
            Whether it is for a phone.
        """
        drawn = self.figure(narrow)
        source = b64encode(drawn.screen_svg.encode()).decode("ascii")
        return (
            f'<figure class="svb-figure"><img src="data:image/svg+xml;base64,{source}" '
            f'alt="{escape(drawn.alt)}"></figure>'
        )


def picture(table: Table | BannerTable | MeanTable, *, title: str = "", remark: str = "") -> Picture:
    """Return the figure of a table: stacked bars, or bars per option where several could be ticked; means as dots.

    Parameters
    ----------
    table : Table, BannerTable or MeanTable
        The counts after protection.
    title, remark : str
        What stands over and under the figure where it is taken along by itself.
    """

    def draw(width: float | None) -> Figure:
        return drawn(table, **({} if width is None else {"width_mm": width}))

    return Picture(draw, lambda: drawn(table, title=title or None, remark=remark))


def drawn(table: Table | BannerTable | MeanTable, **layout: Any) -> Figure:
    """Draw a table.

    Parameters
    ----------
    table : Table, BannerTable or MeanTable
        The counts after protection.
    **layout
        ``title``, ``remark`` and ``width_mm`` of the figure.
    """
    if isinstance(table, MeanTable):
        return mean_figure(table, **layout).figure
    banner = isinstance(table, BannerTable)
    if not (table.total if banner else table).shown.exclusive:
        return grouped_bars(table.shown, table.language, **layout)
    notes = {each.shown.rows.id: table.p_text(each.shown.rows.id) for each in table.by} if banner else None
    return stacked_bars(table.shown, table.language, muted=table.muted, group_notes=notes, **layout)
