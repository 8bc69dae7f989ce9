"""A project of its own for building, and the real report built once."""

import shutil
from pathlib import Path

import nbformat
import pytest
from made_notebook import notebook
from svarbenk.batch import build, read_plan
from told_build import Told

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    """A project folder with a one-chapter plan «liten»; the test writes the notebook it wants."""
    (tmp_path / "reports" / "plans").mkdir(parents=True)
    (tmp_path / "notebooks" / "liten").mkdir(parents=True)
    (tmp_path / "reports" / "plans" / "liten.yaml").write_text(
        "plan: liten\ntitle: {nb: Liten rapport, en: Small report}\nparameters: {language: nb, threshold: 0}\n"
        "chapters: [{notebook: liten/01-prove.ipynb}]\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def write_chapter(project):
    """Write the cells of the one chapter after title and parameters."""

    def write(*cells, parameters='language = "nb"  # nb eller en\nthreshold = 0  # skjul under'):
        made = notebook(
            ("markdown", "# 1 Prøve", ["nb"]),
            ("markdown", "# 1 Trial", ["en"]),
            ("code", parameters, ["parameters"]),
            *cells,
        )
        nbformat.write(made, project / "notebooks" / "liten" / "01-prove.ipynb")

    return write


def own_project(tmp_path_factory):
    """A project folder with this one's notebooks and plans, whose runs are kept apart from the user's."""
    folder = tmp_path_factory.mktemp("prosjekt")
    (folder / "notebooks").symlink_to(ROOT / "notebooks")
    (folder / "reports").mkdir()
    for each in (ROOT / "reports").iterdir():
        if each.name != "build":
            (folder / "reports" / each.name).symlink_to(each)
    return folder


@pytest.fixture(scope="session")
def built(data_folder, stand_in, tmp_path_factory):
    """The report on the kommuner, built once from the stand-in answers: its folder and manifest."""
    out = tmp_path_factory.mktemp("bygg") / "helse-nord"
    told = Told()
    facts = build(read_plan("helse-nord", ROOT), own_project(tmp_path_factory), out, data_folder, watch=told)
    return out, facts, told


@pytest.fixture(scope="session")
def built_for_stakeholders(data_folder, stand_in, tmp_path_factory):
    """The same in English with counts under five hidden."""
    out = tmp_path_factory.mktemp("bygg-en") / "helse-nord"
    plan = read_plan("helse-nord", ROOT, {"language": "en", "threshold": 5})
    return out, build(plan, own_project(tmp_path_factory), out, data_folder)


@pytest.fixture
def copy_of_build(built, tmp_path):
    """A copy of the built report that a test may spoil."""
    target = tmp_path / "helse-nord"
    shutil.copytree(built[0], target)
    return target
