"""One reconstruction for all tests of the room; it takes some seconds."""

import time

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.ledger import read_ledger
from svarbenk.synthetic import read_recipe, reconstruct

SURVEY = "helse-nord-kommune"


@pytest.fixture(scope="session")
def codebook(data_folder):
    return read_codebook(SURVEY, data_folder)


@pytest.fixture(scope="session")
def ledger(data_folder):
    return read_ledger(data_folder, survey=SURVEY)


@pytest.fixture(scope="session")
def recipe(data_folder, codebook):
    return read_recipe(SURVEY, data_folder, codebook)


@pytest.fixture(scope="session")
def timed(codebook, ledger, recipe):
    start = time.monotonic()
    return reconstruct(codebook, ledger, recipe), time.monotonic() - start


@pytest.fixture(scope="session")
def reconstruction(timed):
    return timed[0]


@pytest.fixture(scope="session")
def analysed(reconstruction):
    """The replies that the printed tables are about."""
    return reconstruction.replies[reconstruction.replies["i_analysen"]]
