"""Synthetic control: a known mix is found again, the least squares of a second solver, placebos, reasons."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from data.schema import ValueType
from equity.similar.change import Design
from equity.similar.panel import Panel
from equity.similar.reasons import Withheld
from equity.similar.synthetic import synthetic_control

PERIODS = tuple(str(year) for year in range(2008, 2020))
AREAS = pd.Index([f"a{number:02d}" for number in range(12)])
DESIGN = Design(AREAS[:1], AREAS[1:], PERIODS[:9], PERIODS[9:])
PEOPLE = 1e6


def panel(values: np.ndarray) -> Panel:
    """Areas of a million people each with these percentages."""
    frame = pd.DataFrame(values * PEOPLE / 100, AREAS, PERIODS)
    return Panel(frame, pd.DataFrame(PEOPLE, AREAS, PERIODS), ValueType.PROPORTION)


def walks(seed: int) -> np.ndarray:
    """Percentages that wander, area by area."""
    draw = np.random.default_rng(seed)
    return 60 + draw.normal(0, 6, (12, 1)) + draw.normal(0, 1.5, (12, 12)).cumsum(axis=1)


def mixed(seed: int, *, after: float) -> np.ndarray:
    """The first area is 0.3 of the second and 0.7 of the third, and so many points more since the start."""
    values = walks(seed)
    values[0] = 0.3 * values[1] + 0.7 * values[2]
    values[0, 9:] += after
    return values


def test_a_known_mix_is_found_again_and_what_came_after_is_the_difference():
    found = synthetic_control(panel(mixed(1, after=4.0)), DESIGN)
    assert found.weights.round(3).to_dict() == {"a02": 0.7, "a01": 0.3}
    assert found.differences[: PERIODS[8]].to_numpy() == pytest.approx(0, abs=1e-3)
    assert found.estimate == pytest.approx(4.0, abs=1e-3)
    assert found.p_value == pytest.approx(1 / 12)  # no other area's fit became as much worse


@pytest.mark.parametrize("seed", range(4))
def test_weights_are_those_of_another_solver(seed):
    values = mixed(seed, after=0.0)
    values[0] += np.random.default_rng(seed).normal(0, 0.4, 12)
    found = synthetic_control(panel(values), DESIGN)
    target, others = values[0, :9], values[1:, :9]
    slow = minimize(
        lambda weights: ((target - weights @ others) ** 2).sum(),
        np.full(11, 1 / 11),
        method="SLSQP",
        bounds=[(0, 1)] * 11,
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1},
        options={"maxiter": 2000, "ftol": 1e-14},
    )
    assert found.status == "ok" and found.before <= np.sqrt(slow.fun / 9) * 1.001
    assert found.weights.sum() == pytest.approx(1, abs=0.02) and (found.weights > 0).all()
    assert found.ratio == pytest.approx(found.after / found.before)


def test_the_order_of_areas_and_the_unit_change_nothing():
    data = panel(mixed(3, after=2.0))
    order = AREAS[::-1]
    turned = Panel(data.numerator.loc[order], data.denominator.loc[order], data.value_type)
    one, other = (synthetic_control(each, DESIGN) for each in (data, turned))
    assert one.weights.round(6).to_dict() == other.weights.round(6).to_dict()
    assert one.p_value == other.p_value and one.estimate == pytest.approx(other.estimate)
    tenfold = synthetic_control(replace(data, multiplier=1000.0), DESIGN)
    assert tenfold.estimate == pytest.approx(10 * one.estimate, rel=1e-3)


def test_without_anything_done_p_values_are_spread_out():
    seen = [synthetic_control(panel(walks(seed)), DESIGN) for seed in range(60)]
    told = [one.p_value for one in seen if one.status == "ok"]
    assert len(told) > 15 and np.mean(np.array(told) <= 2 / 12) < 0.45 and max(told) > 0.6


def test_where_it_cannot_be_told_there_is_a_reason():
    data = panel(mixed(2, after=1.0))
    far = walks(2)
    far[0] = 5.0
    missing = data.numerator.copy()
    missing.loc["a00", "2010"] = np.nan
    cases = {
        Withheld.TOO_SHORT_BEFORE: (data, replace(DESIGN, before=PERIODS[2:9])),
        Withheld.NO_PERIOD_AFTER: (data, replace(DESIGN, after=())),
        Withheld.TOO_FEW_COMPARATORS: (data, replace(DESIGN, comparators=AREAS[1:5])),
        Withheld.CHOSEN_WITHOUT_VALUE: (replace(data, numerator=missing), DESIGN),
        Withheld.POOR_FIT: (panel(far), DESIGN),
    }
    for reason, (asked, design) in cases.items():
        found = synthetic_control(asked, design)
        assert (found.reason, found.status) == (reason, "missing")
        assert found.weights.empty and np.isnan(found.estimate)
