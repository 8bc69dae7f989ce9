"""What is wrong with what was pasted, and what was decided when it was read, in Norwegian and English."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from svarbenk import wording
from svarbenk.codebook import Language, Text

# where in the text: «Linje 3, kolonne 2: fant «x»; ventet …»
_AT = Text(nb="Linje {line}, kolonne {column}: Fant «{found}»; ventet {expected}.",
           en="Line {line}, column {column}: Found “{found}”; expected {expected}.")  # fmt: skip
_EXPECTED = {
    "no_number": Text(nb="et tall", en="a number"),
    "negative": Text(nb="et tall fra 0", en="a number from 0"),
    "hidden_cell": Text(
        nb="et tall. Et skjult tall kan ikke testes; slå sammen grupper eller svar",
        en="a number. A hidden number cannot be tested; merge groups or answers",
    ),
    "dash_cell": Text(nb="et tall; skriv 0 hvis ingen svarte slik", en="a number; write 0 if nobody answered so"),
    "not_whole": Text(
        nb="et helt antall. Er tallene prosent, velg «Prosent og n»",
        en="a whole count. If the numbers are percentages, choose “Percentages and n”",
    ),
    "above_100": Text(nb="en prosent fra 0 til 100", en="a percentage from 0 to 100"),
    "bad_n": Text(nb="n som et helt tall fra 1", en="n as a whole number from 1"),
}
_PROBLEMS = {
    "too_long": Text(
        nb="Fant {found} tegn; ventet høyst {most}. Lim inn bare tabellen.",
        en="Found {found} characters; expected at most {most}. Paste the table alone.",
    ),
    "empty": Text(nb="Fant ingen tekst; ventet en tabell.", en="Found no text; expected a table."),
    "too_many_lines": Text(
        nb="Fant {found} linjer; ventet høyst {most}.", en="Found {found} lines; expected at most {most}."
    ),
    "too_wide": Text(
        nb="Fant {found} kolonner; ventet høyst {most}.", en="Found {found} columns; expected at most {most}."
    ),
    "too_large": Text(
        nb="Linje {line}, kolonne {column}: Fant «{found}»; ventet høyst {most}.",
        en="Line {line}, column {column}: Found “{found}”; expected at most {most}.",
    ),
    "too_exact": Text(
        nb="Linje {line}, kolonne {column}: Fant «{found}»; ventet høyst {most} desimaler.",
        en="Line {line}, column {column}: Found “{found}”; expected at most {most} decimals.",
    ),
    "no_numbers": Text(
        nb="Fant ingen tall; ventet en tabell med tall.", en="Found no numbers; expected a table of them."
    ),
    "ragged": Text(
        nb="Linje {line}: Fant {found} felt; ventet {expected}, som på linje {model}.",
        en="Line {line}: Found {found} cells; expected {expected}, as on line {model}.",
    ),
    "text_between": Text(
        nb="Linje {line}: Fant «{found}» uten tall midt i tabellen; ventet én inndeling om gangen.",
        en="Line {line}: Found “{found}” without numbers in the middle of the table; expected one breakdown at a time.",
    ),
    "long_header": Text(
        nb="Linje {line}: Overskriften har {found} felt; ventet {expected}, som linjene under.",
        en="Line {line}: The heading has {found} cells; expected {expected}, as the lines below.",
    ),
    "empty_cell": Text(
        nb="Linje {line}, kolonne {column}: Feltet er tomt; ventet et tall. Skriv 0 hvis ingen svarte slik.",
        en="Line {line}, column {column}: The cell is empty; expected a number. Write 0 if nobody answered so.",
    ),
    "n_missing": Text(
        nb="Linje {line}: Fant ikke n; ventet n for hver gruppe, for eksempel «Nord (n = 78)».",
        en="Line {line}: Found no n; expected n for each group, such as “North (n = 78)”.",
    ),
    "no_n": Text(
        nb="Fant prosenter, men ikke n; ventet antallet som svarte i hver gruppe, i en kolonne som heter n.",
        en="Found percentages, but no n; expected how many replied in each group, in a column called n.",
    ),
    "sums_to_100": Text(
        nb="Hver linje blir om lag 100 til sammen, så tallene kan være prosent eller antall. Velg «Antall» hvis de er "
        "det, eller legg til en kolonne som heter n.",
        en="Each line adds up to about 100, so the numbers may be percentages or counts. Choose “Counts” if they are, "
        "or add a column called n.",
    ),
    "above_n": Text(
        nb="Linje {line}: Svarene blir {sum} til sammen, men n er {n}. Kunne flere svar velges, "
        "legg inn ett svar om gangen, med n.",
        en="Line {line}: The answers add up to {sum}, but n is {n}. If several answers could be ticked, "
        "paste one answer at a time, with n.",
    ),
    "sum_above_100": Text(
        nb="Linje {line}: Prosentene blir {sum} til sammen. Kunne flere svar velges, "
        "legg inn ett svar om gangen, med n.",
        en="Line {line}: The percentages add up to {sum}. If several could be ticked, paste one at a time, with n.",
    ),
    "one_answer": Text(
        nb="Fant bare én kolonne med tall; ventet minst to svar, eller ett svar og n.",
        en="Found only one column of numbers; expected at least two answers, or one answer and n.",
    ),
    "nobody": Text(
        nb="Linje {line}: Ingen har svart; ventet minst ett svar i hver gruppe.",
        en="Line {line}: Nobody replied; expected at least one reply in each group.",
    ),
}
_REMARKS = {
    "text_left_out": Text(
        nb="Linje {line} («{found}») har ingen tall og er utelatt.",
        en="Line {line} (“{found}”) has no numbers and was left out.",
    ),
    "years_as_names": Text(
        nb="Årstallene i første kolonne er lest som navn.", en="The years in the first column were read as names."
    ),
    "years_as_header": Text(
        nb="Årstallene på linje {line} er lest som overskrifter.", en="The years on line {line} were read as headings."
    ),
    "turned": Text(
        nb="n sto på en linje, så gruppene er lest fra kolonnene.",
        en="n stood on a line, so groups were read from the columns.",
    ),
    "n_found": Text(
        nb="Kolonne {column} er lest som n, fordi de andre er prosenter.",
        en="Column {column} was read as n, because the others are percentages.",
    ),
    "total_column": Text(
        nb="Kolonnen «{name}» er totalen og er utelatt.", en="The column “{name}” is the total and was left out."
    ),
    "total_row": Text(
        nb="Linjen «{name}» er alle samlet og er utelatt.", en="The line “{name}” is everybody and was left out."
    ),
    "rest_added": Text(
        nb="Svarene fyller ikke n. Resten er lagt til som «Andre svar».",
        en="The answers do not fill n. The rest was added as “Other answers”.",
    ),
    "shares_left_out": Text(
        nb="Prosentene ved siden av antallene er utelatt.", en="The percentages beside the counts were left out."
    ),
    "doubt": Text(
        nb="«{found}» (linje {line}, kolonne {column}) kan leses på to måter{others}. Her er det lest som {value}. "
        "Er det feil, velg hvordan tallene er skrevet.",
        en="“{found}” (line {line}, column {column}) can be read in two ways{others}. Here it was read as {value}. "
        "If that is wrong, choose how the numbers are written.",
    ),
    "pair_differs": Text(
        nb="«{found}» (linje {line}, kolonne {column}): Antallet er {share} av gruppen. Kontroller tallet.",
        en="“{found}” (line {line}, column {column}): The count is {share} of the group. Check the number.",
    ),
    "pair_labels": Text(
        nb="Linjene og kolonnene har ulike navn. De er lest som samme svar i samme rekkefølge.",
        en="Lines and columns have different names. They were read as the same answers in the same order.",
    ),
}


def problem(code: str, values: Mapping[str, Any], language: Language) -> str:
    """Say what is wrong with what was pasted: where, what was found and what was expected.

    Parameters
    ----------
    code, values
        Of the remark.
    language : str
        «nb» or «en».
    """
    told = _told(values, language)
    if code in _EXPECTED:
        return _AT.to(language).format(**told, expected=_EXPECTED[code].to(language))
    return _PROBLEMS[code].to(language).format(**told)


def remark(code: str, values: Mapping[str, Any], language: Language) -> str:
    """Say what was decided when the numbers were read.

    Parameters
    ----------
    code, values
        Of the remark.
    language : str
        «nb» or «en».
    """
    told = _told(values, language)
    if code == "doubt":
        more = values["times"] - 1
        told["others"] = (
            {"nb": f", og {more} andre tall likedan", "en": f", and so can {more} others"}[language] if more else ""
        )
        told["value"] = wording.number(float(values["value"]), language, values["decimals"])
    if code == "pair_differs":
        told["share"] = wording.percent(values["share"], language, 1)
    return _REMARKS[code].to(language).format(**told)


def _told(values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Word the numbers of a remark; places in the text stay as they are."""
    found = {}
    for name, value in values.items():
        if name in {"line", "column", "model"} or isinstance(value, str):
            found[name] = _short(value) if isinstance(value, str) else value
        elif isinstance(value, int | float | Fraction):
            found[name] = wording.number(float(value), language, values.get("decimals", 0) if name == "sum" else 0)
    return found


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
