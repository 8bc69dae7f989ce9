"""The whole way: printed numbers to raw exports, as the command ``svarbenk synth`` goes it."""

from pathlib import Path

from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.ledger import find_document, read_ledger, write_corrections
from svarbenk.synthetic.exports import write_exports
from svarbenk.synthetic.recipe import read_recipe
from svarbenk.synthetic.reconstruct import reconstruct


def synthesise(survey: str, data: DataFolder) -> list[Path]:
    """Make the stand-in exports of a survey, and write down how the printed numbers were corrected.

    Parameters
    ----------
    survey : str
        The survey's id.
    data : DataFolder
        Codebook, printed numbers and recipe are read here; ``raw/<survey>/`` and the document's
        ``corrections.csv`` are written.

    Returns
    -------
    list of Path
        The files written: three exports, ``decisions.yaml``, ``corrections.csv``.

    Raises
    ------
    InputError
        If the survey has no codebook, recipe or printed numbers, or nothing agrees with these. Nothing has
        been written then.
    """
    codebook = read_codebook(survey, data)
    recipe = read_recipe(survey, data, codebook)
    folder = find_document(recipe.document, data)
    ledger = read_ledger(data, document=recipe.document, survey=survey)
    reconstruction = reconstruct(codebook, ledger, recipe)
    written = write_exports(reconstruction, codebook, recipe, data.raw(survey))
    return [*written, write_corrections(reconstruction.corrections, folder / "corrections.csv")]
