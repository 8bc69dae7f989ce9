"""Representativitet without a browser: its numbers against the population's file and answers counted here by hand."""

import csv
import math
import re
import runpy
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from svarbenk.apps.opened import opened
from svarbenk.apps.sample import Sample, warm
from svarbenk.apps.sample_standing import Standing, standing_of, told_weights
from svarbenk.apps.sample_table import figure_of, groups_block, sentences
from svarbenk.errors import InputError
from svarbenk.workbench import Survey

SMALL = runpy.run_path(str(Path(__file__).resolve().parents[1] / "responses" / "weighed_survey.py"))
ADDITIVE = ("spesialitet", "kjonn")


@pytest.fixture(scope="module")
def app(clean_answers):
    return Sample(clean_answers.root)


@pytest.fixture(scope="module")
def latest(clean_answers):
    return standing_of("fastlege", "IV", data=clean_answers.root)


@pytest.fixture(scope="module")
def doctors(clean_answers):
    """Those of the last wave who are fastlege, as they lie on disk, read without the bench."""
    path = clean_answers.clean("fastlege") / "fastlege-IV.csv"
    frame = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype=str)
    owns = {"naeringsdrift": True, "leieavtale": True, "fastlonn": False, "fastlonn_bonus": False}
    names = {True: "naeringsdrivende", False: "kommunalt_ansatt"}
    frame["driftstype"] = frame["driftsform"].map(owns).map(names)
    return frame[frame["stilling"] == "fastlege"].reset_index(drop=True)


@pytest.fixture(scope="module")
def printed(clean_answers):
    """The population of the last wave as its file has it: background to group to number."""
    with (clean_answers.published / "rapport-iv" / "populasjon.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if (row["survey"], row["wave"]) == ("fastlege", "IV")]
    found = {}
    for row in rows:
        found.setdefault(row["background"], {})[row["group"]] = int(row["count"])
    return found


@pytest.fixture(scope="module")
def weights(doctors, printed):
    """Iterative proportional fitting as it is defined; who lacks a background keeps the share of those who do."""
    crossed = doctors["driftstype"].where(doctors["kommunestorrelse"].notna()) + "*" + doctors["kommunestorrelse"]
    groups = {name: doctors[name] for name in ADDITIVE} | {"driftstype*kommunestorrelse": crossed}
    weight = np.ones(len(doctors))
    for _ in range(200):
        for name, group in groups.items():
            lacking = group.isna().to_numpy()
            known = len(doctors) * (1 - lacking.mean())
            whole = sum(printed[name].values())
            for each, size in printed[name].items():
                inside = (group == each).to_numpy()
                weight[inside] *= known * size / whole / weight[inside].sum()
            weight[lacking] *= lacking.sum() / max(weight[lacking].sum(), 1e-12)
    return weight / weight.mean()


def text(html):
    return unescape(re.sub(r"<[^>]*>", " ", html))


def test_groups_are_those_of_the_population_and_of_the_answers(latest, doctors, printed):
    assert {margin.id for margin in latest.margins} == {name for name in printed if name and "*" not in name}
    for margin in latest.margins:
        whole, answers = sum(printed[margin.id].values()), doctors[margin.id].dropna()
        for group in margin.groups:
            assert group.population == printed[margin.id][group.id]
            share, target = (answers == group.id).mean(), group.population / whole
            assert group.n == (answers == group.id).sum()
            assert group.difference == pytest.approx(100 * (share - target))
            # Austin 2009, formula 2
            spread = math.sqrt((share * (1 - share) + target * (1 - target)) / 2)
            assert group.standardised == pytest.approx((share - target) / spread)
            low, high = group.interval
            assert low < group.difference < high
    women = next(group for margin in latest.margins for group in margin.groups if group.id == "kvinne")
    # report IV: women are 2 744 of 5 517 fastleger at the end of 2024
    assert women.population == 2744
    assert latest.population.size == 5517


def test_who_replied(latest, doctors):
    assert latest.n == len(doctors)
    assert latest.rate == pytest.approx(100 * len(doctors) / 5517)
    told = sentences(latest)
    assert told.startswith(f"{len(doctors)} av 5\u00a0517 i populasjonen svarte (")


def test_the_sentence_follows_the_rule(latest, clean_answers):
    far = [margin for margin in latest.margins if margin.overall >= 0.1]
    told = sentences(latest)
    assert f"på {len(far)} av {len(latest.margins)} bakgrunner" in told
    for margin in latest.margins:
        assert (f"{margin.label.nb.lower()} (0," in told) == (margin in far)
    second = standing_of("fastlege", "II", data=clean_answers.root)
    assert second.margins[0].overall < 0.1
    assert "ligner populasjonen på den ene bakgrunnen som kan sammenlignes, spesialitet" in sentences(second)


def test_the_weights_are_those_of_raking_by_hand(latest, weights):
    told = latest.weights
    assert told.converged
    effect = len(weights) * (weights**2).sum() / weights.sum() ** 2
    assert told.design_effect == pytest.approx(effect, abs=0.002)
    assert told.effective_n == pytest.approx(len(weights) / effect, abs=6)
    assert told.effective_n % 10 == 0
    assert told.n == len(weights)
    ends = np.percentile(weights, [5, 95]) if told.middle else (weights.min(), weights.max())
    assert (told.low, told.high) == pytest.approx(tuple(ends), abs=0.06)


@pytest.mark.parametrize("question", ["arbeidsbelastning", "forrige_arbeidssted", "kjonn"])
def test_what_weighting_does_is_what_the_weights_do(latest, doctors, weights, question):
    why, answers, n, tables = latest.moved(question)
    given = doctors[question].dropna()
    assert (why, n) == ("", len(given))
    weight = weights[given.index]
    for each in answers:
        if each.id not in set(given):
            continue
        plain = 100 * (given == each.id).mean()
        weighted = 100 * weight[(given == each.id).to_numpy()].sum() / weight.sum()
        assert each.unweighted == math.floor(plain + 0.5)
        assert each.weighted == pytest.approx(weighted, abs=0.52)
        assert each.change == pytest.approx(weighted - plain, abs=0.52)
    assert tables[0].counts.sum() == len(given)


def test_weighted_shares_are_whole_and_gone_where_anything_is_hidden(tmp_path):
    everybody = SMALL["ROWS"].replace("stilling == 'fastlege'", "")
    data = SMALL["folder"](tmp_path, rows=everybody)
    kjonn, drift = ["kvinne"] * 50 + ["mann"] * 40, ["naering"] * 60 + ["leie"] * 28 + ["fast"] * 2
    standing = Standing(Survey(SMALL["replies"](data, kjonn, drift), data, threshold=5), "I")
    sex, practice = standing.margins  # the locum is a woman of «fast», so that they are 51 and 3
    assert not sex.hidden
    assert [group.n for group in sex.groups] == [51, 40]
    # the weight of a group is the population's share of it over that of the replies: it would tell how few they are
    assert standing.few_in_group
    assert (standing.weighted, standing.weights, standing.questions()) == (None, None, {})
    assert all(math.isnan(group.weighted) for group in sex.groups)
    assert practice.hidden
    assert math.isnan(practice.overall)
    assert all(math.isnan(group.n) and math.isnan(group.weighted) for group in practice.groups)
    hidden = [row.cells for row in groups_block(standing).rows if row.key.startswith("drift=")]
    assert [(row[2:]) for row in hidden] == [(":", ":", ":", ":", ":")] * 2
    assert sentences(standing).endswith("Tall er skjult, så dette kan ikke vurderes: driftsform.")
    assert "Driftsform" not in figure_of(standing).alt
    assert [table.hidden.all() for table in standing.tables()] == [False, True]
    assert np.isnan(standing.tables()[1].row_n).all()
    open_ = Standing(Survey(SMALL["replies"](data, kjonn, drift), data, threshold=3), "I")
    assert [group.weighted for group in open_.margins[0].groups] == [50, 50]
    assert open_.weights.design_effect > 1


def test_a_question_with_a_hidden_number_is_not_weighted(app, clean_answers):
    state = app.settled({"undersokelse": "fastlege", "runde": "IV", "sporsmal": "alis_avtale"})
    assert state["sporsmal"] == "alis_avtale"
    view = app.show(state)
    assert "Hva vektingen gjør med «Har ALIS-avtale», vises ikke" in view.sentence
    assert "Vektet mot uvektet" not in view.table
    assert any("«:»" in note for note in view.notes)


def test_no_weight_of_few_is_told():
    many = np.array([0.5] * 6 + [1.0] * 200 + [1.7] * 7)
    assert told_weights(many, 5) == (0.5, 1.7, False)
    # one reply has the highest weight: the middle is told instead, with one decimal
    low, high, middle = told_weights(np.append(many, 4.321), 5)
    assert middle
    assert (low, high) == (1.0, 1.0)
    spread = np.linspace(0.51234, 2.04321, 300)
    low, high, middle = told_weights(spread, 5)
    assert (low, high, middle) == (0.6, 2.0, True)
    # five per cent of forty are two
    assert all(map(math.isnan, told_weights(np.linspace(0.5, 2, 40), 5)[:2]))


def test_few_outside_the_population_would_be_told_by_those_inside(tmp_path):
    data = SMALL["folder"](tmp_path)
    survey = Survey(SMALL["replies"](data), data, threshold=2)
    standing = Standing(survey, "I")  # nine fastleger and one locum
    assert standing.few_outside
    assert math.isnan(standing.n)
    assert (standing.margins, standing.weights, standing.tables(), standing.questions()) == ((), None, (), {})
    assert sentences(standing) == ""
    shown = Standing(Survey(survey.responses, data, threshold=0), "I")
    assert shown.n == 9
    assert [group.n for group in shown.margins[0].groups] == [6, 3]


def test_the_page_has_the_numbers_of_the_tables(app, latest):
    view = app.show(app.settled({"undersokelse": "fastlege"}))
    told = text(view.table).replace("\u00a0", " ")
    for margin in latest.margins:
        for group in margin.groups:
            assert re.search(rf"\b{int(group.n)}\b", told)
    assert "Konvergerte" in told
    assert "Designeffekt" in told
    alt = view.figure.figure(True).alt
    assert alt.endswith("Syntetiske data.")
    for table in view.shown[: len(latest.margins)]:
        for count in table.counts[0]:
            assert f"n\u00a0=\u00a0{int(count)}" in alt.replace("\u00a0000", "000")
    assert "anslått" in view.notes[0]  # the population of driftsform


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        ("helse-nord-kommune", "Det finnes ingen populasjonstall for denne runden"),
        ("lis1", "Det finnes ingen populasjonstall for denne runden"),
        ("kommune", "deler ikke på noen bakgrunn"),
    ],
)
def test_without_a_population_it_says_so(app, survey, said):
    view = app.show(app.settled({"undersokelse": survey}))
    assert said in view.message
    assert "for å se en sammenligning" in view.message
    assert not (view.figure or view.table or view.shown)
    if survey == "kommune":
        # report IV: 170 of 351 municipalities replied
        assert view.sentence == "170 av 351 i populasjonen svarte (48,4\u00a0%)."


def test_a_state_is_put_right_and_stays(app):
    settled = app.settled({"undersokelse": "x", "runde": "y", "sporsmal": "merknad", "sprak": "sv"})
    assert settled["undersokelse"] == "fastlege"
    assert settled["runde"] == "IV"
    assert settled["sporsmal"]
    assert settled["sprak"] == "nb"
    assert app.settled(settled) == settled
    assert {each.name: each.value for each in app.controls(settled)} == {
        name: value for name, value in settled.items() if name != "sprak"
    }
    bare = app.settled({"undersokelse": "lis1"})
    assert [each.name for each in app.controls(bare)] == [each.name for each in app.controls(settled)]
    assert app.controls(bare)[2].hidden


def test_english_throughout(app):
    for survey in app.surveys:
        state = app.settled({"undersokelse": survey, "sprak": "en"})
        view = app.show(state)
        told = " ".join([app.about(state), view.head_html(), view.test, view.base, view.table])
        told += " ".join(note for note in view.notes if not note.startswith("Source"))
        told += " ".join(each.label + each.help for each in app.controls(state))
        told += view.figure.figure().alt if view.figure else ""
        assert not re.findall(
            r"\b(svar|svarene|skjult|vektet|populasjonen|Tabell|Kilde|rulles|fra|til|av)\b", text(told)
        )


def test_warm_processes_have_everything(clean_answers, monkeypatch):
    warm(clean_answers.root)
    monkeypatch.setattr(Survey, "representativeness", lambda *_: pytest.fail("not warm"))
    app = Sample(clean_answers.root, "en")
    assert app.show(app.settled({})).table


def test_a_survey_that_cannot_be_opened_keeps_no_other_from_being_seen(clean_answers, monkeypatch):
    def broken(name, **more):
        if name != "fastlege":
            raise InputError("fil 3: fant «x»")
        return opened(name, **more)

    monkeypatch.setattr("svarbenk.apps.sample.opened", broken)
    app = Sample(clean_answers.root)
    assert app.show(app.settled({})).table
    assert app.settled({})["undersokelse"] == "fastlege"


def test_a_wrong_language_is_told(clean_answers):
    with pytest.raises(InputError, match="language"):
        Sample(clean_answers.root, "sv")
