"""Finite populations, and a change between waves in two parts."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from svarbenk.stats import DegenerateTable, decompose_change, share_of_population, wilson_interval

waves = st.tuples(st.integers(1, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.tuples(*[arrays(np.int64, st.just(shape), elements=st.integers(0, 20))] * 2)
)


def test_finite_population_by_hand():
    # Cochran (1977), 3.2: the exact variance of a share drawn without replacement is P Q / n · (N - n) / (N - 1)
    found = share_of_population(30, 75, 90)
    assert found.standard_error == pytest.approx(np.sqrt(0.4 * 0.6 / 75))
    assert found.standard_error_corrected == pytest.approx(np.sqrt(0.4 * 0.6 / 75 * 15 / 89))
    assert found.interval == wilson_interval(30, 75)
    assert found.sampling_fraction == pytest.approx(75 / 90)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 1000))
def test_finite_population_properties(answers, others):
    (x, n), population = answers, answers[1] + others
    found = share_of_population(x, n, population)
    low, high = found.interval_corrected
    assert found.interval[0] - 1e-12 <= low <= x / n <= high <= found.interval[1] + 1e-12
    assert found.standard_error_corrected <= found.standard_error
    # both limits are where they should be: z corrected standard errors from the share
    for limit in (low, high):
        if 0 < limit < 1:
            error = np.sqrt(limit * (1 - limit) / n * (population - n) / (population - 1))
            assert abs(x / n - limit) == pytest.approx(1.959963985 * error, rel=1e-6)


def test_everybody_has_answered_and_almost_nobody():
    everybody = share_of_population(7, 10, 10)
    assert (everybody.standard_error_corrected, everybody.interval_corrected) == (0.0, (0.7, 0.7))
    few = share_of_population(7, 10, 10**9)
    assert few.interval_corrected == pytest.approx(few.interval)


@pytest.mark.parametrize(
    "arguments",
    [
        (5, 10, "a"),
        (5, 10, None),
        (5, None, 20),
        (5, "b", 20),
        (5, 10, 9),
        (5, 10, 20.5),
        (11, 10, 20),
        (-1, 10, 20),
        (0, 0, 5),
        (1, 1, 1),
    ],
)
def test_populations_that_cannot_be_are_refused(arguments):
    with pytest.raises(ValueError, match="expected"):
        share_of_population(*arguments)


def test_kitagawa_by_hand():
    # Kitagawa (1955): rates 0.6, 0.2 with shares 0.5, 0.5 become 0.7, 0.3 with shares 0.25, 0.75
    found = decompose_change([[30, 20], [10, 40]], [[35, 15], [45, 105]], [1, 0])
    composition = Fraction(-1, 4) * Fraction(13, 20) + Fraction(1, 4) * Fraction(1, 4)
    within = Fraction(1, 10) * Fraction(3, 8) + Fraction(1, 10) * Fraction(5, 8)
    assert found.composition.value == pytest.approx(float(composition))
    assert found.within.value == pytest.approx(float(within))
    assert (found.before, found.after, found.n) == (pytest.approx(0.4), pytest.approx(0.4), (100, 200))


@settings(max_examples=80, deadline=None)
@given(waves, st.lists(st.integers(-3, 9), min_size=4, max_size=4))
def test_the_parts_sum_to_the_change(tables, scores):
    before, after = tables
    scores = scores[: before.shape[1]]
    assume(before.sum() and after.sum() and len(set(scores)) > 1)
    found = decompose_change(before, after, scores)
    change = after.sum(axis=0) @ scores / after.sum() - before.sum(axis=0) @ scores / before.sum()
    assert found.total.value == pytest.approx(change, abs=1e-9)
    assert found.after - found.before == pytest.approx(change, abs=1e-9)
    assert found.composition.value + found.within.value == pytest.approx(change, abs=1e-9)
    assert found.composition_by_group.sum() == pytest.approx(found.composition.value, abs=1e-9)
    assert found.within_by_group.sum() == pytest.approx(found.within.value, abs=1e-9)
    # the interval of the whole change is the usual one of two means
    means = [table.sum(axis=0) @ scores / table.sum() for table in tables]
    variance = sum(
        table.sum(axis=0) @ (np.array(scores) - mean) ** 2 / table.sum() ** 2
        for table, mean in zip(tables, means, strict=True)
    )
    assert found.total.high - found.total.value == pytest.approx(1.959963985 * np.sqrt(variance), abs=1e-7)
    back = decompose_change(after, before, scores)
    for part in ("total", "composition", "within"):
        here, there = getattr(found, part), getattr(back, part)
        assert (there.value, there.low) == pytest.approx((-here.value, -here.high), abs=1e-9)
    order = np.arange(len(before))[::-1]
    assert decompose_change(before[order], after[order], scores).within.value == pytest.approx(found.within.value)


def test_intervals_of_the_parts_against_resampling():
    before, after = np.array([[30, 20], [10, 40], [5, 7]]), np.array([[50, 10], [20, 35], [1, 9]])
    found = decompose_change(before, after, [1, 0])
    random = np.random.default_rng(2025)
    again = [
        decompose_change(
            *(random.multinomial(t.sum(), t.ravel() / t.sum()).reshape(t.shape) for t in (before, after)), [1, 0]
        )
        for _ in range(1500)
    ]
    for part in ("composition", "within"):
        error = np.std([getattr(each, part).value for each in again])
        effect = getattr(found, part)
        assert (effect.high - effect.value) / 1.96 == pytest.approx(error, rel=0.08)


def test_a_group_in_one_wave_is_composition_and_said():
    found = decompose_change([[30, 20], [0, 0]], [[30, 20], [40, 10]], [1, 0])
    assert found.within.value == pytest.approx(0)
    assert found.composition.value == pytest.approx(0.7 - 0.6)
    assert [(note.code, note.values) for note in found.notes] == [("group_in_one_wave", {"groups": [1]})]


def test_everybody_alike_in_a_wave_is_allowed():
    found = decompose_change([[10, 0], [10, 0]], [[8, 2], [9, 1]], [1, 0])
    assert (found.before, found.within.value) == (1.0, pytest.approx(-0.15))


@pytest.mark.parametrize(
    ("before", "after", "scores"),
    [
        ([[1, 2]], [[1, 2], [3, 4]], [1, 0]),
        ([[1, 2], [3, 4]], [[1, 2], [3, -4]], [1, 0]),
        ([[1, 2], [3, 4.5]], [[1, 2], [3, 4]], [1, 0]),
        ([[1, 2], [3, 4]], [[1, 2], [3, np.nan]], [1, 0]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]], [1]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]], [1, np.nan]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]], [1, 1]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]], ["a", "b"]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]], None),
    ],
)
def test_changes_that_cannot_be_split_are_refused(before, after, scores):
    with pytest.raises(ValueError, match="expected"):
        decompose_change(before, after, scores)


def test_a_wave_without_answers_is_refused():
    with pytest.raises(DegenerateTable):
        decompose_change([[0, 0], [0, 0]], [[1, 2], [3, 4]], [1, 0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        decompose_change([[1, 2]], [[3, 4]], [1, 0], level=95)
