"""Raked weights: margins are hit, the missing and those outside the population are treated as stated."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import WeightedResponses, rake_responses, read_population
from weighed_survey import HEAD, ROWS, folder, populations, replies

ROOT = Path(__file__).resolve().parents[2]
SIZES = ("under_5000", "fra_5000", "fra_10000", "fra_50000", "over_100000")


def test_one_margin_gives_population_share_over_sample_share(tmp_path):
    data = folder(tmp_path)
    weighed = rake_responses(replies(data), populations(data), margins=["kjonn"])
    # 6 of 9 are women, 100 of 200 in the population: 0.5 / (6/9) = 0.75 and 0.5 / (3/9) = 1.5
    assert weighed.weights.tolist() == pytest.approx([0.75] * 6 + [1.5] * 3)
    # Kish: (Σw)² / Σw² = 81 / (6 · 0.5625 + 3 · 2.25) = 81 / 10.125 = 8
    assert weighed.rakings[0].raking.design_effect.effective_n == pytest.approx(8)
    assert "effektiv n 8 av 9" in weighed.rakings[0].summary.nb
    assert "converged after" in weighed.rakings[0].summary.en


def test_two_margins_are_both_hit_and_a_merge_is_a_group(tmp_path):
    data = folder(tmp_path)
    weighed = rake_responses(replies(data), populations(data))
    assert weighed.rakings[0].margins == ("kjonn", "drift")
    frame = weighed.frame.assign(w=weighed.weights)
    assert frame.w.mean() == pytest.approx(1)
    assert frame.w[frame.kjonn == "mann"].sum() / 9 == pytest.approx(0.5)
    assert frame.w[frame.drift != "fast"].sum() / 9 == pytest.approx(0.8)
    report = weighed.report()
    assert report.weighted.tolist() == pytest.approx(report.target.tolist())
    assert report.n.tolist() == [6, 3, 5, 4]


def test_locums_are_left_out_and_the_base_says_so_or_kept_with_weight_1(tmp_path):
    data = folder(tmp_path)
    left = rake_responses(replies(data), populations(data), margins=["kjonn"])
    assert len(left) == 9
    assert left.narrowed == "stilling == 'fastlege'"
    assert left.rakings[0].outside == 1
    kept = rake_responses(replies(data), populations(data), margins=["kjonn"], outside="weight_1")
    assert len(kept) == 10
    assert kept.weights.iloc[-1] == 1
    assert kept.narrowed is None
    assert left.where("kjonn == 'mann'").weights.tolist() == pytest.approx([1.5] * 3)
    assert isinstance(left.where("kjonn == 'mann'"), WeightedResponses)


def test_the_missing_keep_their_share_and_the_others_are_raked_within_the_rest(tmp_path):
    data = folder(tmp_path)
    kjonn = ["kvinne"] * 4 + ["mann"] * 2 + [None] * 3
    weighed = rake_responses(replies(data, kjonn=kjonn), populations(data), margins=["kjonn"])
    # 3 of 9 missing keep 1/3; 6 known are raked to 50/50: women 3/4, men 3/2, the missing 1
    assert weighed.weights.tolist() == pytest.approx([0.75] * 4 + [1.5] * 2 + [1] * 3)
    assert weighed.rakings[0].missing == {"kjonn": 3}


def test_trimmed_weights_say_that_they_stand_at_a_limit(tmp_path):
    data = folder(tmp_path)
    weighed = rake_responses(replies(data), populations(data), margins=["kjonn"], trim=(0.8, 1.4))
    assert weighed.weights.between(0.8 - 1e-9, 1.4 + 1e-9).all()
    assert weighed.rakings[0].raking.trimmed > 0
    assert "vekter kappet" in weighed.rakings[0].summary.nb


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"margins": ["alder"]}, "ukjent margin «alder»; ventet noen av kjonn, drift"),
        ({"margins": []}, "ingen marginer"),
        ({"outside": "null"}, "ventet excluded eller weight_1"),
    ],
)
def test_what_cannot_be_weighted_to_is_refused(tmp_path, asked, message):
    data = folder(tmp_path)
    with pytest.raises(InputError, match=message):
        rake_responses(replies(data), populations(data), **asked)


def test_a_group_without_replies_and_an_estimated_margin_are_refused(tmp_path):
    data = folder(tmp_path)
    with pytest.raises(InputError, match="ingen svar fra «mann», som finnes i populasjonen"):
        rake_responses(replies(data, kjonn=["kvinne"] * 9), populations(data), margins=["kjonn"])
    estimated = populations(folder(tmp_path, ROWS.replace("derived", "estimated")))
    with pytest.raises(InputError, match="anslått fra undersøkelsen selv"):
        rake_responses(replies(data), estimated, margins=["drift"])
    assert rake_responses(replies(data), estimated).rakings[0].margins == ("kjonn",)
    with pytest.raises(InputError, match="ingen populasjonstall"):
        rake_responses(replies(data), {})


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS.replace("100,printed", "hundre,printed", 1), r"linje 3, kolonne «count»: fant «hundre»"),
        (ROWS.replace("200,printed", "200,trykt", 1), "kolonne «status»: fant «trykt»"),
        (ROWS + "liten,I,d,1,2,kjonn,mann,100,printed,,\n", "linje 7: samme gruppe som linje 4"),
        (ROWS.replace("kjonn,mann", "kjonn*drift,mann", 1), "passer ikke sammen"),
        (ROWS.split("\n", 1)[1], "ingen rad for alle"),
        ("liten,I,d\n", "for få eller for mange verdier"),
    ],
)
def test_a_mistake_in_the_population_file_names_the_line(tmp_path, rows, message):
    with pytest.raises(InputError, match=message):
        populations(folder(tmp_path, rows))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(InputError, match="linje 1: fant survey, n; ventet survey, wave"):
        populations(folder(tmp_path, "", HEAD.replace(HEAD, "survey,n\n")))


def test_the_fastleger_are_those_of_the_register():
    found = read_population(DataFolder(ROOT / "data"), "fastlege")
    # table 3-1, 31 December 2021–2024
    assert {wave: each.size for wave, each in found.items()} == {"I": 4961, "II": 5056, "III": 5268, "IV": 5517}
    specialists = [each.margins["spesialitet"].counts[("spesialist",)] for each in found.values()]
    assert specialists == [3175, 3217, 3356, 3583]
    for each in found.values():
        assert sum(each.margins["spesialitet"].counts.values()) == each.size
    # table 7-3
    assert found["IV"].margins["kjonn"].counts == {("kvinne",): 2744, ("mann",): 2773}


def test_the_derived_counts_reproduce_every_number_of_table_7_2():
    margins = read_population(DataFolder(ROOT / "data"), "fastlege")["IV"].margins
    printed = [[7, 25, 37, 31], [28, 33, 18, 22], [65, 14, 9, 13], [80, 11, 5, 4], [95, 1, 3, 2]]
    forms = ("naeringsdrift", "leieavtale", "fastlonn", "fastlonn_bonus")
    crossed = margins["driftsform*kommunestorrelse"]
    cells = np.array([[crossed.counts[(form, size)] for form in forms] for size in SIZES])
    assert cells.sum(axis=1).tolist() == [574, 561, 1985, 827, 1599]
    assert cells.sum(axis=0).tolist() == [3662, 705, 571, 608]
    assert np.floor(100 * cells / cells.sum(axis=1)[:, None] + 0.5).astype(int).tolist() == printed
    assert crossed.status == "estimated"
    typed = margins["driftstype*kommunestorrelse"]
    assert [typed.counts[("naeringsdrivende", size)] for size in SIZES] == cells[:, :2].sum(axis=1).tolist()
    assert typed.status == "derived"
    assert sum(typed.counts.values()) == 5546


def test_every_population_row_says_where_it_stands():
    for path in (ROOT / "data" / "published").glob("*/populasjon.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        by_wave = defaultdict(int)
        for row in rows:
            assert row["document"] and int(row["line"]) > 0
            by_wave[row["survey"], row["wave"]] += not row["background"]
            assert row["status"] == "printed" or row["how"], row
        assert set(by_wave.values()) == {1}


def test_population_groups_are_those_of_the_codebook():
    data = DataFolder(ROOT / "data")
    for survey in ("fastlege", "kommune", "bergen-fastlege"):
        book = read_codebook(survey, data)
        for wave, population in read_population(data, survey).items():
            assert book.wave(wave).population in (None, population.size)
            if population.where:
                assert book.condition(population.where)
            for margin in population.margins.values():
                for place, background in enumerate(margin.backgrounds):
                    if background == "ptb_gruppe":  # printed, but no form asked for it
                        continue
                    question = book.question(background)
                    assert wave in book.waves_of(background)
                    assert {groups[place] for groups in margin.counts} <= {*question.category_ids, *question.merges}
