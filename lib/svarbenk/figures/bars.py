"""Layout of lying bars in clusters: bars of several groups side by side, or bars made of parts with their total."""

from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.figures import palette, style
from svarbenk.figures.lettering import LEADING, column_width, lines_of, text_width
from svarbenk.figures.sheet import Block, Sheet, Stroke

_APART = 5.0


@dataclass(frozen=True)
class Part:
    """A length of a bar in its colour; the first of ``texts`` that has room is written inside."""

    size: float
    fill: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One bar: its parts, what stands after it, and where nothing can be drawn, why.

    ``hidden`` bars are hatched from end to end; ``missing`` is written in place of a bar.
    """

    parts: tuple[Part, ...] = ()
    after: str = ""
    bold: bool = False
    hidden: bool = False
    missing: str = ""
    name: str = ""

    @property
    def reach(self) -> float:
        """How far it reaches to the right."""
        return sum(part.size for part in self.parts if part.size > 0)

    @property
    def depth(self) -> float:
        """How far it reaches to the left of nought."""
        return sum(part.size for part in self.parts if part.size < 0)


@dataclass(frozen=True)
class Cluster:
    """Bars under or beside one label; ``note`` stands quietly after the label."""

    label: str
    bars: tuple[Bar, ...]
    note: str = ""
    heading: str = ""


def write_bars(
    sheet: Sheet,
    clusters: Sequence[Cluster],
    *,
    tall: float = 0.0,
    full: float = 0.0,
    beside: Sequence[Cluster] = (),
) -> None:
    """Write clusters of bars at the foot of the sheet, all on one scale.

    The name of each bar is written once, after the values of the first cluster that has room for all of them: so
    which bar is whose can be seen without colours.

    Parameters
    ----------
    sheet : Sheet
        Filled so far down to where they begin.
    clusters : sequence of Cluster
        In order.
    tall : float
        How thick a bar is; by its number in a cluster by default.
    full : float
        What the whole length stands for; the longest bar by default.
    beside : sequence of Cluster
        Clusters of other panels, with which labels and bars are to stand in line.
    """
    many = max(len(cluster.bars) for cluster in clusters)
    thick = tall or (12.0 if many == 1 else 11.0 if many < 4 else 10.0)
    place = _Places(sheet, [*clusters, *beside], full)
    named = next((number for number, cluster in enumerate(clusters) if place.has_room(cluster)), None)
    for number, cluster in enumerate(clusters):
        if cluster.heading:
            _write_heading(sheet, cluster.heading, first=number == 0)
        _write_cluster(sheet, cluster, place, thick, named=many > 1 and number == named, apart=many > 1)


class _Places:
    """Where labels and bars stand; ``full`` points stand for ``reach``."""

    def __init__(self, sheet: Sheet, clusters: Sequence[Cluster], full: float):
        bars = [bar for cluster in clusters for bar in cluster.bars]
        self.sheet = sheet
        self.narrow = sheet.is_narrow
        texts = [(" ".join(filter(None, (each.label, each.note))), False) for each in clusters]
        self.label_width = (
            sheet.width if self.narrow else min(column_width(texts, sheet.width, style.TEXT), 0.38 * sheet.width)
        )
        after = max(text_width(bar.after, style.VALUE, bar.bold) for bar in bars)
        edge = 1.0 if self.narrow else self.label_width + 9
        low = min(0.0, *(bar.depth for bar in bars))
        self.reach = max(full, *(bar.reach for bar in bars), 0.0) or 1.0
        before = after + 6 if low else 0.0
        room = sheet.width - edge - after - 6 - before
        self.unit = room / (self.reach - low)
        if not low:
            self.unit = self._shortened(clusters, edge)
        self.left = edge + before - low * self.unit
        self.full = self.reach * self.unit

    def _shortened(self, clusters: Sequence[Cluster], left: float) -> float:
        """Return the scale at which the names of one cluster have room, if bars get little shorter by it."""
        scales = []
        for bars in (cluster.bars for cluster in clusters if len(cluster.bars) > 1):
            if all(bar.name and bar.reach for bar in bars):
                taken = [
                    12.5 + text_width(bar.after, style.VALUE, bar.bold) + text_width(bar.name, style.SMALL)
                    for bar in bars
                ]
                scales.append(
                    min((self.sheet.width - left - each) / bar.reach for each, bar in zip(taken, bars, strict=True))
                )
        best = max(scales, default=0.0)
        return best if 0.7 * self.unit < best < self.unit else self.unit

    def has_room(self, cluster: Cluster) -> bool:
        """Tell whether the name of each bar fits after its value."""
        return all(
            bar.name and not bar.missing
            and self.end(bar) + 4 + text_width(bar.after, style.VALUE, bar.bold) + 8 + text_width(bar.name, style.SMALL)
            <= self.sheet.width
            for bar in cluster.bars
        )  # fmt: skip

    def end(self, bar: Bar) -> float:
        """Return where a bar ends."""
        return self.left + (self.full if bar.hidden else bar.reach * self.unit)


def _write_heading(sheet: Sheet, heading: str, *, first: bool) -> None:
    sheet.foot += 0 if first else 5
    lines = lines_of(heading, sheet.width, style.TEXT, True)
    height = len(lines) * style.TEXT * LEADING
    sheet.write_lines(0, sheet.foot + height / 2, lines, bold=True)
    sheet.foot += height + 4


def _write_cluster(sheet: Sheet, cluster: Cluster, place: _Places, thick: float, *, named: bool, apart: bool) -> None:
    lines = lines_of(cluster.label, place.label_width, style.TEXT)
    end = text_width(lines[-1], style.TEXT) + 6
    beside = bool(cluster.note) and end + text_width(cluster.note, style.SMALL) <= place.label_width
    leading = style.TEXT * LEADING
    tall = (len(lines) + (bool(cluster.note) and not beside)) * leading
    deep = len(cluster.bars) * thick + (len(cluster.bars) - 1) * 0.8
    top = sheet.foot
    height = tall + 2 + deep if place.narrow else max(tall, deep)
    start = top if place.narrow else top + (height - tall) / 2
    for number, line in enumerate(lines):
        sheet.write(0, start + (number + 0.5) * leading, line)
    if cluster.note:
        y = start + (len(lines) + (-0.5 if beside else 0.5)) * leading
        sheet.write(end if beside else 0, y, cluster.note, size=style.SMALL, colour=palette.QUIET)
    first = top + tall + 2 if place.narrow else top + (height - deep) / 2
    for number, bar in enumerate(cluster.bars):
        _draw_bar(sheet, bar, place, first + number * (thick + 0.8), thick, named=named)
    # the line from which bars grow
    sheet.put(Stroke((place.left,) * 2, (first - 1.5, first + deep + 1.5), palette.HATCH))
    sheet.foot += height + style.GAP + (_APART - 2 if apart else 0)


def _draw_bar(sheet: Sheet, bar: Bar, place: _Places, top: float, thick: float, *, named: bool) -> None:
    middle = top + thick / 2
    if bar.missing:
        sheet.write(place.left + 4, middle, bar.missing, size=style.VALUE, colour=palette.QUIET)
        return
    if bar.hidden:
        sheet.put(Block(place.left, top, place.full, thick, palette.PAPER, palette.HATCH, hatched=True))
    right = left = place.left
    for part in bar.parts:
        wide = abs(part.size) * place.unit
        if wide <= 0:
            continue
        x = left - wide if part.size < 0 else right
        sheet.put(
            Block(x, top, wide, thick, part.fill, palette.PAPER if len(bar.parts) > 1 else palette.edge_of(part.fill))
        )
        for text in part.texts:
            if text_width(text, style.VALUE) + 3 <= wide:
                ink = palette.lettering_on(part.fill)
                sheet.write(x + wide / 2, middle, text, size=style.VALUE, colour=ink, align="center")
                break
        left, right = (x, right) if part.size < 0 else (left, x + wide)
    ends_left = bar.depth < 0 and not bar.reach
    x = left - 4 if ends_left else place.end(bar) + 4
    if bar.after:
        sheet.write(x, middle, bar.after, size=style.VALUE, bold=bar.bold, align="right" if ends_left else "left")
    if named and bar.name:
        x += text_width(bar.after, style.VALUE, bar.bold) + 8
        sheet.write(x, middle, bar.name, size=style.SMALL, colour=palette.QUIET)
