"""A small survey by hand: two waves, merges, bases, several answers, a battery, numbers and ranges."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from svarbenk.codebook import Codebook, read_codebook
from svarbenk.responses import MEMBERS, PROVENANCE, REPLY_ID, WAVE, Responses, RowAccount, option_column, range_columns
from svarbenk.responses import validate as held_against_codebook

YAML = """
codebook: panel
version: 1
title: {nb: Panelet, en: The panel}
source: {nb: Panelet 2024, en: The panel 2024}
unit:
  one: {nb: lege, en: doctor}
  many: {nb: leger, en: doctors}
member:
  one: {nb: kommune, en: municipality}
  many: {nb: kommuner, en: municipalities}
waves:
  - {id: "I", label: {nb: Runde I, en: Wave I}, field_period: {start: 2020-01-01}}
  - {id: "II", label: {nb: Runde II, en: Wave II}, field_period: {start: 2022-01-01}}
reply:
  id: {variable: id, header: Id}
bases:
  selvstendige:
    where: avtale == 'selvstendig'
    label: {nb: selvstendige leger, en: self-employed doctors}
questions:
  - id: avtale
    kind: single
    background: true
    text: {nb: Hva slags avtale har du?, en: What kind of contract do you have?}
    label: {nb: Avtale, en: Contract}
    variable: avtale
    categories:
      - {id: selvstendig, nb: Selvstendig, en: Self-employed}
      - {id: ansatt, nb: Ansatt, en: Employed}
  - id: alder
    kind: ordinal
    background: true
    text: {nb: Alder, en: Age}
    variable: alder
    categories:
      - {id: ung, nb: Under 40, en: Under 40}
      - {id: midt, nb: 40–54, en: 40–54}
      - {id: eldre, nb: 55–66, en: 55–66}
      - {id: gammel, nb: 67 og over, en: 67 or more}
    merges:
      fra_55: {nb: 55 og over, en: 55 or more, of: [eldre, gammel]}
    shown_as: [ung, midt, fra_55]
  - id: plan
    kind: single
    text: {nb: Har du en plan?, en: Do you have a plan?}
    variable: plan
    base: selvstendige
    categories:
      - {id: ja, nb: Ja, en: "Yes"}
      - {id: nei, nb: Nei, en: "No"}
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
  - id: tiltak
    kind: multiple
    text: {nb: Hvilke tiltak har du brukt?, en: Which measures have you used?}
    label: {nb: Tiltak, en: Measures}
    variable: tiltak
    base: selvstendige
    categories:
      - {id: liste, code: 1, nb: Kortere liste, en: A shorter list}
      - {id: vikar, code: 2, nb: Vikar, en: A locum}
      - {id: tid, code: 3, nb: Mer tid, en: More time}
    merges:
      hjelp: {nb: Vikar eller tid, en: A locum or time, of: [vikar, tid]}
  - id: krav
    kind: battery
    text: {nb: Hvor enig er du?, en: How much do you agree?}
    item_kind: ordinal
    categories:
      - {id: enig, nb: Enig, en: Agree}
      - {id: uenig, nb: Uenig, en: Disagree}
    items:
      - {id: vakt, variable: krav1, nb: Vaktene er mange, en: Many shifts}
      - {id: papir, variable: krav2, nb: Papirene er mange, en: Much paper}
  - id: leger
    kind: numeric
    text: {nb: Hvor mange leger er dere?, en: How many doctors are you?}
    label: {nb: Leger, en: Doctors}
    variable: antall
    unit: {nb: stillinger, en: posts}
  - id: vikarer
    kind: numeric
    text: {nb: Hvor mange er vikarer?, en: How many are locums?}
    label: {nb: Vikarer, en: Locums}
    variable: vikarer
    base: selvstendige
    unit: {nb: stillinger, en: posts}
  - id: behov
    kind: numeric
    text: {nb: Hvor mange trenger dere?, en: How many do you need?}
    variable: behov
    ranges: true
    unit: {nb: stillinger, en: posts}
  - id: merknad
    kind: text
    text: {nb: "Merknad:", en: "Comment:"}
    variable: merknad
"""


@cache
def panel_codebook(text: str = YAML) -> Codebook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "panel.yaml"
        path.write_text(text, encoding="utf-8")
        return read_codebook(path)


def panel(
    replies: list[dict],
    weights: list[float] | None = None,
    *,
    checked: bool = True,
    codebook: Codebook | None = None,
) -> Responses:
    """Make clean answers of ``replies``: question id to answer, a set of options or (low, high); the rest is missing.

    ``runde`` is II and ``enheter`` 1 unless a reply says otherwise. A multiple-response question that is not
    mentioned was left out altogether. ``checked=False`` saves the time of holding them against the codebook; another
    ``codebook`` than the panel's has the waves I and II too.
    """
    codebook = codebook or panel_codebook()
    columns = {
        REPLY_ID: pd.Series([str(place) for place in range(len(replies))], dtype="string"),
        WAVE: pd.Series(pd.Categorical([each.get("runde", "II") for each in replies], ["I", "II"], ordered=True)),
        MEMBERS: pd.Series([each.get("enheter", 1) for each in replies], dtype="Int64"),
        PROVENANCE: pd.Series([each.get("datakilde") for each in replies], dtype="string"),
    }
    for question in codebook.asked():
        given = [each.get(question.id) for each in replies]
        if question.kind == "multiple":
            for option in question.category_ids:
                ticked = [None if answer is None else option in answer for answer in given]
                columns[option_column(question.id, option)] = pd.Series(ticked, dtype="boolean")
        elif question.kind == "text":
            continue  # free text is kept apart from the answers
        elif question.ranges:
            for side, name in enumerate(range_columns(question.id)):
                ends = [None if answer is None else answer[side] for answer in given]
                columns[name] = pd.Series(ends, dtype="Int64")
        elif question.kind == "numeric":
            columns[question.id] = pd.Series(given, dtype="Int64")
        else:
            dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
            columns[question.id] = pd.Series(given, dtype=dtype)
    frame = pd.DataFrame(columns)
    account = RowAccount("panel", "II", "panel.xlsx", None, len(frame), len(frame))
    weight = None if weights is None else pd.Series(weights, index=frame.index)
    responses = Responses(frame, codebook, account, weight)
    return held_against_codebook(responses) if checked else responses
