"""What a codebook says once it has been read: columns, scales, merges, batteries, sums."""

import pytest
from pydantic import ValidationError
from svarbenk.codebook import Codebook, Text, nearest, read_codebook
from svarbenk.errors import InputError


def test_questions_that_have_answers_of_their_own(small):
    assert [question.id for question in small.asked()] == [
        "leger", "trives", "drift", "tiltak_tilskudd", "tiltak_kurs", "sekretaerer", "grunner",
    ]  # fmt: skip
    assert small.asked() is small.asked()


def test_a_shared_scale_is_each_question_s_own(small):
    assert small.question("trives").category_ids == small.question("tiltak").category_ids == ("helt", "litt", "uenig")


def test_merges_and_what_is_shown(small):
    trives = small.question("trives")
    assert trives.shown() == ("enige", "uenig")
    assert trives.members("enige") == ("helt", "litt")
    assert trives.members("uenig") == ("uenig",)
    assert trives.label_of("enige").nb == "Helt eller litt enig"
    assert trives.label_of("uenig").nb == "Uenig"
    assert small.question("drift").shown() == ("naering", "fast")


def test_items_are_questions(small):
    item = small.question("tiltak_kurs")
    assert (item.kind, item.column().variable, item.column().header) == ("ordinal", "q4_2", "Tiltak - Kurs")
    assert str(item.name) == "Kurs"
    assert item is small.by_id["tiltak_kurs"]


def test_the_columns_of_options(small):
    columns = {category.id: column for category, column in small.question("grunner").option_columns()}
    assert (columns["tid"].variable, columns["tid"].header) == ("q6_1", "Grunner - Tid")
    assert columns["penger"].variable == "q6_penger", "without a code, by its id"


def test_labels_fall_back_to_bokmal(small):
    helt, litt, _ = small.question("trives").categories
    assert (helt.label.to("en"), litt.label.to("en"), helt.label.to("nb")) == ("Fully agree", "Litt enig", "Helt enig")
    assert str(Text(nb="Ja", en="Yes")) == "Ja"


def test_nothing_can_be_changed_later(small):
    with pytest.raises(ValidationError):
        small.version = 2
    with pytest.raises(TypeError):
        small.by_id["ny"] = small.question("drift")


@pytest.mark.parametrize(("name", "part"), [("trivs", "mente du «trives»?"), ("LEGER", "mente du «leger»?")])
def test_an_unknown_question(small, name, part):
    with pytest.raises(InputError) as caught:
        small.question(name)
    assert part in str(caught.value)


def test_the_only_wave_need_not_be_named(small):
    assert small.wave().id == small.wave("I").id == "I"
    with pytest.raises(InputError, match="ikke runden «II»; ventet en av I"):
        small.wave("II")


def test_one_of_several_waves_must_be_named(small):
    told = small.model_dump(by_alias=True)
    told["waves"] = (*told["waves"], told["waves"][0] | {"id": "II"})
    with pytest.raises(InputError, match="ventet en av I, II"):
        Codebook.model_validate(told).wave()


def test_a_condition_is_held_against_the_survey(small):
    assert small.condition("drift == 'fast'").questions == ("drift",)
    with pytest.raises(InputError, match="vilkåret «drift == 'fst'»: «fst» er ikke en kategori"):
        small.condition("drift == 'fst'")


@pytest.mark.parametrize(
    ("name", "known", "suggestion"),
    [
        ("sentralitt", ["sentralitet", "folketall"], "; mente du «sentralitet»?"),
        ("Q1A", ["q1a", "q9"], "; mente du «q1a»?"),
        ("xyzzy", ["sentralitet"], ""),
        ("x", [], ""),
    ],
)
def test_the_nearest_names(name, known, suggestion):
    assert nearest(name, known) == suggestion


def test_the_codebook_of_the_kommune_survey(data_folder):
    book = read_codebook("helse-nord-kommune", data_folder)
    assert book.id == "helse-nord-kommune"
    assert book.wave().population == 87
    assert [question.id for question in book.backgrounds] == ["sentralitet", "folketall"]
    assert {column.variable for column in book.contact} == {"utfylt_av", "epost", "mobil"}
    assert [len(book.question(name).categories) for name in ("tilstrekkelig_hjemler", "samarbeid")] == [3, 6]


@pytest.mark.parametrize("path", ["codebooks"])
def test_every_committed_codebook_can_be_read(data_folder, path):
    for each in sorted((data_folder.root / path).glob("*.yaml")):
        assert read_codebook(each.stem, data_folder).id == each.stem
