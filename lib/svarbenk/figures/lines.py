"""Lines over time: consecutive published points joined, lone ones as dots with their values, gaps left empty."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.figures import palette, style
from svarbenk.figures.alt_series import of_series
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.placing import Places, spread
from svarbenk.figures.plot import Plot
from svarbenk.figures.published import NOT_PRINTED, gaps, grid, refuse_outside, remark, runs, when
from svarbenk.figures.series import Event, Panel, Series, names_of, panels_of
from svarbenk.figures.sheet import Dot, Sheet, Stroke
from svarbenk.figures.spans import write_span, written

_TALL = 150.0
_LOW = 125.0
_FROM_NOUGHT = Text(nb="Aksen begynner ikke på null.", en="The axis does not begin at nought.")
Look = tuple[str, str, tuple[float, ...]]


def series_lines(
    panels: Panel | Sequence[Panel],
    language: Language = "nb",
    *,
    synthetic: bool,
    period: tuple[float, float],
    events: Sequence[Event] = (),
    beside: bool = False,
    step: float = 1.0,
    ticks: Mapping[float, Text] | None = None,
    absent: Text = NOT_PRINTED,
    told: bool = True,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw series over time, in as many panels as they have scales.

    The axis spans the period that the figure is about: where nothing is published lies a light band, and a remark
    says what is. No value is made up between published ones.

    Parameters
    ----------
    panels : Panel or sequence of Panel
        What has one scale stands in one panel.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any number is of stand-in data.
    period : tuple of float
        First and last point of the axis.
    events : sequence of Event
        Dashed lines with their labels.
    beside : bool
        Whether panels stand side by side where the sheet is wide.
    step : float
        How far apart consecutive points are: a year, a quarter (0.25), a month (1/12).
    ticks : mapping of float to Text, optional
        Names of places of the axis, where they are no times.
    absent : Text
        What a band says.
    told : bool
        Whether a remark says what is published.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure, after what is published.
    width_mm : float
        Width on paper; below 125, as for a phone, panels stand under each other and names in a legend.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If nothing is published, a point lies outside the period, there are more series than can be told apart, or the
        width is under 70 mm.
    """
    more = {"events": events, "step": step, "ticks": ticks, "absent": absent, "told": told, "title": title}
    sheet = lines_sheet(
        panels, language, synthetic=synthetic, period=period, beside=beside, remark=remark, width_mm=width_mm, **more
    )
    shown = panels_of(panels, len(palette.LINES))
    words = of_series(
        shown, language, period=period, events=events, step=step, ticks=ticks, synthetic=synthetic, tested=tested
    )
    return printed(sheet, title or shown[0].scale.unit.to(language), words)


def lines_sheet(
    panels: Panel | Sequence[Panel],
    language: Language,
    *,
    synthetic: bool,
    period: tuple[float, float],
    width_mm: float,
    events: Sequence[Event] = (),
    beside: bool = False,
    step: float = 1.0,
    ticks: Mapping[float, Text] | None = None,
    absent: Text = NOT_PRINTED,
    told: bool = True,
    title: str | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``series_lines``."""
    shown = panels_of(panels, len(palette.LINES))
    refuse_outside(shown, period, step)
    sheet = Sheet(width_mm)
    sheet.head(title)
    names = names_of(shown)
    looks = dict(zip(names, palette.LINES, strict=False))
    side = beside and len(shown) > 1 and not sheet.is_narrow
    ended = not side and not sheet.is_narrow and len(names) > 1
    if len(names) > 1 and not ended:
        write_legend(
            sheet, [Key(name.to(language), looks[name][1], shape=looks[name][0], line=looks[name][2]) for name in names]
        )
    drawing = _Drawing(sheet, language, period, step, ticks, absent, events, looks, ended=ended)
    drawing.write(shown, side=side)
    from_nought = any(plot.ticks[0] > 0 for plot in drawing.plots)
    remarks = [
        _remark(shown, period, step, language, ticks) if told else "",
        _FROM_NOUGHT.to(language) if from_nought else "",
        remark,
    ]
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if synthetic else "")
    return sheet


_remark = remark  # the parameter of that name hides it


class _Drawing:
    """Panels on a sheet; ``ended`` lines have their names at their ends."""

    def __init__(
        self,
        sheet: Sheet,
        language: Language,
        period: tuple[float, float],
        step: float,
        ticks: Mapping[float, Text] | None,
        absent: Text,
        events: Sequence[Event],
        looks: Mapping[Text, Look],
        *,
        ended: bool,
    ):
        self.sheet, self.language, self.period, self.step = sheet, language, period, step
        self.absent, self.events, self.looks, self.ended = absent, events, looks, ended
        self.points = grid(period, step)
        self.span = (period[0] - step / 2, period[1] + step / 2)
        if step < 1 and ticks is None:
            years = [x for x in self.points if abs(x - round(x)) < 1e-6]
            self.names = {x: f"{round(x)}" for x in years or self.points[:1]}
        else:
            self.names = {x: when(x, step, language, ticks) for x in (self.points if ticks is None else ticks)}
        self.plots: list[Plot] = []

    def write(self, panels: Sequence[Panel], *, side: bool) -> None:
        """Write the panels, side by side or under each other."""
        sheet = self.sheet
        apart = 16.0
        wide = (sheet.width - apart * (len(panels) - 1)) / len(panels) if side else sheet.width
        height = _TALL if len(panels) == 1 else _LOW
        heads = [
            lines_of(head.to(self.language), wide, style.TEXT, True) if (head := panel.heading) else []
            for panel in panels
        ]
        top, deepest = sheet.foot, sheet.foot
        for number, (panel, head) in enumerate(zip(panels, heads, strict=True)):
            left = number * (wide + apart) if side else 0.0
            if side:
                sheet.foot = top
            elif number:
                sheet.foot += 8
            tall = (max(map(len, heads)) if side else len(head)) * style.TEXT * LEADING
            sheet.write_lines(left, sheet.foot + tall / 2, head, bold=True)
            sheet.foot += tall + 3 if head or side else 0
            self._write_panel(panel, (left, left + wide), height)
            deepest = max(deepest, sheet.foot)
        sheet.foot = deepest

    def _write_panel(self, panel: Panel, edges: tuple[float, float], height: float) -> None:
        sheet = self.sheet
        ends = self._ends(panel) if self.ended else {}
        room = max((text_width(line, style.TEXT) for lines in ends.values() for line in lines), default=0.0)
        right = edges[1] - (room + 12 if ends else 1)
        values = [y for series in panel.series for _, y in series.points()]
        values += [end for series in panel.series for span in series.spans for end in (span.low, span.high)]
        values = values or [0.0, 1.0]
        top = sheet.foot
        plot = Plot(sheet, panel.scale, values, self.span, (edges[0], right), height, self.language, self.events, top)
        self.plots.append(plot)
        plot.write_bands(gaps(panel.series, self.period, self.step), self.step, self.absent)
        places = Places(sheet, (plot.left + 1, plot.top - 4, min(edges[1], plot.right + 8), plot.bottom - 1))
        for letters in sheet.letters:
            if letters.box[3] > plot.top - 1 and letters.box[0] >= plot.left - 1:
                places.take(letters.box)
        for event in self.events:
            places.take_rule(plot.x(event.x))
        drawn = [(series, runs(series, self.step)) for series in panel.series]
        for series, stretches in drawn:
            for span in series.spans:
                write_span(sheet, plot, places, span, self.looks[series.name][1], self.step)
            self._draw(series, stretches, plot, places)
        self._write_names(drawn, ends, plot)
        self._write_values(panel, drawn, plot, places)
        plot.write_ticks(self.names)

    def _ends(self, panel: Panel) -> dict[Text, list[str]]:
        """Return the lines of the name at the end of each series, its last value behind it."""
        most = 0.27 * self.sheet.width
        return {
            each.name: lines_of(
                f"{each.name.to(self.language)} {written(each, panel.scale, points[-1], self.language)}".rstrip(),
                most, style.TEXT,
            )
            for each in panel.series
            if (points := each.points())
        }  # fmt: skip

    def _draw(self, series: Series, stretches: list[list[tuple[float, float]]], plot: Plot, places: Places) -> None:
        shape, colour, dash = self.looks[series.name]
        small = plot.x(self.step) - plot.x(0) < 14 and len(series.points()) > 8
        for stretch in stretches:
            at = [(plot.x(x), plot.y(y)) for x, y in stretch]
            if len(at) > 1:
                self.sheet.put(Stroke(tuple(x for x, _ in at), tuple(y for _, y in at), colour, 1.8, dash))
            for start, end in pairwise(at):
                places.take_line(start, end)
            for x, y in at:
                last = (x, y) == at[-1] and stretch is stretches[-1]
                filled = not series.is_rough(stretch[0][0])
                self.sheet.put(Dot(x, y, shape, colour, filled, 6.0 if last or len(at) == 1 or not small else 3.2))
                places.take_dot(x, y)

    def _write_names(self, drawn: Sequence, ends: Mapping[Text, list[str]], plot: Plot) -> None:
        if not ends:
            return
        last = {series.name: stretches[-1][-1] for series, stretches in drawn if stretches}
        names = list(last)
        heights = [len(ends[name]) * style.TEXT * LEADING for name in names]
        wanted = [plot.y(last[name][1]) for name in names]
        for name, middle, y in zip(names, spread(wanted, heights, plot.top - 8, plot.bottom + 8), wanted, strict=True):
            _, colour, _ = self.looks[name]
            x = plot.x(last[name][0])
            self.sheet.write_lines(plot.right + 11, middle, ends[name], colour=colour)
            self.sheet.put(Stroke((x + 4, max(plot.right + 2, x + 5), plot.right + 9), (y, y, middle), colour, 0.6))

    def _write_values(self, panel: Panel, drawn: Sequence, plot: Plot, places: Places) -> None:
        scale = panel.scale
        few = len(panel.series) == 1 and len(panel.series[0].points()) <= 12
        wanted = []
        for series, stretches in drawn:
            last = stretches[-1][-1] if stretches else None
            for stretch in stretches:
                for point in stretch:
                    if self.ended and point == last:
                        continue  # its value stands with the name
                    end = point in (stretch[0], stretch[-1])
                    rank = 0 if len(stretch) == 1 or point == last else 1 if end else 2
                    wanted += [(rank, series, point)] if end or few else []
        for rank, series, (x, y) in sorted(wanted, key=lambda each: (each[0], -each[2][0], each[2][1])):
            others = [other for each in panel.series if each is not series and (other := each.at(x)) == other]
            below = bool(others) and all(other > y for other in others)
            text = written(series, scale, (x, y), self.language)
            _, colour, _ = self.looks[series.name]
            ink = palette.INK if len(panel.series) == 1 else colour
            if not text:
                continue
            places.write(plot.x(x), plot.y(y), text, ink, needed=rank == 0, prefer="below" if below else "above")
