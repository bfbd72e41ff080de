"""The edge table: every public method that takes counts or values, at every edge, in one sweep.

A row per method, a letter per edge, in the order of `EDGES`: "v" the area keeps its value, "w" it is withheld, "-" the
method cannot meet that edge. Nothing may raise, and methods that judge areas one by one must leave the areas beside it
as they were. Reasons and numbers at the edges are tested beside each method.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from data.schema import Polarity, ValueType
from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.change_funnel import change_funnel
from equity.change.cusum import poisson_cusum, standardised_cusum
from equity.change.exceedance import exceedance
from equity.change.farrington import MONTHLY, farrington
from equity.change.rare_events import g_chart, t_chart
from equity.change.signal import signals
from equity.change.xmr import xmr
from equity.comparing.against import Benchmark, Kind, outcomes
from equity.comparing.around import judged_around, limits_around
from equity.comparing.comparison import compared
from equity.comparing.correlation import correlation
from equity.comparing.funnel import funnel
from equity.comparing.judging import judged
from equity.comparing.quintiles import ntile
from equity.comparing.spread import spread
from equity.comparing.trends import trends_of_counts, trends_of_values
from equity.comparing.two_samples import difference, judged_against_rest, rate_ratio
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
from equity.values.age_matched import age_matched_proportion
from equity.values.crude_rate import crude_rate
from equity.values.direct_rate import directly_standardised_rate, repeat_event_rate
from equity.values.healthy_life import healthy_life_expectancy
from equity.values.indirect_ratio import indirectly_standardised_rate, indirectly_standardised_ratio
from equity.values.life_table import LifeTable, life_expectancy
from equity.values.mean import mean_of_summaries, mean_of_values
from equity.values.proportion import proportion
from equity.values.valuation import valued

EDGES = ("zero count", "zero denominator", "count above", "negative", "missing", "suppressed", "empty stratum")
AREAS, CELLS = 8, 20
BANDS = (0, 1, *range(5, 95, 5))
STANDARD = pd.Series(1000.0, BANDS)
REFERENCE = pd.Series(0.04, BANDS)
RATE = ValueType.CRUDE_RATE
SHARE = ValueType.PROPORTION
HIGH = Polarity.HIGH_IS_GOOD


@dataclass(frozen=True)
class Case:
    """Counts and people of eight areas in twenty cells (ages, groups or periods), and which counts are suppressed."""

    x: pd.DataFrame
    n: pd.DataFrame
    hidden: pd.DataFrame

    @property
    def last(self) -> pd.DataFrame:
        """The last cell as rows of counts."""
        status = np.where(self.hidden.iloc[:, -1], "suppressed", np.where(self.x.iloc[:, -1].isna(), "missing", "ok"))
        return pd.DataFrame({"numerator": self.x.iloc[:, -1], "denominator": self.n.iloc[:, -1], "status": status})

    @property
    def rate(self) -> pd.DataFrame:
        """Values of all cells; nothing where there is no rate."""
        return (100 * self.x / self.n.where(self.n > 0)).where(self.x >= 0)


def base(areas: int = AREAS, cells: int = CELLS, *, equal: bool = False) -> Case:
    draw = np.random.default_rng(7)
    shape = (areas, cells)
    people = np.full(shape, 5000) if equal else draw.integers(4000, 6000, shape)
    counts = np.full(shape, 200) if equal else draw.binomial(people, 0.04)
    n, x = (pd.DataFrame(part.astype("float64")) for part in (people, counts))
    n.columns = x.columns = list(BANDS)[:cells]
    return Case(x, n, x.isna())


def edged(edge: str) -> Case:
    """The first area meets the edge in its last cell."""
    case = base()
    x, n, hidden = case.x.copy(), case.n.copy(), case.hidden.copy()
    changes = {
        "zero count": (0.0, None), "zero denominator": (None, 0.0), "count above": (n.iat[0, -1] + 1, None),
        "negative": (-1.0, None), "missing": (np.nan, None), "suppressed": (np.nan, None), "empty stratum": (0.0, 0.0),
    }  # fmt: skip
    count, people = changes[edge]
    x.iat[0, -1] = x.iat[0, -1] if count is None else count
    n.iat[0, -1] = n.iat[0, -1] if people is None else people
    hidden.iat[0, -1] = edge == "suppressed"
    return Case(x, n, hidden)


def life(case: Case) -> pd.DataFrame:
    return life_expectancy(LifeTable.of(case.x, case.n, suppressed=case.hidden)).xs(0, level=1)


def healthy(case: Case) -> pd.DataFrame:
    table = LifeTable.of(base().x, base().n)
    return healthy_life_expectancy(table, case.x, asked=case.n).xs(0, level=1)


def point(chart) -> np.ndarray:
    return chart.values[:, -1]


def rows_of(found, name: str = "value") -> np.ndarray:
    return found[name].to_numpy("float64")


def words(found: pd.Series, untold=("not_compared", "suppressed", "not_calculated", "not_applicable")) -> np.ndarray:
    return np.where(found.isin(untold) | found.isna(), np.nan, 1.0)


def limited(case: Case) -> pd.DataFrame:
    return case.last.join(proportion(case.x.iloc[:, -1], case.n.iloc[:, -1]).drop(columns=["status", "reason"]))


def against(case: Case) -> np.ndarray:
    whole = Benchmark(4.0, 4000.0, 100_000.0)
    return words(outcomes(limited(case), whole, kind=Kind(SHARE, HIGH), overlap=1.0)["compared"])


def rest(case: Case) -> np.ndarray:
    whole = pd.DataFrame({"numerator": [4000.0] * len(case.x), "denominator": 100_000.0})
    return words(judged_against_rest(case.last, whole, value_type=SHARE, polarity=HIGH)["compared"])


def around(case: Case) -> np.ndarray:
    limits = limits_around(4.0, case.n.iloc[:, -1], value_type=SHARE)
    return words(judged_around(limited(case), limits, polarity=HIGH))


def other(case: Case) -> pd.DataFrame:
    return base().last.iloc[: len(case.x)]


def flat(case: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells of every area in a row: a set per area."""
    sets = np.repeat(np.arange(len(case.x)), case.x.shape[1])
    return case.rate.to_numpy().ravel(), case.n.to_numpy().ravel(), sets


def of_sets(measure):
    return lambda case: rows_of(measure(flat(case)[0], flat(case)[1], sets=flat(case)[2]))


def resampled(case: Case) -> np.ndarray:
    value, people, sets = flat(case)
    return rows_of(with_limits(gini_index, value, weights=people, sets=sets, draws=50), "upper_ci")


def slope(case: Case) -> np.ndarray:
    return rows_of(slope_index(case.rate / 100, case.n, errors=0 * case.rate + 0.001).slope)


def thresholds(case: Case) -> np.ndarray:
    """Eighty months: the cells four times over, the last one judged."""
    series = [np.tile(row, 4) for row in case.x.to_numpy()]
    people = [np.tile(row, 4) for row in case.n.to_numpy()]
    found = [farrington(y, MONTHLY, exposure=n) for y, n in zip(series, people, strict=True)]
    return np.array([one.upper if not one.reason else np.nan for one in found])


def level(case: Case) -> np.ndarray:
    """Each area as the chosen one beside the others as they should be."""
    others = base().last.set_axis([f"c{place}" for place in range(AREAS)])
    each = [level_comparison(case.last.iloc[[at]], others, value_type=SHARE) for at in range(len(case.x))]
    return np.array([np.nan if one.reason else one.estimate for one in each])


# name -> (method, letters, whether areas are judged one by one)
TABLE = {
    "proportion": (lambda c: rows_of(proportion(c.x.iloc[:, -1], c.n.iloc[:, -1])), "vwwwwww", True),
    "crude rate": (lambda c: rows_of(crude_rate(c.x.iloc[:, -1], c.n.iloc[:, -1])), "vwvwwww", True),
    "valuation": (lambda c: rows_of(valued(c.last, SHARE)), "vwwwwww", True),
    "directly standardised rate": (
        lambda c: rows_of(directly_standardised_rate(c.x, c.n, standard=STANDARD, suppressed=c.hidden)),
        "vwvwvww", True),
    "repeat event rate": (
        lambda c: rows_of(repeat_event_rate({1: c.x, 2: c.x // 4}, c.n, standard=STANDARD, suppressed=c.hidden)),
        "vwvwvww", True),
    "age-matched proportion": (
        lambda c: rows_of(age_matched_proportion(c.x, c.n, standard=STANDARD, suppressed=c.hidden)), "vwwwwww", True),
    "indirectly standardised ratio": (
        lambda c: rows_of(indirectly_standardised_ratio(c.x.iloc[:, -1], 0.04 * c.n.iloc[:, -1])), "vwvwwww", True),
    "indirectly standardised rate": (
        lambda c: rows_of(indirectly_standardised_rate(c.x.iloc[:, -1], 0.04 * c.n.iloc[:, -1], reference_rate=4.0)),
        "vwvwwww", True),
    "mean of values": (lambda c: rows_of(mean_of_values(flat(c)[0], flat(c)[2])), "vvvvvvv", True),
    "life expectancy": (lambda c: rows_of(life(c)), "wwwwwww", True),
    "healthy life expectancy": (lambda c: rows_of(healthy(c)), "vwwwwww", True),
    "benchmark, exact": (lambda c: words(compared(limited(c), 4.0, polarity=HIGH)), "vwwwwww", True),
    "benchmark, two levels": (lambda c: words(judged(limited(c), 4.0, polarity=HIGH)), "vwwwwww", True),
    "benchmark, limits around it": (around, "vw-wwww", True),
    "benchmark, one rule": (against, "vwwwwww", True),
    "benchmark, the rest": (rest, "vwwwwww", True),
    "difference of two": (lambda c: rows_of(difference(c.last, other(c))), "vwwwwww", True),
    "rate ratio of two": (lambda c: rows_of(rate_ratio(c.last, other(c))), "vwvwwww", True),
    "funnel, shares": (
        lambda c: words(funnel(*c.last.iloc[:, :2].to_numpy().T, value_type=SHARE).areas["place"]), "vwwwwww", False),
    "funnel, rates": (
        lambda c: words(funnel(*c.last.iloc[:, :2].to_numpy().T, value_type=RATE).areas["place"]), "vwvwwww", False),
    "fifths of values": (lambda c: rows_of(pd.DataFrame({"value": ntile(c.rate.iloc[:, -1])})), "vwvwwww", False),
    "quantiles": (lambda c: rows_of(quantiles(c.rate.iloc[:, -1], number=5), "quantile"), "vwvwwww", False),
    "trend of counts": (
        lambda c: words(trends_of_counts(c.x.iloc[:, -5:], c.n.iloc[:, -5:])["direction"]), "wwwwwww", True),
    "trend of values": (
        lambda c: words(trends_of_values(c.rate.iloc[:, -5:], lower=c.rate.iloc[:, -5:] - 1,
                                         upper=c.rate.iloc[:, -5:] + 1)["direction"]), "vwvwwww", True),
    "gap of counts": (
        lambda c: rows_of(gap_of_counts(c.last, other(c), value_type=SHARE, multiplier=100).difference),
        "vwwwwww", True),
    "slope index": (slope, "vwvwwww", True),
    "gradient": (lambda c: rows_of(gradient(c.x, c.n, value_type=SHARE, multiplier=100).slopes.slope), "vwwwwww", True),
    "concentration index": (lambda c: rows_of(concentration_index(c.x, c.n)), "vwwwwww", True),
    "attributable share": (lambda c: rows_of(attributable_share(c.x, c.n)), "wwwwwww", True),
    "Gini": (of_sets(gini_index), "vvvvvvv", True),
    "Theil": (of_sets(theil_index), "vvvvvvv", True),
    "between-group variance": (of_sets(between_group_variance), "vvvvvvv", True),
    "index of disparity": (of_sets(index_of_disparity), "vvvvvvv", True),
    "limits of Gini": (resampled, "vvvvvvv", True),
    "level beside similar areas": (level, "vwwwwww", True),
    "XmR": (lambda c: point(xmr(c.rate)), "vwvwwww", True),
    "p": (lambda c: point(attribute_chart(c.x, c.n, kind=Attribute.P)), "vwwwwww", True),
    "p prime": (lambda c: point(attribute_chart(c.x, c.n, kind=Attribute.P_PRIME)), "vwwwwww", True),
    "u": (lambda c: point(attribute_chart(c.x, c.n, kind=Attribute.U)), "vwvwwww", True),
    "u exact": (lambda c: point(attribute_chart(c.x, c.n, kind=Attribute.U_EXACT)), "vwvwwww", True),
    "u prime": (lambda c: point(attribute_chart(c.x, c.n, kind=Attribute.U_PRIME)), "vwvwwww", True),
    "g": (lambda c: point(g_chart(c.x)), "v--www-", True),
    "t": (lambda c: point(t_chart(c.x)), "v--www-", True),
    "exceedance": (lambda c: np.asarray(exceedance(c.x.iloc[:, -1], 0.04 * c.n.iloc[:, -1])), "vwvwwww", True),
    "Farrington": (thresholds, "vwvwwww", True),
    "funnel on change": (
        lambda c: words(change_funnel(other(c), c.last)["place"]), "vwvwwww", False),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("method", TABLE)
def test_every_method_at_every_edge(method: str, edge: str) -> None:
    run, letters, alone = TABLE[method]
    letter = letters[EDGES.index(edge)]
    if letter == "-":
        pytest.skip("the method cannot meet this edge")
    found, sound = run(edged(edge)), run(base())
    assert len(found) == AREAS and np.isfinite(sound).all()
    assert ("v" if np.isfinite(found[0]) else "w") == letter
    assert np.isfinite(found[1:]).all()
    if alone:
        assert found[1:] == pytest.approx(sound[1:])


FEWER = {
    "quantiles": lambda c: rows_of(quantiles(c.rate.iloc[:3, -1], number=5), "quantile"),
    "fifths of values": lambda c: rows_of(pd.DataFrame({"value": ntile(c.rate.iloc[:3, -1])})),
    "slope index": lambda c: rows_of(
        slope_index(c.rate.iloc[:, :4] / 100, c.n.iloc[:, :4], errors=0 * c.rate.iloc[:, :4] + 0.001).slope
    ),
    "gradient": lambda c: rows_of(
        gradient(c.x.iloc[:, :4], c.n.iloc[:, :4], value_type=SHARE, multiplier=100).slopes.slope
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
    "slope index": (lambda c: rows_of(gradient(c.x, c.n, value_type=SHARE, multiplier=100).slopes.slope), 0),
    "relative index": (lambda c: rows_of(gradient(c.x, c.n, value_type=SHARE, multiplier=100).slopes.relative), 1),
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
