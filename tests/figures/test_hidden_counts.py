"""What is hidden in the counts is not in the figure: not in its words, its lengths or its bytes."""

import re
from dataclasses import replace

import numpy as np
import pytest
from printed_tables import KONKURRANSE, SAMARBEID, counted
from reading_sheets import beside, words
from svarbenk.disclosure import protect
from svarbenk.figures import change_bars, clustered_bars, grouped_bars, histogram, item_bars, panel_bars, stacked_bars
from svarbenk.figures.sheet import Block
from svarbenk.figures.stacked import stacked_sheet
from svarbenk.tables import Axis

COLUMNS = KONKURRANSE.total.columns
DRAWERS = {"stacked": stacked_bars, "grouped": grouped_bars, "change": change_bars}
BESIDE = {
    "clustered": clustered_bars,
    "histogram": histogram,
    "items": lambda table: item_bars([table]),
    "panels": lambda table: panel_bars([table, [table]], ["a) En", "b) To"]),
}


def secret(one: int, other: int):
    """A table whose second row holds two counts that are hidden, and only their sum is known."""
    return counted([[30, 12, 18], [one, other, 40]], Axis.of("g", ["Åpen", "Lukket"]), COLUMNS)


def veiled(table):
    """Hide two cells of the second row, as protection does."""
    hidden = np.zeros(table.shape, bool)
    hidden[1, :2] = True
    return replace(table, counts=np.where(hidden, np.nan, table.counts), hidden=hidden)


@pytest.mark.parametrize("draw", [*DRAWERS.values(), *BESIDE.values()], ids=[*DRAWERS, *BESIDE])
def test_two_secrets_give_one_figure(draw):
    assert draw(veiled(secret(2, 7))) == draw(veiled(secret(8, 1)))


@pytest.mark.parametrize("draw", [*DRAWERS.values(), *BESIDE.values()], ids=[*DRAWERS, *BESIDE])
def test_a_cell_that_is_only_marked_as_hidden_is_not_drawn_either(draw):
    table = veiled(secret(2, 7))
    assert draw(replace(table, counts=secret(2, 7).counts)) == draw(table)


@pytest.mark.parametrize("draw", BESIDE.values(), ids=BESIDE)
def test_the_alt_text_of_bars_beside_each_other_says_it_too(draw):
    alt = draw(veiled(secret(2, 7))).alt
    assert "skjult" in alt
    assert not {"4\u00a0%", "14\u00a0%"} & set(re.findall(r"\d+\u00a0%", alt))  # 2 and 7 of 49


@pytest.mark.parametrize("draw", DRAWERS.values(), ids=DRAWERS)
def test_the_alt_text_says_what_is_hidden(draw):
    assert re.search(r"[Tt]all er skjult for .*Lukket", draw(veiled(secret(2, 7))).alt)
    assert "hidden for" in draw(veiled(secret(2, 7)), "en").alt


def test_a_hidden_row_is_hatched_from_end_to_end():
    sheet = stacked_sheet(veiled(secret(2, 7)), "nb", title=None, muted=(), group_notes={}, width_mm=160)
    assert beside(sheet, "Lukket") == [":", "n = 49"]
    open_bar = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.height == 15 and not mark.hatched]
    [hatched] = [mark for mark in sheet.marks if isinstance(mark, Block) and mark.height == 15 and mark.hatched]
    assert hatched.width == pytest.approx(sum(mark.width for mark in open_bar))
    assert "Skjult (:)" in words(sheet)


def test_a_hidden_n_is_not_written():
    table = replace(veiled(secret(2, 7)), row_n=np.array([60, np.nan]))
    sheet = stacked_sheet(table, "nb", title=None, muted=(), group_notes={}, width_mm=160)
    assert beside(sheet, "Lukket") == [":", "n = :"]


def test_protected_tables_show_no_count_below_the_threshold():
    figure = grouped_bars(protect(SAMARBEID.by[1], 3))
    shown = re.findall(r"<!-- \S+\u00a0% \((\d+)\) -->", figure.svg)
    assert {"4", "16", "17"} <= set(shown)
    assert not {"1", "2"} & set(shown)
