"""Changes of many answers under each other: two joined dots each, then and now, whatever question they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.share_axis import write_share_axis
from svarbenk.figures.sheet import Block, Dot, Sheet, Stroke

_PITCH = 20.0
_JOIN = "#B9C1C8"
_BEFORE = ("s", palette.QUIET)
_AFTER = palette.MARKERS[0]


@dataclass(frozen=True)
class Dumbbell:
    """A share then and now.

    Parameters
    ----------
    label : Text
        The answer.
    before, after : float
        Percentages, 0–100.
    note : str
        Stands small under the label, such as n.
    when : str
        Between when it is, where that is not as the legend says; stands with the note, and in the alt text.
    group : Text or None
        The question, a heading over it and those next to it of the same question.
    """

    label: Text
    before: float
    after: float
    note: str = ""
    when: str = ""
    group: Text | None = None

    @property
    def small(self) -> str:
        """What stands small under the label."""
        return ", ".join(filter(None, (self.note, self.when)))


def dumbbells(
    pairs: Sequence[Dumbbell],
    language: Language = "nb",
    *,
    before: str,
    after: str,
    synthetic: bool,
    measure: str,
    title: str | None = None,
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw each share then and now as two joined dots, with both percentages and the difference.

    Parameters
    ----------
    pairs : sequence of Dumbbell
        In order.
    language : str
        «nb» or «en».
    before, after : str
        What the dots are of, such as «januar 2022».
    synthetic : bool
        Whether any of the counts behind them is of stand-in data.
    measure : str
        What is drawn, for the name and the alt text of the figure.
    title : str, optional
        Over the figure.
    remark : str
        Under it, such as the source.
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their dots.

    Returns
    -------
    Figure
        The figure with its alt text; the difference is taken before rounding.

    Raises
    ------
    InputError
        If there are no pairs, or the width is under 70 mm.
    """
    if not pairs:
        raise InputError("endringer: fant ingen andeler å tegne; ventet minst én")
    sheet = Sheet(width_mm)
    sheet.head(title)
    write_legend(
        sheet,
        [
            Key(before, _BEFORE[1], shape=_BEFORE[0], filled=False),
            Key(after, _AFTER[1], shape=_AFTER[0]),
        ],
    )
    place = _Places(sheet, pairs, language)
    heads = lines_of(labels.CHANGE.to(language), sheet.width if place.narrow else place.column, style.SMALL)
    leading = style.SMALL * LEADING
    for number, line in enumerate(heads):
        y = sheet.foot + (number + 0.5) * leading
        sheet.write(sheet.width - 1, y, line, size=style.SMALL, colour=palette.QUIET, align="right")
    sheet.foot += len(heads) * leading + 2
    top, grid = sheet.foot, len(sheet.marks)
    for heading, own in groupby(pairs, key=lambda each: each.group):
        if heading is not None:
            _write_heading(sheet, heading.to(language))
        for pair in own:
            _write_pair(sheet, pair, place, language)
    write_share_axis(sheet, place, top, grid, language)
    odd = any(
        wording.rounded(each.after - each.before) != wording.rounded(each.after) - wording.rounded(each.before)
        for each in pairs
    )
    told = " ".join(filter(None, (labels.BEFORE_ROUNDING.to(language) if odd else "", remark)))
    sheet.close(told, wording.synthetic_mark(language) if synthetic else "")
    told = _alt(pairs, before, after, measure, language, synthetic=synthetic)
    return printed(sheet, title or measure, told)


class _Places:
    """Where answers, dots and differences stand; ``reach`` is the largest percentage on the axis."""

    def __init__(self, sheet: Sheet, pairs: Sequence[Dumbbell], language: Language):
        self.narrow = sheet.is_narrow
        highest = max(max(each.before, each.after) for each in pairs)
        step = 10 if highest <= 60 else 20
        self.reach = min(100.0, max(20.0, step * ((highest + 0.01) // step + 1)))
        value = text_width(wording.percent(100, language), style.VALUE)
        self.column = max(text_width(word, style.SMALL) for word in labels.CHANGE.to(language).split()) + 2
        widest = max(text_width(each.label.to(language), style.TEXT) for each in pairs)
        notes = max(text_width(each.small, style.SMALL) for each in pairs)
        limit = sheet.width - self.column - 8
        self.label_width = limit if self.narrow else min(max(widest, notes), 0.42 * sheet.width)
        self.left = (0 if self.narrow else self.label_width + 8) + value + 8
        self.right = sheet.width - (0 if self.narrow else self.column + 4) - value - 8
        room = self.x(1) - self.x(0)
        self.step = next((each for each in (10, 20, 25, 50) if each >= step and each * room > value + 4), 50)

    def x(self, share: float) -> float:
        """Return where a percentage stands."""
        return self.left + (self.right - self.left) * share / self.reach


def _write_heading(sheet: Sheet, heading: str) -> None:
    lines = lines_of(heading, sheet.width, style.TEXT, True)
    leading = style.TEXT * LEADING
    sheet.foot += 3
    # the grid must not run through the letters
    sheet.put(Block(0, sheet.foot, sheet.width, len(lines) * leading, palette.PAPER))
    for number, line in enumerate(lines):
        sheet.write(0, sheet.foot + (number + 0.5) * leading, line, bold=True)
    sheet.foot += len(lines) * leading + 1


def _write_pair(sheet: Sheet, pair: Dumbbell, place: _Places, language: Language) -> None:
    lines = lines_of(pair.label.to(language), place.label_width, style.TEXT)
    noted = lines_of(pair.small, place.label_width, style.SMALL) if pair.small else []
    words = len(lines) * style.TEXT * LEADING
    tall = words + len(noted) * style.SMALL * LEADING
    top = sheet.foot + (0 if place.narrow else max(0.0, (_PITCH - tall - 4) / 2))
    if place.narrow:
        label = top + words / 2
        y = top + tall + _PITCH / 2 - 2
        sheet.foot = y + _PITCH / 2 + 2
    else:
        label = top + 2 + words / 2
        y = sheet.foot + max(tall + 4, _PITCH) / 2
        sheet.foot += max(tall + 4, _PITCH)
    sheet.write_lines(0, label, lines)
    for number, line in enumerate(noted):
        below = label + words / 2 + (number + 0.5) * style.SMALL * LEADING
        sheet.write(0, below, line, size=style.SMALL, colour=palette.QUIET)
    told = alt.difference((pair.before, pair.after), language)
    sheet.write(sheet.width - 1, label if place.narrow else y, told, align="right", size=style.TEXT)
    ends = ((pair.before, _BEFORE, False), (pair.after, _AFTER, True))
    low, high = sorted(ends, key=lambda end: end[0])
    sheet.put(Stroke((place.x(low[0]), place.x(high[0])), (y, y), _JOIN, 2.2))
    for share, (shape, colour), filled in ends:
        sheet.put(Dot(place.x(share), y, shape, colour, filled))
    # the lowest and the highest are written outside the dots, where nothing else stands
    for (share, (_, colour), _), align, away in ((low, "right", -7), (high, "left", 7)):
        text = wording.percent(share, language)
        width = text_width(text, style.VALUE)
        left = place.x(share) + away - (width if align == "right" else 0)
        sheet.put(Block(left - 1, y - 5, width + 2, 10, palette.PAPER))
        sheet.write(place.x(share) + away, y, text, size=style.VALUE, align=align, colour=colour)


def _alt(
    pairs: Sequence[Dumbbell], before: str, after: str, measure: str, language: Language, *, synthetic: bool
) -> str:
    nb = language == "nb"
    parts = []
    for each in pairs:
        name = ": ".join(part.to(language) for part in (each.group, each.label) if part is not None)
        name = f"{name} ({each.when})" if each.when else name
        parts.append(
            f"{name} {'fra' if nb else 'from'} {wording.percent(each.before, language)} "
            f"{'til' if nb else 'to'} {wording.percent(each.after, language)} "
            f"({alt.difference((each.before, each.after), language)})"
        )
    whence = f"fra {before} til {after}" if nb else f"from {before} to {after}"
    unit = "endring i prosentpoeng i parentes" if nb else "change in percentage points in parentheses"
    sentences = [f"{measure}, {whence}: {'; '.join(parts)}; {unit}."]
    sentences += [f"{wording.synthetic_mark(language)}."] if synthetic else []
    return " ".join(sentences)
