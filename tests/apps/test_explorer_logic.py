"""What the explorer shows for a choice, without a browser: the counts, after protection, in both languages."""

import re
from dataclasses import replace

import numpy as np
import pytest
from svarbenk import Survey, wording
from svarbenk.apps import Explorer
from svarbenk.errors import InputError
from svarbenk.responses import PROVENANCE
from svarbenk.tables import count, totals

from tests.tables.panel_survey import panel

BY = "folketall"


@pytest.fixture(scope="module")
def explorer(kommuner):
    return Explorer(surveys=[kommuner])


def choose(explorer, **state):
    """Show a choice as the page does."""
    return explorer.show(explorer.settled(state))


def questions(explorer, **state):
    return list(explorer.choices(state).questions)


@pytest.fixture(scope="module")
def protected(kommuner):
    """The same survey with small counts hidden, asked without the explorer."""
    return Survey(kommuner.responses, kommuner.data, threshold=5)


def as_answered(kommuner, question, by=None):
    """Count what was answered, hidden or not."""
    asked = kommuner.question(question)
    numeric = asked.kind == "numeric" or asked.item_kind == "numeric"
    return totals(kommuner.responses, [question], by) if numeric else count(kommuner.responses, question, by)


def same(shown, expected):
    return np.array_equal(shown.counts, expected.counts, equal_nan=True) and np.array_equal(
        shown.row_n, expected.row_n, equal_nan=True
    )


@pytest.mark.parametrize("by", ["", "sentralitet", "folketall"])
def test_every_choice_shows_the_protected_counts_and_no_others(explorer, kommuner, protected, by, counts_in):
    told = 0
    for question in questions(explorer):
        state = explorer.settled({"sporsmal": question, "etter": by})
        view = explorer.show(state)
        assert view.message or view.table, question
        if not view.table:
            continue
        groups = state["etter"]
        table = protected.table(question, [groups] if groups else None).shown
        assert all(map(same, view.shown, table.tables if groups else [table])), question
        for part, background in zip(view.shown, (None, groups), strict=False):
            answered = as_answered(kommuner, question, background)
            assert np.array_equal(part.counts[~part.hidden], answered.counts[~part.hidden]), question
        wanted = [[None if np.isnan(x) else x for x in row] for part in view.shown for row in part.counts]
        found = counts_in(view.table, len(view.shown[0].columns))
        assert len(found) == len(wanted)
        for row, right in zip(found, wanted, strict=True):
            for one, other in zip(row, right, strict=True):
                # a sum may have a half, which is written rounded
                assert (one is None) == (other is None), question
                assert one is None or one == float(wording.rounded(other)), question
        told += 1
    assert told >= 25


def test_an_answer_from_the_printed_report(explorer):
    view = choose(explorer, sporsmal="tilstrekkelig_hjemler")
    # Helse Nord 2019, table 10.2: 47 of 78
    assert view.sentence == "Om lag tre av fem (60\u00a0prosent, n\u00a0=\u00a078) svarer «ja»."
    assert view.base == "n\u00a0=\u00a078 svar, 5 av dem for flere kommuner."
    assert view.title.startswith("Er det tilstrekkelig antall fastlegehjemler")
    assert not view.message
    assert not view.test


def test_what_is_shown_does_not_depend_on_what_is_hidden(small):
    def view(first, second):
        doctors = ((20, "helt_enig"), (19, "litt_enig"), (first, "uenig"), (second, "vet_ikke"))
        others = ((18, "helt_enig"), (17, "litt_enig"), (second, "uenig"), (first, "vet_ikke"))
        groups = [(number, {"avtale": "selvstendig", "trives": answer}) for number, answer in doctors]
        groups += [(number, {"avtale": "ansatt", "trives": answer}) for number, answer in others]
        return choose(small(*groups), sporsmal="trives", etter="avtale")

    one, other = view(2, 4), view(4, 2)
    assert one.shown[1].hidden.sum() == 4
    assert one.shown[0].counts.tolist() == [[38, 36, 6, 6]]
    assert one.head_html() == other.head_html()
    assert one.body_html() == other.body_html()  # picture and alt text too
    assert [each.make() for each in one.downloads] == [each.make() for each in other.downloads]
    assert one.table.count(">:</td>") == 4
    assert "«:»" in one.notes[0]


def test_no_test_is_shown_where_a_count_is_hidden(explorer):
    for question in questions(explorer):
        view = choose(explorer, sporsmal=question, etter=BY)
        if any(part.is_protected for part in view.shown[1:]):
            assert not re.search(r"[pV]\s[=<>]", view.test + view.sentence), question
    assert "Ingen test" in choose(explorer, sporsmal="plan", etter=BY).test


def test_the_test_comes_with_its_reason_where_nothing_is_hidden(kommuner):
    view = choose(Explorer(surveys=[kommuner], threshold=0), sporsmal="tilstrekkelig_hjemler", etter="sentralitet")
    assert view.test.startswith("Fishers eksakte test, p\u00a0<\u00a00,001")
    assert "fordi" in view.test
    assert "(p\u00a0<\u00a00,001)" in view.sentence
    assert not view.notes


def test_a_figure_is_drawn_for_wide_and_narrow_screens_with_words_for_who_cannot_see_it(explorer):
    figure = choose(explorer, sporsmal="plan").figure
    assert figure.figure(narrow=True).width_mm < figure.figure().width_mm
    for narrow in (True, False):
        assert re.search(r'src="data:image/svg\+xml;base64,[^"]+" alt="[^"]*n\s=\s78[^"]*Synt', figure.html(narrow))


@pytest.mark.parametrize(
    ("question", "by", "words", "figure", "table"),
    [
        ("tilstrekkelig_hjemler", BY, "bare alle samlet", True, True),
        ("kombinert", BY, "Her er alle samlet", False, True),
        ("stilling", "", "ingen figur", False, True),
        ("folketall", "", "", True, True),
        ("naeringsdrift", "", "lagt sammen", False, True),
    ],
)
def test_a_message_stands_where_a_chart_would_be_empty(explorer, question, by, words, figure, table):
    view = choose(explorer, sporsmal=question, etter=by)
    assert words in view.message
    assert bool(view.message) == bool(words)
    assert bool(view.table) == table
    assert bool(view.figure) == figure  # sums have no distribution to draw


def test_a_sum_is_told_as_a_sum(explorer):
    view = choose(explorer, sporsmal="naeringsdrift")
    assert view.sentence == "215 stillinger i alt."
    assert "%" not in view.table


def replies(*groups):
    """Replies of the panel: how many of each kind."""
    return [kind for number, kind in groups for _ in range(number)]


@pytest.fixture
def small(kommuner):
    """An explorer of a panel of invented doctors, whose data are not marked as stand-ins."""

    def make(*groups, language="nb"):
        return Explorer(surveys=[Survey(panel(replies(*groups)), kommuner.data)], language=language)

    return make


def test_nobody_answered(small):
    view = choose(small((9, {"avtale": "ansatt"})), sporsmal="plan")
    assert view.message == "Ingen har svart på dette spørsmålet."
    assert not (view.figure or view.table or view.base or view.downloads)


def test_nobody_is_left(small):
    explorer = small((9, {"avtale": "ansatt", "plan": "ja"}))
    view = choose(explorer, sporsmal="plan", der="avtale:selvstendig")
    assert view.message.startswith("Ingen i dette utvalget")
    assert not (view.figure or view.table or view.base or view.downloads)


def test_too_few_answered(small):
    explorer = small((20, {"avtale": "ansatt"}), (3, {"avtale": "selvstendig", "plan": "ja"}))
    view = choose(explorer, sporsmal="plan")
    assert "for få svar" in view.message
    assert not (view.figure or view.table or view.base or view.shown or view.downloads)


def test_a_battery_is_shown_whole_or_item_by_item(small):
    answers = {"krav": None, "krav_vakt": "enig", "krav_papir": "uenig"}
    explorer = small((8, {"avtale": "ansatt"} | answers), (7, {"avtale": "selvstendig"} | answers))
    assert dict(explorer.choices({}).labels)["krav_vakt"] == "– Vaktene er mange"
    state = explorer.settled({"sporsmal": "krav", "etter": "avtale"})
    assert state["etter"] == ""
    assert explorer.show(state).table
    [control] = [each for each in explorer.controls(state) if each.name == "sporsmal"]
    assert "flere ledd" in control.help
    assert choose(explorer, sporsmal="krav_vakt", etter="avtale").shown[1].shape == (2, 2)


def test_free_text_can_never_be_chosen(explorer, kommuner):
    texts = [question.id for question in kommuner.codebook.questions if question.kind == "text"]
    assert texts
    assert not set(texts) & set(questions(explorer))
    for name in (texts[0], "svar_id"):
        assert explorer.settled({"sporsmal": name})["sporsmal"] not in {*texts, "svar_id"}
    for by in ("stilling", "svar_id", texts[0]):  # no backgrounds: groups of the person's own making
        assert explorer.settled({"sporsmal": "plan", "etter": by})["etter"] == ""


def test_it_begins_with_a_question_that_has_a_figure(explorer):
    assert choose(explorer).figure
    assert questions(explorer)[-2:] == ["sentralitet", "folketall"]  # backgrounds last


@pytest.mark.parametrize(
    "state",
    [
        {"undersokelse": "finnes-ikke", "sporsmal": "<b>", "etter": ",", "der": "::", "runder": ",,", "sprak": "sv"},
        {"der": "folketall", "sla_sammen": ",", "runde": "IX"},
        {"der": "folketall:finnes_ikke", "sporsmal": "plan"},
        {"der": "svar_id:1", "etter": "folketall", "sporsmal": "folketall"},
    ],
)
def test_what_cannot_be_chosen_is_put_right(explorer, state):
    settled = explorer.settled(state)
    assert settled == explorer.settled(settled)
    assert settled["der"] == ""
    assert settled["sprak"] == "nb"
    assert explorer.show(settled).table


def test_the_mark_of_stand_in_data_comes_from_the_data(explorer, kommuner):
    about = explorer.about(explorer.settled({}))
    assert "Syntetiske data." in about
    assert "Syntetiske data" in choose(explorer, sporsmal="plan").table
    frame = kommuner.responses.frame.assign(**{PROVENANCE: "eksport"})
    real = Explorer(surveys=[Survey(replace(kommuner.responses, frame=frame), kommuner.data)])
    view = choose(real, sporsmal="plan")
    assert "yntetisk" not in real.about(real.settled({})) + view.head_html() + view.body_html()


def test_the_threshold_is_told(kommuner):
    def told(threshold):
        explorer = Explorer(surveys=[kommuner], threshold=threshold)
        return explorer.about(explorer.settled({}))

    assert "Antall under 5 er skjult av hensyn til dem som svarte." in told(5)
    assert "under 10" in told(10)


@pytest.mark.parametrize("wrong", [{"language": "sv"}, {"threshold": -1}, {"threshold": "5"}])
def test_a_wrong_parameter_is_told(data_folder, stand_in, wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        Explorer(data=data_folder.root, **wrong)


def test_english_throughout(explorer):
    state = explorer.settled({"sporsmal": "tilstrekkelig_hjemler", "etter": "sentralitet", "sprak": "en"})
    view = explorer.show(state)
    words = " ".join([explorer.about(state), view.head_html(), view.body_html()])
    words += " ".join(f"{each.label} {each.help} {each.options}" for each in explorer.controls(state)[2:])
    words = re.sub(r'src(set)?="[^"]*"', "", words)
    assert 'lang="en"' in words
    assert "About three in five (60\u00a0per cent, n\u00a0=\u00a078) answer “yes”." in words
    assert "by centrality" in words
    assert "No test is shown, as counts are hidden." in words
    assert "Counts below 5 are hidden" in words
    assert "Synthetic data" in words
    assert not re.findall(r"\b(svar|skjult|fordelt|alle|av dem|Tabell|Kilde|rulles)\b", words)
