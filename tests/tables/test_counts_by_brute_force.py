"""Tables of the stand-in replies against plain pandas, question by question and background by background."""

import pandas as pd
import pytest
from svarbenk.tables import any_option, banner, count, totals

BACKGROUNDS = ["sentralitet", "folketall"]
# base of each question, written once more: pandas knows nothing of the codebook
BASES = {
    "lis1_vanskelig": lambda f: f["lis1"] > 0,
    "lis1_bidrar": lambda f: f["lis1"] > 0,
    "plan_under_arbeid": lambda f: f["plan"] == "nei",
    "alis_nord_grunn": lambda f: f["alis_nord"] == "nei",
}
SINGLE = [
    "tilstrekkelig_hjemler",
    "plan",
    "plan_under_arbeid",
    "utdanningsplan",
    "utdanningsvirksomhet",
    "samarbeid_hf",
    "sokt_midler",
    "alis_nord",
    "omsetning_problem",
    "kjopt_lister",
    "hjelpepersonell_ansatt",
]
GRADES = {"svaert_stor_grad": "stor", "stor_grad": "stor", "liten_grad": "liten", "svaert_liten_grad": "liten"}
OPTIONS = ["legevakt", "kad", "smittevern", "kommuneoverlege", "fastlege_dagtid", "veiledning_lis"]


def asked(frame: pd.DataFrame, question: str) -> pd.DataFrame:
    kept = BASES.get(question, lambda f: pd.Series(True, index=f.index))(frame)
    return frame[kept.fillna(False).astype(bool)]


@pytest.mark.parametrize("by", BACKGROUNDS)
@pytest.mark.parametrize("question", SINGLE)
def test_single_answers(kommuner, question, by):
    frame = asked(kommuner.frame, question)
    wanted = pd.crosstab(frame[by], frame[question], dropna=False)
    table = count(kommuner, question, by)
    assert table.counts.tolist() == wanted.to_numpy().tolist()
    assert table.base_n == len(frame)
    assert table.item_n == frame[question].notna().sum()
    assert count(kommuner, question).counts[0].tolist() == wanted.sum().tolist()


@pytest.mark.parametrize("by", BACKGROUNDS)
@pytest.mark.parametrize("question", ["lis1_vanskelig", "lis1_bidrar"])
def test_merged_answers(kommuner, question, by):
    frame = asked(kommuner.frame, question)
    merged = frame[question].astype("object").replace(GRADES)
    wanted = pd.crosstab(frame[by], merged, dropna=False)[["stor", "verken_eller", "liten"]]
    assert count(kommuner, question, by).counts.tolist() == wanted.to_numpy().tolist()
    assert count(kommuner, question, by).base_n == 61  # table 10.4: 61 kommuner had LIS1


@pytest.mark.parametrize("by", BACKGROUNDS)
@pytest.mark.parametrize("question", ["samarbeid", "planlagt_samarbeid"])
def test_several_answers(kommuner, question, by):
    names = [f"{question}__{option}" for option in OPTIONS]
    groups = kommuner.frame.groupby(by, observed=False)[names]
    table = count(kommuner, question, by)
    assert table.counts.tolist() == groups.sum().to_numpy(float).tolist()
    assert table.row_n.tolist() == groups.size().tolist()
    ticked = kommuner.frame[names].any(axis=1).groupby(kommuner.frame[by], observed=False).sum()
    assert any_option(kommuner, question, by).counts[:, 0].tolist() == ticked.tolist()


@pytest.mark.parametrize("by", BACKGROUNDS)
def test_sums(kommuner, by):
    kinds = ["naeringsdrift", "leieavtale", "fastlonn_bonus", "fastlonn"]
    wanted = kommuner.frame.groupby(by, observed=False)[kinds].sum()
    table = totals(kommuner, kinds, by)
    assert table.counts.tolist() == wanted.to_numpy(float).tolist()
    assert table.row_n.tolist() == wanted.sum(axis=1).tolist()
    posts = kommuner.frame.groupby(by, observed=False)[[*kinds, "kombinert"]].sum().sum(axis=1)
    assert totals(kommuner, ["spesialister"], by, of="hjemler").row_n.tolist() == posts.tolist()


def test_a_battery_of_numbers(kommuner):
    items = [f"kontor_{item}" for item in ("helsesekretaer", "sykepleier", "jordmor", "bioingenior", "annet")]
    table = totals(kommuner, ["kontor"], "folketall")
    assert table.counts.tolist() == kommuner.frame.groupby("folketall", observed=False)[items].sum().to_numpy().tolist()
    assert totals(kommuner, ["kontor"]).item_n == kommuner.frame[items].notna().any(axis=1).sum()


def test_a_base_within_a_narrowed_survey(kommuner):
    frame = kommuner.frame[kommuner.frame["sentralitet"] == "niva_6"]
    frame = frame[(frame["lis1"] > 0).fillna(False)]
    table = count(kommuner.where("sentralitet == 'niva_6'"), "lis1_bidrar", shown=["svaert_stor_grad", "liten"])
    answers = frame["lis1_bidrar"]
    assert table.counts[0].tolist() == [
        (answers == "svaert_stor_grad").sum(),
        answers.isin(["liten_grad", "svaert_liten_grad"]).sum(),
    ]
    assert table.row_n.tolist() == [answers.notna().sum()]
    assert table.base.nb == "svar fra kommuner med LIS1 per 1.1.2019, der sentralitet er «Nivå 6»"


def test_a_banner_is_its_tables(kommuner):
    whole = banner(kommuner, "plan", BACKGROUNDS)
    assert whole.total.counts.tolist() == [[15, 63]]  # table 10.9, line 2422
    for table, by in zip(whole.by, BACKGROUNDS, strict=True):
        assert table.counts.tolist() == count(kommuner, "plan", by).counts.tolist()
        assert table.counts.sum(axis=0).tolist() == [15, 63]
    sums = banner(kommuner, "", BACKGROUNDS, counting=lambda answers, by: totals(answers, ["lis1"], by))
    assert [table.counts.sum() for table in sums.tables] == [108, 108, 108]  # table 10.3, line 1903
