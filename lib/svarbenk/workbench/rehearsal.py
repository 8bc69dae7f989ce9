"""What a process does once so that its forks need not: draw, set and read what every chapter draws, sets and reads.

A forked kernel has what its mother had in memory. Nothing that is done here may be seen in a chapter but by the time
that it takes.
"""

import pickle
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.ledger import read_ledger
from svarbenk.register import read_register
from svarbenk.register.figures_file import read_figures
from svarbenk.register.sources_file import read_sources
from svarbenk.responses import answers
from svarbenk.responses.fresh import REMEMBERED
from svarbenk.workbench.table import Table


def rehearse() -> None:
    """Draw a figure and set a table of made-up counts: fonts are found, templates compiled, modules imported."""
    table = Table.from_counts([[12, 8, 3], [7, 9, 14]], rows=["a", "b"], columns=["ja", "nei", "vet ikke"], unit="svar")
    table.test()
    table._repr_html_()
    table.figure()._repr_html_()


def read_descriptions(data: Path) -> None:
    """Read codebooks and printed numbers of a data folder; what cannot be read is left to the chapter that needs it.

    Parameters
    ----------
    data : Path
        The data folder.
    """
    folder = DataFolder(data)
    for path in sorted(folder.codebooks.glob("*.yaml")):
        with suppress(InputError):
            read_codebook(path)
    with suppress(InputError):
        for entry in read_ledger(folder):
            _ = entry.corrected
    for path in sorted(folder.published.glob("*/dokument.yaml")):
        with suppress(InputError):
            read_register(path.parent.name, folder)
        for read in (read_figures, read_sources):
            with suppress(InputError):
                read(path.parent)


def read_answers(data: Path, surveys: tuple[str, ...]) -> bytes:
    """Return the answers of some surveys as bytes for ``remember``; those that cannot be read are not among them.

    Parameters
    ----------
    data : Path
        The data folder.
    surveys : tuple of str
        Ids of surveys.
    """
    folder = DataFolder(data)
    for name in surveys:
        with suppress(InputError):
            answers(read_codebook(name, folder), folder)
    return pickle.dumps({known: replace(found, codebook=None) for known, found in REMEMBERED.items()}, protocol=5)


def remember(answered: bytes, data: Path) -> None:
    """Keep answers that another process has read.

    Parameters
    ----------
    answered : bytes
        What ``read_answers`` returned.
    data : Path
        The data folder.
    """
    folder = DataFolder(data)
    for known, found in pickle.loads(answered).items():
        with suppress(InputError):
            survey = read_codebook(found.accounts[0].survey, folder)
            REMEMBERED[known] = replace(found, codebook=survey)
