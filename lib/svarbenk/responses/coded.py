"""A column of cells with each distinct one held once: what is read by a rule is read once, however many rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

CHUNK = 20_000


class Cells(Sequence):
    """The cells of a column.

    ``distinct`` has each different cell once (1, 1.0 and True differ), ``codes`` which of them stands in each row.

    Parameters
    ----------
    codes : numpy.ndarray
        Position in ``distinct``, one a row.
    distinct : list
        The different cells.
    """

    __slots__ = ("codes", "distinct")

    def __init__(self, codes: np.ndarray, distinct: list[Any]):
        self.codes = codes.astype(np.min_scalar_type(max(len(distinct) - 1, 0)), copy=False)
        self.distinct = distinct

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Cells":
        """Return ``cells``, one a row, as a column."""
        if isinstance(cells, Cells):
            return cells
        cells = list(cells)
        if len(set(map(type, cells)) - {type(None)}) <= 1:
            array = np.empty(len(cells), dtype=object)
            array[:] = cells
            codes, distinct = pd.factorize(array)
            distinct = list(distinct)
            if (codes < 0).any():
                codes[codes < 0] = len(distinct)
                distinct.append(None)
            return cls(codes, distinct)
        # 1 == 1.0 == True to a hash table, but they are not written alike
        known: dict[tuple[type, Any], int] = {}
        codes = np.fromiter((known.setdefault((type(cell), cell), len(known)) for cell in cells), int, len(cells))
        return cls(codes, [cell for _, cell in known])

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return Cells(self.codes[place], self.distinct)
        return self.distinct[self.codes[place]]

    def __iter__(self) -> Iterator[Any]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    def each(self, read: Callable[[Any], Any], dtype: Any = object) -> np.ndarray:
        """Return ``read`` of every row as an array of ``dtype``; called once for each distinct cell."""
        found = np.empty(len(self.distinct), dtype=dtype)
        found[:] = [read(cell) for cell in self.distinct]
        return found[self.codes]

    def recoded(self, read: Callable[[Any], Any]) -> "Cells":
        """Return the column of what ``read`` makes of the cells, equal results held once."""
        known: dict[Any, int] = {}
        codes = [known.setdefault(read(cell), len(known)) for cell in self.distinct]
        return Cells(np.array(codes, dtype=np.int64)[self.codes], list(known))

    def take(self, places: np.ndarray) -> "Cells":
        """Return the cells at ``places``, in that order."""
        return Cells(self.codes[places], self.distinct)


def gather_rows(rows: Iterable[tuple[int, list[Any]]], places: Sequence[int]) -> tuple[list[int], list[Cells]]:
    """Return the row numbers and the columns at ``places`` of (number, cells) ``rows``; shorter rows are filled up.

    The rows are taken in portions, so that memory holds the distinct cells and one small number a cell.
    """
    numbers: list[int] = []
    known: list[dict[tuple[type, Any], int]] = [{} for _ in places]
    parts: list[list[np.ndarray]] = [[] for _ in places]
    rows = iter(rows)
    while portion := list(islice(rows, CHUNK)):
        numbers += [number for number, _ in portion]
        for column, place in enumerate(places):
            cells = Cells.of([row[place] if place < len(row) else None for _, row in portion])
            seen = known[column]
            codes = np.array([seen.setdefault((type(cell), cell), len(seen)) for cell in cells.distinct], dtype=int)
            parts[column].append(Cells(codes[cells.codes], [None] * len(seen)).codes)
    columns = [
        Cells(np.concatenate(part) if part else np.empty(0, dtype=int), [cell for _, cell in seen])
        for part, seen in zip(parts, known, strict=True)
    ]
    return numbers, columns
