"""Would as large a difference have been found where nothing was done: placebo areas, dates and a measure that stays.

Lives here: every comparator treated in turn, random regrouping of areas, invented earlier starts, and all checks of a
change together. Not here: the estimate itself (`equity.similar.change`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from equity.similar.change import Change, Design, difference_in_differences, event_study, trend_before
from equity.similar.panel import Panel

NAN = float("nan")
DRAWS = 4_999
SEED = 20_210_708
ROUNDING = 1e-9  # differences closer than this share count as equal
_CHANGE = np.array([-1.0, 1.0])


@dataclass(frozen=True, eq=False)
class PlaceboAreas:
    """Each comparator in the place of the chosen areas.

    Attributes
    ----------
    differences : Series
        Per comparator its change minus that of the other comparators pooled, in the unit of the value.
    as_large : int
        How many are as large as the chosen areas' difference or larger, whatever the sign.
    p_value : float
        (as_large + 1) / (areas + 1); NaN if there is no estimate.
    smallest : float
        The least p-value that so many areas can give.
    """

    differences: pd.Series
    as_large: int
    p_value: float
    smallest: float


@dataclass(frozen=True, eq=False)
class Checks:
    """A change and everything that must be shown beside it.

    Attributes
    ----------
    change : Change
    periods : DataFrame
        Event study.
    before : Change
        Difference of slopes before the start.
    areas : PlaceboAreas
    regrouped : float
        p-value of random regrouping of chosen areas and comparators.
    dates : DataFrame
        Estimates for invented earlier starts.
    unmoved : Change or None
        The same comparison for a measure that should not move; None if none was named.
    """

    change: Change
    periods: pd.DataFrame
    before: Change
    areas: PlaceboAreas
    regrouped: float
    dates: pd.DataFrame
    unmoved: Change | None


def checked(panel: Panel, design: Design, *, unmoved: Panel | None = None) -> Checks:
    """The change with its event study, pre-trends, placebo areas, placebo dates and the measure that should not move.

    Parameters
    ----------
    panel : Panel
    design : Design
    unmoved : Panel, optional
        A measure that the programme could not move, over the same periods.
    """
    return Checks(
        change=difference_in_differences(panel, design),
        periods=event_study(panel, design),
        before=trend_before(panel, design),
        areas=placebo_areas(panel, design),
        regrouped=regrouped_p(panel, design),
        dates=placebo_dates(panel, design),
        unmoved=None if unmoved is None else difference_in_differences(unmoved, design),
    )


def placebo_areas(panel: Panel, design: Design) -> PlaceboAreas:
    """Every comparator treated in turn against the others, without the chosen areas.

    Returns
    -------
    PlaceboAreas
        Empty where `difference_in_differences` is withheld.

    References
    ----------
    Abadie A, Diamond A, Hainmueller J (2010) J Am Stat Assoc 105:493-505 (placebo studies).
    """
    change = difference_in_differences(panel, design)
    if change.reason:
        return PlaceboAreas(pd.Series(dtype="float64"), 0, NAN, NAN)
    two, areas = _two(panel, design, design.comparators)
    x, n = two.arrays(areas)
    others = (x.sum(axis=0) - x) / (n.sum(axis=0) - n)
    differences = pd.Series(panel.multiplier * ((x / n - others) @ _CHANGE), index=areas, name="difference")
    as_large = int(_reached(differences.to_numpy(), change.estimate).sum())
    return PlaceboAreas(differences, as_large, (as_large + 1) / (len(areas) + 1), 1 / (len(areas) + 1))


def regrouped_p(panel: Panel, design: Design, *, draws: int = DRAWS, seed: int = SEED) -> float:
    """Share of ways to regroup the areas that give as large a difference as the one found; exact under no difference.

    All groupings are tried if there are no more than `draws`, else so many at random (fixed seed, the grouping found
    counted in). Chosen areas and comparators change places, so the groups keep their sizes. NaN where the estimate is
    withheld.

    References
    ----------
    Fisher RA (1935) The Design of Experiments. Phipson B, Smyth GK (2010) Stat Appl Genet Mol Biol 9:39 (p is never 0).
    """
    change = difference_in_differences(panel, design)
    if change.reason:
        return NAN
    two, chosen = _two(panel, design, design.chosen)
    areas = chosen.append(two.complete(design.comparators, two.periods))
    x, n = two.arrays(areas)
    groups = _groupings(len(areas), len(chosen), draws=draws, seed=seed)
    inside = [groups.astype("float64") @ part for part in (x, n)]
    shares = inside[0] / inside[1] - (x.sum(axis=0) - inside[0]) / (n.sum(axis=0) - inside[1])
    reached = _reached(panel.multiplier * (shares @ _CHANGE), change.estimate)
    if comb(len(areas), len(chosen)) <= draws:
        return float(reached.mean())
    return float((reached.sum() + 1) / (draws + 1))


def placebo_dates(panel: Panel, design: Design) -> pd.DataFrame:
    """The estimate for every invented start among the periods before the real one.

    Returns
    -------
    DataFrame
        Index period (first period after the invented start); columns estimate, lower_ci, upper_ci, status, reason. No
        rows with fewer than two periods before the start.
    """
    rows = {}
    for place in range(1, len(design.before)):
        fake = Design(design.chosen, design.comparators, design.before[:place], design.before[place:])
        found = difference_in_differences(panel, fake)
        rows[design.before[place]] = {
            name: getattr(found, name) for name in ("estimate", "lower_ci", "upper_ci", "status", "reason")
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("period")


def _two(panel: Panel, design: Design, areas: pd.Index) -> tuple[Panel, pd.Index]:
    """The panel as before and after, and those of the areas that are complete."""
    whole = panel.complete(areas, (*design.before, *design.after))
    return panel.over({"before": design.before, "after": design.after}), whole


def _reached(differences: np.ndarray, estimate: float) -> np.ndarray:
    """True where a difference is as large as the estimate, up to rounding."""
    return np.abs(differences) >= abs(estimate) * (1 - ROUNDING)


def _groupings(number: int, size: int, *, draws: int, seed: int) -> np.ndarray:
    """Groups of `size` among `number` areas, one per row: all of them, or so many drawn."""
    if comb(number, size) <= draws:
        picked = np.array(list(combinations(range(number), size)))
    else:
        order = np.random.default_rng(seed).random((draws, number))
        picked = np.argpartition(order, size - 1, axis=1)[:, :size]
    groups = np.zeros((len(picked), number), bool)
    np.put_along_axis(groups, picked, True, axis=1)
    return groups
