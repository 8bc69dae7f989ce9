"""Sentences by what rows are, merges, and stars with the family that they stand for."""

import math

import numpy as np
import pandas as pd
import pytest
import svarbenk as sb
from scipy import stats

HARD = "\u00a0"


def counts_of(survey, question):
    frame = survey.responses.frame
    return pd.crosstab(frame["runde"], frame[question])


def test_a_change_is_told_with_the_numbers_of_pandas(leger):
    table = leger.table("fastlege_om_5_ar", by="runde")
    counts = counts_of(leger, "fastlege_om_5_ar")
    n = counts.sum(axis=1)
    share = 100 * counts["svaert_sannsynlig"] / n
    told = table.sentence("svaert_sannsynlig").replace(HARD, " ")
    # Evalueringsrapport IV, l. 716: from 22 to 51 per cent
    assert (round(share["I"]), round(share["IV"])) == (22, 51)
    assert told == (
        "Andelen som svarer «svært sannsynlig», har økt fra 22 prosent i januar 2022 til 51 prosent i "
        "november–desember 2024 (p < 0,001)."
    )


def test_a_merge_is_the_sum_of_its_members(leger):
    table = leger.table("okonomisk_trygghet", by="runde")
    counts = counts_of(leger, "okonomisk_trygghet")
    agreed = counts["litt_enig"] + counts["helt_enig"]
    assert [table.count("enig", wave) for wave in leger.waves] == list(agreed)
    assert table.share("enig", "IV") == pytest.approx(100 * agreed["IV"] / counts.loc["IV"].sum())
    assert "«helt eller litt enig»" in table.sentence("enig")
    with pytest.raises(sb.InputError, match=r"fant ikke «einig»; ventet en av .*mente du «enig»"):
        table.sentence("einig")


def test_a_merge_with_a_hidden_member_is_hidden(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=30, waves=["IV"], where="alder == 'fra_67'")
    table = few.table("okonomisk_trygghet")
    hidden = [name for name in table.shown.columns.ids if math.isnan(table.count(name))]
    assert hidden
    for name, merge in table.shown.merges.items():
        gone = bool(set(merge.of) & set(hidden))
        assert math.isnan(table.count(name)) is gone
        assert (table.sentence(name) == "") is gone


def test_groups_are_told_by_their_highest_and_lowest(leger):
    table = leger.last("arbeidsbelastning", by="driftsform")
    told = table.sentence("for_stor")
    shares = {row: table.share("for_stor", row) for row in table.shown.rows.ids}
    labels = dict(zip(table.shown.rows.ids, table.labels(table.shown.rows), strict=True))
    high, low = max(shares, key=shares.get), min(shares, key=shares.get)
    assert told.index(labels[high][1:]) < told.index(labels[low][1:])
    counts = [[table.count("for_stor", row), table.group_n(row) - table.count("for_stor", row)] for row in shares]
    p = stats.chi2_contingency(counts, correction=False).pvalue
    assert table.p("for_stor") == pytest.approx(p)


def test_one_row_is_told_as_a_level_with_its_wave(leger):
    told = leger.last("veiledning_omfang").sentence("passe").replace(HARD, " ")
    assert told.startswith("Blant leger under spesialisering og veiledere svarte om lag tre av fire (75 prosent")
    assert "i desember 2023" in told


def test_items_and_options_are_ranked(leger):
    told = leger.last("tid_til").sentence("enig")
    table = leger.last("tid_til")
    shares = {row: table.share("enig", row) for row in table.shown.rows.ids}
    labels = dict(zip(table.shown.rows.ids, table.labels(table.shown.rows), strict=True))
    assert told.index(labels[max(shares, key=shares.get)]) < told.index(labels[min(shares, key=shares.get)])
    options = leger.last("team_personell").sentence(most=1).replace(HARD, " ")
    assert "«helsesekretær» (87 prosent)" in options  # l. 1750: 87 per cent


def test_about_names_the_question(leger):
    table = leger.table("tid_til_faglig", by="runde")
    assert table.sentence("enig", about=True).startswith("Jeg har tid til å holde meg faglig oppdatert")
    assert table.sentence("enig", about=sb.Text(nb="Tid", en="Time")).startswith("Tid: Andelen")


def test_stars_are_tests_of_the_distribution_against_the_baseline(leger):
    table = leger.table("arbeidsbelastning", by="runde")
    counts = counts_of(leger, "arbeidsbelastning")
    stars = table.stars()
    for wave in ("II", "III", "IV"):
        pair = counts.loc[["I", wave]].to_numpy()
        pair = pair[:, pair.sum(axis=0) > 0]
        expected = stats.contingency.expected_freq(pair)
        if (expected >= 5).all():
            p = stats.chi2_contingency(pair, correction=False).pvalue
            line = table.compare_distribution().set_index("row").loc[wave]
            assert line["p_value"] == pytest.approx(p)
            assert stars.marks[wave] == ("***" if p < 0.01 else "**" if p < 0.05 else "*" if p < 0.1 else "")
    assert "I" not in stars.marks
    assert (stars.family.size, stars.family.what, stars.family.baseline) == (3, "distribution", "januar 2022")
    assert "3 tester" in stars.notes("nb")[0]


def test_options_have_stars_of_their_own(studenter):
    table = studenter.table("jobb_etter_lis1", by="runde")
    stars = table.stars()
    assert set(stars.marks) == {("IV", name) for name in table.shown.columns.ids}
    # the report's figure 4-5 (l. 585): from 29 to 43 per cent with three stars
    assert stars.marks["IV", "fastlege"] == "***"
    assert (stars.family.size, stars.family.what) == (10, "share")


def test_barred_waves_have_no_star_and_the_note_says_why(studenter, leger):
    item = studenter.question("lis1_opphold").item_questions()[0]
    table = studenter.table(item.id, by="runde")
    stars = table.stars()
    assert stars.marks == {}
    assert "kan ikke sammenlignes" in stars.barred[0]
    assert "(p" not in table.sentence("enig")
    position = leger.table("stilling", by="runde").stars()
    assert set(position.marks) == {"II", "IV"}
    assert "Runde III kan ikke sammenlignes" in position.barred[0]


def test_hidden_rows_have_no_star(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=60, where="alder == 'under_30'")
    table = few.table("arbeidsbelastning", by="runde")
    assert np.isnan(table.shown.counts).any()
    for row in table.stars().marks:
        place = table.shown.rows.ids.index(row)
        assert not np.isnan(table.shown.counts[place]).any()
