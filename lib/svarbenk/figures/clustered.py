"""Bars of several groups side by side: options by wave, with the change's stars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.bars import Bar, Cluster, Part, write_bars
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.rows import groups_of, is_synthetic, starred
from svarbenk.figures.sheet import Sheet
from svarbenk.tables import Axis, CountTable

_NOT_ASKED = Text(nb="ikke spurt", en="not asked")


@dataclass(frozen=True)
class Option:
    """One cluster of bars: a share in each row of a table.

    Parameters
    ----------
    id : str
        Its name in code.
    label : Text
        What stands before it.
    table : CountTable
        Rows are bars.
    columns : tuple of str
        Ids of the columns, or merges of them, whose counts are added up.
    """

    id: str
    label: Text
    table: CountTable
    columns: tuple[str, ...]


def clustered_bars(
    table: CountTable | Sequence[Option],
    language: Language = "nb",
    *,
    stars: Mapping[tuple[str, str], str] | None = None,
    sort: bool = False,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw for each option a bar a row, such as a wave, side by side, with per cent and stars behind it.

    The legend has the n of each row. Rows in order of time go from light to dark, and their names stand once beside
    the bars, so that colour is never alone.

    Parameters
    ----------
    table : CountTable or sequence of Option
        Options in the columns and bars in the rows; or a share of each of several tables.
    language : str
        «nb» or «en».
    stars : mapping, optional
        Ids of row and option to the stars after the value.
    sort : bool
        Whether the option that is commonest in the last row stands on top.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What the stars mean; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, options stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no option, nobody answered, or the width is under 70 mm.
    """
    shown = _Shown.of(table, language, sort=sort)
    sheet = _sheet(shown, language, stars=stars or {}, title=title, remark=remark, width_mm=width_mm)
    marked = [
        (f"{option} ({shown.rows.categories[row].label.to(language)})", (stars or {}).get((name, id), ""))
        for option, id in zip(shown.options, shown.ids, strict=True)
        for row, name in enumerate(shown.rows.ids)
    ]
    told = alt.with_tests(_alt(shown, language), marked, tested, language)
    if shown.synthetic:
        told += f" {wording.synthetic_mark(language)}."
    return printed(sheet, title or shown.title, told)


def clustered_sheet(
    table: CountTable | Sequence[Option],
    language: Language,
    *,
    title: str | None,
    width_mm: float,
    stars: Mapping[tuple[str, str], str] | None = None,
    sort: bool = False,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters and what is refused as for ``clustered_bars``."""
    shown = _Shown.of(table, language, sort=sort)
    return _sheet(shown, language, stars=stars or {}, title=title, remark=remark, width_mm=width_mm)


@dataclass(frozen=True)
class _Shown:
    """Shares of options (rows × options, NaN where hidden) and what they are of (NaN where not asked)."""

    rows: Axis
    ids: tuple[str, ...]
    options: tuple[str, ...]
    shares: np.ndarray
    sizes: np.ndarray
    counted: bool
    title: str
    base: str
    synthetic: bool

    @classmethod
    def of(cls, table: CountTable | Sequence[Option], language: Language, *, sort: bool) -> "_Shown":
        options = _options(table)
        if not options:
            raise InputError("søyler ved siden av hverandre: fant ingen svar å vise; ventet minst ett")
        rows = _rows([option.table for option in options])
        shares = np.full((len(rows), len(options)), np.nan)
        sizes = np.full(shares.shape, -1.0)
        for column, option in enumerate(options):
            given, n = _share(option), option.table.row_n
            for row, name in enumerate(option.table.rows.ids):
                shares[rows.ids.index(name), column], sizes[rows.ids.index(name), column] = given[row], n[row]
        if not (np.nan_to_num(sizes, nan=1.0) > 0).any():
            raise InputError("søyler ved siden av hverandre: fant ingen svar; ventet minst ett")
        order = np.argsort(-np.nan_to_num(shares[-1], nan=-1.0), kind="stable") if sort else range(len(options))
        first = options[0].table
        named = first.base is not None and all(option.table.base == first.base for option in options)
        one = isinstance(table, CountTable)
        return cls(
            rows,
            tuple(options[place].id for place in order),
            tuple(options[place].label.to(language) for place in order),
            shares[:, list(order)],
            sizes[:, list(order)],
            all(row.counted for row in groups_of(first, language)[0].rows),
            first.columns.label.to(language) if one else first.question.to(language) or options[0].label.to(language),
            wording.base_line([option.table for option in options], language) if named else "",
            is_synthetic([option.table for option in options]),
        )

    def size(self, row: int, language: Language) -> str:
        """Return «n = 940» or «n = 935–940» of a row; nothing where it is not known."""
        known = [size for size in self.sizes[row] if not size <= 0]
        if not self.counted or not known:
            return ""
        told = wording.HIDDEN if np.isnan(known).any() else wording.span(min(known), max(known), language)
        return f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{told}"


def _options(table: CountTable | Sequence[Option]) -> list[Option]:
    if not isinstance(table, CountTable):
        return list(table)
    return [Option(each.id, each.label, table, (each.id,)) for each in table.columns.categories]


def _rows(tables: Sequence[CountTable]) -> Axis:
    """Return the rows of all tables; those of the longest first, in its order."""
    longest = max(tables, key=lambda table: len(table.rows)).rows
    more = {each.id: each for table in tables for each in table.rows.categories if each.id not in longest.ids}
    return Axis(longest.id, longest.label, (*longest.categories, *more.values()), longest.ordered, longest.scores)


def _share(option: Option) -> np.ndarray:
    table = option.table
    veiled = [name for name in option.columns if name in table.columns.ids]
    hidden = table.hidden[:, [table.columns.ids.index(name) for name in veiled]].any(axis=1)
    counts = sum(table.column(name) for name in option.columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(hidden | ~(table.row_n > 0), np.nan, 100 * counts / table.row_n)


def _sheet(
    shown: _Shown, language: Language, *, stars: Mapping, title: str | None, remark: str, width_mm: float
) -> Sheet:
    sheet = Sheet(width_mm)
    sheet.head(title)
    fills = palette.rows_of(shown.rows)
    names = [category.label.to(language) for category in shown.rows.categories]
    sizes = [shown.size(row, language) for row in range(len(names))]
    told = [f"{name} ({size})" if size else name for name, size in zip(names, sizes, strict=True)]
    hidden = np.isnan(shown.shares) & ~(shown.sizes <= 0)
    keys = [Key(label, fill, edged=True) for label, fill in zip(told, fills, strict=True)]
    if hidden.any():
        keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
    write_legend(sheet, keys)
    clusters = []
    for column, (option, id) in enumerate(zip(shown.options, shown.ids, strict=True)):
        bars = []
        for row, (name, fill) in enumerate(zip(names, fills, strict=True)):
            share, size = shown.shares[row, column], shown.sizes[row, column]
            if size <= 0:
                bars.append(Bar(missing=(_NOT_ASKED if size < 0 else labels.NO_ANSWERS).to(language)))
            elif hidden[row, column]:
                bars.append(Bar(after=wording.HIDDEN, hidden=True, name=name))
            else:
                mark = stars.get((shown.rows.ids[row], id), "")
                after = starred(wording.percent(share, language), mark)
                bars.append(Bar((Part(share, fill),), after, name=name))
        clusters.append(Cluster(option, tuple(bars)))
    write_bars(sheet, clusters)
    remarks = " ".join(filter(None, (shown.base, remark)))
    sheet.close(remarks, wording.synthetic_mark(language) if shown.synthetic else "")
    return sheet


def _alt(shown: _Shown, language: Language) -> str:
    nb = language == "nb"
    names = [category.label.to(language) for category in shown.rows.categories]
    sizes = [shown.size(row, language) for row in range(len(names))]
    who = [f"{name} ({size})" if size else name for name, size in zip(names, sizes, strict=True)]
    about = labels.quoted(shown.title, language)
    kind = "Søyler i prosent" if nb else "Bars in per cent"
    parts = []
    for column, option in enumerate(shown.options):
        shares = [_told(shown, row, column, language) for row in range(len(names))]
        parts.append(f"{option} {', '.join(shares)}")
    order = f"{'i rekkefølgen' if nb else 'in the order'} {wording.listed(who, language)}"
    return f"{kind}: {about}, {order}. {'; '.join(parts)}."


def _told(shown: _Shown, row: int, column: int, language: Language) -> str:
    share, size = shown.shares[row, column], shown.sizes[row, column]
    if size <= 0:
        return (_NOT_ASKED if size < 0 else labels.NO_ANSWERS).to(language)
    if np.isnan(share):
        return "skjult" if language == "nb" else "hidden"
    return wording.percent(share, language)
