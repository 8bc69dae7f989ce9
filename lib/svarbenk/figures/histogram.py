"""Histogram: answers by interval, a column for each point in time beside each other."""

from collections.abc import Mapping, Sequence

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.bars import Bar, Cluster, Part, write_bars
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.plot import Plot
from svarbenk.figures.rows import Row, base_remark, groups_of, starred
from svarbenk.figures.series import Scale
from svarbenk.figures.sheet import Sheet
from svarbenk.figures.standing import Column, headroom, write_columns
from svarbenk.tables import CountTable

_SHARE = Text(nb="Prosent av de som svarte", en="Per cent of those who answered")


def histogram(
    table: CountTable,
    language: Language = "nb",
    *,
    row_notes: Mapping[str, str] | None = None,
    stars: Mapping[str, str] | None = None,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw how answers spread over intervals, with a column for each row, such as a wave, beside each other.

    Parameters
    ----------
    table : CountTable
        Intervals in the columns, waves in the rows.
    language : str
        «nb» or «en».
    row_notes : mapping of str to str, optional
        Id of a row to what its legend adds, such as «gjennomsnitt 55,2 timer».
    stars : mapping of str to str, optional
        Id of a row to the stars in its legend.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What the stars mean; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, bars lie.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If nobody answered, or the width is under 70 mm.
    """
    notes, marks = row_notes or {}, stars or {}
    sheet = histogram_sheet(
        table, language, row_notes=notes, stars=marks, title=title, remark=remark, width_mm=width_mm
    )
    [group] = groups_of(table, language)
    told = _alt(table, group.rows, language, notes)
    told = alt.with_tests(told, [(row.label, marks.get(row.id, "")) for row in group.rows], tested, language)
    if table.synthetic:
        told += f" {wording.synthetic_mark(language)}."
    return printed(sheet, title or table.columns.label.to(language), told)


def histogram_sheet(
    table: CountTable,
    language: Language,
    *,
    title: str | None,
    width_mm: float,
    row_notes: Mapping[str, str] | None = None,
    stars: Mapping[str, str] | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters as for ``histogram``.

    Raises
    ------
    InputError
        If nobody answered.
    """
    [group] = groups_of(table, language)
    rows = group.rows
    if all(row.is_empty for row in rows):
        raise InputError(f"«{table.columns.id}»: fant ingen svar å vise; ventet minst ett")
    sheet = Sheet(width_mm)
    sheet.head(title)
    fills = palette.rows_of(table.rows)
    _write_legend(sheet, rows, fills, language, row_notes or {}, stars or {})
    intervals = [category.label.to(language) for category in table.columns.categories]
    if sheet.is_narrow:
        _write_lying(sheet, rows, intervals, fills, language)
    else:
        _write_standing(sheet, rows, intervals, fills, language)
    base = base_remark([table], language) if rows[0].counted else ""
    remarks = " ".join(filter(None, (base, remark)))
    sheet.close(remarks, wording.synthetic_mark(language) if table.synthetic else "")
    return sheet


def _write_legend(
    sheet: Sheet,
    rows: Sequence[Row],
    fills: Sequence[str],
    language: Language,
    notes: Mapping[str, str],
    stars: Mapping[str, str],
) -> None:
    keys = [Key(_named(row, language, notes, stars), fill, edged=True) for row, fill in zip(rows, fills, strict=True)]
    if any(row.is_hidden for row in rows):
        keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
    write_legend(sheet, keys)


def _named(row: Row, language: Language, notes: Mapping[str, str], stars: Mapping[str, str] | None = None) -> str:
    about = "; ".join(filter(None, (row.n_text(language), notes.get(row.id, ""))))
    name = starred(row.label, (stars or {}).get(row.id, ""))
    return f"{name} ({about})" if about else name


def _write_standing(
    sheet: Sheet, rows: Sequence[Row], intervals: Sequence[str], fills: Sequence[str], language: Language
) -> None:
    slots = {
        float(place): [_column(row, place, fill, language) for row, fill in zip(rows, fills, strict=True)]
        for place in range(len(intervals))
    }
    values = [column.reach for columns in slots.values() for column in columns]
    scale, span = Scale(_SHARE, percent=True), (-0.5, len(intervals) - 0.5)
    edges = (0.0, sheet.width - 1)
    plot = Plot(sheet, scale, [*values, 1.0], span, edges, 160.0, language, above=headroom(values))
    write_columns(sheet, plot, slots)
    plot.write_ticks({float(place): name for place, name in enumerate(intervals)}, every=True)


def _column(row: Row, place: int, fill: str, language: Language) -> Column:
    if row.is_empty:
        return Column()
    share = row.percent[place]
    if np.isnan(share):
        return Column(above=(wording.HIDDEN,), hidden=True)
    return Column((Part(share, fill),), (wording.percent(share, language), wording.number(share, language)))


def _write_lying(
    sheet: Sheet, rows: Sequence[Row], intervals: Sequence[str], fills: Sequence[str], language: Language
) -> None:
    clusters = []
    for place, interval in enumerate(intervals):
        bars = []
        for row, fill in zip(rows, fills, strict=True):
            share = row.percent[place]
            name = row.label if len(rows) > 1 else ""
            if row.is_empty:
                bars.append(Bar(missing=labels.NO_ANSWERS.to(language)))
            elif np.isnan(share):
                bars.append(Bar(after=wording.HIDDEN, hidden=True, name=name))
            else:
                bars.append(Bar((Part(share, fill),), wording.percent(share, language), name=name))
        clusters.append(Cluster(interval, tuple(bars)))
    write_bars(sheet, clusters)


def _alt(table: CountTable, rows: Sequence[Row], language: Language, notes: Mapping[str, str]) -> str:
    """Describe the spread: for each row its commonest interval and the shares of all of them."""
    nb = language == "nb"
    names = [category.label.to(language) for category in table.columns.categories]
    about = labels.quoted(table.columns.label.to(language), language)
    sentences = [
        f"{'Histogram i prosent' if nb else 'Histogram in per cent'}: {about}, {wording.listed(names, language)}."
    ]
    for row in rows:
        if row.is_empty:
            told = labels.NO_ANSWERS.to(language)
        else:
            shares = [
                ("skjult" if nb else "hidden") if np.isnan(each) else wording.percent(each, language)
                for each in row.percent
            ]
            told = ", ".join(shares)
        sentences.append(f"{_named(row, language, notes)}: {told}.")
    return " ".join(sentences)
