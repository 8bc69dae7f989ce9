"""Cells of an extract: Norwegian numbers and times in, or a sentence on what was expected."""

import re

from svarbenk.codebook import nearest, squeeze
from svarbenk.errors import InputError
from svarbenk.register.figure_definition import ExtractColumn
from svarbenk.register.moment import moment

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}( \d{3})+)([,.]\d+)?")
_AMBIGUOUS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")
_EXPECTED = {
    "year": "et år som 2024",
    "quarter": "et kvartal som 2024K1",
    "month": "en måned som 2024-03",
    "number": "et tall som 1 234,5",
    "count": "et helt tall som 1 234",
    "percent": "et tall i prosent som 14,5",
}
_TIMES = {
    "year": re.compile(r"(19|20)\d\d"),
    "quarter": re.compile(r"(19|20)\d\d\s*[-–. ]?\s*[kKqQ][1-4]"),
    "month": re.compile(r"(19|20)\d\d\s*[-–./mM ]\s*(0?[1-9]|1[0-2])"),
}


def read_cell(text: str, column: ExtractColumn) -> float | str | None:
    """Read a cell: a time as a year and a fraction, a number, an allowed spelling, or text.

    Parameters
    ----------
    text : str
        As it stands in the file.
    column : ExtractColumn
        What the column holds.

    Returns
    -------
    float, str or None
        None where the cell is blank and may be.

    Raises
    ------
    InputError
        If the cell is nothing that the column may hold: what was found and what was expected.
    """
    plain = squeeze(text)
    if not plain:
        if column.blank:
            return None
        raise InputError(f"tom celle; ventet {expected(column)}")
    if column.kind in _TIMES:
        if not _TIMES[column.kind].fullmatch(plain):
            raise InputError(f"fant «{plain}»; ventet {expected(column)}")
        return moment(plain).start
    if column.kind == "category":
        return _category(plain, column)
    if column.kind == "text":
        return plain
    return _number(plain, column)


def expected(column: ExtractColumn) -> str:
    """Return in words what a ``column`` holds."""
    if column.kind == "category":
        return f"en av {', '.join(column.values)}"
    return _EXPECTED.get(column.kind, "tekst")


def _category(plain: str, column: ExtractColumn) -> str:
    spellings = {name.casefold(): name for name in column.values}
    for name, label in column.values.items():
        spellings |= {spelling.casefold(): name for spelling in (label.nb, label.en) if spelling}
    if plain.casefold() in spellings:
        return spellings[plain.casefold()]
    raise InputError(f"fant «{plain}»; ventet {expected(column)}{nearest(plain, column.values)}")


def _number(plain: str, column: ExtractColumn) -> float:
    bare = _SPACES.sub(" ", plain).replace("−", "-").replace("–", "-")
    if column.kind == "percent":
        bare = bare.removesuffix("prosent").removesuffix("%").strip()
    if _AMBIGUOUS.fullmatch(bare):
        raise InputError(
            f"fant «{plain}», som kan leses på to måter; ventet mellomrom mellom tusener og komma før desimaler"
        )
    if not _NUMBER.fullmatch(bare):
        raise InputError(f"fant «{plain}»; ventet {expected(column)}")
    value = float(bare.replace(" ", "").replace(",", "."))
    if column.kind == "count" and (value < 0 or not value.is_integer()):
        raise InputError(f"fant «{plain}»; ventet {expected(column)}")
    return value
