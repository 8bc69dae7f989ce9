"""Two joined dots an answer: what is written, where the dots stand, and the alt text."""

import re

import pytest
from svarbenk.codebook import Text
from svarbenk.errors import InputError
from svarbenk.figures import Dumbbell, dumbbells
from svarbenk.figures.dumbbells import _Places
from svarbenk.figures.sheet import Sheet

PAIRS = [
    Dumbbell(Text(nb="Arbeidsbelastning: for stor", en="Workload: too large"), 80.4, 51.2, note="n = 1 113 → 981"),
    Dumbbell(Text(nb="Fastlege om 5 år: svært sannsynlig", en="GP in 5 years: very likely"), 22.5, 51.4),
    Dumbbell(Text(nb="Uendret", en="Unchanged"), 10.0, 10.0, group=Text(nb="Et spørsmål", en="A question")),
]
SAID = {"before": "2022", "after": "2024", "measure": "Andeler i prosent"}


@pytest.mark.parametrize("width", [160.0, 90.0])
def test_the_alt_text_has_every_number(width):
    figure = dumbbells(PAIRS, synthetic=True, width_mm=width, **SAID)
    assert figure.alt == (
        "Andeler i prosent, fra 2022 til 2024: Arbeidsbelastning: for stor fra 80\u00a0% til 51\u00a0% (−29); "
        "Fastlege om 5 år: svært sannsynlig fra 23\u00a0% til 51\u00a0% (+29); "
        "Et spørsmål: Uendret fra 10\u00a0% til 10\u00a0% (0); endring i prosentpoeng i parentes. Syntetiske data."
    )
    assert figure.width_mm == width
    assert re.search("<desc>Andeler i prosent, fra 2022", figure.svg)


def test_english_and_real_answers():
    figure = dumbbells(PAIRS[:1], "en", before="2022", after="2024", synthetic=False, measure="Shares in per cent")
    assert figure.alt == (
        "Shares in per cent, from 2022 to 2024: Workload: too large from 80% to 51% (−29); "
        "change in percentage points in parentheses."
    )


def test_another_time_is_told_with_its_answer():
    other = Dumbbell(Text(nb="Ja"), 30.0, 30.2, note="n = 977", when="desember 2023 → desember 2024")
    figure = dumbbells([PAIRS[1], other], synthetic=False, **SAID)
    assert "; Ja (desember 2023 → desember 2024) fra 30\u00a0% til 30\u00a0% (0);" in figure.alt
    assert other.small == "n = 977, desember 2023 → desember 2024"


@pytest.mark.parametrize("width", [160.0, 90.0])
def test_everything_stands_inside_the_sheet(width):
    place = _Places(Sheet(width), PAIRS, "nb")
    assert place.reach == 100
    assert 0 < place.left < place.x(0.1) < place.x(100) <= place.right + 1e-9 < Sheet(width).width
    small = _Places(Sheet(width), PAIRS[2:], "nb")
    assert small.reach == 20


def test_equal_pairs_give_equal_bytes():
    one, other = (dumbbells(PAIRS, synthetic=True, **SAID) for _ in range(2))
    assert one.svg == other.svg


def test_nothing_to_draw_is_told():
    with pytest.raises(InputError, match="andeler"):
        dumbbells([], synthetic=False, **SAID)
