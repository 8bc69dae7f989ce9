import re
import shutil
import subprocess
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from svarbenk.documents import write_word


@pytest.fixture(scope="module")
def document(written):
    return docx.Document(str(written / "helse-nord-2019.docx"))


def texts(document, style):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def instructions(element):
    return [found.text.strip() for found in element.iter(qn("w:instrText"))]


def test_headings_have_real_styles(document):
    assert texts(document, "Title") == ["Fastlegeordningen i Nord-Norge"]
    assert texts(document, "Heading 1") == [
        "10 Kommunenes planer for legetjenesten",
        "Vedlegg A Utvalg og frafall",
        "Om rapporten",
    ]
    assert texts(document, "Heading 2") == [
        *("10.1 Fastlegenes planer", "10.2 Planer for legetjenesten", "Frafall"),
        *("Slik er tallene laget", "Datakilder", "Bygget av"),
    ]
    assert texts(document, "Heading 3") == ["Tiltak som fastlegene peker på"]
    assert len(texts(document, "List Bullet")) == 5 + 1
    assert texts(document, "List Number") == ["Først ble svarene renset.", "Så ble de talt."]
    assert texts(document, "Quote")[0].startswith("«Vi har ikke råd")


def test_every_style_that_is_used_is_there(document):
    known = {style.style_id for style in document.styles}
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.first_page_header._element, section.footer._element]
    used = {
        mark.get(qn("w:val"))
        for part in parts
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for mark in part.iter(qn(name))
    }
    assert len(used) > 15
    assert used <= known


def test_captions_carry_counting_fields(document):
    captions = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
    shown = [re.sub(r"\. .*", "", caption.text) for caption in captions]
    assert shown == ["Figur 10.1", "Tabell 10.2", "Tabell 10.3", "Tabell A.1"]
    assert [instructions(caption._p) for caption in captions] == [
        ["SEQ Figur \\* ARABIC"],
        ["SEQ Tabell \\* ARABIC \\r 2"],
        ["SEQ Tabell \\* ARABIC"],
        ["SEQ Tabell \\* ARABIC \\r 1"],
    ]
    for caption in captions:
        assert caption._p.findall(qn("w:bookmarkStart"))
        assert caption.style.paragraph_format.keep_with_next


def test_contents_are_there_before_word_counts(document):
    fields = [text for text in instructions(document.element.body) if text.startswith("TOC")]
    assert fields == ['TOC \\o "1-3" \\h \\z \\u', 'TOC \\h \\z \\c "Tabell"', 'TOC \\h \\z \\c "Figur"']
    listed = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.style.name == "toc 1"]
    assert listed == texts(document, "Heading 1")
    # only Word knows its pages; it offers to fill in their numbers
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"


def test_fields_are_closed_and_links_lead_to_bookmarks(document):
    body = document.element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in names)
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert set(anchors) <= set(names)
    assert len(anchors) == 3 + 3 + 1 + 3 + 3 + 1
    pages = [text.split()[1] for text in instructions(body) if text.startswith("PAGEREF")]
    assert pages == anchors


def test_references_in_the_prose_are_fields_that_show_the_number(document):
    body = document.element.body
    names = {mark.get(qn("w:name")): mark for mark in body.iter(qn("w:bookmarkStart"))}
    fields = [text for text in instructions(body) if text.startswith("REF ")]
    assert fields == ["REF tabell_10_2_nr \\h \\* CHARFORMAT"]
    number = names["tabell_10_2_nr"]
    shown = ""
    for element in number.itersiblings():
        if element.tag == qn("w:bookmarkEnd"):
            break
        shown += "".join(text.text for text in element.iter(qn("w:t")))
    assert shown == "10.2"
    prose = next(text for text in texts(document, "Body Text") if "Svarene i" in text)
    assert "Svarene i tabell 10.2 viser" in prose


def test_tables_repeat_their_header_and_keep_rows_whole(document):
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.style.name == "Report Table"
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        before = table._tbl.getprevious()
        assert before.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val")) == "Caption"
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == ["Kommuner", "Ja", "Nei", "Usikker", "Totalt"]
    assert first.rows[1].cells[1].text == "47\u00a0(60\u00a0%)"
    spanning = first._tbl.tr_lst[2].tc_lst
    assert len(spanning) == 1
    assert spanning[0].grid_span == 5


def test_figure_has_alternative_text(document):
    (shape,) = document.inline_shapes
    properties = shape._inline.docPr
    assert properties.get("descr").startswith("Liggende stolper for fire runder")
    assert properties.get("title") == "Figur 10.1"
    assert round(shape.width.mm) == 160


def test_every_page_says_stand_in_data_and_its_number(document):
    for section in document.sections:
        assert "Syntetiske data" in section.header.paragraphs[0].text
        assert "Fastlegeordningen i Nord-Norge" in section.header.paragraphs[0].text
        assert instructions(section.footer._element) == ["PAGE", "NUMPAGES"]
        assert section.page_width.mm == pytest.approx(210, abs=0.2)
    assert "Syntetiske data" in document.sections[0].first_page_header.paragraphs[0].text
    feet = texts(document, "Table Foot")
    assert sum("Syntetiske data" in text for text in feet) == 2


def test_no_mark_without_stand_in_data(report, tmp_path):
    clean = report.model_copy(update={"chapters": report.chapters[1:]})
    path = write_word(clean, tmp_path / "r.docx")
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "tyles" not in name:
                assert "Syntetiske" not in parts.read(name).decode()


def test_language_and_properties(document):
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "nb-NO"
    properties = document.core_properties
    assert properties.title == "Fastlegeordningen i Nord-Norge"
    assert properties.author == properties.last_modified_by == "svarbenk"
    assert properties.language == "nb-NO"
    assert properties.comments == ""


def test_numbered_lists_begin_at_one(document, report, tmp_path):
    chapter = report.chapters[0]
    numbered = next(block for block in chapter.blocks if block.kind == "list" and block.ordered)
    twice = chapter.model_copy(update={"blocks": (numbered, *chapter.blocks)})
    again = docx.Document(str(write_word(report.model_copy(update={"chapters": (twice,)}), tmp_path / "r.docx")))
    items = [paragraph for paragraph in again.paragraphs if paragraph.style.name == "List Number"]
    assert len({item._p.pPr.numPr.numId.val for item in items}) == 2


def test_a_wide_table_turns_the_page(report, tmp_path):
    chapter = report.chapters[0]
    table = next(block for block in chapter.blocks if block.kind == "table" and len(block.columns) == 8)
    rows = tuple(row.model_copy(update={"cells": row.cells * 2}) for row in table.rows)
    wide = table.model_copy(update={"columns": table.columns * 2, "rows": rows})
    turned = report.model_copy(update={"chapters": (chapter.model_copy(update={"blocks": (wide,)}),)})
    document = docx.Document(str(write_word(turned, tmp_path / "r.docx")))
    assert [round(section.page_width.mm) for section in document.sections] == [210, 297, 210]


def test_equal_reports_give_equal_bytes(report, written, tmp_path):
    path = write_word(report, tmp_path / "r.docx")
    assert path.read_bytes() == (written / "helse-nord-2019.docx").read_bytes()


@pytest.mark.libreoffice
@pytest.mark.poppler
@pytest.mark.slow
def test_libreoffice_opens_it_with_every_figure(written, document, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(shutil.which("soffice") or "soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "pdf", "--outdir", tmp_path, written / "helse-nord-2019.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pdf = pypdf.PdfReader(tmp_path / "helse-nord-2019.pdf")
    pages = [page.extract_text() for page in pdf.pages]
    assert 5 <= len(pages) <= 9
    assert all("Syntetiske data" in page for page in pages)
    whole = " ".join(pages)
    listed = subprocess.run(["pdfimages", "-list", tmp_path / "helse-nord-2019.pdf"], capture_output=True, text=True)
    kinds = [line.split()[2] for line in listed.stdout.splitlines()[2:]]
    assert kinds.count("image") == len(document.inline_shapes) == 1
    for text in ("Tabell 10.2.", "Tabell A.1.", "Figur 10.1.", "Færre enn 2", "Øvrige samarbeid", "Side 2 av"):
        assert text in whole
