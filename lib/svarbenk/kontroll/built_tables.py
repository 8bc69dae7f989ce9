"""Tables of a built report, read back from its Word document and its pages.

Which table is which, and what its rows and columns are of, is told by ``results.json``; what stands in the cells is
read from the two documents alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from svarbenk.documents import ChapterDocument, Report, TableBlock
from svarbenk.errors import InputError

Grid = list[list[str]]
"""The texts of a table's rows, the label first, without its header."""


@dataclass(frozen=True)
class BuiltTable:
    """A table as it stands in a document: ``rows`` are the texts of each row of ``block``, the label first.

    ``chapter`` is the name of the chapter in file names.
    """

    chapter: str
    block: TableBlock
    rows: tuple[tuple[str, ...], ...]

    @property
    def place(self) -> str:
        """Chapter and label, for messages."""
        return f"{self.chapter}, {self.block.label}"


def word_tables(report: Report, file: Path) -> tuple[BuiltTable, ...]:
    """Read the tables of a report back from its Word document.

    Parameters
    ----------
    report : Report
        What was built, from ``results.json``.
    file : Path
        The Word document.

    Raises
    ------
    InputError
        If the document cannot be read, or a table of the report does not stand in it.
    """
    found = [(_caption(table), _word_rows(table)) for table in word_body(file).iter(qn("w:tbl"))]
    wanted = [(chapter.slug, block) for chapter in report.chapters for block in _blocks(chapter)]
    return tuple(_matched(wanted, found, file.name))


def page_tables(report: Report, folder: Path) -> tuple[BuiltTable, ...]:
    """Read the tables of a report back from its HTML pages.

    Parameters
    ----------
    report : Report
        What was built, from ``results.json``.
    folder : Path
        The build, with a page a chapter in ``kapitler/``.

    Raises
    ------
    InputError
        If a page cannot be read, or a table of the report does not stand on it.
    """
    tables: list[BuiltTable] = []
    for chapter in report.chapters:
        wanted = [(chapter.slug, block) for block in _blocks(chapter)]
        if not wanted:
            continue
        file = folder / "kapitler" / f"{chapter.slug}.html"
        page = _Page()
        page.feed(page_text(file))
        tables += _matched(wanted, page.tables, f"kapitler/{file.name}")
    return tuple(tables)


def word_body(file: Path):
    """Return the body of a Word document.

    Parameters
    ----------
    file : Path
        The document.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return Document(str(file)).element.body
    except Exception:  # python-docx lets whatever is wrong with a file through, also what zipfile and lxml raise
        raise InputError(f"{file}: kan ikke leses som Word-dokument; ventet rapporten slik den ble bygget") from None


def page_text(file: Path) -> str:
    """Return the source of a page.

    Parameters
    ----------
    file : Path
        The page.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{file}: kan ikke leses; ventet kapitlets side") from None


def squeezed(text: str) -> str:
    """Return ``text`` with every run of blanks, hard ones too, as one blank; soft hyphens gone."""
    return " ".join(text.replace("\u00ad", "").split())


def _blocks(chapter: ChapterDocument) -> Iterator[TableBlock]:
    return (block for block in chapter.blocks if isinstance(block, TableBlock))


def _matched(wanted: list[tuple[str, TableBlock]], found: list[tuple[str, Grid]], where: str) -> Iterator[BuiltTable]:
    """Pair the report's tables with those of a document: in order, by their labels and number of rows."""
    place = 0
    for chapter, block in wanted:
        label = squeezed(block.label)
        while place < len(found) and found[place][0] != label:
            place += 1
        if place == len(found):
            raise InputError(f"{where}: {block.label} er ikke der; ventet tabellen i kapittel {chapter}")
        rows = found[place][1]
        if len(rows) != len(block.rows):
            raise InputError(f"{where}, {block.label}: fant {len(rows)} rader; ventet {len(block.rows)}")
        yield BuiltTable(chapter, block, tuple(map(tuple, rows)))
        place += 1


def _caption(table) -> str:
    """Return the label that the writer gives the table as its title."""
    caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    return "" if caption is None else squeezed(caption.get(qn("w:val")) or "")


def _word_rows(table) -> Grid:
    rows = []
    for row in table.iterchildren(qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
            continue
        cells = row.iterchildren(qn("w:tc"))
        rows.append([squeezed("".join(text.text or "" for text in cell.iter(qn("w:t")))) for cell in cells])
    return rows


class _Page(HTMLParser):
    """The tables of a page with the label in their caption; header rows are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, Grid]] = []
        self._inside: list[str] = []
        self._label = ""
        self._caption = ""
        self._rows: Grid = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._label, self._caption, self._rows = "", "", []
        if tag in {"table", "caption", "thead", "tr"}:
            self._inside.append(tag)
        if "thead" in self._inside:
            return
        if tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._inside.append(tag)
            self._rows[-1].append("")
        elif tag == "span" and "caption" in self._inside and "label" in dict(attrs).get("class", "").split():
            self._inside.append("label")

    def handle_endtag(self, tag: str) -> None:
        ended = "label" if tag == "span" and self._inside[-1:] == ["label"] else tag
        if ended in self._inside:
            while self._inside.pop() != ended:
                pass
        if tag == "table":
            self.tables.append((squeezed(self._label).rstrip("."), [list(map(squeezed, row)) for row in self._rows]))

    def handle_data(self, data: str) -> None:
        if self._inside[-1:] == ["label"]:
            self._label += data
        elif self._inside[-1:] in (["td"], ["th"]):
            self._rows[-1][-1] += data
