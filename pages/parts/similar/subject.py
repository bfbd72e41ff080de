"""Who is compared: one area, or a place, neighbourhood, district or own footprint through the areas inside it.

Lives here: the chosen areas of a question, what they are called, and where similar ones may be looked for. Not here:
which of those are similar (`matching`), the question's parameters (`question`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from charts.words import level_words
from data.schema import AREA_TYPES, Level, Polarity
from equity.comparing.comparison import COMPARABLE
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.answering.own import own_known
from pages.parts.asking.possible import ENGLAND
from pages.parts.similar.figures import released

MOSTLY = 0.5  # share of an area's people inside a footprint from which it counts as one of its areas
COUNTY, SYSTEM = "county", "system"
# Kinds of area whose codes are understood in the Area box beside those that are compared.
HOLDERS = ("lad22", "wd25", "ctyua23", "ctyua21", "msoa11")


@dataclass(frozen=True, eq=False)
class Subject:
    """The chosen areas.

    Attributes
    ----------
    name, kind : str
        What it is called, and what it is: "place", "MSOA in Great Yarmouth".
    chosen : tuple of str
        Codes of areas of the kind that is compared.
    inside : Series
        For areas that share people with it, the share.
    single : bool
        Whether it is one area of that kind itself.
    """

    name: str
    kind: str
    chosen: tuple[str, ...]
    inside: pd.Series
    single: bool


def subject(asked) -> Subject:
    """The chosen areas of a question."""
    return _subject(asked.area_type, asked.area, asked.place)


def named(asked) -> str:
    """What the chosen place is called, whether its areas can be compared or not."""
    return "England" if (code := asked.place or asked.system) == ENGLAND else _place_name(code)


def _place_name(code: str) -> str:
    return own_known.footprint(code).name if own_known.is_own(code) else opened_pack.registry()[code].short_name


@lru_cache(maxsize=256)
def _subject(area_type: str, area: str, place: str) -> Subject:
    names = groups.area_names(area_type)
    if area in names.index:
        label = groups._labels(area_type).loc[area]
        where = label["district"] if label["district"] not in ("", label["name"]) else label["county"]
        one = level_words(area_type)[0]
        kind = f"{one} in {where}" if where and where != label["name"] else one
        return Subject(label["name"], kind, (area,), pd.Series({area: 1.0}), single=True)
    inside = held_by(area, area_type) if area else groups.share_inside(area_type, place).astype("float64")
    chosen = tuple(sorted(inside.index[inside > MOSTLY]))
    if area:
        kind = holder_type(area)
        return Subject(groups.area_names(kind)[area], level_words(kind)[0], chosen, inside, single=False)
    tier = "own footprint" if own_known.is_own(place) else str(opened_pack.registry()[place].tier)
    return Subject(_place_name(place), tier, chosen, inside, single=False)


def holder_type(code: str) -> str:
    """The kind of a larger area, "" for a code that is none."""
    return next((kind for kind in HOLDERS if code in groups.area_names(kind).index), "")


@lru_cache(maxsize=256)
def held_by(code: str, area_type: str) -> pd.Series:
    """Share of the LSOAs of every area of a kind that lie in a larger area; none where the pack cannot tell."""
    table, kind = opened_pack.pack().lookup("lsoa11"), holder_type(code)
    if not kind or f"{area_type}cd" not in table:
        return pd.Series(dtype="float64")
    inside = table[f"{kind}cd"] == code
    touched = table[f"{area_type}cd"].isin(table.loc[inside, f"{area_type}cd"].unique())
    return inside[touched].groupby(table.loc[touched, f"{area_type}cd"]).mean()


def area_code(asked: str, area_type: str, *, system: str, notices: list[str]) -> str:
    """The code that the Area box means: of an area, of a larger one that holds some, or by its name."""
    wanted = asked.strip()
    names = groups.area_names(area_type)
    if not wanted or wanted in names.index:
        return wanted
    if holder_type(wanted) and (held_by(wanted, area_type) > MOSTLY).any():
        return wanted
    one, many = level_words(area_type)
    here = names[names.index.isin(inside_system(area_type, system))]
    found = here.index[here.str.casefold().str.contains(wanted.casefold(), regex=False)]
    if len(found) == 1:
        return found[0]
    if len(found):
        some = ", ".join(here[found[:4]])
        notices.append(f"{len(found)} {many} match “{wanted}”: {some}{' ...' if len(found) > 4 else ''}. Choose one.")
    else:
        notices.append(f"No {one} that can be compared has the code or name “{wanted}”.")
    return ""


@lru_cache(maxsize=64)
def districts(area_type: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Codes and words of the districts that hold two or more of some areas."""
    table = opened_pack.pack().lookup("lsoa11")
    if f"{area_type}cd" not in table or AREA_TYPES[area_type] in (Level.DISTRICT, Level.UPPER_TIER):
        return {}
    held = table.loc[table[f"{area_type}cd"].isin(codes), [f"{area_type}cd", "lad22cd"]].drop_duplicates()
    counted = held["lad22cd"].value_counts()
    names = groups.area_names("lad22")
    found = {code: f"{names[code]} (district)" for code in counted.index[counted > 1]}
    return dict(sorted(found.items(), key=lambda item: item[1]))


@lru_cache(maxsize=64)
def inside_system(area_type: str, system: str) -> pd.Index:
    """Codes of the areas of a kind that lie mostly in a system, or in England."""
    if system == ENGLAND:
        return groups.area_names(area_type).index
    share = groups.share_inside(area_type, system)
    return share.index[share > MOSTLY]


def placed(asked, notices: list[str]):
    """The question with an area that is there and a part of the country that can be looked in."""
    if not asked.area_type:
        return asked
    if not asked.area and not (asked.place and subject(asked).chosen):
        asked = replace(asked, area=_instead(asked, notices))
    had = wheres(asked)
    if asked.where and asked.where not in had:
        notices.append(
            f"“{asked.where}” is no part of the country that can be looked in here. Looking in {_usual(had)}."
        )
    return replace(asked, where=asked.where if asked.where in had else next(iter(had)))


def _usual(had: dict[str, str]) -> str:
    return next(iter(had.values()))


def _instead(asked, notices: list[str]) -> str:
    """The area that stands in where none was chosen: the one that holds most of the place, else of greatest need."""
    one = level_words(asked.area_type)[0]
    if asked.place:
        most = _holds_most(asked.area_type, asked.place)
        if most:
            name, place = groups.area_names(asked.area_type)[most], subject(replace(asked, area="")).name
            measure = opened_pack.pack().indicators[asked.indicator].name
            notices.append(
                f"{measure} has no areas that lie inside {place}. Showing the {one} that holds most of it: {name}."
            )
            return most
    return _greatest_need(asked)


@lru_cache(maxsize=64)
def _holds_most(area_type: str, place: str) -> str:
    """The area that holds most small areas of a footprint; "" where none does."""
    pack = opened_pack.pack()
    table = pack.lookup("lsoa11")
    if own_known.is_own(place):
        lsoas = own_known.lsoas(place)
    else:
        listed = pack.lookup("footprint_lsoa11")
        lsoas = listed.loc[listed["footprint_id"] == place, "lsoa11cd"]
    held = table.loc[table["lsoa11cd"].isin(lsoas), f"{area_type}cd"].value_counts()
    return str(held.index[0]) if len(held) else ""


def _greatest_need(asked) -> str:
    """The area of the system that needs attention first; the first by code where none has a value."""
    here = inside_system(asked.area_type, asked.system)
    frame = released(asked.rows)
    rows = frame[frame.index.isin(here)]
    able = rows[rows["status"].isin([str(one) for one in COMPARABLE]) & rows["counted"]]
    if able.empty:
        return str(rows.index[0] if len(rows) else frame.index[0])
    good = opened_pack.pack().indicators[asked.indicator].polarity == Polarity.HIGH_IS_GOOD
    return str(able["value"].idxmin() if good else able["value"].idxmax())


@lru_cache(maxsize=256)
def _counties(area_type: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Upper-tier authorities that the chosen areas lie in, the one with most first."""
    if AREA_TYPES[area_type] == Level.UPPER_TIER:
        return ()
    table = opened_pack.pack().lookup("lsoa11")
    return tuple(table.loc[table[f"{area_type}cd"].isin(chosen), "ctyua21cd"].value_counts().index)


def wheres(asked) -> dict[str, str]:
    """Parts of the country that similar areas may be looked for in, by code, the usual one first."""
    return _wheres(asked.area_type, asked.system, subject(asked).chosen)


@lru_cache(maxsize=256)
def _wheres(area_type: str, system: str, chosen: tuple[str, ...]) -> dict[str, str]:
    words = {} if system == ENGLAND else {SYSTEM: opened_pack.registry()[system].short_name}
    counties, names = _counties(area_type, chosen), groups.area_names("ctyua21")
    if len(counties) > 1:
        several = [names[code] for code in counties[:3]] + (["others"] if len(counties) > 3 else [])
        words[COUNTY] = f"{', '.join(several[:-1])} and {several[-1]}"
    words |= {code: names[code] for code in counties[:3]}
    if AREA_TYPES[area_type] in (Level.DISTRICT, Level.UPPER_TIER):
        return {ENGLAND: "England"} | words
    return words | {ENGLAND: "England"}


def allowed(asked) -> pd.Index | None:
    """Codes of the areas of the part of the country that was asked for; None for all."""
    return _allowed(asked.area_type, asked.system, asked.where, subject(asked).chosen)


@lru_cache(maxsize=256)
def _allowed(area_type: str, system: str, where: str, chosen: tuple[str, ...]) -> pd.Index | None:
    if where == ENGLAND:
        return None
    if where == SYSTEM:
        return inside_system(area_type, system)
    table = opened_pack.pack().lookup("lsoa11")
    wanted = _counties(area_type, chosen) if where == COUNTY else (where,)
    inside = table["ctyua21cd"].isin(wanted)
    share = inside.groupby(table[f"{area_type}cd"]).mean()
    return share.index[share > MOSTLY]
