"""Synthetic control: the mix of comparators that ran most like the chosen areas before the start, and what came after.

Lives here: the weights, the differences per period, and every comparator treated in turn as the check. Written with
scipy's non-negative least squares: pysyncon brings matplotlib. Not here: plain differences of changes
(`equity.similar.change`). A larger difference does not say what brought it about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from data.schema import Status
from equity.similar.change import Design
from equity.similar.contrasts import pooled
from equity.similar.panel import Panel
from equity.similar.reasons import FEWEST_COMPARATORS, Withheld

NAN = float("nan")
FEWEST_BEFORE = 8  # periods; fewer are fitted by chance
POOR = 0.25  # standard deviations of the comparators' values before the start
FIRM = 1e4  # how much more the sum of weights counts than any period
LEAST = 1e-3  # weights under this are none


@dataclass(frozen=True, eq=False)
class Synthetic:
    """The chosen areas beside their mix of comparators, or the reason why there is none.

    Attributes
    ----------
    weights : Series
        Share of each comparator in the mix, largest first; they add up to 1.
    differences : Series
        Per period, chosen areas minus mix, in the unit of the value.
    estimate : float
        Mean difference since the start.
    before, after : float
        Root mean square difference before and since the start.
    ratio : float
        after / before: how much worse the fit became.
    ratios : Series
        The same for every comparator in the place of the chosen areas.
    p_value : float
        (ratios as large or larger + 1) / (comparators + 1).
    """

    status: str
    reason: str
    weights: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    differences: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    estimate: float = NAN
    before: float = NAN
    after: float = NAN
    ratio: float = NAN
    ratios: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    p_value: float = NAN


def synthetic_control(panel: Panel, design: Design) -> Synthetic:
    """The chosen areas, pooled, against the weighted mean of comparators fitted before the start.

    Parameters
    ----------
    panel : Panel
    design : Design

    Returns
    -------
    Synthetic
        Withheld with a reason: fewer than eight periods before the start or none after, fewer than five complete
        comparators, none of the chosen areas complete, or a fit before the start worse than a quarter of the
        comparators' standard deviation.

    References
    ----------
    Abadie A, Diamond A, Hainmueller J (2010) J Am Stat Assoc 105:493-505. Abadie A (2021) J Econ Lit 59:391-425
    (length before, fit). Bouttell J et al (2018) J Epidemiol Community Health 72:673-678.
    """
    used, length = [*design.before, *design.after], len(design.before)
    chosen, others = (panel.complete(areas, used) for areas in (design.chosen, design.comparators))
    if reason := _reason(design, len(chosen), len(others)):
        return Synthetic(str(Status.MISSING), str(reason))
    series = pd.Series(pooled(panel, chosen), panel.periods)[used].to_numpy()
    values = panel.values.loc[others, used].to_numpy()
    weights, gap = _fitted(series, values, length)
    before, after = _errors(gap, length)
    if before > POOR * values[:, :length].std():
        return Synthetic(str(Status.MISSING), str(Withheld.POOR_FIT), before=before)
    ratio = after / max(before, _least(values))
    ratios = pd.Series([_ratio_of(values, place, length) for place in range(len(others))], others, name="ratio")
    shares = pd.Series(weights, others, name="weight")
    return Synthetic(
        str(Status.OK),
        "",
        weights=shares[shares > LEAST].sort_values(ascending=False, kind="stable"),
        differences=pd.Series(gap, pd.Index(used, name="period"), name="difference"),
        estimate=float(gap[length:].mean()),
        before=before,
        after=after,
        ratio=ratio,
        ratios=ratios,
        p_value=float((ratios >= ratio).sum() + 1) / (len(others) + 1),
    )


def _reason(design: Design, chosen: int, others: int) -> Withheld:
    if len(design.before) < FEWEST_BEFORE:
        return Withheld.TOO_SHORT_BEFORE
    if not design.after:
        return Withheld.NO_PERIOD_AFTER
    if others < FEWEST_COMPARATORS:
        return Withheld.TOO_FEW_COMPARATORS
    return Withheld.NONE if chosen else Withheld.CHOSEN_WITHOUT_VALUE


def _fitted(series: np.ndarray, values: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights from 0 that add up to 1 with the least squares before the start, and what is left in every period."""
    firm = FIRM * max(np.abs(values[:, :length]).max(), _least(values))
    sides = np.vstack([values[:, :length].T, np.full(len(values), firm)])
    weights = scipy.optimize.nnls(sides, np.append(series[:length], firm))[0]
    weights /= weights.sum()
    return weights, series - weights @ values


def _errors(gap: np.ndarray, length: int) -> tuple[float, float]:
    """Root mean square before and since the start."""
    return tuple(float(np.sqrt((part**2).mean())) for part in (gap[:length], gap[length:]))


def _ratio_of(values: np.ndarray, place: int, length: int) -> float:
    """How much worse the fit of one comparator by the others became."""
    before, after = _errors(_fitted(values[place], np.delete(values, place, axis=0), length)[1], length)
    return after / max(before, _least(values))


def _least(values: np.ndarray) -> float:
    """A fit closer than this counts as exact."""
    return max(float(np.abs(values).max()), 1.0) * 1e-6
