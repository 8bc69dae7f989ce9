"""The file of each wave: cells as the wave's codebook says, dirty as from life, clean again to the same replies."""

import csv
import re
from datetime import datetime

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from random_replies import random_replies
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import clean
from svarbenk.responses.masking import mask
from svarbenk.synthetic.waves.dirt import WaveDirt
from svarbenk.synthetic.waves.exporting import true_texts, wave_export_names, write_wave_exports
from svarbenk.synthetic.waves.remarks import invent_remark

MARK = "Syntetiske data (svarbenk)"
FORMATS = {"I": "xlsx_labels", "II": "csv", "III": "sav", "IV": "xlsx_codes"}

TOY = """\
codebook: vakt
version: 1
title: {nb: Oppdiktet undersøkelse om vakt}
source: {nb: Oppdiktet}
unit: {one: {nb: svar}, many: {nb: svar}}
waves:
  - {id: I, label: {nb: januar 2022}, field_period: {start: 2022-01-10, end: 2022-01-31}}
  - id: II
    label: {nb: november 2022}
    field_period: {start: 2022-11-14, end: 2022-12-11}
    reply:
      id: {variable: nr, header: Nummer}
      started: {variable: begynt, header: Begynt}
      provenance: {variable: kilde, header: Kilde}
      consent: {variable: ok, header: Samtykke, given: ["1"]}
      completed: {variable: tilstand, header: Tilstand, values: ["3"]}
    contact: [{variable: tlf, header: Telefon}]
    scales: {enig: {not_offered: [vet_ikke]}}
  - id: III
    label: {nb: desember 2023}
    field_period: {start: 2023-12-01, end: 2023-12-31}
    scales: {enig: {codes: {uenig: 3, enig: 1}}}
  - {id: IV, label: {nb: november 2024}, field_period: {start: 2024-11-11, end: 2024-12-20}}
reply:
  id: {variable: svarid, header: Svar-ID}
  started: {variable: startet, header: Startet}
  provenance: {variable: datakilde, header: Datakilde}
  consent: {variable: samtykke, header: Samtykker du?, given: [Ja, "1"]}
  completed: {variable: status, header: Status, values: [Fullført, "3"]}
contact:
  - {variable: navn, header: Navn}
  - {variable: epost, header: E-post}
ignored: [{variable: varighet, header: Varighet}]
cleaning:
  missing: ["-9", "-8", Ubesvart, Ikke stilt]
  nearly_empty_below: 0.2
  test_rows: before_field_period
  numbers:
    words: {ingen: 0, tre: 3, halv: 0.5}
    approximate: [ca.]
    units: [t, timer]
    midpoint: true
scales:
  enig:
    - {id: uenig, code: 1, nb: Uenig}
    - {id: midt, code: 2, nb: Verken enig eller uenig, spellings: [Hverken eller]}
    - {id: enig, code: 3, nb: Enig}
    - {id: vet_ikke, code: 9, nb: Vet ikke, is: dont_know}
bases:
  uenige: {where: trives == 'uenig', label: {nb: uenige}}
questions:
  - id: kjonn
    kind: single
    background: true
    text: {nb: Kjønn}
    variable: k
    categories: [{id: kvinne, code: 1, nb: Kvinne}, {id: mann, code: 2, nb: Mann}]
  - {id: trives, kind: ordinal, text: {nb: Jeg trives}, variable: a, scale: enig, in_wave: {II: {variable: q7}}}
  - id: grunn
    kind: multiple
    text: {nb: Hvorfor ikke?}
    variable: g
    base: uenige
    categories: [{id: tid, code: 1, nb: For lite tid}, {id: lonn, code: 2, nb: "Lønn, takster"}]
  - id: timer
    kind: battery
    text: {nb: Timer}
    item_kind: numeric
    whole: false
    minimum: 0
    maximum: 128
    beyond: missing
    unit: {nb: timer per uke}
    items: [{id: kontor, variable: t1, nb: Kontor}, {id: vakt, variable: t2, nb: Vakt}]
  - {id: merknad, kind: text, text: {nb: Merknad}, variable: m}
"""
NO_ROWS = dict.fromkeys(("no_consent", "left", "tests", "nearly_empty", "same_twice", "beyond"), 0)
CLEANLY = NO_ROWS | dict.fromkeys(("typed", "blanks", "letter_case", "spellings", "remarks"), 0.0)


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    (root / "codebooks").mkdir()
    (root / "codebooks" / "vakt.yaml").write_text(TOY, encoding="utf-8")
    data = DataFolder(root)
    return read_codebook("vakt", data), data


@pytest.fixture
def three():
    return pd.DataFrame(
        {
            "svar_id": ["11", "12", "13"],
            "kjonn": pd.Categorical(["kvinne", "mann", "mann"], categories=["kvinne", "mann"]),
            "trives": pd.Categorical(["uenig", "enig", None], categories=["uenig", "midt", "enig", "vet_ikke"]),
            "grunn__tid": pd.array([True, None, None], dtype="boolean"),
            "grunn__lonn": pd.array([False, None, None], dtype="boolean"),
            "timer_kontor": pd.array([37.5, 40, 0], dtype="Float64"),
            "timer_vakt": pd.array([None, 0.5, 8], dtype="Float64"),
            "merknad": pd.array(["=1+1", None, "Fint; takk"], dtype="string"),
        }
    )


def sheet(path, name="Data"):
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=list(head), dtype=object)


def written(toy, three, folder, wave, **dirt):
    view = toy[0].in_wave(wave)
    return write_wave_exports(three, view, WaveDirt(format=FORMATS[wave], **CLEANLY | dirt), folder)[0]


def test_labels_under_question_texts(toy, three, tmp_path):
    path = written(toy, three, tmp_path, "I")
    assert path.name == "vakt.xlsx"
    assert openpyxl.load_workbook(path).sheetnames == ["Data"]
    table = sheet(path).set_index("Svar-ID").loc[[11, 12, 13]]
    assert list(table["Jeg trives"][:2]) == ["Uenig", "Enig"]
    assert table["Jeg trives"][13] in {None, "Ubesvart", "-9"}
    assert table["Hvorfor ikke?"][11] == "For lite tid"
    assert list(table["Timer - Kontor"]) == [37.5, 40, 0]
    assert set(table["Samtykker du?"]) == {"Ja"}
    assert set(table["Status"]) == {"Fullført"}
    assert table["Merknad"][11] == "=1+1"  # as text, no formula
    assert isinstance(table["Startet"][11], datetime)


def test_csv_has_the_wave_s_own_variables_and_codes(toy, three, tmp_path):
    path = written(toy, three, tmp_path, "II")
    raw = path.read_bytes()
    assert b"\r\n" in raw and b";" in raw.split(b"\r\n")[0]
    with path.open(encoding="windows-1252", newline="") as stream:
        rows = {row["nr"]: row for row in csv.DictReader(stream, delimiter=";")}
    assert [rows[each]["q7"] for each in ("11", "12")] == ["1", "3"]
    assert [rows["11"][name] for name in ("g_1", "g_2", "t1", "ok", "tilstand")] == ["1", "0", "37,5", "1", "3"]
    assert rows["12"]["t2"] == "0,5"
    assert rows["13"]["m"] == "Fint; takk"
    assert re.fullmatch(r"\d\d\.1[12]\.2022 \d\d:\d\d", rows["11"]["begynt"])
    assert {"tlf", "kilde"} <= set(rows["11"]) and {"navn", "svarid", "a"}.isdisjoint(rows["11"])


def test_spss_has_the_reversed_codes_with_labels(toy, three, tmp_path):
    frame, meta = pyreadstat.read_sav(str(written(toy, three, tmp_path, "III")), user_missing=True)
    assert list(frame.set_index("svarid").loc[[11, 12], "a"]) == [3, 1]
    assert meta.variable_value_labels["a"] == {
        3: "Uenig", 2: "Verken enig eller uenig", 1: "Enig", 9: "Vet ikke", -9: "Ubesvart", -8: "Ikke stilt"
    }  # fmt: skip
    assert meta.missing_ranges["a"] == [{"lo": -9.0, "hi": -8.0}]
    assert meta.column_names_to_labels["t1"] == "Timer - Kontor"
    assert meta.file_label == MARK
    assert set(frame["datakilde"]) == {MARK}


def test_codes_in_one_sheet_and_labels_in_another(toy, three, tmp_path):
    path = written(toy, three, tmp_path, "IV")
    data = sheet(path).set_index("svarid")
    assert list(data.loc[[11, 12], "a"]) == [1, 3]
    assert list(data.loc[11, ["g_1", "g_2"]]) == [1, 0]
    labels = sheet(path, "Etiketter")
    assert list(labels.columns) == ["Variabel", "Spørsmål", "Kode", "Etikett"]
    rows = set(map(tuple, labels.to_numpy()))
    assert {("a", "Jeg trives", 1, "Uenig"), ("g_2", "Hvorfor ikke? - Lønn, takster", 1, "Lønn, takster")} <= rows
    assert ("a", "Jeg trives", -9, "Ubesvart") in rows


def test_columns_stand_in_another_order_in_another_wave_but_not_with_another_seed(toy, tmp_path):
    orders = []
    for wave, seed in (("I", 1), ("I", 2), ("IV", 1)):
        view = toy[0].in_wave(wave)
        path = write_wave_exports(
            random_replies(view, 20, 1), view, WaveDirt(format="xlsx_codes"), tmp_path / f"{wave}{seed}", seed
        )[0]
        orders.append(list(sheet(path).columns))
    assert orders[0] == orders[1] != orders[2]
    assert set(orders[0]) == set(orders[2])
    assert orders[0].index("t2") == orders[0].index("t1") + 1  # a battery stays together


def test_a_reply_that_would_be_dropped_is_refused(toy, three, tmp_path):
    three.loc[2, ["timer_kontor", "timer_vakt"]] = pd.NA
    with pytest.raises(InputError, match=r"svar-id 13 er nesten tomt \(0 av 4 spørsmål\)"):
        written(toy, three, tmp_path, "I")
    assert not list(tmp_path.iterdir())


def test_replies_without_a_column_or_with_an_id_twice_are_refused(toy, three, tmp_path):
    with pytest.raises(InputError, match="kolonnen «timer_vakt» mangler"):
        written(toy, three.drop(columns="timer_vakt"), tmp_path, "I")
    with pytest.raises(InputError, match="finnes to ganger"):
        written(toy, three.assign(svar_id=["1", "2", "2"]), tmp_path, "I")


def test_the_same_input_makes_the_same_bytes_and_another_seed_others(toy, tmp_path):
    for file_format in FORMATS.values():
        view = toy[0].in_wave("IV")
        replies = random_replies(view, 60, 4)
        files = [
            write_wave_exports(replies, view, WaveDirt(format=file_format), tmp_path / f"{file_format}{place}", seed)
            for place, seed in enumerate((1, 1, 2))
        ]
        assert [path.name for path in files[0]] == list(wave_export_names("vakt", WaveDirt(format=file_format)))
        first, again, other = ([path.read_bytes() for path in each] for each in files)
        assert first == again
        assert first[0] != other[0]


def plain(frame):
    """Return a frame as text, so that kinds of missing do not matter."""
    kept = frame.astype(object).where(frame.notna(), None)
    return kept.map(lambda cell: cell if cell is None else str(cell)).reset_index(drop=True)


def assert_same(responses, replies, texts, wave):
    mine = responses.frame[responses.frame["runde"] == wave]
    pd.testing.assert_frame_equal(plain(mine[list(replies.columns)]), plain(replies))
    found = responses.texts[responses.texts["runde"] == wave]
    said = {(row.svar_id, row.spoersmaal): row.tekst for row in found.itertuples()}
    assert said == {
        (reply, question): mask(text)[0]
        for question, each in texts.items()
        for reply, text in zip(replies["svar_id"], each, strict=True)
        if text is not None
    }


@pytest.mark.parametrize("dirt_seed", [1, 2, 3])
@pytest.mark.parametrize("file_format", FORMATS.values())
def test_every_format_cleans_to_the_replies_whatever_the_seed(toy, file_format, dirt_seed, tmp_path):
    book, _ = toy
    dirt = WaveDirt(format=file_format, blanks=0.2, letter_case=0.2, spellings=0.3, typed=0.5, beyond=3, remarks=0.5)
    for wave in book.with_answers:
        view = book.in_wave(wave.id)
        replies = random_replies(view, 80, 7)
        path = write_wave_exports(replies, view, dirt, tmp_path / wave.id, dirt_seed)[0]
        responses = clean(book, DataFolder(tmp_path), wave=wave.id, file=path)
        assert_same(responses, replies, true_texts(replies, view, dirt), wave.id)
        account = responses.account
        assert account.reasons() == {
            "no_consent": 12, "not_completed": 18, "test_row": 2, "nearly_empty": 3, "duplicate": 3
        }  # fmt: skip
        assert (account.read, account.kept, account.unknown_columns) == (118, 80, ())


@pytest.fixture(scope="module")
def fastlege(tmp_path_factory, data_folder):
    """The codebook of the fastlege survey without the numbers of replies expected, for fewer of them."""
    text = data_folder.codebook("fastlege").read_text(encoding="utf-8")
    root = tmp_path_factory.mktemp("fastlege")
    (root / "codebooks").mkdir()
    text = re.sub(r"^    replies: .*\n", "", text, flags=re.M)
    (root / "codebooks" / "fastlege.yaml").write_text(text, encoding="utf-8")
    book = read_codebook("fastlege", DataFolder(root))
    return book, {wave.id: random_replies(book.in_wave(wave.id), 250, 30) for wave in book.with_answers}


@pytest.mark.parametrize("dirt_seed", [1, 2, 3])
def test_the_waves_of_the_fastlege_survey_clean_to_the_replies_in_one_table(fastlege, dirt_seed, tmp_path):
    book, replies = fastlege
    for wave, file_format in FORMATS.items():
        folder = tmp_path / "raw" / "fastlege" / wave
        dirt = WaveDirt(format=file_format, remarks=0.3)
        write_wave_exports(replies[wave], book.in_wave(wave), dirt, folder, dirt_seed)
    responses = clean(book, DataFolder(tmp_path))
    for wave, file_format in FORMATS.items():
        texts = true_texts(replies[wave], book.in_wave(wave), WaveDirt(format=file_format, remarks=0.3))
        assert_same(responses, replies[wave], texts, wave)


@pytest.fixture(scope="module")
def cells(fastlege, tmp_path_factory):
    """Every text in the file of wave I (labels) and of wave II (csv)."""
    book, replies = fastlege
    folder = tmp_path_factory.mktemp("cells")
    found = {}
    for wave in ("I", "II"):
        dirt = WaveDirt(format=FORMATS[wave], typed=0.2, beyond=4, remarks=0.6)
        path = write_wave_exports(replies[wave], book.in_wave(wave), dirt, folder / wave)[0]
        if path.suffix == ".xlsx":
            found[wave] = [str(cell) for cell in sheet(path).to_numpy().ravel() if isinstance(cell, str)]
        else:
            with path.open(encoding="windows-1252", newline="") as stream:
                found[wave] = [cell for row in csv.reader(stream, delimiter=";") for cell in row]
    return found


DIRT = r"""
\d+ t
\d+ ?timer
\d+-\d+
\d+[,.]5
168
ingen
ca\. \d+
Ubesvart
=HYPERLINK\("http://eksempel\.no"\)
\+47 000 00 0\d\d.*
-se vedlegg.*
.*testperson\d+@eksempel\.no.*
Oppdiktet merknad.*sen .*
"""


@pytest.mark.parametrize("pattern", DIRT.split("\n")[1:-1])
def test_the_dirt_of_real_life_is_there(cells, pattern):
    for wave, texts in cells.items():
        assert any(re.fullmatch(pattern, text.strip()) for text in texts), f"runde {wave}"


def test_labels_are_misspelt_shouted_and_padded(cells):
    labels = cells["I"]
    assert any(text != text.strip() for text in labels)
    assert any("\u00a0" in text for text in labels)
    assert "HELT ENIG" in labels and "helt enig" in labels
    assert {"-9", "-8", "1,0", "2,0"} <= set(cells["II"])


def test_invented_details_do_not_outlive_the_masking():
    remarks = [invent_remark("kommentar", str(number), 1.0, 1) for number in range(400)]
    details = [(detail, mask(remark.text)[0]) for remark in remarks for detail in remark.details]
    assert len(details) > 100
    assert [detail for detail, masked in details if detail in masked] == []


def test_a_number_with_more_digits_than_excel_keeps_comes_back(toy, three, tmp_path):
    three.loc[1, "timer_vakt"] = 0.1 + 0.2  # 0.30000000000000004, seventeen digits
    for wave in FORMATS:
        path = written(toy, three, tmp_path / wave, wave)
        found = clean(toy[0], DataFolder(tmp_path), wave=wave, file=path).frame.set_index("svar_id")
        assert found.loc["12", "timer_vakt"] == 0.1 + 0.2
