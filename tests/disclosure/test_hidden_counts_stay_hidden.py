"""Whatever the counts: a table and everybody's tell no hidden count to an attacker who solves for it."""

from dataclasses import replace

import numpy as np
from attacker import Attacker
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from svarbenk.disclosure import protect
from svarbenk.tables import CountTable

COUNTS = arrays(
    int, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=5), elements=st.integers(0, 12) | st.just(0)
)
EACH = settings(max_examples=60, deadline=None)


def made(counts, **about) -> CountTable:
    rows, columns = counts.shape
    return CountTable.from_counts(counts, [f"r{i}" for i in range(rows)], [f"c{j}" for j in range(columns)], **about)


def told(table: CountTable, protected: CountTable, total: CountTable, merges=None) -> dict:
    """Attack a table of exclusive answers and everybody's; ``merges`` of answers are known where they are not small."""
    rows, columns = table.rows.ids, table.columns.ids
    attacker = Attacker({"rad": rows, "svar": columns}, [{"rad": ("",)}, {"svar": ("",)}])
    for j, column in enumerate(columns):
        attacker.see(("alle", column), {"svar": (column,)}, total.counts[0, j], table.counts[:, j].sum())
        for i, row in enumerate(rows):
            kind = {"rad": (row,), "svar": (column,)}
            attacker.see((row, column), kind, protected.counts[i, j], table.counts[i, j])
    for i, row in enumerate(rows):
        attacker.see((row, "n"), {"rad": (row,)}, protected.row_n[i], table.row_n[i])
    return attacker.found()


@EACH
@given(COUNTS, st.integers(2, 6))
def test_no_count_can_be_told_from_the_table_and_everybody(counts, threshold):
    table = made(counts)
    total = protect(made(counts.sum(axis=0)[None]), threshold)
    assume(not np.isnan(total.row_n[0]))
    assert told(table, protect(table, threshold), total) == {}


@EACH
@given(COUNTS, st.integers(2, 6), st.data())
def test_nor_a_tick_of_several(counts, threshold, data):
    more = data.draw(arrays(int, counts.shape[0], elements=st.integers(0, 8)))
    n = counts.max(axis=1) + more
    table = made(counts, exclusive=False, row_n=n)
    protected = protect(table, threshold)
    for j in range(counts.shape[1]):
        both = np.column_stack([counts[:, j], n - counts[:, j]])
        shown = np.where(protected.hidden[:, j : j + 1], np.nan, both)
        one = made(both)
        seen = replace(one, counts=shown, row_n=protected.row_n, hidden=np.isnan(shown))
        everybody = protect(made(both.sum(axis=0)[None, :1], exclusive=False, row_n=[both.sum()]), threshold)
        known = np.where(everybody.hidden[0, 0], np.nan, both.sum(axis=0))
        total = replace(made(both.sum(axis=0)[None]), counts=known[None])
        if not protected.hidden[:, j].all():
            assert told(one, seen, total) == {}
    for part in (counts, n[:, None] - counts):
        kept = part[~protected.hidden]
        assert not ((kept > 0) & (kept < threshold)).any()


@EACH
@given(COUNTS, st.integers(2, 6))
def test_small_counts_and_small_groups_are_hidden_and_shown_ones_are_right(counts, threshold):
    protected = protect(made(counts), threshold)
    kept = protected.counts[~protected.hidden]
    assert not ((kept > 0) & (kept < threshold)).any()
    assert (kept == counts[~protected.hidden]).all()
    assert np.isnan(protected.counts[protected.hidden]).all()
    n = counts.sum(axis=1)
    tiny = (n > 0) & (n < threshold)
    assert np.isnan(protected.row_n[tiny]).all()
    assert protected.hidden[np.isnan(protected.row_n)].all()


@EACH
@given(COUNTS, st.integers(2, 6))
def test_a_small_group_that_answers_as_one_is_hidden(counts, threshold):
    protected = protect(made(counts), threshold)
    n = counts.sum(axis=1)
    as_one = (n > 0) & (n < 2 * threshold) & (counts.max(axis=1) == n)
    assert protected.hidden[as_one].all()


@EACH
@given(COUNTS, st.integers(2, 6))
def test_a_table_without_small_counts_is_left_alone(counts, threshold):
    large = np.where(counts > 0, counts + 2 * threshold, 0)
    protected = protect(made(large), threshold)
    assert not protected.is_protected
    assert (protected.counts == large).all()
