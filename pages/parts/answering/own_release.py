"""May figures of an own footprint be shown? Asked once, before any figure of it is made.

Lives here: that one question, and the list of what this server has shown. Not here: the tests
(`equity.release.judgement`), the release of rows (`values.for_readers`), which comes after it all the same.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import ValueType
from equity.disclosure import RULES, small_counts
from equity.release.judgement import Verdict, judged
from equity.release.ledger import Ledger, official_ledger
from geo.lineage import in_words
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import own_areas, values

NAMED = 4  # areas of a safe choice that are named; more are only counted
Segment = tuple[str, str, str, str]

_shown: OrderedDict[tuple[str, Segment, frozenset[str]], str] = OrderedDict()
_official: dict[tuple[str, Segment], Ledger | None] = {}
_lock = Lock()


def refusal(own: OwnFootprint, indicator: Indicator, *, segment: Segment) -> str:
    """Why no figure of an own footprint may be shown for an indicator, with the nearest safe choice; "" if it may.

    Where the pack's own counts are as their publisher released them (withheld, rounded, or never small), sums of them
    tell nothing new. Where it holds small counts, the footprint is judged against every official area, every footprint
    of the register and everything this server has shown before; what may be shown is noted.
    """
    if not RULES[indicator.release_rule].largest or _is_registered(own):
        return ""
    ledger = official(indicator, segment)
    if ledger is None:
        return ""
    whole = _whole_blocks(own, indicator.building_block)
    if whole is None:
        return (
            f"{indicator.name} is not shown for a footprint that cuts its areas: this pack holds small counts of them. "
            f"Choose whole areas ({own_areas.type_words(indicator.building_block)})."
        )
    with _lock:  # two readers who ask at once are judged one after the other
        for (shown_indicator, shown_segment, members), name in _shown.items():
            if (shown_indicator, shown_segment) == (indicator.id, segment) and members != whole:
                ledger = ledger.with_released(name, members)
        verdict = judged(ledger, whole)
        if verdict.safe:
            _shown[indicator.id, segment, whole] = own.name or "a footprint shown before"
            return ""
    return _words(verdict, indicator)


def parts_too(indicator: Indicator, segment: Segment) -> bool:
    """Whether parts of an own footprint may be shown beside it: each would be one more footprint to judge."""
    return not RULES[indicator.release_rule].largest or official(indicator, segment) is None


def official(indicator: Indicator, segment: Segment) -> Ledger | None:
    """What is shown of an indicator without any own footprint; None where the pack holds no small count of it."""
    key = (indicator.id, segment)
    if key not in _official:
        _official[key] = _made(indicator, segment)
    return _official[key]


def _made(indicator: Indicator, segment: Segment) -> Ledger | None:
    block, rule = indicator.building_block, RULES[indicator.release_rule]
    codes = tuple(sorted(set(own_areas.blocks(block)["block"])))
    rows = values.stored(indicator, block, segment=segment, codes=codes)
    if not small_counts(rows, rule, value_type=indicator.value_type).any():
        return None
    kept = ["numerator", "denominator"] if indicator.value_type == ValueType.PROPORTION else ["numerator"]
    lsoas = own_areas.blocks(block).set_index("block")["lsoa"]
    kinds = {kind: _areas_of(lsoas, kind) for kind in own_areas.types() if kind not in ("lsoa11", block)}
    areas = pd.DataFrame(kinds, index=pd.Index(codes)) if kinds else pd.DataFrame(index=pd.Index(codes))
    ledger = official_ledger(
        rows[kept].astype(float).round(), areas.assign(**{block: codes}), rule=rule, names=_names(areas)
    )
    for footprint in opened_pack.registry():
        inside = _whole_blocks(own_areas.registered(footprint.id), block)
        if inside:
            ledger = ledger.with_released(footprint.short_name, inside, kind=str(footprint.tier))
    return ledger


def _areas_of(lsoas: pd.Series, kind: str) -> pd.Series:
    """Code of the area of a kind that holds a block whole; missing where none does."""
    table = own_areas.blocks(kind)
    area = lsoas.map(table[~table["lsoa"].duplicated(keep=False)].set_index("lsoa")["block"])
    grouped = area.groupby(level=0)
    return grouped.first().where((grouped.nunique() == 1) & (grouped.count() == grouped.size()))


def _names(areas: pd.DataFrame) -> dict[str, str]:
    return {code: str(name) for kind in areas for code, name in own_areas.described(kind)["name"].items()}


def _whole_blocks(own: OwnFootprint, block: str) -> frozenset[str] | None:
    """The blocks a footprint is made of; None if it cuts one."""
    shares, table = own_areas.shares(own), own_areas.touched(block, own)
    inside = table["lsoa"].map(shares.set_index("lsoa")["weight"]).fillna(0.0) * table.get("weight", 1.0)
    per_block = inside.groupby(table["block"]).agg(["min", "max"])
    cut = (per_block["max"] > 0) & ~np.isclose(per_block["min"], 1.0)
    return None if cut.any() else frozenset(per_block.index[per_block["max"] > 0])


def _words(verdict: Verdict, indicator: Indicator) -> str:
    names = own_areas.described(indicator.building_block)["name"]
    changes = [
        f"{verb} {in_words([str(names.get(code, code)) for code in codes])}"
        for verb, codes in (("add", verdict.added), ("remove", verdict.removed))
        if 0 < len(codes) <= NAMED
    ]
    how = f" To do that, {' and '.join(changes)}." if changes else ""
    return f"{indicator.name} is not shown for this footprint. {verdict.reason} {verdict.advice}{how}".strip()


def _is_registered(own: OwnFootprint) -> bool:
    """Whether its members are exactly those of a footprint of the register."""
    if own.id not in opened_pack.registry():
        return False
    known = own_areas.registered(own.id)
    return (own.area_type, own.weights) == (known.area_type, known.weights)
