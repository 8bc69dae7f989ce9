"""A mistake in an export is one to three plain lines that say where, what and what else; nothing is written."""

import pytest
from spoiling import column, refused, set_cell, set_field

SENTRALITET, LIS1 = "Sentralitet", "2. a) Antall LIS1"


# ── Files that cannot be read ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_missing_file(spoiled, suffix):
    spoiled.path(suffix).unlink()
    refused(spoiled, suffix, "finnes ikke", "ventet")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_empty_file(spoiled, suffix):
    spoiled.path(suffix).write_bytes(b"")
    refused(spoiled, suffix, "tom (0 byte)", "ventet")


def test_only_a_header_in_csv(spoiled):
    spoiled.delimited(lambda rows: rows.__delitem__(slice(1, None)))
    refused(spoiled, ".csv", "ingen svar under overskriftene", "ventet")


def test_only_a_header_in_excel(spoiled):
    spoiled.excel(lambda sheet: sheet.delete_rows(2, sheet.max_row))
    refused(spoiled, ".xlsx", "«Data»", "ingen svar under overskriftene")


def test_only_variables_in_spss(spoiled):
    spoiled.spss(lambda frame: frame.iloc[:0])
    refused(spoiled, ".sav", "ingen svar")


def test_an_empty_sheet(spoiled):
    spoiled.excel(lambda sheet: sheet.delete_rows(1, sheet.max_row))
    refused(spoiled, ".xlsx", "«Data»", "tomt")


@pytest.mark.parametrize(
    ("encoding", "parts"),
    [("utf-8", ("linje", "UTF-8")), ("utf-8-sig", ("UTF-8",)), ("utf-16", ("UTF-16",)), ("utf-16-le", ("UTF-16",))],
)
def test_another_encoding(spoiled, encoding, parts):
    spoiled.delimited(lambda rows: None, encoding=encoding)
    refused(spoiled, ".csv", *parts, "ventet windows-1252")


def test_a_byte_that_windows_1252_does_not_have(spoiled):
    lines = spoiled.path(".csv").read_bytes().split(b"\r\n")
    lines[4] = lines[4].replace(b";", b"\x81;", 1)
    spoiled.path(".csv").write_bytes(b"\r\n".join(lines))
    refused(spoiled, ".csv", "linje 5", "0x81", "windows-1252")


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
@pytest.mark.parametrize(("suffix", "kind"), [(".xlsx", "Excel"), (".sav", "SPSS")])
def test_a_file_cut_short(spoiled, suffix, kind, share):
    raw = spoiled.path(suffix).read_bytes()
    spoiled.path(suffix).write_bytes(raw[: int(len(raw) * share)])
    refused(spoiled, suffix, kind, "ventet en hel")


def test_a_csv_cut_short(spoiled):
    raw = spoiled.path(".csv").read_bytes()
    cut = raw[: raw.rindex(b";")]
    spoiled.path(".csv").write_bytes(cut)
    refused(spoiled, ".csv", "linje 84", "felt; ventet")


def test_damaged_bytes_inside_an_excel_file(spoiled):
    raw = bytearray(spoiled.path(".xlsx").read_bytes())
    raw[1000:1400] = bytes(400)
    spoiled.path(".xlsx").write_bytes(raw)
    refused(spoiled, ".xlsx", "Excel")


def test_another_separator(spoiled):
    text = spoiled.path(".csv").read_bytes().replace(b";", b"\t")
    spoiled.path(".csv").write_bytes(text)
    refused(spoiled, ".csv", "linje 1", "«;»")


def test_a_quotation_mark_that_is_never_closed(spoiled):
    lines = spoiled.path(".csv").read_bytes().split(b"\r\n")
    lines[9] = lines[9].replace(b";", b';"', 1)
    spoiled.path(".csv").write_bytes(b"\r\n".join(lines))
    refused(spoiled, ".csv", "linje 10", "anførselstegnene går ikke opp")


def test_a_quotation_mark_that_is_never_closed_in_the_last_field(spoiled):
    raw = spoiled.path(".csv").read_bytes().rstrip()
    spoiled.path(".csv").write_bytes(raw[: raw.rindex(b";") + 1] + b'"borte')
    refused(spoiled, ".csv", "linje 84", "anførselstegnene går ikke opp")


def test_another_kind_of_file(spoiled):
    spoiled.path(".csv").rename(spoiled.path(".txt"))
    refused(spoiled, ".txt", "«.txt»", ".xlsx, .sav, .csv")


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────


def test_column_missing_in_excel(spoiled):
    spoiled.excel(lambda sheet: sheet.delete_cols(column(sheet, "Folketall")))
    refused(spoiled, ".xlsx", "«Data»", "«Folketall» mangler", "ventet")


def test_column_missing_in_csv(spoiled):
    def drop(rows):
        place = rows[0].index("q6a")
        for row in rows:
            del row[place]

    spoiled.delimited(drop)
    refused(spoiled, ".csv", "«q6a» mangler", "tilstrekkelig_hjemler")


def test_variable_missing_in_spss(spoiled):
    spoiled.spss(lambda frame: frame.drop(columns="q6a"))
    refused(spoiled, ".sav", "«q6a» mangler")


def test_one_option_of_several_missing(spoiled):
    spoiled.spss(lambda frame: frame.drop(columns="q14a_3"))
    refused(spoiled, ".sav", "«q14a_3» mangler", "samarbeid")


def test_a_misspelt_header_is_recognised_in_the_message(spoiled):
    spoiled.delimited(lambda rows: rows[0].__setitem__(rows[0].index("sentralitet"), "Sentralitt"))
    refused(spoiled, ".csv", "«sentralitet» mangler", "mente du «Sentralitt»?")


def test_a_long_misspelt_header_is_recognised_too(spoiled):
    wrong = "6 a) Er det tilstrekkelig antall fastlegehjemler i kommunen, når alle hjemlene er besatt"

    def change(sheet):
        header = (
            "6. a) Er det tilstrekkelig antall fastlegehjemler/-stillinger i kommunen, når alle hjemlene er besatt?"
        )
        sheet.cell(1, column(sheet, header), wrong)

    spoiled.excel(change)
    refused(spoiled, ".xlsx", "mangler", f"mente du «{wrong}»")


def test_column_twice_in_excel(spoiled):
    spoiled.excel(lambda sheet: sheet.cell(1, sheet.max_column + 1, "Sentralitet"))
    refused(spoiled, ".xlsx", "«Data»", "«Sentralitet» finnes to ganger", "kolonne J og BT")


def test_column_twice_in_csv(spoiled):
    spoiled.delimited(lambda rows: [row.append("q6a" if place == 0 else "1") for place, row in enumerate(rows)])
    refused(spoiled, ".csv", "«q6a» finnes to ganger")


def test_a_question_under_both_its_names(spoiled):
    spoiled.delimited(lambda rows: [row.append("Folketall" if place == 0 else "1") for place, row in enumerate(rows)])
    refused(spoiled, ".csv", "«folketall»", "«Folketall»", "samme spørsmål")


def test_a_file_without_a_header_tells_nothing_of_the_first_reply(spoiled):
    spoiled.delimited(lambda rows: rows.__delitem__(0))
    message = refused(spoiled, ".csv", "første rad", "svarid")
    assert "Kommune 0" not in message and "Syntetisk" not in message


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────


def test_unknown_answer_in_excel(spoiled):
    spoiled.excel(set_cell(7, SENTRALITET, "Nivå seks"))
    refused(spoiled, ".xlsx", "«Data»", "rad 7", "«Sentralitet»", "«Nivå seks»", "nærmeste kjente er", "«Nivå 6»")


def test_unknown_code_in_csv(spoiled):
    spoiled.delimited(set_field(9, "sentralitet", "7"))
    refused(spoiled, ".csv", "rad 9", "«sentralitet»", "«7»", "ventet en av kodene 3–6")


def test_unknown_code_in_spss(spoiled):
    spoiled.spss(lambda frame: frame.assign(q7a=frame["q7a"].where(frame.index != 11, 3)))
    refused(spoiled, ".sav", "rad 12", "«q7a»", "«3»", "ventet en av kodene 1, 2.")


def test_a_tick_that_is_neither_one_nor_nought(spoiled):
    spoiled.delimited(set_field(9, "q14a_2", "2"))
    refused(spoiled, ".csv", "rad 9", "«q14a_2»", "«2»", "ventet 1 (krysset av) eller 0")


def test_an_unknown_option_among_several(spoiled):
    spoiled.excel(
        set_cell(10, "14. Kommunen har etablert samarbeid med andre kommuner om:", "Legevakt; Jordmortjeneste")
    )
    message = refused(spoiled, ".xlsx", "rad 10", "«Jordmortjeneste»")
    assert "Legevakt; " not in message


def test_only_one_answer_is_told_however_many_are_unknown(spoiled):
    def change(rows):
        for line, value in enumerate(("hemmelig a", "hemmelig b", "hemmelig c"), start=20):
            set_field(line, "sentralitet", value)(rows)
            set_field(line, "q7a", value)(rows)

    spoiled.delimited(change)
    message = refused(spoiled, ".csv", "rad 20", "«hemmelig a»", "5 til", "2 kolonner")
    assert message.count("hemmelig") == 1


def test_a_very_long_answer_is_cut(spoiled):
    spoiled.delimited(set_field(20, "q7a", "Vi har egentlig " + "svært " * 100 + "lite"))
    assert len(refused(spoiled, ".csv", "rad 20", "…")) < 400


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_a_number_out_of_range(spoiled, suffix):
    if suffix == ".xlsx":
        spoiled.excel(set_cell(7, LIS1, 412))
    elif suffix == ".csv":
        spoiled.delimited(set_field(7, "q2a", "412"))
    else:
        spoiled.spss(lambda frame: frame.assign(q2a=frame["q2a"].where(frame.index != 6, 412)))
    refused(spoiled, suffix, "rad 7", "«412»", "et helt tall fra 0 til 40")


@pytest.mark.parametrize("found", ["-1", "1,5", "fire", "2-3", "ca.", "1e1", "2 3", "nan", "1.200"])
def test_what_is_no_number_here(spoiled, found):
    spoiled.delimited(set_field(7, "q2a", found))
    message = refused(spoiled, ".csv", "rad 7", f"«{found}»", "et helt tall fra 0 til 40")
    assert "intervall" not in message, "lis1 keeps no ranges"


def test_a_number_that_excel_made_a_date(spoiled):
    from datetime import datetime

    header = "6. b) Hvis nei, hvor mange nye fastlegehjemler/-stillinger er det behov for?"
    spoiled.excel(set_cell(7, header, datetime(2019, 3, 2)))
    refused(spoiled, ".xlsx", "rad 7", "Excel har gjort svaret til en dato", "«2-3»")


@pytest.mark.parametrize("found", ["", "i går", "05/14/2019 09:30", "14.05.19", "43599"])
def test_a_start_that_is_no_time(spoiled, found):
    spoiled.delimited(set_field(7, "startet", found))
    refused(spoiled, ".csv", "rad 7", "«startet»", f"«{found}»" if found else "tomt", "14.05.2019 09:30")
