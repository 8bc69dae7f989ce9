"""Answers on disk are made anew when, and only when, the files that they were made from have changed."""

import shutil

import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import answers, clean, refresh


@pytest.fixture
def data(every_survey, tmp_path):
    """A folder with one survey, as its files came."""
    for part in ("codebooks", "published"):
        shutil.copytree(every_survey.root / part, tmp_path / "data" / part)
    shutil.copytree(every_survey.raw("kommune"), tmp_path / "data" / "raw" / "kommune")
    return DataFolder(tmp_path / "data")


def test_clean_answers_are_written_once(data):
    codebook = read_codebook("kommune", data)
    cleaned = clean(codebook, data)
    assert refresh(codebook, data)
    written = {path: path.stat().st_mtime_ns for path in data.clean("kommune").rglob("*") if path.is_file()}
    assert written
    assert not refresh(codebook, data)
    assert {path: path.stat().st_mtime_ns for path in data.clean("kommune").rglob("*") if path.is_file()} == written
    assert answers(codebook, data).frame.equals(cleaned.frame)


def test_another_codebook_makes_them_stale(data):
    refresh(read_codebook("kommune", data), data)
    with data.codebook("kommune").open("a", encoding="utf-8") as file:
        file.write("\n# en linje til\n")
    assert refresh(read_codebook("kommune", data), data)


def test_without_files_there_is_nothing_to_clean(data):
    shutil.rmtree(data.raw("kommune"))
    with pytest.raises(InputError):
        refresh(read_codebook("kommune", data), data)
