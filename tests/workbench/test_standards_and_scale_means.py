"""A share against a standard, and means on a scale: printed numbers of Bergen, and means by hand from the answers."""

import numpy as np
import pytest
import svarbenk as sb
from svarbenk.errors import InputError

WITHIN = sb.Text(nb="Besvart innen to minutter", en="Answered within two minutes")


@pytest.fixture(scope="module")
def kontor(every_survey):
    return sb.open_survey("bergen-telefon", data=every_survey.root)


@pytest.fixture(scope="module")
def leger(every_survey):
    return sb.open_survey("bergen-fastlege", data=every_survey.root)


def test_the_telephone_check_against_the_rule(kontor):
    # bergen-2022, l. 1091 and 1109: 25 of 40, 63 %; interval and p from shared/sources/bergen-2022.md §3.4
    found = sb.against_standard(kontor.table("besvart_innen_2_min"), "ja", 80, WITHIN)
    assert found.met is False
    assert found.sentence() == (
        "Besvart innen to minutter: 25 av 40 (63\u00a0%), eksakt 95\u00a0%-intervall fra 46\u00a0% til 77\u00a0%. "
        "Det er under kravet på 80\u00a0% (p\u00a0=\u00a00,009, eksakt binomialtest)."
    )


def test_a_difference_within_chance_is_said_to_be_so(kontor):
    # 35 of 39 (table 5, n = 39): 75.8–97.1 %
    found = sb.against_standard(kontor.table("dager_til_time"), "innen_5", 80, WITHIN)
    assert found.met is True
    assert "76\u00a0% til 97\u00a0%" in found.sentence()
    assert "ikke større enn tilfeldigheter kan gi" in found.sentence()
    figure = sb.standards_figure([found], sb.Text(nb="Prosent"))
    assert "90" in figure.alt


def test_in_english(every_survey):
    offices = sb.open_survey("bergen-telefon", data=every_survey.root, language="en")
    told = sb.against_standard(offices.table("besvart_innen_2_min"), "ja", 80, WITHIN).sentence()
    assert told.startswith("Answered within two minutes: 25 of 40 (63%), exact 95% interval 46% to 77%. That is below")


def test_a_hidden_count_says_nothing(every_survey):
    protected = sb.open_survey("bergen-telefon", data=every_survey.root, threshold=16)
    found = sb.against_standard(protected.table("besvart_innen_2_min"), "ja", 80, WITHIN)
    assert (found.met, found.sentence()) == (None, "")
    assert sb.standards_figure([found], sb.Text(nb="Prosent")) is None


@pytest.mark.parametrize(("by", "required", "told"), [("tidspunkt", 80, "4 rader"), (None, 120, "mellom 0 og 100")])
def test_what_cannot_be_held_against_a_standard(kontor, by, required, told):
    with pytest.raises(InputError, match=told):
        sb.against_standard(kontor.table("besvart_innen_2_min", by=by), "ja", required, WITHIN)


def test_means_are_those_of_the_answers_without_dont_know(leger):
    means = sb.ScaleMeans(leger.table("nytte"), leger.table("nytte_alis"))
    scores = {"ikke_nyttig": 1, "nytte_2": 2, "nytte_3": 3, "nytte_4": 4, "svaert_nyttig": 5}
    for item in means.items:
        given = leger.responses.frame[item.id].astype("string").map(scores).dropna().to_numpy(float)
        assert item.value == pytest.approx(given.mean())
        assert item.n == len(given)
        half = 1.96 * given.std(ddof=1) / np.sqrt(len(given))
        assert item.high - item.value == pytest.approx(half, rel=0.03)  # t with about a hundred degrees of freedom
        assert item.unknown == (leger.responses.frame[item.id] == "vet_ikke").sum()


def test_the_order_is_that_of_the_report(leger):
    # bergen-2022, l. 2538–2544: the buy-out guarantee first; grants to offices and salaried ALIS posts last
    means = sb.ScaleMeans(leger.table("nytte"), leger.table("nytte_alis"))
    assert means.items[0].id == "nytte_utkjopsgaranti"
    assert {each.id for each in means.items[-2:]} == {"nytte_legesenter", "nytte_alis_fastlonn"}
    assert "utkjøpsgaranti" in means.sentence()
    assert "«Vet ikke» er utelatt" in means.note()
    assert means.figure().alt


def test_an_unordered_answer_has_no_mean(leger):
    with pytest.raises(InputError, match="ordnede svar"):
        sb.ScaleMeans(leger.table("vurdert_slutte"))
