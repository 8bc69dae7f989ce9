"""The results model: what a chapter computed, as data, before it is HTML, Word, PDF or Excel.

Every number in it has already been computed and worded; the writers only lay it out, so that the four
formats cannot disagree. A block is also what a notebook cell displays: its JSON travels in the executed
notebook under ``MIME``, where the build finds it again.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MIME = "application/vnd.svarbenk.block+json"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Run(_Part):
    """A stretch of text in one style; ``value`` names the computed value that it writes out, if it does."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str | None = None
    value: str = ""


class Heading(_Part):
    """A heading; level 1 is the chapter's own title, 2 and below its sections."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=5)
    text: str


class Paragraph(_Part):
    """A paragraph of prose: ``body``, a ``quote``, a ``note`` (small print) or a ``lead`` (the opening summary)."""

    kind: Literal["paragraph"] = "paragraph"
    style: Literal["body", "quote", "note", "lead"] = "body"
    runs: tuple[Run, ...]


class BulletList(_Part):
    """A list, bulleted or numbered; each item is a sequence of runs. A ``lead`` is the opening summary of a chapter."""

    kind: Literal["list"] = "list"
    ordered: bool = False
    style: Literal["body", "lead"] = "body"
    items: tuple[tuple[Run, ...], ...]


class CountSheet(_Part):
    """The counts behind a table or figure, as they go into the Excel file.

    ``counts[i][j]`` belongs to ``rows[i]`` and ``columns[j]``; ``None`` is a suppressed cell. ``row_n`` is
    the base of each row, in ``unit``. ``test`` is the worded result of the test on this table, if any.
    ``survey``, ``question_id``, ``by`` (the background or «runde»), ``row_keys`` and ``column_keys`` are ids where
    there are any. ``chart`` is how a figure of the counts is drawn: «stacked» are 100 % bars, «clustered» bars side
    by side, «line», «column», «column_stacked» and «column_share» run over time; empty for none.
    """

    title: str
    row_header: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]
    percent: tuple[tuple[float | None, ...], ...] | None = None
    row_n: tuple[float | None, ...] | None = None
    unit: str
    base: str
    source: str
    question: str = ""
    test: str | None = None
    synthetic: bool = False
    survey: str = ""
    question_id: str = ""
    by: str = ""
    row_keys: tuple[str, ...] = ()
    column_keys: tuple[str, ...] = ()
    chart: Literal["", "stacked", "clustered", "line", "column", "column_stacked", "column_share"] = ""


class TableRow(_Part):
    """A row of a printed table: its label and its cells as worded text.

    ``total`` is the row for everybody, ``group`` a spanning sub-heading such as «Sentralitet (p = 0,361)»
    whose cells are empty, ``data`` an ordinary row (indented under its group). ``key`` says in ids whom the row
    is of («runde=IV,driftsform=fastlonn»); «» is everybody.
    """

    role: Literal["total", "group", "data"] = "data"
    label: str
    cells: tuple[str, ...] = ()
    key: str = ""


class TableBlock(_Part):
    """A numbered table with caption, notes and the counts behind it.

    ``label`` is the word and number («Tabell 10.2»), ``caption`` the title without them. ``columns`` are the
    headers of the cells; ``stub`` is the header over the row labels. ``survey``, ``question`` and ``column_keys``
    are the ids of what is shown, ``column_keys`` those of the categories and merges, one a column where there are any.
    """

    kind: Literal["table"] = "table"
    label: str
    number: str
    caption: str
    stub: str = ""
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    synthetic: bool = False
    sheets: tuple[CountSheet, ...] = ()
    survey: str = ""
    question: str = ""
    column_keys: tuple[str, ...] = ()


class FigureBlock(_Part):
    """A numbered figure with caption, alternative text, both renderings and the counts behind it.

    ``svg`` goes into HTML, PDF; ``png`` (base64, 200 dpi) into Word; both are empty in what is read back from a
    build. ``width_mm`` is the width on paper.
    """

    kind: Literal["figure"] = "figure"
    label: str
    number: str
    caption: str
    alt: str
    svg: str = ""
    png: str = ""
    width_mm: float = 160
    notes: tuple[str, ...] = ()
    source: str = ""
    synthetic: bool = False
    sheets: tuple[CountSheet, ...] = ()


Block = Annotated[
    Heading | Paragraph | BulletList | TableBlock | FigureBlock,
    Field(discriminator="kind"),
]


class Value(_Part):
    """A computed value that the prose of a chapter writes out.

    ``name`` is what runs call it and is unique in the chapter; ``text`` is how it was written, ``number`` the exact
    number where it is one. ``survey``, ``question``, ``by``, ``row`` and ``category`` are the ids of the table it was
    taken from, ``register_table`` the number of a register table, as far as they are known; ``source`` tells in
    words where a number was printed that stands in no table.
    """

    name: str
    text: str
    number: float | None = None
    survey: str = ""
    question: str = ""
    by: str = ""
    row: str = ""
    category: str = ""
    register_table: str = ""
    source: str = ""


class ChapterDocument(_Part):
    """One chapter: its name in file names, number, title and blocks in reading order.

    ``values`` are the computed values that its prose writes out, in reading order.
    """

    slug: str
    number: str
    title: str
    language: Literal["nb", "en"] = "nb"
    blocks: tuple[Block, ...]
    values: tuple[Value, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether any table or figure of the chapter rests on stand-in data."""
        return any(getattr(block, "synthetic", False) for block in self.blocks)


class Report(_Part):
    """A whole report: what the four writers take.

    ``protection`` is the worded statement of the disclosure threshold. ``facts`` are the lines of the
    colophon: (label, value) pairs such as input files and versions. ``method`` tells in a few paragraphs how the
    numbers were made.
    """

    slug: str
    title: str
    subtitle: str = ""
    language: Literal["nb", "en"] = "nb"
    date: str
    protection: str
    chapters: tuple[ChapterDocument, ...]
    facts: tuple[tuple[str, str], ...] = ()
    method: tuple[str, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether any chapter rests on stand-in data."""
        return any(chapter.synthetic for chapter in self.chapters)
