"""A paragraph's text as HTML: styles, links, references to tables, and numbers that lead to their counts."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from svarbenk.documents.model import Run, Value
from svarbenk.documents.outline import ChapterOutline, slug
from svarbenk.documents.references import Piece, References, Target

# «1 341», «62,5 %», «0,001»; not the years that sentences about change are full of
_UNIT = r"(?:[\xa0 ]?%|[\xa0 ](?:prosentpoeng|prosent|percentage points|per cent))"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?!(?:19|20)\d\d(?![\d\xa0,.]?\d|{_UNIT}))[−±]?\d+(?:\xa0\d{{3}})*(?:[.,]\d+)*{_UNIT}?(?![\w-])"
)
_QUOTED = re.compile(r"(«[^»]*»|“[^”]*”)")
_SHORT = 24  # characters: «47 av 78 (60 %)» is one link, a sentence has one for each of its numbers


def inline_html(runs: Sequence[Run], chapter: ChapterOutline | None, references: References | None) -> Markup:
    """Set a paragraph's runs.

    Parameters
    ----------
    runs : sequence of Run
        The paragraph.
    chapter : ChapterOutline, optional
        Where it stands.
    references : References, optional
        Where its parts lead; nowhere in a notebook's cell, where there is no report yet.
    """
    if references is None or chapter is None:
        pieces = (Piece(run.text, run) for run in runs)
    else:
        pieces = references.pieces(runs, chapter)
    return Markup("").join(_styled(piece, chapter) for piece in pieces)


def address(target: Target, chapter: ChapterOutline, *, counts: bool = False) -> str:
    """Return the link from a chapter's page to a target.

    Parameters
    ----------
    target : Target
        Where to.
    chapter : ChapterOutline
        The page that the link stands on.
    counts : bool
        Whether to lead to what is behind a figure instead of to the figure.
    """
    page = "" if target.chapter is chapter else f"{target.chapter.chapter.slug}.html"
    if target.placed is None:
        return f"{page}#innhold"
    place = target.placed.anchor
    return f"{page}#{place}-tall" if counts and target.placed.kind == "figure" else f"{page}#{place}"


def value_anchor(value: Value) -> str:
    """Return the id of a value's line in the list of the chapter's numbers."""
    return f"tall-{slug(value.name)}"


def has_number(text: str) -> bool:
    """Tell whether a computed value writes out a number; many are words, such as names of groups."""
    return any(True for _ in _numbers(text))


def _styled(piece: Piece, chapter: ChapterOutline | None) -> Markup:
    run = piece.run
    text = escape(piece.text)
    if piece.value is not None and chapter is not None:
        text = _traced(piece, chapter)
    elif piece.target is not None and chapter is not None:
        text = Markup('<a class="ref" href="{}">{}</a>').format(address(piece.target, chapter), piece.text)
    for on, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        if on:
            text = Markup("<{0}>{1}</{0}>").format(Markup(tag), text)
    return Markup('<a href="{}">{}</a>').format(run.href, text) if run.href else text


def _traced(piece: Piece, chapter: ChapterOutline) -> Markup:
    """Make the numbers of a computed value links to what they were taken from."""
    text, value = piece.text, piece.value
    spans = list(_numbers(text))
    if spans and len(text) <= _SHORT:
        spans = [(0, len(text))]
    where = address(piece.target, chapter, counts=True) if piece.target else f"#{value_anchor(value)}"
    told = ""
    if piece.target and piece.target.placed:
        told = piece.target.placed.block.label
    written, end = [], 0
    for place, (start, stop) in enumerate(spans):
        written.append(escape(text[end:start]))
        # one stop for the keyboard: all numbers of a sentence lead to the same table
        aside = Markup(' tabindex="-1"') if place else Markup("")
        title = Markup(' title="{}"').format(told) if told else Markup("")
        written.append(
            Markup('<a class="tall" data-value="{}" href="{}"{}{}>{}</a>').format(
                value.name, where, title, aside, text[start:stop]
            )
        )
        end = stop
    return Markup("").join([*written, escape(text[end:])])


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Find the numbers of a text that are findings: not years, and not parts of a quoted answer."""
    place = 0
    for index, part in enumerate(_QUOTED.split(text)):
        if index % 2 == 0:
            for found in _NUMBER.finditer(part):
                yield place + found.start(), place + found.end()
        place += len(part)
