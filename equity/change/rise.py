"""What speaks for a rise of an area in its latest periods: its own past, the other areas, its chart.

Lives here: the evidence of one window of latest periods, for many areas at once. Not here: which window counts, many
tests at once, and the ranked answer (`signal`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.change_funnel import MOST_SHARE, binomial_tails, change_funnel
from equity.change.control_chart import Settings
from equity.change.cusum import standardised_cusum
from equity.change.xmr import xmr
from equity.comparing.overdispersion import WINSORISED

BUSY = 10  # mean count from which a chart with limits is used; below it a CUSUM


def evidence(x: np.ndarray, n: np.ndarray, *, recent: int, index: pd.Index, shares: bool = False) -> pd.DataFrame:
    """The latest `recent` periods of every area against its earlier ones and against the other areas.

    Parameters
    ----------
    x, n : arrays of shape (areas, periods)
        Events and people; NaN in both where a point is not known.
    recent : int
    index : Index
        Of the areas.
    shares : bool
        The events are parts of the people (binomial), not events that befall them (Poisson).

    Returns
    -------
    DataFrame
        `before, n_before, after, n_after` (sums), `spread` (overdispersion of the past), `p_time` (own past), `p_place`
        (other areas), `others` (their change), `lasts` (the latest point and at least half of the recent ones lie
        above the earlier rate), `chart` ("xmr", for shares "p_prime", for few events "cusum") and `high` (whether it
        marks a recent point). An area with an unknown recent point, or without earlier ones, has no p-values and does
        not last.

    References
    ----------
    Przyborowski J, Wilenski H (1940) Homogeneity of results in testing samples from Poisson series. Biometrika
    31:313-323.
    """
    earlier, late = (x[:, :-recent], n[:, :-recent]), (x[:, -recent:], n[:, -recent:])
    sums = pd.DataFrame(
        {
            "before": np.nansum(earlier[0], axis=1),
            "n_before": np.nansum(earlier[1], axis=1),
            "after": late[0].sum(axis=1),
            "n_after": late[1].sum(axis=1),
        },
        index=index,
    )
    people = np.where(sums["n_before"] > 0, sums["n_before"], np.nan)
    rate = sums["before"].to_numpy() / people
    spread = own_spread(*earlier, shares=shares)
    share = (sums["n_after"] / (sums["n_after"] + people)).to_numpy()
    total = (sums["after"] + sums["before"]).to_numpy()
    factor = spread * _narrower(total, (people + sums["n_after"]).to_numpy(), shares=shares)
    p_time, _ = binomial_tails(sums["after"].to_numpy(), total, share=share, factor=factor)
    place = change_funnel(_side(sums, "before"), _side(sums, "after"), least=spread, shares=shares)
    with np.errstate(invalid="ignore"):
        above = late[0] > rate[:, None] * late[1]
    high, chart = _chart_says_high(x, n, rate, recent=recent, shares=shares)
    return sums.assign(
        spread=spread,
        p_time=np.where(np.isnan(share), np.nan, p_time),
        p_place=place["p_rise"].to_numpy(),
        others=place["others"].to_numpy(),
        lasts=above[:, -1] & (above.sum(axis=1) * 2 >= recent),
        chart=chart,
        high=high,
    )


def own_spread(x: np.ndarray, n: np.ndarray, *, shares: bool = False) -> np.ndarray:
    """Overdispersion of each area's past: its own or that of all areas, whichever is larger, never below 1.

    References
    ----------
    McCullagh P, Nelder JA (1989) Generalized Linear Models, 2nd ed, ch 6 (Pearson's statistic over its freedom).
    """
    people = np.nansum(n, axis=1)
    rate = np.nansum(x, axis=1) / np.where(people > 0, people, np.nan)
    expected = rate[:, None] * n
    freedom = (~np.isnan(x)).sum(axis=1) - 1
    with np.errstate(invalid="ignore", divide="ignore"):
        pearson = np.nansum((x - expected) ** 2 / expected, axis=1) / _narrower(rate, 1.0, shares=shares)
        own = np.where((rate > 0) & (freedom > 0), pearson / freedom, np.nan)
    known = own[~np.isnan(own)]
    if not len(known):
        return np.ones(len(x))
    pooled = np.clip(known, *np.quantile(known, [WINSORISED, 1 - WINSORISED])).mean()
    return np.maximum(np.maximum(np.nan_to_num(own), pooled), 1.0)


def _narrower(events: np.ndarray, people: np.ndarray | float, *, shares: bool) -> np.ndarray | float:
    """What a binomial count varies less than a Poisson one with the same mean: the part without the event."""
    return 1 - np.clip(events / people, 0.0, MOST_SHARE) if shares else 1.0


def _side(sums: pd.DataFrame, side: str) -> pd.DataFrame:
    return pd.DataFrame({"numerator": sums[side], "denominator": sums[f"n_{side}"]})


def _chart_says_high(
    x: np.ndarray, n: np.ndarray, rate: np.ndarray, *, recent: int, shares: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Whether the chart that fits the size of the counts marks a recent point as high, and which chart."""
    earlier = x.shape[1] - recent
    known = (~np.isnan(x[:, :earlier])).sum(axis=1)
    busy = np.nansum(x[:, :earlier], axis=1) >= BUSY * np.maximum(known, 1)
    # u' and not p': the spread between points is in the chart, and with a season people are no longer whole.
    prime = Attribute.U_PRIME
    settings = Settings(baseline=earlier)
    limits = attribute_chart(x, n, kind=prime, settings=settings) if shares else xmr(x / n, settings)
    marked = limits.special[:, -recent:] == 1
    alarms = standardised_cusum(x, rate[:, None] * n).alarms[:, -recent:]
    # With no events before there is nothing to expect: any rise that passes the tests is new.
    high = np.where(busy, marked.any(axis=1), alarms.any(axis=1) | (rate == 0))
    return high, np.where(busy, "p_prime" if shares else "xmr", "cusum")
