"""Evalueringsrapport IV as it is built: every figure and table under its number, numbers that agree with print, and
documents that open.
"""

import re
import subprocess
from pathlib import Path

import pypdf
import pytest
from svarbenk.batch import build, read_plan
from svarbenk.documents import read_results
from svarbenk.kontroll import hold_report_against_print

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.batch

# The report's own lists of figures and tables: those of surveys, and those of registers and documents.
SURVEY_FIGURES = [
    "4-5",
    "4-6",
    "4-7",
    "4-8",
    "4-9",
    "4-10",
    "4-11",
    "4-12",
    "4-13",
    "5-2",
    "5-4",
    "6-3",
    "6-4",
    "6-5",
    "6-6",
    "7-3",
    "7-4",
    "7-6",
    "7-19",
    "7-20",
    "7-22",
    "7-23",
    "7-24",
    "8-1",
    "8-2",
    "8-3",
    "10-2",
    "10-3",
    "10-4",
]
REGISTER_FIGURES = [
    "1-1",
    "2-1",
    "2-2",
    "2-3",
    "3-1",
    "3-2",
    "3-3",
    "3-4",
    "3-5",
    "3-6",
    "3-7",
    "3-8",
    "4-1",
    "4-2",
    "4-3",
    "4-4",
    "5-1",
    "5-3",
    "6-1",
    "6-2",
    "6-7",
    "7-1",
    "7-2",
    "7-5",
    "7-7",
    "7-8",
    "7-9",
    "7-10",
    "7-11",
    "7-12",
    "7-13",
    "7-14",
    "7-15",
    "7-16",
    "7-17",
    "7-18",
    "7-21",
    "10-1",
]
TABLES = [
    "1-1", "3-1", "3-2", "3-3", "3-4", "5-1", "5-2", "6-1", "7-1", "7-2", "7-3", "7-4", "7-5",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(clean_answers, tmp_path_factory):
    """The whole report, built once from stand-in answers."""
    out = tmp_path_factory.mktemp("rapport") / "rapport-iv"
    build(read_plan("rapport-iv", ROOT), ROOT, out, clean_answers)
    return out


@pytest.fixture(scope="module")
def report(built):
    return read_results(built)


def numbered(report, kind):
    return {block.number: block for chapter in report.chapters for block in chapter.blocks if block.kind == kind}


def test_there_are_as_many_as_the_report_lists():
    assert len(SURVEY_FIGURES) == 29
    assert len(REGISTER_FIGURES) + len(SURVEY_FIGURES) == 67
    assert len(TABLES) == 13


def test_every_survey_figure_is_drawn_from_stand_in_answers_and_marked(report):
    figures = numbered(report, "figure")
    assert [number for number in SURVEY_FIGURES if number not in figures] == []
    assert [number for number in SURVEY_FIGURES if not figures[number].synthetic] == []
    assert [number for number in SURVEY_FIGURES if not figures[number].sheets] == []


def test_every_register_figure_is_drawn_or_says_what_is_missing(report):
    figures = numbered(report, "figure")
    said = " ".join(
        "".join(run.text for run in block.runs)
        for chapter in report.chapters
        for block in chapter.blocks
        if block.kind == "paragraph"
    ).replace("\u00a0", " ")
    missing = [number for number in REGISTER_FIGURES if number not in figures]
    assert [number for number in missing if not re.search(rf"Figur {number}\b", said)] == []
    # numbers of registers are printed ones, not stand-in data
    assert [number for number in REGISTER_FIGURES if number in figures and figures[number].synthetic] == []


def test_every_table_is_there(report):
    tables = numbered(report, "table")
    assert [number for number in TABLES if number not in tables] == []


def test_appendices_have_every_question(report, clean_answers):
    from svarbenk.codebook import read_codebook

    asked = {block.question for chapter in report.chapters for block in chapter.blocks if block.kind == "table"}
    for survey in ("fastlege", "lis1", "kommune"):
        questions = {
            item.id
            for question in read_codebook(survey, clean_answers).questions
            if question.kind != "text"
            for item in (question.item_questions() if question.kind == "battery" else [question])
        }
        assert questions - asked == set(), survey


def test_numbers_read_back_from_word_and_pages_agree_with_print(built, clean_answers):
    found = hold_report_against_print(built, clean_answers)
    assert found.differences == ()
    assert found.cells > 20_000
    held = [each for by_document in found.comparisons.values() for these in by_document.values() for each in these]
    assert {name for by_document in found.comparisons.values() for name in by_document} == {"Word", "HTML"}
    assert [each.entry.cell for each in held if each.status == "conflict"] == []
    absent = [each for each in held if each.status == "absent"]
    assert len(absent) < 0.05 * len(held), sorted({each.entry.question for each in absent})


def test_chapters_open_with_their_largest_changes(report):
    for chapter in report.chapters:
        if re.fullmatch(r"\d+", chapter.number) and chapter.number != "1":
            kinds = [block.kind for block in chapter.blocks[:4]]
            assert "list" in kinds or chapter.blocks[0].kind == "paragraph", chapter.slug
            listed = [block for block in chapter.blocks[:4] if block.kind == "list"]
            assert all(1 <= len(block.items) <= 7 for block in listed), chapter.slug


@pytest.mark.browser
@pytest.mark.parametrize("chapter", ["03", "04", "vedlegg-d"])
def test_axe_finds_no_serious_barrier(built, program, chapter):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    [page_file] = (built / "kapitler").glob(f"{chapter}-*.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program("browser"), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(page_file.as_uri())
        found = Axe().run(page).response["violations"]
        browser.close()
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


@pytest.mark.libreoffice
def test_word_opens_and_converts_with_every_figure(built, report, tmp_path):
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(built / "rapport-iv.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    converted = pypdf.PdfReader(tmp_path / "rapport-iv.pdf")
    pictures = sum(len(page.images) for page in converted.pages)
    assert pictures >= len(numbered(report, "figure"))


@pytest.mark.poppler
def test_the_pdf_has_norwegian_letters_and_hard_spaces(built):
    text = subprocess.run(["pdftotext", str(built / "rapport-iv.pdf"), "-"], check=True, capture_output=True).stdout
    words = text.decode("utf-8")
    assert "Økonomisk trygghet" in words
    assert "næringsdrivende" in words
    # a hard space, whatever the reader makes of it, keeps a number on one line
    assert re.search(r"n[ \u00a0]=[ \u00a0]\d+–1[ \u00a0]338 respondenter", words)
    assert re.search(r"\d[ \u00a0]%", words)
    assert "\ufffd" not in words
