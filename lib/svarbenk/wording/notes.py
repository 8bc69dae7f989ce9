"""What a test tells about itself beside its numbers: what was left out, which variance, what the stars stand for."""

from svarbenk.codebook import Language
from svarbenk.stats import Note
from svarbenk.wording.numbers import HARD_SPACE, listed, number

_METHODS = {"holm": "Holm", "bh": "Benjamini–Hochberg"}
# what is empty, one of them and several, in nb and in en
_EMPTY = {
    "rows": (("tom rad", "tomme rader"), ("empty row", "empty rows")),
    "columns": (("tom kolonne", "tomme kolonner"), ("empty column", "empty columns")),
}


def note_sentence(note: Note, language: Language = "nb") -> str:
    """Return a note of a test in words: «1 tom rad er utelatt.».

    Parameters
    ----------
    note : Note
        Its code and values; of a code that has no words here nothing is said.
    language : str
        «nb» or «en».
    """
    told = _WORDED.get(note.code)
    return told(note.values, language == "nb", language) if told else ""


def _dropped_empty(values: dict, nb: bool, language: Language) -> str:
    parts = [
        f"{number(values[side], language)} {_EMPTY[side][not nb][values[side] != 1]}"
        for side in ("rows", "columns")
        if values[side]
    ]
    if nb:
        return f"{listed(parts, language)} er utelatt."
    return f"{listed(parts, language)} left out."


def _dropped_missing(values: dict, nb: bool, language: Language) -> str:
    persons = number(values["persons"], language)
    if nb:
        return f"{persons} uten svar på alt som trengs er utelatt."
    return f"{persons} without all the answers needed left out."


def _variance(values: dict, nb: bool, language: Language) -> str:
    if values["divisor"] == "permutation":
        return "Permutasjonsvarians, korrigert for like svar." if nb else "Permutation variance, corrected for ties."
    divisor = values["divisor"].replace("-", f"{HARD_SPACE}−{HARD_SPACE}")
    corrected = ", korrigert for like svar" if nb else ", corrected for ties"
    ties = corrected if values.get("ties_corrected") else ""
    return f"Varians med {divisor} i nevneren{ties}." if nb else f"Variance with divisor {divisor}{ties}."


def _budget_exceeded(values: dict, nb: bool, language: Language) -> str:
    if nb:
        return "Tabellen er for stor til å regnes ut eksakt; p er anslått med tilfeldige tabeller."
    return "The table is too large to be worked out exactly; p is estimated from random tables."


def _order_not_used(values: dict, nb: bool, language: Language) -> str:
    sides = (("rows", "radene", "rows"), ("columns", "kolonnene", "columns"))
    where = listed([nb_name if nb else en_name for side, nb_name, en_name in sides if values[side]], language)
    if nb:
        return f"Testen bruker ikke rekkefølgen i {where}."
    return f"The test makes no use of the order of the {where}."


def _stars(values: dict, nb: bool, language: Language) -> str:
    equals = f"p{HARD_SPACE}<{HARD_SPACE}"
    limits = ", ".join(f"{mark}{HARD_SPACE}{equals}{number(limit, language, 2)}" for limit, mark in values["limits"])
    size, family = number(values["size"], language), values["family"]
    if values["method"] is None:
        told = "ujusterte p-verdier" if nb else "unadjusted p-values"
    else:
        method = _METHODS[values["method"]]
        told = f"p-verdier justert etter {method}" if nb else f"p-values adjusted by {method}"
    one = values["size"] == 1
    tests = ("test" if one else "tester") if nb else ("test" if one else "tests")
    return f"{limits}; {told} ({family}, {size} {tests})."


_WORDED = {
    "dropped_empty": _dropped_empty,
    "dropped_missing": _dropped_missing,
    "variance_convention": _variance,
    "budget_exceeded": _budget_exceeded,
    "order_not_used": _order_not_used,
    "stars_raw": _stars,
    "stars_adjusted": _stars,
}
