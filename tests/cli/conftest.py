"""The command line as a user meets it: what it prints, what it returns, what it leaves behind."""

import shutil
from dataclasses import dataclass

import pytest
from svarbenk import cli


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def message(self) -> list[str]:
        """The lines of an error message."""
        return self.err.strip().splitlines()


@pytest.fixture
def svarbenk(monkeypatch, capsys):
    """Run ``svarbenk ARGUMENTS`` in this process."""

    def run(*arguments) -> Outcome:
        monkeypatch.setattr("sys.argv", ["svarbenk", *map(str, arguments)])
        for console in (cli.out, cli.err):
            monkeypatch.setattr(console, "_file", None, raising=False)
        capsys.readouterr()
        try:
            cli.main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        told = capsys.readouterr()
        return Outcome(status, told.out, told.err)

    return run


@pytest.fixture
def own_data(data_folder, stand_in, tmp_path):
    """A data folder that the test may spoil, with the stand-in exports in it."""
    copy = tmp_path / "data"
    shutil.copytree(data_folder.root, copy)
    return copy


@pytest.fixture
def raw(own_data):
    """The folder of the raw exports in ``own_data``."""
    return own_data / "raw" / "helse-nord-kommune"
