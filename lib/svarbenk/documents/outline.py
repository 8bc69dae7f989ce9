"""Where everything in a report stands: anchors, sheet names, sections, stand-in marks.

The writers share this map so that an entry in a contents list, a bookmark and a sheet carry the same
name in all formats, and so that a report that cannot be laid out is refused before anything is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svarbenk.documents.model import Block, ChapterDocument, FigureBlock, Heading, Report, TableBlock
from svarbenk.errors import InputError

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "è": "e", "ö": "o", "ä": "a", "ü": "u"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_LENGTH = 31  # Excel refuses longer names
_SHEETS_OF_OUR_OWN = {"innhold", "contents", "tall i teksten", "numbers in the text", "history"}


@dataclass(frozen=True)
class Placed:
    """A block with its place: ``anchor`` is empty for prose, ``level`` 0 unless it is a heading.

    ``file`` is the name, without ending, of the files of a table or figure; unique in the report.
    """

    block: Block
    anchor: str = ""
    level: int = 0
    sheet: str = ""
    file: str = ""
    synthetic: bool = False

    @property
    def kind(self) -> str:
        """The kind of the block."""
        return self.block.kind


@dataclass(frozen=True)
class ChapterOutline:
    """A chapter in reading order; ``title`` has its number, ``blocks`` has not the title again."""

    chapter: ChapterDocument
    title: str
    blocks: tuple[Placed, ...]

    @property
    def synthetic(self) -> bool:
        """Whether any table or figure here rests on stand-in data."""
        return any(placed.synthetic for placed in self.blocks)

    @property
    def sections(self) -> tuple[Placed, ...]:
        """The chapter's sections, one level below its title."""
        return tuple(placed for placed in self.blocks if placed.level == 2)

    @property
    def tables(self) -> tuple[Placed, ...]:
        """The chapter's tables."""
        return tuple(placed for placed in self.blocks if placed.kind == "table")

    @property
    def figures(self) -> tuple[Placed, ...]:
        """The chapter's figures."""
        return tuple(placed for placed in self.blocks if placed.kind == "figure")


@dataclass(frozen=True)
class Outline:
    """A report as the writers walk through it."""

    report: Report
    chapters: tuple[ChapterOutline, ...]

    @property
    def synthetic(self) -> bool:
        """Whether anything in the report rests on stand-in data."""
        return any(chapter.synthetic for chapter in self.chapters)

    @property
    def tables(self) -> tuple[tuple[ChapterOutline, Placed], ...]:
        """All tables, each with its chapter."""
        return tuple((chapter, placed) for chapter in self.chapters for placed in chapter.tables)

    @property
    def figures(self) -> tuple[tuple[ChapterOutline, Placed], ...]:
        """All figures, each with its chapter."""
        return tuple((chapter, placed) for chapter in self.chapters for placed in chapter.figures)


def slug(text: str) -> str:
    """Make an ASCII name of a Norwegian label: æ→ae, ø→o, å→a, everything else a hyphen."""
    plain = text.casefold().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "del"


def outline_of(report: Report) -> Outline:
    """Place every block of a report.

    Parameters
    ----------
    report : Report
        The report to lay out.

    Returns
    -------
    Outline
        Its chapters with anchors that are unique in each chapter and sheets unique in the report.

    Raises
    ------
    InputError
        If two chapters want the same file, a title or an alternative text is missing, a table row has not
        one cell for each column, or a text holds signs that no document can.
    """
    _check_signs(report)
    if not report.title.strip():
        raise InputError(f"rapporten {report.slug}: mangler tittel; ventet en")
    chapters = []
    slugs: set[str] = set()
    taken = _Taken(set(), set())
    for chapter in report.chapters:
        if not re.fullmatch(r"[\w-]+", chapter.slug):
            raise InputError(
                f"rapporten {report.slug}: kapittelnavnet «{chapter.slug}» kan ikke være et filnavn; "
                "ventet bokstaver, tall, bindestrek og understrek"
            )
        if chapter.slug.casefold() in slugs:
            raise InputError(f"rapporten {report.slug}: to kapitler heter «{chapter.slug}»; ventet hvert sitt navn")
        slugs.add(chapter.slug.casefold())
        chapters.append(_place_chapter(chapter, taken))
    return Outline(report, tuple(chapters))


def _check_signs(report: Report) -> None:
    """Refuse control characters: they come with pasted answers, and Word calls a file with one damaged."""
    parts = [("rapporten", report.model_dump(exclude={"chapters"}))]
    for chapter in report.chapters:
        parts.append((f"kapittel {chapter.slug}", chapter.model_dump(exclude={"blocks"})))
        parts += [
            (f"kapittel {chapter.slug}, {getattr(block, 'label', block.kind)}", block.model_dump())
            for block in chapter.blocks
        ]
    for place, part in parts:
        for text in _texts(part):
            found = _CONTROL.search(text)
            if found:
                raise InputError(
                    f"{place}: fant styretegnet U+{ord(found[0]):04X} i "
                    f"«{text[max(found.start() - 20, 0) : found.start()]}…»; ventet lesbar tekst"
                )


def _texts(part: object) -> Iterator[str]:
    """Find every text in a dumped model."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list | tuple):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts(inner)


@dataclass(frozen=True)
class _Taken:
    """Names that are given away in the whole report."""

    sheets: set[str]
    files: set[str]


def _place_chapter(chapter: ChapterDocument, taken: _Taken) -> ChapterOutline:
    title = f"{chapter.number} {chapter.title}".strip()
    if not title:
        raise InputError(f"kapittel {chapter.slug}: mangler både nummer og tittel; ventet en av dem")
    anchors: set[str] = set()
    placed = []
    above: list[tuple[int, int]] = [(1, 1)]
    for block in chapter.blocks:
        if isinstance(block, Heading):
            # the writers set the title themselves; a notebook that also displays it must not double it
            repeated = block.level == 1 and block.text.strip() in (title, chapter.title)
            if repeated or not block.text.strip():
                continue
            # a skipped level would be an error in PDF/UA and a puzzle in a screen reader; siblings stay siblings
            own = max(block.level, 2)
            while above[-1][0] >= own:
                above.pop()
            above.append((own, above[-1][1] + 1))
            placed.append(Placed(block, _unique(slug(block.text), anchors), level=above[-1][1]))
        elif isinstance(block, TableBlock | FigureBlock):
            if isinstance(block, TableBlock):
                _check_rows(chapter, block)
            elif not block.alt.strip():
                raise InputError(
                    f"kapittel {chapter.slug}, {block.label}: mangler alternativ tekst; ventet hva den viser"
                )
            synthetic = block.synthetic or any(sheet.synthetic for sheet in block.sheets)
            anchor = _unique(slug(block.label), anchors)
            sheet = _sheet_name(block.label, taken.sheets) if block.sheets else ""
            file = _unique(slug(block.label), taken.files)
            placed.append(Placed(block, anchor, sheet=sheet, file=file, synthetic=synthetic))
        else:
            placed.append(Placed(block))
    return ChapterOutline(chapter, title, tuple(placed))


def _check_rows(chapter: ChapterDocument, table: TableBlock) -> None:
    for row in table.rows:
        expected = 0 if row.role == "group" else len(table.columns)
        if len(row.cells) != expected and any(row.cells):
            raise InputError(
                f"kapittel {chapter.slug}, {table.label}, rad «{row.label}»: {len(row.cells)} celler; ventet {expected}"
            )


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


def _sheet_name(label: str, taken: set[str]) -> str:
    """Make a name that Excel takes: short, without its forbidden signs, unique whatever the case."""
    plain = " ".join(_SHEET_FORBIDDEN.sub(" ", label).split()).strip("'") or "Ark"
    candidate, number = plain[:_SHEET_LENGTH].strip(" '"), 1
    while candidate.casefold() in taken or candidate.casefold() in _SHEETS_OF_OUR_OWN:
        number += 1
        ending = f" ({number})"
        candidate = plain[: _SHEET_LENGTH - len(ending)].strip(" '") + ending
    taken.add(candidate.casefold())
    return candidate
