"""Answers and codebooks that were read once are not read again, and never when a file behind them has changed."""

import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import answers, refresh


@pytest.fixture
def survey(tmp_path):
    """A survey of two replies, in a data folder that the test may spoil."""
    data = DataFolder(tmp_path / "data")
    data.codebooks.mkdir(parents=True)
    data.raw("trivsel").mkdir(parents=True)
    (data.codebooks / "trivsel.yaml").write_text(
        "codebook: trivsel\nversion: 1\ntitle: {nb: Trivsel}\nsource: {nb: Egen}\n"
        "unit: {one: {nb: svar}, many: {nb: svar}}\n"
        'waves: [{id: "2026", label: {nb: våren}, field_period: {start: 2026-03-01}}]\n'
        "reply: {id: {variable: id, header: Id}}\n"
        "questions:\n"
        "  - {id: trives, kind: ordinal, text: {nb: Trives du?}, variable: trives,"
        " categories: [{id: ja, nb: Ja}, {id: nei, nb: Nei}]}\n",
        encoding="utf-8",
    )
    (data.raw("trivsel") / "trivsel.csv").write_text("id;trives\n1;Ja\n2;Nei\n", encoding="windows-1252")
    refresh(read_codebook("trivsel", data), data)
    return data


def counts(data):
    found = answers(read_codebook("trivsel", data), data)
    return found.frame["trives"].astype(str).value_counts().to_dict()


def test_an_answer_that_changed_is_read_anew(survey):
    assert counts(survey) == {"ja": 1, "nei": 1}
    (survey.raw("trivsel") / "trivsel.csv").write_text("id;trives\n1;Ja\n2;Ja\n", encoding="windows-1252")
    assert counts(survey) == {"ja": 2}  # before the clean answers are written
    refresh(read_codebook("trivsel", survey), survey)
    assert counts(survey) == {"ja": 2}


def test_a_label_that_changed_is_read_anew(survey):
    path = survey.codebook("trivsel")
    assert read_codebook("trivsel", survey) is read_codebook("trivsel", survey)
    path.write_text(path.read_text(encoding="utf-8").replace("Trives du?", "Har du det bra?"), encoding="utf-8")
    assert read_codebook("trivsel", survey).question("trives").text.nb == "Har du det bra?"
    assert answers(read_codebook("trivsel", survey), survey).codebook.question("trives").text.nb == "Har du det bra?"


def test_what_one_caller_adds_is_not_seen_by_the_next(survey):
    book = read_codebook("trivsel", survey)
    first = answers(book, survey)
    first.frame["egen"] = 1
    first.frame.loc[0, "trives"] = "nei"
    again = answers(book, survey)
    assert "egen" not in again.frame
    assert counts(survey) == {"ja": 1, "nei": 1}
