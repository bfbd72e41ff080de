"""The gap of two values: Newcombe's published examples, edges, and what must hold for any two."""

from __future__ import annotations

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.comparing.gap import Estimate, gap
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion


def share(x: float, n: float) -> Estimate:
    row = proportion([x], [n], multiplier=1).iloc[0]
    return Estimate(row["value"], row["lower_ci"], row["upper_ci"])


@pytest.mark.parametrize(  # Newcombe 1998, table II, method 10
    ("first", "second", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 10), (0.6075, 1.0000)),
    ],
)
def test_newcombes_examples(first: tuple, second: tuple, limits: tuple) -> None:
    found = gap(share(*first), share(*second))
    assert (found.lower, found.upper) == (pytest.approx(limits[0], abs=6e-5), pytest.approx(limits[1], abs=6e-5))


SHARES = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES, SHARES)
def test_limits_hold_the_gap_and_turning_round_turns_the_sign(first: tuple, second: tuple) -> None:
    one, other = gap(share(*first), share(*second)), gap(share(*second), share(*first))
    assert one.lower - 1e-12 <= one.value <= one.upper + 1e-12
    assert (other.value, other.lower, other.upper) == pytest.approx((-one.value, -one.upper, -one.lower))
    assert one.clear == other.clear


def test_equal_values_have_no_clear_gap() -> None:
    same = gap(share(50, 100), share(50, 100))
    assert same.value == 0 and same.clear is False


def test_rates_have_a_gap_too() -> None:
    frame = crude_rate([200, 100], [1000, 1000], multiplier=1000)
    rows = [Estimate(*row) for row in frame[["value", "lower_ci", "upper_ci"]].itertuples(index=False)]
    found = gap(*rows)
    assert found.value == pytest.approx(100) and found.clear


def test_without_limits_there_is_no_interval_and_without_a_value_no_gap() -> None:
    bare = gap(Estimate(80.0), Estimate(60.0))
    assert bare.value == 20 and bare.clear is None and isnan(bare.lower)
    assert isnan(gap(Estimate(), Estimate(60.0, 59.0, 61.0)).value)
    assert gap(Estimate(80.0, 79.0, nan), Estimate(60.0, 59.0, 61.0)).clear is None
