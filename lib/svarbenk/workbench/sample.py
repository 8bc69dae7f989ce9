"""Who answered: response rates, the sample against the population, weights and what they change, as listings."""

import contextlib
import math
from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import Estimate, Figure, point_ranges
from svarbenk.responses import WAVE, read_population
from svarbenk.stats import wilson_interval
from svarbenk.tables import count
from svarbenk.workbench.listing import Listing
from svarbenk.workbench.survey import Survey

_RATE = (
    Text(nb="Runde", en="Wave"),
    Text(nb="Feltperiode", en="Field period"),
    Text(nb="Rader lest", en="Rows read"),
    Text(nb="Svar", en="Replies"),
    Text(nb="Svar fra populasjonen", en="Replies of the population"),
    Text(nb="Populasjon", en="Population"),
    Text(nb="Svarandel", en="Response rate"),
)
_GROUPS = (
    Text(nb="Gruppe", en="Group"),
    Text(nb="Populasjon", en="Population"),
    Text(nb="Populasjon, prosent", en="Population, per cent"),
    Text(nb="Svar", en="Replies"),
    Text(nb="Svar, prosent", en="Replies, per cent"),
    Text(nb="Avvik, prosentpoeng", en="Difference, points"),
    Text(nb="Standardisert avvik", en="Standardised difference"),
    Text(nb="Vektet, prosent", en="Weighted, per cent"),
)
_WEIGHTS = (
    Text(nb="Runde", en="Wave"),
    Text(nb="Veid til", en="Raked to"),
    Text(nb="Konvergerte", en="Converged"),
    Text(nb="Laveste vekt", en="Lowest weight"),
    Text(nb="Høyeste vekt", en="Highest weight"),
    Text(nb="Designeffekt", en="Design effect"),
    Text(nb="Effektiv n", en="Effective n"),
    Text(nb="Utenfor", en="Outside"),
)
_CHANGED = (
    Text(nb="Svar", en="Answer"),
    Text(nb="Alle som svarte", en="Everybody"),
    Text(nb="Uvektet", en="Unweighted"),
    Text(nb="Vektet", en="Weighted"),
    Text(nb="Endring, prosentpoeng", en="Change, points"),
)
_YES, _NO = Text(nb="ja", en="yes"), Text(nb="nei", en="no")
_NOT_KNOWN = "–"


def response_rates(survey: Survey) -> Listing:
    """List the waves with what was read, who answered and the response rate, on one base for all of them.

    The rate is the replies that belong to the population of ``populasjon.csv`` (of fastleger: those who are fastleger)
    over its size. There is none without a population, or where a selection has left replies out.

    Parameters
    ----------
    survey : Survey
        Its waves in play are listed.
    """
    populations = read_population(survey.data, survey.codebook.id)
    language = survey.language
    rows: list[tuple[str, ...]] = []
    bases: list[str] = []
    narrowed = bool(survey.responses.narrowed)
    for wave in survey.waves:
        about = survey.codebook.wave(wave)
        here = survey.responses.of_wave(wave)
        account = here.account
        population = None if narrowed else populations.get(wave)
        size = population.size if population else None if narrowed else about.population
        inside = _inside(here, population) if population else len(here)
        bases += [population.how] if population and population.how not in bases else []
        rows.append(
            (
                wave,
                about.label.to(language),
                wording.number(account.read, language),
                wording.number(len(here), language),
                _protected(inside, survey),
                wording.number(size, language) if size else _NOT_KNOWN,
                wording.percent(100 * inside / size, language, 1) if size and _open(inside, survey) else _NOT_KNOWN,
            )
        )
    if not rows:
        return Listing(_RATE, ())
    told = Text(
        nb=f"Populasjon: {'; '.join(bases)}.", en="The population is that of the registers at the turn of the year."
    )
    notes = [told] if bases else []
    table = count(survey.responses, survey.backgrounds[0], WAVE) if survey.backgrounds else None
    behind = (survey.in_hand(table, survey.backgrounds[0], WAVE),) if table else ()
    return Listing(
        _RATE,
        tuple(rows),
        tuple(notes),
        behind,
        survey=survey.codebook.id,
        column_keys=("", "", "replies", "", "population", "response_rate"),
        row_keys=tuple(f"runde={row[0]}" for row in rows),
    )


def _inside(responses, population) -> int:
    return len(responses.where(population.where, empty=True)) if population.where else len(responses)


def _open(n: float, survey: Survey) -> bool:
    return n >= survey.threshold or n == 0


def _protected(n: float, survey: Survey) -> str:
    return wording.number(n, survey.language) if _open(n, survey) else wording.HIDDEN


def sample_groups(survey: Survey, wave: str) -> Listing:
    """List the groups of each margin: population, sample, how far apart, and the weighted share.

    Parameters
    ----------
    survey : Survey
        The survey.
    wave : str
        The wave's id; one without margins, or not in play, gives an empty listing.
    """
    found = _representativeness(survey, wave)
    if found is None:
        return Listing(_GROUPS, ())
    language = survey.language
    rows: list[tuple[str | Text, ...]] = []
    for margin, groups in found.groupby("margin", sort=False):
        label = survey.question(margin).name
        for group in groups.itertuples():
            rows.append(
                (
                    Text(nb=f"{label.nb}: {group.label}", en=f"{label.to('en')}: {group.label}"),
                    wording.number(group.population, language),
                    wording.percent(group.population_percent, language, 1),
                    _told(group.n, language, 0),
                    _percent(group.sample_percent, language),
                    _signed(group.difference, language),
                    _told(group.std_difference, language, 2),
                    _percent(group.weighted_percent, language),
                )
            )
    first = found["margin"].iloc[0]
    return Listing(_GROUPS, tuple(rows), behind=(survey.in_hand(count(survey.responses.of_wave(wave), first), first),))


def sample_figure(survey: Survey, wave: str) -> Figure | None:
    """Draw the share of each group among those who answered, with its 95 % interval, beside the population's.

    Parameters
    ----------
    survey : Survey
        The survey.
    wave : str
        The wave's id.

    Returns
    -------
    Figure or None
        The differences sample minus population in percentage points; None where there are no margins.
    """
    found = _representativeness(survey, wave)
    if found is None:
        return None
    estimates = []
    for group in found.itertuples():
        if math.isnan(group.n):
            continue
        n = round(100 * group.n / group.sample_percent) if group.sample_percent else 0
        low, high = wilson_interval(int(group.n), n) if n else (math.nan, math.nan)
        estimates.append(
            Estimate(
                Text(nb=str(group.label)), group.difference,
                100 * low - group.population_percent, 100 * high - group.population_percent,
                n=group.n, group=survey.question(group.margin).name, id=f"{group.margin}:{group.category}",
            )
        )  # fmt: skip
    measure = Text(
        nb="Andel av svarene minus andel av populasjonen, prosentpoeng", en="Share of replies minus share of population"
    )
    return point_ranges(
        estimates, survey.language, synthetic=survey.synthetic, measure=measure, kind="number", decimals=1,
        rule=0, rule_label=Text(nb="som i populasjonen", en="as in the population"),
    )  # fmt: skip


def _representativeness(survey: Survey, wave: str):
    """Return the single margins of a wave; None where there are none, or a selection has left replies out."""
    if wave not in survey.waves or survey.responses.narrowed:
        return None
    with contextlib.suppress(InputError):
        found = survey.representativeness(wave)
        single = found[~found["margin"].str.contains("*", regex=False)] if len(found) else found
        if len(single):
            return single
    return None


def weights_used(survey: Survey) -> Listing:
    """List how each wave in play is raked: margins, weights, what they cost and who is outside the population.

    Parameters
    ----------
    survey : Survey
        Waves without a population to rake to are left out; so is every wave of a selection, which the population
        is not of.
    """
    language, rows = survey.language, []
    if survey.responses.narrowed:
        return Listing(_WEIGHTS, ())
    for wave in survey.waves:
        with contextlib.suppress(InputError):
            raking = survey.of_waves(wave).weighted().responses.rakings[0]
            found = raking.raking
            names = [_margin(survey, margin) for margin in raking.margins]
            rows.append(
                (
                    survey.codebook.wave(wave).label.to(language),
                    wording.listed(names, language),
                    (_YES if found.converged else _NO).to(language),
                    wording.number(found.weights.min(), language, 2),
                    wording.number(found.weights.max(), language, 2),
                    wording.number(found.design_effect.value, language, 2),
                    wording.number(found.design_effect.effective_n, language),
                    _protected(raking.outside, survey),
                )
            )
    return Listing(_WEIGHTS, tuple(rows))


def _margin(survey: Survey, margin: str) -> str:
    """Return a margin in words: «kjønn», «driftstype × kommunestørrelse»."""
    names = [survey.question(part).name.to(survey.language) for part in margin.split("*")]
    return " × ".join(map(wording.lowered, names))


def weighting_changes(survey: Survey, answers: Sequence[tuple[str, str]]) -> Listing:
    """List what weighting changes in chosen answers, in the last wave that can be weighted.

    Parameters
    ----------
    survey : Survey
        The survey.
    answers : sequence of (str, str)
        Question and category or merge.

    Raises
    ------
    InputError
        If there is no such question or category.
    """
    language = survey.language
    wave = next((each for each in reversed(survey.waves) if _representativeness(survey, each) is not None), None)
    if wave is None:
        return Listing(_CHANGED, ())
    everybody = survey.of_waves(wave)
    try:
        weighted = everybody.weighted()
    except InputError:
        return Listing(_CHANGED, ())
    population = read_population(survey.data, survey.codebook.id)[wave]
    inside = everybody.where(population.where) if population.where else everybody
    rows, behind = [], []
    for question, category in answers:
        tables = [
            each.in_hand(count(each.responses, question, shown=[category]), question)
            for each in (everybody, inside, weighted)
        ]
        if not tables[0].n:
            continue
        shares = [table.share(category) for table in tables]
        asked = survey.question(question)
        label = asked.label_of(category)
        rows.append(
            (
                Text(
                    nb=f"{asked.name.nb}: {wording.quoted(label.nb, 'nb')}",
                    en=f"{asked.name.to('en')}: {wording.quoted(label.to('en'), 'en')}",
                ),
                *(_percent(share, language) for share in shares),
                _signed(shares[2] - shares[1], language),
            )
        )
        behind.append(tables[0])
    return Listing(_CHANGED, tuple(rows), behind=tuple(behind))


def _told(value: float, language: Language, decimals: int) -> str:
    return wording.HIDDEN if math.isnan(value) else wording.number(value, language, decimals)


def _percent(value: float, language: Language) -> str:
    return _NOT_KNOWN if math.isnan(value) else wording.percent(value, language, 1)


def _signed(value: float, language: Language) -> str:
    if math.isnan(value):
        return _NOT_KNOWN
    written = wording.number(abs(value), language, 1)
    return written if written == wording.number(0, language, 1) else f"{'+' if value > 0 else '−'}{written}"
