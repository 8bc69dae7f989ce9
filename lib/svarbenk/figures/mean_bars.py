"""Means that add up, such as hours of each kind of duty: a bar a group, a part a kind, the total behind it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import labels, palette, style
from svarbenk.figures.bars import Bar, Cluster, Part, write_bars
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.lettering import LEADING, lines_of
from svarbenk.figures.rows import starred
from svarbenk.figures.sheet import Sheet
from svarbenk.tables import Axis


@dataclass(frozen=True)
class MeanBar:
    """A group's means.

    Parameters
    ----------
    label : Text
        Whose they are.
    parts : tuple of float
        One a kind; NaN where it is hidden.
    n : float
        How many answered; NaN where it is hidden.
    id : str
        Its name in code.
    note : str
        What stands after the total, such as stars.
    """

    label: Text
    parts: tuple[float, ...]
    n: float
    id: str = ""
    note: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether any of its numbers is hidden."""
        return self.n != 0 and bool(math.isnan(self.n) or any(map(math.isnan, self.parts)))

    def size(self, language: Language) -> str:
        """Return «n = 103»."""
        return f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(self.n, language)}"


def mean_bars(
    bars: Sequence[MeanBar],
    parts: Sequence[Text],
    language: Language = "nb",
    *,
    synthetic: bool,
    unit: Text,
    decimals: int = 1,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw for each group a bar of the means of several kinds, in the order of the kinds, with their total.

    Parameters
    ----------
    bars : sequence of MeanBar
        One a group.
    parts : sequence of Text
        Names of the kinds.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any of the answers is stand-in data.
    unit : Text
        What is measured, such as «Timer per uke».
    decimals : int
        Of the written means.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, groups stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If nobody answered, a group has another number of kinds, a mean is negative, or the width is under 70 mm.
    """
    sheet = means_sheet(
        bars, parts, language, synthetic=synthetic, unit=unit, decimals=decimals, title=title, remark=remark,
        width_mm=width_mm,
    )  # fmt: skip
    told = _alt(bars, parts, language, unit, decimals)
    mark = f"{wording.synthetic_mark(language)}." if synthetic else ""
    return printed(sheet, title or unit.to(language), " ".join(filter(None, (told, tested.strip(), mark))))


def means_sheet(
    bars: Sequence[MeanBar],
    parts: Sequence[Text],
    language: Language,
    *,
    synthetic: bool,
    unit: Text,
    width_mm: float,
    decimals: int = 1,
    title: str | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``mean_bars``."""
    _refuse(bars, parts)
    sheet = Sheet(width_mm)
    sheet.head(title)
    fills = palette.fills(Axis.of("deler", list(parts)))
    keys = [Key(name.to(language), fill, edged=True) for name, fill in zip(parts, fills, strict=True)]
    if any(bar.is_hidden for bar in bars):
        keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
    if len(keys) > 1:
        write_legend(sheet, keys)
    lines = lines_of(unit.to(language), sheet.width, style.SMALL)
    tall = len(lines) * style.SMALL * LEADING
    sheet.write_lines(0, sheet.foot + tall / 2, lines, size=style.SMALL, colour=palette.QUIET)
    sheet.foot += tall + 4
    clusters = [
        Cluster(bar.label.to(language), (_bar(bar, fills, language, decimals),), bar.size(language)) for bar in bars
    ]
    write_bars(sheet, clusters, tall=15.0)
    sheet.close(remark, wording.synthetic_mark(language) if synthetic else "")
    return sheet


def _refuse(bars: Sequence[MeanBar], parts: Sequence[Text]) -> None:
    if not any(bar.n != 0 for bar in bars):
        raise InputError("gjennomsnitt: fant ingen svar å vise; ventet minst ett")
    for bar in bars:
        if len(bar.parts) != len(parts):
            raise InputError(f"«{bar.label.nb}»: fant {len(bar.parts)} gjennomsnitt; ventet {len(parts)}")
        if any(part < 0 for part in bar.parts):
            raise InputError(f"«{bar.label.nb}»: fant et negativt gjennomsnitt; ventet tall fra 0")


def _bar(bar: MeanBar, fills: Sequence[str], language: Language, decimals: int) -> Bar:
    if bar.n == 0:
        return Bar(missing=labels.NO_ANSWERS.to(language))
    if bar.is_hidden:
        return Bar(after=wording.HIDDEN, hidden=True)
    made = tuple(
        Part(part, fill, (wording.number(part, language, decimals),))
        for part, fill in zip(bar.parts, fills, strict=True)
    )
    return Bar(made, starred(wording.number(math.fsum(bar.parts), language, decimals), bar.note), bold=True)


def _alt(bars: Sequence[MeanBar], parts: Sequence[Text], language: Language, unit: Text, decimals: int) -> str:
    nb = language == "nb"
    names = [name.to(language) for name in parts]
    told = []
    for bar in bars:
        who = f"{bar.label.to(language)} ({bar.size(language)})"
        if bar.n == 0:
            told.append(f"{who}: {labels.NO_ANSWERS.to(language)}")
        elif bar.is_hidden:
            told.append(f"{who}: {'skjult' if nb else 'hidden'}")
        else:
            values = [wording.number(part, language, decimals) for part in bar.parts]
            each = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
            whole = starred(wording.number(math.fsum(bar.parts), language, decimals), bar.note)
            told.append(f"{who}: {whole}" + (f" ({each})" if len(names) > 1 else ""))
    kind = "Gjennomsnitt" if nb else "Means"
    return f"{kind}, {wording.lowered(unit.to(language))}: {'; '.join(told)}."
