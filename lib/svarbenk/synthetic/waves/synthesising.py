"""The whole way for a survey in waves: printed numbers to a raw export a wave, and the numbers that contradict."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from svarbenk.codebook import Codebook, DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import Conflict, Entry, find_document, read_conflicts, read_ledger, write_conflicts
from svarbenk.responses.export import wave_folder
from svarbenk.responses.responses import REPLY_ID
from svarbenk.synthetic.guard import refuse_foreign, remember
from svarbenk.synthetic.waves.exporting import wave_export_names, write_wave_exports
from svarbenk.synthetic.waves.recipe import WaveRecipe
from svarbenk.synthetic.waves.survey import MadeSurvey, make_survey


def synthesise_waves(
    codebook: Codebook, recipe: WaveRecipe, data: DataFolder, *, overwrite: bool = False, dirt_seed: int | None = None
) -> list[Path]:
    """Make the stand-in exports of every wave, and write down which printed numbers contradict each other.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    recipe : WaveRecipe
        What is not printed.
    data : DataFolder
        Printed numbers are read here; ``raw/<survey>/`` (a folder a wave where there are several) and the document's
        ``conflicts.csv`` are written.
    overwrite : bool
        Whether files that were not made here may be replaced.
    dirt_seed : int, optional
        Another seed than the recipe's for the dirt; the replies are the same.

    Raises
    ------
    InputError
        If the numbers cannot be met, or a file that would be replaced was not made here. Nothing has been written
        then.
    """
    if codebook.document is None:
        raise InputError(
            f"{data.codebook(codebook.id)}, nøkkel «document»: mangler; ventet dokumentet med de trykte tallene"
        )
    waves = [wave.id for wave in codebook.waves if not wave.published_only]
    for key in ("replies", "dirt"):
        if missing := [wave for wave in waves if wave not in getattr(recipe, key)]:
            raise InputError(
                f"{data.root / 'synthetic' / codebook.id}.yaml, nøkkel «{key}»: runde {missing[0]} mangler; "
                f"ventet hver av {', '.join(waves)}"
            )
    folders = {wave: wave_folder(codebook, data, codebook.wave(wave)) for wave in waves}
    if not overwrite:
        for wave, folder in folders.items():
            refuse_foreign(folder, wave_export_names(codebook.id, recipe.dirt[wave]))
    ledger = read_ledger(data, document=codebook.document, survey=codebook.id)
    made = make_survey(codebook, ledger, recipe, data)
    written = write_survey(made, codebook, recipe, data, dirt_seed=dirt_seed)
    path = find_document(codebook.document, data) / "conflicts.csv"
    own = _conflicts(made)
    known = read_conflicts(path)
    mine = {each.conflict for each in known if _of_survey(each, ledger.entries, codebook.id)}
    others = [each for each in known if each.conflict not in mine]
    return [*written, write_conflicts(numbered([*others, *own]), path)]


def write_survey(
    made: MadeSurvey, codebook: Codebook, recipe: WaveRecipe, data: DataFolder, *, dirt_seed: int | None = None
) -> list[Path]:
    """Write the raw export of every wave of a survey that is made, and return the paths.

    Parameters
    ----------
    made : MadeSurvey
        The replies.
    codebook : Codebook
        The survey.
    recipe : WaveRecipe
        Says the file of each wave and its dirt.
    data : DataFolder
        ``raw/<survey>/`` is written, a folder a wave where there are several.
    dirt_seed : int, optional
        Another seed than the recipe's.
    """
    written: list[Path] = []
    for place, (wave, replies) in enumerate(made.replies.items()):
        dirt = recipe.dirt[wave]
        first = recipe.first_id + 10_000 * place
        numbers = pd.Series([str(first + number) for number in range(len(replies))], name=REPLY_ID)
        folder = wave_folder(codebook, data, codebook.wave(wave))
        seed = dirt.seed if dirt_seed is None else dirt_seed
        rows = pd.concat([numbers, replies], axis=1)
        paths = write_wave_exports(rows, codebook.in_wave(wave), dirt, folder, dirt_seed=seed)
        remember(folder, paths)
        written += paths
    return written


def _conflicts(made: MadeSurvey) -> list[Conflict]:
    found = []
    number = 0
    for sets in made.contradictions.values():
        for entries in sets:
            number -= 1  # below nought: not yet numbered among those of the other surveys
            why = reason(entries)
            found += [
                Conflict(
                    number, entry.document, entry.line, entry.question, entry.category, entry.background,
                    entry.group, entry.statistic, entry.wave, entry.printed, why,
                )
                for entry in entries
            ]  # fmt: skip
    return found


def reason(entries: Iterable[Entry]) -> str:
    """Return in words why ``entries`` cannot hold together."""
    entries = list(entries)
    kinds = {entry.statistic for entry in entries}
    told = ", ".join(f"«{entry.printed}»" for entry in entries)
    if "response_rate" in kinds:
        return f"antall svar delt på antall fastleger gir en annen svarandel når den rundes av: {told}"
    if len({(entry.question, entry.category, entry.group) for entry in entries}) == 1:
        return f"samme tall er trykt på to måter: {told}"
    if kinds == {"percent"} and len({(entry.question, entry.group) for entry in entries}) == 1:
        return f"andelene for alle svarene kan ikke bli 100 til sammen, hvordan de enn er rundet av: {told}"
    return f"ingen antall svar gir alle tallene samtidig, uansett ubesvarte: {told}"


def _of_survey(conflict: Conflict, entries: Iterable[Entry], survey: str) -> bool:
    return any(entry.survey == survey and entry.place == conflict.place for entry in entries)


def numbered(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return ``conflicts`` numbered from one, sets in the order of their first lines."""
    sets: dict[int, list[Conflict]] = {}
    for each in conflicts:
        sets.setdefault(each.conflict, []).append(each)
    ordered = sorted(sets.values(), key=lambda rows: (min(row.line for row in rows), rows[0].wave, rows[0].why))
    return tuple(
        Conflict(**{**vars(row), "conflict": number})
        for number, rows in enumerate(ordered, start=1)
        for row in sorted(rows, key=lambda row: row.line)
    )
