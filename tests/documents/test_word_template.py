"""The template of the Word report: what an evaluator can change, and what is told when something is missing."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from svarbenk.documents import write_template, write_word
from svarbenk.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def template(tmp_path):
    """The template as it is handed out."""
    return write_template(tmp_path / "mal" / "rapport.docx")


def changed(template, change):
    document = docx.Document(str(template))
    change(document)
    document.save(str(template))
    return template


def test_the_template_in_the_project_is_what_the_command_writes(template):
    assert (ROOT / "reports" / "maler" / "rapport.docx").read_bytes() == template.read_bytes()


def test_it_shows_every_style_and_has_no_running_text(template):
    document = docx.Document(str(template))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Caption", "List Bullet"} <= used
    assert {"List Number", "Note", "Quote", "Lead"} <= used
    assert not any(section.header.paragraphs[0].text for section in document.sections)


def test_styles_page_and_margins_are_the_evaluators(report, template, tmp_path):
    def change(document):
        document.styles["Body Text"].font.name = "Garamond"
        document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
        document.styles["Caption"].font.size = Pt(13)
        section = document.sections[-1]
        section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(20), Mm(30)

    written = docx.Document(str(write_word(report, tmp_path / "r.docx", changed(template, change))))
    prose = next(paragraph for paragraph in written.paragraphs if paragraph.text.startswith("Kommunene ble spurt"))
    assert prose.style.font.name == "Garamond"
    assert written.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0)
    assert written.styles["Caption"].font.size == Pt(13)
    assert {round(section.page_width.mm) for section in written.sections} == {200, 297}
    widths = [int(column.get(qn("w:w"))) for column in written.tables[0]._tbl.tblGrid]
    assert sum(widths) == pytest.approx(150 / 25.4 * 1440, abs=5)
    assert round(written.inline_shapes[0].width.mm) == 150
    assert "Stiler som må finnes" not in " ".join(paragraph.text for paragraph in written.paragraphs)


def test_empty_headers_are_filled_and_others_kept_with_the_mark(report, template, tmp_path):
    written = docx.Document(str(write_word(report, tmp_path / "r.docx", template)))
    assert "Fastlegeordningen i Nord-Norge\tSyntetiske data" in written.sections[0].header.paragraphs[0].text

    def change(document):
        document.sections[-1].header.paragraphs[0].text = "Konsulentene AS"
        document.sections[-1].footer.paragraphs[0].text = "Fortrolig"

    written = docx.Document(str(write_word(report, tmp_path / "k.docx", changed(template, change))))
    assert [each.text for each in written.sections[0].header.paragraphs] == ["Konsulentene AS", "Syntetiske data"]
    assert [each.text for each in written.sections[0].footer.paragraphs] == ["Fortrolig"]


def test_styles_are_found_by_name_whatever_their_id(report, template, tmp_path):
    """Norwegian Word writes w:styleId="Overskrift1" for the style whose name in the file is «heading 1»."""

    def change(document):
        for style in document.styles.element.iter(qn("w:style")):
            if style.get(qn("w:styleId")) in ("Heading1", "Caption", "BodyText"):
                style.set(qn("w:styleId"), f"Norsk{style.get(qn('w:styleId'))}")

    written = docx.Document(str(write_word(report, tmp_path / "r.docx", changed(template, change))))
    heading = next(
        each for each in written.paragraphs if each.text.startswith("10 Kommunenes") and "toc" not in each.style.name
    )
    assert heading.style.style_id == "NorskHeading1"


def test_missing_styles_are_told_by_name_all_at_once(report, template, tmp_path):
    def change(document):
        for name in ("Note", "List Bullet"):
            document.styles[name].delete()

    with pytest.raises(InputError, match="malen mangler stilene «List Bullet», «Note»; ventet Title, Heading 1"):
        write_word(report, tmp_path / "r.docx", changed(template, change))
    assert not (tmp_path / "r.docx").exists()


def test_styles_that_can_be_done_without_are_added_in_the_templates_type(report, template, tmp_path):
    def change(document):
        for name in ("Lead", "Table Foot"):
            document.styles[name].delete()

    written = docx.Document(str(write_word(report, tmp_path / "r.docx", changed(template, change))))
    assert written.styles["Lead"].font.name is None
    assert written.styles["Table Foot"].font.size == Pt(8.5)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"], ids=["empty", "text", "half a zip"])
def test_a_file_that_is_no_word_document_is_told(report, tmp_path, content):
    file = tmp_path / "mal.docx"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"mal\.docx: kan ikke leses som Word-mal; ventet et Word-dokument"):
        write_word(report, tmp_path / "r.docx", file)
    with pytest.raises(InputError, match="kan ikke leses som Word-mal"):
        write_word(report, tmp_path / "r.docx", tmp_path / "finnes-ikke.docx")
