"""What is expected of a difference: by hand, and as the spread of differences that are drawn."""

import math

import numpy as np
import pytest

from data.schema import ValueType
from equity.similar.expected_size import Expected

SHARE, RATE = ValueType.PROPORTION, ValueType.CRUDE_RATE


def test_of_one_area_among_three_by_hand():
    count, people = np.array([[10.0, 20], [30, 30], [20, 10]]), np.full((3, 2), 100.0)
    expected = Expected(count, people, SHARE, between=0.04, within=2.0)
    first = np.array([[1.0, 0, 0]])
    assert expected.differences(first)[0] == pytest.approx((20 / 100 - 40 / 200) - (10 / 100 - 50 / 200))
    uneven, counting = 1 + 0.5, 2 * (0.2 * 0.8) * (1 / 100 + 1 / 200)
    assert expected.errors(first)[0] == pytest.approx(math.sqrt(0.04 * uneven + 2 * counting))
    rates = Expected(count, people, RATE, between=0.0, within=1.0)
    assert rates.errors(first)[0] == pytest.approx(math.sqrt(2 * 0.2 * (1 / 100 + 1 / 200)))


def test_areas_from_elsewhere_are_set_against_all_of_these():
    count, people = np.array([[10.0, 20], [30, 30]]), np.full((2, 2), 100.0)
    own = np.array([[30.0, 30]]), np.array([[400.0, 400]])
    every = Expected(np.vstack([count, own[0]]), np.vstack([people, own[1]]), SHARE, between=0.01, within=1.5)
    some = Expected(count, people, SHARE, between=0.01, within=1.5)
    assert some.beside(*own) == every.errors(np.array([[0.0, 0, 1]]))[0]


@pytest.mark.parametrize("of", [0.0, 1.0], ids=["nobody", "everybody"])
def test_nobody_or_everybody_counted_anywhere_is_not_certainty(of):
    people = np.full((6, 2), 50.0)
    expected = Expected.of(of * people, people, value_type=SHARE)
    assert (expected.within, expected.between) == (1, 0)
    assert (expected.errors(np.eye(6)) > 0).all()


@pytest.mark.parametrize("spread", [0.0, 0.03])
def test_differences_of_small_and_large_areas_are_alike_in_what_is_expected_of_them(spread):
    small, large = [], []
    for seed in range(60):
        draw = np.random.default_rng(seed)
        people = np.array([300.0] * 12 + [9_000.0] * 12)[:, None] * np.ones((1, 2))
        share = np.clip(0.4 + draw.normal(0, 0.05, (24, 1)) + draw.normal(0, spread, (24, 2)), 0.02, 0.98)
        expected = Expected.of(draw.binomial(people.astype(int), share), people, value_type=SHARE)
        ratio = expected.differences(np.eye(24)) / expected.errors(np.eye(24))
        small.append(np.mean(ratio[:12] ** 2))
        large.append(np.mean(ratio[12:] ** 2))
    assert np.mean(small) == pytest.approx(1, abs=0.25)
    assert np.mean(large) == pytest.approx(1, abs=0.35)
