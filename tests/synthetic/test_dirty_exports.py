"""The exports: three files with the same replies, dirty as from life, clean again to the same answers."""

import csv
import re
from datetime import datetime

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from svarbenk.responses import clean
from svarbenk.synthetic import write_exports

NAME = "helse-nord-kommune"
MARK = "Syntetiske data (svarbenk)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, reconstruction, codebook, recipe):
    made = tmp_path_factory.mktemp("raw")
    write_exports(reconstruction, codebook, recipe, made)
    return made


@pytest.fixture(scope="module")
def sheet(folder):
    book = openpyxl.load_workbook(folder / f"{NAME}.xlsx")
    head, *rows = book["Data"].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=list(head), dtype=object)


@pytest.fixture(scope="module")
def coded(folder):
    with (folder / f"{NAME}.csv").open(encoding="windows-1252", newline="") as stream:
        return pd.DataFrame(list(csv.DictReader(stream, delimiter=";")))


@pytest.fixture(scope="module")
def spss(folder):
    return pyreadstat.read_sav(str(folder / f"{NAME}.sav"), user_missing=True)


def test_four_files_and_nothing_half_written(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["decisions.yaml", f"{NAME}.csv", f"{NAME}.sav", f"{NAME}.xlsx"]
    )


def test_every_file_has_83_rows_that_say_what_they_are(sheet, coded, spss):
    frame, _ = spss
    for rows, column in ((sheet, "Datakilde"), (coded, "datakilde"), (frame, "datakilde")):
        assert len(rows) == 83
        assert set(rows[column]) == {MARK}


def test_the_rows_stand_in_different_order(sheet, coded, spss):
    orders = [
        [str(int(each)) for each in sheet["Svar-ID"]],
        list(coded["svarid"]),
        [str(int(each)) for each in spss[0]["svarid"]],
    ]
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(orders[2])
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_excel_has_question_texts_labels_and_joined_answers(sheet, folder, codebook):
    cooperation = codebook.question("samarbeid")
    assert {question.column().header for question in codebook.asked()} <= set(sheet.columns)
    joined = sheet[cooperation.column().header].dropna()
    assert any(";" in cell for cell in joined)
    labels = openpyxl.load_workbook(folder / f"{NAME}.xlsx")["Etiketter"]
    head, *rows = labels.iter_rows(values_only=True)
    assert head == ("Variabel", "Spørsmål", "Kode", "Etikett")
    assert ("q6a", codebook.question("tilstrekkelig_hjemler").column().header, 3, "Usikker") in rows
    assert {row[0] for row in rows} == {question.column().variable for question in codebook.asked()}
    assert isinstance(sheet["Startet"].iloc[0], datetime)


def test_csv_is_coded_with_decimal_comma_and_one_column_an_option(folder, coded, codebook):
    raw = (folder / f"{NAME}.csv").read_bytes()
    assert raw.count(b"\r\n") == 84
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert all(re.fullmatch(r"\d+(,\d)?", cell) for cell in coded["varighet"])
    assert all(re.fullmatch(r"\d\d\.\d\d\.2019 \d\d:\d\d", cell) for cell in coded["startet"])
    assert set(coded["q14a_1"]) <= {"0", "1", "-9", "-8"}
    assert {cell.strip() for cell in coded["q6a"]} == {"1", "2", "3", "-9"}
    assert "-8" in set(coded["q7b"])
    assert {f"q13n_{category.code}" for category in codebook.question("alis_nord_grunn").categories} <= set(coded)


def test_spss_has_labels_and_user_missing_codes(spss):
    frame, meta = spss
    assert meta.variable_value_labels["q6a"] == {1: "Ja", 2: "Nei", 3: "Usikker", -9: "Ubesvart", -8: "Ikke stilt"}
    assert meta.missing_ranges["q6a"] == [{"lo": -9.0, "hi": -8.0}]
    assert meta.column_names_to_labels["q2a"] == "2. a) Antall LIS1"
    assert -9 in set(frame["q16a"])
    assert -8 in set(frame["q7b"])
    assert meta.readstat_variable_types["q6b"] == "string"  # «2-3» was typed
    assert meta.readstat_variable_types["q2a"] == "double"


def test_the_dirt_of_real_life_is_there(sheet, coded, spss, codebook):
    cells = [cell for column in sheet for cell in sheet[column].dropna() if isinstance(cell, str)]
    assert any(cell != cell.strip() for cell in cells)
    assert any("\u00a0" in cell for cell in cells)
    assert any(cell.strip() in {"JA", "ja", "NEI", "nei"} for cell in cells)
    assert any("hverken" in cell.casefold() for cell in cells)
    assert any(cell.strip().casefold() == "verken/eller" for cell in cells)
    for typed in (sheet[codebook.question("nye_hjemler").column().header], coded["q6b"], spss[0]["q6b"]):
        texts = [str(each).strip() for each in typed.dropna()]
        assert any(re.fullmatch(r"\d+[-–]\d+", each) for each in texts)
    vacant = [str(each).strip() for each in coded["q3a"]]
    assert "ingen" in vacant
    assert any(each.startswith(("ca. ", "om lag ")) for each in vacant)


def test_contact_columns_are_there_and_invented(coded):
    assert all(re.fullmatch(r"Testperson \d+", each) for each in coded["utfylt_av"])
    assert all(each.endswith("@eksempel.no") for each in coded["epost"])
    assert all(re.fullmatch(r"000 00 \d{3}", each) for each in coded["mobil"])


def test_the_same_input_makes_the_same_bytes(folder, tmp_path, reconstruction, codebook, recipe):
    for path in write_exports(reconstruction, codebook, recipe, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


@pytest.fixture(scope="module")
def cleaned(folder, codebook, data_folder):
    return {
        suffix: clean(codebook, data_folder, file=folder / f"{NAME}{suffix}") for suffix in (".xlsx", ".csv", ".sav")
    }


def test_all_files_clean_to_the_same_answers(cleaned):
    for suffix in (".csv", ".sav"):
        pd.testing.assert_frame_equal(cleaned[suffix].frame, cleaned[".xlsx"].frame)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_five_rows_are_dropped_and_each_for_its_reason(cleaned, suffix):
    account = cleaned[suffix].account
    assert (account.read, account.kept) == (83, 78)
    assert account.reasons() == {"test_row": 2, "nearly_empty": 1, "duplicate": 1, "decision": 1}
    assert account.outside_base == {}
    assert account.unknown_columns == ()


def test_the_clean_answers_are_the_reconstructed_ones(cleaned, analysed):
    frame = cleaned[".csv"].frame
    assert sorted(frame["enheter"]) == sorted(analysed["enheter"])
    shared = [name for name in analysed.columns if name in frame.columns and name != "enheter"]
    assert len(shared) > 50  # texts are kept apart

    def rows(table):
        plain = table[shared].astype("object").where(table[shared].notna(), None)
        return sorted(repr([each if each is None else str(each) for each in row]) for row in plain.to_numpy())

    assert rows(frame) == rows(analysed)


def test_clean_answers_know_that_they_are_stand_ins(cleaned):
    assert all(each.synthetic for each in cleaned.values())
