"""The row account and the ledger's verdicts in words."""

from svarbenk.codebook import Language, Text
from svarbenk.ledger import Entry
from svarbenk.responses import REASONS, RULES
from svarbenk.wording.numbers import number, p_value, percent

_STATUS = {
    "reproduced": Text(nb="gjengitt", en="reproduced"),
    "corrected": Text(nb="trykkfeil, rettet (corrections.csv)", en="misprint, corrected (corrections.csv)"),
    "conflict": Text(nb="i strid med svarene", en="in conflict with the answers"),
    "not_computable": Text(nb="kan ikke regnes ut av svarene", en="cannot be computed from the answers"),
}


def reason_label(reason: str, language: Language = "nb") -> str:
    """Return why rows were dropped, in words.

    Parameters
    ----------
    reason : str
        Code of the row account: test_row, nearly_empty, duplicate, decision.
    language : str
        «nb» or «en».
    """
    return REASONS[reason].to(language)


def rule_label(rule: str, language: Language = "nb") -> str:
    """Return by which rule cells were changed, in words.

    Parameters
    ----------
    rule : str
        Code of the row account, such as whitespace or spelling.
    language : str
        «nb» or «en».
    """
    return RULES[rule].to(language)


def status_label(status: str, language: Language = "nb") -> str:
    """Return the verdict of a comparison with print, in words.

    Parameters
    ----------
    status : str
        reproduced, corrected, conflict or not_computable.
    language : str
        «nb» or «en».
    """
    return _STATUS[status].to(language)


def comparison_line(entry: Entry, ours: float | None, status: str, language: Language = "nb") -> str:
    """Return one printed cell beside ours in a line.

    Parameters
    ----------
    entry : Entry
        The printed cell.
    ours : float or None
        What the answers give.
    status : str
        The verdict.
    language : str
        «nb» or «en».
    """
    mine = computed_cell(entry, ours, language)
    if language == "en":
        printed = entry.printed or "(blank)"
        where = f"table {entry.table}" if entry.table != "tekst" else "the text"
        return f"{where}, line {entry.line}, {entry.cell}: printed {printed}, ours {mine}: {_STATUS[status].to('en')}"
    printed = entry.printed or "(ikke fylt inn)"
    where = f"tabell {entry.table}" if entry.table != "tekst" else "teksten"
    return f"{where}, linje {entry.line}, {entry.cell}: trykt {printed}, våre {mine}: {_STATUS[status]}"


def computed_cell(entry: Entry, ours: float | None, language: Language = "nb") -> str:
    """Return what the answers give for a printed cell, in the precision of print; «–» where they cannot tell.

    Parameters
    ----------
    entry : Entry
        The printed cell.
    ours : float or None
        What the answers give.
    language : str
        «nb» or «en».
    """
    if ours is None:
        return "–"
    if entry.statistic == "p":
        return p_value(ours, language, symbol=False)
    if entry.statistic in {"percent", "share"}:
        return percent(ours, language, entry.number.decimals)
    return number(ours, language, entry.number.decimals)
