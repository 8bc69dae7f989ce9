"""A table of values to make reports of, a row each: CSV in, mistakes told by line and column."""

import csv
from dataclasses import dataclass
from pathlib import Path

from svarbenk.errors import InputError


@dataclass(frozen=True)
class ValueTable:
    """A table that was read: its columns, and of each row its line in the file and its cells by column."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_value_table(path: Path, encoding: str = "utf-8") -> ValueTable:
    """Read a CSV file with a line of headings; cells are parted by semicolons, commas or tabs.

    Parameters
    ----------
    path : Path
        The file.
    encoding : str
        How it is saved.

    Raises
    ------
    InputError
        If the file is missing, in another encoding, empty, has a heading twice or a row of another length.
    """
    try:
        text = path.read_text(encoding="utf-8-sig" if encoding.casefold() in {"utf-8", "utf8"} else encoding)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, linje {line}: et tegn er ikke {encoding}; ventet en fil lagret slik, "
            f"eller encoding: windows-1252 ved siden av table"
        ) from None
    except LookupError:
        raise InputError(f"{path}: ukjent encoding «{encoding}»; ventet utf-8 eller windows-1252") from None
    except OSError as error:
        raise InputError(f"{path}: filen kan ikke åpnes ({error.strerror}); ventet en tabell (CSV)") from None
    first = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";,\t", key=first.count))
    headings = [cell.strip() for cell in next(reader, [])]
    if not any(headings):
        raise InputError(f"{path}: tom; ventet overskrifter på første linje og en rad for hver rapport")
    for place, heading in enumerate(headings):
        if not heading:
            raise InputError(f"{path}, linje 1: kolonne {place + 1} har ingen overskrift")
        if heading in headings[:place]:
            raise InputError(f"{path}, linje 1: kolonnen «{heading}» finnes to ganger; ventet ulike overskrifter")
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(headings):
            raise InputError(
                f"{path}, linje {reader.line_num}: {len(cells)} celler; ventet {len(headings)}, som på linje 1"
            )
        rows.append((reader.line_num, {name: cell.strip() for name, cell in zip(headings, cells, strict=True)}))
    if not rows:
        raise InputError(f"{path}: ingen rader; ventet en rad for hver rapport")
    return ValueTable(path, tuple(headings), tuple(rows))
