"""Secondary suppression: a withheld count must not follow from its parent's total minus the shown areas.

Lives here: the interval an outsider could work out for each withheld count, and which further areas to withhold until
every such interval holds at least two whole numbers: first for each kind of parent, whose areas do not overlap, then
for all kinds together. Not here: the rules and the wiping (`equity.disclosure`), the search over several totals at once
(`equity.release.overlapping`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from equity.release.overlapping import Totals, pinned

Groups = dict[tuple[str, str], np.ndarray]  # positions of the areas of every parent, by kind and code


@dataclass(frozen=True)
class Hidden:
    """Counts of some areas and which of them are withheld for being small.

    Attributes
    ----------
    count : array of float
        True counts, 0 where nothing is known.
    primary : array of bool
        Withheld because small.
    largest, round_to : int
        Of the release rule.
    other : array of bool, optional
        Withheld already for another reason.
    """

    count: np.ndarray
    primary: np.ndarray
    largest: int
    round_to: int
    other: np.ndarray | None = None


@dataclass(frozen=True)
class Protection:
    """Which areas are withheld in the end, and the parents whose total must go too."""

    hidden: np.ndarray
    exposed: set[str] = field(default_factory=set)


def secondary(cells: Hidden, parents: pd.DataFrame | Groups) -> Protection:
    """Withhold the smallest further areas of each parent until no withheld count can be worked out.

    Parameters
    ----------
    cells : Hidden
        One entry per area.
    parents : DataFrame
        Code of the parent per area, one column per kind of parent; missing where an area has none. Or the groups
        made of it (`parent_groups`), where they are asked for often.

    Returns
    -------
    Protection
        `exposed` names parents where even withholding every area is not enough.
    """
    hidden, exposed = cells.primary | (False if cells.other is None else cells.other), set()
    every = parents if isinstance(parents, dict) else parent_groups(parents)
    seen: dict[tuple[str, str], int] = {}  # areas withheld in each parent when it was last looked at
    _protected_kinds(cells, hidden, every, exposed=exposed, seen=seen)
    while len({kind for kind, _ in every}) > 1 and hidden.any():
        groups = _shown_parents(cells, hidden, every, exposed=exposed)
        open_cells = known_together(cells, hidden, groups=list(groups.values()))
        if not len(open_cells):
            break
        _covered(cells, hidden, open_cells, groups=groups, exposed=exposed)
        _protected_kinds(cells, hidden, every, exposed=exposed, seen=seen)
    return Protection(hidden=hidden, exposed=exposed)


def _covered(cells: Hidden, hidden: np.ndarray, known: np.ndarray, *, groups: Groups, exposed: set[str]) -> None:
    """Withhold one more area for each count that is known, where none beside it has gone in this round already."""
    held: dict[int, list[tuple[str, str]]] = {}
    is_known = np.zeros(len(hidden), dtype=bool)
    is_known[known] = True
    for key, places in groups.items():
        for place in places[is_known[places]]:
            held.setdefault(int(place), []).append(key)
    touched: set[tuple[str, str]] = set()
    for cell in known:
        beside = held.get(int(cell), [])
        if touched & set(beside):
            continue
        touched.update(beside)
        inside = np.unique(np.concatenate([groups[key] for key in beside]))
        candidates = inside[~hidden[inside] & (cells.count[inside] > 0)]
        if len(candidates):
            hidden[candidates[np.lexsort((candidates, cells.count[candidates]))[0]]] = True
        else:
            exposed.add(min(beside, key=lambda key: (len(groups[key]), key))[1])


def parent_groups(parents: pd.DataFrame) -> Groups:
    """Positions of the areas of every parent, by kind and code; kinds in the order of columns, codes sorted."""
    found = {}
    for name in parents:
        group, codes = pd.factorize(parents[name], sort=True)
        order = np.argsort(group, kind="stable")
        ends = np.searchsorted(group[order], np.arange(len(codes) + 1))
        for place, code in enumerate(codes):
            found[str(name), str(code)] = order[ends[place] : ends[place + 1]]
    return found


def _protected_kinds(
    cells: Hidden,
    hidden: np.ndarray,
    groups: Groups,
    *,
    exposed: set[str],
    seen: dict[tuple[str, str], int],
) -> None:
    """Grow `hidden` and `exposed` until every kind of parent, looked at alone, is protected."""
    grown = True
    while grown:
        before = hidden.sum()
        for key, places in groups.items():
            number = int(np.count_nonzero(hidden[places]))
            if number == seen.get(key, 0):
                continue
            if not _protected_group(cells, hidden, places):
                exposed.add(key[1])
            seen[key] = int(np.count_nonzero(hidden[places]))
        grown = hidden.sum() > before


def _shown_parents(cells: Hidden, hidden: np.ndarray, groups: Groups, *, exposed: set[str]) -> Groups:
    """Areas of every parent whose total is shown and that has a withheld area, by kind and code."""
    every = {key: places for key, places in groups.items() if key[1] not in exposed and hidden[places].any()}
    return {key: places for key, places in every.items() if cells.count[places].sum() > cells.largest}


def known_together(cells: Hidden, hidden: np.ndarray, *, groups: list[np.ndarray]) -> np.ndarray:
    """Positions of withheld counts that the totals of all groups (positions of counts) leave one value only."""
    inside = np.flatnonzero(hidden)
    least, most = np.zeros(len(groups)), np.zeros(len(groups))
    places_of, rows_of = [], []
    for row, places in enumerate(groups):
        unseen = hidden[places]
        places_of.append(places[unseen])
        rows_of.append(np.full(len(places_of[-1]), row))
        rest, slack = _remainder(cells, places, places[~unseen])
        least[row], most[row] = rest - slack, rest + slack
    low, high = _alone(cells, inside)
    column = np.searchsorted(inside, np.concatenate([*places_of, np.zeros(0, dtype=int)]))
    row = np.concatenate([*rows_of, np.zeros(0, dtype=int)])
    held = sparse.csr_array((np.ones(len(row)), (row, column)), shape=(len(groups), len(inside)))
    return inside[pinned(Totals(cells.count[inside], low, high, held, least, most))]


def _protected_group(cells: Hidden, hidden: np.ndarray, places: np.ndarray) -> bool:
    """Grow `hidden` inside one parent; False if no area is left to withhold and a count is still exposed."""
    total = cells.count[places].sum()
    if total <= cells.largest or not hidden[places].any():
        return True  # the parent is withheld by the same rule, or there is nothing to protect
    while hidden[places].sum() == 1 or _exposed(cells, hidden, places):
        candidates = places[~hidden[places] & (cells.count[places] > 0)]  # a zero stays a zero and hides nothing
        if not len(candidates):
            return False
        smallest = np.lexsort((candidates, cells.count[candidates]))[0]
        hidden[candidates[smallest]] = True
    return True


def _exposed(cells: Hidden, hidden: np.ndarray, places: np.ndarray) -> bool:
    """True if an outsider who knows the rule can pin some withheld count down to one whole number."""
    low, high = possible_counts(cells, hidden, places=places)
    return bool((np.floor(high) - np.ceil(low) < 1).any())


def possible_counts(cells: Hidden, hidden: np.ndarray, *, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper bound of each withheld count of one parent, from its total and the shown areas.

    The outsider is assumed to know which areas are withheld for a small count (1 to `largest`) and which only to
    protect them (more than that).
    """
    inside, shown = places[hidden[places]], places[~hidden[places]]
    low, high = _alone(cells, inside)
    rest, slack = _remainder(cells, places, shown)
    rest_low, rest_high = rest - slack, rest + slack
    others_low = low.sum() - low
    finite = np.where(np.isinf(high), 0.0, high)
    others_high = np.where(np.isinf(high).sum() - np.isinf(high) > 0, np.inf, finite.sum() - finite)
    return np.maximum(low, rest_low - others_high), np.minimum(high, rest_high - others_low)


def _alone(cells: Hidden, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the rule says of each withheld count by itself."""
    primary = cells.primary[inside]
    low, high = np.where(primary, 1.0, cells.largest + 1.0), np.where(primary, float(cells.largest), np.inf)
    high = np.where(primary & (cells.count[inside] > cells.largest), np.inf, high)  # small people, or small complement
    return np.where(primary & (cells.count[inside] == 0), 0.0, low), high


def _remainder(cells: Hidden, places: np.ndarray, shown: np.ndarray) -> tuple[float, float]:
    """Total minus shown areas as an outsider sees it, and how far rounding may have moved it."""
    if not cells.round_to:
        return float(cells.count[places].sum() - cells.count[shown].sum()), 0.0
    step, half = cells.round_to, cells.round_to // 2
    rounded = np.floor(cells.count / step + 0.5) * step
    total = np.floor(cells.count[places].sum() / step + 0.5) * step
    return float(total - rounded[shown].sum()), float(half * (1 + (cells.count[shown] > 0).sum()))
