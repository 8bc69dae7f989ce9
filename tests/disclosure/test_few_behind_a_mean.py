"""What few people gave cannot be had from a mean: not by itself, beside the others, or within a filter."""

import numpy as np
import svarbenk as sb
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from svarbenk.disclosure import hidden_crossed, protect_means
from svarbenk.tables import means

from tests.tables.panel_survey import panel


def test_a_mean_to_which_few_gave_is_hidden_however_many_gave_nothing():
    replies = [{"avtale": "ansatt", "leger": 40}] * 2 + [{"avtale": "ansatt", "leger": 0}] * 30
    replies += [{"avtale": "selvstendig", "leger": 7}] * 20
    shown = protect_means(means(panel(replies), ["leger"], "avtale"), 5)
    # 2.5 × 32 is the 80 of two people; with everybody's mean, the other group's would tell it as well
    assert np.isnan(shown.mean).all()
    assert np.isnan(protect_means(means(panel(replies[2:]), ["leger"], "avtale"), 5).mean).sum() == 0


def test_a_wave_is_hidden_for_its_own_sake_only():
    replies = [{"runde": "I", "leger": 7}] * 3 + [{"runde": "II", "leger": 5}] * 9
    assert np.isnan(protect_means(means(panel(replies), ["leger"], "runde"), 5).mean).tolist() == [[True], [False]]


@settings(max_examples=100, deadline=None)
@given(arrays(int, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(0, 12)))
def test_of_two_backgrounds_none_follows_from_the_sums(n):
    small = (n > 0) & (n < 5)
    hidden = hidden_crossed(n, small)
    assert (hidden >= small).all()
    places = [tuple(place) for place in np.argwhere(hidden)]
    # whoever knows every sum knows a hidden mean exactly if no other numbers have the same sums
    sums = np.array([[row == i for row, _ in places] for i in range(n.shape[0])]
                    + [[column == j for _, column in places] for j in range(n.shape[1])], float)  # fmt: skip
    _, size, directions = np.linalg.svd(sums) if places else (None, np.zeros(0), np.zeros((0, 0)))
    nowhere = directions[(size > 1e-9).sum() :]
    for number, place in enumerate(places):
        if small[place] and not hidden[n > 0].all():
            assert np.abs(nowhere[:, number]).max(initial=0) > 1e-9


def test_a_filter_shows_no_mean_that_is_hidden_beside_the_others(every_survey):
    survey = sb.open_survey("fastlege", data=every_survey.root, threshold=5).of_waves("IV")
    for background in ("sentralitet", "driftsform", "alder"):
        together = survey.means("timer_bakvakt", by=background).shown
        for row, group in enumerate(together.rows.ids):
            alone = survey.within(background, group).means("timer_bakvakt").shown
            assert np.array_equal(alone.mean[0], together.mean[row], equal_nan=True), (background, group)
