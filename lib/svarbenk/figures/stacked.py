"""100 % stacked bars: one bar a row, one segment an answer."""

from collections.abc import Mapping, Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.rows import Group, Row, first_of, groups_of, is_synthetic, tables_of
from svarbenk.figures.sheet import Block, Sheet, Stroke
from svarbenk.tables import Banner, CountTable

_TICKS = (0, 25, 50, 75, 100)


def stacked_bars(
    table: CountTable | Banner,
    language: Language = "nb",
    *,
    title: str | None = None,
    muted: Sequence[str] = (),
    group_notes: Mapping[str, str] | None = None,
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw a bar of 100 per cent for each row, its segments in the order of the columns.

    A row with a hidden count is hatched from end to end, so that no length gives a number away; a row that
    nobody answered has no bar.

    Parameters
    ----------
    table : CountTable or Banner
        One answer a unit. A banner gives a bar for everybody, then bars under the name of each background.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    group_notes : mapping of str to str, optional
        Id of a background to what stands after its name, such as «p = 0,045».
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If units can stand in several columns (``grouped_bars`` draws those), a row adds up to more than its n, or
        the width is under 70 mm.
    """
    sheet = stacked_sheet(
        table, language, title=title, muted=muted, group_notes=group_notes or {}, width_mm=width_mm
    )  # fmt: skip
    name = title or first_of(table).columns.label.to(language)
    return printed(sheet, name, alt.of_stacked(table, language, muted=muted, group_notes=group_notes or {}))


def stacked_sheet(
    table: CountTable | Banner,
    language: Language,
    *,
    title: str | None,
    muted: Sequence[str],
    group_notes: Mapping[str, str],
    width_mm: float,
) -> Sheet:
    """Lay the figure out; parameters as for ``stacked_bars``.

    Raises
    ------
    InputError
        If units can stand in several columns or a row adds up to more than its n.
    """
    first = first_of(table)
    if not first.exclusive:
        raise InputError(f"«{first.columns.id}»: stablede søyler trenger ett svar per enhet; bruk grouped_bars")
    groups = groups_of(table, language)
    _refuse_more_than_all(groups)
    rows = [row for group in groups for row in group.rows]
    sheet = Sheet(width_mm)
    sheet.head(title)
    fills = palette.fills(first.columns, muted)
    place = _Places(sheet, rows, language)
    keys = [
        Key(category.label.to(language), fill) for category, fill in zip(first.columns.categories, fills, strict=True)
    ]
    if any(row.is_hidden for row in rows):
        keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
    write_legend(sheet, keys, place.left)
    # gridlines lie under the bars and are as long as all of them
    grid = len(sheet.marks)
    top = sheet.foot
    for number, group in enumerate(groups):
        _write_group(sheet, group, group_notes.get(group.id, ""), place, fills, language, first=number == 0)
    _write_axis(sheet, place, top, grid, language)
    named = first.base is None or any(row.everybody for row in rows)
    remark = "" if named else wording.base_line(first, language)
    sheet.close(remark, wording.synthetic_mark(language) if is_synthetic(tables_of(table)) else "")
    return sheet


def _refuse_more_than_all(groups: Sequence[Group]) -> None:
    for row in (row for group in groups for row in group.rows):
        if not row.is_hidden and not row.is_empty and sum(row.percent) > 100.001:
            found, n = (wording.number(value) for value in (sum(row.counts), row.n))
            raise InputError(f"«{row.label}»: svarene summerer til {found}, men n er {n}; ventet høyst {n}")


class _Places:
    """Where bars, row labels and «n = 9» stand."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row], language: Language):
        widest = max(text_width(row.n_text(language), style.VALUE) for row in rows)
        self.n_edge = sheet.width - 1
        self.narrow = sheet.is_narrow
        if self.narrow:
            self.label_width = sheet.width - widest - 12
            self.left, self.right = 0.4, sheet.width - 0.4
            return
        labels_width = max(text_width(row.label, style.TEXT, row.everybody) for row in rows)
        self.label_width = min(labels_width, 0.3 * sheet.width)
        self.left = self.label_width + 10
        self.right = sheet.width - widest - 9

    def x(self, percent: float) -> float:
        """Return where a percentage stands."""
        return self.left + (self.right - self.left) * percent / 100


def _write_group(
    sheet: Sheet, group: Group, note: str, place: _Places, fills: Sequence[str], language: Language, *, first: bool
) -> None:
    if group.heading:
        sheet.foot += 0 if first else 5
        middle = sheet.foot + style.TEXT * 0.8
        beside = text_width(group.heading, style.TEXT, True) + 8
        if note:
            sheet.write(beside, middle, note, size=style.VALUE, colour=palette.QUIET)
        # paper behind the letters keeps gridlines out of them
        end = beside + text_width(note, style.VALUE)
        sheet.put(Block(0, middle - style.TEXT, end, 2 * style.TEXT, palette.PAPER))
        sheet.write(0, middle, group.heading, bold=True)
        sheet.foot = middle + style.TEXT * 0.8 + 2
    for row in group.rows:
        lines = lines_of(row.label, place.label_width, style.TEXT, row.everybody)
        tall = len(lines) * style.TEXT * LEADING
        if place.narrow:
            middle = sheet.foot + tall / 2
            sheet.write_lines(0, middle, lines, bold=row.everybody)
            _write_n(sheet, row, place, middle, language)
            bar = sheet.foot + tall + 2
            sheet.foot = bar + style.BAR + style.GAP
        else:
            height = max(tall, style.BAR)
            middle = sheet.foot + height / 2
            sheet.write_lines(0, middle, lines, bold=row.everybody)
            _write_n(sheet, row, place, middle, language)
            bar = middle - style.BAR / 2
            sheet.foot += height + style.GAP
        _draw_bar(sheet, row, place, bar, fills, language)


def _write_n(sheet: Sheet, row: Row, place: _Places, middle: float, language: Language) -> None:
    colour = palette.INK if row.everybody else palette.QUIET
    sheet.write(place.n_edge, middle, row.n_text(language), size=style.VALUE, colour=colour, align="right")


def _draw_bar(sheet: Sheet, row: Row, place: _Places, top: float, fills: Sequence[str], language: Language) -> None:
    middle = top + style.BAR / 2
    if row.is_empty:
        sheet.write(place.left, middle, labels.NO_ANSWERS.to(language), size=style.VALUE, colour=palette.QUIET)
        return
    if row.is_hidden:
        width = place.right - place.left
        sheet.put(Block(place.left, top, width, style.BAR, palette.PAPER, palette.HATCH, hatched=True))
        sheet.put(Block(place.x(50) - 7, top + 0.4, 14, style.BAR - 0.8, palette.PAPER))
        sheet.write(place.x(50), middle, wording.HIDDEN, size=style.VALUE, align="center", bold=True)
        return
    start = 0.0
    for share, fill in zip(row.percent, fills, strict=True):
        if share <= 0:
            continue
        left, right = place.x(start), place.x(start + share)
        sheet.put(Block(left, top, right - left, style.BAR, fill, palette.PAPER))
        text = wording.percent(share, language)
        if text_width(text, style.VALUE) + 2.5 <= right - left:
            ink = palette.lettering_on(fill)
            sheet.write((left + right) / 2, middle, text, size=style.VALUE, colour=ink, align="center")
        start += share


def _write_axis(sheet: Sheet, place: _Places, top: float, grid: int, language: Language) -> None:
    foot = sheet.foot - style.GAP + 3
    if not place.narrow:
        lines = [Stroke((place.x(tick), place.x(tick)), (top, foot)) for tick in _TICKS]
        sheet.marks[grid:grid] = lines
    middle = foot + style.SMALL * 0.75
    for tick in _TICKS:
        align = "left" if tick == 0 and place.narrow else "right" if tick == 100 and place.narrow else "center"
        sheet.write(
            place.x(tick), middle, wording.percent(tick, language), size=style.SMALL, colour=palette.QUIET, align=align
        )
    sheet.foot = middle + style.SMALL * 0.75
