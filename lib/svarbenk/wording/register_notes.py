"""Notes under register tables: what print says otherwise, what is as printed, what the numbers are of."""

from collections.abc import Sequence

from svarbenk.codebook import Language, Text
from svarbenk.register import Difference
from svarbenk.wording.numbers import HARD_SPACE, MINUS, listed, number, percent
from svarbenk.wording.registers import PERCENT


def difference_notes(differences: Sequence[Difference], language: Language = "nb") -> list[str]:
    """Return the notes on what print says otherwise: in the table's cells, elsewhere, and within rounding.

    Parameters
    ----------
    differences : sequence of Difference
        Of one table.
    language : str
        «nb» or «en».
    """
    notes = []
    for (rounding, elsewhere), start in _STARTS.items():
        found = [
            each for each in differences if each.rounding == rounding and (rounding or each.elsewhere == elsewhere)
        ]
        if found:
            notes.append(f"{start.to(language)} {_listed(found, language)}.")
    if any(_span(each, language) for each in differences):
        notes.append(_SPAN.to(language))
    return notes


_STARTS = {
    (False, False): Text(
        nb="Trykt og regnet er ikke det samme, og tabellen viser det regnede.",
        en="Print and reckoning are not the same, and the table shows what was reckoned.",
    ),
    (False, True): Text(
        nb="Det samme er trykt annerledes i teksten eller i en annen tabell.",
        en="The same is printed otherwise in the text or in another table.",
    ),
    (True, False): Text(
        nb="Trykt og regnet er ulike, men innenfor det avrundingen tillater.",
        en="Print and reckoning differ within what rounding allows.",
    ),
}
_SPAN = Text(
    nb="Tall i parentes er spennet der det som er regnet av, er avrundet.",
    en="Numbers in parentheses are the range where what was reckoned from is rounded.",
)


def _span(each: Difference, language: Language) -> str:
    """Return between what the reckoned number lies; nothing where that is written as one number."""
    low, high = (number(end, language, each.decimals + 1) for end in (each.quantity.low, each.quantity.high))
    between = " til " if language == "nb" else " to "
    return "" if low == high else f"{low}{between if MINUS in low + high else '–'}{high}"


def _listed(found: Sequence[Difference], language: Language) -> str:
    """List differences by row: «Totalt: 2017 – trykt: 10,4, regnet: 10,6; 2019 – …. Et annet: …»."""
    rows: dict[str, list[str]] = {}
    for each in found:
        row, cell = ("", each.label) if each.column_label is None else (each.label.to(language), each.column_label)
        rows.setdefault(row, []).append(_told(each, cell.to(language), language))
    listed_rows = [f"{row}: {'; '.join(cells)}" if row else "; ".join(cells) for row, cells in rows.items()]
    return ". ".join(part[:1].upper() + part[1:] for part in listed_rows)


def _told(each: Difference, label: str, language: Language) -> str:
    said, ours = printed_text(each, language), reckoned_text(each, language)
    asides = [span] if (span := _span(each, language)) else []
    if each.why is not None:
        asides.append(each.why.to(language))
    aside = f" ({'; '.join(asides)})" if asides else ""
    print_word, ours_word = ("trykt", "regnet") if language == "nb" else ("printed", "reckoned")
    return f"{label} – {print_word}: {said}, {ours_word}: {ours}{aside}"


def printed_text(each: Difference, language: Language = "nb") -> str:
    """Return the printed number of a difference as it is to be quoted.

    Parameters
    ----------
    each : Difference
        The difference.
    language : str
        «nb» or «en».
    """
    found = each.entry.number
    if found.value is None or found.bound or found.tolerance:
        return each.entry.printed.replace("-", MINUS).replace(" ", HARD_SPACE)
    return _number(found.value, max(found.decimals, 0), each.entry.unit, language)


def reckoned_text(each: Difference, language: Language = "nb") -> str:
    """Return what was reckoned for a difference, with the decimals that tell the two apart.

    Parameters
    ----------
    each : Difference
        The difference.
    language : str
        «nb» or «en».
    """
    decimals = max(each.decimals, 0)
    return _number(each.quantity.value, decimals, each.entry.unit, language)


def _number(value: float, decimals: int, unit: str, language: Language) -> str:
    return percent(value, language, decimals) if unit == PERCENT else number(value, language, decimals)


def as_printed_note(labels: Sequence[str], language: Language = "nb") -> str:
    """Say which changes are as printed because the level before is not in print.

    Parameters
    ----------
    labels : sequence of str
        The columns.
    language : str
        «nb» or «en».
    """
    if not labels:
        return ""
    columns = listed(labels, language)
    if language == "en":
        return f"Changes in {columns} are as printed: the levels before are not in print."
    return f"Endringene i {columns} er som trykt: nivåene før er ikke trykt."


def register_base(language: Language = "nb") -> str:
    """Return what the numbers of a register table are, for the sheet with them."""
    if language == "en":
        return "Levels as printed; changes, shares, rates and totals reckoned from them"
    return "Nivåer som trykt; endringer, andeler, rater og summer regnet av dem"


_UNIT_NAMES = {
    "prosent": "per cent", "prosentpoeng": "percentage points", "fastleger": "GPs", "leger": "doctors",
    "innbyggere": "residents", "plasser": "places", "innbyggere per fastlege": "residents per GP",
    "mill. konsultasjoner": "mill. consultations", "konsultasjoner per innbygger": "consultations per resident",
    "mill. kr": "NOK mill.", "mrd. kr": "NOK bn", "kr per listeinnbygger": "NOK per person",
    "kommuner": "municipalities",
    "listepersoner": "persons", "fastlegehjemler": "GP posts", "plasser per lege": "places per doctor",
    "innbyggere per lege": "persons per doctor", "1 000 kr": "NOK 1,000", "avtaler": "contracts", "lister": "lists",
    "stillinger": "posts", "år": "years", "søknader": "applications", "henvendelser": "enquiries",
    "gjestepasienter": "guest patients", "personer": "persons", "fastleger per 1 000": "GPs per 1,000",
    "per 1 000": "per 1,000",
}  # fmt: skip


def unit_name(unit: str, language: Language = "nb") -> str:
    """Return the unit of a register number.

    Parameters
    ----------
    unit : str
        As the ledger has it.
    language : str
        «nb» or «en».
    """
    return _UNIT_NAMES.get(unit, unit) if language == "en" else unit


def pairs_note(taken: Sequence[str], language: Language = "nb") -> str:
    """Say what the number of pairs behind printed correlations was taken to be, and how p was reckoned.

    Parameters
    ----------
    taken : sequence of str
        Who they are.
    language : str
        «nb» or «en».
    """
    who = listed(taken, language)
    if language == "en":
        return f"p is reckoned from ρ and the number of pairs (t distribution), which is not printed; taken are {who}."
    return f"p er regnet av ρ og antallet par (t-fordeling). Antallet er ikke trykt; brukt er {who}."


def calibration_note(n: int, language: Language = "nb") -> str:
    """Say how a register's posts were split by the answers.

    Parameters
    ----------
    n : int
        How many answered.
    language : str
        «nb» or «en».
    """
    told = number(n, language)
    if language == "en":
        return (
            "Posts in private practice and in municipal employment are the register's in each size of municipality; "
            f"each is split as the {told} answers are there."
        )
    return (
        "Hjemlene i næringsdrift og i kommunal ansettelse er registerets i hver kommunestørrelse; hver av dem er delt "
        f"slik de {told} svarene er fordelt der."
    )


def borrowed_note(where: Sequence[str], language: Language = "nb") -> str:
    """Say where nobody answered, so that the split of all sizes was used.

    Parameters
    ----------
    where : sequence of str
        The kinds and groups.
    language : str
        «nb» or «en».
    """
    if not where:
        return ""
    if language == "en":
        return f"Nobody who answered is {listed(where, language)}; split as in all sizes together."
    return f"Ingen av dem som svarte, er {listed(where, language)}; delt som i alle størrelser under ett."


def printed_estimates_note(told: Sequence[str], language: Language = "nb") -> str:
    """Say what the report printed for the whole.

    Parameters
    ----------
    told : sequence of str
        Label and number of each type.
    language : str
        «nb» or «en».
    """
    if not told:
        return ""
    return f"{'Printed in the report' if language == 'en' else 'Trykt i rapporten'}: {listed(told, language)}."


def nobody_of_kind(kind: str, language: Language = "nb") -> str:
    """Return the reason why posts cannot be split: nobody in the selection is of a kind that the register has.

    Parameters
    ----------
    kind : str
        The kind's label.
    language : str
        «nb» or «en».
    """
    if language == "en":
        return f"nobody in the selection is {kind}, so the register's posts of that kind cannot be split by the answers"
    return f"ingen i utvalget er {kind}, så registerets hjemler av det slaget kan ikke deles etter svarene"


def no_posts(waves: Sequence[str], language: Language = "nb") -> str:
    """Return the reason why posts cannot be split: the register has none for the waves in play.

    Parameters
    ----------
    waves : sequence of str
        The waves' labels.
    language : str
        «nb» or «en».
    """
    told = listed(waves, language)
    if language == "en":
        return f"the register has no posts by type of practice and size of municipality for {told}"
    return f"registeret har ingen hjemler etter driftsform og kommunestørrelse for {told}"


def public_note(language: Language = "nb") -> str:
    """Say why small numbers of a register table are not hidden: they are printed already."""
    if language == "en":
        return "The numbers are published, and small ones are not hidden."
    return "Tallene er publisert, og små tall er ikke skjult."
