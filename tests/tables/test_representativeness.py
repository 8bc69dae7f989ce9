"""Sample against population, by hand: 6 women and 3 men of 9 where the population has as many of each."""

import math
import sys
from pathlib import Path

import numpy as np
import pytest
from svarbenk.disclosure import protect
from svarbenk.responses import rake_responses
from svarbenk.tables import overall_difference, representativeness, standardised_difference

sys.path.append(str(Path(__file__).resolve().parents[1] / "responses"))
from weighed_survey import folder, populations, replies


@pytest.fixture
def found(tmp_path):
    data = folder(tmp_path)
    responses, known = replies(data), populations(data)
    return representativeness(responses, known["I"], rake_responses(responses, known))


def test_counts_per_cent_and_points(found):
    row = found.set_index(["margin", "category"]).loc[("kjonn", "kvinne")]
    assert (row.n, row.population) == (6, 100)
    assert row.sample_percent == pytest.approx(66.6667, abs=1e-4)
    assert row.population_percent == 50
    assert row.difference == pytest.approx(16.6667, abs=1e-4)
    # (2/3 − 1/2) / √((2/9 + 1/4) / 2) = 0.166667 / √0.236111 = 0.342997
    assert row.std_difference == pytest.approx(0.342997, abs=1e-6)
    assert row.overall == pytest.approx(0.342997, abs=1e-6)
    assert row.label == "Kvinne"
    assert (row.missing, row.status) == (0, "printed")


def test_after_weighting_nothing_is_off(found):
    assert found.weighted_difference.abs().max() < 1e-6
    assert found.weighted_overall.max() < 1e-6
    assert found.weighted_percent.tolist() == pytest.approx([50, 50, 80, 20])


def test_a_merge_of_the_codebook_is_a_group_and_locums_are_not_counted(found):
    drift = found[found.margin == "drift"].set_index("category")
    assert drift.n.to_dict() == {"egen": 5, "fast": 4}
    assert drift.loc["egen", "label"] == "Egen"


def test_austin_and_yang_dalton_by_hand():
    assert standardised_difference(0.2, 0.5) == pytest.approx(-0.3 / math.sqrt(0.205))
    assert standardised_difference(0.0, 0.0) == 0
    assert standardised_difference(1.0, 0.0) == math.inf
    # three groups: T = (.5, .3, .2), C = (.4, .4, .2); S over the last two = mean of the covariances
    spread = np.array([[(0.21 + 0.24) / 2, (-0.06 - 0.08) / 2], [(-0.06 - 0.08) / 2, 0.16]])
    gap = np.array([-0.1, 0.0])
    by_hand = math.sqrt(gap @ np.linalg.inv(spread) @ gap)
    assert overall_difference(np.array([0.5, 0.3, 0.2]), np.array([0.4, 0.4, 0.2])) == pytest.approx(by_hand)
    # whichever group is left out
    assert overall_difference(np.array([0.2, 0.3, 0.5]), np.array([0.2, 0.4, 0.4])) == pytest.approx(by_hand)


def test_small_counts_are_hidden_with_everything_made_from_them(tmp_path):
    data = folder(tmp_path)
    shown = representativeness(replies(data), populations(data)["I"], hide=lambda table: protect(table, 4))
    kjonn = shown[shown.margin == "kjonn"]
    assert kjonn[["n", "sample_percent", "difference", "std_difference", "overall"]].isna().all().all()
    assert kjonn.population.tolist() == [100, 100]
    assert shown[shown.margin == "drift"].n.tolist() == [5, 4]
