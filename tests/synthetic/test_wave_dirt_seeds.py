"""Whatever the seed of the dirt, the files clean to the same table; the same seed makes the same bytes."""

import shutil

import pandas as pd
import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError
from svarbenk.responses import clean
from svarbenk.synthetic import read_recipe, synthesise
from svarbenk.synthetic.waves.synthesising import write_survey


@pytest.fixture
def copy(evaluation, tmp_path):
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(evaluation[0].root / part, tmp_path / "data" / part)
    return DataFolder(tmp_path / "data")


@pytest.mark.parametrize("survey", ["fastlege", "lis1", "kommune", "bergen-fastlege"])
@pytest.mark.parametrize("seed", [2, 3])
def test_the_clean_table_is_the_same(evaluation, answers, copy, survey, seed):
    codebook = read_codebook(survey, copy)
    recipe = read_recipe(survey, copy, codebook)
    written = write_survey(evaluation[1][survey], codebook, recipe, copy, dirt_seed=seed)
    first = evaluation[0].root / written[0].relative_to(copy.root)
    assert written[0].read_bytes() != first.read_bytes()
    pd.testing.assert_frame_equal(clean(codebook, copy).frame, answers[survey].frame)


@pytest.mark.parametrize("survey", ["kommune", "lis1", pytest.param("fastlege", marks=pytest.mark.slow)])
def test_another_run_makes_the_same_bytes(evaluation, copy, survey):
    for path in synthesise(survey, copy):
        assert path.read_bytes() == (evaluation[0].root / path.relative_to(copy.root)).read_bytes(), path.name


def test_every_wave_has_its_own_kind_of_file(evaluation):
    raw = evaluation[0].root / "raw"
    found = {str(path.relative_to(raw)) for path in raw.rglob("*") if path.suffix in {".xlsx", ".csv", ".sav"}}
    assert found == {
        "fastlege/I/fastlege.xlsx", "fastlege/II/fastlege.csv", "fastlege/III/fastlege.sav",
        "fastlege/IV/fastlege.xlsx", "lis1/I/lis1.xlsx", "lis1/IV/lis1.csv", "kommune/kommune.xlsx",
        "bergen-fastlege/bergen-fastlege.xlsx", "bergen-telefon/bergen-telefon.xlsx",
    }  # fmt: skip


def test_somebodys_file_is_not_replaced(copy):
    copy.raw("kommune").mkdir(parents=True)
    theirs = copy.raw("kommune") / "kommune.xlsx"
    theirs.write_bytes(b"ekte svar")
    with pytest.raises(InputError, match="er ikke laget av svarbenk synth"):
        synthesise("kommune", copy)
    assert theirs.read_bytes() == b"ekte svar"
    assert [path.name for path in copy.raw("kommune").iterdir()] == ["kommune.xlsx"]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("replies: {III: 170}", "replies: {IV: 170}"), "nøkkel «replies»: runde III mangler; ventet hver av III"),
        (("order: [sentralitet", "order: [sentralitett"), "nøkkel «order»: .*«sentralitett».*mente du «sentralitet»"),
        (("engine: waves", "engine: bølger"), "nøkkel «engine»: fant «bølger»; ventet"),
        (("seed: 20240115", "seed: 20240115\nfarge: blå"), "nøkkel «farge»: ukjent nøkkel"),
        (("dialog: {shares: [3, 9,", "dialog: {shares: [3,"), "spørsmål «dialog»: fant 5 andeler; ventet 6"),
    ],
)  # fmt: skip
def test_mistakes_in_a_recipe_are_told(copy, pair, message):
    path = copy.root / "synthetic" / "kommune.yaml"
    text = path.read_text("utf-8")
    assert pair[0] in text
    path.write_text(text.replace(*pair, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        synthesise("kommune", copy)


def test_too_few_replies_for_what_is_printed(copy):
    path = copy.root / "synthetic" / "bergen-fastlege.yaml"
    path.write_text(path.read_text("utf-8").replace('{"2022": 128}', '{"2022": 90}'), encoding="utf-8")
    with pytest.raises(InputError, match="ingen gruppestørrelser lar alle trykte tall gå opp med 90 svar"):
        synthesise("bergen-fastlege", copy)
