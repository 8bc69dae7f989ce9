"""Register figures under their number: drawn from print, from an extract, or told not to be drawn; nothing invented."""

import base64
import re
import shutil
from pathlib import Path

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.register import read_register
from svarbenk.register.figures_file import read_figures
from svarbenk.register.manual import manual
from svarbenk.workbench.register_figures import register_figure

NOTHING = {"3-3", "3-8", "6-1", "7-11", "7-12", "7-14", "7-15", "7-16", "7-21"}
ORDINARY = "aar;startet;sluttet\n2021;351;301\n2022;466;371\n2023;520;308\n2024;565;316\n"


@pytest.fixture(scope="module")
def book(data_folder):
    return read_register("rapport-iv", data_folder)


@pytest.fixture(scope="module")
def numbers(book):
    return [figure.number for figure in read_figures(book.folder).figures]


@pytest.fixture
def with_extract(data_folder, tmp_path):
    """Put an extract in a copy of the data folder and return the register book there."""
    root = tmp_path / "data"
    for part in ("codebooks", "published"):
        shutil.copytree(data_folder.root / part, root / part)
    folder = root / "raw" / "register"
    folder.mkdir(parents=True)

    def put(name, text):
        (folder / name).write_text(text, encoding="utf-8")
        return read_register("rapport-iv", DataFolder(root))

    return put


def text_of(block):
    return "".join(run.text for run in block.runs)


def shown(book, number, language="nb", threshold=0):
    return register_figure(book, number, language=language, threshold=threshold).blocks


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_register_figure_has_its_number(book, numbers, language):
    word = {"nb": "Figur", "en": "Figure"}[language]
    for number in numbers:
        [block] = shown(book, number, language)
        if number in NOTHING:
            assert block.kind == "paragraph"
            assert text_of(block).startswith(f"{word}\N{NO-BREAK SPACE}{number}: ")
        else:
            assert (block.kind, block.label, block.number) == ("figure", f"{word}\N{NO-BREAK SPACE}{number}", number)
            assert block.caption
            assert block.alt
            assert block.svg.startswith("<svg")
            assert base64.b64decode(block.png)[:4] == b"\x89PNG"
            assert block.sheets
            assert not block.synthetic


def test_sheets_have_the_points_and_the_lines_they_stand_in(book):
    [block] = shown(book, "4-1")
    [sheet] = block.sheets
    assert sheet.chart == "column"
    assert sheet.columns == ("Startet", "Sluttet")
    rows = dict(zip(sheet.rows, sheet.counts, strict=True))
    assert rows["2022"] == (466, 371)
    assert rows["2024"] == (565, 316)
    assert "529" in sheet.question


def test_what_is_missing_is_blank_in_the_sheet_and_told(book):
    [block] = shown(book, "3-2")
    rows = dict(zip(block.sheets[0].rows, block.sheets[0].counts, strict=True))
    assert rows["2023"] == (758, None, None)
    assert "Trykt: Begynner 2023 og 2024; Slutter 2024; Stabile 2024. Resten av seriene er ikke trykt." in block.notes
    assert "Regnet ut av trykte tall: Slutter; Stabile." in block.notes
    [one] = shown(book, "3-1")
    assert "Trykt for 2017–2024; serien for øvrige år er ikke trykt." in one.notes


def test_contradictions_are_told_under_the_figure(book):
    notes = " ".join(shown(book, "3-2")[0].notes).replace("\N{NO-BREAK SPACE}", " ")
    assert "oppgir 9 prosent for hvor mye listetaket til nye fastleger økte fra 2023 til 2024" in notes
    assert "andre trykte tall gir 4 prosent" in notes


def test_rough_numbers_are_said_to_be(book):
    [block] = shown(book, "3-7")
    assert any(note.startswith("Åpne symboler og felt") for note in block.notes)
    assert "nesten" in block.alt
    [english] = shown(book, "3-7", "en")
    assert "nearly" in english.alt


def test_ranges_are_lowest_and_highest_in_the_sheet(book):
    [sheet] = shown(book, "4-3")[0].sheets
    assert sheet.rows == (
        "2017–2021 (laveste)", "2017–2021 (høyeste)", "2022–2024 (laveste)", "2022–2024 (høyeste)",
    )  # fmt: skip
    assert sheet.counts == ((2,), (4,), (1.3,), (1.5,))


def test_correlations_have_an_interval_and_p(book):
    [block] = shown(book, "7-18")
    assert "p = 0,001" in block.alt.replace("\N{NO-BREAK SPACE}", " ")
    # 1 / sqrt(4952 - 3) on Fisher's scale is 0.0142: -0.0458 +- 0.028
    assert "−0,07" in block.alt
    assert "−0,02" in block.alt


def test_the_place_of_a_figure_tells_what_is_printed_and_which_extract_draws_it(book):
    [block] = shown(book, "3-8")
    told = text_of(block).replace("\N{NO-BREAK SPACE}", " ")
    assert "ingen av punktene er trykt" in told
    assert "18 prosent" in told
    assert "2 265" in told
    assert "figur-3-8.csv" in told
    [for_others] = shown(book, "3-8", threshold=5)
    assert "figur-3-8.csv" not in text_of(for_others)


def test_the_timeline_has_every_measure_and_its_dates(book):
    [block] = shown(book, "1-1")
    rows = (book.folder / "tiltak.csv").read_text("utf-8").splitlines()[1:]
    assert len(block.sheets[0].rows) == len(rows) == 18
    for row in rows:
        document, line, *_ = row.split(",")
        assert document == "rapport-iv-2025"
        assert int(line) > 100


def test_an_extract_is_used_and_named_without_its_folder(with_extract):
    book = with_extract("figur-4-1.csv", ORDINARY)
    [block] = shown(book, "4-1")
    assert block.source == "Fastlegeregisteret (FLO). Evaluators uttrekk figur-4-1.csv (4 rader)."
    assert dict(zip(block.sheets[0].rows, block.sheets[0].counts, strict=True))["2021"] == (351, 301)
    # started in four years, left in 2021 and 2024; those who left in 2022 and 2023 are reckoned
    assert "Uttrekket stemmer med alle 6 trykte tall." in block.notes
    assert not re.search(r"raw|/", block.source)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_extract_without_rows_leaves_the_figure_as_printed_and_says_so(with_extract, book, language):
    unfilled = with_extract("figur-4-1.csv", "aar;startet;sluttet\n")
    [block], [printed] = shown(unfilled, "4-1", language), shown(book, "4-1", language)
    assert block.source == printed.source
    assert block.notes[:-1] == printed.notes
    assert {"nb": "har ingen rader ennå", "en": "has no rows yet"}[language] in block.notes[-1]
    [public] = shown(unfilled, "4-1", language, threshold=5)
    assert public.notes == printed.notes


def test_a_figure_without_print_tells_that_its_extract_has_no_rows(with_extract):
    [note] = shown(with_extract("figur-7-14.csv", "kvartal;kommunetype;antall;andel\n"), "7-14")
    assert text_of(note).endswith("figur-7-14.csv ligger i data/raw/register, men har ingen rader ennå.")


def test_differences_between_extract_and_print_are_listed(with_extract):
    book = with_extract("figur-4-1.csv", ORDINARY.replace("520", "512"))
    [block] = shown(book, "4-1")
    assert "Uttrekket avviker fra det trykte: Startet 2023: 512 (trykt 520)." in block.notes


def test_a_stand_in_extract_marks_the_figure(with_extract):
    book = with_extract("figur-3-7.csv", "aar;antall;datakilde\n2023;348 000;Syntetisk\n2024;330 000;Syntetisk\n")
    [block] = shown(book, "3-7")
    assert block.synthetic
    assert "Syntetiske data" in block.alt


def test_a_figure_without_print_is_drawn_from_its_extract(with_extract):
    rows = "".join(
        f"2023K{q};{kind};{1000 * q};{q},5\n" for q in (1, 2) for kind in ("hoy_og_sentralt", "Lav og usentralt")
    )
    book = with_extract("figur-7-14.csv", "kvartal;kommunetype;antall;andel\n" + rows)
    [block] = shown(book, "7-14")
    assert [sheet.rows for sheet in block.sheets] == [("2023K1", "2023K2")] * 2
    assert block.sheets[1].counts == ((1.5, 1.5), (2.5, 2.5))


def test_a_wrong_extract_is_told_with_file_line_and_column(with_extract):
    book = with_extract("figur-4-1.csv", ORDINARY.replace("520", "mange"))
    with pytest.raises(InputError, match=r"figur-4-1\.csv, linje 4, kolonne «startet»: fant «mange»"):
        shown(book, "4-1")


def test_kommuner_are_listed_by_type(with_extract):
    book = with_extract(
        "figur-7-8.csv", "kommune;kommunetype\nBy;hoy_og_sentralt\nBygd;lav_og_usentralt\nAnnen by;hoy_og_sentralt\n"
    )
    block, *lists = shown(book, "7-8")
    assert block.kind == "figure"
    assert [text_of(each) for each in lists] == ["Høy og sentralt (2): Annen by, By.", "Lav og usentralt (1): Bygd."]


MICRO = "kommune;andel_fastlonn;turnover\n" + "".join(f"k{n};{n};{n % 13 + n // 10}\n" for n in range(100))


def test_single_rows_are_dots_for_the_evaluator_only(with_extract):
    book = with_extract("figur-7-17.csv", MICRO)
    [dots] = shown(book, "7-17")
    [tenths] = shown(book, "7-17", threshold=5)
    assert dots.svg.count("<use") > 80 or dots.svg.count("<path") > 80
    assert any("ikke enkeltvis" in note for note in tenths.notes)
    assert any(note.startswith("Spearmans ρ") for note in tenths.notes)
    for block in (dots, tenths):
        [sheet] = block.sheets
        assert sum(counts[1] for counts in sheet.counts) == 100
        assert len(sheet.rows) == 10
        assert not any("k1" in row for row in sheet.rows)


def test_groups_are_no_smaller_than_the_threshold(with_extract):
    book = with_extract("figur-7-17.csv", MICRO)
    [block] = shown(book, "7-17", threshold=30)
    assert [counts[1] for counts in block.sheets[0].counts] == [34, 33, 33]


def test_the_columns_are_documented(book):
    """``docs/registeruttrekk.md`` is made from the YAML; after a change: svarbenk register columns --out …"""
    page = Path(__file__).resolve().parents[2] / "docs" / "registeruttrekk.md"
    assert page.read_text("utf-8") == manual(read_figures(book.folder))
