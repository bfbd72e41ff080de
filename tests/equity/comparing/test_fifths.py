"""Fifths by deprivation: a slow second way, the edges, and what must hold for any footprint."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.comparing.fifths import FIFTHS, LEAST, MOST, average_rank, deprivation_parts


def slow_fifths(areas: list[tuple[str, float, float]]) -> dict[str, int]:
    """(code, rank, people) one after the other, counting people as they come."""
    total = sum(people for _, _, people in areas)
    passed, found = 0.0, {}
    for code, _, people in sorted(areas, key=lambda area: (area[1], area[0])):
        middle = passed + people / 2
        found[code] = next(fifth for fifth in range(1, 6) if middle < total * fifth / 5 or fifth == 5)
        passed += people
    return found


AREAS = st.lists(st.tuples(st.integers(1, 40), st.integers(100, 2000)), min_size=5, max_size=40).map(
    lambda rows: [(f"E{place:02d}", float(rank), float(people)) for place, (rank, people) in enumerate(rows)]
)


@given(AREAS)
def test_same_as_counting_people_one_area_after_the_other(areas: list[tuple[str, float, float]]) -> None:
    table = pd.DataFrame(areas, columns=["code", "rank", "people"]).set_index("code")
    found = deprivation_parts(table["rank"], table["people"])
    slow = slow_fifths(areas)
    if len(set(slow.values())) < FIFTHS:
        assert found.empty
    else:
        assert found.to_dict() == slow


@given(AREAS, st.randoms())
def test_order_of_areas_changes_nothing_and_deprived_comes_first(areas, random) -> None:
    table = pd.DataFrame(areas, columns=["code", "rank", "people"]).set_index("code")
    found = deprivation_parts(table["rank"], table["people"])
    codes = list(table.index)
    random.shuffle(codes)
    again = deprivation_parts(table["rank"].loc[codes], table["people"].loc[codes])
    assert again.to_dict() == found.to_dict()
    if len(found):
        ranks = table["rank"].groupby(found).agg(["min", "max"])
        assert (ranks["max"].to_numpy()[:-1] <= ranks["min"].to_numpy()[1:]).all()


def test_equal_areas_are_shared_out_evenly() -> None:
    codes = [f"E{place:02d}" for place in range(10)]
    found = deprivation_parts(pd.Series(range(10), codes), pd.Series(1.0, codes))
    assert found.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert (found[codes[0]], found[codes[-1]]) == (MOST, LEAST)


@given(AREAS)
def test_two_tenths_make_a_fifth(areas: list[tuple[str, float, float]]) -> None:
    table = pd.DataFrame(areas, columns=["code", "rank", "people"]).set_index("code")
    tenths = deprivation_parts(table["rank"], table["people"], number=10)
    fifths = deprivation_parts(table["rank"], table["people"])
    if len(tenths) and len(fifths):
        assert ((tenths + 1) // 2).to_dict() == fifths.to_dict()


@pytest.mark.parametrize(
    ("ranks", "people"),
    [
        ([1, 2, 3, 4], [1, 1, 1, 1]),  # fewer than five
        ([1, 2, 3, 4, np.nan], [1] * 5),
        ([1, 2, 3, 4, 5], [1, 1, np.nan, 1, 1]),
        ([1, 2, 3, 4, 5], [0] * 5),
        ([1, 2, 3, 4, 5], [1, 1, -1, 1, 1]),
        ([1, 2, 3, 4, 5], [100, 1, 1, 1, 1]),  # one area holds nearly everybody
        ([], []),
    ],
)
def test_no_fifths_where_they_would_not_be_fifths(ranks: list[float], people: list[float]) -> None:
    assert deprivation_parts(pd.Series(ranks, dtype=float), pd.Series(people, dtype=float)).empty


def test_all_equally_deprived_are_cut_by_code() -> None:
    codes = ["c", "a", "e", "b", "d"]
    found = deprivation_parts(pd.Series(7, codes), pd.Series(10, codes))
    assert found.to_dict() == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}


def test_average_rank_counts_residents() -> None:
    ranks = pd.Series([100, 200, 900, 50], ["l1", "l2", "l3", "l4"], dtype=float)
    people = pd.Series([1000, 3000, 1500, 0], ranks.index, dtype=float)
    found = average_rank(ranks, people, blocks=pd.Series(["m1", "m1", "m2", "m3"], ranks.index))
    assert found["m1"] == pytest.approx((100 * 1000 + 200 * 3000) / 4000)
    assert found["m2"] == 900 and np.isnan(found["m3"])


def test_average_rank_is_missing_where_an_lsoa_has_none() -> None:
    ranks, people = pd.Series([100, np.nan, 5.0]), pd.Series([10, 10, np.nan])
    assert average_rank(ranks, people, blocks=pd.Series(["m", "m", "n"])).isna().all()
