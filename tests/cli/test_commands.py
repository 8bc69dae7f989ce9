"""The commands on the stand-in survey."""

import json
import re

import openpyxl
import pytest

SURVEY = "helse-nord-kommune"


def test_clean_prints_the_row_account_without_answers(svarbenk, own_data, tmp_path):
    outcome = svarbenk("clean", SURVEY, "--out", tmp_path / "ut", "--data", own_data)
    assert outcome.status == 0
    assert "83 rader lest = 78 beholdt + 5 tatt ut" in outcome.out
    assert "Syntetiske data" in outcome.out
    assert "Kommune 0" not in outcome.out  # no unit is named on the terminal
    names = {path.suffix for path in (tmp_path / "ut").iterdir()}
    assert names == {".parquet", ".csv", ".json", ".xlsx"}


def test_clean_keeps_contact_columns_out_of_every_file(svarbenk, own_data, tmp_path):
    svarbenk("clean", SURVEY, "--out", tmp_path / "ut", "--data", own_data)
    for path in (tmp_path / "ut").glob("*"):
        if path.suffix in {".csv", ".json"}:
            text = path.read_text(encoding="utf-8-sig")
            assert "@" not in text
            assert "Testperson" not in text
    book = openpyxl.load_workbook(next((tmp_path / "ut").glob("*.xlsx")))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any("@" in cell or "Testperson" in cell for cell in cells)


def test_table_as_json_has_the_printed_counts(svarbenk, own_data):
    outcome = svarbenk(
        "table", SURVEY, "tilstrekkelig_hjemler", "--by", "sentralitet", "--format", "json", "--data", own_data
    )
    told = json.loads(outcome.out)
    # Helse Nord 2019, table 10.2 (lines 1859–1867)
    assert told["counts"] == [[0, 2, 0], [0, 9, 0], [7, 9, 2], [40, 5, 4]]
    assert told["rows"] == ["Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6"]
    assert told["columns"] == ["Ja", "Nei", "Usikker"]
    assert told["n"] == 78
    assert told["unit"] == "svar"
    assert told["percent"][3][0] == pytest.approx(100 * 40 / 49)
    assert told["test"]["test"] == "fisher_exact"
    assert told["test"]["p_value"] < 0.001
    assert told["test"]["reason"]["minimum"] == pytest.approx(2 * 6 / 78)
    assert told["suppressed"] == []
    wanted = {"survey", "question", "by", "rows", "columns", "counts", "percent", "n", "unit", "base", "test"}
    assert wanted <= set(told)
    assert {"test", "statistic", "df", "p_value", "effect", "reason"} <= set(told["test"])


def test_merged_scale_is_shown_as_printed(svarbenk, own_data):
    outcome = svarbenk("table", SURVEY, "lis1_vanskelig", "--by", "folketall", "--format", "json", "--data", own_data)
    told = json.loads(outcome.out)
    # Helse Nord 2019, table 10.4 (lines 2006–2014)
    assert told["counts"] == [[1, 0, 4], [0, 1, 6], [1, 2, 7], [4, 5, 16], [5, 3, 6]]
    assert told["base"]["n"] == 61
    assert round(told["test"]["p_value"], 3) == 0.637


def test_threshold_hides_counts_and_the_test(svarbenk, own_data):
    outcome = svarbenk(
        "table", SURVEY, "tilstrekkelig_hjemler", "--by", "sentralitet", "--threshold", 5, "--format", "json",
        "--data", own_data,
    )  # fmt: skip
    told = json.loads(outcome.out)
    assert told["test"] is None
    assert told["suppressed"]
    shown = [count for row in told["counts"] for count in row if count is not None]
    assert not [count for count in shown if 0 < count < 5]


def test_table_as_text_names_base_test_and_reason(svarbenk, own_data):
    outcome = svarbenk("table", SURVEY, "plan", "--by", "sentralitet", "--data", own_data)
    plain = re.sub(r"\s+", " ", outcome.out)
    assert "n = 78 svar" in plain
    assert "Fishers eksakte test, p = 0,361" in plain  # table 10.9, line 2424
    assert "Syntetiske data" in plain


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_table_to_file(format, svarbenk, own_data, tmp_path):
    target = tmp_path / f"tabell.{format}"
    outcome = svarbenk(
        "table", SURVEY, "plan", "--by", "sentralitet", "--format", format, "--out", target, "--data", own_data
    )
    assert outcome.status == 0
    assert target.stat().st_size > 50


def test_ledger_lists_misprints_and_conflicts(svarbenk, own_data):
    outcome = svarbenk("ledger", SURVEY, "--data", own_data)
    assert outcome.status == 1  # three printed p-values are not those of the test that the report names
    assert outcome.out.count(": i strid med svarene") == 3
    assert "trykt 19, våre 9" in outcome.out  # table 10.13, nivå 4
    assert "gjengitt" in outcome.out
    assert f"{SURVEY} · Syntetiske data" in outcome.out.splitlines()
    assert outcome.out.splitlines()[-1] == f"3 trykte tall er i strid med svarene: {SURVEY}"


def test_codebook_check_lists_the_questions(svarbenk, own_data):
    outcome = svarbenk("codebook", "check", SURVEY, "--data", own_data)
    assert outcome.status == 0
    assert "tilstrekkelig_hjemler" in outcome.out
    assert "ingen feil" in outcome.out


def test_synth_is_deterministic_and_spares_real_exports(svarbenk, own_data, raw):
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    made = svarbenk("synth", SURVEY, "--data", own_data)
    assert made.status == 0
    assert f"[1/1] {SURVEY}: rekonstruerer svar …" in made.err
    assert re.search(rf"{SURVEY}: ferdig på \d+ s", made.err)
    assert {path.name: path.read_bytes() for path in raw.iterdir()} == before
    export = raw / f"{SURVEY}.csv"
    export.write_bytes(export.read_bytes() + b"\n")
    outcome = svarbenk("synth", SURVEY, "--data", own_data)
    assert outcome.status == 2
    assert "--force" in outcome.err
    assert export.read_bytes() != before[export.name]
