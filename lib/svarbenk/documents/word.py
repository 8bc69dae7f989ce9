"""A report as a Word document that an editor can go on working in."""

import re
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.image import ImagePart

from svarbenk.documents.columns import layout_of, on_their_side
from svarbenk.documents.drawing import image_bytes, image_size
from svarbenk.documents.labels import Labels, labels_for, with_prefix, worded_date
from svarbenk.documents.model import BulletList, FigureBlock, Heading, Paragraph, Report, Run
from svarbenk.documents.outline import ChapterOutline, Outline, Placed, outline_of
from svarbenk.documents.references import Piece, References
from svarbenk.documents.sources import sources_of
from svarbenk.documents.word_package import packed, set_properties
from svarbenk.documents.word_styles import TABLE_STYLE, TINT
from svarbenk.documents.word_tables import TableStyles, table_xml
from svarbenk.documents.word_template import Template, open_template
from svarbenk.documents.word_xml import (
    EMU_PER_MM,
    Numbering,
    caption_word,
    contents,
    link_out,
    paragraph,
    picture,
    run,
    simple_field,
    unbroken_run,
)

_STYLES = {"body": "Body Text", "quote": "Quote", "note": "Note", "lead": "Lead"}
_FRONT_GAP = 95  # mm: the statements stand at the foot of the title page
_ABOUT = "om_rapporten"
_TWIPS = 1440 / 25.4


def write_word(report: Report, path: Path, template: Path | None = None, *, running: bool = True) -> Path:
    """Write a report as DOCX; equal reports give equal bytes.

    Parameters
    ----------
    report : Report
        The report to write.
    path : Path
        The file to write.
    template : Path, optional
        A Word document with the styles, page, headers and footers to use; ours if none is given.
    running : bool
        Whether headers and footers that are empty in the template are filled in.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If the report cannot be laid out, or the template lacks styles.
    """
    path.write_bytes(_document(report, template, running, whole=True))
    return path


def word_excerpt(report: Report) -> bytes:
    """Return the chapters of a report as DOCX without title page, contents and colophon, to be pasted from.

    Parameters
    ----------
    report : Report
        Of a few blocks.

    Raises
    ------
    InputError
        If the report cannot be laid out.
    """
    return _document(report, None, running=False, whole=False)


def _document(report: Report, template: Path | None, running: bool, *, whole: bool) -> bytes:
    outline = outline_of(report)
    labels = labels_for(report.language)
    opened = open_template(template, labels.locale)
    set_properties(opened, report, labels)
    writer = _Writer(opened, outline, labels, running)
    return packed(opened, writer.write() if whole else writer.excerpt(), report)


class _Writer:
    """One pass through a report; holds what Word counts on the way."""

    def __init__(self, template: Template, outline: Outline, labels: Labels, running: bool):
        self.template = template
        self.outline = outline
        self.labels = labels
        self.references = References(outline)
        self.numbering = Numbering()
        self.sections = template.sections(outline.report.title if running else None, outline.synthetic, labels)
        self.parts: list[str] = []
        self.pictures = 0
        self.turned = False
        self.begun = False
        style = template.style
        self.tables = TableStyles(style(TABLE_STYLE), style("Table Text"), style("Table Number"))

    def write(self) -> str:
        """Return the XML of the body."""
        self._name_everything()
        self._title_page()
        self._contents()
        for chapter in self.outline.chapters:
            self._chapter(chapter)
        self._colophon()
        self.parts.append(self._section())
        return "".join(self.parts)

    def excerpt(self) -> str:
        """Return the XML of a body of nothing but the chapters."""
        self._name_everything()
        for chapter in self.outline.chapters:
            self._chapter(chapter)
        self.parts.append(self._section())
        return "".join(self.parts)

    def _name_everything(self) -> None:
        """Give the bookmarks their names before anything refers to them."""
        for place, chapter in enumerate(self.outline.chapters):
            self.numbering.bookmark(_key(chapter), f"kap_{chapter.chapter.number or place + 1}")
            for placed in chapter.blocks:
                if placed.file:
                    self.numbering.bookmark(_key(chapter, placed), placed.file)
                elif placed.level:
                    self.numbering.bookmark(_key(chapter, placed), f"kap_{place + 1}_{placed.anchor}")

    def _add(self, style: str, inside: str = "", more: str = "") -> None:
        self.parts.append(paragraph(self.template.style(style), inside, more))

    def _mark(self) -> str:
        return run(self.labels.synthetic, self.template.style("Stand-in Mark"))

    def _title_page(self) -> None:
        report = self.outline.report
        self._add("Title", unbroken_run(report.title))
        if report.subtitle:
            self._add("Subtitle", run(report.subtitle))
        self._add("Note", run(worded_date(report.date, report.language)))
        gap = f'<w:spacing w:before="{round(_FRONT_GAP * _TWIPS)}"/>'
        if self.outline.synthetic:
            mark = run(f"{self.labels.synthetic}.", self.template.style("Stand-in Mark"))
            self._add("Front Note", mark + run(f" {self.labels.synthetic_banner}"), gap)
            gap = ""
        told = run(f"{self.labels.protection}. ", bold=True) + run(report.protection)
        self._add("Front Note", told, f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>{gap}')

    def _contents(self) -> None:
        self._add("TOC Heading", run(self.labels.contents), "<w:pageBreakBefore/>")
        styles, entries = [], []
        for chapter in self.outline.chapters:
            styles.append("toc 1")
            entries.append((chapter.title, self._bookmark(chapter)))
            for placed in chapter.blocks:
                if placed.level in (2, 3):
                    styles.append(f"toc {placed.level}")
                    entries.append((placed.block.text, self._bookmark(chapter, placed)))
        styles.append("toc 1")
        entries.append((self.labels.about, self.numbering.bookmark(_ABOUT, _ABOUT)))
        for name in self._about():
            styles.append("toc 2")
            entries.append((name, self.numbering.bookmark(name, f"{_ABOUT}_{len(entries)}")))
        ids = [self.template.style(style) for style in styles]
        self.parts += contents(ids, r'TOC \o "1-3" \h \z \u', entries)
        for name, found in ((self.labels.tables, self.outline.tables), (self.labels.figures, self.outline.figures)):
            word = caption_word(found[0][1].block.label) if found else None
            if word is None:
                continue
            self._add("TOC Heading", run(name))
            listed = [
                (f"{placed.block.label}. {placed.block.caption}", self._bookmark(chapter, placed))
                for chapter, placed in found
            ]
            style = self.template.style("table of figures")
            self.parts += contents([style] * len(listed), rf'TOC \h \z \c "{word}"', listed)

    def _chapter(self, chapter: ChapterOutline) -> None:
        labels = labels_for(chapter.chapter.language)
        self._turn(False)
        number = chapter.chapter.number.rstrip(".")
        self._heading("Heading 1", chapter.title, number.split()[-1] if number else "", _key(chapter))
        sides = on_their_side(chapter.blocks, self.template.text_mm)
        for placed, on_its_side in zip(chapter.blocks, sides, strict=True):
            block = placed.block
            self._turn(on_its_side)
            if isinstance(block, Heading):
                opening = block.text.split(" ")[0].rstrip(".")
                self._heading(f"Heading {placed.level}", block.text, opening, _key(chapter, placed))
            elif isinstance(block, Paragraph):
                self._add(_STYLES[block.style], self._inline(block.runs, chapter))
            elif isinstance(block, BulletList):
                self._list(block, chapter)
            elif isinstance(block, FigureBlock):
                self._figure(chapter, placed, labels)
            else:
                self._table(chapter, placed, labels)

    def _heading(self, style: str, text: str, number: str, key: str) -> None:
        """Write a heading whose number can be referred to by itself."""
        begin = text.find(number) if re.match(r"\d|[A-Z]$", number) else -1
        if begin < 0:
            inside = run(text)
        else:
            shown = self.numbering.marked(self._number(key), run(number))
            before, after = text[:begin], text[begin + len(number) :]
            inside = (run(before) if before else "") + shown + (run(after) if after else "")
        self._add(style, self.numbering.marked(self.numbering.names[key], inside))

    def _inline(self, runs: tuple[Run, ...], chapter: ChapterOutline) -> str:
        return "".join(self._piece(piece) for piece in self.references.pieces(runs, chapter))

    def _piece(self, piece: Piece) -> str:
        how = piece.run
        if piece.number and piece.target is not None:
            before = piece.text[: len(piece.text) - len(piece.number)]
            name = self._number(_key(piece.target.chapter, piece.target.placed))
            field = simple_field(f"REF {name} \\h \\* CHARFORMAT", piece.number)
            return (run(before, bold=how.bold, italic=how.italic) if before else "") + field
        style = "Code" if how.code else "Hyperlink" if how.href else None
        inside = run(piece.text, style and self.template.style(style), bold=how.bold, italic=how.italic)
        if not how.href:
            return inside
        part = self.template.document.part
        return link_out(part.relate_to(how.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), inside)

    def _list(self, block: BulletList, chapter: ChapterOutline) -> None:
        number = self.template.numbered_from_one() if block.ordered else None
        counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
        for item in block.items:
            self._add("List Number" if block.ordered else "List Bullet", self._inline(item, chapter), counted)

    def _table(self, chapter: ChapterOutline, placed: Placed, labels: Labels) -> None:
        layout = layout_of(placed.block, self.template.text_mm, self.template.landscape_mm)
        self._caption(chapter, placed)
        foot = self._foot(placed, labels)
        width = self.template.landscape_mm if layout.wide else self.template.text_mm
        self.parts.append(table_xml(placed.block, layout, width, self.tables, together=bool(foot)))
        # a table must be followed by a paragraph, or Word runs it together with the next one
        self.parts += foot or [paragraph(self.template.style("Table Foot"))]

    def _figure(self, chapter: ChapterOutline, placed: Placed, labels: Labels) -> None:
        block: FigureBlock = placed.block
        self._caption(chapter, placed)
        foot = self._foot(placed, labels)
        self.pictures += 1
        content = image_bytes(block.png, block.label)
        document = self.template.document
        part = ImagePart(PackURI(f"/word/media/figur{self.pictures}.png"), "image/png", content)
        relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        across, down = image_size(content)
        # caption and notes stand on the same page
        width = min(block.width_mm, self.template.text_mm, (self.template.tall_mm - 45) * across / down)
        size = round(width * EMU_PER_MM), round(width * EMU_PER_MM * down / across)
        drawn = picture(relation, self.pictures, block.label, block.alt, *size)
        self._add("Body Text", drawn, "<w:keepNext/>" if foot else "")
        self.parts += foot

    def _caption(self, chapter: ChapterOutline, placed: Placed) -> None:
        block, key = placed.block, _key(chapter, placed)
        style = self.template.style("Caption Label")
        names = self.numbering.names[key], self._number(key)
        label = self.numbering.caption_label(block.label, block.number, style, *names)
        self._add("Caption", f"{label}{run('.', style)}{run(f' {block.caption}')}", "<w:keepNext/>")

    def _foot(self, placed: Placed, labels: Labels) -> list[str]:
        block = placed.block
        lines = [with_prefix(labels.note, text) if not index else text for index, text in enumerate(block.notes)]
        if block.source:
            lines.append(with_prefix(labels.source, block.source))
        written = [run(line) for line in lines]
        if placed.synthetic:
            mark = run(labels.synthetic, self.template.style("Stand-in Mark"))
            if block.source:
                written[-1] += run("  ") + mark
            else:
                written.append(mark)
        style, last = self.template.style("Table Foot"), f'<w:spacing w:after="{round(6 * _TWIPS)}"/>'
        return [
            paragraph(style, line, last if index == len(written) - 1 else "<w:keepNext/>")
            for index, line in enumerate(written)
        ]

    def _colophon(self) -> None:
        self._turn(False)
        labels, report = self.labels, self.outline.report
        self._add("Heading 1", self.numbering.marked(self.numbering.names[_ABOUT], run(labels.about)))
        for name, (style, lines) in self._about().items():
            self._add("Heading 2", self.numbering.marked(self.numbering.names[name], run(name)))
            for text in lines:
                self._add(style, run(text))
        for label, value in (*report.facts, (labels.protection, report.protection)):
            self._add("Colophon", run(label, self.template.style("Caption Label")) + run(f"\t{value}"))

    def _about(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the sections of the colophon: how the numbers were made, from what, and by what."""
        report, labels = self.outline.report, self.labels
        found = {}
        if report.method:
            found[labels.method] = "Body Text", report.method
        if sources := sources_of(report):
            found[labels.sources] = "List Bullet", sources
        return found | {labels.made_of: ("Body Text", ())} if found else {}

    def _turn(self, on_its_side: bool) -> None:
        """Begin a page on its side, or upright again; nothing where it already is."""
        if on_its_side != self.turned:
            self.parts.append(f"<w:p><w:pPr>{self._section()}</w:pPr></w:p>")
            self.turned = on_its_side

    def _section(self) -> str:
        """Return the properties of the section that ends here."""
        if self.turned:
            return self.sections.on_its_side
        first, self.begun = not self.begun, True
        return self.sections.first if first else self.sections.upright

    def _bookmark(self, chapter: ChapterOutline, placed: Placed | None = None) -> str:
        return self.numbering.names[_key(chapter, placed)]

    def _number(self, key: str) -> str:
        """Return the name of the bookmark around the number alone."""
        return self.numbering.bookmark(f"{key}/nr", f"{self.numbering.names[key]}_nr")


def _key(chapter: ChapterOutline, placed: Placed | None = None) -> str:
    return f"{chapter.chapter.slug}/{placed.anchor if placed else ''}"
