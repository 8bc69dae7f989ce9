import subprocess

import pypdf
import pytest
from svarbenk.documents import write_pdf


@pytest.fixture(scope="module")
def pdf(written) -> pypdf.PdfReader:
    return pypdf.PdfReader(written / "helse-nord-2019.pdf")


@pytest.fixture(scope="module")
def pages(pdf) -> list[str]:
    return [page.extract_text().replace("\u00a0", " ") for page in pdf.pages]


def structure(pdf) -> list[dict]:
    """All elements of the tag tree."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if isinstance(element, list):
            waiting = [*element, *waiting]
        elif isinstance(element, dict):
            found.append(element)
            if "/K" in element:
                waiting.insert(0, element["/K"])
    return [element for element in found if "/S" in element]


def test_it_is_tagged_and_says_its_language(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nb-NO"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Fastlegeordningen i Nord-Norge"
    assert pdf.metadata.author == "svarbenk"


def test_it_says_that_it_is_pdf_ua(pdf):
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in xmp.replace(" ", "") or 'pdfuaid:part="1"' in xmp


def test_bookmarks_follow_the_chapters(pdf):
    def titles(entries):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    assert titles(pdf.outline) == [
        *("Innhold", "Tabeller", "Figurer"),
        "10 Kommunenes planer for legetjenesten",
        ["10.1 Fastlegenes planer", "10.2 Planer for legetjenesten", ["Tiltak som fastlegene peker på"]],
        "Vedlegg A Utvalg og frafall",
        ["Frafall"],
        "Om rapporten",
        ["Slik er tallene laget", "Datakilder", "Bygget av"],
    ]


def test_text_can_be_read_out_again(pages):
    whole = "\n".join(pages)
    for text in (
        *("Færre enn 2 000 innbyggere", "Øvrige samarbeid", "har eller utarbeider en plan", "47 (60 %)"),
        *("Sentralitet (p < 0,001)", "«Vi har ikke råd til å miste én fastlege til.", "Kilde: Spørreundersøkelse"),
        *("Merk: «:» er skjermet", "Tabell 10.2.", "Runde IV (n = 2 101)", "helse-nord-kommune.yaml"),
    ):
        assert text in whole
    assert "«»" not in whole
    assert "««" not in whole


@pytest.mark.poppler
def test_letters_and_hard_spaces_are_right_outside_python_too(written):
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", written / "helse-nord-2019.pdf", "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    lines = [line.replace("\u00a0", " ") for line in told.splitlines()]
    for words in ("Færre enn 2 000 innbyggere", "Øvrige samarbeid", "47 (60 %)"):
        # a hard space keeps a number on one line
        assert any(words in line for line in lines), words
    assert all(sign in told for sign in "æøåØé–«»<")
    assert "\ufffd" not in told


def test_every_page_is_marked_and_numbered(pages):
    assert all("Syntetiske data" in page for page in pages)
    assert all(f"Side {number} av {len(pages)}" in page for number, page in enumerate(pages, 1) if number > 1)


def test_no_mark_without_stand_in_data(report, tmp_path):
    clean = report.model_copy(update={"chapters": report.chapters[1:]})
    pages = pypdf.PdfReader(write_pdf(clean, tmp_path / "r.pdf")).pages
    assert not any("Syntetiske" in page.extract_text() for page in pages)


def test_tables_and_figures_are_tagged(pdf):
    kinds = [element["/S"] for element in structure(pdf)]
    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") >= 5 + 9 + 5 + 6
    assert "/THead" in kinds
    figures = [element for element in structure(pdf) if element["/S"] == "/Figure"]
    assert any("Liggende stolper" in str(figure.get("/Alt")) for figure in figures)


def test_a_long_table_repeats_its_header(report, tmp_path):
    chapter = report.chapters[1]
    table = chapter.blocks[-1]
    long = table.model_copy(update={"rows": table.rows * 6})
    long_report = report.model_copy(
        update={"chapters": (chapter.model_copy(update={"blocks": (long,)}),), "language": "en"}
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(write_pdf(long_report, tmp_path / "r.pdf")).pages]
    carrying = [page for page in pages if "Kommuneoverlege i delt" in page]
    assert len(carrying) > 1
    assert all("Usikker" in page for page in carrying)
    assert "Contents" in pages[1]


def test_a_wide_table_turns_the_page(report, tmp_path):
    chapter = report.chapters[0]
    table = next(block for block in chapter.blocks if block.kind == "table" and len(block.columns) == 8)
    rows = tuple(row.model_copy(update={"cells": row.cells * 2}) for row in table.rows)
    wide = table.model_copy(update={"columns": table.columns * 2, "rows": rows})
    turned = report.model_copy(update={"chapters": (chapter.model_copy(update={"blocks": (wide,)}),)})
    pages = pypdf.PdfReader(write_pdf(turned, tmp_path / "r.pdf")).pages
    assert any(page.mediabox.width > page.mediabox.height for page in pages)


def test_only_fonts_that_are_always_there(pdf):
    fonts = set()
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    assert all(name.startswith(("Libertinus", "DejaVu")) for name in fonts)


def test_equal_reports_give_equal_bytes(report, written, tmp_path):
    path = write_pdf(report, tmp_path / "r.pdf")
    assert path.read_bytes() == (written / "helse-nord-2019.pdf").read_bytes()
