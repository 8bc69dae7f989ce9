"""Register, the object that notebooks hold: tables as blocks, values, sentences, summaries, calibration."""

import math
import re

import pytest
import svarbenk as sb
from svarbenk.errors import InputError
from svarbenk.workbench.registered import open_register

HARD = "\u00a0"


@pytest.fixture(scope="module")
def register(data_folder):
    return open_register("rapport-iv", data=data_folder.root)


@pytest.fixture(scope="module")
def north(data_folder):
    return open_register("helse-nord", data=data_folder.root)


def block(shown):
    [only] = shown.blocks
    return only


def row(table, label):
    return next(each for each in table.rows if each.label == label)


def test_a_table_has_levels_as_printed_and_changes_below_them(register):
    table = block(register.table("3-1"))
    assert (table.number, table.columns) == ("3-1", tuple(str(year) for year in range(2017, 2025)))
    at = [each.label for each in table.rows].index("Fastleger")
    assert table.rows[at].cells[-1] == f"5{HARD}517"
    assert (table.rows[at + 1].label, table.rows[at + 1].cells[-1]) == ("– endring", "249")
    assert row(table, "Innbyggere per fastlege").cells[4] == f"1{HARD}094"  # 1 092 is printed
    assert row(table, "Andel fastleger med spesialitet").cells[-1] == f"64,9{HARD}%"  # 3 583 / 5 517


def test_what_print_says_otherwise_stands_below(register):
    notes = " ".join(block(register.table("3-1")).notes).replace(HARD, " ")
    assert "Innbyggere per fastlege: 2018 – trykt: 1 113, regnet: 1 114; 2021 – trykt: 1 092, regnet: 1 094" in notes
    assert "økning i innbyggere med fastlege, 2024 – trykt: 104 301, regnet: 104 718" in notes
    assert "Endringene i 2017 er som trykt" in notes
    assert "Folkemengde" not in notes


def test_a_rounded_sum_says_between_what_it_lies(register):
    notes = " ".join(block(register.table("7-1")).notes)
    assert "2022 – trykt: 13,9, regnet: 14,1 (13,95–14,25)" in notes
    assert "innenfor det avrundingen tillater" in notes


def test_the_sheets_hold_the_values_and_the_differences(register):
    values, differences = block(register.table("3-1")).sheets
    assert values.counts[0][-1] == 5517
    assert values.rows[1] == "Fastleger: endring (fastleger)" or values.rows[1].startswith("Fastleger: endring")
    assert differences.columns[:2] == ("Trykt", "Regnet")
    assert (1092.0, 1094.0) in [line[:2] for line in differences.counts]


def test_only_the_last_columns_where_asked_for(register):
    assert block(register.table("3-1", since=2022)).columns == ("2022", "2023", "2024")


def test_english_tables_have_english_words(data_folder):
    english = open_register("rapport-iv", data=data_folder.root, language="en")
    table = block(english.table("3-2"))
    assert table.columns[-1] == "Total"
    assert not re.search("[æøå]", " ".join([table.caption, *table.columns, *(each.label for each in table.rows)]))
    sentence = english.change("3-1", "fastleger", 2023, 2024)
    assert sentence == "The number of GPs rose from 5,268 in 2023 to 5,517 in 2024 (249 more, 4.7 per cent)."


@pytest.mark.parametrize("document", ["rapport-iv", "helse-nord", "bergen"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_table_becomes_a_block(document, language, data_folder):
    register = open_register(document, data=data_folder.root, language=language)
    for number in register.numbers:
        table = block(register.table(number))
        assert table.rows
        assert table.source
        assert all(len(each.cells) == len(table.columns) for each in table.rows if each.role != "group"), number
        assert "nan" not in " ".join(cell for each in table.rows for cell in each.cells)


def test_values_and_sentences(register):
    assert register.value("3-1", "fastleger", 2024) == 5517
    assert register.value("3-1", "fastleger") == 5517  # the last
    sentence = register.change("3-1", "fastleger", 2023, 2024).replace(HARD, " ")
    assert sentence == "Antall fastleger økte fra 5 268 i 2023 til 5 517 i 2024 (249 flere, 4,7 prosent)."
    assert (
        register.change("5-2", "kommuner")
        .replace(HARD, " ")
        .startswith("Antall kommuner som har søkt om tilskudd, økte fra 187 i 2022 til 254 i 2024")
    )


def test_values_of_figures(register):
    assert register.value("4-1", "startet", 2022) == 466  # line 529
    assert math.isnan(register.value("4-1", "startet", 2005))
    assert register.change("4-1", "startet", 2005, 2022) == ""
    assert "fra 466 i 2022 til 565 i 2024" in register.change("4-1", "startet", 2022, 2024)


def test_a_number_of_a_register_knows_its_table(register):
    assert register.value("3-1", "fastleger", 2024).origin.register_table == "3-1"


def test_what_is_not_there_is_told(register):
    with pytest.raises(InputError, match="verken en registertabell eller en figur"):
        register.value("99-1", "fastleger")
    with pytest.raises(InputError, match="ingen rad «leger»"):
        register.value("3-1", "leger")
    with pytest.raises(InputError, match="ingen serie «menn»"):
        register.value("figur 4-1", "menn")


def test_a_summary_has_the_largest_changes_and_says_that_they_are_not_tested(register):
    bullets, note = register.summary("3-1", most=3).blocks
    told = ["".join(run.text for run in item) for item in bullets.items]
    assert len(told) == 3
    assert told[0].replace(HARD, " ").startswith("Antall innbyggere på liste uten fast lege falt fra 214 074")  # −24 %
    assert "ikke prøvd" in note.runs[0].text


def test_rank_correlations_are_tables_too(register):
    table = block(register.table("7-18"))
    assert [each.cells[3:] for each in table.rows] == [
        ("< 0,0001", f"<{HARD}0,001"), ("< 0,0001", f"<{HARD}0,001"), ("0,0013", "0,001"), ("0,6190", "0,617"),
    ]  # fmt: skip


def test_printed_numbers_are_not_hidden_and_say_so(data_folder):
    guarded = open_register("helse-nord", data=data_folder.root, threshold=5)
    table = block(guarded.table("12.1"))
    assert table.rows[2].cells[0] == "2"
    assert table.notes[-1] == "Tallene er publisert, og små tall er ikke skjult."


def test_turnover_both_ways_of_helse_nord(north):
    table = block(north.table("8.2"))
    cells = {each.label: each.cells[0] for each in table.rows}
    assert cells["Avsluttet i prosent av avtalene ved starten"] == f"15,2{HARD}%"
    assert cells["Avsluttet i prosent av avtalene ved slutten"] == f"15,0{HARD}%"


def test_the_posts_of_table_7_2_split_as_answers_are(register, data_folder):
    rows = ["under_5000", "fra_5000", "fra_10000", "fra_50000", "over_100000"]
    split = [(1, 3, 6, 2), (2, 2, 1, 3), (6, 2, 1, 1), (4, 1, 0, 0), (9, 1, 1, 1)]
    table = made_up(rows, split)
    made = block(register.calibration("7-2", table))
    assert made.columns[-1] == "Fastlegehjemler"
    # under 5 000: 184 posts in private practice (populasjon.csv) split 1:3, and 390 on a salary split 6:2
    expected = [100 * part / 574 for part in (184 / 4, 184 * 3 / 4, 390 * 6 / 8, 390 * 2 / 8)]
    assert made.rows[0].cells == (*(f"{round(value)}{HARD}%" for value in expected), "574")
    assert made.rows[-2].cells[-1] == f"5{HARD}546"
    assert "Ingen av dem som svarte, er kommunalt ansatt (fra_50000)" in " ".join(made.notes)
    assert sum(float(cell.replace(HARD, "")) for cell in made.rows[-2].cells[:-1]) == pytest.approx(5546, abs=2)


def test_a_table_by_another_background_cannot_be_calibrated(register):
    with pytest.raises(InputError, match="ventet driftsform etter kommunestorrelse"):
        register.calibration("7-2", made_up(["a", "b"], [(1, 1, 1, 1), (1, 1, 1, 1)], by="alder"))


def test_a_selection_without_a_kind_leaves_the_table_out(register):
    table = made_up(["under_5000", "fra_5000"], [(0, 0, 6, 2), (0, 0, 1, 3)])
    [note] = register.calibration("7-2", table).blocks
    text = note.runs[0].text.replace(HARD, " ")
    assert text.startswith("Tabell 7-2 er ikke med: ingen i utvalget er næringsdrivende")


def test_a_selection_of_sizes_is_of_those_sizes_alone(register):
    made = block(register.calibration("7-2", made_up(["under_5000"], [(1, 3, 6, 2)])))
    assert [each.label for each in made.rows] == ["under_5000", "Totalt, hjemler", "Totalt, prosent"]
    assert made.rows[1].cells[-1] == "574"


def made_up(rows, counts, by="kommunestorrelse"):
    from dataclasses import replace

    from svarbenk.codebook import Merge
    from svarbenk.tables import Axis, CountTable
    from svarbenk.tables.count_table import AxisCategory
    from svarbenk.workbench.about import About

    columns = ["naeringsdrift", "leieavtale", "fastlonn", "fastlonn_bonus"]
    table = CountTable.from_counts(
        counts, Axis.of(by, rows, rows), Axis.of("driftsform", columns, columns), unit="leger"
    )
    merges = {
        "naeringsdrivende": Merge(nb="næringsdrivende", of=("naeringsdrift", "leieavtale")),
        "kommunalt_ansatt": Merge(nb="kommunalt ansatt", of=("fastlonn", "fastlonn_bonus")),
    }
    wave = AxisCategory("IV", sb.Text(nb="desember 2024"))
    return sb.Table(replace(table, merges=merges, waves=(wave,)), about=About(survey="fastlege", question="driftsform"))
