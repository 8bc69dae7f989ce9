"""Counts of a few replies that can be added up on paper."""

import numpy as np
import pytest
from svarbenk.errors import InputError
from svarbenk.tables import any_option, banner, count, grouping, totals

from tests.tables.panel_survey import panel

# a reply a line; the last one has no contract, the fifth answers what it was not asked
REPLIES = [
    {"avtale": "selvstendig", "alder": "ung", "trives": "helt_enig", "plan": "ja", "tiltak": {"liste"}, "leger": 4},
    {"avtale": "selvstendig", "alder": "midt", "trives": "litt_enig", "plan": "nei", "tiltak": set(), "leger": 2},
    {"avtale": "selvstendig", "alder": "eldre", "trives": "vet_ikke", "tiltak": {"vikar", "tid"}, "enheter": 3},
    {"avtale": "selvstendig", "alder": "gammel", "trives": "uenig", "plan": "ja", "leger": 1, "vikarer": 1},
    {"avtale": "ansatt", "alder": "gammel", "trives": "uenig", "plan": "ja", "tiltak": {"tid"}, "vikarer": 9},
    {"avtale": "ansatt", "trives": "litt_enig", "leger": 3, "runde": "I", "enheter": 2},
    {"alder": "ung", "trives": "helt_enig", "leger": 10},
]


def test_everybody_in_one_row():
    table = count(panel(REPLIES), "trives")
    assert table.counts.tolist() == [[2, 2, 2, 1]]
    assert (table.base_n, table.item_n, table.n, table.row_n.tolist()) == (7, 7, 7, [7])
    assert table.rows.ids == ("alle",)
    assert (table.unit.nb, table.source.nb, table.joint, table.member.nb) == ("leger", "Panelet 2024", 2, "kommuner")
    assert table.columns.ordered


def test_a_missing_background_is_in_no_row_and_in_the_row_of_everybody():
    table = count(panel(REPLIES), "trives", "avtale")
    assert table.counts.tolist() == [[1, 1, 1, 1], [0, 1, 1, 0]]
    assert (table.base_n, table.item_n) == (6, 6)
    whole = banner(panel(REPLIES), "trives", ["avtale", "alder"])
    assert [each.item_n for each in whole.tables] == [7, 6, 6]
    assert whole.total.count("helt_enig") == 2


def test_a_merged_background_is_one_row():
    axis, places = grouping(panel(REPLIES), "alder")
    assert axis.ids == ("ung", "midt", "fra_55")
    assert places.tolist() == [0, 1, 2, 2, 2, -1, 0]
    assert count(panel(REPLIES), "trives", "alder").counts[2].tolist() == [0, 0, 2, 1]


def test_a_background_holds_for_those_who_were_asked_it():
    # the fifth reply says «ja» to a plan and was not asked
    assert grouping(panel(REPLIES), "plan")[1].tolist() == [0, 1, -1, 0, -1, -1, -1]


def test_waves_are_rows():
    table = count(panel(REPLIES), "trives", "runde")
    assert table.rows.ids == ("I", "II")
    assert table.counts.tolist() == [[0, 1, 0, 0], [2, 1, 2, 1]]
    assert table.joint == 2


def test_the_base_leaves_out_who_was_not_asked():
    table = count(panel(REPLIES), "plan")
    assert table.counts.tolist() == [[2, 1]]
    assert (table.base_n, table.item_n) == (4, 3)
    assert table.base.nb == "selvstendige leger"


def test_merges_and_subsets_keep_the_percentages():
    table = count(panel(REPLIES), "trives", shown=["enig", "uenig"])
    assert table.counts.tolist() == [[4, 2]]
    assert table.percent()[0].tolist() == pytest.approx([100 * 4 / 7, 100 * 2 / 7])
    assert table.exclusive
    assert table.columns.categories[0].label.en == "Fully or partly agree"


def test_a_category_beside_its_merge_is_not_exclusive():
    table = count(panel(REPLIES), "trives", shown=["enig", "helt_enig", "uenig"])
    assert table.counts.tolist() == [[4, 2, 2]]
    assert not table.exclusive


def test_several_answers():
    table = count(panel(REPLIES), "tiltak")
    # three self-employed ticked or saw the boxes; the fourth left the question out, the fifth was not asked
    assert table.counts.tolist() == [[1, 1, 1]]
    assert (table.base_n, table.item_n, table.n) == (4, 3, 3)
    assert not table.exclusive
    assert count(panel(REPLIES), "tiltak", shown=["liste", "hjelp"]).counts.tolist() == [[1, 1]]


def test_any_option():
    table = any_option(panel(REPLIES), "tiltak")
    assert table.counts.tolist() == [[2, 1]]
    assert table.columns.ids == ("minst_en", "ingen")
    assert (table.base_n, table.item_n, table.joint) == (4, 3, 1)
    assert any_option(panel(REPLIES), "tiltak", "alder").counts.tolist() == [[1, 0], [0, 1], [1, 0]]


def test_a_battery_has_a_row_an_item_and_its_own_n():
    replies = [
        {"krav_vakt": "enig", "krav_papir": "uenig"},
        {"krav_vakt": "uenig", "enheter": 2},
        {"krav_papir": "uenig"},
        {},
    ]
    table = count(panel([*replies, {"krav_vakt": "enig"}]), "krav")
    assert table.rows.ids == ("krav_vakt", "krav_papir")
    assert table.counts.tolist() == [[2, 1], [0, 2]]
    assert table.row_n.tolist() == [3, 2]
    assert (table.base_n, table.item_n, table.joint) == (5, 3, 1)
    # the same replies stand in every row: a test of rows against columns would be wrong
    assert not table.grouped
    assert not table.testable


def test_weights_are_added_up_and_numbers_of_replies_are_not():
    weights = [2.0, 0.5, 1.0, 1.5, 3.0, 1.0, 1.0]
    table = count(panel(REPLIES, weights), "trives", "avtale")
    assert table.counts.tolist() == [[2.0, 0.5, 1.5, 1.0], [0, 1.0, 3.0, 0]]
    assert table.row_n.tolist() == [5.0, 4.0]
    assert table.replies.tolist() == [[1, 1, 1, 1], [0, 1, 1, 0]]
    assert (table.base_n, table.item_n, table.row_replies.tolist()) == (6, 6, [4, 2])
    assert table.weighted
    assert not table.testable


def test_sums():
    table = totals(panel(REPLIES), ["leger", "vikarer"], "avtale")
    # the locums of the employed are an answer outside the base
    assert table.counts.tolist() == [[7, 1], [3, 0]]
    assert table.row_n.tolist() == [8, 3]
    assert table.replies.tolist() == [[3, 1], [1, 0]]
    assert table.row_replies.tolist() == [3, 1]
    assert (table.base_n, table.item_n) == (6, 4)
    assert (table.unit.nb, table.respondents.nb) == ("stillinger", "leger")
    assert table.base is None
    assert table.sums
    assert not table.exclusive


def test_sums_as_shares_of_another_sum():
    table = totals(panel(REPLIES), ["vikarer"], of="leger")
    assert table.counts.tolist() == [[1]]
    assert table.row_n.tolist() == [7]  # of the self-employed, who were asked about locums
    assert table.base.nb == "selvstendige leger"


def test_weighted_sums():
    table = totals(panel(REPLIES, [0.5, 2, 1, 1, 1, 1, 1]), ["leger"], "avtale")
    assert table.counts.tolist() == [[0.5 * 4 + 2 * 2 + 1], [3]]
    assert table.replies.tolist() == [[3], [1]]


def test_ranges_are_summed_by_both_ends():
    table = totals(panel([{"behov": (2, 3)}, {"behov": (1, 1)}, {}, {"behov": (0, 4)}]), ["behov"])
    assert table.columns.ids == ("behov_lav", "behov_hoy")
    assert table.counts.tolist() == [[3, 8]]
    assert table.row_n.tolist() == [8]
    assert (table.base_n, table.item_n) == (4, 3)


def test_where_narrows_and_is_said_in_words():
    table = count(panel(REPLIES).where("alder == 'gammel'"), "plan")
    assert table.counts.tolist() == [[1, 0]]
    assert table.base.nb == "selvstendige leger, der alder er «67 og over»"
    assert table.base.en == "self-employed doctors, where age is “67 or more”"
    twice = count(panel(REPLIES).where("leger >= 2").where("avtale in ['selvstendig', 'ansatt']"), "trives")
    assert twice.base.nb == "leger der leger er minst 2 og avtale er «Selvstendig» eller «Ansatt»"
    other = count(panel(REPLIES).where("not leger > 2 or leger == 4"), "trives")
    assert other.base.nb == "leger der «not leger > 2 or leger == 4»"
    quoted = count(panel(REPLIES).where("plan != 'nei'"), "trives")
    assert quoted.base.en == "doctors where “Do you have a plan?” is not “No”"


def test_an_empty_group_stays_in_the_table():
    table = count(panel(REPLIES[:2]), "trives", "avtale")
    assert table.counts.tolist() == [[1, 1, 0, 0], [0, 0, 0, 0]]
    assert np.isnan(table.percent()[1]).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda r: count(r, "trivs"), "trives"),
        (lambda r: count(r, "leger"), "bruk totals"),
        (lambda r: count(r, "merknad"), "kan ikke telles"),
        (lambda r: count(r, "trives", "leger"), "kan ikke dele opp"),
        (lambda r: count(r, "trives", "tiltak"), "kan ikke dele opp"),
        (lambda r: count(r, "trives", shown=["enigg"]), "mente du «enig»"),
        (lambda r: count(r, "krav", "avtale"), "krav_vakt, krav_papir"),
        (lambda r: banner(r, "krav", ["avtale"]), "kan ikke deles opp"),
        (lambda r: any_option(r, "trives"), "flere svar"),
        (lambda r: totals(r, []), "minst ett tallspørsmål"),
        (lambda r: totals(r, ["trives"]), "ventet et tallspørsmål"),
        (lambda r: totals(r, ["leger"], of="trives"), "ventet et tallspørsmål"),
        (lambda r: totals(r, ["leger"], of="behov"), "ranges"),
        (lambda r: totals(r, ["leger", "behov"]), "for seg"),
    ],
)
def test_what_cannot_be_counted_is_said(call, message):
    with pytest.raises(InputError, match=message):
        call(panel(REPLIES))
