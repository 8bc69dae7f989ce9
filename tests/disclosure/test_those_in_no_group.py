"""Those whose background is not known are in no group; nobody is known to be one of them."""

from dataclasses import replace

import numpy as np
import pytest
import svarbenk as sb
from svarbenk.disclosure import protect
from svarbenk.tables import CountTable


def table(counts, outside):
    made = CountTable.from_counts(counts, rows=list("abcd")[: len(counts)], columns=["ja", "nei"])
    return replace(made, outside=(*outside, float(sum(outside))))


@pytest.mark.parametrize("outside", [(0, 0), (2, 1), (50, 60)])
def test_they_are_not_protected_as_a_group_is(outside):
    assert not protect(table([[60, 40], [30, 30]], outside), 5).is_protected


def test_what_they_answered_stands_between_a_hidden_count_and_the_total():
    # everybody less the groups shown is the two of the first group and those in none: nobody can tell which
    assert np.isnan(protect(table([[2, 40], [30, 30], [25, 20]], (9, 8)), 5).counts).tolist() == [
        [True, True],
        [False, False],
        [False, False],
    ]
    assert np.isnan(protect(table([[2, 40], [30, 30], [25, 20]], (0, 0)), 5).counts).sum() == 4


def test_counting_keeps_them_and_protection_lets_them_go(every_survey):
    survey = sb.open_survey("fastlege", data=every_survey.root).of_waves("IV")
    shown = survey.table("fastlege_om_5_ar", by="driftsform").shown
    everybody = survey.table("fastlege_om_5_ar").shown
    assert np.array(shown.outside[:-1]) == pytest.approx(everybody.counts[0] - shown.counts.sum(axis=0))
    assert shown.outside[-1] == everybody.row_n[0] - shown.row_n.sum()
    assert protect(shown, 5).outside == ()
