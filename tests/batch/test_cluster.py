"""Chapters on a Dask cluster, a real scheduler and two workers on loopback: the same report, also when one dies."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib.util import find_spec

import psutil
import pytest
from small_project import inputs_of, make_project, write_chapter
from svarbenk.batch import STORE, PlannedReport, Store, build_reports, look, read_plan
from svarbenk.batch.cluster import Sent, check_address, run_sent
from svarbenk.errors import InputError
from told_build import Told

pytestmark = [
    pytest.mark.batch,
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra «cluster»"),
]
WORKERS = 2


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers, each a process with a nanny: the scheduler's address and its processes."""
    place = tmp_path_factory.mktemp("klynge")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name != "SVARBENK_DATA"}
    processes = []

    def start(kind, name, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
        with (place / name).open("w") as log:
            processes.append(
                subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log, start_new_session=True)
            )

    start("scheduler", "planlegger", "--host", "127.0.0.1", "--port", address.rsplit(":")[-1])
    for number in range(WORKERS):
        start("worker", f"arbeider-{number}", address, "--nthreads", "1", "--local-directory", str(place))
    yield address, processes
    for process in processes:
        with_children = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
        for each in with_children:
            each.kill()
        process.wait()


def workers(address):
    from distributed import Client

    with Client(address, timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=120)
        return client.run(os.getpid)


def build(folder, out, **options):
    told, inputs = Told(), inputs_of(folder)
    (outcome,) = build_reports(
        [(PlannedReport(read_plan("serie", folder, None, inputs)), folder / out)], folder, inputs, watch=told, **options
    )
    return told, outcome


def ask(folder, address):
    """Start `svarbenk build serie --scheduler …` in a project: the process, and the file of its output."""
    environment = {name: value for name, value in os.environ.items() if name != "SVARBENK_DATA"}
    command = [sys.executable, "-m", "svarbenk.cli", "build", "serie", "--scheduler", address]
    with (folder / "logg").open("w") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log), folder / "logg"


def files(folder):
    """Every file of a report but its manifest, which has the times in it."""
    found = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if path.name != "manifest.json"}


def test_the_same_report_with_a_worker_killed_on_the_way(cluster, tmp_path):
    address, _ = cluster
    folder = make_project(tmp_path)
    began = tmp_path / "begynt"
    slow = f"import os, time\nopen({str(began)!r}, 'a').write(f'{{os.getppid()}}\\n')\ntime.sleep(3)"
    write_chapter(folder, "02-kurs", "kurs", "laert", ("code", slow))
    pids = set(workers(address).values())
    assert len(pids) == WORKERS

    def kill_who_began():
        until = time.monotonic() + 120
        while not began.is_file() and time.monotonic() < until:
            time.sleep(0.05)
        mother = psutil.Process(int(began.read_text().split()[0]))
        worker = next(each for each in mother.parents() if each.pid in pids)
        os.kill(worker.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_who_began)
    killer.start()
    told, outcome = build(folder, "klynge", scheduler=address)
    killer.join()
    assert outcome.errors == []
    assert len(began.read_text().split()) == 2, "the chapter was run again by another worker"
    assert sorted(told.ran_chapters) == ["01-trivsel", "02-kurs"]
    _, here = build(folder, "her", fresh=True)
    assert here.errors == []
    assert files(folder / "klynge") == files(folder / "her")


def test_a_failure_names_chapter_and_cell(cluster, tmp_path):
    folder = make_project(tmp_path)
    write_chapter(folder, "02-kurs", "kurs", "laert", ("code", "1 / 0"))
    told, outcome = build(folder, "ut", scheduler=cluster[0])
    (error,) = outcome.errors
    assert "kapittel 02-kurs, celle 6: ZeroDivisionError: division by zero" in str(error)
    assert told.ran_chapters == ["01-trivsel"]


def test_nothing_runs_on_when_the_one_who_asked_is_gone(cluster, tmp_path):
    folder = make_project(tmp_path)
    began = tmp_path / "begynt"
    write_chapter(
        folder, "02-kurs", "kurs", "laert",
        ("code", f"import os, time\nopen({str(began)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"),
    )  # fmt: skip
    asked, log = ask(folder, cluster[0])
    until = time.monotonic() + 60
    while not (began.is_file() and began.read_text()):
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)
    kernel = psutil.Process(int(began.read_text()))
    asked.kill()
    asked.wait()
    assert kernel.wait(20) is None or not kernel.is_running()


def test_a_worker_with_other_files_refuses(tmp_path, monkeypatch):
    folder = make_project(tmp_path)
    monkeypatch.setenv("SVARBENK_DATA", str(folder / "data"))
    inputs = inputs_of(folder)
    reports = [(PlannedReport(read_plan("serie", folder, None, inputs)), folder / "ut")]
    run = look(reports, folder, inputs, Store(folder / STORE))[0].runs[0]
    parts = {**run.key.parts, "raw/trivsel/I/trivsel.csv": "noe annet"}
    source = run.notebook.read_bytes()
    sent = Sent(run.chapter.slug, source, run.given, run.language, run.surveys, parts, {}, "")
    with pytest.raises(InputError, match=r"har ikke det samme som her: raw/trivsel/I/trivsel\.csv"):
        run_sent(sent)


@pytest.mark.parametrize(
    "address", ["localhost", "localhost:8786", "tcp://localhost", "tull://127.0.0.1:9", "tcp://a:70000", "tcp://a:1/b"]
)
def test_an_address_of_another_form_is_refused(address):
    with pytest.raises(InputError, match="ventet en adresse med protokoll og port, som tcp"):
        check_address(address)


def test_addresses_as_dask_writes_them():
    assert check_address("tls://dask.example.org:8786") == ("dask.example.org", 8786)
    assert check_address("tcp://[::1]:8786") == ("::1", 8786)


def test_nobody_answers(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    asked, log = ask(make_project(tmp_path), address)
    started = time.monotonic()
    assert asked.wait(60) == 2
    assert time.monotonic() - started < 20
    told = log.read_text()
    assert f"--scheduler {address}: ingen Dask-planlegger svarer" in told
    assert "Exception" not in told
    assert "Error\n" not in told


def test_one_who_listens_and_says_nothing_is_no_scheduler(tmp_path):
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with pytest.raises(InputError, match="ingen Dask-planlegger svarer"):
            build(make_project(tmp_path), "ut", scheduler=f"tcp://127.0.0.1:{mute.getsockname()[1]}")


def test_a_cluster_without_workers_is_told_once(tmp_path):
    folder = make_project(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen([*command, "--no-dashboard"], cwd=tmp_path, **quiet)
    try:
        asked, log = ask(folder, f"tcp://127.0.0.1:{port}")
        until = time.monotonic() + 60
        while "venter på arbeidere" not in log.read_text():
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        time.sleep(2)
        asked.send_signal(signal.SIGINT)
        assert asked.wait(30) == 130
        assert log.read_text().count("venter på arbeidere") == 1
    finally:
        scheduler.kill()
        scheduler.wait()
