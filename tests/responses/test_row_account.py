"""The three exports clean to the same answers, and every row and cell is accounted for."""

import json
import re

import pandas as pd
import pytest

SUFFIXES = (".xlsx", ".csv", ".sav")
CONTACT = re.compile(r"testperson|@|000 00 \d|utfylt av|e-post|mobiltlf", re.IGNORECASE)


@pytest.mark.parametrize("suffix", [".csv", ".sav"])
def test_every_format_cleans_to_the_same_frame(cleaned, suffix):
    pd.testing.assert_frame_equal(cleaned[".xlsx"].frame, cleaned[suffix].frame)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_read_are_rows_kept_and_rows_dropped(cleaned, suffix):
    account = cleaned[suffix].account
    assert (account.read, account.kept, len(account.dropped)) == (83, 78, 5)
    assert account.reasons() == {"test_row": 2, "nearly_empty": 1, "duplicate": 1, "decision": 1}
    assert len(cleaned[suffix].frame) == 78
    assert all(row.detail and row.reply and row.row for row in account.dropped)
    assert set(cleaned[suffix].frame["svar_id"]).isdisjoint(row.reply for row in account.dropped)


def test_the_same_replies_are_dropped_from_every_format(cleaned):
    first, *others = ({(row.reply, row.reason) for row in each.account.dropped} for each in cleaned.values())
    assert all(other == first for other in others)


def test_the_replies_speak_for_as_many_kommuner_as_printed(cleaned):
    # line 1698-1718: 79 replies for 87 kommuner, 74 for one, five for several; one for one kommune left out
    assert cleaned[".sav"].members == 87 - 1
    assert cleaned[".sav"].joint == 5
    assert (cleaned[".sav"].frame["enheter"] == 1).sum() == 74 - 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_changed_cell_has_before_after_and_rule(cleaned, suffix):
    account = cleaned[suffix].account
    assert account.changed
    for cell in account.changed:
        assert cell.before and cell.after and cell.before != cell.after, cell
        assert cell.rule in {"whitespace", "case", "spelling", "number_word", "approximate", "range"}
        assert cell.column and cell.reply and cell.row > 0
    assert sum(account.rules().values()) == len(account.changed)


def test_what_stood_in_the_file_is_what_the_account_says(cleaned, exports):
    written = pd.read_csv(exports[".csv"], sep=";", encoding="windows-1252", dtype=str, keep_default_na=False)
    for cell in cleaned[".csv"].account.changed:
        assert written[cell.column].iloc[cell.row - 2] == cell.before, cell


def test_every_cell_that_is_not_as_written_is_accounted_for(cleaned, kommune, exports):
    """Blanks in free text are changes too; counted here from the file, not from the account."""
    written = pd.read_csv(exports[".csv"], sep=";", encoding="windows-1252", dtype=str, keep_default_na=False)
    texts = [question.variable for question in kommune.asked() if question.kind == "text"]
    kept = written[written["svarid"].isin(cleaned[".csv"].frame["svar_id"])]
    blanks = sum((kept[name] != kept[name].map(lambda text: " ".join(text.split()))).sum() for name in texts)
    told = [cell for cell in cleaned[".csv"].account.changed if cell.column in texts]
    assert blanks > 0
    assert len(told) == blanks
    assert {cell.rule for cell in told} == {"whitespace"}


def test_a_second_option_in_a_cell_is_no_change(spoiled):
    from spoiling import set_cell

    header = "14. Kommunen har etablert samarbeid med andre kommuner om:"
    spoiled.excel(set_cell(10, header, "Legevakt; Kommuneoverlege;Veiledning av LIS-leger"))
    responses = spoiled.clean(".xlsx")
    assert not [cell for cell in responses.account.changed if cell.row == 10 and cell.column.startswith(header[:20])]
    reply = responses.frame[responses.frame["svar_id"] == "1009"]
    ticked = {name for name in reply.columns if name.startswith("samarbeid__") and reply[name].iloc[0]}
    assert ticked == {"samarbeid__legevakt", "samarbeid__kommuneoverlege", "samarbeid__veiledning_lis"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nobody_who_filled_in_the_form_is_in_the_answers_or_the_account(cleaned, suffix):
    responses = cleaned[suffix]
    assert not CONTACT.search(responses.frame.to_csv())
    assert not CONTACT.search(" ".join(responses.frame.columns))
    assert not CONTACT.search(repr(responses.account))


def test_nobody_who_filled_in_the_form_is_in_the_files(cleaned, tmp_path):
    import openpyxl
    from svarbenk.responses import write_clean

    seen = []
    for path in write_clean(cleaned[".xlsx"], tmp_path):
        if path.suffix == ".xlsx":
            sheets = openpyxl.load_workbook(path).worksheets
            text = json.dumps([list(row) for sheet in sheets for row in sheet.values], default=str)
        elif path.suffix == ".parquet":
            text = pd.read_parquet(path).to_csv()
        else:
            text = path.read_text(encoding="utf-8-sig")
        seen.append(path.suffix)
        assert not CONTACT.search(text), path.name
    assert sorted(seen) == [".csv", ".csv", ".json", ".parquet", ".xlsx", ".xlsx"]


def test_the_search_for_contacts_can_fail(exports):
    assert CONTACT.search(exports[".csv"].read_text(encoding="windows-1252"))


def test_stand_in_data_say_so(cleaned):
    assert all(each.synthetic for each in cleaned.values())


def test_an_account_that_does_not_add_up_is_refused():
    from svarbenk.responses import RowAccount

    with pytest.raises(AssertionError, match="83 rows read, 80 kept and 0 dropped"):
        RowAccount("x", "2019", "x.csv", None, read=83, kept=80)
