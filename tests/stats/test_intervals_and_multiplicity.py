"""Wilson's interval, adjusted p-values and stars."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from svarbenk import stats
from svarbenk.stats import Family, adjust_p, chi_square, stars, wilson_interval


@pytest.mark.parametrize(
    ("x", "n", "low", "high", "places"),
    # Fagerland, Lydersen and Laake (2017)
    [(13, 16, 0.5699, 0.9341, 4), (250, 533, 0.427, 0.5115, 4)],
)
def test_wilson_published(x, n, low, high, places):
    assert wilson_interval(x, n) == pytest.approx((low, high), abs=0.51 * 10**-places)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_by_definition(pair):
    x, n = pair
    low, high = wilson_interval(x, n)
    assert 0 <= low <= x / n <= high <= 1
    for limit in (low, high):
        if 0 < limit < 1:
            z = abs(x / n - limit) / np.sqrt(limit * (1 - limit) / n)
            assert z == pytest.approx(1.959963985, rel=1e-6)


@pytest.mark.parametrize("arguments", [(5, 4), (-1, 4), (0, 0), (1.5, 4), (1, 4, 95)])
def test_wilson_refuses(arguments):
    with pytest.raises(ValueError, match="expected"):
        wilson_interval(*arguments)


# Fifteen p-values of Benjamini and Hochberg (1995), section 4.1
NEUHAUS = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
NEUHAUS += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def test_benjamini_hochberg_published():
    # the paper rejects four hypotheses at 5 % with its procedure, and three with Bonferroni's and Hochberg's
    assert np.sum(adjust_p(NEUHAUS, "bh") <= 0.05) == 4
    assert adjust_p(NEUHAUS, "bh")[3] == pytest.approx(0.0095 * 15 / 4)
    assert np.sum(adjust_p(NEUHAUS, "holm") <= 0.05) == 3
    assert adjust_p(NEUHAUS, "holm")[0] == pytest.approx(0.0015)


def test_holm_by_hand():
    assert adjust_p([0.03, 0.01, 0.04, 0.005]) == pytest.approx([0.06, 0.03, 0.06, 0.02])


def test_missing_p_value_is_no_test():
    assert adjust_p([0.01, np.nan, 0.03]) == pytest.approx([0.02, np.nan, 0.03], nan_ok=True)
    assert np.isnan(adjust_p([np.nan])).all()
    assert len(adjust_p([])) == 0


def test_adjust_refuses():
    with pytest.raises(ValueError, match="expected 0–1"):
        adjust_p([0.2, 1.2])
    with pytest.raises(ValueError, match="expected"):
        adjust_p([0.2], "bonferroni")
    for wrong in (["a"], 0.03, None, {"a": 0.1}, [[0.1, 0.2], [0.3, 0.4]]):
        with pytest.raises(ValueError, match="expected a list of numbers"):
            adjust_p(wrong)


@pytest.mark.parametrize(("method", "theirs"), [("holm", "holm"), ("bh", "fdr_bh")])
@pytest.mark.parametrize("count", [1, 2, 7, 300])
def test_adjusted_as_by_statsmodels(method, theirs, count):
    # rounded, so that there are ties; some of them 0 and 1
    values = np.round(np.random.default_rng(count).beta(0.3, 1, count), 2)
    adjusted = adjust_p(values, method)
    assert adjusted == pytest.approx(multipletests(values, method=theirs)[1], rel=1e-9)
    assert (adjusted >= values).all()


def test_a_declared_family():
    result = chi_square([[7, 27], [1, 33]])
    family = Family.declared("spørsmål etter sentralitet", [0.004, result, None, 0.04])
    assert family.size == 3
    assert family.p_values[1] == result.p_value
    # Holm: 0.004 × 3; 0.0239 × 2; 0.04, but no less than the one before
    assert family.adjusted == pytest.approx((0.012, 2 * result.p_value, np.nan, 2 * result.p_value), nan_ok=True)
    assert family.stars() == ["**", "**", "", "**"]
    assert family.stars("raw") == ["***", "**", "", "**"]
    caption = family.caption()
    assert caption.code == "stars_adjusted"
    assert caption.values["family"] == "spørsmål etter sentralitet"
    assert (caption.values["size"], caption.values["method"]) == (3, "holm")
    assert caption.values["limits"] == [[0.01, "***"], [0.05, "**"], [0.10, "*"]]
    assert family.caption("raw").values["method"] is None


def test_a_family_refuses():
    for unnamed in (" ", None):
        with pytest.raises(ValueError, match="without a name"):
            Family.declared(unnamed, [0.1])
    with pytest.raises(ValueError, match="expected 0–1"):
        Family.declared("alle", [0.1, -0.2])
    with pytest.raises(ValueError, match="expected"):
        Family.declared("alle", [0.1]).stars("both")


@pytest.mark.parametrize(
    ("p", "mark"),
    # the report: *** p < 0,01, ** p < 0,05, * p < 0,10
    [(0, "***"), (0.0099, "***"), (0.01, "**"), (0.0499, "**"), (0.05, "*"), (0.0999, "*"), (0.1, ""), (1, "")],
)
def test_stars(p, mark):
    assert stars(p) == mark


def test_stars_of_no_test_and_of_no_p_value():
    assert stars(float("nan")) == ""
    for wrong in (1.2, -0.1, None, "0,03", [0.03]):
        with pytest.raises(ValueError, match="expected 0–1"):
            stars(wrong)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan"), None, "95 %"])
def test_a_level_is_between_0_and_1_everywhere(level):
    table = [[7, 27], [1, 33]]
    for asked in (
        lambda: wilson_interval(3, 10, level),
        lambda: stats.clopper_pearson_interval(3, 10, level),
        lambda: stats.newcombe_interval(7, 34, 1, 34, level),
        lambda: stats.miettinen_nurminen_interval(7, 34, 1, 34, level),
        lambda: stats.two_proportions(7, 34, 1, 34, level=level),
        lambda: stats.cramers_v(table, level=level),
        lambda: stats.odds_ratio(table, level=level),
        lambda: stats.mcnemar(table, level=level),
        lambda: stats.share_of_population(3, 10, 20, level=level),
        lambda: stats.decompose_change(table, table, [1, 0], level=level),
        lambda: stats.proportional_odds([1, 2, 1, 2], [1, 1, 2, 2], level=level),
        lambda: stats.from_percentages([40, 60], 100).judge("significant", level),
    ):
        with pytest.raises(ValueError, match="between 0 and 1"):
            asked()
