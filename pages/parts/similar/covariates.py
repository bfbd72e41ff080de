"""What areas are matched on: the themes this pack really has, each with its source and year.

Lives here: which rows of the store answer for a theme, and one table per kind of area. Not here: scaling and matching
(`equity.similar`), which themes a question takes (`question`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from data.schema import ValueType
from geo.carried import carried_members
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.members import NEW, OLD, area_membership, base, blocks, changes, reachable, sizes

IMD, AGES, ETHNICITY, RURAL, GROUPS = "deprivation", "ages", "ethnicity", "rural", "groups"
THEMES = {
    IMD: "Deprivation",
    AGES: "Age",
    ETHNICITY: "Ethnic group",
    RURAL: "Rurality",
    GROUPS: "Output-area groups",
}
HISTORY = "history"  # of one measure and one start (`past`), so no theme of the areas themselves
EVERY = THEMES | {HISTORY: "Values before the start"}
OAC = "oac2011_supergroup"
# Where the ages may be from, best first: measure, its areas, its bands, the age that is everybody ("" for a share).
AGE_TABLES = (
    ("population_mid2020", OLD, ("0-15", "65+"), "all"),
    ("population_age", "lad22", ("0-15", "65+"), ""),
    ("population_mid2015", OLD, ("0-15", "60+"), "all"),
)
NEARLY_ALL = 0.9  # of the areas of a kind
AGE_WORDS = {"0-15": "residents under 16", "60+": "residents of 60 and over", "65+": "residents of 65 and over"}
ETHNIC = {
    "Asian": "residents of Asian ethnic groups",
    "Black": "residents of Black ethnic groups",
    "White": "residents of White ethnic groups",
}


@dataclass(frozen=True)
class Covariate:
    """One figure that areas are matched on.

    Attributes
    ----------
    key, theme, words : str
        Its column, the theme it belongs to, and how it is called.
    unit : str
    source, year : str
        Who publishes it and for when.
    known : float
        Share of the areas of the kind that have it.
    """

    key: str
    theme: str
    words: str
    unit: str
    source: str
    year: str
    known: float


@dataclass(frozen=True, eq=False)
class Covariates:
    """The table of one kind of area and what its columns are."""

    table: pd.DataFrame
    items: tuple[Covariate, ...]

    def of(self, themes: tuple[str, ...]) -> tuple[Covariate, ...]:
        """The figures of some themes."""
        return tuple(item for item in self.items if item.theme in themes)


@lru_cache(maxsize=8)
def covariates(area_type: str) -> Covariates:
    """Every theme that this pack has for a kind of area made of LSOA 2011."""
    made = [part for theme in THEMES for part in theme_of(theme, area_type)]
    table = pd.DataFrame({item.key: column for item, column in made}, index=list(values.area_codes(area_type)))
    return Covariates(table.rename_axis("area_code"), tuple(item for item, _ in made))


@lru_cache(maxsize=64)
def theme_of(theme: str, area_type: str) -> tuple[tuple[Covariate, pd.Series], ...]:
    """The figures of one theme with their columns, over every area of a type; none where the pack has none."""
    made = {IMD: _deprivation, AGES: _ages, ETHNICITY: _ethnicity, RURAL: _rural, GROUPS: _groups}[theme](area_type)
    codes = list(values.area_codes(area_type))
    placed = [(key, words, unit, where, column.reindex(codes)) for key, words, unit, where, column in made]
    return tuple(
        (Covariate(key, theme, words, unit, *_source(*where), float(column.notna().mean())), column)
        for key, words, unit, where, column in placed
        if column.notna().any()
    )


def _source(indicator_id: str, period: str) -> tuple[str, str]:
    pack = opened_pack.pack()
    source = pack.sources[pack.indicators[indicator_id].source]
    return f"{source.publisher}, {source.title}", period


def _latest(indicator_id: str, area_type: str) -> str:
    pack = opened_pack.pack()
    if indicator_id not in pack.indicators or area_type not in pack.store.area_types(indicator_id):
        return ""
    return list(pack.store.periods(indicator_id, area_type))[-1]


def _deprivation(area_type: str) -> list[tuple]:
    """Average score (or national rank) of the small areas, weighed by their residents, as MHCLG averages it."""
    for key, words in (("imd2019_score", "average deprivation score"), ("imd2019_rank", "average deprivation rank")):
        period = _latest(key, OLD)
        if not period:
            continue
        frame = values.for_readers(opened_pack.pack().store.observations(key, area_type=OLD), _indicator(key))
        value = frame.set_index("area_code")["value"].astype("float64")
        if area_type != OLD:
            people = sizes().set_index("lsoa").get("population", pd.Series(dtype=float)).astype("float64")
            placed = blocks(area_type)
            weight = people.reindex(placed["lsoa"]).to_numpy() * placed.get("weight", 1.0)
            parts = pd.DataFrame({"x": value.reindex(placed["lsoa"]).to_numpy() * weight, "n": weight})
            grouped = parts.groupby(placed["block"].to_numpy())
            sums = grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))  # of what is not whole nothing
            value = sums["x"] / sums["n"]
        return [(key, words, "", (key, period), value)]
    return []


def _ages(area_type: str) -> list[tuple]:
    """Shares of the young and the old, from the first table that knows nearly all areas of the type, else most."""
    best, known, everyone = [], 0, len(values.area_codes(area_type))
    for table in AGE_TABLES:
        made = _ages_from(table, area_type)
        number = int(made[0][-1].notna().sum()) if made else 0
        best, known = (made, number) if number > known else (best, known)
        if known >= NEARLY_ALL * everyone:
            break
    return best


def _ages_from(table: tuple, area_type: str) -> list[tuple]:
    key, source, bands, whole = table
    period = _latest(key, source)
    if not period or not _placed(source, area_type):
        return []
    counted = {age: _sums(key, source, area_type, segment=(period, "all", age, "")) for age in (*bands, whole) if age}
    of = counted[whole]["numerator"] if whole else counted[bands[0]]["denominator"]
    return [
        (f"{key}:{age}", AGE_WORDS[age], "%", (key, period), 100 * counted[age]["numerator"] / of.where(of > 0))
        for age in bands
    ]


def _ethnicity(area_type: str) -> list[tuple]:
    key, period = "census_ethnic_group", _latest("census_ethnic_group", NEW)
    if not period or not _placed(NEW, area_type):
        return []
    return [
        (f"{key}:{group}", words, "%", (key, period), _share(key, NEW, area_type, group=f"ethnicity:{group}"))
        for group, words in ETHNIC.items()
    ]


def _rural(area_type: str) -> list[tuple]:
    return [made for made in _output_areas(area_type) if _is_rural(made[0])]


def _groups(area_type: str) -> list[tuple]:
    return [made for made in _output_areas(area_type) if not _is_rural(made[0])]


def _is_rural(key: str) -> bool:
    return "rural" in key.lower()


@lru_cache(maxsize=8)
def _output_areas(area_type: str) -> tuple[tuple, ...]:
    """Share of residents in each supergroup of the output-area classification."""
    period = _latest(OAC, OLD)
    if not period or not _placed(OLD, area_type):
        return ()
    groups = sorted(set(opened_pack.pack().store.segments(OAC, OLD)["category"]))
    return tuple(
        (
            group,
            f"residents in “{group.partition(' ')[2]}” areas",
            "%",
            (OAC, period),
            _share(OAC, OLD, area_type, group=group),
        )
        for group in groups
    )


def _share(indicator_id: str, source: str, area_type: str, *, group: str) -> pd.Series:
    segment = (_latest(indicator_id, source), "all", "all", group)
    frame = _sums(indicator_id, source, area_type, segment=segment)
    return 100 * frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)


def _sums(indicator_id: str, source: str, area_type: str, *, segment: tuple[str, ...]) -> pd.DataFrame:
    """Released counts of a segment for every area of a type: stored, or summed once from the source's areas."""
    indicator, store = _indicator(indicator_id), opened_pack.pack().store
    if source == area_type or area_type in store.area_types(indicator_id):
        codes = values.area_codes(area_type)
        return values.for_readers(values.stored(indicator, area_type, segment=segment, codes=codes), indicator)
    made = values.summed(indicator, _members(source, area_type), source=source, segment=segment)
    frame = values.for_readers(made, indicator)
    if indicator.value_type == ValueType.COUNT:
        frame["denominator"] = np.nan
    return frame.astype({"numerator": "float64", "denominator": "float64"})


def _indicator(indicator_id: str):
    return opened_pack.pack().indicators[indicator_id]


def _placed(source: str, area_type: str) -> bool:
    """Whether areas of a source can be put together to those of a type."""
    if source == area_type or base(source) == base(area_type):
        return source == area_type or reachable(source, area_type)
    return reachable(source, "place") and reachable(OLD, area_type)


@lru_cache(maxsize=32)
def _members(source: str, area_type: str) -> Membership:
    """Areas of a type over those of a source; LSOA 2021 are carried to areas of 2011 by residents."""
    if base(source) == base(area_type):
        return area_membership(source, area_type)
    placed = blocks(area_type).rename(columns={"lsoa": f"{OLD}cd", "block": "group"})
    carried = carried_members(placed, to=NEW, tables=[changes()]).drop(columns="apportioned")
    groups = carried.rename(columns={f"{NEW}cd": "lsoa"})
    groups["weight"] = groups["weight"].clip(upper=1.0)
    return membership(blocks(source, NEW), groups, sizes=sizes(NEW))
