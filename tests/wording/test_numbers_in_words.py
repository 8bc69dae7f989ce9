"""Numbers, percentages, p-values, spans and lists as reports write them."""

import math

import pytest
from svarbenk.wording import hidden_word, listed, number, p_value, part_of, percent, rounded, span

HARD = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (62.5, 0, "63"),  # half up; Python's own rounding says 62
        (63.5, 0, "64"),
        (0.5, 0, "1"),
        (0.145, 2, "0.15"),  # stored as 0.14499999999999999
        (2.675, 2, "2.68"),
        (100 * 0.285, 0, "29"),  # 28.499999999999996
        (62.4999, 0, "62"),
        (-62.5, 0, "-63"),
        (1e9 + 0.5, 0, "1000000001"),
        (100 * 5 / 8, 0, "63"),
    ],
)
def test_rounding_is_half_up(value, decimals, written):
    assert str(rounded(value, decimals)) == written


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (1341, 0, f"1{HARD}341", "1,341"),
        (1234567.891, 1, f"1{HARD}234{HARD}567,9", "1,234,567.9"),
        (999.5, 0, f"1{HARD}000", "1,000"),
        (0.05, 2, "0,05", "0.05"),
        (-4.25, 1, "\u22124,3", "\u22124.3"),
        (-0.3, 0, "0", "0"),
        (-1341.0, 0, f"\u22121{HARD}341", "\u22121,341"),
        (math.nan, 2, ":", ":"),
        (math.inf, 0, "∞", "∞"),
        (-math.inf, 0, "\u2212∞", "\u2212∞"),
        (0, 0, "0", "0"),
    ],
)
def test_numbers(value, decimals, nb, en):
    assert number(value, "nb", decimals) == nb
    assert number(value, "en", decimals) == en


def test_percentages():
    assert percent(58.5) == f"59{HARD}%"
    assert percent(58.5, "en") == "59%"
    assert percent(8.04, "nb", 1) == f"8,0{HARD}%"
    assert percent(math.nan) == ":"
    assert percent(-0.5, "en", 1) == "\u22120.5%"


@pytest.mark.parametrize(
    ("p", "written"),
    [
        (0.0, "< 0,001"),
        (0.0004, "< 0,001"),
        (0.0005, "< 0,001"),  # not «= 0,001», which it would be rounded
        (0.00099999, "< 0,001"),
        (0.001, "= 0,001"),
        (0.0015, "= 0,002"),
        (0.0495, "= 0,050"),
        (0.0494999, "= 0,049"),
        (0.05, "= 0,050"),
        (0.999, "= 0,999"),
        (0.9991, "> 0,999"),
        (1.0, "> 0,999"),
    ],
)
def test_p_values(p, written):
    assert p_value(p) == f"p {written}".replace(" ", HARD)
    assert p_value(p, "en") == f"p {written}".replace(" ", HARD).replace(",", ".")
    assert p_value(p, symbol=False) == written.removeprefix("= ").replace(" ", HARD)


def test_spans():
    assert span(75, 78) == "75–78"
    assert span(78, 78) == "78"
    assert span(77.9, 78.1) == "78"  # weighted
    assert span(998, 1004, "en") == "998–1,004"
    assert span(math.nan, math.nan) == ":"


def test_lists():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a og b"
    assert listed(("a", "b", "c"), "en") == "a, b and c"
    assert listed(["a", "b", "c"], either=True) == "a, b eller c"
    assert listed(["a", "b"], "en", either=True) == "a or b"
    assert listed([]) == ""


def test_parts_of_a_whole():
    assert part_of(47, 78) == f"47 av 78 (60{HARD}%)"
    assert part_of(5, 8, "en") == "5 of 8 (63%)"
    assert part_of(0, 0) == "0 av 0"
    assert part_of(math.nan, 78) == hidden_word() == "(skjult)"
    assert part_of(4, math.nan, "en") == hidden_word("en") == "(hidden)"
