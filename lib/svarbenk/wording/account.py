"""The row account and the ledger's verdicts in words."""

from svarbenk.codebook import Language, Text
from svarbenk.ledger import Claim, Entry
from svarbenk.responses import MASKS, REASONS, RULES
from svarbenk.wording.numbers import number, p_value, percent

_STATUS = {
    "reproduced": Text(nb="gjengitt", en="reproduced"),
    "corrected": Text(nb="trykkfeil, rettet (corrections.csv)", en="misprint, corrected (corrections.csv)"),
    "listed": Text(
        nb="går ikke sammen med andre trykte tall (conflicts.csv)",
        en="cannot hold with other printed figures (conflicts.csv)",
    ),
    "conflict": Text(nb="i strid med svarene", en="in conflict with the answers"),
    "not_computable": Text(nb="kan ikke regnes ut av svarene", en="cannot be computed from the answers"),
}

_PERCENTAGES = {"percent", "percent_any", "share", "response_rate", "estimated"}
_WHY = {
    "received": Text(nb="rapporten teller alle mottatte svar", en="the report counts every reply received"),
    "statistic": Text(nb="ikke en størrelse som regnes ut av svar", en="not a quantity that answers give"),
    "published_only": Text(nb="fra runden finnes bare trykte tall", en="of the wave there are printed figures only"),
    "no_answers": Text(nb="det er ingen svar fra runden", en="there are no answers of the wave"),
    "not_asked": Text(nb="det spørres ikke om dette", en="nobody is asked about it"),
    "not_asked_then": Text(nb="det ble ikke spurt om dette i runden", en="the wave did not ask about it"),
    "no_category": Text(nb="svaret finnes ikke i kodeboken", en="the codebook has no such answer"),
    "kind": Text(nb="spørsmålet gir ikke et slikt tall", en="the question gives no such figure"),
    "nobody": Text(nb="ingen av svarene er i gruppen", en="no reply is in the group"),
    "no_whole": Text(nb="det andelen regnes av, er null eller ukjent", en="what the share is of is nought or unknown"),
    "not_checkable": Text(nb="teksten sier for lite til å kunne prøves", en="the text says too little to be checked"),
    "no_population": Text(nb="hvor mange det er i alt, er ikke kjent", en="how many there are in all is not known"),
}

_VERDICT = {
    "holds": Text(nb="holder", en="holds"),
    "partly": Text(nb="holder, delvis prøvd", en="holds, checked in part"),
    "listed": Text(nb="kan ikke holde (conflicts.csv)", en="cannot hold (conflicts.csv)"),
    "does_not_hold": Text(nb="holder ikke", en="does not hold"),
    "not_computable": Text(nb="kan ikke prøves", en="cannot be checked"),
}


def reason_label(reason: str, language: Language = "nb") -> str:
    """Return why rows were dropped, in words.

    Parameters
    ----------
    reason : str
        Code of the row account: test_row, no_consent, not_completed, nearly_empty, duplicate, decision.
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


def mask_label(rule: str, language: Language = "nb") -> str:
    """Return what was masked in free text, in words.

    Parameters
    ----------
    rule : str
        Code of the row account, such as name or phone.
    language : str
        «nb» or «en».
    """
    return MASKS[rule].to(language)


def status_label(status: str, language: Language = "nb") -> str:
    """Return the verdict of a comparison with print, in words.

    Parameters
    ----------
    status : str
        reproduced, corrected, listed, conflict or not_computable.
    language : str
        «nb» or «en».
    """
    return _STATUS[status].to(language)


def not_computable_reason(why: str, language: Language = "nb") -> str:
    """Return why answers cannot tell a printed number, in words.

    Parameters
    ----------
    why : str
        Code of the comparison, such as not_asked or nobody.
    language : str
        «nb» or «en».
    """
    return _WHY[why].to(language)


def comparison_line(entry: Entry, ours: float | None, status: str, language: Language = "nb", *, why: str = "") -> str:
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
    why : str
        Code of the reason, where the answers cannot tell.
    """
    mine = computed_cell(entry, ours, language)
    verdict = status_label(status, language) + (f" ({not_computable_reason(why, language)})" if why else "")
    if language == "en":
        printed = entry.printed or "(blank)"
        where = f"{printed_place(entry, language)}, line {entry.line}, {entry.cell}"
        return f"{where}: printed {printed}, ours {mine}: {verdict}"
    printed = entry.printed or "(ikke fylt inn)"
    return (
        f"{printed_place(entry, language)}, linje {entry.line}, {entry.cell}: trykt {printed}, våre {mine}: {verdict}"
    )


def printed_place(entry: Entry, language: Language = "nb") -> str:
    """Return where a printed cell stands: «tabell 10.2», «figur 4-12», «teksten».

    Parameters
    ----------
    entry : Entry
        The printed cell.
    language : str
        «nb» or «en».
    """
    if entry.table == "tekst":
        return Text(nb="teksten", en="the text").to(language)
    if entry.table[:1].isdigit():
        return f"{Text(nb='tabell', en='table').to(language)} {entry.table}"
    return entry.table[:1].lower() + entry.table[1:]


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
    if entry.statistic in _PERCENTAGES:
        return percent(ours, language, entry.number.decimals)
    return number(ours, language, entry.number.decimals)


def verdict_label(verdict: str, language: Language = "nb") -> str:
    """Return the verdict on a claim in words, in words.

    Parameters
    ----------
    verdict : str
        holds, partly, listed, does_not_hold or not_computable.
    language : str
        «nb» or «en».
    """
    return _VERDICT[verdict].to(language)


def claim_line(
    claim: Claim,
    verdict: str,
    values: tuple[float, ...] = (),
    p: float | None = None,
    language: Language = "nb",
    *,
    why: str = "",
) -> str:
    """Return one comparison of a claim in words, with the numbers it rests on, in a line.

    Parameters
    ----------
    claim : Claim
        The comparison.
    verdict : str
        holds, listed, does_not_hold or not_computable; partly, where this comparison cannot be checked and the
        claim's others hold.
    values : tuple of float
        The shares or means compared, left first.
    p : float, optional
        The p-value, where the text says something about significance.
    language : str
        «nb» or «en».
    why : str
        Code of the reason, where it cannot be checked.
    """
    told = " · ".join(number(value, language, 1) for value in values)
    if p is not None:
        told += f", {p_value(p, language)}"
    reason = (claim.why_not or not_computable_reason(why, language)) if why else ""
    shown = f" ({told or reason})" if told or reason else ""
    line = Text(nb="linje", en="line").to(language)
    told_verdict = verdict_label(verdict, language)
    if verdict == "partly":
        told_verdict += Text(nb="; dette kan ikke prøves", en="; this cannot be checked").to(language)
    return f"{claim.id}, {line} {claim.line}, {claim.text}: {told_verdict}{shown}"
