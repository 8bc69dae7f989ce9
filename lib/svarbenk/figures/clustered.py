"""Bars of several groups side by side: options by wave, with the change's stars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, labels, palette, style
from svarbenk.figures.bars import Bar, Cluster, Part, write_bars
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.legend import Key, write_legend
from svarbenk.figures.rows import base_remark, groups_of, is_synthetic, starred
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
    sheet = clustered_sheet(
        table, language, stars=stars, sort=sort, title=title, remark=remark, width_mm=width_mm
    )  # fmt: skip
    shown = Shown.of(table, language, sort=sort)
    told = alt.with_tests(shown.told(language), shown.marked(stars or {}, language), tested, language)
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
    shown = Shown.of(table, language, sort=sort)
    sheet = Sheet(width_mm)
    sheet.head(title)
    write_legend(sheet, shown.keys(language))
    write_bars(sheet, shown.clusters(language, stars or {}))
    remarks = " ".join(filter(None, (shown.base, remark)))
    sheet.close(remarks, wording.synthetic_mark(language) if shown.synthetic else "")
    return sheet


@dataclass(frozen=True)
class Shown:
    """Shares of options: rows × options, NaN where hidden, and what they are of: −1 where not asked, 0 where nobody."""

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
    def of(cls, table: CountTable | Sequence[Option], language: Language, *, sort: bool) -> "Shown":
        """Work the shares out; parameters and what is refused as for ``clustered_bars``."""
        options = _options(table)
        if not options:
            raise InputError("søyler ved siden av hverandre: fant ingen svar å vise; ventet minst ett")
        rows = _named(_rows([option.table for option in options]), options[0].table, language)
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
        one = isinstance(table, CountTable)
        return cls(
            rows,
            tuple(options[place].id for place in order),
            tuple(options[place].label.to(language) for place in order),
            shares[:, list(order)],
            sizes[:, list(order)],
            all(row.counted for row in groups_of(first, language)[0].rows),
            first.columns.label.to(language) if one else first.question.to(language) or options[0].label.to(language),
            base_remark([option.table for option in options], language),
            is_synthetic([option.table for option in options]),
        )

    def size(self, row: int, language: Language) -> str:
        """Return «n = 940» or «n = 935–940» of a row; nothing where it is not known."""
        known = [size for size in self.sizes[row] if not size <= 0]
        if not self.counted or not known:
            return ""
        told = wording.HIDDEN if np.isnan(known).any() else wording.span(min(known), max(known), language)
        return f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{told}"

    @property
    def hidden(self) -> np.ndarray:
        """Which shares are hidden, rows × options."""
        return np.isnan(self.shares) & ~(self.sizes <= 0)

    @property
    def reach(self) -> float:
        """The largest share."""
        return float(np.nanmax(self.shares)) if np.isfinite(self.shares).any() else 0.0

    def names(self, language: Language) -> list[str]:
        """Return the names of the rows."""
        return [category.label.to(language) for category in self.rows.categories]

    def sized(self, language: Language) -> list[str]:
        """Return «januar 2022 (n = 1 063)» of each row."""
        sizes = [self.size(row, language) for row in range(len(self.rows))]
        return [f"{name} ({size})" if size else name for name, size in zip(self.names(language), sizes, strict=True)]

    def keys(self, language: Language) -> list[Key]:
        """Return the legend."""
        fills = palette.rows_of(self.rows)
        keys = [Key(label, fill, edged=True) for label, fill in zip(self.sized(language), fills, strict=True)]
        if self.hidden.any():
            keys.append(Key(labels.HIDDEN_KEY.to(language), palette.PAPER, hatched=True))
        return keys

    def clusters(self, language: Language, stars: Mapping[tuple[str, str], str]) -> list[Cluster]:
        """Return the bars of each option, ``stars`` behind their values."""
        looks = list(zip(self.rows.ids, self.names(language), palette.rows_of(self.rows), strict=True))
        return [
            Cluster(option, tuple(self._bar(row, column, *look, stars, language) for row, look in enumerate(looks)))
            for column, option in enumerate(self.options)
        ]

    def _bar(self, row: int, column: int, id: str, name: str, fill: str, stars: Mapping, language: Language) -> Bar:
        share, size = self.shares[row, column], self.sizes[row, column]
        if size <= 0:
            return Bar(missing=(_NOT_ASKED if size < 0 else labels.NO_ANSWERS).to(language))
        if np.isnan(share):
            return Bar(after=wording.HIDDEN, hidden=True, name=name)
        after = starred(wording.percent(share, language), stars.get((id, self.ids[column]), ""))
        return Bar((Part(share, fill),), after, name=name)

    def marked(self, stars: Mapping[tuple[str, str], str], language: Language) -> list[tuple[str, str]]:
        """Return each option and row with its ``stars``."""
        return [
            (f"{option} ({name})", stars.get((row, id), ""))
            for option, id in zip(self.options, self.ids, strict=True)
            for row, name in zip(self.rows.ids, self.names(language), strict=True)
        ]

    def told(self, language: Language, about: str = "") -> str:
        """Return all numbers in words; ``about`` is what they are of, the title by default."""
        nb = language == "nb"
        parts = [
            f"{option} {', '.join(_told(self, row, column, language) for row in range(len(self.rows)))}"
            for column, option in enumerate(self.options)
        ]
        who = wording.listed(self.sized(language), language)
        order = f"{'i rekkefølgen' if nb else 'in the order'} {who}" if len(self.rows) > 1 else who
        kind = "Søyler i prosent" if nb else "Bars in per cent"
        return f"{kind}: {about or labels.quoted(self.title, language)}, {order}. {'; '.join(parts)}."


def _options(table: CountTable | Sequence[Option]) -> list[Option]:
    if not isinstance(table, CountTable):
        return list(table)
    return [Option(each.id, each.label, table, (each.id,)) for each in table.columns.categories]


def _rows(tables: Sequence[CountTable]) -> Axis:
    """Return the rows of all tables; those of the longest first, in its order."""
    longest = max(tables, key=lambda table: len(table.rows)).rows
    more = {each.id: each for table in tables for each in table.rows.categories if each.id not in longest.ids}
    return Axis(longest.id, longest.label, (*longest.categories, *more.values()), longest.ordered, longest.scores)


def _named(rows: Axis, table: CountTable, language: Language) -> Axis:
    """Say who everybody is: «Alle leger»."""
    [row, *others] = groups_of(table, language)[0].rows
    if others or not row.everybody:
        return rows
    return replace(rows, categories=(replace(rows.categories[0], label=Text(nb=row.label, en=row.label)),))


def _share(option: Option) -> np.ndarray:
    table = option.table
    veiled = [name for name in option.columns if name in table.columns.ids]
    hidden = table.hidden[:, [table.columns.ids.index(name) for name in veiled]].any(axis=1)
    counts = sum(table.column(name) for name in option.columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(hidden | ~(table.row_n > 0), np.nan, 100 * counts / table.row_n)


def _told(shown: Shown, row: int, column: int, language: Language) -> str:
    share, size = shown.shares[row, column], shown.sizes[row, column]
    if size <= 0:
        return (_NOT_ASKED if size < 0 else labels.NO_ANSWERS).to(language)
    if np.isnan(share):
        return "skjult" if language == "nb" else "hidden"
    return wording.percent(share, language)
