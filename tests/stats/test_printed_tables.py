"""All tables that printed percentages can stand for, against counting them by force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svarbenk.stats import DegenerateTable, choose, from_percentages, possible_tables


def printed(counts, decimals=0):
    """Percentages half up, as a report prints them."""
    scale = 10**decimals
    return [[int((200 * x * scale + sum(row)) // (2 * sum(row))) / scale for x in row] for row in counts]


def by_force(percent, n, decimals=0):
    """Every table of counts that is printed so, one by one."""
    groups = []
    for row, size in zip(percent, n, strict=True):
        vectors = [each for each in product(range(size + 1), repeat=len(row)) if sum(each) == size]
        groups.append([each for each in vectors if printed([each], decimals) == [list(row)]])
    return [np.array(table) for table in product(*groups)]


def p_of(table):
    try:
        return choose(table).p_value
    except DegenerateTable:
        return None


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), min_size=2, max_size=2))
@settings(max_examples=40, deadline=None)
def test_every_table_is_found_and_no_other(counts):
    percent, n = printed(counts), [sum(row) for row in counts]
    every = by_force(percent, n)
    found = possible_tables(percent, n)
    assert found.number == len(every)
    assert found.complete
    values = [p for table in every if (p := p_of(table)) is not None]
    if values:
        assert found.smallest.p_value == pytest.approx(min(values), rel=1e-9)
        assert found.largest.p_value == pytest.approx(max(values), rel=1e-9)
        for table, result in zip(found.tables, (found.smallest, found.largest), strict=True):
            assert p_of(table) == pytest.approx(result.p_value)
            assert printed(table) == percent
    assert printed(found.nearest) == percent


@pytest.mark.parametrize(
    ("percent", "n"),
    [
        ([[22, 52, 26], [25, 40, 35]], [300, 280]),
        ([[22, 52, 26], [25, 40, 35]], [912, 880]),
        ([[30, 70], [24, 76], [27, 73]], [400, 520, 480]),
    ],
)
def test_the_search_finds_what_looking_at_all_finds(percent, n):
    whole, searched = possible_tables(percent, n), possible_tables(percent, n, most=1)
    assert whole.complete
    assert not searched.complete
    assert searched.smallest.p_value == pytest.approx(whole.smallest.p_value, rel=1e-6)
    assert searched.largest.p_value == pytest.approx(whole.largest.p_value, rel=1e-6)


def test_two_answers_agree_with_the_range_of_one_printed_share():
    found = possible_tables([[22, 78], [51, 49]], [912, 880])
    assert (found.smallest.p_value, found.largest.p_value) == pytest.approx(
        from_percentages([22, 51], [912, 880]).p_value
    )


def test_an_answer_that_is_not_printed_takes_what_is_left():
    found = possible_tables([[33, 33, 34], [20, 30, 50]], [100, 50], rest=True)
    assert found.nearest.tolist() == [[33, 33, 34], [10, 15, 25]]
    assert found.number == 1


def test_impossible_percentages_are_told_with_the_counts_around_them():
    found = possible_tables([[62, 38], [50, 50]], [7, 60])
    assert found.nearest is None
    assert found.notes[0].values == {"group": 0, "answer": 0, "n": 7, "counts": (4, 5)}
    found = possible_tables([[33, 33, 33], [20, 30, 50]], [100, 50])
    assert found.notes[0].code == "no_such_sum"
    assert found.notes[0].values == {"group": 0, "n": 100, "low": 99, "high": 99}


def test_very_many_tables_are_searched_and_said_to_be():
    five = [[22, 32, 16, 20, 10], [25, 20, 25, 15, 15], [24, 24, 22, 17, 13]]
    found = possible_tables(five, [912, 880, 700])
    assert found.number > 10**10
    assert not found.complete
    assert found.smallest.p_value < choose(found.nearest).p_value < found.largest.p_value


def test_with_one_group_there_is_nothing_to_test():
    found = possible_tables([[60, 40]], [78])
    assert found.smallest is None
    assert found.nearest.tolist() == [[47, 31]]


def test_what_is_no_percentage_is_refused():
    with pytest.raises(ValueError, match="expected"):
        possible_tables([[120, 0]], [10])
