"""Shares in words by rule: a word never says more than the counts do."""

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svarbenk.wording import Share, level_sentence, quoted, rank_words

COUNTS = st.integers(1, 4000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# what the reports themselves say of a percentage: Evalueringsrapport IV by line, and Bergen 2022
@pytest.mark.parametrize(
    ("percent", "words", "line"),
    [
        (51, "om lag halvparten", "IV 1653"),
        (51, "om lag halvparten", "Bergen 1203"),
        (40, "to av fem", "Bergen 1204"),
        (89.7, "om lag ni av ti", "Bergen 1145: om lag 90 prosent"),
        (73, "om lag tre av fire", "Bergen 2879: nærmere tre av fire"),
        (33, "om lag en tredel", "IV 194 and Bergen 2669: om lag en tredjedel"),
        (67, "om lag to av tre", "IV 1941: to av tre"),
        (20, "en av fem", "Bergen 2670: en femtedel"),
        (26, "om lag en firedel", "Bergen 243: over en fjerdedel"),
        (58.1, "om lag tre av fem", "Bergen 1371: over halvparten"),
        (0, "ingen", "IV 946"),
    ],
)
def test_as_the_reports_say(percent, words, line):
    assert rank_words(round(percent * 10), 1000) == words, line


@given(COUNTS)
def test_a_majority_is_more_than_half(counts):
    count, n = counts
    for language, words in (("nb", ("flertall", "tre av fem", "to av tre", "tre av fire", "nesten alle")),
                            ("en", ("majority", "three in five", "two in three", "almost all"))):  # fmt: skip
        said = rank_words(count, n, language)
        assert 2 * count > n or not any(word in said for word in words)


@given(COUNTS)
def test_a_fraction_is_at_most_two_and_a_half_points_away(counts):
    count, n = counts
    of = {"ti": 10, "fem": 5, "tre": 3, "fire": 4}
    number = {"en": 1, "to": 2, "tre": 3, "fire": 4, "ni": 9}
    words = rank_words(count, n).removeprefix("om lag ").split()
    if "av" in words:
        part, whole = number[words[0]], of[words[2]]
    elif words and words[-1] in {"halvparten", "tredel", "firedel"}:
        part, whole = 1, {"halvparten": 2, "tredel": 3, "firedel": 4}[words[-1]]
    else:
        return
    assert abs(100 * count * whole - 100 * part * n) * 2 <= 5 * n * whole
    assert rank_words(count, n).startswith("om lag") == (count * whole != part * n)


@given(COUNTS)
def test_all_and_none_are_exact(counts):
    count, n = counts
    assert (rank_words(count, n) == "ingen") == (count == 0)
    assert (rank_words(count, n) == "alle") == (count == n)
    assert "nesten ingen" not in rank_words(count, n) or 20 * count < n
    assert "nesten alle" not in rank_words(count, n) or 20 * (n - count) < n


@given(st.integers(1, 19).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_few_replies_have_no_words_but_all_and_none(counts):
    assert rank_words(*counts) in {"", "ingen", "alle"}


def test_of_hidden_numbers_nothing_is_said():
    assert rank_words(nan, 100) == rank_words(3, nan) == rank_words(0, 0) == ""
    assert level_sentence("Ja", Share(nan, 100)) == level_sentence("Ja", Share(3, nan)) == ""


@pytest.mark.parametrize(
    ("share", "about", "told"),
    [
        (Share(440, 912), {}, "Om lag halvparten (48 prosent, n = 912) svarer «ja»."),
        (Share(320, 900), {}, "Om lag en tredel (36 prosent, n = 900) svarer «ja»."),
        (Share(328, 900), {}, "Andelen som svarer «ja», er 36 prosent (n = 900)."),
        (Share(328, 900, "2025"), {}, "Andelen som svarer «ja», var 36 prosent i 2025 (n = 900)."),
        (Share(0, 56), {}, "Ingen av 56 svarer «ja»."),
        (Share(56, 56), {}, "Alle 56 svarer «ja»."),
        (Share(2, 7), {}, "2 av 7 (29 prosent) svarer «ja»."),
        (Share(60, 80), {"who": "veiledere"}, "Blant veiledere svarer tre av fire (75 prosent, n = 80) «ja»."),
        (Share(440, 912, "2025"), {}, "I 2025 svarte om lag halvparten (48 prosent, n = 912) «ja»."),
        (Share(440, 912), {"verb": "tick"}, "Om lag halvparten (48 prosent, n = 912) krysser av for «ja»."),
    ],
)  # fmt: skip
def test_levels_in_sentences(share, about, told):
    assert plain(level_sentence("Ja", share, **about)) == told


def test_a_level_in_english():
    share = Share(440, 912, "2025")
    assert plain(level_sentence("Yes", share, "en")) == "In 2025, about half (48 per cent, n = 912) answered “yes”."
    assert plain(level_sentence("Yes", Share(0, 56), "en")) == "None of 56 answer “yes”."


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Svært sannsynlig", "«svært sannsynlig»"),
        ("LIS1 / LIS1-venter", "«LIS1 / LIS1-venter»"),
        ("Jeg tror ikke at jeg blir fastlege", "«Jeg tror ikke at jeg blir fastlege»"),
        ("Legeforeningen", "«Legeforeningen»"),
        ("I stor grad", "«i stor grad»"),
        ("I have time for it", "«I have time for it»"),
        ("8.2-avtaler", "«8.2-avtaler»"),
        ("helt eller litt enig", "«helt eller litt enig»"),
    ],
)  # fmt: skip
def test_an_answer_within_a_sentence(label, told):
    assert quoted(label) == told
