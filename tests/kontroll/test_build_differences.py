"""Two builds beside each other: which numbers moved, in which sentences they stand, and what may have moved them."""

import json

import pytest
from svarbenk.cli import app
from svarbenk.errors import InputError
from svarbenk.kontroll import change_lines, compare_builds
from typer.testing import CliRunner

from tests.kontroll.small_build import ENOUGH, SURVEY, blocks, report, write_build

GIT = {"commit": "a" * 40, "changed": False}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    inputs = {f"raw/{SURVEY}/svar.xlsx": "1" * 64, "notebooks/helse-nord/10-kommunene.ipynb": "2" * 64}
    return write_build(tmp_path_factory.mktemp("a") / "b", report(*blocks()), inputs=inputs, git=GIT)


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    more = ENOUGH | {"": {"": (48, 25, 6)}}
    inputs = {f"raw/{SURVEY}/svar.xlsx": "9" * 64, "notebooks/helse-nord/10-kommunene.ipynb": "2" * 64}
    made = report(*blocks("61", counts=more, figure_count=48))
    return write_build(tmp_path_factory.mktemp("c") / "b", made, inputs=inputs, git=GIT, codebooks={SURVEY: 2})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_moved_cells_counts_and_sentences(before, after):
    [chapter] = compare_builds(before, after).chapters
    told = {
        (each.kind, plain(each.where), each.row, each.column): (plain(each.before), plain(each.after))
        for each in chapter.moved
    }
    assert told["cell", "Tabell 10.2", "Alle", "Ja"] == ("47 (60 %)", "48 (61 %)")
    assert told["cell", "Tabell 10.2", "Alle", "Totalt"] == ("78", "79")
    # 6 of 79 are 8 per cent as 6 of 78 were, and have not moved
    assert ("cell", "Tabell 10.2", "Alle", "Usikker") not in told
    [figure] = [value for key, value in told.items() if key[1] == "Figur 10.1"]
    assert figure[0].startswith("47") and figure[1].startswith("48")
    assert told["sentence", "10.1 Hjemler", "", ""] == (
        "I alt svarer 60 prosent av kommunene ja.",
        "I alt svarer 61 prosent av kommunene ja.",
    )
    assert not any(kind == "prose" for kind, *_ in told)


def test_what_may_have_moved_them(before, after):
    changes = compare_builds(before, after)
    reasons = {(each.cause, each.survey) for each in changes.reasons}
    assert reasons == {("answers", SURVEY), ("codebook", SURVEY)}
    text = plain("\n".join(change_lines(changes)))
    assert "svar raw/helse-nord-kommune/svar.xlsx: 111111111111 → 999999999999" in text
    assert "kan skyldes: svar (helse-nord-kommune); kodebok (helse-nord-kommune)" in text
    assert "nå:  I alt svarer 61 prosent av kommunene ja." in text


def test_nothing_moved(before, tmp_path):
    again = write_build(tmp_path / "b", report(*blocks()), inputs={}, git={**GIT, "commit": "b" * 40})
    changes = compare_builds(before, again)
    assert not changes and not changes.chapters
    lines = list(change_lines(changes))
    assert lines[1].startswith("Ingen tall er flyttet")
    assert any(line.strip().startswith("kode git: aaaaaaaaaa → bbbbbbbbbb") for line in lines)
    same = list(change_lines(compare_builds(before, before)))
    assert len(same) == 2


def test_blocks_that_came_and_went_and_typed_prose(before, tmp_path):
    some = blocks()
    typed = some[1].model_copy(
        update={"runs": (*some[1].runs, some[1].runs[0].model_copy(update={"text": " Vi tror mer."}))}
    )
    renamed = some[3].model_copy(update={"label": "Tabell\u00a010.4"})
    made = report(some[0], typed, some[2], renamed, *some[4:])
    [chapter] = compare_builds(before, write_build(tmp_path / "b", made)).chapters
    assert ([plain(each) for each in chapter.added], [plain(each) for each in chapter.removed]) == (
        ["Tabell 10.4"],
        ["Tabell 10.3"],
    )
    assert [(each.kind, each.before, each.after) for each in chapter.moved] == [("prose", "", "Vi tror mer.")]


def test_parameters_notebooks_and_chapters(before, tmp_path):
    made = report(*blocks("55"))
    other = made.chapters[0].model_copy(update={"slug": "11-nytt", "number": "11", "title": "Nytt"})
    made = made.model_copy(update={"chapters": (*made.chapters, other)})
    own = [{"chapter": "10-kommunene", "parameters": {"baseline": "II", "data": "/et/sted"}}]
    new = write_build(
        tmp_path / "b",
        made,
        parameters={"threshold": 10},
        chapters=own,
        inputs={"notebooks/helse-nord/10-kommunene.ipynb": "3" * 64, f"raw/{SURVEY}/svar.xlsx": "1" * 64},
        git={**GIT, "changed": True},
        packages={"pandas": "3.0"},
    )
    changes = compare_builds(before, new)
    assert changes.added == ("11 Nytt",) and changes.removed == ()
    causes = {(each.cause, each.what) for each in changes.causes(changes.chapters[0])}
    assert causes == {
        ("parameter", "threshold"),
        ("notebook", "notebooks/helse-nord/10-kommunene.ipynb"),
        ("code", "git"),
        ("packages", "pandas"),
    }
    back = compare_builds(new, before)
    assert back.removed == ("11 Nytt",)


def test_the_terminal(before, after, tmp_path):
    run = lambda *words: CliRunner().invoke(app, ["diff", *words])  # noqa: E731
    shown = run(str(before), str(after))
    assert shown.exit_code == 0 and "Alle, Ja: 47 (60 %) → 48 (61 %)" in plain(shown.output)
    told = json.loads(run(str(before), str(after), "--format", "json").output)
    assert told["chapters"][0]["causes"][0]["survey"] == SURVEY
    assert {"kind", "where", "row", "column", "before", "after"} <= told["chapters"][0]["moved"][0].keys()
    wrong = run(str(before), str(tmp_path / "nei"))
    assert isinstance(wrong.exception, InputError) and "ingen slik mappe" in str(wrong.exception)
    with pytest.raises(InputError, match="finnes ikke"):
        compare_builds(before, tmp_path)
