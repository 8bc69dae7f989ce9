"""The whole way: printed numbers to raw exports, as the command ``svarbenk synth`` goes it."""

from pathlib import Path

from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.ledger import find_document, read_ledger, write_corrections
from svarbenk.synthetic.exports import export_names, write_exports
from svarbenk.synthetic.guard import refuse_foreign, remember
from svarbenk.synthetic.recipe import read_recipe
from svarbenk.synthetic.reconstruct import reconstruct
from svarbenk.synthetic.waves.recipe import WaveRecipe
from svarbenk.synthetic.waves.synthesising import synthesise_waves


def synthesise(survey: str, data: DataFolder, *, overwrite: bool = False, dirt_seed: int | None = None) -> list[Path]:
    """Make the stand-in exports of a survey, and write down how the printed numbers were corrected.

    Parameters
    ----------
    survey : str
        The survey's id.
    data : DataFolder
        Codebook, printed numbers and recipe are read here; ``raw/<survey>/`` and the document's
        ``corrections.csv`` are written.
    overwrite : bool
        Whether files in ``raw/<survey>/`` that were not made here may be replaced.
    dirt_seed : int, optional
        Another seed for the dirt of a survey in waves than its recipe's; the replies stay the same.

    Returns
    -------
    list of Path
        The files written: three exports, ``decisions.yaml``, ``corrections.csv``; of a survey in waves an export and
        ``decisions.yaml`` a wave, and ``conflicts.csv``.

    Raises
    ------
    InputError
        If the survey has no codebook, recipe or printed numbers, nothing agrees with these, or a file that
        would be replaced was not made here. Nothing has been written then.
    """
    codebook = read_codebook(survey, data)
    recipe = read_recipe(survey, data, codebook)
    if isinstance(recipe, WaveRecipe):
        return synthesise_waves(codebook, recipe, data, overwrite=overwrite, dirt_seed=dirt_seed)
    if codebook.document is None:
        raise InputError(
            f"{data.codebook(survey)}, nøkkel «document»: mangler; ventet dokumentet med de trykte tallene"
        )
    if not overwrite:
        refuse_foreign(data.raw(survey), export_names(survey))
    folder = find_document(codebook.document, data)
    ledger = read_ledger(data, document=codebook.document, survey=survey)
    reconstruction = reconstruct(codebook, ledger, recipe)
    written = write_exports(reconstruction, codebook, recipe, data.raw(survey))
    remember(data.raw(survey), written)
    return [*written, write_corrections(reconstruction.corrections, folder / "corrections.csv")]
