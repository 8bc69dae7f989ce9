"""The raw exports of a reconstruction: three files that hold the same replies, and the decisions about them."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from svarbenk.codebook import Codebook
from svarbenk.synthetic.delimited import write_delimited
from svarbenk.synthetic.dirt import Dirt, typed_numbers
from svarbenk.synthetic.recipe import Recipe
from svarbenk.synthetic.reconstruct import Reconstruction
from svarbenk.synthetic.spreadsheet import write_spreadsheet
from svarbenk.synthetic.spss import write_spss
from svarbenk.synthetic.submissions import Settled, submissions

_PLAIN = str.maketrans("", "", ".;-()")
_WRITERS = {".xlsx": write_spreadsheet, ".csv": write_delimited, ".sav": write_spss}


def write_exports(reconstruction: Reconstruction, codebook: Codebook, recipe: Recipe, folder: Path) -> list[Path]:
    """Write the exports as survey tools write them, with the recipe's dirt.

    ``<survey>.xlsx``, ``<survey>.csv`` and ``<survey>.sav`` hold the same replies in different order and
    clean to the same answers; ``decisions.yaml`` settles the unit that replied twice with differing answers.
    Every row says that it is stand-in data.

    Parameters
    ----------
    reconstruction : Reconstruction
        The replies.
    codebook : Codebook
        Columns, labels, codes.
    recipe : Recipe
        Seed and dirt.
    folder : Path
        Where the files go; made if needed. Written whole or not at all.

    Returns
    -------
    list of Path
        The four files. The same input gives the same bytes.
    """
    rows, settled = submissions(reconstruction, codebook, recipe, np.random.default_rng([recipe.seed, 1]))
    typed = typed_numbers(rows, codebook, recipe, np.random.default_rng([recipe.seed, 2]))
    with whole_or_not(folder) as beside:
        for number, (suffix, write) in enumerate(_WRITERS.items()):
            rng = np.random.default_rng([recipe.seed, 3, number])
            ordered = rows if number == 0 else tuple(rows[int(place)] for place in rng.permutation(len(rows)))
            path = beside / f"{codebook.id}{suffix}"
            write(path, ordered, typed, codebook, Dirt(recipe.dirt, rng), recipe.provenance)
        write_decisions(beside / "decisions.yaml", codebook.id, settled)
    return [folder / name for name in export_names(codebook.id)]


@contextmanager
def whole_or_not(folder: Path) -> Iterator[Path]:
    """Give a folder to write in; what is in it afterwards is moved to ``folder``, nothing if something went wrong.

    Parameters
    ----------
    folder : Path
        Where the files go; made if needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".synth-", dir=folder))
    try:
        yield beside
        for path in sorted(beside.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def export_names(survey: str) -> tuple[str, ...]:
    """Return the names of the files that are written for ``survey``."""
    return (*(f"{survey}{suffix}" for suffix in _WRITERS), "decisions.yaml")


def write_decisions(path: Path, survey: str, settled: tuple[Settled, ...] = ()) -> Path:
    """Write the decisions on units that replied twice, and return the ``path``.

    Parameters
    ----------
    path : Path
        The file.
    survey : str
        The survey's id.
    settled : tuple of Settled
        Which reply counts, for each such unit.
    """
    lines = [f"survey: {survey}", "decisions:" if settled else "decisions: []"]
    for each in settled:
        lines += [
            f"  - unit: {_scalar(each.unit)}",
            f'    keep: "{each.keep}"        # svarid',
            f'    drop: ["{each.drop}"]',
            f"    reason: {_scalar(each.decided.reason)}",
            f"    reviewed: {{by: {_scalar(each.decided.by)}, on: {each.decided.on.isoformat()}}}",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _scalar(text: str) -> str:
    """Write text for YAML, in quotes where a sign could mean something else."""
    return text if text.replace(" ", "").translate(_PLAIN).isalnum() else json.dumps(text, ensure_ascii=False)
