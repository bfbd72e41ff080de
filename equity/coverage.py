"""Coverage in words: how much of a footprint has values, and why a total is withheld or cannot be made.

Lives here: sentences and shares for results of `equity.aggregate`. Not here: the sums and the rules themselves.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.counts import Settings

PEOPLE = {
    "denominator": "the people counted",
    "population": "residents",
    "postcodes": "postcodes",
    "areas": "small areas (LSOA)",
    "": "its people",
}


def reasons(flat: pd.DataFrame, rule: np.ndarray, *, settings: Settings) -> pd.Series:
    """Words for every withheld total, "" for the others."""
    facts = ["areas", "areas_of", "suppressed", "coverage", "apportioned"]
    keys = flat[facts].round(4).assign(coverage_of=flat["coverage_of"], rule=rule)[rule != ""]
    kind = keys.groupby(list(keys), dropna=False, sort=False).ngroup()
    kinds = keys[~kind.duplicated()]  # one sentence per kind: a column without values must not cost 300 sentences
    sentences = np.array([_reason(row, settings) for row in kinds.itertuples(index=False)], dtype=object)
    words = np.full(len(flat), "", dtype=object)
    words[rule != ""] = sentences[kind]
    return pd.Series(words, index=flat.index, dtype="str")


def _reason(at: Any, settings: Settings) -> str:
    if at.rule == "none":
        return "No area of this kind lies in it."
    if at.rule == "coverage":
        found = coverage_words(at.areas, at.areas_of, share=at.coverage, people=PEOPLE[at.coverage_of])
        return f"Values for {found}; at least {share_words(settings.minimum_coverage)} is needed."
    if at.rule == "apportioned":
        share, most = share_words(at.apportioned, up=True), share_words(settings.withhold_apportioned)
        return f"{share} of its people are in areas that lie across its edge; at most {most} may be apportioned."
    hidden = f"{at.suppressed:.0f} of {at.areas_of:.0f} areas are suppressed (small numbers)"
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
    if value_type == ValueType.DSR:
        return "Standardised rates cannot be added up without counts by age."
    if not building_block:
        return "Published as a rate only: without counts it cannot be added up over areas."
    return ""
