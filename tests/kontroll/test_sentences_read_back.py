"""Sentences that the bench writes are read back: each percentage with its wave, group and answer."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from svarbenk.documents import Value
from svarbenk.kontroll.built_sentences import shares_told
from svarbenk.kontroll.built_tables import squeezed
from svarbenk.wording import (
    Change,
    Share,
    change_sentence,
    changes_sentence,
    contrast_sentence,
    level_sentence,
    levels_sentence,
    percent_words,
    when,
)

from tests.kontroll.practice_survey import practice_codebook

BOOK = practice_codebook()
LABELS = {language: [wave.label.to(language) for wave in BOOK.waves] for language in ("nb", "en")}
LANGUAGES = st.sampled_from(["nb", "en"])


@st.composite
def shares(draw, least: int = 20):
    n = draw(st.integers(least, 2000))
    return draw(st.integers(0, n)), n


def value(text: str, **ids) -> Value:
    return Value(name="v", text=text, **{"survey": "praksis", "question": "trygg", **ids})


def read(text: str, language: str, after: str = "", **ids) -> dict:
    """Read a sentence back: (wave and group, answer) to percentage, and to n."""
    number = ids.pop("number", None)
    told = shares_told(value(text, number=number, **ids), squeezed(text), after, BOOK, language)
    return {(*sorted(each.names.items()), *each.cells.items()) for each in told}


def percent(count: int, n: int, language: str, decimals: int | None = None) -> str:
    return squeezed(percent_words(count, n, language, decimals)).split()[0] + " %"


def at(wave: str, language: str) -> str:
    labels = LABELS[language]
    return when(next(each.label.to(language) for each in BOOK.waves if each.id == wave), labels, language)


@given(shares(), shares(), st.floats(0, 1) | st.none(), LANGUAGES, st.sampled_from(["", "leger som har vakt"]))
def test_a_change(before, after, p, language, who):
    assume(percent(*before, language) != percent(*after, language))
    text = change_sentence(
        "Enig", Share(*before, at("I", language)), Share(*after, at("III", language)), p, language, who=who
    )
    found = read(text, language, by="runde", category="enig")
    waves = {dict(pair for pair in each[:1])["runde"]: dict(each[1:])["enig"] for each in found}
    assert waves == {"I": percent(*before, language), "III": percent(*after, language)}


@given(shares(), LANGUAGES)
def test_the_same_then_and_now(share, language):
    first, second = Share(*share, at("I", language)), Share(*share, at("II", language))
    found = read(change_sentence("Enig", first, second, 1.0, language), language, by="runde", category="enig")
    assert {(each[0][1], dict(each[1:])["enig"]) for each in found} == {
        ("I", percent(*share, language)),
        ("II", percent(*share, language)),
    }


@given(st.lists(shares(), min_size=4, max_size=4), st.lists(st.floats(0, 1), min_size=2, max_size=2), LANGUAGES)
def test_several_changes(ends, p, language):
    pairs = {"enig": ends[:2], "uenig": ends[2:]}
    assume(all(percent(*one, language) != percent(*other, language) for one, other in pairs.values()))
    question = BOOK.by_id["trygg"]
    changes = [
        Change(
            question.label_of(name).to(language),
            Share(*one, at("I", language)),
            Share(*other, at("II", language)),
            each,
        )
        for (name, (one, other)), each in zip(pairs.items(), p, strict=True)
    ]
    found = read(changes_sentence(changes, language), language, by="runde")
    wanted = {
        (("runde", wave), (name, percent(*end, language)))
        for name, both in pairs.items()
        for wave, end in zip(("I", "II"), both, strict=True)
    }
    assert found == wanted


@given(st.lists(shares(), min_size=3, max_size=3), st.floats(0, 1) | st.none(), LANGUAGES)
def test_the_highest_and_the_lowest_group(counts, p, language):
    background = BOOK.by_id["driftsform"]
    groups = [
        Share(*each, at("II", language), background.label_of(name).to(language))
        for name, each in zip(background.category_ids, counts, strict=True)
    ]
    ids = dict(zip(background.category_ids, counts, strict=True))
    text = contrast_sentence("Enig", groups, p, language, background="Driftsform")
    for each in read(text, language, by="driftsform", category="enig"):
        names, cells = dict(each[:2]), dict(each[2:])
        count, n = ids[names["driftsform"]]
        assert names["runde"] == "II" and cells["n"].replace(",", "").replace(" ", "") == str(n)
        assert cells["enig"] in {percent(count, n, language), percent(count, n, language, 1)}


@given(shares(), LANGUAGES)
def test_a_level(share, language):
    assume(0 < share[0] < share[1])
    text = level_sentence("Enig", Share(*share, at("II", language)), language)
    [found] = read(text, language, category="enig")
    assert found[0] == ("runde", "II") and dict(found[1:])["enig"] == percent(*share, language)
    # without a wave in words it is of the last one that asked
    [found] = read(level_sentence("Enig", Share(*share), language), language, category="enig")
    assert found[0] == ("runde", "III")


@pytest.mark.parametrize(
    ("text", "number", "after", "cells"),
    [
        ("47 av 78 (60 %)", None, " svarer ja.", {"enig": "47 av 78 (60 %)", "n": "78"}),
        ("60 %", 60.26, " svarer ja.", {"enig": "60 %"}),
        ("60", 60.26, " og 40 prosent svarer ja.", {"enig": "60 %"}),
        ("60", 60.0, " prosent svarer ja.", {"enig": "60 %"}),
        ("60", 60.0, ", 55 og 40 prosent svarer ja.", {"enig": "60 %"}),
        ("41", 41.0, " av dem er helseledere. Det er 52 prosent.", {"enig": "41"}),
        # a count or a share: the sentence does not say
        ("50", 50.0, " sier ja, mens resten, halvparten, er 40 prosent kvinner.", None),
    ],
)
def test_a_number_by_itself(text, number, after, cells):
    found = read(text, "nb", after, number=number, category="enig", by="runde", row="I")
    assert found == (set() if cells is None else {(("runde", "I"), *cells.items())})


def test_a_selection_then_and_now_and_the_levels_of_several_answers():
    text = "Blant leger har «enig» falt fra 56 prosent (n = 107) i runde I til 41 prosent (n = 83) i runde II"
    found = read(text, "nb", by="utvalg", row="driftsform 'ren'", category="enig")
    assert found == {
        (("runde", "I"), ("utvalg", "driftsform 'ren'"), ("enig", "56 %"), ("n", "107")),
        (("runde", "II"), ("utvalg", "driftsform 'ren'"), ("enig", "41 %"), ("n", "83")),
    }
    shares = [Share(30, 100, at("II", "nb"), "Enig"), Share(20, 100, at("II", "nb"), "Uenig")]
    found = read(levels_sentence(shares, who="leger"), "nb", by="runde", row="II")
    assert found == {
        (("runde", "II"), ("enig", "30 %"), ("n", "100")),
        (("runde", "II"), ("uenig", "20 %"), ("n", "100")),
    }


def test_an_item_of_a_battery_and_a_value_of_nothing():
    [found] = read("60 %", "nb", question="tiltak", by="tiltak", row="tiltak_a", category="enig")
    assert dict(found[:2]) == {"question": "tiltak_a", "runde": "III"}
    assert read("60 %", "nb", question="ukjent", category="enig") == set()
    assert read("78", "nb", number=78.0) == set()
