"""The prose of a built report, read back from its Word document and its pages, with the values that it writes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from docx.oxml.ns import qn

from svarbenk.documents import (
    BulletList,
    ChapterDocument,
    FigureBlock,
    Paragraph,
    Report,
    Run,
    TableBlock,
    Value,
)
from svarbenk.kontroll.built_tables import page_text, squeezed, word_body

_NUMBER = re.compile(r"\d(?:[\d ,.]*\d)?")
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class BuiltText:
    """A paragraph, a point of a list or a note as it stands in a document.

    ``chapter`` is the chapter's name in file names, ``heading`` where the text stands, ``expected`` what was to be
    written, ``text`` what the document has in its place, None where it has nothing. ``values`` are the computed
    values in it with the text that the document has for each, and what follows.
    """

    chapter: str
    heading: str
    expected: str
    text: str | None
    values: tuple[tuple[Value, str, str], ...] = ()


def word_texts(report: Report, file: Path) -> tuple[BuiltText, ...]:
    """Read the prose and the notes of a report back from its Word document.

    Parameters
    ----------
    report : Report
        What was built, from ``results.json``.
    file : Path
        The Word document.

    Raises
    ------
    InputError
        If the document cannot be read.
    """
    lines = _Lines(
        squeezed("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
        for paragraph in word_body(file).iterchildren(qn("w:p"))
    )
    return tuple(text for chapter in report.chapters for text in _read(chapter, lines))


def page_texts(report: Report, folder: Path) -> tuple[BuiltText, ...]:
    """Read the prose and the notes of a report back from its HTML pages.

    Parameters
    ----------
    report : Report
        What was built, from ``results.json``.
    folder : Path
        The build, with a page a chapter in ``kapitler/``.

    Raises
    ------
    InputError
        If a page cannot be read.
    """
    found: list[BuiltText] = []
    for chapter in report.chapters:
        page = _Paragraphs()
        page.feed(page_text(folder / "kapitler" / f"{chapter.slug}.html"))
        found += _read(chapter, _Lines(page.texts))
    return tuple(found)


class _Lines:
    """The paragraphs of a document, gone through from above."""

    def __init__(self, texts):
        self.texts = [text for text in texts if text]
        self.skeletons = [_NUMBER.sub("#", text) for text in self.texts]
        self.place = 0

    def next(self, expected: str) -> str | None:
        """Return the next paragraph that is ``expected`` but for its numbers; what stands before it may be skipped."""
        skeleton = _NUMBER.sub("#", expected)
        for place in range(self.place, len(self.texts)):
            if self.skeletons[place].endswith(skeleton):
                self.place = place + 1
                return self.texts[place]
        return None


def _read(chapter: ChapterDocument, lines: _Lines) -> Iterator[BuiltText]:
    values = {value.name: value for value in chapter.values}
    heading = ""
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            yield _found(chapter.slug, heading, block.runs, lines, values)
        elif isinstance(block, BulletList):
            yield from (_found(chapter.slug, heading, item, lines, values) for item in block.items)
        elif isinstance(block, TableBlock | FigureBlock):
            yield from (_found(chapter.slug, block.label, [Run(text=note)], lines, {}) for note in block.notes)
        else:
            heading = block.text


def _found(chapter: str, heading: str, runs: Sequence[Run], lines: _Lines, values: dict[str, Value]) -> BuiltText:
    expected = squeezed("".join(run.text for run in runs))
    text = lines.next(expected)
    if text is None or not any(run.value in values for run in runs):
        return BuiltText(chapter, heading, expected, text)
    named = [values[run.value] for run in runs if run.value in values]
    marked = squeezed("".join(f"{_OPEN}{run.text}{_CLOSE}" if run.value in values else run.text for run in runs))
    spans = _spans(marked, text, expected)
    told = ((value, text[start:end], text[end:]) for value, (start, end) in zip(named, spans, strict=False))
    return BuiltText(chapter, heading, expected, text, tuple(told))


def _spans(marked: str, text: str, expected: str) -> list[tuple[int, int]]:
    """Return where in a paragraph's ``text`` its values stand; of a paragraph with other numbers by what is between."""
    if text.endswith(expected) and marked.translate({ord(_OPEN): None, ord(_CLOSE): None}) == expected:
        place, spans, start = len(text) - len(expected), [], 0
        for letter in marked:
            if letter == _OPEN:
                start = place
            elif letter == _CLOSE:
                spans.append((start, place))
            else:
                place += 1
        return spans
    pieces = re.split(f"([{_OPEN}{_CLOSE}])", marked)
    pattern = "".join({_OPEN: "(", _CLOSE: ")"}.get(piece) or _any_number(piece) for piece in pieces)
    match = re.search(f"{pattern}$", text)
    return [match.span(place + 1) for place in range(match.re.groups)] if match else []


def _any_number(piece: str) -> str:
    """Return a pattern for a text in which every number may be another."""
    return r"\d(?:[\d ,.]*\d)?".join(re.escape(part) for part in _NUMBER.split(piece))


class _Paragraphs(HTMLParser):
    """The texts of the paragraphs and points of a page's chapter, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._inside: list[str] = []
        self._main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._main = True
        elif tag in {"p", "li"} and self._main:
            self._inside.append(tag)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._main = False
        elif self._inside[-1:] == [tag]:
            self._inside.pop()
            self.texts[-1] = squeezed(self.texts[-1])

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data
