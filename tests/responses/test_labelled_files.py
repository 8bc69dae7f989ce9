"""Clean answers with labels for SPSS, Stata and R, read back and compared."""

import pandas as pd
import pyreadstat
import pytest
import three_waves
from svarbenk.errors import InputError
from svarbenk.responses import clean, write_labelled
from svarbenk.responses.labelled import codes
from three_waves import NAME


@pytest.fixture(scope="module")
def responses(tmp_path_factory):
    folder = three_waves.make(tmp_path_factory.mktemp("etiketter") / "data")
    folder.write("I", lambda rows: [row.update(q1=9, q4="") for row in rows[:5]])
    return clean(folder.codebook, folder.data)


@pytest.fixture(scope="module")
def written(responses, tmp_path_factory):
    return {path.suffix: path for path in write_labelled(responses, tmp_path_factory.mktemp("ut"))}


def test_three_files_with_one_name(written):
    assert sorted(path.name for path in written.values()) == [
        f"{NAME}-etiketter.{x}" for x in ("csv", "parquet", "sav")
    ]


def test_spss_reads_the_same_answers_with_labels(responses, written):
    frame, meta = pyreadstat.read_sav(str(written[".sav"]), apply_value_formats=True)
    own = responses.frame
    assert list(frame.columns) == list(own.columns)
    assert list(frame["svar_id"]) == list(own["svar_id"]) and list(frame["runde"]) == list(own["runde"].astype(str))
    for question in responses.codebook.asked():
        if question.kind in {"single", "ordinal"}:
            label = {category.id: category.nb for category in question.categories}
            meant = own[question.id].astype(object).map(label)
            assert list(frame[question.id].astype(object).fillna("")) == list(meant.fillna("")), question.id
            assert meta.column_names_to_labels[question.id] == question.text.nb
    assert meta.variable_measure["trives"] == "ordinal" and meta.variable_measure["vakt"] == "nominal"
    assert meta.variable_value_labels["trives"][9.0] == "Vet ikke"
    assert (frame["trives"] == "Vet ikke").sum() == 5


def test_spss_keeps_numbers_and_what_is_missing(responses, written):
    frame, meta = pyreadstat.read_sav(str(written[".sav"]))
    assert frame["timer"].isna().sum() == responses.frame["timer"].isna().sum() == 5
    assert frame["timer"].sum() == responses.frame["timer"].sum()
    for name in ("plager__sovn", "plager__stoy"):
        assert frame[name].isna().sum() == responses.frame[name].isna().sum()
        assert frame[name].sum() == responses.frame[name].sum()
    assert meta.variable_value_labels["plager__sovn"] == {0.0: "Ikke krysset av", 1.0: "Krysset av"}


def test_parquet_has_ordered_labels(responses, written):
    frame = pd.read_parquet(written[".parquet"])
    assert frame["trives"].cat.ordered
    assert list(frame["trives"].cat.categories)[:2] == ["Helt uenig", "Litt uenig"]
    assert (frame["trives"].cat.codes == responses.frame["trives"].cat.codes).all()
    assert frame["timer"].equals(responses.frame["timer"])


def test_csv_has_labels_as_text(responses, written):
    frame = pd.read_csv(written[".csv"], sep=";", decimal=",", encoding="utf-8-sig", dtype={"svar_id": str})
    assert (frame["trives"] == "Helt enig").sum() == (responses.frame["trives"] == "helt_enig").sum()
    assert set(frame["plager__sovn"].dropna()) == {"Krysset av"}
    assert set(frame["plager__stress"].dropna()) == {"Ikke krysset av"}
    assert list(frame["svar_id"]) == list(responses.frame["svar_id"])


def test_free_text_is_in_none_of_them(written):
    assert "merknad" not in pd.read_parquet(written[".parquet"])
    assert "merknad" not in pyreadstat.read_sav(str(written[".sav"]))[0]


def test_a_scale_without_codes_is_numbered_by_place(responses):
    question = responses.codebook.question("vakt")
    plain = question.model_copy(
        update={"categories": tuple(each.model_copy(update={"code": None}) for each in question.categories)}
    )
    assert codes(question) == codes(plain) == {"ja": 1, "nei": 2}


def test_one_wave_has_its_name_and_an_unknown_format_is_refused(responses, tmp_path):
    (path,) = write_labelled(responses.of_wave("II"), tmp_path, ("csv",))
    assert path.name == f"{NAME}-II-etiketter.csv"
    with pytest.raises(InputError, match="«dta»"):
        write_labelled(responses, tmp_path, ("dta",))
