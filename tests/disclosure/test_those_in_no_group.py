"""The few whose background is not known follow from everybody's total: they are hidden as a group is."""

import numpy as np
import pytest
from svarbenk.disclosure import protect
from svarbenk.tables import CountTable


def table(counts, outside):
    from dataclasses import replace

    made = CountTable.from_counts(counts, rows=list("abcd")[: len(counts)], columns=["ja", "nei"])
    return replace(made, outside=(*outside, float(sum(outside))))


def test_a_total_less_the_groups_shown_does_not_give_them_away():
    shown = protect(table([[60, 40], [30, 30], [25, 20]], (2, 1)), 5)
    # everybody's total is 117 ja and 91 nei; with all groups shown, 117 - 115 would be the two
    for column in range(2):
        assert np.isnan(shown.counts[:, column]).any()
    assert np.isnan(shown.row_n).any()


@pytest.mark.parametrize("outside", [(0, 0), (50, 60)])
def test_nothing_more_is_hidden_where_they_are_none_or_many(outside):
    assert not protect(table([[60, 40], [30, 30]], outside), 5).is_protected


def test_counting_keeps_them(every_survey):
    import svarbenk as sb

    survey = sb.open_survey("fastlege", data=every_survey.root).of_waves("IV")
    shown = survey.table("fastlege_om_5_ar", by="driftsform").shown
    everybody = survey.table("fastlege_om_5_ar").shown
    assert np.array(shown.outside[:-1]) == pytest.approx(everybody.counts[0] - shown.counts.sum(axis=0))
    assert shown.outside[-1] == everybody.row_n[0] - shown.row_n.sum()
