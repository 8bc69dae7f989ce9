"""Many tables at once are the same tables as one at a time."""

import numpy as np
import pytest
from svarbenk.codebook import read_codebook
from svarbenk.responses import answers
from svarbenk.tables import Crossings, count

BACKGROUNDS = ("kjonn", "driftsform", "kommunestorrelse", "listelengde_gruppe")
QUESTIONS = (
    "fastlege_om_5_ar",
    "bytte_driftsform",
    "kvalitetsarbeid",
    "tid_til_faglig",
    "driftsform",
    "arbeidstid_intervall",
)


@pytest.fixture(scope="module")
def last(clean_answers):
    return answers(read_codebook("fastlege", clean_answers), clean_answers).of_wave("IV")


@pytest.mark.parametrize("name", QUESTIONS)
def test_they_are_those_of_count(last, name):
    found = Crossings(last, BACKGROUNDS).tables(last.codebook.question(name))
    assert set(found) == {"", *BACKGROUNDS}
    for background, table in found.items():
        alone = count(last, name, background or None, shown=last.codebook.question(name).category_ids)
        for part in ("counts", "row_n", "replies", "row_replies"):
            np.testing.assert_array_equal(getattr(table, part), getattr(alone, part))
        assert (table.base_n, table.item_n, table.exclusive) == (alone.base_n, alone.item_n, alone.exclusive)
        assert (table.base, table.source, table.waves) == (alone.base, alone.source, alone.waves)
        assert table.rows.ids == alone.rows.ids
