"""Numbers as reports print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svarbenk.errors import InputError
from svarbenk.ledger import read_printed


@pytest.mark.parametrize(
    ("text", "value", "decimals", "bound", "percent"),
    [
        ("49", 49, 0, "", False),
        ("1 234", 1234, 0, "", False),
        ("1\u00a0234,5", 1234.5, 1, "", False),
        ("0,897", 0.897, 3, "", False),
        ("< 0,001", 0.001, 3, "<", False),
        ("5,9%", 5.9, 1, "", True),
        ("47 %", 47, 0, "", True),
        ("89 prosent", 89, 0, "", True),
        ("12 (8%)", 12, 0, "", False),
        ("9(7%)", 9, 0, "", False),
        ("Sju", 7, 0, "", False),
        ("én", 1, 0, "", False),
        ("Ett", 1, 0, "", False),
        ("-3", -3, 0, "", False),
    ],
)
def test_printed_forms_are_read(text, value, decimals, bound, percent):
    number = read_printed(text)
    assert (number.value, number.decimals, number.bound, number.percent) == (value, decimals, bound, percent)
    assert number.text == text


@pytest.mark.parametrize(("text", "value"), [("12 (8%)", 8), ("52 (26%)", 26), ("9(7%)", 7), ("38%", 38)])
def test_the_percentage_of_a_cell_with_two_numbers(text, value):
    number = read_printed(text, percentage=True)
    assert number.value == value
    assert number.percent


def test_a_blank_place_has_no_value_and_agrees_with_nothing():
    number = read_printed(" ")
    assert number.value is None
    assert not number.agrees(0.0)


@pytest.mark.parametrize("text", ["mange", "1 23", "12 (8%", "1,2,3", "–"])
def test_what_is_no_number_is_refused_with_the_text(text):
    with pytest.raises(InputError, match="ventet et tall") as caught:
        read_printed(text)
    assert f"«{text}»" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "computed", "agrees"),
    [
        ("8,0%", 100 * 47 / 588, True),
        ("26%", 100 * 52 / 204, False),
        ("63", 62.5, True),
        ("62", 62.5, False),
        ("< 0,001", 0.0009, True),
        ("< 0,001", 0.001, False),
        ("> 5", 6, True),
        ("5", float("nan"), False),
    ],
)
def test_a_computed_number_is_rounded_half_up_as_printed(text, computed, agrees):
    assert read_printed(text).agrees(computed) is agrees


@given(st.integers(0, 999_999), st.integers(0, 3))
def test_what_is_written_with_decimal_comma_is_read_back(whole, decimals):
    value = whole / 10**decimals
    number = read_printed(f"{value:.{decimals}f}".replace(".", ","))
    assert number.value == pytest.approx(value)
    assert number.decimals == decimals
    assert number.agrees(value)
