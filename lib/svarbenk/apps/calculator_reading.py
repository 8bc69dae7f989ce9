"""What pasted numbers mean: counts or percentages, which are totals and which is n."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from svarbenk.apps.calculator_cells import MOST_TOLD, Cell, Cells, Remark, UnreadableError, read_cells
from svarbenk.apps.calculator_numbers import Form

Kind = Literal["count", "percent"]
REST = "rest:"
"""Name of the column of those who gave none of the answers that stand in the table."""
_N = re.compile(
    r"\(?n\)?(\s*=.*)?|antall( svar)?|antal svar|svar|base|besvart|respondenter|number|replies|responses|respondents",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(total\w*|sum\w*|i alt|alle( samlet)?|all|samlet|everybody|overall)[.:]?", re.IGNORECASE)
_SIGN = re.compile(r"[\s,]*\(?(%|prosent|per cent|percent|pst\.?)\)?\s*$", re.IGNORECASE)
_PER_CENT = re.compile(r"%|\bprosent|\bandel|\bper cent|\bpercent|\bpst\b|\bshare\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """Pasted numbers as they were read.

    ``values`` (groups × answers) are counts, or percentages that were printed with ``decimals``; ``n`` is what they
    are of, one a group. ``rest`` says that the last answer is all others. ``remarks`` tell what was left out or
    decided, ``corner`` what stands over the names of the groups.
    """

    kind: Kind
    groups: tuple[str, ...]
    answers: tuple[str, ...]
    values: tuple[tuple[Fraction, ...], ...]
    n: tuple[int, ...]
    decimals: int = 0
    rest: bool = False
    remarks: tuple[Remark, ...] = ()
    corner: str = ""


def read_paste(text: str, *, kind: Kind | str = "", form: Form | str = "", turned: bool = False) -> Reading:
    """Read what was pasted.

    Parameters
    ----------
    text : str
        The text.
    kind : str
        «count» or «percent»; found from the numbers where they tell.
    form : str
        How numbers are written, «nb» or «en»; found from them where they tell.
    turned : bool
        Whether groups stand in columns.

    Raises
    ------
    UnreadableError
        If it cannot be read; it tells why.
    """
    cells = read_cells(text, form)
    cells = cells.turned() if turned else cells
    n_row = next((place for place, name in enumerate(cells.rows) if _is_n(name)), None)
    has_n = any(map(_is_n, cells.columns)) or any(cells.sizes)
    if not turned and not has_n and (n_row is not None or any(cells.column_sizes)) and _looks_percent(cells, kind):
        cells = cells.turned().told(Remark("turned"))
    sizes, cells = _sizes(cells)
    kind = kind or _kind(cells, sizes)
    found = _percentages(cells, sizes) if kind == "percent" else _counts(cells, sizes)
    # «Ja (%)» and «Ja, prosent» are the answer «Ja»
    bare = tuple(_SIGN.sub("", name) or name for name in found.answers)
    return replace(found, answers=bare) if len(set(bare)) == len(bare) else found


def _is_n(name: str) -> bool:
    return bool(_N.fullmatch(name.strip()))


def _is_total(name: str) -> bool:
    return bool(_TOTAL.fullmatch(name.strip()))


def _percent_columns(cells: Cells) -> list[int]:
    return [
        place
        for place, name in enumerate(cells.columns)
        if _PER_CENT.search(name) or any(row[place].number.percent for row in cells.cells)
    ]


def _looks_percent(cells: Cells, kind: str) -> bool:
    numbers = [cell.number for row in cells.cells for cell in row]
    if kind:
        return kind == "percent"
    inner = [row for row, name in zip(cells.cells, cells.rows, strict=True) if not _is_n(name) and not _is_total(name)]
    sums = [sum(row[place].number.value for row in inner) for place in range(len(cells.columns))]
    return any(each.percent or not each.whole for each in numbers) or all(
        _is_whole(total, len(inner)) for total in sums
    )


def _is_whole(total: Fraction, parts: int, decimals: int = 0) -> bool:
    """Tell whether rounded percentages can be the parts of a whole."""
    return parts > 1 and abs(total - 100) <= Fraction(parts, 2 * 10**decimals)


def _sizes(cells: Cells) -> tuple[list[Cell] | None, Cells]:
    """Find n of each group: in a column of its own, in the names, or in cells such as «47 av 78»."""
    pairs = [[cell.pair.of if cell.pair else None for cell in row] for row in cells.cells]
    if len(cells.columns) == 1 and all(row[0] for row in pairs):
        return [
            Cell(row[0], cell.line, cell.column, cell.text) for row, (cell,) in zip(pairs, cells.cells, strict=True)
        ], cells
    named = [place for place, name in enumerate(cells.columns) if _is_n(name)]
    signed = [place for place in range(len(cells.columns)) if all(row[place].number.is_n for row in cells.cells)]
    for place in (*signed, *reversed(named)):
        if len(cells.columns) > 1 and not any(row[place].number.percent for row in cells.cells):
            return [row[place] for row in cells.cells], cells.without_column(place)
    if all(cells.sizes):
        return list(cells.sizes), cells
    if any(cells.sizes):
        missing = cells.sizes.index(None)
        raise UnreadableError(Remark("n_missing", {"line": cells.cells[missing][0].line}))
    return None, cells


def _kind(cells: Cells, sizes: list[Cell] | None) -> Kind:
    numbers = [[cell.number for cell in row] for row in cells.cells]
    shares, columns = _percent_columns(cells), len(cells.columns)
    if shares:
        counted = [place for place in range(columns) if place not in shares and not _is_total(cells.columns[place])]
        return "count" if len(counted) > 1 else "percent"
    if any(not each.whole for row in numbers for each in row):
        return "percent"
    if any(cell.pair for row in cells.cells for cell in row):
        return "count"
    sums = [sum(each.value for each in row) for row in numbers]
    if sizes and all(_is_whole(total, columns) for total in sums):
        return (
            "count" if all(total == size.number.value for total, size in zip(sums, sizes, strict=True)) else "percent"
        )
    inner = [total - row[-1].value for total, row in zip(sums, numbers, strict=True)]
    ends_in_n = any(total != row[-1].value for total, row in zip(inner, numbers, strict=True))
    if columns > 2 and ends_in_n and all(_is_whole(total, columns - 1) for total in inner):
        return "percent"
    if len(sums) > 1 and not sizes and all(_is_whole(total, columns) for total in sums):
        raise UnreadableError(Remark("sums_to_100"))
    return "count"


def _counts(cells: Cells, sizes: list[Cell] | None) -> Reading:
    cells = _without_shares(cells)
    _refuse([Remark("not_whole", cell.at()) for row in cells.cells for cell in row if not cell.number.whole])
    cells, sizes = _without_totals(cells, sizes)
    values = [[cell.number.value for cell in row] for row in cells.cells]
    answers, rest, remarks = list(cells.columns), False, list(cells.remarks)
    if sizes:
        left = [_whole_n(size) - sum(row) for size, row in zip(sizes, values, strict=True)]
        _refuse([
            Remark("above_n", {**size.at(), "sum": int(sum(row)), "n": int(size.number.value)})
            for size, row, more in zip(sizes, values, left, strict=True) if more < 0
        ])  # fmt: skip
        if any(left):
            values = [[*row, more] for row, more in zip(values, left, strict=True)]
            answers, rest = [*answers, REST], True
            remarks.append(Remark("rest_added"))
    if len(answers) < 2:
        raise UnreadableError(Remark("one_answer"))
    totals = [int(sum(row)) for row in values]
    _refuse([Remark("nobody", {"line": row[0].line}) for row, n in zip(cells.cells, totals, strict=True) if not n])
    remarks += _pairs_that_differ(cells, totals)
    return Reading(
        "count",
        cells.rows,
        tuple(answers),
        tuple(map(tuple, values)),
        tuple(totals),
        0,
        rest,
        tuple(remarks),
        cells.corner,
    )


def _percentages(cells: Cells, sizes: list[Cell] | None) -> Reading:
    if not sizes and len(cells.columns) > 1:
        # the one column that is no percentage: the unmarked one, or the last where the others are parts of a whole
        shares = _percent_columns(cells)
        plain = [place for place in range(len(cells.columns)) if place not in shares]
        if shares and len(plain) == 1:
            place = plain[0]
        else:
            sums = [sum(cell.number.value for cell in row) for row in cells.cells]
            lasts, firsts = ([row[end].number.value for row in cells.cells] for end in (-1, 0))
            parts = len(cells.columns) - 1
            before = lambda own: all(_is_whole(s - o, parts) for s, o in zip(sums, own, strict=True))  # noqa: E731
            all_parts = all(_is_whole(total, parts + 1) for total in sums)
            place = 0 if before(firsts) and not before(lasts) else -1 if not all_parts else None
        if place is not None:
            place %= len(cells.columns)
            found = [row[place] for row in cells.cells]
            if all(cell.number.whole and not cell.number.percent and cell.number.value for cell in found):
                sizes, cells = found, cells.without_column(place)
                if not shares:
                    cells = cells.told(Remark("n_found", {"column": found[0].column}))
    if not sizes:
        raise UnreadableError(Remark("no_n"))
    for place in reversed([place for place, name in enumerate(cells.columns) if _is_total(name)]):
        if len(cells.columns) > 1 and all(row[place].number.value == 100 for row in cells.cells):
            cells = cells.without_column(place).told(Remark("total_column", {"name": cells.columns[place]}))
    cells, sizes = _without_total_rows(cells, sizes)
    _refuse([Remark("above_100", cell.at()) for row in cells.cells for cell in row if cell.number.value > 100])
    n = tuple(map(_whole_n, sizes))
    values = tuple(tuple(cell.number.value for cell in row) for row in cells.cells)
    decimals = max(cell.number.decimals for row in cells.cells for cell in row)
    over = [
        Remark("sum_above_100", {"line": row[0].line, "sum": float(sum(line)), "decimals": decimals})
        for row, line in zip(cells.cells, values, strict=True)
        if sum(line) > 100 and not _is_whole(sum(line), max(2, len(line)), decimals)
    ]
    _refuse(over)
    rest = any(not _is_whole(sum(line), len(line), decimals) for line in values)
    answers = (*cells.columns, REST) if rest else cells.columns
    if rest:
        values = tuple((*line, 100 - sum(line)) for line in values)
        cells = cells.told(Remark("rest_added"))
    return Reading("percent", cells.rows, answers, values, n, decimals, rest, cells.remarks, cells.corner)


def _without_shares(cells: Cells) -> Cells:
    """Leave out percentages that stand beside the counts they are of."""
    shares = [place for place in _percent_columns(cells) if not any(row[place].pair for row in cells.cells)]
    if not shares or len(shares) == len(cells.columns):
        return cells
    for place in reversed(shares):
        cells = cells.without_column(place)
    return cells.told(Remark("shares_left_out", {"columns": len(shares)}))


def _without_totals(cells: Cells, sizes: list[Cell] | None) -> tuple[Cells, list[Cell] | None]:
    width = len(cells.columns)
    place = next((place for place, name in enumerate(cells.columns) if _is_total(name)), None)
    last_is_sum = width > 2 and len(cells.rows) > 1 and all(
        row[-1].number.value == sum(cell.number.value for cell in row[:-1]) for row in cells.cells
    )  # fmt: skip
    if place is None and last_is_sum:
        place = width - 1
    if place is not None and width > 1:
        found = [row[place] for row in cells.cells]
        cells = cells.told(Remark("total_column", {"name": cells.columns[place]})).without_column(place)
        sizes = sizes or found
    return _without_total_rows(cells, sizes, summed=True)


def _without_total_rows(
    cells: Cells, sizes: list[Cell] | None, *, summed: bool = False
) -> tuple[Cells, list[Cell] | None]:
    """Leave out the row of everybody: named so, or the last where it is the sum of the others."""
    totals = [place for place, name in enumerate(cells.rows) if _is_total(name)]
    columns = list(zip(*cells.cells, strict=True))
    last_is_sum = summed and len(cells.rows) > 2 and all(
        column[-1].number.value == sum(cell.number.value for cell in column[:-1]) for column in columns
    )  # fmt: skip
    if not totals and last_is_sum:
        totals = [len(cells.rows) - 1]
    for place in reversed(totals):
        if len(cells.rows) > 1:
            cells = cells.told(Remark("total_row", {"name": cells.rows[place]})).without_row(place)
            sizes = [*sizes[:place], *sizes[place + 1 :]] if sizes else sizes
    return cells, sizes


def _pairs_that_differ(cells: Cells, totals: list[int]) -> list[Remark]:
    """Tell percentages in brackets that the counts beside them do not give."""
    found = []
    for row, n in zip(cells.cells, totals, strict=True):
        for cell in row:
            share = cell.pair.percent if cell.pair else None
            if share and abs(100 * cell.number.value / n - share.value) > Fraction(1, 2 * 10**share.decimals):
                found.append(Remark("pair_differs", {**cell.at(), "share": float(100 * cell.number.value / n)}))
    return found[:MOST_TOLD]


def _whole_n(size: Cell) -> int:
    if not size.number.whole or size.number.value < 1:
        raise UnreadableError(Remark("bad_n", size.at()))
    return int(size.number.value)


def _refuse(remarks: list[Remark]) -> None:
    if remarks:
        raise UnreadableError(*remarks[:MOST_TOLD])
