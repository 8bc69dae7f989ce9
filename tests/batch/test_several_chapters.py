"""Several chapters: side by side, in the plan's order, each failure told, some of them alone."""

import nbformat
import pytest
from made_notebook import notebook
from svarbenk.batch import build, folder_name, read_plan
from svarbenk.errors import BuildFailed, InputError
from told_build import Told

NAMES = ("01-en", "02-to", "vedlegg-a-tre")


@pytest.fixture
def several(project):
    """A plan of three chapters; the test says what the code cell of each does."""
    chapters = ", ".join(f"{{notebook: liten/{name}.ipynb}}" for name in NAMES)
    (project / "reports" / "plans" / "liten.yaml").write_text(
        f"plan: liten\ntitle: {{nb: Liten rapport}}\nchapters: [{chapters}]\n", encoding="utf-8"
    )

    def write(*codes):
        for place, (name, code) in enumerate(zip(NAMES, codes, strict=True), start=1):
            parameters = ("code", 'language = "nb"  # nb eller en', ["parameters"])
            made = notebook(("markdown", f"# {place} Prøve"), parameters, ("code", code))
            nbformat.write(made, project / "notebooks" / "liten" / f"{name}.ipynb")
        return project

    return write


@pytest.mark.batch
def test_chapters_stand_in_the_order_of_the_plan_whichever_ends_first(several, data_folder, tmp_path):
    project = several("import time; time.sleep(2)", "1", "2")
    told = Told()
    facts = build(read_plan("liten", project), project, tmp_path / "ut", data_folder, jobs=2, watch=told)
    assert [chapter["chapter"] for chapter in facts["chapters"]] == list(NAMES)
    assert told.ran_chapters[-1] == "01-en"


@pytest.mark.batch
def test_every_failure_is_told_after_the_others_have_run(several, data_folder, tmp_path):
    project = several("raise ValueError('først')", f"open({str(tmp_path / 'kjorte')!r}, 'w').close()", "1 / 0")
    with pytest.raises(BuildFailed) as failure:
        build(read_plan("liten", project), project, tmp_path / "ut", data_folder, jobs=1)
    assert "kapittel 01-en, celle 3: ValueError: først" in str(failure.value)
    assert "kapittel vedlegg-a-tre, celle 3: ZeroDivisionError" in str(failure.value)
    assert (tmp_path / "kjorte").exists()
    assert not (tmp_path / "ut").exists()


def test_some_chapters_alone(several):
    plan = read_plan("liten", several("1", "1", "1"))
    assert [chapter.slug for chapter in plan.only(["02", "vedlegg"]).chapters] == ["02-to", "vedlegg-a-tre"]
    assert plan.only([]) == plan
    with pytest.raises(InputError, match="ingen kapitler begynner med «03»"):
        plan.only(["03"])


def test_a_build_of_its_own_gets_a_folder_of_its_own(several):
    plan = read_plan("liten", several("1", "1", "1"))
    assert folder_name(plan, {}) == "liten"
    assert folder_name(plan, {"threshold": 5, "language": "en"}) == "liten-threshold-5-language-en"
    assert folder_name(plan, {"waves": ["I", "IV"], "baseline": ""}) == "liten-waves-i-iv"
    ansatt = folder_name(plan, {"where": "driftsform == 'kommunalt_ansatt'"})
    assert ansatt == "liten-where-driftsform-kommunalt_ansatt"
    assert folder_name(plan, {"where": "driftsform != 'kommunalt_ansatt'"}) != ansatt
    assert folder_name(plan, {}, ["02"]) == "liten-bare-02"
