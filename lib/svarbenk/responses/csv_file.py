"""CSV exports: encoding and separator as the codebook says; a file that is written otherwise is refused."""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.coded import gather_rows
from svarbenk.responses.raw_export import Grid, is_filled


def read_csv(path: Path, codebook: Codebook) -> Grid:
    """Read a CSV file.

    Parameters
    ----------
    path : Path
        The file.
    codebook : Codebook
        Says the encoding and the separator.

    Raises
    ------
    InputError
        If the encoding or the separator is another, a line has too few or too many fields, or a quotation
        mark is never closed.
    """
    rules = codebook.exports.csv
    table = _lines(path, _checked(path, rules.encoding), rules.encoding, rules.separator)
    header = next(table, (1, []))[1]
    if not header:
        raise InputError(f"{path}: ingen linjer; ventet en linje med overskrifter og en linje per svar")
    if len(header) == 1:
        raise InputError(
            f"{path}, linje 1: bare én kolonne; ventet kolonner skilt med «{rules.separator}» "
            "(kodebokens exports.csv.separator)"
        )
    return Grid(path, None, header, partial(gather_rows, _body(path, table, len(header), rules.separator)))


def _body(
    path: Path, table: Iterator[tuple[int, list[str]]], width: int, separator: str
) -> Iterator[tuple[int, list[str]]]:
    for number, row in table:
        if not any(map(is_filled, row)):
            continue
        if len(row) < width or any(map(is_filled, row[width:])):
            raise InputError(
                f"{path}, linje {number}: {len(row)} felt; ventet {width} som i overskriften.\n"
                f"Er fila avkortet, eller står det et «{separator}» i et svar uten anførselstegn rundt?"
            )
        yield number, row


def _lines(path: Path, raw: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the records of a file, each with the number of its first line."""
    text = io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig" if _is_unicode(encoding) else encoding, newline="")
    reader = csv.reader(text, delimiter=separator, strict=True)
    first = 1
    try:
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error:
        raise InputError(
            f'{path}, linje {first}: anførselstegnene går ikke opp; ventet "…" rundt hele feltet, og "" inni det'
        ) from None


def _is_unicode(encoding: str) -> bool:
    return codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}


def _checked(path: Path, encoding: str) -> bytes:
    """Return the bytes of a file that is in the encoding it should be in."""
    raw = path.read_bytes()
    advice = f"ventet {encoding} (kodebokens exports.csv.encoding)"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"{path}: filen er i UTF-16; {advice}")
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        raise InputError(f"{path}, linje {line}: nullbyte; filen er i UTF-16 eller ingen tekstfil; {advice}")
    unicode = _is_utf8(raw)
    if _is_unicode(encoding):
        if unicode is False:
            raise InputError(f"{path}: filen er ikke gyldig UTF-8; {advice}")
        return raw
    if unicode:
        line = raw[: next(place for place, byte in enumerate(raw) if byte > 127)].count(b"\n") + 1
        raise InputError(
            f"{path}, linje {line}: filen er i UTF-8; {advice}.\n"
            "Er det slik verktøyet skriver, sett i kodeboken: exports: {csv: {encoding: utf-8}}"
        )
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, linje {line}: byte 0x{raw[error.start]:02x} finnes ikke i {encoding}; {advice}"
        ) from None
    return raw


def _is_utf8(raw: bytes) -> bool | None:
    """Tell whether the bytes are UTF-8 with characters beyond ASCII; None for plain ASCII."""
    if raw.isascii():
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
