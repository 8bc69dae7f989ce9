"""The XML of a Word document's body, as text: paragraphs, runs, fields, bookmarks, links and pictures.

A long report has hundreds of thousands of paragraphs in its tables; made element by element they take minutes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

EMU_PER_MM = 36000
_BREAKS = re.compile(r"([\t\n])")
_CAPTION = re.compile(r"(?P<word>\w+)(?P<before>\s(?:.*\D)?)(?P<last>\d+)")


@dataclass
class Numbering:
    """What Word counts through a document: captions by their word, ids of bookmarks and pictures, and their names."""

    captions: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    bookmarks: int = 0

    def bookmark(self, key: str, wanted: str) -> str:
        """Return the name of a bookmark: what is wanted of it, made fit for Word and unique.

        Parameters
        ----------
        key : str
            What the bookmark marks; the same key has the same name.
        wanted : str
            What the name should be.
        """
        if key not in self.names:
            plain = re.sub(r"\W+", "_", wanted).strip("_")
            plain = (plain if plain[:1].isalpha() else f"b_{plain}")[:36]
            candidate, number = plain, 1
            # Word tells names apart whatever their case
            while candidate.casefold() in self.given:
                number += 1
                candidate = f"{plain[: 36 - len(str(number))]}_{number}"
            self.given.add(candidate.casefold())
            self.names[key] = candidate
        return self.names[key]

    def marked(self, name: str, inside: str) -> str:
        """Put a bookmark around runs.

        Parameters
        ----------
        name : str
            From ``bookmark``.
        inside : str
            The runs.
        """
        self.bookmarks += 1
        number = self.bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def caption_label(self, label: str, number: str, style: str | None, whole: str, last: str) -> str:
        r"""Write «Tabell 10-2» with its last number as a SEQ field, so that Word can list and refer to it.

        Parameters
        ----------
        label, number : str
            Word and number, and the number alone.
        style : str, optional
            Id of the character style.
        whole, last : str
            Names of the bookmarks around the label and around its number, which cross-references show.
        """
        found = _CAPTION.fullmatch(label)
        begin = label.find(number) if number else -1
        if found is None or begin < 0:
            return self.marked(whole, run(label, style))
        word, counted = found["word"], int(found["last"])
        # chapters begin again at 1 while Word counts on, and only a reset tells it where
        reset = "" if counted == self.captions.get(word, 0) + 1 else f" \\r {counted}"
        self.captions[word] = counted
        sequence = simple_field(f"SEQ {word} \\* ARABIC{reset}", found["last"], style)
        before = found["before"]
        inside = before[begin - len(word) :]
        shown = run(inside, style) + sequence if inside else sequence
        return self.marked(whole, run(label[:begin], style) + self.marked(last, shown))


def caption_word(label: str) -> str | None:
    """Find the word that Word counts by in «Tabell 10.2»; none if the label does not end in a number."""
    found = _CAPTION.fullmatch(label)
    return found["word"] if found else None


def paragraph(style: str, inside: str = "", more: str = "") -> str:
    """Make a paragraph.

    Parameters
    ----------
    style : str
        Id of its style.
    inside : str
        Its runs.
    more : str
        Properties after the style, in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def run(text: str, style: str | None = None, *, bold: bool = False, italic: bool = False) -> str:
    """Make a run; tabs and line breaks become what they are in Word.

    Parameters
    ----------
    text : str
        What it says.
    style : str, optional
        Id of its character style.
    bold, italic : bool
        How it is set.
    """
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"{named}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    opening = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    if "\t" not in text and "\n" not in text:
        return f'{opening}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    parts = (_BREAK[part] if part in _BREAK else _text(part) for part in _BREAKS.split(text) if part)
    return f"{opening}{''.join(parts)}</w:r>"


_BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def unbroken_run(text: str) -> str:
    """Make a run that is not broken at its hyphens: «Nord-Norge» on a title page."""
    parts = "<w:noBreakHyphen/>".join(_text(part) if part else "" for part in text.split("-"))
    return f"<w:r>{parts}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def simple_field(instruction: str, result: str, style: str | None = None) -> str:
    """Make a field with the result that is shown until Word counts anew.

    Parameters
    ----------
    instruction : str
        Such as «PAGE».
    result : str
        What it shows.
    style : str, optional
        Id of the character style of the result.
    """
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"{begin_field(instruction, named)}{run(result, style)}{end_field(named)}"


def begin_field(instruction: str, properties: str = "") -> str:
    """Open a field that ends in another paragraph."""
    mark = f"<w:r>{properties}<w:fldChar w:fldCharType="
    return (
        f'{mark}"begin"/></w:r><w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} '
        f'</w:instrText></w:r>{mark}"separate"/></w:r>'
    )


def end_field(properties: str = "") -> str:
    """Close a field."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def link_to(bookmark: str, inside: str) -> str:
    """Make runs a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inside}</w:hyperlink>'


def link_out(relation: str, inside: str) -> str:
    """Make runs a link to an address, by the id of its relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inside}</w:hyperlink>'


def contents(
    style_ids: Iterable[str], instruction: str, entries: list[tuple[str, str]], kept: bool = False
) -> list[str]:
    r"""Make a contents field with its entries in place, each a link with a page number.

    Only Word knows where its pages break: the page numbers are fields of their own, empty until Word or
    LibreOffice counts (Word does so before it prints, and when the field is updated with F9).

    Parameters
    ----------
    style_ids : iterable of str
        Style of each entry.
    instruction : str
        Such as ``TOC \o "1-2" \h \z \u``.
    entries : list of tuple
        Text and bookmark of each entry.
    kept : bool
        Whether entries stay with the next one; no use of it in long lists.
    """
    made = []
    for index, (style, (text, bookmark)) in enumerate(zip(style_ids, entries, strict=True)):
        page = simple_field(f"PAGEREF {bookmark} \\h", "")
        entry = link_to(bookmark, f"{run(text)}<w:r><w:tab/></w:r>{page}")
        opening = begin_field(instruction) if not index else ""
        closing = end_field() if index == len(entries) - 1 else ""
        made.append(paragraph(style, f"{opening}{entry}{closing}", "<w:keepNext/>" if kept else ""))
    return made


def picture(relation: str, number: int, name: str, alt: str, across: int, down: int) -> str:
    """Make a run with a picture.

    Parameters
    ----------
    relation : str
        Id of the picture's relation.
    number : int
        An id that no other picture has.
    name, alt : str
        Its name, and what it shows in words.
    across, down : int
        Its size in EMU.
    """
    told = f"id={quoteattr(str(number))} name={quoteattr(name)} descr={quoteattr(alt)} title={quoteattr(name)}"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {told}/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
