"""A sheet of paper: marks and letters are put on it in points from its upper left corner, then it is printed."""

from dataclasses import dataclass, field
from io import BytesIO, StringIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from svarbenk.errors import InputError
from svarbenk.figures import palette, style
from svarbenk.figures.lettering import LEADING, face, lines_of, text_width

# half the height of a capital, in sizes: from the middle of a line to its foot
HALF_CAPITAL = 0.365


@dataclass(frozen=True)
class Letters:
    """One line of text: ``x`` where it is aligned («left», «center», «right»), ``y`` the middle of its capitals."""

    x: float
    y: float
    text: str
    size: float = style.TEXT
    colour: str = palette.INK
    align: str = "left"
    bold: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom edge."""
        width = text_width(self.text, self.size, self.bold)
        left = self.x - width * {"left": 0, "center": 0.5, "right": 1}[self.align]
        return left, self.y - 0.4 * self.size, left + width, self.y + 0.6 * self.size


@dataclass(frozen=True)
class Block:
    """A rectangle; ``hatched`` ones stand for something that is hidden."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str | None = None
    hatched: bool = False


@dataclass(frozen=True)
class Stroke:
    """A straight line from one end to the other, or through more points; ``dash`` is ink and gap, in line widths."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    colour: str = palette.GRID
    weight: float = style.HAIRLINE
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A marker: its shape as matplotlib names it, hollow or filled."""

    x: float
    y: float
    shape: str
    colour: str
    filled: bool = True
    size: float = 7.0


@dataclass
class Sheet:
    """What a figure consists of, before it is printed.

    ``width_mm`` is its width on paper, at least 70, a small margin on either side included. ``foot`` is how far
    down it has been filled.
    """

    width_mm: float = style.WIDTH_MM
    letters: list[Letters] = field(default_factory=list)
    marks: list[Block | Stroke | Dot] = field(default_factory=list)
    foot: float = 2.0

    def __post_init__(self):
        if not self.width_mm >= style.NARROWEST_MM:
            raise InputError(f"width_mm: fant {self.width_mm}; ventet minst {style.NARROWEST_MM:.0f}")

    @property
    def width(self) -> float:
        """Width between the margins, in points."""
        return self.width_mm * style.POINTS_PER_MM - 2 * style.MARGIN

    @property
    def is_narrow(self) -> bool:
        """Whether labels stand above what they name."""
        return self.width_mm < style.NARROW_MM

    def write(self, x: float, y: float, text: str, **look) -> Letters:
        """Put a line of text on the sheet and return it.

        Parameters
        ----------
        x, y : float
            Where it is aligned, and the middle of its capitals.
        text : str
            One line.
        **look
            ``size``, ``colour``, ``align``, ``bold``.
        """
        line = Letters(x, y, text, **look)
        self.letters.append(line)
        return line

    def write_lines(self, x: float, y: float, lines: list[str], **look) -> None:
        """Put lines under each other, their middle at ``y``.

        Parameters
        ----------
        x, y : float
            Where they are aligned, and the middle of them together.
        lines : list of str
            The lines.
        **look
            As for ``write``.
        """
        leading = look.get("size", style.TEXT) * LEADING
        for place, line in enumerate(lines):
            self.write(x, y + (place - (len(lines) - 1) / 2) * leading, line, **look)

    def put(self, mark: Block | Stroke | Dot) -> None:
        """Put a mark on the sheet.

        Parameters
        ----------
        mark : Block, Stroke or Dot
            Later marks lie over earlier ones, letters over all of them.
        """
        self.marks.append(mark)

    def head(self, title: str | None) -> None:
        """Write the title, if there is one.

        Parameters
        ----------
        title : str or None
            As many lines as it needs.
        """
        if not title:
            return
        lines = lines_of(title, self.width, style.TITLE, True)
        height = len(lines) * style.TITLE * LEADING
        self.write_lines(0, self.foot + height / 2, lines, size=style.TITLE, bold=True)
        self.foot += height + 6

    def close(self, left: str = "", mark: str = "") -> None:
        """Write the last lines: a remark to the left and the mark of stand-in data to the right.

        Parameters
        ----------
        left : str
            Such as the base.
        mark : str
            «Syntetiske data», or nothing.
        """
        taken = text_width(mark, style.SMALL, True) + 14 if mark else 0.0
        leading = style.SMALL * LEADING
        lines = lines_of(left, self.width - taken, style.SMALL) if left else []
        if not lines and not mark:
            return
        top = self.foot + 4
        for place, line in enumerate(lines):
            self.write(0, top + (place + 0.5) * leading, line, size=style.SMALL, colour=palette.QUIET)
        last = top + (max(len(lines), 1) - 0.5) * leading
        if mark:
            self.write(self.width - 1, last, mark, size=style.SMALL, colour=palette.QUIET, align="right", bold=True)
        self.foot = last + leading / 2

    def print_svg(self) -> str:
        """Return the sheet as SVG without a date, its letters as outlines."""
        with style.house_style():
            out = StringIO()
            nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            self._drawing().savefig(out, format="svg", metadata=nothing)
        return out.getvalue()

    def print_png(self) -> bytes:
        """Return the sheet as PNG, 200 dots an inch."""
        with style.house_style():
            out = BytesIO()
            self._drawing().savefig(out, format="png", dpi=style.DPI, metadata={"Software": None})
        return out.getvalue()

    def _drawing(self) -> Drawing:
        height = self.foot + 3
        wide = self.width + 2 * style.MARGIN
        drawing = Drawing(figsize=(wide / 72, height / 72), facecolor=palette.PAPER)
        FigureCanvasAgg(drawing)
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(-style.MARGIN, self.width + style.MARGIN)
        axes.set_ylim(height, 0)
        for order, mark in enumerate(self.marks, start=1):
            axes.add_artist(_artist(mark, order))
        for line in self.letters:
            axes.text(
                line.x, line.y + HALF_CAPITAL * line.size, line.text, color=line.colour, ha=line.align, va="baseline",
                fontproperties=face(line.bold), fontsize=line.size, parse_math=False, zorder=len(self.marks) + 2,
            )  # fmt: skip
        return drawing


def _artist(mark: Block | Stroke | Dot, order: int):
    if isinstance(mark, Block):
        # the hatching takes the edge's colour
        return Rectangle(
            (mark.x, mark.y), mark.width, mark.height, facecolor=mark.fill, zorder=order,
            edgecolor=mark.edge or "none", linewidth=0.8 if mark.edge else 0, hatch="////" if mark.hatched else None,
        )  # fmt: skip
    if isinstance(mark, Stroke):
        return Line2D(
            mark.x, mark.y, color=mark.colour, linewidth=mark.weight, zorder=order, solid_capstyle="butt",
            solid_joinstyle="round", linestyle=(0, mark.dash) if mark.dash else "-",
        )  # fmt: skip
    return Line2D(
        [mark.x], [mark.y], linestyle="none", marker=mark.shape, markersize=mark.size, zorder=order,
        markeredgecolor=mark.colour, markeredgewidth=1.3,
        markerfacecolor=mark.colour if mark.filled else palette.PAPER,
    )  # fmt: skip
