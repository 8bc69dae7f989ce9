"""The cells of a pasted table: names of rows and columns apart from the numbers, and every bad cell told."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from svarbenk.apps.calculator_grid import MOST_CELLS, MOST_CHARACTERS, MOST_LINES, Line, split_lines
from svarbenk.apps.calculator_numbers import Form, Number, Pair, form_of, read_cell, read_number

MOST_TOLD = 5
LARGEST, MOST_DECIMALS = 10_000_000, 6
_YEARS = range(1900, 2101)
_HIDDEN = re.compile(r"[:*]|\.\.+")
_DASH = re.compile(r"[-–—−.]+")
_NEGATIVE = re.compile(r"[-–−]\s*\d[\d .,%]*")
_LABEL_N = re.compile(r"[\s,(]*\(?\s*\b[nN]\s*=\s*(\d[\d\u00a0\u202f .,]*?)\s*\)?\s*$")


@dataclass(frozen=True)
class Remark:
    """Something to be told about a reading: a code with its values."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


class UnreadableError(Exception):
    """What was pasted is no table of numbers; ``remarks`` tell why, each with where, what was found and expected."""

    def __init__(self, *remarks: Remark):
        super().__init__(", ".join(remark.code for remark in remarks))
        self.remarks = remarks


@dataclass(frozen=True)
class Cell:
    """A number and where it stood: line and column of the text, from 1, and as it was written."""

    number: Number
    line: int
    column: int
    text: str
    pair: Pair | None = None

    def at(self) -> dict[str, Any]:
        """Return where it stood and what was found, for a remark."""
        return {"line": self.line, "column": self.column, "found": self.text}


@dataclass(frozen=True)
class Cells:
    """Rows of numbers with the names of rows and columns, as they were written.

    ``sizes`` and ``column_sizes`` are n told in those names; ``corner`` is what stands over the names of the rows.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    sizes: tuple[Cell | None, ...]
    remarks: tuple[Remark, ...] = ()
    column_sizes: tuple[Cell | None, ...] = ()
    corner: str = ""

    def turned(self) -> "Cells":
        """Return the table with rows for columns."""
        cells = tuple(zip(*self.cells, strict=True))
        return replace(
            self, rows=self.columns, columns=self.rows, cells=cells, sizes=self.column_sizes, column_sizes=self.sizes,
            corner="",
        )  # fmt: skip

    def without_column(self, place: int) -> "Cells":
        """Return the table without a column."""
        cut = lambda row: (*row[:place], *row[place + 1 :])  # noqa: E731
        return replace(
            self,
            columns=cut(self.columns),
            cells=tuple(map(cut, self.cells)),
            column_sizes=cut(self.column_sizes),
        )

    def without_row(self, place: int) -> "Cells":
        """Return the table without a row."""
        return replace(self.turned().without_column(place).turned(), corner=self.corner)

    def told(self, *remarks: Remark) -> "Cells":
        """Return the table with more remarks."""
        return replace(self, remarks=(*self.remarks, *remarks))


def read_cells(text: str, form: Form = "") -> Cells:
    """Read the cells of a pasted text.

    Parameters
    ----------
    text : str
        What was pasted.
    form : str
        How numbers are written; found from them by default.

    Raises
    ------
    UnreadableError
        If there is no table, lines have different numbers of cells, or a cell is no number.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(Remark("too_long", {"found": len(text), "most": MOST_CHARACTERS}))
    lines = split_lines(text)
    if not lines:
        raise UnreadableError(Remark("empty"))
    if len(lines) > MOST_LINES:
        raise UnreadableError(Remark("too_many_lines", {"found": len(lines), "most": MOST_LINES}))
    known = form or form_of(cell for line in lines for cell in line.cells)
    lines, left_out = _without_text(lines)
    header, lines, remarks = _header(lines)
    if not lines:
        raise UnreadableError(Remark("no_numbers"))
    remarks = left_out + remarks
    widths = Counter(len(line.cells) for line in lines)
    width = max(widths, key=lambda each: (widths[each], each))
    if width > MOST_CELLS:
        raise UnreadableError(Remark("too_wide", {"found": width, "most": MOST_CELLS}))
    model = next(line.number for line in lines if len(line.cells) == width)
    ragged = [
        Remark("ragged", {"line": each.number, "found": len(each.cells), "expected": width, "model": model})
        for each in lines
        if len(each.cells) != width
    ]
    if ragged:
        raise UnreadableError(*ragged[:MOST_TOLD])
    names, labelled, years = _labels(header, lines, width)
    remarks += [Remark("years_as_names")] if years and not header else []
    corner = header.cells[0] if header and labelled and len(header.cells) == width else ""
    first = 1 if labelled else 0
    found = [[_cell(line, place, known) for place in range(first, width)] for line in lines]
    wrong = [each for row in found for each in row if isinstance(each, Remark)]
    if wrong:
        raise UnreadableError(*wrong[:MOST_TOLD])
    rows, sizes = _sized([line.cells[0] for line in lines] if labelled else [""] * len(lines), lines, known)
    columns, column_sizes = _sized(names, [header or lines[0]] * len(names), known)
    doubts = [each for row in found for each in row if each.number.doubt]
    if doubts:
        values = {**doubts[0].at(), "value": doubts[0].number.value, "decimals": doubts[0].number.decimals}
        remarks.append(Remark("doubt", values | {"times": len(doubts)}))
    return Cells(
        _named(rows, "row"), _named(columns, "column"), tuple(map(tuple, found)), sizes, tuple(remarks), column_sizes,
        corner,
    )  # fmt: skip


def _without_text(lines: list[Line]) -> tuple[list[Line], list[Remark]]:
    """Leave out lines without numbers: titles above the heading, notes below, and a name of all the groups."""
    numbered = [any(map(_numeric, line.cells)) for line in lines]
    if not any(numbered):
        return lines, []
    first, last = numbered.index(True), len(lines) - 1 - numbered[::-1].index(True)
    between = [lines[place] for place in range(first, last) if not numbered[place]]
    if between:
        raise UnreadableError(Remark("text_between", {"line": between[0].number, "found": _text(between[0])}))
    narrow = len(lines[first].cells) <= 2
    # of the lines above, the heading is the last that has a name for more than one column
    above = [place for place in range(first) if sum(map(bool, lines[place].cells)) > 1 or narrow]
    heading = above[-1:]
    kept = [line for place, line in enumerate(lines) if place in heading or first <= place <= last]
    out = [line for line in lines if line not in kept]
    return kept, [Remark("text_left_out", {"line": line.number, "found": _text(line)}) for line in out]


def _text(line: Line) -> str:
    return " ".join(filter(None, line.cells))


def _header(lines: list[Line]) -> tuple[Line | None, list[Line], list[Remark]]:
    first, rest = lines[0], lines[1:]
    if not rest:
        return (None, lines, []) if any(_numeric(cell) for cell in first.cells) else (first, rest, [])
    inner = first.cells[1:] if len(first.cells) > 1 else first.cells
    if not any(map(_numeric, inner)):
        return first, rest, []
    below = [line.cells[0] for line in rest]
    if not first.cells[0] and all(below):
        return first, rest, []
    years = [_year(cell) for cell in inner]
    if len(rest) > 1 and len(inner) > 1 and all(years) and not _numeric(first.cells[0]):
        return first, rest, [Remark("years_as_header", {"line": first.number})]
    return None, lines, []


def _labels(header: Line | None, lines: list[Line], width: int) -> tuple[list[str], bool, bool]:
    """Return the names of the columns, whether the first column has names of rows, and whether those are years."""
    firsts = [line.cells[0] for line in lines]
    names = list(header.cells) if header else []
    if header and len(names) > width:
        raise UnreadableError(Remark("long_header", {"line": header.number, "found": len(names), "expected": width}))
    corner = bool(header) and (len(names) == width - 1 or not names[0])
    years = [_year(cell) for cell in firsts]
    as_years = width > 2 and len(lines) > 1 and all(years) and len(set(years)) == len(years)
    with_n = all(map(_LABEL_N.search, firsts))  # «2022 (n = 912)» is a name
    labelled = width > 1 and (corner or as_years or with_n or not all(map(_numeric, firsts)))
    columns = width - labelled
    names = names[-columns:] if names else []
    return [""] * (columns - len(names)) + names, labelled, as_years and not corner


def _cell(line: Line, place: int, form: Form) -> Cell | Remark:
    text = line.cells[place]
    at = {"line": line.number, "column": place + 1, "found": text}
    found = read_cell(text, form)
    size = found.count if isinstance(found, Pair) else found
    if size is not None and max(size.value, found.of.value if isinstance(found, Pair) and found.of else 0) > LARGEST:
        return Remark("too_large", at | {"most": LARGEST})
    if size is not None and size.decimals > MOST_DECIMALS:
        return Remark("too_exact", at | {"most": MOST_DECIMALS})
    if isinstance(found, Pair):
        return Cell(found.count, line.number, place + 1, text, found)
    if found is not None:
        return Cell(found, line.number, place + 1, text)
    code = (
        "empty_cell" if not text
        else "hidden_cell" if _HIDDEN.fullmatch(text)
        else "dash_cell" if _DASH.fullmatch(text)
        else "negative" if _NEGATIVE.fullmatch(text)
        else "no_number"
    )  # fmt: skip
    return Remark(code, at)


def _numeric(text: str) -> bool:
    return read_cell(text) is not None or bool(text and (_HIDDEN.fullmatch(text) or _DASH.fullmatch(text)))


def _year(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{4}", text) and int(text) in _YEARS else 0


def _sized(names: list[str], lines: list[Line], form: Form) -> tuple[list[str], tuple[Cell | None, ...]]:
    """Take «(n = 78)» out of names."""
    bare, sizes = [], []
    for name, line in zip(names, lines, strict=True):
        found = _LABEL_N.search(name)
        number = read_number(found[1].strip(" .,"), form) if found and found.start() else None
        number = number if number and number.value <= LARGEST else None
        bare.append(name[: found.start()].strip(" ,") if number else name.strip())
        sizes.append(Cell(number, line.number, 1, found[0].strip()) if number else None)
    return bare, tuple(sizes)


def _named(names: list[str], what: str) -> tuple[str, ...]:
    """Return names that differ; what has none is numbered, such as «row:1», to be worded later."""
    given, taken = [], Counter()
    for place, name in enumerate(names, start=1):
        own = name or f"{what}:{place}"
        taken[own] += 1
        given.append(own if taken[own] == 1 else f"{own} ({taken[own]})")
    return tuple(given)
