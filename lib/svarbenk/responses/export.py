"""Raw exports in: Excel, CSV and SPSS files as cells under the codebook's variables, nothing interpreted."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyreadstat
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from svarbenk.codebook import Codebook, Column, nearest
from svarbenk.errors import InputError

SUFFIXES = (".xlsx", ".sav", ".csv")


@dataclass(frozen=True)
class RawExport:
    """An export as read: one list of cells a variable, in file order.

    ``cells[variable][i]`` belongs to ``rows[i]``, the row number that a person sees in the file (an Excel
    row, a line of a CSV, a case of an SPSS file). ``columns[variable]`` is what the column is called there.
    ``value_labels[variable]`` maps codes to labels where the file says so.
    """

    path: Path
    sheet: str | None
    rows: tuple[int, ...]
    cells: dict[str, list[Any]]
    columns: dict[str, str]
    value_labels: dict[str, dict[str, str]]
    unknown_columns: tuple[str, ...]

    def where(self, row: int, variable: str) -> str:
        """Say where a cell is: file, sheet, row and column."""
        sheet = f", ark «{self.sheet}»" if self.sheet else ""
        return f"{self.path.name}{sheet}, rad {row}, kolonne «{self.columns.get(variable, variable)}»"


def find_exports(folder: Path, survey: str) -> tuple[Path, ...]:
    """Return the exports of a survey in ``folder``, Excel before SPSS before CSV.

    Raises
    ------
    InputError
        If there is none.
    """
    found = [
        path
        for suffix in SUFFIXES
        for path in sorted(folder.glob(f"*{suffix}"))
        if not path.name.startswith(("~", "."))
    ]
    if not found:
        raise InputError(
            f"{folder}: ingen eksport av «{survey}» her; ventet en fil som ender på {', '.join(SUFFIXES)}.\n"
            "Legg eksporten der, eller lag stedfortredere med: svarbenk synth"
        )
    return tuple(found)


def read_export(path: Path, codebook: Codebook) -> RawExport:
    """Read an export.

    Parameters
    ----------
    path : Path
        An ``.xlsx``, ``.csv`` or ``.sav`` file.
    codebook : Codebook
        Says which columns to expect. Contact columns and unknown columns are never read into memory
        beyond the file's own parsing, and are not in the result.

    Returns
    -------
    RawExport

    Raises
    ------
    InputError
        If the file is missing, empty, damaged, in another encoding than the codebook says, lacks a column
        or has one twice.
    """
    if not path.is_file():
        raise InputError(f"{path}: filen finnes ikke; ventet en eksport av «{codebook.id}»")
    if path.stat().st_size == 0:
        raise InputError(f"{path}: filen er tom (0 byte); ventet en eksport av «{codebook.id}»")
    readers = {".xlsx": _read_xlsx, ".csv": _read_csv, ".sav": _read_sav}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: ukjent filtype «{path.suffix}»; ventet {', '.join(SUFFIXES)}")
    return reader(path, codebook)


def _read_xlsx(path: Path, codebook: Codebook) -> RawExport:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, SyntaxError) as error:
        raise InputError(
            f"{path}: kan ikke leses som Excel-fil ({type(error).__name__}); ventet en hel .xlsx-fil. "
            "Er overføringen avbrutt? Last ned eksporten på nytt."
        ) from None
    name = next((title for title in sheets if title.casefold() == "data"), next(iter(sheets), None))
    table = sheets.get(name) or []
    if not table:
        raise InputError(f"{path}, ark «{name}»: arket er tomt; ventet en rad med overskrifter og en rad per svar")
    labels = next((rows for title, rows in sheets.items() if title.casefold() in {"etiketter", "labels"}), [])
    body = [(number, row) for number, row in enumerate(table[1:], start=2) if any(_filled(cell) for cell in row)]
    return _match(path, name, table[0], body, codebook, _labels_from_sheet(labels), get_column_letter)


def _labels_from_sheet(rows: list[list[Any]]) -> dict[str, dict[str, str]]:
    """Read a labels sheet: a column for the variable, one for the code, one for the label."""
    if not rows:
        return {}
    header = [str(cell or "").strip().casefold() for cell in rows[0]]
    try:
        variable, code = header.index("variabel"), header.index("kode")
        label = header.index("etikett")
    except ValueError:
        return {}
    labels: dict[str, dict[str, str]] = {}
    for row in rows[1:]:
        if len(row) > max(variable, code, label) and _filled(row[code]):
            labels.setdefault(str(row[variable]), {})[_code(row[code])] = str(row[label])
    return labels


def _read_csv(path: Path, codebook: Codebook) -> RawExport:
    rules = codebook.exports.csv
    text = _decode(path, rules.encoding)
    reader = csv.reader(io.StringIO(text), delimiter=rules.separator)
    table = [(reader.line_num, row) for row in reader]
    if not table:
        raise InputError(f"{path}: ingen linjer; ventet en linje med overskrifter og en linje per svar")
    header = table[0][1]
    if len(header) == 1:
        raise InputError(
            f"{path}, linje 1: bare én kolonne; ventet kolonner skilt med «{rules.separator}» (kodebokens exports.csv)"
        )
    body = []
    for number, row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise InputError(f"{path}, linje {number}: {len(row)} felt; ventet {len(header)} som i overskriften")
        body.append((number, row))
    return _match(path, None, header, body, codebook, {}, str)


def _decode(path: Path, encoding: str) -> str:
    raw = path.read_bytes()
    advice = f"ventet {encoding} (kodebokens exports.csv.encoding)"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path}: filen er i UTF-16; {advice}")
    unicode = _is_utf8(raw)
    if encoding.casefold().replace("-", "") in {"utf8", "utf8sig"}:
        if unicode is False:
            raise InputError(f"{path}: filen er ikke gyldig UTF-8; {advice}")
        return raw.decode("utf-8-sig")
    if unicode:
        line = raw[: next(place for place, byte in enumerate(raw) if byte > 127)].count(b"\n") + 1
        raise InputError(f"{path}, linje {line}: filen er i UTF-8; {advice}")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, linje {line}: byte 0x{raw[error.start]:02x} finnes ikke i {encoding}; {advice}"
        ) from None


def _is_utf8(raw: bytes) -> bool | None:
    """Tell whether the bytes are UTF-8 with characters beyond ASCII; None for plain ASCII."""
    if raw.isascii():
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_sav(path: Path, codebook: Codebook) -> RawExport:
    try:
        frame, meta = pyreadstat.read_sav(str(path), apply_value_formats=False)
    except (
        pyreadstat.ReadstatError,
        pyreadstat.PyreadstatError,
        UnicodeDecodeError,
        OSError,
        ValueError,
    ) as error:
        reason = str(error).splitlines()[0][:80]
        raise InputError(f"{path}: kan ikke leses som SPSS-fil ({reason}); ventet en hel .sav-fil") from None
    labels = {
        variable: {_code(code): label for code, label in values.items()}
        for variable, values in meta.variable_value_labels.items()
    }
    cells = frame.astype(object).where(frame.notna(), None)
    body = [(number, list(row)) for number, row in enumerate(cells.itertuples(index=False, name=None), start=1)]
    return _match(path, None, list(frame.columns), body, codebook, labels, str)


def _code(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _squeeze(text: Any) -> str:
    return " ".join(str(text if text is not None else "").split())


def _expected(codebook: Codebook) -> Iterator[tuple[str, Column, bool]]:
    """Give (what it is, column, required) for every column that the codebook knows and wants read."""
    reply = codebook.reply
    yield "svarets id", reply.id, True
    for what, column, required in (
        ("enhet", reply.unit, True),
        ("starttid", reply.started, codebook.cleaning.test_rows != "keep"),
        ("datakilde", reply.provenance, False),
    ):
        if column is not None:
            yield what, column, required
    for question in codebook.asked():
        if question.kind != "multiple":
            yield f"spørsmål {question.id}", question.column(), True


def _match(path, sheet, header, body, codebook: Codebook, labels, position_name) -> RawExport:
    if not body:
        raise InputError(f"{path}: ingen svar under overskriftene; ventet en rad per svar")
    names = [_squeeze(cell) for cell in header]
    where = f"{path.name}" + (f", ark «{sheet}»" if sheet else "")
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if not name:
            continue
        if name in places:
            first, second = position_name(places[name] + 1), position_name(place + 1)
            raise InputError(
                f"{where}: kolonnen «{_short(name)}» finnes to ganger (kolonne {first} og {second}); "
                f"ventet hver kolonne én gang"
            )
        places[name] = place

    def locate(column: Column) -> int | None:
        found = [places[name] for name in dict.fromkeys((column.variable, _squeeze(column.header))) if name in places]
        if len(found) > 1:
            raise InputError(
                f"{where}: både «{column.variable}» og «{_short(column.header)}» finnes; "
                f"de er samme spørsmål, ventet én av dem"
            )
        return found[0] if found else None

    chosen: dict[str, int] = {}
    missing: list[tuple[str, Column]] = []
    for what, column, required in _expected(codebook):
        place = locate(column)
        if place is not None:
            chosen[column.variable] = place
        elif required:
            missing.append((what, column))
    for question in codebook.asked():
        if question.kind != "multiple":
            continue
        joined = locate(question.column())
        options = {column.variable: (locate(column), column) for _, column in question.option_columns()}
        absent = [column for place, column in options.values() if place is None]
        if joined is not None:
            chosen[question.column().variable] = joined
        elif len(absent) == len(options):
            missing.append((f"spørsmål {question.id}", question.column()))
        else:
            missing += [(f"spørsmål {question.id}", column) for column in absent]
            chosen |= {variable: place for variable, (place, _) in options.items() if place is not None}
    if missing:
        what, column = missing[0]
        shown = (
            column.variable
            if column.variable in column.header or _uses_variables(codebook, places)
            else _short(column.header)
        )
        more = f"\nI alt mangler {len(missing)} kolonner." if len(missing) > 1 else ""
        free = [name for name, place in places.items() if place not in chosen.values()]
        close = nearest(shown, free)
        raise InputError(f"{where}: kolonnen «{shown}» mangler ({what}){close}{more}")
    known = {
        each for column in (*codebook.contact, *codebook.ignored) for each in (column.variable, _squeeze(column.header))
    }
    unknown = tuple(name for name, place in places.items() if place not in chosen.values() and name not in known)
    return RawExport(
        path=path,
        sheet=sheet,
        rows=tuple(number for number, _ in body),
        cells={
            variable: [row[place] if place < len(row) else None for _, row in body]
            for variable, place in chosen.items()
        },
        columns={variable: _short(names[place]) for variable, place in chosen.items()},
        value_labels=labels,
        unknown_columns=unknown,
    )


def _uses_variables(codebook: Codebook, places: dict[str, int]) -> bool:
    return codebook.reply.id.variable in places


def _short(name: str, limit: int = 70) -> str:
    return name if len(name) <= limit else f"{name[: limit - 1]}…"
