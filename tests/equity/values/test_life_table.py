"""Life expectancy: published numbers, a slow table in loops, properties, every withholding rule."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Status
from equity.result import Z95, Reason
from equity.values.life_table import FIRST_AGES, LifeTable, life_expectancy
from tests.equity.shared_cases import cases, name, near, needed
from tests.equity.values.life_tables import DEATHS, LOWER, PEOPLE, YEARS, frames

NA = math.nan
tables = st.lists(st.tuples(st.integers(0, 60), st.integers(1_000, 90_000)), min_size=20, max_size=20)


def of(deaths, people, **more):
    return life_expectancy(LifeTable.of(deaths, people, **more))


def loop_table(deaths, people, ages):
    """Chiang's table down the columns of survivors, deaths, years and expectancy with the variance of Silcocks."""
    last, alive, rows = len(ages) - 1, [100_000.0], []
    for i, (d, n) in enumerate(zip(deaths, people, strict=True)):
        m, a = d / n, 0.1 if i == 0 else 0.5
        width = None if i == last else ages[i + 1] - ages[i]
        q = 1.0 if i == last else min(1.0, m * width / (1 + m * width * (1 - a)))
        died = alive[i] * q
        lived = alive[i] / m if i == last else width * (alive[i] - died + a * died)
        variance = 4 / (d * m * m) if i == last else (q * q * (1 - q) / d if d else 0.0)
        rows.append((lived, variance, a, width))
        alive.append(alive[i] - died)
    e = [sum(row[0] for row in rows[i:]) / alive[i] for i in range(last + 1)]
    spread = []
    for i in range(last + 1):
        total = 0.0
        for j in range(i, last + 1):
            _, variance, a, width = rows[j]
            total += (
                variance * (alive[j] / 2) ** 2
                if j == last
                else variance * alive[j] ** 2 * ((1 - a) * width + e[j + 1]) ** 2
            )
        spread.append(math.sqrt(total / alive[i] ** 2))
    return e, spread


def test_published_table():
    result = of(*frames({}))
    np.testing.assert_allclose(result["value"], YEARS, rtol=1e-9)
    np.testing.assert_allclose(result["lower_ci"], LOWER, atol=2e-5)  # published with z = 1.96
    assert result.index.names == ["area_code", "age"]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("life_expectancy_at_age"), ids=name)
def test_reference_numbers(case):
    needed(case)
    given_ = case["inputs"]
    sides = [
        pd.DataFrame([given_[of_]], columns=given_["age_start"], dtype="float64") for of_ in ("deaths", "population")
    ]
    row = of(*sides, ages=given_["age_start"]).xs(given_["at_age"], level="age").iloc[0]
    for ours, theirs in (("value", "value"), ("lower_ci", "lower"), ("upper_ci", "upper")):
        near(row[ours], case["expected"][theirs], case=case)


@given(tables)
def test_same_as_a_table_in_loops(rows):
    deaths, people = [d for d, _ in rows], [n for _, n in rows]
    deaths[-1] += 30
    result = of(*(pd.DataFrame([side], columns=FIRST_AGES, dtype="float64") for side in (deaths, people)))
    e, spread = loop_table(deaths, people, FIRST_AGES)
    wide = np.array(spread) * 2 * Z95 > 20
    assert ((result["reason"] == Reason.INTERVAL_TOO_WIDE) == wide).all()
    np.testing.assert_allclose(result["value"][~wide], np.array(e)[~wide], rtol=1e-9)
    half = ((result["upper_ci"] - result["lower_ci"]) / 2 / Z95).to_numpy()
    np.testing.assert_allclose(half[~wide], np.array(spread)[~wide], rtol=1e-7, atol=1e-9)


def test_limits_are_those_of_simulated_deaths():
    rng = np.random.default_rng(5)
    drawn = rng.poisson(DEATHS, (4000, 20))
    people = pd.DataFrame(np.tile(PEOPLE, (4000, 1)), columns=FIRST_AGES, dtype="float64")
    simulated = of(pd.DataFrame(drawn, columns=FIRST_AGES, dtype="float64"), people)["value"].xs(0, level="age").std()
    row = of(*frames({})).xs(0, level="age").iloc[0]
    assert simulated == pytest.approx((row["upper_ci"] - row["lower_ci"]) / 2 / Z95, rel=0.05)


@given(tables, st.integers(2, 50))
def test_more_people_at_the_same_rates_give_the_same_years_and_narrower_limits(rows, factor):
    deaths, people = (pd.DataFrame([[r[k] + 5 for r in rows]], columns=FIRST_AGES, dtype="float64") for k in (0, 1))
    one, more = of(deaths, people), of(deaths * factor, people * factor)
    both = ((one["reason"] == "") & (more["reason"] == "")).to_numpy()
    np.testing.assert_allclose(one["value"][both], more["value"][both])
    for frame in (one, more):
        order = frame.loc[both, ["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
        assert (np.diff(order, axis=1) >= 0).all()
    narrower = (more["upper_ci"] - more["lower_ci"])[both] < (one["upper_ci"] - one["lower_ci"])[both]
    assert narrower.all()


def test_every_rule_withholds_one_area_and_leaves_the_rest():
    changes = [
        {},
        {"deaths": {10: -5}},
        {"people": {20: 0}},
        {"people": {85: 119}},
        {"deaths": {30: NA}},
        {"deaths": {90: 0}},
        {"people": dict.fromkeys(FIRST_AGES, 200), "deaths": dict.fromkeys(FIRST_AGES, 3)},
        {"people": {45: NA}},
        {"deaths": {5: 0}},
    ]
    deaths, people = frames(*changes)
    hidden = pd.DataFrame(False, index=deaths.index, columns=deaths.columns)
    hidden.loc[8, 5] = True
    result = of(deaths, people, suppressed=hidden)
    assert result["reason"].xs(0, level="age").tolist() == [
        "",
        Reason.NUMERATOR_NEGATIVE,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.STRATUM_MISSING,
        Reason.NO_DEATHS_IN_LAST_BAND,
        Reason.POPULATION_TOO_SMALL,
        Reason.STRATUM_MISSING,
        Reason.STRATUM_SUPPRESSED,
    ]
    assert result.loc[result["reason"] != "", "value":"upper_998"].isna().all(axis=None)
    assert result.loc[8, "status"].eq(Status.SUPPRESSED).all()
    assert result.loc[0, "status"].eq(Status.OK).all()


def test_no_deaths_in_a_band_is_no_fault():
    result = of(*frames({"deaths": {5: 0}}))
    assert result["reason"].eq("").all()
    assert result["value"].iloc[0] > YEARS[0]


def test_a_band_that_is_not_there_is_missing():
    deaths, people = frames({})
    assert of(deaths.drop(columns=85), people)["reason"].eq(Reason.STRATUM_MISSING).all()


def test_just_above_5000_people_is_shown_unless_its_limits_are_20_years_wide():
    few = {"people": dict.fromkeys(FIRST_AGES, 251), "deaths": dict.fromkeys(FIRST_AGES, 1)}
    result = of(*frames(few, {**few, "people": dict.fromkeys(FIRST_AGES, 250)}))
    assert result.loc[1, "reason"].eq(Reason.POPULATION_TOO_SMALL).all()
    assert result.loc[0, "reason"].isin(["", Reason.INTERVAL_TOO_WIDE]).all()
    assert (result.loc[0, "reason"] == Reason.INTERVAL_TOO_WIDE).any()
    shown = result.loc[0][result.loc[0, "reason"] == ""]
    assert (shown["upper_ci"] - shown["lower_ci"] <= 20).all()


def test_ages_and_areas_must_fit():
    deaths, people = frames({})
    with pytest.raises(ValueError, match="begin at 0"):
        LifeTable.of(deaths, people, ages=[1, 5, 10])
    with pytest.raises(ValueError, match="begin at 0"):
        LifeTable.of(deaths, people, ages=[0, 5, 5])
    with pytest.raises(ValueError, match="same areas"):
        LifeTable.of(deaths, people.set_axis([7]))


def test_shorter_tables_are_possible():
    sides = [frame.loc[:, :85].copy() for frame in frames({})]
    for side, other in zip(sides, frames({}), strict=True):
        side[85] += other[90]
    result = of(*sides, ages=FIRST_AGES[:-1])
    assert len(result) == 19
    assert result["value"].iloc[0] == pytest.approx(YEARS[0], abs=0.05)
