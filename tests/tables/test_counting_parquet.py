"""Counting in Parquet files gives what pandas gives, whatever the rows, weights, options and conditions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svarbenk.codebook import Condition
from svarbenk.errors import InputError
from svarbenk.stats import choose
from svarbenk.tables import CountTable, count_parquet

SCALE = ["uenig", "verken", "enig"]


def patients(n: int, seed: int = 1) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "region": draw.choice(["nord", "midt", "vest", "sør"], n),
            "svar": draw.choice([*SCALE, None], n, p=[0.3, 0.2, 0.4, 0.1]),
            "alder": draw.integers(18, 95, n).astype("float64"),
            "vekt": draw.uniform(0, 2, n),
            "legevakt": draw.choice([True, False, None], n),
            "sykehus": draw.choice([True, False, None], n),
        }
    )
    frame.loc[draw.random(n) < 0.05, "region"] = None
    frame.loc[draw.random(n) < 0.05, "alder"] = np.nan
    frame.loc[draw.random(n) < 0.05, "vekt"] = np.nan
    return frame


@pytest.fixture(scope="module")
def frame():
    return patients(5_000)


@pytest.fixture(scope="module")
def files(frame, tmp_path_factory):
    """The rows spread over two files."""
    folder = tmp_path_factory.mktemp("parquet")
    frame.iloc[:2_000].to_parquet(folder / "a.parquet")
    frame.iloc[2_000:].to_parquet(folder / "b.parquet")
    return folder / "*.parquet"


def test_counts_by_group(frame, files):
    table = CountTable.from_parquet(files, columns="svar", rows="region", order={"svar": SCALE}, unit="pasienter")
    wanted = pd.crosstab(frame["region"], frame["svar"])[SCALE]
    assert table.rows.ids == tuple(wanted.index)
    assert table.counts.tolist() == wanted.to_numpy().tolist()
    assert table.base_n == frame["region"].notna().sum()
    assert table.item_n == frame[["region", "svar"]].notna().all(axis=1).sum()
    assert table.columns.ordered
    assert table.unit.nb == "pasienter"
    # tests follow unchanged
    assert choose(table, ordered_columns=True).p_value == choose(wanted.to_numpy(), ordered_columns=True).p_value


def test_everybody_in_one_row(frame, files):
    table = CountTable.from_parquet(files, columns="svar", order={"svar": ["enig"]})
    assert table.counts.tolist() == [[(frame["svar"] == "enig").sum()]]
    assert table.row_n.tolist() == [frame["svar"].notna().sum()]
    assert table.base_n == len(frame)


def test_weighted_counts_keep_their_numbers_of_replies(frame, files):
    table = CountTable.from_parquet(files, columns="svar", rows="region", weight="vekt", order={"svar": SCALE})
    weights = frame["vekt"].fillna(0)
    wanted = weights.groupby([frame["region"], frame["svar"]]).sum().unstack()[SCALE]
    assert table.counts == pytest.approx(wanted.to_numpy())
    assert table.replies.tolist() == pd.crosstab(frame["region"], frame["svar"])[SCALE].to_numpy().tolist()
    assert table.weighted
    assert not table.testable


def test_options_of_a_multiple_response(frame, files):
    table = CountTable.from_parquet(files, columns=["legevakt", "sykehus"], rows="region")
    asked = frame[frame["region"].notna()]
    answered = asked[["legevakt", "sykehus"]].notna().any(axis=1)
    for place, region in enumerate(table.rows.ids):
        here = (asked["region"] == region) & answered
        assert table.row_n[place] == here.sum()
        assert table.counts[place].tolist() == [(asked[here][name] == True).sum() for name in ("legevakt", "sykehus")]  # noqa: E712
    assert not table.exclusive
    assert table.base_n == len(asked)


def test_groups_that_are_not_named_are_in_no_base(frame, files):
    table = CountTable.from_parquet(files, columns="svar", rows="region", order={"region": ["sør", "nord"]})
    assert table.rows.ids == ("sør", "nord")
    assert table.base_n == frame["region"].isin(["sør", "nord"]).sum()


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.sampled_from(
            [
                "alder >= 40",
                "alder < 67",
                "region == 'nord'",
                "region != 'sør'",
                "region in ['vest', 'midt']",
                "svar == 'enig'",
            ]
        ),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
                lambda each: f"({each[0]} {each[1]} {each[2]})"
            ),
            inner.map(lambda each: f"not ({each})"),
        ),
        max_leaves=5,
    )
)
def test_a_condition_holds_for_the_same_rows(frame, files, condition):
    kept = Condition(condition).holds(frame)
    table = CountTable.from_parquet(files, columns="svar", where=condition, order={"svar": SCALE})
    assert table.base_n == kept.sum()
    assert table.counts.tolist() == [[((frame["svar"] == name) & kept).sum() for name in SCALE]]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"columns": "svaar"}, "ingen kolonne «svaar».*svar"),
        ({"columns": "svar", "where": "alder >"}, "kan ikke leses"),
        ({"columns": "svar", "where": "kjonn == 1"}, "ingen kolonne «kjonn»"),
        ({"columns": "svar", "where": "alder == 'gammel'"}, "ikke kan telles slik"),
        ({"columns": ["svar", "region"]}, "ikke kan telles slik"),
    ],
)
def test_what_cannot_be_counted(files, asked, told):
    with pytest.raises(InputError, match=told):
        CountTable.from_parquet(files, **asked)


def test_a_quote_in_a_value_is_a_value(files):
    assert CountTable.from_parquet(files, columns="svar", where="region == \"nord' or '1'='1\"").base_n == 0


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(InputError, match=r"borte\.parquet: ingen slik Parquet-fil"):
        CountTable.from_parquet(tmp_path / "borte.parquet", columns="svar")


def test_negative_weights_are_refused(tmp_path):
    pd.DataFrame({"svar": ["ja"], "vekt": [-1.0]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match="negative vekter"):
        CountTable.from_parquet(tmp_path / "a.parquet", columns="svar", weight="vekt")


def test_two_million_rows_under_a_memory_limit_are_counted_as_pandas_counts_them(tmp_path):
    import duckdb

    path = tmp_path / "mange.parquet"
    duckdb.connect().execute(
        f"""copy (
            select 'region_' || hash(i) % 5 as region, (18 + hash(i + 1) % 80)::smallint as alder,
                case when hash(i) % 11 > 0 then 'svar_' || hash(i * 7) % 4 end as svar
            from range(2000000) as made(i)
        ) to '{path}' (format parquet)"""
    )
    order = [f"svar_{each}" for each in range(4)]
    table = count_parquet(
        path, columns="svar", rows="region", where="alder >= 40", order={"svar": order}, memory="100MB"
    )
    frame = pd.read_parquet(path)
    frame = frame[frame["alder"] >= 40]
    assert np.array_equal(table.counts, pd.crosstab(frame["region"], frame["svar"])[order].to_numpy())
    assert table.base_n == len(frame)
    assert table.item_n == frame["svar"].notna().sum()
