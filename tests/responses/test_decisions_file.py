"""Decisions about replies that contradict each other: read strictly, and never applied to the wrong reply."""

import pytest
from spoiling import refused
from svarbenk.errors import InputError
from svarbenk.responses import read_decisions

GOOD = """survey: helse-nord-kommune
decisions:
  - unit: Kommune 68
    keep: "1055"
    drop: ["1050"]
    reason: Avklart på telefon.
    reviewed: {by: saksbehandler 2, on: 2019-05-23}
"""


@pytest.fixture
def decided(tmp_path):
    """Read a text as the decisions of the survey."""

    def read(text):
        path = tmp_path / "decisions.yaml"
        path.write_text(text, encoding="utf-8")
        return read_decisions(path, "helse-nord-kommune")

    return read


def test_a_decision_is_read(decided):
    (decision,) = decided(GOOD).decisions
    assert (decision.keep, decision.drop) == ("1055", ("1050",))
    assert (decision.reviewed.by, decision.reviewed.on.isoformat()) == ("saksbehandler 2", "2019-05-23")


def test_ids_may_be_typed_as_numbers(decided):
    assert decided(GOOD.replace('"1055"', "1055")) == decided(GOOD)


def test_no_file_is_no_decisions(tmp_path):
    assert read_decisions(tmp_path / "decisions.yaml", "x").decisions == ()


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("    reason: Avklart på telefon.\n", "", ("linje 3", "«reason» mangler")),
        ("    keep: \"1055\"\n", "", ("linje 3", "«keep» mangler")),
        (", on: 2019-05-23", "", ("linje 7", "«on» mangler")),
        ("    reviewed: {by: saksbehandler 2, on: 2019-05-23}\n", "", ("«reviewed» mangler",)),
        ("reason:", "reson:", ("linje 6", "ukjent nøkkel «reson»", "«reason»")),
        ("2019-05-23", "i mai", ("linje 7", "«i mai»", "dato")),
        ('["1050"]', "[]", ("linje 5", "minst én")),
        ('["1050"]', '["1055"]', ("linje 3", "1055", "to ganger")),
        ("Avklart på telefon.", '""', ("linje 6", "reason")),
        ("helse-nord-kommune", "fastlege", ("«fastlege»", "«helse-nord-kommune»")),
        ("    keep:", "   keep:", ("linje", "YAML")),
        (GOOD, "", ("tom", "survey og decisions")),
        (GOOD, "# nothing\n", ("tom",)),
        ('    drop: ["1050"]\n', '    drop: ["1050"]\n    drop: ["1051"]\n', ("linje 6", "«drop»", "to ganger")),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file(decided, before, after, parts):
    assert before in GOOD
    with pytest.raises(InputError) as caught:
        decided(GOOD.replace(before, after))
    message = str(caught.value)
    assert len(message.splitlines()) <= 3
    for part in ("decisions.yaml", *parts):
        assert part in message, message


def test_bytes_that_are_no_utf_8(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_bytes(GOOD.encode("windows-1252"))
    with pytest.raises(InputError, match="linje 6: et tegn er ikke UTF-8"):
        read_decisions(path, "helse-nord-kommune")


def spoil(spoiled, before, after):
    path = spoiled.folder / "decisions.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("reply", ["1055", "1050"])
def test_an_unknown_reply(spoiled, reply):
    spoil(spoiled, f'"{reply}"', '"9999"')
    refused(spoiled, ".csv", "decisions.yaml", "«Kommune 68»", "svar-id 9999 finnes ikke")


def test_a_reply_of_another_unit(spoiled):
    spoil(spoiled, '"1050"', '"1060"')
    with pytest.raises(InputError, match="svar-id 1060 gjelder en annen enhet"):
        spoiled.clean(".csv")


def test_a_reply_that_counts_cannot_be_a_test_row(spoiled):
    spoil(spoiled, '"1055"', '"1001"')
    with pytest.raises(InputError, match="svar-id 1001 skal gjelde, men er en testrad"):
        spoiled.clean(".sav")


def test_the_other_reply_may_count(spoiled):
    spoil(spoiled, '"1055"', '"x"')
    spoil(spoiled, '"1050"', '"1055"')
    spoil(spoiled, '"x"', '"1050"')
    kept = set(spoiled.clean(".xlsx").frame["svar_id"])
    assert "1050" in kept and "1055" not in kept


def test_a_decision_about_one_of_three_replies_is_not_enough(spoiled):
    def change(rows):
        again = list(next(row for row in rows if row[0] == "1055"))
        again[0], again[rows[0].index("q7a")] = "2000", "2" if again[rows[0].index("q7a")] == "1" else "1"
        rows.append(again)

    spoiled.delimited(change)
    with pytest.raises(InputError, match="svar-id 1055 og 2000 gjelder samme enhet og er ulike i 1 spørsmål"):
        spoiled.clean(".csv")


def test_the_same_reply_a_third_time_is_a_duplicate_of_the_one_that_counts(spoiled):
    def change(rows):
        again = list(next(row for row in rows if row[0] == "1055"))
        again[0] = "1049999"
        rows.append(again)

    spoiled.delimited(change)
    account = spoiled.clean(".csv").account
    assert account.reasons() == {"test_row": 2, "nearly_empty": 1, "duplicate": 2, "decision": 1}
    assert "samme svar som svar-id 1055" in next(row.detail for row in account.dropped if row.reply == "1049999")
