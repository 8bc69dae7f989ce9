"""One block as HTML, for the output of a notebook cell."""

from functools import cache

from jinja2 import Template

from svarbenk.documents.html import environment
from svarbenk.documents.labels import labels_for
from svarbenk.documents.model import Block, ChapterDocument, Report
from svarbenk.documents.outline import outline_of

_FRAGMENT = (
    "{% import 'blocks.html' as blocks with context %}"
    "{% for each in placed %}{{ blocks.any(each, labels, none, 0) }}{% endfor %}"
)


def block_html(block: Block, language: str = "nb") -> str:
    """Return a block as a fragment of HTML, set as in the report but without its style sheet.

    Parameters
    ----------
    block : Block
        A table, figure, heading, paragraph or list.
    language : str
        «nb» or «en».

    Raises
    ------
    InputError
        If the block cannot be laid out.
    """
    chapter = ChapterDocument(slug="celle", number="", title="celle", language=language, blocks=(block,))
    report = Report(slug="celle", title="celle", language=language, date="", protection="", chapters=(chapter,))
    placed = outline_of(report).chapters[0].blocks
    return _template().render(placed=placed, labels=labels_for(language))


@cache
def _template() -> Template:
    """Return the template of a fragment: compiling it takes far longer than filling it in."""
    return environment().from_string(_FRAGMENT)
