"""What looks wrong in a wave is noticed and named, and counts only when the evaluator accepts it. One mutation each."""

import openpyxl
import pytest
import three_waves
from svarbenk.errors import InputError
from svarbenk.responses import clean, compare_turned, read_clean, write_clean
from svarbenk.responses.orientation import between_turned
from three_waves import NAME, SCALE, SHARES


@pytest.fixture
def folder(tmp_path):
    return three_waves.make(tmp_path / "data")


def refused(folder, *parts, wave=None):
    with pytest.raises(InputError) as caught:
        clean(folder.codebook, folder.data, wave=wave)
    message = str(caught.value)
    assert len(message.splitlines()) <= 3
    for part in parts:
        assert part in message, message


def test_nothing_is_noticed_in_the_waves_as_they_are(folder):
    assert len(clean(folder.codebook, folder.data)) == 900


def test_replies_missing(folder):
    folder.write("II", lambda rows: rows.__delitem__(slice(280, None)))
    refused(folder, "runde II", "280 svar etter vasking", "ventet 300", "what: replies")
    refused(folder, "{what: replies, found: 280, reason: …, reviewed: {by: …, on: ÅÅÅÅ-MM-DD}}", wave="II")
    folder.accept("II", "replies", 280)
    account = clean(folder.codebook, folder.data).accounts[1]
    assert account.kept == 280
    assert account.accepted == ("replies (280): Slik var det. (analytiker 1, 01.12.2024)",)


def test_a_later_loss_is_not_accepted_with_the_first(folder):
    folder.accept("II", "replies", 280)
    folder.write("II", lambda rows: rows.__delitem__(slice(250, None)))
    refused(folder, "250 svar etter vasking", "ventet 300", "godtatt er 280", "found: 250")


def test_what_is_no_longer_needed_is_told(folder):
    for what, of in (("replies", 280), ("column", "vakt"), ("labels", "krav_mye"), ("column", "plager")):
        folder.accept("III", what, of)
        (told,) = clean(folder.codebook, folder.data, wave="III").account.accepted
        assert told == f"{what} ({of}): Slik var det. (analytiker 1, 01.12.2024); ikke lenger nødvendig"


def test_a_column_renamed(folder):
    def change(rows):
        for row in rows:
            row["q02"] = row.pop("q2")

    folder.write("I", change)
    refused(
        folder, "«q2» mangler", "vakt", "mente du «q02»?", f"{NAME}/I/{NAME}.csv", "{what: column, question: vakt, "
    )
    folder.accept("I", "column", "vakt")
    frame = clean(folder.codebook, folder.data).frame
    assert frame.loc[frame["runde"] == "I", "vakt"].isna().all()


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("{what: replies, question: vakt, reason: x, reviewed: {by: x, on: 2024-01-01}}", "hører ikke til"),
        ("{what: reversed, reason: x, reviewed: {by: x, on: 2024-01-01}}", "«question» mangler"),
        ("{what: replies, reason: x, reviewed: {by: x, on: 2024-01-01}}", "«found» mangler"),
        ("{what: column, question: vakt, found: 3, reason: x, reviewed: {by: x, on: 2024-01-01}}", "«found» hører"),
        ("{what: replies, found: 3, reson: x, reviewed: {by: x, on: 2024-01-01}}", "accepted, hver med what, question"),
        ("{what: replies, found: mange, reason: x, reviewed: {by: x, on: 2024-01-01}}", "et helt tall"),
        ("{what: replies, found: 3, reason: x}", "Ventet accepted, hver med what"),
        ("{what: snudd, reason: x, reviewed: {by: x, on: 2024-01-01}}", "snudd"),
        ("{what: reversed, question: vakten, reason: x, reviewed: {by: x, on: 2024-01-01}}", "mente du «vakt»"),
    ],
)
def test_a_mistake_in_what_is_accepted(folder, written, part):
    (folder.raw("I") / "decisions.yaml").write_text(f"survey: {NAME}\naccepted: [{written}]\n", encoding="utf-8")
    refused(folder, part)


@pytest.mark.parametrize("name", ["Etiketter", "Labels"])
def test_value_labels_that_no_longer_fit(folder, name):
    path = folder.raw("III") / f"{NAME}.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Etiketter"]
    rows = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "k1" and row[2].value in (1, 5)]
    rows[0][3].value, rows[1][3].value = rows[1][3].value, rows[0][3].value
    sheet.title = name
    book.save(path)
    refused(folder, f"{NAME}/III/{NAME}.xlsx", "variabel k1", "kode 1 heter «Helt enig»", "ventet «Helt uenig»")
    folder.accept("III", "labels", "krav_mye")
    assert len(clean(folder.codebook, folder.data)) == 900


def test_codes_without_labels_are_noted(folder, tmp_path):
    assert [each.notes for each in clean(folder.codebook, folder.data).accounts] == [(), (), ()]
    path = folder.raw("III") / f"{NAME}.xlsx"
    book = openpyxl.load_workbook(path)
    del book["Etiketter"]
    book.save(path)
    responses = clean(folder.codebook, folder.data)
    note = "ingen verdietiketter i filen; kodene er ikke kontrollert"
    assert [each.notes for each in responses.accounts] == [(), (), (note,)]
    assert responses.account.notes == (f"III: {note}",)
    write_clean(responses.of_wave("III"), tmp_path / "ut")
    assert read_clean(folder.codebook, tmp_path / "ut", "III").account.notes == (note,)
    sheet = openpyxl.load_workbook(tmp_path / "ut" / f"{NAME}-III-radregnskap.xlsx")["Sammendrag"]
    assert ("Merk", note) in list(sheet.values)


def turn(*variables):
    def change(rows):
        for row in rows:
            for name in variables:
                row[name] = 6 - row[name]

    return change


@pytest.mark.parametrize("wave", ["I", "III"])
@pytest.mark.parametrize(("variable", "question"), [("k1", "krav_mye"), ("k3", "krav_nok")])
def test_a_scale_reversed_without_notice(folder, wave, variable, question):
    folder.write(wave, turn(variable))
    shares = " – ".join(map(str, SHARES[question][wave][::-1]))
    refused(folder, f"«{question}» i runde {wave}", "snudd", shares, "i runde II (prosent", f"question: {question}")
    refused(folder, f"«{question}» i runde {wave}", wave=wave)
    rest = " og ".join(sorted({"I", "II", "III"} - {wave}))
    file = f"{NAME}/{wave}/{NAME}.{'csv' if wave == 'I' else 'xlsx'}, kolonne «{variable}»"
    refused(folder, file, f"enten i runde {wave} eller i runde {rest}", f"{NAME}/II/{NAME}.sav, kolonne «{variable}»")
    refused(folder, f"{{what: reversed, question: {question}, reason: …, reviewed: {{by: …, on: ÅÅÅÅ-MM-DD}}}}")
    folder.accept(wave, "reversed", question)
    assert len(clean(folder.codebook, folder.data)) == 900


def test_the_codes_of_a_whole_wave_reversed_without_notice(folder):
    """The codebook forgets that wave II counted the other way; its file carries no labels to tell."""
    folder.edit_codebook(
        "    scales: {enig_5: {codes: {helt_uenig: 5, litt_uenig: 4, verken: 3, litt_enig: 2, helt_enig: 1}}}\n", ""
    )
    folder.accept("II", "labels", "trives")
    path = folder.raw("II") / "decisions.yaml"
    more = "".join(
        path.read_text(encoding="utf-8").splitlines(keepends=True)[2].replace("trives", name)
        for name in ("krav_mye", "krav_tungt", "krav_nok")
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    refused(folder, "i runde II", "snudd", "Det gjelder også")


# a question alone, before and after, of 1 000 each: what must and must not be taken for a reversed scale
@pytest.mark.parametrize(
    ("before", "after", "reversed_"),
    [
        ((5, 10, 20, 35, 30), (30, 35, 20, 10, 5), True),
        ((5, 10, 20, 35, 30), (27, 36, 20, 11, 6), True),
        ((5, 10, 20, 35, 30), (6, 11, 19, 34, 30), False),
        ((21, 15, 14, 28, 22), (8, 8, 10, 23, 51), False),  # fastlege om 5 år, svært sannsynlig 22 → 51
        ((18, 25, 25, 22, 10), (4, 10, 20, 40, 26), False),  # trygg karriere, enig 32 → 66, uenig 43 → 14
        ((56, 24, 20), (38, 13, 49), False),
        ((80, 12, 4, 3, 1), (3, 10, 9, 26, 52), True),  # turned round, and changed from 80 to 52 as well
        ((40, 30, 10, 10, 10), (20, 20, 20, 20, 20), False),
        ((20, 20, 20, 20, 20), (20, 20, 20, 20, 20), False),
    ],
)
def test_a_real_change_is_not_the_mirror_of_what_was(before, after, reversed_):
    turned = compare_turned([10 * share for share in after], [10 * share for share in before])
    assert turned.alone is reversed_


@pytest.mark.parametrize("size", [10, 29])
def test_few_answers_tell_nothing(size):
    assert compare_turned([size, 0, 0], [0, 0, size]) is None


def test_chance_alone_does_not_look_like_a_reversed_scale():
    """Small waves from the same distribution, many times."""
    import numpy as np

    rng = np.random.default_rng(1)
    for shares in ((0.1, 0.2, 0.2, 0.3, 0.2), (0.05, 0.1, 0.2, 0.35, 0.3), (0.2, 0.2, 0.2, 0.2, 0.2)):
        for number in range(1000):
            size = 30 + number % 100
            before, after = rng.multinomial(size, shares), rng.multinomial(size, shares)
            assert not compare_turned(after, before).alone, (shares, before, after)


def test_every_ordered_answer_is_held_against_the_scale_without_dont_know(folder):
    assert [each.id for each in folder.codebook.question("trives").categories if each.role is None] == list(SCALE)


def test_an_unknown_code_is_told_the_codes_there_are(folder):
    folder.write("III", lambda rows: rows[4].update(q1=7))
    refused(folder, f"{NAME}/III/{NAME}.xlsx, ark «Data», rad 6, kolonne «q1»: «7»", "ventet en av kodene 1–5, 9.")
    with pytest.raises(InputError) as caught:
        clean(folder.codebook, folder.data, wave="III")
    assert "spellings" not in str(caught.value)


# fastlege om 5 år of the evaluation, about as printed: it grows from 22 to 51 per cent from wave to wave
FIVE_YEARS = {
    "I": (21, 15, 14, 28, 22),
    "II": (17, 14, 18, 20, 31),
    "III": (12, 11, 15, 21, 41),
    "IV": (8, 8, 13, 20, 51),
}


def shares_between(before, wave, after, size=10):
    many = [[size * share for share in each] for each in (before, wave, after)]
    return between_turned(compare_turned(many[1], many[0]), compare_turned(many[2], many[1]))


@pytest.mark.parametrize(("before", "wave", "after"), [("I", "II", "III"), ("II", "III", "IV")])
def test_a_reversed_wave_in_a_row_that_changes(before, wave, after):
    before, wave, after = (FIVE_YEARS[each] for each in (before, wave, after))
    assert not shares_between(before, wave, after)
    assert shares_between(before, wave[::-1], after)
    assert not shares_between(before[::-1], wave, after)
