"""Claims in words held against replies whose shares and tests are worked out by hand or by scipy."""

import pytest
from scipy.stats import binomtest, chi2_contingency, ttest_ind
from svarbenk.kontroll import check_claims, claim_summary, claim_verdicts
from svarbenk.ledger import CLAIM, Claim, Conflict, Side
from svarbenk.wording import claim_line

from tests.kontroll.practice_survey import practice

NONE = Side("", "", "", "")


def replies() -> list[dict]:
    """Return wave I with 10 of 40 who agree, II with 20 of 40, III with 30 of 40."""
    made = []
    for wave, agree in (("I", 10), ("II", 20), ("III", 30)):
        for place in range(40):
            made.append(
                {
                    "runde": wave,
                    "trygg": "enig" if place < agree else "uenig",
                    "driftsform": "ren" if place % 2 else "lonn",
                    "timer": 40.0 + place % 5 + (0 if wave == "I" else 10),
                    "forskning": 1 if place < 8 else 0,
                    "tiltak_a": "enig" if place < 30 else "uenig",
                    "tiltak_b": "enig" if place % 4 == 0 else "uenig",
                    "storrelse": "liten" if place < 20 else "stor",
                }
            )
    return made


RESPONSES = {"praksis": practice(replies())}


def side(wave, question="trygg", category="enig", where="") -> Side:
    return Side(wave, question, category, where)


def claim(kind, left, right=NONE, significance="", survey="praksis", name="D01", conflicts=(), why_not="") -> Claim:
    return Claim(name, "hefte", 9, survey, "tekst", kind, left, right, significance, why_not, conflicts)


def found(*args, **more):
    return check_claims(RESPONSES, [claim(*args, **more)])[0]


@pytest.mark.parametrize(
    ("kind", "left", "right", "values", "verdict"),
    [
        ("greater", side("III"), side("I"), (75, 25), "holds"),
        ("greater", side("I"), side("I"), (25, 25), "does_not_hold"),
        ("less", side("I"), side("III"), (25, 75), "holds"),
        ("less", side("III"), side("I"), (75, 25), "does_not_hold"),
        ("similar", side("I", "forskning", "noe"), side("I"), (20, 25), "holds"),  # five points apart
        ("similar", side("I", "forskning", "noe"), side("II"), (20, 50), "does_not_hold"),
        ("similar", side("I", "timer", ""), side("II", "timer", ""), (42, 52), "does_not_hold"),  # 10 of 52: 19 %
        ("majority", side("III"), NONE, (75,), "holds"),
        ("majority", side("II"), NONE, (50,), "does_not_hold"),
        ("minority", side("I"), NONE, (25,), "holds"),
        ("largest", side("III"), NONE, (75, 25), "holds"),
        ("largest", side("I"), NONE, (25, 75), "does_not_hold"),
        ("trend_up", side(""), NONE, (25, 50, 75), "holds"),
        ("trend_down", side(""), NONE, (25, 50, 75), "does_not_hold"),
        ("trend_down", side("", "trygg", "uenig"), NONE, (75, 50, 25), "holds"),
        # of the first twenty 10 agreed and then all, of the others none and then 10: both rise by 50 points
        ("bigger_change", side("I", where="storrelse == 'liten'"), Side("III", "", "", "storrelse == 'stor'"),
         (50, 50), "does_not_hold"),
        ("bigger_change", side("I", where="storrelse == 'liten'"), Side("II", "", "", "storrelse == 'stor'"),
         (50, 0), "holds"),
        ("greater", side("I", where="storrelse == 'liten'"), side("I", where="storrelse == 'stor'"), (50, 0), "holds"),
    ],
)  # fmt: skip
def test_each_kind_of_claim(kind, left, right, values, verdict):
    told = found(kind, left, right)
    assert told.values == pytest.approx(values)
    assert told.verdict == verdict


def test_significance_of_two_waves_is_a_chi_square():
    told = found("greater", side("III"), side("I"), "yes")
    assert told.p == pytest.approx(chi2_contingency([[30, 10], [10, 30]], correction=False).pvalue)
    assert told.verdict == "holds"
    assert found("greater", side("III"), side("I"), "no").verdict == "does_not_hold"
    near = found("greater", side("II"), side("I"), "yes")
    assert near.p == pytest.approx(chi2_contingency([[20, 20], [10, 30]], correction=False).pvalue)
    assert (near.p < 0.05) is (near.verdict == "holds")


def test_significance_of_means_is_welch_s_t():
    told = found("less", side("I", "timer", ""), side("II", "timer", ""), "yes")
    one, other = ([40.0 + place % 5 + more for place in range(40)] for more in (0, 10))
    assert told.p == pytest.approx(ttest_ind(one, other, equal_var=False).pvalue)
    assert told.verdict == "holds"


def test_two_answers_of_the_same_replies_are_paired():
    told = found("greater", side("I", "tiltak_a"), side("I", "tiltak_b"), "yes")
    # a and not b: 30 - 8 = 22; b and not a: places 32 and 36
    assert told.p == pytest.approx(binomtest(2, 24).pvalue)
    assert told.values == pytest.approx((75, 25))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (claim("not_checkable", NONE, why_not="Ikke sagt om hva."), "not_checkable"),
        (claim("greater", side("III"), side("I"), survey="annen"), "no_answers"),
        (claim("greater", side("2019"), side("I")), "published_only"),
        (claim("trend_up", side("", "humor", "god")), "not_asked"),
        (claim("greater", side("I", "kurs", "ja"), side("II", "kurs", "ja")), "not_asked_then"),
        (claim("majority", side("I", where="storrelse == 'liten' and storrelse == 'stor'")), "nobody"),
        (claim("majority", side("I", "timer", "mye")), "no_category"),
    ],
)
def test_what_cannot_be_checked_says_why(made, why):
    (told,) = check_claims(RESPONSES, [made])
    assert (told.verdict, told.why) == ("not_computable", why)


def test_a_claim_has_the_worst_verdict_of_its_comparisons():
    row = Conflict(1, "hefte", 9, "", "", "", "", CLAIM, "", "D02", "48 er ikke flertall.")
    told = check_claims(
        RESPONSES,
        [
            claim("greater", side("III"), side("I")),
            claim("not_checkable", NONE, why_not="x"),
            claim("majority", side("I"), name="D02", conflicts=(row,)),
            claim("majority", side("III"), name="D02"),
            claim("majority", side("I"), name="D03"),
            claim("majority", side("III"), name="D03"),
            claim("not_checkable", NONE, name="D04", why_not="x"),
        ],
    )
    # D01 holds as far as it can be checked
    assert claim_summary(told) == {"holds": 0, "partly": 1, "listed": 1, "does_not_hold": 1, "not_computable": 1}
    assert claim_verdicts(told) == {
        ("hefte", "D01"): "partly",
        ("hefte", "D02"): "listed",
        ("hefte", "D03"): "does_not_hold",
        ("hefte", "D04"): "not_computable",
    }


def test_lines_for_the_terminal():
    told = found("greater", side("III"), side("I"), "yes")
    line = claim_line(told.claim, told.verdict, told.values, told.p).replace("\u00a0", " ")
    assert line == "D01, linje 9, tekst: holder (75,0 · 25,0, p < 0,001)"
    made = claim("not_checkable", NONE, why_not="Ikke sagt om hva.")
    assert claim_line(made, "not_computable", why="not_checkable") == (
        "D01, linje 9, tekst: kan ikke prøves (Ikke sagt om hva.)"
    )
    assert claim_line(made, "not_computable", why="nobody", language="en").startswith("D01, line 9, tekst: cannot be")
