"""A first codebook of a file that nobody has described: everything marked as guessed, with what to decide."""

import json
import re
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from svarbenk.codebook import fold, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses.guessing import EMPTY_MARKS, Guess, Option, guess_columns, slug
from svarbenk.responses.undescribed import RawColumn, Undescribed, read_undescribed

_PLAIN = re.compile(r"^[a-z_][a-z0-9_]*$")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
NO_DATE = date(2000, 1, 1)


def draft_codebook(path: Path, target: Path, survey: str | None = None) -> Path:
    """Write a first codebook of the file at ``path`` to ``target``.

    Parameters
    ----------
    path : Path
        An ``.xlsx``, ``.csv`` or ``.sav`` file.
    target : Path
        The codebook, or the folder that it is written to as ``<id>.yaml``.
    survey : str, optional
        The survey's id; made from the file's name by default.

    Returns
    -------
    Path
        The codebook. ``read_codebook`` reads it and ``clean`` works with it at once.

    Raises
    ------
    InputError
        If the file cannot be read, no column tells the replies apart, or the codebook is there already.
    """
    name = survey or slug(path.stem).replace("_", "-") or "undersokelse"
    if not re.match(r"^[a-z0-9][a-z0-9_-]*$", name):
        raise InputError(f"--id {name}: ventet små bokstaver a–z, tall og bindestrek, som min-undersokelse")
    book = target / f"{name}.yaml" if target.is_dir() or target.suffix not in {".yaml", ".yml"} else target
    if book.exists():
        raise InputError(f"{book}: finnes allerede og blir ikke skrevet over; ventet en ny fil (--id eller --out)")
    text = draft_text(read_undescribed(path), name)
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=book.parent, prefix=".skriver-") as beside:
            made = Path(beside) / book.name
            made.write_text(text, encoding="utf-8")
            read_codebook(made)
            made.replace(book)
    except OSError as error:
        raise InputError(f"{book}: kan ikke skrives ({error.strerror}); ventet en mappe som kan skrives i") from None
    return book


def draft_text(file: Undescribed, survey: str) -> str:
    """Return a first codebook of a ``file`` as YAML, for the ``survey`` of that id.

    Raises
    ------
    InputError
        If no column tells the replies apart.
    """
    guesses = guess_columns(file.columns)
    by_part = {part: [each for each in guesses if each.part == part] for part in ("id", "weight", "started", "contact", "ignored")}  # noqa: E501  # fmt: skip
    if not by_part["id"]:
        raise InputError(
            f"{file.path}: ingen kolonne skiller svarene fra hverandre; ventet en med et nummer per svar.\n"
            "Legg til en kolonne «svarid» med løpenummer i filen, og prøv igjen."
        )
    identity = by_part["id"][0]
    questions = [each for each in guesses if each.part not in by_part]
    if not questions:
        raise InputError(f"{file.path}: ingen kolonner med svar; ventet minst ett spørsmål")
    headers = _Headers(file.columns)
    start = _first_day(file, by_part["started"])
    lines = [
        "# yaml-language-server: $schema=kodebok.schema.json",
        "#",
        f"# Utkast laget av `svarbenk codebook import {file.path.name}`. Alt er gjettet ut fra filen: gå gjennom",
        "# det som er merket `inferred: true` og linjene «Avgjør», rett, og slett merket når det stemmer.",
        f"# `svarbenk codebook check {survey}` sier hva som gjenstår.",
        "",
        f"codebook: {_word(survey)}",
        "version: 1",
        f"title: {{nb: {_quote(survey)}}}                 # Avgjør: hva heter undersøkelsen, på bokmål (nb) og engelsk (en)?",  # noqa: E501
        f"source: {{nb: {_quote(file.path.name)}}}                # Avgjør: kilden under tabeller og figurer",
        "unit:                            # Avgjør: hva er én rad? Lege, kommune, kontor …",
        "  one: {nb: svar, en: reply}",
        "  many: {nb: svar, en: replies}",
        "",
        "waves:",
        f"  - id: {_quote(str(start.year) if start != NO_DATE else '1')}",
        f"    label: {{nb: {_quote(str(start.year) if start != NO_DATE else 'runde 1')}}}",
        f"    field_period: {{start: {start}}}   # Avgjør: når var undersøkelsen i felt?",
        "    # population: …                # Avgjør: hvor mange ble spurt?",
        f"    # replies: {file.rows}                # Avgjør: hvor mange svar skal være igjen etter vask?",
        "",
        "reply:",
        "".join([f"  id: {headers.column(identity)}", *(f"   # Avgjør: {each}" for each in identity.decide)]),
    ]
    lines += [f"  {part}: {headers.column(by_part[part][0])}   # Avgjør: {by_part[part][0].decide[0]}" for part in ("started", "weight") if by_part[part]]  # noqa: E501  # fmt: skip
    more = [each for part in ("started", "weight") for each in by_part[part][1:]]
    for key, columns in (("contact", by_part["contact"]), ("ignored", [*by_part["ignored"], *more])):
        if columns:
            lines += ["", f"{key}:"]
            lines += [f"  - {headers.column(each)}   # Avgjør: {each.decide[0]}" for each in columns]
    if file.encoding:
        rules = f"{{encoding: {file.encoding}, separator: {_quote(file.separator or ';')}}}"
        lines += ["", "exports:", f"  csv: {rules}"]
    missing = _missing(file, questions)
    lines += ["", "cleaning:", f"  missing: [{', '.join(map(_quote, missing))}]", "  test_rows: keep"]
    scales = _scales(questions)
    if scales:
        lines += ["", "scales:"]
        for options, name in scales.items():
            lines += [f"  {name}:", *(f"    - {_category(option)}" for option in options)]
    lines += ["", "questions:"]
    for each in questions:
        lines += _question(each, scales, headers)
    return "\n".join(lines) + "\n"


class _Headers:
    """Columns as the codebook names them, no name used for two."""

    def __init__(self, columns: tuple[RawColumn, ...]):
        self.names = {column.name for column in columns}
        self.often = Counter(column.text for column in columns)
        self.used: set[str] = set()

    def header(self, guess: Guess) -> str:
        """Return the text of a column where it is its own, else its name."""
        own = guess.text and guess.text not in self.names and self.often[guess.text] <= 1
        return guess.text if own else guess.name

    def variable(self, guess: Guess) -> str:
        """Return a column's name in CSV and SPSS; a made-up one where Excel has a whole sentence."""
        if re.match(r"^[\w.$#@-]+$", guess.name):
            return guess.name
        own, number = slug(guess.name, 30) or "kolonne", 2
        name = own
        while name in self.used or name in self.names:
            name, number = f"{own}_{number}", number + 1
        self.used.add(name)
        return name

    def column(self, guess: Guess) -> str:
        """Return a column in YAML."""
        variable = self.variable(guess)
        header = self.header(guess) if variable == guess.name else guess.name
        return f"{{variable: {_quote(variable)}, header: {_quote(header)}}}"


def _question(guess: Guess, scales: dict[tuple[Option, ...], str], headers: _Headers) -> list[str]:
    lines = [f"  # Avgjør: {each}" for each in guess.decide]
    lines += [f"  - id: {_word(guess.id)}", f"    kind: {guess.part if guess.part != 'battery' else 'battery'}"]
    lines += ["    inferred: true", f"    text: {{nb: {_quote(guess.text)}}}"]
    if guess.part == "battery":
        lines.append("    item_kind: ordinal" if len(guess.options) > 2 else "    item_kind: single")
    else:
        variable = headers.variable(guess)
        header = headers.header(guess) if variable == guess.name else guess.name
        lines.append(f"    variable: {_quote(variable)}")
        if header != guess.text:
            lines.append(f"    header: {_quote(header)}")
    if guess.part == "numeric":
        lines += ["    whole: false"] if not guess.whole else []
        if guess.highest is not None:
            lines += [f"    maximum: {guess.highest:g}", "    beyond: missing"]
    if guess.options:
        if guess.options in scales:
            lines.append(f"    scale: {scales[guess.options]}")
        else:
            lines += ["    categories:", *(f"      - {_category(option)}" for option in guess.options)]
    if guess.items:
        lines.append("    items:")
        for item in guess.items:
            variable = headers.variable(Guess("text", "", item.column or "", ""))
            header = f", header: {_quote(item.column or '')}"
            lines.append(
                f"      - {{id: {_word(item.id)}, variable: {_quote(variable)}, nb: {_quote(item.label)}{header}}}"
            )
    return lines


def _category(option: Option) -> str:
    parts = [f"id: {_word(option.id)}"]
    parts += [f"code: {option.code}"] if option.code is not None else []
    parts.append(f"nb: {_quote(option.label)}")
    parts += [f"is: {option.role}"] if option.role else []
    return "{" + ", ".join([*parts, "inferred: true"]) + "}"


def _scales(questions: list[Guess]) -> dict[tuple[Option, ...], str]:
    """Name the lists of categories that several questions have."""
    often = Counter(
        each.options for each in questions if each.options and each.part in {"single", "ordinal", "battery"}
    )
    shared = [options for options, count in often.items() if count > 1]
    return {options: f"skala_{place}" for place, options in enumerate(shared, start=1)}


def _missing(file: Undescribed, questions: list[Guess]) -> list[str]:
    """Return the marks of no answer that the file has, as it writes them."""
    found = {label for guess in questions for label in guess.missing}
    found |= {cell for column in file.columns for cell in column.values if fold(cell) in EMPTY_MARKS}
    return sorted(found, key=fold)


def _first_day(file: Undescribed, started: list[Guess]) -> date:
    if not started:
        return NO_DATE
    cells = next(column.filled for column in file.columns if column.name == started[0].name)
    days = []
    for cell in cells:
        day = cell.split()[0].split("T")[0]
        try:
            days.append(datetime.strptime(day, "%Y-%m-%d" if "-" in day else "%d.%m.%Y").date())
        except ValueError:
            continue
    return min(days, default=NO_DATE)


def _quote(text: str) -> str:
    """Return ``text`` in quotation marks: whatever stands there is text to YAML."""
    return json.dumps(text, ensure_ascii=False)


def _word(text: str) -> str:
    return text if _PLAIN.match(text) and text not in _WORDS else _quote(text)
