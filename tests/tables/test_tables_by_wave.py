"""Tables by wave: only waves that asked, years as scores, and no test of what may not be compared."""

import pandas as pd
import pytest
from svarbenk.codebook import read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import Responses, RowAccount
from svarbenk.stats import choose
from svarbenk.tables import count, totals
from svarbenk.workbench import Table

WAVES = """\
codebook: runder
version: 1
title: {nb: Flere runder}
source: {nb: Oppdiktet}
unit: {one: {nb: svar}, many: {nb: svar}}
waves:
  - {id: I, label: {nb: januar 2022}, field_period: {start: 2022-01-01, end: 2022-01-31}}
  - {id: II, label: {nb: desember 2022}, field_period: {start: 2022-12-01, end: 2022-12-31}}
  - {id: III, label: {nb: desember 2024}, field_period: {start: 2024-12-01, end: 2024-12-31}}
reply: {id: {variable: svarid, header: Svar-ID}}
questions:
  - id: trives
    kind: ordinal
    text: {nb: Jeg trives}
    variable: a
    categories: [{id: nei, nb: Nei}, {id: litt, nb: Litt}, {id: ja, nb: Ja}]
  - id: sen
    kind: single
    text: {nb: Sen}
    variable: b
    waves: [II, III]
    categories: [{id: ja, nb: Ja}, {id: nei, nb: Nei}]
  - id: endret
    kind: single
    text: {nb: Endret}
    variable: c
    not_comparable: [{waves: [I], reason: {nb: andre svaralternativer, en: other options}}]
    categories: [{id: ja, nb: Ja}, {id: nei, nb: Nei}]
  - {id: timer, kind: numeric, text: {nb: Timer}, variable: d, waves: [I, III]}
"""

# wave: (trives, sen, endret, timer)
ROWS = {
    "I": [("nei", None, "ja", 40)] * 12 + [("litt", None, "nei", 50)] * 9 + [("ja", None, "ja", None)] * 6,
    "II": [("nei", "ja", "ja", None)] * 8 + [("litt", "nei", "nei", None)] * 9 + [("ja", "ja", None, None)] * 9,
    "III": [("nei", "nei", "ja", 30)] * 5 + [("litt", None, "nei", 35)] * 8 + [("ja", "ja", "nei", 45)] * 14,
}


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "runder.yaml"
    path.write_text(WAVES, encoding="utf-8")
    codebook = read_codebook(path)
    rows = [(wave, *row) for wave, given in ROWS.items() for row in given]
    frame = pd.DataFrame(rows, columns=["runde", "trives", "sen", "endret", "timer"])
    frame["runde"] = pd.Categorical(frame["runde"], categories=["I", "II", "III"], ordered=True)
    for name in ("trives", "sen", "endret"):
        question = codebook.question(name)
        frame[name] = pd.Categorical(frame[name], categories=question.category_ids, ordered=question.kind == "ordinal")
    frame["timer"] = frame["timer"].astype("Int64")
    frame.insert(0, "svar_id", [str(i) for i in range(len(frame))])
    frame["enheter"] = pd.Series(1, index=frame.index, dtype="Int64")
    frame["datakilde"] = pd.Series(None, index=frame.index, dtype="string")
    account = RowAccount("runder", "I", "x.csv", None, len(frame), len(frame))
    return Responses(frame, codebook, account)


def test_counts_by_wave(answers):
    table = count(answers, "trives", "runde")
    assert table.rows.ids == ("I", "II", "III")
    assert table.counts.tolist() == [[12, 9, 6], [8, 9, 9], [5, 8, 14]]


def test_the_trend_over_waves_is_tested_with_their_years(answers):
    table = Table(count(answers, "trives", "runde"))
    # middles of the field periods: 16 January 2022, 16 December 2022 and (a leap year) 2024
    years = [2022 + 15 / 365, 2022 + 349 / 365, 2024 + 350 / 366]
    expected = choose(table.shown, ordered_rows=True, ordered_columns=True, row_scores=years).companion
    assert table.test().companion.statistic == pytest.approx(expected.statistic, rel=1e-12)
    ranks = choose(table.shown, ordered_rows=True, ordered_columns=True).companion
    assert table.test().companion.statistic != pytest.approx(ranks.statistic, rel=1e-3)


def test_a_wave_that_did_not_ask_is_neither_in_the_rows_nor_in_the_base(answers):
    assert count(answers, "sen", "runde").rows.ids == ("II", "III")
    everybody = count(answers, "sen")
    assert (everybody.base_n, everybody.item_n) == (53, 45)
    assert totals(answers, ["timer"], "runde").rows.ids == ("I", "III")


def test_what_may_not_be_compared_is_shown_but_not_tested(answers):
    table = Table(count(answers, "endret", "runde"))
    assert table.shown.counts.tolist() == [[18, 9], [8, 9], [5, 22]]
    reason = "kan ikke sammenlignes med andre runder: andre svaralternativer"
    for compare in (table.test, lambda: table.compare("I")):
        with pytest.raises(InputError, match=reason):
            compare()
    assert reason in table.test_text()
    assert table.result is None


def test_waves_that_may_be_compared_are_tested_when_the_others_are_left_out(answers):
    table = Table(count(answers.where("runde in ['II', 'III']"), "endret", "runde"))
    assert table.shown.rows.ids == ("II", "III")
    assert table.test().p_value < 0.05


def test_a_base_names_the_waves_that_were_kept(answers):
    assert count(answers.where("runde == 'II'"), "trives").base.nb == "svar der runden er desember 2022"


@pytest.mark.parametrize(("typed", "meant"), [("rnde", "runde"), ("trivs", "trives")])
def test_a_slip_in_what_to_group_by_is_told_with_the_nearest_name(answers, typed, meant):
    with pytest.raises(InputError, match=f"«{typed}».*mente du «{meant}»"):
        count(answers, "trives", typed)
