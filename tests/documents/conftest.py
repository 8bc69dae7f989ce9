from pathlib import Path

import pytest
from sample_report import sample_report
from svarbenk.documents import Report, write_all


@pytest.fixture(scope="session")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="session")
def written(report, tmp_path_factory) -> Path:
    """The sample report in all its formats."""
    folder = tmp_path_factory.mktemp("report")
    write_all(report, folder)
    return folder
