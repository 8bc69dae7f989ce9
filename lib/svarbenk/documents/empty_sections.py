"""Sections that waves or a selection have left nothing in: a line says so, where a heading would stand alone."""

from collections.abc import Sequence
from itertools import zip_longest

from svarbenk.codebook import Language, Text
from svarbenk.documents.model import Block, Heading, Paragraph, Run

_EMPTY = Text(
    nb="I denne delen er det ingen svar å vise for rundene og utvalget som er med.",
    en="This section has no answers to show for these waves and selection.",
)


def empty_sections_told(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Return the blocks of a chapter with a line under each heading that has neither text nor subsection.

    Parameters
    ----------
    blocks : sequence of Block
        In reading order, without the chapter's own title.
    language : str
        «nb» or «en».
    """
    told: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        told.append(block)
        if not isinstance(block, Heading):
            continue
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            told.append(Paragraph(style="note", runs=(Run(text=_EMPTY.to(language)),)))
    return told
