"""Weights of replies: each wave raked to the margins of its population.

Who is not in the population (locums, where it is the fastleger) has no margin to be weighted to. Such replies are
left out by default, since a weighted table is about the population; ``outside="weight_1"`` keeps them with weight 1,
as in an unweighted table. A reply whose background is missing is not moved by that margin: the missing keep, as a
group of their own, the share that they have among the replies, and the others are raked to the population within
the rest. Weights have mean 1 in each wave, over the replies that belong to the population.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

import pandas as pd

from svarbenk import stats
from svarbenk.codebook import Codebook, Text, nearest
from svarbenk.errors import InputError
from svarbenk.responses.population import CROSSED, Margin, Population, population_of
from svarbenk.responses.responses import REPLY_ID, WAVE, Responses

Outside = Literal["excluded", "weight_1"]
MISSING = ""
"""The group of those whose background is missing."""


@dataclass(frozen=True)
class WaveRaking:
    """How one wave was raked: to which population and margins, what it gave, and who was left out.

    ``missing`` counts the replies without a background, by margin; ``outside`` those not in the population.
    """

    wave: str
    population: Population
    margins: tuple[str, ...]
    raking: stats.Raking
    missing: dict[str, int]
    outside: int

    @property
    def summary(self) -> Text:
        """The raking in one line: margins, whether it converged, the weights and what they cost."""
        found, effect = self.raking, self.raking.design_effect
        low, high = f"{found.weights.min():.2f}", f"{found.weights.max():.2f}"
        decimal = lambda text: text.replace(".", ",")  # noqa: E731
        names, many = ", ".join(self.margins), found.iterations != 1
        rounds = f"konvergerte på {found.iterations} omgang{'er' * many}" if found.converged else "konvergerte IKKE"
        turns = f"converged after {found.iterations} round{'s' * many}" if found.converged else "did NOT converge"
        gap, cost, size = f"{100 * found.largest_gap:.2f}", f"{effect.value:.2f}", f"{effect.effective_n:.0f}"
        nb = (
            f"Runde {self.wave}: veid til {names} (N = {self.population.size}); {rounds}; "
            + decimal(f"største avvik {gap} prosentpoeng; vekter {low}–{high}; designeffekt {cost}, ")
            + f"effektiv n {size} av {effect.n}"
            + (f"; {found.trimmed} vekter kappet" if found.trimmed else "")
            + (f"; {self.outside} svar utenfor populasjonen" if self.outside else "")
        )
        en = (
            f"Wave {self.wave}: weighted to {names} (N = {self.population.size}); {turns}; "
            + f"largest gap {gap} points; weights {low}–{high}; design effect {cost}, "
            + f"effective n {size} of {effect.n}"
            + (f"; {found.trimmed} weights trimmed" if found.trimmed else "")
            + (f"; {self.outside} replies outside the population" if self.outside else "")
        )
        return Text(nb=nb, en=en)

    def report(self) -> pd.DataFrame:
        """Return one row a group: ``wave``, ``margin``, ``category``, ``n``, ``sample``, ``target``, ``weighted``."""
        told = self.raking.report.copy()
        told.insert(0, "wave", self.wave)
        return told


@dataclass(frozen=True)
class WeightedResponses(Responses):
    """Clean answers with raked weights, and how each wave was raked."""

    rakings: tuple[WaveRaking, ...] = ()

    def report(self) -> pd.DataFrame:
        """Return the convergence report of all waves, one row a group; see ``WaveRaking.report``."""
        return pd.concat([raking.report() for raking in self.rakings], ignore_index=True)


def rake_responses(
    responses: Responses,
    populations: Mapping[str, Population],
    *,
    margins: Sequence[str] | None = None,
    trim: tuple[float, float] | None = None,
    outside: Outside = "excluded",
) -> WeightedResponses:
    """Weight clean answers so that each wave has the margins of its population.

    Parameters
    ----------
    responses : Responses
        Clean answers of one wave or several. Weights that they have already are where raking starts.
    populations : mapping
        Wave id to population, from ``read_population``.
    margins : sequence of str, optional
        Names of margins, such as ``["kjonn", "driftstype*kommunestorrelse"]``. By default every printed or derived
        one whose backgrounds the wave was asked, without those that a crossed margin contains.
    trim : tuple of two floats, optional
        Lower and upper limit of the weights in relation to their mean of 1; see ``stats.rake``.
    outside : str
        ``"excluded"`` leaves out replies that do not belong to the population, ``"weight_1"`` keeps them.

    Returns
    -------
    WeightedResponses
        With ``rakings``: the convergence report of each wave, told also where raking did not converge.

    Raises
    ------
    InputError
        If a wave has no population, a margin is unknown or cannot be used, or a group is in the sample and not in
        the population, or the other way round.
    """
    if outside not in ("excluded", "weight_1"):
        raise InputError(f"outside «{outside}»; ventet excluded eller weight_1")
    weights = pd.Series(1.0, index=responses.frame.index)
    kept = pd.Series(False, index=responses.frame.index)
    rakings = []
    for wave in responses.frame[WAVE].cat.categories:
        here = responses.frame[WAVE] == wave
        if not here.any():
            continue
        population = population_of(dict(populations), responses.codebook.id, wave)
        inside = here & belongs(responses, population)
        if not inside.any():
            raise InputError(f"runde {wave}: ingen svar hører til populasjonen ({population.where}); ventet minst ett")
        members = _rows(responses, inside)
        names = _chosen(members, population, margins)
        raking, missing = _rake(members, population, names, trim)
        weights[inside] = raking.weights
        kept |= inside if outside == "excluded" else here
        rakings.append(WaveRaking(wave, population, names, raking, missing, int((here & ~inside).sum())))
    conditions = {raking.population.where for raking in rakings if raking.outside} if outside == "excluded" else set()
    found = _rows(replace(responses, weights=weights), kept)
    narrowed = found.narrowed
    for condition in sorted(conditions - {""}):
        narrowed = f"({narrowed}) and ({condition})" if narrowed else condition
    told = {each.name: getattr(found, each.name) for each in fields(Responses)} | {"narrowed": narrowed}
    return WeightedResponses(**told, rakings=tuple(rakings))


def belongs(responses: Responses, population: Population) -> pd.Series:
    """Return which ``responses`` belong to a ``population``."""
    if not population.where:
        return pd.Series(True, index=responses.frame.index)
    codebook = responses.codebook
    condition = codebook.condition(population.where)
    return condition.holds({name: responses.answers(codebook.question(name)) for name in condition.questions})


def usable_margins(responses: Responses, population: Population) -> tuple[Margin, ...]:
    """Return the margins of a ``population`` whose backgrounds the codebook of ``responses`` has, with answers."""
    return tuple(
        margin
        for margin in population.margins.values()
        if all(_answered(responses, background) for background in margin.backgrounds)
    )


def groups_of(responses: Responses, margin: Margin) -> pd.DataFrame:
    """Return the group of each of the ``responses`` on each background of a ``margin``; missing is missing.

    A population that counts a merge of the codebook, such as «naeringsdrivende», puts its categories together.
    """
    return pd.DataFrame(
        {
            background: _group(responses, background, {groups[place] for groups in margin.counts})
            for place, background in enumerate(margin.backgrounds)
        },
        index=responses.frame.index,
    )


def _group(responses: Responses, background: str, groups: set[str]) -> pd.Series:
    question = responses.codebook.question(background)
    answers = responses.answers(question).where(responses.in_base(question.base)).astype(object)
    merged = {member: name for name in groups if name in question.merges for member in question.members(name)}
    return answers.map(lambda answer: merged.get(answer, answer), na_action="ignore")


def _answered(responses: Responses, background: str) -> bool:
    question = responses.codebook.by_id.get(background)
    if question is None or question.kind not in {"single", "ordinal"}:
        return False
    return bool(responses.answers(question).notna().any())


def _chosen(responses: Responses, population: Population, wanted: Sequence[str] | None) -> tuple[str, ...]:
    where = f"undersøkelsen «{responses.codebook.id}», runde {population.wave}"
    usable = {margin.name: margin for margin in usable_margins(responses, population)}
    if wanted is None:
        sure = {name: margin for name, margin in usable.items() if margin.status != "estimated"}
        found = tuple(
            name
            for name, margin in sure.items()
            if not any(set(margin.backgrounds) < set(other.backgrounds) for other in sure.values())
        )
        if not found:
            raise InputError(
                f"{where}: ingen populasjonsmargin med en bakgrunn som runden ble spurt om; ventet minst én"
            )
        return found
    for name in wanted:
        if name not in population.margins:
            raise InputError(
                f"{where}: ukjent margin «{name}»; ventet noen av {', '.join(population.margins)}"
                f"{nearest(name, population.margins)}"
            )
        if name not in usable:
            raise InputError(
                f"{where}: marginen «{name}» har en bakgrunn uten svar i runden; ventet {', '.join(usable)}"
            )
        if usable[name].status == "estimated":
            raise InputError(
                f"{where}: marginen «{name}» er anslått fra undersøkelsen selv og kan ikke veie den; "
                "ventet en trykt eller avledet margin"
            )
    if not wanted:
        raise InputError(f"{where}: ingen marginer; ventet noen av {', '.join(usable)}")
    return tuple(wanted)


def _rake(
    responses: Responses, population: Population, names: Sequence[str], trim: tuple[float, float] | None
) -> tuple[stats.Raking, dict[str, int]]:
    sample, targets, missing = {}, {}, {}
    for name in names:
        margin = population.margins[name]
        groups = groups_of(responses, margin)
        gone = groups.isna().any(axis=1)
        labels = groups.astype("string").fillna(MISSING).agg(CROSSED.join, axis=1).where(~gone, MISSING)
        counts = {CROSSED.join(group): count for group, count in margin.counts.items()}
        _same_groups(set(labels) - {MISSING}, counts, name, population, responses.codebook)
        known = 1 - gone.mean()
        total = sum(counts.values())
        targets[name] = {group: known * count / total for group, count in counts.items()}
        if gone.any():
            targets[name][MISSING] = float(gone.mean())
        sample[name] = labels.to_numpy(object)
        missing[name] = int(gone.sum())
    start = None if responses.weights is None else responses.weights.to_numpy(float)
    with warnings.catch_warnings():
        # told by the report: WaveRaking.summary says that it did not converge
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            return stats.rake(pd.DataFrame(sample), targets, start=start, trim=trim), missing
        except ValueError as error:
            raise InputError(
                f"runde {population.wave}: svarene kan ikke veies til {', '.join(names)} ({error})"
            ) from None


def _same_groups(
    there: set[str], counts: Mapping[str, int], name: str, population: Population, codebook: Codebook
) -> None:
    where = f"undersøkelsen «{codebook.id}», runde {population.wave}, marginen «{name}»"
    if strangers := sorted(there - {group for group, count in counts.items() if count}):
        raise InputError(
            f"{where}: «{strangers[0]}» finnes blant svarene, men ikke i populasjonen; ventet hver i begge"
        )
    if empty := [group for group, count in counts.items() if count and group not in there]:
        advice = f"\nBruk heller {' og '.join(name.split(CROSSED))} hver for seg (margins)." if CROSSED in name else ""
        raise InputError(f"{where}: ingen svar fra «{empty[0]}», som finnes i populasjonen; ventet minst ett{advice}")


def _rows(responses: Responses, kept: pd.Series) -> Responses:
    weights = None if responses.weights is None else responses.weights[kept]
    frame, texts = responses.frame[kept], responses.texts
    if texts is not None:
        ids = pd.MultiIndex.from_frame(frame[[REPLY_ID, WAVE]].astype(str))
        texts = texts[pd.MultiIndex.from_frame(texts[[REPLY_ID, WAVE]].astype(str)).isin(ids)]
    return replace(responses, frame=frame, weights=weights, texts=texts)
