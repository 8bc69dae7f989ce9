"""Clean answers on disk: read back as they were, refused when damaged, and never half new and half old."""

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from svarbenk.errors import InputError
from svarbenk.responses import fingerprint, read_clean, write_clean
from svarbenk.responses.account import ChangedCell

INPUTS = {"raw/export.sav": "ab" * 32}
PARQUET, ACCOUNT = "helse-nord-kommune-2019.parquet", "helse-nord-kommune-2019-radregnskap.json"


@pytest.fixture
def written(cleaned, tmp_path):
    write_clean(cleaned[".sav"], tmp_path, INPUTS)
    return tmp_path


def test_what_was_written_is_read_back(cleaned, kommune, written):
    again = read_clean(kommune, written, "2019", INPUTS)
    pd.testing.assert_frame_equal(again.frame, cleaned[".sav"].frame)
    assert again.account == cleaned[".sav"].account


def test_the_inputs_need_not_be_asked_for(kommune, written):
    assert len(read_clean(kommune, written, "2019")) == 78


@pytest.mark.parametrize("inputs", [{}, {"raw/export.sav": "cd" * 32}, INPUTS | {"raw/decisions.yaml": "ef" * 32}])
def test_other_inputs_make_the_files_stale(kommune, written, inputs):
    assert read_clean(kommune, written, "2019", inputs) is None


@pytest.mark.parametrize("name", [PARQUET, ACCOUNT])
def test_no_files(kommune, written, name):
    (written / name).unlink()
    assert read_clean(kommune, written, "2019", INPUTS) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (PARQUET, b"not parquet"),
        (PARQUET, b""),
        (ACCOUNT, b""),
        (ACCOUNT, b"[]"),
        (ACCOUNT, b"\xff\xfe"),
        (ACCOUNT, b'{"survey": "x"}'),
    ],
)
def test_damaged_files(kommune, written, name, content):
    (written / name).write_bytes(content)
    with pytest.raises(InputError, match="svarbenk clean helse-nord-kommune") as caught:
        read_clean(kommune, written, "2019")
    assert name in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 3


def test_an_account_that_no_longer_adds_up(kommune, written):
    told = json.loads((written / ACCOUNT).read_text(encoding="utf-8"))
    (written / ACCOUNT).write_text(json.dumps(told | {"kept": 79}), encoding="utf-8")
    with pytest.raises(InputError, match="radregnskap"):
        read_clean(kommune, written, "2019")


def test_answers_changed_by_hand(kommune, written):
    frame = pd.read_parquet(written / PARQUET)
    frame.iloc[:77].to_parquet(written / PARQUET)
    with pytest.raises(InputError, match="endret etter at radregnskapet"):
        read_clean(kommune, written, "2019")


def test_a_codebook_that_has_moved_on(kommune, written):
    from svarbenk.codebook import Codebook

    told = kommune.model_dump(by_alias=True)
    told["questions"] = [each for each in told["questions"] if each["id"] != "kjopt_lister"]
    with pytest.raises(InputError, match=r"parquet: 1 brudd på kodeboken .*kjopt_lister"):
        read_clean(Codebook.model_validate(told), written, "2019")


def test_the_csv_holds_the_same_answers(cleaned, written):
    table = pd.read_csv(written / "helse-nord-kommune-2019.csv", sep=";", decimal=",", encoding="utf-8-sig")
    assert len(table) == 78
    assert table["tilstrekkelig_hjemler"].value_counts().to_dict() == {"ja": 47, "nei": 25, "usikker": 6}
    pd.testing.assert_series_equal(
        table["kommuneoverleger"], cleaned[".sav"].frame["kommuneoverleger"].astype("float64"), check_dtype=False
    )


def test_the_account_workbook_adds_up(written):
    book = openpyxl.load_workbook(written / "helse-nord-kommune-2019-radregnskap.xlsx")
    summary = dict(book["Sammendrag"].iter_rows(min_row=2, values_only=True))
    assert (summary["Rader lest"], summary["Rader beholdt"], summary["Rader tatt ut"]) == (83, 78, 5)
    assert book["Rader tatt ut"].max_row - 1 == 5
    assert [cell.value for cell in book["Endrede celler"][1]][-3:] == ["Før", "Etter", "Regel"]


def test_an_answer_that_looks_like_a_formula_is_harmless_text(cleaned, tmp_path):
    formula = '=HYPERLINK("https://eksempel.no";"x")'
    changed = (ChangedCell(2, "1001", "q17a", formula, "x", "whitespace"),)
    responses = cleaned[".sav"]
    write_clean(replace(responses, accounts=(replace(responses.account, changed=changed),)), tmp_path)
    cell = openpyxl.load_workbook(tmp_path / "helse-nord-kommune-2019-radregnskap.xlsx")["Endrede celler"]["D2"]
    assert (cell.value, cell.data_type) == (f"'{formula}", "s")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_failure_while_writing_leaves_the_old_files(cleaned, written, monkeypatch):
    before = contents(written)

    def full(*arguments, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(InputError, match="No space left"):
        write_clean(cleaned[".xlsx"], written, {"other": "inputs"})
    assert contents(written) == before


@pytest.mark.parametrize("broken", range(6))
@pytest.mark.parametrize("step", ["out of the way", "into place"])
def test_a_file_that_is_open_elsewhere_leaves_the_old_files(cleaned, written, monkeypatch, broken, step):
    """Windows does not let go of a file that Excel has open; none of them may then be exchanged."""
    before = contents(written)
    victim = sorted(before)[broken]
    move = Path.replace

    def stubborn(self, target):
        inward = Path(target).parent == written and self.parent.name.startswith(".skriver-")
        outward = self.parent == written
        if self.name == victim and (inward if step == "into place" else outward):
            raise PermissionError(13, "Permission denied", str(self))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", stubborn)
    with pytest.raises(InputError, match="åpne i et annet program"):
        write_clean(cleaned[".xlsx"], written, {"other": "inputs"})
    assert contents(written) == before


def test_a_folder_that_cannot_be_made(cleaned, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="kan ikke skrives"):
        write_clean(cleaned[".xlsx"], tmp_path / "taken" / "clean")


def test_a_fingerprint_is_a_sha256(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")
    assert fingerprint(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
