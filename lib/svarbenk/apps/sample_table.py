"""A wave against its population as tables and as a figure."""

import math
from collections.abc import Sequence
from typing import Any

from svarbenk import wording
from svarbenk.apps.sample_standing import NEGLIGIBLE, Margin, Moved, Standing, Weights
from svarbenk.apps.sample_words import said
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.figures import Estimate, Figure, point_ranges

_GROUPS = (
    "population", "population_percent", "replies", "replies_percent", "difference", "standardised", "weighted_percent",
)  # fmt: skip
_SHEET = ("population", "population_percent", "n", "percent", "difference", "standardised")
_NOT_KNOWN = "–"


def groups_block(standing: Standing, notes: Sequence[str] = ()) -> TableBlock:
    """Lay out the groups of each background: population, replies, how far apart, and the weighted share.

    Parameters
    ----------
    standing : Standing
        The wave against its population.
    notes : sequence of str
        Notes under it.
    """
    language = standing.language
    rows: list[TableRow] = []
    for margin in standing.margins:
        rows.append(TableRow(role="group", label=_heading(margin, language)))
        for group in margin.groups:
            cells = (
                wording.number(group.population, language),
                wording.percent(group.population_percent, language, 1),
                wording.number(group.n, language),
                wording.percent(group.percent, language, 1),
                signed(group.difference, language, 1),
                signed(group.standardised, language, 2),
                _whole(group.weighted, margin.hidden or standing.few_in_group, language),
            )
            rows.append(TableRow(label=group.label, cells=cells, key=f"{margin.id}={group.id}"))
    return TableBlock(
        label=said("table", language),
        number="",
        caption=said("groups", language),
        stub=said("group", language),
        columns=tuple(said(name, language) for name in _GROUPS),
        rows=tuple(rows),
        notes=tuple(notes),
        source=standing.survey.codebook.source.to(language),
        synthetic=standing.survey.synthetic,
        sheets=tuple(_sheet(margin, standing) for margin in standing.margins),
        survey=standing.survey.codebook.id,
    )


def _heading(margin: Margin, language: Language) -> str:
    name = margin.label.to(language)
    if math.isnan(margin.overall):
        return name
    return said("heading", language).format(name=name, d=wording.number(margin.overall, language, 3))


def _whole(value: float, hidden: bool, language: Language) -> str:
    if math.isnan(value):
        return wording.HIDDEN if hidden else _NOT_KNOWN
    return wording.percent(value, language)


def _sheet(margin: Margin, standing: Standing) -> CountSheet:
    language = standing.language
    numbers = [[getattr(group, name) for name in _SHEET] for group in margin.groups]
    columns = (*_GROUPS[:2], "replies", "replies_percent", "difference", "standardised")
    return CountSheet(
        title=margin.label.to(language),
        row_header=said("group", language),
        rows=tuple(group.label for group in margin.groups),
        columns=tuple(said(name, language) for name in columns),
        counts=tuple(tuple(None if math.isnan(each) else float(each) for each in row) for row in numbers),
        unit=standing.survey.codebook.unit.many.to(language),
        base="",
        source=standing.survey.codebook.source.to(language),
        synthetic=standing.survey.synthetic,
        survey=standing.survey.codebook.id,
        question_id=margin.id,
        row_keys=tuple(group.id for group in margin.groups),
        column_keys=columns,
    )


def weights_block(standing: Standing, weights: Weights) -> TableBlock:
    """Lay out how the wave was raked and what that costs.

    Parameters
    ----------
    standing : Standing
        The wave.
    weights : Weights
        What may be told of its weights.
    """
    language = standing.language
    many = wording.number(weights.rounds, language)
    rounds = said("round" if weights.rounds == 1 else "rounds", language).format(many)
    how = said("yes" if weights.converged else "no", language)
    span = (
        said("too_few", language)
        if math.isnan(weights.low)
        else said("span", language).format(
            *(wording.number(each, language, 1 if weights.middle else 2) for each in (weights.low, weights.high))
        )
    )
    told = {
        "margins": wording.listed([_margin(name, standing) for name in weights.margins], language),
        "converged": how.format(rounds=rounds, gap=wording.number(weights.gap, language, 2)),
        "middle" if weights.middle else "range": span,
        "design_effect": wording.number(weights.design_effect, language, 2),
        "effective": said("about_of", language).format(
            wording.number(weights.effective_n, language), wording.number(weights.n, language)
        ),
        "outside": wording.number(weights.outside, language),
    }
    return TableBlock(
        label=said("table", language),
        number="",
        caption=said("weights", language),
        stub=said("about_weights", language),
        columns=(said("value", language),),
        rows=tuple(TableRow(label=said(name, language), cells=(value,)) for name, value in told.items()),
        notes=(said("weights_note", language),),
        synthetic=standing.survey.synthetic,
    )


def _margin(name: str, standing: Standing) -> str:
    """Return a margin in words: «kjønn», «driftstype × kommunestørrelse»."""
    names = [standing.survey.question(part).name.to(standing.language) for part in name.split("*")]
    return " × ".join(map(wording.lowered, names))


def moved_block(standing: Standing, question: str, name: str, answers: Sequence[Moved], n: float) -> TableBlock:
    """Lay out what weighting does to each answer of a question, in whole per cent.

    Parameters
    ----------
    standing : Standing
        The wave.
    question, name : str
        Its id and its name.
    answers : sequence of Moved
        The answers.
    n : float
        How many in the population answered it.
    """
    language = standing.language
    rows = tuple(
        TableRow(
            label=capital(each.label.to(language)),
            cells=(
                wording.percent(each.unweighted, language),
                wording.percent(each.weighted, language),
                signed(each.change, language, 0),
            ),
            key=each.id,
        )
        for each in answers
    )
    return TableBlock(
        label=said("table", language),
        number="",
        caption=f"{said('changed', language)}: {name}",
        stub=said("answer", language),
        columns=tuple(said(each, language) for each in ("unweighted", "weighted", "change")),
        rows=rows,
        notes=(said("changed_note", language).format(n=wording.number(n, language)),),
        source=standing.survey.codebook.source.to(language),
        synthetic=standing.survey.synthetic,
        sheets=(_moved_sheet(standing, question, name, answers, n),),
        survey=standing.survey.codebook.id,
        question=question,
    )


def _moved_sheet(standing: Standing, question: str, name: str, answers: Sequence[Moved], n: float) -> CountSheet:
    language = standing.language
    columns = ("unweighted", "weighted", "change")
    return CountSheet(
        title=f"{said('changed', language)}: {name}",
        row_header=said("answer", language),
        rows=tuple(capital(each.label.to(language)) for each in answers),
        columns=tuple(said(each, language) for each in columns),
        counts=tuple((each.unweighted, each.weighted, each.change) for each in answers),
        row_n=(n,) * len(answers),
        unit=standing.survey.codebook.unit.many.to(language),
        base="",
        source=standing.survey.codebook.source.to(language),
        synthetic=standing.survey.synthetic,
        survey=standing.survey.codebook.id,
        question_id=question,
        row_keys=tuple(each.id for each in answers),
        column_keys=columns,
    )


def capital(label: str) -> str:
    """Return a ``label`` that begins with a capital, as answers do."""
    return label[:1].upper() + label[1:]


def figure_of(standing: Standing, **layout: Any) -> Figure:
    """Draw how far each group's share of the replies is from its share of the population, with 95 % intervals.

    Parameters
    ----------
    standing : Standing
        The wave; hidden groups are left out.
    **layout
        ``title``, ``remark`` and ``width_mm`` of the figure.

    Raises
    ------
    InputError
        If every group is hidden.
    """
    language = standing.language
    estimates = [
        Estimate(
            Text(nb=group.label),
            group.difference,
            *group.interval,
            n=group.n,
            group=margin.label,
            id=f"{margin.id}:{group.id}",
        )
        for margin in standing.margins
        for group in margin.groups
        if not group.hidden
    ]
    texts = {name: Text(nb=said(name, "nb"), en=said(name, "en")) for name in ("measure", "as_population")}
    return point_ranges(
        estimates, language, synthetic=standing.survey.synthetic, measure=texts["measure"], kind="number", decimals=1,
        rule=0, rule_label=texts["as_population"], **layout,
    )  # fmt: skip


def sentences(standing: Standing) -> str:
    """Say who replied and whether they are like the population, by the rule and with the figures.

    Parameters
    ----------
    standing : Standing
        The wave against its population.
    """
    language, told = standing.language, []
    if not math.isnan(standing.n):
        told.append(
            said("replied", language).format(
                n=wording.number(standing.n, language),
                size=wording.number(standing.population.size, language),
                rate=wording.percent(standing.rate, language, 1),
            )
        )
    judged = [margin for margin in standing.margins if not math.isnan(margin.overall)]
    if judged:
        told.append(_judged(judged, language))
    hidden = [wording.lowered(each.label.to(language)) for each in standing.margins if each not in judged]
    if hidden:
        told.append(said("not_judged", language).format(names=wording.listed(hidden, language)))
    return " ".join(told)


def _judged(judged: Sequence[Margin], language: Language) -> str:
    limit = wording.number(NEGLIGIBLE, language, 1)
    unlike = sorted((each for each in judged if each.overall >= NEGLIGIBLE), key=lambda each: -each.overall)
    many = wording.number(len(judged), language)
    if unlike:
        farthest = max(unlike[0].groups, key=lambda group: abs(group.standardised))
        return said("unlike_one" if len(judged) == 1 else "unlike", language).format(
            some=wording.number(len(unlike), language),
            many=many,
            limit=limit,
            names=wording.listed([_with_size(each, language) for each in unlike], language),
            group=farthest.label,
            sample=wording.percent(farthest.percent, language, 1),
            population=wording.percent(farthest.population_percent, language, 1),
        )
    most = max(judged, key=lambda each: each.overall)
    return said("alike_one" if len(judged) == 1 else "alike", language).format(
        many=many,
        name=wording.lowered(most.label.to(language)),
        d=wording.number(most.overall, language, 3),
        limit=limit,
    )


def _with_size(margin: Margin, language: Language) -> str:
    return f"{wording.lowered(margin.label.to(language))} ({wording.number(margin.overall, language, 3)})"


def signed(value: float, language: Language, digits: int) -> str:
    """Write a difference with its sign: «+1,2», «−0,4», «0,0»; «:» where it is hidden.

    Parameters
    ----------
    value : float
        The difference.
    language : str
        «nb» or «en».
    digits : int
        Digits after the comma.
    """
    if math.isnan(value):
        return wording.HIDDEN
    told = wording.number(value, language, digits)
    if wording.rounded(value, digits) == 0:
        return wording.number(0, language, digits)
    return f"+{told}" if value > 0 else told
