"""A table as text, CSV and one JSON object, for the terminal."""

import io
import math
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.stats import TestResult
from svarbenk.tables import CountTable


def as_text(shown: CountTable, rows: list[str], columns: list[str], test: str, language: Language) -> str:
    """Return a table for a terminal: title, counts with row per cent, base and test.

    Parameters
    ----------
    shown : CountTable
        The counts after protection.
    rows, columns : list of str
        Labels.
    test : str
        The worded test, or nothing.
    language : str
        «nb» or «en».
    """
    grid = Grid(box=None, pad_edge=False)
    grid.add_column(shown.rows.label.to(language) if len(rows) > 1 else "")
    for name in [*columns, wording.word("total", language)]:
        grid.add_column(name, justify="right")
    percent = shown.percent()
    for place, name in enumerate(rows):
        cells = [
            wording.HIDDEN if math.isnan(x) else f"{wording.number(x, language)} ({wording.percent(share, language)})"
            for x, share in zip(shown.counts[place], percent[place], strict=True)
        ]
        grid.add_row(name, *cells, wording.number(shown.row_n[place], language))
    buffer = io.StringIO()
    console = Console(file=buffer, width=160, highlight=False)
    console.print(shown.question.to(language), markup=False)
    console.print(grid)
    console.print(wording.base_line(shown, language), markup=False)
    if test:
        console.print(test, markup=False)
    if shown.synthetic:
        console.print(wording.synthetic_mark(language), markup=False)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def as_dict(
    shown: CountTable,
    rows: list[str],
    columns: list[str],
    result: TestResult | None,
    survey: str,
    question: str,
    by: str | None,
    language: Language,
) -> dict[str, Any]:
    """Return a table as one JSON-ready object.

    Parameters
    ----------
    shown : CountTable
        The counts after protection.
    rows, columns : list of str
        Labels.
    result : TestResult or None
        The test, if there is one.
    survey, question, by : str
        Ids.
    language : str
        «nb» or «en».

    Returns
    -------
    dict
        ``survey``, ``question``, ``by``, ``rows``, ``columns`` (labels; ids in ``row_ids``, ``column_ids``),
        ``counts`` (rows × columns, null where hidden), ``percent`` (of the row), ``row_n``, ``n``, ``unit``,
        ``base``, ``test``, ``suppressed`` (row, column) pairs, ``synthetic``.
    """
    told = None if result is None else _test(result, language)
    return {
        "survey": survey,
        "question": question,
        "by": by,
        "text": shown.question.to(language),
        "rows": rows,
        "columns": columns,
        "row_ids": list(shown.rows.ids),
        "column_ids": list(shown.columns.ids),
        "counts": _known(shown.counts, whole=not shown.weighted),
        "percent": _known(shown.percent(), whole=False),
        "row_n": _known(shown.row_n[None, :], whole=not shown.weighted)[0],
        "n": _whole(shown.item_n),
        "unit": shown.unit.to(language),
        "base": {"label": shown.base.to(language) if shown.base else None, "n": _whole(shown.base_n)},
        "test": told,
        "suppressed": [[rows[i], columns[j]] for i, j in zip(*shown.hidden.nonzero(), strict=True)],
        "synthetic": shown.synthetic,
    }


def _test(result: TestResult, language: Language) -> dict[str, Any]:
    effect, reason = result.effect, result.reason
    return {
        "test": result.test,
        "method": result.method,
        "statistic": result.statistic,
        "df": result.df,
        "p_value": result.p_value,
        "effect": effect and {name: getattr(effect, name) for name in ("name", "value", "low", "high", "level")},
        "n": result.n,
        "reason": reason and {"code": reason.code, **reason.values, "text": wording.reason_sentence(reason, language)},
        "trend": result.companion and _test(result.companion, language),
    }


def _known(values, whole: bool) -> list[list[float | int | None]]:
    return [[None if math.isnan(x) else _whole(x) if whole else float(x) for x in row] for row in values]


def _whole(x: float) -> float | int | None:
    if math.isnan(x):
        return None
    return int(x) if float(x).is_integer() else float(x)
