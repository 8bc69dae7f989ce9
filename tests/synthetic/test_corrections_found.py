"""The contradictions among the printed numbers are found, and the committed corrections are these."""

from dataclasses import astuple

import pytest
from svarbenk.ledger import find_document, read_corrections

# table, line of the dump, question, category, group, statistic, printed, used
KNOWN = [
    ("10.7", 2224, "omsetning_problem", "", "niva_6", "n", "36", "46"),
    ("10.11", 2635, "under_spesialisering", "", "fra_20000", "percent", "52 (26%)", "52 (25%)"),
    ("10.13", 2744, "utdanningsvirksomhet", "ja", "niva_4", "count", "19", "9"),
    ("10.14", 2813, "samarbeid_hf", "", "niva_4", "n", "8", "9"),
    ("10.16", 2920, "alis_nord", "", "niva_6", "n", "76", "47"),
    ("10.17", 3048, "samarbeid", "", "fra_5000", "n", "5", "10"),
    ("10.17", 3060, "samarbeid", "legevakt", "under_2000", "count", "17", "16"),
    ("10.18", 3160, "planlagt_samarbeid", "smittevern", "under_2000", "count", "2", "3"),
    ("10.18", 3160, "planlagt_samarbeid", "veiledning_lis", "under_2000", "count", "1", "2"),
    ("10.19", 3317, "kontor_helsesekretaer", "", "niva_6", "sum", "55", "53"),
]


def test_the_contradictions_are_found(reconstruction):
    found = [
        (each.table, each.line, each.question, each.category, each.group, each.statistic, each.printed, each.used)
        for each in reconstruction.corrections
    ]
    assert found == KNOWN


def test_the_committed_corrections_are_what_the_solver_finds(reconstruction, data_folder, codebook):
    committed = read_corrections(find_document(codebook.document, data_folder) / "corrections.csv")
    assert [astuple(each) for each in committed] == [astuple(each) for each in reconstruction.corrections]


def test_each_correction_says_why_in_one_sentence(reconstruction):
    for each in reconstruction.corrections:
        assert each.why.endswith("."), each
        assert each.why.count(". ") == 0, each


@pytest.mark.parametrize(
    ("table", "category", "others"),
    [("10.7", "", False), ("10.13", "ja", False), ("10.17", "legevakt", True), ("10.18", "smittevern", True)],
)
def test_it_is_said_where_another_cell_would_have_done(reconstruction, table, category, others):
    each = next(each for each in reconstruction.corrections if (each.table, each.category) == (table, category))
    assert ("like gjerne" in each.why) is others


def test_it_takes_well_under_a_minute(timed):
    assert timed[1] < 40
