"""Values of footprints: numerators and denominators summed once, with honest coverage.

Lives here: totals of groups over building blocks, the coverage and the apportioned share behind them, suppressed
members as intervals, and when a total is withheld. Not here: the words for it (`equity.totals.coverage`), rates and
limits made from the totals (`equity.values.valuation`), the weights (`geo.membership`), release (`equity.disclosure`).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pandas as pd
from scipy import sparse

from data.schema import Status
from equity.totals.counts import DEFAULTS, ESTIMATED, NOT_COMPARABLE, SUPPRESSED, Counts, Settings, Table
from equity.totals.coverage import reasons

TOLERANCE = 1e-9


class Members(Protocol):
    """What `geo.membership.Membership` offers."""

    weights: sparse.csr_array
    groups: pd.Index
    blocks: pd.Index
    sizes: pd.DataFrame
    reached: np.ndarray


def aggregated(membership: Members, counts: Counts, *, settings: Settings = DEFAULTS) -> pd.DataFrame:
    """Totals of every group: numerators and denominators are summed once, rates are never averaged.

    Parameters
    ----------
    membership : Membership
        Groups x blocks with weights in 0..1.
    counts : Counts
        One row per block; blocks that are absent have no value.
    settings : Settings

    Returns
    -------
    DataFrame
        One row per group (per column and group if `counts` has columns), with `numerator, denominator`;
        `numerator_lower, numerator_upper` (what the total may be, given suppressed members and, for cut areas, the
        unknown split: hard bounds); `areas, areas_of` , `coverage` (share with a value) of what `coverage_of`
        names (the denominator, else population, postcodes or areas: the best that every member has); `apportioned`
        (share of the same from cut areas); `suppressed, not_comparable` (numbers of areas);
        `status` and `reason`. A withheld total is null, with its reason in words.

    Notes
    -----
    A cut area with weight s gives s x; the bounds are max(0, x - (n - n s)) and min(x, n s) for people, 0 and x for
    events. Suppressed members count with the middle of their range if the total's range is narrower than its sampling
    interval, else the total is withheld. Not comparable members stay in the totals.
    """
    table = Table.of(counts, membership.blocks, settings=settings)
    sums = _sums(membership, table, settings)
    frame = _judged(sums, settings)
    frame.index = _labels(membership.groups, table.columns)
    return frame


def _sums(membership: Members, table: Table, settings: Settings) -> dict[str, np.ndarray]:
    """Groups x columns of everything the judgement needs."""
    weights = membership.weights
    shape = (weights.shape[0], table.numerator.shape[1])
    pattern = (weights > 0).astype(float)
    cut = weights.copy()
    cut.data = np.where(weights.data < 1, weights.data, 0.0)
    cut.eliminate_zeros()
    sums = {"numerator": weights @ table.counted(table.numerator)}
    sums["areas_of"] = np.broadcast_to(pattern.sum(axis=1)[:, None], shape)
    sums["areas"] = sums["areas_of"] if table.complete else pattern @ table.used.astype(float)
    sums |= _coverage(membership, table, cut)
    sums |= {name: _number(pattern, table, code) for name, code in _NUMBERS.items()}
    exact = not cut.nnz and table.lower is None
    bounds = (sums["numerator"],) * 2 if exact else _total_bounds(weights, cut, table=table, settings=settings)
    sums["numerator_lower"], sums["numerator_upper"] = bounds
    sums["hidden"] = np.zeros(shape) if table.hidden is None else weights @ table.counted(table.hidden)
    return sums


_NUMBERS = {"suppressed": SUPPRESSED, "not_comparable": NOT_COMPARABLE, "estimated": ESTIMATED}


def _number(pattern: sparse.csr_array, table: Table, code: np.int8) -> np.ndarray:
    """Number of each group's counted areas with a status."""
    if table.status is None or not (chosen := table.used & (table.status == code)).any():
        return np.zeros((pattern.shape[0], table.numerator.shape[1]))
    return pattern @ chosen.astype(float)


def _coverage(membership: Members, table: Table, cut: sparse.csr_array) -> dict[str, np.ndarray]:
    """Denominator, share of it that has values, what that share counts, and the share that was apportioned.

    The denominator measures coverage where every member of a group has one, else the best size that all have.
    """
    weights, shape = membership.weights, (membership.weights.shape[0], table.numerator.shape[1])
    result = {name: np.full(shape, np.nan) for name in ("denominator", "coverage", "apportioned")}
    result["coverage_of"] = np.full(shape, "", dtype=object)
    unsettled = np.ones(shape, dtype=bool)
    if table.denominator is not None:
        gaps = np.isnan(table.denominator)
        have = weights @ table.counted(table.denominator)
        total = (
            have
            if table.complete
            else weights @ (np.nan_to_num(table.denominator) if gaps.any() else table.denominator)
        )
        parts = cut @ table.counted(table.denominator) if cut.nnz else np.zeros(shape)
        unsettled = (weights @ gaps.astype(float)) > 0 if gaps.any() else np.zeros(shape, dtype=bool)
        result |= {"denominator": have, "coverage": _ratio(have, total), "apportioned": _ratio(parts, have)}
        result["coverage_of"][:] = "denominator"
    if unsettled.any():
        _measure_by_size(membership, table, cut, into=(result, unsettled))
    result["coverage"] = result["coverage"] * membership.reached[:, None]
    return result


def _measure_by_size(membership: Members, table: Table, cut: sparse.csr_array, *, into: tuple) -> None:
    """Coverage and apportioned share by residents, postcodes or areas, where the denominator cannot tell."""
    result, unsettled = into
    result["coverage"] = np.where(unsettled, np.nan, result["coverage"])
    result["coverage_of"][unsettled] = ""
    used = table.used.astype(float)
    for name in reversed(list(membership.sizes)):  # the best measure last: it stands wherever the whole group has it
        size = membership.sizes[name].to_numpy(float)
        known = (membership.weights > 0).astype(float) @ np.isnan(size).astype(float) == 0
        sized, sized_cut = (matrix @ sparse.diags_array(np.nan_to_num(size)) for matrix in (membership.weights, cut))
        have, total = sized @ used, sized.sum(axis=1)[:, None]
        where = unsettled & known[:, None]
        result["coverage"] = np.where(where, _ratio(have, total), result["coverage"])
        result["apportioned"] = np.where(where, _ratio(sized_cut @ used, have), result["apportioned"])
        result["coverage_of"][where] = name


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan), where=whole > 0)


def _total_bounds(
    weights: sparse.csr_array, cut: sparse.csr_array, *, table: Table, settings: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest numerator of each group: suppressed ranges, and hard bounds for cut areas."""
    lower = table.counted(table.numerator if table.lower is None else table.lower)
    upper = table.counted(table.numerator if table.upper is None else table.upper)
    whole = weights - cut
    if not cut.nnz:
        return whole @ lower, whole @ upper
    entries = cut.tocoo()
    collect = sparse.csr_array((np.ones(cut.nnz), (entries.row, np.arange(cut.nnz))), shape=(cut.shape[0], cut.nnz))
    least, most = np.zeros((cut.nnz, upper.shape[1])), upper[entries.col]
    if settings.proportion and table.denominator is not None:
        people = table.counted(table.denominator)[entries.col]
        inside = people * entries.data[:, None]
        least = np.maximum(0, lower[entries.col] - (people - inside))
        most = np.minimum(most, inside)
    return whole @ lower + collect @ least, whole @ upper + collect @ most


def _judged(sums: dict[str, np.ndarray], settings: Settings) -> pd.DataFrame:
    """The frame of results, withheld where coverage, apportioning or suppression asks for it."""
    flat = {name: np.asarray(values).T.ravel() for name, values in sums.items()}
    rules = {
        "none": flat["areas_of"] == 0,
        "coverage": ~(flat["coverage"] >= settings.minimum_coverage - TOLERANCE),
        "apportioned": flat["apportioned"] > settings.withhold_apportioned + TOLERANCE,
        "suppressed": (flat["suppressed"] > 0) & (flat["hidden"] > _chance(flat, settings)),
    }
    rule = np.select(list(rules.values()), list(rules), default="")
    soft = (flat["suppressed"] + flat["estimated"] > 0) | (flat["apportioned"] > settings.flag_apportioned + TOLERANCE)
    states = [rule == "suppressed", rule != "", soft]
    status = np.select(states, [Status.SUPPRESSED.value, Status.MISSING.value, Status.ESTIMATED.value], Status.OK.value)
    texts = {"status": status, "coverage_of": flat["coverage_of"], "reason": reasons(flat, rule, settings=settings)}
    texts = {name: pd.array(values, dtype="str") for name, values in texts.items()}
    numbers = {name: np.where(rule == "", flat[name], np.nan) for name in TOTALS}
    numbers |= {name: flat[name].astype("int64") for name in AREAS}
    return pd.DataFrame({**flat, **numbers, **texts})[COLUMNS]


def _chance(flat: dict[str, np.ndarray], settings: Settings) -> np.ndarray:
    """Width of the total's sampling interval, in events."""
    total = np.nan_to_num(flat["numerator"])
    rate = np.nan_to_num(_ratio(total, flat["denominator"])) if settings.proportion else 0.0
    return 2 * settings.z * np.sqrt(np.maximum(total * (1 - rate), 0))


TOTALS = ("numerator", "denominator", "numerator_lower", "numerator_upper")
AREAS = ("areas", "areas_of", "suppressed", "not_comparable")
COLUMNS = [*TOTALS, "areas", "areas_of", "coverage", "coverage_of", "apportioned", *AREAS[2:], "status", "reason"]


def _labels(groups: pd.Index, columns: pd.Index | None) -> pd.Index:
    """Index of the result: groups, or every column with every group."""
    groups = groups if groups.nlevels > 1 or groups.name else groups.rename("group")
    if columns is None:
        return groups
    columns = columns if columns.nlevels > 1 or columns.name else columns.rename("column")
    levels, codes = [], []
    for index, spread in ((columns, len(groups)), (groups, 0)):
        for level in range(index.nlevels):
            code, values = pd.factorize(index.get_level_values(level))
            levels.append(values)
            codes.append(np.repeat(code, spread) if spread else np.tile(code, len(columns)))
    return pd.MultiIndex(levels=levels, codes=codes, names=[*columns.names, *groups.names])
