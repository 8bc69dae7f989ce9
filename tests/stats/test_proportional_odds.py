"""Ordered logit of an answer on wave: published and R's answers, and what it refuses."""

import numpy as np
import pandas as pd
import pytest
from svarbenk.stats import proportional_odds

# Agresti (2013), table 8.5: mental impairment of 40 adults; status (0 high, 1 low … coded 1 high) and life events
IMPAIRMENT = (
    "11 19 14 13 02 10 01 13 13 17 01 02",
    "15 06 13 01 18 12 05 15 19 03 13 11",
    "00 14 03 09 16 04 03",
    "18 12 17 05 04 04 18 08 09",
)
TWO_WAVES = np.array([[218, 229, 142, 56, 11], [201, 248, 121, 30, 15]])


def spelt_out(table):
    group, answer = (np.repeat(part.ravel(), np.ravel(table)) for part in np.indices(np.shape(table)))
    return answer, group


def notes(result):
    return {note.code: note.values for note in result.notes}


def test_mental_impairment_published():
    # Agresti (2013), 8.2.4: status 1.111 (SE 0.611) on the logit of P(Y ≤ j), life events -0.319
    rows = [(k, int(each[0]), int(each[1])) for k, line in enumerate(IMPAIRMENT) for each in line.split()]
    impairment, status, events = (list(column) for column in zip(*rows, strict=True))
    result = proportional_odds(impairment, status, {"events": events})
    assert result.n == 40
    (ratio,) = result.odds_ratios
    assert np.log(ratio.value) == pytest.approx(-1.111, abs=5e-4)
    assert np.log(ratio.high / ratio.low) / (2 * 1.959964) == pytest.approx(0.611, abs=5e-4)
    assert result.effect.name == "odds_ratio"
    assert notes(result)["adjusted_for"] == {"background": ["events"]}


def test_two_waves_as_in_r():
    # R: MASS::polr(a ~ g, weights = n): g2 -0.1055652 (0.1023645); anova: LR 1.063924987, p 0.3023216906
    result = proportional_odds(*spelt_out(TWO_WAVES))
    assert np.log(result.effect.value) == pytest.approx(-0.1055652, abs=5e-6)
    assert (result.effect.low, result.effect.high) == pytest.approx((0.7362423856, 1.09973085), abs=5e-6)
    assert (result.statistic, result.df) == (pytest.approx(1.063924987, abs=2e-6), 1)
    assert result.p_value == pytest.approx(0.3023216906, abs=5e-7)
    assert result.p_values[0] == pytest.approx(0.3024, abs=5e-5)
    assert result.reference == "0"


def test_one_odds_ratio_does_not_fit_a_change_of_shape():
    # R, by glm at each threshold and Brant's (1990) covariance: 9.23608004753, p 0.0263112956484
    found = notes(proportional_odds(*spelt_out(TWO_WAVES)))["proportionality"]
    assert (found["statistic"], found["df"]) == (pytest.approx(9.23608004753, rel=1e-8), 3)
    assert found["p_value"] == pytest.approx(0.0263112956484, rel=1e-7)
    # R: exp of the four coefficients; they are also the odds ratios of the table cut in two
    assert found["odds_ratios"]["1"] == pytest.approx([1.025148231, 0.790720474, 0.694029851, 1.465909091], rel=1e-8)
    cut = [TWO_WAVES[:, :3].sum(axis=1), TWO_WAVES[:, 3:].sum(axis=1)]
    assert found["odds_ratios"]["1"][2] == pytest.approx(cut[1][1] * cut[0][0] / (cut[1][0] * cut[0][1]))


def test_where_a_threshold_has_no_odds_ratio_there_is_no_test_of_proportionality():
    # nobody in the second wave has the highest answer
    result = proportional_odds(*spelt_out([[5, 6, 7], [8, 9, 0]]))
    assert notes(result)["proportionality"]["p_value"] is None
    assert result.effect.high < 1


def test_two_answers_are_logistic_regression():
    # with two answers and nothing else the odds ratio is that of the table, with Woolf's interval
    result = proportional_odds(*spelt_out([[20, 30], [35, 15]]))
    value = 20 * 15 / (30 * 35)
    half = 1.959963985 * np.sqrt(1 / 20 + 1 / 30 + 1 / 35 + 1 / 15)
    found = (result.effect.value, result.effect.low, result.effect.high)
    assert found == pytest.approx((value, value * np.exp(-half), value * np.exp(half)), rel=1e-4)


def test_adjusting_for_background_of_words_and_numbers_and_gaps():
    random = np.random.default_rng(7)
    n = 600
    wave, age, sex = random.integers(1, 4, n), random.normal(45, 10, n), random.choice(["k", "m"], n)
    latent = 0.5 * wave + 0.05 * age + (sex == "m") + random.logistic(size=n)
    names = ["svært usannsynlig", "usannsynlig", "sannsynlig", "svært sannsynlig"]
    answer = pd.Series(
        pd.Categorical.from_codes(np.digitize(latent, [2, 3.5, 5]), names, ordered=True), index=range(n, 0, -1)
    )
    background = pd.DataFrame({"alder": age, "kjonn": sex})
    background.loc[[3, 5], "alder"] = np.nan
    answer.iloc[5:7] = np.nan
    result = proportional_odds(answer, wave, background, reference=2)
    assert notes(result)["dropped_missing"] == {"persons": 3}
    assert (result.n, result.df, result.effect) == (n - 3, 2, None)
    assert [ratio.name for ratio in result.odds_ratios] == ["1", "3"]
    # what it is adjusted for may be measured in other units, and the order reversed turns the ratios
    other = proportional_odds(
        answer.cat.codes.replace(-1, np.nan) * -1, wave, background.assign(alder=age_in_days(background)), reference=2
    )
    for one, two in zip(result.odds_ratios, other.odds_ratios, strict=True):
        assert one.value == pytest.approx(1 / two.value, rel=1e-4)
        assert one.low == pytest.approx(1 / two.high, rel=1e-4)


def age_in_days(background):
    return background["alder"] * 365.25 + 1e5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answers": list("aabbccaabbcc")}, "ordered categorical or numbers"),
        ({"answers": pd.Categorical(list("aabbccaabbcc"))}, "without an order"),
        ({"answers": [1] * 12}, "at least two of each"),
        ({"answers": [1] * 6 + [1, 2, 3, 1, 2, 3]}, "all 6 answers in group 1 are «1»"),
        ({"groups": [1] * 12}, "at least two of each"),
        ({"groups": [1] * 11}, "expected one each"),
        ({"background": {"x": [1] * 6 + [2] * 6}}, "determine each other"),
        ({"background": {"x": [1, np.inf] * 6}}, "finite"),
        ({"background": {"x": [1, 1, 2, 2, 3, 3] * 2}}, "no finite odds ratios"),
        ({"reference": 3}, "expected one of 1, 2"),
        ({"level": 95}, "between 0 and 1"),
    ],
)
def test_proportional_odds_refuses(change, message):
    given = {"answers": [1, 1, 2, 2, 3, 3] * 2, "groups": [1] * 6 + [2] * 6} | change
    with pytest.raises(ValueError, match=message):
        proportional_odds(given.pop("answers"), given.pop("groups"), **given)
