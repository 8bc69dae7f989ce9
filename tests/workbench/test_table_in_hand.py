"""Table and BannerTable: everything made from the counts, and from the protected counts only."""

import math

import openpyxl
import pytest
import svarbenk as sb

BACKGROUNDS = ["sentralitet", "folketall"]


def test_counts_percent_test_and_sentence_agree_with_print(kommuner):
    table = kommuner.table("tilstrekkelig_hjemler", by="sentralitet")
    # Helse Nord 2019, table 10.2 (lines 1859–1867)
    assert table.counts.to_numpy().tolist() == [[0, 2, 0], [0, 9, 0], [7, 9, 2], [40, 5, 4]]
    assert table.percent().loc["Nivå 5", "Nei"] == 50
    assert table.result.p_value < 0.001
    assert table.part("ja") == "47 av 78 (60\u00a0%)"
    # the highest share, 40 of 49, is that of the least central
    assert "høyest for «nivå 6» (82\u00a0prosent, n\u00a0=\u00a049)" in table.sentence("ja")


def test_compare_gives_a_test_and_stars_per_row_and_category():
    table = sb.Table.from_counts([[7, 27], [1, 33]], rows=["I", "II"], columns=["ja", "nei"])
    line = table.compare("I").iloc[0]
    # Fagerland, Lydersen & Laake (2017): Fisher .05440
    assert (line["row"], line["category"], line["test"]) == ("II", "ja", "fisher_exact")
    assert line["p_value"] == pytest.approx(0.05440, abs=5e-6)
    assert line["stars"] == "*"
    assert line["difference"] == pytest.approx(-17.65, abs=0.01)


def test_banner_names_unknown_backgrounds(kommuner):
    banner = kommuner.table("plan", by=BACKGROUNDS)
    assert banner["folketall"].count("ja", "under_2000") == 5  # table 10.9, line 2446
    with pytest.raises(KeyError, match="folketall"):
        banner["alder"]


def test_association_follows_the_tests(kommuner, kommuner_en):
    # table 10.10: sentralitet p = 0,045, folketall p = 0,245
    told = kommuner.table("plan_under_arbeid", by=BACKGROUNDS).association().replace("\u00a0", " ")
    assert told == "Svarene varierer med sentralitet (p = 0,045), men ikke klart med folketall (p = 0,245)."
    english = kommuner_en.table("plan_under_arbeid", by=BACKGROUNDS).association().replace("\u00a0", " ")
    assert english == "The answers vary with centrality (p = 0.045), but not clearly with population (p = 0.245)."


def test_protection_reaches_everything(protected):
    banner = protected.table("tilstrekkelig_hjemler", by=BACKGROUNDS)
    table = banner["folketall"]
    assert banner.is_protected
    assert table.result is None
    assert banner.association() == ""
    assert math.isnan(table.count("nei", "under_2000"))  # 3 in print
    assert table.sentence("nei", "under_2000") == ""
    assert table.sentence("nei") == ""
    assert banner.tests() == {}
    told = table.as_dict("helse-nord-kommune", "tilstrekkelig_hjemler", "folketall")
    shown = [count for row in told["counts"] for count in row if count is not None]
    assert not [count for count in shown if 0 < count < 5]
    assert told["test"] is None


def test_figure_and_html_are_made(kommuner):
    banner = kommuner.table("omsetning_problem", by=BACKGROUNDS)
    figure = banner.figure()
    assert "49" in figure.alt or "65" in figure.alt  # the most common answer, table 10.7 line 2214
    assert "<table" in banner._repr_html_()
    assert "Syntetiske data" in banner._repr_html_()


def test_excel_file_has_the_counts_as_numbers(kommuner, tmp_path):
    path = kommuner.table("plan", by="sentralitet").to_excel(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    numbers = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 41 in numbers  # table 10.9, line 2432
    assert any("Syntetiske data" in str(cell) for cell in numbers)


def test_several_answers_and_sums_are_not_tested(kommuner):
    assert kommuner.table("samarbeid", by="sentralitet").result is None
    assert kommuner.totals(["lis1"], by="sentralitet").result is None
    assert kommuner.totals(["naeringsdrift", "fastlonn"], by="sentralitet").result is None


def test_with_earlier_keeps_percentages_and_n(kommuner):
    forms = kommuner.totals(["naeringsdrift", "leieavtale", "fastlonn_bonus", "fastlonn"])
    both = forms.with_earlier([36, 32, 17, 15], 539, ["1.1.2015", "1.1.2019"])
    assert both.percent().iloc[0].round(6).tolist() == [36, 32, 17, 15]
    # table 10.6, lines 2153–2167
    assert [math.floor(share + 0.5) for share in both.percent().iloc[1]] == [38, 19, 28, 15]
    assert both.group_n("1.1.2019") == 572
    assert both.result is None


def test_the_line_of_a_test_tells_what_was_left_out():
    table = sb.Table.from_counts([[8, 2, 0], [1, 9, 0], [0, 0, 0]], ["a", "b", "c"], ["x", "y", "z"])
    # the empty row and column are no part of the 2×2 table that is tested
    assert table.test_text().endswith("1 tom rad og 1 tom kolonne er utelatt")
