"""Did the chosen areas change more than similar areas: difference-in-differences with the area as the unit.

Lives here: the estimate from pooled counts, the event study and the test of trends before the start. Not here: the
standard error (`equity.similar.contrasts`), placebo checks (`equity.similar.placebo`), matching
(`equity.similar.neighbours`). A larger change does not say what brought it about.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import Status
from equity.similar.contrasts import Basis, contrasts, pooled
from equity.similar.panel import Panel
from equity.similar.reasons import FEWEST_COMPARATORS, Withheld

NAN = float("nan")
FEWEST_FOR_SLOPE = 3  # periods before the start


@dataclass(frozen=True, eq=False)
class Design:
    """Which areas and which periods are compared.

    Attributes
    ----------
    chosen, comparators : Index
    before, after : tuple of str
        Periods wholly before and wholly since the start, in order; a period that straddles it is in neither.
    """

    chosen: pd.Index
    comparators: pd.Index
    before: tuple[str, ...]
    after: tuple[str, ...]

    def __post_init__(self) -> None:
        """No area is on both sides."""
        both = self.chosen.intersection(self.comparators)
        if len(both):
            raise ValueError(f"chosen and compared with itself: {', '.join(map(str, both[:5]))}")


@dataclass(frozen=True)
class Change:
    """The difference between two changes, or the reason why there is none.

    Attributes
    ----------
    estimate, lower_ci, upper_ci, lower_998, upper_998 : float
        Change of the chosen areas minus change of the comparators, in the unit of the value.
    error, freedom : float
        Standard error and degrees of freedom of the t interval.
    basis : str
        `Basis` of the standard error.
    p_value : float
        Of no difference, from the t distribution.
    chosen, comparators : (before, after)
        Pooled values.
    areas : (chosen, comparators)
        Areas with a value in every period used.
    incomplete : (chosen, comparators)
        Areas left out because a period is missing.
    """

    status: str
    reason: str
    estimate: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN
    lower_998: float = NAN
    upper_998: float = NAN
    error: float = NAN
    freedom: float = NAN
    basis: str = Basis.NONE
    p_value: float = NAN
    chosen: tuple[float, float] = (NAN, NAN)
    comparators: tuple[float, float] = (NAN, NAN)
    areas: tuple[int, int] = (0, 0)
    incomplete: tuple[int, int] = (0, 0)


def difference_in_differences(panel: Panel, design: Design) -> Change:
    """How much more the chosen areas changed than the comparators.

    Parameters
    ----------
    panel : Panel
    design : Design

    Returns
    -------
    Change
        Withheld with a reason: no period on a side, none of the chosen areas or fewer than five comparators complete,
        nobody or everybody counted everywhere.

    Notes
    -----
    Periods of a side are added up first, so that repeated periods of an area do not pass for more areas. The estimate
    is (pooled chosen after - before) - (pooled comparators after - before), pooled = sum x / sum n. Its standard error
    treats the area as the unit: the linearised variance of a ratio of sums within each group. With fewer than five
    chosen areas their own spread cannot be told, and the spread of single comparators' changes stands for it. The
    binomial or Poisson error is a floor, never used instead.

    References
    ----------
    Bertrand M, Duflo E, Mullainathan S (2004) Q J Econ 119:249-275 (collapse the periods). Donald SG, Lang K (2007)
    Rev Econ Stat 89:221-233 (t with the group as unit). Conley TG, Taber CR (2011) Rev Econ Stat 93:113-125 (few
    treated). Cochran WG (1977) Sampling Techniques, 3rd ed, ch 6 (ratio of sums). Satterthwaite FE (1946) Biometrics
    Bull 2:110-114.
    """
    reason = _periods_reason(design)
    used = (*design.before, *design.after)
    whole = [panel.complete(areas, used) for areas in (design.chosen, design.comparators)]
    areas = (len(whole[0]), len(whole[1]))
    incomplete = (len(design.chosen) - areas[0], len(design.comparators) - areas[1])
    reason = reason or _areas_reason(areas)
    if reason:
        return Change(str(Status.MISSING), str(reason), areas=areas, incomplete=incomplete)
    two = panel.over({"before": design.before, "after": design.after})
    row = contrasts(two, whole[0], comparators=whole[1], weights=np.array([[-1.0, 1.0]])).iloc[0]
    chosen, comparators = (tuple(float(value) for value in pooled(two, group)) for group in whole)
    facts = {"chosen": chosen, "comparators": comparators, "areas": areas, "incomplete": incomplete}
    if not row["error"] > 0:
        return Change(str(Status.MISSING), str(Withheld.NO_VARIATION), **facts)
    return Change(str(Status.OK), "", **row.to_dict(), **facts)


def event_study(panel: Panel, design: Design) -> pd.DataFrame:
    """The difference between the groups in every period, against the last period before the start.

    Returns
    -------
    DataFrame
        Index period; columns of `contrasts` and phase ("before", "reference", "after"). The reference is 0 without
        limits. Empty where `difference_in_differences` would be withheld. Differences before the start that are not
        around 0 speak against the comparison.

    References
    ----------
    Roth J (2022) Am Econ Rev Insights 4:305-322 (what a test of pre-trends can and cannot tell).
    """
    periods = [*design.before, *design.after]
    whole = _whole(panel, design)
    if whole is None:
        return pd.DataFrame()
    some = panel.over({period: (period,) for period in periods})
    weights = np.eye(len(periods))
    weights[:, len(design.before) - 1] -= 1
    found = contrasts(some, whole[0], comparators=whole[1], weights=weights).set_index(pd.Index(periods, name="period"))
    phase = ["before"] * (len(design.before) - 1) + ["reference"] + ["after"] * len(design.after)
    return found.assign(phase=phase)


def trend_before(panel: Panel, design: Design) -> Change:
    """Whether the groups were already moving apart: the difference of their slopes per period before the start.

    Periods count as evenly spaced. Withheld with fewer than three periods before the start.
    """
    whole = _whole(panel, design)
    if len(design.before) < FEWEST_FOR_SLOPE or whole is None:
        return Change(str(Status.MISSING), str(Withheld.TOO_FEW_PERIODS if whole else _reason(panel, design)))
    centred = np.arange(len(design.before)) - (len(design.before) - 1) / 2
    some = panel.over({period: (period,) for period in design.before})
    row = contrasts(some, whole[0], comparators=whole[1], weights=(centred / (centred**2).sum())[None, :]).iloc[0]
    areas = (len(whole[0]), len(whole[1]))
    if not row["error"] > 0:
        return Change(str(Status.MISSING), str(Withheld.NO_VARIATION), areas=areas)
    return Change(str(Status.OK), "", **row.to_dict(), areas=areas)


def _whole(panel: Panel, design: Design) -> tuple[pd.Index, pd.Index] | None:
    """The complete areas of both groups, None where no comparison can be made."""
    if _reason(panel, design):
        return None
    used = (*design.before, *design.after)
    return panel.complete(design.chosen, used), panel.complete(design.comparators, used)


def _reason(panel: Panel, design: Design) -> Withheld:
    used = (*design.before, *design.after)
    areas = (len(panel.complete(design.chosen, used)), len(panel.complete(design.comparators, used)))
    return _periods_reason(design) or _areas_reason(areas)


def _periods_reason(design: Design) -> Withheld:
    if not design.before:
        return Withheld.NO_PERIOD_BEFORE
    return Withheld.NONE if design.after else Withheld.NO_PERIOD_AFTER


def _areas_reason(areas: tuple[int, int]) -> Withheld:
    if areas[1] < FEWEST_COMPARATORS:
        return Withheld.TOO_FEW_COMPARATORS
    return Withheld.NONE if areas[0] else Withheld.CHOSEN_WITHOUT_VALUE
