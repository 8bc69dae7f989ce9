"""The stand-in replies of the kommune survey, cleaned once."""

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.responses import clean


@pytest.fixture(scope="session")
def kommuner(data_folder, stand_in):
    return clean(read_codebook("helse-nord-kommune", data_folder), data_folder)
