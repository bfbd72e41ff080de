"""Every measure of one area: its figure, its benchmark, the spread of its kind, five years, and its fifths.

    ProfileQuestion -> subject -> rows of the kinds it is known by -> `equity.comparing.profile` -> MeasureRow

Lives here: that order, as arrays over all measures. Not here: the tables (`tables`), series (`five_years`), people and
access (`people`, `access`), any formula (`equity`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import Measure, SourceItem, measure_for
from charts.words import age_words, category_words
from data.catalogue import Indicator
from data.schema import ValueType
from equity.comparing.profile import profiled
from equity.comparing.spreads import SPREAD
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import overlaps, published_tables
from pages.parts.answering.extents import ENGLAND_CODE
from pages.parts.answering.view import measure_of
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile import five_years, own_rows, tables
from pages.parts.profile.fifths import fifths_of
from pages.parts.profile.subjects import PATIENTS, Subject, subject

BESIDE = {"numerator": "benchmark_numerator", "denominator": "benchmark_denominator"}
SYSTEM, COUNTRY = "the system", "England"


@dataclass(frozen=True, eq=False)
class Figures:
    """Rows of a profile before they are put into words: index indicator_id, in the order of the catalogue."""

    frame: pd.DataFrame
    fifths: dict[str, tuple]  # indicator -> rows of the most and the least deprived fifth
    refused: tuple[str, ...] = ()


def figures(about: Subject, *, system: str, against: str, on: str) -> Figures:
    """All rows of a subject, judged against the system where it has a figure (or England only, if `against` says so).

    The columns are those of `tables.KEPT`, `area_type`, `benchmark*`, the spread's, and those of `profiled`.
    """
    found = gathered(about.code, on)
    refused: tuple[str, ...] = ()
    if about.is_own:
        found, refused = own_rows.rows(about, on)
    frame = found[found["value"].notna() | (found["status"] == "suppressed")].copy()
    beside = _benchmarks(frame, about, system=system, against=against, on=on)
    catalogue = opened_pack.pack().indicators
    codes = beside["benchmark_code"]
    frame = frame.assign(
        **beside,
        benchmark_exact=codes == ENGLAND,
        polarity=[str(catalogue[one].polarity) for one in frame.index],
        value_type=[str(catalogue[one].value_type) for one in frame.index],
        multiplier=[float(catalogue[one].multiplier) for one in frame.index],
        overlap=[_overlap(row, about, code) for row, code in zip(frame.itertuples(), codes, strict=True)],
    )
    groups = fifths_of(about, tuple(frame.index[frame["value"].notna()]))
    judged = profiled(frame, years=five_years.of_rows(frame, about.code), fifths=groups.arrays(tuple(frame.index)))
    return Figures(frame.join(_spread(frame, on)).join(judged), groups.rows, refused)


def _overlap(row, about: Subject, footprint: str) -> float:
    """Share of a row's people among those of its benchmark; patients of a network are not residents."""
    if not footprint or footprint == ENGLAND or row.area_type == PATIENTS:
        return np.nan
    return overlaps.overlap(row.area_type, row.area_code, footprint=footprint, members=about.members)


@lru_cache(maxsize=512)
def gathered(code: str, on: str) -> pd.DataFrame:
    """The best row of every measure among the names of a subject's ground: with a value, the newest, its own kind.

    Returns
    -------
    DataFrame
        Index indicator_id in the order of the catalogue; `tables.KEPT` and `area_type`.
    """
    about = subject(code, on)
    parts = [
        tables.rows_of(kind, name).assign(area_type=kind, rank=rank) for rank, (kind, name) in enumerate(about.names)
    ]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=[*tables.KEPT[1:], "area_type"])
    frame = pd.concat(parts)
    frame = frame.assign(lacks=frame["value"].isna(), end=[_end(one) for one in frame["period"]])
    frame = frame.sort_values(["lacks", "end", "rank"], ascending=[True, False, True], kind="stable")
    frame = frame[~frame.index.duplicated()].drop(columns=["lacks", "rank", "end"])
    order = [one for one in opened_pack.pack().indicators if one in frame.index]
    return frame.loc[order]


@lru_cache(maxsize=512)
def _end(period: str) -> str:
    return period_days(period).end


def _benchmarks(frame: pd.DataFrame, about: Subject, *, system: str, against: str, on: str) -> dict[str, np.ndarray]:
    """Value, name and place of each row's benchmark: of the same period, or none."""
    size = len(frame)
    columns: dict[str, np.ndarray] = {
        **{name: np.full(size, np.nan) for name in ("benchmark", *BESIDE.values())},
        "benchmark_code": np.full(size, "", dtype=object),
    }
    ladder = [ENGLAND] if against == ENGLAND or system == ENGLAND else [system, ENGLAND]
    for code in ladder:
        if code == about.code or (code == ENGLAND and about.code == ENGLAND_CODE):
            continue
        other = gathered(code, on).reindex(frame.index)
        same = (other["period"] == frame["period"]) & other["value"].notna()
        fits = same.to_numpy() & np.isnan(columns["benchmark"])
        columns["benchmark"][fits] = other["value"].to_numpy("float64")[fits]
        columns["benchmark_code"][fits] = code
        for name, column in BESIDE.items():
            columns[column][fits] = other[name].to_numpy("float64")[fits]
    if about.code != ENGLAND:
        _earlier(frame, columns)
    catalogue = opened_pack.pack().indicators
    counted = np.array([catalogue[one].value_type == ValueType.COUNT for one in frame.index], dtype=bool)
    columns["benchmark"][counted] = np.nan
    columns["benchmark_code"][counted] = ""
    return columns


def _earlier(frame: pd.DataFrame, columns: dict[str, np.ndarray]) -> None:
    """England's figure of the row's own period, where England has a newer one too."""
    newest = gathered(ENGLAND, "")
    for place in np.flatnonzero(np.isnan(columns["benchmark"])):
        indicator_id, period = frame.index[place], frame["period"].iloc[place]
        if indicator_id in newest.index and newest.at[indicator_id, "period"] != period:
            found = _england_then(indicator_id, period)
            if found == found:
                columns["benchmark"][place], columns["benchmark_code"][place] = found, ENGLAND


@lru_cache(maxsize=1024)
def _england_then(indicator_id: str, period: str) -> float:
    row = published_tables.rows(indicator_id, "ctry", codes=[ENGLAND_CODE], period=period)
    return float(row["value"].iloc[0])


def _spread(frame: pd.DataFrame, on: str) -> pd.DataFrame:
    """The spread of each row's kind of area."""
    parts = [
        tables.spreads(kind, on).reindex(frame.index[frame["area_type"] == kind])
        for kind in frame["area_type"].unique()
        if kind
    ]
    found = pd.concat(parts) if parts else pd.DataFrame(index=frame.index, columns=["areas", *SPREAD])
    return found.rename(columns={"areas": "alike"})


@lru_cache(maxsize=512)
def measure(indicator_id: str) -> Measure:
    """A measure in words, for the group that is shown."""
    one = opened_pack.pack().indicators[indicator_id]
    found = measure_for(
        measure_of(one),
        age=one.default_age,
        default_age=one.default_age,
        sex=one.default_sex,
        category=one.default_category,
    )
    if one.default_category:  # one group of many: the short name alone would not say which
        found = replace(found, short_name=f"{found.short_name}: {category_words(one.default_category)}")
    ages = age_words(one.default_age)
    if one.lens != "context" or not ages or one.building_block == PATIENTS:
        return found
    return replace(found, name=f"{found.name}, {ages}")  # a share by age is nothing without the age


@lru_cache(maxsize=512)
def source(indicator_id: str) -> SourceItem:
    """Where a measure is from."""
    one: Indicator = opened_pack.pack().indicators[indicator_id]
    item = opened_pack.pack().sources[one.source]
    return SourceItem(item.publisher, item.title, item.published, licence=item.licence)


def whose(area_type: str, code: str) -> str:
    """Whom a row is about where it is not the residents of the area."""
    if area_type != PATIENTS:
        return ""
    areas = opened_pack.pack().areas
    name = areas.loc[(areas["area_type"] == PATIENTS) & (areas["area_code"] == code), "name"]
    return f"patients of {name.iloc[0]}" if len(name) else "patients of the network"
