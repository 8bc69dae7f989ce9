"""What ``svarbenk app`` refuses before it serves anything, and what it tells Voilà."""

import socket

import pytest
from served import ROOT
from svarbenk import cli
from svarbenk.apps import app_names, serve
from svarbenk.apps.serving import settings, survey_of
from svarbenk.errors import InputError

APPS = ROOT / "notebooks" / "apps"


def never(link):
    raise AssertionError(f"served {link}")


def test_the_apps_are_the_notebooks():
    assert app_names(APPS) == ["utforsker"]
    assert survey_of(APPS / "utforsker.ipynb") == "helse-nord-kommune"


def test_an_unknown_app_is_told_with_the_nearest(data_folder):
    with pytest.raises(InputError, match=r"utforskar.*mente du «utforsker»"):
        serve(APPS, "utforskar", data=data_folder.root, ready=never)


def test_no_apps_are_told(tmp_path):
    with pytest.raises(InputError, match="ingen"):
        serve(tmp_path, ready=never)


def test_missing_answers_are_told_before_anything_is_served(tmp_path, data_folder):
    (tmp_path / "codebooks").mkdir()
    with pytest.raises(InputError, match="helse-nord-kommune"):
        serve(APPS, data=tmp_path, ready=never)


def test_a_notebook_without_a_survey_is_told():
    with pytest.raises(InputError, match="survey"):
        survey_of(ROOT / "notebooks" / "helse-nord" / "10-kommunene.ipynb")


def test_a_taken_port_is_told(data_folder, stand_in):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"--port {port}"):
            serve(APPS, port=port, data=data_folder.root, ready=never)


def test_voila_is_closed_on_every_side(tmp_path):
    told = settings(tmp_path, 8866, "token")
    assert told["Voila"]["ip"] == "127.0.0.1"
    assert told["Voila"]["token"] == "token"
    page = told["VoilaConfiguration"]
    assert page["strip_sources"]
    assert not page["show_tracebacks"]
    assert page["file_allowlist"] == []
    assert page["allow_template_override"] == page["allow_theme_override"] == "NO"
    assert told["MappingKernelManager"]["cull_idle_timeout"] <= 300


def test_the_command_tells_it_in_one_line(monkeypatch, capsys, data_folder):
    monkeypatch.setattr("sys.argv", ["svarbenk", "app", "finnes-ikke", "--data", str(data_folder.root)])
    monkeypatch.setattr(cli.err, "_file", None, raising=False)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "finnes-ikke" in line
    assert "utforsker" in line
