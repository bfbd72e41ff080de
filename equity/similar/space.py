"""Where areas lie beside each other: covariates scaled so that plain distance means likeness.

Lives here: the three scalings, the guard against matching on the outcome, and how near the nearest area usually is.
Not here: who is compared with whom (`equity.similar.neighbours`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from equity.result import floats

CAP = 5.0  # standard deviations
FAR = 0.95  # quantile of nearest distances beyond which an area has few like it
COLLINEAR = 1e-9  # share of the variance below which a direction says nothing new
SAMPLED = 2_000  # areas whose nearest distance is looked at


class Scaling(StrEnum):
    """How covariates are made comparable."""

    STANDARD = "standard"  # z-scores
    CAPPED = "capped"  # capped at 5 sd, square root, z-scores
    MAHALANOBIS = "mahalanobis"  # correlated covariates do not count twice


@dataclass(frozen=True, eq=False)
class Space:
    """Areas as points; the distance between two points is how unlike the areas are.

    Attributes
    ----------
    covariates : DataFrame
        As given, sorted by area code; one row per area_code, one column per covariate that varies.
    areas : Index
        Areas that have every covariate.
    points : array of shape (areas, dimensions)
    constant : tuple of str
        Covariates alike in every area, left out.
    not_rooted : tuple of str
        Covariates with values below 0, which a capped scaling leaves without a square root.
    """

    covariates: pd.DataFrame
    areas: pd.Index
    points: np.ndarray
    constant: tuple[str, ...]
    not_rooted: tuple[str, ...]
    scaling: Scaling
    _map: _Map

    @property
    def incomplete(self) -> pd.Index:
        """Areas that lack a covariate."""
        return self.covariates.index.difference(self.areas)

    def placed(self, rows: pd.DataFrame) -> np.ndarray:
        """Points of further rows (a footprint with its own covariates) by the same scaling; NaN if one is missing."""
        return self._map.of(plain(rows[self.covariates.columns]).to_numpy())

    @cached_property
    def far(self) -> float:
        """Distance to the nearest other area that 95 % of areas do not exceed; infinite with fewer than two areas.

        Over `SAMPLED` areas spread evenly over the codes where there are more: England's LSOAs would take ten seconds.
        """
        some = np.linspace(0, len(self.points) - 1, min(len(self.points), SAMPLED)).astype(int)
        nearest = nearest_distances(self.points, of=some)
        return float(np.quantile(nearest, FAR)) if len(nearest) > 1 else np.inf


@dataclass(frozen=True, eq=False)
class _Map:
    """Cap, root, centre and turn: what makes a point of a row."""

    low: np.ndarray
    high: np.ndarray
    rooted: np.ndarray
    centre: np.ndarray
    matrix: np.ndarray

    def bent(self, rows: np.ndarray) -> np.ndarray:
        """Rows capped and rooted."""
        capped = np.clip(rows, self.low, self.high)
        return np.where(self.rooted, np.sqrt(np.maximum(capped, 0.0)), capped)

    def of(self, rows: np.ndarray) -> np.ndarray:
        """Points of rows."""
        return (self.bent(rows) - self.centre) @ self.matrix


def space(
    covariates: pd.DataFrame,
    *,
    outcome: str,
    scaling: Scaling | str = Scaling.STANDARD,
    weights: Mapping[str, float] | None = None,
) -> Space:
    """The areas of a table placed by their covariates.

    Parameters
    ----------
    covariates : DataFrame
        One row per area_code (all candidates, and the chosen areas if they are of that kind), one numeric column per
        covariate: what the programme cannot change. Missing is NaN or NA.
    outcome : str
        Id of the measure to be compared, which must not be a covariate; nor may a breakdown of it ("<id>:...").
    scaling : Scaling
    weights : mapping of covariate to float, optional
        How much a covariate counts (1 if not named), as a factor of its squared difference. Not with Mahalanobis.

    Returns
    -------
    Space

    Raises
    ------
    ValueError
        Naming every fault: the outcome among the covariates, no covariate, an area twice, a weight that is negative,
        not finite, of no covariate, or given with Mahalanobis; fewer than two areas with every covariate; no covariate
        that varies.

    Notes
    -----
    Scaling is over all complete areas of the table, whoever is later excluded: taking out an area that is no match
    changes nothing. The square root of the capped scaling evens out skew; a covariate with values below 0 keeps its
    shape. Under Mahalanobis, directions in which areas do not vary are left out.

    References
    ----------
    NHS England, Model Health System: peer finder (capped, square root, standardised, weighted).
    Byrne MM et al (2009) Health Serv Res 44:577-592 (peers by standardised Euclidean distance).
    Mahalanobis PC (1936) Proc Natl Inst Sci India 2:49-55. Stuart EA (2010) Stat Sci 25:1-21.
    """
    scaling, table = Scaling(scaling), plain(covariates).sort_index()
    complete = table.notna().all(axis=1).to_numpy()
    if faults := _faults(table, complete, outcome=outcome, scaling=scaling, weights=dict(weights or {})):
        raise ValueError("; ".join(faults))
    rows = table[complete].to_numpy("float64")
    varied = np.ptp(rows, axis=0) > 0
    constant = tuple(table.columns[~varied])
    table, rows = table.loc[:, varied], rows[:, varied]
    factors = np.array([(weights or {}).get(name, 1.0) for name in table.columns])
    mapped = _fitted(rows, scaling=scaling, factors=factors)
    not_rooted = table.columns[~mapped.rooted] if scaling == Scaling.CAPPED else ()
    return Space(table, table.index[complete], mapped.of(rows), constant, tuple(not_rooted), scaling, mapped)


def plain(covariates: pd.DataFrame) -> pd.DataFrame:
    """The same table as plain floats; missing of every kind, and infinite, is NaN."""
    columns = {name: floats(covariates[name]) for name in covariates}
    return pd.DataFrame(columns, index=covariates.index, columns=covariates.columns)


def nearest_distances(points: np.ndarray, *, of: np.ndarray | None = None) -> np.ndarray:
    """Distance to the nearest other point, for some rows of `points` or all; empty for fewer than two points."""
    if len(points) < 2:
        return np.empty(0)
    wanted = points if of is None else points[of]
    return scipy.spatial.KDTree(points).query(wanted, k=2)[0][:, 1]  # the nearest of all is the point itself


def _fitted(rows: np.ndarray, *, scaling: Scaling, factors: np.ndarray) -> _Map:
    free, width = np.full(rows.shape[1], np.inf), rows.shape[1]
    low, high, rooted = -free, free, np.zeros(width, bool)
    if scaling == Scaling.CAPPED:
        centre, spread = rows.mean(axis=0), rows.std(axis=0, ddof=1)
        low, high, rooted = centre - CAP * spread, centre + CAP * spread, (rows >= 0).all(axis=0)
    bent = _Map(low, high, rooted, np.zeros(width), np.eye(width)).bent(rows)
    centre, spread = bent.mean(axis=0), bent.std(axis=0, ddof=1)
    matrix = np.diag(np.sqrt(factors) / spread)
    if scaling == Scaling.MAHALANOBIS:
        size, turn = np.linalg.eigh(np.atleast_2d(np.corrcoef(rows, rowvar=False)))
        kept = size > COLLINEAR * width
        matrix = matrix @ turn[:, kept] / np.sqrt(size[kept])
    return _Map(low, high, rooted, centre, matrix)


def _faults(
    table: pd.DataFrame, complete: np.ndarray, *, outcome: str, scaling: Scaling, weights: Mapping[str, float]
) -> list[str]:
    """Everything wrong with the question, in words."""
    faults = [
        f"{name} is the outcome: it must not be matched on"
        for name in table.columns
        if str(name).partition(":")[0] == outcome
    ]
    if not len(table.columns):
        faults.append("no covariate to match on")
    twice = table.index[table.index.duplicated()].unique()
    if len(twice):
        faults.append(f"areas stand twice: {_named(twice)}")
    unknown = sorted(set(weights) - set(table.columns))
    if unknown:
        faults.append(f"weights for what is no covariate: {_named(unknown)}")
    wrong = [name for name, weight in weights.items() if not (np.isfinite(weight) and weight >= 0)]
    if wrong:
        faults.append(f"weights must be 0 or more: {_named(wrong)}")
    if weights and scaling == Scaling.MAHALANOBIS:
        faults.append("Mahalanobis takes no weights")
    if complete.sum() < 2:
        faults.append("fewer than two areas have every covariate")
    elif len(table.columns) and not (np.ptp(table[complete].to_numpy("float64"), axis=0) > 0).any():
        faults.append("every covariate is alike everywhere")
    return faults


def _named(things: Sequence) -> str:
    return ", ".join(str(thing) for thing in list(things)[:5])
