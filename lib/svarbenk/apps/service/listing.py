"""Listing: the apps as the start page names them, and their notebooks as they are served."""

from dataclasses import dataclass
from pathlib import Path

import nbformat

from svarbenk.codebook import Text

_PARAMETERS = "parameters"


@dataclass(frozen=True)
class Listed:
    """An app as the start page names it: what it is called in the address, its title and a line about it."""

    name: str
    title: Text
    about: Text


def listed(folder: Path, names: tuple[str, ...]) -> tuple[Listed, ...]:
    """Return the apps as the start page names them: in the order of the catalogue, then those it does not have.

    Parameters
    ----------
    folder : Path
        Where the notebooks are.
    names : tuple of str
        The apps that are served.
    """
    try:
        from svarbenk.apps.catalogue import APPS
    except ImportError:
        APPS = {}
    known = [Listed(name, entry.title, entry.about) for name, entry in APPS.items() if name in names]
    return (*known, *(_by_notebook(folder, name) for name in names if name not in APPS))


def _by_notebook(folder: Path, name: str) -> Listed:
    title = str(read(folder, name).metadata.get("title", name))
    return Listed(name, Text(nb=title.removesuffix(" – svarbenk")), Text(nb=""))


def read(folder: Path, name: str, threshold: int | None = None) -> nbformat.NotebookNode:
    """Return the notebook of an app.

    Parameters
    ----------
    folder : Path
        Where the notebooks are.
    name : str
        The app.
    threshold : int, optional
        Stands in for the one among the notebook's parameters.
    """
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if threshold is not None and _PARAMETERS in cell.metadata.get("tags", ()):
            cell.source += f"\nthreshold = {threshold}"
    return notebook
