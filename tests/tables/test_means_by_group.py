"""Means by group against pandas, with weights and below a threshold."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from svarbenk.codebook import read_codebook
from svarbenk.disclosure import protect_means
from svarbenk.errors import InputError
from svarbenk.responses import answers
from svarbenk.tables import means


@pytest.fixture(scope="module")
def leger(clean_answers):
    return answers(read_codebook("fastlege", clean_answers), clean_answers)


def frame_of(responses, question, by):
    values = responses.answers(responses.codebook.question(question)).astype(float)
    groups = responses.answers(responses.codebook.question(by)).astype(object)
    return pd.DataFrame({"value": values, "group": groups}).dropna()


def test_mean_spread_and_interval_are_those_of_pandas(leger):
    last = leger.of_wave("IV")
    found = means(last, ["arbeidstid_vektet"], "driftsform")
    by_pandas = (
        frame_of(last, "arbeidstid_vektet", "driftsform").groupby("group")["value"].agg(["mean", "std", "count"])
    )
    for place, row in enumerate(found.rows.ids):
        mean, sd, n = by_pandas.loc[row]
        half = stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n)
        shown = [float(getattr(found, name)[place, 0]) for name in ("mean", "sd", "n", "low", "high")]
        assert shown == pytest.approx([mean, sd, n, mean - half, mean + half])


def test_the_printed_hours(leger):
    """Evalueringsrapport IV: 54 hours in 2022 and 48 in 2024 (l. 941), 50, 49, 47 and 45 by driftsform (l. 941)."""
    by_wave = means(leger, ["arbeidstid_vektet"], "runde")
    assert by_wave.rows.ids == ("I", "II", "III", "IV")
    assert [np.floor(by_wave.mean[place, 0] + 0.5) for place in (0, 3)] == [54, 48]
    by_form = means(leger.of_wave("IV"), ["arbeidstid_vektet"], "driftsform")
    printed = {"naeringsdrift": 50, "leieavtale": 49, "fastlonn_bonus": 47, "fastlonn": 45}
    ours = dict(zip(by_form.rows.ids, np.floor(by_form.mean[:, 0] + 0.5), strict=True))
    assert ours == printed
    # footnote 6 (l. 950): without research and teaching 50, 56, 57 and 56
    unweighted = means(leger.of_wave("IV"), ["arbeidstid_uten_forskning"], "driftsform")
    rounded = dict(zip(unweighted.rows.ids, np.floor(unweighted.mean[:, 0] + 0.5), strict=True))
    assert rounded == {"naeringsdrift": 50, "leieavtale": 56, "fastlonn": 57, "fastlonn_bonus": 56}


def test_places_on_a_scale_leave_dont_know_out(leger):
    last = leger.of_wave("IV")
    found = means(last, ["okonomisk_trygghet"])
    codes = (
        last.frame["okonomisk_trygghet"]
        .astype(object)
        .map({"helt_uenig": 1, "litt_uenig": 2, "verken_enig_uenig": 3, "litt_enig": 4, "helt_enig": 5})
    )
    assert found.mean[0, 0] == pytest.approx(codes.mean())
    assert found.n[0, 0] == codes.notna().sum() < last.frame["okonomisk_trygghet"].notna().sum()
    assert found.scale == (1, 5)


def test_weights_count(leger):
    last = leger.of_wave("IV")
    weights = pd.Series(np.where(last.frame["kjonn"] == "kvinne", 2.0, 1.0), index=last.frame.index)
    found = means(replace(last, weights=weights), ["arbeidstid"])
    values = last.answers(last.codebook.question("arbeidstid")).astype(float)
    known = values.notna()
    assert found.mean[0, 0] == pytest.approx(np.average(values[known], weights=weights[known]))
    # Kish's effective number of replies is behind the interval
    effective = weights[known].sum() ** 2 / (weights[known] ** 2).sum()
    half = (found.high[0, 0] - found.low[0, 0]) / 2
    assert half == pytest.approx(stats.t.ppf(0.975, effective - 1) * found.sd[0, 0] / np.sqrt(effective))
    assert found.n[0, 0] == known.sum()


def test_the_means_of_few_are_hidden_and_cannot_be_found_from_the_rest(leger):
    some = leger.of_wave("IV").where("alder == 'fra_67' or alder == 'under_30' or erfaring == 'over_10'")
    table = means(some, ["listelengde"], "alder")
    smallest = float(table.n.min())
    hidden = protect_means(table, int(smallest) + 1)
    assert hidden.hidden.sum() >= 2
    for name in ("mean", "sd", "low", "high", "n"):
        assert np.isnan(getattr(hidden, name)[hidden.hidden]).all()
    assert all(
        len(values) == 0
        for row, line in zip(hidden.samples, hidden.hidden, strict=True)
        for values, gone in zip(row, line, strict=True)
        if gone
    )
    assert protect_means(table, 0) is table


@pytest.mark.parametrize(
    ("names", "told"), [([], "ingen spørsmål"), (["team"], "single"), (["kvalitetsarbeid"], "multiple")]
)
def test_what_has_no_mean_is_refused(leger, names, told):
    with pytest.raises(InputError, match=told):
        means(leger, names)


def test_numbers_of_two_kinds_are_not_put_together(leger):
    with pytest.raises(InputError, match="to slag"):
        means(leger, ["arbeidstid", "okonomisk_trygghet"])
