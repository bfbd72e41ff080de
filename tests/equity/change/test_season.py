"""A winter that all areas share is taken out; shares of people are tested as shares."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import fisher_exact

from equity.change.change_funnel import binomial_tails
from equity.change.rise import evidence, own_spread
from equity.change.season import seasonal_exposures
from equity.change.signal import Watch, signals
from equity.change.signal_words import Unit, expected_range

AREAS, MONTHS = 60, 48
CALENDAR = np.arange(MONTHS) % 12


def winters(draw, *, mean=20.0, high=0.5):
    """Counts with a season (first month highest) that ends in a winter, and people."""
    people = np.full((AREAS, MONTHS), 8000.0)
    rate = mean * (1 + high * np.cos(2 * np.pi * (CALENDAR + 3) / 12))
    return draw.poisson(np.broadcast_to(rate, people.shape)).astype(float), people


def shares(draw, *, rate=0.85, people=120):
    n = np.full((AREAS, MONTHS), float(people))
    return draw.binomial(people, rate, n.shape).astype(float), n


def test_exposures_follow_the_season_and_keep_their_sum():
    x, n = winters(np.random.default_rng(1))
    made, found = seasonal_exposures(x, n, per_year=12, past=36)
    assert found and made[:, :36].sum() == pytest.approx(n[:, :36].sum())
    by_hand = [
        x[:, :36][:, CALENDAR[:36] == month].sum() / n[:, :36][:, CALENDAR[:36] == month].sum() for month in range(12)
    ]
    factor = np.array(by_hand) / (x[:, :36].sum() / n[:, :36].sum())
    np.testing.assert_allclose(made, n * factor[CALENDAR])


@pytest.mark.parametrize(
    ("per_year", "past", "high"), [(0, 36, 0.5), (1, 36, 0.5), (12, 23, 0.5), (12, 36, 0.0)], ids=str
)
def test_no_season_without_parts_of_a_year_two_years_or_a_difference_beyond_chance(per_year, past, high):
    x, n = winters(np.random.default_rng(2), high=high)
    made, found = seasonal_exposures(x, n, per_year=per_year, past=past)
    assert not found and made is n


def test_a_part_of_the_year_without_events_is_left_alone():
    x, n = winters(np.random.default_rng(3))
    x[:, CALENDAR == 5] = 0
    assert not seasonal_exposures(x, n, per_year=12, past=36)[1]


def test_a_winter_alone_gives_no_signal_and_a_rise_in_winter_is_still_found():
    x, n = winters(np.random.default_rng(4))
    x[7, -3:] *= 2.2
    plain = signals(pd.DataFrame(x), pd.DataFrame(n), watch=Watch(windows=(3,)))
    seasonal = signals(pd.DataFrame(x), pd.DataFrame(n), watch=Watch(windows=(3,), per_year=12))
    assert not plain.season and plain.ranked["strength"].max() < seasonal.ranked["strength"].max()
    assert seasonal.season and list(seasonal.ranked.index) == [7] and seasonal.ranked["level"].iloc[0] == "red"
    row = seasonal.ranked.loc[7]
    assert row["rate_after"] == pytest.approx(1000 * x[7, -3:].sum() / n[7, -3:].sum())
    assert row["rate_before"] == pytest.approx(1000 * x[7, :-3].sum() / n[7, :-3].sum())
    assert row["expected"] > row["rate_before"] / 1000 * n[7, -3:].sum()  # more is expected in winter


def test_shares_are_flagged_where_events_would_not_be_and_noise_is_not():
    draw = np.random.default_rng(5)
    x, n = shares(draw)
    for seed in range(6):
        clean = signals(*map(pd.DataFrame, shares(np.random.default_rng(seed))), watch=Watch(shares=True))
        assert len(clean.ranked) <= 1
    x[3, -6:] = np.round(0.95 * n[3, -6:])
    as_events, as_shares = (
        signals(pd.DataFrame(x), pd.DataFrame(n), watch=Watch(shares=flag)) for flag in (False, True)
    )
    assert as_events.ranked.empty
    assert as_shares.ranked.index[0] == 3 and as_shares.ranked["level"].iloc[0] == "red"
    assert as_shares.ranked["chart"].iloc[0] == "p_prime"


def test_time_test_of_a_share_is_near_fisher():
    x = np.array([[40.0, 38.0, 41.0, 39.0, 60.0]])
    n = np.full((1, 5), 100.0)
    row = evidence(np.vstack([x, x]), np.vstack([n, n]), recent=1, index=pd.Index([0, 1]), shares=True).iloc[0]
    assert row["spread"] == 1.0
    exact = fisher_exact([[60, 40], [158, 242]], alternative="greater").pvalue
    assert row["p_time"] == pytest.approx(exact, rel=0.6)
    poisson, _ = binomial_tails(60.0, 218.0, share=0.2)
    assert row["p_time"] < poisson / 10


def test_spread_of_a_binomial_past_is_one_and_range_holds_what_comes():
    x, n = shares(np.random.default_rng(6), people=400)
    assert own_spread(x, n, shares=True).mean() == pytest.approx(1.1, abs=0.15)
    sums = pd.DataFrame({"before": [360.0], "n_before": [400.0], "n_after": [100.0], "spread": [1.0]})
    low, high = expected_range(sums, shares=True)
    wide = expected_range(sums)
    assert 80 < low[0] < 90 < high[0] < 100 < wide[1][0]


def test_words_of_a_share():
    x, n = shares(np.random.default_rng(7), rate=0.1)
    x[9, -6:] = 40
    unit = Unit(100.0, "%", 1, noun="Share without a review", events="children")
    said = signals(pd.DataFrame(x), pd.DataFrame(n), watch=Watch(shares=True), unit=unit).ranked["reason"].iloc[0]
    assert said.startswith("Share without a review rose from ") and " %; expected " in said and "240 children" in said
