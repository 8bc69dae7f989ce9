"""Spelling and number rules: what is understood, by which rule, and what is not."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svarbenk.codebook import Category, NumberRules, Question, Text
from svarbenk.responses.spelling import CategoryReader, NumberReader, Unknown

NBSP = "\N{NO-BREAK SPACE}"
VET_IKKE = Category.model_validate({"id": "vet_ikke", "code": 3, "nb": "Vet ikke", "en": "Don't know",
                                    "spellings": ["Veit ikke", "Usikker/vet ikke"]})  # fmt: skip
JA = Category(id="ja", code=1, nb="Ja", en="Yes")
NEI = Category(id="nei", code=2, nb="Nei", en="No")
CLOSED = Question(id="plan", kind="single", text=Text(nb="Plan?"), variable="q7", categories=(JA, NEI, VET_IKKE))
RULES = NumberRules(words={"ingen": 0, "én": 1, "to": 2}, approximate=("ca.", "ca", "om lag"))


def numeric(**more):
    return Question(id="antall", kind="numeric", text=Text(nb="Hvor mange?"), variable="q1", **more)


def number(cell, **more):
    return NumberReader(numeric(**more), RULES).read(cell)


@pytest.mark.parametrize(
    ("cell", "answer", "rule"),
    [
        ("Ja", "ja", None),
        ("Yes", "ja", None),
        ("1", "ja", None),
        (1, "ja", None),
        (1.0, "ja", None),
        ("1.0", "ja", "spelling"),
        ("1,0", "ja", "spelling"),
        (" Nei", "nei", "whitespace"),
        (f"Vet{NBSP}ikke", "vet_ikke", "whitespace"),
        ("Vet\n ikke ", "vet_ikke", "whitespace"),
        ("NEI", "nei", "case"),
        (f"vet{NBSP}IKKE", "vet_ikke", "case"),
        ("Veit ikke", "vet_ikke", "spelling"),
        ("USIKKER/VET IKKE", "vet_ikke", "spelling"),
    ],
)
def test_an_answer_is_read(cell, answer, rule):
    reading = CategoryReader(CLOSED).read(cell)
    assert (reading.value, reading.rule) == (answer, rule)


@pytest.mark.parametrize("cell", ["Jada", "1.5", "12", "0", 4, "Ja Nei", True, "vetikke!", "1e0", datetime(2019, 1, 1)])
def test_an_answer_is_never_guessed(cell):
    with pytest.raises(Unknown):
        CategoryReader(CLOSED).read(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Veit ikkje", "nærmeste kjente er «Veit ikke», «Vet ikke»"),
        ("xyzzy", "ventet «Ja», «Nei», «Vet ikke»"),
    ],
)
def test_the_nearest_known_spellings_are_told(cell, expected):
    with pytest.raises(Unknown) as caught:
        CategoryReader(CLOSED).read(cell)
    assert caught.value.expected.startswith(expected)


BLANKS = st.text(alphabet=f" \t\n{NBSP}\u2009", max_size=3)


@given(st.data(), st.sampled_from([(text, each.id) for each in (JA, NEI, VET_IKKE) for text in each.written]))
def test_blanks_and_letter_case_around_a_known_answer_do_not_matter(data, known):
    text, answer = known
    cased = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in text)
    blanks = data.draw(BLANKS.filter(bool))
    cell = data.draw(BLANKS) + cased.replace(" ", blanks) + data.draw(BLANKS)
    assert CategoryReader(CLOSED).read(cell).value == answer


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("3", 3, None),
        (3, 3, None),
        (3.0, 3, None),
        ("3,0", 3, None),
        (" 3 ", 3, "whitespace"),
        ("ingen", 0, "number_word"),
        ("ÉN", 1, "number_word"),
        ("ca. 3", 3, "approximate"),
        ("ca 3", 3, "approximate"),
        ("Om lag 3", 3, "approximate"),
        (f"ca.{NBSP}3", 3, "approximate"),
        ("ca.3", 3, "approximate"),
        ("ca. to", 2, "number_word"),
        ("1 200", 1200, "spelling"),
        (f"12{NBSP}500", 12500, "spelling"),
    ],
)
def test_a_number_is_read(cell, value, rule):
    reading = number(cell)
    assert (reading.value, reading.rule) == ((value, value), rule)


@pytest.mark.parametrize("cell", ["0,5", "0.5", 0.5])
def test_decimals_where_they_are_allowed(cell):
    assert number(cell, whole=False).value == (0.5, 0.5)
    with pytest.raises(Unknown, match="0"):
        number(cell)


@pytest.mark.parametrize("cell", ["2-3", "2–3", "2 - 3", "2 til 3", "ca. 2-3", "3-2", "2,0-3"])
def test_a_range_where_ranges_are_kept(cell):
    reading = number(cell, ranges=True)
    assert (reading.value, reading.rule) == ((2, 3), "range")
    with pytest.raises(Unknown) as caught:
        number(cell)
    assert "intervall" not in caught.value.expected


@pytest.mark.parametrize(
    ("cell", "fits"), [("0-40", True), ("0-41", False), ("39-41", False), ("40", True), (41, False)]
)
def test_both_ends_are_held_against_the_limits(cell, fits):
    if fits:
        assert number(cell, ranges=True, minimum=0, maximum=40).value[1] == 40
    else:
        with pytest.raises(Unknown):
            number(cell, ranges=True, minimum=0, maximum=40)


@pytest.mark.parametrize(
    "cell", ["", "tolv", "3 4", "1 20", "ca.", "3 stk", "1.2.3", "--1", "½", "٣", "inf", "nan", True]
)
def test_a_number_is_never_guessed(cell):
    with pytest.raises(Unknown):
        number(cell)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, "ventet et helt tall"),
        ({"minimum": 0}, "ventet et helt tall fra 0"),
        ({"maximum": 40}, "ventet et helt tall til 40"),
        ({"minimum": 0, "maximum": 1234567}, "ventet et helt tall fra 0 til 1234567"),
        ({"minimum": 0.5, "maximum": 2, "whole": False}, "ventet et tall fra 0,5 til 2"),
        ({"ranges": True}, "ventet et helt tall, eller et intervall som «2-3»"),
    ],
)
def test_what_was_expected_is_told(limits, expected):
    with pytest.raises(Unknown) as caught:
        number("mange", **limits)
    assert caught.value.expected == expected


@given(st.integers(0, 10**9), st.sampled_from(["{}", " {} ", "ca. {}", "{},0", f"{NBSP}{{}}"]))
def test_every_whole_number_is_read_as_itself(value, way):
    assert number(way.format(value)).value == (value, value)
