"""Coverage in words: how much of a footprint has values, and why a total is withheld or cannot be made.

Lives here: sentences and shares for results of `equity.totals.aggregate`. Not here: the sums and the rules themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from data.schema import ValueType
from equity.totals.counts import Settings

PEOPLE = {
    "denominator": "the people counted",
    "aged": "residents of these ages",
    "population": "residents",
    "postcodes": "postcodes",
    "areas": "small areas (LSOA)",
    "": "its people",
}


def reasons(flat: Mapping[str, np.ndarray], rule: np.ndarray, *, settings: Settings) -> np.ndarray:
    """Words for every withheld total, "" for the others.

    Parameters
    ----------
    flat : mapping of name to array
        Columns of the result of `equity.totals.aggregate.aggregated`, before anything is withheld.
    rule : array of str
        "none", "coverage", "apportioned" or "suppressed" for a withheld total, else "".
    settings : Settings
    """
    words = np.full(len(rule), "", dtype=object)
    withheld = np.flatnonzero(rule != "")
    facts = [rule, *(flat[name] for name in ("areas", "areas_of", "suppressed", "coverage", "apportioned"))]
    facts[4] = np.nan_to_num(facts[4], nan=-1.0)  # one key for every unknown share
    rows = zip(*(values[withheld].tolist() for values in (*facts, flat["coverage_of"])), strict=True)
    words[withheld] = [_reason(row, settings) for row in rows]
    return words


@lru_cache(maxsize=4096)
def _reason(at: tuple, settings: Settings) -> str:
    rule, areas, areas_of, suppressed, coverage, apportioned, coverage_of = at
    if rule == "none":
        return "No area of this kind lies in it."
    if rule == "coverage":
        share = coverage if coverage >= 0 else np.nan
        found = coverage_words(areas, areas_of, share=share, people=PEOPLE[coverage_of])
        return f"Values for {found}; at least {share_words(settings.minimum_coverage)} is needed."
    if rule == "apportioned":
        share, most = share_words(apportioned, up=True), share_words(settings.withhold_apportioned)
        return f"{share} of its people are in areas that lie across its edge; at most {most} may be apportioned."
    hidden = f"{suppressed:.0f} of {areas_of:.0f} areas are suppressed (small numbers)"
    return f"{hidden}, which leaves the total less certain than chance does."


def share_words(share: float, *, up: bool = False) -> str:
    """A share as a percentage, rounded down (or up), that never says 100 % or 0 % unless it is so."""
    if np.isnan(share):
        return "an unknown share"
    percent = round(share * 100, 6)
    whole = np.ceil(percent) if up else np.floor(percent)
    if 0 < percent < 1:
        return "under 1 %"
    return "over 99 %" if 99 < percent < 100 else f"{whole:.0f} %"


def coverage_words(areas: float, areas_of: float, *, share: float, people: str = "residents") -> str:
    """Coverage in a sentence's words: "125 of 125 areas, 100 % of residents"."""
    return f"{areas:.0f} of {areas_of:.0f} areas, {share_words(share)} of {people}"


def not_computable(value_type: str, building_block: str) -> str:
    """Why an indicator has no value for a self-made area, in words; "" if it can be added up."""
    if value_type == ValueType.INDEX:
        return "Ranks, scores and indices cannot be added up over areas."
    if value_type == ValueType.MEAN:
        return "Means cannot be added up without the number of people behind each of them."
    if value_type == ValueType.DSR:
        return "Standardised rates cannot be added up without counts by age."
    if not building_block:
        return "Published as a rate only: without counts it cannot be added up over areas."
    return ""
