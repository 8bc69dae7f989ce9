"""Tests of trend in words: a z, and an interval whose ends may be below nought."""

from svarbenk import stats
from svarbenk.wording import reason_sentence as reason
from svarbenk.wording import test_sentence as sentence


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_linear_by_linear_is_told_with_its_z():
    # Agresti (2002), 4×4: Z 2.76234, p .005739
    table = [[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]]
    told = plain(sentence(stats.linear_by_linear(table)))
    assert told.startswith("Lineær-mot-lineær-test, z = 2,76, p = 0,006")
    assert "frihetsgrader" not in told


def test_an_interval_below_nought_has_a_word_between_its_ends():
    table = [[40, 25], [54, 7], [63, 10]]
    told = plain(sentence(stats.linear_by_linear(table), capital=False))
    assert told.startswith("lineær-mot-lineær-test")
    assert " til " in told
    assert "–−" not in told
    assert " to " in plain(sentence(stats.linear_by_linear(table), "en"))


def test_chi_square_keeps_its_degrees_of_freedom():
    # Fagerland, Lydersen & Laake (2017): Pearson 17.562 on 2 degrees of freedom
    told = plain(sentence(stats.chi_square([[40, 25], [54, 7], [63, 10]])))
    assert "χ² = 17,56, frihetsgrader = 2, p < 0,001" in told


def test_each_reason_of_the_rules_has_words():
    # Fagerland, Lydersen & Laake (2017): 2×2, smallest expected count 4
    campbell = stats.choose([[7, 27], [1, 33]], rule="campbell")
    assert reason(campbell.reason) == "fordi det minste forventede antallet er minst 1 (4,00)"
    assert reason(campbell.reason, "en") == "because the smallest expected count is at least 1 (4.00)"
    few = stats.choose([[10, 3], [1, 8]], paired=True)
    assert reason(few.reason) == "fordi svarene er parvise og 4 skiftet svar, for få til normaltilnærming"
    many = stats.choose([[10, 30], [12, 8]], paired=True)
    assert reason(many.reason) == "fordi svarene er parvise og 42 skiftet svar"
    three = stats.choose([[5, 3, 2], [1, 6, 4], [2, 2, 9]], paired=True)
    assert reason(three.reason, "en") == "because answers are paired with more than two values"
