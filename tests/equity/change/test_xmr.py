"""XmR charts and assurance: published limits, plain loops, screening, rebases, trial limits, edges, noise."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity
from equity.change.assurance import assurance
from equity.change.control_chart import FIRM_FROM, Rebase, Settings, stretches
from equity.change.run_rules import RunLengths
from equity.change.xmr import xmr
from tests.equity.shared_cases import cases, name, near, needed

NA = float("nan")
PEAK = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def limits(chart, point=0, area=0):
    return tuple(float(part[area, point]) for part in (chart.mean, chart.lower, chart.upper))


def test_published_limits_with_and_without_screening():
    """NHSRplotthedots, vignette "deviations": UPL 4.6, mean 1.94, LPL -0.72 screened."""
    assert limits(xmr([PEAK])) == pytest.approx((1.94, -0.72, 4.60), abs=0.006)
    wide = limits(xmr([PEAK], Settings(screened=False)))
    ranges = [abs(b - a) for a, b in pairwise(PEAK)]
    spread = 2.66 * sum(ranges) / len(ranges)
    assert wide == pytest.approx((35 / 18, 35 / 18 - spread, 35 / 18 + spread))
    assert xmr([PEAK]).marks["outside"][0].tolist() == [0] * 4 + [1] + [0] * 13


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_xmr_limits"), ids=name)
def test_reference_limits(case):
    needed(case)
    given_ = case["inputs"]
    chart = xmr([given_["values"]], Settings(screened=given_["screen_outliers"], baseline=given_.get("fix_after_n")))
    for value, key in zip(limits(chart), ("mean", "lpl", "upl"), strict=True):
        near(value, case["expected"][key], case=case)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_special_cause_series"), ids=name)
def test_reference_series_from_end_to_end(case):
    needed(case)
    given_ = case["inputs"]
    lengths = RunLengths(shift=given_["shift_length"], trend=given_["trend_length"])
    chart = xmr([given_["values"]], Settings(screened=given_["screen_outliers"], lengths=lengths))
    for value, key in zip(limits(chart), ("mean", "lpl", "upl"), strict=True):
        near(value, case["expected"][key], case=case)
    for rule in ("outside", "shift", "trend", "two_in_three"):
        assert (chart.marks[rule][0] != 0).tolist() == case["expected"][rule]
    assert (chart.special[0] != 0).tolist() == case["expected"]["special_cause"]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_assurance"), ids=name)
def test_reference_assurance(case):
    needed(case)
    given_ = case["inputs"]
    polarity = {"increase": "high_is_good", "decrease": "low_is_good", "neutral": "none"}[
        given_["improvement_direction"]
    ]
    found = assurance(given_["target"], given_["lpl"], upper=given_["upl"], polarity=Polarity(polarity))
    assert found == (case["expected"]["assurance"] or "not_assessed")


def test_published_assurance():
    """NHSRplotthedots, test-ptd_calculate_assurance_type.R: limits 1-3, 5-7 and 1-5 about a target of 4."""
    lower, upper = [1, 5, 1, NA], [3, 7, 5, NA]
    up = assurance(4, lower, upper=upper, polarity=Polarity.HIGH_IS_GOOD).tolist()
    assert up == ["consistent_fail", "consistent_pass", "inconsistent", "not_assessed"]
    down = assurance(4, lower, upper=upper, polarity=Polarity.LOW_IS_GOOD).tolist()
    assert down == ["consistent_pass", "consistent_fail", "inconsistent", "not_assessed"]
    assert set(assurance(4, lower, upper=upper, polarity=Polarity.NONE)) == {"not_assessed"}
    assert assurance(3, 1, upper=3, polarity=Polarity.LOW_IS_GOOD) == "inconsistent"
    assert assurance(NA, 1, upper=3, polarity=Polarity.LOW_IS_GOOD) == "not_assessed"


def slow_limits(values, screened):
    known = [v for v in values if v == v]
    ranges = [abs(b - a) for a, b in pairwise(values) if a == a and b == b]
    if not ranges:
        return (NA, NA, NA)
    middle = sum(ranges) / len(ranges)
    if screened:
        kept = [one for one in ranges if one <= 3.267 * middle]
        middle = sum(kept) / len(kept)
    mean = sum(known) / len(known)
    return (mean, mean - 2.66 * middle, mean + 2.66 * middle)


VALUE = st.one_of(st.floats(-100, 100), st.just(NA))


@given(st.lists(st.lists(VALUE, min_size=9, max_size=9), min_size=1, max_size=4), st.booleans())
def test_limits_in_plain_loops(rows, screened):
    chart = xmr(rows, Settings(screened=screened))
    for place, values in enumerate(rows):
        assert limits(chart, area=place) == pytest.approx(slow_limits(values, screened), nan_ok=True, abs=1e-9)
    scaled = xmr(np.array(rows) * 8 - 16, Settings(screened=screened))
    np.testing.assert_allclose(scaled.upper, chart.upper * 8 - 16, atol=1e-6)


def test_a_rebase_begins_anew_and_needs_its_reason():
    steps = [10.0, 11.0] * 8 + [20.0, 21.0] * 8
    one = xmr([steps])
    two = xmr([steps], Settings(rebases=(Rebase(16, "A new service opened"),)))
    assert (one.special != 0).any() and not (two.special != 0).any()
    assert limits(two)[0] == 10.5 and limits(two, 31)[0] == 20.5
    assert two.rebases[0].reason == "A new service opened"
    assert limits(xmr([steps], Settings(baseline=16)), 31)[0] == 10.5
    for wrong in (" ", ""):
        with pytest.raises(ValueError, match="stated reason"):
            Rebase(16, wrong)
    with pytest.raises(ValueError, match="after the first point"):
        Rebase(0, "x")
    for at in ((5, 5), (9, 4), (32,)):
        with pytest.raises(ValueError, match="ascend and lie within 32 points"):
            xmr([steps], Settings(rebases=tuple(Rebase(place, "x") for place in at)))
    assert stretches(10, (Rebase(4, "x"),)) == [slice(0, 4), slice(4, 10)]


def test_limits_are_on_trial_below_thirteen_points():
    chart = xmr([[*range(12), NA], list(range(13))])
    assert chart.trial[:, 0].tolist() == [True, False] and FIRM_FROM == 13
    split = xmr([list(range(20))], Settings(rebases=(Rebase(14, "moved"),)))
    assert split.trial[0].tolist() == [False] * 14 + [True] * 6


def test_edges():
    rows = [[NA] * 5, [3, NA, NA, NA, NA], [1, NA, 1, NA, 1], [4] * 5, [0, np.inf, 1, 2, 3]]
    chart = xmr(pd.DataFrame(rows, index=list("abcde")))
    assert chart.index.tolist() == list("abcde")
    assert np.isnan(chart.mean[:3]).all() and not (chart.special[:3] != 0).any()
    assert limits(chart, area=3) == (4, 4, 4) and not (chart.special[3] != 0).any()
    assert limits(chart, area=4) == pytest.approx((1.5, 1.5 - 2.66, 1.5 + 2.66))
    one = xmr([5.0])
    assert one.values.shape == (1, 1) and np.isnan(one.mean).all()
    assert xmr(np.empty((0, 4))).special.shape == (0, 4)


def test_a_point_that_two_rules_mark_apart_takes_its_side_of_the_mean():
    falling = [9.0] * 8 + [8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0] + [0.0] * 8
    chart = xmr([falling], Settings(screened=False))
    assert chart.marks["trend"][0, 8] == -1 and chart.marks["shift"][0, 8] == 1
    assert chart.special[0, 8] == 1


def test_noise_is_rarely_outside():
    draw = np.random.default_rng(6).normal(size=(3000, 24))
    outside = (xmr(draw).marks["outside"] != 0).mean()
    assert 0.002 < outside < 0.01
