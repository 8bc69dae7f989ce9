"""Tests, their reasons, and what the answers vary with."""

from fractions import Fraction

import pytest
from svarbenk import stats, wording
from svarbenk.stats import Reason, TestResult

# Helse Nord 2019, table 10.10 by sentralitet (lines 2462–2468), printed p = 0,045
PLANNED = [[0, 1], [6, 2], [8, 5], [13, 26]]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_fisher_in_words():
    told = plain(wording.test_sentence(stats.choose(PLANNED)))
    assert told.startswith("Fishers eksakte test, p = 0,045; Cramérs V = 0,3")
    # expected counts are too small for an interval that rests on chi-square
    assert "KI" not in told
    english = plain(wording.test_sentence(stats.choose(PLANNED), "en"))
    assert english.startswith("Fisher's exact test, p = 0.045; Cramér's V = 0.3")
    assert "CI" not in english


def test_chi_square_in_words():
    # 20 30 / 30 20: χ² = 100·(400 − 900)²/50⁴ = 4, one degree of freedom, p = 0.0455
    statistic = Fraction(100 * (20 * 20 - 30 * 30) ** 2, 50**4)
    assert statistic == 4
    result = stats.chi_square([[20, 30], [30, 20]])
    told = plain(wording.test_sentence(result))
    assert told.startswith("Kjikvadrattest, χ² = 4,00, frihetsgrader = 1, p = 0,046")
    assert plain(wording.test_sentence(result, "en")).startswith("Chi-square test, χ² = 4.00, df = 1, p = 0.046")


def test_random_tables_are_owned_up_to():
    result = TestResult(
        "fisher_exact", 0.0455, 78, method="monte_carlo", p_interval=(0.0438, 0.0473), resamples=100_000
    )
    assert plain(wording.test_sentence(result)) == (
        "Fishers eksakte test, p = 0,046 (Monte Carlo, 100 000 tabeller, 99 % KI 0,0438–0,0473)"
    )
    assert plain(wording.test_sentence(result, "en")) == (
        "Fisher's exact test, p = 0.046 (Monte Carlo, 100,000 tables, 99% CI 0.0438–0.0473)"
    )


def test_names():
    assert wording.test_name(stats.choose(PLANNED)) == "Fishers eksakte test"
    assert wording.test_name(TestResult("cochran_armitage", 0.1, 10), "en") == "Cochran–Armitage trend test"


def test_reasons():
    # expected counts of table 10.10: smallest 27·1/61; those of rows 1 and 2 are below 5
    told = plain(wording.reason_sentence(stats.choose(PLANNED).reason))
    assert told == "fordi 50 % av cellene har forventet antall under 5 (minste 0,44)"
    told = plain(wording.reason_sentence(stats.choose(PLANNED).reason, "en"))
    assert told == "because 50% of the cells have an expected count below 5 (smallest 0.44)"
    enough = stats.choose([[20, 30], [30, 20]]).reason
    assert wording.reason_sentence(enough) == "fordi ingen av cellene har forventet antall under 5 (minste 25,00)"
    assert wording.reason_sentence(enough, "en") == "because no cell has an expected count below 5 (smallest 25.00)"
    assert wording.reason_sentence(None) == ""
    assert wording.reason_sentence(Reason("asked_for")) == ""


@pytest.mark.parametrize(
    ("tests", "nb", "en"),
    [
        ({}, "", ""),
        (
            {"folketall": 0.023},
            "Svarene varierer med folketall (p = 0,023).",
            "The answers vary with folketall (p = 0.023).",
        ),
        (
            {"sentralitet": 0.0804, "folketall": 0.023},
            "Svarene varierer med folketall (p = 0,023), men ikke klart med sentralitet (p = 0,080).",
            "The answers vary with folketall (p = 0.023), but not clearly with sentralitet (p = 0.080).",
        ),
        (
            {"sentralitet": 0.897, "folketall": 0.637, "alder": 1.0},
            "Svarene varierer ikke klart med sentralitet (p = 0,897), folketall (p = 0,637) eller alder (p > 0,999).",
            "The answers do not vary clearly with sentralitet (p = 0.897), folketall (p = 0.637) or alder (p > 0.999).",
        ),
        (
            {"sentralitet": 0.0001, "folketall": 0.0004},
            "Svarene varierer med sentralitet (p < 0,001) og folketall (p < 0,001).",
            "The answers vary with sentralitet (p < 0.001) and folketall (p < 0.001).",
        ),
        # written alike, and on either side of the level: the unrounded p decides
        (
            {"a": 0.0496, "b": 0.0504},
            "Svarene varierer med a (p = 0,050), men ikke klart med b (p = 0,050).",
            "The answers vary with a (p = 0.050), but not clearly with b (p = 0.050).",
        ),
        (
            {"a": 0.05},
            "Svarene varierer ikke klart med a (p = 0,050).",
            "The answers do not vary clearly with a (p = 0.050).",
        ),
    ],
)
def test_what_the_answers_vary_with(tests, nb, en):
    assert plain(wording.association_sentence(tests)) == nb
    assert plain(wording.association_sentence(tests, "en")) == en


def test_the_level_can_be_chosen():
    assert plain(wording.association_sentence({"a": 0.023}, level=0.01)).startswith("Svarene varierer ikke klart med a")
    assert wording.significance(0.0496) == "signifikant"
    assert wording.significance(0.05) == "ikke signifikant"
    assert wording.significance(0.0496, "en", level=0.01) == "not significant"


def test_a_family_of_tests():
    assert wording.family_sentence(22, 10, 5) == (
        "Kapitlet har 22 tester. 10 av dem har p under 0,05; etter Holms korreksjon, med alle testene som én familie, "
        "har 5 det."
    )
    assert wording.family_sentence(22, 1, 0, language="en") == (
        "The chapter has 22 tests. p is below 0.05 in 1 of them; after Holm's correction, with all tests as one "
        "family, in 0."
    )
    assert wording.family_sentence(1, 1, 1) == "Kapitlet har én test. Den har p under 0,05."
    assert wording.family_sentence(1, 0, 0, 0.1, "en") == "The chapter has one test. Its p is not below 0.10."
    assert wording.family_sentence(0, 0, 0) == "Ingen tester vises, fordi antall er skjult."
