"""Printed numbers in: the folders of ``data/published`` to a ledger, with errors that name file and line."""

import csv
import hashlib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger.conflict import CLAIM, read_conflicts
from svarbenk.ledger.correction import read_corrections
from svarbenk.ledger.entry import STATISTICS, Document, Entry
from svarbenk.ledger.printed import Ledger

_COLUMNS = [name for name in Entry.model_fields if name not in {"correction", "conflicts"}]


def read_ledger(data: DataFolder, document: str | None = None, survey: str | None = None) -> Ledger:
    """Read the printed numbers.

    Each folder of ``data/published`` holds ``dokument.yaml`` (what was published), ``tabeller.csv`` (one
    printed number a row, verbatim; ``dokument.yaml`` may list several files instead) and, where printed numbers
    contradict each other, ``corrections.csv`` (what was used instead) or ``conflicts.csv`` (what cannot hold
    together).

    Parameters
    ----------
    data : DataFolder
        The data folder.
    document, survey : str, optional
        Only this document's cells, or this survey's. Numbers from no survey, such as those of a register,
        come along with the survey's own, since percentages may rest on them.

    Returns
    -------
    Ledger

    Raises
    ------
    InputError
        If a file cannot be used (names file, line, what was found and what was expected), or there is no
        such document.
    """
    documents, entries = [], []
    for path in sorted(data.published.glob("*/dokument.yaml")):
        described = _document(path)
        if document is None or described.id == document:
            documents.append(described)
            entries += _entries(path.parent, described)
    if document is not None and not documents:
        raise _unknown(document, data)
    if survey is not None:
        named = {entry.document for entry in entries if entry.survey == survey}
        entries = [
            entry for entry in entries if entry.survey == survey or (not entry.survey and entry.document in named)
        ]
    return Ledger(tuple(entries), tuple(documents))


def documents(data: DataFolder) -> tuple[Document, ...]:
    """Return the documents that numbers in ``data`` were taken from, in the order of their folders.

    Raises
    ------
    InputError
        If the description of one cannot be used.
    """
    return tuple(_document(path) for path in sorted(data.published.glob("*/dokument.yaml")))


def printed_surveys(data: DataFolder) -> tuple[str, ...]:
    """Return the ids of the surveys that there are printed numbers of in ``data``, in order of appearance.

    Raises
    ------
    InputError
        If a file with printed numbers cannot be used.
    """
    return tuple(dict.fromkeys(entry.survey for entry in read_ledger(data) if entry.survey))


def find_document(document: str, data: DataFolder) -> Path:
    """Return the folder in ``data`` with the printed numbers of ``document``.

    Raises
    ------
    InputError
        If there is no such document.
    """
    for path in sorted(data.published.glob("*/dokument.yaml")):
        if _document(path).id == document:
            return path.parent
    raise _unknown(document, data)


def _unknown(document: str, data: DataFolder) -> InputError:
    known = ", ".join(_document(path).id for path in sorted(data.published.glob("*/dokument.yaml"))) or "ingen"
    return InputError(
        f"dokumentet «{document}»: står ikke i noen dokument.yaml i {data.published}; der finnes: {known}"
    )


def _document(path: Path) -> Document:
    try:
        return Document.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: kan ikke leses som YAML i UTF-8 ({str(error).splitlines()[0]})") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise InputError(
            f"{path}, nøkkel «{key}»: mangler, er ukjent eller har feil verdi; "
            "ventet document, title, publisher og year"
        ) from None


def _entries(folder: Path, document: Document) -> tuple[Entry, ...]:
    """Read the numbers of a document; once for what its files hold, since every chapter asks for them."""
    content = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        content.update(path.name.encode() + path.read_bytes())
    return _entries_as_they_are(folder, document.model_dump_json(), content.digest())


@lru_cache(maxsize=32)
def _entries_as_they_are(folder: Path, described: str, content: bytes) -> tuple[Entry, ...]:
    document = Document.model_validate_json(described)
    corrections = {each.key: each for each in read_corrections(folder / "corrections.csv")}
    conflicts = defaultdict(list)
    for each in read_conflicts(folder / "conflicts.csv"):
        conflicts[each.place].append(each)
    found = [
        entry.model_copy(
            update={"correction": corrections.get(entry.key), "conflicts": tuple(conflicts.get(entry.place, ()))}
        )
        for name in document.tables
        for entry in _rows(folder / name, document)
    ]
    _all_found(folder, found, corrections, conflicts)
    return tuple(found)


def _rows(path: Path, document: Document) -> list[Entry]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if reader.fieldnames != _COLUMNS:
                raise InputError(
                    f"{path}, linje 1: fant kolonnene {', '.join(reader.fieldnames or ())}; "
                    f"ventet {', '.join(_COLUMNS)}"
                )
            return [_entry(row, f"{path}, linje {reader.line_num}", document) for row in reader]
    except FileNotFoundError:
        raise InputError(f"{path}: filen finnes ikke; ventet ett trykt tall per rad") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} er ikke UTF-8; ventet CSV lagret som UTF-8") from None


def _all_found(folder: Path, found: list[Entry], corrections: dict, conflicts: dict) -> None:
    """Refuse corrections that cannot be read and ones, like conflicts, of cells that are not there."""
    for entry in found:
        if entry.correction:
            try:
                _ = entry.corrected
            except InputError as error:
                raise InputError(f"{folder / 'corrections.csv'}, tabell {entry.table}, «used»: {error}") from None
    unknown = corrections.keys() - {entry.key for entry in found}
    if unknown:
        key = min(unknown, key=str)
        raise InputError(
            f"{folder / 'corrections.csv'}: tabell {key[1]}, linje {key[2]}, {key[3]} {key[6]}: retter en rute som "
            "ikke står i tabeller.csv; ventet samme table, line, question, category, background, group og statistic"
        )
    places = {entry.place for entry in found}
    for place, rows in conflicts.items():
        if place not in places and rows[0].statistic != CLAIM:
            raise InputError(
                f"{folder / 'conflicts.csv'}: strid {rows[0].conflict}, linje {rows[0].line}, {rows[0].question} "
                f"{rows[0].printed}: står ikke i tabeller.csv; ventet samme question, category, background, group, "
                "statistic, wave og printed"
            )


def _entry(row: dict, where: str, document: Document) -> Entry:
    if None in row or None in row.values():
        found = sum(value is not None for value in row.values()) + len(row.get(None) or []) - (None in row)
        raise InputError(f"{where}: fant {found} verdier; ventet {len(_COLUMNS)}")
    try:
        entry = Entry.model_validate(row)
        _ = entry.number
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else ""
        expected = {
            "statistic": f"ventet en av {', '.join(STATISTICS)}",
            "line": "ventet et helt tall",
        }.get(column, str(first.get("ctx", {}).get("error", first["msg"])))
        raise InputError(
            f"{where}, kolonne «{column or 'group'}»: fant «{row.get(column, row['group'])}»; {expected}"
        ) from None
    except InputError as error:
        raise InputError(f"{where}, kolonne «printed»: {error}") from None
    if entry.document != document.id:
        raise InputError(f"{where}, kolonne «document»: fant «{entry.document}»; ventet «{document.id}»")
    return entry
