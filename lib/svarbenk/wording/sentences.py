"""Sentences about one answer, computed from counts."""

import math

from svarbenk.codebook import Language
from svarbenk.tables import CountTable
from svarbenk.wording.numbers import hidden_word, number, percent


def answer_sentence(table: CountTable, category: str, row: str | None = None, language: Language = "nb") -> str:
    """Say how many gave an answer: «47 av 78 svar (60 %) sier «Ja».».

    Of several options they «krysser av for», and of sums, such as posts, they «er» of the kind.

    Parameters
    ----------
    table : CountTable
        The counts.
    category : str
        Id of a column.
    row : str, optional
        Id of a row; over all rows by default.
    language : str
        «nb» or «en».

    Raises
    ------
    KeyError
        If the table has no such row or column.
    """
    x, n = table.count(category, row), table.group_n(row)
    label = table.columns.categories[table.columns.ids.index(category)].label.to(language)
    quoted = f"“{label}”" if language == "en" else f"«{label}»"
    if math.isnan(x) or math.isnan(n):
        return f"The number of {quoted} is hidden." if language == "en" else f"Antallet {quoted} er skjult."
    who = (table.unit if table.sums or not table.base else table.base).to(language)
    if not n:
        return f"There are no {who}." if language == "en" else f"Det er ingen {who}."
    of = _whole(x, n, who, language)
    if table.sums:
        return f"{of} {'are' if language == 'en' else 'er'} {quoted}."
    one = number(x, language) == "1"
    if table.exclusive:
        verb = ("says" if one else "say") if language == "en" else "sier"
    else:
        verb = ("ticks" if one else "tick") if language == "en" else "krysser av for"
    return f"{of} {verb} {quoted}."


def part_of(x: float, n: float, language: Language = "nb") -> str:
    """Say a count of a whole: «47 av 78 (60 %)»; of nought without a percentage, hidden ones as «(skjult)».

    Parameters
    ----------
    x, n : float
        The part and the whole.
    language : str
        «nb» or «en».
    """
    return hidden_word(language) if math.isnan(x) or math.isnan(n) else _whole(x, n, "", language)


def _whole(x: float, n: float, who: str, language: Language) -> str:
    """Word a part of a whole, with its percentage where there is one."""
    between = "of" if language == "en" else "av"
    share = f"({percent(100 * x / n, language)})" if n else ""
    return " ".join(part for part in (number(x, language), between, number(n, language), who, share) if part)
