"""Stand-in exports to read and to spoil, and what they clean to."""

import shutil

import pytest
from spoiling import SURVEY, Spoiled
from svarbenk.codebook import read_codebook
from svarbenk.responses import clean


@pytest.fixture(scope="session")
def kommune(data_folder):
    """The codebook of the kommune survey."""
    return read_codebook(SURVEY, data_folder)


@pytest.fixture(scope="session")
def exports(stand_in):
    """The three exports by suffix."""
    return {path.suffix: path for path in stand_in if path.stem == SURVEY}


@pytest.fixture(scope="session")
def cleaned(kommune, data_folder, exports):
    """What each export cleans to, by suffix."""
    return {suffix: clean(kommune, data_folder, file=path) for suffix, path in exports.items()}


@pytest.fixture
def spoiled(tmp_path, stand_in, data_folder, kommune):
    """Exports and decisions of its own for each test."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for path in stand_in:
        if path.parent.name == SURVEY:
            shutil.copy(path, folder)
    return Spoiled(folder, data_folder, kommune)
