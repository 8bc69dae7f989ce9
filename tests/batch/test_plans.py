"""Plans: what is wrong with one is found before anything runs."""

import pytest
from svarbenk.batch import chapter_parameters, read_plan
from svarbenk.errors import InputError


def test_a_plan_is_read_with_parameters_replaced(project, write_chapter):
    write_chapter()
    plan = read_plan("liten", project, {"threshold": 5})
    assert plan.threshold == 5
    assert plan.title.to("en") == "Small report"
    assert chapter_parameters(plan, plan.chapters[0], project) == {"language": "nb", "threshold": 5}


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({"treshold": 5}, "threshold"),
        ({"threshold": "fem"}, "ventet et helt tall"),
        ({"threshold": True}, "ventet et helt tall"),
        ({"threshold": -1}, "0 eller mer"),
        ({"language": "sv"}, "nb eller en"),
    ],
)
def test_a_wrong_parameter_is_named(parameters, part, project, write_chapter):
    write_chapter()
    with pytest.raises(InputError, match=part):
        read_plan("liten", project, parameters)


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        ("chapters:", "kapitler:", "kapitler"),
        ("01-prove", "02-prove", r"liten.yaml, linje 4: notebooken .*02-prove.ipynb"),
        ("plan: liten", "plan: [liten", "YAML"),
    ],
)
def test_a_wrong_plan_is_named(before, after, part, project, write_chapter):
    write_chapter()
    path = project / "reports" / "plans" / "liten.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(InputError, match=part):
        read_plan("liten", project)


def test_an_unknown_plan_lists_those_there_are(project):
    with pytest.raises(InputError, match="liten"):
        read_plan("stor", project)


def test_a_file_that_is_no_notebook_is_named(project):
    (project / "notebooks" / "liten" / "01-prove.ipynb").write_text("ikke json", encoding="utf-8")
    with pytest.raises(InputError, match=r"01-prove\.ipynb"):
        read_plan("liten", project)


def test_a_comment_may_hold_an_equals_sign(project, write_chapter):
    where = """where = ""  # utvalg, som "driftsform == 'kommunalt_ansatt'"; tom betyr alle"""
    write_chapter(parameters=f'language = "nb"\nthreshold = 0\n{where}\nwaves = []')
    plan = read_plan("liten", project, {"where": "kjonn == 'kvinne'", "waves": ["II"]})
    assert chapter_parameters(plan, plan.chapters[0], project)["where"] == "kjonn == 'kvinne'"
    with pytest.raises(InputError, match="ventet en liste"):
        read_plan("liten", project, {"waves": "II"})
