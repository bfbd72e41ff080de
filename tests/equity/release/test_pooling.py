"""Pooled years at the gate: whatever an outsider knows, no withheld year has one possible value left (A6)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.schema import Status, ValueType
from equity.disclosure import WITHHELD_FOR, ReleaseRule, released, withheld_parents
from equity.release.pooling import told_by_pools
from equity.result import Reason
from equity.totals.pooling import NOT_EVERY_YEAR, pooled, single_years, without_years

LARGEST = 3
EXACT = ReleaseRule("test", largest=LARGEST, secondary=True)
TOP = 12  # events in one cell that the outsider thinks of at most
NAMES = list("abc")


def rows(counts, people=None, status="ok") -> pd.DataFrame:
    people = np.nan if people is None else people
    return pd.DataFrame({"numerator": counts, "denominator": people, "status": status}, index=NAMES[: len(counts)])


def withheld(table, parents=None, *, rule=EXACT, value_type=ValueType.COUNT, people=None) -> np.ndarray:
    """Years x areas of counts: who is withheld when they are pooled."""
    people = [None] * len(table) if people is None else people
    years = [rows(counts, many).astype({"numerator": float}) for counts, many in zip(table, people, strict=True)]
    pool = without_years(pooled(years, people=value_type != ValueType.COUNT))
    return told_by_pools(years, pool, rule=rule, value_type=value_type, parents=parents)


def test_a_small_value_appears_once_three_years_are_pooled():
    assert withheld([[2], [3], [2]]).tolist() == [False]  # 7 in all: each year may be 1 to 3
    assert withheld([[12], [15], [20]]).tolist() == [False]
    assert withheld([[0], [0], [0]]).tolist() == [False]


def test_a_year_that_would_follow_by_subtraction_keeps_the_pool_away():
    assert withheld([[2], [15], [20]]).tolist() == [True]  # less the other two years it is 2
    assert withheld([[1], [1], [20]]).tolist() == [True]  # two withheld years hold 2 together
    assert withheld([[3], [3], [3]]).tolist() == [True]  # the highest there can be: all three would be known
    assert withheld([[1], [0], [1]]).tolist() == [True]  # small itself


def test_people_not_counted_are_protected_too():
    many = [[20.0], [20.0], [20.0]]
    assert withheld([[18], [10], [10]], value_type=ValueType.PROPORTION, people=many).tolist() == [True]
    assert withheld([[10], [10], [10]], value_type=ValueType.PROPORTION, people=many).tolist() == [False]
    few = [[3.0], [20.0], [20.0]]  # three people in the first year: the years less the pool would say so
    assert withheld([[0], [10], [10]], value_type=ValueType.PROPORTION, people=few).tolist() == [True]


def test_parts_of_events_are_not_pooled_over_a_withheld_year():
    assert withheld([[2.5], [3.0], [9.0]]).tolist() == [True]
    assert withheld([[12.5], [13.0], [19.0]]).tolist() == [False]


def test_the_gate_gives_the_reason_and_wipes_every_number_of_the_row():
    frame = rows([30.0, 25.0], [100.0, 90.0]).assign(**{WITHHELD_FOR: [str(Reason.POOLED), ""]})
    shown = released(frame.assign(reason="", value=np.nan), EXACT, value_type=ValueType.PROPORTION)
    assert WITHHELD_FOR not in shown and shown["reason"].tolist() == [str(Reason.POOLED), ""]
    assert np.isnan(shown.loc["a", ["numerator", "denominator"]].astype(float)).all()
    assert shown.loc["b", ["numerator", "denominator"]].tolist() == [25, 90]


def test_rows_of_three_years_are_added_up_and_a_gap_is_no_zero():
    years = [rows([1.0, 2.0, 3.0], [10.0, 20.0, 30.0]) for _ in range(3)]
    years[1].loc["b", ["numerator", "status"]] = [np.nan, "suppressed"]
    years[2].loc["c", "numerator"] = np.nan
    made = pooled([year.assign(coverage=share) for year, share in zip(years, (1.0, 0.9, 1.0), strict=True)])
    assert made["numerator"].fillna(-1).tolist() == [3, -1, -1]
    assert made["denominator"].fillna(-1).tolist() == [30, -1, -1]
    assert made["status"].tolist() == [str(Status.OK), str(Status.SUPPRESSED), str(Status.MISSING)]
    assert made["reason"].tolist() == ["", "", NOT_EVERY_YEAR] and (made["coverage"] == 0.9).all()
    again = single_years(made)
    assert len(again) == 3 and all(one.equals(year) for one, year in zip(again, years, strict=True))
    assert single_years(years[0]) == [] and list(without_years(made)) == [*years[0], "coverage", "reason"]


# An outsider who lists every possible world.


def known(table, alone, pools, totals):
    """Small cells (year, area) that have one possible value in every world: whole numbers that fit all that is shown.

    `totals` are lists of cells whose sum is shown beside the pools that are not withheld. Slow and obvious: every
    assignment to the withheld cells is listed.
    """
    hidden = [(year, area) for year in range(3) for area in range(3) if alone[year][area]]
    small = [alone[year][area] == "small" for year, area in hidden]
    ranges = [np.arange(1, LARGEST + 1) if one else np.arange(LARGEST + 1, TOP + 1) for one in small]
    worlds = np.stack(np.meshgrid(*ranges, indexing="ij")).reshape(len(hidden), -1) if hidden else np.zeros((0, 1))
    for cells in [*totals, *([(year, area) for year in range(3)] for area in range(3) if not pools[area])]:
        held = [place for place, cell in enumerate(hidden) if cell in cells]
        rest = sum(table[year][area] for year, area in (hidden[place] for place in held))
        worlds = worlds[:, worlds[held].sum(axis=0) == rest]
    return {cell for cell, values, one in zip(hidden, worlds, small, strict=True) if one and len(set(values)) == 1}


counts = st.sampled_from([0, 1, 2, 3, 4, 5, 9, 11])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(counts, counts, counts), min_size=3, max_size=3), st.booleans())
@example([(0, 0, 0), (3, 3, 0), (3, 3, 0)], True)  # the yearly totals tell, so they are not shown: the pools must not
def test_an_outsider_finds_no_year_that_the_years_alone_did_not_give_away(table, county):
    parents = pd.DataFrame({"county": ["x"] * 3}, index=NAMES) if county else None
    years = [rows(list(one)).astype({"numerator": float}).assign(reason="") for one in table]
    shown = [released(year, EXACT, value_type=ValueType.COUNT, parents=parents) for year in years]
    words = {str(Reason.SMALL_COUNT): "small", str(Reason.SECONDARY): "other", "": ""}
    alone = [[words[reason] for reason in one["reason"]] for one in shown]
    if sum(bool(cell) for one in alone for cell in one) > 6:
        return  # too many worlds to list
    totals = []
    for place, year in enumerate(years):
        gone = county and withheld_parents(year, EXACT, value_type=ValueType.COUNT, parents=parents)
        if county and not gone and sum(table[place]) > LARGEST:
            totals.append([(place, area) for area in range(3)])
    before = known(table, alone, [True] * 3, totals)
    assert known(table, alone, withheld(table, parents).tolist(), totals) <= before
