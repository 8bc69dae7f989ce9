"""Formulas of register tables: what they name, what they give, and between what the answer lies."""

import math

import pytest
from svarbenk.errors import InputError
from svarbenk.register import Quantity, Reference, read_formula


def reckoned(text: str, rows=(), **cells: Quantity | float) -> Quantity:
    known = {name: cell if isinstance(cell, Quantity) else Quantity.exact(cell) for name, cell in cells.items()}
    return read_formula(text).reckon(lambda cell: known[cell.name + cell.other], rows)


def test_exact_numbers_give_an_exact_answer():
    # tabell 3-1, 2024: 5 594 340 innbyggere and 5 517 fastleger
    answer = reckoned("folkemengde / fastleger", folkemengde=5594340, fastleger=5517)
    assert answer.value == answer.low == answer.high == 5594340 / 5517


def test_rounded_levels_give_the_interval_of_their_difference():
    # 3,27 less 3,28: both rounded to two decimals, so from -0,02 to 0
    answer = reckoned("na - forr", na=Quantity.rounded(3.27, 2), forr=Quantity.rounded(3.28, 2))
    assert answer.value == pytest.approx(-0.01)
    assert (answer.low, answer.high) == pytest.approx((-0.02, 0.0))


def test_a_number_named_twice_is_rounded_once():
    # a share of a whole that it is part of: 40,5/(40,5 + 60) at most, not 40,5/(39,5 + 60)
    answer = reckoned("100 * a / (a + b)", a=Quantity.rounded(40, 0), b=60)
    assert answer.low == pytest.approx(100 * 39.5 / 99.5)
    assert answer.high == pytest.approx(100 * 40.5 / 100.5)


def test_sums_run_over_the_rows_and_may_be_weighted_by_a_column():
    assert reckoned("sum_rows()", rows=("a", "b"), a=574, b=561).value == 1135
    # tabell 7-2: 7 % of 574 and 28 % of 561
    known = {"a": 7.0, "b": 28.0, "aantall": 574.0, "bantall": 561.0}
    answer = read_formula("weighted_rows(antall) / 100").reckon(
        lambda cell: Quantity.exact(known[cell.name + cell.other]), ("a", "b")
    )
    assert answer.value == pytest.approx(0.07 * 574 + 0.28 * 561)


def test_what_a_formula_names():
    formula = read_formula('tabell_3_1.fastleger - previous(tabell_3_1.fastleger) + begynte["2024"]')
    assert formula.references() == (
        Reference("fastleger", table="tabell_3_1"),
        Reference("fastleger", back=1, table="tabell_3_1"),
        Reference("begynte", other="2024"),
    )


def test_a_blank_or_a_division_by_nought_leaves_no_number():
    assert not reckoned("a + b", a=1, b=Quantity.missing()).known
    assert math.isnan(reckoned("a / b", a=1, b=0).value)


@pytest.mark.parametrize(
    "text", ["a +", "a ** 2", "open('x')", "a if b else c", "previous(a, b)", "'tekst'", "True + 1", "sum_rows(a)"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(InputError, match="formelen"):
        read_formula(text)
