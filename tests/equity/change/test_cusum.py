"""CUSUMs: plain loops, published settings, run lengths against simulation, edges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.cusum import (
    average_run_length,
    poisson_cusum,
    reference_value,
    rossi,
    standardised_cusum,
    threshold_for,
)

NA = float("nan")


def slow(steps, threshold, resets):
    now, sums, alarms = 0.0, [], []
    for step in steps:
        if step == step:
            now = max(0.0, now + step)
        sums.append(now)
        alarms.append(step == step and now >= threshold)
        if alarms[-1] and resets:
            now = 0.0
    return sums, alarms


COUNT = st.one_of(st.integers(0, 12).map(float), st.just(NA))


@given(st.lists(COUNT, min_size=1, max_size=20), st.floats(0.2, 6), st.floats(1, 8), st.booleans())
def test_both_in_plain_loops(counts, mean, threshold, resets):
    expected = [[mean] * len(counts)]
    found = poisson_cusum([counts], expected, threshold=threshold, ratio=2, resets=resets)
    sums, alarms = slow([count - mean / math.log(2) for count in counts], threshold, resets)
    assert found.sums[0].tolist() == pytest.approx(sums) and found.alarms[0].tolist() == alarms
    plain = standardised_cusum([counts], expected, resets=resets)
    steps = [(c - 3 * mean + 2 * math.sqrt(c * mean)) / (2 * math.sqrt(mean)) - 1.04 for c in counts]
    sums, alarms = slow(steps, 2.26, resets)
    assert plain.sums[0].tolist() == pytest.approx(sums) and plain.alarms[0].tolist() == alarms


def test_the_published_standardised_settings_alarm_every_five_hundred_periods():
    """k 1.04 and h 2.26 (Rossi 1999; R surveillance, algo.cusum) are for an average run of 500 on normal scores."""
    steps = 400
    grid = 2.26 / steps
    centres = (np.arange(steps) + 0.5) * grid
    ends = np.concatenate([[-math.inf], np.arange(1, steps + 1) * grid])
    normal = np.vectorize(lambda z: 0.5 * math.erfc(-z / math.sqrt(2)))
    chance = np.diff(normal(ends[None, :] - centres[:, None] + 1.04), axis=1)
    runs = np.linalg.solve(np.eye(steps) - chance, np.ones(steps))
    assert runs[0] == pytest.approx(500, rel=0.06)


def test_rossi_makes_poisson_counts_nearly_standard_normal():
    draw = np.random.default_rng(1)
    z = rossi(draw.poisson(8, 200_000).astype(float), np.full(200_000, 8.0))
    assert (z.mean(), z.std()) == (pytest.approx(0, abs=0.05), pytest.approx(1, abs=0.05))
    assert np.isnan(rossi(np.array([1.0]), np.array([0.0])))


@pytest.mark.parametrize("mean", [0.015, 0.05, 0.5, 2.0])
def test_a_threshold_keeps_its_promise_on_the_cusum_itself(mean):
    """Two thousand areas in which nothing happens: the first alarm comes, on average, when it was promised."""
    threshold, areas, periods = threshold_for(mean, periods=150), 2_000, 1_500
    counts = np.random.default_rng(7).poisson(mean, (areas, periods)).astype(float)
    alarms = poisson_cusum(counts, np.full((areas, periods), mean), threshold=threshold).alarms
    waited = np.where(alarms.any(axis=1), alarms.argmax(axis=1) + 1, periods)
    per_period = alarms.any(axis=1).sum() / waited.sum()  # of those that still wait
    promised = average_run_length(mean, float(reference_value(mean)), threshold=threshold)
    assert promised >= 150
    assert 1 / per_period == pytest.approx(promised, rel=0.12)


def test_nothing_expected_leaves_the_sum_as_it_was():
    found = poisson_cusum([[3, 0, 0, 4]], [[2.0, -5.0, 0.0, 2.0]], threshold=30)
    first = 3 - float(reference_value(2.0))
    assert found.sums[0] == pytest.approx([first, first, first, first + 4 - float(reference_value(2.0))])
    assert not found.alarms.any()


def test_the_threshold_is_the_smallest_that_keeps_the_promise():
    for mean in (0.5, 3.0):
        found = threshold_for(mean, periods=200)
        reference = float(reference_value(mean))
        assert average_run_length(mean, reference, threshold=found) >= 200
        assert average_run_length(mean, reference, threshold=found - 0.05) < 200
    assert threshold_for(3.0, periods=1000) > threshold_for(3.0, periods=100)
    with pytest.raises(ValueError, match="above 0"):
        threshold_for(0, periods=100)
    with pytest.raises(ValueError, match="no threshold up to 64 events"):
        threshold_for(100.0, periods=1e9, ratio=1.02)
    with pytest.raises(ValueError, match="is none"):
        reference_value(3, 1)


def test_a_doubling_is_found_soon_and_other_areas_are_left_alone():
    counts = np.full((3, 30), 2.0)
    counts[1, 20:] = 6
    counts[2] = NA
    found = poisson_cusum(counts, np.full((3, 30), 2.0), threshold=[5.0, 5.0, 5.0])
    assert not found.alarms[[0, 2]].any()
    assert 20 <= np.flatnonzero(found.alarms[1])[0] <= 22
    nothing = standardised_cusum([[1.0, 2.0]], [[0.0, 0.0]])
    assert not nothing.alarms.any() and not nothing.sums.any()
