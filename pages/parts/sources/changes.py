"""Days on which systems, places and councils became others: the register's and the councils' changes as one list.

Lives here: what ended and began, and where its area went, counted in small areas. Not here: the lineage itself (`geo`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from charts.sources.listing import Cell, Listing
from charts.words import level_words, period_words, sentence_case
from geo.lineage import Share, percent_words
from pages.parts import opened_pack
from pages.parts.answering import extents

COUNCILS = ("lad11", "lad22", "ctyua18", "ctyua19", "ctyua21")  # sets of councils of which some ended
NEXT = {"lad11": "lad22", "lad22": "ctyua23", "ctyua18": "ctyua23", "ctyua19": "ctyua23", "ctyua21": "ctyua23"}
LAST_OF_OLD = "2023-03-31"  # what ended then has no successor among the districts of 2022
ALMOST_ALL = 0.98
LEAST = 0.005  # smaller shares are edges that do not quite meet
KINDS = {"System": -2, "Place": -1}  # stand first on a day
NOT_RECORDED = "The register holds nothing before."


@dataclass(frozen=True)
class Happened:
    """One thing that ended or began on a day."""

    day: str
    kind: str
    what: str
    beside: str  # where its area went, or came from
    href: str = ""


def happened() -> list[Happened]:
    """Everything, newest first."""
    found = [*_footprints(), *_councils(), *_small_areas()]
    named = sorted(found, key=lambda one: (KINDS.get(one.kind, 0), one.kind, one.what))
    return sorted(named, key=lambda one: one.day, reverse=True)


@lru_cache(maxsize=1)
def every() -> Listing:
    """All changes: day, kind, what, and where the area went or came from."""
    rows = tuple(
        (Cell(period_words(one.day)), Cell(one.kind), Cell(one.what, one.href), Cell(one.beside)) for one in happened()
    )
    return Listing("Changes", ("From", "Kind", "What changed", "Where its area went or came from"), rows, len(rows))


def _footprints() -> list[Happened]:
    found = []
    for one in opened_pack.registry():
        href, kind = f"./sources?show=footprints&footprint={one.id}", sentence_case(one.kind or str(one.tier))
        if one.valid_to:
            went = _named(one.successors) or "Its successors are not in the register."
            found.append(Happened(day_after(one.valid_to), kind, f"{one.short_name} ended", went, href))
        if one.valid_from:
            came = _named(one.predecessors) or NOT_RECORDED
            found.append(Happened(one.valid_from, kind, f"{one.short_name} began", came, href))
    return found


def _named(shares: tuple[Share, ...]) -> str:
    registry = opened_pack.registry()
    known = sorted((one for one in shares if one.id in registry), key=lambda one: -one.share)
    named = [f"{registry[one.id].short_name} {percent_words(one.share)}" for one in known]
    rest = known and sum(one.share for one in known) < ALMOST_ALL
    return "; ".join([*named, "the rest is not in the register"] if rest else named)


def _councils() -> list[Happened]:
    """Districts and upper-tier authorities that ended, and where most of their small areas lie since."""
    areas, found, seen = opened_pack.pack().areas, [], set()
    for kind in COUNCILS:
        ended = areas[(areas["area_type"] == kind) & (areas["valid_to"] != "")]
        for code, name, last in ended[["area_code", "name", "valid_to"]].itertuples(index=False):
            if code in seen:
                continue
            seen.add(code)
            later = "ctyua23" if last == LAST_OF_OLD else NEXT[kind]
            word = sentence_case(level_words(kind)[0])
            found.append(Happened(day_after(last), word, f"{name} ({code}) ended", _went(code, kind, later)))
    return found


def _went(code: str, kind: str, later: str) -> str:
    table = opened_pack.pack().lookup("lsoa11")
    inside = table.loc[table[f"{kind}cd"] == code, f"{later}cd"].dropna()
    names, counts = extents.names_of(later), Counter(inside)
    known = [(names.get(one, one), number / max(len(inside), 1)) for one, number in counts.most_common()]
    return "; ".join(f"{name} {percent_words(share)}" for name, share in known if share >= LEAST)


def _small_areas() -> list[Happened]:
    """What became of the small areas at the census, where the pack has the official table."""
    if not opened_pack.pack().has_lookup("lsoa11_lsoa21"):
        return []
    kinds = opened_pack.pack().lookup("lsoa11_lsoa21").drop_duplicates("lsoa11cd")["change"].value_counts()
    told = ", ".join(f"{count:,} {word}" for word, count in kinds.items())
    return [Happened("2021-03-21", "LSOA", "LSOAs of 2011 became those of 2021 (Census day)", f"{told}.")]


def day_after(day: str) -> str:
    """The day after an ISO date."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
