"""The split of variance: worked by hand, by brute force, by simulation, and its properties."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.comparing import tiers
from equity.comparing.tiers import Events, Split, events, hint, variance_split


@pytest.fixture
def few_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small designs, as a hand can work them."""
    monkeypatch.setattr(tiers, "LEAST_FREEDOM", 1)


def design(x: list[float], n: list[float], **groups: list) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = [f"u{i}" for i in range(len(x))]
    return pd.DataFrame({"numerator": x, "denominator": n}, index=index), pd.DataFrame(groups, index=index)


def test_balanced_design_by_hand(few_units: None) -> None:
    """Two places of two neighbourhoods, 100 people each, Poisson: rates .1 .3 | .5 .7.

    Observed: within places 100 x 4 x .1^2 = 4, between places 200 x 2 x .2^2 = 16. Counting error of a rate is r / n,
    n x error is r: within 1.6 - 0.8 = 0.8, between 0.8 - 0.4 = 0.4. Within: c = 400 - 200 = 200, so
    (4 - 0.8) / 200 = 0.016. Between: c = 400 - 200 = 200 for places, 200 - 100 = 100 for neighbourhoods, so
    (16 - 0.4 - 100 x 0.016) / 200 = 0.07.
    """
    split = variance_split(*design([10, 30, 50, 70], [100] * 4, place=list("aabb")), tier="nb", proportion=False)
    assert split.tiers == ("place", "nb") and split.units == (2, 4)
    assert split.components == pytest.approx([0.07, 0.016])
    assert split.shares == pytest.approx([0.07 / 0.086, 0.016 / 0.086])
    assert split.noise == pytest.approx(1.2 / 20) and split.negative == ()


def test_negative_estimate_is_reported_as_zero(few_units: None) -> None:
    """Both places have rate .4, so all the difference is inside them."""
    split = variance_split(*design([10, 70, 20, 60], [100] * 4, place=list("aabb")), tier="nb", proportion=True)
    assert split.negative == ("place",) and split.shares.tolist() == [0, 1]


def test_rounding_is_taken_out(few_units: None) -> None:
    given_design = design([10, 30, 50, 70], [100] * 4, place=list("aabb"))
    exact = variance_split(*given_design, tier="nb", proportion=False)
    rounded = variance_split(*given_design, tier="nb", proportion=False, rounding=12)
    assert rounded.components[1] == pytest.approx(exact.components[1] - 12**2 / 12 / 100**2)


def test_too_few_units_are_not_told() -> None:
    """Six neighbourhoods in two places: four degrees of freedom below, one above."""
    split = variance_split(*design([1, 5, 9, 2, 6, 7], [50] * 6, place=list("aaabbb")), tier="nb", proportion=True)
    assert np.isnan(split.components[0]) and split.shares[1] == 1
    nothing = variance_split(*design([1, 5, 9], [50] * 3, place=list("abc")), tier="nb", proportion=True)
    assert np.isnan(nothing.components).all() and np.isnan(nothing.shares).all()


def test_equal_rates_have_no_differences() -> None:
    split = variance_split(*design([5.0] * 12, [50.0] * 12, place=list("aabbccddeeff")), tier="nb", proportion=True)
    assert (split.components == 0).all() and np.isnan(split.shares).all() and np.isnan(split.noise)


def test_simulated_components_are_found() -> None:
    """40 systems x 6 places x 6 neighbourhoods, variances 1 : 2 : 3, with binomial counting error."""
    chance = np.random.default_rng(7)
    system, place = np.repeat(np.arange(40), 36), np.repeat(np.arange(240), 6)
    effect = chance.normal(0, 0.02, 40)[system] + chance.normal(0, 0.02 * 2**0.5, 240)[place]
    rate = np.clip(0.5 + effect + chance.normal(0, 0.02 * 3**0.5, 1440), 0.01, 0.99)
    n = chance.integers(200, 2000, 1440)
    made = design(chance.binomial(n, rate).tolist(), n.tolist(), system=system.tolist(), place=place.tolist())
    split = variance_split(*made, tier="nb", proportion=True)
    assert split.shares == pytest.approx([1 / 6, 2 / 6, 3 / 6], abs=0.06)
    assert split.components[2] == pytest.approx(0.02**2 * 3, rel=0.15)


# --- brute force: an expectation is the sum of what each single effect does ---------------------------------------


def squares(values: list[float], n: list[float], labels: list[list]) -> list[float]:
    """Weighted sum of squares between groups inside the groups above, at every level, by loops."""
    levels = [["all"] * len(n), *labels, list(range(len(n)))]
    paths = [[tuple(level[i] for level in levels[: depth + 1]) for i in range(len(n))] for depth in range(len(levels))]

    def mean(path: list, i: int) -> float:
        inside = [j for j in range(len(n)) if path[j] == path[i]]
        return sum(n[j] * values[j] for j in inside) / sum(n[j] for j in inside)

    return [sum(n[i] * (mean(here, i) - mean(above, i)) ** 2 for i in range(len(n))) for above, here in pairwise(paths)]


def by_brute_force(x: list[float], n: list[float], labels: list[list], proportion: bool) -> list[float]:
    rate = [a / b for a, b in zip(x, n, strict=True)]
    error = [(r * (1 - r) / (m - 1)) if proportion else r / m for r, m in zip(rate, n, strict=True)]
    single = [[float(i == j) for j in range(len(n))] for i in range(len(n))]
    noise = np.sum([e * np.array(squares(one, n, labels)) for e, one in zip(error, single, strict=True)], axis=0)
    coefficients = []
    for depth in range(len(labels) + 1):
        paths = list(zip(*labels[: depth + 1], strict=True)) if depth < len(labels) else list(range(len(n)))
        effects = [[float(path == one) for path in paths] for one in dict.fromkeys(paths)]
        coefficients.append(np.sum([squares(effect, n, labels) for effect in effects], axis=0))
    return np.linalg.solve(np.array(coefficients).T, np.array(squares(rate, n, labels)) - noise).tolist()


UNITS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(41, 400), st.sampled_from("pq"), st.sampled_from("abc")),
    min_size=12,
    max_size=12,
)


def nested(units: list[tuple]) -> tuple[list, list, list[list]]:
    """Every system and place has at least two below it."""
    systems, places = (list("ppppppqqqqqq"), list("aabbccaabbcc"))
    x, n = [u[0] for u in units], [u[1] for u in units]
    systems[:2], places[4:6] = ["p", "p"], [units[0][3]] * 2
    return x, n, [systems, places]


@given(UNITS, st.booleans())
def test_brute_force_agrees(units: list[tuple], proportion: bool) -> None:
    x, n, labels = nested(units)
    slow = by_brute_force(x, n, labels, proportion)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiers, "LEAST_FREEDOM", 1)
        made = design(x, n, system=labels[0], place=labels[1])
        fast = variance_split(*made, tier="nb", proportion=proportion)
    assert fast.components == pytest.approx(np.maximum(slow, 0), rel=1e-6, abs=1e-10)


@given(UNITS, st.permutations(range(12)))
def test_the_order_of_units_changes_nothing_and_shares_add_to_one(units: list[tuple], order: list[int]) -> None:
    x, n, labels = nested(units)
    counts, groups = design(x, n, system=labels[0], place=labels[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiers, "LEAST_FREEDOM", 1)
        there = variance_split(counts, groups, tier="nb", proportion=False)
        back = variance_split(counts.iloc[order], groups.iloc[order], tier="nb", proportion=False)
    assert there.components == pytest.approx(back.components, rel=1e-6, abs=1e-10)
    assert np.isnan(there.shares).all() or there.shares.sum() == pytest.approx(1)


# --- events and the hint ------------------------------------------------------------------------------------------


def test_events_per_year_count_the_rarer_side_and_withheld_units() -> None:
    rows = pd.DataFrame({"numerator": [90, 60, np.nan, 30], "denominator": [100, 100, 100, 100]})
    rows["status"] = ["ok", "ok", "suppressed", "not_comparable"]
    found = events("nb", rows, years=1, proportion=True)
    assert found == Events("nb", 4, 3, 30, 10, 40, 0.75) and not found.enough
    unknown = rows.assign(status=["ok", "ok", "missing", "ok"])
    assert events("nb", unknown, years=1, proportion=True).holding == 1
    assert events("nb", rows.dropna(), years=3, proportion=False) == Events("nb", 3, 3, 20, 10, 30, 1.0)
    empty = events("nb", rows.iloc[[2]], years=1, proportion=True)
    assert (empty.units, empty.shown, empty.enough) == (1, 0, False)


def made(*enough: bool) -> list[Events]:
    return [Events(t, 9, 9, 50, 1, 90, float(e)) for t, e in zip(("system", "place", "nb"), enough, strict=True)]


@pytest.mark.parametrize(
    ("enough", "finest"),
    [((True, True, True), "nb"), ((True, True, False), "place"), ((True, False, True), "system"), ((False,) * 3, "")],
)
def test_finest_tier_is_the_last_that_holds(enough: tuple[bool, ...], finest: str) -> None:
    split = Split(("system", "place", "nb"), (5, 20, 90), np.array([np.nan, 1.0, 3.0]), (), 0.1)
    found = hint(split, made(*enough))
    assert (found.finest, found.largest, found.share) == (finest, "nb", 0.75)
    assert hint(None, made(*enough)).largest == ""
    assert hint(Split(("nb",), (9,), np.array([0.0]), (), 1.0), made(*enough)).largest == ""
