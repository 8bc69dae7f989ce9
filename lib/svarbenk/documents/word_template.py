"""The reference template of a Word report: its styles by name, its paper, its headers and footers.

An evaluator's own template is a Word document with styles of these names. Its text is not used; its page, margins,
headers and footers are. Word in another language keeps the names of built-in styles in English in the file, and
gives them other ids, so styles are found by name.
"""

import copy
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from lxml import etree

from svarbenk.documents.labels import Labels
from svarbenk.documents.word_styles import TABLE_STYLE, apply_styles, right_tab, set_language
from svarbenk.documents.word_xml import run, simple_field
from svarbenk.errors import InputError

REQUIRED = (
    *("Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Caption", "List Bullet", "List Number", "Note"),
    TABLE_STYLE,
)
"""Names of the styles that a template must have; the others are taken from ours where it lacks them."""

_EMU_PER_MM = 36000
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
# what may follow «update the fields» among the settings; Word is strict about their order
_AFTER_UPDATE = (
    *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang"),
    *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator"),
)
_FROM_ELSEWHERE = ("w:link", "w:next", "w:rsid", "w:numPr")


@dataclass(frozen=True)
class Sections:
    """The XML of a document's kinds of section."""

    first: str
    upright: str
    on_its_side: str


class Template:
    """A document to write in, with its styles by name and its page.

    Parameters
    ----------
    document : Document
        A document without text.
    own : bool
        Whether it is ours; an evaluator's keeps its page and what stands in its headers and footers.
    """

    def __init__(self, document: Document, *, own: bool):
        self.document = document
        self.own = own
        _ask_for_page_numbers(document)
        self.ids = _ids(document)
        section = document.sections[-1]
        if own:
            _set_page(section)
        self.text_mm = _text_mm(section)
        self.landscape_mm = _text_mm(section, turned=True)
        self.tall_mm = (section.page_height - section.top_margin - section.bottom_margin) / _EMU_PER_MM

    def style(self, name: str) -> str:
        """Return the id of the style of a name."""
        return self.ids[name.casefold()]

    def sections(self, title: str | None, synthetic: bool, labels: Labels) -> Sections:
        """Dress the pages, and return the XML of the first section, of other upright ones and of those on their side.

        Parameters
        ----------
        title : str, optional
            What the running header says; without it headers and footers stay empty.
        synthetic : bool
            Whether every page is marked.
        labels : Labels
            The signposts.
        """
        upright = self.document.sections[-1]
        kept = not self.own and any(_has_content(part) for part in (upright.header, upright.footer))
        if title is not None:
            self._dress(upright, title, synthetic, labels, self.text_mm, first=True)
        turned = self.document.add_section(WD_SECTION.NEW_PAGE)
        # the object that was the last section is now the new one
        upright = self.document.sections[-2]
        if turned.orientation != WD_ORIENT.LANDSCAPE:
            turned.page_width, turned.page_height = turned.page_height, turned.page_width
            turned.orientation = WD_ORIENT.LANDSCAPE
        turned.different_first_page_header_footer = False
        if title is not None and not kept:
            self._dress(turned, title, synthetic, labels, self.landscape_mm, first=False)
        first = _section_xml(upright)
        later = re.sub(r"<w:(?:headerReference|footerReference) [^>]*w:type=\"first\"[^>]*/>", "", first)
        later = re.sub(r"<w:titlePg(?: [^>]*)?/>|<w:pgNumType [^>]*/>", "", later)
        return Sections(first, later, _section_xml(turned))

    def numbered_from_one(self) -> int | None:
        """Start a numbered list of its own, and return its id; None where the style has no numbering."""
        style = self.document.styles.element.find(f"w:style[@w:styleId='{self.style('List Number')}']", _NS)
        found = style.find("w:pPr/w:numPr/w:numId", _NS) if style is not None else None
        if found is None:
            return None
        numbering = self.document.part.numbering_part.element
        own = int(found.get(qn("w:val")))
        abstract = next((num.abstractNumId.val for num in numbering.num_lst if num.numId == own), None)
        if abstract is None:
            return None
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return num.numId

    def _dress(
        self, section: Section, title: str, synthetic: bool, labels: Labels, width_mm: float, *, first: bool
    ) -> None:
        mark = labels.synthetic if synthetic else ""
        headers: list[tuple[_Header, str]] = [(section.header, title)]
        if self.own:
            section.different_first_page_header_footer = first
        if first and section.different_first_page_header_footer:
            headers.append((section.first_page_header, ""))
        for header, text in headers:
            if not self.own and _has_content(header):
                if mark:
                    header.add_paragraph()._p.append(_element(run(mark, self.style("Stand-in Mark"))))
            else:
                self._header(header, text, mark, width_mm)
        if self.own or not _has_content(section.footer):
            self._footer(section.footer, labels, width_mm)

    def _header(self, header: _Header, title: str, mark: str, width_mm: float) -> None:
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        right_tab(paragraph.paragraph_format, Mm(width_mm))
        paragraph._p.append(_element(run(title)))
        if mark:
            paragraph._p.append(_element(run("\t")))
            paragraph._p.append(_element(run(mark, self.style("Stand-in Mark"))))

    def _footer(self, footer: _Footer, labels: Labels, width_mm: float) -> None:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        right_tab(paragraph.paragraph_format, Mm(width_mm))
        pages = simple_field("PAGE", "1"), run(f" {labels.of} "), simple_field("NUMPAGES", "1")
        for element in _elements(run(f"\t{labels.page} ") + "".join(pages)):
            paragraph._p.append(element)


_NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def open_template(path: Path | None, locale: str) -> Template:
    """Open a template to write a report in.

    Parameters
    ----------
    path : Path, optional
        The evaluator's own; ours if none is given.
    locale : str
        Such as ``nb-NO``.

    Returns
    -------
    Template

    Raises
    ------
    InputError
        If the file is no Word document or lacks styles; the message names all of them.
    """
    ours = docx.Document()
    apply_styles(ours, locale)
    if path is None:
        return Template(ours, own=True)
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile):
        raise InputError(
            f"{path}: kan ikke leses som Word-mal; ventet et Word-dokument (.docx), som det «svarbenk template» lager"
        ) from None
    known = _ids(document)
    missing = [name for name in REQUIRED if name.casefold() not in known]
    if missing:
        told = ", ".join(f"«{name}»" for name in missing)
        raise InputError(
            f"{path}: malen mangler {'stilene' if missing[1:] else 'stilen'} {told}; ventet {', '.join(REQUIRED)}. "
            "«svarbenk template --out FIL» lager en mal som har dem"
        )
    _add_missing(document, ours)
    set_language(document, locale)
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    return Template(document, own=False)


def _ask_for_page_numbers(document: Document) -> None:
    """Let Word offer to fill in the page numbers of the contents when the document is opened: only it knows them."""
    settings = document.settings.element
    for old in settings.findall(qn("w:updateFields")):
        settings.remove(old)
    update = docx.oxml.OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    settings.insert_element_before(update, *(f"w:{name}" for name in _AFTER_UPDATE))


def _ids(document: Document) -> dict[str, str]:
    found = {}
    for style in document.styles.element.iterfind("w:style", _NS):
        name = style.find("w:name", _NS)
        if name is not None and style.get(qn("w:styleId")):
            found[name.get(qn("w:val")).casefold()] = style.get(qn("w:styleId"))
    return found


def _add_missing(document: Document, ours: Document) -> None:
    """Give a template the styles that it can do without, in its own type: only their size and place are ours."""
    known, styles = _ids(document), document.styles.element
    by_id = {id_: name for name, id_ in _ids(ours).items()}
    for style in ours.styles.element.iterfind("w:style", _NS):
        name = style.find("w:name", _NS).get(qn("w:val")).casefold()
        if name in known or style.get(qn("w:type")) == "numbering":
            continue
        added = copy.deepcopy(style)
        for unwanted in _FROM_ELSEWHERE:
            for element in list(added.iter(qn(unwanted))):
                element.getparent().remove(element)
        for fonts in list(added.iter(qn("w:rFonts"))):
            fonts.getparent().remove(fonts)
        based = added.find("w:basedOn", _NS)
        if based is not None:
            base = known.get(by_id.get(based.get(qn("w:val")), ""))
            if base:
                based.set(qn("w:val"), base)
        styles.append(added)


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.header_distance = section.footer_distance = Mm(13)


def _text_mm(section: Section, turned: bool = False) -> float:
    across = section.page_height if turned else section.page_width
    return (across - section.left_margin - section.right_margin) / _EMU_PER_MM


def _has_content(part: _Header | _Footer) -> bool:
    if part.is_linked_to_previous:
        return False
    shown = ("w:drawing", "w:pict", "w:fldChar", "w:fldSimple")
    return any((text.text or "").strip() for text in part._element.iter(qn("w:t"))) or any(
        True for name in shown for _ in part._element.iter(qn(name))
    )


def _section_xml(section: Section) -> str:
    return _NAMESPACE.sub("", etree.tostring(section._sectPr, encoding="unicode"))


def _element(xml: str) -> etree._Element:
    return _elements(xml)[0]


def _elements(xml: str) -> list[etree._Element]:
    return list(docx.oxml.parse_xml(f'<w:p xmlns:w="{_NS["w"]}">{xml}</w:p>'))
