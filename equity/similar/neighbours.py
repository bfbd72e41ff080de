"""Who is compared with whom: the nearest areas to each chosen one, and why the others are not.

Lives here: candidates, the reasons for dropping areas, the closest k, and the warning that few areas are alike.
Not here: scaling (`equity.similar.space`), balance (`equity.similar.balance`), any outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from data.schema import Status
from equity.similar.reasons import FEWEST_COMPARATORS, Dropped, Withheld
from equity.similar.space import Space

FAR_SHARE = 0.1  # share of chosen areas with no near match from which "few similar areas" is said
_NOBODY = pd.Index([], dtype="str")


@dataclass(frozen=True, eq=False)
class Pool:
    """Which areas may be candidates.

    Attributes
    ----------
    allowed : Index, optional
        Areas of the part of the country that was asked for; None for all.
    overlap : Series, optional
        For an area the share of its people who live in the chosen place; any share above 0 drops it.
    without_value : Index
        Areas that have no released value of the outcome.
    """

    allowed: pd.Index | None = None
    overlap: pd.Series | None = None
    without_value: pd.Index = field(default_factory=lambda: _NOBODY)


@dataclass(frozen=True)
class Choice:
    """How many of the nearest are taken for each chosen area, and which a reader took out.

    Attributes
    ----------
    k : int
        Nearest areas per chosen area.
    excluded : tuple of str
        Areas taken out by the reader.
    refill : bool
        Put the next nearest in the place of an excluded area; else the others remain as they are.
    """

    k: int = 15
    excluded: tuple[str, ...] = ()
    refill: bool = False


@dataclass(frozen=True, eq=False)
class Matches:
    """The comparators and how they were found.

    Attributes
    ----------
    pairs : DataFrame
        Columns chosen, area, rank (1 is nearest), distance; one row per chosen area and match.
    comparators : Index
        Every matched area once, nearest first (distance to the nearest chosen area, then code).
    distances : Series
        That distance, by comparator.
    chosen : Index
        The chosen areas that could be matched.
    unmatched : Index
        Chosen areas without all covariates.
    dropped : mapping of Dropped to Index
        Areas that are no candidates, each under its first reason.
    candidates : Index
        The areas that could be matched, before a reader took any out.
    status, reason : str
        "missing" and a `Withheld` where fewer than five comparators are left; the matches stand all the same.
    """

    pairs: pd.DataFrame
    comparators: pd.Index
    distances: pd.Series
    chosen: pd.Index
    unmatched: pd.Index
    dropped: Mapping[Dropped, pd.Index]
    candidates: pd.Index
    where: Space
    status: str
    reason: str

    @property
    def limit(self) -> float:
        """95th percentile of the distance from an area to its nearest other area."""
        return self.where.far

    @cached_property
    def far_from(self) -> pd.Index:
        """Chosen areas whose nearest comparator is farther than `limit` (or that have none)."""
        nearest = self.pairs.groupby("chosen")["distance"].min().reindex(self.chosen)
        return self.chosen[~(nearest <= self.limit).to_numpy()]

    @property
    def few_similar(self) -> bool:
        """Whether more than a tenth of the chosen areas have no area near them (or none at all)."""
        return len(self.chosen) == 0 or len(self.far_from) > FAR_SHARE * len(self.chosen)


def neighbours(
    where: Space, chosen: pd.Index | pd.DataFrame, *, choice: Choice | None = None, pool: Pool | None = None
) -> Matches:
    """The closest k areas to each chosen one, by Euclidean distance in the space.

    Parameters
    ----------
    where : Space
    chosen : Index or DataFrame
        Codes of chosen areas that lie in the space; or rows of covariates (a footprint, aggregated like any other
        indicator), index code.
    choice : Choice, optional
    pool : Pool, optional

    Returns
    -------
    Matches
        An area that is near several chosen ones counts once. Equal distances are told apart by area code.

    Raises
    ------
    ValueError
        k below 1, or a chosen code that the space does not know.

    References
    ----------
    Stuart EA (2010) Matching methods for causal inference. Stat Sci 25:1-21 (k nearest, with replacement).
    """
    choice, pool = choice or Choice(), pool or Pool()
    codes, points = _points(where, chosen, k=choice.k)
    known = ~np.isnan(points).any(axis=1)
    dropped = _dropped(where, codes, pool=pool, excluded=choice.excluded)
    left_out = [areas for reason, areas in dropped.items() if reason != Dropped.EXCLUDED]
    candidates = where.areas[~_among(where.areas, np.concatenate(left_out))]
    ranked = candidates[~_among(candidates, choice.excluded)] if choice.refill else candidates
    pairs = _nearest(where, ranked, codes[known], points=points[known], k=choice.k)
    pairs = pairs[~pairs["area"].isin(choice.excluded)]
    distances = pairs.groupby("area")["distance"].min().sort_index().sort_values(kind="stable")
    reason = Withheld.TOO_FEW_COMPARATORS if len(distances) < FEWEST_COMPARATORS else Withheld.NONE
    reason = reason if known.any() else Withheld.NO_CHOSEN_AREA
    return Matches(
        pairs=pairs.reset_index(drop=True),
        comparators=pd.Index(distances.index, name="area_code"),
        distances=distances,
        chosen=codes[known],
        unmatched=codes[~known],
        dropped=dropped,
        candidates=candidates,
        where=where,
        status=str(Status.MISSING if reason else Status.OK),
        reason=str(reason),
    )


def _points(where: Space, chosen: pd.Index | pd.DataFrame, *, k: int) -> tuple[pd.Index, np.ndarray]:
    """Codes and points of the chosen areas, sorted by code; NaN where a covariate is missing."""
    if k < 1:
        raise ValueError(f"at least one area must be taken for each chosen one, not {k}")
    if isinstance(chosen, pd.DataFrame):
        rows = chosen.sort_index()
        return rows.index, where.placed(rows)
    codes = pd.Index(chosen).unique().sort_values()
    unknown = codes.difference(where.covariates.index)
    if len(unknown):
        raise ValueError(f"no covariates are known for {', '.join(map(str, unknown[:5]))}")
    return codes, where.placed(where.covariates.loc[codes])


def _dropped(where: Space, codes: pd.Index, *, pool: Pool, excluded: tuple[str, ...]) -> dict[Dropped, pd.Index]:
    """Areas that are no candidates, each once."""
    every = where.covariates.index
    overlap = _NOBODY if pool.overlap is None else pool.overlap.index[~(pool.overlap.to_numpy("float64") <= 0)]
    wanted = {
        Dropped.CHOSEN: _among(every, codes),
        Dropped.OVERLAPS: _among(every, overlap),
        Dropped.OUTSIDE: np.zeros(len(every), bool) if pool.allowed is None else ~_among(every, pool.allowed),
        Dropped.COVARIATE_MISSING: ~_among(every, where.areas),
        Dropped.NO_VALUE: _among(every, pool.without_value),
        Dropped.EXCLUDED: _among(every, excluded),
    }
    found, left = {}, np.ones(len(every), bool)
    for reason, areas in wanted.items():
        found[reason] = every[left & areas]
        left &= ~areas
    return found


def _among(every: pd.Index, areas: Sequence[str] | pd.Index) -> np.ndarray:
    """True for those of `every`, each there once, that are among some areas; by position, `isin` takes far longer."""
    place = every.get_indexer(pd.Index(areas, dtype="str"))
    found = np.zeros(len(every), bool)
    found[place[place >= 0]] = True
    return found


def _nearest(where: Space, ranked: pd.Index, codes: pd.Index, *, points: np.ndarray, k: int) -> pd.DataFrame:
    """The k nearest of the ranked areas to every point, nearest first; fewer where there are not so many."""
    own = where.points[where.areas.get_indexer(ranked)]
    apart = scipy.spatial.distance.cdist(points, own) if len(points) and len(own) else np.empty((len(points), len(own)))
    number = min(k, apart.shape[1])
    order = np.array([_first(row, number) for row in apart], int).reshape(len(apart), number)
    return pd.DataFrame(
        {
            "chosen": np.repeat(codes.to_numpy(), number),
            "area": ranked.to_numpy()[order.ravel()],
            "rank": np.tile(np.arange(1, number + 1), len(codes)),
            "distance": np.take_along_axis(apart, order, axis=1).ravel(),
        }
    )


def _first(distances: np.ndarray, number: int) -> np.ndarray:
    """Places of the smallest distances, smallest first, equal ones in the order they stand in; without sorting all."""
    if number == 0:
        return np.empty(0, int)
    last = np.partition(distances, number - 1)[number - 1]
    near = np.flatnonzero(distances <= last)
    return near[np.argsort(distances[near], kind="stable")][:number]
