"""The stand-in replies cleaned from each export format, and what became of every printed cell."""

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.kontroll import compare
from svarbenk.ledger import read_ledger
from svarbenk.responses import clean

SURVEY = "helse-nord-kommune"


@pytest.fixture(scope="session")
def printed(data_folder):
    return read_ledger(data_folder, survey=SURVEY)


@pytest.fixture(scope="session", params=["xlsx", "sav", "csv"])
def cleaned(request, data_folder, stand_in):
    export = data_folder.raw(SURVEY) / f"{SURVEY}.{request.param}"
    return clean(read_codebook(SURVEY, data_folder), data_folder, file=export)


@pytest.fixture(scope="session")
def found(cleaned, printed):
    return compare(cleaned, printed)
