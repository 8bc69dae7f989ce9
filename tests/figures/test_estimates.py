"""Estimates stand where their values are on their axis, with the interval and what it says about the rule."""

import math

import pytest
from reading_sheets import collisions, words
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import Estimate, point_ranges, ranked_means
from svarbenk.figures.forest import Look, forest_sheet
from svarbenk.figures.sheet import Dot, Stroke
from svarbenk.figures.ticks import decimals_of, nice_ticks, ratio_ticks

ALDER, RUNDE = Text(nb="Alder (mot 55 år eller eldre)"), Text(nb="Runde")
# made up
ODDS = [
    Estimate(Text(nb="Under 35 år"), 1.45, 1.12, 1.88, p_value=0.004, group=ALDER),
    Estimate(Text(nb="35–54 år"), 0.97, 0.79, 1.21, p_value=0.81, group=ALDER),
    Estimate(
        Text(nb="Kommunalt ansatt med fastlønn og en lang etikett som må brytes"), 2.7, 1.6, math.inf, group=RUNDE
    ),
]
# exact 95 % intervals of 31 and 40 of 40 as R's binom.test prints them: 0.6155–0.8916, 0.9119–1
PHONES = [
    Estimate(Text(nb="Bergenhus"), 77.5, 61.55, 89.16, n=40, p_value=0.692),
    Estimate(Text(nb="Fana"), 100, 91.19, 100, n=40, p_value=0.001),
    Estimate(Text(nb="Skjult"), math.nan, n=math.nan),
]
MEANS = [
    Estimate(Text(nb="Lavere listetak"), 3.9, 3.7, 4.1, n=208),
    Estimate(Text(nb="Økt basistilskudd"), 4.44, 4.2, 4.6, n=210),
]
ODDS_LOOK = Look("ratio", 2, "Oddsforhold", 1.0, "ingen forskjell")
PHONE_LOOK = Look("percent", 0, "Andel", 80, "kravet: 80 %")
MEANS_LOOK = Look("number", 1, "Gjennomsnitt", None, "", (1, 5), 0.95, ("1 = liten betydning", "5 = stor betydning"))
LOOKS = [(ODDS, ODDS_LOOK), (PHONES, PHONE_LOOK), (MEANS, MEANS_LOOK)]


def sheet_of(estimates, look, language="nb", width_mm=160, synthetic=False):
    return forest_sheet(
        estimates, look, language, synthetic=synthetic, title=None, remark="En merknad.", width_mm=width_mm
    )


def places(sheet, shape="o", after=24):
    """Where dots stand, from the top, those of the legend left out."""
    return [mark.x for mark in sheet.marks if isinstance(mark, Dot) and mark.shape == shape and mark.y > after]


def at(sheet, text):
    return next(line.x for line in sheet.letters if line.text.replace("\u00a0", " ") == text and line.align == "center")


def test_odds_ratios_stand_on_a_logarithmic_axis():
    sheet = sheet_of(ODDS, ODDS_LOOK)
    one, two = at(sheet, "1"), at(sheet, "2")
    found = [2 ** ((x - one) / (two - one)) for x in places(sheet)]
    assert found == pytest.approx([1.45, 0.97, 2.7])
    whiskers = [
        mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.weight == 1.4 and mark.y[0] == mark.y[1]
    ]
    assert [2 ** ((x - one) / (two - one)) for x in whiskers[0].x] == pytest.approx([1.12, 1.88])


def test_an_interval_without_end_ends_in_an_arrow():
    assert len(places(sheet_of(ODDS, ODDS_LOOK), ">")) == 1
    assert "2,70 (1,60–∞)" in words(sheet_of(ODDS, ODDS_LOOK))


def test_dots_are_filled_where_the_interval_is_on_one_side_of_the_rule():
    dots = [mark for mark in sheet_of(ODDS, ODDS_LOOK).marks if isinstance(mark, Dot) and mark.shape == "o"]
    assert [mark.filled for mark in dots] == [True, False, True, False, True]  # two of the legend


def test_values_intervals_and_p_stand_beside():
    found = words(sheet_of(ODDS, ODDS_LOOK))
    assert {"1,45 (1,12–1,88)", "p = 0,004", "ingen forskjell", "Alder (mot 55 år eller eldre)"} <= set(found)
    found = words(sheet_of(PHONES, PHONE_LOOK))
    assert {"78 % (62–89)", "kravet: 80 %", "n = 40", ":"} <= set(found)


def test_shares_stand_on_an_axis_of_all_per_cents_with_the_rule():
    sheet = sheet_of(PHONES, PHONE_LOOK)
    zero, all_ = at(sheet, "0 %"), at(sheet, "100 %")
    assert [100 * (x - zero) / (all_ - zero) for x in places(sheet)] == pytest.approx([77.5, 100])
    [rule] = [mark for mark in sheet.marks if isinstance(mark, Stroke) and mark.dash]
    assert 100 * (rule.x[0] - zero) / (all_ - zero) == pytest.approx(80)


def test_means_stand_in_order_of_size_on_their_scale():
    figure = ranked_means(MEANS, synthetic=True, low_end=Text(nb="liten betydning"), high_end=Text(nb="stor betydning"))
    alt = figure.alt.replace("\u00a0", " ")
    assert alt.index("Økt basistilskudd 4,4 (4,2–4,6) (n = 210)") < alt.index("Lavere listetak 3,9 (3,7–4,1)")
    assert "1 er «liten betydning», 5 er «stor betydning»." in alt
    assert alt.endswith("Syntetiske data.")
    sheet = sheet_of(MEANS, MEANS_LOOK)
    low, high = at(sheet, "1"), at(sheet, "5")
    assert [1 + 4 * (x - low) / (high - low) for x in places(sheet, after=0)] == pytest.approx([3.9, 4.44])


def test_negative_intervals_are_written_with_a_word():
    one = [Estimate(Text(nb="A"), -0.1, -0.3, 0.1)]
    assert "−0,10 (−0,30 til 0,10)" in words(sheet_of(one, Look("correlation", 2, "Spearmans rho", 0.0)))


def test_the_alt_text_counts_the_clear_ones():
    alt = point_ranges(ODDS, synthetic=False, measure=Text(nb="Oddsforhold"), tested="Holm.").alt.replace("\u00a0", " ")
    assert "Under 35 år 1,45 (1,12–1,88) (p = 0,004)" in alt
    assert "2 av 3 intervaller ligger helt på én side av 1 (ingen forskjell)." in alt
    assert alt.endswith("Holm.")


@pytest.mark.parametrize("width_mm", [160, 130, 85, 70])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(("estimates", "look"), LOOKS, ids=["odds", "phones", "means"])
def test_nothing_runs_into_anything(estimates, look, language, width_mm):
    sheet = sheet_of(estimates, look, language, width_mm, synthetic=True)
    assert not collisions(sheet)
    assert min(line.size for line in sheet.letters) >= 8


def test_what_cannot_be_drawn_is_refused():
    measure = Text(nb="Andel")
    with pytest.raises(InputError, match="ventet minst ett"):
        point_ranges([], synthetic=False, measure=measure)
    with pytest.raises(InputError, match="ventet minst ett"):
        point_ranges(PHONES[2:], synthetic=False, measure=measure, kind="percent")
    with pytest.raises(InputError, match=r"«Lavere listetak»: fant gjennomsnittet 3,90; ventet et tall i 1–3"):
        ranked_means(MEANS, synthetic=False, low_end=measure, high_end=measure, limits=(1, 3))
    with pytest.raises(TypeError, match="synthetic"):
        point_ranges(ODDS, measure=measure)


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ((0, 5112), [0, 1000, 2000, 3000, 4000, 5000, 6000]),
        ((0, 0.28), [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]),
        ((-40, 320), [-100, 0, 100, 200, 300, 400]),
        ((7, 7), [6, 8]),
    ],
)
def test_ticks_are_round_and_hold_everything(ends, ticks):
    found = nice_ticks(*ends)
    assert found[0] <= ends[0] <= ends[1] <= found[-1]
    assert len(found) <= 7
    if ends != (7, 7):
        assert found == pytest.approx(ticks)


def test_ratio_ticks_hold_one_and_both_ends():
    assert ratio_ticks(0.79, 4.5) == [0.5, 1, 2, 5]
    assert ratio_ticks(0.0001, 3000)[0] == 0.01
    assert decimals_of([0.25, 0.5]) == 2
    assert decimals_of([1.0, 2.0]) == 0
