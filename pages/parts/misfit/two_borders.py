"""The answer to a question about two sets of borders: figures for words and tables, core and fringe, catchments, map.

Lives here: which units are compared, and their numbers with names. Not here: counting (`geo.misfit`), which sets there
are (`border_sets`), words (`charts.misfit.misfit_words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.misfit.misfit_words import Misfit, Side, Unit
from geo import misfit
from geo.pieces import counted
from pages.parts.misfit import border_sets, two_sets
from pages.parts.misfit.border_sets import kind_of, pieces
from pages.parts.misfit.two_sets import WHOLE, TwoSets

CATCHMENT_BY = ("place", "lad22", "ctyua21", "system")


@dataclass(frozen=True, eq=False)
class Answer:
    """Everything the page says about a question.

    Attributes
    ----------
    patterns : Series
        "a", "b", "both", "apart" by LSOA 2011; LSOAs in neither are left out.
    joint : (names, people by number of footprints that contain them, what is counted), or None
    catchments : tuple of (name, people, rows of kind, area, people in common, people of the area)
    """

    misfit: Misfit
    patterns: pd.Series
    joint: tuple[tuple[str, ...], tuple[int, ...], str] | None
    catchments: tuple[tuple[str, int, tuple[tuple[str, str, int, int], ...]], ...]


@lru_cache(maxsize=128)
def answer(asked: TwoSets) -> Answer:
    """Compare the two sets that are asked for."""
    a, b = compared(asked)
    found = misfit.overlap(a, b, pieces=pieces())
    one, other = _side(asked.aset, asked.a != WHOLE, found.of_a), _side(asked.bset, asked.b != WHOLE, found.of_b)
    if one.one and other.one and one.name == other.name:
        one, other = one.with_kind(), other.with_kind()
    shown = Misfit(
        a=one,
        b=other,
        cells=tuple(found.cells.itertuples(index=False, name=None)),
        both=found.both,
        only_a=found.only_a,
        only_b=found.only_b,
        fit=found.fit,
        a_within_b=found.a_within_b,
        b_within_a=found.b_within_a,
        basis=found.basis,
        scope=two_sets.scope_name(asked),
        date=asked.date,
        apart=found.apart,
    )
    drawn = misfit.patterns(a, b, pieces=pieces())
    return Answer(shown, drawn[drawn != ""], joint(asked), catchments(asked.system, asked.date))


def compared(asked: TwoSets) -> tuple[misfit.Borders, misfit.Borders]:
    """One footprint, or those units of a whole set that have anyone in common with the other side."""
    a, b = (_units(kind, code, asked) for kind, code in ((asked.aset, asked.a), (asked.bset, asked.b)))
    near_a, near_b = (_touching(one, other) for one, other in ((a, b), (b, a)))
    return (a if asked.a != WHOLE else near_a), (b if asked.b != WHOLE else near_b)


def _touching(given: misfit.Borders, other: misfit.Borders) -> misfit.Borders:
    return given.only((given.inside @ _people(other.anywhere)) > 0)


def _units(kind: str, code: str, asked: TwoSets) -> misfit.Borders:
    if code == WHOLE:
        return border_sets.in_scope(kind, asked.system, on=asked.date)
    return border_sets.borders(kind, asked.date).only([code])


def _people(inside: np.ndarray) -> np.ndarray:
    size, _ = counted(pieces(), inside)
    return size * inside


def _side(kind: str, one: bool, units: pd.DataFrame) -> Side:
    words = border_sets.names(kind)
    rows = tuple(Unit(code, words[code], int(row.people), int(row.alone)) for code, row in units.iterrows())
    note = border_sets.set_note(kind, [row.code for row in rows])
    return Side(rows, one, kind_of(kind).singular, kind_of(kind).plural, note)


def joint(asked: TwoSets) -> tuple[tuple[str, ...], tuple[int, ...], str] | None:
    """Core and fringe of the single footprints that are chosen; None for fewer than two."""
    chosen = [(kind, code) for kind, code in ((asked.aset, asked.a), (asked.bset, asked.b)) if code != WHOLE]
    chosen += [tuple(entry.split(":", 1)) for entry in asked.also]
    chosen = list(dict.fromkeys(_alone(*one) for one in chosen))
    if len(chosen) < 2:
        return None
    sets = [border_sets.borders(kind, asked.date).only([code]) for kind, code in chosen]
    people, basis = misfit.depths(sets, pieces=pieces())
    names = [border_sets.names(kind)[code] for kind, code in chosen]
    worded = [
        f"{name} ({kind_of(kind).singular})" if names.count(name) > 1 else name
        for name, (kind, _) in zip(names, chosen, strict=True)
    ]
    return tuple(worded), tuple(people.tolist()), basis


def _alone(kind: str, code: str) -> tuple[str, str]:
    """Kind and code of a footprint; an own one stands in a set of its own, however it was chosen."""
    own = kind == border_sets.OWN.id or border_sets.is_own_set(kind)
    return (border_sets.set_of(code), code) if own else (kind, code)


@lru_cache(maxsize=64)
def catchments(system: str, on: str) -> tuple[tuple[str, int, tuple[tuple[str, str, int, int], ...]], ...]:
    """Every hospital catchment of a scope against places, districts, councils and systems."""
    return tuple(_catchment(code, system, on) for code in border_sets.in_scope("catchment", system, on=on).units)


def _catchment(code: str, system: str, on: str) -> tuple[str, int, tuple[tuple[str, str, int, int], ...]]:
    one = border_sets.borders("catchment", on).only([code])
    rows, people = [], 0
    for kind in CATCHMENT_BY:
        near = border_sets.in_scope(kind, system, on=on)
        found = misfit.overlap(one, _touching(near, one), pieces=pieces())
        people, words = int(found.of_a["people"].iloc[0]), border_sets.names(kind)
        singular = kind_of(kind).singular[:1].upper() + kind_of(kind).singular[1:]
        sizes = found.of_b["people"]
        rows += [(singular, words[cell.b], int(cell.people), int(sizes[cell.b])) for cell in found.cells.itertuples()]
    return border_sets.names("catchment")[code], people, tuple(rows)
