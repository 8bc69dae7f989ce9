"""What tests tell beside their numbers, and that nothing of theirs is without words."""

import numpy as np
import pytest
from svarbenk import stats, wording
from svarbenk.stats import Family, Note, Reason

TABLE = [[20, 30, 15], [35, 15, 20], [18, 22, 27]]
PAIRED = [[40, 20], [9, 31]]
TWO = [[7, 27], [1, 33]]

RESULTS = [
    *(stats.chi_square(TWO, correction) for correction in (None, "yates", "n-1")),
    stats.likelihood_ratio(TABLE),
    stats.fisher_exact(TWO),
    stats.fisher_exact(TWO, mid_p=True),
    *(stats.mcnemar(PAIRED, method) for method in ("exact", "mid_p", "asymptotic")),
    stats.mcnemar(PAIRED, "asymptotic", correction=True),
    stats.marginal_homogeneity(TABLE),
    stats.two_proportions(7, 34, 1, 34),
    stats.cochran_armitage(TWO),
    stats.linear_by_linear(TABLE),
    stats.jonckheere_terpstra(TABLE),
    stats.mann_whitney(TABLE[:2]),
    stats.kruskal_wallis(TABLE),
    stats.spearman(TABLE),
    stats.rao_scott([1, 1, 2, 2, 1] * 8, [1, 2, 2, 1, 1] * 8, np.arange(1, 41)),
    stats.proportional_odds([1, 2, 3] * 6, [1, 1, 2] * 2 + [2, 1, 1] * 2 + [2, 2, 1] * 2),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.test)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_test_and_effect_has_words(result, language):
    told = wording.test_sentence(result, language)
    assert "_" not in told
    assert wording.test_name(result, language) != result.test


def test_effects_by_other_ways_have_words():
    for effect in (stats.odds_ratio(TWO, kind="conditional"), stats.cramers_v(TWO, bias_corrected=True)):
        assert "_" not in wording.test_sentence(stats.TestResult("fisher_exact", 0.05, 68, effect=effect))


def test_f_has_both_degrees_of_freedom():
    result = stats.WeightedTest("rao_scott", 0.02, 240, statistic=9.0047, df=5.988, df_denominator=1431.07)
    assert plain(wording.test_sentence(result)) == (
        "Rao–Scotts test, F = 9,00, frihetsgrader = 6,0 og 1 431,1, p = 0,020"
    )


def test_the_reason_told_is_the_one_that_decided():
    # 1 of 10 cells below 5, which the rule allows; its expected count of 2 · 200/2002 … is below 1, which it does not
    few = stats.choose([[0, 200, 200, 200, 200], [2, 400, 400, 400, 400]])
    assert few.test == "fisher_exact"
    assert plain(wording.reason_sentence(few.reason)) == "fordi det minste forventede antallet er under 1 (0,67)"
    assert wording.reason_sentence(few.reason, "en") == "because the smallest expected count is below 1 (0.67)"
    allowed = stats.choose([[20, 20, 20, 20, 4], [40, 40, 40, 40, 9]])
    assert allowed.test == "chi_square"
    assert plain(wording.reason_sentence(allowed.reason)).startswith("fordi bare 10 % av cellene har forventet antall")
    assert wording.reason_sentence(allowed.reason, "en").startswith("because only 10% of the cells have an expected")
    # 11 of 54 cells are more than a fifth, and must not be written as 20 %
    over = Reason("expected_below_5", {"share": 11 / 54, "minimum": 1.2, "cells": 54, "below": 11, "rule": "cochran"})
    assert plain(wording.reason_sentence(over)) == "fordi 20,4 % av cellene har forventet antall under 5 (minste 1,20)"


def test_stars_say_which_p_values_they_stand_for():
    family = Family.declared("spørsmål etter sentralitet", [0.004, 0.03, None])
    assert plain(wording.note_sentence(family.caption("raw"))) == (
        "*** p < 0,01, ** p < 0,05, * p < 0,10; ujusterte p-verdier (spørsmål etter sentralitet, 2 tester)."
    )
    assert plain(wording.note_sentence(family.caption())).endswith(
        "; p-verdier justert etter Holm (spørsmål etter sentralitet, 2 tester)."
    )
    english = Family.declared("by centrality", [0.004], "bh").caption()
    assert plain(wording.note_sentence(english, "en")) == (
        "*** p < 0.01, ** p < 0.05, * p < 0.10; p-values adjusted by Benjamini–Hochberg (by centrality, 1 test)."
    )


@pytest.mark.parametrize(
    ("note", "nb", "en"),
    [
        (
            Note("dropped_empty", {"rows": 1, "columns": 2}),
            "1 tom rad og 2 tomme kolonner er utelatt.",
            "1 empty row and 2 empty columns left out.",
        ),
        (Note("dropped_empty", {"rows": 0, "columns": 1}), "1 tom kolonne er utelatt.", "1 empty column left out."),
        (
            Note("order_not_used", {"rows": False, "columns": True}),
            "Testen bruker ikke rekkefølgen i kolonnene.",
            "The test makes no use of the order of the columns.",
        ),
        (
            Note("budget_exceeded", {"budget": 3e7}),
            "Tabellen er for stor til å regnes ut eksakt; p er anslått med tilfeldige tabeller.",
            "The table is too large to be worked out exactly; p is estimated from random tables.",
        ),
        (Note("scores", {"scores": [1, 2]}), "", ""),
    ],
)
def test_notes(note, nb, en):
    assert plain(wording.note_sentence(note)) == nb
    assert plain(wording.note_sentence(note, "en")) == en


@pytest.mark.parametrize(
    ("test", "told"),
    [
        (stats.cochran_armitage, "Varians med N i nevneren."),
        (stats.linear_by_linear, "Varians med N − 1 i nevneren."),
        (stats.kruskal_wallis, "Varians med N − 1 i nevneren, korrigert for like svar."),
        (stats.jonckheere_terpstra, "Permutasjonsvarians, korrigert for like svar."),
    ],
)
def test_the_variance_is_told(test, told):
    assert told in [plain(wording.note_sentence(note)) for note in test(TWO).notes]
