"""Writing: the same rows give the same bytes, in whatever order they came."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import AREA_COLUMNS, OBSERVATION_COLUMNS
from data.store import Store
from data.validation import sha256
from data.writing import (
    STORE_ORDER,
    observations_frame,
    write_areas,
    write_lookup,
    write_observations,
    write_pack_toml,
)
from tests.data.packs import areas, observations

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
numbers = st.none() | st.floats(0, 1e9, allow_nan=False)
rows = st.fixed_dictionaries(
    {name: words if dtype == "str" else numbers for name, dtype in OBSERVATION_COLUMNS.items()}
).map(lambda row: row | {"indicator_id": "i", "area_type": "msoa11"})


def test_absent_columns_have_their_meaning() -> None:
    short = {"indicator_id": ["i"], "area_code": ["a"], "area_type": ["t"], "period": ["2021"], "extra": [1]}
    row = observations_frame(pd.DataFrame(short)).iloc[0]
    assert list(row.index) == list(OBSERVATION_COLUMNS)
    assert (row["sex"], row["age"], row["category"], row["note"], row["status"]) == ("all", "all", "", "", "ok")
    assert row[["numerator", "denominator", "value", "lower_ci", "upper_ci"]].isna().all()


@pytest.mark.parametrize("name", ["indicator_id", "area_code", "area_type", "period"])
def test_a_key_must_be_there(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        observations_frame(observations().drop(columns=name))


def test_the_frame_given_is_not_changed() -> None:
    frame = observations()
    before = frame.copy()
    observations_frame(frame)
    pd.testing.assert_frame_equal(frame, before)


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, max_size=12, unique_by=lambda row: tuple(row[name] for name in STORE_ORDER)), st.randoms())
def test_what_is_written_is_read_and_order_changes_no_byte(tmp_path_factory, given_rows: list, random) -> None:
    folder = tmp_path_factory.mktemp("round")
    frame = pd.DataFrame(given_rows, columns=list(OBSERVATION_COLUMNS))
    path = write_observations(frame, folder)
    first = sha256(path)
    found = Store(path).observations("i")
    wanted = sorted(given_rows, key=lambda row: tuple(row[name] for name in STORE_ORDER))
    assert len(found) == len(wanted)
    for (_, row), want in zip(found.iterrows(), wanted, strict=True):
        assert {name: None if pd.isna(value) else value for name, value in row.items()} == want
    random.shuffle(given_rows)
    write_observations(pd.DataFrame(given_rows, columns=list(OBSERVATION_COLUMNS)), folder)
    assert sha256(path) == first


def test_observations_are_sorted_in_row_groups_without_pandas_metadata(tmp_path: Path) -> None:
    path = write_observations(pd.concat([observations()] * 5000), tmp_path)
    file = pq.ParquetFile(path)
    assert file.num_row_groups == 2 and not file.schema_arrow.metadata
    read = file.read().to_pandas()
    assert read[list(STORE_ORDER)].equals(read[list(STORE_ORDER)].sort_values(list(STORE_ORDER), ignore_index=True))


def test_areas_and_lookups_are_sorted_and_leave_no_spare_file(tmp_path: Path) -> None:
    path = write_areas(areas().iloc[::-1].assign(extra=1), tmp_path)
    read = pd.read_parquet(path)
    assert list(read.columns) == list(AREA_COLUMNS)
    assert list(zip(read["area_type"], read["area_code"], strict=True)) == sorted(
        zip(read["area_type"], read["area_code"], strict=True)
    )
    lookup = write_lookup(pd.DataFrame({"a": ["2", "1", "1"], "b": [1, 3, 2]}), tmp_path, name="x")
    assert pd.read_parquet(lookup).to_numpy().tolist() == [["1", 2], ["1", 3], ["2", 1]]
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == ["areas.parquet", "x.parquet"]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = write_areas(areas(), tmp_path)
    before = path.read_bytes()
    with pytest.raises(KeyError):
        write_areas(areas().drop(columns="lon"), tmp_path)
    assert path.read_bytes() == before


def test_the_card_quotes_what_must_be_quoted(tmp_path: Path) -> None:
    path = write_pack_toml(tmp_path, pack={"title": 'A "pack"', "synthetic": False})
    assert path.read_text() == 'title = "A \\"pack\\""\nsynthetic = false\n'
