"""Picture: a figure that is drawn when it is asked for, for the screen that asks."""

from base64 import b64encode
from collections.abc import Callable
from html import escape

from svarbenk.figures import Figure, grouped_bars, stacked_bars
from svarbenk.workbench import BannerTable, Table

NARROW_MM = 90.0


class Picture:
    """A figure for a wide screen and for a phone; each is drawn once, when it is first asked for.

    Parameters
    ----------
    draw : callable
        Takes the width in millimetres, None for the figure's own, and returns the figure.
    """

    def __init__(self, draw: Callable[[float | None], Figure]):
        self._draw = draw
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

    def html(self, narrow: bool = False) -> str:
        """Return the drawing as an element with alt text.

        Parameters
        ----------
        narrow : bool
            Whether it is for a phone.
        """
        drawn = self.figure(narrow)
        source = b64encode(drawn.svg.encode()).decode("ascii")
        return (
            f'<figure class="svb-figure"><img src="data:image/svg+xml;base64,{source}" '
            f'alt="{escape(drawn.alt)}"></figure>'
        )


def picture(table: Table | BannerTable) -> Picture:
    """Return the figure of a table: stacked bars, or bars per option where several could be ticked.

    Parameters
    ----------
    table : Table or BannerTable
        The counts after protection.
    """

    def draw(width: float | None) -> Figure:
        size = {} if width is None else {"width_mm": width}
        banner = isinstance(table, BannerTable)
        if not (table.total if banner else table).shown.exclusive:
            return grouped_bars(table.shown, table.language, **size)
        notes = {each.shown.rows.id: table.p_text(each.shown.rows.id) for each in table.by} if banner else None
        return stacked_bars(table.shown, table.language, muted=table.muted, group_notes=notes, **size)

    return Picture(draw)
