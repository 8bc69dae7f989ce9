"""Text that a spreadsheet would run as a formula, made harmless in the one place that every CSV and Excel file passes.

After OWASP, «CSV Injection»: a cell that begins with = + - @, a tab or a line break gets an apostrophe in front.
"""

import re
from typing import Any

import pandas as pd

_FORMULA = re.compile(r"['’]*\s*[=+\-@\t\r\n＝＋－＠]")


def neutral(cell: Any) -> Any:
    """Return a ``cell`` as it may be written to a CSV or Excel file; numbers and other values are as they were.

    Text that already begins with an apostrophe before such a sign gets one more, so that ``as_told`` can take
    exactly one away.
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def as_told(cell: Any) -> Any:
    """Return the text of a ``cell`` that ``neutral`` has made harmless."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and _FORMULA.match(cell) else cell


def neutral_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a ``frame`` whose text, headers and categories may be written to a CSV or Excel file."""
    safe = frame.rename(columns=neutral)
    for place, name in enumerate(safe.columns):
        column = frame.iloc[:, place]
        if isinstance(column.dtype, pd.CategoricalDtype):
            if any(neutral(each) != each for each in column.cat.categories):
                safe[name] = column.cat.rename_categories(neutral)
        elif column.dtype == object or pd.api.types.is_string_dtype(column.dtype):
            safe[name] = column.map(neutral, na_action="ignore")
    return safe
