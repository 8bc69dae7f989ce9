"""How a Word report looks: named styles, so that a client can change them in one place.

Fonts are ones that Word brings; LibreOffice sets metric twins in their place.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle

TEXT_FONT = "Cambria"
SIGN_FONT = "Calibri"
ACCENT = "17495C"
INK = "1C2529"
QUIET = "55646B"
HAIR = "D5DDE0"
TINT = "EFF4F5"
AMBER = "FDF1D3"
BROWN = "4A3208"
TEXT_WIDTH = Mm(160)
TABLE_STYLE = "Report Table"

_WORDS_OWN = {"toc 1", "toc 2", "toc 3", "table of figures"}
_AFTER_BORDER = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"),
    *("w:outlineLvl", "w:rPr"),
)
_HEADINGS = ((20, 0, 18), (14, 22, 7), (12, 16, 5), (11, 14, 4), (11, 12, 4))


def apply_styles(document: Document, locale: str) -> None:
    """Give a new document the report's styles, language and hyphenation.

    Parameters
    ----------
    document : Document
        A document as python-docx makes it.
    locale : str
        Such as ``nb-NO``.
    """
    set_language(document, locale)
    _set_up(document)
    _style(document, "Normal", TEXT_FONT, 11, INK)
    body = _style(document, "Body Text", TEXT_FONT, 11, INK, after=8)
    body.paragraph_format.widow_control = True
    for level, (size, before, after) in enumerate(_HEADINGS, start=1):
        style = _style(document, f"Heading {level}", SIGN_FONT, size, ACCENT, before, after, bold=True)
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.line_spacing = 1.05
        _put(style, OxmlElement("w:suppressAutoHyphens"))
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    title = _style(document, "Title", SIGN_FONT, 30, ACCENT, before=150, after=8, bold=True)
    title.paragraph_format.line_spacing = 1.0
    _put(title, OxmlElement("w:suppressAutoHyphens"))
    subtitle = _style(document, "Subtitle", SIGN_FONT, 15, INK, after=18)
    for style in (title, subtitle):
        _remove(style.element, "w:pBdr", "w:spacing", "w:kern")
    subtitle.font.italic = subtitle.font.bold = False
    contents = _style(document, "TOC Heading", SIGN_FONT, 16, ACCENT, before=18, after=8, bold=True)
    contents.paragraph_format.page_break_before = False
    for level, (indent, before, bold) in enumerate(((0, 7, True), (6, 1, False), (12, 0, False)), start=1):
        _contents_style(document, f"toc {level}", indent, before, bold)
    _contents_style(document, "table of figures", 0, 3, False)
    lead = _style(document, "Lead", TEXT_FONT, 12.5, INK, before=4, after=14)
    lead.paragraph_format.left_indent = Mm(5)
    _put(lead, _left_bar())
    quote = _style(document, "Quote", TEXT_FONT, 11, INK, before=4, after=12)
    quote.font.italic = True
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(8)
    _style(document, "Note", SIGN_FONT, 9, QUIET, after=8)
    colophon = _style(document, "Colophon", SIGN_FONT, 10, INK, after=4)
    colophon.paragraph_format.left_indent = Mm(40)
    colophon.paragraph_format.first_line_indent = -Mm(40)
    colophon.paragraph_format.tab_stops.add_tab_stop(Mm(40))
    _style(document, "Front Note", SIGN_FONT, 10, INK, before=6, after=6)
    for name in ("List Bullet", "List Number"):
        _style(document, name, TEXT_FONT, 11, INK, after=4)
    caption = _style(document, "Caption", SIGN_FONT, 10, INK, before=16, after=5)
    caption.font.bold = False
    caption.paragraph_format.keep_with_next = True
    cell = _style(document, "Table Text", SIGN_FONT, 9, INK, before=2, after=2)
    number = _style(document, "Table Number", SIGN_FONT, 9, INK, before=2, after=2)
    number.base_style = cell
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = _style(document, "Table Foot", SIGN_FONT, 8.5, QUIET, before=2, after=1)
    for style in (caption, cell, number, foot):
        style.paragraph_format.line_spacing = 1.0
    for name in ("Header", "Footer"):
        _style(document, name, SIGN_FONT, 8.5, QUIET).paragraph_format.tab_stops.clear_all()
    _character_styles(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def right_tab(paragraph_format: object, width: Emu, leader: WD_TAB_LEADER = WD_TAB_LEADER.SPACES) -> None:
    """Put one tab stop at the right edge."""
    paragraph_format.tab_stops.clear_all()
    paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, leader)


def _style(
    document: Document,
    name: str,
    font: str,
    size: float,
    colour: str,
    before: float = 0,
    after: float = 0,
    bold: bool | None = None,
) -> BaseStyle:
    styles = document.styles
    known = name in (style.name for style in styles)
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _WORDS_OWN)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = bold
    # the theme's fonts would win over the named one
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if name not in ("Normal", "Header", "Footer"):
        style.quick_style = True
        style.hidden = False
    if name not in (
        "Normal",
        "Table Text",
        "Table Number",
        "Table Foot",
        "Header",
        "Footer",
        "Caption",
        "Title",
        "TOC Heading",
    ):
        style.paragraph_format.line_spacing = 1.2
    return style


def _contents_style(document: Document, name: str, indent: float, before: float, bold: bool) -> None:
    style = _style(document, name, SIGN_FONT, 10.5, INK, before=before, after=2, bold=bold)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.left_indent = Mm(indent)
    style.paragraph_format.right_indent = Mm(10)
    right_tab(style.paragraph_format, TEXT_WIDTH, WD_TAB_LEADER.DOTS)


def _character_styles(document: Document) -> None:
    label = document.styles.add_style("Caption Label", WD_STYLE_TYPE.CHARACTER)
    label.font.bold = True
    label.font.color.rgb = RGBColor.from_string(ACCENT)
    mark = document.styles.add_style("Stand-in Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.bold = True
    mark.font.color.rgb = RGBColor.from_string(BROWN)
    mark.element.get_or_add_rPr().append(shaded(AMBER))
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = RGBColor.from_string(ACCENT)
    link.font.underline = True
    code = document.styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name = "Consolas"
    code.font.size = Pt(9.5)


def set_language(document: Document, locale: str) -> None:
    """Say which language a document is in, for spelling, hyphenation and reading aloud."""
    for defaults in document.styles.element.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
        language = defaults.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            defaults.append(language)
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), locale)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), locale)


def _set_up(document: Document) -> None:
    settings = document.settings.element
    hyphenate = OxmlElement("w:autoHyphenation")
    hyphenate.set(qn("w:val"), "true")
    # the schema wants it in its place among the settings, and Word is strict about that
    settings.find(qn("w:defaultTabStop")).addnext(hyphenate)
    # an older mode moves the tables out of the margin, and says «compatibility mode» in the title bar
    for setting in settings.find(qn("w:compat")).findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _remove(style: object, *names: str) -> None:
    """Take away what the standard template adds to a style: lines, and letters that are pulled apart."""
    for part in (style.get_or_add_pPr(), style.get_or_add_rPr()):
        for name in names:
            # spacing between lines has the same name, and is ours
            for element in part.findall(qn(name)):
                if name != "w:spacing" or element.get(qn("w:val")) is not None:
                    part.remove(element)


def _put(style: BaseStyle, element: object) -> None:
    """Add a property to a paragraph style in the place that the schema gives it; Word is strict about that."""
    after = _AFTER_BORDER if element.tag == qn("w:pBdr") else _AFTER_BORDER[2:]
    style.element.get_or_add_pPr().insert_element_before(element, *after)


def shaded(fill: str) -> object:
    """Make the XML of a background colour."""
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')


def _left_bar() -> object:
    return parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
    )


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE.replace(" ", "")}">
  <w:name w:val="{TABLE_STYLE}"/>
  <w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"/>
      <w:bottom w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:tcBorders>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>
    </w:tcBorders></w:tcPr>
  </w:tblStylePr>
</w:style>"""
