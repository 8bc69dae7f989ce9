"""A small survey by hand with waves, practices in two kinds, and a register beside it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from svarbenk.codebook import Codebook, read_codebook
from svarbenk.responses import MEMBERS, PROVENANCE, REPLY_ID, WAVE, Responses, RowAccount

YAML = """
codebook: praksis
version: 1
title: {nb: Praksis, en: Practice}
source: {nb: Praksis 2024, en: Practice 2024}
unit:
  one: {nb: lege, en: doctor}
  many: {nb: leger, en: doctors}
waves:
  - {id: "2019", label: {nb: "2019", en: "2019"}, field_period: {start: 2019-01-01}, published_only: true}
  - {id: "I", label: {nb: Runde I, en: Wave I}, field_period: {start: 2020-01-01}, population: 40}
  - {id: "II", label: {nb: Runde II, en: Wave II}, field_period: {start: 2022-01-01}, population: 50}
  - {id: "III", label: {nb: Runde III, en: Wave III}, field_period: {start: 2023-01-01}}
reply:
  id: {variable: id, header: Id}
scales:
  enig_3:
    - {id: uenig, code: 1, nb: Uenig, en: Disagree}
    - {id: verken, code: 2, nb: Verken, en: Neither}
    - {id: enig, code: 3, nb: Enig, en: Agree}
    - {id: vet_ikke, code: 4, nb: Vet ikke, en: Don't know, is: dont_know}
questions:
  - id: driftsform
    kind: single
    background: true
    text: {nb: Driftsform, en: Practice}
    variable: drift
    categories:
      - {id: ren, nb: Ren, en: Own}
      - {id: leie, nb: Leie, en: Rented}
      - {id: lonn, nb: Lønn, en: Salary}
  - id: driftstype
    kind: single
    background: true
    text: {nb: Driftstype, en: Kind of practice}
    grouped: {of: driftsform, groups: {naering: [ren, leie], ansatt: [lonn]}}
    categories:
      - {id: naering, nb: Næring, en: Self-employed}
      - {id: ansatt, nb: Ansatt, en: Employed}
  - id: storrelse
    kind: ordinal
    background: true
    text: {nb: Størrelse, en: Size}
    variable: storrelse
    categories:
      - {id: liten, nb: Liten, en: Small}
      - {id: stor, nb: Stor, en: Large}
  - id: trygg
    kind: ordinal
    text: {nb: Trygg, en: Secure}
    variable: trygg
    scale: enig_3
  - id: kurs
    kind: single
    waves: [II]
    text: {nb: Kurs, en: Course}
    variable: kurs
    categories:
      - {id: ja, nb: Ja, en: "Yes"}
      - {id: nei, nb: Nei, en: "No"}
  - id: tiltak
    kind: battery
    item_kind: ordinal
    scale: enig_3
    text: {nb: Tiltak, en: Measures}
    items:
      - {id: a, variable: t1, nb: A, en: A}
      - {id: b, variable: t2, nb: B, en: B}
      - {id: c, variable: t3, nb: C, en: C}
  - id: timer
    kind: numeric
    whole: false
    text: {nb: Timer, en: Hours}
    variable: timer
  - id: forskning
    kind: numeric
    text: {nb: Forskning, en: Research}
    variable: forskning
"""


@cache
def practice_codebook() -> Codebook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "praksis.yaml"
        path.write_text(YAML, encoding="utf-8")
        return read_codebook(path)


def practice(replies: list[dict]) -> Responses:
    """Make clean answers of ``replies``: question id to answer; ``runde`` is I unless a reply says otherwise."""
    codebook = practice_codebook()
    waves = [wave.id for wave in codebook.waves]
    columns = {
        REPLY_ID: pd.Series([str(place) for place in range(len(replies))], dtype="string"),
        WAVE: pd.Series(pd.Categorical([each.get("runde", "I") for each in replies], waves, ordered=True)),
        MEMBERS: pd.Series([1] * len(replies), dtype="Int64"),
        PROVENANCE: pd.Series([None] * len(replies), dtype="string"),
    }
    for question in codebook.asked():
        given = [each.get(question.id) for each in replies]
        if question.kind == "numeric":
            columns[question.id] = pd.Series(given, dtype="Int64" if question.whole else "Float64")
        else:
            columns[question.id] = pd.Series(
                given, dtype=pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
            )
    frame = pd.DataFrame(columns)
    return Responses(frame, codebook, RowAccount("praksis", "I", "praksis.xlsx", None, len(frame), len(frame)))
