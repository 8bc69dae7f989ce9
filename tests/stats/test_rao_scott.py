"""Rao and Scott's F for weighted tables, against R's survey package and against Pearson."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as scipy_stats
from svarbenk.stats import DegenerateTable, chi_square, rao_scott

from .weighted_sample import ANSWER, CLUSTER, GROUP, STRATUM, WEIGHT


@pytest.mark.parametrize(
    ("design", "expected"),
    # R: survey::svychisq(~g + a, svydesign(~1, weights = ~w), statistic = "F"); strata = ~st; then ~cl, strata = ~st
    [
        ({}, (9.00474063451, 5.9877302774, 1431.0675363, 1.15589853141e-09)),
        ({"strata": STRATUM}, (9.08817993967, 5.98129006176, 1423.5470347, 9.43627024269e-10)),
        ({"strata": STRATUM, "clusters": CLUSTER}, (12.3215803378, 4.03605988596, 96.865437263, 3.50569095968e-08)),
    ],
)
def test_rao_scott_as_in_r(design, expected):
    result = rao_scott(GROUP, ANSWER, WEIGHT, **design)
    assert (result.statistic, result.df, result.df_denominator, result.p_value) == pytest.approx(expected, rel=1e-10)
    assert result.n == 240


@settings(max_examples=50, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 9)), st.floats(0.1, 9))
def test_equal_weights_are_pearson_over_its_degrees_of_freedom(table, weight):
    assume(min(np.count_nonzero(table.sum(axis=0)), np.count_nonzero(table.sum(axis=1))) >= 2)
    assume((table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0] > 0).all())
    row, column = (np.repeat(part.ravel(), table.ravel()) for part in np.indices(table.shape))
    n = table.sum()
    result, pearson = rao_scott(row, column, np.full(n, weight)), chi_square(table)
    f = pearson.statistic * (n - 1) / n / pearson.df
    assert result.statistic == pytest.approx(f, rel=1e-7, abs=1e-9)
    assert (result.df, result.df_denominator) == pytest.approx((pearson.df, pearson.df * (n - 1)))
    assert result.p_value == pytest.approx(scipy_stats.f.sf(f, pearson.df, pearson.df * (n - 1)), rel=1e-6)
    assert result.design_effect == pytest.approx(n / (n - 1))
    assert result.effect.value == pytest.approx(pearson.effect.value, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_order_labels_and_unit_of_weights_change_nothing(seed):
    random = np.random.default_rng(seed)
    order = random.permutation(240)
    names = np.array(["ja", "nei", "vet ikke"])[random.permutation(3)]
    here = rao_scott(GROUP, ANSWER, WEIGHT, clusters=CLUSTER)
    there = rao_scott(ANSWER[order], names[GROUP[order]], 3.7 * WEIGHT[order], clusters=CLUSTER[order])
    assert (there.statistic, there.p_value) == pytest.approx((here.statistic, here.p_value), rel=1e-8)


def test_missing_answers_leave_the_table_but_not_the_sample():
    # R: svychisq with g NA where i %% 5 == 0 keeps the degrees of freedom of 240 persons
    group = pd.Series(GROUP, dtype="Int64").mask(np.arange(240) % 5 == 0)
    result = rao_scott(group, ANSWER, WEIGHT)
    assert {note.code: note.values for note in result.notes}["dropped_missing"] == {"persons": 48}
    assert (result.n, result.df_denominator / result.df) == (192, pytest.approx(239))


def test_unequal_weights_cost():
    assert rao_scott(GROUP, ANSWER, WEIGHT).design_effect > 1.2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((GROUP[:10], ANSWER, WEIGHT), "10 rows for 240 weights"),
        ((GROUP, ANSWER[:9], WEIGHT), "9 columns for 240 weights"),
        ((GROUP, ANSWER, -WEIGHT), "expected a number from 0"),
        ((GROUP, ANSWER, WEIGHT * np.nan), "expected a number from 0"),
    ],
)
def test_rao_scott_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        rao_scott(*arguments)


def test_rao_scott_refuses_designs_without_variance():
    with pytest.raises(ValueError, match="1 strata with one cluster"):
        rao_scott(GROUP, ANSWER, WEIGHT, strata=[1] + [2] * 239)
    with pytest.raises(ValueError, match="missing strata"):
        rao_scott(GROUP, ANSWER, WEIGHT, strata=[None] + [2] * 239)
    with pytest.raises(DegenerateTable):
        rao_scott(np.zeros(240), ANSWER, WEIGHT)
    with pytest.raises(DegenerateTable):
        rao_scott(GROUP, [None] * 240, WEIGHT)


def test_a_table_without_variance_is_refused():
    # each row has one column only: F would be rounding over rounding, 3e31 with p = 8e-139 from ten persons
    with pytest.raises(DegenerateTable, match="without variance"):
        rao_scott(list("ab") * 5, list("xy") * 5, np.ones(10))
    # both clusters are alike
    with pytest.raises(DegenerateTable, match="without variance"):
        rao_scott(
            [1, 1, 2, 2] * 5, [1, 2, 1, 2] * 5, np.ones(20), clusters=[1, 1, 1, 1, 2, 2, 2, 2] * 2 + [1] * 2 + [2] * 2
        )
    with pytest.raises(ValueError, match="None as rows"):
        rao_scott(None, ANSWER, WEIGHT)
