"""Signals: noise, a seeded step, a flat series, the threshold, agreement of time and place, words, edges."""

import re

import numpy as np
import pandas as pd
import pytest

from equity.change.control_chart import Settings
from equity.change.multiplicity import expected_false_flags
from equity.change.rise import evidence, own_spread
from equity.change.signal import COLUMNS, Signals, Watch, signals
from equity.change.signal_words import Unit, expected_range
from equity.change.xmr import xmr

NA = float("nan")
PERIODS = 36
SENTENCE = re.compile(
    r"Rate rose from [\d.,]+ to [\d.,]+ per 1,000; expected [\d.,]+-[\d.,]+; [\d,]+ events where [\d,]+ were expected"
)


def neighbourhoods(draw, *, mean=12.0, areas=200, spread=1.0):
    """Counts and people of areas that only vary by chance."""
    people = np.repeat(draw.integers(30_000, 50_000, (areas, 1)), PERIODS, axis=1).astype(float)
    expected = mean * people / 40_000
    if spread > 1:
        expected = draw.gamma(expected / (spread - 1), spread - 1)
    codes = [f"n{number:03}" for number in range(areas)]
    return pd.DataFrame(draw.poisson(expected), index=codes, dtype="float64"), pd.DataFrame(people, index=codes)


@pytest.mark.parametrize(("mean", "spread"), [(2.0, 1.0), (12.0, 1.0), (60.0, 1.0), (12.0, 3.0)])
def test_pure_noise_of_200_neighbourhoods_gives_at_most_one_signal(mean, spread):
    for seed in range(12):
        found = signals(*neighbourhoods(np.random.default_rng(seed), mean=mean, spread=spread))
        assert found.tested == 200 and len(found.ranked) <= 1
        assert list(found.ranked.columns) == list(COLUMNS)


@pytest.mark.parametrize("mean", [5.0, 12.0, 60.0])
@pytest.mark.parametrize("lasting", [4, 6, 12])
def test_a_seeded_step_is_first_a_flat_series_absent_and_a_higher_threshold_removes_it(mean, lasting):
    counts, people = neighbourhoods(np.random.default_rng(4), mean=mean)
    counts.loc["n017", PERIODS - lasting :] = np.random.default_rng(1).poisson(2.5 * mean, lasting)
    counts.loc["n005"] = mean
    found = signals(counts, people)
    first = found.ranked.iloc[0]
    assert found.ranked.index[0] == "n017" and first["level"] == "red"
    assert "n005" not in found.ranked.index
    assert SENTENCE.match(first["reason"]) and first["reason"].endswith("Both its own past and the other areas say so.")
    assert first["rate_after"] > first["expected_upper"] > first["rate_before"] > first["expected_lower"]
    assert first["excess"] == pytest.approx(first["events"] - first["expected"])
    higher = signals(counts, people, watch=Watch(threshold=first["strength"] + 0.01))
    assert "n017" not in higher.ranked.index[higher.ranked["level"] == "red"]
    assert "n017" not in signals(counts, people, watch=Watch(threshold=200.0)).ranked.index
    assert found.expected_false == expected_false_flags(int((found.ranked["level"] == "red").sum()), 0.01)


def test_a_rise_that_all_areas_share_is_never_red():
    counts, people = neighbourhoods(np.random.default_rng(2), mean=40)
    counts.loc[:, PERIODS - 3 :] = np.random.default_rng(3).poisson(90, (200, 3))
    found = signals(counts, people)
    assert not (found.ranked["level"] == "red").any()
    assert (found.ranked["level"] == "amber").mean() == 1 and len(found.ranked) > 100
    assert found.ranked["reason"].str.contains("Other areas changed in much the same way").all()


def test_more_than_elsewhere_but_within_its_own_past_is_amber():
    """All others fall by half while one stays: elsewhere differs, its own past does not."""
    counts, people = neighbourhoods(np.random.default_rng(6), mean=60)
    counts.loc[:, PERIODS - 6 :] = np.random.default_rng(7).poisson(20, (200, 6))
    counts.loc["n009", PERIODS - 6 :] = counts.loc["n009", : PERIODS - 7].mean() + 1
    row = signals(counts, people).ranked.loc["n009"]
    assert row["level"] == "amber" and "within its own past variation" in row["reason"]


def test_what_the_chart_does_not_mark_is_amber():
    """A past that goes up and down at every step has wide XmR limits; six high points are no run of seven."""
    counts, people = neighbourhoods(np.random.default_rng(8), mean=12)
    table = counts.to_numpy(copy=True)
    table[0] = np.tile([18.0, 6.0], 18)
    table[0, -6:] = [17, 19, 18, 17, 19, 18]
    frame = evidence(table, people.to_numpy(), recent=6, index=counts.index)
    rates = table[:1] / people.to_numpy()[:1]
    marked = xmr(rates, Settings(baseline=30)).special[0, -6:]
    assert frame["high"].iloc[0] == bool((marked == 1).any())
    assert not frame["high"].iloc[0] and frame["chart"].iloc[0] == "xmr"
    counts.iloc[0] = table[0]
    row = signals(counts, people, watch=Watch(windows=(6,), threshold=0.0)).ranked.loc["n000"]
    assert row["level"] == "amber" and row["reason"].endswith("Its XmR chart does not mark it.")


def test_a_single_high_point_in_the_past_or_a_rise_that_ended_is_no_signal():
    counts, people = neighbourhoods(np.random.default_rng(9))
    counts.iloc[3, 20] = 60
    counts.iloc[4, -5:] = [40, 40, 40, 2, 2]
    assert not {"n003", "n004"} & set(signals(counts, people).ranked.index)


def test_new_events_where_there_were_none():
    counts, people = neighbourhoods(np.random.default_rng(10), mean=3)
    counts.iloc[7] = [*[0.0] * (PERIODS - 3), 6, 7, 8]
    found = signals(counts, people)
    assert found.ranked.index[0] == "n007" and found.ranked.iloc[0]["rate_before"] == 0
    few = counts.copy()
    few.iloc[7, -3:] = [1, 1, 2]
    assert "n007" not in signals(few, people).ranked.index


def test_missing_and_suppressed_counts_withhold_their_area_and_no_other():
    counts, people = neighbourhoods(np.random.default_rng(11))
    counts.iloc[0, -1] = NA
    counts.iloc[1, :30] = NA
    counts.iloc[2] = 0.0
    people.iloc[3, -2] = 0.0
    counts.iloc[4, -1] = -3.0
    counts.iloc[5, 4] = NA
    found = signals(counts, people)
    assert found.withheld.to_dict() == {
        "n000": "a recent count is missing or suppressed",
        "n001": "too few earlier periods",
        "n002": "no events at all",
        "n003": "a recent count is missing or suppressed",
        "n004": "a recent count is missing or suppressed",
    }
    assert found.tested == 195


def test_nothing_to_look_at_and_shapes_that_do_not_fit():
    empty = signals(pd.DataFrame([[NA] * 20]), pd.DataFrame([[1.0] * 20]))
    assert isinstance(empty, Signals) and empty.tested == 0 and empty.ranked.empty and empty.expected_false == 0
    with pytest.raises(ValueError, match="one shape"):
        signals(pd.DataFrame([[1.0] * 20]), pd.DataFrame([[1.0] * 19]))
    short = signals(pd.DataFrame([[1.0] * 10]), pd.DataFrame([[1.0] * 10]))
    assert short.withheld.tolist() == ["too few earlier periods"] and short.ranked.empty
    same = pd.DataFrame(np.full((20, 20), 5.0))
    assert signals(same, same * 100).ranked.empty


def test_the_order_of_areas_and_the_unit_change_nothing_else():
    counts, people = neighbourhoods(np.random.default_rng(12))
    counts.iloc[[3, 8], -6:] = 45
    one = signals(counts, people)
    turned = signals(counts[::-1], people[::-1], unit=Unit(100_000.0, "per 100,000", 0))
    pd.testing.assert_series_equal(one.ranked["strength"].sort_index(), turned.ranked["strength"].sort_index())
    assert (turned.ranked["rate_after"] / one.ranked["rate_after"]).to_numpy() == pytest.approx(100)
    assert "per 100,000; expected" in turned.ranked["reason"].iloc[0]


def slow_spread(rows, people):
    own = []
    for x, n in zip(rows, people, strict=True):
        rate = sum(x) / sum(n)
        own.append(sum((a - rate * b) ** 2 / (rate * b) for a, b in zip(x, n, strict=True)) / (len(x) - 1))
    low, high = np.quantile(own, [0.1, 0.9])
    pooled = sum(min(max(one, low), high) for one in own) / len(own)
    return [max(one, pooled, 1) for one in own]


def test_spread_of_the_past_in_plain_loops():
    counts, people = neighbourhoods(np.random.default_rng(13), areas=12, spread=2.0)
    found = own_spread(counts.to_numpy(), people.to_numpy())
    assert found.tolist() == pytest.approx(slow_spread(counts.to_numpy().tolist(), people.to_numpy().tolist()))
    assert own_spread(np.zeros((2, 9)), np.ones((2, 9))).tolist() == [1, 1]


@pytest.mark.parametrize(("mean", "spread"), [(8.0, 1.0), (60.0, 1.0), (60.0, 3.0)])
def test_p_values_of_noise_lie_evenly_and_never_too_low(mean, spread):
    counts, people = neighbourhoods(np.random.default_rng(15), mean=mean, areas=4000, spread=spread)
    found = evidence(counts.to_numpy(), people.to_numpy(), recent=6, index=counts.index)
    for name in ("p_time", "p_place"):
        assert 0.02 < (found[name] <= 0.05).mean() <= 0.055
        assert 0.4 < (found[name] <= 0.5).mean() <= 0.53


def test_the_expected_range_holds_what_it_says():
    draw = np.random.default_rng(14)
    before, after = draw.poisson(90.0, 20_000), draw.poisson(30.0, 20_000)
    sums = pd.DataFrame({"before": before, "n_before": 300.0, "n_after": 100.0, "spread": 1.0})
    low, high = expected_range(sums)
    assert 0.94 < ((after >= low) & (after <= high)).mean() < 0.98
    wide = expected_range(sums.assign(spread=3.0))
    assert (wide[0] <= low).all() and (wide[1] >= high).all()
