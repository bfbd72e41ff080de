"""The map of two sets of borders over LSOAs: only A, only B and both in three patterns, disagreement in a fourth.

Lives here: which map of the pack holds every LSOA concerned, its classes, its view, its words. Not here: the map
itself (`choosing_map`), the patterns (`charts.map.area_classes`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from charts.map.area_classes import BOTH, FIRST, PARTLY, SECOND, two_set_classes
from charts.misfit.misfit_tables import APART_WORDS, part_words
from charts.misfit.misfit_words import finding, lead
from geo.misfit import APART
from pages.parts import opened_pack
from pages.parts.asking.possible import ENGLAND
from pages.parts.misfit.two_borders import Answer
from pages.parts.misfit.two_sets import TwoSets
from pages.parts.showing.choosing_map import ChoosingMap, Outline, classes_of

LSOA = "lsoa11"
CODES = {"a": FIRST, "b": SECOND, "both": BOTH, APART: PARTLY}


@lru_cache(maxsize=16)
def misfit_map(asked: TwoSets, answer: Answer) -> ChoosingMap:
    """What the map says about an answer."""
    patterns = answer.patterns
    scope = _scope(asked.system, frozenset(patterns.index))
    words, apart = part_words(answer.misfit), APART_WORDS if (patterns == APART).any() else ""
    return ChoosingMap(
        area_type=LSOA,
        scope=scope,
        classes=classes_of(LSOA, scope, members={CODES[part]: _codes(patterns, part) for part in CODES}),
        kinds=two_set_classes(words["a"], words["b"], both=words["both"], neither="In neither", partly=apart),
        alt=f"{finding(answer.misfit)}. {lead(answer.misfit)}",
        outlines=_outlines(scope),
        fit=_fit(scope, patterns.index),
        turns={},
        noun="LSOAs",
    )


def _codes(patterns: pd.Series, part: str) -> set[str]:
    return set(patterns.index[patterns == part])


def _scope(system: str, wanted: frozenset[str]) -> str:
    """The asked system's map if it has every LSOA concerned, else the smallest that has, else England."""
    pack = opened_pack.pack()
    layers = pack.manifest["layers"][LSOA]
    fewest = sorted(layers, key=lambda scope: (layers[scope]["count"], scope))
    for scope in ([system] if system in layers else []) + fewest:
        if layers[scope]["count"] >= len(wanted) and wanted <= frozenset(pack.names(LSOA, scope).position):
            return scope
    return ENGLAND


def _outlines(scope: str) -> tuple[Outline, ...]:
    layers = opened_pack.pack().manifest["layers"]
    drawn = [("system", "system"), ("county", "ctyua21")]  # of all England county lines would hide the patterns
    return tuple(Outline(style) for style, kind in drawn[: 1 if scope == ENGLAND else 2] if scope in layers[kind])


def _fit(scope: str, codes: pd.Index) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the LSOAs concerned; None (the whole scope) where there are none."""
    names = opened_pack.pack().names(LSOA, scope)
    places = [names.position[code] for code in codes if code in names.position]
    if not places:
        return None
    bounds = np.asarray(names.bounds, dtype=float)[places]
    return (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
