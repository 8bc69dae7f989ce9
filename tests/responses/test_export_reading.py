"""What real exports look like without being wrong: odd headers, blank rows, other types, other ways to say the same."""

import zipfile
from datetime import datetime

import pandas as pd
import pytest
from spoiling import SURVEY, column, set_cell, set_field
from svarbenk.errors import InputError
from svarbenk.responses import find_exports, read_export


def same(spoiled, suffix, cleaned):
    """Clean the changed export, which must give what the stand-in gives."""
    responses = spoiled.clean(suffix)
    pd.testing.assert_frame_equal(responses.frame, cleaned[".xlsx"].frame)
    return responses


def test_headers_with_other_blanks_and_line_breaks(spoiled, cleaned):
    def change(sheet):
        for cell in sheet[1]:
            cell.value = f" {cell.value.replace(' ', chr(10), 2)}\N{NO-BREAK SPACE} "

    spoiled.excel(change)
    same(spoiled, ".xlsx", cleaned)


def test_blank_rows_and_trailing_columns_in_excel(spoiled, cleaned):
    def change(sheet):
        sheet.insert_rows(5, 3)
        sheet.cell(200, 3, " ")
        sheet.cell(10, sheet.max_column + 3, " ")

    spoiled.excel(change)
    assert same(spoiled, ".xlsx", cleaned).account.read == 83


def test_blank_lines_and_trailing_separators_in_csv(spoiled, cleaned):
    def change(rows):
        for row in rows[1:]:
            row += ["", ""]
        rows.insert(7, [""] * len(rows[0]))
        rows.append([])

    spoiled.delimited(change)
    assert same(spoiled, ".csv", cleaned).account.read == 83


def test_a_blank_case_in_spss(spoiled, cleaned):
    def change(frame):
        blank = {name: "" if frame[name].dtype == "str" else None for name in frame}
        return pd.concat([frame, pd.DataFrame([blank]).astype(frame.dtypes)], ignore_index=True)

    spoiled.spss(change)
    assert same(spoiled, ".sav", cleaned).account.read == 83


@pytest.mark.parametrize(
    "stamp",
    [
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H.%M",
        "%d.%m.%Y",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S.000",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d",
    ],
)
def test_times_written_otherwise(spoiled, cleaned, stamp):
    def change(rows):
        place = rows[0].index("startet")
        for row in rows[1:]:
            row[place] = datetime.strptime(row[place], "%d.%m.%Y %H:%M").strftime(stamp)

    spoiled.delimited(change)
    same(spoiled, ".csv", cleaned)


def test_codes_with_needless_decimals(spoiled, cleaned):
    def change(rows):
        for name in ("sentralitet", "q7a", "q14a_1", "q13n_2"):
            place = rows[0].index(name)
            for row in rows[1:]:
                row[place] = f"{row[place].strip()}.0"

    spoiled.delimited(change)
    same(spoiled, ".csv", cleaned)


def test_numbers_as_text_and_ids_as_text_in_excel(spoiled, cleaned):
    def change(sheet):
        for header in ("Svar-ID", "2. a) Antall LIS1"):
            place = column(sheet, header)
            for row in range(2, sheet.max_row + 1):
                value = sheet.cell(row, place).value
                sheet.cell(row, place).value = None if value is None else str(value)

    spoiled.excel(change)
    same(spoiled, ".xlsx", cleaned)


def test_ticks_as_true_and_false_in_excel(spoiled):
    header = "14. Kommunen planlegger samarbeid med andre kommuner om:"
    question = spoiled.codebook.question("planlagt_samarbeid")

    def change(sheet):
        sheet.cell(1, column(sheet, header)).value = "Slått sammen"
        for place, (_, option) in enumerate(question.option_columns(), start=sheet.max_column + 1):
            sheet.cell(1, place, option.header)
            for row in range(2, 85):
                sheet.cell(row, place, option.header.endswith("Legevakt"))

    spoiled.excel(change)
    options = spoiled.clean(".xlsx").options(question)
    assert options["legevakt"].sum() == 78
    assert options.drop(columns="legevakt").sum().sum() == 0


def test_a_file_that_says_it_is_one_cell_large(spoiled, cleaned, tmp_path):
    """Some survey tools write <dimension ref="A1"/>, whatever the sheet holds."""
    source, target = spoiled.path(".xlsx"), tmp_path / "small.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                start = text.index(b"<dimension ref=")
                end = text.index(b"/>", start)
                text = text[:start] + b'<dimension ref="A1"' + text[end:]
            new.writestr(name, text)
    target.replace(source)
    same(spoiled, ".xlsx", cleaned)


def test_the_sheet_with_the_answers_need_not_come_first(spoiled, cleaned):
    import openpyxl

    book = openpyxl.load_workbook(spoiled.path(".xlsx"))
    book.move_sheet("Data", offset=5)
    book["Etiketter"].title = "Labels"
    book.save(spoiled.path(".xlsx"))
    assert same(spoiled, ".xlsx", cleaned).account.sheet == "Data"


def test_a_utf_8_export_where_the_codebook_says_so(spoiled, cleaned):
    from svarbenk.codebook import Codebook

    spoiled.delimited(lambda rows: None, encoding="utf-8-sig")
    told = spoiled.codebook.model_dump(by_alias=True) | {"exports": {"csv": {"encoding": "UTF-8", "separator": ";"}}}
    responses = spoiled.clean(".csv", Codebook.model_validate(told))
    pd.testing.assert_frame_equal(responses.frame, cleaned[".xlsx"].frame)


def test_rows_are_numbered_as_lines_even_after_an_answer_over_several_lines(spoiled):
    def change(rows):
        set_field(10, "q17e", "Oppdiktet svar:\r\nover tre\r\nlinjer")(rows)
        set_field(20, "sentralitet", "9")(rows)

    spoiled.delimited(change)
    with pytest.raises(InputError, match="rad 22, kolonne «sentralitet»: «9»"):
        spoiled.clean(".csv")


def test_columns_that_the_codebook_does_not_know_are_named_and_not_read(spoiled, cleaned):
    def change(rows):
        for place, row in enumerate(rows):
            row.append("Utfyllers adresse" if place == 0 else "Storgata 1")

    spoiled.delimited(change)
    responses = same(spoiled, ".csv", cleaned)
    assert responses.account.unknown_columns == ("Utfyllers adresse",)
    assert "Storgata" not in repr(responses.account) + responses.frame.to_csv()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_contact_columns_are_not_in_what_is_read(exports, kommune, suffix):
    export = read_export(exports[suffix], kommune)
    assert {"utfylt_av", "epost", "mobil"}.isdisjoint(export.cells)
    assert "eksempel.no" not in repr(export)
    assert export.unknown_columns == ()


def test_an_export_without_answers_marked_missing_in_another_way(spoiled):
    spoiled.delimited(set_field(9, "q7a", "ubesvart "))
    spoiled.delimited(set_field(10, "q7a", "-9,0"))
    frame = spoiled.clean(".csv").frame.set_index("svar_id")
    ids = [row.split(";")[0] for row in spoiled.path(".csv").read_text("windows-1252").splitlines()[8:10]]
    assert frame.loc[[each for each in ids if each in frame.index], "plan"].isna().all()


def test_ticks_without_an_answer_are_missing_not_unticked(spoiled):
    header = "14. Kommunen har etablert samarbeid med andre kommuner om:"
    spoiled.excel(set_cell(10, header, "Ubesvart"))
    spoiled.excel(set_cell(11, header, ""))
    frame = spoiled.clean(".xlsx").frame.set_index("svar_id")
    names = [name for name in frame if name.startswith("samarbeid__")]
    assert frame.loc["1009", names].isna().all()
    assert not frame.loc["1010", names].any() and frame.loc["1010", names].notna().all()


def test_excel_comes_before_spss_and_csv(spoiled):
    assert [path.suffix for path in find_exports(spoiled.folder, SURVEY)] == [".xlsx", ".sav", ".csv"]


def test_which_of_two_exports_counts_is_not_guessed(spoiled):
    (spoiled.folder / f"{SURVEY} (1).XLSX").write_bytes(spoiled.path(".xlsx").read_bytes())
    with pytest.raises(InputError, match=r"(?s)flere eksporter .*\(1\).XLSX.*--file"):
        find_exports(spoiled.folder, SURVEY)


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_exports(tmp_path, name):
    (tmp_path / "~$open.xlsx").write_text("lock file of Excel")
    with pytest.raises(InputError, match=r"ingen eksport av «x».*\n.*svarbenk synth"):
        find_exports(tmp_path / name, "x")
