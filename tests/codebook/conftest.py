"""A small codebook in YAML that tests may spoil."""

import pytest
from svarbenk.codebook import read_codebook

SMALL = """\
codebook: liten
version: 1
title: {nb: En liten undersøkelse}
source: {nb: Oppdiktet}
unit: {one: {nb: svar}, many: {nb: svar}}
waves:
  - id: "I"
    label: {nb: runde I}
    field_period: {start: 2019-05-01, deadline: 2019-05-20}
reply:
  id: {variable: svarid, header: Svar-ID}
contact:
  - {variable: epost, header: E-post}
scales:
  enig:
    - {id: helt, code: 1, nb: Helt enig, en: Fully agree}
    - {id: litt, code: 2, nb: Litt enig}
    - {id: uenig, code: 3, nb: Uenig, spellings: [Ikke enig]}
bases:
  med_leger:
    where: leger > 0
    label: {nb: svar med leger}
questions:
  - id: leger
    kind: numeric
    text: {nb: Antall leger}
    variable: q1
    minimum: 0
    maximum: 40
  - id: trives
    kind: ordinal
    text: {nb: Jeg trives}
    variable: q2
    scale: enig
    base: med_leger
    merges:
      enige: {nb: Helt eller litt enig, of: [helt, litt]}
    shown_as: [enige, uenig]
  - id: drift
    kind: single
    text: {nb: Driftsform}
    variable: q3
    categories:
      - {id: naering, code: 1, nb: Næringsdrift}
      - {id: fast, code: 2, nb: Fast lønn}
  - id: tiltak
    kind: battery
    text: {nb: Tiltak}
    item_kind: ordinal
    scale: enig
    items:
      - {id: tilskudd, variable: q4_1, nb: Tilskudd}
      - {id: kurs, variable: q4_2, nb: Kurs}
  - id: sekretaerer
    kind: numeric
    text: {nb: Antall sekretærer}
    variable: q5
    ranges: true
  - id: ansatte
    kind: numeric
    text: {nb: Ansatte}
    sum_of: [leger]
  - id: grunner
    kind: multiple
    text: {nb: Grunner}
    variable: q6
    categories:
      - {id: tid, code: 1, nb: Tid}
      - {id: penger, nb: Penger}
"""


@pytest.fixture
def book(tmp_path):
    """Read the small codebook with one text exchanged for another; ``book.line`` finds a line."""

    def read(before="", after=""):
        assert before in SMALL
        text = SMALL.replace(before, after, 1) if before else SMALL
        path = tmp_path / "liten.yaml"
        path.write_text(text, encoding="utf-8")
        return read_codebook(path)

    read.path = tmp_path / "liten.yaml"
    read.line = lambda text: SMALL[: SMALL.index(text)].count("\n") + 1
    return read


@pytest.fixture
def small(book):
    """The small codebook."""
    return book()
