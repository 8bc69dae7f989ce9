"""A share then and now: the sentence says what the counts and the test say, whatever they are."""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from svarbenk.wording import Share, change_sentence, percent_words


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def half_up(count: int, n: int, decimals: int = 0) -> str:
    """Round a share of whole counts half up, worked out in whole numbers."""
    scale = 10**decimals
    rounded = (2 * 100 * scale * count + n) // (2 * n)
    return str((Decimal(rounded) / scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)).replace(".", ",")


def shares(draw, when: str, least: int = 1) -> Share:
    n = draw(st.integers(least, 3000))
    return Share(draw(st.integers(0, n)), n, when)


@st.composite
def pairs(draw):
    return shares(draw, "2022"), shares(draw, "2025"), draw(st.floats(0, 1) | st.none())


def test_the_sentence_of_the_report_on_being_a_gp_in_five_years():
    # Evalueringsrapport IV, l. 102 and 718: 22 per cent in 2022, 51 in 2025
    before, after = Share(246, 1120, "januar 2022"), Share(503, 987, "desember 2024")
    assert plain(change_sentence("Svært sannsynlig", before, after, 1e-12)) == (
        "Andelen som svarer «svært sannsynlig», har økt fra 22 prosent i januar 2022 til 51 prosent i desember 2024 "
        "(p < 0,001)."
    )
    before, after = Share(246, 1120, "January 2022"), Share(503, 987, "December 2024")
    assert plain(change_sentence("Very likely", before, after, 1e-12, "en")) == (
        "The share answering “very likely” has risen from 22 per cent in January 2022 to 51 per cent in December 2024 "
        "(p < 0.001)."
    )


def test_small_groups_are_told_with_n_and_who_they_are():
    told = change_sentence(
        "Helt enig", Share(20, 42, "2022"), Share(40, 61, "2025"), 0.012, who="leger under spesialisering"
    )
    assert plain(told) == (
        "Blant leger under spesialisering har andelen som svarer «helt enig», økt fra 48 prosent (n = 42) i 2022 til "
        "66 prosent (n = 61) i 2025 (p = 0,012)."
    )


def test_a_clause_about_who_was_asked_is_closed_by_a_comma():
    before, after = Share(200, 420, "2022"), Share(400, 610, "2025")
    told = plain(change_sentence("Ja", before, after, 0.2, who="fastleger som jobber på legevakt"))
    assert told.startswith("Blant fastleger som jobber på legevakt, var andelen som svarer «ja», 48 prosent (n = 420)")
    assert change_sentence("Ja", before, after, 0.2, who="fastleger").startswith("Blant fastleger var andelen")


def test_a_change_that_may_be_chance_is_none():
    told = plain(change_sentence("Ja", Share(400, 1000, "2022"), Share(420, 1000, "2025"), 0.37))
    assert told == (
        "Andelen som svarer «ja», var 40 prosent i 2022 og 42 prosent i 2025; det er ingen statistisk sikker endring "
        "(p = 0,370)."
    )
    same = plain(change_sentence("Ja", Share(400, 1000, "2022"), Share(401, 1000, "2025"), 0.96))
    assert "var 40 prosent både i 2022 og i 2025; det er ingen statistisk sikker endring" in same


def test_a_change_within_one_per_cent_is_told_with_decimals():
    told = plain(change_sentence("Ja", Share(4820, 10000, "2022"), Share(4849, 10000, "2025"), 0.01))
    assert "har økt fra 48,2 prosent i 2022 til 48,5 prosent i 2025" in told
    small = plain(change_sentence("Ja", Share(482000, 1000000, "2022"), Share(482001, 1000000, "2025"), 0.01))
    assert "48 prosent både i 2022 og i 2025; endringen er svært liten" in small and "økt" not in small


def test_waves_that_may_not_be_compared_are_told_by_their_levels_and_why():
    why = "runde III kan ikke sammenlignes med andre runder: ett svaralternativ mer"
    told = plain(change_sentence("Ja", Share(2, 500, "2023"), Share(100, 200, "2024"), 1e-9, barred=why))
    assert told == (
        "Andelen som svarer «ja», var 0,4 prosent i 2023 og 50 prosent i 2024. Runde III kan ikke sammenlignes med "
        "andre runder: ett svaralternativ mer."
    )


@pytest.mark.parametrize("hidden", [Share(nan, 100), Share(10, nan), Share(0, 0)], ids=["count", "n", "nobody"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_of_hidden_numbers_nothing_is_said(hidden, language):
    assert change_sentence("Ja", hidden, Share(1, 2), 0.01, language) == ""
    assert change_sentence("Ja", Share(1, 2), hidden, 0.01, language) == ""


@given(pairs(), st.sampled_from(["nb", "en"]), st.sampled_from(["answer", "tick", "be"]), st.sampled_from(["", "menn"]))
def test_it_has_risen_only_where_more_say_so_and_fallen_only_where_fewer_do(pair, language, verb, who):
    before, after, p = pair
    told = change_sentence("Ja", before, after, p, language, verb=verb, who=who)
    more, fewer = after.count * before.n > before.count * after.n, after.count * before.n < before.count * after.n
    risen, fallen = ("økt", "falt") if language == "nb" else ("risen", "fallen")
    certain = p is not None and p < 0.05
    assert (risen in told) <= (more and certain) and (fallen in told) <= (fewer and certain)
    # with so few replies two decimals always tell two different shares from each other, or the change is under 0.01
    if certain and abs(after.percent - before.percent) >= 0.02:
        assert (risen in told) == more and (fallen in told) == fewer


@given(pairs())
def test_the_percentages_are_those_of_the_counts_rounded_half_up(pair):
    before, after, p = pair
    told = plain(change_sentence("Ja", before, after, p))
    found = re.findall(r"([\d,]+) prosent", told)
    assert 1 <= len(found) <= 2
    for text, share in zip((found[0], found[-1]), (before, after), strict=True):
        decimals = len(text.partition(",")[2])
        assert text == half_up(share.count, share.n, decimals)


@given(pairs())
def test_n_is_told_of_fewer_than_a_hundred(pair):
    before, after, p = pair
    told = plain(change_sentence("Ja", before, after, p))
    assert ("n = " in told) == (min(before.n, after.n) < 100)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_some_are_never_nobody_and_never_everybody(counts):
    count, n = counts
    assume(0 < count < n)
    assert not re.fullmatch(r"(0|100)(,0+)? prosent", plain(percent_words(count, n)))
