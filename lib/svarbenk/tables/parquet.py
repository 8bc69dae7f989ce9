"""Counting in Parquet files that do not fit in memory: DuckDB reads what it needs and adds it up on the way."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from svarbenk.codebook import Codebook, Comparison, Condition, Text, nearest
from svarbenk.errors import InputError
from svarbenk.tables.axis import EVERYBODY, Axis, AxisCategory
from svarbenk.tables.count_table import CountTable

_SIGNS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def count_parquet(
    path: str | Path | Sequence[str | Path],
    *,
    columns: str | Sequence[str],
    rows: str | None = None,
    where: str | None = None,
    weight: str | None = None,
    order: dict[str, Sequence[Any]] | None = None,
    codebook: Codebook | None = None,
    memory: str = "1GB",
    threads: int | None = None,
    **about: Any,
) -> CountTable:
    """Count in Parquet files of any size, as ``count`` counts answers in memory.

    Parameters
    ----------
    path : str, Path or sequence
        A file, a pattern such as ``data/*.parquet``, or several.
    columns : str or sequence of str
        The answer; several boolean columns are the options of a multiple-response question.
    rows : str, optional
        What to group by; everybody in one row by default.
    where : str, optional
        A condition on columns, such as ``"alder >= 40 and kjonn == 'kvinne'"``; see ``codebook.Condition``.
    weight : str, optional
        A column of weights. A row without a weight counts as one with weight 0.
    order : dict, optional
        Column name to its values in order, which makes it an ordered scale. Values not named are left out.
    codebook : Codebook, optional
        Labels and order of the columns that are questions in it.
    memory : str
        The most that DuckDB may use; beyond it, it works on disk.
    threads : int, optional
        Threads; one a processor by default.
    **about
        ``unit``, ``question``, ``base``, ``source``, ``synthetic``, as for ``CountTable.from_counts``.

    Returns
    -------
    CountTable
        As ``count``: the base is the rows that ``where`` keeps and that have a group, percentages are of those with an
        answer. Time grows with the number of rows, memory with the number of different values.

    Raises
    ------
    InputError
        If there is no such file or column, the condition cannot be read, or a weight is negative.
    """
    source = _Source(path, memory, threads)
    several = not isinstance(columns, str)
    names = [*columns] if several else [columns]
    condition = Condition(where) if where else None
    used = [*names, *filter(None, [rows, weight]), *(condition.questions if condition else ())]
    source.check(used)
    if weight and source.one(f"select count(*) from files where {_quoted(weight)} < 0"):
        raise InputError(f"{source.told}, kolonne «{weight}»: negative vekter; ventet 0 eller mer")
    groups = None if rows is None else _known(rows, order, codebook)
    parts = [f"({_sql(condition)})"] if condition else []
    if rows and groups is not None:
        parts.append(f"cast({_quoted(rows)} as varchar) in ({', '.join(map(_literal, groups.ids))})")
    elif rows:
        parts.append(f"{_quoted(rows)} is not null")
    kept = f" where {' and '.join(parts)}" if parts else ""
    group, w = _quoted(rows) if rows else "''", f"coalesce({_quoted(weight)}, 0)" if weight else "1"
    if several:
        answered = "(" + " or ".join(f"{_quoted(name)} is not null" for name in names) + ")"
        ticked = [f"count(*) filter (where {_quoted(name)}), sum({w}) filter (where {_quoted(name)})" for name in names]
        whole = f"count(*) filter (where {answered}), sum({w}) filter (where {answered})"
        found = source.all(f"select {group}, count(*), {whole}, {', '.join(ticked)} from files{kept} group by 1")
        column_axis = Axis(names[0], Text(nb=names[0]), tuple(AxisCategory(name, Text(nb=name)) for name in names))
        counted = _Counts.of_options
    else:
        found = source.all(f"select {group}, {_quoted(names[0])}, count(*), sum({w}) from files{kept} group by 1, 2")
        column_axis = _known(names[0], order, codebook) or _seen(names[0], [line[1] for line in found])
        counted = _Counts.of_answers
    row_axis = EVERYBODY if rows is None else groups or _seen(rows, [line[0] for line in found])
    counts = counted(found, row_axis, column_axis)
    return replace(
        CountTable.from_counts(counts.counts, row_axis, column_axis, **about),
        row_n=counts.row_n,
        replies=counts.replies,
        row_replies=counts.row_replies,
        base_n=float(counts.base),
        item_n=float(counts.row_replies.sum()),
        exclusive=not several,
        weighted=weight is not None,
    )


class _Counts:
    """Counts and numbers of replies, placed on the axes."""

    def __init__(self, rows: Axis, columns: Axis):
        self.at = {"": 0} if rows is EVERYBODY else {name: place for place, name in enumerate(rows.ids)}
        self.counts = np.zeros((len(rows), len(columns)))
        self.replies = np.zeros((len(rows), len(columns)))
        self.row_n, self.row_replies = np.zeros(len(rows)), np.zeros(len(rows))
        self.base = 0

    @classmethod
    def of_answers(cls, found: list[tuple], rows: Axis, columns: Axis) -> "_Counts":
        """Place lines of (group, answer, replies, weight)."""
        made, across = cls(rows, columns), {name: place for place, name in enumerate(columns.ids)}
        for group, answer, replies, weight in found:
            made.base += replies
            if answer is None:
                continue
            row = made.at[str(group)]
            made.row_replies[row] += replies
            made.row_n[row] += weight or 0
            if str(answer) in across:
                made.replies[row, across[str(answer)]] += replies
                made.counts[row, across[str(answer)]] += weight or 0
        return made

    @classmethod
    def of_options(cls, found: list[tuple], rows: Axis, columns: Axis) -> "_Counts":
        """Place lines of (group, all, replies that answered, their weight, then replies and weight of each option)."""
        made = cls(rows, columns)
        for group, everybody, replies, weight, *ticked in found:
            row = made.at[str(group)]
            made.base += everybody
            made.row_replies[row], made.row_n[row] = replies, weight or 0
            made.replies[row] = ticked[::2]
            made.counts[row] = [each or 0 for each in ticked[1::2]]
        return made


def _known(name: str, order: dict[str, Sequence[Any]] | None, codebook: Codebook | None) -> Axis | None:
    """Return the axis that the caller or the codebook gives a column; None where neither does."""
    if order and name in order:
        ids = [str(value) for value in order[name]]
        return Axis(name, Text(nb=name), tuple(AxisCategory(each, Text(nb=each)) for each in ids), ordered=True)
    if codebook is None or name not in codebook.by_id:
        return None
    question = codebook.question(name)
    categories = tuple(AxisCategory(each.id, each.label) for each in question.categories)
    return Axis(name, question.name, categories, question.kind == "ordinal")


def _seen(name: str, values: Sequence[Any]) -> Axis:
    """Return the axis of the values that a column has."""
    found = sorted({value for value in values if value is not None}, key=lambda value: (str(type(value)), value))
    return Axis(name, Text(nb=name), tuple(AxisCategory(str(each), Text(nb=str(each))) for each in found))


class _Source:
    """The files as one view of a database in memory."""

    def __init__(self, path: str | Path | Sequence[str | Path], memory: str, threads: int | None):
        import duckdb

        paths = [str(path)] if isinstance(path, str | Path) else [str(each) for each in path]
        self.told = Path(paths[0]).name if paths else "ingen fil"
        self.database = duckdb.connect(config={"memory_limit": memory})
        self.database.execute("set preserve_insertion_order = false")
        if threads:
            self.database.execute(f"set threads = {int(threads)}")
        try:
            self.database.read_parquet(paths).create_view("files")
        except (duckdb.IOException, duckdb.InvalidInputException):
            raise InputError(f"{self.told}: ingen slik Parquet-fil; ventet en fil eller et mønster") from None
        self.columns = [name for name, *_ in self.database.execute("describe files").fetchall()]

    def check(self, names: Sequence[str]) -> None:
        """Refuse a column that the files do not have."""
        for name in names:
            if name not in self.columns:
                known = ", ".join(self.columns[:12]) + (" …" if len(self.columns) > 12 else "")
                close = nearest(name, self.columns)
                raise InputError(f"{self.told}: ingen kolonne «{name}»{close}; det finnes: {known}")

    def all(self, query: str) -> list[tuple]:
        """Return every line that a query gives."""
        import duckdb

        try:
            return self.database.execute(query).fetchall()
        except (duckdb.BinderException, duckdb.ConversionException) as error:
            said = str(error).splitlines()[0]
            raise InputError(f"{self.told}: kolonner av et slag som ikke kan telles slik ({said[:150]})") from None

    def one(self, query: str) -> int:
        """Return the single number that a query gives."""
        return self.all(query)[0][0]


def _sql(condition: Condition) -> str:
    return condition.fold(_comparison, _joined)


def _joined(sign: str, parts: list[str]) -> str:
    return f"(not {parts[0]})" if sign == "not" else f"({f' {sign} '.join(parts)})"


def _comparison(comparison: Comparison) -> str:
    name = _quoted(comparison.question)
    if comparison.operator == "in":
        return f"{name} in ({', '.join(map(_literal, comparison.value))})"
    return f"{name} {_SIGNS[comparison.operator]} {_literal(comparison.value)}"


def _literal(value: str | float) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
