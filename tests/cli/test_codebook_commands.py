"""``svarbenk codebook check | import | schema``."""

import json
from pathlib import Path

import pytest

CSV = "Svar-ID;Trives;Timer;Epost\n" + "".join(
    f"{i};{('Ja', 'Nei', 'Vet ikke')[i % 3]};{30 + i};test{i}@eksempel.no\n" for i in range(12)
)


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "Trivsel 2026.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_from_a_file_to_a_table_without_a_line_of_code(svarbenk, own_data, file):
    outcome = svarbenk("codebook", "import", file, "--data", own_data)
    assert outcome.status == 0
    assert "utkast med 2 spørsmål, 1 kontaktkolonner" in outcome.out
    assert "svarbenk codebook check trivsel-2026" in outcome.out
    raw = own_data / "raw" / "trivsel-2026"
    raw.mkdir()
    (raw / file.name).write_bytes(file.read_bytes())
    checked = svarbenk("codebook", "check", "trivsel-2026", "--data", own_data)
    assert checked.status == 0
    assert "2 spørsmål er rekonstruert eller gjettet" in checked.out
    assert svarbenk("codebook", "check", "trivsel-2026", "--strict", "--data", own_data).status == 1
    cleaned = svarbenk("clean", "trivsel-2026", "--data", own_data)
    assert cleaned.status == 0, cleaned.err
    table = svarbenk("table", "trivsel-2026", "trives", "--format", "json", "--data", own_data)
    assert json.loads(table.out)["counts"] == [[4, 4, 4]]


def test_import_does_not_overwrite(svarbenk, own_data, file):
    assert svarbenk("codebook", "import", file, "--id", "helse-nord-kommune", "--data", own_data).status == 2
    outcome = svarbenk("codebook", "import", file, "--out", own_data / "ny.yaml")
    assert outcome.status == 0
    again = svarbenk("codebook", "import", file, "--out", own_data / "ny.yaml")
    assert again.status == 2
    assert "finnes allerede og blir ikke skrevet over" in again.err
    assert len(again.message) <= 3


def test_schema_to_the_screen_and_to_a_file(svarbenk, tmp_path):
    outcome = svarbenk("codebook", "schema")
    assert json.loads(outcome.out)["title"] == "Kodebok for svarbenk"
    target = tmp_path / "kodebok.schema.json"
    assert svarbenk("codebook", "schema", "--out", target).status == 0
    assert target.read_text("utf-8") == outcome.out
    assert svarbenk("codebook", "schema", "--out", tmp_path / "ikke" / "der.json").status == 2
