"""The tier page's figures: MSOAs of a scope with their district and system, the split, events per unit of every tier.

Lives here: which released rows go in, their coverage, and when the split is withheld. Not here: the split itself
(`equity.comparing.tiers`), words (`charts.tier.tier_words`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.tier.tier_words import OWN, Tiers
from data.schema import Status, ValueType
from equity.comparing.tiers import Events, events, hint, variance_split
from equity.disclosure import RULES
from pages.parts import opened_pack
from pages.parts.answering import groups, values
from pages.parts.answering.members import footprint_membership
from pages.parts.answering.own import own_figures, own_known
from pages.parts.answering.releasing import protected
from pages.parts.asking import possible
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.tier.tier_question import UNIT

LEAST_COVERAGE = 0.9
DISTRICT = "lad22"
USED = (str(Status.OK), str(Status.ESTIMATED))


@lru_cache(maxsize=64)
def tiers(asked: Selection) -> Tiers:
    """Split and events of a question."""
    indicator = opened_pack.pack().indicators[asked.indicator]
    codes = _codes(asked, UNIT)
    rows = _released(replace(asked, area_type=UNIT), codes)
    above = _above(asked, codes)
    used = rows[_usable(rows) & (above != "").all(axis=1)]
    covered = _coverage(codes, used.index)
    split = None
    if covered >= LEAST_COVERAGE:
        rounding = float(RULES[indicator.release_rule].round_to)
        given = above.loc[used.index].rename(columns={"district": "place"})
        shape = {"tier": "neighbourhood", "proportion": _proportion(asked), "rounding": rounding}
        split = variance_split(used, given, **shape)
    own = _own(asked)
    found = _events(asked, rows, own)
    judged = [one for one in found if one.tier in ("system", "place", "neighbourhood")]
    return Tiers(
        indicator=indicator.name,
        scope=groups.scope_name(asked),
        single=asked.system != ENGLAND,
        period=asked.period,
        years=years_of(asked.period),
        events=tuple(found),
        split=split,
        hint=hint(split, judged),
        units=len(codes),
        used=len(used),
        coverage=covered,
        own=own_known.footprint(asked.place).name if own else "",
        own_withheld=own.refused if own else "",
        rarer=indicator.complement or indicator.numerator_name if _proportion(asked) else indicator.numerator_name,
    )


def years_of(period: str) -> float | None:
    """Years of a period: 3 for "2017-2019", 1 for a year; None for a count up to a day."""
    if found := re.fullmatch(r"(\d{4})[-–](\d{4})", period):
        return float(found[2]) - float(found[1]) + 1
    return 1.0 if re.fullmatch(r"\d{4}(/\d{2})?", period) else None


def _proportion(asked: Selection) -> bool:
    return opened_pack.pack().indicators[asked.indicator].value_type == ValueType.PROPORTION


def _codes(asked: Selection, area_type: str) -> tuple[str, ...]:
    layers = opened_pack.pack().manifest["layers"].get(area_type, {})
    return tuple(opened_pack.pack().names(area_type, asked.system).codes) if asked.system in layers else ()


def _released(asked: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """Rows of a type as they may be shown."""
    indicator = opened_pack.pack().indicators[asked.indicator]
    if asked.area_type == UNIT:
        return protected.rows(asked, codes)
    return values.for_readers(values.observed(asked, codes), indicator)


def _usable(rows: pd.DataFrame) -> np.ndarray:
    known = rows["status"].isin(USED) & rows["numerator"].notna() & (rows["denominator"] > 1)
    return known.to_numpy()


@lru_cache(maxsize=64)
def _placed() -> pd.DataFrame:
    """Every MSOA with its district and its postcodes; LSOAs by postcodes decide."""
    lookup = opened_pack.pack().lookup("lsoa11")
    sums = lookup.groupby(["msoa11cd", f"{DISTRICT}cd"])["postcodes"].sum().reset_index()
    best = sums.sort_values("postcodes", ascending=False, kind="stable").drop_duplicates("msoa11cd")
    table = best.set_index("msoa11cd")[[f"{DISTRICT}cd"]].set_axis(["district"], axis="columns")
    return table.assign(postcodes=lookup.groupby("msoa11cd")["postcodes"].sum()).sort_index()


@lru_cache(maxsize=16)
def _systems(on: str) -> pd.Series:
    """The system of every MSOA on a date; "" where none has most of it."""
    wanted = {system.id for system in opened_pack.registry().of_tier("system", on)}
    shares = footprint_membership(UNIT).frame()
    shares = shares[shares["group"].isin(wanted) & (shares["weight"] > 0.5)]
    return shares.set_index("block")["group"]


def _above(asked: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """The district, and for England the system, of every MSOA, from the top down."""
    district = _placed()["district"].reindex(list(codes)).fillna("")
    if asked.system != ENGLAND:
        return pd.DataFrame({"district": district})
    return pd.DataFrame({"system": _systems(asked.date).reindex(list(codes)).fillna(""), "district": district})


def _coverage(codes: tuple[str, ...], used: pd.Index) -> float:
    size = _placed()["postcodes"].astype("float64")
    whole = size.reindex(list(codes)).sum()
    return float(size.reindex(used).sum() / whole) if whole else 0.0


def _own(asked: Selection) -> own_figures.Measured | None:
    """The measure of the own footprint chosen, refused where it may not be shown; None where none is chosen."""
    if not own_known.is_own(asked.place):
        return None
    indicator = opened_pack.pack().indicators[asked.indicator]
    return own_figures.measured(own_known.footprint(asked.place), indicator, segment=asked.segment)


def _events(asked: Selection, rows: pd.DataFrame, own: own_figures.Measured | None) -> list[Events]:
    """Events per unit of every tier, from the top down; registered and own footprints stand between the others."""
    counted = {"years": years_of(asked.period) or 1.0, "proportion": _proportion(asked)}
    registry = opened_pack.registry()
    systems = [one.id for one in registry.of_tier("system", asked.date)] if asked.system == ENGLAND else [asked.system]
    placed = [one for one in possible.places(registry, asked.system, on=asked.date) if not one.kind]
    found = [events("system", _totals(asked, systems), **counted)]
    districts = _codes(asked, DISTRICT)
    for tier, name in (("place", "registered place"), ("neighbourhood", "registered neighbourhood")):
        ids = [one.id for one in placed if one.tier == tier]
        if tier == "place":
            found.append(events("place", _released(replace(asked, area_type=DISTRICT), districts), **counted))
        if ids:
            found.append(events(name, _totals(asked, ids), **counted))
        if tier == "place" and own:
            found.append(events(OWN, _own_row(own), **counted))
    return [*found, events("neighbourhood", rows, **counted)]


def _own_row(own: own_figures.Measured) -> pd.DataFrame:
    """Its counts as one released row; of a refused one nothing but that."""
    row, told = own.value, own.value is not None and own.value.status in USED
    counts = (row.numerator, row.denominator) if told else (np.nan, np.nan)
    status = row.status if row else str(Status.SUPPRESSED)
    return pd.DataFrame([(*counts, status)], columns=["numerator", "denominator", "status"])


def _totals(asked: Selection, ids: list[str]) -> pd.DataFrame:
    indicator = opened_pack.pack().indicators[asked.indicator]
    return values.for_readers(values.totals(asked, tuple(ids)), indicator)
