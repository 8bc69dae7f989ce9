"""The log of the apps: what was opened and taken along, and nothing that tells who or what they answered."""

import json
import threading

import pytest
from svarbenk.apps import log
from svarbenk.apps.log import note


@pytest.fixture
def written(tmp_path, monkeypatch):
    path = tmp_path / "apper.jsonl"
    monkeypatch.setenv(log.LOG, str(path))
    return lambda: [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line_tells_what_was_taken_along(written):
    state = {"sporsmal": "kjopt_lister", "runder": "I,IV", "der": "kjonn:kvinne", "sprak": "nb"}
    note("downloaded", app="utforsker", state=state, kind="xlsx")
    [line] = written()
    assert line.pop("time").endswith("+00:00")
    assert line == {"event": "downloaded", "app": "utforsker", "state": state, "kind": "xlsx"}


@pytest.mark.parametrize(
    "value",
    ["192.168.0.7", "::1", "ola@eksempel.no", "Ole sa at", "12\t13\n14\t15", "kx3Vd8QmPz1LJ0aTq7WbYc2RnE5uHs6f"],
)
def test_what_is_no_id_is_left_out(written, value):
    note("opened", app="kalkulator", state={"tall": value, value: "1"}, token="hemmelig")
    [line] = written()
    assert value not in json.dumps(line, ensure_ascii=False)
    assert line["state"] == {"tall": "…"}
    assert "token" not in line


def test_a_token_in_the_address_is_no_part_of_the_state(written):
    note("opened", app="utforsker", state={"token": "abc", "sprak": "en"})
    assert written()[0]["state"] == {"sprak": "en"}


def test_without_a_file_nothing_is_written(monkeypatch, tmp_path):
    monkeypatch.delenv(log.LOG, raising=False)
    note("opened", app="utforsker")
    assert not list(tmp_path.iterdir())


def test_a_log_that_cannot_be_written_stops_nobody(monkeypatch, tmp_path):
    monkeypatch.setenv(log.LOG, str(tmp_path / "finnes" / "ikke" / "logg"))
    note("opened", app="utforsker")


def test_the_log_is_bounded(monkeypatch, tmp_path):
    path = tmp_path / "logg"
    monkeypatch.setenv(log.LOG, str(path))
    monkeypatch.setattr(log, "LARGEST", 2000)
    for number in range(200):
        note("opened", app="utforsker", number=number)
    assert {each.name for each in tmp_path.iterdir()} == {"logg", "logg.1"}
    assert all(each.stat().st_size <= 2000 for each in tmp_path.iterdir())
    assert json.loads(path.read_text("utf-8").splitlines()[-1])["number"] == 199


def test_lines_of_several_writers_stay_whole(written):
    writers = [threading.Thread(target=lambda: [note("opened", app="utforsker") for _ in range(50)]) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(written()) == 200
