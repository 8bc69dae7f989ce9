"""Where the prose leads: «tabell 3-1» to the table, a computed number to the counts it was taken from.

The writers walk through ``pieces`` of a paragraph instead of its runs, and make of each piece that leads
somewhere what their format has: a link, a field, a bookmark.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from svarbenk.documents.model import BulletList, Paragraph, Run, Value
from svarbenk.documents.outline import ChapterOutline, Outline, Placed

_KINDS = {
    **dict.fromkeys(("figur", "figuren", "figurene", "figurer", "figure", "figures"), "figure"),
    **dict.fromkeys(("tabell", "tabellen", "tabellene", "tabeller", "table", "tables"), "table"),
    **dict.fromkeys(("vedleggstabell", "vedleggstabellene", "vedleggstabeller"), "table"),
    **dict.fromkeys(("kapittel", "kapitlene", "avsnitt", "avsnittene", "delkapittel"), "heading"),
    **dict.fromkeys(("chapter", "chapters", "section", "sections", "vedlegg", "appendix", "annex"), "heading"),
}
_NUMBER = r"(?:\d+|[A-Z](?![^\W\d_]))(?:[.-]\d+)*"
_REFERENCE = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_KINDS, key=len, reverse=True))})[ \xa0](?P<numbers>{_NUMBER}"
    rf"(?:(?:,| og| and| til| to)[ \xa0]{_NUMBER})*)\b",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER)


@dataclass(frozen=True)
class Target:
    """A place that the prose leads to: a chapter, or a heading, table or figure in it."""

    chapter: ChapterOutline
    placed: Placed | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one style and at most one place that it leads to.

    ``number`` is, for a reference, the part of the text that is the number of the table, figure or section.
    """

    text: str
    run: Run
    target: Target | None = None
    number: str = ""
    value: Value | None = None


@dataclass(frozen=True)
class Traced:
    """A value of a chapter's prose with the table or figure it was taken from; ``near`` is the closest one."""

    value: Value
    target: Target | None
    near: Placed | None


@dataclass
class References:
    """All that the texts of a report can lead to.

    Parameters
    ----------
    outline : Outline
        The report.
    """

    outline: Outline
    _named: dict[tuple[str, str], list[Target]] = field(init=False, default_factory=dict)
    _asked: dict[tuple[str, str], list[Target]] = field(init=False, default_factory=dict)
    _traced: dict[tuple[str, str], Traced] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for chapter in self.outline.chapters:
            self._gather(chapter)
        for chapter in self.outline.chapters:
            for traced in self._trace(chapter):
                self._traced[chapter.chapter.slug, traced.value.name] = traced

    def pieces(self, runs: Iterable[Run], chapter: ChapterOutline) -> Iterator[Piece]:
        """Divide runs where they begin and end to lead somewhere.

        Parameters
        ----------
        runs : iterable of Run
            A paragraph or the item of a list.
        chapter : ChapterOutline
            Where it stands.
        """
        for run in runs:
            traced = self._traced.get((chapter.chapter.slug, run.value)) if run.value else None
            if traced is not None:
                yield Piece(run.text, run, traced.target, value=traced.value)
            elif run.code or run.href:
                yield Piece(run.text, run)
            else:
                yield from self._divided(run, chapter)

    def values(self, chapter: ChapterOutline) -> list[Traced]:
        """Return the computed values of a chapter's prose, in reading order."""
        return [self._traced[chapter.chapter.slug, value.name] for value in chapter.chapter.values]

    def _divided(self, run: Run, chapter: ChapterOutline) -> Iterator[Piece]:
        end = 0
        for found in _REFERENCE.finditer(run.text):
            start = found.start()
            for one in _ONE.finditer(run.text, found.start("numbers"), found.end("numbers")):
                target = self._find(found["word"], one[0], chapter)
                if target is None:
                    continue
                # the word belongs to the first number only: «figurene 4-1 og 4-2»
                begin = start if one.start() == found.start("numbers") else one.start()
                if begin > end:
                    yield Piece(run.text[end:begin], run)
                yield Piece(run.text[begin : one.end()], run, target, number=one[0])
                end = one.end()
        if end < len(run.text) or not run.text:
            yield Piece(run.text[end:], run)

    def _find(self, word: str, number: str, chapter: ChapterOutline) -> Target | None:
        found = self._named.get((_KINDS[word.casefold()], number), [])
        return next((each for each in found if each.chapter is chapter), found[0] if found else None)

    def _gather(self, chapter: ChapterOutline) -> None:
        number = chapter.chapter.number.rstrip(".")
        if number:
            self._named.setdefault(("heading", number.split()[-1]), []).append(Target(chapter))
        for placed in chapter.blocks:
            target = Target(chapter, placed)
            if placed.level:
                opening = placed.block.text.split(" ")[0].rstrip(".")
                if _ONE.fullmatch(opening):
                    self._named.setdefault(("heading", opening), []).append(target)
            elif placed.anchor:
                self._named.setdefault((placed.kind, placed.block.number), []).append(target)
                for asked in questions_of(placed):
                    self._asked.setdefault(asked, []).append(target)

    def _trace(self, chapter: ChapterOutline) -> Iterator[Traced]:
        places = _first_places(chapter)
        standing = {id(placed): place for place, placed in enumerate(chapter.blocks)}
        for value in chapter.chapter.values:
            here = places.get(value.name, 0)
            near = _nearest([placed for placed in chapter.blocks if placed.file], here, standing)
            yield Traced(value, self._source(value, chapter, here, standing), near)

    def _source(self, value: Value, chapter: ChapterOutline, here: int, standing: dict[int, int]) -> Target | None:
        if value.register_table:
            for kind in ("table", "figure"):
                if (kind, value.register_table) in self._named:
                    return self._named[kind, value.register_table][0]
        found = self._asked.get((value.survey, value.question), []) if value.question else []
        inside = [each for each in found if each.chapter is chapter]
        broken_down = [each for each in inside if value.by and value.by in _broken_down_by(each.placed)]
        nearest = _nearest([each.placed for each in broken_down or inside], here, standing)
        if nearest is not None:
            return Target(chapter, nearest)
        # not shown in the chapter: an appendix has every question, so the last chapter that has it
        return found[-1] if found else None


def questions_of(placed: Placed) -> set[tuple[str, str]]:
    """Return the (survey, question) ids that a table or figure shows."""
    block = placed.block
    found = {(sheet.survey, sheet.question_id) for sheet in block.sheets if sheet.question_id}
    if getattr(block, "question", ""):
        found.add((block.survey, block.question))
    return found


def _broken_down_by(placed: Placed) -> set[str]:
    return {sheet.by for sheet in placed.block.sheets}


def _first_places(chapter: ChapterOutline) -> dict[str, int]:
    """Find the block that first writes out each value."""
    places: dict[str, int] = {}
    for place, placed in enumerate(chapter.blocks):
        block = placed.block
        if isinstance(block, Paragraph):
            runs: Iterable[Run] = block.runs
        elif isinstance(block, BulletList):
            runs = (run for item in block.items for run in item)
        else:
            continue
        for run in runs:
            if run.value:
                places.setdefault(run.value, place)
    return places


def _nearest(candidates: list[Placed], here: int, standing: dict[int, int]) -> Placed | None:
    """Choose the first table or figure after a paragraph, or the last one before it; the lead looks ahead."""
    return min(candidates, key=lambda each: _distance(standing[id(each)] - here), default=None)


def _distance(steps: int) -> float:
    return steps if steps >= 0 else -steps + 0.5
