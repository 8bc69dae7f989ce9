"""Codebooks in: YAML to a checked model, with errors that name file, line and question."""

from functools import lru_cache
from pathlib import Path

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from svarbenk.codebook.folder import DataFolder
from svarbenk.codebook.survey import Codebook
from svarbenk.codebook.text import nearest
from svarbenk.codebook.yaml_file import fill, line_of, load_yaml
from svarbenk.errors import InputError


def read_codebook(survey: str | Path, data: DataFolder | None = None) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    survey : str or Path
        The survey's id (its codebook is then found in the data folder), or the path of a YAML file.
    data : DataFolder, optional
        The data folder; found from the working folder by default.

    Returns
    -------
    Codebook

    Raises
    ------
    InputError
        If the file is missing or is no codebook: names file, line, question, what was found and expected.
        All mistakes are collected; the first three are told.
    """
    path = survey if isinstance(survey, Path) else (data or DataFolder.find()).codebook(survey)
    codebook = _read(path, path.read_bytes() if path.is_file() else b"")
    if not isinstance(survey, Path) and codebook.id != survey:
        line = line_of(load_yaml(path, "en kodebok"), "codebook")
        raise InputError(f"{path}, linje {line}: kodeboken heter «{codebook.id}»; ventet «{survey}» som filen")
    return codebook


@lru_cache(maxsize=64)
def _read(path: Path, content: bytes) -> Codebook:
    """Read a codebook; once for what the file holds, since that takes longer than all that is done with it."""
    document = load_yaml(path, "en kodebok (codebook, title, questions …)")
    _use_scales(document, path)
    return fill(Codebook, document, path)


def _use_scales(document: CommentedMap, path: Path) -> None:
    """Write a scale's categories and merges into the questions that name it, so that the model sees one form only."""
    scales = document.get("scales")
    merges = document.get("merges")
    merges = {str(name): merge for name, merge in merges.items()} if isinstance(merges, CommentedMap) else {}
    scales = {str(name): scale for name, scale in scales.items()} if isinstance(scales, CommentedMap) else {}
    questions = document.get("questions")
    for question in questions if isinstance(questions, CommentedSeq) else ():
        if not isinstance(question, CommentedMap) or "scale" not in question:
            continue
        name = str(question["scale"])
        where = f"{path}, linje {line_of(question, 'scale')}, spørsmål «{question.get('id')}»"
        if name not in scales:
            known = ", ".join(scales) or "«scales», som er tom"
            raise InputError(f"{where}: ukjent skala «{name}»; ventet en av {known}{nearest(name, scales)}")
        if "categories" in question:
            raise InputError(f"{where}: både «scale» og «categories»; ventet én av dem")
        question["categories"] = scales[name]
        if name in merges and "merges" not in question:
            question["merges"] = merges[name]
