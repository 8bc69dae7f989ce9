"""Clean answers in the hand: narrowed, in a base, summed, as options, and held against the codebook."""

from dataclasses import replace

import pandas as pd
import pytest
from svarbenk.errors import InputError
from svarbenk.responses import schema, validate


@pytest.fixture(scope="module")
def replies(cleaned):
    return cleaned[".xlsx"]


# printed in table 10.2: 47 yes, 25 no, 6 unsure of 78; by centrality 2, 9, 18, 49
@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("tilstrekkelig_hjemler == 'nei'", 25),
        ("tilstrekkelig_hjemler != 'nei'", 47 + 6),
        ("not tilstrekkelig_hjemler == 'nei'", 47 + 6),
        ("tilstrekkelig_hjemler in ('nei', 'usikker')", 25 + 6),
        ("sentralitet <= 'niva_4'", 2 + 9),
        ("sentralitet >= 'niva_6' or sentralitet == 'niva_3'", 49 + 2),
    ],
)
def test_replies_for_which_a_condition_holds(replies, condition, count):
    some = replies.where(condition)
    assert len(some) == count
    assert some.narrowed == condition


def test_a_condition_and_its_opposite_share_out_those_who_answered(replies):
    answered = replies.frame["plan_under_arbeid"].notna().sum()
    assert 0 < answered < 78
    yes, no = replies.where("plan_under_arbeid == 'ja'"), replies.where("not plan_under_arbeid == 'ja'")
    assert len(yes) + len(no) == answered


def test_conditions_add_up(replies):
    twice = replies.where("sentralitet == 'niva_6'").where("tilstrekkelig_hjemler == 'nei' or plan == 'ja'")
    once = replies.where("sentralitet == 'niva_6' and (tilstrekkelig_hjemler == 'nei' or plan == 'ja')")
    pd.testing.assert_frame_equal(twice.frame, once.frame)
    pd.testing.assert_frame_equal(replies.where(twice.narrowed).frame, once.frame)


def test_weights_follow_their_replies(replies):
    weights = pd.Series(range(78), index=replies.frame.index, dtype=float)
    some = replace(replies, weights=weights).where("tilstrekkelig_hjemler == 'nei'")
    assert list(some.weights.index) == list(some.frame.index)
    assert some.weights.equals(weights[some.frame.index])


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("lis1 > 4000", "ingen av 78 svar"),
        ("lis11 > 0", "mente du «lis1»"),
        ("plan == 'jaa'", "ventet en av ja, nei; mente du «ja»"),
        ("samarbeid == 'legevakt'", "multiple"),
        ("kommentar_1 == 'x'", "text"),
        ("nye_hjemler > 1", "numeric med ranges"),
        ("kontor > 1", "battery"),
        ("plan < 'nei'", "rekkefølge"),
        ("lis1 > 'to'", "ventet et tall"),
    ],
)
def test_a_condition_that_does_not_fit_the_survey(replies, condition, part):
    with pytest.raises(InputError, match="vilkår") as caught:
        replies.where(condition)
    assert part in str(caught.value)


def test_everybody_is_in_no_base(replies):
    assert replies.in_base(None).sum() == 78


def test_a_base_is_those_for_whom_its_condition_holds(replies):
    assert replies.in_base("mangler_hjemler").sum() == 25
    lis1 = replies.frame["lis1"]
    assert replies.in_base("med_lis1").equals((lis1 > 0).fillna(False).astype(bool))


def test_a_sum_is_added_up_from_its_parts(replies):
    hjemler = replies.answers(replies.codebook.question("hjemler"))
    parts = ["naeringsdrift", "leieavtale", "fastlonn_bonus", "fastlonn", "kombinert"]
    assert hjemler.sum() == sum(replies.frame[part].sum() for part in parts)
    blank = replies.frame.copy()
    blank.loc[0, parts] = pd.NA
    blank.loc[1, parts] = [1, pd.NA, pd.NA, 2, pd.NA]
    total = replace(replies, frame=blank).answers(replies.codebook.question("hjemler"))
    assert pd.isna(total[0]) and total[1] == 3


def test_the_categories_keep_the_order_of_the_form(replies):
    answers = replies.answers(replies.codebook.question("sentralitet"))
    assert answers.cat.ordered
    assert list(answers.cat.categories) == ["niva_3", "niva_4", "niva_5", "niva_6"]
    assert not replies.answers(replies.codebook.question("plan")).cat.ordered


def test_options_are_missing_only_where_nobody_asked(replies):
    question = replies.codebook.question("alis_nord_grunn")
    options = replies.options(question)
    assert list(options.columns) == list(question.category_ids)
    assert options.notna().all(axis=1).equals(replies.in_base("ikke_sokt_alis_nord"))
    assert options.isna().all(axis=1).equals(~replies.in_base("ikke_sokt_alis_nord"))


def test_answers_outside_a_base_are_counted(spoiled):
    from spoiling import set_field

    def change(rows):
        line = next(number for number, row in enumerate(rows, 1) if row[0] == "1010")
        set_field(line, "q7a", "1")(rows)
        set_field(line, "q7b", "2")(rows)

    spoiled.delimited(change)
    assert spoiled.clean(".csv").account.outside_base == {"plan_under_arbeid": 1}


def test_ranges_keep_both_ends(replies):
    low, high = replies.frame["nye_hjemler_lav"], replies.frame["nye_hjemler_hoy"]
    assert (low <= high).dropna().all()
    assert (low < high).sum() == 4
    assert replies.account.rules()["range"] == 4


def spoil(frame, name, value):
    changed = frame.copy()
    changed[name] = value
    return changed


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda frame: frame.drop(columns="plan"), "plan"),
        (lambda frame: frame.assign(ekstra=1), "ekstra"),
        (lambda frame: spoil(frame, "lis1", pd.Series([41] * 78, dtype="Int64")), "lis1"),
        (lambda frame: spoil(frame, "plan", "ja"), "plan"),
        (lambda frame: spoil(frame, "svar_id", pd.Series(["1"] * 78, dtype="string")), "svar_id"),
        (lambda frame: spoil(frame, "enheter", pd.Series([0] * 78, dtype="Int64")), "enheter"),
        (lambda frame: spoil(frame, "nye_hjemler_lav", pd.Series([40] * 78, dtype="Int64")), "nye_hjemler"),
    ],
    ids=["column gone", "column more", "too large", "other kind", "id twice", "no member", "range upside down"],
)
def test_a_frame_that_is_not_as_the_codebook_says(replies, change, part):
    with pytest.raises(InputError, match="brudd på kodeboken") as caught:
        validate(replace(replies, frame=change(replies.frame)), "svar.parquet")
    assert part in str(caught.value)
    assert str(caught.value).startswith("svar.parquet: ")
    assert len(str(caught.value)) < 300


def test_a_clean_frame_passes(replies):
    assert validate(replies) is replies
    assert set(schema(replies.codebook).columns) == set(replies.frame.columns)
