"""Levels of a register table's row or a register figure's series, in order, as sentences take them."""

import math
import re
from dataclasses import dataclass

from svarbenk import wording
from svarbenk.codebook import Language, Text, nearest
from svarbenk.errors import InputError
from svarbenk.register import Cell, Line, RegisterBook, RegisterTable
from svarbenk.register.figures_file import FIGURES_FILE, find_figure, read_figures
from svarbenk.register.series import Point, Published, PublishedPanel, PublishedSeries, published
from svarbenk.wording.register_figures import roughly
from svarbenk.wording.registers import PERCENT, Level
from svarbenk.workbench.register_sheets import when

_NUMBER = re.compile(r"(?:(?P<kind>tabell|figur|table|figure)\s+)?(?P<number>\S+)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Levels:
    """A row's or series' levels: what a sentence begins with, and each level and its unit by its id in order.

    ``loose`` are levels that are there and that no change is reckoned from unless they are named: averages of several
    years, and categories that are not in time.
    """

    subject: str
    levels: dict[str, Level]
    units: dict[str, str]
    loose: frozenset[str] = frozenset()

    @property
    def known(self) -> list[str]:
        """The ids of the levels there is a number for, in order."""
        return [at for at, level in self.levels.items() if math.isfinite(level.value)]

    @property
    def in_time(self) -> list[str]:
        """The ids of the levels that changes are reckoned from."""
        return [at for at in self.known if at not in self.loose]

    def level(self, at: str | int) -> Level:
        """Return the level at a time or category; NaN where it is not printed.

        Parameters
        ----------
        at : str or int
            The column of a table, or a time or category of a figure.
        """
        return self.levels.get(str(at), Level(math.nan, str(at)))

    def unit(self, at: str | int | None) -> str:
        """Return the unit of the level at a time or category; nothing where it is not known.

        Parameters
        ----------
        at : str or int, optional
            The column of a table, or a time or category of a figure.
        """
        return self.units.get(str(at), "")


def split_number(number: str) -> tuple[str, str]:
    """Split «figur 6-1» into «figur» and «6-1»; the kind is empty where none is named.

    Parameters
    ----------
    number : str
        The number of a table or figure.

    Raises
    ------
    InputError
        If it is neither.
    """
    match = _NUMBER.fullmatch(" ".join(number.split()))
    if match is None:
        raise InputError(f"«{number}» er ingen tabell eller figur; ventet for eksempel «3-1» eller «figur 3-1»")
    kind = (match["kind"] or "").casefold()
    return {"table": "tabell", "figure": "figur"}.get(kind, kind), match["number"]


def levels_of(book: RegisterBook, number: str, row: str, language: Language) -> Levels:
    """Return the levels of a row of a table, or of a series of a figure; a table goes first where both have it.

    Parameters
    ----------
    book : RegisterBook
        The report's register.
    number : str
        «3-1», «tabell 3-1» or «figur 3-1».
    row : str
        The id of a row or a series.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If there is no such table, figure, row or series.
    """
    kind, bare = split_number(number)
    table = book.table(bare) if kind != "figur" and bare in book.numbers else None
    if table is not None and row in {each.id for each in table.rows}:
        return _of_table(table, row, language)
    series = {} if kind == "tabell" else series_of(book, bare, language)
    if row in series:
        return series[row]
    if table is not None:
        return _of_table(table, row, language)
    if not series:
        raise InputError(f"«{number}»: verken en registertabell eller en figur med trykte punkter")
    raise InputError(f"figur {bare}: ingen serie «{row}»; ventet en av {', '.join(series)}{nearest(row, series)}")


def _of_table(table: RegisterTable, row: str, language: Language) -> Levels:
    found = table.row(row)
    of = next(each for each in table.definition.rows if each.id == (found.of or found.id))
    label = of.subject or of.label
    subject = label.to(language)
    cells = {
        column.id: (column, table.cells[row, column.id]) for column in table.columns if (row, column.id) in table.cells
    }
    levels = {at: _level(column, cell, language) for at, (column, cell) in cells.items()}
    units = {at: cell.unit for at, (_, cell) in cells.items()}
    loose = {at for at, (column, _) in cells.items() if column.aside or not table.definition.ordered}
    return Levels(subject, levels, units, frozenset(loose))


def _level(column: Line, cell: Cell, language: Language) -> Level:
    quantity = cell.quantity
    told = column.when.to(language) if column.when else _when(column.label.to(language), language)
    return Level(cell.value, told, cell.decimals, quantity.low, quantity.high)


def _when(label: str, language: Language) -> str:
    return f"in {label}" if language == "en" else f"i {wording.lowered(label)}"


def series_of(book: RegisterBook, number: str, language: Language) -> dict[str, Levels]:
    """Return the levels of every series of a figure by id; none where there is no such figure, or nothing is printed.

    Parameters
    ----------
    book : RegisterBook
        The report's register.
    number : str
        «3-1».
    language : str
        «nb» or «en».
    """
    if not (book.folder / FIGURES_FILE).is_file():
        return {}
    figures = read_figures(book.folder)
    if number not in {each.number for each in figures.figures}:
        return {}
    found = published(find_figure(figures, number), book.ledger)
    if found is None:
        return {}
    return {
        series.definition.id: _of_series(found, panel, series, language)
        for panel in found.panels
        for series in panel.series
        if series.points
    }


def _of_series(found: Published, panel: PublishedPanel, series: PublishedSeries, language: Language) -> Levels:
    named = when(found, language)
    definition = panel.definition
    unit = PERCENT if definition.percent else definition.unit.nb
    label: Text = series.definition.subject or series.definition.label
    levels, loose = {}, set()
    for point in sorted(series.points, key=lambda each: (each.start, each.end)):
        key = _key(found, point, named(point.start))
        levels[key] = _of_point(point, named(point.start), definition.decimals, language)
        if found.view.categories or not point.is_level or _averaged(point):
            loose.add(key)
    return Levels(label.to(language), levels, dict.fromkeys(levels, unit), frozenset(loose))


def _key(found: Published, point: Point, name: str) -> str:
    """Return what a point is called: the category, the span of years, or the year."""
    if found.view.categories:
        return found.view.categories[round(point.start)].id
    if point.start != point.end:
        return f"{point.start:.0f}-{point.end:.0f}"
    year = _YEAR.search(name)
    return name if name.isdigit() or not year else year.group()


def _averaged(point: Point) -> bool:
    """Tell whether a point of one year is what is printed of several."""
    return any("-" in entry.wave and len(entry.wave) > len("2024-12") for entry in point.number.entries)


def _of_point(point: Point, name: str, decimals: int, language: Language) -> Level:
    number = point.number
    shown = number.decimals if number.is_printed else decimals
    about = roughly(number.entries[0].printed, language) if number.is_printed else ""
    low, high, span = number.low, number.high, number.low != number.high
    if not span and not number.is_printed:
        low, high = low - 0.5 / 10**shown, high + 0.5 / 10**shown
    return Level(number.value, _when(name, language), shown, low, high, about, span)
