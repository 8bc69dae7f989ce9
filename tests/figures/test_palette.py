"""Colours: lettering can be read on them, and neighbours differ for every reader."""

from itertools import combinations, pairwise

import pytest
from colour_vision import MATRICES, distance, seen
from svarbenk.figures import palette
from svarbenk.tables import Axis

SIZES = range(1, 10)


def columns(size: int, *, ordered: bool) -> Axis:
    return Axis.of("q", [f"k{place}" for place in range(size)], ordered=ordered)


def every_palette():
    return list(palettes())


def palettes():
    for ordered in (True, False):
        for size in SIZES:
            for greys in (0, 1, 2):
                axis = columns(size + greys, ordered=ordered)
                yield pytest.param(
                    palette.fills(axis, axis.ids[size:]), id=f"{'scale' if ordered else 'kinds'}-{size}+{greys}"
                )


@pytest.mark.parametrize("fills", every_palette())
def test_lettering_has_a_contrast_of_at_least_four_and_a_half(fills):
    assert min(palette.contrast(fill, palette.lettering_on(fill)) for fill in fills) >= 4.5


@pytest.mark.parametrize("sight", MATRICES)
@pytest.mark.parametrize("fills", every_palette())
def test_neighbours_differ_for_every_reader(fills, sight):
    least = 20 if len(fills) <= 7 else 10  # about 2 is just noticeable
    close = {(one, other) for one, other in pairwise(fills) if distance(one, other, sight) < least}
    assert not close


@pytest.mark.parametrize("fills", every_palette())
def test_no_colour_stands_twice(fills):
    assert len(set(fills)) == len(fills)


@pytest.mark.parametrize("size", SIZES)
def test_without_a_scale_each_step_is_lighter(size):
    lightness = [seen(fill, "normal")[0] for fill in palette.fills(columns(size, ordered=False))]
    assert lightness == sorted(lightness)


@pytest.mark.parametrize("size", [3, 5, 7])
def test_a_scale_is_palest_at_its_neutral_answer(size):
    fills = palette.fills(columns(size, ordered=True))
    assert max(fills, key=lambda fill: seen(fill, "normal")[0]) == fills[size // 2]


def test_dont_know_is_grey_and_takes_no_colour_of_the_scale():
    axis = columns(4, ordered=True)
    fills = palette.fills(axis, ["k1"])
    assert (fills[0], *fills[2:]) == palette.fills(columns(3, ordered=True))
    lightness, green, blue = seen(fills[1], "normal")
    assert abs(green) < 6
    assert abs(blue) < 6
    assert 0 < lightness < 100


def test_quiet_letters_can_be_read_on_paper():
    assert palette.contrast(palette.QUIET, palette.PAPER) >= 4.5
    assert palette.contrast(palette.INK, palette.PAPER) >= 4.5


def test_markers_differ_in_shape_and_colour_and_stand_out_from_paper():
    for (shape, colour), (other_shape, other) in combinations(palette.MARKERS, 2):
        assert shape != other_shape
        assert colour != other
    assert min(palette.contrast(colour, palette.PAPER) for _, colour in palette.MARKERS) >= 3


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert palette.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # the usual example
