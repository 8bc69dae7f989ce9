"""Whatever the counts: no hidden one can be told from a single line and its total."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from svarbenk.codebook import Merge
from svarbenk.disclosure import protect
from svarbenk.tables import CountTable

COUNTS = arrays(
    int, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=6), elements=st.integers(0, 12) | st.just(0)
)
EACH = settings(max_examples=300, deadline=None)


def made(counts, **about) -> CountTable:
    rows, columns = counts.shape
    return CountTable.from_counts(counts, [f"r{i}" for i in range(rows)], [f"c{j}" for j in range(columns)], **about)


def can_be_told(line, total, hidden) -> bool:
    """Try every way to fill the hidden places of a line with numbers from 1 that add up: is there only one?"""
    missing, places = total - line[~hidden].sum(), int(hidden.sum())
    if places == 0 or missing == 0:
        return False  # nothing is hidden, or only noughts, which are no secret
    if places == 1:
        return True
    # k numbers from 1 with the sum k are all 1; any other sum has more than one solution
    return missing == places and bool((line[hidden] > 0).all())


@EACH
@given(COUNTS, st.integers(2, 6))
def test_no_count_is_the_total_less_the_others(counts, threshold):
    protected = protect(made(counts), threshold)
    hidden = protected.hidden
    if hidden.all():
        return
    for j in range(counts.shape[1]) if counts.shape[0] > 1 else ():
        assert hidden[:, j].all() or not can_be_told(counts[:, j], counts[:, j].sum(), hidden[:, j])
    for i, n in enumerate(protected.row_n):
        if not np.isnan(n) and not hidden[i].all():
            assert not can_be_told(counts[i], counts[i].sum(), hidden[i])


@EACH
@given(COUNTS, st.integers(2, 6))
def test_no_line_with_a_shown_total_has_one_hidden_place(counts, threshold):
    protected = protect(made(counts), threshold)
    sizes = np.isnan(protected.row_n)
    if counts.shape[0] > 1:
        assert 1 not in protected.hidden.sum(axis=0)
        assert sizes.sum() != 1
    if counts.shape[1] > 1:
        assert 1 not in protected.hidden[~sizes].sum(axis=1)


@EACH
@given(
    arrays(int, st.tuples(st.integers(3, 6), st.integers(2, 4)), elements=st.integers(0, 30) | st.just(0)),
    st.integers(6, 10),  # more than there are groups in a kind, which could otherwise all be ones
    st.integers(1, 2),
)
def test_groups_and_their_merges_do_not_tell_each_other(counts, threshold, first):
    """The same answers by groups and by two kinds of groups, as two tables of a report show them."""
    ids = [f"r{i}" for i in range(len(counts))]
    parts = (ids[:first], ids[first:])
    kinds = {f"k{i}": Merge(nb=f"k{i}", of=tuple(part)) for i, part in enumerate(parts)}
    fine = made(counts)
    fine = protect(replace(fine, rows=replace(fine.rows, merges=kinds)), threshold)
    whole = np.array([counts[[ids.index(each) for each in part]].sum(axis=0) for part in parts])
    coarse = protect(made(whole), threshold)
    for kind, part in enumerate(parts):
        rows = [ids.index(each) for each in part]
        for column in range(counts.shape[1]):
            gone = fine.hidden[rows, column]
            if not coarse.hidden[kind, column]:
                assert len(part) == 1 or not can_be_told(counts[rows, column], whole[kind, column], gone)
            elif not fine.hidden[:, column].all() and whole[kind, column] and whole[kind, column] < threshold:
                others = [row for row in range(len(ids)) if row not in rows]
                assert fine.hidden[others, column].any(), "the whole less the others is the small merge"


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
def test_a_table_without_small_counts_is_left_alone(counts, threshold):
    large = np.where(counts > 0, counts + threshold, 0)
    protected = protect(made(large), threshold)
    assert not protected.is_protected
    assert (protected.counts == large).all()


@EACH
@given(COUNTS, st.integers(2, 6), st.data())
def test_options_are_hidden_down_their_columns(counts, threshold, data):
    assume(counts.shape[0] > 1)
    more = data.draw(arrays(int, counts.shape[0], elements=st.integers(0, 8)))
    n = counts.max(axis=1) + more
    protected = protect(made(counts, exclusive=False, row_n=n), threshold)
    assert 1 not in protected.hidden.sum(axis=0)
    for part in (counts, n[:, None] - counts):
        kept = part[~protected.hidden]
        assert not ((kept > 0) & (kept < threshold)).any()
