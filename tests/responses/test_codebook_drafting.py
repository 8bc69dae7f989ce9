"""A first codebook of a file that nobody has described: guessed by stated rules, and usable at once."""

import pandas as pd
import pyreadstat
import pytest
from svarbenk.codebook import DataFolder, read_codebook, review
from svarbenk.errors import InputError
from svarbenk.responses import clean
from svarbenk.responses.drafting import draft_codebook
from svarbenk.responses.guessing import slug

ENIG = {1: "Helt uenig", 2: "Litt uenig", 3: "Litt enig", 4: "Helt enig", 8: "Vet ikke", 9: "Ubesvart"}
FRAME = pd.DataFrame(
    {
        "SvarID": range(1, 13),
        "Vekt": [0.5, 1.5] * 6,
        "Epost": [f"lege{i}@eksempel.no" for i in range(12)],
        "Kontaktnr": [f"000 00 0{i:02}" for i in range(12)],
        "kjønn": [1, 2] * 6,
        "trives": [1, 2, 3, 4, 8, 9, 1, 2, 3, 4, 8, 9],
        "bat_a": [1, 2, 3, 4] * 3,
        "bat_b": [4, 3, 2, 1] * 3,
        "tiltak_1": [0, 1] * 6,
        "tiltak_2": [1, 0, 0] * 4,
        "timer": [37.5, 40, 99, 12, 0, 50, 48, 47, 46, 45, 44, 43],
        "runde": [3, 3, 4] * 4,
        "fritekst": [f"noe om sak {i}" for i in range(12)],
        "tom": [None] * 12,
    }
)


def folder(tmp_path, file) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    (data.root / "codebooks").mkdir(parents=True)
    target = data.raw("ny") / file.name
    target.parent.mkdir(parents=True)
    target.write_bytes(file.read_bytes())
    return data


@pytest.fixture
def sav(tmp_path):
    path = tmp_path / "ny.sav"
    pyreadstat.write_sav(
        FRAME.assign(tom=pd.Series([None] * 12, dtype=float)),
        str(path),
        column_labels={"trives": "Jeg trives", "bat_a": "Påstander: A", "bat_b": "Påstander: B", "tiltak_1": "Tiltak - Kurs", "tiltak_2": "Tiltak - Lønn"},  # noqa: E501
        variable_value_labels={"kjønn": {1: "Kvinne", 2: "Mann"}} | dict.fromkeys(("trives", "bat_a", "bat_b"), ENIG),
        missing_ranges={"trives": [9]},
    )  # fmt: skip
    return path


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "ny.csv"
    FRAME.to_csv(path, index=False, sep=";", encoding="windows-1252", decimal=",")
    return path


def test_an_spss_file_gives_labels_codes_roles_and_batteries(sav, tmp_path):
    data = folder(tmp_path, sav)
    draft_codebook(sav, data.codebooks)
    book = read_codebook("ny", data)
    by_id = book.by_id
    assert (book.reply.id.variable, book.reply.weight.variable) == ("SvarID", "Vekt")
    assert [column.variable for column in book.contact] == ["Epost", "Kontaktnr"]
    assert [column.variable for column in book.ignored] == ["tom"]
    trives = by_id["trives"]
    assert trives.kind == "ordinal" and trives.text.nb == "Jeg trives" and trives.inferred
    assert [(each.id, each.code, each.role) for each in trives.categories] == [
        ("helt_uenig", 1, None),
        ("litt_uenig", 2, None),
        ("litt_enig", 3, None),
        ("helt_enig", 4, None),
        ("vet_ikke", 8, "dont_know"),
    ]
    assert "Ubesvart" in book.cleaning.missing
    assert (by_id["kjonn"].kind, by_id["kjonn"].category_ids) == ("single", ("kvinne", "mann"))
    assert (by_id["bat"].kind, [item.id for item in by_id["bat"].items]) == ("battery", ["a", "b"])
    assert by_id["bat"].text.nb == "Påstander"
    assert (by_id["tiltak"].kind, by_id["tiltak"].category_ids) == ("multiple", ("kurs", "lonn"))
    assert (by_id["timer"].kind, by_id["timer"].whole) == ("numeric", False)
    assert by_id["fritekst"].kind == "text"
    assert "runde_svar" in by_id  # the wave's own column is called runde
    assert {question.id for question in book.questions if not question.inferred} == set()
    cleaned = clean(book, data)
    assert len(cleaned) == 12
    assert cleaned.frame.trives.value_counts()["vet_ikke"] == 2
    assert cleaned.frame.trives.isna().sum() == 2
    assert cleaned.frame.tiltak__lonn.sum() == 4
    assert cleaned.weights.sum() == 12
    assert not any("@" in str(cell) for cell in cleaned.frame.to_numpy().ravel())


def test_a_csv_file_is_read_as_it_is_written_and_cleans_at_once(csv, tmp_path):
    data = folder(tmp_path, csv)
    path = draft_codebook(csv, data.codebooks)
    book = read_codebook("ny", data)
    assert (book.exports.csv.encoding, book.exports.csv.separator) == ("windows-1252", ";")
    assert [category.code for category in book.by_id["trives"].categories] == [1, 2, 3, 4, 8, 9]
    cleaned = clean(book, data)
    assert cleaned.frame.timer.sum() == pytest.approx(FRAME.timer.sum())
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=kodebok.schema.json")
    assert text.count("Avgjør") >= len(book.questions)
    left = {remark.what for remark in review(book) if remark.open}
    assert {"inferred", "inferred_categories", "no_background", "placeholder_period"} <= left


def test_an_excel_file_with_question_texts_and_labels_in_its_cells(tmp_path):
    path = tmp_path / "ny.xlsx"
    pd.DataFrame(
        {
            "Svar-ID": range(8),
            "Hvor enig er du i at fastlegeordningen fungerer?": ["Enig", "Uenig", "Vet ikke", "Enig"] * 2,
            "Tiltak - Kurs": [0, 1] * 4,
            "Tiltak - Høyere lønn": [1, 1, 0, 0] * 2,
            "Startet": pd.to_datetime(["2024-11-05 10:00"] * 8),
        }
    ).to_excel(path, index=False)
    data = folder(tmp_path, path)
    draft_codebook(path, data.codebooks)
    book = read_codebook("ny", data)
    enig = book.questions[0]
    assert enig.kind == "single"
    assert [(each.nb, each.role) for each in enig.categories] == [
        ("Enig", None),
        ("Uenig", None),
        ("Vet ikke", "dont_know"),
    ]
    assert [column.header for _, column in book.by_id["tiltak"].option_columns()] == [
        "Tiltak - Kurs",
        "Tiltak - Høyere lønn",
    ]
    assert book.waves[0].id == "2024"
    cleaned = clean(book, data)
    assert cleaned.frame[enig.id].value_counts().to_dict() == {"enig": 4, "uenig": 2, "vet_ikke": 2}
    assert cleaned.frame.tiltak__hoyere_lonn.sum() == 4


def test_nothing_is_overwritten_and_what_cannot_be_drafted_is_told(csv, tmp_path):
    data = folder(tmp_path, csv)
    draft_codebook(csv, data.codebooks)
    before = data.codebook("ny").read_text("utf-8")
    with pytest.raises(InputError, match=r"ny\.yaml: finnes allerede"):
        draft_codebook(csv, data.codebooks)
    assert data.codebook("ny").read_text("utf-8") == before
    draft_codebook(csv, data.codebooks, "en-annen")
    with pytest.raises(InputError, match="--id Å: ventet små bokstaver"):
        draft_codebook(csv, data.codebooks, "Å")
    with pytest.raises(InputError, match="finnes ikke"):
        draft_codebook(tmp_path / "borte.csv", data.codebooks)
    other = tmp_path / "uten.csv"
    other.write_text("a;b\n1;2\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError, match="ingen kolonne skiller svarene"):
        draft_codebook(other, data.codebooks)
    other.write_text("id;a;a\n1;2;3\n", encoding="utf-8")
    with pytest.raises(InputError, match="«a» finnes to ganger"):
        draft_codebook(other, data.codebooks)
    damaged = tmp_path / "skadet.sav"
    damaged.write_bytes(b"ikke en sav-fil")
    with pytest.raises(InputError, match="kan ikke leses"):
        draft_codebook(damaged, data.codebooks)


@pytest.mark.parametrize(
    ("text", "id"),
    [("Kjønn", "kjonn"), ("Næringsdrift & Å", "naeringsdrift_a"), ("q1.b", "q1_b"), ("  ", "")],
)
def test_ids_are_ascii(text, id):
    assert slug(text) == id


def test_an_export_with_real_dirt_is_drafted_and_cleaned_from_every_format(stand_in, tmp_path):
    found = {}
    for path in stand_in:
        if path.stem != "helse-nord-kommune" or path.suffix not in {".xlsx", ".csv", ".sav"}:
            continue
        data = DataFolder(tmp_path / path.suffix[1:])
        data.codebooks.mkdir(parents=True)
        data.raw("kopi").mkdir(parents=True)
        (data.raw("kopi") / path.name).write_bytes(path.read_bytes())
        draft_codebook(path, data.codebooks, "kopi")
        book = read_codebook("kopi", data)
        found[path.suffix] = len(clean(book, data))
        contact = {name for column in book.contact for name in (column.variable, column.header)}
        assert {"epost", "Utfyllers e-post:"} & contact and {"utfylt_av", "Skjema utfylt av:"} & contact
    # every row of the file: nothing says yet which are tests, nearly empty or for the same kommune
    assert found == {".xlsx": 83, ".csv": 83, ".sav": 83}


def ids_of(path, tmp_path) -> tuple[str, str]:
    """Return the column that a draft takes for the reply's id, and its line in the draft."""
    book = draft_codebook(path, tmp_path / "utkast" / f"{path.stem}.yaml")
    line = next(line for line in book.read_text("utf-8").splitlines() if line.startswith("  id: "))
    return read_codebook(book).reply.id.variable, line


@pytest.mark.parametrize("name", ["svarnr", "Respondent-ID", "id", "respnr", "Løpenummer"])
def test_an_id_is_known_though_some_replies_were_sent_twice(name, tmp_path):
    numbers = [*range(1001, 1099), 1007, 1050]
    frame = pd.DataFrame({"alder": [30 + place % 40 for place in range(100)], name: numbers, "trives": [1, 2] * 50})
    path = tmp_path / "to-ganger.csv"
    frame.to_csv(path, index=False, sep=";")
    found, line = ids_of(path, tmp_path)
    assert slug(found) == slug(name)
    assert "# Avgjør: 2 nummer står i mer enn én rad" in line


def test_rows_that_stand_twice_all_through_are_one_reply(tmp_path):
    frame = pd.DataFrame({"nummer": range(501, 521), "trives": [1, 2] * 10})
    path = tmp_path / "limt.csv"
    pd.concat([frame, frame.head(8)]).to_csv(path, index=False, sep=";")
    found, line = ids_of(path, tmp_path)
    assert (found, "8 nummer står i mer enn én rad" in line) == ("nummer", True)


def test_an_id_where_nothing_stands_twice_has_no_remark(csv, tmp_path):
    assert ids_of(csv, tmp_path) == ("SvarID", '  id: {variable: "SvarID", header: "SvarID"}')


def test_numbers_that_often_repeat_are_no_id(tmp_path):
    path = tmp_path / "uten.csv"
    # an id in name only: every number three times with different answers
    path.write_text("kontor_id;b\n" + "".join(f"{place // 3};{place % 5}\n" for place in range(30)), encoding="utf-8")
    with pytest.raises(InputError, match="ingen kolonne skiller svarene"):
        draft_codebook(path, tmp_path / "utkast.yaml")
