"""Endringer without a browser: its numbers against the printed report and against answers counted here by hand."""

import csv
import io
import re

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from scipy import stats as scipy_stats
from svarbenk import Survey, wording
from svarbenk.apps import Explorer
from svarbenk.apps.changes import Changes, warm
from svarbenk.apps.changes_ranking import Ranking, chosen, mean_interval, ranking_of
from svarbenk.apps.changes_table import cells, link_of, named
from svarbenk.apps.controls import read_address
from svarbenk.apps.opened import opened
from svarbenk.errors import InputError
from svarbenk.ledger import read_ledger
from svarbenk.responses import WAVE
from svarbenk.wording import Mean

from tests.tables.panel_survey import panel

FIRST, LAST = "januar 2022", "november–desember 2024"


@pytest.fixture(scope="module")
def app(clean_answers):
    return Changes(clean_answers.root)


@pytest.fixture(scope="module")
def fastleger(clean_answers):
    return ranking_of("fastlege", data=clean_answers.root)


@pytest.fixture(scope="module")
def answers(clean_answers):
    """The cleaned answers as they lie on disk, read without the bench."""
    folder = clean_answers.clean("fastlege")
    return {
        wave: pd.read_csv(folder / f"fastlege-{wave}.csv", sep=";", encoding="utf-8-sig", dtype=str)
        for wave in ("I", "II", "III", "IV")
    }


def rows_of(html):
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in body.split("</tr>") if row]


def test_shares_are_those_of_the_printed_report(fastleger, clean_answers):
    printed = read_ledger(clean_answers, survey="fastlege").select(statistic="percent", background="")
    known = {}
    for entry in printed:
        known.setdefault((entry.question, entry.category, entry.wave), set()).add(float(entry.number.value))
    met = 0
    for change in fastleger.changes():
        finding = change.finding
        for wave, share in zip(finding.waves, (finding.before, finding.after), strict=True):
            told = known.get((finding.question, finding.category, wave))
            if told and not change.is_mean:
                met += any(abs(share.percent - each) <= 0.6 for each in told)
    assert met >= 20
    # figure 4-12: very likely to be a GP in five years, 22 % in 2022 and 51 % in 2024
    [row] = [each for each in fastleger.changes() if each.finding.category == "svaert_sannsynlig"]
    assert cells(row, "nb")[:2] == ("22\u00a0% (1\u00a0111)", "51\u00a0% (977)")


def test_every_test_of_a_closed_question_is_that_of_the_answers_on_disk(fastleger, answers):
    tested = 0
    for change in fastleger.changes():
        finding = change.finding
        first, last = (answers[wave] for wave in finding.waves)
        if change.is_mean or change.base or finding.question not in first or change.members:
            continue
        table = []
        for frame in (first, last):
            given = frame[finding.question].dropna()
            table.append([int((given == finding.category).sum()), int((given != finding.category).sum())])
        assert [finding.before.count, finding.after.count] == [row[0] for row in table], named(change, "nb")
        shares = [100 * row[0] / sum(row) for row in table]
        assert finding.difference == pytest.approx(shares[1] - shares[0])
        h = 2 * np.arcsin(np.sqrt(shares[1] / 100)) - 2 * np.arcsin(np.sqrt(shares[0] / 100))
        assert finding.effect == pytest.approx(h)
        if finding.test == "chi_square":
            assert finding.p_value == pytest.approx(scipy_stats.chi2_contingency(table, correction=False).pvalue)
        tested += 1
    assert tested >= 20


def test_the_mean_and_its_interval_are_those_of_the_answers_on_disk(fastleger, answers):
    [change] = [each for each in fastleger.changes() if each.finding.question == "listelengde"]
    before, after = (answers[wave]["listelengde"].dropna().astype(float) for wave in ("I", "IV"))
    found = scipy_stats.ttest_ind(after, before, equal_var=False)
    assert change.finding.p_value == pytest.approx(found.pvalue, rel=1e-6)
    interval = found.confidence_interval(0.95)
    assert (change.low, change.high) == pytest.approx((interval.low, interval.high))
    assert change.finding.difference == pytest.approx(after.mean() - before.mean())
    assert change.unit


def test_the_interval_of_a_change_of_two_known_means():
    rng = np.random.default_rng(7)
    samples = rng.normal(10, 2, 12), rng.normal(11, 5, 31)
    told = []
    for sample in samples:
        half = scipy_stats.t.ppf(0.975, len(sample) - 1) * sample.std(ddof=1) / np.sqrt(len(sample))
        told.append(Mean(sample.mean(), len(sample), sample.mean() - half, sample.mean() + half))
    expected = scipy_stats.ttest_ind(samples[1], samples[0], equal_var=False).confidence_interval(0.95)
    assert mean_interval(*told) == pytest.approx((expected.low, expected.high))


def by_hand(p, method):
    """Holm's and Benjamini–Hochberg's correction as they are defined."""
    order = sorted(range(len(p)), key=lambda place: p[place])
    size, found = len(p), [0.0] * len(p)
    if method == "holm":
        running = 0.0
        for rank, place in enumerate(order):
            running = max(running, min(1.0, (size - rank) * p[place]))
            found[place] = running
    else:
        running = 1.0
        for rank in range(size, 0, -1):
            running = min(running, size * p[order[rank - 1]] / rank)
            found[order[rank - 1]] = running
    return found


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_the_family_is_everything_that_was_tested_whatever_is_listed(app, fastleger, method):
    changes = fastleger.changes(method)
    assert [each.adjusted for each in changes] == pytest.approx(
        by_hand([each.finding.p_value for each in changes], method)
    )
    state = app.settled({"undersokelse": "fastlege", "korreksjon": method, "antall": "alle"})
    whole = {row[0]: row[6] for row in rows_of(app.show(state).table)}
    part = {row[0]: row[6] for row in rows_of(app.show({**state, "ord": "tid", "holder": "1"}).table)}
    assert len(whole) == len(changes)
    assert 0 < len(part) < len(whole)
    assert part.items() <= whole.items()
    view = app.show(state)
    assert f"alle {len(changes)} testene" in view.test
    assert ("Holms metode" in view.test) == (method == "holm")


def test_ranked_as_asked_for(fastleger):
    every = fastleger.changes()
    pick = lambda order, **more: chosen(every, order, certain=False, words="", language="nb", **more)  # noqa: E731
    effects = [abs(each.finding.effect) for each in pick("effekt")]
    assert effects == sorted(effects, reverse=True)
    ps = [each.finding.p_value for each in pick("p")]
    assert ps == sorted(ps)
    points = [abs(each.finding.difference) for each in pick("prosentpoeng") if not each.is_mean]
    assert points == sorted(points, reverse=True)
    assert pick("prosentpoeng")[-1].is_mean
    assert [each.place for each in pick("skjema")] == list(range(len(every)))
    assert pick("skjema")[0].finding.question == "listelengde"


def test_words_and_those_that_hold(app):
    state = app.settled({"undersokelse": "fastlege", "antall": "alle"})
    found = rows_of(app.show({**state, "ord": "  ARBEIDSbelastning  stor "}).table)
    assert [re.sub("<.*?>", "", row[0]) for row in found] == ["Arbeidsbelastning: for stor"]
    holding = rows_of(app.show({**state, "holder": "1"}).table)
    assert {row[7] for row in holding} == {"økt", "falt"}
    assert all(row[3].startswith("+" if row[7] == "økt" else wording.number(-1)[0]) for row in holding)
    unsure = [row for row in rows_of(app.show(state).table) if row[7] == "usikkert"]
    assert len(unsure) + len(holding) == len(rows_of(app.show(state).table))
    assert app.show(state).sentence.startswith(
        f"Av {len(unsure) + len(holding)} prøvde endringer holder {len(holding)} "
    )
    nothing = app.show({**state, "ord": "kjærlighet"})
    assert "passer til det du har valgt" in nothing.message
    assert not nothing.figure


def test_when_is_told_once_and_where_it_is_another(app, fastleger):
    view = app.show(app.settled({"undersokelse": "fastlege", "antall": "alle"}))
    assert view.by == f"fra {FIRST} til {LAST}, der ikke annet står"
    others = [each for each in fastleger.changes() if each.finding.waves != ("I", "IV")]
    assert others
    assert view.table.count("\u00a0→ ") == len(others)
    assert app.show(app.settled({"undersokelse": "lis1"})).by == "fra 2022 til 2025"


def test_a_row_opens_its_question_in_the_explorer(app, fastleger):
    for change in fastleger.changes():
        page, _, query = link_of(change, "fastlege", "en").partition("?")
        state = read_address(query)
        assert page == "utforsker.ipynb"
        assert fastleger.survey.question(state["sporsmal"]).id == change.finding.question
        assert state["runder"].split(",") == list(change.finding.waves)
        assert state["sprak"] == "en"
        merged = state.get("sla_sammen", "").split(",") if "sla_sammen" in state else []
        asked = fastleger.survey.question(change.finding.question)
        assert merged == (
            list(asked.merges[change.finding.category].of) if change.finding.category in asked.merges else []
        )
    view = app.show(app.settled({"undersokelse": "fastlege"}))
    assert view.table.count('<a href="utforsker.ipynb?undersokelse=fastlege&amp;sporsmal=') == 10


def test_the_explorer_shows_what_the_row_shows(app, fastleger, clean_answers):
    explorer = Explorer(data=clean_answers.root)
    for change in fastleger.changes()[::4]:
        finding = change.finding
        asked = read_address(link_of(change, "fastlege", "nb").partition("?")[2])
        state = explorer.settled(asked)
        assert {name: state[name] for name in asked if name != "runder"} == {
            name: value for name, value in asked.items() if name != "runder"
        }
        if change.is_mean:
            continue
        table = explorer.show(state).shown[0]
        counts = table.column("sammen" if change.members else finding.category)
        assert table.rows.ids == finding.waves
        assert counts.tolist() == [finding.before.count, finding.after.count]
        assert table.row_n.tolist() == [finding.before.n, finding.after.n]


def test_files_have_the_numbers_of_the_table(app, fastleger):
    view = app.show(app.settled({"undersokelse": "fastlege", "antall": "alle", "rekkefolge": "skjema"}))
    files = {each.name: each for each in view.downloads}
    assert [name.rpartition(".")[2] for name in files] == ["png", "svg", "xlsx", "csv", "docx"]
    lines = list(csv.reader(io.StringIO(files["endringer-fastlege.csv"].make().decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + len(fastleger.changes())
    for line, change in zip(lines[1:], fastleger.changes(), strict=True):
        finding = change.finding
        number = lambda text: float(text.replace(",", "."))  # noqa: E731
        assert line[1] == named(change, "nb")
        assert [number(line[3]), number(line[5])] == [finding.before.n, finding.after.n]
        if not change.is_mean:
            assert number(line[2]) == finding.before.count
            assert number(line[6]) == pytest.approx(finding.difference, rel=1e-4, abs=1e-4)
        else:
            assert len(line[2].partition(",")[2]) <= 1  # a mean of all digits would tell the sum
        assert line[-1] == "Syntetiske data"
    [sheet] = [each for each in load_workbook(io.BytesIO(files["endringer-fastlege.xlsx"].make())) if each.max_row > 50]
    values = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Fastlege om 5 år: svært sannsynlig"]
    assert values[0][1:5] == (245, 1111, 503, 977)
    assert files["endringer-fastlege.docx"].make()[:2] == b"PK"


def test_the_figure_and_its_alt_text_show_the_rows_of_the_table(app):
    view = app.show(app.settled({"undersokelse": "fastlege"}))
    rows = rows_of(view.table)
    for narrow in (False, True):
        alt = view.figure.figure(narrow).alt
        for row in rows:
            name = re.search(">(.*?)</a>", row[0])[1]
            before, after = (cell.partition(" (")[0] for cell in row[1:3])
            assert f"{name} fra {before} til {after} ({row[3].partition(' ')[0]})" in alt
        assert alt.endswith("Syntetiske data.")
    assert {table.rows.id for table in view.shown} == {WAVE}


def test_a_figure_of_several_baselines_says_which_is_which(app):
    view = app.show(app.settled({"undersokelse": "fastlege", "rekkefolge": "skjema"}))
    alt = view.figure.figure().alt
    assert alt.startswith(f"Andeler i prosent, fra {FIRST}, der ikke annet står til {LAST}: ")
    assert f"Veileder for ALIS: ja (desember 2023\u00a0→ {LAST}) fra 30\u00a0%" in alt
    assert alt.count("→") == 1


def test_what_was_left_out_and_why(app, fastleger):
    gone = {each.name: each for each in fastleger.left_out}
    assert gone["Områder med bemanningsutfordringer"].reason == "barred"
    assert "uklart" in gone["Områder med bemanningsutfordringer"].why
    assert sum(each.reason == "text" for each in fastleger.left_out) == 1
    once = [each for each in fastleger.left_out if each.reason == "once"]
    assert len(once) > 30
    table = app.show(app.settled({"undersokelse": "fastlege"})).table
    assert f"Ikke prøvd, og hvorfor ({len(gone)})" in table
    assert "Stilt i bare én av rundene med svar" in table


def small(*groups, threshold=5, language="nb"):
    replies = [reply for number, reply in groups for _ in range(number)]
    return Ranking(Survey(panel(replies), None, threshold=threshold, language=language))


def test_hidden_answers_are_told_and_not_tested():
    groups = [
        (20, {WAVE: "I", "trives": "helt_enig"}), (20, {WAVE: "I", "trives": "litt_enig"}),
        (3, {WAVE: "I", "trives": "uenig"}), (30, {WAVE: "II", "trives": "helt_enig"}),
        (12, {WAVE: "II", "trives": "litt_enig"}), (9, {WAVE: "II", "trives": "uenig"}),
    ]  # fmt: skip
    ranking = small(*groups)
    gone = {each.name: each for each in ranking.left_out}["Jeg trives"]
    assert gone.reason == "hidden"
    assert "uenig" in gone.answers
    tested = {each.finding.category for each in ranking.changes()}
    assert not tested & {"uenig"}
    # two numbers of a row are hidden, or the third would follow
    assert len(gone.answers) >= 2
    assert {each.finding.category for each in small(*groups, threshold=0).changes()} == {
        "helt_enig", "litt_enig", "uenig", "enig",
    }  # fmt: skip


def test_one_wave_says_so(app):
    view = app.show(app.settled({"undersokelse": "helse-nord-kommune"}))
    assert view.message.startswith("Undersøkelsen har svar fra bare én runde (mai 2019), og en endring krever to.")
    assert not (view.figure or view.table or view.sentence or view.test)


def test_a_state_is_put_right_and_stays(app):
    settled = app.settled(
        {"undersokelse": "finnes-ikke", "rekkefolge": "x", "antall": "3", "sprak": "sv", "ord": "a" * 99}
    )
    assert settled == {
        "undersokelse": "fastlege", "rekkefolge": "effekt", "korreksjon": "holm", "antall": "10",
        "ord": "a" * 60, "holder": "", "sprak": "nb",
    }  # fmt: skip
    assert app.settled(settled) == settled
    assert {each.name: each.value for each in app.controls(settled)} == {
        name: value for name, value in settled.items() if name != "sprak"
    }


def test_english_throughout(app):
    state = app.settled({"undersokelse": "fastlege", "sprak": "en"})
    view = app.show(state)
    told = " ".join([app.about(state), view.head_html(), view.base, view.test, *view.notes, view.table])
    told += " ".join(each.label + each.help for each in app.controls(state)) + view.figure.figure().alt
    assert "tested changes" in told
    assert not re.findall(r"\b(svar|skjult|endring|økt|falt|usikkert|alle|av dem|Tabell|Kilde|rulles|fra|til)\b", told)


def test_no_number_of_the_page_is_typed(app):
    """Two thresholds give two pages: what is written comes from what is shown."""
    state = app.settled({"undersokelse": "lis1", "antall": "alle"})
    sizes = set()
    for threshold in (0, 5, 30):
        other = Changes(app.data, threshold=threshold)
        view = other.show(state)
        size = len(rows_of(view.table))
        assert view.sentence.startswith(f"Av {size} prøvde")
        sizes.add(size)
    assert len(sizes) == 3


def test_warm_processes_have_everything(clean_answers, monkeypatch):
    warm(clean_answers.root)
    monkeypatch.setattr("svarbenk.workbench.survey.changes", lambda *_: pytest.fail("not warm"))
    for language in ("nb", "en"):
        app = Changes(clean_answers.root, language)
        for survey in app.surveys:
            assert app.show(app.settled({"undersokelse": survey})).title


def test_a_survey_that_cannot_be_opened_keeps_no_other_from_being_seen(clean_answers, monkeypatch):
    def broken(name, **more):
        if name != "fastlege":
            raise InputError("fil 3: fant «x»")
        return opened(name, **more)

    monkeypatch.setattr("svarbenk.apps.changes.opened", broken)
    app = Changes(clean_answers.root)
    assert app.show(app.settled({})).table
    assert app.settled({})["undersokelse"] == "fastlege"


def test_a_wrong_language_is_told(clean_answers):
    with pytest.raises(InputError, match="language"):
        Changes(clean_answers.root, "sv")
