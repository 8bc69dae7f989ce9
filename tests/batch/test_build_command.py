"""`svarbenk build` as a report builder meets it: what it shows, what it returns, what it leaves."""

import pytest
from small_project import make_project, write_chapter, write_plan
from svarbenk import cli

FAILS = ("code", 'if "leder" in where:\n    1 / 0')


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The small project as the working folder, with a series of three reports."""
    folder = make_project(tmp_path)
    write_plan(folder, "serie", "for_each: {rolle: all}\nformats: [html]\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def build(monkeypatch, capsys):
    """Run `svarbenk build …`; its status, and what it said on both streams."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["svarbenk", "build", *map(str, arguments)])
        for console in (cli.out, cli.err):
            monkeypatch.setattr(console, "_file", None, raising=False)
        capsys.readouterr()
        try:
            cli.main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_a_dry_run_lists_and_does_nothing(small, build):
    status, out, _ = build("serie", "--dry-run")
    lines = out.splitlines()
    assert status == 0
    assert [line.split()[:2] for line in lines[:3]] == [
        ["serie/lege", "01-trivsel"], ["serie/lege", "02-kurs"], ["serie/lege", "rapporten"],
    ]  # fmt: skip
    assert "where=rolle == 'leder'  kjøres (ikke kjørt før)" in lines[3]
    assert lines[2].endswith("skrives (ikke bygget før)")
    assert lines[-1] == (
        "3 rapporter, 6 kapitler: 6 kjøringer; 3 rapporter skrives, 0 er oppdaterte. Ingenting er gjort"
    )
    assert not (small / "reports" / "build").exists()
    assert not (small / "data" / "clean").exists()


def test_one_is_told_as_one(small, build):
    write_plan(small, "serie", chapters=("01-trivsel",))
    _, out, _ = build("serie", "--dry-run")
    told = "1 rapport, 1 kapittel: 1 kjøring; 1 rapport skrives, 0 er oppdaterte. Ingenting er gjort"
    assert out.splitlines()[-1] == told


@pytest.mark.batch
def test_a_series_with_a_failure_and_then_without(small, build):
    write_chapter(small, "02-kurs", "kurs", "laert", FAILS)
    status, out, err = build("serie", "--jobs", 2)
    assert status == 1
    failures = [line for line in err.splitlines() if "ZeroDivisionError" in line]
    assert failures == ["serie/leder: kapittel 02-kurs, celle 6: ZeroDivisionError: division by zero · 1 / 0"]
    assert "1 av 3 rapporter ble ikke bygget: serie/leder." in err
    assert "1 feilet" in err
    built = small / "reports" / "build" / "serie"
    assert sorted(path.name for path in built.iterdir()) == ["annet", "lege"]
    assert f"Åpne {built / 'lege' / 'index.html'}" in out
    assert [line.partition(": ok, ")[0] for line in out.splitlines() if ": ok, " in line] == [
        "serie/lege/01-trivsel", "serie/lege/02-kurs", "serie/annet/01-trivsel", "serie/annet/02-kurs",
    ]  # fmt: skip
    write_chapter(small, "02-kurs", "kurs", "laert", ("code", "1"))
    status, out, err = build("serie")
    assert status == 0
    assert "3 kapitler er kjørt før med samme notebook, parametere, data og program" in err
    assert "3 kapitler kjøres: endret: notebooken (2); ikke kjørt før" in err
    assert "ca." in err
    assert sorted(path.name for path in built.iterdir()) == ["annet", "leder", "lege"]
    status, out, err = build("serie")
    assert (status, err.splitlines()[0]) == (0, "serie/lege: oppdatert, skrives ikke om igjen")
    _, out, _ = build("serie", "--dry-run")
    assert out.count("er kjørt") == 6
    assert out.count("er oppdatert\n") == 3


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("seria",), ["mente du «serie»"]),
        (("serie", "-p", "waves=[V]"), ["runden «V»"]),
        (("serie", "-p", "where=rolle == 'sjef'"), ["sjef"]),
        (("serie", "-p", "threshold=fem"), ["et helt tall"]),
        (("serie", "-p", "rolle=lege"), ["rolle"]),
        (("serie", "serie"), ["to rapporter skal dit"]),
        (("serie", "--only", "03"), ["ingen kapitler begynner med «03»"]),
        (("serie", "--scheduler", "localhost"), ["--scheduler localhost", "tcp://10.0.0.5:8786"]),
        (("serie", "--scheduler", "localhost:8786", "--dry-run"), ["--scheduler localhost:8786", "protokoll"]),
    ],
)
def test_a_mistake_is_told_in_a_few_lines_before_anything_runs(arguments, parts, small, build):
    status, out, err = build(*arguments)
    assert (status, out) == (2, "")
    assert 1 <= len(err.strip().splitlines()) <= 3
    assert all(part in err for part in parts)
    assert not (small / "reports" / "build").exists()


def test_a_series_does_not_go_into_a_finished_report(small, build):
    finished = small / "reports" / "build" / "serie"
    finished.mkdir(parents=True)
    (finished / "manifest.json").write_text("{}", encoding="utf-8")
    status, _, err = build("serie")
    assert status == 2
    assert "er en ferdig rapport, ikke en mappe for flere" in err
