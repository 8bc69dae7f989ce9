"""Conditions name categories and merges by id, by label, and with blanks for underscores."""

import pandas as pd
import pytest
from svarbenk.codebook import Condition, named, read_codebook
from svarbenk.errors import InputError


@pytest.fixture(scope="module")
def fastlege(data_folder):
    return read_codebook("fastlege", data_folder)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kommunalt_ansatt", "kommunalt_ansatt"),
        ("kommunalt ansatt", "kommunalt_ansatt"),
        ("Kommunalt ansatt", "kommunalt_ansatt"),
        ("salaried", "fastlonn"),  # a category goes before a merge of the same name
        ("8.2-avtale", "leieavtale"),
        ("Kommunalt ansatt med fastlønn", "fastlonn"),
        ("noe annet", "noe annet"),
    ],
)
def test_a_label_names_its_category(fastlege, written, meant):
    assert named(fastlege.question("driftsform"), written) == meant


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("driftsform == 'kommunalt ansatt'", [2, 3]),
        ("driftsform != 'kommunalt_ansatt'", [0, 1]),
        ("not driftsform == 'kommunalt ansatt'", [0, 1]),
        ("driftsform in ['kommunalt ansatt', 'leieavtale']", [1, 2, 3]),
        ("driftsform == 'fastlonn'", [2]),
    ],
)
def test_a_merge_holds_for_its_members(fastlege, condition, rows):
    categories = fastlege.question("driftsform").category_ids
    answers = pd.Series(pd.Categorical([*categories, None], categories=categories))
    holds = fastlege.condition(condition).holds({"driftsform": answers})
    assert list(holds[holds].index) == rows


def test_a_merge_has_no_place_on_a_scale(fastlege):
    with pytest.raises(InputError, match="flere kategorier"):
        fastlege.condition("sentralitet < 'klasse_1_2'")
    assert fastlege.condition("sentralitet < 'klasse_2'").comparisons[0].members == ()


def test_a_condition_by_itself_knows_no_merges():
    assert Condition("driftsform == 'kommunalt ansatt'").comparisons[0].value == "kommunalt ansatt"


def test_barred_waves_are_those_of_the_codebook(fastlege):
    # stilling had another option in wave III only (codebook, l. 1)
    assert fastlege.barred_waves("stilling", ["I", "III", "IV"]) == ("III",)
    assert fastlege.barred_waves("fastlege_om_5_ar", ["I", "IV"]) == ()
