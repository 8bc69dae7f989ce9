"""An evaluator's markdown, read into blocks.

What a computation put into the text is marked by ``marked_value`` and becomes runs that know its name. Only what
all four formats can carry is let through; anything else is refused by name and line, so that no part of a text is
lost on the way to one of them.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from svarbenk.documents.model import Block, BulletList, Heading, Paragraph, Run
from svarbenk.errors import InputError

# html and tables are switched on to be recognised, and then refused, instead of being printed as signs
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")

_REFUSED = {
    "image": "et bilde",
    "html_inline": "HTML",
    "html_block": "HTML",
    "table_open": "en tabell",
    "fence": "en kodeblokk",
    "code_block": "en innrykket kodeblokk",
    "hr": "en vannrett strek",
}
_NAMES = {
    "bullet_list_open": "en punktliste",
    "ordered_list_open": "en nummerert liste",
    "heading_open": "en overskrift",
    "blockquote_open": "et sitat",
}
_INSTEAD = {
    "image": "figurer kommer fra tabellens figure()",
    "table_open": "tabeller kommer fra undersøkelsens table()",
}
_ALLOWED = "ventet overskrifter, avsnitt, fet, kursiv, kode, lenker, lister og sitater"
_MARKS = {"strong": "bold", "em": "italic"}
# signs that no text has: they stand around a computed value and its name until the text is divided into runs
_OPEN, _NAMED, _CLOSE = "\ue000", "\ue001", "\ue002"
_SIGNS = re.compile(f"{_OPEN}([^{_NAMED}]*){_NAMED}|({_CLOSE})")
VALUE_BEGINS = f"(?:{_OPEN}[^{_NAMED}]*{_NAMED})?"
"""What may stand before the first sign of a sentence, as a regular expression."""
VALUE_ENDS = _CLOSE


def marked_value(name: str, text: str) -> str:
    """Mark what a computation put into a text, so that ``blocks_from_markdown`` can tell it.

    Parameters
    ----------
    name : str
        The value's name.
    text : str
        How it is written; nothing is marked where it is empty.
    """
    return f"{_OPEN}{name}{_NAMED}{text}{_CLOSE}" if text.strip() else text


def blocks_from_markdown(text: str) -> tuple[Block, ...]:
    """Read markdown into blocks; line breaks inside a paragraph become spaces.

    Parameters
    ----------
    text : str
        CommonMark with headings, paragraphs, bold, italic, code, links, lists and quotations.

    Returns
    -------
    tuple of Block
        The blocks in reading order.

    Raises
    ------
    InputError
        If the text holds what a report cannot carry; the message names it and its line.
    """
    tokens = _MARKDOWN.parse(text)
    blocks: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = _end(tokens, index)
        inside = tokens[index + 1 : end]
        if token.type == "heading_open":
            blocks.append(_heading(token, inside[0]))
        elif token.type == "paragraph_open":
            blocks.append(Paragraph(runs=_runs(inside[0])))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(_list(token, inside))
        elif token.type == "blockquote_open":
            blocks.extend(Paragraph(style="quote", runs=runs) for runs in _paragraphs(inside, "et sitat"))
        else:
            raise _refusal(token)
        index = end + 1
    return tuple(blocks)


def runs_from_markdown(text: str) -> tuple[Run, ...]:
    """Read one paragraph of markdown into runs.

    Parameters
    ----------
    text : str
        A paragraph with bold, italic, code and links.

    Returns
    -------
    tuple of Run
        Its runs; none if the text is empty.

    Raises
    ------
    InputError
        If the text is more than one paragraph or holds what a report cannot carry.
    """
    blocks = blocks_from_markdown(text)
    if not blocks:
        return ()
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph) or blocks[0].style != "body":
        raise InputError(
            f"tekst «{_shortened(text)}»: fant {len(blocks)} deler, den første av slaget {blocks[0].kind}; "
            "ventet ett avsnitt"
        )
    return blocks[0].runs


def _heading(token: Token, inline: Token) -> Heading:
    level = int(token.tag[1])
    if level > 5:
        raise InputError(f"{_place(token)}: fant en overskrift på nivå {level}; ventet nivå 1 til 5")
    return Heading(level=level, text="".join(run.text for run in _runs(inline)))


def _list(token: Token, inside: Sequence[Token]) -> BulletList:
    ordered = token.type == "ordered_list_open"
    if ordered and token.attrGet("start") is not None:
        raise InputError(f"{_place(token)}: fant en liste som begynner på {token.attrGet('start')}; ventet en fra 1")
    items = []
    index = 0
    while index < len(inside):
        end = _end(inside, index)
        paragraphs = list(_paragraphs(inside[index + 1 : end], "et listepunkt"))
        if len(paragraphs) > 1:
            raise InputError(f"{_place(inside[index])}: fant et listepunkt med {len(paragraphs)} avsnitt; ventet ett")
        items.append(paragraphs[0] if paragraphs else ())
        index = end + 1
    return BulletList(ordered=ordered, items=tuple(items))


def _paragraphs(tokens: Sequence[Token], where: str) -> Iterator[tuple[Run, ...]]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type != "paragraph_open":
            if token.type in _REFUSED:
                raise _refusal(token)
            found = _NAMES.get(token.type, token.type)
            raise InputError(f"{_place(token)}: fant {found} inne i {where}; ventet vanlige avsnitt")
        yield _runs(tokens[index + 1])
        index = _end(tokens, index) + 1


def _runs(inline: Token) -> tuple[Run, ...]:
    style = {"bold": 0, "italic": 0}
    href: str | None = None
    value = ""
    runs: list[Run] = []
    for child in inline.children or ():
        name, _, edge = child.type.rpartition("_")
        if name in _MARKS:
            style[_MARKS[name]] += 1 if edge == "open" else -1
        elif name == "link":
            href = _unmarked(str(child.attrGet("href") or "")) or None if edge == "open" else None
        elif child.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak"):
            text = " " if child.type.endswith("break") else child.content
            set_as = Run(
                text="",
                bold=style["bold"] > 0,
                italic=style["italic"] > 0,
                code=child.type == "code_inline",
                href=href,
            )
            for part, named in _valued(text, value):
                _append(runs, set_as.model_copy(update={"text": part, "value": named}))
                value = named
        else:
            raise _refusal(child, inline)
    return tuple(runs)


def _valued(text: str, value: str) -> Iterator[tuple[str, str]]:
    """Divide a text at the marks of computed values; ``value`` is the one that is open, last what is open after it."""
    place = 0
    for found in _SIGNS.finditer(text):
        yield text[place : found.start()], value
        value, place = found[1] or "", found.end()
    yield text[place:], value


def _unmarked(text: str) -> str:
    return _SIGNS.sub("", text)


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, as part of the one before it when both are set alike."""
    if not run.text:
        return
    if runs and runs[-1].model_copy(update={"text": ""}) == run.model_copy(update={"text": ""}):
        runs[-1] = run.model_copy(update={"text": runs[-1].text + run.text})
    else:
        runs.append(run)


def _end(tokens: Sequence[Token], index: int) -> int:
    """Find the token that closes the one at ``index`` (itself, if it opens nothing)."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens)


def _refusal(token: Token, carrier: Token | None = None) -> InputError:
    name = (_REFUSED | _NAMES).get(token.type, token.type)
    shown = token.content if token.type.startswith("html") else str(token.attrGet("src") or "")
    detail = f" («{_shortened(shown)}»)" if shown else ""
    hint = _INSTEAD.get(token.type)
    expected = f"{_ALLOWED}; {hint}" if hint else _ALLOWED
    return InputError(f"{_place(carrier or token)}: fant {name}{detail}; {expected}")


def _place(token: Token) -> str:
    return f"tekst, linje {token.map[0] + 1}" if token.map else "tekst"


def _shortened(text: str) -> str:
    plain = " ".join(text.split(" ")).strip().split("\n")[0]
    return plain if len(plain) <= 40 else plain[:39] + "…"
