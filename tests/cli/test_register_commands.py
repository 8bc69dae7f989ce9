"""``svarbenk register``: the figures, empty extracts, and extracts held against print."""

import shutil

import pytest


@pytest.fixture
def data(data_folder, tmp_path):
    """A copy of the published numbers, without extracts."""
    for part in ("codebooks", "published"):
        shutil.copytree(data_folder.root / part, tmp_path / part)
    return tmp_path


def test_figures_are_listed_with_their_points_and_extracts(svarbenk, data):
    outcome = svarbenk("register", "list", "--data", data)
    assert outcome.status == 0, outcome.err
    lines = outcome.out.splitlines()
    assert len(lines) == 38
    [line] = [line for line in lines if line.split()[0] == "7-21"]
    assert "0 trykte punkter" in line
    assert "figur-7-21.csv" in line


def test_an_empty_extract_is_written_once(svarbenk, data):
    outcome = svarbenk("register", "template", "4-1", "--data", data)
    assert outcome.status == 0, outcome.err
    path = data / "raw" / "register" / "figur-4-1.csv"
    assert path.read_text("utf-8") == "aar;startet;sluttet\n"
    assert f"{path}: 3 kolonner; én rad er" in outcome.out.replace("\n", "")
    assert "startet: Startet som fastlege i løpet av året" in outcome.out
    again = svarbenk("register", "template", "4-1", "--data", data)
    assert again.status == 2
    assert "finnes fra før" in again.err


def test_an_extract_that_is_not_filled_in_is_told_and_no_mistake(svarbenk, data):
    svarbenk("register", "template", "4-1", "--data", data)
    outcome = svarbenk("register", "check", "--data", data)
    assert outcome.status == 0, outcome.err
    assert "figur-4-1.csv: bare overskrifter, ikke fylt ut ennå" in outcome.out
    assert "0 uttrekk lest, 1 uten rader" in outcome.out
    assert "figur-4-1.csv (uten rader)" in svarbenk("register", "list", "--data", data).out


def test_a_new_extract_is_named_from_the_working_directory(svarbenk, data, monkeypatch):
    monkeypatch.chdir(data.parent)
    outcome = svarbenk("register", "template", "4-1", "--data", data)
    assert outcome.out.startswith(f"{data.name}/raw/register/figur-4-1.csv: ")


@pytest.mark.parametrize(("number", "message"), [("9-9", "ingen registerfigur"), ("1-1", "har ikke noe uttrekk")])
def test_figures_without_an_extract_are_told(svarbenk, data, number, message):
    outcome = svarbenk("register", "template", number, "--data", data)
    assert outcome.status == 2
    assert message in outcome.err


def test_extracts_are_held_against_print(svarbenk, data):
    assert "Ingen uttrekk" in svarbenk("register", "check", "--data", data).out
    folder = data / "raw" / "register"
    folder.mkdir(parents=True)
    (folder / "figur-4-1.csv").write_text("aar;startet;sluttet\n2023;512;308\n2024;565;316\n", encoding="cp1252")
    outcome = svarbenk("register", "check", "--data", data)
    assert outcome.status == 1
    assert "figur-4-1.csv: 2 rader; 1 avvik fra trykte tall" in outcome.out
    assert "trykt 520, uttrekket 512" in outcome.out
    (folder / "figur-4-1.csv").write_text("aar;startet;sluttet\n2024;x;316\n", encoding="cp1252")
    wrong = svarbenk("register", "check", "--data", data)
    assert wrong.status == 2
    assert "linje 2, kolonne «startet»: fant «x»" in wrong.err


def test_the_page_of_columns(svarbenk, data, tmp_path):
    assert svarbenk("register", "columns", "--data", data, "--out", tmp_path / "side.md").status == 0
    page = (tmp_path / "side.md").read_text("utf-8")
    assert page.startswith("# Registeruttrekk\n")
    assert page.count("\n## figur-") == 37
