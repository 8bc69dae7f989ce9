"""The printed numbers of Helse Nord 2019: complete, verbatim and tied to the codebook."""

from collections import Counter

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.ledger import read_ledger


@pytest.fixture(scope="module")
def codebook(data_folder):
    return read_codebook("helse-nord-kommune", data_folder)


@pytest.fixture(scope="module")
def ledger(data_folder):
    return read_ledger(data_folder, document="helse-nord-2019")


def test_every_cell_is_tied_to_the_codebook(ledger, codebook):
    for entry in ledger.select(survey=codebook.id):
        where = f"table {entry.table}, line {entry.line}"
        questions = [codebook.question(name) for name in entry.questions]
        for question in questions:
            assert not entry.category or entry.category in (*question.category_ids, *question.merges), where
        if entry.background:
            background = codebook.question(entry.background)
            assert background.background, where
            assert set(entry.groups) <= set(background.category_ids), where
        registers = {other.question for other in ledger.select(survey="")}
        for name in entry.denominator:
            assert name in registers or codebook.question(name).kind == "numeric", where
        assert questions or entry.unit, where


def test_a_cell_outside_the_survey_belongs_to_a_register(ledger, codebook):
    assert {entry.survey for entry in ledger} == {codebook.id, ""}
    register = ledger.select(survey="")
    assert {entry.table for entry in register} == {
        "8.1", "8.2", "8.3", "8.4", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6", "9.7", "12.1", "tekst",
    }  # fmt: skip
    # Table 8.1, lines 909 and 921 of the dump
    assert [entry.printed for entry in register.select(table="8.1", statistic="count")] == ["547", "26", "554", "34"]


def test_cells_of_each_register_table(ledger):
    # rows times columns of the tables in the dump, less the blank cells
    register = Counter(entry.table for entry in ledger.select(survey="") if entry.table != "tekst")
    assert register == {
        "8.1": 26, "8.2": 3, "8.3": 30, "8.4": 41, "9.1": 34, "9.2": 28, "9.3": 20, "9.4": 16, "9.5": 16, "9.6": 20,
        "9.7": 22, "12.1": 42,
    }  # fmt: skip


def test_cells_of_each_table(ledger):
    cross = {2: 4, 4: 4, 5: 4, 7: 6, 8: 3, 9: 3, 10: 3, 12: 4, 13: 3, 14: 4, 15: 3, 16: 3}  # columns of the table
    expected = {f"10.{number}": 10 * columns + 2 for number, columns in cross.items()}  # two p-values each
    expected |= {"10.1": 9, "10.3": 10, "10.6": 12, "10.17": 70, "10.18": 70, "10.19": 60}
    expected |= {"10.11": 40 + 28}  # a cell with a percentage is two numbers; «0» has none
    assert Counter(entry.table for entry in ledger if entry.table.startswith("10.")) == expected


def test_no_cell_stands_twice(ledger):
    keys = Counter((*entry.key, entry.wave, entry.cell) for entry in ledger)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("cell", "printed", "line"),
    [
        ({"table": "10.7", "group": "niva_6", "statistic": "n"}, "36", 2224),
        ({"table": "10.13", "group": "niva_4", "category": "ja"}, "19", 2744),
        ({"table": "10.14", "group": "niva_4", "statistic": "n"}, "8", 2813),
        ({"table": "10.16", "group": "niva_6", "statistic": "n"}, "76", 2920),
        ({"table": "10.17", "group": "fra_5000", "statistic": "n"}, "5", 3048),
        ({"table": "10.11", "group": "fra_2000", "question": "uten_lis1", "statistic": "sum"}, "9(7%)", 2641),
        ({"table": "10.8", "background": "folketall", "statistic": "p"}, "", 2376),
        ({"table": "10.2", "background": "folketall", "statistic": "p"}, "< 0,001", 1869),
        ({"table": "10.14", "background": "sentralitet", "statistic": "p"}, "0,969", 2809),
        ({"table": "10.1", "wave": "2015", "statistic": "percent"}, "5,9%", 1780),
        ({"table": "10.6", "wave": "2019", "question": "leieavtale"}, "19", 2159),
        ({"table": "10.19", "group": "fra_20000", "question": "kontor_sykepleier"}, "7", 3327),
        ({"table": "10.18", "group": "under_2000", "statistic": "any"}, "6", 3160),
        ({"table": "tekst", "question": "samarbeid", "group": "niva_5"}, "seks", 3176),
        ({"table": "tekst", "question": "stilling", "category": "lege"}, "34", 1718),
    ],
)
def test_cells_are_verbatim_misprints_included(ledger, cell, printed, line):
    entry = ledger.entry(**cell)
    assert (entry.printed, entry.line) == (printed, line)


def test_only_one_p_value_was_left_blank(ledger):
    blank = [entry for entry in ledger if entry.number.value is None]
    assert [(entry.table, entry.background) for entry in blank] == [("10.8", "folketall")]


def test_lines_run_with_the_cells(ledger):
    for table in {entry.table for entry in ledger} - {"tekst", "8.1", "9.1", "10.6"}:  # the cells of 9.1 are broken up
        lines = [entry.line for entry in ledger.select(table=table)]
        assert lines == sorted(lines), table
