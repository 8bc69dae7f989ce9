"""Every printed cell of chapter 10 from the stand-in exports, and the same counts by plain pandas."""

import csv
from collections import Counter

import pandas as pd
import pytest
from svarbenk.kontroll import summary

TABLES = [f"10.{number}" for number in range(2, 20) if number != 6]
# printed p-values that are not those of the test that the report names: (table, background) to (printed, ours)
OTHER_P = {
    ("10.14", "sentralitet"): ("0,969", 1.0),
    ("10.15", "folketall"): ("0,006", 0.00879),
    ("10.8", "folketall"): ("", 0.00102),
}
GRADES = {"svaert_stor_grad": "stor", "stor_grad": "stor", "liten_grad": "liten", "svaert_liten_grad": "liten"}
# who was asked, written once more: pandas knows nothing of the codebook
BASES = {
    "lis1_vanskelig": "lis1 > 0",
    "lis1_bidrar": "lis1 > 0",
    "plan_under_arbeid": "plan == 'nei'",
    "alis_nord_grunn": "alis_nord == 'nei'",
}


@pytest.fixture(scope="module")
def misprints(data_folder):
    """Rows of corrections.csv by what they correct, read without the ledger."""
    with (data_folder.published / "helse-nord" / "corrections.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fields = ("table", "line", "question", "category", "background", "group", "statistic")
    return {tuple(row[field] for field in fields): row for row in rows}


def key(entry) -> tuple:
    return (
        entry.table,
        str(entry.line),
        entry.question,
        entry.category,
        entry.background,
        entry.group,
        entry.statistic,
    )


def is_other_p(entry) -> bool:
    return entry.statistic == "p" and (entry.table, entry.background) in OTHER_P


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_reproduced_or_a_known_misprint(found, misprints, table):
    cells = [each for each in found if each.entry.table == table]
    assert cells
    for each in cells:
        if table == "10.19" and each.entry.statistic == "n":
            assert each.status == "not_computable"  # the form does not ask how many offices there are
        elif is_other_p(each.entry):
            assert each.status == "conflict"
        elif key(each.entry) in misprints:
            assert each.status == "corrected", each
        else:
            assert each.status == "reproduced", each


@pytest.mark.parametrize("table", ["10.1", "10.6"])
def test_the_columns_of_2019_are_reproduced_and_earlier_years_cannot_be(found, table):
    status = {True: set(), False: set()}
    for each in found:
        if each.entry.table == table:
            status[each.entry.wave == "2019"].add(each.status)
    assert status == {True: {"reproduced"}, False: {"not_computable"}}


@pytest.mark.parametrize("table", [f"10.{number}" for number in (2, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16)])
def test_printed_p_values(found, table):
    cells = [each for each in found if each.entry.table == table and each.entry.statistic == "p"]
    assert {each.entry.background for each in cells} == {"sentralitet", "folketall"}
    for each in cells:
        text = each.entry.printed
        if is_other_p(each.entry):
            printed, ours = OTHER_P[table, each.entry.background]
            assert text == printed
            assert each.ours == pytest.approx(ours, abs=5e-6)
        elif text == "< 0,001":
            assert each.ours < 0.001
        else:
            assert abs(each.ours - float(text.replace(",", "."))) <= 0.0005 + 1e-9


def test_how_many_cells_have_each_status(found, misprints):
    told = summary(found)
    assert sum(told.values()) == len(found)
    assert told["corrected"] == len(misprints)
    assert told["conflict"] == len(OTHER_P)
    odd = [each for each in found if each.status == "conflict" and not is_other_p(each.entry)]
    assert odd == []
    # 3 + 34 + 42 positions are 79 and not 78: the text counts every reply received, which clean answers cannot tell
    received = [each for each in found if each.entry.counts_received]
    assert {each.status for each in received} == {"not_computable"}
    assert sum(each.entry.number.value for each in received) == 79


def by_pandas(frame: pd.DataFrame, entry) -> float | None:
    """Recompute a count, a row total or a sum with crosstab and groupby alone."""
    question, group = entry.question, entry.group
    asked = frame.query(BASES[question]) if question in BASES else frame
    rows = asked[entry.background].astype("object") if entry.background else pd.Series("", index=asked.index)
    if entry.statistic == "sum":
        parts = (
            ["naeringsdrift", "leieavtale", "fastlonn_bonus", "fastlonn", "kombinert"]
            if question == "hjemler"
            else question.split("+")
        )
        return asked[parts].sum(axis=1).astype(float).groupby(rows).sum().get(group, 0.0)
    options = [name for name in asked.columns if name.startswith(f"{question}__")]
    if options and entry.statistic == "count":
        return asked[f"{question}__{entry.category}"].astype(float).groupby(rows).sum().get(group, 0.0)
    if options:
        some = asked[options].any(axis=1) if entry.statistic == "any" else asked[options].notna().any(axis=1)
        return some.astype(float).groupby(rows).sum().get(group, 0.0)
    answers = asked[question].astype("object")
    if question.startswith("lis1_"):
        answers = answers.replace(GRADES)
    table = pd.crosstab(rows, answers)
    if group not in table.index:
        return 0.0
    return float(table.loc[group].get(entry.category, 0) if entry.statistic == "count" else table.loc[group].sum())


@pytest.mark.parametrize("table", TABLES)
def test_printed_counts_by_pandas(cleaned, found, misprints, table):
    checked = Counter()
    for each in found:
        entry = each.entry
        if entry.table != table or entry.statistic not in {"count", "n", "sum", "any"} or each.ours is None:
            continue
        printed = misprints.get(key(entry), {"used": entry.printed})["used"]
        wanted = by_pandas(cleaned.frame, entry)
        assert wanted == float(printed.split("(")[0]), entry
        assert each.ours == wanted
        checked[entry.statistic] += 1
    # everybody, four levels and five sizes, in every table
    assert sum(checked.values()) % 10 == 0
    assert sum(checked.values()) >= 10


def test_the_same_answers_from_every_format(cleaned, found):
    """What one format says is what the printed report says; so all three say the same."""
    assert len(cleaned) == 78
    assert Counter(each.status for each in found)["reproduced"] > 650
