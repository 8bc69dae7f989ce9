"""Groups and items beside each other: the ones that are named are the highest and the lowest."""

from dataclasses import replace
from math import nan

from hypothesis import given
from hypothesis import strategies as st
from svarbenk.wording import (
    Mean,
    Share,
    contrast_sentence,
    mean_change_sentence,
    mean_contrast_sentence,
    mean_sentence,
    ranking_sentence,
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# Evalueringsrapport IV, l. 1752: 31 per cent with næringsdrift, 60 with fast lønn og bonus; the sizes are invented
TEAM = [Share(159, 512, group="Næringsdrift"), Share(60, 150, group="Leieavtale"), Share(21, 35, group="Bonus")]


def test_the_highest_and_the_lowest_group():
    told = contrast_sentence("Ja", TEAM, 0.0004, background="Driftsform")
    assert plain(told) == (
        "Andelen som svarer «ja», varierer med driftsform (p < 0,001): høyest for «bonus» (60 prosent, n = 35) og "
        "lavest for «næringsdrift» (31 prosent, n = 512)."
    )
    assert "varierer ikke klart med driftsform (p = 0,400)" in plain(
        contrast_sentence("Ja", TEAM, 0.4, background="Driftsform")
    )
    assert plain(contrast_sentence("Yes", TEAM[:2], 0.03, "en", background="Form of practice")) == (
        "The share answering “yes” varies with form of practice (p = 0.030): 31 per cent for “næringsdrift” (n = 512) "
        "and 40 per cent for “leieavtale” (n = 150)."
    )


def test_a_handful_is_not_the_highest():
    few = [*TEAM, Share(3, 3, group="Andre")]
    told = plain(contrast_sentence("Ja", few, 0.0004, background="Driftsform"))
    assert "«andre»" not in told and "blant grupper med minst 10 svar høyest for «bonus»" in told


def test_groups_that_are_hidden_are_not_named():
    hidden = [Share(nan, 50, group="Skjult"), Share(2, 50, group="A"), Share(nan, nan, group="Skjult")]
    assert contrast_sentence("Ja", hidden, 0.01) == ""
    told = contrast_sentence("Ja", [*hidden, Share(30, 60, group="B")], None)
    assert "skjult" not in told and plain(told) == (
        "Andelen som svarer «ja», er høyest for «B» (50 prosent, n = 60) og lavest for «A» (4 prosent, n = 50)."
    ).replace("«B»", "«b»").replace("«A»", "«a»")


GROUPS = st.lists(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2)


@given(GROUPS, st.floats(0, 1))
def test_no_group_that_could_be_named_is_above_the_highest_or_below_the_lowest(counts, p):
    groups = [Share(count, n, group=f"g{place}") for place, (count, n) in enumerate(counts)]
    told = contrast_sentence("Ja", groups, p, background="alder")
    named = [each for each in groups if f"«{each.group}»" in told]
    large = [each for each in groups if each.n >= 10]
    rivals = large if len(large) > 1 else groups
    for each in named:
        assert each.exact in {max(one.exact for one in rivals), min(one.exact for one in rivals)}
    assert ("ikke klart" in told) == (p >= 0.05)


# Evalueringsrapport IV, Figur 4-6: 75 and 62 per cent answered «svært viktig»
IMPORTANT = [
    Share(620, 1000, group="Faglig utvikling"),
    Share(750, 1000, group="Veiledning"),
    Share(480, 990, group="Arbeidsmengde"),
]


def test_a_battery_in_order():
    assert plain(ranking_sentence(IMPORTANT, "Svært viktig")) == (
        "Flest svarer «svært viktig» på «veiledning» (75 prosent) og «faglig utvikling» (62 prosent), færrest på "
        "«arbeidsmengde» (48 prosent); n = 990–1 000."
    )
    # “most tick” would say more than half
    assert plain(ranking_sentence(IMPORTANT, "", "en", verb="tick", most=1)) == (
        "Most often ticked is “veiledning” (75 per cent), least often “arbeidsmengde” (48 per cent); n = 990–1,000."
    )
    assert plain(ranking_sentence(IMPORTANT, "Very important", "en", who="men")) == (
        "Among men, the answer “very important” is given most often to “veiledning” (75 per cent) and "
        "“faglig utvikling” (62 per cent), least often to “arbeidsmengde” (48 per cent); n = 990–1,000."
    )


def test_n_of_few_replies_is_told_once_where_it_is_the_same():
    few = [Share(10, 19, group="Sykehuslege"), Share(4, 19, group="Vikar"), Share(2, 19, group="Fastlege")]
    told = plain(ranking_sentence(few, "", verb="tick", most=1))
    assert told == "Flest krysser av for «sykehuslege» (53 prosent), færrest for «fastlege» (11 prosent); n = 19."
    uneven = [*few[:2], Share(2, 18, group="Fastlege")]
    assert "«fastlege» (11 prosent, n = 18)" in plain(ranking_sentence(uneven, "", verb="tick", most=1))


def test_two_items_are_more_and_fewer():
    told = plain(ranking_sentence(IMPORTANT[:2], "Svært viktig", who="menn"))
    assert told == (
        "Blant menn svarer flere «svært viktig» på «veiledning» (75 prosent) enn på «faglig utvikling» (62 prosent); "
        "n = 1 000."
    )


def test_options_of_one_question_when_it_was_asked():
    options = [replace(each, when="2025") for each in IMPORTANT]
    assert plain(ranking_sentence(options, "", verb="tick", most=1)) == (
        "I 2025 krysset flest av for «veiledning» (75 prosent), færrest for «arbeidsmengde» (48 prosent); "
        "n = 990–1 000."
    )
    assert plain(ranking_sentence(IMPORTANT, "", most=1)) == (
        "Flest svarer «veiledning» (75 prosent), færrest «arbeidsmengde» (48 prosent); n = 990–1 000."
    )


def test_items_that_are_level_are_not_ranked():
    assert ranking_sentence([Share(1, 2, group="A"), Share(5, 10, group="B")], "Ja") == ""
    assert ranking_sentence([Share(1, 2, group="A"), Share(nan, 10, group="B")], "Ja") == ""


@given(GROUPS)
def test_whoever_is_named_among_the_most_is_not_below_one_that_is_left_out(counts):
    items = [Share(count, n, group=f"g{place}") for place, (count, n) in enumerate(counts)]
    told = ranking_sentence(items, "Ja")
    if not told:
        assert len({each.exact for each in items}) == 1
        return
    first = told.partition(", færrest")[0].partition(" enn på")[0]
    tops = {each.group: each.exact for each in items if f"«{each.group}»" in first}
    assert all(each.exact < min(tops.values()) for each in items if each.group not in tops)


def test_means_with_interval_and_n():
    told = mean_sentence("Arbeidstid per uke", Mean(48.31, 912, 47.6, 48.9), unit="timer per uke")
    assert plain(told) == "Arbeidstid per uke er i gjennomsnitt 48,3 timer (95 % KI 47,6–48,9; n = 912)."
    assert mean_sentence("Arbeidstid", Mean(nan, 912)) == mean_sentence("Arbeidstid", Mean(3, 0)) == ""
    english = mean_sentence("Working hours", Mean(48.31, 912, when="2025"), "en", unit="hours")
    assert plain(english) == "The mean of working hours was 48.3 hours in 2025 (n = 912)."


def test_a_mean_then_and_now():
    # Evalueringsrapport IV, footnote 5: 57 hours in 2022 and 52 in 2025, unweighted
    before, after = Mean(57, 1000, when="2022"), Mean(52, 912, when="2025")
    assert plain(mean_change_sentence("Arbeidstid", before, after, 1e-9, unit="timer")) == (
        "Gjennomsnittet for arbeidstid har falt fra 57,0 timer (n = 1 000) i 2022 til 52,0 timer (n = 912) i 2025 "
        "(p < 0,001)."
    )
    told = mean_change_sentence("Arbeidstid", before, after, 0.2)
    assert "falt" not in told and "ingen statistisk sikker endring" in told


def test_means_by_group():
    groups = [Mean(50, 300, group="A-drift"), Mean(45, 60, group="B-drift"), Mean(99, 2, group="C-drift")]
    told = plain(mean_contrast_sentence("Arbeidstid", groups, 0.01, unit="timer", background="Driftsform"))
    assert told == (
        "Gjennomsnittet for arbeidstid varierer med driftsform (p = 0,010): høyest for «a-drift» (50,0 timer, n = 300) "
        "og lavest for «b-drift» (45,0 timer, n = 60)."
    )
