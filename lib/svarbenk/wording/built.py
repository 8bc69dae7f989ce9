"""A built report beside the printed numbers, in words."""

from svarbenk.codebook import Language, Text
from svarbenk.ledger import Entry
from svarbenk.wording.account import computed_cell, printed_place

_STATUS = {
    "reproduced": Text(nb="gjengitt i rapporten", en="reproduced in the report"),
    "corrected": Text(nb="trykkfeil, rettet (corrections.csv)", en="misprint, corrected (corrections.csv)"),
    "noted": Text(
        nb="regnet annerledes enn trykt, oppgitt under tabellen",
        en="reckoned otherwise than printed, told under the table",
    ),
    "listed": Text(
        nb="går ikke sammen med andre trykte tall (conflicts.csv)",
        en="cannot hold with other printed figures (conflicts.csv)",
    ),
    "conflict": Text(nb="i strid med rapporten", en="in conflict with the report"),
    "absent": Text(nb="ikke i rapporten", en="not in the report"),
}


def built_status_label(status: str, language: Language = "nb") -> str:
    """Return what became of a printed number in a built report, in words.

    Parameters
    ----------
    status : str
        reproduced, corrected, noted, listed, conflict or absent.
    language : str
        «nb» or «en».
    """
    return _STATUS[status].to(language)


def built_line(entry: Entry, ours: float | None, status: str, language: Language = "nb", *, where: str = "") -> str:
    """Return one printed cell beside what the built report says, in a line.

    Parameters
    ----------
    entry : Entry
        The printed cell.
    ours : float or None
        What the report says, None where it says nothing of it.
    status : str
        reproduced, corrected, noted, listed, conflict or absent.
    language : str
        «nb» or «en».
    where : str
        Chapter and table of the report.
    """
    label = built_status_label(status, language)
    if language == "en":
        printed, said = entry.printed or "(blank)", f", the report {computed_cell(entry, ours, language)}"
        line = f"{printed_place(entry, language)}, line {entry.line}, {entry.cell}: printed {printed}"
    else:
        printed, said = entry.printed or "(ikke fylt inn)", f", rapporten {computed_cell(entry, ours, language)}"
        line = f"{printed_place(entry, language)}, linje {entry.line}, {entry.cell}: trykt {printed}"
    return f"{line}{said if ours is not None else ''}{f' ({where})' if where else ''}: {label}"
