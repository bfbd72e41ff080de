"""Farrington and Noufaily: published thresholds, reference cases, a second fit by plain Newton steps, edges, noise."""

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.farrington import MONTHLY, WEEKLY, Surveillance, farrington, outlier_weights, reference_blocks
from equity.change.farrington_threshold import (
    Transform,
    Variant,
    exceedance_scores,
    farrington_threshold,
    noufaily_threshold,
    tail_scores,
)
from tests.equity.shared_cases import cases, name, near, needed

NA = float("nan")


@pytest.mark.parametrize(
    ("transform", "lower", "upper", "p", "score"),
    [
        (Transform.NONE, 1.3073128, 8.6926872, 0.0907246, 0.8124165),
        (Transform.ROOT, 1.9891097, 9.3744842, 0.1189986, 0.6857951),
        (Transform.TWO_THIRDS, 1.8084477, 9.1154825, 0.1094727, 0.7289546),
    ],
)
def test_published_farrington_thresholds(transform, lower, upper, p, score):
    """R surveillance, test-farringtonFlexible.R: mean 5, error 0.2, alpha 0.05, 8 observed."""
    bounds = farrington_threshold(5, 0.2, transform=transform, alpha=0.05)
    found = exceedance_scores(8, bounds).iloc[0]
    assert bounds[["lower", "upper"]].iloc[0].tolist() == pytest.approx([lower, upper], abs=1e-6)
    assert found.tolist() == pytest.approx([p, score], abs=1e-6)


@pytest.mark.parametrize(
    ("variant", "spread", "lower", "upper", "p"),
    [
        (Variant.MUAN, 1.5, 8, 24, 0.8597797),
        (Variant.MUAN, 1.0, 9, 22, 0.9093099),
        (Variant.PLUG_IN, 1.5, 1, 10, 0.03763657),
        (Variant.PLUG_IN, 1.0, 2, 9, 0.01369527),
    ],
)
def test_published_noufaily_thresholds(variant, spread, lower, upper, p):
    """The same file: log mean log 5, log error log 2, alpha 0.05, 11 observed."""
    bounds = noufaily_threshold(math.log(5), math.log(2), overdispersion=spread, variant=variant, alpha=0.05)
    assert bounds[["lower", "upper"]].iloc[0].tolist() == [lower, upper]
    found = tail_scores(11, bounds).iloc[0]
    assert found["p_value"] == pytest.approx(p, abs=1e-7)
    assert found["score"] == pytest.approx((11 - 5) / (upper - 5))


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("farrington_threshold", "farrington_threshold_nb"), ids=name)
def test_reference_cases(case):
    needed(case)
    given_, expected = case["inputs"], case["expected"]
    if case["method"] == "farrington_threshold":
        bounds = farrington_threshold(
            given_["predicted_mean"],
            given_["se_of_mean"],
            overdispersion=given_["overdispersion"],
            transform=Transform(given_["transform"]),
            alpha=given_["alpha"],
        )
        found = exceedance_scores(given_["observed"], bounds).iloc[0]
        if "exceedance_score" in expected:
            near(found["score"], expected["exceedance_score"], case=case)
    else:
        bounds = noufaily_threshold(
            given_["log_predicted_mean"],
            given_["se_log_mean"],
            overdispersion=given_["overdispersion"],
            variant=Variant(given_["variant"]),
            alpha=given_["alpha"],
        )
        found = tail_scores(given_["observed"], bounds).iloc[0]
    near(found["p_value"], expected["p_value"], case=case)
    for end in ("lower", "upper"):
        near(bounds[end].iloc[0], expected[end], case=case)


def test_published_weights():
    """R surveillance: residuals 0 (five) and 2 (five) at threshold 0 weigh 1.6 and 0.4; none above: all 1."""
    assert outlier_weights([0] * 5 + [2] * 5, 0).tolist() == pytest.approx([1.6] * 5 + [0.4] * 5)
    assert outlier_weights([0] * 10, 0).tolist() == [1] * 10


@given(st.lists(st.floats(-5, 9), min_size=1, max_size=30))
def test_weights_sum_to_their_number_and_only_high_ones_lose(residuals):
    weights = outlier_weights(residuals)
    assert weights.sum() == pytest.approx(len(residuals))
    assert (weights[np.array(residuals) <= 2.58] >= 1).all()


@given(st.floats(0.5, 50), st.floats(0, 3), st.floats(1, 5), st.sampled_from(list(Transform)))
def test_bounds_bracket_the_mean_and_widen_with_error_and_spread(mean, error, spread, transform):
    bounds = farrington_threshold([mean] * 3, [0, error, error], overdispersion=[1, 1, spread], transform=transform)
    assert (bounds["lower"] <= mean).all() and (bounds["upper"] >= mean).all()
    assert bounds["upper"].is_monotonic_increasing
    assert farrington_threshold(0, 1).isna().iloc[0]["upper"]


def test_reference_blocks_lie_at_the_same_time_of_year():
    block = reference_blocks(330, WEEKLY)
    back = 329 - np.arange(330)
    assert (block[back <= 26] == -1).all() and (block[back > 263] == -1).all()
    assert sorted(back[block == 0]) == [52 * year + step for year in range(1, 6) for step in range(-3, 4)]
    sizes = np.bincount(block[(back > 26) & (back <= 260) & (block > 0)])[1:]
    assert len(sizes) == 9 and sizes.max() - sizes.min() <= 5
    only = reference_blocks(330, Surveillance(blocks=1))
    assert ((only == 0) == (block == 0)).all() and set(only) == {-1, 0}
    months = reference_blocks(70, MONTHLY)
    assert sorted(69 - np.flatnonzero(months == 0)) == [12 * year + step for year in range(1, 6) for step in (-1, 0, 1)]


def newton(y, design, weights):
    """Poisson regression by plain Newton steps."""
    b = np.zeros(design.shape[1])
    b[0] = math.log(y.mean())
    for _ in range(60):
        mu = np.exp(design @ b)
        b = b + np.linalg.solve((design * (weights * mu)[:, None]).T @ design, design.T @ (weights * (y - mu)))
    return b, np.exp(design @ b)


def slow_threshold(counts):
    """The whole algorithm for a weekly series without season: reference windows, trend, two fits, upper bound."""
    last = len(counts) - 1
    used = [last - 52 * year + step for year in range(5, 0, -1) for step in range(-3, 4)]
    y, t = np.array([counts[i] for i in used], dtype=float), np.array([(i - last) / 52 for i in used])
    design = np.column_stack([np.ones(len(y)), t])
    weights = np.ones(len(y))
    for turn in range(2):
        b, mu = newton(y, design, weights)
        phi = max(1.0, (weights * (y - mu) ** 2 / mu).sum() / (len(y) - 2))
        if turn == 0:
            root = design * np.sqrt(mu)[:, None]
            hat = np.einsum("ij,jk,ik->i", root, np.linalg.inv(root.T @ root), root)
            s = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu)) / np.sqrt(phi * (1 - hat))
            weights = np.where(s > 2.58, 1 / np.where(s > 2.58, s, 1) ** 2, 1.0)
            weights *= len(y) / weights.sum()
    bounds = noufaily_threshold(b[0], 0.0, overdispersion=phi, alpha=0.005)
    return math.exp(b[0]), phi, bounds["upper"].iloc[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fit_agrees_with_plain_newton_steps(seed):
    draw = np.random.default_rng(seed)
    counts = draw.poisson(np.linspace(6, 9, 300)).astype(float)
    counts[300 - 1 - 104] = 60  # a past outbreak inside a reference window
    found = farrington(counts, Surveillance(blocks=1))
    expected, phi, upper = slow_threshold(counts)
    assert found.trend and found.reason == ""
    assert found.expected == pytest.approx(expected, rel=1e-6)
    assert found.overdispersion == pytest.approx(phi, rel=1e-6)
    assert found.upper == upper


def seasonal(draw, weeks=320):
    return draw.poisson(8 * np.exp(0.5 * np.sin(2 * np.pi * np.arange(weeks) / 52))).astype(float)


def test_an_outbreak_is_flagged_and_a_past_one_does_not_hide_it():
    draw = np.random.default_rng(5)
    counts = seasonal(draw)
    assert not farrington(counts).flagged
    outbreak = np.append(counts[:-1], 40.0)
    assert farrington(outbreak).flagged and farrington(outbreak).score > 1
    past = outbreak.copy()
    past[320 - 1 - 52] = 80.0
    assert farrington(past).flagged
    assert farrington(outbreak, variant=Variant.MUAN).upper >= farrington(outbreak).upper


def test_twice_the_people_twice_the_expected():
    counts = seasonal(np.random.default_rng(6))
    people = np.full(320, 1000.0)
    plain, rates = farrington(counts), farrington(counts, exposure=people)
    assert rates.expected == pytest.approx(plain.expected, rel=1e-6)
    people[-1] = 2000
    assert farrington(counts, exposure=people).expected == pytest.approx(2 * plain.expected, rel=1e-6)


def test_fewer_than_five_recent_events_are_never_flagged():
    counts = np.zeros(320)
    counts[::40] = 1
    counts[-4:] = [0, 0, 0, 4]
    found = farrington(counts)
    assert found.reason == "" and found.upper < 4 and not found.flagged


def test_a_trend_beyond_all_that_was_seen_is_dropped():
    back = np.arange(320) - 319
    counts = np.round(40 * np.exp(0.012 * back))
    counts[-27:] = 2.0
    found = farrington(counts)
    assert not found.trend and found.reason == ""


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (np.ones(260), "5 years of past counts"),
        (np.append(np.ones(300), NA), "latest count is missing"),
        (np.append(np.full(300, NA), 3.0), "no events at this time of year in past years"),
        (np.append(np.zeros(300), 9.0), "no events at this time of year in past years"),
        (np.append([NA] * 248 + [1.0] * 2 + [NA] * 50, 9.0), "too few past counts"),
    ],
)
def test_every_reason_for_no_threshold(counts, words):
    found = farrington(counts)
    assert words in found.reason and not found.flagged and math.isnan(found.upper)


def test_a_part_of_the_year_without_events_says_nothing_of_the_others():
    counts = seasonal(np.random.default_rng(8))
    block = reference_blocks(320)
    counts[block == 4] = 0
    found = farrington(counts)
    counts[block == 4] = NA
    assert found == farrington(counts) and found.reason == ""


def test_gaps_in_the_past_are_left_out():
    counts = seasonal(np.random.default_rng(8))
    counts[100:110] = NA
    assert farrington(counts).reason == ""


@pytest.mark.slow
def test_noise_is_flagged_about_as_often_as_asked():
    draw = np.random.default_rng(9)
    monthly = Surveillance(per_year=12, half_window=1, blocks=5, left_out=6, alpha=0.05)
    flags = [farrington(draw.poisson(20, 70), monthly).flagged for _ in range(300)]
    assert 0.01 < np.mean(flags) < 0.09


def test_statsmodels_is_loaded_only_when_a_series_is_asked_for():
    words = "import sys, equity.change.farrington, equity.change.signal; print('statsmodels' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
