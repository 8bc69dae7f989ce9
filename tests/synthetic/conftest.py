"""One reconstruction and one set of evaluation files for all tests of the room; they take some seconds."""

import shutil
import time
from pathlib import Path

import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.ledger import read_ledger
from svarbenk.responses import clean
from svarbenk.synthetic import read_recipe, reconstruct, synthesise
from svarbenk.synthetic.waves.survey import make_survey

ROOT = Path(__file__).resolve().parents[2]

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


EVALUATION = ("kommune", "bergen-fastlege", "bergen-telefon", "lis1", "fastlege")


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory):
    """A data folder with the stand-in files of every survey in waves, what was made, and the seconds it took."""
    root = tmp_path_factory.mktemp("evaluering") / "data"
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(ROOT / "data" / part, root / part)
    for old in root.glob("published/*/conflicts.csv"):
        old.unlink()
    data = DataFolder(root)
    made, start = {}, time.monotonic()

    def remembered(codebook, *rest):
        made[codebook.id] = make_survey(codebook, *rest)
        return made[codebook.id]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("svarbenk.synthetic.waves.synthesising.make_survey", remembered)
        for name in EVALUATION:
            synthesise(name, data)
    return data, made, time.monotonic() - start


@pytest.fixture(scope="session")
def answers(evaluation):
    """The clean answers of every survey in waves."""
    return {name: clean(read_codebook(name, evaluation[0]), evaluation[0]) for name in EVALUATION}
