"""A whole questionnaire at once gives what one table at a time gives."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svarbenk import stats
from svarbenk.stats import fisher

ONE = {
    "chi_square": stats.chi_square,
    "likelihood_ratio": stats.likelihood_ratio,
    "fisher_exact": stats.fisher_exact,
    "kruskal_wallis": stats.kruskal_wallis,
    "linear_by_linear": stats.linear_by_linear,
    "jonckheere_terpstra": stats.jonckheere_terpstra,
}


def survey(seed, persons, questions=4, backgrounds=3, waves=3):
    """Ordered categories of which some are used by nobody, and missing answers."""
    random = np.random.default_rng(seed)

    def columns(number, name):
        made = {}
        for i in range(number):
            kinds = int(random.integers(2, 6))
            codes = random.choice(kinds, persons, p=random.dirichlet(np.full(kinds, 1.0)))
            codes[random.random(persons) < 0.15] = -1
            made[f"{name}{i}"] = pd.Categorical.from_codes(codes, [f"svar {k}" for k in range(kinds)], ordered=True)
        return pd.DataFrame(made)

    wave = pd.Series(random.choice(["I", "II", "III", "IV"][:waves], persons))
    return columns(questions, "q"), columns(backgrounds, "b"), wave


def one(questions, backgrounds, waves, row):
    """The test of a row of the result, from its own crosstab."""
    table = pd.crosstab(
        backgrounds[row.background][waves == row.wave], questions[row.question][waves == row.wave], dropna=False
    ).reindex(
        index=backgrounds[row.background].cat.categories,
        columns=questions[row.question].cat.categories,
        fill_value=0,
    )
    try:
        return int(table.to_numpy().sum()), ONE[row.test](table)
    except stats.DegenerateTable:
        return int(table.to_numpy().sum()), None


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(8, 250))
def test_many_equals_single(seed, persons):
    questions, backgrounds, waves = survey(seed, persons, questions=2, backgrounds=2, waves=2)
    found = stats.many(questions, backgrounds, waves, tests=[name for name in ONE if name != "fisher_exact"])
    assert len(found) == 2 * 2 * waves.nunique() * 5
    for row in found.itertuples():
        n, result = one(questions, backgrounds, waves, row)
        assert row.n == n
        if result is None:
            assert math.isnan(row.p_value) and math.isnan(row.statistic)
            continue
        assert row.statistic == pytest.approx(result.statistic, rel=1e-9, abs=1e-10)
        assert row.p_value == pytest.approx(result.p_value, rel=1e-9)
        assert (math.isnan(row.df) and result.df is None) or row.df == result.df
        assert row.effect_name == result.effect.name
        assert row.effect == pytest.approx(result.effect.value, rel=1e-9, abs=1e-10)


def test_fisher_and_expected_counts_are_those_of_one_table():
    questions, backgrounds, waves = survey(3, 60, questions=2, backgrounds=2, waves=2)
    found = stats.many(questions, backgrounds, waves, tests=["fisher_exact", "chi_square"])
    for row in found.itertuples():
        _, result = one(questions, backgrounds, waves, row)
        assert row.p_value == pytest.approx(result.p_value, rel=1e-12)
        assert row.method == result.method
    row = found.iloc[0]
    here = waves == row["wave"]
    table = pd.crosstab(backgrounds[row["background"]][here], questions[row["question"]][here])
    expected = stats.expected_counts(table)
    expected = expected[expected > 0]
    assert row["minimum_expected"] == pytest.approx(expected.min())
    assert row["share_below_5"] == pytest.approx(np.mean(expected < 5))


def test_a_p_value_from_random_tables_is_told_from_an_exact_one(monkeypatch):
    monkeypatch.setitem(fisher.BUDGET, "auto", 1.0)
    questions, backgrounds = {"q": [1, 2, 3, 1, 2, 3, 2, 1], "r": [1] * 8}, {"b": [1, 1, 2, 2, 3, 3, 1, 2]}
    found = stats.many(questions, backgrounds, tests=["fisher_exact", "chi_square"])
    assert list(found["method"][:2]) == ["monte_carlo", "asymptotic"]
    assert found["method"][2:].isna().all()


def test_tests_keep_to_the_scales():
    questions = {"ordnet": [1, 2, 3, 1, 2, 3, 1, 2], "uordnet": list("abcabcab")}
    backgrounds = {"ordnet bakgrunn": [1, 1, 1, 2, 2, 2, 2, 1], "kjonn": list("kkmmkkmm")}
    found = stats.many(questions, backgrounds)
    done = found.groupby(["question", "background"])["test"].agg(list).to_dict()
    assert done == {
        ("ordnet", "ordnet bakgrunn"): ["chi_square", "kruskal_wallis", "linear_by_linear", "jonckheere_terpstra"],
        ("ordnet", "kjonn"): ["chi_square", "kruskal_wallis"],
        ("uordnet", "ordnet bakgrunn"): ["chi_square"],
        ("uordnet", "kjonn"): ["chi_square"],
    }
    assert found["wave"].isna().all()
    assert list(found["n"].unique()) == [8]


def test_order_of_persons_changes_nothing():
    questions, backgrounds, waves = survey(5, 100)
    order = np.random.default_rng(1).permutation(100)
    turned = stats.many(*(part.iloc[order] for part in (questions, backgrounds, waves)))
    pd.testing.assert_frame_equal(turned, stats.many(questions, backgrounds, waves))


def test_a_question_that_nobody_answered_has_no_test():
    found = stats.many({"tom": [np.nan] * 4, "svart": [1, 2, 1, 2]}, {"b": [1, 1, 2, 2]}, tests=["chi_square"])
    assert found.loc[found["question"] == "tom", "p_value"].isna().all()
    assert list(found["n"]) == [0, 4]
    assert list(found["p_value"].isna()) == [True, False]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (({}, {"b": [1]}), {}, "no questions"),
        (({"q": []}, {"b": []}), {}, "no questions"),
        (({"q": [1]}, {}), {}, "no backgrounds"),
        (([[1]], {"b": [1]}), {}, "mapping of columns"),
        (({"q": [1, 2]}, {"b": [1]}), {}, "1 values of b for 2 persons"),
        (({"q": [1, 2]}, {"b": [1, 2]}, [1]), {}, "1 values of waves"),
        (({"q": [1, 2]}, {"b": [1, 2]}, [1, None]), {}, "1 persons without a wave"),
        (({"q": [1, 2]}, {"b": [1, 2]}), {"tests": ["t"]}, "expected some of chi_square"),
        (({"q": [1, 2]}, {"b": [1, 2]}), {"tests": []}, "expected some of chi_square"),
    ],
)
def test_many_refuses(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        stats.many(*arguments, **options)
