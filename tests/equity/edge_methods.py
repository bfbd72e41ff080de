"""The edge table itself: every public method, what it answers at every edge, and whether it judges areas one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.change_funnel import change_funnel
from equity.change.exceedance import exceedance
from equity.change.farrington import MONTHLY, farrington
from equity.change.rare_events import g_chart, t_chart
from equity.change.xmr import xmr
from equity.comparing.against import Benchmark, Kind, outcomes
from equity.comparing.around import judged_around, limits_around
from equity.comparing.comparison import compared
from equity.comparing.funnel import funnel
from equity.comparing.judging import judged
from equity.comparing.quintiles import ntile
from equity.comparing.trends import trends_of_counts, trends_of_values
from equity.comparing.two_samples import difference, judged_against_rest, rate_ratio
from equity.inequality.attributable import attributable_share
from equity.inequality.concentration import concentration_index
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
from equity.values.mean import mean_of_values
from equity.values.proportion import proportion
from equity.values.valuation import valued
from tests.equity.edge_cases import AREAS, FEW, HIGH, RATE, SHARE, STANDARD, Case, base, first


def life(case: Case) -> pd.DataFrame:
    return at_birth(life_expectancy(LifeTable.of(case.x, case.n, suppressed=case.hidden)))


def healthy(case: Case) -> pd.DataFrame:
    known = first(len(case.x))
    return at_birth(healthy_life_expectancy(LifeTable.of(known.x, known.n), case.x, asked=case.n))


def at_birth(found: pd.DataFrame) -> pd.DataFrame:
    return found[found.index.get_level_values(-1) == 0]


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
    return rows_of(slope_index(case.rate / 100, case.n, errors=0 * case.rate + 0.001, settings=FEW).slope)


def slopes(case: Case):
    return gradient(case.x, case.n, value_type=SHARE, multiplier=100, settings=FEW).slopes


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
    "gradient": (lambda c: rows_of(slopes(c).slope), "vwwwwww", True),
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

CELLS_LEFT_OUT = dict.fromkeys(
    ("mean of values", "Gini", "Theil", "between-group variance", "index of disparity", "limits of Gini"), "vvvv"
)
# Letters in the order of `ENDS`, where they are not "wwwv".
AT_ENDS = CELLS_LEFT_OUT | {
    "g": "w--v", "t": "w--v",  # no people in them
    "benchmark, the rest": "wwww",  # more than the whole has
}  # fmt: skip
ALONE = ("quantiles", "fifths of values", "funnel on change")  # one area has no figure: they place it among others
