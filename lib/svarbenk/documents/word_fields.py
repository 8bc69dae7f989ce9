"""The parts of a Word document that python-docx has no words for, or slow ones: fields, bookmarks, links."""

import io
import re
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_CAPTION = re.compile(r"(?P<word>\w+)(?P<before>\s(?:.*\D)?)(?P<last>\d+)")


@dataclass
class Numbering:
    """What Word counts through a document: captions by their word, and bookmark ids."""

    captions: dict[str, int] = field(default_factory=dict)
    bookmarks: int = 0

    def next_bookmark(self) -> int:
        """Hand out an id that no other bookmark has."""
        self.bookmarks += 1
        return self.bookmarks


def add_paragraph(document: Document, style: str, text: str = "") -> Paragraph:
    """Add a paragraph in a named style.

    python-docx looks through all styles at each call, which takes seconds in a long report; the id of a style
    is its name without spaces.
    """
    paragraph = document.add_paragraph()
    paragraph._p.style = style.replace(" ", "")
    if text:
        paragraph.add_run(text)
    return paragraph


def add_run(paragraph: Paragraph, style: str, text: str) -> Run:
    """Add a run in a named character style; see ``add_paragraph``."""
    run = paragraph.add_run(text)
    run._r.style = style.replace(" ", "")
    return run


def add_picture(paragraph: Paragraph, picture: bytes, width: int, number: int, name: str, alt: str) -> None:
    """Add a picture with its alternative text.

    Parameters
    ----------
    paragraph : Paragraph
        Where to put it.
    picture : bytes
        A PNG.
    width : int
        Its width on paper, in EMU.
    number : int
        An id that no other picture of the document has.
    name, alt : str
        Its name and what it shows.
    """
    relation, image = paragraph.part.get_or_add_image(io.BytesIO(picture))
    across, down = image.scaled_dimensions(width, None)
    inline = CT_Inline.new_pic_inline(number, relation, name, across, down)
    for element in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        for key, value in (("id", str(number)), ("name", name), ("descr", alt), ("title", name)):
            element.set(key, value)
    paragraph.add_run()._r.add_drawing(inline)


def caption_word(label: str) -> str | None:
    """Find the word that Word counts by in «Tabell 10.2»; none if the label does not end in a number."""
    found = _CAPTION.fullmatch(label)
    return found["word"] if found else None


def add_caption_label(paragraph: Paragraph, label: str, bookmark: str, numbering: Numbering) -> None:
    """Write «Tabell 10.2» with its last number as a SEQ field, so that Word can list and refer to it.

    Parameters
    ----------
    paragraph : Paragraph
        The caption to write in.
    label : str
        The word and number.
    bookmark : str
        The name under which the label can be referred to.
    numbering : Numbering
        What has been counted so far; moved on.
    """
    start = paragraph.add_run()
    found = _CAPTION.fullmatch(label)
    if found is None:
        start.text = label
        runs = [start]
    else:
        word, last = found["word"], int(found["last"])
        start.text = f"{word}{found['before']}"
        # chapters begin again at 1 while Word counts on, and only a reset tells it where
        reset = "" if last == numbering.captions.get(word, 0) + 1 else f" \\r {last}"
        numbering.captions[word] = last
        runs = [start, *add_field(paragraph, f"SEQ {word} \\* ARABIC{reset}", str(last))]
    for run in runs:
        run._r.style = "CaptionLabel"
    _wrap_in_bookmark(runs[0], runs[-1], bookmark, numbering)


def add_field(paragraph: Paragraph, instruction: str, result: str) -> list[Run]:
    """Write a field with the result that is shown until Word counts anew."""
    runs = [_mark(paragraph, "begin")]
    instructed = paragraph.add_run()
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    instructed._r.append(text)
    return [*runs, instructed, _mark(paragraph, "separate"), paragraph.add_run(result), _mark(paragraph, "end")]


def add_contents(document: Document, instruction: str, entries: list[tuple[str, str, str]]) -> None:
    r"""Write a contents field with its entries in place.

    The entries carry no page numbers: only Word knows where its pages break. They appear when the field is
    updated (F9); until then each entry is a link.

    Parameters
    ----------
    document : Document
        The document to write in.
    instruction : str
        Such as ``TOC \o "1-2" \h \z \u``.
    entries : list of tuple
        The style, text and bookmark of each entry.
    """
    paragraph = None
    for index, (style, text, bookmark) in enumerate(entries):
        paragraph = add_paragraph(document, style)
        if index == 0:
            _mark(paragraph, "begin")
            instructed = paragraph.add_run()
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
            instructed._r.append(element)
            _mark(paragraph, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark)
        link.set(qn("w:history"), "1")
        link.append(paragraph.add_run(text)._r)
        paragraph._p.append(link)
    if paragraph is not None:
        _mark(paragraph, "end")


def add_bookmark(paragraph: Paragraph, name: str, numbering: Numbering) -> None:
    """Give a whole paragraph a name that links can lead to."""
    runs = paragraph.runs or [paragraph.add_run()]
    _wrap_in_bookmark(runs[0], runs[-1], name, numbering)


def add_link(paragraph: Paragraph, run: Run, address: str) -> None:
    """Make a run of the paragraph a link."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run._r.addprevious(link)
    link.append(run._r)


def numbered_from_one(document: Document, style: str) -> int:
    """Start a numbered list of its own, since a list style alone counts on through the whole document.

    Parameters
    ----------
    document : Document
        The document with the style.
    style : str
        The numbered list style to count by.

    Returns
    -------
    int
        The id that the list's paragraphs must carry.
    """
    numbering = document.part.numbering_part.element
    own = document.styles[style].element.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == own)
    num = numbering.add_num(abstract)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return num.numId


def bookmark_name(*parts: str) -> str:
    """Make a name that Word takes: letters, digits and underscores, a letter first, 40 characters at most."""
    plain = re.sub(r"\W+", "_", "_".join(parts))
    return plain[:40] if plain[:1].isalpha() else f"b_{plain}"[:40]


def shaded(fill: str) -> object:
    """Make the XML of a background colour."""
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')


def _mark(paragraph: Paragraph, kind: str) -> Run:
    run = paragraph.add_run()
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)
    return run


def _wrap_in_bookmark(first: Run, last: Run, name: str, numbering: Numbering) -> None:
    number = str(numbering.next_bookmark())
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    first._r.addprevious(start)
    last._r.addnext(end)
