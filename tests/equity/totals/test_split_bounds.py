"""Bounds of values over cut areas: no way of dividing the people leads out of them, and some reach them."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import ValueType
from equity.totals.aggregate import aggregated
from equity.totals.counts import Counts, Settings
from equity.totals.split_bounds import split_bounds
from geo.membership import membership

BLOCKS = pd.DataFrame({"lsoa": ["a", "b", "c", "d"], "block": ["one", "one", "two", "three"]})
INSIDE = pd.DataFrame({"lsoa": ["a", "c"], "group": "place"})


def summed(events: list[float], people: list[float], value_type: ValueType, *, share: float = 0.5) -> pd.DataFrame:
    """Block "one" is cut at `share`, "two" lies inside, "three" outside."""
    sizes = pd.DataFrame({"lsoa": BLOCKS["lsoa"], "population": [100 * share, 100 * (1 - share), 50, 50]})
    made = membership(BLOCKS, INSIDE, sizes=sizes)
    index = pd.Index(["one", "three", "two"])
    status = pd.Series("ok", index=index)
    counted = None if value_type == ValueType.COUNT else pd.Series(people, index=index)
    counts = Counts(pd.Series(events, index=index), counted, status)
    settings = Settings(proportion=value_type == ValueType.PROPORTION, withhold_apportioned=1.0)
    frame = aggregated(made, counts, settings=settings)
    rate = frame["numerator"] / frame["denominator"] * 100 if counted is not None else frame["numerator"]
    return frame.assign(value=rate)


@given(n=st.integers(2, 12), data=st.data())
def test_no_way_of_dividing_the_people_leads_out_and_the_ends_are_reached(n: int, data: st.DataObject) -> None:
    x, inside = data.draw(st.integers(0, n)), data.draw(st.integers(1, n - 1))
    frame = summed([x, 3, 5], [n, 9, 10], ValueType.PROPORTION, share=inside / n)
    found = split_bounds(frame, ValueType.PROPORTION).iloc[0]
    people = [True] * x + [False] * (n - x)
    ways = {sum(chosen) for chosen in itertools.combinations(people, inside)}
    values = [100 * (5 + one) / (10 + inside) for one in ways]
    assert found["split_lower"] == pytest.approx(min(values), abs=1e-4)
    assert found["split_upper"] == pytest.approx(max(values), abs=1e-4)
    assert found["split_lower"] - 1e-9 <= frame["value"].iloc[0] <= found["split_upper"] + 1e-9


def test_events_that_are_not_people_may_all_be_inside_or_none() -> None:
    frame = summed([8, 3, 5], [4, 9, 10], ValueType.CRUDE_RATE)
    found = split_bounds(frame, ValueType.CRUDE_RATE, multiplier=1000).iloc[0]
    assert found.tolist() == pytest.approx([1000 * 5 / 12, 1000 * 13 / 12])
    counts = summed([8, 3, 5], [], ValueType.COUNT)
    assert split_bounds(counts, ValueType.COUNT).iloc[0].tolist() == [5, 13]


def test_nothing_is_said_where_nothing_is_cut_or_there_is_no_value() -> None:
    frame = summed([8, 3, 5], [40, 9, 10], ValueType.PROPORTION)
    for changed in (frame.assign(apportioned=0.0), frame.assign(value=np.nan), frame.assign(apportioned=np.nan)):
        assert split_bounds(changed, ValueType.PROPORTION).isna().all(axis=None)
    assert split_bounds(frame, ValueType.INDEX).isna().all(axis=None)
