"""The README's «Add your own survey» works as it stands."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def written(tmp_path):
    """The README's codebook and export, saved where it says."""
    section = README.split("## Add your own survey")[1]
    blocks = dict(re.findall(r"```(yaml|csv)\n(.*?)```", section, flags=re.DOTALL))
    for name, text, encoding in (
        ("codebooks/trivsel.yaml", blocks["yaml"], "utf-8"),
        ("raw/trivsel/trivsel.csv", blocks["csv"], "windows-1252"),
    ):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding=encoding)
    return tmp_path / "data", blocks["yaml"]


def test_the_codebook_is_ten_lines(written):
    assert len(written[1].strip().splitlines()) == 10


def test_the_commands_work(written, svarbenk):
    data, _ = written
    commands = re.findall(r"^svarbenk (\S+.*trivsel.*)$", README, flags=re.MULTILINE)
    assert len(commands) == 3
    outcomes = [svarbenk(*command.split(), "--data", data) for command in commands]
    assert [outcome.status for outcome in outcomes] == [0, 0, 0]
    assert "4 rader lest = 4 beholdt + 0 tatt ut" in outcomes[1].out
    assert re.search(r"Lege +1 \(50\s%\) +1 \(50\s%\)", outcomes[2].out)
    assert re.search(r"Leder +2 \(100\s%\)", outcomes[2].out)
    assert "Syntetiske" not in outcomes[2].out


def test_both_commands_are_shown():
    assert "make report" in README
    assert "make test" in README
