"""Survey.weighted and Survey.representativeness: the same numbers as the rooms that make them."""

import runpy
from pathlib import Path

import pytest
from svarbenk.workbench import Survey

SMALL = runpy.run_path(str(Path(__file__).resolve().parents[1] / "responses" / "weighed_survey.py"))


@pytest.fixture
def survey(tmp_path):
    data = SMALL["folder"](tmp_path)
    return Survey(SMALL["replies"](data), data)


def test_a_weighted_table_has_the_share_of_the_population(survey):
    assert survey.table("kjonn").share("kvinne") == pytest.approx(70)  # 7 of 10, the locum too
    weighted = survey.weighted(["kjonn"])
    assert weighted.table("kjonn").share("kvinne") == pytest.approx(50)
    # women have weight 3/4: 2 of the 6 are «naering», 1 of the 3 men with 3/2: (1.5 + 1.5) of 9
    assert weighted.table("drift").share("naering") == pytest.approx(100 * 3 / 9)
    assert "Vektet." in repr(weighted.table("drift"))
    assert weighted.responses.rakings[0].raking.converged
    assert survey.weighted(outside="weight_1").n == 10


def test_representativeness_before_and_after(survey):
    found = survey.representativeness().set_index(["margin", "category"])
    assert found.loc[("kjonn", "kvinne"), "difference"] == pytest.approx(100 / 6)
    assert found.weighted_difference.abs().max() < 1e-6
    own = survey.weighted(["kjonn"]).representativeness().set_index(["margin", "category"])
    assert abs(own.loc[("kjonn", "kvinne"), "weighted_difference"]) < 1e-6
    # 4.5 of 9 after weighting by sex alone (three of six women, one of three men), 40 of 200 in the population
    share = (3 * 0.75 + 1.5) / 9
    assert own.loc[("drift", "fast"), "weighted_percent"] == pytest.approx(100 * share)


def test_what_is_shown_to_others_hides_small_groups(survey):
    shown = Survey(survey.responses, survey.data, threshold=4).representativeness()
    assert shown[shown.margin == "kjonn"].n.isna().all()
