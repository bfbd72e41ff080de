"""Groups of one axis, their gap and its change over time, a second way: comparison by comparison in plain loops."""

from math import exp, hypot, isnan, log, nan, sqrt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import ValueType
from equity.inequality.axes import Axis, along
from equity.inequality.gap_over_time import gap_over_time
from equity.inequality.group_gap import REST, group_gap
from equity.result import Z95

GROUPS = ("1", "2", "5", "unknown")
PERIODS = ("2020", "2021", "2022")
KIND = {"value_type": ValueType.PROPORTION, "multiplier": 100}

# Edges stand among the counts: none, of nobody, more than there are, negative, missing; a group may have no row.
count = st.sampled_from([(nan, 50.0), (0.0, 50.0), (3.0, 0.0), (60.0, 50.0), (-1.0, 50.0), (50.0, 50.0)])
count |= st.tuples(st.integers(1, 30), st.integers(30, 90)).map(lambda one: (float(one[0]), float(one[1])))
comparison = st.dictionaries(st.sampled_from(GROUPS), count, min_size=1)
tables = st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from(PERIODS)), comparison, min_size=1, max_size=6)


def tidy(table):
    rows = [
        (area, period, f"imd_quintile:{group}", *cells)
        for (area, period), groups in sorted(table.items())
        for group, cells in groups.items()
    ]
    frame = pd.DataFrame(rows, columns=["area_code", "period", "category", "numerator", "denominator"])
    return along(frame, Axis.DEPRIVATION, within=("area_code", "period"))


def sound(side):
    return side is not None and not isnan(side[0]) and 0 <= side[0] <= side[1] and side[1] > 0


def second(groups, name):
    """The second group; everyone of known group but the first."""
    if name != REST:
        return groups.get(name)
    others = [cells for group, cells in groups.items() if group not in ("1", "unknown")]
    return (sum(x for x, _ in others), sum(n for _, n in others)) if others else None


def wilson(x, n):
    middle, wide = 2 * x + Z95**2, Z95 * sqrt(Z95**2 + 4 * x * (1 - x / n))
    return (middle - wide) / (2 * (n + Z95**2)), (middle + wide) / (2 * (n + Z95**2))


def plain_gap(groups, name):
    """Difference in points with Newcombe's limits, and the ratio with the standard error of its logarithm."""
    one, other = groups.get("1"), second(groups, name)
    if not (sound(one) and sound(other)):
        return None, None
    p, q = one[0] / one[1], other[0] / other[1]
    (low, high), (below, above) = wilson(*one), wilson(*other)
    difference = [100 * part for part in (p - q, p - q - hypot(p - low, above - q), p - q + hypot(high - p, q - below))]
    if not (one[0] and other[0]) or (one[0] == one[1] and other[0] == other[1]):
        return difference, None
    return difference, (p / q, sqrt(1 / one[0] - 1 / one[1] + 1 / other[0] - 1 / other[1]))


@given(tables, st.sampled_from(["5", REST]))
@settings(deadline=None, max_examples=10)
def test_gaps_and_their_changes_comparison_by_comparison(table, name):
    rows = tidy(table)
    if rows.empty:
        return
    found = gap_over_time(group_gap(rows, ("1", name), within=("area_code", "period"), **KIND))
    began = {}
    for key in sorted({(area, period) for area, period in found.difference.index}):
        difference, ratio = plain_gap(table[key], name)
        row, change = found.difference.loc[key], found.difference_change.loc[key]
        assert isnan(row["value"]) == (difference is None)
        if difference is None:
            assert isnan(change["value"]) and row["reason"]
            continue
        assert row[["value", "lower_ci", "upper_ci"]].tolist() == pytest.approx(difference, abs=1e-9)
        first = began.setdefault((key[0], "difference"), (key, difference))
        assert change["value"] == pytest.approx(difference[0] - first[1][0], abs=1e-9)
        if first[0] != key:
            moved, down = difference[0] - first[1][0], (difference[0] - difference[1], first[1][2] - first[1][0])
            assert change["lower_ci"] == pytest.approx(moved - hypot(*down), abs=1e-9)
        if ratio is not None and not isnan(found.ratio.loc[key]["value"]):
            first = began.setdefault((key[0], "ratio"), (key, ratio))
            change = found.ratio_change.loc[key]
            assert found.ratio.loc[key]["value"] == pytest.approx(ratio[0])
            assert change["value"] == pytest.approx(ratio[0] / first[1][0])
            if first[0] != key:
                far = log(ratio[0] / first[1][0]) + Z95 * hypot(ratio[1], first[1][1])
                assert change["upper_ci"] == pytest.approx(exp(far))


@given(tables)
@settings(deadline=None, max_examples=10)
def test_share_of_unknown_group_comparison_by_comparison(table):
    """Of people; a comparison without any has that of its events."""
    for row in tidy(table).itertuples():
        groups = table[row.area_code, row.period]
        people = sum(n for _, n in groups.values())
        assert people or row.denominator == 0
        if people:
            assert row.unknown_share == pytest.approx(groups.get("unknown", (0, 0))[1] / people)


@given(tables)
@settings(deadline=None, max_examples=6)
def test_a_gap_turned_round_has_the_other_sign(table):
    rows = tidy(table)
    if not rows.empty:
        there, back = (
            group_gap(rows, pair, within=("area_code", "period"), **KIND) for pair in (("1", "5"), ("5", "1"))
        )
        pd.testing.assert_series_equal(there.difference["value"], -back.difference["value"])
        pd.testing.assert_series_equal(there.difference["lower_ci"], -back.difference["upper_ci"], check_names=False)
