"""The survey of 2019 opened from its stand-in export, and a small printed table."""

import pytest
import svarbenk as sb


@pytest.fixture(scope="session")
def kommuner(data_folder, stand_in):
    return sb.open_survey("helse-nord-kommune", data=data_folder.root)


@pytest.fixture(scope="session")
def kommuner_en(data_folder, stand_in):
    return sb.open_survey("helse-nord-kommune", data=data_folder.root, language="en")


@pytest.fixture(scope="session")
def protected(data_folder, stand_in):
    return sb.open_survey("helse-nord-kommune", data=data_folder.root, threshold=5)


@pytest.fixture(scope="session")
def leger(clean_answers):
    """The survey of fastleger, four waves of stand-in answers."""
    return sb.open_survey("fastlege", data=clean_answers.root)


@pytest.fixture(scope="session")
def studenter(clean_answers):
    """The survey of medical students and LIS1, two waves of stand-in answers."""
    return sb.open_survey("lis1", data=clean_answers.root)
