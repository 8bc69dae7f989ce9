"""Register figures in: ``registerfigurer.yaml`` beside the printed numbers, with mistakes told by file and line."""

from functools import lru_cache
from pathlib import Path

from svarbenk.codebook import nearest, read_as
from svarbenk.errors import InputError
from svarbenk.register.figure_definition import FigureDefinition, RegisterFigures

FIGURES_FILE = "registerfigurer.yaml"


def read_figures(folder: Path) -> RegisterFigures:
    """Read the register figures of a document.

    Parameters
    ----------
    folder : Path
        The document's folder in ``data/published``.

    Raises
    ------
    InputError
        If the file is missing or cannot be used: names file, line, what was found and what was expected.
    """
    path = folder / FIGURES_FILE
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _read(path, changed)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> RegisterFigures:
    """Read the file once for each time that it was ``changed``: a chapter asks for its figures one by one."""
    return read_as(RegisterFigures, path, "registerfigurer (document, figures)")


def find_figure(figures: RegisterFigures, number: str) -> FigureDefinition:
    """Return the figure of a number.

    Parameters
    ----------
    figures : RegisterFigures
        All of them.
    number : str
        «3-2».

    Raises
    ------
    InputError
        If there is none; the message names the ones there are.
    """
    for figure in figures.figures:
        if figure.number == number:
            return figure
    known = [figure.number for figure in figures.figures]
    raise InputError(
        f"figur {number}: ingen registerfigur i {figures.document}; "
        f"det finnes: {', '.join(known)}{nearest(number, known)}"
    )
