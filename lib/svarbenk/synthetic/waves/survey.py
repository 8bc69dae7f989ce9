"""A whole survey in waves: contradictions, then wave after wave of replies."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from svarbenk.codebook import Codebook, DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger, find_document, read_claims
from svarbenk.synthetic.waves.claims import Known
from svarbenk.synthetic.waves.contradictions import doubt, find_contradictions
from svarbenk.synthetic.waves.estimates import refine
from svarbenk.synthetic.waves.making import Making
from svarbenk.synthetic.waves.printed import is_population, usable
from svarbenk.synthetic.waves.recipe import WaveRecipe
from svarbenk.synthetic.waves.register import registered_counts
from svarbenk.synthetic.waves.sizes import Sizes, settle

ESTIMATES = frozenset(("estimated", "estimated_count"))


@dataclass(frozen=True)
class MadeSurvey:
    """Replies by wave, and the smallest contradicting sets of printed numbers by wave."""

    replies: dict[str, pd.DataFrame]
    contradictions: dict[str, tuple[tuple[Entry, ...], ...]]


def make_survey(codebook: Codebook, ledger: Ledger, recipe: WaveRecipe, data: DataFolder) -> MadeSurvey:
    """Make the replies of every wave that has answers.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    ledger : Ledger
        The printed numbers.
    recipe : WaveRecipe
        What is not printed.
    data : DataFolder
        Has the claims in words and the register's counts.

    Returns
    -------
    MadeSurvey
        The same for the same input.

    Raises
    ------
    InputError
        If a wave's numbers cannot be hit with the recipe.
    """
    waves = tuple(wave.id for wave in codebook.waves if not wave.published_only)
    claims = read_claims(data, codebook.document) if codebook.document else ()
    folder = find_document(codebook.document, data).name if codebook.document else ""
    registered = registered_counts(data, folder, codebook.id, recipe.crossed) if folder else {}
    known = Known()
    replies: dict[str, pd.DataFrame] = {}
    found: dict[str, tuple[tuple[Entry, ...], ...]] = {}
    for wave in waves:
        view = codebook.in_wave(wave)
        entries = printed_once(ledger, codebook.id, wave)
        entries += [entry for entry in ledger if is_population(entry, view)][:1]
        kept = [entry for entry in entries if usable(entry, view)]
        estimates = [entry for entry in entries if entry.statistic in ESTIMATES] if registered else []
        inner = [entry for entry in estimates if entry.groups]
        settled: dict[tuple, Sizes | None] = {}

        def sizes_of(some: Sequence[Entry], view=view, wave=wave, inner=inner, settled=settled) -> Sizes | None:
            key = tuple(entry.place for entry in some)
            if key not in settled:
                settled[key] = settle(some, inner, view, recipe, recipe.replies[wave], waves, registered)
            return settled[key]

        found[wave], left = find_contradictions(
            kept, view, lambda entry: doubt(entry) + recipe.doubt(entry), lambda some: sizes_of(some) is not None
        )
        kept = [entry for entry in kept if entry.place not in left]
        sizes = sizes_of(kept)
        if sizes is None:
            raise InputError(
                f"undersøkelsen «{codebook.id}», runde {wave}: ingen gruppestørrelser lar alle trykte tall gå opp med "
                f"{recipe.replies[wave]} svar; ventet et antall svar og andeler i oppskriften som gir rom for dem"
            )
        sizes = refine(sizes, estimates, view, recipe.crossed.of if recipe.crossed else "", registered)
        replies[wave] = Making(view, recipe, sizes, kept, claims, known, waves).replies()
    return MadeSurvey(replies, found)


def printed_once(ledger: Ledger, survey: str, wave: str) -> list[Entry]:
    """Return the printed numbers of a wave of ``survey`` in ``ledger``, each once where the document repeats it."""
    once: dict[tuple, Entry] = {}
    for entry in ledger:
        if entry.survey == survey and entry.wave == wave:
            once.setdefault(entry.place, entry)
    return list(once.values())
