"""What is hidden of tables that are known to the last cell."""

import math
from dataclasses import replace

import numpy as np
import pytest
from svarbenk import wording
from svarbenk.codebook import Merge
from svarbenk.disclosure import protect
from svarbenk.tables import CountTable, banner, count, totals

from tests.tables.panel_survey import panel

X = math.nan
LEVELS = ["Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6"]
# Helse Nord 2019, table 10.2 by sentralitet (lines 1859–1865): ja, nei, usikker
POSTS = [[0, 2, 0], [0, 9, 0], [7, 9, 2], [40, 5, 4]]


def table(counts, **about) -> CountTable:
    rows, columns = np.shape(counts)
    return CountTable.from_counts(counts, LEVELS[:rows], ["ja", "nei", "usikker"][:columns], **about)


def shown(counts, threshold, **about) -> list[list[float]]:
    return protect(table(counts, **about), threshold).counts.tolist()


def same(found, wanted) -> bool:
    return np.array_equal(found, wanted, equal_nan=True)


@pytest.mark.parametrize("threshold", [0, 1])
def test_nothing_is_hidden_without_a_threshold(threshold):
    given = table(POSTS)
    assert protect(given, threshold) is given


def test_a_negative_threshold_is_refused():
    with pytest.raises(ValueError, match="found -1"):
        protect(table(POSTS), -1)


def test_counts_up_to_the_threshold_are_hidden_and_noughts_are_shown():
    assert same(shown([[4, 20, 30], [3, 0, 20], [2, 2, 20]], 2), [[4, 20, 30], [3, 0, 20], [2, 2, 20]])
    assert same(shown([[1, 20, 1], [30, 0, 20], [1, 20, 1]], 2), [[X, 20, X], [30, 0, 20], [X, 20, X]])
    assert same(shown([[4, 4, 90], [4, 4, 90], [0, 60, 60]], 5), [[X, X, 90], [X, X, 90], [0, 60, 60]])
    assert same(shown([[4, 4, 90], [4, 4, 90], [0, 60, 60]], 4), [[4, 4, 90], [4, 4, 90], [0, 60, 60]])


def test_a_small_group_is_hidden_whole_with_the_next_smallest():
    protected = protect(table(POSTS), 3)
    # two replies at level 3: its size follows from the others' unless another is hidden too
    assert same(protected.row_n, [X, X, 18, 49])
    assert np.isnan(protected.counts[:2]).all()
    assert math.isnan(protected.counts[2][2])
    assert math.isnan(protected.n)
    assert protected.item_n == 78
    assert protected.is_protected
    assert not protected.testable


def test_one_hidden_count_takes_another_of_its_row_and_column_along():
    assert same(shown([[2, 10, 50], [20, 30, 40], [60, 70, 80]], 3), [[X, X, 50], [X, X, 40], [60, 70, 80]])


def test_a_hidden_count_may_be_a_nought():
    # 1 + 1 of 2 could be 0 + 2: noughts are hidden beside others too, so that nobody knows
    protected = shown([[1, 50, 60], [1, 50, 60], [9, 50, 60]], 2)
    assert [math.isnan(row[0]) for row in protected] == [True, True, False]


def test_a_count_that_follows_from_the_size_of_the_group():
    # one of 50 did not say «ja»; print has «ja» only
    part = CountTable.from_counts([[49], [30]], LEVELS[:2], ["ja"], row_n=[50, 60])
    assert same(protect(part, 3).counts, [[X], [X]])
    assert same(protect(part, 2).counts, [[X], [X]])
    assert same(
        protect(CountTable.from_counts([[40], [30]], LEVELS[:2], ["ja"], row_n=[50, 60]), 3).counts, [[40], [30]]
    )


def test_several_answers():
    # rows do not add up: one hidden count of a row is safe, one of a column is not
    given = [[2, 20, 12], [15, 20, 30], [17, 30, 35]]
    wanted = [[X, 20, 12], [X, 20, 30], [17, 30, 35]]
    assert same(shown(given, 3, exclusive=False, row_n=[30, 40, 50]), wanted)
    # 29 of 30 is as good as the one who did not
    assert math.isnan(shown([[29, 10], [20, 20]], 3, exclusive=False, row_n=[30, 40])[0][0])
    assert shown([[30, 10], [20, 20]], 3, exclusive=False, row_n=[30, 40])[0][0] == 30


def test_a_battery_has_no_totals_down():
    replies = [{"krav_vakt": "enig", "krav_papir": "uenig"}] * 20 + [{"krav_vakt": "uenig", "krav_papir": "enig"}] * 9
    replies += [{"krav_papir": "enig"}] + [{"krav_vakt": "uenig"}] * 2
    protected = protect(count(panel([*replies, *[{"krav_vakt": "enig"}] * 2]), "krav"), 3)
    assert same(protected.counts, [[22, 11], [10, 20]])
    few = panel(
        [{"krav_vakt": "enig", "krav_papir": "uenig"}] * 20 + [{"krav_vakt": "uenig", "krav_papir": "enig"}] * 2
    )
    assert same(protect(count(few, "krav"), 3).counts, [[X, X], [X, X]])


def test_weighted_counts_are_hidden_by_the_replies_behind_them():
    # two replies of weight 10 are two people; nine of weight 0.1 are nine
    replies = [{"trives": "uenig"}] * 2 + [{"trives": "helt_enig"}] * 9 + [{"trives": "vet_ikke"}] * 9
    protected = protect(count(panel(replies, [10] * 2 + [0.1] * 9 + [0.2] * 9), "trives"), 3)
    assert [math.isnan(x) for x in protected.counts[0]] == [False, False, True, True]
    assert protected.counts[0][0] == pytest.approx(0.9)


def test_a_merge_that_another_table_shows_does_not_tell_its_parts():
    # «helt eller litt enig» is 22: with «litt enig» shown, 22 - 20 would be the two
    replies = [{"trives": "helt_enig"}] * 2 + [{"trives": "litt_enig"}] * 20
    replies += [{"trives": "uenig"}] * 5 + [{"trives": "vet_ikke"}] * 9
    protected = protect(count(panel(replies), "trives"), 3)
    assert same(protected.counts, [[X, X, 5, 9]])


def test_a_small_merge_is_not_the_total_less_the_others():
    # the first two groups are one of two kinds, and 2 together: a table of the kinds hides that
    kinds = {"a": Merge(nb="a", of=("r0", "r1")), "b": Merge(nb="b", of=("r2", "r3"))}
    given = CountTable.from_counts([[1, 20], [1, 30], [20, 30], [30, 40]], ["r0", "r1", "r2", "r3"], ["ja", "nei"])
    protected = protect(replace(given, rows=replace(given.rows, merges=kinds)), 3)
    assert same(protected.counts, [[X, X], [X, X], [X, X], [30, 40]])
    assert same(protect(given, 3).counts[2:], [[20, 30], [30, 40]])


def test_sums_are_hidden_by_the_replies_behind_them():
    replies = [{"avtale": "selvstendig", "alder": "ung", "leger": 60}] * 2
    replies += [{"avtale": "ansatt", "alder": "midt", "leger": 10}] * 8
    replies += [{"avtale": "ansatt", "alder": "eldre", "leger": 5}] * 9
    protected = protect(totals(panel(replies), ["leger"], "alder"), 3)
    # 120 posts of two replies would tell each of them what the other said
    assert same(protected.counts, [[X], [X], [45]])
    assert same(protected.row_n, [X, X, 45])
    assert same(protected.replies, [[X], [X], [9]])


def test_the_highest_of_a_range_is_not_told_by_what_it_is_a_share_of():
    replies = [{"behov": (1, 2)}] * 2 + [{"behov": (0, 0)}] * 20
    protected = protect(totals(panel(replies), ["behov"]), 3)
    assert np.isnan(protected.counts).all()
    assert np.isnan(protected.row_n).all()


def test_a_survey_narrowed_to_a_few_says_nothing_of_them():
    protected = protect(count(panel([{"trives": "uenig", "enheter": 2}] * 2), "trives"), 3)
    assert np.isnan(protected.counts).all()
    assert math.isnan(protected.item_n)
    assert math.isnan(protected.base_n)
    assert wording.base_line(protected).replace("\u00a0", " ") == "n = : leger."


def test_a_few_joint_replies_are_not_told():
    replies = [{"trives": "uenig", "enheter": 2}] * 2 + [{"trives": "uenig"}] * 9
    assert protect(count(panel(replies), "trives"), 3).joint == 0
    assert protect(count(panel(replies), "trives"), 2).joint == 2


def test_a_banner_does_not_tell_a_group_by_everybody_minus_the_others():
    replies = [{"avtale": "selvstendig", "trives": "uenig"}] * 2
    replies += [{"avtale": "ansatt", "trives": answer} for answer in ["uenig"] * 8 + ["helt_enig"] * 9]
    whole = banner(panel(replies), "trives", ["avtale"])
    total, by = (protect(each, 3) for each in whole.tables)
    assert total.counts.tolist() == [[9, 0, 10, 0]]
    assert np.isnan(by.counts).all()
    assert np.isnan(by.row_n).all()


def test_nothing_that_is_made_from_it_shows_a_hidden_number():
    protected = protect(table(POSTS), 3)
    assert same(np.isnan(protected.percent()), protected.hidden)
    assert math.isnan(protected.count("nei", "Nivå 3"))
    assert math.isnan(protected.count("nei"))
    assert math.isnan(protected.share("nei"))
    assert math.isnan(protected.share("nei", "Nivå 3"))
    assert math.isnan(protected.group_n("Nivå 3"))
    assert wording.answer_sentence(protected, "nei", "Nivå 3") == "Antallet «nei» er skjult."
    assert wording.answer_sentence(protected, "nei", language="en") == "The number of “nei” is hidden."
    assert wording.nonresponse(protected) == ""
    for array in (protected.counts, protected.replies):
        assert same(np.isnan(array), protected.hidden)
    assert same(np.isnan(protected.row_replies), np.isnan(protected.row_n))
