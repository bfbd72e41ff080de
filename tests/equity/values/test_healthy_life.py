"""Healthy life expectancy: Sullivan in loops, simulation of its variance, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.result import Z95, Reason
from equity.values.healthy_life import healthy_life_expectancy
from equity.values.life_table import FIRST_AGES, LifeTable, life_expectancy
from tests.equity.values.life_tables import DEATHS, PEOPLE, frames

SHARES = np.linspace(0.97, 0.35, 20)


def survey(*rows):
    return pd.DataFrame(
        list(rows), columns=FIRST_AGES, index=pd.Index(range(len(rows)), name="area_code"), dtype="float64"
    )


def sullivan(shares, ages=FIRST_AGES):
    """Healthy years at every age: person-years lived, each times its share, over survivors."""
    survivors, lived = 1.0, []
    entering = []
    for i, (d, n) in enumerate(zip(DEATHS, PEOPLE, strict=True)):
        m, a = d / n, 0.1 if i == 0 else 0.5
        entering.append(survivors)
        if i == len(ages) - 1:
            lived.append(survivors / m)
            continue
        width = ages[i + 1] - ages[i]
        died = survivors * m * width / (1 + m * width * (1 - a))
        lived.append(width * (survivors - died) + a * width * died)
        survivors -= died
    return [sum(y * h for y, h in zip(lived[i:], shares[i:], strict=True)) / entering[i] for i in range(len(ages))]


@given(st.lists(st.integers(0, 100), min_size=20, max_size=20))
def test_same_as_sullivan_in_loops(healthy):
    result = healthy_life_expectancy(LifeTable.of(*frames({})), survey(healthy), asked=survey([100] * 20))
    np.testing.assert_allclose(result["value"], sullivan(np.array(healthy) / 100), rtol=1e-9, atol=1e-12)
    order = result[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
    assert (np.diff(order, axis=1) >= 0).all()


def test_all_healthy_is_life_expectancy_with_its_limits():
    table = LifeTable.of(*frames({}))
    whole = healthy_life_expectancy(table, survey([50] * 20), asked=survey([50] * 20))
    pd.testing.assert_frame_equal(whole, life_expectancy(table))


def test_nobody_healthy_is_no_year():
    result = healthy_life_expectancy(LifeTable.of(*frames({})), survey([0] * 20), asked=survey([50] * 20))
    assert (result["value"] == 0).all()
    assert (result["upper_ci"] == 0).all()


def test_limits_are_those_of_simulated_surveys_and_deaths():
    rng = np.random.default_rng(8)
    number, asked = 4000, 60
    deaths = pd.DataFrame(rng.poisson(DEATHS, (number, 20)), columns=FIRST_AGES, dtype="float64")
    people = pd.DataFrame(np.tile(PEOPLE, (number, 1)), columns=FIRST_AGES, dtype="float64")
    healthy = pd.DataFrame(rng.binomial(asked, SHARES, (number, 20)), columns=FIRST_AGES, dtype="float64")
    drawn = healthy_life_expectancy(LifeTable.of(deaths, people), healthy, asked=healthy * 0 + asked)["value"]
    exact = survey(asked * SHARES)
    result = healthy_life_expectancy(LifeTable.of(*frames({})), exact, asked=exact * 0 + asked)
    for age in (0, 50, 90):
        row = result.xs(age, level="age").iloc[0]
        assert drawn.xs(age, level="age").std() == pytest.approx(
            (row["upper_ci"] - row["lower_ci"]) / 2 / Z95, rel=0.05
        )


def test_edges():
    fine = [40] * 20
    healthy = survey(fine, [math.nan, *fine[1:]], [51, *fine[1:]], [-1, *fine[1:]], fine, fine)
    asked = survey(*[[50] * 20] * 4, [0, *[50] * 19], [50] * 20)
    table = LifeTable.of(*frames({}, {}, {}, {}, {}, {"deaths": {90: 0}}))
    result = healthy_life_expectancy(table, healthy, asked=asked)
    assert result["reason"].xs(0, level="age").tolist() == [
        "",
        Reason.STRATUM_MISSING,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.NUMERATOR_NEGATIVE,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NO_DEATHS_IN_LAST_BAND,
    ]
    with pytest.raises(ValueError, match="same order"):
        healthy_life_expectancy(table, healthy[::-1], asked=asked)
