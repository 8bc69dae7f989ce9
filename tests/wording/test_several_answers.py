"""Several answers in one sentence. Numbers of Evalueringsrapport IV: l. 583–593 (figure 4-5), 763–781, 988."""

import math

import pytest
from svarbenk.wording import Change, Share, changes_sentence, levels_sentence

N = (1346, 942)


def change(label, before, after, p, n=N):
    return Change(
        label, Share(round(before * n[0] / 100), n[0], "2022"), Share(round(after * n[1] / 100), n[1], "2025"), p
    )


GP, HOSPITAL = change("Fastlege", 29, 43, 1e-9), change("Sykehuslege", 68, 59, 1e-6)
UNSURE, PRIVATE = change("Vet ikke", 4, 16, 1e-9), change("Helprivat", 27, 30, 0.117)


def plain(text):
    return text.replace("\u00a0", " ")


def test_risen_fallen_and_unchanged_are_told_apart():
    told = plain(changes_sentence([GP, UNSURE, HOSPITAL, PRIVATE], verb="tick"))
    assert told == (
        "Fra 2022 til 2025 økte andelene som krysset av for «fastlege» (fra 29 til 43 prosent) og for «vet ikke» "
        "(fra 4 til 16 prosent; begge p < 0,001). Samtidig falt andelen som krysset av for «sykehuslege», fra 68 til "
        "59 prosent (p < 0,001). For «helprivat» (27 og 30 prosent; p = 0,117) er det ingen statistisk sikker endring."
    )


def test_the_direction_that_is_named_first_is_told_first():
    assert plain(changes_sentence([HOSPITAL, GP])).startswith("Fra 2022 til 2025 falt andelen som svarte «sykehuslege»")


def test_english():
    told = plain(changes_sentence([GP, HOSPITAL, PRIVATE], "en", verb="tick"))
    assert told == (
        "From 2022 to 2025 the share ticking “fastlege” rose from 29 to 43 per cent (p < 0.001). At the same time the "
        "share ticking “sykehuslege” fell from 68 to 59 per cent (p < 0.001). For “helprivat” (27 and 30 per cent; "
        "p = 0.117) there is no statistically certain change."
    )


def test_no_certain_change_at_all_says_the_times():
    told = plain(changes_sentence([PRIVATE, change("Vikar", 16, 18, 0.2)], verb="tick"))
    assert told.startswith("Fra 2022 til 2025 er det ingen statistisk sikker endring i andelene som krysset av for")
    assert "økte" not in told
    assert "falt" not in told


def test_who_was_asked_is_told_with_n():
    told = plain(changes_sentence([GP, UNSURE], who="LIS1-leger"))
    assert told.startswith("Fra 2022 (n = 1 346) til 2025 (n = 942) økte andelene blant LIS1-leger som svarte")


def test_waves_that_may_not_be_compared_give_levels_and_the_reason():
    few = (42, 52)
    stay = [change("Samlet fornøyd", 82, 89, None, few), change("Velge fastlege", 56, 45, None, few)]
    told = plain(changes_sentence(stay, barred="basen er en annen"))
    assert told == (
        "Andelen som svarte «samlet fornøyd», var 81 prosent i 2022 (n = 42) og 88 prosent i 2025 (n = 52); for «velge "
        "fastlege» var den 57 og 44 prosent. Basen er en annen."
    )


def test_a_p_that_bars_forbid_is_not_used():
    told = changes_sentence([change("A", 20, 60, 1e-9), change("B", 60, 20, 1e-9)], barred="skalaen er en annen")
    assert "økte" not in told
    assert "falt" not in told


@pytest.mark.parametrize("language", ["nb", "en"])
def test_hidden_numbers_are_passed_over(language):
    hidden = Change("Helprivat", Share(math.nan, 1346, "2022"), Share(280, 942, "2025"), 0.1)
    told = changes_sentence([GP, hidden], language)
    assert "29" in told
    assert "elprivat" not in told
    assert changes_sentence([hidden], language) == ""
    assert changes_sentence([], language) == ""


def test_p_values_that_differ_stand_with_their_answer():
    told = plain(changes_sentence([GP, change("Annet", 10, 14, 0.012)]))
    assert "(fra 29 til 43 prosent; p < 0,001) og «annet» (fra 10 til 14 prosent; p = 0,012)" in told


def test_levels_of_one_wave():
    shares = [Share(round(x * 4.21), 421, "desember 2023", w) for x, w in ((20, "Alltid"), (20, "Ofte"), (40, "Aldri"))]
    assert plain(levels_sentence(shares)) == (
        "I desember 2023 svarte 20 prosent «alltid», 20 prosent «ofte» og 40 prosent «aldri» (n = 421)."
    )
    assert plain(levels_sentence(shares, verb="tick")).startswith("I desember 2023 krysset 20 prosent av for «alltid»,")
    assert plain(levels_sentence(shares, who="leger på legevakt")) == (
        "Blant leger på legevakt svarte 20 prosent «alltid», 20 prosent «ofte» og 40 prosent «aldri» i desember 2023 "
        "(n = 421)."
    )
    assert plain(levels_sentence(shares, "en", verb="tick")).startswith(
        "In desember 2023, 20 per cent ticked “alltid”,"
    )


def test_levels_of_few_are_counts():
    told = plain(levels_sentence([Share(3, 12, "", "Ja"), Share(9, 12, "", "Nei")]))
    assert told == "3 av 12 svarte «ja» og 9 av 12 «nei» (n = 12)."


def test_levels_without_numbers_say_nothing():
    assert levels_sentence([Share(math.nan, 12, "", "Ja"), Share(0, 0, "", "Nei")]) == ""
