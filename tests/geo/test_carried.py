"""Members and counts in another vintage: totals to the last digit, round trips, and the second, slow way."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.carried import carried_counts, carried_members, vintage_of
from geo.vintage import ChangeTable, change_table
from tests.geo.test_vintage import lookup, tables

TABLE = change_table(lookup())
COUNTS = st.integers(0, 60_000_000)


def counts_of(table: ChangeTable, draw: st.DataObject, numbers: st.SearchStrategy) -> pd.DataFrame:
    codes = sorted(set(table.pairs["old"]))
    values = [draw.draw(numbers) for _ in codes]
    return pd.DataFrame({"lsoa11cd": codes, "people": pd.array(values, dtype="Int64")})


def test_counts_worked_by_hand() -> None:
    counts = pd.DataFrame({"lsoa11cd": list("ABCDEF"), "cases": [1, 8, 3, 4, 8, 2], "people": [9, 40, 20, 10, 4, 1]})
    done = carried_counts(counts, to="lsoa21", tables=[TABLE])
    frame = done.frame.set_index("lsoa21cd")
    assert frame["cases"].to_dict() == {"a": 1, "b1": 6, "b2": 2, "c": 7, "e1": 2, "e2": 8}
    assert frame["people"].to_dict() == {"a": 9, "b1": 30, "b2": 10, "c": 30, "e1": 1, "e2": 4}
    assert frame["apportioned"].to_dict() == {"a": False, "b1": True, "b2": True, "c": False, "e1": True, "e2": True}
    assert done.shares.to_dict() == {"cases": 18 / 26, "people": 45 / 84}


def test_members_worked_by_hand() -> None:
    members = pd.DataFrame({"footprint_id": list("xxxxy"), "lsoa11cd": list("ABCEF")})
    done = carried_members(members, to="lsoa21", tables=[TABLE])
    assert list(done) == ["footprint_id", "lsoa21cd", "weight", "apportioned"]
    assert [tuple(row) for row in done.itertuples(index=False)] == [
        ("x", "a", 1, False),
        ("x", "b1", 1, False),
        ("x", "b2", 1, False),
        ("x", "c", 0.75, True),
        ("x", "e1", 1, False),
        ("x", "e2", 0.5, True),
        ("y", "e2", 0.5, True),
    ]


@given(tables(), st.data())
def test_totals_are_kept_to_the_last_digit(table: ChangeTable, data: st.DataObject) -> None:
    counts = counts_of(table, data, COUNTS)
    done = carried_counts(counts, to="lsoa21", tables=[table])
    assert done.frame["people"].sum() == counts["people"].sum()


@given(tables(), st.data())
def test_counts_a_slow_second_way(table: ChangeTable, data: st.DataObject) -> None:
    counts = counts_of(table, data, st.none() | COUNTS)
    done = carried_counts(counts, to="lsoa21", tables=[table]).frame
    known = {code: n for code, n in zip(counts["lsoa11cd"], counts["people"], strict=True) if n is not pd.NA}
    total: dict[str, float] = defaultdict(float)
    lost, guessed = set(), set()
    for row in table.pairs.itertuples(index=False):
        if row.old_share == 0:
            continue
        total[row.new] += known.get(row.old, 0) * row.old_share
        if row.old not in known:
            lost.add(row.new)
        if row.old_share < 1:
            guessed.add(row.new)
    assert done["lsoa21cd"].tolist() == sorted(total)
    for row in done.itertuples(index=False):
        assert np.isnan(row.people) if row.lsoa21cd in lost else row.people == total[row.lsoa21cd]
        assert row.apportioned == (row.lsoa21cd in guessed)


@given(tables(), st.data())
def test_members_a_slow_second_way(table: ChangeTable, data: st.DataObject) -> None:
    codes = sorted(set(table.pairs["old"]))
    chosen = data.draw(st.lists(st.sampled_from(codes), unique=True, min_size=1))
    order = data.draw(st.permutations(chosen))
    done = carried_members(pd.DataFrame({"place": "p", "lsoa11cd": order}), to="lsoa21", tables=[table])
    weight: dict[str, float] = defaultdict(float)
    for row in table.pairs.itertuples(index=False):
        if row.old in chosen and row.new_share > 0:
            weight[row.new] += row.new_share
    assert dict(zip(done["lsoa21cd"], done["weight"], strict=True)) == weight
    assert (done["apportioned"] == (done["weight"] < 1)).all()


@given(tables(redrawn=False), st.data())
def test_what_is_split_and_merged_again_is_what_it_was(table: ChangeTable, data: st.DataObject) -> None:
    """Splits forwards are mergers back: an old area that was not merged comes back as it was."""
    merged = set(table.pairs.loc[table.pairs["change"] == "merged", "old"])
    counts = counts_of(table, data, COUNTS)
    there = carried_counts(counts, to="lsoa21", tables=[table])
    back = carried_counts(there.frame.drop(columns="apportioned"), to="lsoa11", tables=[table.reversed()]).frame
    same = back.set_index("lsoa11cd")["people"]
    for code, people in zip(counts["lsoa11cd"], counts["people"], strict=True):
        assert code in merged or same[code] == people
    members = pd.DataFrame({"place": "p", "lsoa11cd": counts["lsoa11cd"]})
    new = carried_members(members, to="lsoa21", tables=[table]).drop(columns="apportioned")
    assert (new["weight"] == 1).all()
    old = carried_members(new, to="lsoa11", tables=[table])
    assert old["lsoa11cd"].tolist() == counts["lsoa11cd"].tolist()
    assert (old["weight"] == 1).all()


@given(tables(), st.data())
def test_the_order_of_areas_changes_nothing(table: ChangeTable, data: st.DataObject) -> None:
    counts = counts_of(table, data, COUNTS)
    order = data.draw(st.permutations(range(len(counts))))
    first, second = (carried_counts(c, to="lsoa21", tables=[table]) for c in (counts, counts.iloc[order]))
    pd.testing.assert_frame_equal(first.frame, second.frame, check_exact=True)


def test_footprints_that_part_the_ground_part_it_in_the_other_vintage_too() -> None:
    members = pd.DataFrame({"place": list("xyxyxy"), "lsoa11cd": list("ABCDEF")})
    done = carried_members(members, to="lsoa21", tables=[TABLE])
    assert (done.groupby("lsoa21cd")["weight"].sum() == 1).all()


def test_the_same_vintage_needs_no_table() -> None:
    members = carried_members(pd.DataFrame({"place": ["p", "p"], "lsoa11cd": ["B", "A"]}), to="lsoa11", tables=[])
    assert members["lsoa11cd"].tolist() == ["A", "B"]
    done = carried_counts(pd.DataFrame({"lsoa11cd": ["B", "A"], "n": [1, 2]}), to="lsoa11", tables=[])
    assert done.frame["n"].tolist() == [2, 1]
    assert done.shares["n"] == 0


def test_two_vintages_are_never_joined_without_a_table() -> None:
    members = pd.DataFrame({"footprint_id": ["p"], "lsoa11cd": ["A"]})
    with pytest.raises(ValueError, match="lsoa11 and lsoa21 are two vintages: joining them needs a change table"):
        carried_members(members, to="lsoa21", tables=[])
    with pytest.raises(ValueError, match="lsoa11 and msoa21 are two vintages"):
        carried_counts(pd.DataFrame({"lsoa11cd": ["A"], "n": [1]}), to="msoa21", tables=[TABLE])


def test_codes_that_cannot_be_carried_are_named() -> None:
    with pytest.raises(ValueError, match="no lsoa11 of the change table: Y, Z"):
        carried_members(pd.DataFrame({"place": "p", "lsoa11cd": ["A", "Y", "Z"]}), to="lsoa21", tables=[TABLE])
    with pytest.raises(ValueError, match="no lsoa21 of the change table: A"):
        carried_counts(pd.DataFrame({"lsoa21cd": ["A"], "n": [1]}), to="lsoa11", tables=[TABLE])
    with pytest.raises(ValueError, match="lsoa11 codes stand twice: A"):
        carried_counts(pd.DataFrame({"lsoa11cd": ["A", "A"], "n": [1, 2]}), to="lsoa21", tables=[TABLE])
    with pytest.raises(ValueError, match="there are none"):
        vintage_of(pd.DataFrame({"code": ["A"]}))
    with pytest.raises(ValueError, match="there are lsoa11, lsoa21"):
        vintage_of(lookup())
