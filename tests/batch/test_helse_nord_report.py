"""The report on the kommuner, read back from its files."""

import hashlib
import json
import re
import subprocess

import nbformat
import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

pytestmark = pytest.mark.batch

CHAPTERS = ("08-stabilitet-og-turnover", "09-fastlegene-som-slutter", "10-kommunene", "12-alis-nord")
TABLES = [f"10.{number}" for number in range(1, 20)]
# Helse Nord 2019, «Alle kommuner» of tables 10.2, 10.7, 10.9, 10.12 and 10.17 with row per cent worked out by hand
PRINTED = ["47 (60 %)", "49 (65 %)", "63 (81 %)", "26 (34 %)", "20 (26 %)"]


def plain(text: str) -> str:
    whole = re.sub(r"\u00ad\s*|(?<=[a-zæøå])-\n(?=[a-zæøå])", "", text)  # words hyphenated at a line's end
    return re.sub(r"\s+", " ", whole.replace("\u00a0", " "))


def words(page) -> str:
    """What a page says, without its markup; a number that is a link is part of its sentence."""
    source = re.sub(r"</?(?:a|em|strong|code)\b[^>]*>", "", page.read_text(encoding="utf-8"))
    return re.sub(r"<[^>]+>", " ", source)


@pytest.fixture(scope="session")
def texts(built):
    """The words of the report in each format."""
    out, _, _ = built
    word = Document(out / "helse-nord.docx")
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    book = openpyxl.load_workbook(out / "figurdata.xlsx")
    return {
        "html": plain(words(out / "kapitler" / "10-kommunene.html")),
        "docx": plain(" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])),
        "pdf": plain(" ".join(page.extract_text() for page in PdfReader(out / "helse-nord.pdf").pages)),
        "xlsx": plain(
            " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        ),
    }


def test_every_file_is_there(built):
    out, _, _ = built
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    chapters = {f"kapitler/{name}{end}" for name in CHAPTERS for end in (".html", ".ipynb")}
    wanted = {"index.html", "helse-nord.docx", "helse-nord.pdf", "figurdata.xlsx", "manifest.json", *chapters}
    assert wanted <= names


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "xlsx"])
def test_every_printed_table_is_there(format, texts):
    for number in TABLES:
        assert f"Tabell {number}" in texts[format], number


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_the_formats_agree_with_print(format, texts):
    for cell in PRINTED:
        assert cell in texts[format]
    assert "Syntetiske data" in texts[format]


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_the_chapter_says_where_a_printed_p_is_not_right(format, texts):
    assert "rapporten oppgir 0,006; tallene gir 0,009" in texts[format]  # table 10.15, line 2872
    assert "rapporten oppgir 0,969" in texts[format]  # table 10.14, line 2809
    assert "rapporten har ikke fylt inn p-verdien" in texts[format]  # table 10.8, line 2376


def test_excel_has_a_sheet_per_table_and_figure(built):
    book = openpyxl.load_workbook(built[0] / "figurdata.xlsx")
    for number in TABLES:
        assert f"Tabell {number}" in book.sheetnames
    cells = {cell for row in book["Tabell 10.2"].iter_rows(values_only=True) for cell in row}
    assert {47, 25, 6, 40, 78} <= cells


def test_manifest_tells_what_went_in(built):
    out, _, _ = built
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert told["parameters"]["threshold"] == 0
    assert told["protection"] == {"threshold": 0, "on": False}
    assert told["codebooks"] == {"helse-nord-kommune": 1}
    assert told["synthetic"] is True
    assert told["packages"]["pandas"].startswith("3.")
    assert len(told["chapters"]) == len(CHAPTERS)
    assert all(chapter["status"] == "ok" and chapter["seconds"] > 0 for chapter in told["chapters"])
    for name, digest in told["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert all(len(digest) == 64 for digest in told["inputs"].values())


def test_no_path_of_the_machine_and_no_unit_is_in_the_report(built, data_folder):
    out, _, _ = built
    for path in out.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert str(data_folder.root) not in text
            assert "/tmp/" not in text
            assert "Kommune 0" not in text
            assert "@eksempel" not in text


def test_the_executed_notebook_is_the_audit_trail(built):
    executed = nbformat.read(built[0] / "kapitler" / "10-kommunene.ipynb", as_version=4)
    counts = [cell.execution_count for cell in executed.cells if cell.cell_type == "code"]
    assert counts == sorted(counts)
    assert not any("papermill" in cell.metadata for cell in executed.cells)


def test_progress_is_shown(built):
    _, _, told = built
    assert sorted(told.ran_chapters) == sorted(CHAPTERS)
    assert told.written == ["helse-nord"]
    assert told.order[-1] == "helse-nord"
    assert told.failures == []


def test_pdf_is_tagged_and_in_norwegian(built):
    reader = PdfReader(built[0] / "helse-nord.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nb")
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()


def test_word_has_headings_captions_and_alt_text(built):
    word = Document(built[0] / "helse-nord.docx")
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2", "Caption"} <= styles
    described = word.element.body.xpath(".//wp:docPr[@descr]")
    assert len(described) == 8 + 1 + 2 + 2  # one a figure, of chapters 10, 8, 9 and 12
    assert all(len(drawing.get("descr")) > 20 for drawing in described)


def test_stakeholders_see_no_small_count_and_no_test(built_for_stakeholders):
    out, facts = built_for_stakeholders
    assert facts["protection"] == {"threshold": 5, "on": True}
    book = openpyxl.load_workbook(out / "figurdata.xlsx")
    hidden = 0
    for number in (2, 4, 7, 9, 12):
        rows = list(book[f"Table 10.{number}"].iter_rows(values_only=True))
        hidden += sum(cell == ":" for row in rows for cell in row)
    assert hidden > 50
    page = plain(words(out / "kapitler" / "10-kommunene.html"))
    # 10.2 by population: 3 and 1 of 29 in the smallest are hidden, and so is what would give them away
    assert not re.search(r"\b[1-4] \(\d+%\)", page)
    assert "Fisher's exact test, p" not in page
    assert "(p <" not in page
    assert "Counts below 5 are hidden" in plain((out / "index.html").read_text(encoding="utf-8"))


@pytest.mark.libreoffice
def test_word_opens_in_libreoffice(built, tmp_path, program):
    subprocess.run(
        [program("libreoffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf",
         "--outdir", tmp_path, built[0] / "helse-nord.docx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    text = plain(" ".join(page.extract_text() for page in PdfReader(tmp_path / "helse-nord.pdf").pages))
    assert "Tabell 10.19" in text
    assert "Syntetiske data" in text


def test_register_tables_list_what_print_says_otherwise(built):
    out, _, _ = built
    eight = plain(words(out / "kapitler" / "08-stabilitet-og-turnover.html"))
    assert "summen over folketall – trykt: 552, regnet: 641" in eight  # table 8.3
    assert "15,2 prosent" in eight  # 83 of 547
    assert "15,0 prosent" in eight  # 83 of 554
    twelve = plain(words(out / "kapitler" / "12-alis-nord.html"))
    assert "P-verdien for sentralitet – trykt: < 0,001, regnet: 0,0011" in twelve.replace("&lt;", "<")
