"""A report as a Word document that an editor can go on working in."""

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from svarbenk.documents import word_fields as fields
from svarbenk.documents.columns import is_wide
from svarbenk.documents.drawing import image_bytes
from svarbenk.documents.labels import Labels, labels_for, moment, with_prefix, worded_date
from svarbenk.documents.model import BulletList, FigureBlock, Heading, Paragraph, Report, Run, TableBlock
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of
from svarbenk.documents.word_styles import TEXT_WIDTH, TINT, apply_styles, right_tab
from svarbenk.documents.word_tables import table_element

_STYLES = {"body": "Normal", "quote": "Quote", "note": "Small Print", "lead": "Lead"}
_COLOPHON = "om_rapporten"
_FRONT_GAP = Mm(95)  # the statements stand at the foot of the title page


def write_word(report: Report, path: Path) -> Path:
    """Write a report as DOCX; equal reports give equal bytes.

    Parameters
    ----------
    report : Report
        The report to write.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If the report cannot be laid out.
    """
    outline = outline_of(report)
    labels = labels_for(report.language)
    document = docx.Document()
    apply_styles(document, labels.locale)
    _set_properties(document, report, labels)
    writer = _Writer(document, outline, labels)
    writer.write()
    path.write_bytes(_with_fixed_times(document, report))
    return path


class _Writer:
    """One pass through a report; holds what Word counts on the way."""

    def __init__(self, document: Document, outline: Outline, labels: Labels):
        self.document = document
        self.outline = outline
        self.labels = labels
        self.numbering = fields.Numbering()
        self.pictures = 0

    def write(self) -> None:
        self._dress(self.document.sections[0], first=True)
        self._title_page()
        self._contents()
        for chapter in self.outline.chapters:
            self._chapter(chapter)
        self._colophon()

    def _title_page(self) -> None:
        report = self.outline.report
        fields.add_paragraph(self.document, "Title", report.title)
        if report.subtitle:
            fields.add_paragraph(self.document, "Subtitle", report.subtitle)
        fields.add_paragraph(self.document, "Small Print", worded_date(report.date, report.language))
        if self.outline.synthetic:
            banner = fields.add_paragraph(self.document, "Front Note")
            fields.add_run(banner, "Stand-in Mark", f"{self.labels.synthetic}.")
            banner.add_run(f" {self.labels.synthetic_banner}")
            banner.paragraph_format.space_before = _FRONT_GAP
        statement = fields.add_paragraph(self.document, "Front Note")
        if not self.outline.synthetic:
            statement.paragraph_format.space_before = _FRONT_GAP
        statement.add_run(f"{self.labels.protection}. ").bold = True
        statement.add_run(report.protection)
        statement._p.get_or_add_pPr().insert_element_before(fields.shaded(TINT), "w:tabs", "w:spacing", "w:ind")

    def _contents(self) -> None:
        heading = fields.add_paragraph(self.document, "TOC Heading", self.labels.contents)
        heading.paragraph_format.page_break_before = True
        entries = []
        for chapter in self.outline.chapters:
            entries.append(("toc 1", chapter.title, _bookmark(chapter)))
            entries += [
                (f"toc {placed.level}", placed.block.text, _bookmark(chapter, placed))
                for placed in chapter.blocks
                if placed.level in (2, 3)
            ]
        entries.append(("toc 1", self.labels.about, _COLOPHON))
        fields.add_contents(self.document, r'TOC \o "1-3" \h \z \u', entries)
        for name, found in ((self.labels.tables, self.outline.tables), (self.labels.figures, self.outline.figures)):
            word = fields.caption_word(found[0][1].block.label) if found else None
            if word is None:
                continue
            fields.add_paragraph(self.document, "TOC Heading", name)
            listed = [
                ("table of figures", f"{item.block.label}. {item.block.caption}", _bookmark(chapter, item))
                for chapter, item in found
            ]
            fields.add_contents(self.document, rf'TOC \h \z \c "{word}"', listed)

    def _chapter(self, chapter: ChapterOutline) -> None:
        labels = labels_for(chapter.chapter.language)
        heading = fields.add_paragraph(self.document, "Heading 1", chapter.title)
        fields.add_bookmark(heading, _bookmark(chapter), self.numbering)
        for placed in chapter.blocks:
            block = placed.block
            if isinstance(block, Heading):
                paragraph = fields.add_paragraph(self.document, f"Heading {placed.level}", block.text)
                fields.add_bookmark(paragraph, _bookmark(chapter, placed), self.numbering)
            elif isinstance(block, Paragraph):
                _add_runs(fields.add_paragraph(self.document, _STYLES[block.style]), block.runs)
            elif isinstance(block, BulletList):
                self._list(block)
            elif isinstance(block, TableBlock):
                self._table(chapter, placed, labels)
            else:
                self._figure(chapter, placed, labels)

    def _list(self, block: BulletList) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = fields.numbered_from_one(self.document, style) if block.ordered else None
        for item in block.items:
            paragraph = fields.add_paragraph(self.document, style)
            if number is not None:
                counted = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                counted.get_or_add_ilvl().val = 0
                counted.get_or_add_numId().val = number
            _add_runs(paragraph, item)

    def _table(self, chapter: ChapterOutline, placed: Placed, labels: Labels) -> None:
        wide = is_wide(placed.block)
        if wide:
            self._turn(landscape=True)
        self._caption(chapter, placed)
        foot = self._foot(placed, labels)
        # a table must be followed by a paragraph, or Word runs it together with the next one
        after = foot[0] if foot else fields.add_paragraph(self.document, "Table Foot")
        after._p.addprevious(table_element(placed.block, together=bool(foot)))
        if wide:
            self._turn(landscape=False)

    def _figure(self, chapter: ChapterOutline, placed: Placed, labels: Labels) -> None:
        block: FigureBlock = placed.block
        self._caption(chapter, placed)
        paragraph = self.document.add_paragraph()
        self.pictures += 1
        picture = image_bytes(block.png, block.label)
        width = min(Mm(block.width_mm), TEXT_WIDTH)
        fields.add_picture(paragraph, picture, width, self.pictures, block.label, block.alt)
        paragraph.paragraph_format.keep_with_next = bool(self._foot(placed, labels))

    def _caption(self, chapter: ChapterOutline, placed: Placed) -> None:
        paragraph = fields.add_paragraph(self.document, "Caption")
        name = _bookmark(chapter, placed)
        fields.add_caption_label(paragraph, placed.block.label, name, self.numbering)
        fields.add_run(paragraph, "Caption Label", ".")
        paragraph.add_run(f" {placed.block.caption}")

    def _foot(self, placed: Placed, labels: Labels) -> list[WordParagraph]:
        block = placed.block
        lines = [with_prefix(labels.note, text) if not index else text for index, text in enumerate(block.notes)]
        if block.source:
            lines.append(with_prefix(labels.source, block.source))
        written = [fields.add_paragraph(self.document, "Table Foot", line) for line in lines]
        if placed.synthetic:
            if not block.source:
                written.append(fields.add_paragraph(self.document, "Table Foot"))
            else:
                written[-1].add_run("  ")
            fields.add_run(written[-1], "Stand-in Mark", labels.synthetic)
        for paragraph in written[:-1]:
            paragraph.paragraph_format.keep_with_next = True
        if written:
            written[-1].paragraph_format.space_after = Mm(6)
        return written

    def _colophon(self) -> None:
        heading = fields.add_paragraph(self.document, "Heading 1", self.labels.about)
        fields.add_bookmark(heading, _COLOPHON, self.numbering)
        report = self.outline.report
        for label, value in (*report.facts, (self.labels.protection, report.protection)):
            paragraph = fields.add_paragraph(self.document, "Colophon")
            fields.add_run(paragraph, "Caption Label", label)
            paragraph.add_run(f"\t{value}")

    def _turn(self, landscape: bool) -> None:
        """Begin a page on its side, or upright again."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._dress(section, landscape=landscape)

    def _dress(self, section: Section, first: bool = False, landscape: bool = False) -> None:
        """Give a section its paper, running header and page numbers."""
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(28), Mm(24)
        section.header_distance = section.footer_distance = Mm(13)
        section.different_first_page_header_footer = first
        width = Mm(247) if landscape else TEXT_WIDTH
        self._header(section.header, self.outline.report.title, width)
        self._footer(section.footer, width)
        if first:
            self._header(section.first_page_header, "", width)

    def _header(self, header: _Header, title: str, width: int) -> None:
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        right_tab(paragraph.paragraph_format, width)
        paragraph.add_run(title)
        if self.outline.synthetic:
            paragraph.add_run("\t")
            fields.add_run(paragraph, "Stand-in Mark", self.labels.synthetic)

    def _footer(self, footer: _Footer, width: int) -> None:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        right_tab(paragraph.paragraph_format, width)
        paragraph.add_run(f"\t{self.labels.page} ")
        fields.add_field(paragraph, "PAGE", "1")
        paragraph.add_run(f" {self.labels.of} ")
        fields.add_field(paragraph, "NUMPAGES", "1")


def _add_runs(paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
        if run.code:
            written._r.style = "Code"
        if run.href:
            written._r.style = "Hyperlink"
            fields.add_link(paragraph, written, run.href)


def _bookmark(chapter: ChapterOutline, placed: Placed | None = None) -> str:
    place = str(chapter.chapter.slug)
    return fields.bookmark_name(placed.anchor, place) if placed else fields.bookmark_name("kapittel", place)


def _set_properties(document: Document, report: Report, labels: Labels) -> None:
    # the standard template brings a picture of an empty page with it
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(name)
    properties = document.core_properties
    properties.title, properties.subject = report.title, report.subtitle
    properties.author = properties.last_modified_by = "svarbenk"
    properties.comments = properties.keywords = ""
    properties.language = labels.locale
    properties.created = properties.modified = moment(report.date).replace(tzinfo=None)
    properties.revision = 1


def _with_fixed_times(document: Document, report: Report) -> bytes:
    """Pack the document anew with one time on all its parts."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, moment(report.date).timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return packed.getvalue()
