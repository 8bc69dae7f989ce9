"""A small survey with a population, made by hand: nine fastleger and one locum."""

import pandas as pd
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import Responses, RowAccount, read_population

BOOK = """\
codebook: liten
version: 1
title: {nb: En liten undersøkelse}
source: {nb: Oppdiktet}
unit: {one: {nb: lege}, many: {nb: leger}}
waves:
  - {id: "I", label: {nb: runde I}, field_period: {start: 2024-01-01}}
reply:
  id: {variable: svarid, header: Svar-ID}
questions:
  - id: stilling
    kind: single
    text: {nb: Stilling}
    variable: s
    categories: [{id: fastlege, nb: Fastlege}, {id: vikar, nb: Vikar}]
  - id: kjonn
    kind: single
    background: true
    text: {nb: Kjønn}
    variable: k
    categories: [{id: kvinne, nb: Kvinne}, {id: mann, nb: Mann}]
  - id: drift
    kind: single
    background: true
    text: {nb: Driftsform}
    variable: d
    categories: [{id: naering, nb: Næring}, {id: leie, nb: Leie}, {id: fast, nb: Fast}]
    merges:
      egen: {nb: Egen, of: [naering, leie]}
"""
HEAD = "survey,wave,document,table,line,background,group,count,status,where,how\n"
ROWS = """\
liten,I,d,1,1,,,200,printed,stilling == 'fastlege',
liten,I,d,1,2,kjonn,kvinne,100,printed,,
liten,I,d,1,2,kjonn,mann,100,printed,,
liten,I,d,2,3,drift,egen,160,derived,,
liten,I,d,2,3,drift,fast,40,derived,,
"""
KJONN = ["kvinne"] * 6 + ["mann"] * 3
DRIFT = ["naering", "naering", "leie", "fast", "fast", "fast", "leie", "naering", "fast"]


def folder(place, rows=ROWS, head=HEAD) -> DataFolder:
    (place / "codebooks").mkdir(exist_ok=True)
    (place / "codebooks" / "liten.yaml").write_text(BOOK, encoding="utf-8")
    (place / "published" / "d").mkdir(parents=True, exist_ok=True)
    (place / "published" / "d" / "populasjon.csv").write_text(head + rows, encoding="utf-8")
    return DataFolder(place)


def replies(data: DataFolder, kjonn=KJONN, drift=DRIFT, weights=None) -> Responses:
    """Nine fastleger with these answers, and a locum."""
    book = read_codebook("liten", data)
    n = len(kjonn) + 1
    category = lambda name, values: pd.Series(  # noqa: E731
        values, dtype=pd.CategoricalDtype(book.question(name).category_ids)
    )
    frame = pd.DataFrame(
        {
            "svar_id": pd.Series([str(i) for i in range(n)], dtype="string"),
            "runde": pd.Series(pd.Categorical(["I"] * n, categories=["I"], ordered=True)),
            "enheter": pd.Series([1] * n, dtype="Int64"),
            "datakilde": pd.Series([None] * n, dtype="string"),
            "stilling": category("stilling", ["fastlege"] * (n - 1) + ["vikar"]),
            "kjonn": category("kjonn", [*kjonn, "kvinne"]),
            "drift": category("drift", [*drift, "fast"]),
        }
    )
    account = RowAccount("liten", "I", "f.csv", None, n, n)
    return Responses(frame, book, account, weights=weights)


def populations(data: DataFolder):
    return read_population(data, "liten")
