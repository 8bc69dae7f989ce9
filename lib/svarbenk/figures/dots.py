"""Dot plot: which questions depend on which background, and how strongly."""

import math
from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.dependence import Dependence
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of, text_width
from svarbenk.figures.sheet import Dot, Sheet, Stroke

_LEVEL = 0.05
_PITCH = 13.0
_APART = 9.0
_LEAST_ROOM = 110.0


def dependence_dots(
    results: Sequence[Dependence],
    language: Language = "nb",
    *,
    synthetic: bool,
    title: str | None = None,
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw Cramér's V of each question and background as a dot with its interval, the largest on top.

    A dot is filled where p < 0.05 and hollow otherwise; shape and colour say which background. The p-values
    stand to the right, bold where they are below 0.05 also after correction.

    Parameters
    ----------
    results : sequence of Dependence
        At least one.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any of the counts behind them is of stand-in data. It must be said: the results do not know.
    title : str, optional
        Over the figure; documents have it in the caption.
    width_mm : float
        Width on paper; below 125, as for a phone, questions stand above their dots.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no result, there are more backgrounds than markers, or the width is under 70 mm.
    """
    sheet = dependence_sheet(results, language, synthetic=synthetic, title=title, width_mm=width_mm)
    name = title or labels.CRAMERS_V.to(language)
    return printed(sheet, name, alt.of_dependences(results, language, synthetic=synthetic))


def dependence_sheet(
    results: Sequence[Dependence], language: Language, *, synthetic: bool, title: str | None, width_mm: float
) -> Sheet:
    """Lay the figure out; parameters as for ``dependence_dots``.

    Raises
    ------
    InputError
        If there is no result, or there are more backgrounds than markers.
    """
    backgrounds = list(dict.fromkeys(each.background.to(language) for each in results))
    if not 0 < len(backgrounds) <= len(palette.MARKERS):
        raise InputError(
            f"prikker: fant {len(backgrounds)} bakgrunner; ventet 1 til {len(palette.MARKERS)} og et resultat for hver"
        )
    looks = dict(zip(backgrounds, palette.MARKERS, strict=False))
    questions = _sorted(results, language)
    sheet = Sheet(width_mm)
    sheet.head(title)
    place = _Places(sheet, questions, backgrounds, results, language)
    write_legend(sheet, _keys(looks, language), 0)
    _write_heads(sheet, backgrounds, place)
    top, grid = sheet.foot, len(sheet.marks)
    for number, (question, found) in enumerate(questions):
        if number and not place.narrow:
            y = sheet.foot - 1
            sheet.put(Stroke((0, sheet.width), (y, y)))
            sheet.foot += 4
        _write_question(sheet, question, found, looks, place, language)
    intervals = any(each.low is not None for each in results)
    _write_axis(sheet, place, top, grid, language, intervals=intervals)
    corrected = any(each.adjusted_p is not None and each.adjusted_p < _LEVEL for each in results)
    remark = f"{labels.CORRECTED.to(language)}." if corrected else ""
    sheet.close(remark, wording.synthetic_mark(language) if synthetic else "")
    return sheet


class _Places:
    """Where questions, dots and p-values stand; ``reach`` is the largest V on the axis."""

    def __init__(
        self,
        sheet: Sheet,
        questions: Sequence[tuple[str, list[Dependence]]],
        backgrounds: Sequence[str],
        results: Sequence[Dependence],
        language: Language,
    ):
        self.narrow = sheet.is_narrow
        told = max(text_width(wording.p_value(each.p_value, language), style.VALUE, True) for each in results)
        self.column = max(
            [told, *(text_width(name, style.SMALL) for name in backgrounds)] if not self.narrow else [told]
        )
        self.columns = [
            sheet.width - 1 - (len(backgrounds) - 1 - number) * (self.column + _APART)
            for number in range(len(backgrounds))
        ]
        widest = max(text_width(question, style.TEXT) for question, _ in questions)
        self.label_width = sheet.width if self.narrow else min(widest, 0.34 * sheet.width)
        self.left = 9.0 if self.narrow else self.label_width + 14
        # where columns would leave no room for the dots, each p-value stands on the line of its dot
        self.on_lines = self.columns[0] - self.column - 16 - self.left < _LEAST_ROOM
        if self.on_lines:
            self.column = told
            self.columns = [sheet.width - 1] * len(backgrounds)
        self.right = self.columns[0] - self.column - 16
        ends = [each.effect if each.high is None else each.high for each in results]
        self.reach = min(1.0, max(0.2, math.ceil(max(ends) * 10 - 1e-9) / 10))

    def x(self, effect: float) -> float:
        """Return where an effect stands."""
        return self.left + (self.right - self.left) * effect / self.reach


def _sorted(results: Sequence[Dependence], language: Language) -> list[tuple[str, list[Dependence]]]:
    found: dict[str, list[Dependence]] = {}
    for each in results:
        found.setdefault(each.question.to(language), []).append(each)
    return sorted(found.items(), key=lambda pair: -max(each.effect for each in pair[1]))


def _keys(looks: dict[str, tuple[str, str]], language: Language) -> list[Key]:
    shape, _ = palette.MARKERS[0]
    return [
        *(Key(name, colour, shape=mark) for name, (mark, colour) in looks.items()),
        Key(labels.CLEAR.to(language), palette.QUIET, shape=shape),
        Key(labels.UNCLEAR.to(language), palette.QUIET, shape=shape, filled=False),
    ]


def _write_heads(sheet: Sheet, backgrounds: Sequence[str], place: _Places) -> None:
    if place.on_lines:
        return
    heads = [lines_of(name, place.column, style.SMALL) for name in backgrounds]
    leading = style.SMALL * LEADING
    deepest = max(map(len, heads))
    for lines, right in zip(heads, place.columns, strict=True):
        for number, line in enumerate(lines):
            y = sheet.foot + (deepest - len(lines) + number + 0.5) * leading
            sheet.write(right, y, line, size=style.SMALL, colour=palette.QUIET, align="right")
    sheet.foot += deepest * leading + 4


def _write_question(
    sheet: Sheet,
    question: str,
    found: Sequence[Dependence],
    looks: dict[str, tuple[str, str]],
    place: _Places,
    language: Language,
) -> None:
    lines = lines_of(question, place.label_width, style.TEXT)
    sizes = [each.n for each in found if each.n is not None]
    size = (
        f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.span(min(sizes), max(sizes), language)}" if sizes else ""
    )
    leading = style.TEXT * LEADING
    tall = (len(lines) + bool(size)) * leading
    rows = len(found) * _PITCH
    label_top = sheet.foot if place.narrow else sheet.foot + max(0.0, (rows - tall) / 2)
    for number, line in enumerate(lines):
        sheet.write(0, label_top + (number + 0.5) * leading, line)
    if size:
        sheet.write(0, label_top + (len(lines) + 0.5) * leading, size, size=style.SMALL, colour=palette.QUIET)
    dots_top = sheet.foot + tall if place.narrow else sheet.foot + max(0.0, (tall - rows) / 2)
    names = list(looks)
    middle = dots_top + rows / 2
    for number, each in enumerate(sorted(found, key=lambda one: names.index(one.background.to(language)))):
        name = each.background.to(language)
        y = dots_top + (number + 0.5) * _PITCH
        shape, colour = looks[name]
        if each.low is not None and each.high is not None:
            sheet.put(Stroke((place.x(each.low), place.x(each.high)), (y, y), colour, 1.3))
        sheet.put(Dot(place.x(each.effect), y, shape, colour, filled=each.p_value < _LEVEL))
        firm = each.adjusted_p is not None and each.adjusted_p < _LEVEL
        sheet.write(
            place.columns[names.index(name)], y if place.on_lines else middle, wording.p_value(each.p_value, language),
            size=style.VALUE, align="right", bold=firm, colour=palette.INK if each.p_value < _LEVEL else palette.QUIET,
        )  # fmt: skip
    sheet.foot = (dots_top + rows if place.narrow else sheet.foot + max(rows, tall)) + 4


def _write_axis(sheet: Sheet, place: _Places, top: float, grid: int, language: Language, *, intervals: bool) -> None:
    step = 0.1 if place.reach <= 0.5 else 0.2
    ticks = [number * step for number in range(round(place.reach / step) + 1) if number * step <= place.reach + 1e-9]
    foot = sheet.foot
    if not place.narrow:
        sheet.marks[grid:grid] = [Stroke((place.x(tick), place.x(tick)), (top, foot)) for tick in ticks]
    else:
        sheet.put(Stroke((place.x(0), place.x(place.reach)), (foot, foot), palette.HATCH))
    middle = foot + style.SMALL * 0.85
    for tick in ticks:
        text = wording.number(tick, language, 1)
        sheet.write(place.x(tick), middle, text, size=style.SMALL, colour=palette.QUIET, align="center")
    below = middle + style.SMALL * LEADING
    name = labels.CRAMERS_V.to(language)
    if intervals:
        name += f" ({labels.INTERVAL.to(language)})"
    shown = name if text_width(name, style.SMALL) <= sheet.width - place.left else labels.CRAMERS_V.to(language)
    sheet.write(place.left, below, shown, size=style.SMALL, colour=palette.QUIET)
    sheet.foot = below + style.SMALL * 0.7
