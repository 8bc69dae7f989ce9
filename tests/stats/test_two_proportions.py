"""Two proportions: Newcombe's and Miettinen–Nurminen's intervals, the odds ratio, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from scipy import stats as scipy_stats
from svarbenk.stats import (
    DegenerateTable,
    chi_square,
    clopper_pearson_interval,
    miettinen_nurminen_interval,
    newcombe_interval,
    odds_ratio,
    two_proportions,
)

GROUP = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("groups", "difference", "low", "high"),
    # Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017)
    [((0, 16, 15, 72), -0.2083, -0.3157, 0.0003), ((7, 34, 1, 34), 0.1765, 0.0189, 0.3404)],
)
def test_newcombe_published(groups, difference, low, high):
    assert newcombe_interval(*groups) == pytest.approx((low, high), abs=5.1e-5)
    effect = two_proportions(*groups).effect
    assert (effect.value, effect.low, effect.high) == pytest.approx((difference, low, high), abs=5.1e-5)


def test_newcombe_of_the_paper():
    # Newcombe (1998), table II, method 10: 56/70 and 48/80; 9/10 and 3/10
    assert newcombe_interval(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5.1e-5)
    assert newcombe_interval(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=5.1e-5)


def score(difference, x1, n1, x2, n2):
    """Miettinen and Nurminen's statistic, with the likelihood climbed and not solved for."""

    def loss(p2):
        p1 = p2 + difference
        terms = (x1, p1), (n1 - x1, 1 - p1), (x2, p2), (n2 - x2, 1 - p2)
        return -sum(x * np.log(max(p, 1e-300)) for x, p in terms if x)

    bounds = max(0.0, -difference), min(1.0, 1 - difference)
    p2 = optimize.minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-13}).x
    p1, n = p2 + difference, n1 + n2
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)
    return (x1 / n1 - x2 / n2 - difference) / np.sqrt(variance)


@settings(max_examples=60, deadline=None)
@given(GROUP, GROUP)
def test_miettinen_nurminen_by_definition(first, second):
    # statsmodels' "score" interval is not used: it fails with 0 of n, and misses this definition by 1 % in z
    low, high = miettinen_nurminen_interval(*first, *second)
    assert -1 <= low <= first[0] / first[1] - second[0] / second[1] <= high <= 1
    for limit, z in ((low, 1.959963985), (high, -1.959963985)):
        if abs(limit) < 0.999:
            assert score(limit, *first, *second) == pytest.approx(z, abs=2e-3)


@settings(max_examples=60, deadline=None)
@given(GROUP, GROUP, st.sampled_from([newcombe_interval, miettinen_nurminen_interval]))
def test_exchanging_groups_or_answers_turns_the_interval(first, second, interval):
    low, high = interval(*first, *second)
    assert interval(*second, *first) == pytest.approx((-high, -low), abs=1e-7)
    others = [(n - x, n) for x, n in (first, second)]
    assert interval(*others[0], *others[1]) == pytest.approx((-high, -low), abs=1e-7)


def test_the_test_is_chi_square_and_says_so():
    result = two_proportions(7, 34, 1, 34, interval="miettinen_nurminen", correction="n-1")
    assert result.p_value == chi_square([[7, 27], [1, 33]], "n-1").p_value
    notes = {note.code: note.values for note in result.notes}
    assert notes["interval_method"] == {"method": "miettinen_nurminen"}
    assert notes["correction"] == {"correction": "n-1"}
    assert notes["proportions"]["x1"], notes["proportions"]["n2"] == (7, 34)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((5, 4, 1, 2), "5 of 4"),
        ((1, 2, -1, 4), "-1 of 4"),
        ((1.5, 2, 1, 4), "1.5 of 2"),
        ((float("nan"), 2, 1, 4), "nan of 2"),
        ((0, 0, 1, 4), "0 of 0"),
        ((None, 2, 1, 4), "None of 2"),
        (("ja", 2, 1, 4), "ja of 2"),
    ],
)
@pytest.mark.parametrize("function", [two_proportions, newcombe_interval, miettinen_nurminen_interval])
def test_groups_that_cannot_be_are_refused(function, arguments, words):
    with pytest.raises(ValueError, match=words):
        function(*arguments)


def test_other_arguments_are_refused():
    for wrong in ({"interval": "wald"}, {"correction": "none"}, {"level": 95}):
        with pytest.raises(ValueError, match="expected"):
            two_proportions(7, 34, 1, 34, **wrong)
    with pytest.raises(DegenerateTable):
        two_proportions(0, 10, 0, 12)
    # there is nothing to test, but the difference has an interval all the same
    assert newcombe_interval(0, 10, 0, 12) == pytest.approx((-0.2425, 0.2775), abs=5e-5)


@settings(max_examples=40, deadline=None)
@given(GROUP)
def test_clopper_pearson_by_definition(group):
    x, n = group
    low, high = clopper_pearson_interval(x, n)
    assert low == 0 if x == 0 else scipy_stats.binom.sf(x - 1, n, low) == pytest.approx(0.025)
    assert high == 1 if x == n else scipy_stats.binom.cdf(x, n, high) == pytest.approx(0.025)


def test_odds_ratio():
    table = [[7, 27], [1, 33]]
    effect = odds_ratio(table)
    assert effect.value == pytest.approx(7 * 33 / 27)
    # Woolf's interval by hand
    half = 1.959963985 * np.sqrt(1 / 7 + 1 / 27 + 1 / 1 + 1 / 33)
    assert (effect.low, effect.high) == pytest.approx((effect.value * np.exp(-half), effect.value * np.exp(half)))
    # R: fisher.test(matrix(c(7, 27, 1, 33), 2, byrow = TRUE)): estimate 8.329..., interval 0.97327... to 396.99...
    exact = odds_ratio(table, kind="conditional")
    assert (exact.name, exact.value) == ("odds_ratio_conditional", pytest.approx(8.32934, rel=1e-5))
    assert (exact.low, exact.high) == pytest.approx((0.973274, 396.994), rel=1e-5)


def test_odds_ratio_with_a_zero_has_an_open_end():
    effect = odds_ratio([[0, 16], [15, 57]])
    exact = odds_ratio([[0, 16], [15, 57]], kind="conditional")
    assert (effect.value, effect.low) == (0, 0)
    assert effect.high == exact.high == pytest.approx(1.1409, abs=5e-5)
    assert np.isinf(odds_ratio([[16, 0], [57, 15]]).high)


def test_odds_ratio_refuses():
    with pytest.raises(ValueError, match="expected a 2 × 2 table"):
        odds_ratio([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="expected"):
        odds_ratio([[1, 2], [3, 4]], kind="exact")
    with pytest.raises(DegenerateTable):
        odds_ratio([[0, 0], [3, 4]])
