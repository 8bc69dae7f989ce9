"""Several waves: each file read by its own codebook, harmonised into one frame, stored and fresh wave by wave."""

import pandas as pd
import pytest
import svarbenk as sb
import three_waves
from svarbenk.errors import InputError
from svarbenk.responses import answers, clean, fingerprint, input_files, read_clean, write_clean
from three_waves import NAME, SHARES, WAVES, truth


@pytest.fixture
def folder(tmp_path):
    return three_waves.make(tmp_path / "data")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    return three_waves.make(tmp_path_factory.mktemp("runder") / "data")


@pytest.fixture(scope="module")
def together(untouched):
    return clean(untouched.codebook, untouched.data)


def test_all_waves_are_one_frame_with_the_answers_that_were_meant(together):
    assert together.frame["runde"].value_counts().to_dict() == {"I": 300, "II": 300, "III": 300, "2019": 0}
    assert list(together.frame["runde"].cat.categories) == ["I", "II", "III", "2019"]
    for wave in WAVES:
        frame = together.frame[together.frame["runde"] == wave].set_index("svar_id")
        meant = pd.DataFrame(truth(wave)).set_index("id")
        for name in (*SHARES, "vakt", "timer"):
            assert (frame[name].astype(object) == meant[name].loc[frame.index]).all(), (wave, name)


def test_what_a_wave_did_not_ask_or_offer_is_missing(together):
    wave = together.frame["runde"]
    asked = together.frame["plager__sovn"].notna()
    assert not asked[wave == "I"].any()
    assert (asked[wave == "II"] == (together.frame["vakt"] == "ja")[wave == "II"]).all()
    offered = together.frame["plager__stoy"].notna()
    assert not offered[wave == "II"].any() and offered[wave == "III"].sum() == asked[wave == "III"].sum() == 200


def test_one_account_a_wave_and_all_of_them_added_up(together):
    assert [account.wave for account in together.accounts] == list(WAVES)
    assert all(account.read == account.kept == 300 for account in together.accounts)
    assert (together.account.read, together.account.kept, together.account.wave) == (900, 900, "I, II, III")


def test_one_wave_alone_has_the_same_columns_and_answers(untouched, together):
    alone = clean(untouched.codebook, untouched.data, wave="II")
    pd.testing.assert_frame_equal(alone.frame, together.of_wave("II").frame)
    assert alone.accounts == together.of_wave("II").accounts


def test_rows_without_consent_and_rows_left_are_dropped_and_add_up(folder):
    def change(rows):
        extra = [dict(rows[0], id=str(9000 + number)) for number in range(6)]
        extra[0]["samtykke"], extra[1]["samtykke"] = "", 2
        extra[2]["status"] = "Påbegynt"
        extra[3]["startet"] = "31.12.2019 10:00"
        extra[4] |= dict.fromkeys(("q1", "k1", "k2", "k3", "q4"), "")
        extra[5] = dict(rows[0])
        extra[2]["q1"] = "noe ukjent i en rad som ikke teller"
        rows += extra

    folder.write("I", change)
    account = clean(folder.codebook, folder.data).accounts[0]
    assert (account.read, account.kept) == (306, 300)
    assert account.reasons() == {
        "test_row": 1,
        "no_consent": 2,
        "not_completed": 1,
        "nearly_empty": 1,
        "duplicate": 1,
    }


@pytest.mark.parametrize(
    ("typed", "hours", "rule"),
    [
        ("50 t", 50, "unit"),
        ("50t", 50, "unit"),
        ("37,5 timer", 37.5, "unit"),
        ("40 t/uke", 40, "unit"),
        ("45-50", 47.5, "midpoint"),
        ("45 til 50 t", 47.5, "midpoint"),
        ("0,5", 0.5, None),
        ("ca. 50 t", 50, "unit"),
        ("168", None, "out_of_range"),
        ("110-120", None, "out_of_range"),
    ],
)
def test_hours_as_people_type_them(folder, typed, hours, rule):
    folder.write("I", lambda rows: rows[3].update(q4=typed))
    responses = clean(folder.codebook, folder.data, wave="I")
    found = responses.frame.set_index("svar_id").loc["1003", "timer"]
    assert pd.isna(found) if hours is None else found == hours
    changed = [(cell.row, cell.reply, cell.column, cell.before, cell.rule) for cell in responses.account.changed]
    assert changed == ([] if rule is None else [(5, "1003", "q4", typed, rule)])


def test_clean_answers_of_a_wave_go_stale_alone(folder, monkeypatch):
    book, data = folder.codebook, folder.data
    for account in (together := clean(book, data)).accounts:
        inputs = input_files(book, data, wave=account.wave)
        write_clean(together.of_wave(account.wave), data.clean(NAME), inputs)
    assert len(input_files(book, data)) == 4
    pd.testing.assert_frame_equal(answers(book, data).frame, together.frame)
    folder.write("II", lambda rows: rows[0].update(q4=99))
    inputs = {wave: input_files(book, data, wave=wave) for wave in WAVES}
    fresh = {wave: read_clean(book, data.clean(NAME), wave, inputs[wave]) is not None for wave in WAVES}
    assert fresh == {"I": True, "II": False, "III": True}
    found = answers(book, data)
    assert found.frame.loc[(found.frame["runde"] == "II") & (found.frame["svar_id"] == "1000"), "timer"].item() == 99
    assert fingerprint(data.codebook(NAME)) == inputs["I"][f"codebooks/{NAME}.yaml"]


def test_a_survey_is_opened_with_all_its_waves_or_with_one(untouched):
    assert sb.open_survey(NAME, data=untouched.data.root).n == 900
    assert sb.open_survey(NAME, data=untouched.data.root, wave="III").n == 300


def test_a_wave_without_an_export_is_named(folder):
    next(folder.raw("II").iterdir()).unlink()
    with pytest.raises(InputError, match=r"II: ingen eksport av «trivsel»"):
        clean(folder.codebook, folder.data)
    assert len(clean(folder.codebook, folder.data, wave="III")) == 300


def test_the_terminal_tells_the_account_of_each_wave(folder, capsys, monkeypatch):
    from svarbenk import cli

    monkeypatch.setattr("sys.argv", ["svarbenk", "clean", NAME, "--data", str(folder.data.root), "--format", "sav"])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 0
    names = sorted(path.name for path in folder.data.clean(NAME).iterdir())
    assert f"{NAME}-etiketter.sav" in names
    assert [f"{NAME}-{wave}.parquet" in names for wave in WAVES] == [True] * 3


def test_a_file_of_one_of_several_waves_needs_its_wave(untouched):
    path = next(untouched.raw("II").iterdir())
    with pytest.raises(InputError, match=r"flere runder \(I, II, III\); ventet --wave"):
        clean(untouched.codebook, untouched.data, file=path)
    assert len(clean(untouched.codebook, untouched.data, file=path, wave="II")) == 300


def test_the_same_reply_twice_is_one_whatever_its_ticks_are_called(folder):
    """An empty tick is nothing ticked and a missing code not asked: of one reply they are the same."""

    def change(rows):
        rows.append(dict(rows[0], q3_1=-9, q3_2=-9))

    folder.write("II", change)
    account = clean(folder.codebook, folder.data, wave="II").account
    assert (account.read, account.kept, account.reasons()) == (301, 300, {"duplicate": 1})
