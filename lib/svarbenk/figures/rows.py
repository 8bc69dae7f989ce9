"""A table or banner as a figure sees it: groups of rows, each with its percentages, or hidden, or empty."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.figures import labels
from svarbenk.responses import WAVE
from svarbenk.tables import EVERYBODY, Banner, CountTable

# the unit of a table that holds printed percentages in place of counts
_PERCENTAGES = "prosent"


@dataclass(frozen=True)
class Row:
    """One row of a table: ``percent`` and ``counts`` one a column, NaN where hidden; ``n`` is NaN where hidden.

    ``counted`` is false where only percentages were printed and nobody knows of how many.
    """

    label: str
    percent: tuple[float, ...]
    counts: tuple[float, ...]
    n: float
    everybody: bool = False
    counted: bool = True
    id: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody answered."""
        return self.n == 0

    @property
    def is_hidden(self) -> bool:
        """Whether any of its numbers is hidden."""
        return not self.is_empty and bool(np.isnan([*self.percent, self.n]).any())

    def n_text(self, language: Language) -> str:
        """Return «n = 9»; nothing where it is not known."""
        return f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(self.n, language)}" if self.counted else ""

    def told(self, language: Language) -> str:
        """Return «Nivå 4 (n = 9)»."""
        size = self.n_text(language)
        return f"{self.label} ({size})" if size else self.label


@dataclass(frozen=True)
class Group:
    """Rows under one heading; everybody's has none. ``id`` is the background."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    table: CountTable


def groups_of(table: CountTable | Banner, language: Language) -> list[Group]:
    """Return the groups of a banner, everybody first; of a count table the single group.

    Parameters
    ----------
    table : CountTable or Banner
        The counts.
    language : str
        «nb» or «en».
    """
    if isinstance(table, CountTable):
        return [_group(table, "", language)]
    total = _group(table.total, "", language)
    return [total, *(_group(each, each.rows.label.to(language), language) for each in table.by)]


def starred(label: str, stars: str) -> str:
    """Return a label with its stars, which stay on the line of its last word: «desember 2024 ***».

    Parameters
    ----------
    label : str
        Of a row, or a value.
    stars : str
        None, one, two or three.
    """
    return f"{label}{wording.HARD_SPACE}{stars}" if stars else label


def is_drawable(tables: CountTable | Banner | Sequence[CountTable]) -> bool:
    """Tell whether anything can be seen in a figure: a row that somebody answered and that is not hidden.

    Parameters
    ----------
    tables : CountTable, Banner or sequence of CountTable
        What would be drawn.
    """
    each = tables_of(tables) if isinstance(tables, CountTable | Banner) else tables
    known = [np.isfinite(table.row_n) & (table.row_n > 0) & ~table.hidden.all(axis=1) for table in each]
    return any(bool(one.any()) for one in known)


def base_remark(tables: Sequence[CountTable], language: Language) -> str:
    """Return whom all of the tables are of: «Av leger i vikariat.»; nothing where that is everybody, or differs.

    The n of a single table of groups is said too. That of several, or of waves, would be a sum that means nothing.

    Parameters
    ----------
    tables : sequence of CountTable
        What is drawn.
    language : str
        «nb» or «en».
    """
    first = tables[0]
    everybody = all(table.rows.ids == EVERYBODY.ids for table in tables)  # whose label says it
    if first.base is None or everybody or any(table.base != first.base for table in tables):
        return ""
    if len(tables) == 1 and (len(first.rows) == 1 or first.rows.id != WAVE):
        return wording.base_line(first, language)
    return f"{labels.OF.to(language)} {first.base.to(language)}."


def first_of(table: CountTable | Banner) -> CountTable:
    """Return the table of everybody, or the table itself."""
    return table.total if isinstance(table, Banner) else table


def is_synthetic(tables: Sequence[CountTable]) -> bool:
    """Whether any of the tables is of stand-in data."""
    return any(table.synthetic for table in tables)


def tables_of(table: CountTable | Banner) -> tuple[CountTable, ...]:
    """Return every table in a banner, or the one."""
    return table.tables if isinstance(table, Banner) else (table,)


def _group(table: CountTable, heading: str, language: Language) -> Group:
    whole = table.rows.ids == EVERYBODY.ids and table.rows.id == EVERYBODY.id
    percent = np.where(table.hidden, np.nan, table.percent())
    counts = np.where(table.hidden, np.nan, table.counts)
    rows = tuple(
        Row(
            _everybody(table, language) if whole else category.label.to(language),
            tuple(map(float, shares)),
            tuple(map(float, numbers)),
            float(n),
            whole,
            table.unit.nb != _PERCENTAGES,
            category.id,
        )
        for category, shares, numbers, n in zip(table.rows.categories, percent, counts, table.row_n, strict=True)
    )
    return Group(table.rows.id, heading, rows, table)


def _everybody(table: CountTable, language: Language) -> str:
    return f"{wording.word('all', language)} {(table.base or table.respondents).to(language)}".strip()
