"""Difference-in-differences: a published table, the t test it must equal, plain loops, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from data.schema import ValueType
from equity.similar.change import Design, difference_in_differences, event_study, trend_before
from equity.similar.contrasts import Basis, contrasts
from equity.similar.panel import Panel
from equity.similar.reasons import Withheld
from tests.equity.similar.drawn import codes, made, panel

PERIODS = ("2015", "2016", "2017", "2018")
DESIGN = Design(codes(30)[:8], codes(30)[8:], PERIODS[:2], PERIODS[2:])
ONE = Design(codes(30)[:1], codes(30)[8:], PERIODS[:2], PERIODS[2:])


def test_snows_waterworks():
    """Deaths of cholera per 10,000 in London's sub-districts, 1849 and 1854 (Snow 1855, table XII): 135 and 147 with
    Southwark and Vauxhall's water, 130 and 85 with Lambeth's as well, which had moved its intake."""
    london = made(
        [[3905, 2547], [2261, 2458]],
        [[300_149] * 2, [167_654] * 2],
        value_type=ValueType.CRUDE_RATE,
        multiplier=10_000.0,
    )
    assert london.values.round().to_numpy().tolist() == [[130, 85], [135, 147]]
    twice = made(
        [[3905, 2547], [2261, 2458], [2261, 2458]],
        [[300_149] * 2, [167_654] * 2, [167_654] * 2],
        value_type=ValueType.CRUDE_RATE,
        multiplier=10_000.0,
    )
    row = contrasts(twice, codes(3)[:1], comparators=codes(3)[1:], weights=np.array([[-1.0, 1.0]])).iloc[0]
    assert row["estimate"] == pytest.approx(-56.99, abs=0.005)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(5, 9))
def test_with_equal_people_it_is_welchs_t_on_changes_of_areas(seed, chosen):
    draw = np.random.default_rng(seed)
    share = 0.5 + draw.normal(0, 0.06, (20, 2))
    data = made(np.round(np.clip(share, 0.1, 0.9) * 50_000), np.full((20, 2), 50_000.0))
    found = difference_in_differences(data, Design(codes(20)[:chosen], codes(20)[chosen:], ("2015",), ("2016",)))
    moved = (data.values["2016"] - data.values["2015"]).to_numpy()
    welch = ttest_ind(moved[:chosen], moved[chosen:], equal_var=False)
    assert found.basis == Basis.AREAS
    assert found.estimate == pytest.approx(moved[:chosen].mean() - moved[chosen:].mean())
    assert (found.p_value, found.freedom) == pytest.approx((welch.pvalue, welch.df))
    limits = welch.confidence_interval(0.95)
    assert (found.lower_ci, found.upper_ci) == pytest.approx((limits.low, limits.high))
    assert found.lower_998 < found.lower_ci < found.upper_ci < found.upper_998


def slow_change(data, design):
    """Estimate and standard error with the area as the unit, in plain loops."""
    groups = []
    for areas in (design.chosen, design.comparators):
        sums = [
            (
                sum(data.numerator.at[area, p] for p in design.before),
                sum(data.denominator.at[area, p] for p in design.before),
                sum(data.numerator.at[area, p] for p in design.after),
                sum(data.denominator.at[area, p] for p in design.after),
            )
            for area in areas
        ]
        x0, n0, x1, n1 = (sum(row[place] for row in sums) for place in range(4))
        p0, p1 = x0 / n0, x1 / n1
        pulls = [(b1 - p1 * m1) / n1 - (b0 - p0 * m0) / n0 for b0, m0, b1, m1 in sums]
        variance = len(sums) / (len(sums) - 1) * sum(pull**2 for pull in pulls) if len(sums) > 1 else 0
        singles = [b1 / m1 - b0 / m0 - (p1 - p0) for b0, m0, b1, m1 in sums]
        sizes = [(m0 / n0 + m1 / n1) / 2 for _, m0, _, m1 in sums]
        counting = p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1
        groups.append((p1 - p0, variance, singles, sizes, counting))
    own, others = groups
    first = own[1]
    if len(design.chosen) < 5:
        first = sum(one**2 for one in others[2]) / (len(others[2]) - 1) * sum(size**2 for size in own[3])
    return 100 * (own[0] - others[0]), 100 * math.sqrt(max(first + others[1], own[4] + others[4]))


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 12), st.floats(0, 0.1))
def test_the_same_in_plain_loops(seed, chosen, spread):
    data = panel(30, 4, seed=seed, spread=spread)
    design = Design(codes(30)[:chosen], codes(30)[chosen:], PERIODS[:2], PERIODS[2:])
    found, (estimate, error) = difference_in_differences(data, design), slow_change(data, design)
    assert (found.estimate, found.error) == pytest.approx((estimate, error))
    assert found.areas == (chosen, 30 - chosen)


def test_areas_that_change_alike_leave_counting_error_as_the_floor():
    flat = made([[50, 60]] * 10, [[100, 100]] * 10)
    found = difference_in_differences(flat, Design(codes(10)[:2], codes(10)[2:], ("2015",), ("2016",)))
    assert (found.basis, found.estimate) == (Basis.COUNTING, pytest.approx(0))
    by_hand = 100 * math.sqrt((0.25 + 0.24) / 200 + (0.25 + 0.24) / 800)
    assert found.error == pytest.approx(by_hand)


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(2, 9))
def test_limits_are_wider_than_counting_alone_and_turn_with_the_sides(seed, chosen):
    data = panel(20, 2, seed=seed)
    there = Design(codes(20)[:chosen], codes(20)[chosen:], ("2015",), ("2016",))
    found = difference_in_differences(data, there)
    counting = slow_counting(data, there)
    assert found.upper_ci - found.lower_ci >= 2 * 1.96 * counting
    same_time = difference_in_differences(data, Design(there.chosen, there.comparators, ("2016",), ("2015",)))
    assert (same_time.estimate, same_time.error) == pytest.approx((-found.estimate, found.error))


def slow_counting(data, design):
    total = 0.0
    for areas in (design.chosen, design.comparators):
        for period in (*design.before, *design.after):
            n = data.denominator.loc[areas, period].sum()
            p = data.numerator.loc[areas, period].sum() / n
            total += p * (1 - p) / n
    return 100 * math.sqrt(total)


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(random):
    data, order = panel(30, 4), list(codes(30))
    random.shuffle(order)
    moved = Panel(data.numerator.loc[order], data.denominator.loc[order], data.value_type)
    base, found = difference_in_differences(data, DESIGN), difference_in_differences(moved, DESIGN)
    assert (found.estimate, found.error, found.p_value) == pytest.approx((base.estimate, base.error, base.p_value))


def test_periods_are_added_up_before_anything_else():
    data = panel(30, 4)
    two = data.over({"2015": PERIODS[:2], "2016": PERIODS[2:]})
    short = Design(DESIGN.chosen, DESIGN.comparators, ("2015",), ("2016",))
    assert difference_in_differences(two, short) == difference_in_differences(data, DESIGN)


def spoilt(**cells):
    data = panel(30, 4)
    x, n = data.numerator.copy(), data.denominator.copy()
    for name, value in cells.items():
        (x if name[0] == "x" else n).iloc[int(name[1:]), 1] = value
    return Panel(x, n, data.value_type)


@pytest.mark.parametrize(
    "cells", [{"x9": np.nan}, {"n9": 0}, {"x9": -1}, {"x9": 10**9}, {"n9": np.nan}, {"x9": np.inf}]
)
def test_an_area_with_a_bad_period_is_left_out_and_counted(cells):
    found = difference_in_differences(spoilt(**cells), DESIGN)
    assert (found.status, found.areas, found.incomplete) == ("ok", (8, 21), (0, 1))
    without = Design(DESIGN.chosen, DESIGN.comparators.drop("A0009"), DESIGN.before, DESIGN.after)
    assert found.estimate == difference_in_differences(panel(30, 4), without).estimate


FLAT = made([[0, 0]] * 9, [[50, 50]] * 9)
NINE = Design(codes(9)[:1], codes(9)[1:], ("2015",), ("2016",))


@pytest.mark.parametrize(
    ("data", "design", "reason"),
    [
        (panel(30, 4), Design(ONE.chosen, ONE.comparators[:4], *[PERIODS[:2], PERIODS[2:]]), "too_few_comparators"),
        (panel(30, 4), Design(ONE.chosen, ONE.comparators, (), PERIODS), "no_period_before"),
        (panel(30, 4), Design(ONE.chosen, ONE.comparators, PERIODS, ()), "no_period_after"),
        (panel(30, 4), Design(ONE.chosen[:0], ONE.comparators, ("2015",), ("2016",)), "chosen_without_value"),
        (panel(30, 4), Design(pd.Index(["gone"]), ONE.comparators, ("2015",), ("2016",)), "chosen_without_value"),
        (spoilt(x0=np.nan), ONE, "chosen_without_value"),
        (FLAT, NINE, "no_variation"),
        (made([[50, 50]] * 9, [[50, 50]] * 9), NINE, "no_variation"),
    ],
)
def test_every_reason_to_withhold(data, design, reason):
    found = difference_in_differences(data, design)
    assert (found.status, found.reason) == ("missing", reason)
    assert math.isnan(found.estimate) and math.isnan(found.p_value)
    assert trend_before(data, design).reason in (reason, Withheld.TOO_FEW_PERIODS)


def test_event_study_is_the_same_comparison_period_by_period():
    data = panel(30, 4)
    study = event_study(data, DESIGN)
    assert list(study["phase"]) == ["before", "reference", "after", "after"]
    assert study.at["2016", "estimate"] == study.at["2016", "error"] == 0
    for period in ("2017", "2018"):
        one = difference_in_differences(data, Design(DESIGN.chosen, DESIGN.comparators, ("2016",), (period,)))
        assert study.at[period, "estimate"] == pytest.approx(one.estimate)
        assert study.at[period, "lower_ci"] == pytest.approx(one.lower_ci)
    assert event_study(data, Design(DESIGN.chosen, DESIGN.comparators[:3], ("2015",), ("2016",))).empty


def test_slopes_before_the_start():
    data = panel(30, 4)
    design = Design(DESIGN.chosen, DESIGN.comparators, PERIODS[:3], PERIODS[3:])
    found = trend_before(data, design)
    values = [
        data.numerator.loc[areas, list(PERIODS[:3])].sum() / data.denominator.loc[areas, list(PERIODS[:3])].sum() * 100
        for areas in (design.chosen, design.comparators)
    ]
    slopes = [np.polyfit(range(3), series.to_numpy(), 1)[0] for series in values]
    assert found.estimate == pytest.approx(slopes[0] - slopes[1])
    assert found.lower_ci < found.estimate < found.upper_ci
    assert trend_before(data, DESIGN).reason == Withheld.TOO_FEW_PERIODS
    nobody = made([[0] * 4] * 9, [[50] * 4] * 9)
    flat = Design(NINE.chosen, NINE.comparators, PERIODS[:3], PERIODS[3:])
    assert trend_before(nobody, flat).reason == Withheld.NO_VARIATION


def test_a_planted_change_is_found():
    data = panel(40, 4, spread=0.01)
    x = data.numerator.copy()
    x.loc[codes(40)[:6], list(PERIODS[2:])] += 0.1 * data.denominator.loc[codes(40)[:6], list(PERIODS[2:])]
    moved = Panel(x, data.denominator, data.value_type)
    found = difference_in_differences(moved, Design(codes(40)[:6], codes(40)[6:], PERIODS[:2], PERIODS[2:]))
    assert found.lower_ci < 10 < found.upper_ci
    assert found.p_value < 1e-4


def test_an_area_cannot_be_compared_with_itself():
    with pytest.raises(ValueError, match="chosen and compared with itself: A0001"):
        Design(codes(5)[:2], codes(5)[1:], ("2015",), ("2016",))
