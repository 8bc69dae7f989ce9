"""Sentences about one answer, computed from counts."""

from svarbenk.codebook import Language
from svarbenk.tables import CountTable
from svarbenk.wording.numbers import HIDDEN, number, percent


def answer_sentence(table: CountTable, category: str, row: str | None = None, language: Language = "nb") -> str:
    """Say how many gave an answer: «47 av 78 svar (60 %) er «Ja»».

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
    x = table.count(category, row)
    label = table.columns.categories[table.columns.ids.index(category)].label.to(language)
    n = table.n if row is None else float(table.row_n[table.rows.ids.index(row)])
    who = table.base.to(language) if table.base else table.unit.to(language)
    if x != x or n != n:
        return (
            f"Antallet som svarer «{label}», er skjult."
            if language == "nb"
            else f"The number answering “{label}” is hidden."
        )
    share = percent(100 * x / n, language)
    if language == "en":
        return f"{number(x, language)} of {number(n, language)} {who} ({share}) say “{label}”."
    return f"{number(x, language)} av {number(n, language)} {who} ({share}) sier «{label}»."


def part_of(x: float, n: float, language: Language = "nb") -> str:
    """Say a count of a whole: «47 av 78 (60 %)».

    Parameters
    ----------
    x, n : float
        The part and the whole.
    language : str
        «nb» or «en».
    """
    if x != x or n != n:
        return HIDDEN
    between = "of" if language == "en" else "av"
    return f"{number(x, language)} {between} {number(n, language)} ({percent(100 * x / n, language)})"
