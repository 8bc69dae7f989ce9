"""A mistake in a recipe is told by file, key, what was found and what was expected."""

import shutil

import pytest

from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.synthetic import read_recipe, synthesise

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
        (("replies: 79", "replies: mange"), r"helse-nord-kommune\.yaml, key «replies»: .*found «mange»"),
        (("size: hjemler", "size: hjemler\nfarge: blå"), "key «farge»"),
        (("survey: helse", "survey: annen-helse"), "key «survey»: found «annen-helse-nord-kommune»"),
        (("received: [stilling]", "received: [stiling]"), "key «received»: .*«stiling».*did you mean «stilling»"),
        (
            ("nei: 0.85", "neii: 0.85"),
            "key «rest», question «plan_annet_planverk»: found «neii»; expected one of ja, nei",
        ),
        (("stilling: helseleder", "stilling: sjef"), "key «answers», question «stilling»: found «sjef»"),
        (("{of: ledige, ", "{of: ledige, share: 0.5, texts: [a], "), "needs one of «values», «of» and «texts»"),
        (("seed: 20190520", "seed: [20190520"), "not readable as YAML"),
    ],
)
def test_mistakes_are_told(tmp_path, data_folder, codebook, pair, message):
    with pytest.raises(InputError, match=message):
        changed(tmp_path, data_folder, codebook, *pair)


def test_a_survey_without_a_recipe(tmp_path, codebook):
    with pytest.raises(InputError, match=r"no recipe helse-nord-kommune\.yaml .*expected one that says how many"):
        read_recipe(SURVEY, DataFolder(tmp_path), codebook)


def test_nothing_is_written_when_the_numbers_cannot_be_met(tmp_path, data_folder):
    root = tmp_path / "data"
    for part in ("codebooks", "published", "synthetic"):
        shutil.copytree(data_folder.root / part, root / part)
    path = root / "synthetic" / f"{SURVEY}.yaml"
    text = path.read_text("utf-8")
    # nobody has more than one post for each specialist, so 578 posts cannot be fewer than the specialists
    path.write_text(text.replace("of: hjemler}", "of: ledige}"), encoding="utf-8")
    before = sorted(each.name for each in root.rglob("*"))
    synthetic = DataFolder(root)
    result = None
    try:
        result = synthesise(SURVEY, synthetic)
    except InputError as error:
        assert "expected" in str(error)
        assert sorted(each.name for each in root.rglob("*")) == before
    else:
        # printed numbers were bent further instead: the corrections say so
        assert any("ledige" in line for line in (result[-1]).read_text("utf-8").splitlines())
