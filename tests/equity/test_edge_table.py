"""The edge table: every public method that takes counts or values, at every edge, in one sweep.

A row per method, a letter per edge, in the order of `EDGES`: "v" the area keeps its value, "w" it is withheld, "-" the
method cannot meet that edge. Nothing may raise, and methods that judge areas one by one must leave the areas beside it
as they were. Reasons and numbers at the edges are tested beside each method.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.change_funnel import change_funnel
from equity.change.cusum import poisson_cusum, standardised_cusum
from equity.change.farrington import MONTHLY, farrington
from equity.change.rare_events import t_chart
from equity.change.signal import signals
from equity.change.xmr import xmr
from equity.comparing.against import Benchmark, Kind, outcomes
from equity.comparing.comparison import compared
from equity.comparing.correlation import correlation
from equity.comparing.quintiles import ntile
from equity.comparing.spread import spread
from equity.comparing.trends import trends_of_counts
from equity.comparing.two_samples import difference, rate_ratio
from equity.inequality.attributable import attributable_share
from equity.inequality.concentration import concentration_curve, concentration_index
from equity.inequality.gap import gap_of_counts
from equity.inequality.gini import gini_index
from equity.inequality.gradient import gradient
from equity.inequality.group_spread import between_group_variance, index_of_disparity
from equity.inequality.quantiles import quantiles
from equity.inequality.slope_index import slope_index
from equity.inequality.spread_limits import with_limits
from equity.inequality.theil import theil_index
from equity.similar.level import level_comparison
from equity.values.direct_rate import directly_standardised_rate
from equity.values.indirect_ratio import indirectly_standardised_ratio
from equity.values.mean import mean_of_summaries
from tests.equity.edge_cases import AREAS, EDGES, ENDS, FEW, HIGH, SHARE, STANDARD, base, edged, first
from tests.equity.edge_methods import (
    ALONE,
    AT_ENDS,
    TABLE,
    limited,
    of_sets,
    rows_of,
    slopes,
    words,
)


@cache
def as_they_should_be(method: str) -> np.ndarray:
    return TABLE[method][0](base())


@pytest.mark.parametrize("edge", EDGES + ENDS)
@pytest.mark.parametrize("method", TABLE)
def test_every_method_at_every_edge(method: str, edge: str) -> None:
    run, letters, alone = TABLE[method]
    letter = (letters + AT_ENDS.get(method, "wwwv"))[(EDGES + ENDS).index(edge)]
    if letter == "-":
        pytest.skip("the method cannot meet this edge")
    found, sound = run(edged(edge)), as_they_should_be(method)
    assert len(found) == AREAS and np.isfinite(sound).all()
    assert ("v" if np.isfinite(found[0]) else "w") == letter
    assert np.isfinite(found[1:]).all()
    if alone:
        assert found[1:] == pytest.approx(sound[1:])


@pytest.mark.parametrize("method", TABLE)
def test_no_area_gives_no_row_and_one_area_its_own(method: str) -> None:
    run = TABLE[method][0]
    assert len(run(first(0))) == 0
    (found,) = run(first(1))
    assert np.isfinite(found) == (method not in ALONE)
    if TABLE[method][2]:
        assert found == pytest.approx(as_they_should_be(method)[0])


FEWER = {
    "quantiles": lambda c: rows_of(quantiles(c.rate.iloc[:3, -1], number=5), "quantile"),
    "fifths of values": lambda c: rows_of(pd.DataFrame({"value": ntile(c.rate.iloc[:3, -1])})),
    "slope index": lambda c: rows_of(
        slope_index(c.rate.iloc[:, :4] / 100, c.n.iloc[:, :4], errors=0 * c.rate.iloc[:, :4] + 0.001).slope
    ),
    "gradient": lambda c: rows_of(
        gradient(c.x.iloc[:, :4], c.n.iloc[:, :4], value_type=SHARE, multiplier=100, settings=FEW).slopes.slope
    ),
    "limits of Gini": lambda c: rows_of(with_limits(gini_index, c.rate.iloc[:3, -1], draws=20), "upper_ci"),
    "correlation": lambda c: np.array([correlation(c.rate.iloc[:3, 0], c.rate.iloc[:3, 1]).lower_ci]),
    "spread": lambda c: np.array([spread(c.rate.iloc[:3, -1]).lower_quartile]),
    "level beside similar areas": lambda c: np.array(
        [level_comparison(c.last.iloc[:1], c.last.iloc[1:4], value_type=SHARE).estimate]
    ),
    "funnel on change": lambda c: words(change_funnel(c.last.iloc[:4], c.last.iloc[:4])["place"]),
    "Farrington": lambda c: np.array([farrington(c.x.to_numpy()[0], MONTHLY).upper]),
}


@pytest.mark.parametrize("method", FEWER)
def test_fewer_areas_groups_or_periods_than_a_method_needs_give_no_figure(method: str) -> None:
    assert np.isnan(FEWER[method](base())).all()


EQUAL = {  # what a method says where every area and every cell is the same
    "gap of counts": (lambda c: rows_of(gap_of_counts(c.last, c.last, value_type=SHARE, multiplier=100).difference), 0),
    "slope index": (lambda c: rows_of(slopes(c).slope), 0),
    "relative index": (lambda c: rows_of(slopes(c).relative), 1),
    "concentration index": (lambda c: rows_of(concentration_index(c.x, c.n)), 0),
    "attributable share": (lambda c: rows_of(attributable_share(c.x, c.n)), 0),
    "Gini": (of_sets(gini_index), 0),
    "Theil": (of_sets(theil_index), 0),
    "between-group variance": (of_sets(between_group_variance), 0),
    "index of disparity": (of_sets(index_of_disparity), 0),
    "difference of two": (lambda c: rows_of(difference(c.last, c.last)), 0),
    "rate ratio of two": (lambda c: rows_of(rate_ratio(c.last, c.last)), 1),
    "standardised rate": (
        lambda c: rows_of(directly_standardised_rate(c.x, c.n, standard=STANDARD, multiplier=100)), 4),
    "standardised ratio": (
        lambda c: rows_of(indirectly_standardised_ratio(c.x.sum(axis=1), 0.04 * c.n.sum(axis=1))), 100),
}  # fmt: skip


@pytest.mark.parametrize("method", EQUAL)
def test_all_equal_is_no_difference(method: str) -> None:
    run, expected = EQUAL[method]
    assert run(base(equal=True)) == pytest.approx(np.full(AREAS, expected), abs=1e-9)


def test_nothing_stands_out_where_all_are_equal() -> None:
    case = base(equal=True)
    last, whole = limited(case), Benchmark(4.0, 200.0 * AREAS, 5000.0 * AREAS)
    assert set(outcomes(last, whole, kind=Kind(SHARE, HIGH), overlap=1.0)["compared"]) == {"similar"}
    assert set(compared(last, 4.0, polarity=HIGH)) == {"similar"}
    assert set(trends_of_counts(case.x.iloc[:, -5:], case.n.iloc[:, -5:])["direction"]) == {"no_change"}
    for chart in (xmr(case.rate), attribute_chart(case.x, case.n, kind=Attribute.P_PRIME), t_chart(case.x)):
        assert not chart.special.any()
    assert signals(case.x, case.n).ranked.empty
    curve = concentration_curve(case.x, case.n)
    assert curve["people_share"].to_numpy() == pytest.approx(curve["event_share"].to_numpy())
    found = correlation(case.rate.iloc[:, 0], case.rate.iloc[:, 1])
    assert np.isnan(found.value)


@pytest.mark.parametrize("edge", EDGES)
def test_alarms_and_signals_leave_the_other_areas_alone(edge: str) -> None:
    """CUSUMs skip what they cannot use, signals withhold the area: beside it nothing changes."""
    case, sound = edged(edge), base()
    expected = 0.04 * sound.n
    for run in (lambda c: poisson_cusum(c.x, expected, threshold=50.0), lambda c: standardised_cusum(c.x, expected)):
        found, usual = run(case), run(sound)
        for name in vars(usual):
            one, other = (np.asarray(getattr(each, name)) for each in (found, usual))
            if one.ndim == 2:
                np.testing.assert_array_equal(one[1:], other[1:])
    both = [signals(each.x, each.n) for each in (case, sound)]
    assert both[0].ranked.index.difference([0]).empty and both[1].ranked.empty
    assert (0 in both[0].withheld.index) == (edge not in ("zero count", "count above"))


def test_means_of_summaries_need_two_values_and_a_spread() -> None:
    numbers, means = [10.0, 1.0, 0.0, 10.0, 10.0], [5.0, 5.0, 5.0, np.nan, 5.0]
    found = mean_of_summaries(numbers, means, deviations=[1.0, 1.0, 1.0, 1.0, -1.0])
    assert np.isfinite(found["lower_ci"]).tolist() == [True, False, False, False, False]
