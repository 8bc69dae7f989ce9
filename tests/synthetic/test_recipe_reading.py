"""A mistake in a recipe is told by file, key, what was found and what was expected."""

import shutil

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.synthetic import read_recipe, synthesise
from svarbenk.synthetic.programme import Programme

SURVEY = "helse-nord-kommune"


def changed(tmp_path, data_folder, codebook, *pair):
    folder = tmp_path / "synthetic"
    folder.mkdir()
    text = (data_folder.root / "synthetic" / f"{SURVEY}.yaml").read_text("utf-8")
    assert pair[0] in text
    (folder / f"{SURVEY}.yaml").write_text(text.replace(*pair, 1), encoding="utf-8")
    return read_recipe(SURVEY, DataFolder(tmp_path), codebook)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (
            ("replies: 79", "replies: mange"),
            r"helse-nord-kommune\.yaml, nøkkel «replies»: fant «mange»; ventet et helt tall",
        ),
        (("size: hjemler", "size: hjemler\nfarge: blå"), "nøkkel «farge»: ukjent nøkkel"),
        (("survey: helse", "survey: annen-helse"), "nøkkel «survey»: fant «annen-helse-nord-kommune»"),
        (("received: [stilling]", "received: [stiling]"), "nøkkel «received»: .*«stiling».*mente du «stilling»"),
        (
            ("nei: 0.85", "neii: 0.85"),
            "nøkkel «rest», spørsmål «plan_annet_planverk»: fant «neii»; ventet en av ja, nei",
        ),
        (("stilling: helseleder", "stilling: sjef"), "nøkkel «answers», spørsmål «stilling»: fant «sjef»"),
        (("{of: ledige, ", "{of: ledige, share: 0.5, texts: [a], "), "ventet én av nøklene «values», «of» og «texts»"),
        (("seed: 20190520", "seed: [20190520"), "kan ikke leses som YAML"),
    ],
)
def test_mistakes_are_told(tmp_path, data_folder, codebook, pair, message):
    with pytest.raises(InputError, match=message):
        changed(tmp_path, data_folder, codebook, *pair)


def test_a_survey_without_a_recipe(tmp_path, codebook):
    with pytest.raises(InputError, match=r"ingen oppskrift helse-nord-kommune\.yaml .*ventet en som sier hvor mange"):
        read_recipe(SURVEY, DataFolder(tmp_path), codebook)


def test_nothing_is_written_when_the_numbers_cannot_be_met(tmp_path, data_folder, monkeypatch):
    root = tmp_path / "data"
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(data_folder.root / part, root / part)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    monkeypatch.setattr(Programme, "attempt", lambda *_: None)
    with pytest.raises(InputError, match="ingen svar stemmer med alle trykte tall"):
        synthesise(SURVEY, DataFolder(root))
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
