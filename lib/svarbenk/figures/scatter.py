"""Scatter plot: a dot a unit on two scales, such as kommuner in the evaluator's own extract."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.figures import palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of
from svarbenk.figures.plot import Plot
from svarbenk.figures.series import Panel, Scale, Series, panels_of
from svarbenk.figures.sheet import Dot, Sheet
from svarbenk.figures.ticks import decimals_of, nice_ticks


def scatter(
    points: Sequence[Series],
    language: Language = "nb",
    *,
    synthetic: bool,
    x_scale: Scale,
    y_scale: Scale,
    note: str = "",
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw a hollow dot for each unit, so that dots over each other can be seen; groups differ in shape and colour.

    Parameters
    ----------
    points : sequence of Series
        One a group of units.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any number is of stand-in data.
    x_scale, y_scale : Scale
        What is measured along the axes.
    note : str
        What stands over the plot, such as «Spearmans rho = 0,28; n = 312».
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no point, there are more groups than markers, or the width is under 70 mm.
    """
    sheet = scatter_sheet(
        points, language, synthetic=synthetic, x_scale=x_scale, y_scale=y_scale, note=note, title=title, remark=remark,
        width_mm=width_mm,
    )  # fmt: skip
    told = _alt(points, language, x_scale, y_scale, note)
    mark = f"{wording.synthetic_mark(language)}." if synthetic else ""
    return printed(sheet, title or y_scale.unit.to(language), " ".join(filter(None, (told, tested.strip(), mark))))


def scatter_sheet(
    points: Sequence[Series],
    language: Language,
    *,
    synthetic: bool,
    x_scale: Scale,
    y_scale: Scale,
    width_mm: float,
    note: str = "",
    title: str | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``scatter``."""
    panels_of(Panel(tuple(points), y_scale), len(palette.MARKERS))
    sheet = Sheet(width_mm)
    sheet.head(title)
    if len(points) > 1:
        keys = [
            Key(each.name.to(language), colour, shape=shape, filled=False)
            for each, (shape, colour) in zip(points, palette.MARKERS, strict=False)
        ]
        write_legend(sheet, keys)
    if note:
        lines = lines_of(note, sheet.width, style.TEXT)
        tall = len(lines) * style.TEXT * LEADING
        sheet.write_lines(0, sheet.foot + tall / 2, lines)
        sheet.foot += tall + 3
    across = [x for each in points for x, _ in each.points()]
    low, high = min(across), max(across)
    ticks = nice_ticks(min(low, 0.0) if x_scale.zero else low, high, 5 if sheet.is_narrow else 8)
    values = [y for each in points for _, y in each.points()]
    height = 170.0 if sheet.is_narrow else 220.0
    plot = Plot(sheet, y_scale, values, (ticks[0], ticks[-1]), (0.0, sheet.width - 6), height, language)
    many = len(across) > 150
    for each, (shape, colour) in zip(points, palette.MARKERS, strict=False):
        for x, y in each.points():
            sheet.put(Dot(plot.x(x), plot.y(y), shape, colour, filled=False, size=3.2 if many else 5.0))
    digits = decimals_of(ticks)
    plot.write_ticks({tick: x_scale.written(tick, language, digits) for tick in ticks})
    lines = lines_of(x_scale.unit.to(language), sheet.width, style.SMALL)
    tall = len(lines) * style.SMALL * LEADING
    middle = (plot.left + plot.right) / 2
    sheet.write_lines(middle, sheet.foot + tall / 2, lines, size=style.SMALL, colour=palette.QUIET, align="center")
    sheet.foot += tall + 1
    sheet.close(remark, wording.synthetic_mark(language) if synthetic else "")
    return sheet


def _alt(points: Sequence[Series], language: Language, x_scale: Scale, y_scale: Scale, note: str) -> str:
    nb = language == "nb"
    named = [(each.name.to(language), each.points()) for each in points]
    sizes = [f"{name} {wording.number(len(found), language)}" for name, found in named]
    whole = wording.number(sum(len(found) for _, found in named), language)
    many = f"{whole} {'punkter' if nb else 'points'}" + (f" ({', '.join(sizes)})" if len(named) > 1 else "")
    xs, ys = [x for _, found in named for x, _ in found], [y for _, found in named for _, y in found]
    ends = [
        f"{scale.unit.to(language)} {'fra' if nb else 'from'} {scale.written(min(values), language)} "
        f"{'til' if nb else 'to'} {scale.written(max(values), language)}"
        for scale, values in ((x_scale, xs), (y_scale, ys))
    ]
    kind = "Spredningsplott" if nb else "Scatter plot"
    told = f" {note.rstrip('.')}." if note else ""
    return f"{kind}: {many}, {wording.listed(ends, language)}.{told}"
