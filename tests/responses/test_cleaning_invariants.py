"""What must hold for any order and any selection of rows."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from svarbenk.responses import clean_export, read_decisions, read_export

FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ROWS = 83


@pytest.fixture(scope="module", params=[".xlsx", ".sav"])
def export(request, exports, kommune):
    return read_export(exports[request.param], kommune)


@pytest.fixture(scope="module")
def decisions(exports):
    return read_decisions(exports[".csv"].parent / "decisions.yaml", "helse-nord-kommune")


def some(export, places):
    """The export with the rows at ``places`` only, in that order."""
    return replace(
        export,
        rows=tuple(export.rows[place] for place in places),
        cells={name: [cells[place] for place in places] for name, cells in export.cells.items()},
    )


@FEW
@given(order=st.permutations(range(ROWS)))
def test_the_order_of_the_rows_does_not_matter(export, kommune, decisions, cleaned, order):
    responses = clean_export(some(export, order), kommune, kommune.waves[0], decisions)
    pd.testing.assert_frame_equal(responses.frame, cleaned[".xlsx"].frame)
    assert responses.account.reasons() == cleaned[".xlsx"].account.reasons()


@FEW
@given(left_out=st.sets(st.integers(0, ROWS - 1), max_size=60))
def test_rows_read_are_kept_or_dropped_whatever_is_left_out(export, kommune, decisions, cleaned, left_out):
    settled = {"1050", "1055"}
    places = [
        place
        for place in range(ROWS)
        if place not in left_out or str(int(export.cells["svarid"][place])) in settled
    ]  # fmt: skip
    responses = clean_export(some(export, places), kommune, kommune.waves[0], decisions)
    account = responses.account
    assert account.read == len(places) == len(responses) + len(account.dropped)
    assert {row.row for row in account.dropped} <= {export.rows[place] for place in places}
    known = cleaned[".xlsx"].frame.set_index("svar_id")
    both = responses.frame.set_index("svar_id")
    shared = both.index.intersection(known.index)
    assert len(shared) >= len(both) - 1, "only the copy of a reply may stand in for it"
    pd.testing.assert_frame_equal(both.loc[shared], known.loc[shared])
