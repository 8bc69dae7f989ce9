"""What holds for any replies."""

from dataclasses import replace
from functools import partial
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svarbenk.tables import any_option, count, totals

from tests.tables.panel_survey import panel as checked_panel

panel = partial(checked_panel, checked=False)

REPLY = st.fixed_dictionaries(
    {
        "avtale": st.sampled_from(["selvstendig", "ansatt", None]),
        "alder": st.sampled_from(["ung", "midt", "eldre", "gammel", None]),
        "trives": st.sampled_from(["helt_enig", "litt_enig", "uenig", "vet_ikke", None]),
        "tiltak": st.none() | st.sets(st.sampled_from(["liste", "vikar", "tid"])),
        "leger": st.none() | st.integers(0, 20),
        "vikarer": st.none() | st.integers(0, 5),
        "enheter": st.integers(1, 3),
    }
)
REPLIES = st.lists(REPLY, min_size=1, max_size=30)
EACH = settings(max_examples=25, deadline=None)


def every_table(responses, by):
    return [
        count(responses, "trives", by),
        count(responses, "trives", by, shown=["enig", "uenig"]),
        count(responses, "tiltak", by),
        any_option(responses, "tiltak", by),
        totals(responses, ["leger", "vikarer"], by),
    ]


@EACH
@given(REPLIES)
def test_rows_add_up_to_everybody_when_no_background_is_missing(replies):
    whole = panel([each | {"avtale": each["avtale"] or "ansatt", "alder": each["alder"] or "ung"} for each in replies])
    for by in ("avtale", "alder"):
        for table, everybody in zip(every_table(whole, by), every_table(whole, None), strict=True):
            np.testing.assert_allclose(table.counts.sum(axis=0), everybody.counts[0])
            np.testing.assert_allclose(table.row_n.sum(), everybody.row_n[0])
            assert (table.base_n, table.item_n, table.joint) == (everybody.base_n, everybody.item_n, everybody.joint)


@EACH
@given(REPLIES)
def test_merges_are_the_sum_of_their_members_and_rows_add_up_to_their_n(replies):
    single, merged = count(panel(replies), "trives", "alder"), count(panel(replies), "trives", "alder", shown=["enig"])
    assert (single.counts[:, 0] + single.counts[:, 1] == merged.counts[:, 0]).all()
    assert (single.counts.sum(axis=1) == single.row_n).all()
    assert (single.row_n == merged.row_n).all()


@EACH
@given(REPLIES, st.randoms(use_true_random=False))
def test_weights_of_one_and_another_order_change_nothing(replies, random):
    shuffled = random.sample(replies, len(replies))
    for one, two, three in zip(
        every_table(panel(replies), "avtale"),
        every_table(panel(replies, [1.0] * len(replies)), "avtale"),
        every_table(panel(shuffled), "avtale"),
        strict=True,
    ):
        for other in (two, three):
            np.testing.assert_allclose(one.counts, other.counts)
            np.testing.assert_allclose(one.row_n, other.row_n)
            np.testing.assert_allclose(one.replies, other.replies)
            assert (one.base_n, one.item_n, one.joint) == (other.base_n, other.item_n, other.joint)


@EACH
@given(st.lists(st.tuples(REPLY, st.floats(0.1, 5)), min_size=1, max_size=20))
def test_weighted_counts_are_sums_of_weights(weighted):
    replies, weights = zip(*weighted, strict=True)
    table = count(panel(list(replies), list(weights)), "trives", "alder")
    frame = pd.DataFrame(replies).assign(weight=weights).replace({"alder": {"eldre": "fra_55", "gammel": "fra_55"}})
    for (i, row), (j, column) in product(enumerate(table.rows.ids), enumerate(table.columns.ids)):
        wanted = frame.loc[(frame["alder"] == row) & (frame["trives"] == column), "weight"].sum()
        assert table.counts[i, j] == pytest.approx(wanted)


def test_rows_of_the_frame_may_stand_in_any_order(kommuner):
    shuffled = replace(kommuner, frame=kommuner.frame.sample(frac=1, random_state=7))
    for question in ("plan", "samarbeid", "lis1_bidrar"):
        for by in (None, "sentralitet"):
            assert (count(shuffled, question, by).counts == count(kommuner, question, by).counts).all()
