"""What counts as a table, and how the rest is refused."""

import numpy as np
import pandas as pd
import pytest
from svarbenk.stats import DegenerateTable, chi_square, choose, cramers_v, expected_counts, fisher_exact


class Printed:
    """Something that is no array, but can become one."""

    def __array__(self, dtype=None, copy=None):
        return np.array([[7, 27], [1, 33]], dtype=dtype)


@pytest.mark.parametrize(
    "table",
    [
        [[7, 27], [1, 33]],
        np.array([[7.0, 27.0], [1.0, 33.0]]),
        pd.DataFrame({"Ja": [7, 1], "Nei": [27, 33]}, index=["før", "nå"]),
        pd.DataFrame({"Ja": [7, 1], "Nei": [27, 33]}, dtype="Int64"),
        Printed(),
    ],
    ids=["lists", "floats", "frame", "nullable frame", "__array__"],
)
def test_any_two_way_table_of_counts(table):
    # Fagerland, Lydersen and Laake (2017): Pearson 5.100
    assert chi_square(table).statistic == pytest.approx(5.100, abs=5e-4)


@pytest.mark.parametrize("test", [chi_square, fisher_exact, choose, cramers_v, expected_counts])
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([[1, -2], [3, 4]], r"negative count \(-2\) in row 1, column 2"),
        ([[1, 2.5], [3, 4]], r"not a whole number \(2.5\) in row 1, column 2"),
        ([[1, float("nan")], [3, 4]], "missing value .* row 1, column 2"),
        ([[1, float("inf")], [3, 4]], "infinite"),
        ([[1, None], [3, 4]], "missing value|not a number"),
        (pd.DataFrame({"a": [1, None], "b": [1, 2]}, dtype="Int64"), "missing value|not a number"),
        ([["ja", 2], [3, 4]], "not a number"),
        ([["1", "2"], ["3", "4"]], "expected counts"),
        ([1, 2, 3], "expected a two-way table"),
        ([[1, 2], [3]], "different lengths"),
        ([[1e300, 2], [3, 4]], "too large"),
    ],
)
def test_bad_input_is_named(test, table, words):
    with pytest.raises(ValueError, match=words) as caught:
        test(table)
    assert not isinstance(caught.value, DegenerateTable)


@pytest.mark.parametrize("test", [chi_square, fisher_exact, choose, cramers_v])
@pytest.mark.parametrize(
    "table", [[[0, 0], [0, 0]], [[1, 2]], [[1], [2]], [[1, 2], [0, 0]], [[1, 0], [2, 0]], np.zeros((0, 3))]
)
def test_nothing_to_test_is_told_from_bad_input(test, table):
    with pytest.raises(DegenerateTable, match="expected at least"):
        test(table)


def test_the_callers_table_is_left_alone():
    table = np.array([[7, 0, 27], [1, 0, 33]])
    before = table.copy()
    fisher_exact(table)
    choose(table)
    assert (table == before).all()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        # a mask of what was chosen is no table of how many chose it
        (np.array([[True, False], [True, True]]), "type bool"),
        (np.array([[True, 2], [3, 4]], dtype=object), "true and false"),
        (pd.DataFrame({"a": ["1", "2"], "b": [3, 4]}), "texts"),
        (np.array([[1j, 2], [3, 4]]), "type complex"),
        # 27 stands below the mask, and was hidden on purpose
        (np.ma.masked_array([[7, 27], [1, 33]], mask=[[False, True], [False, False]]), "missing|not a number"),
    ],
)
@pytest.mark.parametrize("test", [chi_square, fisher_exact, choose])
def test_what_only_looks_like_counts_is_refused(test, table, words):
    with pytest.raises(ValueError, match=words) as caught:
        test(table)
    assert "expected" in str(caught.value)
