"""The explorer's widgets, in this process: what they hold when something is chosen, and when something fails."""

import pytest
from svarbenk.apps import ExplorerFace, explore


@pytest.fixture
def face(explorer, monkeypatch):
    monkeypatch.setattr("svarbenk.apps.explorer.picture", lambda table: "<figure></figure>")
    return ExplorerFace(explorer)


def test_a_choice_is_shown(face):
    face.question.value = "plan"
    face.background.value = "folketall"
    assert "fordelt etter folketall" in face.head.value
    assert "Under 2 000 innb." in face.body.value
    assert face.failure is None
    assert "svb-busy" not in face.body._dom_classes


def test_the_language_changes_and_the_choice_stays(face):
    face.question.value, face.background.value = "plan", "folketall"
    face.language.value = "en"
    assert (face.question.value, face.background.value) == ("plan", "folketall")
    assert face.question.description == "Question"
    assert "by population" in face.head.value
    assert "Counts below 5 are hidden" in face.about.value
    face.language.value = "nb"
    assert face.question.description == "Spørsmål"


def test_every_field_has_a_name(face):
    assert all(field.description for field in (face.question, face.background, face.language))


def test_a_failure_becomes_a_sentence(face, monkeypatch):
    def fail(question, by):
        raise RuntimeError("secret in data/raw/file.csv")

    monkeypatch.setattr(face.explorer, "show", fail)
    face.question.value = "plan"
    assert "Dette kan ikke vises nå" in face.head.value
    assert "secret" not in face.head.value + face.body.value
    assert isinstance(face.failure, RuntimeError)  # for who looks into it, in JupyterLab


def test_a_survey_that_cannot_be_opened_tells_no_path(monkeypatch, tmp_path):
    (tmp_path / "codebooks").mkdir()
    monkeypatch.setenv("SVARBENK_DATA", str(tmp_path))
    closed = explore("helse-nord-kommune")
    assert "Undersøkelsen kan ikke vises nå" in closed.value
    assert str(tmp_path) not in closed.value
