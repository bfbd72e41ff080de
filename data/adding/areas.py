"""Which areas a sheet speaks of: codes with their kind and vintage, old codes with their successors, names.

Lives here: recognising codes and names against what a pack knows, and saying what is wrong row by row. Not here:
other cells (`data.adding.reading`), how vintages are joined for figures (`geo.vintage`). Two vintages of one kind are
never mixed: every row of the smaller part is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

import pandas as pd

from data.adding.area_words import newest, plain_code, plain_name, type_words
from data.adding.successors import Successors, became
from data.pack import Pack
from data.schema import FOOTPRINT_TYPES

# Kinds that share codes, by the beginning of a code: only the whole file tells which one is meant.
COUNCILS = ("E06", "E07", "E08", "E09", "E10")
PREFIXES = {
    "E92": "ctry",
    "E12": "rgn",
    "E01": "lsoa",
    "E02": "msoa",
    "E05": "ward",
    "E38": "sicbl",
    "E54": "icb",
    "U": "pcn",
    **dict.fromkeys(COUNCILS, "council"),
}
KIND_WORDS = {
    "ctry": "countries",
    "rgn": "regions",
    "lsoa": "LSOAs",
    "msoa": "MSOAs",
    "ward": "wards",
    "sicbl": "sub-ICB locations",
    "icb": "integrated care boards",
    "pcn": "primary care networks",
    "council": "councils",
    "county": "county councils",
    "footprint": "footprints of this dashboard",
}
MOST = 12  # candidates that are named
OTHER_WARDS = (
    "Wards change at most elections, and codes of another year cannot be placed without their boundaries: ask for the "
    "figures by these wards, by LSOA or by MSOA, or leave the row out"
)


@dataclass(frozen=True)
class Found:
    """Areas of the rows of a sheet.

    Attributes
    ----------
    codes, types : Series
        Area code and area type by row; "" where a row has a fault.
    faults : list of (row place, value, message)
    report : tuple of str
    """

    codes: pd.Series
    types: pd.Series
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    report: tuple[str, ...] = ()


class Areas:
    """The areas that a pack knows."""

    def __init__(self, pack: Pack) -> None:
        areas = pack.areas
        self.names: Mapping[tuple[str, str], str] = dict(
            zip(zip(areas["area_type"], areas["area_code"], strict=True), areas["name"], strict=True)
        )
        self.types: dict[str, tuple[str, ...]] = {}
        for area_type, code in self.names:
            self.types[code] = (*self.types.get(code, ()), area_type)
        self.size = areas["area_type"].value_counts().to_dict()
        self.successors = Successors(pack)

    @cached_property
    def by_name(self) -> dict[str, list[tuple[str, str]]]:
        """(area type, code) by a name without its titles."""
        found: dict[str, list[tuple[str, str]]] = {}
        for (area_type, code), name in self.names.items():
            found.setdefault(plain_name(name), []).append((area_type, code))
        return found

    def of_codes(self, values: Sequence[str], *, chosen: str = "") -> Found:
        """The areas of a column of codes.

        Parameters
        ----------
        values : sequence of str
        chosen : str
            An area type that the reader chose for codes that fit more than one; "" to have the newest that fits all.
        """
        texts = pd.Series([plain_code(value) for value in values], dtype="str")
        types = pd.Series("", index=texts.index, dtype="str")
        faults: list[tuple[int, str, str]] = []
        report: list[str] = []
        kinds = texts.map(self.kind_of)
        if {"E07", "E10"} <= set(texts.str[:3]):  # districts and their counties: two kinds of area in one sheet
            kinds = kinds.mask(texts.str.startswith("E10"), "county")
        for kind, rows in texts.groupby(kinds):
            if not kind:
                faults += [(place, str(values[place]), self._unknown(code)) for place, code in rows.items()]
                continue
            moved, area_type, said = self._vintage(rows, chosen)
            texts.update(moved)
            known = moved.map(lambda code, kind=area_type: (kind, code) in self.names)
            types.loc[moved.index[known]] = area_type
            report += said
            told = {code: self._stray(code, kind, area_type) for code in set(moved[~known])}
            faults += [(place, str(values[place]), told[code]) for place, code in moved[~known].items()]
        return Found(texts.where(types != "", ""), types, sorted(faults), tuple(report))

    def of_names(self, values: Sequence[str], *, chosen: str = "") -> Found:
        """The areas of a column of names: only where a name leads to exactly one code of one kind of area."""
        seen = {value: self._named(value) for value in dict.fromkeys(values)}
        counts: dict[str, int] = {}
        for found in seen.values():
            for area_type in {area_type for area_type, _ in found}:
                counts[area_type] = counts.get(area_type, 0) + 1
        best = chosen or max(counts, key=lambda kind: (counts[kind], newest(kind)), default="")
        codes, types, faults = [], [], []
        for place, value in enumerate(values):
            fits = [code for area_type, code in seen[value] if area_type == best]
            codes.append(fits[0] if len(fits) == 1 else "")
            types.append(best if len(fits) == 1 else "")
            if len(fits) != 1:
                faults.append((place, value, self._which(value, fits, best)))
        report = (f"Areas were found by their names, as {type_words(best)}.",) if any(codes) else ()
        index = pd.RangeIndex(len(values))
        return Found(pd.Series(codes, index, dtype="str"), pd.Series(types, index, dtype="str"), faults, report)

    def kind_of(self, code: str) -> str:
        """The kind of area a code is of, by its form and what the pack knows; "" if it is none."""
        if any(kind in FOOTPRINT_TYPES for kind in self.types.get(code, ())):
            return "footprint"
        if re.fullmatch(r"E\d{8}", code):
            return PREFIXES.get(code[:3], "")
        return "pcn" if re.fullmatch(r"U\d{5}", code) and "pcn20" in self.size else ""

    def possible(self, codes: Sequence[str]) -> dict[str, int]:
        """How many of the codes each area type knows, the one that knows most first, the newest of equals."""
        counts: dict[str, int] = {}
        for code in codes:
            for area_type in self.types.get(code, ()):
                counts[area_type] = counts.get(area_type, 0) + 1
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], -newest(pair[0]))))

    def _vintage(self, rows: pd.Series, chosen: str) -> tuple[pd.Series, str, list[str]]:
        """Codes of one kind put to one vintage: codes with a successor on the very same ground are taken as that."""
        distinct = sorted(set(rows))
        counts = self.possible(distinct)
        area_type = chosen if chosen in counts else next(iter(counts), "")
        same = {
            code: new
            for code in distinct
            if (area_type, code) not in self.names and (new := self.successors.same_ground(code, area_type))
        }
        said = [
            f"{old} is {new} since its code changed, on the same ground: taken as that." for old, new in same.items()
        ]
        known = sum((area_type, code) in self.names for code in distinct) + len(same)
        share = f"{known:,} code{'s are' if known > 1 else ' is'} known as {type_words(area_type)}." if known else ""
        return (
            rows.replace(same),
            area_type,
            [*filter(None, [share]), *said, *self.successors.ended(distinct, area_type)],
        )

    def _stray(self, code: str, kind: str, area_type: str) -> str:
        """What is wrong with a code that the file's vintage does not know, and what to do."""
        others = self.types.get(code, ())
        usual = type_words(area_type) if area_type else ""
        if not others and not area_type:
            return f"this pack has no {KIND_WORDS[kind]} of this vintage: open a pack that has them"
        if not others and (words := became(code)):
            return words
        if not others and kind == "ward":
            return f"no area of {usual} has this code. {OTHER_WARDS}"
        if not others:
            return f"no area of {usual} has this code: look it up, or leave the row out"
        where = " or ".join(type_words(one) for one in others)
        offer = self.successors.words(code, area_type)
        return f"belongs to {where}, the other rows are {usual}: give one vintage only{offer}"

    def _unknown(self, code: str) -> str:
        if not code:
            return "no area code: fill it in, or leave the row out"
        if re.fullmatch(r"[WSN]\d{8}", code):
            return "not a code of England: leave the row out"
        return "not an area code this pack knows: give a code such as E07000145 or E02005531"

    def _named(self, value: str) -> list[tuple[str, str]]:
        return self.by_name.get(plain_name(value), [])

    def _which(self, value: str, fits: list[str], kind: str) -> str:
        if not value:
            return "no area name: fill it in, or leave the row out"
        if fits:
            known = "; ".join(f"{code}" for code in sorted(fits)[:MOST])
            return f"{len(fits)} {type_words(kind)} have this name ({known}): give the code instead"
        others = self._named(value)
        if others:
            named = {code: type_words(one) for one, code in sorted(others)}
            known = "; ".join(f"{code}, one of {words}" for code, words in list(named.items())[:MOST])
            return f"is not one of {type_words(kind)}, but {known}: give the code instead"
        near = {name: found for name, found in self.by_name.items() if not kind or kind in dict(found)}
        close = [dict(near[name]) for name in get_close_matches(plain_name(value), near, n=3, cutoff=0.75)]
        best = [(kind, found[kind]) if kind in found else list(found.items())[-1] for found in close]
        codes = [f"{self.names[pair]} ({pair[1]})" for pair in best]
        return f"no area has this name{': perhaps ' + ' or '.join(codes) if codes else ''}; give the code instead"
