"""Surveys as the apps open them: those with answers, read once in a process, in either language."""

from functools import lru_cache
from os import PathLike

from svarbenk.codebook import DataFolder, Language, Text, read_codebook
from svarbenk.errors import InputError
from svarbenk.workbench import Survey, open_survey


def survey_names(data: str | PathLike | None = None) -> dict[str, Text]:
    """Return id and title of the surveys that have answers here: those of most rounds first, then by title.

    Parameters
    ----------
    data : path, optional
        The data folder.
    """
    folder = DataFolder.find(data)
    found: dict[str, tuple[int, Text]] = {}
    for path in folder.codebooks.glob("*.yaml"):
        if not (_has_files(folder.raw(path.stem)) or _has_files(folder.clean(path.stem))):
            continue
        try:
            codebook = read_codebook(path)
        except InputError:  # another survey's codebook is no reason to refuse the rest
            continue
        found[path.stem] = -len(codebook.waves), codebook.title
    ordered = sorted(found.items(), key=lambda each: (each[1][0], each[1][1].nb))
    return {name: title for name, (_, title) in ordered}


def opened(name: str, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5) -> Survey:
    """Return a survey with small counts hidden; its answers are read once in a process.

    Parameters
    ----------
    name : str
        The survey's id.
    data : path, optional
        The data folder.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such survey, no answers, the language is another, or the threshold is negative.
    """
    if language not in {"nb", "en"}:
        raise InputError(f"language: fant «{language}»; ventet nb eller en")
    if not isinstance(threshold, int) or threshold < 0:
        raise InputError(f"threshold: fant {threshold!r}; ventet et helt tall fra 0")
    return _opened(name, str(DataFolder.find(data).root), language, threshold)


def all_synthetic(data: str | PathLike | None = None) -> bool:
    """Tell whether there are answers, and all of them are stand-in data.

    Parameters
    ----------
    data : path, optional
        The data folder.
    """
    root = str(DataFolder.find(data).root)
    try:
        found = [_read(name, root).synthetic for name in survey_names(data)]
    except InputError:  # answers that cannot be opened may be anybody's
        return False
    return bool(found) and all(found)


@lru_cache(maxsize=48)
def _opened(name: str, root: str, language: Language, threshold: int) -> Survey:
    if language != "nb":
        # what is hidden is worked out once for both languages
        return _opened(name, root, "nb", threshold).speaking(language)
    read = _read(name, root)
    return Survey(read.responses, read.data, language=language, threshold=threshold)


@lru_cache(maxsize=24)
def _read(name: str, root: str) -> Survey:
    return open_survey(name, data=root)


def _has_files(folder) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))
