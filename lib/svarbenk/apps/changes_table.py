"""The changes as a table that links to Utforsker, as a figure, as blocks for files; and what was left out."""

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from svarbenk import wording
from svarbenk.apps.changes_ranking import Change, LeftOut, Ranking, span_of
from svarbenk.apps.changes_words import said
from svarbenk.apps.controls import LANGUAGE, write_address
from svarbenk.codebook import Language, Text
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.figures import Dumbbell, Figure, dumbbells
from svarbenk.wording import Mean, Share
from svarbenk.wording.shares import lowered_label

EXPLORER = "utforsker.ipynb"
"""Stands beside this app on the server, so that the link needs no more."""
DRAWN = 10
"""At most so many are drawn."""
_HEADS = ("before", "after", "change", "effect", "p", "adjusted", "direction")
_ARROW = "\u00a0→ "


def link_of(change: Change, survey: str, language: Language) -> str:
    """Return the address that opens a change in Utforsker: its question in the two waves, a merge merged.

    Parameters
    ----------
    change : Change
        The change.
    survey : str
        Id of the survey.
    language : str
        «nb» or «en».
    """
    finding = change.finding
    state = {
        "undersokelse": survey,
        "sporsmal": finding.question,
        "runder": ",".join(finding.waves),
        "sla_sammen": ",".join(change.members),
        LANGUAGE: language,
    }
    return f"{EXPLORER}?{write_address(state)}"


def named(change: Change, language: Language) -> str:
    """Return what a ``change`` is of: «Økonomisk trygghet: helt eller litt enig»."""
    finding = change.finding
    return f"{finding.name.to(language)}: {lowered_label(finding.label.to(language))}"


def direction(change: Change) -> str:
    """Return the word (of ``changes_words``) for where a ``change`` goes: up, down, or unsure after correction."""
    if not change.holds:
        return "unsure"
    return "up" if change.finding.difference > 0 else "down"


def cells(change: Change, language: Language) -> tuple[str, ...]:
    """Return the cells of a row, in the order of the headings: then and now with n, change, effect, p twice, where.

    Parameters
    ----------
    change : Change
        The change.
    language : str
        «nb» or «en».
    """
    finding = change.finding
    return (
        _level(finding.before, language),
        _level(finding.after, language),
        _difference(change, language),
        _signed(finding.effect, language, 2),
        wording.p_value(finding.p_value, language, symbol=False),
        wording.p_value(change.adjusted, language, symbol=False),
        said(direction(change), language),
    )


def table_html(changes: Sequence[Change], ranking: Ranking) -> str:
    """Return the table, each row a link.

    Parameters
    ----------
    changes : sequence of Change
        In order.
    ranking : Ranking
        What they are of.
    """
    language, survey = ranking.language, ranking.survey.codebook.id
    label = f"{said('table', language)}, {said('scroll', language)}"
    heads = "".join(
        f'<th scope="col"{_number(place)}>{escape(said(name, language))}</th>' for place, name in enumerate(_HEADS)
    )
    rows = "".join(_row(each, survey, _small(each, ranking), language) for each in changes)
    return (
        f'<div class="table"><div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="wide"><caption><span class="held">{escape(said("caption", language))}</span></caption>'
        f'<thead><tr><th scope="col" class="stub">{escape(said("answer", language))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_foot(ranking)}</div>"
    )


def _foot(ranking: Ranking) -> str:
    """Return where the numbers are from, and the mark of stand-in data."""
    language = ranking.language
    mark = wording.synthetic_mark(language) if ranking.survey.synthetic else ""
    marked = f' <strong class="mark">{escape(mark)}</strong>' if mark else ""
    return f'<div class="foot"><p>{escape(said("source", language).format(ranking.found.source))}{marked}</p></div>'


def _row(change: Change, survey: str, small: str, language: Language) -> str:
    about = f'<br><span class="svb-by">{escape(small)}</span>' if small else ""
    told = "".join(f"<td{_number(place)}>{escape(cell)}</td>" for place, cell in enumerate(cells(change, language)))
    link = escape(link_of(change, survey, language))
    return f'<tr><th scope="row"><a href="{link}">{escape(named(change, language))}</a>{about}</th>{told}</tr>'


def _number(place: int) -> str:
    return ' class="number"' if place < len(_HEADS) - 1 else ""


def _small(change: Change, ranking: Ranking) -> str:
    """Return whom a change is of, and between when, where that is not as in most of them; the unit of a mean."""
    span = span_of(change.finding)
    parts = [_ARROW.join(span)] if span != ranking.spans[0] else []
    parts += [said("of", ranking.language).format(change.base)] if change.base else []
    parts += [change.unit] if change.unit else []
    return ", ".join(parts)


def _level(value: Share | Mean, language: Language) -> str:
    if isinstance(value, Mean):
        told = wording.number(value.value, language, 1)
    else:
        told = wording.percent(value.percent, language)
    return f"{told} ({wording.number(value.n, language)})"


def _difference(change: Change, language: Language) -> str:
    digits = 1 if change.is_mean else 0
    told = _signed(change.finding.difference, language, digits)
    if math.isnan(change.low):
        return told
    to = "to" if language == "en" else "til"
    return f"{told} ({_signed(change.low, language, digits)} {to} {_signed(change.high, language, digits)})"


def _signed(value: float, language: Language, digits: int) -> str:
    told = wording.number(value, language, digits)
    return f"+{told}" if wording.rounded(value, digits) > 0 else told


def capital(text: str) -> str:
    """Return a ``text`` that begins with a capital, as a title does."""
    return text[:1].upper() + text[1:]


def drawn(changes: Sequence[Change]) -> list[Change]:
    """Return which of the ``changes`` the figure shows: the first shares; a mean has another unit."""
    return [each for each in changes if not each.is_mean][:DRAWN]


def figure_of(changes: Sequence[Change], ranking: Ranking, **layout: Any) -> Figure:
    """Draw changes of shares: two joined dots each.

    Parameters
    ----------
    changes : sequence of Change
        Of shares; see ``drawn``.
    ranking : Ranking
        What they are of.
    **layout
        ``title``, ``remark`` and ``width_mm`` of the figure.
    """
    language = ranking.language
    spans = [span_of(each.finding) for each in changes]
    usual = max(spans, key=spans.count)
    legend = [
        when if {span[end] for span in spans} == {when} else said("usually", language).format(when)
        for end, when in enumerate(usual)
    ]
    return dumbbells(
        [
            Dumbbell(
                Text(nb=named(each, language)),
                each.finding.before.percent,
                each.finding.after.percent,
                note=_sizes(each, language),
                when="" if span_of(each.finding) == usual else _ARROW.join(span_of(each.finding)),
            )
            for each in changes
        ],
        language,
        before=legend[0],
        after=legend[1],
        synthetic=ranking.survey.synthetic,
        measure=said("measure", language),
        **layout,
    )


def _sizes(change: Change, language: Language) -> str:
    before, after = change.finding.before, change.finding.after
    n = f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(before.n, language)}"
    return f"{n}{_ARROW}{wording.number(after.n, language)}"


def table_block(changes: Sequence[Change], ranking: Ranking, notes: Sequence[str]) -> TableBlock:
    """Return the table for files, with the counts and means behind it.

    Parameters
    ----------
    changes : sequence of Change
        In order.
    ranking : Ranking
        What they are of.
    notes : sequence of str
        Notes under it.
    """
    language, found = ranking.language, ranking.found
    label = said("table", language)
    return TableBlock(
        label=label,
        number="",
        caption=capital(f"{ranking.survey.codebook.title.to(language)}. {said('file_caption', language)}"),
        stub=said("answer", language),
        columns=tuple(said(name, language) for name in _HEADS),
        rows=tuple(TableRow(label=_labelled(each, ranking), cells=cells(each, language)) for each in changes),
        notes=tuple(notes),
        source=found.source if found else "",
        synthetic=ranking.survey.synthetic,
        sheets=(_sheet(changes, ranking),),
        survey=ranking.survey.codebook.id,
    )


def _labelled(change: Change, ranking: Ranking) -> str:
    small = _small(change, ranking)
    name = named(change, ranking.language)
    return f"{name} ({small})" if small else name


def _sheet(changes: Sequence[Change], ranking: Ranking) -> CountSheet:
    """Return the numbers of the table as numbers: counts or means, n, change with interval, effect, p twice."""
    language, found = ranking.language, ranking.found
    nb = language == "nb"
    names = {
        "value_before": "først: antall eller gjennomsnitt" if nb else "first: count or mean",
        "n_before": "først: n" if nb else "first: n",
        "value_after": "sist: antall eller gjennomsnitt" if nb else "last: count or mean",
        "n_after": "sist: n" if nb else "last: n",
        "difference": "endring" if nb else "change",
        "low": "nedre grense" if nb else "lower limit",
        "high": "øvre grense" if nb else "upper limit",
        "effect": said("effect", language),
        "p_value": said("p", language),
        "p_adjusted": said("adjusted", language),
    }
    return CountSheet(
        title=said("file_caption", language),
        row_header=said("answer", language),
        rows=tuple(named(each, language) for each in changes),
        columns=tuple(names.values()),
        counts=tuple(_numbers(each) for each in changes),
        unit="svar" if nb else "replies",
        base="",
        source=found.source if found else "",
        synthetic=ranking.survey.synthetic,
        survey=ranking.survey.codebook.id,
        by="runde",
        row_keys=tuple(":".join(filter(None, (each.finding.question, each.finding.category))) for each in changes),
        column_keys=tuple(names),
    )


def _numbers(change: Change) -> tuple[float | None, ...]:
    """Return the numbers of a row; of a mean as they are shown, as its last digits would tell a sum."""
    finding = change.finding
    if isinstance(finding.before, Mean):
        before, after = (float(wording.rounded(each.value, 1)) for each in (finding.before, finding.after))
        spread = [float(wording.rounded(each, 1)) for each in (finding.difference, change.low, change.high)]
        ps = [float(f"{each:.2g}") for each in (finding.p_value, change.adjusted)]
        tests = [float(wording.rounded(finding.effect, 2)), *ps]
    else:
        before, after = finding.before.count, finding.after.count
        spread = [finding.difference, change.low, change.high]
        tests = [finding.effect, finding.p_value, change.adjusted]
    return (before, finding.before.n, after, finding.after.n, *spread, *tests)


def left_out_html(left_out: Sequence[LeftOut], language: Language, *, opened: bool = False) -> str:
    """Return what was not tested, by reason, folded up.

    Parameters
    ----------
    left_out : sequence of LeftOut
        In the order of the form.
    language : str
        «nb» or «en».
    opened : bool
        Whether it is shown unfolded.
    """
    if not left_out:
        return ""
    parts = []
    for reason, why in dict.fromkeys((each.reason, each.why) for each in left_out):
        same = [each for each in left_out if (each.reason, each.why) == (reason, why)]
        items = "".join(f"<li>{escape(_gone(each, language))}</li>" for each in same)
        told = f"<p>{escape(capital(why))}.</p>" if why else ""
        parts.append(f"<h3>{escape(said(reason, language))}</h3>{told}<ul>{items}</ul>")
    size = wording.number(len(left_out), language)
    head = escape(said("left_out", language).format(size))
    rest = escape(said("rest", language))
    shown = " open" if opened else ""
    return f'<details class="svb-more"{shown}><summary>{head}</summary>{"".join(parts)}<p>{rest}</p></details>'


def _gone(each: LeftOut, language: Language) -> str:
    answers = wording.listed(
        [f"«{answer}»" if language == "nb" else f"“{answer}”" for answer in each.answers], language
    )
    return f"{each.name}: {answers}" if answers else each.name
