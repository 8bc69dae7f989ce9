"""How a printed table is set: which columns hold numbers, how wide each is, and which rows hang together.

Word and PDF need widths before they can set a table, HTML needs the groups; all need the same alignment.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from svarbenk.documents.model import TableBlock, TableRow
from svarbenk.documents.outline import Placed

_NUMBER = re.compile(r"^[<>≤≥±+−–-]?\s?\d|^[:–—−·.]?$")
_PIECES = (30, 14, 11)  # characters of a header's word to keep whole: as long as the page allows
_SHORTEST_STUB = 17.0  # characters; narrower labels would be all hyphens
_LONGEST_STUB = 34.0
_LINES_TOGETHER = 30
_LONGEST_WORD = 26.0  # room that a long word among the labels may take from the headers
_EM = 0.5  # width of a digit in ems
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together; ``heading`` is their spanning sub-heading, if they have one."""

    heading: str | None
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Layout:
    """How one table is set on paper.

    ``shares`` divide the width between the labels and the columns and add up to 1; ``numeric`` tells which columns
    are set flush right; ``whole`` tables are moved to the next page rather than broken over two.
    """

    groups: tuple[RowGroup, ...]
    numeric: tuple[bool, ...]
    shares: tuple[float, ...]
    type_size: float
    wide: bool
    whole: bool


def layout_of(table: TableBlock, portrait_mm: float = 160.0, landscape_mm: float = 247.0) -> Layout:
    """Find out how a table is set on paper.

    Parameters
    ----------
    table : TableBlock
        The table.
    portrait_mm, landscape_mm : float
        Width of the text on a page, upright and on its side.
    """
    wide = is_wide(table, portrait_mm)
    width = landscape_mm if wide else portrait_mm
    shares = _column_shares(table, width)
    return Layout(
        groups=row_groups(table),
        numeric=numeric_columns(table),
        shares=shares,
        type_size=type_size(table),
        wide=wide,
        whole=_fits_a_page(table, shares, width, wide),
    )


def on_their_side(blocks: Sequence[Placed], portrait_mm: float = 160.0) -> tuple[bool, ...]:
    """Tell for each block of a chapter whether it stands on a page on its side.

    Wide tables do, and the headings straight before one, so that no page holds a heading alone.

    Parameters
    ----------
    blocks : sequence of Placed
        The chapter.
    portrait_mm : float
        Width of the text on an upright page.
    """
    turned = [placed.kind == "table" and is_wide(placed.block, portrait_mm) for placed in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        if blocks[place].level and turned[place + 1]:
            turned[place] = True
    return tuple(turned)


def row_groups(table: TableBlock) -> tuple[RowGroup, ...]:
    """Divide the rows at each sub-heading; a row for everybody after a group stands outside it."""
    groups: list[tuple[str | None, list[TableRow]]] = []
    for row in table.rows:
        if row.role == "group":
            groups.append((row.label, []))
        elif not groups or (row.role == "total" and groups[-1][0] is not None):
            groups.append((None, [row]))
        else:
            groups[-1][1].append(row)
    return tuple(RowGroup(heading, tuple(rows)) for heading, rows in groups)


def numeric_columns(table: TableBlock) -> tuple[bool, ...]:
    """Tell for each column whether its cells are numbers, to be set flush right."""
    found = []
    for index in range(len(table.columns)):
        cells = [row.cells[index].strip() for row in table.rows if len(row.cells) > index]
        numbers = sum(bool(_NUMBER.match(cell)) for cell in cells)
        found.append(2 * numbers >= len(cells))
    return tuple(found)


def unbroken(text: str) -> str:
    """Tie the pieces of a number together: «47 (60 %)» must not be broken over two lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def type_size(table: TableBlock) -> float:
    """Size of the type in points: smaller when there are many columns."""
    columns = len(table.columns)
    return 9.0 if columns <= 5 else 8.5 if columns <= 7 else 8.0 if columns <= 8 else 7.5


def is_wide(table: TableBlock, portrait_mm: float = 160.0) -> bool:
    """Whether a table needs a page on its side to be read.

    Parameters
    ----------
    table : TableBlock
        The table.
    portrait_mm : float
        Width of the text on an upright page.
    """
    if len(table.columns) < 3:
        return False
    columns = sum(_needed(table, index, _PIECES[-1]) for index in range(len(table.columns)))
    longest = max((len(row.label) for row in table.rows if row.role != "group"), default=0)
    # long labels want room too: three lines of them are read, six are not
    stub = min(max(longest / 3, _SHORTEST_STUB), _LONGEST_STUB)
    return (columns + stub) * _character_width(table) > portrait_mm


def _column_shares(table: TableBlock, width: float) -> tuple[float, ...]:
    columns = _columns_needed(table, width)
    labels = [row.label for row in table.rows if row.role != "group"] + [table.stub]
    longest = max((len(label) for label in labels), default=0)
    # the numbers come first: a label can wrap, a number cannot
    left = width / _character_width(table) - sum(columns)
    stub = min(longest + 3.0, max(left, _SHORTEST_STUB))
    whole = stub + sum(columns)
    return tuple(share / whole for share in (stub, *columns))


def _fits_a_page(table: TableBlock, shares: tuple[float, ...], width: float, wide: bool) -> bool:
    limit = _LINES_TOGETHER // 2 if wide else _LINES_TOGETHER
    if len(table.rows) > limit:
        return False
    characters = width / _character_width(table)
    room = [max(characters * share - 1.5, 4) for share in shares]
    lines = 0
    for row in table.rows:
        # a sub-heading has the whole width, every other text its own column
        texts = [(row.label, characters)] if row.role == "group" else zip((row.label, *row.cells), room, strict=False)
        lines += max(math.ceil(len(text) / across) for text, across in texts)
    return lines <= limit


def _columns_needed(table: TableBlock, width: float) -> list[float]:
    """Characters that the columns need, with as few words of their headers broken as the page allows."""
    words = [len(word) for row in table.rows if row.role != "group" for word in row.label.split()]
    stub = min(max(max(words, default=0) + 2, _SHORTEST_STUB), _LONGEST_WORD)
    room = width / _character_width(table) - stub
    needed: list[float] = []
    for piece in _PIECES:
        needed = [_needed(table, index, piece) for index in range(len(table.columns))]
        if sum(needed) <= room:
            break
    return needed


def _needed(table: TableBlock, index: int, piece: int) -> float:
    """Characters that a column cannot do without: its widest cell, or the longest word of its header."""
    header = table.columns[index]
    cells = [len(row.cells[index]) for row in table.rows if len(row.cells) > index]
    words = [min(len(word), piece) for word in re.split(r"[\s-]+", header)]
    widest_cell = min(max(cells, default=0), 40)
    # headers are bold, so a little wider
    return max(widest_cell, 1.1 * max(words, default=0), len(header) / 4, 5) + 1.5


def _character_width(table: TableBlock) -> float:
    """Width of a character of the table on paper, in mm."""
    return type_size(table) * _EM * _MM_PER_POINT
