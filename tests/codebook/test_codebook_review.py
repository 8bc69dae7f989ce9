"""What is left to decide in a codebook is told, and nothing else."""

from pathlib import Path

import pytest
from svarbenk.codebook import DataFolder, read_codebook, review

BOOKS = Path(__file__).resolve().parents[2] / "data" / "codebooks"


def found(codebook) -> dict[str, tuple[str, ...]]:
    return {remark.what: remark.about for remark in review(codebook)}


def test_a_small_codebook_lacks_what_it_lacks(small):
    told = found(small)
    assert told["no_english"] == ("leger", "trives", "drift", "tiltak", "sekretaerer", "ansatte", "grunner")
    assert told["no_english_categories"] == ("enig", "drift", "grunner")
    assert told["no_dont_know"] == ("trives", "tiltak")
    assert told["no_limits"] == ("sekretaerer",)  # a sum needs none
    assert told["no_population"] == ("I",)
    assert told["no_replies"] == ("I",)
    assert told["no_background"] == ()
    assert not {"inferred", "inferred_categories", "no_baseline", "placeholder_period"} & set(told)


@pytest.mark.parametrize(
    ("before", "after", "what", "about"),
    [
        ("variable: q1\n", "variable: q1\n    inferred: true\n", "inferred", ("leger",)),
        ("variable: q4_2, nb: Kurs", "variable: q4_2, nb: Kurs, inferred: true", "inferred", ("tiltak_kurs",)),
        ("nb: Uenig,", "nb: Uenig, inferred: true,", "inferred_categories", ("enig",)),
        ("start: 2019-05-01, deadline: 2019-05-20", "start: 2000-01-01", "placeholder_period", ("I",)),
    ],
)
def test_what_is_guessed_is_told(book, before, after, what, about):
    assert found(book(before, after))[what] == about


def test_waves_without_a_baseline_are_told_and_with_one_not(book):
    second = '  - id: "I"\n'
    two = '  - {id: "0", label: {nb: null}, field_period: {start: 2018-01-01}}\n'.replace("null", "runde 0")
    assert "trives" in found(book(second, two + second))["no_baseline"]
    told = found(book("version: 1\n", 'version: 1\nbaseline: "I"\n'))
    assert "no_baseline" not in told


def test_remarks_are_plain_sentences(small):
    texts = [str(remark) for remark in review(small)]
    assert "1 runde mangler populasjon (population), så svarprosent ikke kan regnes ut: I" in texts
    assert any(text.endswith("tabeller kan ikke deles opp") for text in texts)


def test_a_reviewed_codebook_has_little_left():
    kommune = read_codebook("helse-nord-kommune", DataFolder(BOOKS.parent))
    assert {remark.what for remark in review(kommune) if remark.open} <= {"no_replies"}
