"""The one rule of comparison: which test a benchmark asks for, plain loops, noise, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity, ValueType
from equity.comparing.against import Basis, Benchmark, Kind, basis_of, outcomes
from equity.comparing.comparison import OPPOSITE, Comparison, compared
from equity.comparing.judging import Confidence
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion

NA = float("nan")
SHARE = Kind(ValueType.PROPORTION, Polarity.HIGH_IS_GOOD)
RATE = Kind(ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD, 1000.0)


def areas(*counts, kind=SHARE, status="ok"):
    frame = pd.DataFrame(counts, columns=["numerator", "denominator"], dtype="float64")
    method = proportion if kind.value_type == ValueType.PROPORTION else crude_rate
    found = method(frame["numerator"], frame["denominator"], multiplier=kind.multiplier)
    return frame.join(found[["value", "lower_ci", "upper_ci"]]).assign(status=status)


def wilson(x, n, z=1.959963984540054):
    middle, half = (2 * x + z * z) / (2 * (n + z * z)), z * math.sqrt(z * z + 4 * x * (1 - x / n)) / (2 * (n + z * z))
    return middle - half, middle + half


def slow_share(x, n, y, m):
    """Newcombe's interval of x/n less y/m, by hand."""
    (l1, u1), (l2, u2) = wilson(x, n), wilson(y, m)
    size = x / n - y / m
    low = size - math.sqrt((x / n - l1) ** 2 + (u2 - y / m) ** 2)
    high = size + math.sqrt((u1 - x / n) ** 2 + (y / m - l2) ** 2)
    return "better" if low > 0 else "worse" if high < 0 else "similar"


def slow_rate(x, n, y, m):
    """Log limits of the ratio of two rates, low being good, by hand."""
    ratio, factor = (x / n) / (y / m), math.exp(1.959963984540054 * math.sqrt(1 / x + 1 / y))
    return "worse" if ratio / factor > 1 else "better" if ratio * factor < 1 else "similar"


@given(
    st.integers(1, 400), st.integers(400, 800), st.integers(1, 400), st.integers(400, 900),
    st.sampled_from([0.0, 0.25, 1.0]),
)  # fmt: skip
def test_the_area_is_taken_out_of_its_benchmark_and_both_are_samples(x, n, y, m, share):
    whole = Benchmark(NA, y + share * x, m + share * n)
    slow = {SHARE: slow_share, RATE: slow_rate}
    for kind in (SHARE, RATE):
        value = kind.multiplier * whole.numerator / whole.denominator
        asked = Benchmark(value, whole.numerator, whole.denominator)
        found = outcomes(areas((x, n), kind=kind), asked, kind=kind, overlap=share).iloc[0]
        assert (found["compared"], found["basis"]) == (slow[kind](x, n, y, m), "two_samples")


def test_england_is_taken_as_exact_whatever_it_shares():
    england = Benchmark(50.0, 30_000_000, 60_000_000, exact=True)
    frame = areas((54, 100), (600, 1000))
    found = outcomes(frame, england, kind=SHARE, overlap=1.0)
    assert list(found["basis"]) == ["exact", "exact"]
    assert list(found["compared"]) == list(compared(frame, 50.0, polarity=Polarity.HIGH_IS_GOOD))


def test_a_small_group_of_peers_is_no_fixed_point():
    """54 of 100 lies above an exact 40 %, but not above 8 of 20 peers."""
    frame = areas((54, 100))
    assert outcomes(frame, Benchmark(40.0), kind=SHARE).iloc[0].tolist() == ["better", "exact"]
    assert outcomes(frame, Benchmark(40.0, 8, 20), kind=SHARE, overlap=0).iloc[0].tolist() == ["similar", "two_samples"]


def test_under_the_null_one_in_twenty_differs_and_not_one_in_six():
    chance = np.random.default_rng(4)
    x, y = chance.binomial(400, 0.3, 4000), chance.binomial(400, 0.3, 4000)
    frame, other = areas(*[(int(one), 400) for one in x]), Benchmark(y / 4, y, np.full(4000, 400.0))
    two = outcomes(frame, other, kind=SHARE, overlap=0.0)["compared"] != "similar"
    exact = outcomes(frame, Benchmark(y / 4), kind=SHARE)["compared"] != "similar"
    assert 0.035 < two.mean() < 0.06
    assert exact.mean() > 0.13


@pytest.mark.parametrize(
    ("frame", "benchmark", "overlap", "expected"),
    [
        (areas((5, 10), status="suppressed"), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((5, 10), status="not_comparable"), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((NA, 10)), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((0, 0)), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((12, 10)), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((-1, 10)), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "exact"]),
        (areas((0, 100)), Benchmark(40.0, 400, 1000), 1.0, ["worse", "two_samples"]),
        (areas((5, 10)), Benchmark(NA), 1.0, ["not_compared", "exact"]),
        (areas((80, 100)), Benchmark(40.0, 400, 1000), NA, ["better", "exact"]),  # nobody knows whom they share
        (areas((400, 1000)), Benchmark(40.0, 400, 1000), 1.0, ["not_compared", "two_samples"]),  # it is its benchmark
        (areas((80, 100)), Benchmark(40.0, 60, 1000), 1.0, ["better", "exact"]),  # counts of two collections
        (areas((80, 100)).assign(lower_ci=60, upper_ci=95), Benchmark(70.0, 700, 1000), 1.0, ["similar", "exact"]),
    ],
)  # fmt: skip
def test_edges(frame, benchmark, overlap, expected):
    assert outcomes(frame, benchmark, kind=SHARE, overlap=overlap).iloc[0].tolist() == expected


def test_events_are_not_people_and_no_event_is_an_answer():
    frame = areas((0, 1000), (1200, 1000), kind=RATE)
    found = outcomes(frame, Benchmark(50.0, 5000, 100_000), kind=RATE, overlap=1.0)
    assert list(found["compared"]) == ["better", "worse"]


def test_without_counts_or_of_another_kind_the_interval_is_held_against_the_value():
    frame = areas((80, 100)).drop(columns=["numerator", "denominator"])
    assert outcomes(frame, Benchmark(40.0, 400, 1000), kind=SHARE, overlap=1.0)["basis"].iloc[0] == "exact"
    adjusted = Kind(ValueType.DSR, Polarity.HIGH_IS_GOOD)
    assert (
        outcomes(areas((80, 100)), Benchmark(40.0, 400, 1000), kind=adjusted, overlap=1.0)["basis"].iloc[0] == "exact"
    )
    assert basis_of(ValueType.DSR, Benchmark(40.0, 400, 1000)) is Basis.EXACT
    assert basis_of(ValueType.PROPORTION, Benchmark(40.0, 400, 1000)) is Basis.TWO_SAMPLES
    assert basis_of(ValueType.PROPORTION, Benchmark(40.0, 400, 1000, exact=True)) is Basis.EXACT


def test_without_a_direction_higher_and_lower_and_their_opposites():
    kind = Kind(ValueType.PROPORTION, Polarity.NONE)
    found = outcomes(areas((80, 100), (5, 100)), Benchmark(40.0, 400, 1000), kind=kind, overlap=1.0)["compared"]
    assert list(found) == ["higher", "lower"]
    assert [str(OPPOSITE[Comparison(one)]) for one in found] == ["lower", "higher"]
    assert OPPOSITE[Comparison.BETTER] is Comparison.WORSE
    assert OPPOSITE[Comparison.NOT_COMPARED] is Comparison.NOT_COMPARED


@given(st.integers(1, 400), st.integers(400, 800), st.floats(20, 80))
def test_much_is_said_exactly_where_the_wider_interval_leaves_the_benchmark_out_too(x, n, value):
    """Of England by the area's own limits, of a sample by the difference: at 95 % nothing changes but the word."""
    both = Kind(ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, confidence=Confidence.BOTH)
    exact = Benchmark(value, exact=True)
    plain, two = (outcomes(areas((x, n)), exact, kind=kind)["compared"].iloc[0] for kind in (SHARE, both))
    low, high = (100 * end for end in wilson(x, n, z=3.0902323061678132))
    assert two == (f"much_{plain}" if low > value or high < value else plain)
    sample = Benchmark(value, 10 * value, 1000)
    plain, two = (outcomes(areas((x, n)), sample, kind=kind, overlap=0)["compared"].iloc[0] for kind in (SHARE, both))
    assert two.removeprefix("much_") == plain


def test_limits_that_are_not_of_counts_are_told_at_95_only():
    both = Kind(ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, confidence=Confidence.BOTH)
    survey = areas((100, 1000)).assign(lower_ci=3.0, upper_ci=17.0)
    assert outcomes(survey, Benchmark(90.0, exact=True), kind=both)["compared"].tolist() == ["worse"]
    assert outcomes(areas((100, 1000)), Benchmark(90.0, exact=True), kind=both)["compared"].tolist() == ["much_worse"]
