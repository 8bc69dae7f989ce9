"""Captions, bases, sources and notes of tables and figures."""

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
    """Return «Tabell 10.2» with a hard space."""
    return f"{_WORDS['table'].to(language)}{HARD_SPACE}{number_}"


def figure_label(number_: str, language: Language = "nb") -> str:
    """Return «Figur 10.1» with a hard space."""
    return f"{_WORDS['figure'].to(language)}{HARD_SPACE}{number_}"


def word(name: str, language: Language = "nb") -> str:
    """Return one of the fixed words of captions: table, figure, total, all, synthetic, source, base, by."""
    return _WORDS[name].to(language)


def breakdown(banner: Banner, language: Language = "nb") -> str:
    """Return «Totalt og fordelt etter sentralitet og folketall»; nothing where there is no background."""
    if not banner.by:
        return ""
    names = [_lower(table.rows.label.to(language)) for table in banner.by]
    return f"{_WORDS['by'].to(language)} {listed(names, language)}"


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def base_line(tables: CountTable | Banner | list[CountTable], language: Language = "nb") -> str:
    """Return who was asked and how many answered: «n = 61 svar fra kommuner med LIS1 per 1.1.2019.».

    Several tables of different n give «n = 75–78 svar». Replies that speak for several members are said.

    Parameters
    ----------
    tables : CountTable, Banner or list of CountTable
        What the line stands under.
    language : str
        «nb» or «en».
    """
    each = tables.tables[:1] if isinstance(tables, Banner) else [tables] if isinstance(tables, CountTable) else tables
    sizes = [table.item_n for table in each]
    first = each[0]
    same_base = all(table.base == first.base for table in each)
    who = first.base.to(language) if first.base and same_base else first.respondents.to(language)
    joint = _joint(first, language) if len({(table.item_n, table.joint) for table in each}) == 1 else ""
    weighted = f" {_WORDS['weighted'].to(language)}" if first.weighted else ""
    return f"n{HARD_SPACE}={HARD_SPACE}{span(min(sizes), max(sizes), language)} {who}{joint}.{weighted}"


def _joint(table: CountTable, language: Language) -> str:
    if not table.joint or table.member is None:
        return ""
    count = number(table.joint, language)
    several = table.member.to(language)
    return f", {count} of them for several {several}" if language == "en" else f", {count} av dem for flere {several}"


def nonresponse(table: CountTable, language: Language = "nb") -> str:
    """Return how many of those asked did not answer; nothing where everybody did or where it is hidden."""
    missing = table.base_n - table.item_n
    if missing <= 0 or table.is_protected:
        return ""
    shown = number(missing, language)
    if language == "en":
        return f"{shown} of {number(table.base_n, language)} did not answer the question."
    return f"{shown} av {number(table.base_n, language)} svarte ikke på spørsmålet."


def synthetic_mark(language: Language = "nb") -> str:
    """Return «Syntetiske data»."""
    return SYNTHETIC.to(language)


def hidden_note(threshold: int, language: Language = "nb") -> str:
    """Explain hidden counts: what «:» means and at which threshold."""
    if language == "en":
        return (
            "“:” is a count hidden to protect respondents "
            f"(under {number(threshold, language)}, or needed to hide another). "
            "No test is shown where a count is hidden."
        )
    return (
        f"«:» er et antall som er skjult av hensyn til de som svarte (under {number(threshold, language)}, "
        "eller nødvendig for å skjule et annet). Der et antall er skjult, vises ingen test."
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
        told = f"the report prints {printed}" if printed else "the report leaves the p-value blank"
        return f"{where}: {told}; the counts give {ours}."
    told = f"rapporten oppgir {printed}" if printed else "rapporten har ikke fylt inn p-verdien"
    return f"{where}: {told}; tallene gir {ours}."


def protection_statement(threshold: int, language: Language = "nb") -> str:
    """Say which disclosure threshold a report was built with.

    Parameters
    ----------
    threshold : int
        Counts below it are hidden; 0 and 1 hide nothing.
    language : str
        «nb» or «en».
    """
    if threshold <= 1:
        if language == "en":
            return "Built without hiding small counts, for the evaluators' own use; not for distribution."
        return "Bygget uten å skjule små antall, til evaluators egen bruk; ikke for spredning."
    if language == "en":
        return f"Counts below {number(threshold, language)} are hidden to protect those who replied."
    return f"Antall under {number(threshold, language)} er skjult av hensyn til de som har svart."


def no_tests_note(language: Language = "nb") -> str:
    """Say that no test is shown because counts are hidden."""
    if language == "en":
        return "No tests are shown, as counts are hidden in every table."
    return "Ingen tester vises, fordi antall er skjult i alle tabellene."
