"""Turnover, accounting between snapshots, deflation and rank statistics of registers."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu, spearmanr
from svarbenk.errors import InputError
from svarbenk.register import (
    correlation,
    deflate,
    flow,
    flow_of_extract,
    implied_deflator,
    rank_correlation,
    rank_difference,
    read_register,
    spearman_of,
    turnover,
)


def test_turnover_on_both_stocks():
    # Helse Nord 2019: 83 of 547 at the start (15 prosent, line 933), of 554 at the end
    assert turnover(83, 547) == pytest.approx(15.17, abs=0.005)
    assert turnover(83, 554) == pytest.approx(14.98, abs=0.005)
    with pytest.raises(InputError, match="ventet en bestand over null"):
        turnover(3, 0)


def test_who_stayed_came_and_left():
    moved = flow(["a", "b", "c", "c"], ["b", "c", "d"])
    assert (moved.stayed, moved.came, moved.left, moved.opening, moved.closing) == (2, 1, 1, 3, 3)


@pytest.fixture
def extract():
    # b has two lists in both snapshots; a leaves with 900, d comes with 700, b goes from 1 500 to 1 400
    rows = [
        ("2023", "a", 900), ("2023", "b", 1000), ("2023", "b", 500), ("2023", "c", 1200),
        ("2024", "b", 1000), ("2024", "b", 400), ("2024", "c", 1250), ("2024", "d", 700),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["ar", "lege", "listetak"])


def test_an_account_of_an_extract_adds_up(extract):
    moved = flow_of_extract(extract, "2023", "2024", doctor="lege", snapshot="ar", amount="listetak")
    assert (moved.stayed, moved.came, moved.left) == (2, 1, 1)
    assert moved.change == {"came": 700, "left": -900, "stayed": 1400 + 1250 - 1500 - 1200}
    before, after = (extract[extract.ar == year].listetak.sum() for year in ("2023", "2024"))
    assert moved.net == after - before == -250
    assert moved.turnover_of_opening == pytest.approx(100 / 3)


def test_a_snapshot_or_column_that_is_not_there_is_told(extract):
    with pytest.raises(InputError, match="ingen rader med ar «2022»; det har 2023, 2024"):
        flow_of_extract(extract, "2022", "2024", doctor="lege", snapshot="ar")
    with pytest.raises(InputError, match="kolonnen «id» mangler; det har ar, lege, listetak"):
        flow_of_extract(extract, "2023", "2024", doctor="id", snapshot="ar")


def test_deflation_needs_an_index_of_every_year():
    # 100 kroner of 2020 in the money of 2024, with an index of 112,2 and 133,6
    assert deflate({"2020": 100.0, "2024": 100.0}, {"2020": 112.2, "2024": 133.6}, "2024") == pytest.approx(
        {"2020": 100 * 133.6 / 112.2, "2024": 100.0}
    )
    with pytest.raises(InputError, match="prisindeks for 2021: mangler; det finnes for 2020, 2024"):
        deflate({"2021": 1.0}, {"2020": 112.2, "2024": 133.6}, "2024")


def test_price_growth_that_two_printed_amounts_imply():
    # 920 000 kr is 773 000 2020-kr and 843 000 is 708 000 (line 1161): 19,0 and 19,1 per cent
    assert implied_deflator(920, 773) == pytest.approx(19.02, abs=0.01)
    assert implied_deflator(843, 708) == pytest.approx(19.07, abs=0.01)


def test_p_of_a_printed_rank_correlation():
    # ρ = −0,0458 of 4 952 stable doctors: p = 0,0013 printed (line 1435)
    assert spearman_of(-0.0458, 4952).p_value == pytest.approx(0.00126, abs=0.00001)
    assert spearman_of(-0.0071, 4952).p_value == pytest.approx(0.617, abs=0.001)
    with pytest.raises(InputError, match="ventet −1 til 1"):
        spearman_of(1.2, 100)


def test_printed_correlations_of_the_report_tested_anew(data_folder):
    book = read_register("rapport-iv", data_folder)
    [table] = [each for each in book.definitions.correlations if each.number == "7-18"]
    found = {each.id: correlation(each, book.ledger) for each in table.correlations}
    assert {name: each.n for name, each in found.items()} == {
        "listetak": 5517, "listelengde": 5517, "endring_listetak": 4952, "endring_listelengde": 4952,
    }  # fmt: skip
    assert found["listetak"].difference is None  # p < 0.0001
    assert found["endring_listetak"].difference is None  # 0.0013
    last = found["endring_listelengde"]
    # 0.6190 is printed and ρ = −0,0071 gives 0,6174, which is what rounding of ρ allows
    assert last.difference.rounding
    assert last.p_range[0] < 0.6190 < last.p_range[1]


def test_rank_statistics_of_an_extract_against_scipy():
    random = np.random.default_rng(7)
    first = random.normal(70, 3, 400).round(1)
    second = (first + random.normal(0, 5, 400)).round(0)
    assert rank_correlation(first, second).effect.value == pytest.approx(spearmanr(first, second).statistic)
    assert rank_correlation(first, second).p_value == pytest.approx(spearmanr(first, second).pvalue)
    expected = mannwhitneyu(first[:150], second[150:], use_continuity=False, method="asymptotic").pvalue
    assert rank_difference(first[:150], second[150:]).p_value == pytest.approx(expected)


def test_blanks_are_left_out_and_too_little_is_told():
    result = rank_correlation([1, 2, 3, 4, np.nan], [2, 1, 4, 3, 9])
    assert result.n == 4
    with pytest.raises(InputError, match="ventet like mange"):
        rank_correlation([1, 2], [1, 2, 3])
    with pytest.raises(InputError, match="alle har samme verdi"):
        rank_difference([1, 1], [1, 1, 1])
    with pytest.raises(InputError, match="den ene er tom"):
        rank_difference([], [1.0])
