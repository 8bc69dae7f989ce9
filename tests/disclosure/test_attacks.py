"""An attacker who solves for what is hidden finds nothing, whatever he clicks together."""

from dataclasses import replace

import numpy as np
import pytest
import svarbenk as sb
from attacked_survey import QUESTIONS, THRESHOLD, Seen, attacker_of, pages, replies, survey_of
from svarbenk.disclosure import hide

BACKGROUNDS = ("avtale", "region", "landsdel", "alder")


@pytest.fixture(scope="module", params=[1, 3])
def clicked(request):
    """The survey of one wave, and every page of every question of it."""
    given = replies(request.param)
    protected, plain = (survey_of(given, threshold).of_waves("II") for threshold in (THRESHOLD, 0))
    return protected, {name: pages(protected, plain, name) for name in (*QUESTIONS, *BACKGROUNDS)}


def told_by_two(survey, seen: list[Seen]) -> dict:
    """Return what some pages tell of a hidden count, two at a time: none that all of them together cannot tell."""
    told = attacker_of(survey, seen).found()
    suspects = [page for page in seen if any(key[:3] == page.key for key in told)]
    found = {}
    for page in suspects:
        for other in seen:
            found |= attacker_of(survey, [page, other]).found()
    return found


@pytest.mark.parametrize("question", [*QUESTIONS, *BACKGROUNDS])
def test_no_two_pages_of_a_question_tell_a_hidden_count(clicked, question):
    survey, every = clicked
    assert question in BACKGROUNDS or sum(page.shown.is_protected for page in every[question]) > 20
    assert told_by_two(survey, every[question]) == {}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_all_pages_with_one_background_as_filter_tell_nothing_either(clicked, question, background):
    survey, every = clicked
    seen = [page for page in every[question] if page.inside is None or page.inside[0] == background]
    assert attacker_of(survey, seen).found() == {}


@pytest.mark.parametrize(
    "pair", [("trives", "plan"), ("trives", "grunn"), ("plan", "avtale"), ("plan", "alder"), ("trives", "region")]
)
def test_no_page_of_one_question_tells_what_another_hides(clicked, pair):
    survey, every = clicked
    for filtered in (None, "avtale", "alder"):
        seen = [
            page
            for question in pair
            for page in every[question]
            if (page.inside is None or page.inside[0] == filtered) and page.by in {None, "region", "avtale"}
        ]
        assert told_by_two(survey, seen) == {}


def test_who_was_asked_does_not_tell_what_they_said_before():
    """As in Bergen 2022: with 27 partly content shown, 56 who were asked more tell 29, and one who did not know."""
    given = [{"runde": "II", "trives": answer} for answer, n in (("helt_enig", 6), ("vet_ikke", 1)) for _ in range(n)]
    given += [{"runde": "II", "trives": answer, "grunn": "tid"} for answer, n in (("litt_enig", 27), ("uenig", 29))
              for _ in range(n)]  # fmt: skip
    survey = survey_of(given, THRESHOLD).of_waves("II")
    first, then = survey.table("trives").shown, survey.table("grunn").shown
    assert np.isnan(first.counts[0][3])
    inside = np.isnan(first.counts[0][1:3])
    assert np.isnan(then.base_n) or inside.sum() != 1


def test_how_many_answered_in_two_waves_does_not_tell_the_small_one():
    given = [{"runde": "I", "avtale": "ansatt", "trives": "uenig"}] * 3
    given += [{"runde": "II", "avtale": "ansatt", "trives": answer} for answer in ["uenig"] * 14 + ["helt_enig"] * 16]
    given += [
        {"runde": wave, "avtale": "selvstendig", "trives": "helt_enig"} for wave in ("I", "II") for _ in range(40)
    ]
    shown = survey_of(given, THRESHOLD).within("avtale", "ansatt").table("trives", by="runde").shown
    assert np.isnan(shown.row_n[0])
    assert np.isnan([shown.item_n, shown.base_n]).all()


def test_a_filter_shows_no_sum_that_is_hidden_beside_the_others(stand_in, data_folder):
    survey = sb.open_survey("helse-nord-kommune", data=data_folder.root, threshold=THRESHOLD)
    beside = survey.table("hjemler", by="sentralitet").shown
    assert beside.hidden.any()
    for row, group in enumerate(beside.rows.ids):
        alone = survey.within("sentralitet", group).table("hjemler").shown
        assert np.array_equal(alone.counts[0], beside.counts[row], equal_nan=True)
        assert np.isnan(alone.item_n) == np.isnan(beside.row_n[row])


def test_with_primary_suppression_alone_he_finds_what_is_hidden(clicked):
    survey, every = clicked
    found = 0
    for page in every["trives"]:
        if page.inside is None and page.by in BACKGROUNDS:
            both = [_only_small(each) for each in every["trives"] if each.inside is None and each.by in {None, page.by}]
            found += len(attacker_of(survey, both).found())
    assert found > 3


def test_with_each_table_protected_by_itself_a_filter_gives_it_away():
    """A group that is hidden beside a small one is shown by itself when the survey is narrowed to it by hand."""
    given = [{"runde": "II", "avtale": avtale, "trives": "uenig"} for avtale, n in (("ansatt", 3), ("selvstendig", 9))
             for _ in range(n)]  # fmt: skip
    given += [{"runde": "II", "avtale": "selvstendig", "trives": "helt_enig"}] * 20
    given += [{"runde": "II", "avtale": "ansatt", "trives": "helt_enig"}] * 9
    survey = survey_of(given, THRESHOLD).of_waves("II")
    by_hand = survey.where("(avtale == 'selvstendig') and (avtale != 'ansatt')")
    clicked = survey.within("avtale", "selvstendig")
    assert survey.table("trives", by="avtale").shown.hidden[:, [0, 2]].all()
    assert by_hand.table("trives").count("uenig") == 9
    assert np.isnan(clicked.table("trives").count("uenig"))


def test_a_wave_hides_the_same_by_itself_and_beside_the_others():
    whole = survey_of(replies(1), THRESHOLD)
    for question in QUESTIONS:
        together = whole.table(question, by="runde").shown
        for row, wave in enumerate(together.rows.ids):
            alone = whole.of_waves(wave).table(question).shown
            assert np.array_equal(together.counts[row], alone.counts[0], equal_nan=True)
        everybody = whole.table(question).shown
        assert (everybody.hidden[0] == together.hidden.any(axis=0)).all()


def test_pages_are_the_same_whatever_was_opened_before():
    """What is hidden must not depend on who asked first, or two people could compare."""
    fresh = survey_of(replies(1), THRESHOLD).of_waves("II")
    again = survey_of(replies(1), THRESHOLD).of_waves("II")
    forward = pages(fresh, survey_of(replies(1), 0).of_waves("II"), "trives")
    for page in reversed(forward):
        here = again.within(*page.inside) if page.inside else again
        if page.by == "enig":
            continue
        table = here.table("trives", [page.by]).by[0] if page.by else here.table("trives")
        assert np.array_equal(table.shown.counts, page.shown.counts, equal_nan=True)
    assert len(forward) > 40


def _only_small(page: Seen) -> Seen:
    counts, sizes = ((each > 0) & (each < THRESHOLD) for each in (page.truth.counts, page.truth.row_n))
    return replace(page, shown=hide(page.truth, counts, sizes, THRESHOLD))
