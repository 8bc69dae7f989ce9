"""A pasted text as lines of cells: from Excel, with tabs, from a file with semicolons, or typed with spaces."""

import re
from dataclasses import dataclass

from svarbenk.apps.calculator_numbers import read_cell

MOST_CHARACTERS, MOST_LINES, MOST_CELLS = 20_000, 100, 30

_PER_CENT = re.compile(r"(?<=\d) +(?=%|prosent\b|pst\b)")
_N = re.compile(r"(?<=[nN]) *= *(?=\d)")
_BRACKET = re.compile(r"(?<=[\d%]) +(?=\([\d.,]+ ?%?\))")
_OF = re.compile(r"(?<=\d) +(?:av|of) +(?=\d)")
_RULE = re.compile(r"[\s|:+]*[-=–—]{2,}[\s|:+=–—-]*")
_LABELLED = re.compile(r"\(?\s*\b[nN]\s*=\s*[\d\u00a0\u202f .,]+\)?\s*$")


@dataclass(frozen=True)
class Line:
    """A line that is not empty: its number in the text, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


def split_lines(text: str) -> list[Line]:
    """Split a text into lines of cells; empty lines are left out.

    Parameters
    ----------
    text : str
        What was pasted.
    """
    written = [
        (number, line.replace("\ufeff", ""))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not _RULE.fullmatch(line)
    ]
    lines = [line for _, line in written]
    if any("\t" in line for line in lines):
        cells = [line.split("\t") for line in lines]
    elif any(";" in line for line in lines):
        cells = [line.split(";") for line in lines]
    elif lines and all("|" in line for line in lines):
        cells = [line.strip().strip("|").split("|") for line in lines]
    elif _by_comma(lines):
        cells = [line.split(",") for line in lines]
    elif lines and all(re.search(r"\S {2,}\S", line) for line in lines):
        cells = [re.split(r" {2,}", line.strip()) for line in lines]
    else:
        cells = _typed(lines)
    return [
        Line(number, tuple(cell.strip().strip('"').strip() for cell in row))
        for (number, _), row in zip(written, _trimmed(cells), strict=True)
    ]


def _by_comma(lines: list[str]) -> bool:
    """Tell whether commas part the cells: as many in each line, no blanks between numbers, and no decimals."""
    rows = [line.split(",") for line in lines]
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) < 3:
        return False
    return not any(re.search(r"\d\s+\d", line) for line in lines)


def _typed(lines: list[str]) -> list[list[str]]:
    """Split lines at blanks: the numbers at the end, as many as the line with fewest has, and what stands before."""
    parts = [_pieces(line) for line in lines]
    ends = [_numbers_at_end(each) for each in parts]
    numbered = [end for end in ends if end]
    if not numbered:
        return [[line.strip()] for line in lines]
    width = min(numbered)
    rows = _rows(parts, ends, width)
    labels = {row[0] for row, end in zip(rows, ends, strict=True) if end}
    if width > 1 and len(labels) == 1 and len(numbered) > 1 and labels != {""}:
        # «Nivå 3 12 45» and «Nivå 4 10 20»: the first number is part of the name
        rows = _rows(parts, ends, width - 1)
    if all(row[0] == "" for row, end in zip(rows, ends, strict=True) if end):
        rows = [row[1:] if len(row) > 1 and not row[0] else row for row in rows]
    return rows


def _rows(parts: list[list[str]], ends: list[int], width: int) -> list[list[str]]:
    rows = []
    for each, end in zip(parts, ends, strict=True):
        if end == len(each) > width and not re.fullmatch(r"(?:19|20)\d\d", each[0]):
            rows.append(["", *each])
        elif end:
            rows.append([" ".join(each[:-width]).rstrip(" :"), *each[-width:]])
        elif len(each) in (width, width + 1):
            rows.append([""] * (width + 1 - len(each)) + each)
        else:
            # a title, or a heading whose names have blanks in them: which is whose cannot be told
            rows.append([" ".join(each)])
    return rows


def _pieces(line: str) -> list[str]:
    tail = ""
    if found := _LABELLED.search(line):
        # «Nord 12 45 (n = 57)» keeps its n, and «Nord (n = 57) 12 45» has it in the name
        line, tail = line[: found.start()], re.sub(r"[()\s]", "", found[0])
    for pattern, instead in ((_PER_CENT, ""), (_N, "="), (_BRACKET, ""), (_OF, "/")):
        line = pattern.sub(instead, line)
    pieces = [piece.rstrip(",") for piece in re.split(r"[ ]+", line.strip()) if piece.rstrip(",")]
    return [*pieces, tail] if tail else pieces


def _numbers_at_end(pieces: list[str]) -> int:
    found = 0
    for piece in reversed(pieces):
        if read_cell(piece) is None and not re.fullmatch(r"[-–−]\d\S*|[-–—:.]", piece):
            break
        found += 1
    return found


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Leave out columns that are empty in every line."""
    width = max(map(len, rows), default=0)
    used = [place for place in range(width) if any(place < len(row) and row[place].strip() for row in rows)]
    return [[row[place] for place in used if place < len(row)] for row in rows]
