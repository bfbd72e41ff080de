"""The edge table of methods that answer once for many areas or periods: which one the edge is in, and what they say.

The twenty cells of a case are twenty financial years here. A row per method and place of the edge; a letter per edge in
the order of `EDGES` and `ENDS`: "v" a finite answer, "w" it is withheld, "=" the answer is the one without that area or
period.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Polarity
from equity.breaks import class_breaks, class_index
from equity.change.before_after import before_and_after
from equity.change.programme import Programme
from equity.change.usual import Process, usual_variation
from equity.comparing.correlation import correlation
from equity.inequality.people_beyond import median_of_people
from equity.similar.balance import balance_table
from equity.similar.change import Design, difference_in_differences, trend_before
from equity.similar.neighbours import Choice, neighbours
from equity.similar.panel import Panel
from equity.similar.placebo import placebo_areas, placebo_dates, regrouped_p
from equity.similar.space import space
from equity.similar.synthetic import synthetic_control
from tests.equity.edge_cases import SHARE, Case

CODES = pd.Index([f"A{place}" for place in range(8)], name="area_code")
YEARS = [str(2004 + place) for place in range(20)]
BEFORE, AFTER = tuple(YEARS[:12]), tuple(YEARS[12:])
STARTED = Programme("a", "A", "E1", "2015-04-01", "2023-03-31", source="s", indicators=("i",))
JUDGED, BESIDE = CODES[:1], CODES[1:2]  # the edge is in the area judged; in one it is compared with


def panel(case: Case) -> Panel:
    frames = [pd.DataFrame(part.to_numpy(), CODES[: len(part)], YEARS) for part in (case.x, case.n)]
    return Panel(*frames, value_type=SHARE)


def rising(case: Case) -> Panel:
    """The same in a rise that all areas share, so that a mix of some can stand for another."""
    return panel(Case(case.x * (1 + np.arange(20) / 2), case.n, case.hidden))


def design(chosen: pd.Index) -> Design:
    return Design(chosen, CODES.difference(chosen), BEFORE, AFTER)


def years(case: Case) -> pd.DataFrame:
    """The first area's series; what cannot be a value has none, as the pages hand it over."""
    x, n, rate = (part.to_numpy()[0] for part in (case.x, case.n, case.rate))
    hidden = case.hidden.to_numpy()[0]
    status = np.where(hidden, "suppressed", np.where(np.isfinite(rate), "ok", "missing"))
    frame = pd.DataFrame({"numerator": x, "denominator": n, "value": rate, "status": status}, index=YEARS)
    ends = [f"{year}-03-31" for year in YEARS]
    return frame.assign(end=ends, months=12, basis="all", lower_ci=np.nan, upper_ci=np.nan)


def covariates(case: Case) -> pd.DataFrame:
    return pd.DataFrame(case.rate.to_numpy()[:, -3:], CODES[: len(case.x)], ["a", "b", "c"])


def nearest(case: Case, chosen: pd.Index) -> float:
    found = neighbours(space(covariates(case), outcome="y"), chosen, choice=Choice(k=2))
    return float(found.pairs["distance"].sum()) if len(found.pairs) else np.nan


def balanced(case: Case) -> float:
    found = balance_table(covariates(case), CODES[1:3], candidates=CODES[[0, 3, 4, 5, 6, 7]], comparators=CODES[[0, 4]])
    return float(found["after"].sum(skipna=False))


def classed(case: Case) -> float:
    """Class of the second area: the first one's edge must not move it out of the map."""
    values, status = case.rate.iloc[:, -1], years(case)["status"].iloc[-1]
    breaks = class_breaks(values.to_numpy())
    frame = pd.DataFrame({"value": values.to_numpy(), "status": [status] + ["ok"] * (len(values) - 1)})
    codes = class_index(frame, breaks).to_numpy()
    assert (codes[0] < len(breaks) + 1) == bool(np.isfinite(values.iloc[0]))
    return float(codes[1])


def of_change(method, chosen: pd.Index, *, made=panel):
    def run(case: Case) -> float:
        found = method(made(case), design(chosen))
        assert bool(found.reason) == (not np.isfinite(found.estimate))
        return found.estimate

    return run


# method and where the edge is -> (method, letters of EDGES and ENDS)
COMPARISONS = {
    "difference in differences, area judged": (of_change(difference_in_differences, JUDGED), "vwwwwwwwwwv"),
    "difference in differences, comparator": (of_change(difference_in_differences, BESIDE), "vvvvvvvvvvv"),
    "slopes before, area judged": (of_change(trend_before, JUDGED), "vwwwwwwwwwv"),
    "slopes before, comparator": (of_change(trend_before, BESIDE), "vvvvvvvvvvv"),
    "placebo areas, area judged": (lambda c: placebo_areas(panel(c), design(JUDGED)).p_value, "vwwwwwwwwwv"),
    "placebo areas, comparator": (lambda c: placebo_areas(panel(c), design(BESIDE)).p_value, "vvvvvvvvvvv"),
    "regrouping, area judged": (lambda c: regrouped_p(panel(c), design(JUDGED)), "vwwwwwwwwwv"),
    "regrouping, comparator": (lambda c: regrouped_p(panel(c), design(BESIDE)), "vvvvvvvvvvv"),
    "placebo dates, area judged": (
        lambda c: float(placebo_dates(panel(c), design(JUDGED))["estimate"].sum(skipna=False)), "vvvvvvvvvvv"),
    "synthetic control, area judged": (of_change(synthetic_control, JUDGED, made=rising), "vwwwwwwwwwv"),
    "synthetic control, comparator": (of_change(synthetic_control, BESIDE, made=rising), "vvvvvvvvvvv"),
    "neighbours, area judged": (lambda c: nearest(c, JUDGED), "vwvwwwwwwwv"),
    "neighbours, candidate": (lambda c: nearest(c, BESIDE), "vvvvvvvvvvv"),
    "balance, comparator": (balanced, "vvvvvvvvvvv"),
    "correlation": (lambda c: correlation(c.rate.iloc[:, -1], c.rate.iloc[:, 0]).value, "vvvvvvvvvvv"),
    "before and after, one year": (
        lambda c: before_and_after(years(c), STARTED, value_type=SHARE).estimate, "vvvvvvvvvvv"),
    "usual variation, one year": (
        lambda c: float(usual_variation(years(c), Process(SHARE, Polarity.HIGH_IS_GOOD)).chart.mean[0, 0]),
        "vvvvvvvvvvv"),
    "classes of a map": (classed, "vvvvvvvvvvv"),
    "median of people": (lambda c: median_of_people(c.rate.iloc[:, -1], c.n.iloc[:, -1]), "vwvwwwwwwwv"),
}  # fmt: skip
