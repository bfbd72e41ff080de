"""Population-attributable share: loops, simulation of its limits, properties, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.attributable import attributable_share
from equity.result import Reason
from tests.equity.inequality.test_concentration import cells, counted, frames


@given(cells)
def test_same_as_events_above_the_reference_in_loops(given_):
    area = counted(given_)
    area[-1] = (area[-1][0] + 1, area[-1][1] + 1)
    x, n = area[-1]
    above = sum(count - people * x / n for count, people in area)
    row = attributable_share(*frames(area)).iloc[0]
    assert row["value"] == pytest.approx(100 * above / sum(count for count, _ in area), abs=1e-8)
    order = row[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
    assert (np.diff(order) >= -1e-9).all()
    assert order[-1] <= 100


def test_published_share():
    """Rockhill B et al (1998): p(RR - 1) / (p(RR - 1) + 1) with 40 % exposed and a relative risk of 2.5."""
    row = attributable_share(*frames([(1000, 4000), (600, 6000)])).iloc[0]
    assert row["value"] == pytest.approx(100 * 0.4 * 1.5 / (0.4 * 1.5 + 1))


@pytest.mark.parametrize("events", [False, True])
def test_limits_cover_as_often_as_they_should(events):
    rng, n, risk = (
        np.random.default_rng(6),
        np.array([800.0, 700, 900, 600, 1000]),
        np.array([0.2, 0.16, 0.12, 0.1, 0.08]),
    )
    x = rng.poisson(n * risk, (4000, 5)) if events else rng.binomial(n.astype(int), risk, (4000, 5))
    people = pd.DataFrame(np.tile(n, (4000, 1)))
    found = attributable_share(pd.DataFrame(x), people, events=events)
    truth = 100 * (1 - risk[-1] * n.sum() / (n * risk).sum())
    covered = found["lower_ci"].le(truth) & found["upper_ci"].ge(truth)
    assert covered.mean() == pytest.approx(0.95, abs=0.015)


@given(st.lists(st.integers(5, 60), min_size=2, max_size=8))
def test_equal_rates_leave_nothing(people):
    row = attributable_share(*frames([(n, 10 * n) for n in people])).iloc[0]
    assert row["value"] == pytest.approx(0, abs=1e-9)
    assert row["lower_ci"] < 0 < row["upper_ci"]


def test_reference_group_can_be_chosen_and_a_worse_one_gives_a_negative_share():
    counts, people = (frame.set_axis(["most", "least"], axis=1) for frame in frames([(30, 100), (10, 100)]))
    assert attributable_share(counts, people)["value"].iloc[0] == pytest.approx(50)
    assert attributable_share(counts, people, reference="most")["value"].iloc[0] == pytest.approx(-50)


def test_edges():
    fine = [(5, 10), (4, 10)]
    areas = [fine, [(None, 10), (4, 10)], [(5, 10), (4, 0)], [(-1, 10), (4, 10)], [(11, 10), (4, 10)]]
    areas += [[(0, 10), (0, 10)], [(5, 10), (0, 10)]]
    result = attributable_share(*frames(*areas))
    assert result["reason"].tolist() == [
        "",
        Reason.NUMERATOR_MISSING,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NUMERATOR_NEGATIVE,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.NO_EVENTS,
        Reason.ZERO_CELL,
    ]
    assert attributable_share(*frames([(1, 2)]))["reason"].tolist() == [Reason.TOO_FEW_GROUPS]
    counts, people = frames(fine)
    with pytest.raises(ValueError, match="same areas and groups"):
        attributable_share(counts, people[[1, 0]])
