"""Builds that are killed or stopped: nothing half is left, and the same command gives what an undisturbed one gives."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest
from small_project import make_project, write_chapter, write_plan
from svarbenk.batch import STORE, places

pytestmark = pytest.mark.batch
SERIES = "for_each: {rolle: [lege, leder], runde: [I, II]}\n"


def start(folder, *more):
    """Start `svarbenk build serie` in a project; its output is in the file «logg»."""
    log = (folder / "logg").open("w")
    environment = {name: value for name, value in os.environ.items() if name != "SVARBENK_DATA"}
    return subprocess.Popen(
        [sys.executable, "-m", "svarbenk.cli", "build", "serie", *more],
        cwd=folder,
        env=environment,
        stdout=log,
        stderr=log,
    )


def finish(folder, *more):
    """Build to the end; what the terminal showed."""
    assert start(folder, *more).wait(120) == 0, (folder / "logg").read_text()
    return (folder / "logg").read_text()


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


def family(process):
    """The process and all that descend from it."""
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def gone(processes, seconds=8):
    _, left = psutil.wait_procs(processes, timeout=seconds)
    return [each for each in left if each.status() != psutil.STATUS_ZOMBIE]


def results(folder):
    """Every file of the reports; of the manifests, without times."""
    found = {}
    for path in sorted((folder / "reports" / "build" / "serie").rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
            if path.name == "manifest.json":
                told = json.loads(path.read_text(encoding="utf-8"))
                del told["built"]
                for chapter in told["chapters"]:
                    del chapter["seconds"]
                found[path.relative_to(folder).as_posix()] = told
    return found


def leftovers(folder):
    return list((folder / "reports" / "build").rglob("*.ny-*"))


def runs(folder):
    return list((folder / STORE).glob("[!.]*/kjoring.json"))


def test_killed_at_any_moment_and_taken_up_again(tmp_path):
    undisturbed, disturbed = (make_project(tmp_path / name) for name in ("uforstyrret", "forstyrret"))
    for folder in (undisturbed, disturbed):
        write_plan(folder, "serie", SERIES)
    finish(undisturbed)
    wanted = results(undisturbed)
    assert len([name for name in wanted if name.endswith("manifest.json")]) == 4
    of_one = "reports/build/serie/lege-ii"
    assert {f"{of_one}/serie-lege-ii.docx", f"{of_one}/serie-lege-ii.pdf"} < set(wanted)
    assert b'href="serie-lege-ii.docx"' in wanted[f"{of_one}/index.html"]
    moments = (
        lambda: len(runs(disturbed)) >= 1,  # while chapters run
        lambda: list((disturbed / "reports" / "build" / "serie").glob(".*.ny-*/rapport")),  # while a report is written
    )
    for moment in moments:
        process = start(disturbed)
        wait_for(lambda: moment() or process.poll() is not None)  # noqa: B023
        assert process.poll() is None, (disturbed / "logg").read_text()
        everyone = family(process)
        process.kill()
        process.wait()
        assert gone(everyone) == []
        for manifest in (disturbed / "reports" / "build" / "serie").glob("[!.]*/manifest.json"):
            told = json.loads(manifest.read_text(encoding="utf-8"))
            assert all((manifest.parent / name).is_file() for name in told["files"])
    told = finish(disturbed)
    assert "kjørt før" in told
    assert results(disturbed) == wanted
    assert leftovers(disturbed) == []


def test_stopped_by_hand(tmp_path):
    folder = make_project(tmp_path)
    slow = ("code", 'import time\ntime.sleep(60 if "leder" in where else 0)')
    write_chapter(folder, "02-kurs", "kurs", "laert", slow)
    write_plan(folder, "serie", "for_each: {rolle: [lege, leder]}\n")
    process = start(folder, "--jobs", "2")
    finished = folder / "reports" / "build" / "serie" / "lege" / "manifest.json"
    wait_for(lambda: finished.is_file() or process.poll() is not None)
    wait_for(lambda: len(runs(folder)) == 3)
    everyone = family(process)
    stopped = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130, (folder / "logg").read_text()
    assert time.monotonic() - stopped < 8
    assert gone(everyone, 2) == []
    assert "1 av 2 rapporter ble skrevet" in (folder / "logg").read_text()
    assert "Samme kommando går videre derfra" in (folder / "logg").read_text()
    assert finished.is_file()
    assert not (folder / "reports" / "build" / "serie" / "leder").exists()
    assert leftovers(folder) == []
    process = start(folder, "--fresh")
    wait_for(lambda: "4 kapitler kjøres" in (folder / "logg").read_text())
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130, (folder / "logg").read_text()
    assert "Samme kommando uten --fresh går videre derfra" in (folder / "logg").read_text()


def test_a_report_caught_between_the_two_renames_is_put_back(tmp_path):
    out = tmp_path / "rapport"
    caught = tmp_path / ".rapport.ny-abc"
    (caught / "forrige").mkdir(parents=True)
    (caught / "forrige" / "manifest.json").write_text("gammel", encoding="utf-8")
    (caught / "rapport").mkdir()
    (tmp_path / ".rapport-iv.ny-abc").mkdir()  # another report's
    assert places.put_right(out)
    assert (out / "manifest.json").read_text(encoding="utf-8") == "gammel"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".rapport-iv.ny-abc", "rapport"]


def test_what_another_build_works_on_is_left_alone(tmp_path):
    tidied = []
    with places.in_use(tmp_path, lambda: tidied.append("first")):
        with places.in_use(tmp_path, lambda: tidied.append("second")):
            pass
        assert tidied == ["first"]
    with suppress(ZeroDivisionError), places.in_use(tmp_path, lambda: tidied.append("third")):
        raise ZeroDivisionError
    with places.in_use(tmp_path, lambda: tidied.append("fourth")):
        assert tidied == ["first", "third", "fourth"]
