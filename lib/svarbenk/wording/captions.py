"""Captions, bases, sources and notes of tables and figures."""

import math
from collections.abc import Sequence

from svarbenk.codebook import Language, Text
from svarbenk.tables import Banner, CountTable
from svarbenk.wording.numbers import HARD_SPACE, listed, number, span

_WORDS = {
    "table": Text(nb="Tabell", en="Table"),
    "figure": Text(nb="Figur", en="Figure"),
    "total": Text(nb="Totalt", en="Total"),
    "all": Text(nb="Alle", en="All"),
    "synthetic": Text(nb="Syntetiske data", en="Synthetic data"),
    "source": Text(nb="Kilde", en="Source"),
    "base": Text(nb="Base", en="Base"),
    "any": Text(nb="Minst én", en="At least one"),
    "by": Text(nb="Totalt og fordelt etter", en="In total and by"),
    "weighted": Text(nb="Vektet.", en="Weighted."),
}
SYNTHETIC = _WORDS["synthetic"]


def table_label(number_: str, language: Language = "nb") -> str:
    """Return «Tabell 10.2» from its number, with a hard space."""
    return f"{_WORDS['table'].to(language)}{HARD_SPACE}{number_}"


def figure_label(number_: str, language: Language = "nb") -> str:
    """Return «Figur 10.1» from its number, with a hard space."""
    return f"{_WORDS['figure'].to(language)}{HARD_SPACE}{number_}"


def word(name: str, language: Language = "nb") -> str:
    """Return one of the fixed words of captions.

    Parameters
    ----------
    name : str
        table, figure, total, all, synthetic, source, base, any, by or weighted.
    language : str
        «nb» or «en».
    """
    return _WORDS[name].to(language)


def breakdown(banner: Banner, language: Language = "nb") -> str:
    """Return what a banner is broken down by: «Totalt og fordelt etter sentralitet og folketall», or nothing.

    Parameters
    ----------
    banner : Banner
        The table of everybody and one a background.
    language : str
        «nb» or «en».
    """
    if not banner.by:
        return ""
    names = [lowered(table.rows.label.to(language)) for table in banner.by]
    return f"{_WORDS['by'].to(language)} {listed(names, language)}"


def lowered(text: str) -> str:
    """Return a label (``text``) as it stands inside a sentence: «sentralitet», but «LIS1»."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def base_line(tables: CountTable | Banner | Sequence[CountTable], language: Language = "nb") -> str:
    """Return who was asked and how many answered: «n = 61 svar fra kommuner med LIS1 per 1.1.2019.».

    Several tables of different n, and the items of a battery, give «n = 75–78 svar». Replies that speak for
    several members are said.

    Parameters
    ----------
    tables : CountTable, Banner or sequence of CountTable
        What the line stands under.
    language : str
        «nb» or «en».
    """
    each = tables.tables[:1] if isinstance(tables, Banner) else [tables] if isinstance(tables, CountTable) else tables
    sizes = [size for table in each for size in _sizes(table)]
    known = [size for size in sizes if not math.isnan(size)] or [math.nan]
    # printed percentages have no n, and a hidden n tells nothing of who was asked
    told = [table for table in each if any(not math.isnan(size) for size in _sizes(table))] or list(each)
    first = told[0]
    same_base = all(table.base == first.base for table in told)
    who = first.base.to(language) if first.base and same_base else first.respondents.to(language)
    joint = _joint(first, language) if len({(table.item_n, table.joint) for table in each}) == 1 else ""
    weighted = f" {_WORDS['weighted'].to(language)}" if first.weighted else ""
    return f"n{HARD_SPACE}={HARD_SPACE}{span(min(known), max(known), language)} {who}{joint}.{weighted}"


def _sizes(table: CountTable) -> list[float]:
    """Return how many answered: one number, or one an item."""
    return [table.item_n] if table.grouped else list(table.row_replies)


def _joint(table: CountTable, language: Language) -> str:
    if not table.joint or table.member is None:
        return ""
    count = number(table.joint, language)
    several = table.member.to(language)
    return f", {count} of them for several {several}" if language == "en" else f", {count} av dem for flere {several}"


def nonresponse(table: CountTable, language: Language = "nb") -> str:
    """Return how many of those asked did not answer; nothing where everybody did or where it is hidden.

    Of a battery nothing is said: its line of n runs from the item with the fewest answers to that with the most.

    Parameters
    ----------
    table : CountTable
        The table that the sentence stands under.
    language : str
        «nb» or «en».
    """
    missing = table.base_n - table.item_n
    if missing <= 0 or table.is_protected or not table.grouped:
        return ""
    shown = number(missing, language)
    if language == "en":
        return f"{shown} of {number(table.base_n, language)} did not answer the question."
    return f"{shown} av {number(table.base_n, language)} svarte ikke på spørsmålet."


def synthetic_mark(language: Language = "nb") -> str:
    """Return «Syntetiske data»."""
    return SYNTHETIC.to(language)


def hidden_note(threshold: int, language: Language = "nb") -> str:
    """Explain hidden counts: what «:» means, at which threshold, and that nothing is tested.

    Parameters
    ----------
    threshold : int
        Counts below it are hidden.
    language : str
        «nb» or «en».
    """
    limit = number(threshold, language)
    if language == "en":
        return (
            f"“:” is a number hidden to protect those who replied: fewer than {limit} replies stand behind it, or "
            "another hidden number could be found from it. No test is shown where a number is hidden."
        )
    return (
        f"«:» er et tall som er skjult av hensyn til dem som svarte: færre enn {limit} svar ligger bak det, eller et "
        "annet skjult tall kunne vært funnet ved hjelp av det. Der et tall er skjult, vises ingen test."
    )


def printed_p_note(where: str, printed: str, ours: str, language: Language = "nb") -> str:
    """Say that a report prints another p-value than the one computed from the same counts.

    Parameters
    ----------
    where : str
        The background, such as «Sentralitet».
    printed : str
        What the report prints; «» where the place is blank.
    ours : str
        What the counts give, worded.
    language : str
        «nb» or «en».
    """
    if language == "en":
        told = f"the printed report has {printed}" if printed else "the printed report leaves the p-value blank"
        return f"{where}: {told}; the counts give {ours}."
    told = f"den trykte rapporten oppgir {printed}" if printed else "den trykte rapporten har ikke fylt inn p-verdien"
    return f"{where}: {told}; tallene gir {ours}."


def protection_statement(threshold: int, language: Language = "nb", *, alone: bool = False) -> str:
    """Say which disclosure threshold a report was built with.

    Parameters
    ----------
    threshold : int
        Counts below it are hidden; 0 and 1 hide nothing.
    language : str
        «nb» or «en».
    alone : bool
        Whether it is of a selection that is no group of a background, so that each table was protected by itself.
    """
    if threshold <= 1:
        if language == "en":
            return "Built without hiding small counts, for the evaluators' own use; not for distribution."
        return "Bygget uten å skjule små antall, til evaluators egen bruk; ikke for spredning."
    if alone and language == "en":
        return (
            f"Counts below {number(threshold, language)} are hidden to protect those who replied. Each table of this "
            "selection is protected by itself: what follows from several tables together is not checked."
        )
    if alone:
        return (
            f"Antall under {number(threshold, language)} er skjult av hensyn til dem som svarte. Hver tabell av dette "
            "utvalget er vernet for seg: det som følger av flere tabeller til sammen, er ikke kontrollert."
        )
    if language == "en":
        return (
            f"Counts below {number(threshold, language)} are hidden to protect those who replied. "
            "Some larger ones are hidden with them, so that two tables of a question together do not tell a hidden one."
        )
    return (
        f"Antall under {number(threshold, language)} er skjult av hensyn til dem som svarte. "
        "Noen større er skjult sammen med dem, slik at to tabeller av et spørsmål til sammen ikke røper et skjult tall."
    )


def no_tests_note(language: Language = "nb") -> str:
    """Say that no test is shown because counts are hidden."""
    if language == "en":
        return "No tests are shown, as counts are hidden in every table."
    return "Ingen tester vises, fordi antall er skjult i alle tabellene."


def no_comparison_note(language: Language = "nb") -> str:
    """Say that printed figures are not held against the answers because small counts are hidden."""
    if language == "en":
        return "Printed figures are not compared with the answers here, as that would show small counts."
    return "Trykte tall holdes ikke mot svarene her, fordi det ville vise små antall."


def none_found_note(language: Language = "nb") -> str:
    """Say that a list of printed figures would be empty."""
    return "There are none." if language == "en" else "Det er ingen slike tall."
