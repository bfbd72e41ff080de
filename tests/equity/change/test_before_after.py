"""Before and after: slow sums, the tests it must contain, every reason to withhold, one series of published rates."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student
from scipy.stats import ttest_ind

from data.schema import ValueType
from equity.change.before_after import Missing, before_and_after
from equity.change.programme import CAUTION, Programme
from equity.result import Z95
from equity.values.two_values import difference_of_proportions
from tests.shared_folder import shared

ASKED = Programme("a", "A", "E1", "2017-04-01", "2019-03-31", source="s", indicators=("i",))
NAN = float("nan")


def series(values, *, first=2014, months=12, **columns):
    """Financial years from the one that ends in `first`; values are (counted, people) or single numbers."""
    ends = [f"{first + place}-03-31" for place in range(len(values))]
    frame = pd.DataFrame({"end": ends, "months": months, "status": "ok"}, index=[end[:4] for end in ends])
    pairs = [value if isinstance(value, tuple) else (NAN, NAN) for value in values]
    frame["numerator"], frame["denominator"] = np.array(pairs, dtype=float).reshape(-1, 2).T
    frame["value"] = [100 * v[0] / v[1] if isinstance(v, tuple) and v[1] else v for v in values]
    frame["value"] = pd.to_numeric(frame["value"], errors="coerce")
    return frame.assign(**({"lower_ci": NAN, "upper_ci": NAN} | columns))


COUNTS = st.tuples(st.integers(5, 95), st.just(100))


@settings(max_examples=40)
@given(st.lists(COUNTS, min_size=8, max_size=8))
def test_sums_and_limits_in_plain_loops(counts):
    found = before_and_after(series(counts), ASKED, value_type=ValueType.PROPORTION)
    before, after = counts[:4], counts[4:]
    assert found.before.periods == ("2014", "2015", "2016", "2017") and found.basis == "counts"
    x0, x1 = sum(x for x, _ in before), sum(x for x, _ in after)
    assert (found.before.value, found.after.value) == pytest.approx((x0 / 4, x1 / 4))
    assert (found.before.numerator, found.after.denominator) == (x0, 400)
    _, lower, upper = (100 * float(end) for end in difference_of_proportions((x1, 400), (x0, 400)))
    limits = (lower, upper)
    if len(set(before)) > 1 and len(set(after)) > 1:
        welch = ttest_ind([x for x, _ in after], [x for x, _ in before], equal_var=False).confidence_interval(0.95)
        limits = (min(lower, welch.low), max(upper, welch.high))
    elif len({*before}) > 1 or len({*after}) > 1:
        half = student.ppf(0.975, 3) * max(np.std([x for x, _ in side], ddof=1) for side in (before, after)) / 2
        limits = (min(lower, x1 / 4 - x0 / 4 - half), max(upper, x1 / 4 - x0 / 4 + half))
    assert (found.estimate, found.lower_ci, found.upper_ci) == pytest.approx((x1 / 4 - x0 / 4, *limits), abs=1e-6)
    assert found.caution == CAUTION and "does not show cause" in CAUTION


def test_values_without_counts_are_averaged_over_periods():
    values = [50, 54, 52, 49, 40, 41, 44, 39]
    found = before_and_after(series(values), ASKED, value_type=ValueType.DSR)
    assert found.basis == "values" and found.before.value == np.mean(values[:4])
    half = student.ppf(0.975, 3) * np.std(values[:4], ddof=1) / 2
    assert (found.before.lower_ci, found.before.upper_ci) == pytest.approx((51.25 - half, 51.25 + half))
    wide = series(values, lower_ci=np.array(values) - 20.0, upper_ci=np.array(values) + 20.0)
    published = before_and_after(wide, ASKED, value_type=ValueType.DSR)
    assert published.before.upper_ci - published.before.value == pytest.approx(Z95 * math.sqrt(4 * (20 / Z95) ** 2) / 4)
    assert published.upper_ci - published.lower_ci > found.upper_ci - found.lower_ci


def test_one_value_without_counts_turns_all_to_values():
    frame = series([(50, 100), (51, 100), (52, 100), (49, 100), (40, 100), (41, 100), (42, 100), (43, 100)])
    frame.loc["2015", "numerator"] = NAN
    assert before_and_after(frame, ASKED, value_type=ValueType.PROPORTION).basis == "values"
    assert before_and_after(frame.drop("2015"), ASKED, value_type=ValueType.PROPORTION).basis == "counts"


@settings(max_examples=20)
@given(st.lists(COUNTS, min_size=9, max_size=9), st.integers(1, 300))
def test_the_period_of_the_start_is_on_neither_side(counts, day):
    start = (pd.Timestamp("2016-04-01") + pd.Timedelta(days=day)).date().isoformat()
    asked = Programme("a", "A", "E1", start)
    frame = series(counts)
    found = before_and_after(frame, asked, value_type=ValueType.PROPORTION)
    assert found.straddling == ("2017",)
    assert "2017" not in found.before.periods + found.after.periods
    spoilt = frame.copy()
    spoilt.loc["2017", ["numerator", "value"]] = [100.0, 100.0]
    again = before_and_after(spoilt, asked, value_type=ValueType.PROPORTION)
    assert (again.estimate, again.lower_ci) == (found.estimate, found.lower_ci)


@given(st.permutations(range(8)))
def test_the_order_of_rows_does_not_matter(order):
    frame = series([(50, 100), (51, 100), (52, 90), (49, 100), (40, 100), (41, 70), (42, 100), (43, 100)])
    base = before_and_after(frame, ASKED, value_type=ValueType.PROPORTION)
    assert before_and_after(frame.iloc[list(order)], ASKED, value_type=ValueType.PROPORTION) == base


EIGHT = [(50 + place, 100) for place in range(8)]


def changed(**columns):
    return series(EIGHT).assign(**columns)


@pytest.mark.parametrize(
    ("frame", "value_type", "reason"),
    [
        (changed(months=0), "proportion", Missing.ADDS_UP),
        (changed(months=36), "proportion", Missing.OVERLAPS),
        (changed(basis=["a"] * 5 + ["b"] * 3), "proportion", Missing.MEMBERS_CHANGE),
        (series(EIGHT[:7], first=2015).iloc[1:], "proportion", Missing.TOO_FEW_BEFORE),
        (series(EIGHT[:6]), "proportion", Missing.TOO_FEW_AFTER),
        (series([]), "proportion", Missing.TOO_FEW_BEFORE),
        (changed(status=["suppressed"] * 2 + ["ok"] * 6), "proportion", Missing.TOO_FEW_BEFORE),
        (changed(status=["ok"] * 6 + ["not_comparable"] * 2), "proportion", Missing.TOO_FEW_AFTER),
        (changed(value=NAN), "proportion", Missing.TOO_FEW_BEFORE),
        (series([7.0] * 8), "mean", Missing.NO_VARIATION),
        (series([(0, 100)] * 8), "proportion", Missing.NONE),
        (series([(120, 100)] * 8), "crude_rate", Missing.NONE),
        (series([(0, 100)] * 8), "crude_rate", Missing.NONE),
        (changed(basis="a"), "proportion", Missing.NONE),
    ],
)
def test_edges(frame, value_type, reason):
    found = before_and_after(frame, ASKED, value_type=ValueType(value_type))
    assert (found.status, found.reason) == ("missing" if reason else "ok", reason)
    assert math.isnan(found.estimate) == bool(reason)
    if not reason:
        assert found.lower_ci <= found.estimate <= found.upper_ci


def test_a_start_inside_the_only_year_between_leaves_too_few():
    frame = series(EIGHT[:6])
    found = before_and_after(frame, Programme("a", "A", "E1", "2016-09-01"), value_type=ValueType.PROPORTION)
    assert (found.reason, found.straddling) == (Missing.TOO_FEW_AFTER, ("2017",))


def test_counts_that_make_no_value_are_not_used():
    frame = series([(50, 100)] * 7 + [(5, 0)])
    found = before_and_after(frame, ASKED, value_type=ValueType.PROPORTION)
    assert found.unused == ("2021",) and found.after.denominator == 300


@pytest.mark.shared
def test_published_asthma_admissions_without_counts():
    """Rates per 100,000 under 19 (Fingertips 90810): the drop of 2020/21 is in the years since an invented start."""
    table = pd.read_csv(shared("data", "ohid", "fingertips_90810_asthma_u19_7LAs_2013-14_to_2023-24.csv"))
    for area, rows in table[table["age"] == "0-18 yrs"].groupby("area_name"):
        frame = rows.set_index("time_period").assign(status="ok", months=12, lower_ci=NAN, upper_ci=NAN)
        frame = frame.rename(columns={"value_per_100k": "value"}).assign(numerator=NAN, denominator=NAN)
        frame["end"] = [f"{int(period[:4]) + 1}-03-31" for period in frame.index]
        asked = Programme("a", "A", area, "2018-09-01")
        found = before_and_after(frame, asked, value_type=ValueType.CRUDE_RATE, multiplier=100_000)
        early, late = (frame.loc[list(side.periods), "value"] for side in (found.before, found.after))
        assert (found.basis, found.straddling, found.before.periods[-1]) == ("values", ("2018/19",), "2017/18")
        assert found.after.periods[0] == "2019/20"
        welch = ttest_ind(late, early, equal_var=False).confidence_interval(0.95)
        assert found.estimate == pytest.approx(late.mean() - early.mean())
        assert found.lower_ci <= welch.low + 1e-9 and found.upper_ci >= welch.high - 1e-9
