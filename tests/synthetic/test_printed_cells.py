"""Every printed cell of tables 10.1–10.19 comes out of the replies again, counted with plain pandas."""

import pandas as pd
import pytest
from svarbenk.codebook import DataFolder
from svarbenk.ledger import read_ledger

HJEMLER = ["naeringsdrift", "leieavtale", "fastlonn_bonus", "fastlonn", "kombinert"]
MERGED = {"stor": ["svaert_stor_grad", "stor_grad"], "liten": ["liten_grad", "svaert_liten_grad"]}
CELLS = [
    entry
    for entry in read_ledger(DataFolder.find(), survey="helse-nord-kommune").select(wave="2019")
    if entry.survey and entry.question and entry.statistic != "p"
    if (entry.question, entry.statistic) != ("kontor", "n")  # the number of offices was not asked for
]


def number(replies: pd.DataFrame, question: str) -> float:
    if question == "hjemler":
        return float(replies[HJEMLER].sum().sum())
    return float(replies[question].sum())


def ticks(replies: pd.DataFrame, question: str) -> pd.DataFrame:
    return replies[[name for name in replies.columns if name.startswith(f"{question}__")]].astype("boolean")


def counted(entry, replies: pd.DataFrame, everybody: pd.DataFrame) -> float:
    """Count, sum or percentage of a cell by brute force; ``everybody`` is the replies without the group."""
    question, statistic = entry.question, entry.statistic
    if statistic == "count":
        option = f"{question}__{entry.category}"
        if option in replies:
            return int(replies[option].fillna(False).sum())
        scale = "tilstrekkelig" not in question and entry.category in MERGED
        return int(replies[question].isin(MERGED[entry.category] if scale else [entry.category]).sum())
    if statistic == "n":
        return len(replies) if question == "samarbeid" else int(replies[question].notna().sum())
    if statistic in {"any", "none"}:
        if question == "lis1":
            return int((replies["lis1"] > 0).sum())
        some = ticks(replies, question).fillna(False).any(axis=1)
        return int((some if statistic == "any" else ~some).sum())
    if statistic == "missing":
        items = [name for name in replies.columns if name.startswith(f"{question}_")]
        return int(replies[items].isna().all(axis=1).sum())
    if statistic in {"sum_low", "sum_high"}:
        return float(replies[f"{question}_{'lav' if statistic == 'sum_low' else 'hoy'}"].sum())
    above = sum(number(replies, name) for name in entry.questions)
    if statistic == "share":
        return 100 * above / sum(number(everybody, name) for name in entry.questions)
    if statistic == "percent":
        registered = {"fastlegeavtaler": 554.0, "lister_uten_lege": 34.0}  # table 8.1, lines 909 and 921
        below = [registered[name] if name in registered else number(replies, name) for name in entry.of.split("+")]
        return 100 * above / sum(below)
    return above


@pytest.mark.parametrize("entry", CELLS, ids=lambda entry: f"{entry.table}-{entry.line}-{entry.cell}-{entry.statistic}")
def test_printed_cell(entry, reconstruction, analysed):
    everybody = reconstruction.replies if entry.question == "stilling" else analysed
    replies = everybody[everybody[entry.background].isin(entry.groups)] if entry.group else everybody
    found = counted(entry, replies, everybody)
    corrected = {each.key: each for each in reconstruction.corrections}
    expected = entry.corrected if entry.key in corrected else entry.number
    assert expected.agrees(found), f"printed {entry.printed}, replies give {found}"


def test_all_tables_take_part():
    assert {entry.table for entry in CELLS} == {f"10.{number}" for number in range(1, 20)} | {"tekst"}
    assert len(CELLS) > 700


def test_totals_typed_from_the_report(analysed):
    """A handful of cells typed by hand, so that a mistake in the ledger cannot hide itself."""
    assert analysed["tilstrekkelig_hjemler"].value_counts().to_dict() == {"ja": 47, "nei": 25, "usikker": 6}  # 1855
    assert analysed["lis1"].sum() == 108  # 1903
    assert (analysed["lis1"] > 0).sum() == 61  # 1888
    assert analysed["plan_under_arbeid"].value_counts().to_dict() == {"ja": 27, "nei": 34}  # 2458
    assert analysed[HJEMLER[:4]].sum().sum() == 572  # 2167
    assert analysed[HJEMLER].sum().sum() == 578  # 2619
    assert analysed[["spesialister", "under_spesialisering", "uten_lis1"]].sum().tolist() == [296, 219, 33]  # 2619
    assert analysed["ledige"].sum() == 47  # 1778
    assert analysed.loc[analysed["sentralitet"] == "niva_6", "ledige"].sum() == 21  # 45 % of 47, 1782
    assert analysed["nye_hjemler_lav"].sum() == 63  # 1829
    assert analysed["nye_hjemler_hoy"].sum() == 67
    assert analysed["planlagt_samarbeid__smittevern"].sum() == 4  # 3116
    assert analysed["alis_nord_grunn__god_legedekning"].sum() == 20  # 2894
    helpers = [name for name in analysed if name.startswith("kontor_")]
    assert analysed[helpers].sum().tolist() == [126, 69, 28, 18, 24]  # 3307


def test_replies_and_the_kommuner_they_speak_for(reconstruction):
    replies = reconstruction.replies
    assert len(replies) == 79
    assert replies["i_analysen"].sum() == 78
    assert replies["enheter"].sum() == 87
    assert sorted(replies.loc[replies["enheter"] > 1, "enheter"]) == [2, 2, 2, 3, 4]
    names = [name for unit in replies["enhet"] for name in unit.replace(" og ", ", ").split(", ")]
    assert sorted(names) == [f"Kommune {number:02d}" for number in range(1, 88)]
    assert replies["stilling"].value_counts().to_dict() == {"radmann": 3, "lege": 34, "helseleder": 42}  # 1718–1720


def test_answers_of_a_reply_do_not_contradict_each_other(analysed, codebook):
    posts = analysed[HJEMLER].sum(axis=1)
    assert (posts >= 1).all()
    assert (analysed["spesialister"] + analysed["under_spesialisering"] <= posts).all()
    assert (analysed["spesialister"] + analysed["uten_lis1"] <= posts).all()
    assert (analysed["ledige_vikar"].fillna(0) <= analysed["ledige"]).all()
    assert (analysed["nye_hjemler_lav"].dropna() >= 1).all()
    assert (analysed["nye_hjemler_hoy"] >= analysed["nye_hjemler_lav"]).dropna().all()
    for question in codebook.asked():
        if question.base is None:
            continue
        asked = codebook.bases[question.base].condition.holds(analysed)
        if question.kind == "multiple":
            assert (ticks(analysed, question.id).notna().all(axis=1) == asked).all(), question.id
        else:
            name = f"{question.id}_lav" if question.ranges else question.id
            assert not (analysed[name].notna() & ~asked).any(), question.id


def test_numbers_keep_to_the_limits_of_the_codebook(analysed, codebook):
    for question in codebook.asked():
        if question.kind == "numeric":
            for name in (f"{question.id}_lav", f"{question.id}_hoy") if question.ranges else (question.id,):
                given = analysed[name].dropna()
                assert given.between(question.minimum, question.maximum).all(), name


def test_staff_is_never_at_more_offices_than_are_printed(analysed):
    offices = {"niva_3": 24, "niva_4": 25, "niva_5": 25, "niva_6": 55}  # table 10.19, lines 3311–3317
    helpers = [name for name in analysed if name.startswith("kontor_")]
    for level, printed in offices.items():
        assert (analysed.loc[analysed["sentralitet"] == level, helpers].sum() <= printed).all(), level


def test_collapsed_scales_use_all_their_categories(analysed):
    for question in ("lis1_vanskelig", "lis1_bidrar"):
        assert (analysed[question].value_counts() > 0).all(), question
