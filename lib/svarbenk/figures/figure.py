"""What a figure function hands out: the picture twice, and its words."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from svarbenk.figures.screen import screen_svg
from svarbenk.figures.sheet import Sheet


@dataclass(frozen=True, repr=False, eq=False)
class Figure:
    """A finished figure.

    Parameters
    ----------
    svg_maker, png_maker : str or bytes, or callable
        The drawing, or what prints it when it is asked for: on paper both are, on a screen neither.
    alt : str
        What it shows, computed from the numbers.
    width_mm : float
        Its width on paper.
    screen_maker : callable, optional
        Writes the drawing for a screen; the SVG of paper by default.
    """

    svg_maker: str | Callable[[], str]
    png_maker: bytes | Callable[[], bytes]
    alt: str
    width_mm: float
    screen_maker: Callable[[], str] | None = None

    @cached_property
    def svg(self) -> str:
        """The drawing, its letters as outlines; ``<title>`` and ``<desc>`` say what it shows."""
        return self.svg_maker() if callable(self.svg_maker) else self.svg_maker

    @cached_property
    def png(self) -> bytes:
        """The drawing at 200 dpi."""
        return self.png_maker() if callable(self.png_maker) else self.png_maker

    @cached_property
    def screen_svg(self) -> str:
        """The drawing for a screen that waits for it."""
        return self.screen_maker() if self.screen_maker else self.svg

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return (self.svg, self.alt, self.width_mm, self.png) == (other.svg, other.alt, other.width_mm, other.png)

    def __hash__(self) -> int:
        return hash((self.svg, self.alt, self.width_mm))

    @property
    def png_base64(self) -> str:
        """The PNG as text."""
        return b64encode(self.png).decode("ascii")

    def _repr_html_(self) -> str:
        # an image by itself: the ids of several drawings on a page cannot clash
        source = b64encode(self.svg.encode()).decode("ascii")
        return (
            '<figure style="margin:0.5em 0">'
            f'<img src="data:image/svg+xml;base64,{source}" alt="{escape(self.alt)}" '
            f'style="width:{self.width_mm:g}mm;max-width:100%;height:auto"></figure>'
        )

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"


def printed(sheet: Sheet, name: str, alt: str) -> Figure:
    """Print a sheet.

    Parameters
    ----------
    sheet : Sheet
        Everything that is drawn.
    name : str
        What the figure is called, for those who cannot see it.
    alt : str
        What it shows.

    Returns
    -------
    Figure
        Equal sheets give equal bytes.
    """
    return Figure(
        lambda: _printed_svg(sheet, name, alt),
        sheet.print_png,
        alt,
        sheet.width_mm,
        lambda: screen_svg(sheet, name, alt),
    )


def _printed_svg(sheet: Sheet, name: str, alt: str) -> str:
    svg = sheet.print_svg()
    svg = svg[svg.index("<svg") :].strip() + "\n"
    # matplotlib's style sheet would reach every drawing on the page
    svg = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.DOTALL)
    words = f"<title>{escape(name, quote=False)}</title>\n <desc>{escape(alt, quote=False)}</desc>"
    return re.sub(
        r"<svg([^>]*)>",
        lambda found: f'<svg{found[1]} role="img" stroke-linejoin="round" stroke-linecap="butt">\n {words}',
        svg,
        count=1,
    )
