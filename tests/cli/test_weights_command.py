"""``svarbenk weights`` on nine fastleger and a locum, from an export to the table of sample against population."""

import re
import runpy
from pathlib import Path

import pytest

SMALL = runpy.run_path(str(Path(__file__).resolve().parents[1] / "responses" / "weighed_survey.py"))


@pytest.fixture
def data(tmp_path):
    folder = SMALL["folder"](tmp_path)
    rows = [*zip(["fastlege"] * 9, SMALL["KJONN"], SMALL["DRIFT"], strict=True), ("vikar", "kvinne", "fast")]
    label = {"fastlege": "Fastlege", "naering": "Næring"}
    lines = [f"{i};" + ";".join(label.get(cell, cell.capitalize()) for cell in row) for i, row in enumerate(rows)]
    folder.raw("liten").mkdir(parents=True)
    (folder.raw("liten") / "liten.csv").write_text("\n".join(["svarid;s;k;d", *lines]) + "\n", encoding="windows-1252")
    return folder.root


def test_the_report_of_the_raking_and_the_table(svarbenk, data):
    outcome = svarbenk("weights", "liten", "--margin", "kjonn", "--data", data)
    assert outcome.status == 0, outcome.err
    plain = re.sub(r"\s+", " ", outcome.out)
    # by hand in tests/responses/test_weighting.py and tests/tables/test_representativeness.py
    assert "veid til kjonn (N = 200); konvergerte" in plain
    assert "vekter 0,75–1,50; designeffekt 1,12, effektiv n 8 av 9; 1 svar utenfor populasjonen" in plain
    assert "Kvinne 6 66,7 50,0 16,7 0,34 50,0 0,00" in plain
    # 3 women with 3/4 and 2 men with 3/2 of 9: 58.3; (0.5833 − 0.8) / √((0.2431 + 0.16) / 2) = −0.483
    assert "Egen 5 55,6 80,0 −24,4 −0,54 58,3 −0,48" in plain
    assert "drift (populasjonen avledet)" in plain
    assert "standardisert differanse" in plain and "std.avvik" not in plain


def test_the_table_fits_into_eighty_columns(svarbenk, data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    outcome = svarbenk("weights", "liten", "--data", data)
    lines = outcome.out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Runde ") and ":" not in line)
    assert max(len(line.rstrip()) for line in lines[start:]) <= 80
    assert "…" not in outcome.out
    assert sum(line.startswith("Kvinne ") for line in lines) == 1


def test_in_english_and_with_small_counts_hidden(svarbenk, data):
    outcome = svarbenk("weights", "liten", "--language", "en", "--threshold", "4", "--data", data)
    assert "effective n" in outcome.out
    plain = re.sub(r"\s+", " ", outcome.out)
    assert "Kvinne : : 50.0 : : : :" in plain


def test_a_margin_that_is_not_there(svarbenk, data):
    outcome = svarbenk("weights", "liten", "--margin", "alder", "--data", data)
    assert outcome.status == 2
    assert "ukjent margin «alder»" in outcome.err
