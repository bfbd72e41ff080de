"""Intervals of the tiers' shares: coverage in simulation, the exact F interval, and their properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from equity.comparing.tier_limits import drawn_shares, freedom, share_limits, solved
from equity.comparing.tiers import variance_split

TRUE = {"place": 2e-4, "nb": 3e-4}


def simulated(chance: np.random.Generator, *, places: int, inside: int, variances: tuple[float, float]) -> tuple:
    """Counts of an unbalanced nested design with normal differences and binomial counting error."""
    label = np.repeat(np.arange(places), chance.integers(inside // 2, inside * 2, places))
    people = chance.integers(3000, 9000, len(label))
    rate = (
        0.3 + chance.normal(0, variances[0] ** 0.5, places)[label] + chance.normal(0, variances[1] ** 0.5, len(label))
    )
    events = chance.binomial(people, np.clip(rate, 0.01, 0.99))
    frame = pd.DataFrame({"numerator": events.astype(float), "denominator": people.astype(float)})
    return frame, pd.DataFrame({"place": label.astype(str)})


@pytest.mark.parametrize(
    ("places", "variances"), [(9, (2e-4, 3e-4)), (40, (2e-4, 3e-4)), (9, (3e-3, 3e-4)), (20, (0.0, 3e-4))]
)
def test_about_95_of_100_intervals_hold_the_true_share(places: int, variances: tuple[float, float]) -> None:
    chance, held = np.random.default_rng(7), 0
    true = variances[0] / sum(variances)
    for _ in range(300):
        split = variance_split(
            *simulated(chance, places=places, inside=12, variances=variances), tier="nb", proportion=True
        )
        low, high = split.limits[0]
        held += low - 1e-9 <= true <= high + 1e-9
    assert 0.92 <= held / 300 <= (1.0 if variances[0] == 0 else 0.985)  # at 0 the interval can only be too wide


def test_balanced_two_tiers_agree_with_the_exact_f_interval() -> None:
    """Balanced, normal, no counting error: limits of the share from F (Searle, Casella and McCulloch 1992, 3.6)."""
    places, inside = 12, 6
    for ratio in (1.0, 2.5, 8.0):
        within, between = 1.0, ratio  # mean squares
        squares = np.array([between * (places - 1), within * places * (inside - 1)])
        spread = np.array([places - 1.0, places * (inside - 1.0)])
        coefficients = np.array([[inside * (places - 1.0), places - 1.0], [0.0, places * (inside - 1.0)]])
        draws = drawn_shares(squares, np.zeros(2), coefficients=coefficients, told=2, spread=spread)
        low, high = share_limits(draws)[0]
        quantiles = stats.f.ppf([0.975, 0.025], *spread)
        theta = np.maximum((ratio / quantiles - 1) / inside, 0)
        assert [low, high] == pytest.approx(theta / (1 + theta), abs=0.02)


def test_freedom_of_equal_units_is_units_minus_units_above() -> None:
    paths = [np.zeros(12, dtype=int), np.repeat(np.arange(4), 3), np.arange(12)]
    sizes = [np.bincount(path, weights=np.full(12, 50.0)) for path in paths]
    assert freedom(np.array([1.0, 1.0]), paths, sizes=sizes, noise=np.zeros(12)) == pytest.approx([3, 8])
    people = np.array([500.0] + [1.0] * 11)  # one large unit carries its sums
    sizes = [np.bincount(path, weights=people) for path in paths]
    few = freedom(np.array([1.0, 1.0]), paths, sizes=sizes, noise=np.zeros(12))
    assert (few >= 1).all() and few[0] < 3 and few[1] < 8
    assert freedom(np.zeros(2), paths, sizes=sizes, noise=np.zeros(12)) == pytest.approx([3, 8])  # nothing differs


def test_same_question_same_answer_in_any_order_and_units() -> None:
    counts, groups = simulated(np.random.default_rng(3), places=10, inside=8, variances=(2e-4, 3e-4))
    once = variance_split(counts, groups, tier="nb", proportion=True)
    order = np.random.default_rng(4).permutation(len(counts))
    again = variance_split(counts.iloc[order], groups.iloc[order], tier="nb", proportion=True)
    assert np.array(once.limits) == pytest.approx(np.array(again.limits))
    for share, (low, high) in zip(once.shares, once.limits, strict=True):
        assert 0 <= low <= share <= high <= 1


def test_tiers_that_are_not_told_have_no_limits() -> None:
    counts = pd.DataFrame({"numerator": [1.0, 5, 9, 2, 6, 7], "denominator": 50.0})
    split = variance_split(counts, pd.DataFrame({"place": list("aaabbb")}), tier="nb", proportion=True)
    assert np.isnan(split.limits[0]).all() and split.limits[1] == (1.0, 1.0)
    equal = variance_split(
        counts.assign(numerator=5.0), pd.DataFrame({"place": list("aaabbb")}), tier="nb", proportion=True
    )
    assert np.isnan(equal.limits).all()
    assert np.isnan(solved(np.ones(2), np.eye(2), told=0)).all()


def test_freedom_unit_by_unit() -> None:
    """Satterthwaite's sum in plain loops: three tiers of unequal groups with noise."""
    random = np.random.default_rng(5)
    units, groups = 7, ([0] * 7, [0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 2, 2, 3, 3], list(range(7)))
    people, noise = random.integers(20, 200, units).astype(float), random.uniform(0, 50, units)
    components = np.array([0.4, -0.1, 0.2])
    size = [[sum(people[u] for u in range(units) if of[u] == g) for g in range(max(of) + 1)] for of in groups]
    wanted = []
    for level in (1, 2, 3):
        weight = []
        for group in range(len(size[level])):
            variance = sum(noise[u] for u in range(units) if groups[level][u] == group)
            for tier in range(level, 4):
                below = {groups[tier][u] for u in range(units) if groups[level][u] == group}
                variance += max(components[tier - 1], 0) * sum(size[tier][one] ** 2 for one in below)
            weight.append(variance / size[level][group])
        effective = sum(weight) ** 2 / sum(one**2 for one in weight)
        wanted.append(max(effective * (1 - len(size[level - 1]) / len(size[level])), 1.0))
    paths = [np.array(of) for of in groups]
    found = freedom(components, paths, sizes=[np.array(one) for one in size], noise=noise)
    np.testing.assert_allclose(found, wanted)
