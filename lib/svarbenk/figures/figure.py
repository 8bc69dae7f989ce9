"""What a figure function hands out: the picture twice, and its words."""

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape

from svarbenk.figures.sheet import Sheet


@dataclass(frozen=True, repr=False)
class Figure:
    """A finished figure.

    Parameters
    ----------
    svg : str
        The drawing, its letters as outlines; ``<title>`` and ``<desc>`` say what it shows.
    png : bytes
        The same at 200 dpi.
    alt : str
        What it shows, computed from the numbers.
    width_mm : float
        Its width on paper.
    """

    svg: str
    png: bytes
    alt: str
    width_mm: float

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
    svg = sheet.print_svg()
    svg = svg[svg.index("<svg") :].strip() + "\n"
    # matplotlib's style sheet would reach every drawing on the page
    svg = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.DOTALL)
    words = f"<title>{escape(name, quote=False)}</title>\n <desc>{escape(alt, quote=False)}</desc>"
    svg = re.sub(
        r"<svg([^>]*)>",
        lambda found: f'<svg{found[1]} role="img" stroke-linejoin="round" stroke-linecap="butt">\n {words}',
        svg,
        count=1,
    )
    return Figure(svg, sheet.print_png(), alt, sheet.width_mm)
