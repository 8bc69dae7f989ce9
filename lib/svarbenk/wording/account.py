"""The row account and the ledger's verdicts in words."""

from svarbenk.codebook import Language
from svarbenk.ledger import Entry
from svarbenk.wording.numbers import number, p_value

_REASONS = {
    "test_row": "prøverader fra før feltperioden",
    "nearly_empty": "svar som er nesten tomme",
    "duplicate": "samme svar sendt to ganger",
    "decision": "svar som viker for et annet etter avgjørelse",
}
_RULES = {
    "whitespace": "blanke tegn fjernet",
    "case": "store og små bokstaver",
    "spelling": "annen skrivemåte av samme svar",
    "number_word": "tall skrevet med ord",
    "approximate": "«ca.» foran et tall",
    "range": "intervall, som «2-3»",
}
_STATUS = {
    "reproduced": "gjengitt",
    "corrected": "trykkfeil, rettet (corrections.csv)",
    "conflict": "i strid med svarene",
    "not_computable": "kan ikke regnes ut av svarene",
}


def reason_label(reason: str) -> str:
    """Return why rows were dropped, in words."""
    return _REASONS[reason]


def rule_label(rule: str) -> str:
    """Return by which rule cells were changed, in words."""
    return _RULES[rule]


def status_label(status: str) -> str:
    """Return the verdict of a comparison with print, in words."""
    return _STATUS[status]


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
    if ours is None:
        mine = "–"
    elif entry.statistic == "p":
        mine = p_value(ours, language, symbol=False)
    else:
        mine = number(ours, language, entry.number.decimals)
    printed = entry.printed or "(blank)"
    return f"tabell {entry.table}, linje {entry.line}, {entry.cell}: trykt {printed}, våre {mine}: {_STATUS[status]}"
