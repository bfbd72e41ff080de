"""Concentration index and curve: people one by one, simulation of the standard error, properties, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.concentration import concentration_curve, concentration_index
from equity.inequality.slope_limits import weighted_line
from equity.result import Reason

cells = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=2, max_size=6)


def frames(*areas):
    return tuple(pd.DataFrame([[cell[k] for cell in area] for area in areas], dtype="float64") for k in (0, 1))


def counted(given_):
    """Cells (with, without) as (with, all), at least one person with."""
    return [(x + (place == 0), x + rest + (place == 0)) for place, (x, rest) in enumerate(given_)]


def person_by_person(cells_):
    """2 cov(value, rank) / mean over single people; people of a group share the group's middle rank."""
    values, ranks, total, before = [], [], sum(n for _, n in cells_), 0
    for x, n in cells_:
        values += [1] * x + [0] * (n - x)
        ranks += [(before + n / 2) / total] * n
        before += n
    mean = sum(values) / total
    return 2 * (sum(v * r for v, r in zip(values, ranks, strict=True)) / total - mean * sum(ranks) / total) / mean


@given(cells)
def test_same_as_people_one_by_one(given_):
    area = counted(given_)
    row = concentration_index(*frames(area)).iloc[0]
    assert row["value"] == pytest.approx(person_by_person(area), abs=1e-9)
    order = row[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
    assert (np.diff(order) >= -1e-12).all()
    assert -1 <= order[0] <= order[-1] <= 1


@given(cells)
def test_index_is_twice_the_area_between_the_curve_and_the_diagonal(given_):
    area = counted(given_)
    curve = concentration_curve(*frames(area)).loc[0]
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]
    under = np.trapezoid(curve["event_share"], curve["people_share"])
    assert concentration_index(*frames(area))["value"].iloc[0] == pytest.approx(1 - 2 * under, abs=1e-9)


def test_standard_error_is_that_of_simulated_samples():
    rng, people = np.random.default_rng(2), 2_000
    share, risk = np.array([0.3, 0.25, 0.2, 0.15, 0.1]), np.array([0.3, 0.25, 0.15, 0.12, 0.1])
    n = rng.multinomial(people, share, 4_000)
    for events, x in ((False, rng.binomial(n, risk)), (True, rng.poisson(n * risk))):
        drawn = concentration_index(pd.DataFrame(x), pd.DataFrame(n), events=events)["value"].std()
        exact = concentration_index(
            *frames(list(zip(people * share * risk, people * share, strict=True))), events=events
        )
        assert exact["standard_error"].iloc[0] == pytest.approx(drawn, rel=0.05)


@given(st.lists(st.integers(5, 60), min_size=2, max_size=8), st.integers(1, 5))
def test_equal_rates_have_no_concentration(people, every):
    area = [(n, 10 * n * every) for n in people]
    row = concentration_index(*frames(area)).iloc[0]
    assert row["value"] == pytest.approx(0, abs=1e-12)
    assert row["lower_ci"] < 0 < row["upper_ci"]


@given(cells)
def test_reversed_order_turns_the_sign_and_size_does_not_matter(given_):
    area = counted(given_)
    value = concentration_index(*frames(area))["value"].iloc[0]
    assert concentration_index(*frames(area[::-1]))["value"].iloc[0] == pytest.approx(-value, abs=1e-9)
    bigger = [(7 * x, 7 * n) for x, n in area]
    assert concentration_index(*frames(bigger))["value"].iloc[0] == pytest.approx(value, abs=1e-9)


def test_index_and_slope_tell_the_same_story():
    """On a straight line the index is the slope times twice the variance of rank over the mean."""
    people, rank = np.full(10, 1000.0), (np.arange(10) + 0.5) / 10
    counts = people * (0.4 - 0.2 * rank)
    line = weighted_line(people[None])[0]
    slope = (counts / people) @ (line[:, 1] - line[:, 0])
    expected = 2 * slope * rank.var() / (counts.sum() / people.sum())
    found = concentration_index(pd.DataFrame([counts]), pd.DataFrame([people]))["value"].iloc[0]
    assert found == pytest.approx(expected)


def test_edges():
    fine = [(5, 10), (4, 10), (3, 10)]
    areas = [fine, [(None, 10), *fine[1:]], [(5, 0), *fine[1:]], [(-1, 10), *fine[1:]], [(11, 10), *fine[1:]]]
    areas.append([(0, 10)] * 3)
    result = concentration_index(*frames(*areas))
    assert result["reason"].tolist() == [
        "",
        Reason.NUMERATOR_MISSING,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NUMERATOR_NEGATIVE,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.NO_EVENTS,
    ]
    assert concentration_index(*frames(*areas), events=True)["reason"].tolist()[4] == ""
    assert concentration_curve(*frames(*areas)).loc[1].isna().all(axis=None)
    assert concentration_index(*frames([(1, 2)]))["reason"].tolist() == [Reason.TOO_FEW_GROUPS]
    counts, people = frames(fine)
    with pytest.raises(ValueError, match="same areas and groups"):
        concentration_index(counts, people[[2, 1, 0]])


@given(cells)
def test_bounds_of_the_normalised_index_and_its_mirror(given_):
    """Counting those without instead of those with turns the signs and nothing else (Wagstaff 2005, Erreygers 2009)."""
    area = [(x, n + 1) for x, n in counted(given_)]
    one = concentration_index(*frames(area)).iloc[0]
    other = concentration_index(*frames([(n - x, n) for x, n in area])).iloc[0]
    for name in ("normalised", "corrected"):
        assert one[name] == pytest.approx(-other[name], abs=1e-9)
        assert -1 - 1e-9 <= one[name] <= 1 + 1e-9


def test_normalised_index_reaches_its_ends():
    found = concentration_index(*frames([(10, 10), (0, 10)], [(10, 10), (10, 10)]))
    assert found["normalised"].tolist() == [-1, 0]
    assert found["corrected"].tolist() == [-1, 0]
    assert "normalised" not in concentration_index(*frames([(10, 10), (0, 10)]), events=True)


def test_everything_in_one_end_group():
    found = concentration_index(*frames([(10, 10), (0, 10)], [(0, 10), (10, 10)]))["value"]
    assert found.tolist() == [-0.5, 0.5]
