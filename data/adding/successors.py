"""What became of an old code: the areas of another vintage that share its ground, with shares of residents.

Lives here: shares between two vintages of a pack, over its smallest areas. Not here: sums of figures over them
(`geo.vintage`, `geo.carried`): nothing is converted, a reader is told what to look for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from data.adding.area_words import newest, type_words
from data.catalogue import read_toml
from data.pack import Pack
from data.schema import AREA_TYPES, FOOTPRINT_TYPES

WHOLE = 0.999
MOST = 4
MOST_ENDED = 5
COLUMNS = {"lad11": "lad11cd", "lad22": "lad22cd", "msoa11": "msoa11cd", "icb22": "icb22cd", "sicbl22": "sicbl22cd"}
COUNTIES = {name: f"{name}cd" for name in ("ctyua18", "ctyua19", "ctyua21", "ctyua23")}


@lru_cache(maxsize=1)
def recoded() -> dict[str, dict[str, str]]:
    """Councils by an old code for nearly the same ground: name, successor, since (ISO date)."""
    return read_toml(Path(__file__).with_name("recoded.toml"))


def became(code: str) -> str:
    """What an old code of nearly the same ground became, in words; "" where nothing is known."""
    one = recoded().get(code)
    if one is None:
        return ""
    day = date.fromisoformat(one["since"])
    return (
        f"{one['name']} has had the code {one['successor']} since {day.day} {day:%B %Y}, when some streets changed "
        "sides: write that if these are figures of its present area, else leave the row out"
    )


class Successors:
    """The successors that a pack's lookups can tell."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._kept: dict[tuple[str, str], pd.DataFrame] = {}

    def words(self, code: str, area_type: str) -> str:
        """An offer for the end of a message: "; since then E07000244 East Suffolk (100 % of its residents)"."""
        found = self.shares(code, area_type)
        if found.empty:
            return ""
        names = self.pack.areas.loc[self.pack.areas["area_type"] == area_type].set_index("area_code")["name"]
        told = [f"{new} {names.get(new, '')} ({_percent(share)})".replace("  ", " ") for new, share in found.items()]
        more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
        return f"; its residents are there in {', '.join(told[:MOST])}{more}"

    def shares(self, code: str, area_type: str) -> pd.Series:
        """Share of an area's residents by area of another vintage, the largest first; empty where none is known."""
        for old in self.pack_types(code):
            table = self._table(old, area_type)
            if not table.empty and code in table.index.get_level_values(0):
                return table.loc[code, "share"].sort_values(ascending=False)
        return pd.Series(dtype=float)

    def same_ground(self, code: str, area_type: str) -> str:
        """The one area of another vintage with the very same ground, "" if there is none."""
        for old in self.pack_types(code):
            table = self._table(old, area_type)
            if table.empty or code not in table.index.get_level_values(0):
                continue
            rows = table.loc[code]
            if len(rows) == 1 and rows["share"].iloc[0] >= WHOLE and rows["back"].iloc[0] >= WHOLE:
                return str(rows.index[0])
        return ""

    def ended(self, codes: Sequence[str], area_type: str) -> list[str]:
        """That codes of an older vintage stand for areas of that time, with what became of those that have ended."""
        level = AREA_TYPES.get(area_type)
        newer = [kind for kind in self._kinds if AREA_TYPES.get(kind) == level and newest(kind) > newest(area_type)]
        if not newer or area_type in FOOTPRINT_TYPES:
            return []
        last = max(newer, key=newest)
        now, later = self._names(area_type), self._names(last)
        gone = [code for code in codes if code in now and code not in later]
        if not gone:
            return []
        told = [f"{code} {now[code]}{self.words(code, last)}" for code in gone[:MOST_ENDED]]
        more = f"; and {len(gone) - MOST_ENDED} more" if len(gone) > MOST_ENDED else ""
        are = f"{len(gone)} of them are" if len(gone) > 1 else "one of them is"
        return [
            f"The figures will be shown for {type_words(area_type)}; {are} not among today's {type_words(last)}: "
            f"{'. '.join(told)}{more}. To have today's areas, give figures of those."
        ]

    def _names(self, area_type: str) -> dict[str, str]:
        areas = self.pack.areas.loc[self.pack.areas["area_type"] == area_type]
        return dict(zip(areas["area_code"], areas["name"], strict=True))

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(self.pack.areas["area_type"].unique())

    def pack_types(self, code: str) -> list[str]:
        """The area types that know a code."""
        return self._types.get(code, [])

    @cached_property
    def _types(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, kind in zip(self.pack.areas["area_code"], self.pack.areas["area_type"], strict=True):
            found.setdefault(code, []).append(kind)
        return found

    def _table(self, old: str, new: str) -> pd.DataFrame:
        if (old, new) not in self._kept:
            self._kept[old, new] = self._made(old, new)
        return self._kept[old, new]

    def _made(self, old: str, new: str) -> pd.DataFrame:
        """Shares of every old area in every new one (`share`) and the other way (`back`)."""
        if {old, new} == {"lsoa11", "lsoa21"} and self.pack.has_lookup("lsoa11_lsoa21"):
            pairs = self.pack.lookup("lsoa11_lsoa21").rename(columns={f"{old}cd": "old", f"{new}cd": "new"})
            pairs = pairs.assign(people=pairs[[f"{old}_population", f"{new}_population"]].astype("float64").min(axis=1))
        else:
            columns = COLUMNS | COUNTIES
            if old not in columns or new not in columns or old == new:
                return pd.DataFrame(columns=["share", "back"])
            pairs = self._blocks.rename(columns={columns[old]: "old", columns[new]: "new"})
        both = pairs.groupby(["old", "new"])["people"].sum()
        totals = [both.groupby(level=name).transform("sum") for name in ("old", "new")]
        return pd.DataFrame({"share": both / totals[0], "back": both / totals[1]})

    @cached_property
    def _blocks(self) -> pd.DataFrame:
        """Residents (else postcodes) of every LSOA 2011 with its larger areas."""
        lookup = self.pack.lookup("lsoa11")
        known = lookup["population"].notna().all()
        return lookup.assign(people=lookup["population" if known else "postcodes"].astype("float64"))


def _percent(share: float) -> str:
    return "all" if share >= WHOLE else "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
