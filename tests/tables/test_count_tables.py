"""What a count table itself promises."""

import math

import numpy as np
import pytest
from svarbenk.codebook import Text
from svarbenk.tables import Axis, Banner, CountTable

# Helse Nord 2019, table 10.9 by sentralitet (lines 2426–2432)
PLAN = [[1, 1], [1, 8], [5, 13], [8, 41]]
LEVELS = ["Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6"]


@pytest.fixture
def plan() -> CountTable:
    return CountTable.from_counts(PLAN, LEVELS, ["Ja", "Nei"], unit="kommuner")


def test_counts_and_shares(plan):
    assert plan.count("Ja") == 15
    assert plan.count("Nei", "Nivå 6") == 41
    assert plan.n == plan.item_n == plan.base_n == 78
    assert plan.group_n("Nivå 5") == 18
    assert plan.share("Ja") == pytest.approx(15 / 78)
    assert plan.share("Ja", "Nivå 4") == pytest.approx(1 / 9)
    assert plan.percent()[2].tolist() == pytest.approx([100 * 5 / 18, 100 * 13 / 18])
    assert np.asarray(plan).tolist() == PLAN
    assert plan.testable


def test_a_printed_table_keeps_its_source_and_unit():
    about = {"unit": "kommuner", "source": "Helse Nord 2019, tabell 10.9", "question": "Plan?"}
    table = CountTable.from_counts(PLAN, LEVELS, ["Ja", "Nei"], base=Text(nb="alle kommuner"), **about)
    assert table.source.nb == "Helse Nord 2019, tabell 10.9"
    assert (table.respondents.nb, table.base.nb, table.question.nb) == ("kommuner", "alle kommuner", "Plan?")
    assert not table.sums


def test_nothing_can_be_changed(plan):
    for name in ("counts", "row_n", "replies", "row_replies", "hidden"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(plan, name)[0] = 1


def test_a_share_of_nobody_is_no_number():
    table = CountTable.from_counts([[0, 0], [1, 2]], ["a", "b"], ["x", "y"])
    assert math.isnan(table.share("x", "a"))
    assert np.isnan(table.percent()[0]).all()


def test_unknown_names_are_told_with_the_known_ones(plan):
    with pytest.raises(KeyError, match="Ja, Nei"):
        plan.count("Kanskje")
    with pytest.raises(KeyError, match="Nivå 3"):
        plan.share("Ja", "Nivå 2")


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([[1, -2]], "found -2"),
        ([[1, math.nan]], "found nan"),
        ([1, 2], "1 dimension"),
        ([[1, 2], [3, 4]], "shape"),
    ],
)
def test_what_is_no_table_is_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        CountTable.from_counts(counts, ["a"], ["x", "y"])


def test_another_base_changes_percentages_and_not_counts(plan):
    other = plan.with_base([2, 10, 20, 50], Text(nb="alle"))
    assert other.percent()[3][1] == pytest.approx(82)
    assert other.counts.tolist() == PLAN
    assert other.base_n == 82


def test_a_banner_holds_tables_of_the_same_columns(plan):
    total = CountTable.from_counts([[15, 63]], ["Alle"], ["Ja", "Nei"])
    assert Banner(total, (plan,)).tables == (total, plan)
    other = CountTable.from_counts(PLAN, Axis.of("nivå", LEVELS), ["Ja", "Kanskje"])
    with pytest.raises(ValueError, match="nivå"):
        Banner(total, (other,))
