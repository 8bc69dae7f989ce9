"""Register tables of a built report are held against print: as printed, or reckoned and said to be."""

import pytest
from svarbenk.kontroll import hold_report_against_print
from svarbenk.register import read_register
from svarbenk.workbench.register_blocks import register_block

from tests.kontroll.small_build import report, write_build

NAME = "rapport-iv-2025, registertabeller"


@pytest.fixture(scope="module")
def block(data_folder):
    book = read_register("rapport-iv", data_folder)
    return register_block(book.table("3-1"), book.document, "nb")


def statuses(build, data_folder) -> list:
    found = hold_report_against_print(build, data_folder)
    assert not found.differences
    return [each.status for each in found.comparisons[NAME]["Word"]]


def test_every_printed_cell_is_read_back(block, tmp_path, data_folder):
    found = statuses(write_build(tmp_path / "b", report(block)), data_folder)
    # Tabell 3-1 (l. 323–355): seven levels a year in 2017–2024, and their changes from 2018 on
    assert len(found) >= 7 * 8 + 6 * 7
    assert set(found) <= {"reproduced", "noted", "listed"} and found.count("reproduced") > 0.9 * len(found)


def test_a_level_that_is_not_the_printed_one_is_in_conflict(block, tmp_path, data_folder):
    # 5 517 GPs on 31 December 2024, l. 326
    [place] = [place for place, row in enumerate(block.rows) if row.key == "rad=fastleger"]
    row = block.rows[place]
    assert row.cells[-1].replace("\u00a0", " ") == "5 517"
    wrong = row.model_copy(update={"cells": (*row.cells[:-1], "5\u00a0518")})
    other = block.model_copy(update={"rows": (*block.rows[:place], wrong, *block.rows[place + 1 :])})
    assert statuses(write_build(tmp_path / "b", report(other)), data_folder).count("conflict") == 1
