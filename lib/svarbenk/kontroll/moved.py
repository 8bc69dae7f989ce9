"""Which numbers moved between two builds of a report, block by block, and which sentences they stand in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from svarbenk.documents import (
    BulletList,
    ChapterDocument,
    CountSheet,
    FigureBlock,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
)

_NUMBER = re.compile(r"[<>≤≥]?\s?[−-]?\d[\d\u00a0]*(?:[.,]\d+)*(?:[\u00a0 ]?%)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ0-9«“])")
Kind = Literal["cell", "note", "sentence", "prose"]


@dataclass(frozen=True)
class Moved:
    """A text that is another than before.

    ``kind``: a ``cell`` of a table or a count behind a figure, a ``note`` under one, a ``sentence`` of the prose
    that writes out computed values, or ``prose`` that somebody typed. ``where`` is the block's label, or the
    heading that the sentence stands under; ``row`` and ``column`` name the cell.
    """

    kind: Kind
    where: str
    before: str
    after: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class ChapterChanges:
    """What is new in a chapter: ``moved`` texts, and labels of blocks that were ``added`` and ``removed``.

    ``slug`` and ``title`` name the chapter; ``surveys`` are those that it has numbers of.
    """

    slug: str
    title: str
    moved: tuple[Moved, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    surveys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moved or self.added or self.removed)


def chapter_changes(before: Report, after: Report) -> tuple[ChapterChanges, ...]:
    """Compare the chapters that two builds have in common.

    Parameters
    ----------
    before, after : Report
        The builds, from ``results.json``.

    Returns
    -------
    tuple of ChapterChanges
        Those where something is new, in the order of the later build.
    """
    old = {chapter.slug: chapter for chapter in before.chapters}
    found = (_compared(old[chapter.slug], chapter) for chapter in after.chapters if chapter.slug in old)
    return tuple(each for each in found if each)


def _compared(before: ChapterDocument, after: ChapterDocument) -> ChapterChanges:
    old, new = _labelled(before), _labelled(after)
    moved = [each for label in new if label in old for each in _block_moves(label, old[label], new[label])]
    moved += _prose_moves(before, after)
    surveys = {
        name
        for block in new.values()
        for name in (getattr(block, "survey", ""), *(sheet.survey for sheet in block.sheets))
        if name
    }
    return ChapterChanges(
        after.slug,
        f"{after.number} {after.title}".strip(),
        tuple(moved),
        tuple(label for label in new if label not in old),
        tuple(label for label in old if label not in new),
        tuple(sorted(surveys)),
    )


def _labelled(chapter: ChapterDocument) -> dict[str, TableBlock | FigureBlock]:
    """Return tables and figures by label; a second one of the same label by its place too."""
    found: dict[str, TableBlock | FigureBlock] = {}
    for block in chapter.blocks:
        if isinstance(block, TableBlock | FigureBlock):
            label, number = block.label, 1
            while label in found:
                number += 1
                label = f"{block.label} ({number})"
            found[label] = block
    return found


def _block_moves(label: str, before: TableBlock | FigureBlock, after: TableBlock | FigureBlock) -> Iterator[Moved]:
    if isinstance(before, TableBlock) and isinstance(after, TableBlock):
        yield from _grid_moves(label, _table_cells(before), _table_cells(after))
    else:
        yield from _grid_moves(label, _sheet_cells(before.sheets), _sheet_cells(after.sheets))
    old = (before.caption, *before.notes, before.source)
    new = (after.caption, *after.notes, after.source)
    for left, right in _aligned(old, new):
        if left != right:
            yield Moved("note", label, left, right)


Cells = dict[tuple[str, str], tuple[str, str, str]]
"""(row, column) by id → (row label, column label, text)."""


def _grid_moves(label: str, before: Cells, after: Cells) -> Iterator[Moved]:
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key, ("", "", "")), after.get(key, ("", "", ""))
        if old[2] != new[2]:
            row, column, _ = new if key in after else old
            yield Moved("cell", label, old[2], new[2], row, column)


def _table_cells(block: TableBlock) -> Cells:
    found: Cells = {}
    heading = ""
    columns = [key or name for key, name in _padded(block.column_keys, block.columns)]
    for row in block.rows:
        if row.role == "group":
            heading = row.label.partition(" (")[0]
            found[_free(found, f"§{row.key or heading}", "")] = (row.label, "", row.label)
            continue
        if row.role == "total":
            heading = ""
        told = f"{heading}: {row.label}" if heading else row.label
        name = row.key or told
        for column, header, text in zip(columns, block.columns, row.cells, strict=False):
            found[_free(found, name, column)] = (told, header, text)
    return found


def _sheet_cells(sheets: Sequence[CountSheet]) -> Cells:
    found: Cells = {}
    for sheet in sheets:
        title = f"{sheet.title}: " if len(sheets) > 1 else ""
        sizes = sheet.row_n or (None,) * len(sheet.rows)
        for (key, row), counts, n in zip(_padded(sheet.row_keys, sheet.rows), sheet.counts, sizes, strict=True):
            for (column, header), count in zip(_padded(sheet.column_keys, sheet.columns), counts, strict=True):
                name = f"{sheet.question_id or sheet.title}|{key or row}"
                found[_free(found, name, column or header)] = (f"{title}{row}", header, _counted(count, n))
    return found


def _free(found: Cells, row: str, column: str) -> tuple[str, str]:
    """Return a key that is not taken: rows of the same name are told apart by their order."""
    name, number = row, 1
    while (name, column) in found:
        number += 1
        name = f"{row} ({number})"
    return name, column


def _padded(keys: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(keys or ("",) * len(labels), labels, strict=False)


def _counted(count: float | None, n: float | None) -> str:
    if count is None:
        return ":"
    told = f"{count:,.0f}" if float(count).is_integer() else f"{count:,.2f}"
    told = told.replace(",", "\u00a0").replace(".", ",")
    return f"{told} av {n:.0f}" if n is not None and float(n).is_integer() and n >= count else told


def _prose_moves(before: ChapterDocument, after: ChapterDocument) -> Iterator[Moved]:
    """Give the sentences that are another than before, those with computed values apart from those without."""
    old, new = list(_sentences(before)), list(_sentences(after))
    for left, right in _pairs([each.skeleton for each in old], [each.skeleton for each in new]):
        one = old[left] if left is not None else None
        other = new[right] if right is not None else None
        if one is None or other is None or one.text != other.text:
            some = other or one
            computed = (one is not None and one.computed) or (other is not None and other.computed)
            yield Moved(
                "sentence" if computed else "prose", some.heading, one.text if one else "", other.text if other else ""
            )


@dataclass(frozen=True)
class _Sentence:
    """A sentence, the heading above it, and whether any of it is a computed value."""

    text: str
    heading: str
    computed: bool

    @property
    def skeleton(self) -> str:
        """The sentence without its numbers, to find the same one in another build."""
        return _NUMBER.sub("#", self.text)


def _sentences(chapter: ChapterDocument) -> Iterator[_Sentence]:
    heading = ""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph):
            yield from _split(block.runs, heading)
        elif isinstance(block, BulletList):
            for item in block.items:
                yield from _split(item, heading)


def _split(runs: Sequence[Run], heading: str) -> Iterator[_Sentence]:
    text = "".join(run.text for run in runs)
    marks = [bool(run.value) for run in runs for _ in run.text]
    place = 0
    for part in _SENTENCE_END.split(text):
        start = text.index(part, place)
        place = start + len(part)
        if part.strip():
            yield _Sentence(part, heading, any(marks[start:place]))


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair texts that are the same but for their numbers; one without another stands beside an empty one."""
    skeletons = [[_NUMBER.sub("#", text) for text in texts] for texts in (before, after)]
    for left, right in _pairs(*skeletons):
        yield before[left] if left is not None else "", after[right] if right is not None else ""


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the places of two sequences; replaced ones in turn, as far as they go."""
    for tag, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = list(range(start, stop)), list(range(begin, end))
        if tag == "equal":
            yield from zip(left, right, strict=True)
            continue
        for place in range(max(len(left), len(right))):
            yield left[place] if place < len(left) else None, right[place] if place < len(right) else None
