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
from equity.similar.expected_size import Expected
from equity.similar.panel import Panel

NAN = float("nan")
DRAWS = 4_999
SEED = 20_210_708
ROUNDING = 1e-9  # differences closer than this share count as equal


@dataclass(frozen=True, eq=False)
class PlaceboAreas:
    """Each comparator in the place of the chosen areas.

    Attributes
    ----------
    differences : Series
        Per comparator its change minus that of the other comparators pooled, in the unit of the value.
    sized : Series
        The same as they would be at the size of the chosen areas: what is expected of these, over what is expected of
        the comparator, times its difference.
    as_large : int
        How many are as large as the chosen areas' difference or larger at that size, whatever the sign.
    p_value : float
        (as_large + 1) / (areas + 1); NaN if there is no estimate.
    smallest : float
        The least p-value that so many areas can give.
    """

    differences: pd.Series
    sized: pd.Series
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


def checked(panel: Panel, design: Design, *, unmoved: tuple[Panel, Design] | None = None) -> Checks:
    """The change with its event study, pre-trends, placebo areas, placebo dates and the measure that should not move.

    Parameters
    ----------
    panel : Panel
    design : Design
    unmoved : (Panel, Design), optional
        A measure that the programme could not move, and its own periods before and since the start.
    """
    return Checks(
        change=difference_in_differences(panel, design),
        periods=event_study(panel, design),
        before=trend_before(panel, design),
        areas=placebo_areas(panel, design),
        regrouped=regrouped_p(panel, design),
        dates=placebo_dates(panel, design),
        unmoved=None if unmoved is None else difference_in_differences(*unmoved),
    )


def placebo_areas(panel: Panel, design: Design) -> PlaceboAreas:
    """Every comparator treated in turn against the others, without the chosen areas.

    Returns
    -------
    PlaceboAreas
        Empty where `difference_in_differences` is withheld.

    References
    ----------
    Abadie A, Diamond A, Hainmueller J (2010) J Am Stat Assoc 105:493-505 (placebo studies). Ferman B, Pinto C (2019)
    Rev Econ Stat 101:452-467 (areas of different sizes).
    """
    change = difference_in_differences(panel, design)
    if change.reason:
        none = pd.Series(dtype="float64")
        return PlaceboAreas(none, none, 0, NAN, NAN)
    two, areas = _two(panel, design, design.comparators)
    expected = Expected.of(*two.arrays(areas), value_type=panel.value_type)
    each = np.eye(len(areas))
    own = expected.beside(*two.arrays(two.complete(design.chosen, two.periods)))
    found = panel.multiplier * expected.differences(each)
    sized = pd.Series(found / expected.errors(each) * own, index=areas, name="difference")
    as_large = int(_reached(sized.to_numpy(), change.estimate).sum())
    p_value, smallest = ((number + 1) / (len(areas) + 1) for number in (as_large, 0))
    return PlaceboAreas(pd.Series(found, areas, name="difference"), sized, as_large, p_value, smallest)


def regrouped_p(panel: Panel, design: Design, *, draws: int = DRAWS, seed: int = SEED) -> float:
    """Share of ways to regroup the areas that give as large a difference, for its size, as the one found.

    All groupings are tried if there are no more than `draws`, else so many at random (fixed seed, the grouping found
    counted in). Chosen areas and comparators change places, so the groups keep their numbers of areas; every
    difference is measured in what is expected of its groups (`Expected`). Exact where areas differ by chance alone and
    are alike in size, near it otherwise. NaN where the estimate is withheld.

    References
    ----------
    Fisher RA (1935) The Design of Experiments. Phipson B, Smyth GK (2010) Stat Appl Genet Mol Biol 9:39 (p is never 0).
    """
    change = difference_in_differences(panel, design)
    if change.reason:
        return NAN
    two, chosen = _two(panel, design, design.chosen)
    areas = chosen.append(two.complete(design.comparators, two.periods))
    expected = Expected.of(*two.arrays(areas), value_type=panel.value_type)
    groups = _groupings(len(areas), len(chosen), draws=draws, seed=seed).astype("float64")
    own = (np.arange(len(areas)) < len(chosen)).astype("float64")[None, :]
    ratio, found = (expected.differences(one) / expected.errors(one) for one in (groups, own))
    reached = _reached(ratio, found[0])
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
