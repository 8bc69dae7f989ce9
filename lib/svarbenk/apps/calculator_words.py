"""What the calculator says, in Norwegian and English."""

from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Language, Text

_WORDS = {
    "about": Text(
        nb="Lim inn en tabell fra en rapport eller et regneark, eller skriv tallene inn. Hver linje er en gruppe eller "
        "en runde, hver kolonne et svar. Er tallene prosent, trengs også n, antallet som svarte.",
        en="Paste a table from a report or a spreadsheet, or type the numbers. Each line is a group or a wave, each "
        "column an answer. With percentages, n is needed too: how many replied.",
    ),
    "private": Text(
        nb="Tallene brukes bare på denne siden og lagres ikke. Bare en kort tabell (høyst {} tegn) står i adressen, "
        "slik at lenken kan deles.",
        en="The numbers are only used on this page and are not stored. Only a short table (at most {} characters) "
        "stands in the address, so that the link can be shared.",
    ),
    "numbers": Text(nb="Tallene dine", en="Your numbers"),
    "numbers_help": Text(
        nb="Lim inn rett fra Excel, eller skriv for eksempel «Nord 12 45» og «Sør 10 20» på hver sin linje. "
        "Overskrifter, totaler og «47 (60 %)» går bra.",
        en="Paste straight from Excel, or type for example “North 12 45” and “South 10 20” on a line each. "
        "Headings, totals and “47 (60%)” are fine.",
    ),
    "example": Text(nb="Hent et eksempel", en="Load an example"),
    "no_example": Text(nb="Velg et eksempel", en="Choose an example"),
    "kind": Text(nb="Tallene er", en="The numbers are"),
    "kind_found": Text(nb="Finn det ut av tallene", en="Find out from the numbers"),
    "count": Text(nb="Antall", en="Counts"),
    "percent": Text(nb="Prosent og n", en="Percentages and n"),
    "groups": Text(nb="Gruppene er", en="The groups are"),
    "independent": Text(nb="Ulike personer, uten rekkefølge", en="Different people, without order"),
    "ordered": Text(nb="Ulike personer, i rekkefølge", en="Different people, in order"),
    "paired": Text(nb="De samme personene, spurt to ganger", en="The same people, asked twice"),
    "paired_help": Text(
        nb="For de samme personene: linjene er første svar, kolonnene er andre svar, i samme rekkefølge.",
        en="For the same people: lines are the first answer, columns the second, in the same order.",
    ),
    "scale": Text(nb="Svarene står på en skala", en="The answers stand on a scale"),
    "turn": Text(nb="Gruppene står i kolonnene", en="The groups stand in the columns"),
    "form": Text(nb="Tallene er skrevet", en="The numbers are written"),
    "form_found": Text(nb="Finn det ut av tallene", en="Find out from the numbers"),
    "form_nb": Text(nb="Norsk: 1 234,5 eller 1.234,5", en="Norwegian: 1 234,5 or 1.234,5"),
    "form_en": Text(nb="Engelsk: 1,234.5", en="English: 1,234.5"),
    "answer": Text(nb="Svaret som setningen gjelder", en="The answer that the sentence is about"),
    "title": Text(
        nb="Er forskjellen større enn tilfeldighetene tilsier?", en="Is the difference more than chance would give?"
    ),
    "title_empty": Text(nb="Lim inn tall for å begynne", en="Paste numbers to begin"),
    "begin": Text(
        nb="Lim inn en tabell i feltet «Tallene dine», eller hent et eksempel.",
        en="Paste a table into “Your numbers”, or load an example.",
    ),
    "title_unread": Text(nb="Tallene kunne ikke leses", en="The numbers could not be read"),
    "title_disagrees": Text(nb="Tallene stemmer ikke med hverandre", en="The numbers do not agree with each other"),
    "expected": Text(
        nb="Ventet en linje for hver gruppe, med navn og ett tall for hvert svar, for eksempel: Nord, 12, 45.",
        en="Expected a line for each group, with a name and a number for each answer, such as: North, 12, 45.",
    ),
    "group": Text(nb="Gruppe", en="Group"),
    "response": Text(nb="Svar", en="Answer"),
    "row": Text(nb="Gruppe {}", en="Group {}"),
    "column": Text(nb="Svar {}", en="Answer {}"),
    "rest": Text(nb="Andre svar", en="Other answers"),
    "unit": Text(nb="svar", en="replies"),
    "first": Text(nb="Første gang", en="First time"),
    "second": Text(nb="Andre gang", en="Second time"),
    "reading": Text(nb="Slik leste vi tallene", en="How the numbers were read"),
    "shares": Text(
        nb="Andeler med 95 prosents konfidensintervall (Wilson)",
        en="Shares with 95 per cent confidence intervals (Wilson)",
    ),
    "shares_label": Text(nb="Andeler", en="Shares"),
    "differences": Text(
        nb="{}, sammenlignet med {}, i prosentpoeng med 95 prosents konfidensintervall (Newcombe)",
        en="{} compared with {}, in percentage points with 95 per cent confidence intervals (Newcombe)",
    ),
    "differences_label": Text(nb="Forskjell", en="Difference"),
    "difference": Text(nb="Forskjell", en="Difference"),
    "test": Text(nb="Test", en="Test"),
    "range_title": Text(nb="Hva avrundingen tillater", en="What rounding allows"),
    "power_title": Text(nb="Hva så mange svar kunne ha vist", en="What so many replies could have shown"),
    "one_group": Text(
        nb="Det er bare én gruppe, så det er ingenting å sammenligne. Andelene står i tabellen.",
        en="There is only one group, so there is nothing to compare. The shares are in the table.",
    ),
    "nothing_to_test": Text(
        nb="Alle som svarte, er samlet i ett svar eller én gruppe. Da er det ingenting å teste.",
        en="Everybody who replied stands in one answer or one group, so there is nothing to test.",
    ),
    "nobody_changed": Text(
        nb="Ingen skiftet svar, så det er ingen endring å teste.", en="Nobody changed, so there is no change to test."
    ),
    "not_square": Text(
        nb="Fant {rows} linjer og {columns} kolonner. For de samme personene, spurt to ganger, ventet vi like mange "
        "linjer som kolonner: første svar på linjene, andre svar i kolonnene.",
        en="Found {rows} lines and {columns} columns. For the same people, asked twice, as many lines as columns were "
        "expected: the first answer on the lines, the second in the columns.",
    ),
    "paired_counts": Text(
        nb="De samme personene, spurt to ganger, kan bare testes med antall. Prosenter sier ikke hvem som skiftet.",
        en="The same people, asked twice, can only be tested with counts. Percentages do not tell who changed.",
    ),
    "impossible": Text(
        nb="{group}: {share} av n = {n} er ikke mulig. {counts}. Kontroller prosenten og n.",
        en="{group}: {share} of n = {n} is not possible. {counts}. Check the percentage and n.",
    ),
    "no_such_sum": Text(
        nb="{group}: Ingen antall gir disse prosentene og blir {n} til sammen; de kan bli fra {low} til {high}. "
        "Kontroller prosentene og n.",
        en="{group}: No counts give these percentages and add up to {n}; they can be from {low} to {high}. "
        "Check the percentages and n.",
    ),
    "figures_too_many": Text(
        nb="Det er for mange svar til at en figur kan leses. Tallene står i tabellen.",
        en="There are too many answers for a figure to be read. The numbers are in the table.",
    ),
    "source": Text(nb="tall som er limt inn i kalkulatoren", en="numbers pasted into the calculator"),
    "own_numbers": Text(nb="Innlimte tall", en="Pasted numbers"),
}
said = Sayings(_WORDS)


def text_of(name: str) -> Text:
    """Return one of the calculator's own texts in both languages."""
    return _WORDS[name]


def axis_label(name: str, language: Language) -> str:
    """Return the name of a group or an answer: as it was written, or «Gruppe 1», «Svar 2», «Andre svar».

    Parameters
    ----------
    name : str
        As the reading has it.
    language : str
        «nb» or «en».
    """
    what, mark, number = name.partition(":")
    if mark and what in {"row", "column"} and number.isdigit():
        return said(what, language).format(number)
    return said("rest", language) if name == "rest:" else name
