"""Waves, groups, filters, merges and words of the explorer over every survey, without a browser."""

import csv
import io
import re

import docx
import numpy as np
import openpyxl
import pytest
import svarbenk as sb
from PIL import Image
from svarbenk.apps import Explorer
from svarbenk.apps.controls import unknown
from svarbenk.apps.finding import folded, hits_of
from svarbenk.apps.merging import TOGETHER, merged_answers, merged_columns

SECURE = "okonomisk_trygghet"


@pytest.fixture(scope="module")
def explorer(every_survey):
    return Explorer(data=every_survey.root)


@pytest.fixture(scope="module")
def gps(every_survey):
    return sb.open_survey("fastlege", data=every_survey.root, threshold=5)


def choose(explorer, **state):
    return explorer.show(explorer.settled({"undersokelse": "fastlege", **state}))


def control(explorer, name, **state):
    settled = explorer.settled({"undersokelse": "fastlege", **state})
    return next(each for each in explorer.controls(settled) if each.name == name)


def same(one, other):
    return np.array_equal(one.counts, other.counts, equal_nan=True) and one.rows.ids == other.rows.ids


@pytest.mark.parametrize(
    "link",
    [
        {"sporsmal": "finnes_ikke"}, {"undersokelse": "x"}, {"etter": "x"}, {"der": "kjonn:x"}, {"runder": "IV,XX"},
        {"undersokelse": "fastlege", "etter": "kjonn", "runde": "XX"},
    ],
)  # fmt: skip
def test_a_link_to_what_there_is_not_is_told(explorer, link):
    settled = explorer.settled(link)
    assert any(unknown(each, link, settled) for each in explorer.controls(settled))
    assert not any(unknown(each, settled, settled) for each in explorer.controls(settled))
    everything = {"undersokelse": "fastlege", "sporsmal": SECURE, "runder": "I,II,III,IV", "sprak": "de", "ukjent": "x"}
    settled = explorer.settled(everything)
    assert not any(unknown(each, everything, settled) for each in explorer.controls(settled))


def test_every_survey_with_answers_can_be_chosen_those_of_most_rounds_first(explorer):
    assert list(explorer.surveys)[:2] == ["fastlege", "lis1"]
    assert len(explorer.surveys) == 6
    for survey in explorer.surveys:
        view = explorer.show(explorer.settled({"undersokelse": survey}))
        assert view.figure
        assert view.sentence


def test_rounds_are_rows(explorer, gps):
    assert same(choose(explorer, sporsmal=SECURE).shown[0], gps.table(SECURE, "runde").shown)
    two = choose(explorer, sporsmal=SECURE, runder="I,IV")
    assert same(two.shown[0], gps.of_waves("I", "IV").table(SECURE, "runde").shown)
    assert "runde for runde" in two.by
    one = choose(explorer, sporsmal=SECURE, runder="III")
    assert same(one.shown[0], gps.of_waves("III").table(SECURE).shown)
    assert "desember 2023" in one.by


def test_a_link_that_names_the_rounds_as_rows_is_understood(explorer):
    state = explorer.settled({"sporsmal": SECURE, "etter": "runde", "runder": "I,IV"})
    assert (state["undersokelse"], state["etter"], state["runder"]) == ("fastlege", "", "I,IV")


def test_a_background_is_shown_of_one_round_the_latest_to_begin_with(explorer, gps):
    state = explorer.settled({"sporsmal": SECURE, "etter": "kjonn"})
    assert state["runde"] == "IV"
    expected = gps.of_waves("IV").table(SECURE, ["kjonn"]).shown
    assert all(map(same, explorer.show(state).shown, expected.tables))
    assert choose(explorer, sporsmal=SECURE, etter="kjonn", runder="I,II").by.endswith("november 2022")
    assert control(explorer, "runder", sporsmal=SECURE, etter="kjonn").hidden
    assert not control(explorer, "runde", sporsmal=SECURE, etter="kjonn").hidden


def test_a_question_of_one_round_has_no_rounds_to_choose(explorer):
    assert control(explorer, "runder", sporsmal="veilederkurs").hidden
    assert control(explorer, "runde", sporsmal="veilederkurs").hidden


def test_a_filter_goes_with_rounds_and_with_another_background(explorer, gps):
    women = gps.within("kjonn", "kvinne")
    view = choose(explorer, sporsmal=SECURE, der="kjonn:kvinne")
    assert same(view.shown[0], women.table(SECURE, "runde").shown)
    assert view.by.endswith("bare kjønn: kvinne")
    both = choose(explorer, sporsmal=SECURE, der="kjonn:kvinne", etter="driftsform")
    assert same(both.shown[1], women.of_waves("IV").table(SECURE, ["driftsform"]).by[0].shown)


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        ({"etter": "kjonn", "der": "kjonn:kvinne"}, {"etter": "kjonn", "der": ""}),
        ({"sporsmal": "arbeidstid", "etter": "alder", "der": "kjonn:kvinne"}, {"etter": "alder", "der": ""}),
        ({"sporsmal": "arbeidstid", "der": "kjonn:kvinne"}, {"etter": "", "der": "kjonn:kvinne"}),
        ({"sporsmal": "kjonn", "etter": "alder", "der": "driftsform:fastlonn"}, {"etter": "", "der": ""}),
    ],
)
def test_what_would_cross_too_much_cannot_be_chosen(explorer, state, kept):
    settled = explorer.settled({"undersokelse": "fastlege", "sporsmal": SECURE, **state})
    assert {name: settled[name] for name in kept} == kept


@pytest.mark.parametrize(
    "state", [{}, {"etter": "driftsform"}, {"der": "alder:under_30"}, {"etter": "kjonn", "der": "driftsform:fastlonn"}]
)
def test_nothing_is_tested_in_words_where_anything_is_hidden(explorer, state):
    protected = 0
    for question in ("fastlege_om_5_ar", SECURE, "forrige_arbeidssted", "bemanning_omrader", "arbeidstid", "timer"):
        view = choose(explorer, sporsmal=question, **state)
        if any(part.is_protected for part in view.shown):
            protected += 1
            assert not re.search(r"p\s[=<>]|klart|sikker|har økt|har falt", view.sentence + view.test), question
            assert view.message or view.sentence, question
    assert protected or not state


def test_numbers_of_persons_are_means_and_of_kommuner_sums(explorer, gps):
    view = choose(explorer, sporsmal="arbeidstid", etter="kjonn")
    expected = gps.of_waves("IV").means("arbeidstid", ["kjonn"], wave="all")
    assert np.array_equal(view.shown[0].mean, expected.shown.mean)
    assert view.sentence.startswith("Arbeidstid var i gjennomsnitt")
    posts = explorer.show(explorer.settled({"undersokelse": "helse-nord-kommune", "sporsmal": "naeringsdrift"}))
    assert posts.sentence.endswith("i alt.")


def test_merged_answers_are_the_sum_and_hidden_where_one_is(explorer, gps):
    plain = choose(explorer, sporsmal=SECURE, etter="alder")
    merged = choose(explorer, sporsmal=SECURE, etter="alder", sla_sammen="litt_enig,helt_enig")
    for one, other in zip(plain.shown, merged.shown, strict=True):
        pair = one.counts[:, 3:5].sum(axis=1)
        assert np.array_equal(other.counts[:, 3], pair, equal_nan=True)
        assert np.array_equal(other.hidden[:, 3], one.hidden[:, 3:5].any(axis=1))
        assert np.array_equal(other.counts[:, [0, 1, 2, 4]], one.counts[:, [0, 1, 2, 5]], equal_nan=True)
    assert "«litt enig eller helt enig»" in merged.sentence
    assert merged.shown[0].percent()[0].sum() == pytest.approx(100)
    rounds = merged_answers(gps.table(SECURE, "runde"), ["litt_enig", "helt_enig"])
    # the codebook knows the same merge: its numbers and its test are ours
    assert rounds.count(TOGETHER, "IV") == gps.table(SECURE, "runde").count("enig", "IV")
    assert rounds.p(TOGETHER) == pytest.approx(gps.table(SECURE, "runde").p("enig"))


def test_answers_that_do_not_stand_beside_each_other_make_no_scale(gps):
    shown = gps.table(SECURE, "runde").shown
    assert merged_columns(shown, ["litt_uenig", "verken_enig_uenig"]).columns.ordered == shown.columns.ordered
    assert not merged_columns(shown, ["helt_uenig", "helt_enig"]).columns.ordered
    assert "uenig" not in merged_columns(shown, ["litt_uenig", "helt_enig"]).merges


def test_one_answer_is_ticked_before_the_other(explorer):
    state = explorer.settled({"sporsmal": SECURE, "sla_sammen": "litt_enig"})
    assert state["sla_sammen"] == "litt_enig"
    assert len(explorer.show(state).shown[0].columns) == 6
    everything = ",".join(each for each, _ in control(explorer, "sla_sammen", sporsmal=SECURE).options)
    assert len(choose(explorer, sporsmal=SECURE, sla_sammen=everything).shown[0].columns) == 6


def test_answers_of_which_several_can_be_given_are_not_added_up(explorer):
    assert control(explorer, "sla_sammen", sporsmal="bemanning_omrader").hidden
    assert control(explorer, "sla_sammen", sporsmal="arbeidstid").hidden


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("okonomisk TRYGGHET arbeidssituasjon", SECURE),  # the wording
        ("financial security", SECURE),  # English
        ("basistilskudd sykehjem finnes ikke", None),
        ("mer økonomisk trygghet", "okt_basistilskudd"),  # a battery by its item
        ("strongly disagree financial", SECURE),  # an answer
    ],
)
def test_a_question_is_found_by_words_of_its_name_text_and_answers_in_both_languages(explorer, words, found):
    choices = explorer.choices({})
    texts = {each: folded(f"{label} {choices.words[each]}") for each, label in choices.labels}
    hits = hits_of(words, texts)
    assert found in hits if found else not hits


def test_no_two_questions_are_called_the_same(explorer):
    labels = [label for each, label in explorer.choices({}).labels if not label.startswith("–")]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("question", [SECURE, "bemanning_omrader", "arbeidstid", "tid_til", "timer"])
def test_every_kind_of_question_can_be_taken_along(explorer, question, language):
    state = explorer.settled({"sporsmal": question, "sprak": language})
    view = explorer.show(state)
    files = {each.name.rpartition(".")[2]: each.make() for each in view.downloads}
    assert list(files) == ["png", "svg", "xlsx", "csv", "docx"]
    mark = "Synthetic data" if language == "en" else "Syntetiske data"
    assert Image.open(io.BytesIO(files["png"])).width > 1000
    assert mark in files["svg"].decode()
    workbook = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    cells = {cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row}
    assert mark in cells
    document = docx.Document(io.BytesIO(files["docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert view.sentence in text
    assert mark in text
    assert "Oslo" in text
    separator = "," if language == "en" else ";"
    lines = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=separator))
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == 1 + sum(part.shape[0] * part.shape[1] for part in map(counts_of, view.shown))


def counts_of(part):
    return part.mean if hasattr(part, "mean") else part.counts


def test_files_tell_no_more_digits_of_a_mean_than_the_page(explorer):
    view = choose(explorer, sporsmal="arbeidstid")
    [made] = [each.make() for each in view.downloads if each.name.endswith(".csv")]
    numbers = [line["Tall"] for line in csv.DictReader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")]
    assert all(len(number.partition(",")[2]) <= 1 for number in numbers)
