"""What a table and a survey say of themselves in a notebook: the mark, why there is no test, and what was meant."""

from dataclasses import replace

import pandas as pd
import pytest
import svarbenk as sb
from svarbenk.errors import InputError

MARK = "Syntetiske data"


def test_stand_in_data_say_so_wherever_they_are_printed(kommuner):
    table = kommuner.table("tilstrekkelig_hjemler", by="sentralitet")
    assert repr(table).rstrip().endswith(MARK)
    assert set(table.compare("niva_3")["datakilde"]) == {MARK}
    assert MARK in repr(kommuner)
    assert "78 svar" in repr(kommuner)


def test_printed_counts_carry_no_mark():
    table = sb.Table.from_counts([[7, 27], [1, 33]], rows=["I", "II"], columns=["ja", "nei"])
    assert MARK not in repr(table)
    assert "datakilde" not in table.compare("I")


def test_a_row_or_column_that_is_not_there_is_told_with_the_nearest(kommuner):
    table = kommuner.table("tilstrekkelig_hjemler", by="sentralitet")
    with pytest.raises(InputError, match=r"ingen rad «niva3».*mente du «niva_3»"):
        table.compare("niva3")
    with pytest.raises(InputError, match="fant ikke «jaa»; ventet en av ja, nei"):
        table.sentence("jaa")


def test_a_weighted_table_says_why_it_has_no_test(kommuner):
    ones = pd.Series(1.0, index=kommuner.responses.frame.index)
    weighted = sb.Survey(replace(kommuner.responses, weights=ones), kommuner.data)
    table = weighted.table("tilstrekkelig_hjemler", by="sentralitet")
    assert table.test() is None
    assert table.test_text().startswith("Ingen test vises av en vektet tabell")
    with pytest.raises(InputError, match="vektet tabell"):
        table.compare("niva_3")
