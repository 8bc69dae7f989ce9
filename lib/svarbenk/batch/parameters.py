"""The parameters of a chapter's notebook: which there are, and whether what they are given can be used."""

import ast
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from svarbenk.codebook import DataFolder, nearest
from svarbenk.errors import InputError
from svarbenk.workbench import check_selection

_TYPES = {"int": int, "float": int | float, "str": str, "bool": bool, "list": list, "dict": dict}
_WORDED = {
    "int": "et helt tall",
    "float": "et tall",
    "str": "en tekst",
    "bool": "true eller false",
    "list": "en liste, som [a, b]",
    "dict": "nøkler med verdier",
}


def parameters_of(notebook: Path) -> dict[str, Any]:
    """Return what the cell of a ``notebook`` that is tagged ``parameters`` assigns.

    Read as Python, since papermill's own reading leaves out a line whose comment has an equals sign in it.

    Raises
    ------
    InputError
        If the file is no notebook, or the cell holds anything but names and literals.
    """
    stat = notebook.stat()
    return dict(_assigned(notebook, stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=500)
def _assigned(notebook: Path, changed: int, size: int) -> dict[str, Any]:
    """Read the cell, once while the notebook is the same."""
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise InputError(f"{notebook}: kan ikke leses som notebook ({type(error).__name__})") from None
    source = next((cell.source for cell in cells if "parameters" in cell.metadata.get("tags", ())), "")
    try:
        lines = [line for line in ast.parse(source).body if isinstance(line, ast.Assign | ast.AnnAssign)]
        return {
            target.id: ast.literal_eval(line.value)
            for line in lines
            for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
            if isinstance(target, ast.Name) and line.value is not None
        }
    except (SyntaxError, ValueError):
        raise InputError(
            f"{notebook}: cellen med parametere kan ikke leses; ventet linjer som navn = verdi, med et tall, en tekst, "
            f"True, False eller en liste"
        ) from None


def check_parameter(where: str, name: str, value: Any, default: Any) -> None:
    """Hold the value of a parameter against the default in a notebook.

    Parameters
    ----------
    where : str
        What gives it, for the message: a plan, or a row of a table.
    name : str
        The parameter.
    value : object
        What it is given.
    default : object
        What stands in the notebook.

    Raises
    ------
    InputError
        If the value is of another type, or a language or threshold that there is not.
    """
    kind = type(default).__name__
    wanted = _TYPES.get(kind)
    wrong = wanted is not None and (not isinstance(value, wanted) or (kind == "int" and isinstance(value, bool)))
    if wrong:
        raise InputError(f"{where}: parameteren «{name}» er {value!r}; ventet {_WORDED[kind]} ({kind})")
    if name == "language" and value not in {"nb", "en"}:
        raise InputError(f"{where}: parameteren «language» er «{value}»; ventet nb eller en")
    if name == "threshold" and value < 0:
        raise InputError(f"{where}: parameteren «threshold» er {value}; ventet 0 eller mer")


def check_selections(where: str, surveys: tuple[str, ...], given: Mapping[str, Any], data: DataFolder) -> None:
    """Hold waves, baseline and selection against the codebooks of the surveys that a chapter opens.

    Parameters
    ----------
    where : str
        What gives them, for the message.
    surveys : tuple of str
        Ids of surveys.
    given : mapping
        The chapter's parameters.
    data : DataFolder
        Where the codebooks are.

    Raises
    ------
    InputError
        If no codebook knows a wave, question or category.
    """
    chosen = {name: given[name] for name in ("waves", "baseline", "where") if given.get(name)}
    if not chosen:
        return
    for survey in surveys:
        try:
            check_selection(survey, data=data.root, **chosen)
        except InputError as error:
            raise InputError(f"{where}: {error}") from None


def unknown_parameter(name: str, known: Mapping[str, Any]) -> str:
    """Word which parameters there are instead of one called ``name``."""
    return nearest(name, known) or f"; det finnes: {', '.join(known) or 'ingen'}"
