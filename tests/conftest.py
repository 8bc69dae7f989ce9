"""What the tests of every room share: data of their own, and programs that may be missing."""

import os
import shutil
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import matplotlib
import pytest

with suppress(ImportError):
    import fcntl

ROOT = Path(__file__).resolve().parents[1]

# A test marked with the key needs one of the programs, or the packages, named beside it.
PROGRAMS = {
    "libreoffice": ("soffice",),
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "poppler": ("pdftotext",),
}
PACKAGES = {"batch": ("papermill", "ipykernel")}

matplotlib.use("Agg")  # not MPLBACKEND: kernels would inherit it and lose their figures
os.environ.pop("SVARBENK_DATA", None)  # tests must never reach somebody's real answers


def in_ci() -> bool:
    """Tell whether a missing program is a failure rather than a reason to skip."""
    return any(os.environ.get(name, "").lower() in {"1", "true"} for name in ("CI", "SVARBENK_CI"))


def missing(marker: str) -> str | None:
    """Word what a test with ``marker`` would miss on this machine; nothing when it is all there."""
    programs = PROGRAMS.get(marker, ())
    if programs and not any(map(shutil.which, programs)):
        return f"needs {programs[0]}, which is not in PATH"
    absent = [name for name in PACKAGES.get(marker, ()) if find_spec(name) is None]
    return f"needs {', '.join(absent)} in .venv; run make install" if absent else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, and say so; in CI, fail it."""
    for marker in (*PROGRAMS, *PACKAGES):
        reason = item.get_closest_marker(marker) and missing(marker)
        if reason and in_ci():
            pytest.fail(reason, pytrace=False)
        elif reason:
            pytest.skip(reason)


@pytest.fixture(scope="session")
def program():
    """Find the program behind a marker: ``program("browser")`` is the path of Chromium."""

    def find(marker: str) -> str:
        return next(found for found in map(shutil.which, PROGRAMS[marker]) if found)

    return find


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory):
    """A copy of ``data/`` without anybody's raw or clean answers."""
    from svarbenk.codebook import DataFolder

    copy = tmp_path_factory.mktemp("svarbenk") / "data"
    for part in (ROOT / "data").iterdir():
        if part.is_dir() and part.name not in {"raw", "clean"}:
            shutil.copytree(part, copy / part.name)
    return DataFolder(copy)


@pytest.fixture(scope="session")
def stand_in(data_folder):
    """The stand-in export of the kommune survey, made once, in ``data_folder``."""
    from svarbenk.synthetic import synthesise

    return synthesise("helse-nord-kommune", data_folder)


@pytest.fixture(scope="session")
def every_survey(data_folder, stand_in, made_once):
    """The folder with the stand-in exports of every survey, made once."""

    def make(folder):
        from svarbenk.synthetic import recipes, synthesise

        for survey in recipes(folder):
            if not any(folder.raw(survey).rglob("*.*")):
                synthesise(survey, folder)

    made_once("raw", data_folder, make)
    return data_folder


@pytest.fixture(scope="session")
def clean_answers(every_survey, made_once):
    """The folder with every survey cleaned, as a build leaves it."""

    def make(folder):
        from svarbenk.codebook import read_codebook
        from svarbenk.responses import refresh
        from svarbenk.synthetic import recipes

        for survey in recipes(folder):
            refresh(read_codebook(survey, folder), folder)

    made_once("clean", every_survey, make)
    return every_survey


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Fill a part of a data folder, once for all processes that run tests: the first makes it, the others copy it."""

    def fill(part, folder, make):
        if "PYTEST_XDIST_WORKER" not in os.environ or not hasattr(os, "fork"):
            make(folder)
            return
        kept = tmp_path_factory.getbasetemp().parent / part
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                make(folder)
                shutil.copytree(folder.root / part, kept.with_suffix(".half"))
                kept.with_suffix(".half").rename(kept)
        shutil.copytree(kept, folder.root / part, dirs_exist_ok=True, copy_function=shutil.copy2)

    return fill
