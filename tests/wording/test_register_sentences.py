"""Sentences and notes on register numbers, in both languages."""

import math

import pytest
from svarbenk.wording.registers import Level, counted_note, level_change_sentence, level_text

HARD = "\u00a0"


def level(value, when, decimals=0, **more):
    return Level(value, when, decimals, **more)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        # tabell 3-1: 5 517 − 5 268 = 249, 249/5 268 = 4,7 per cent
        ("nb", "Antall fastleger økte fra 5 268 i 2023 til 5 517 i 2024 (249 flere, 4,7 prosent)."),
        ("en", "Antall fastleger rose from 5,268 in 2023 to 5,517 in 2024 (249 more, 4.7 per cent)."),
    ],
)
def test_more_people(language, expected):
    i = "i" if language == "nb" else "in"
    sentence = level_change_sentence(
        "antall fastleger", level(5268, f"{i} 2023"), level(5517, f"{i} 2024"), "fastleger", language
    )
    assert sentence.replace(HARD, " ") == expected


def test_a_rate_is_lower_and_money_is_more():
    lower = level_change_sentence(
        "innbyggere per fastlege", level(1053.57, "i 2023"), level(1014.02, "i 2024"), "innbyggere per fastlege"
    )
    assert lower.replace(HARD, " ").endswith("falt fra 1 054 i 2023 til 1 014 i 2024 (40 lavere, 3,8 prosent).")
    money = level_change_sentence("budsjettet", level(242, "i 2022"), level(565, "i 2025"), "mill. kr")
    assert money.replace(HARD, " ") == (
        "Budsjettet økte fra 242 millioner kroner i 2022 til 565 millioner kroner i 2025 "
        "(323 millioner kroner mer, 133 prosent)."
    )


def test_a_percentage_changes_by_points():
    sentence = level_change_sentence("andelen", level(8.5, "i 2020", 1), level(19.8, "i 2024", 1), "prosent")
    assert sentence == "Andelen økte fra 8,5 prosent i 2020 til 19,8 prosent i 2024 (11,3 prosentpoeng)."


def test_what_grew_manyfold_is_told_by_times():
    sentence = level_change_sentence(
        "e-konsultasjoner", level(0.092, "i 2017", 3), level(3.169, "i 2024", 3), "mill. x"
    )
    assert sentence.endswith("34 ganger så mye).")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # 0,565/0,025 = 23, 0,575/0,015 = 38
        (level(0.02, "i 2017", 2), level(0.57, "i 2024", 2)),
        (level(0.02, "i 2017", 2, low=0.015, high=0.025), level(0.57, "i 2024", 2)),
        (level(0.02, "i 2017", 2, about="under"), level(0.57, "i 2024", 2)),
        (level(0.02, "i 2017", 2, low=0, high=0.025), level(0.57, "i 2024", 2)),
    ],
)
def test_a_ratio_of_rounded_levels_is_not_told(before, after):
    sentence = level_change_sentence("e-konsultasjoner", before, after, "per innbygger")
    assert sentence == f"E-konsultasjoner økte fra {level_text(before)} i 2017 til 0,57 i 2024."


def test_a_ratio_of_counts_is_told():
    sentence = level_change_sentence("kommuner", level(2, "i 2020"), level(8, "i 2024"), "kommuner")
    assert sentence == "Kommuner økte fra 2 i 2020 til 8 i 2024 (6 flere, 4,0 ganger så mye)."


def test_norwegian_sets_a_comma_after_a_relative_clause():
    subject = "antall leger som startet som fastlege"
    sentence = level_change_sentence(subject, level(466, "i 2022"), level(565, "i 2024"), "leger")
    assert sentence.startswith("Antall leger som startet som fastlege, økte fra 466 i 2022")
    english = level_change_sentence(
        "the number of doctors who left", level(371, "in 2022"), level(316, "in 2024"), "leger", "en"
    )
    assert english.startswith("The number of doctors who left fell from 371 in 2022")


def test_rounded_levels_that_may_be_equal_are_not_called_a_change():
    before = level(7, "i 2023", low=6.5, high=7.5)
    after = level(7.4, "i 2024", 1, low=7.35, high=7.45)
    assert "var om lag uendret" in level_change_sentence("turnover", before, after, "prosent")
    same = level_change_sentence("turnover", before, level(7, "i 2024", low=6.5, high=7.5), "prosent")
    assert same == "Turnover var uendret fra 2023 til 2024 (7 prosent)."


def test_a_rough_number_keeps_its_word():
    sentence = level_change_sentence(
        "ventelisten", level(350000, "i 2023", about="nesten"), level(330000, "i 2024", about="omtrent"), "personer"
    )
    assert sentence.replace(HARD, " ").startswith(
        "Ventelisten falt fra nesten 350 000 i 2023 til omtrent 330 000 i 2024"
    )


def test_what_is_not_printed_says_nothing():
    assert level_change_sentence("x", level(math.nan, "i 2023"), level(1, "i 2024")) == ""


def test_a_summary_says_that_nothing_was_tested():
    assert "ikke prøvd" in counted_note(3, 12)
    assert "not tested" in counted_note(3, 12, "en")


def test_a_difference_inside_the_rounding_is_no_change():
    # 3,2765 to 3,2738 consultations a resident, shown with two decimals
    sentence = level_change_sentence(
        "konsultasjoner", level(3.2765, "i 2023", 2), level(3.2738, "i 2024", 2), "konsultasjoner per innbygger"
    )
    assert sentence == "Konsultasjoner var om lag uendret: 3,28 i 2023 og 3,27 i 2024."


def test_a_printed_range_is_written_as_one():
    assert level_text(level(17.5, "i 2022", low=15, high=20, span=True), "prosent") == "15–20 prosent"
    assert level_text(level(350, "i 2017", about="om lag"), "fastleger") == "om lag 350"
    assert level_text(level(math.nan, "i 2017")) == ""
