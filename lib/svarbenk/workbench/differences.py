"""Finding what changed between waves, and what differs between groups, in every answer of a question."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from svarbenk import wording
from svarbenk.codebook import CLOSED, Question, Text
from svarbenk.errors import InputError
from svarbenk.responses import WAVE
from svarbenk.wording import Share
from svarbenk.wording.shares import lowered_label
from svarbenk.workbench.findings import Finding, Findings, cohens_d, cohens_h
from svarbenk.workbench.mean_table import MeanTable
from svarbenk.workbench.saying import ends, option_test, share_of, wave_when, why_barred
from svarbenk.workbench.table import Table

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey

FEWEST = 10
"""A group of fewer replies is not held to be the highest or lowest."""
LONG_ITEM = 45
"""An item of a battery with a longer label is a sentence by itself, and told without the battery's name."""
_OF = re.compile(r"\b(?:til|blant|of|among) (.+?)(?: (?:om|on|about) .+)?$")
QUICK = {"budget": 200_000, "resamples": 19_999}
"""What Fisher's test may cost where there are many, and the random tables that p is estimated from beyond that."""
Asked = str | tuple[str, str]
"""A question, or one with the answer or merge that counts: ``("okonomisk_trygghet", "enig")``."""


def changes(survey: "Survey", questions: Sequence[Asked]) -> Findings:
    """Test every answer and merge of some questions in the last wave against the baseline; see ``Survey.changes``.

    Parameters
    ----------
    survey : Survey
        The survey.
    questions : sequence of str or (str, str)
        Ids; all that two waves asked by default.
    """
    chosen = list(questions) or [
        question.id for question in survey.codebook.questions if not (question.background or question.derived)
    ]
    found = [each for question, only in _each(survey, chosen) for each in _changed(survey, question, only)]
    whens = {each.before.when for each in found}
    since = whens.pop() if len(whens) == 1 else ""
    return Findings(found, since=since, more=lambda: contrasts(survey, chosen, None), **_of(survey, found))


def contrasts(survey: "Survey", questions: Sequence[Asked], by: Sequence[str] | None) -> Findings:
    """Test every answer and merge of some questions between groups in the last wave; see ``Survey.contrasts``.

    Parameters
    ----------
    survey : Survey
        The survey.
    questions : sequence of str or (str, str)
        Ids; all by default.
    by : sequence of str or None
        Backgrounds; all of the codebook's by default.
    """
    chosen = list(questions) or [
        question.id for question in survey.codebook.questions if not (question.background or question.derived)
    ]
    backgrounds = tuple(survey.backgrounds if by is None else [by] if isinstance(by, str) else by)
    found = [
        each for question, only in _each(survey, chosen) for each in _differing(survey, question, only, backgrounds)
    ]
    return Findings(found, **_of(survey, found))


def _of(survey: "Survey", found: Sequence[Finding]) -> dict[str, Any]:
    title = survey.codebook.title
    told = {wave for finding in found for wave in finding.waves}
    waves = [wave.label.to(survey.language) for wave in survey.codebook.waves if wave.id in told]
    return {
        "remarks": [
            Text(nb=f"{title.nb}: {each.nb}", en=f"{title.to('en')}: {each.to('en')}")
            for each in survey.responses.remarks
        ],
        "synthetic": survey.synthetic,
        "source": wording.source_line(survey.codebook.source.to(survey.language), waves, survey.language),
    }


def _each(survey: "Survey", questions: Iterable[Asked]) -> Iterator[tuple[Question, str]]:
    """Yield questions, batteries as their items, each with the answer that was asked for."""
    for asked in questions:
        name, only = (asked, "") if isinstance(asked, str) else asked
        question = survey.question(name)
        for each in question.item_questions() if question.kind == "battery" else (question,):
            if (each.kind == "numeric" and not each.ranges) or each.kind in CLOSED:
                yield each, only


def _changed(survey: "Survey", question: Question, only: str) -> Iterator[Finding]:
    if question.kind == "numeric":
        yield from _changed_mean(survey, question)
        return
    table = survey.table(question.id, by=WAVE)
    if not isinstance(table, Table) or len(table.shown.rows) < 2:
        return
    first, last = ends(table)
    if first == last or why_barred(table.shown, (first, last)) is not None:
        return
    for category in _answers(table, only):
        result = option_test(table.shown, category, (first, last))
        if result is None:
            continue
        before, after = (share_of(table, category, each, when=wave_when(table, each)) for each in (first, last))
        yield _finding(survey, table, question, category, "change", before, after, result, [before, after])


def _differing(survey: "Survey", question: Question, only: str, backgrounds: Sequence[str]) -> Iterator[Finding]:
    if question.kind == "numeric":
        return
    here = survey.latest(question.id)
    for background in backgrounds:
        if background == question.id:
            continue
        table = here.table(question.id, by=background)
        if not isinstance(table, Table) or len(table.shown.rows) < 2:
            continue
        when = table.about.whens(table.shown.waves, table.language)
        for category in _answers(table, only):
            groups = [share_of(table, category, row, group=True, when=when) for row in table.shown.rows.ids]
            large = [group for group in groups if group.known and group.n >= FEWEST]
            result = option_test(table.shown, category, **QUICK) if len(large) > 1 else None
            if result is None:
                continue
            low, high = min(large, key=lambda each: each.exact), max(large, key=lambda each: each.exact)
            yield _finding(survey, table, question, category, "contrast", low, high, result, groups)


def _answers(table: Table, only: str) -> list[str]:
    """Return the answers and merges that are tested: not don't-know, and one of two that exclude each other."""
    shown = table.shown
    if only:
        if only not in (*shown.columns.ids, *shown.merges):
            known = ", ".join((*shown.columns.ids, *shown.merges))
            raise InputError(f"{table.title()}: fant ikke «{only}»; ventet en av {known}")
        return [only]
    names = [name for name in shown.columns.ids if name not in table.muted]
    if shown.exclusive and len(names) == 2 and len(shown.columns) == 2:
        names = names[:1]
    return [*names, *shown.merges]


def _finding(
    survey: "Survey",
    table: Table,
    question: Question,
    category: str,
    kind: str,
    before: Share,
    after: Share,
    result,
    groups: Sequence[Share],
) -> Finding:
    shown, language = table.shown, table.language
    label, name = shown.label_of(category), _name(survey, question)
    told = {
        "who": shown.base.to(language) if shown.base else "",
        "verb": table.about.verb,
        "about": name.to(language),
    }

    def sentence(p: float) -> str:
        if kind == "change":
            return wording.change_sentence(label.to(language), before, after, p, language, **told)
        background = shown.rows.label.to(language)
        return wording.contrast_sentence(label.to(language), groups, p, language, background=background, **told)

    return Finding(
        kind=kind,
        survey=survey.codebook.id,
        question=question.id,
        category=category,
        name=name,
        label=label,
        before=before,
        after=after,
        p_value=result.p_value,
        effect=cohens_h(before.percent / 100, after.percent / 100),
        sentence=sentence,
        who=who_of(survey),
        background="" if kind == "change" else shown.rows.id,
        waves=ends(table) if kind == "change" else tuple(wave.id for wave in shown.waves),
        test=result.test,
    )


def _name(survey: "Survey", question: Question) -> Text:
    """Return the short name of a question; of a battery's item the battery's before it, unless that makes it long."""
    battery = survey.battery_of(question.id)
    item = question.name
    if battery is None or len(item.nb) > LONG_ITEM:
        return item
    return Text(
        nb=f"{battery.name.nb.rstrip(' :')} – {lowered_label(item.nb)}",
        en=f"{battery.name.to('en').rstrip(' :')} – {lowered_label(item.to('en'))}",
    )


def who_of(survey: "Survey") -> Text:
    """Return whom a survey is of, from its title: «medisinstudenter og LIS1»; else what it counts.

    Parameters
    ----------
    survey : Survey
        The survey.
    """
    title, many = survey.codebook.title, survey.codebook.unit.many
    nb, en = _OF.search(title.nb), _OF.search(title.to("en"))
    return Text(nb=nb[1] if nb else many.nb, en=en[1] if en else many.to("en"))


def _changed_mean(survey: "Survey", question: Question) -> Iterator[Finding]:
    table = survey.means(question.id, by=WAVE)
    if not isinstance(table, MeanTable) or len(table.shown.rows) < 2:
        return
    first, last = table.ends()
    result = table.test(None, (first, last)) if first != last else None
    if result is None:
        return
    samples = [table.shown.samples[table.shown.rows.ids.index(row)][0] for row in (first, last)]
    effect = cohens_d(*samples)
    if math.isnan(effect):
        return
    before, after = (table.told(None, row, when=table.when(row)) for row in (first, last))
    language, shown = table.language, table.shown
    told = {"unit": shown.unit.to(language), "who": shown.base.to(language) if shown.base else ""}
    yield Finding(
        kind="change",
        survey=survey.codebook.id,
        question=question.id,
        category="",
        name=question.name,
        label=Text(nb="gjennomsnitt", en="mean"),
        before=before,
        after=after,
        p_value=result.p_value,
        effect=effect,
        sentence=lambda p: wording.mean_change_sentence(question.name.to(language), before, after, p, language, **told),
        effect_name="cohens_d",
        waves=(first, last),
        who=who_of(survey),
        test=result.test,
    )
