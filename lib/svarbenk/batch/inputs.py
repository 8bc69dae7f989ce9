"""What a chapter rests on: the surveys, registers and other files that its notebook opens, and their digests."""

import csv
import hashlib
import json
import platform
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import nbformat

from svarbenk.batch.opened import Opened, opened
from svarbenk.codebook import Codebook, Condition, DataFolder, fold, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import fingerprint, input_files

PACKAGES = (
    "svarbenk", "pandas", "numpy", "scipy", "statsmodels", "pingouin", "seaborn", "matplotlib", "papermill",
    "ipykernel", "nbclient", "pydantic", "pandera", "typst", "python-docx", "xlsxwriter", "duckdb", "pyarrow",
)  # fmt: skip
_PACKAGE = Path(__file__).resolve().parents[1]
_NOT_IN_A_CHAPTER = ("apps", "cli")


class Inputs:
    """The digests of files, each read once while its size and times are the same.

    Parameters
    ----------
    data : DataFolder
        Where the files are, unless a chapter is given a folder of its own.
    project : Path
        The project's folder.
    """

    def __init__(self, data: DataFolder, project: Path):
        self.data = data
        self.project = project
        self._digests: dict[Path, tuple[tuple, str]] = {}
        self._opened: dict[tuple, Opened] = {}
        self._naming: dict[Path, tuple[str, set]] = {}
        self._seen: dict[tuple, Any] = {}

    def look_again(self) -> None:
        """Look at the files anew: what was found so far is forgotten, but for digests of files that are the same."""
        self._seen.clear()

    def _once(self, known: tuple, find: Callable[[], Any]) -> Any:
        """Return what was found since files were last looked at."""
        if known not in self._seen:
            self._seen[known] = find()
        return self._seen[known]

    def _files(self, folder: Path, data: DataFolder) -> dict[str, str]:
        """Return name and digest of everything in a folder."""
        return self._once(
            ("files", folder),
            lambda: {
                path.relative_to(data.root).as_posix(): self.digest(path)
                for path in sorted(folder.rglob("*"))
                if path.is_file() and not path.name.startswith(".")
            },
        )

    def digest(self, path: Path) -> str:
        """Return the sha256 of the file at ``path``."""
        stat = path.stat()
        mark = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        known = self._digests.get(path)
        if known is None or known[0] != mark:
            known = self._digests[path] = (mark, fingerprint(path))
        return known[1]

    def digest_of_source(self, notebook: Path) -> str:
        """Return a digest of what a ``notebook`` says: cells and tags, not what an editor keeps beside them."""
        return self._once(("source", notebook), lambda: _source(notebook))

    def opened(self, notebook: Path, parameters: Mapping[str, Any]) -> Opened:
        """Return what a ``notebook`` opens when it is given ``parameters``."""
        source = self._once(("notebook", notebook), lambda: self.digest(notebook))
        known = (notebook, source, repr(sorted(parameters.items())))
        if known not in self._opened:
            self._opened[known] = opened(notebook, parameters)
        return self._opened[known]

    def surveys_of(
        self, notebook: Path, parameters: Mapping[str, Any], otherwise: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return the surveys that a notebook opens, or may open.

        Parameters
        ----------
        notebook : Path
            The chapter.
        parameters : mapping
            What it is given.
        otherwise : tuple of str
            What it may open where it does not say; every survey with a codebook by default.
        """
        surveys = self.opened(notebook, parameters).surveys
        if surveys is not None:
            return surveys
        return otherwise or tuple(sorted(path.stem for path in self.data.codebooks.glob("*.yaml")))

    def of_chapter(
        self, notebook: Path, parameters: Mapping[str, Any], otherwise: tuple[str, ...] = ()
    ) -> dict[str, str]:
        """Return name and sha256 of the files that a chapter rests on, but for the notebook itself.

        Of a survey: its exports and decisions, its codebook, and the printed numbers of its document; of a register:
        the printed numbers and the evaluator's own extracts. Of a selection by another survey's question: that
        codebook. And files of the data folder that the notebook names.

        Parameters
        ----------
        notebook : Path
            The chapter.
        parameters : mapping
            What it is given.
        otherwise : tuple of str
            See ``surveys_of``.

        Raises
        ------
        InputError
            If a codebook cannot be read, or a survey has neither exports nor clean answers.
        """
        data = DataFolder.find(parameters["data"]) if parameters.get("data") else self.data
        names = self.opened(notebook, parameters)
        surveys = self.surveys_of(notebook, parameters, otherwise)
        found: dict[str, str] = {}
        folders: set[Path] = set()
        for survey in surveys:
            codebook = self._once(("codebook", data.root, survey), partial(read_codebook, survey, data))
            found |= self._once(("survey", data.root, survey), partial(self.of_survey, codebook, data))
            folders |= self._once(("printed", data.root, survey), partial(self._published_with, codebook, data))
            if self._looks_elsewhere(codebook, parameters):
                found |= {
                    name: digest for name, digest in self._files(data.codebooks, data).items() if name[-5:] == ".yaml"
                }
        extracts = data.root / "raw" / "register"
        if names.registers is None or names.registers:
            folders |= {extracts} if extracts.is_dir() else set()
        folders |= {data.published / name for name in names.registers or ()}
        if names.registers is None:
            folders.add(data.published)
        for folder in folders:
            found |= self._files(folder, data)
        return found | self._named(notebook, names.texts, data)

    def of_survey(self, codebook: Codebook, data: DataFolder | None = None) -> dict[str, str]:
        """Return name and sha256 of a survey's files: exports, decisions and codebook, or the clean answers alone.

        Parameters
        ----------
        codebook : Codebook
            The survey.
        data : DataFolder, optional
            Where its files are.

        Raises
        ------
        InputError
            If a wave has neither an export nor clean answers.
        """
        data = data or self.data
        book = data.codebook(codebook.id)
        found = {f"codebooks/{book.name}": self.digest(book)}
        raw = data.raw(codebook.id)
        if raw.is_dir() and any(raw.rglob("*.*")):
            for wave in codebook.with_answers:
                input_files(codebook, data, wave=wave.id)  # says which export is missing
            return found | self._files(raw, data)
        clean = [path for path in sorted(data.clean(codebook.id).glob("*")) if path.suffix in {".parquet", ".json"}]
        if not clean:
            input_files(codebook, data)  # says where to put an export
        return found | {path.relative_to(data.root).as_posix(): self.digest(path) for path in clean}

    def _looks_elsewhere(self, codebook: Codebook, parameters: Mapping[str, Any]) -> bool:
        """Tell whether a selection or a wave is one that only other surveys' codebooks know."""
        own = {fold(name) for wave in codebook.waves for name in (wave.id, *wave.aliases)}
        waves = parameters.get("waves") or ()
        waves = [*([waves] if isinstance(waves, str) else waves), *filter(None, [parameters.get("baseline")])]
        if any(fold(str(wave)) not in own for wave in waves):
            return True
        where = parameters.get("where")
        try:
            return bool(where) and any(name not in codebook.by_id for name in Condition(where).questions)
        except InputError:
            return True

    def _published_with(self, codebook: Codebook, data: DataFolder) -> set[Path]:
        """Return the folders of the documents that a survey is printed in."""
        folders = set()
        for path in data.published.rglob("*.csv"):
            digest = self.digest(path)
            if self._naming.get(path, ("",))[0] != digest:
                with path.open(encoding="utf-8", newline="") as file:
                    self._naming[path] = (digest, {row.get("survey") for row in csv.DictReader(file)})
            if codebook.id in self._naming[path][1]:
                folders.add(path.parent)
        return folders

    def _named(self, notebook: Path, texts: tuple[str, ...], data: DataFolder) -> dict[str, str]:
        """Return the files of the data folder that texts of a notebook name; elsewhere it may write what it names."""
        found = {}
        for text in texts:
            if "/" not in text and "." not in text:
                continue
            for folder in (notebook.parent, self.project, data.root):
                try:
                    path = (folder / text).resolve()
                    if path.is_relative_to(data.root.resolve()) and path.is_file():
                        found[path.relative_to(data.root.resolve()).as_posix()] = self.digest(path)
                except (OSError, ValueError):
                    continue
        return found


def _source(notebook: Path) -> str:
    cells = nbformat.read(notebook, as_version=4).cells
    said = [(cell.cell_type, cell.source, sorted(cell.metadata.get("tags", []))) for cell in cells]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of the packages that results depend on."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def environment_digest() -> str:
    """Return a digest of the versions of Python and of the packages."""
    return hashlib.sha256(repr((platform.python_version(), sorted(versions().items()))).encode()).hexdigest()


@cache
def package_digest() -> str:
    """Return the sha256 of the package's own files that a chapter can reach: other code may give other results."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        if path.is_file() and "__pycache__" not in path.parts and inside.parts[0] not in _NOT_IN_A_CHAPTER:
            digest.update(inside.as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
