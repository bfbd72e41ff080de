"""Squares of homes and centres of LSOAs, against plain loops; those of the embedded pack lie where its areas do."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.homes import SQUARE, STEP, area_centres, centres, homes, square_middles
from tests.geo.real_pack import EMBEDDED as PACK

POSTCODES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 655_000), st.integers(0, 655_000)), min_size=1, max_size=40
)


@given(POSTCODES)
def test_squares_and_centres_as_a_loop_counts_them(rows: list[tuple[str, int, int]]) -> None:
    located = pd.DataFrame(rows, columns=["lsoa11cd", "easting", "northing"])
    slow = Counter((code, x // SQUARE, y // SQUARE) for code, x, y in rows if code != "C")
    found = homes(located, lsoas=["A", "B"])
    assert {(row.lsoa11cd, row.x, row.y): row.postcodes for row in found.itertuples()} == slow
    for row in centres(located).itertuples():
        own = [(x, y) for code, x, y in rows if code == row.lsoa11cd]
        for axis, value in enumerate((row.x, row.y)):
            assert abs(value * STEP - sum(one[axis] for one in own) / len(own)) <= STEP / 2


@given(POSTCODES)
def test_middle_of_larger_areas_as_a_loop_over_lsoas_says(rows: list[tuple[str, int, int]]) -> None:
    located = pd.DataFrame(rows, columns=["lsoa11cd", "easting", "northing"])
    middle, many = centres(located), Counter(code for code, _, _ in rows)
    areas = pd.Series({"A": "east", "B": "east", "C": "west"})
    found = area_centres(middle, areas, postcodes=pd.Series(many))
    for area, row in found.iterrows():
        own = [one for one in middle.itertuples() if areas[one.lsoa11cd] == area]
        homes = sum(many[one.lsoa11cd] for one in own)
        for axis in ("x", "y"):
            slow = sum(STEP * getattr(one, axis) * many[one.lsoa11cd] for one in own) / homes
            assert abs(row[axis] - slow) < 1e-6
    squares = homes_of(rows)
    assert (
        square_middles(squares) == [[(one.x + 0.5) * 100, (one.y + 0.5) * 100] for one in squares.itertuples()]
    ).all()


def homes_of(rows: list[tuple[str, int, int]]) -> pd.DataFrame:
    return homes(pd.DataFrame(rows, columns=["lsoa11cd", "easting", "northing"]), lsoas=["A", "B", "C"])


def test_every_lsoa_has_a_centre_and_local_ones_all_their_postcodes() -> None:
    lookup = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")
    middle = pd.read_parquet(PACK / "lookups" / "centres.parquet")
    assert set(middle["lsoa11cd"]) == set(lookup.index[lookup["postcodes"].notna()])
    local = pd.read_parquet(PACK / "lookups" / "homes.parquet").groupby("lsoa11cd")["postcodes"].sum()
    assert (local == lookup.loc[local.index, "postcodes"].astype(int)).all()
    assert set(local.index) == set(pd.read_parquet(PACK / "lookups" / "postcodes.parquet")["lsoa11cd"])
