"""A survey of 150 invented doctors with small groups, and everything that can be clicked of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import svarbenk as sb
from attacker import Attacker
from svarbenk.codebook import DataFolder
from svarbenk.tables import CountTable
from svarbenk.workbench import Survey

from tests.tables.panel_survey import panel, panel_codebook

YAML = """
codebook: panel
version: 1
title: {nb: Panelet, en: The panel}
source: {nb: Panelet 2024, en: The panel 2024}
unit:
  one: {nb: lege, en: doctor}
  many: {nb: leger, en: doctors}
waves:
  - {id: "I", label: {nb: Runde I, en: Wave I}, field_period: {start: 2020-01-01}}
  - {id: "II", label: {nb: Runde II, en: Wave II}, field_period: {start: 2022-01-01}}
reply:
  id: {variable: id, header: Id}
bases:
  ansatte:
    where: avtale == 'ansatt'
    label: {nb: ansatte leger, en: employed doctors}
  misfornoyde:
    where: trives == 'litt_enig' or trives == 'uenig'
    label: {nb: leger som ikke er helt enige, en: doctors who do not fully agree}
questions:
  - id: avtale
    kind: single
    background: true
    text: {nb: Hva slags avtale har du?, en: What kind of contract do you have?}
    variable: avtale
    categories:
      - {id: selvstendig, nb: Selvstendig, en: Self-employed}
      - {id: ansatt, nb: Ansatt, en: Employed}
  - id: region
    kind: single
    background: true
    text: {nb: Region, en: Region}
    variable: region
    categories:
      - {id: nord, nb: Nord, en: North}
      - {id: midt, nb: Midt, en: Middle}
      - {id: vest, nb: Vest, en: West}
      - {id: ost, nb: Øst, en: East}
    merges:
      utenfor: {nb: Nord eller Midt, en: North or Middle, of: [nord, midt]}
  - id: landsdel
    kind: single
    background: true
    text: {nb: Landsdel, en: Part of the country}
    variable: landsdel
    categories:
      - {id: nordafjells, nb: Nordafjells, en: North of the mountains}
      - {id: sor, nb: Sør, en: South}
      - {id: svalbard, nb: Svalbard, en: Svalbard}
  - id: alder
    kind: ordinal
    background: true
    text: {nb: Alder, en: Age}
    variable: alder
    categories:
      - {id: ung, nb: Under 40, en: Under 40}
      - {id: midt, nb: 40–54, en: 40–54}
      - {id: eldre, nb: 55 og over, en: 55 or more}
  - id: trives
    kind: ordinal
    text: {nb: Jeg trives, en: I am content}
    variable: trives
    categories:
      - {id: helt_enig, nb: Helt enig, en: Fully agree}
      - {id: litt_enig, nb: Litt enig, en: Partly agree}
      - {id: uenig, nb: Uenig, en: Disagree}
      - {id: vet_ikke, nb: Vet ikke, en: Don't know, is: dont_know}
    merges:
      enig: {nb: Helt eller litt enig, en: Fully or partly agree, of: [helt_enig, litt_enig]}
  - id: plan
    kind: single
    text: {nb: Har du en plan?, en: Do you have a plan?}
    variable: plan
    base: ansatte
    categories:
      - {id: ja, nb: Ja, en: "Yes"}
      - {id: nei, nb: Nei, en: "No"}
  - id: grunn
    kind: single
    text: {nb: Hvorfor ikke?, en: Why not?}
    variable: grunn
    base: misfornoyde
    categories:
      - {id: tid, nb: Tid, en: Time}
      - {id: penger, nb: Penger, en: Money}
  - id: tiltak
    kind: multiple
    text: {nb: Hvilke tiltak har du brukt?, en: Which measures have you used?}
    variable: tiltak
    categories:
      - {id: liste, code: 1, nb: Kortere liste, en: A shorter list}
      - {id: vikar, code: 2, nb: Vikar, en: A locum}
"""
THRESHOLD = 5
QUESTIONS = ("trives", "plan", "grunn", "tiltak")
PARTS = {"nord": "nordafjells", "midt": "nordafjells", "vest": "sor", "ost": "sor"}


def replies(seed: int, n: int = 150) -> list[dict]:
    """Draw replies: what people are, and what they answer, with a few who leave something out."""
    draw = np.random.default_rng(seed)

    def one(of: list, p: list[float]):
        return of[draw.choice(len(of), p=p)]

    found = []
    for _ in range(n):
        each = {
            "runde": one(["I", "II"], [0.3, 0.7]),
            "avtale": one(["selvstendig", "ansatt", None], [0.7, 0.28, 0.02]),
            "region": one([*PARTS], [0.06, 0.2, 0.3, 0.44]),
            "alder": one(["ung", "midt", "eldre", None], [0.2, 0.5, 0.28, 0.02]),
            "trives": one(["helt_enig", "litt_enig", "uenig", "vet_ikke", None], [0.45, 0.3, 0.15, 0.07, 0.03]),
            "tiltak": {name for name, p in (("liste", 0.4), ("vikar", 0.1)) if draw.random() < p},
        }
        each["landsdel"] = PARTS[each["region"]]
        if each["avtale"] == "ansatt":
            each["plan"] = one(["ja", "nei"], [0.25, 0.75])
        if each["trives"] in {"litt_enig", "uenig"}:
            each["grunn"] = one(["tid", "penger"], [0.6, 0.4])
        found.append(each)
    return found


def survey_of(given: list[dict], threshold: int) -> Survey:
    codebook = panel_codebook(YAML)
    return Survey(panel(given, codebook=codebook), DataFolder.find(None), threshold=threshold)


def views(survey: Survey, question: str) -> Iterator[tuple[tuple[str, str] | None, str | None, sb.Table]]:
    """Yield everything that can be clicked of a question in a wave: filter, background, table."""
    filters = ((name, group) for name in survey.backgrounds if name != question for group in _groups(survey, name))
    merged = ("enig", "uenig", "vet_ikke") if question == "trives" else None
    for inside in (None, *filters):
        here = survey.within(*inside) if inside else survey
        table = here.table(question)
        if merged and table:
            yield inside, "enig", here.table(question, shown=merged)
        if table:
            yield inside, None, table
        for by in survey.backgrounds:
            # a background by another within a third shows nothing, and is not offered
            crossed = inside is not None and survey.question(question).background
            if by != question and not crossed and (inside is None or by != inside[0]):
                table = here.table(question, [by])
                if table:
                    yield inside, by, table.by[0]


def _groups(survey: Survey, name: str) -> tuple[str, ...]:
    question = survey.question(name)
    return (*question.category_ids, *question.merges)


@dataclass(frozen=True)
class Seen:
    """A page: a table of a question by a background within a filter, as it is shown and as it is."""

    question: str
    inside: tuple[str, str] | None
    by: str | None
    shown: CountTable
    truth: CountTable

    @property
    def closed(self) -> bool:
        return bool(self.shown.hidden.all() and np.isnan(self.shown.row_n).all())

    @property
    def key(self) -> tuple:
        return self.question, self.inside, self.by


def pages(protected: Survey, plain: Survey, question: str) -> list[Seen]:
    truth = {(inside, by): table for inside, by, table in views(plain, question)}
    found = views(protected, question)
    return [Seen(question, inside, by, table.shown, truth[inside, by].shown) for inside, by, table in found]


def attacker_of(survey: Survey, seen: list[Seen]) -> Attacker:
    """Write down everything on some pages; the kinds of people are by what the pages are of."""
    backgrounds = {
        name for each in seen for name in (each.by, each.inside and each.inside[0]) if name and name != "enig"
    }
    values, impossible = {}, []
    for name in dict.fromkeys(each.question for each in seen):
        for option in survey.question(name).category_ids if survey.question(name).kind == "multiple" else [None]:
            values[_column(name, option)] = survey.question(name).category_ids if option is None else ("ja", "nei")
        if name == "plan" and "avtale" in backgrounds:
            impossible.append({"plan": ("ja", "nei"), "avtale": ("selvstendig", "")})
        if name == "grunn" and "trives" in {each.question for each in seen}:
            impossible.append({"grunn": ("tid", "penger"), "trives": ("helt_enig", "vet_ikke", "")})
            # everybody who was asked answered, and the base line says so
            impossible.append({"grunn": ("",), "trives": ("litt_enig", "uenig")})
    for name in sorted(backgrounds - set(values)):
        values[name] = survey.question(name).category_ids
    if {"region", "landsdel"} <= set(values):
        for region, part in PARTS.items():
            others = {"nordafjells", "sor", "svalbard", ""} - {part}
            impossible.append({"region": (region,), "landsdel": tuple(others)})
        impossible.append({"region": ("",)})
    attacker = Attacker(values, impossible)
    for each in seen:
        _note(attacker, survey, each)
    return attacker


def _note(attacker: Attacker, survey: Survey, page: Seen) -> None:
    question = survey.question(page.question)
    _note_all(attacker, survey, page)
    within = {page.inside[0]: survey.question(page.inside[0]).members(page.inside[1])} if page.inside else {}
    for row, group in enumerate(page.shown.rows.ids):
        here = {
            **within,
            **({page.by: survey.question(page.by).members(group)} if page.by not in {None, "enig"} else {}),
        }
        for place, name in enumerate(page.shown.columns.ids):
            key = (page.question, page.inside, page.by, group, name)
            if question.kind == "multiple":
                column, wanted, known = _column(page.question, name), ("ja",), ("ja", "nei")
            else:
                column, wanted, known = page.question, question.members(name), question.category_ids
            for end, kind, shown, truth in (
                ("", wanted, page.shown.counts[row, place], page.truth.counts[row, place]),
                ("n", known, page.shown.row_n[row], page.truth.row_n[row]),
            ):
                # of a page that shows nothing at all, large numbers are no secret: another may show the same people
                if not (page.closed and truth >= THRESHOLD):
                    attacker.see((*key, end), {**here, column: kind}, shown, truth)


def _note_all(attacker: Attacker, survey: Survey, page: Seen) -> None:
    """Write down how many answered in all, as the base line says."""
    question = survey.question(page.question)
    if question.kind == "multiple":
        return
    kind = {page.inside[0]: survey.question(page.inside[0]).members(page.inside[1])} if page.inside else {}
    if page.by not in {None, "enig"}:
        kind[page.by] = [each for row in page.shown.rows.ids for each in survey.question(page.by).members(row)]
    if not page.closed:
        kind[page.question] = question.category_ids
        attacker.see((*page.key, "alle", "n", "item_n"), kind, page.shown.item_n, page.truth.item_n)


def _column(question: str, option: str | None) -> str:
    return question if option is None else f"{question}.{option}"
