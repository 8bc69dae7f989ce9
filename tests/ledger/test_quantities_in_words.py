"""Quantities that reports print in words, with the values that agree with them."""

import math

import pytest
from svarbenk.errors import InputError
from svarbenk.ledger import read_printed


@pytest.mark.parametrize(
    ("text", "agree", "differ"),
    [
        ("mer enn halvparten", (50.01, 89), (50, 49)),
        ("Over halvparten", (58.1,), (50,)),
        ("over to tredjedeler", (66.7, 85), (66.6,)),
        ("over en tredjedel", (34,), (33.3,)),
        ("mer enn 3 av 4", (75.5,), (75, 74)),
        ("flertallet", (51,), (50,)),
        ("Et flertall", (51,), (50,)),
        ("et mindretall", (16,), (50,)),
        ("om lag en tredjedel", (33.3, 28.4, 38.3), (28, 39)),
        ("omtrent halvparten", (45, 55), (44.9, 55.1)),
        ("kun halvparten", (45, 55), (44,)),
        ("halvparten", (50,), (60,)),
        ("nesten halvparten", (100 * 18 / 39,), (44,)),
        ("To av tre", (66.7, 62), (61, 72)),
        ("1 av 3", (33.3,), (39,)),
        ("rundt en av fem", (20,), (26,)),
        ("To av fem", (38,), (34.9,)),
        ("en femtedel", (20,), (14,)),
        ("ingen", (0,), (0.1, 0.0001)),
        ("Svært få", (9.9, 0), (10,)),
        ("over 65", (65.1,), (65,)),
        ("Over 90 prosent", (91,), (90,)),
        ("om lag 30", (28, 32), (27, 33)),
        ("Om lag 90 prosent", (100 * 35 / 39,), (87,)),
        ("ca. 45", (43, 47), (42, 48)),
        ("kun to", (2.4,), (2.5,)),
        ("flest", (1,), (2,)),
        ("1 (mest nyttig)", (1,), (2,)),
        ("blant de to laveste", (1, 2), (3,)),
        ("+ 152 027", (152027,), (152028,)),
        ("16.000", (16000,), (16,)),
        ("-0.3067", (-0.30674,), (-0.3068,)),
        ("p = 0.0013", (0.00126,), (0.0012,)),
        ("p < 0.0001", (0.00001,), (0.0001,)),
        ("242 mill. kr.", (242,), (243,)),
        ("51 % prosent", (50.79,), (51.5,)),
    ],
)
def test_what_agrees_with_the_words(text, agree, differ):
    number = read_printed(text)
    for value in agree:
        assert number.agrees(value), value
    for value in differ:
        assert not number.agrees(value), value
    low, high = number.interval
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in agree)


@pytest.mark.parametrize(
    ("text", "unit", "value", "tolerance"),
    [
        ("2 sekunder", "sekunder", 2, 0.5),
        ("7 minutter og 3 sekunder", "sekunder", 423, 0.5),
        ("fire minutter og 3 sekunder", "sekunder", 243, 0.5),
        ("6 timer og 15 minutter", "timer", 6.25, 1 / 120),
        ("3 timer", "timer", 3, 0.5),
    ],
)
def test_a_duration_is_read_in_the_unit_of_its_row(text, unit, value, tolerance):
    number = read_printed(text, unit=unit)
    assert (number.value, number.tolerance) == (pytest.approx(value), pytest.approx(tolerance))


def test_the_two_ends_of_a_range():
    assert [read_printed("979–982", end=end).value for end in (0, 1)] == [979, 982]
    assert [read_printed("935-940", end=end).value for end in (0, 1)] == [935, 940]
    assert read_printed("42", end=1).value == 42
    with pytest.raises(InputError, match="«979–982» forstås ikke"):
        read_printed("979–982")


def test_a_star_stands_for_a_blank():
    number = read_printed("*")
    assert number.value is None
    assert number.interval == (math.inf, -math.inf)


@pytest.mark.parametrize("text", ["de fleste", "over mange", "noen av dem", "x timer", "mer enn < 5"])
def test_words_that_say_no_quantity(text):
    with pytest.raises(InputError, match="ventet et tall"):
        read_printed(text, unit="timer")
