"""Slope and relative index: reference numbers, a second implementation, properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.api import WLS

from equity.inequality.slope_index import slope_index
from equity.inequality.slope_inputs import Quantiles, Scale, SlopeSettings
from equity.inequality.slope_limits import simulated_tails, weighted_line
from equity.result import Z95, Reason
from tests.equity.inequality.quantile_frames import around, of_case, row, rows
from tests.equity.shared_cases import cases, name, needed

FEW = SlopeSettings(draws=1_000)
groups = st.lists(st.tuples(st.floats(1, 90), st.integers(50, 9000)), min_size=5, max_size=12)


def within(actual, expected, *, width, tolerance):
    assert abs(actual - expected) <= tolerance * width


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("sii_rii"), ids=name)
def test_reference_indices(case):
    needed(case)
    values, people, limits, how = of_case(case)
    slope, relative = slope_index(values, people, limits=limits, settings=how)
    expected = case["expected"]
    for frame, of in ((slope, "sii"), (relative, "rii")):
        if expected[of] is None:
            assert math.isnan(frame["value"].iloc[0])
            assert frame["reason"].iloc[0] != ""
            continue
        assert frame["value"].iloc[0] == pytest.approx(expected[of], rel=case["tolerance"]["rel"])
        if f"{of}_lower95" in expected:
            width = expected[f"{of}_upper95"] - expected[f"{of}_lower95"]
            for side in ("lower", "upper"):
                within(frame[f"{side}_ci"].iloc[0], expected[f"{of}_{side}95"], width=width, tolerance=0.03)
    if "intercept" in expected:
        assert slope["intercept"].iloc[0] == pytest.approx(expected["intercept"])


@pytest.mark.shared
@pytest.mark.parametrize(
    "case", [c for c in cases("sii_rii") if not c or c["inputs"]["confidence"] != [0.95]], ids=name
)
def test_reference_limits_of_other_levels(case):
    needed(case)
    values, people, limits, how = of_case(case)
    given_ = Quantiles.of(values, people, spread=limits, settings=how)
    for level in case["inputs"]["confidence"]:
        tails = ((1 - level) / 2, (1 + level) / 2)
        found = simulated_tails(given_, weighted_line(given_.people), settings=how, tails=tails)[0, :, :, 0]
        for place, of in enumerate(("sii", "rii")):
            ends = [case["expected"][f"{of}_{side}{level * 100:.0f}"] for side in ("lower", "upper")]
            for actual, expected in zip(found[:, place], ends, strict=True):
                within(actual, expected, width=ends[1] - ends[0], tolerance=0.03)


@given(groups)
@settings(max_examples=40, deadline=None)
def test_same_as_weighted_regression(given_):
    values, people = ([g[k] for g in given_] for k in (0, 1))
    share, place, below = np.array(people) / sum(people), [], 0.0
    for part in share:
        place.append(below + part / 2)
        below += part
    fit = WLS(values, np.column_stack([np.ones(len(place)), place]), weights=share).fit()
    slope, relative = slope_index(row(values), row(people), limits=around(row(values)), settings=FEW)
    intercept, gradient = fit.params
    assert slope["value"].iloc[0] == pytest.approx(gradient, abs=1e-8)
    assert slope["intercept"].iloc[0] == pytest.approx(intercept, abs=1e-8)
    if relative["reason"].iloc[0] == Reason.LINE_NEAR_ZERO:
        assert min(intercept, intercept + gradient) > 0
    elif min(intercept, intercept + gradient) > 1e-9:
        assert relative["value"].iloc[0] == pytest.approx((intercept + gradient) / intercept)
    elif min(intercept, intercept + gradient) < -1e-9:
        assert relative["reason"].iloc[0] == Reason.NOT_ON_SCALE


@given(
    st.floats(1, 90), st.lists(st.integers(50, 9000), min_size=5, max_size=12), st.sampled_from(Scale), st.booleans()
)
@settings(max_examples=40, deadline=None)
def test_equal_groups_have_no_slope(value, people, scale, transform):
    values = row([value / 100] * len(people))
    how = SlopeSettings(scale=scale, transform=transform, draws=2_000)
    slope, relative = slope_index(values, row(people), limits=around(values), settings=how)
    assert slope["value"].iloc[0] == pytest.approx(0, abs=1e-12)
    assert relative["value"].iloc[0] == pytest.approx(1)
    assert slope["higher_in"].iloc[0] == ""
    assert slope["lower_ci"].iloc[0] < 0 < slope["upper_ci"].iloc[0]


@given(groups, st.floats(0.01, 50))
@settings(max_examples=30, deadline=None)
def test_limits_bracket_and_a_change_of_unit_changes_only_the_unit(given_, factor):
    values, people = row([g[0] for g in given_]), row([g[1] for g in given_])
    for scale, transform in ((Scale.NONE, False), (Scale.LOG, False), (Scale.LOG, True)):
        how = SlopeSettings(scale=scale, transform=transform, draws=2_000)
        one = slope_index(values, people, limits=around(values), settings=how)
        other = slope_index(values * factor, people * 7, limits=around(values * factor), settings=how)
        np.testing.assert_allclose(
            other.slope.iloc[:, :5], factor * one.slope.iloc[:, :5], rtol=1e-6, atol=1e-9 * factor
        )
        if one.relative["reason"].iloc[0] == other.relative["reason"].iloc[0] == "":
            np.testing.assert_allclose(other.relative.iloc[:, :5], one.relative.iloc[:, :5], rtol=1e-5)
        order = one.slope[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
        assert (np.diff(order) >= 0).all()


def test_limits_without_a_scale_are_those_of_the_formula():
    """The slope is a weighted sum of normal values: its standard error is known without simulation."""
    values, people = row([30, 28, 25, 26, 20, 19, 15, 12, 11, 10]), row([90, 110, 100, 80, 70, 120, 95, 105, 100, 130])
    error = row(np.linspace(0.5, 2, 10))
    slope = slope_index(values, people, errors=error).slope.iloc[0]
    line = weighted_line(people.to_numpy())[0]
    expected = math.sqrt((((line[:, 1] - line[:, 0]) * error.to_numpy()[0]) ** 2).sum())
    assert slope["upper_ci"] - slope["value"] == pytest.approx(Z95 * expected, rel=0.01)
    assert slope["value"] - slope["lower_998"] == pytest.approx(3.0902 * expected, rel=0.03)


def test_a_negative_multiplier_turns_both_and_keeps_the_order_of_the_limits():
    values, people = row([10, 12, 15, 16, 20]), row([100] * 5)
    for transform in (False, True):
        how = SlopeSettings(scale=Scale.LOG, transform=transform, draws=5_000)
        turned = SlopeSettings(scale=Scale.LOG, transform=transform, draws=5_000, multiplier=-100)
        one = slope_index(values, people, limits=around(values), settings=how)
        other = slope_index(values, people, limits=around(values), settings=turned)
        assert other.slope["value"].iloc[0] == pytest.approx(-100 * one.slope["value"].iloc[0])
        assert other.slope["lower_ci"].iloc[0] == pytest.approx(-100 * one.slope["upper_ci"].iloc[0])
        assert one.slope["higher_in"].tolist() == other.slope["higher_in"].tolist() == ["least"]
        assert other.relative["value"].iloc[0] == pytest.approx(1 / one.relative["value"].iloc[0])
        assert other.relative["upper_ci"].iloc[0] == pytest.approx(1 / one.relative["lower_ci"].iloc[0], rel=1e-3)


def test_an_area_has_the_same_limits_alone_and_among_others():
    values = rows([10, 12, 15, 16, 20], [9, 8, 8, 7, 7], [5, 5, 6, 4, 3])
    people = rows([100, 200, 100, 50, 70], [10, 20, 30, 40, 50], [5, 5, 5, 5, 5])
    both = slope_index(values, people, limits=around(values), settings=FEW)
    turned = slope_index(values[::-1], people[::-1], limits=around(values[::-1]), settings=FEW)
    alone = slope_index(values[1:2], people[1:2], limits=around(values[1:2]), settings=FEW)
    pd.testing.assert_frame_equal(both.slope, turned.slope[::-1])
    pd.testing.assert_frame_equal(both.slope[1:2], alone.slope)
    pd.testing.assert_frame_equal(both.relative[1:2], alone.relative)


def test_reliability_is_small_and_shrinks_with_draws():
    values, people = row([10, 12, 15, 16, 20]), row([100] * 5)
    found = [
        slope_index(values, people, limits=around(values), settings=SlopeSettings(draws=draws, reliability=True))
        for draws in (1_000, 64_000)
    ]
    for few, many in ((found[0].slope, found[1].slope), (found[0].relative, found[1].relative)):
        width = (many["upper_ci"] - many["lower_ci"]).iloc[0]
        assert 0 < many["reliability"].iloc[0] < few["reliability"].iloc[0]
        assert many["reliability"].iloc[0] < 0.02 * width
    assert slope_index(values, people, limits=around(values), settings=FEW).slope["reliability"].isna().all()
