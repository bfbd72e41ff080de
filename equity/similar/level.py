"""The chosen areas together against the comparators together, at one time.

Lives here: pooled values (sums over sums), their difference or ratio with limits, and the spread of the comparators.
Not here: change over time (`equity.similar.change`). Limits of counting error alone say how well the counts are known,
not how differently similar areas do; the limits "between areas" say both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from data.schema import Status, ValueType
from equity.comparing.comparison import COMPARABLE
from equity.result import Z95, Z998, floats
from equity.similar.contrasts import group_variances
from equity.similar.reasons import FEWEST_COMPARATORS, Withheld
from equity.values.two_values import difference_of_proportions, ratio_of_rates
from equity.values.valuation import METHODS, valued

NAN = float("nan")
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Group:
    """Areas pooled: sums, the value made from them with 95 % limits, and how many areas.

    Attributes
    ----------
    without_value : int
        Areas of the group that are not in the sums: no released counts, or not comparable.
    """

    areas: int = 0
    without_value: int = 0
    numerator: float = NAN
    denominator: float = NAN
    value: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN


@dataclass(frozen=True)
class Level:
    """The comparison, or the reason why there is none.

    Attributes
    ----------
    kind : str
        "difference" (of percentages, in the unit of the value) or "ratio" (of rates).
    estimate, lower_ci, upper_ci, lower_998, upper_998 : float
        Chosen minus, or over, comparators; limits of counting error alone.
    lower_between, upper_between : float
        95 % limits with the area as the unit: how differently like areas do counts too. Never narrower.
    spread : tuple of float
        Least, lower quartile, median, upper quartile and greatest of the comparators' own values; empty if withheld.
    """

    status: str
    reason: str
    kind: str
    chosen: Group
    comparators: Group
    estimate: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN
    lower_998: float = NAN
    upper_998: float = NAN
    lower_between: float = NAN
    upper_between: float = NAN
    spread: tuple[float, ...] = ()


def with_value(counts: pd.DataFrame, value_type: ValueType) -> np.ndarray:
    """True where a row may be compared: released, comparable, counts that make a value.

    Parameters
    ----------
    counts : DataFrame
        Columns numerator, denominator, status.
    value_type : ValueType
        A proportion or a crude rate.
    """
    rows = valued(counts[["numerator", "denominator", "status"]], value_type)
    return (rows["value"].notna() & rows["status"].isin([str(status) for status in COMPARABLE])).to_numpy()


def level_comparison(
    chosen: pd.DataFrame, comparators: pd.DataFrame, *, value_type: ValueType, multiplier: float = 100.0
) -> Level:
    """The pooled value of the chosen areas against that of the comparators.

    Parameters
    ----------
    chosen, comparators : DataFrame
        Released rows: numerator, denominator, status; index area_code, each area once.
    value_type : ValueType
        A proportion gives a difference (Newcombe), a crude rate a ratio (log scale); other kinds have no counts to
        pool.
    multiplier : float
        Unit of the value, e.g. 100 for per cent.

    Returns
    -------
    Level
        Withheld with a reason: fewer than five comparators with a value, none of the chosen areas with a value, no
        event on a side of a ratio, a kind of value without counts. An area without a value, or one that
        must not be compared, is left out and counted.

    References
    ----------
    Newcombe RG (1998) Stat Med 17:873-890. Kirkwood BR, Sterne JAC (2003) Essential Medical Statistics, ch 23.
    Cochran WG (1977) Sampling Techniques, 3rd ed, ch 6 (between areas).
    """
    value_type = ValueType(value_type)
    kind = "difference" if value_type == ValueType.PROPORTION else "ratio"
    if value_type not in METHODS:
        unknown = [Group(without_value=len(rows)) for rows in (chosen, comparators)]
        return _withheld(Withheld.NO_COUNTS, kind, groups=unknown)
    known = [with_value(rows, value_type) for rows in (chosen, comparators)]
    groups = [
        _pooled(rows, mask, value_type=value_type, multiplier=multiplier)
        for rows, mask in zip((chosen, comparators), known, strict=True)
    ]
    if groups[1].areas < FEWEST_COMPARATORS:
        return _withheld(Withheld.TOO_FEW_COMPARATORS, kind, groups=groups)
    if not groups[0].areas:
        return _withheld(Withheld.CHOSEN_WITHOUT_VALUE, kind, groups=groups)
    sides = [(group.numerator, group.denominator) for group in groups]
    if kind == "ratio" and not (sides[0][0] > 0 and sides[1][0] > 0):
        return _withheld(Withheld.NO_EVENTS, kind, groups=groups)
    method, unit = (difference_of_proportions, multiplier) if kind == "difference" else (ratio_of_rates, 1.0)
    limits = [[float(unit * end) for end in method(*sides, z=z)] for z in (Z95, Z998)]
    values = (floats(comparators["numerator"]) / floats(comparators["denominator"]))[known[1]] * multiplier
    spread = tuple(float(value) for value in np.quantile(values, _QUARTERS))
    arrays = [_arrays(rows, mask) for rows, mask in zip((chosen, comparators), known, strict=True)]
    between = _between(arrays, limits[0], kind=kind, unit=unit)
    return Level(str(Status.OK), "", kind, *groups, *limits[0], *limits[1][1:], *between, spread)


def _between(arrays: list, counted: list[float], *, kind: str, unit: float) -> tuple[float, float]:
    """Limits of the estimate with the area as the unit (on the log scale for a ratio), not inside those of counting."""
    spread, freedom = group_variances(arrays, weights=np.ones((1, 1)), relative=kind == "ratio")
    half = float(scipy.stats.t.ppf(0.975, freedom[0]) * np.sqrt(sum(spread)[0]))
    estimate, lower, upper = counted
    if kind == "ratio":
        return min(lower, float(estimate / np.exp(half))), max(upper, float(estimate * np.exp(half)))
    return min(lower, estimate - unit * half), max(upper, estimate + unit * half)


def _arrays(rows: pd.DataFrame, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators of the rows that have a value, shape (areas, 1)."""
    return tuple(floats(rows[name])[mask][:, None] for name in ("numerator", "denominator"))


def _pooled(rows: pd.DataFrame, mask: np.ndarray, *, value_type: ValueType, multiplier: float) -> Group:
    """Sums over sums of the rows that have a value."""
    numerator, denominator = (float(floats(rows[name])[mask].sum()) for name in ("numerator", "denominator"))
    areas = int(mask.sum())
    if not areas:
        return Group(without_value=len(rows))
    one = METHODS[value_type]([numerator], [denominator], multiplier=multiplier).iloc[0]
    ends = (float(one[name]) for name in ("value", "lower_ci", "upper_ci"))
    return Group(areas, len(rows) - areas, numerator, denominator, *ends)


def _withheld(reason: Withheld, kind: str, *, groups: list[Group]) -> Level:
    return Level(str(Status.MISSING), str(reason), kind, *groups)
