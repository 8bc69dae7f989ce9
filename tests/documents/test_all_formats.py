"""What must hold whatever the format: odd reports are written, impossible ones refused before anything is."""

import docx
import openpyxl
import pypdf
import pytest
from sample_report import long_table
from svarbenk.documents import (
    BulletList,
    ChapterDocument,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
    TableRow,
    write_all,
)
from svarbenk.documents.sources import sources_of
from svarbenk.errors import InputError

SIGNS = "#let x = 1; $a_b$ *c* @d <e> & «f» \\g \"h\" =1+1 [i] {j} `k` ~ // /* 'l'"


def a_report(*blocks, **more):
    chapter = ChapterDocument(slug="en", number="1", title=more.pop("chapter", "Én"), blocks=blocks)
    return Report(slug="r", title=more.pop("title", "R"), date="2026", protection="Ingen.", chapters=(chapter,))


def test_it_says_what_it_wrote(written, report, tmp_path):
    paths = write_all(report, tmp_path / "ny" / "mappe")
    assert [path.name for path in paths] == [
        *("index.html", "helse-nord-2019.docx", "helse-nord-2019.pdf", "figurdata.xlsx", "results.json"),
    ]
    assert all(path.stat().st_size > 1000 for path in paths)


def test_an_empty_report_is_written(tmp_path):
    empty = Report(slug="r", title="R", date="", protection="Ingen.", chapters=())
    assert all(path.is_file() for path in write_all(empty, tmp_path))


def test_bare_blocks_are_written(tmp_path):
    bare = TableBlock(label="Tabell", number="", caption="", columns=(), rows=())
    one = TableBlock(label="Tabell 1b", number="1b", caption="x", columns=("n",), rows=(TableRow(label="a"),))
    report = a_report(
        Heading(level=2, text=""), Paragraph(runs=()), BulletList(items=()), BulletList(items=((),)), bare, one
    )
    assert all(path.is_file() for path in write_all(report, tmp_path))


def test_signs_of_every_language_come_out_as_they_went_in(tmp_path):
    run = Run(text=SIGNS)
    table = long_table().model_copy(
        update={
            "caption": SIGNS,
            "columns": (SIGNS,),
            "rows": (TableRow(role="group", label=SIGNS), TableRow(label=SIGNS, cells=(SIGNS,))),
            "notes": (SIGNS,),
            "source": SIGNS,
        }
    )
    report = a_report(
        Heading(level=2, text=SIGNS),
        Paragraph(runs=(run, run.model_copy(update={"code": True, "bold": True}))),
        BulletList(items=((run,),)),
        table,
        chapter=SIGNS,
        title=SIGNS,
    )
    _, word, pdf, excel, _ = write_all(report, tmp_path)
    document = docx.Document(str(word))
    assert document.paragraphs[0].text == SIGNS
    assert document.tables[0].rows[0].cells[1].text == SIGNS
    assert "#let x = 1;" in pypdf.PdfReader(pdf).pages[0].extract_text()
    assert openpyxl.load_workbook(excel)["Tabell 10.2"]["A2"].value == f"Tabell 10.2. {SIGNS}"


def test_a_control_character_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError, match=r"kapittel en, paragraph: fant styretegnet U\+000B i «før…»"):
        write_all(a_report(Paragraph(runs=(Run(text="før\x0better"),))), tmp_path)
    with pytest.raises(InputError, match="kapittel en: fant styretegnet"):
        write_all(a_report(chapter="\x07"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_table_of_tall_rows_is_not_kept_on_one_page(tmp_path):
    tall = "En lang svartekst som går over mange linjer i tabellen. " * 12
    rows = tuple(TableRow(label=f"{number} {tall}", cells=("1 (2 %)",)) for number in range(12))
    table = TableBlock(label="Tabell 1.1", number="1.1", caption="Høy", columns=("n",), rows=rows)
    _, _, pdf, _, _ = write_all(a_report(table), tmp_path)
    pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    assert sum("svartekst" in page for page in pages) > 1


def test_each_source_is_told_once_whatever_the_table_in_it(report):
    def from_(source):
        return TableBlock(label="T", number="", caption="", columns=(), rows=(), source=source)

    printed = "SSB. Tall som trykt av Etaten (2025)"
    told = sources_of(
        a_report(from_(f"Kilde: {printed}: tabell 3-1."), from_(f"{printed}: tabell 7-5 og teksten"), from_(""))
    )
    assert told == (f"{printed}.",)
    rounds = a_report(from_("Etaten, undersøkelse til leger, 2022"), from_("Etaten, undersøkelse til leger"))
    assert sources_of(rounds) == ("Etaten, undersøkelse til leger.",)
    assert sources_of(report) == ("Spørreundersøkelse til kommuner, 2019, spørsmål 8.2.",)
