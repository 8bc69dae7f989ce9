"""Where the data folder is found, and what is said when it is not there."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data" / "codebooks").mkdir(parents=True)
    (tmp_path / "data" / "codebooks" / "fastlege.yaml").touch()
    return tmp_path / "data"


def test_by_name(folder):
    assert DataFolder.find(folder).root == folder


def test_by_environment_variable(folder, monkeypatch):
    monkeypatch.setenv("SVARBENK_DATA", str(folder))
    assert DataFolder.find().root == folder


def test_a_name_comes_before_the_environment_variable(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SVARBENK_DATA", str(tmp_path / "elsewhere"))
    assert DataFolder.find(folder).root == folder


def test_from_a_folder_below(folder, monkeypatch):
    below = folder.parent / "notebooks" / "rapport-iv"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert DataFolder.find().root == folder


def test_a_folder_that_is_no_data_folder(tmp_path):
    with pytest.raises(InputError, match="ingen mappe «codebooks» der"):
        DataFolder.find(tmp_path)


def test_the_parts(folder):
    data = DataFolder(folder)
    assert data.codebook("fastlege") == folder / "codebooks" / "fastlege.yaml"
    assert (data.raw("fastlege"), data.clean("fastlege")) == (
        folder / "raw" / "fastlege",
        folder / "clean" / "fastlege",
    )
    assert data.published == folder / "published"


def test_an_unknown_survey(folder):
    with pytest.raises(InputError, match=r"ingen kodebok fastlg.yaml.*det finnes: fastlege"):
        DataFolder(folder).codebook("fastlg")
    with pytest.raises(InputError, match="mente du «fastlege»"):
        DataFolder(folder).codebook("fastlge")
