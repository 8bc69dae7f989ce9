"""Opening a survey: its clean answers, narrowed to the waves and the selection that a chapter is run for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from svarbenk.codebook import Codebook, Condition, DataFolder, Language, Text, fold, nearest, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import WAVE, Responses, answers
from svarbenk.tables import worded_condition
from svarbenk.wording import selection_note
from svarbenk.workbench.protection import Protection, Scope
from svarbenk.workbench.survey import Survey


def open_survey(
    name: str,
    *,
    data: str | Path | None = None,
    wave: str | None = None,
    file: str | Path | None = None,
    waves: Sequence[str] = (),
    baseline: str = "",
    where: str = "",
    language: Language = "nb",
    threshold: int = 0,
) -> Survey:
    """Open a survey: its clean answers where they are fresh, else the raw export, cleaned on the way.

    Parameters
    ----------
    name : str
        The survey's id, such as «helse-nord-kommune».
    data : str or Path, optional
        The data folder; by default $SVARBENK_DATA or ``data/`` of the project.
    wave : str, optional
        One wave; by default all that have answers, put together.
    file : str or Path, optional
        A raw export to read instead of the one in ``data/raw`` (of several waves, say which).
    waves : sequence of str
        Ids of the waves that count; all by default. Those that only other surveys have leave this one without replies.
    baseline : str
        The wave that changes are counted from; each question's own by default, and where that wave did not ask it.
    where : str
        A selection, such as ``"driftsform == 'kommunalt ansatt'"``; everybody by default. One by what only another
        survey asked about leaves nobody out, which every table then says.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such survey, wave or variable, no answers, or the answers cannot be cleaned.
    """
    folder = DataFolder.find(data or None)
    codebook = read_codebook(name, folder)
    wanted = [_wave_id(each, codebook, folder) for each in ([waves] if isinstance(waves, str) else waves)]
    start = _wave_id(baseline, codebook, folder) if baseline else ""
    applies = not where or _applies(where, codebook, folder)
    responses = answers(codebook, folder, wave=wave, file=Path(file) if file else None)
    if wanted:
        responses = responses.of_waves(wanted)
    scope = None
    if where and applies:
        if threshold > 1:
            scope = Scope(Protection(responses, threshold)).narrowed(where, codebook)
        responses = responses.where(where, empty=True)
    elif where:
        responses = _unselected(responses, where, folder)
    return Survey(responses, folder, language=language, threshold=threshold, baseline=start, scope=scope)


def check_selection(
    name: str,
    *,
    data: str | Path | None = None,
    waves: Sequence[str] = (),
    baseline: str = "",
    where: str = "",
) -> None:
    """Tell what ``open_survey`` would refuse of a selection, without reading an answer.

    Parameters
    ----------
    name : str
        The survey's id.
    data : str or Path, optional
        The data folder.
    waves, baseline, where
        As for ``open_survey``.

    Raises
    ------
    InputError
        If there is no such survey, wave, question or category.
    """
    folder = DataFolder.find(data or None)
    codebook = read_codebook(name, folder)
    for each in [waves] if isinstance(waves, str) else waves:
        _wave_id(each, codebook, folder)
    if baseline:
        _wave_id(baseline, codebook, folder)
    if where and not _applies(where, codebook, folder):
        own = set(Condition(where).questions)
        known = [other for other in _others(codebook, folder) if own <= {*other.by_id, WAVE}]
        if known:
            known[0].condition(where)


def _wave_id(name: str, codebook: Codebook, folder: DataFolder) -> str:
    """Return the id of a wave of this survey, or the name of one that only other surveys have."""
    for each in (codebook, *_others(codebook, folder)):
        for wave in each.waves:
            if fold(name) in map(fold, (wave.id, *wave.aliases)):
                return wave.id
    known = list(dict.fromkeys(wave.id for each in (codebook, *_others(codebook, folder)) for wave in each.waves))
    raise InputError(f"ingen undersøkelse har runden «{name}»; ventet noen av {', '.join(known)}")


def _applies(where: str, codebook: Codebook, folder: DataFolder) -> bool:
    """Tell whether a selection is by what this survey asked about; refuse one by what no survey did."""
    unknown = [name for name in Condition(where).questions if name != WAVE and name not in codebook.by_id]
    others = [each.by_id for each in _others(codebook, folder)] if unknown else []
    for name in unknown:
        if not any(name in each for each in others):
            known: Iterable[str] = (*codebook.by_id, *(each for other in others for each in other))
            raise InputError(f"utvalget «{where}»: ingen undersøkelse har spørsmålet «{name}»{nearest(name, known)}")
    if not unknown:
        codebook.condition(where)
    return not unknown


def _unselected(responses: Responses, where: str, folder: DataFolder) -> Responses:
    """Return the answers with a remark that a selection does not apply to them."""
    told = Text(nb=f"«{where}»", en=f"“{where}”")
    for each in _others(responses.codebook, folder):
        if all(name in each.by_id or name == WAVE for name in Condition(where).questions):
            told = worded_condition(where, each)
            break
    remark = Text(nb=selection_note(told.nb, "nb"), en=selection_note(told.to("en"), "en"))
    return responses.remarked(remark)


def _others(codebook: Codebook, folder: DataFolder) -> tuple[Codebook, ...]:
    found = []
    for path in sorted(folder.codebooks.glob("*.yaml")):
        if path.stem != codebook.id:
            try:
                found.append(read_codebook(path))
            except InputError:  # another survey's codebook is no reason to refuse this one
                continue
    return tuple(found)
