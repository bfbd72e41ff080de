"""What a new footprint would expose: plain differences with released areas first, then all that is released together.

Lives here: the order of the tests, and which released areas are to be named. Not here: the search through combinations
(`equity.release.derivation`), alternatives (`equity.release.safe_choice`), the verdict (`equity.release.judgement`).

References
----------
ONS (2006) Review of the dissemination of health statistics: disclosure control (differencing of geographies).
Duke-Williams, Rees (1998) Can census offices publish statistics for more than one small area geography?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start

from equity.release.affected import Affected, affected
from equity.release.chains import given_away_far
from equity.release.derivation import given_away
from equity.release.hanging import hanging
from equity.release.ledger import OWN, REFUSED, REMAINDER, Ledger

NAMED = 3  # released areas named in one sentence at most


@dataclass(frozen=True, eq=False)
class Exposure:
    """Why a footprint cannot be shown. `blocks` (1 per block exposed) and `row` stay on the server.

    Attributes
    ----------
    reason : str
        In plain words, without the count.
    against : str
        Names of the released areas; "" if the footprint alone is too small.
    row : int
        Position of the released area in the ledger, -1 unless it is a plain difference with one.
    measure : str
        Of `Ledger.measures`.
    """

    reason: str
    against: str
    blocks: np.ndarray
    measure: str
    row: int = -1


def exposure(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    """The first small count that a footprint (1 per block inside) would expose; None if it is safe to show."""
    if not ledger.rule.largest or same_as_released(ledger, inside):
        return None
    return plain(ledger, inside) or combined(ledger, inside)


def plain(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    """What a footprint exposes alone, by its difference with one released area, or less all areas of one kind."""
    found = _too_small(ledger, inside) or _nested(ledger, inside)
    return found or (None if ledger.rule.round_to else _left_over(ledger, inside))


def same_as_released(ledger: Ledger, inside: np.ndarray) -> bool:
    """Whether a footprint has exactly the blocks of a released area: it tells nothing new."""
    overlap = ledger.rows @ inside
    same = (overlap == ledger.sizes) & (overlap == inside.sum())
    return any(ledger.kinds[row] != REFUSED and not ledger.withheld[row] for row in np.flatnonzero(same))


def _words(ledger: Ledger, measure: str, areas: int) -> str:
    """The kind of a small count and where it is, never the count itself."""
    largest = ledger.rule.largest
    size = f"between 1 and {largest}" if largest > 1 else "of 1"
    what = {"numerator": f"a count {size}", "denominator": f"a number of people {size}"}
    what |= {REMAINDER: f"a number of people not counted {size}"}
    what |= {"people": f"fewer than {ledger.people_floor:,} residents"}
    return f"{what[measure]} in {'one area' if areas == 1 else f'{areas:,} areas'}"


def _too_small(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    for measure, total in _own(ledger, inside).items():
        if _small(ledger, measure, total):
            text = f"This footprint itself holds {_words(ledger, measure, int(inside.sum()))}."
            return Exposure(reason=text, against="", blocks=inside, measure=measure)
    return None


def _nested(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    """Released areas that hold the footprint or lie in it, nearest in size first, and what lies between them."""
    overlap, size = ledger.rows @ inside, inside.sum()
    rows = np.flatnonzero(ledger.shown & ((overlap == ledger.sizes) | (overlap == size)) & (overlap > 0))
    rows = rows[np.argsort(np.abs(ledger.sizes[rows] - size), kind="stable")]
    for measure, total in _own(ledger, inside).items():
        close = rows[_small(ledger, measure, np.abs(_totals(ledger, measure)[rows] - total))]
        if len(close):
            row, between = int(close[0]), np.abs(_members(ledger, close[0]) - inside)
            name, words = ledger.names[row], _words(ledger, measure, int(between.sum()))
            text = f"The difference between this footprint and {name} is {words}."
            return Exposure(reason=text, against=name, blocks=between, measure=measure, row=row)
    return None


def _left_over(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    """What remains of the footprint, or of an area around it, once all areas of one kind in it are taken away."""
    around = _around(ledger, inside)
    for row, whole in [(-1, inside), *((row, _members(ledger, row) - inside) for row in around)]:
        fits, kinds, group = _fitting(ledger, whole)
        for measure, total in _own(ledger, whole).items():
            taken = np.bincount(group, weights=_totals(ledger, measure)[fits], minlength=len(kinds))
            for kind in np.flatnonzero(_small(ledger, measure, total - taken) & ~np.isin(kinds, (OWN, REFUSED))):
                rest = whole - np.asarray(ledger.rows[fits[group == kind]].sum(axis=0)).ravel()
                if rest.min() >= 0 and not _left_over_before(ledger, rest, kind=kinds[kind]):
                    return _remainder(ledger, rest, row=row, measure=measure)
    return None


def _left_over_before(ledger: Ledger, rest: np.ndarray, *, kind: str) -> bool:
    """Whether the same blocks remain of a released area without the footprint: then it tells nothing new."""
    for row in _around(ledger, rest):
        whole = _members(ledger, row)
        fits, kinds, group = _fitting(ledger, whole)
        mine = fits[kinds[group] == kind] if len(kinds) else fits
        if (whole - np.asarray(ledger.rows[mine].sum(axis=0)).ravel() == rest).all():
            return True
    return False


def _around(ledger: Ledger, inside: np.ndarray) -> np.ndarray:
    return np.flatnonzero(ledger.shown & (ledger.rows @ inside == inside.sum()) & (ledger.sizes > inside.sum()))


def _fitting(ledger: Ledger, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shown areas that lie in a set of blocks, the kinds there are of them, and the kind of each."""
    fits = np.flatnonzero(ledger.shown & (ledger.rows @ whole == ledger.sizes))
    kinds, group = np.unique(np.array([ledger.kinds[place] for place in fits], dtype=str), return_inverse=True)
    return fits, kinds, group


def _remainder(ledger: Ledger, rest: np.ndarray, *, row: int, measure: str) -> Exposure:
    name = ledger.names[row] if row >= 0 else ""
    source = f"the rest of {name}" if name else "this footprint"
    words = _words(ledger, measure, int(rest.sum()))
    text = f"Whole released areas taken away from {source} would leave {words}."
    return Exposure(reason=text, against=name, blocks=rest, measure=measure)


def _own(ledger: Ledger, chosen: np.ndarray) -> dict[str, float]:
    """Total of a set of blocks per measure, residents too where there is a floor."""
    held = np.flatnonzero(chosen)
    totals = {measure: float(count[held].sum()) for measure, count in ledger.measures.items()}
    return totals | ({"people": float(ledger.people[held].sum())} if ledger.people_floor else {})


def _totals(ledger: Ledger, measure: str) -> np.ndarray:
    return ledger.rows @ ledger.people if measure == "people" else ledger.totals[measure]


def _small(ledger: Ledger, measure: str, total: np.ndarray | float) -> np.ndarray:
    """True where a total is too small to show."""
    limit = ledger.people_floor if measure == "people" else ledger.rule.largest + 1
    return (np.asarray(total) > 0) & (np.asarray(total) < limit)


def combined(ledger: Ledger, inside: np.ndarray) -> Exposure | None:
    """What all released totals together would give away."""
    for measure in ledger.measures:
        system = hanging(ledger, inside, measure=measure) or affected(ledger, inside, measure=measure)
        atoms = given_away(system, largest=ledger.rule.largest)
        if atoms is not None:
            blocks = np.where(system.atom >= 0, atoms[system.atom], False).astype(np.int64)
            against = _listed([ledger.names[row] for row in _involved(system, atoms)])
            words = _words(ledger, measure, int(blocks.sum()))
            text = f"Together with {against} this footprint would give away {words}."
            return Exposure(reason=text, against=against, blocks=blocks, measure=measure)
        blocks = None if system.whole else given_away_far(ledger, inside, measure=measure)
        if blocks is not None:
            words = _words(ledger, measure, int(blocks.sum()))
            text = f"Together with a long chain of released areas this footprint would give away {words}."
            return Exposure(reason=text, against="a long chain of released areas", blocks=blocks, measure=measure)
    return None


def _involved(system: Affected, atoms: np.ndarray) -> np.ndarray:
    """Rows whose sums and differences with the footprint are the set; those over either, if limits did it."""
    own = system.rows.T
    signed = np.hstack([own, -own, system.asked[:, None], -system.asked[:, None]])
    answer = scipy.optimize.linprog(np.ones(signed.shape[1]), A_eq=signed, b_eq=atoms.astype(float))
    multiples = np.zeros(signed.shape[1]) if answer.x is None else answer.x
    used = (multiples[: own.shape[1]] + multiples[own.shape[1] : -2]) > 1e-6
    rows = np.flatnonzero(used if used.any() else system.rows @ (atoms + system.asked))
    return system.released[rows][np.argsort(system.rows[rows].sum(axis=1), kind="stable")]


def _listed(names: list[str]) -> str:
    first = names[:NAMED] or ["what is released already"]
    if len(names) > NAMED:
        return f"{', '.join(first)} and other areas"
    return " and ".join(filter(None, [", ".join(first[:-1]), first[-1]]))


def _members(ledger: Ledger, row: int) -> np.ndarray:
    held = np.zeros(len(ledger.blocks), dtype=np.int64)
    held[ledger.rows.indices[ledger.rows.indptr[row] : ledger.rows.indptr[row + 1]]] = 1
    return held
