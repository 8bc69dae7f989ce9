"""What ``svarbenk app`` refuses before it serves anything, and what it tells Voilà."""

import os
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from served import ROOT
from svarbenk import cli
from svarbenk.apps import app_names, serve
from svarbenk.apps.opened import all_synthetic
from svarbenk.apps.service.listing import listed, read
from svarbenk.apps.service.plan import Plan
from svarbenk.apps.service.settings import settings
from svarbenk.apps.serving import TOKEN, survey_of
from svarbenk.batch.kernels import Mother
from svarbenk.cli.apps import default_log
from svarbenk.errors import InputError

APPS = ROOT / "notebooks" / "apps"


@pytest.fixture(autouse=True)
def nothing_stays(monkeypatch):
    """Restore what serving puts into the environment, and end the mother that it started."""
    before = dict(os.environ)
    yield
    Mother.end_shared()
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)


def never(link):
    raise AssertionError(f"served {link}")


def test_the_apps_are_the_notebooks():
    assert "utforsker" in app_names(APPS)


def test_an_unknown_app_is_told_with_the_nearest(data_folder):
    with pytest.raises(InputError, match=r"utforskar.*mente du «utforsker»"):
        serve(APPS, "utforskar", data=data_folder.root, ready=never)


def test_no_apps_are_told(tmp_path):
    with pytest.raises(InputError, match="ingen"):
        serve(tmp_path, ready=never)


@pytest.mark.parametrize("forked", [True, False])
def test_missing_answers_are_told_before_anything_is_served(tmp_path, forked):
    (tmp_path / "data" / "codebooks").mkdir(parents=True)
    notebook = (APPS / "utforsker.ipynb").read_text("utf-8")
    if survey_of(APPS / "utforsker.ipynb") is None:
        notebook = notebook.replace('"language = ', '"survey = \\"helse-nord-kommune\\"\\n",\n    "language = ')
    (tmp_path / "apper").mkdir()
    (tmp_path / "apper" / "utforsker.ipynb").write_text(notebook, "utf-8")
    with pytest.raises(InputError, match="helse-nord-kommune"):
        serve(tmp_path / "apper", data=tmp_path / "data", ready=never, forked=forked)


def test_a_taken_port_is_told(every_survey):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"--port {port}"):
            serve(APPS, port=port, data=every_survey.root, ready=never, forked=False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ip": "0.0.0.0", "token": False}, r"--no-token --ip 0\.0\.0\.0"),
        ({"ip": "192.0.2.7", "token": False}, "--no-token"),
        ({"ip": "::", "token": False}, "--no-token"),
        ({"ip": "eksempel.no"}, "--ip eksempel.no"),
        ({"base_url": "/a/../b"}, "--base-url"),
        ({"base_url": "https://eksempel.no/"}, "--base-url"),
        ({"sessions": 0}, "--sessions 0"),
        ({"pool": -1}, "--pool -1"),
        ({"threshold": 2}, "--threshold 2"),
        ({"log": "/proc/finnes/ikke"}, "--log"),
    ],
)
def test_what_will_not_do_is_told(data_folder, stand_in, given, told):
    with pytest.raises(InputError, match=told):
        serve(APPS, data=data_folder.root, ready=never, **{"forked": False, **given})


def test_a_token_that_is_given_must_be_long_and_goes_no_further(data_folder, monkeypatch):
    monkeypatch.setenv(TOKEN, "kort")
    with pytest.raises(InputError, match="16"):
        serve(APPS, data=data_folder.root, ready=never)
    assert TOKEN not in os.environ, "kernels would inherit it"


def test_voila_is_closed_on_every_side(tmp_path):
    told = settings(Plan(tmp_path, ("utforsker",), 8866, "nøkkel", heated=("utforsker",), pool=2))
    assert told["Voila"]["ip"] == "127.0.0.1"
    assert told["Voila"]["token"] == "nøkkel"
    sockets = told["Voila"]["tornado_settings"]
    assert sockets["ws_ping_timeout"] > 2 * sockets["ws_ping_interval"], (
        "every socket would be closed at the first ping"
    )
    page = told["VoilaConfiguration"]
    assert page["strip_sources"]
    assert not page["show_tracebacks"]
    assert page["file_allowlist"] == []
    assert page["allow_template_override"] == page["allow_theme_override"] == "NO"
    assert told["MappingKernelManager"]["cull_idle_timeout"] <= 300
    assert told["Sessions"]["kernel_pools_config"]["utforsker.ipynb"] == {"pool_size": 2}


def test_the_threshold_that_is_asked_for_stands_in_for_the_notebooks():
    [cell] = [each for each in read(APPS, "utforsker", 8).cells if "parameters" in each.metadata.get("tags", ())]
    assert cell.source.endswith("\nthreshold = 8")
    assert read(APPS, "utforsker") != read(APPS, "utforsker", 8)


def test_an_app_that_the_catalogue_lacks_is_called_as_its_notebook(tmp_path):
    (tmp_path / "egen.ipynb").write_text((APPS / "utforsker.ipynb").read_text("utf-8"), "utf-8")
    [own] = listed(tmp_path, ("egen",))
    assert (own.name, own.title.nb) == ("egen", "Utforsker")
    known = listed(APPS, tuple(app_names(APPS)))
    assert {each.name for each in known} == set(app_names(APPS))


def test_the_log_stands_with_what_programs_keep_of_a_user(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_log() == tmp_path / "svarbenk" / "apper.jsonl"
    monkeypatch.delenv("XDG_STATE_HOME")
    assert default_log() == Path.home() / ".local" / "state" / "svarbenk" / "apper.jsonl"


def test_the_command_tells_it_in_one_line(monkeypatch, capsys, data_folder):
    monkeypatch.setattr("sys.argv", ["svarbenk", "app", "finnes-ikke", "--data", str(data_folder.root)])
    monkeypatch.setattr(cli.err, "_file", None, raising=False)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "finnes-ikke" in line
    assert "utforsker" in line


def test_all_is_stand_in_data_only_where_every_survey_is(clean_answers, tmp_path, monkeypatch):
    assert all_synthetic(clean_answers.root)
    (tmp_path / "codebooks").mkdir()
    assert not all_synthetic(tmp_path)
    found = [SimpleNamespace(synthetic=True), SimpleNamespace(synthetic=False)]
    opened = sys.modules["svarbenk.apps.opened"]
    monkeypatch.setattr(opened, "survey_names", lambda data: ("a", "b"))
    monkeypatch.setattr(opened, "_read", lambda name, root: found["ab".index(name)])
    assert not all_synthetic(clean_answers.root)
