"""The evaluator's own extracts: ``data/raw/register/<figur>.csv`` in, held strictly against their description."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from svarbenk.codebook import DataFolder, nearest, squeeze
from svarbenk.errors import InputError
from svarbenk.register.extract_cells import expected, read_cell
from svarbenk.register.figure_definition import ExtractColumn, ExtractDefinition, FigureDefinition

FOLDER = "register"
"""The folder of the extracts in ``data/raw``, which git ignores."""
PROVENANCE = "datakilde"
"""A column that any extract may have: «syntetisk …» marks stand-in rows, and the figure is marked then."""


@dataclass(frozen=True)
class Extract:
    """An extract that was read: ``frame`` has its columns, and the line of each row as its index."""

    definition: ExtractDefinition
    frame: pd.DataFrame
    synthetic: bool

    @property
    def file(self) -> str:
        """The file's name, without its folder."""
        return self.definition.file

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.frame)


def extract_path(figure: FigureDefinition, data: DataFolder) -> Path | None:
    """Return where the extract of a figure is, or would be; None where it has none.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    data : DataFolder
        The data folder.
    """
    return data.raw(FOLDER) / figure.extract.file if figure.extract else None


def read_extract(figure: FigureDefinition, data: DataFolder) -> Extract | None:
    """Read the extract of a figure; None where there is no such file, or none of its rows is filled in yet.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    data : DataFolder
        The data folder.

    Raises
    ------
    InputError
        If the file cannot be used: its first three mistakes, each with file, row, column, what was found and what
        was expected.
    """
    path = extract_path(figure, data)
    if figure.extract is None or path is None or not path.is_file():
        return None
    table = _table(path)
    header, body = table[0][1], table[1:]
    places = _places(path, header, figure.extract)
    if not body:
        return None
    frame = _frame(path, body, len(header), places, figure.extract)
    synthetic = False
    if PROVENANCE in header:
        at = header.index(PROVENANCE)
        synthetic = any(row[at].strip().casefold().startswith("syntetisk") for _, row in body)
    return Extract(figure.extract, _held(path, frame, figure.extract), synthetic)


def is_unfilled(figure: FigureDefinition, data: DataFolder) -> bool:
    """Tell whether the extract of a figure is there, but has column names only: it is not filled in yet.

    Parameters
    ----------
    figure : FigureDefinition
        The figure.
    data : DataFolder
        The data folder.

    Raises
    ------
    InputError
        If the file is empty or no CSV.
    """
    path = extract_path(figure, data)
    return path is not None and path.is_file() and len(_table(path)) == 1


def template(definition: ExtractDefinition) -> str:
    """Return an extract without rows, ready to be filled in a spreadsheet.

    Parameters
    ----------
    definition : ExtractDefinition
        The extract.
    """
    return ";".join(column.name for column in definition.columns) + "\n"


def _table(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines of a file, each with its number: the first one is the header."""
    raw = path.read_bytes()
    if b"\0" in raw:
        raise InputError(
            f"{path}: nullbyte; filen er i UTF-16 eller ingen tekstfil; ventet CSV i UTF-8 eller Windows-1252"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            raise InputError(
                f"{path}, linje {line}: byte 0x{raw[error.start]:02x} finnes verken i UTF-8 eller Windows-1252"
            ) from None
    first = text.split("\n", 1)[0]
    separator = ";" if ";" in first else ","
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        found = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise InputError(f'{path}: anførselstegnene går ikke opp; ventet «"…"» rundt hele feltet') from None
    if not found:
        raise InputError(f"{path}: tom; ventet en linje med kolonnenavn og minst én rad")
    number, header = found[0]
    return [(number, [squeeze(name).casefold() for name in header]), *found[1:]]


def _places(path: Path, header: list[str], definition: ExtractDefinition) -> dict[str, int]:
    """Return where each described column stands; every column of the file must be described."""
    wanted = [column.name for column in definition.columns]
    missing = [name for name in wanted if name not in header]
    unknown = [name for name in header if name not in {*wanted, PROVENANCE}]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing or unknown or twice:
        found = [f"mangler {', '.join(missing)}"] if missing else []
        found += [f"ukjent: {', '.join(f'«{name}»{nearest(name, missing)}' for name in unknown)}"] if unknown else []
        found += [f"to ganger: {', '.join(twice)}"] if twice else []
        raise InputError(f"{path}, linje 1: kolonner {'; '.join(found)}.\nVentet {';'.join(wanted)}")
    return {name: header.index(name) for name in wanted}


def _frame(
    path: Path, body: list[tuple[int, list[str]]], width: int, places: dict[str, int], definition: ExtractDefinition
) -> pd.DataFrame:
    told: list[str] = []
    values: dict[str, list] = {column.name: [] for column in definition.columns}
    for line, row in body:
        if len(row) != width:
            told.append(f"{path}, linje {line}: {len(row)} felt; ventet {width} som i overskriften")
            continue
        for column in definition.columns:
            try:
                values[column.name].append(read_cell(row[places[column.name]], column))
            except InputError as error:
                told.append(f"{path}, linje {line}, kolonne «{column.name}»: {error}")
    if told:
        more = f"\n… og {len(told) - 3} til" if len(told) > 3 else ""
        raise InputError("\n".join(told[:3]) + more)
    frame = pd.DataFrame(values, index=pd.Index([line for line, _ in body], name="linje"))
    return frame.astype({column.name: "float64" for column in definition.columns if column.is_number})


def _held(path: Path, frame: pd.DataFrame, definition: ExtractDefinition) -> pd.DataFrame:
    """Hold a frame against ranges, and see that no two rows speak of the same."""
    columns = {
        column.name: pa.Column(checks=_limits(column), nullable=column.blank, required=True)
        for column in definition.columns
    }
    try:
        pa.DataFrameSchema(columns, strict=True).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.dropna(subset=["index"]).sort_values("index")
        told = []
        for case in cases.head(3).itertuples():
            column = definition.column(str(case.column))
            told.append(
                f"{path}, linje {int(case.index)}, kolonne «{column.name}»: fant {_plain(case.failure_case)}; "
                f"ventet {expected(column)}{_between(column)}"
            )
        raise InputError("\n".join(told)) from None
    keys = [definition.x, *([definition.group] if definition.group else [])]
    if not definition.one:
        again = frame.duplicated([definition.x] if definition.listed else keys)
        if again.any():
            line = int(again.idxmax())
            same = " og ".join(f"«{name}»" for name in ([definition.x] if definition.listed else keys))
            raise InputError(f"{path}, linje {line}: samme {same} som en rad over; ventet {definition.rows.nb} per rad")
    return frame


def _limits(column: ExtractColumn) -> list[pa.Check]:
    checks = [pa.Check.ge(column.low)] if column.low is not None else []
    return checks + ([pa.Check.le(column.high)] if column.high is not None else [])


def _between(column: ExtractColumn) -> str:
    ends = [(f"minst {_plain(column.low)}", column.low), (f"høyst {_plain(column.high)}", column.high)]
    told = [words for words, end in ends if end is not None]
    return f" ({' og '.join(told)})" if told else ""


def _plain(value: object) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)
