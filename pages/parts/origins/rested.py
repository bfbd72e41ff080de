"""On which areas a number of a page's file rests, where its row alone does not say it by one code.

Lives here: the part of a place in a county, a county without a place, fifths and tenths, places by their names, the
areas and figures that were matched on. Not here: the list of numbers (`numbers`), finding their rows (`data.trace`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data import trace
from equity.comparing.fifths import FIFTHS
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, resident_fifths
from pages.parts.answering.members import COUNTY_TYPE, ENGLAND_CODE, footprints
from pages.parts.answering.own import own_known
from pages.parts.asking import resolution
from pages.parts.asking.possible import ENGLAND
from pages.parts.similar.covariates import AGE_TABLES, AGE_WORDS, ETHNIC, OAC

PART, REST, GROUPS, LENS, NUMBER, AREAS = "part", "rest", "groups", "lens", "number", "areas"
NAMES = (PART, REST, GROUPS, LENS, NUMBER, AREAS)
RESIDENTS, RANK = "population_mid2015", "imd2019_rank"
MOST_AREAS = 150  # areas that an address names one by one
_GROUP = re.compile(r"(Most|Least) deprived (fifth|tenth)|(Fifth|Tenth) (\d+) of (?:5|10)|fifth-(\d)")


def footprint(asked: Mapping[str, str], row: Mapping[str, str]) -> str:
    """The footprint that a page is about: an own one's key, else place or system (of tiers: the system)."""
    if asked.get("own"):
        return own_known.key(asked["own"])
    chosen = resolution.asked_by(asked)
    found = chosen.system if "share_of_difference" in row else chosen.place or chosen.system
    return ENGLAND_CODE if found == ENGLAND else found


def named(name: str, asked: Mapping[str, str], *, indicator_id: str) -> str:
    """The code of what a row calls by its name only: place, system, neighbourhood, or a council that has figures."""
    registry, on = opened_pack.registry(), resolution.asked_by(asked).date
    fits = [one.id for one in registry if name in (one.short_name, one.name) and one.id in footprints()]
    valid = [code for code in fits if registry[code].valid_on(on)]
    if fits:
        return (valid or fits)[0]
    if name == "England":
        return ENGLAND_CODE
    areas, pack = opened_pack.pack().areas, opened_pack.pack()
    kinds = [*(pack.store.area_types(indicator_id) if indicator_id in pack.indicators else ()), COUNTY_TYPE]
    for kind in kinds:
        found = areas.loc[(areas["area_type"] == kind) & (areas["name"] == name), "area_code"]
        if len(found) == 1:
            return str(found.iloc[0])
    return ""


def part_of(row: Mapping[str, str], name: str, *, code: str, whole: str) -> dict[str, str]:
    """What of a footprint a row is about: a part in a county, a county's rest, groups by deprivation; {} for all."""
    if "part by" in row.get("row", "") and whole:  # the footprint page
        county = row["row"].endswith("county")
        code = _county(name.removesuffix(" part")) if county else named(name, {}, indicator_id="")
        return {PART: code} if code else {}
    if name.endswith(" part") and whole:
        county = code or _county(name.removesuffix(" part"))
        return {PART: county} if county else {}
    if name.startswith("Rest of ") and whole:
        return {REST: _county(name.removeprefix("Rest of "))}
    groups = _groups(row.get("area_code", "") or name) or _groups(name)
    if groups is None:
        return {}
    number = 10 if "tenth" in name.casefold() else FIFTHS
    national = row.get("ranked_within") == "England"
    lens = deprivation_groups.NATIONAL if national else deprivation_groups.OWN
    return {GROUPS: ",".join(str(number if one == 0 else one) for one in groups), LENS: lens, NUMBER: str(number)}


def _groups(words: str) -> list[int] | None:
    """Numbers of the groups that words name; 0 is the last one."""
    if re.match(r"Most (?:minus|over) least deprived", words):
        return [1, 0]
    found = _GROUP.fullmatch(words)
    if found is None:
        return None
    return [1 if found[1] == "Most" else 0] if found[1] else [int(found[4] or found[5])]


def _county(name: str) -> str:
    areas = opened_pack.pack().areas
    found = areas.loc[(areas["area_type"] == COUNTY_TYPE) & (areas["name"] == name), "area_code"]
    return str(found.iloc[0]) if len(found) else ""


def matched(row: Mapping[str, str]) -> dict[str, str]:
    """The measure behind a figure that areas were matched on; {} where it is none of the pack's."""
    words, measures = row.get("matched_on", ""), opened_pack.pack().indicators
    ages = {said: band for band, said in AGE_WORDS.items()}
    if "deprivation" in words:
        told = {"indicator_id": RANK}
    elif words in ages:
        tables = [name for name, _, bands, _ in AGE_TABLES if ages[words] in bands and name in measures]
        tables.sort(key=lambda name: not name.endswith(row.get("period", "")))  # those of a year are called by it
        told = {"indicator_id": tables[0] if tables else "", "age": ages[words]}
    elif words in ETHNIC.values():
        told = {"indicator_id": "census_ethnic_group"}
    else:
        told = {"indicator_id": OAC}
    return told if told["indicator_id"] in measures else {}


def blocks(query: Mapping[str, str], indicator_id: str) -> tuple[str, ...] | None:
    """Codes of the areas that a part is made of; None for a whole footprint or area."""
    code, pack = query.get("code", ""), opened_pack.pack()
    block = trace.counted_by(pack, indicator_id, period=query.get("period", ""))
    if query.get(AREAS):
        return tuple(query[AREAS].split(","))
    if query.get(GROUPS):
        number, wanted = int(query.get(NUMBER, FIFTHS)), {int(one) for one in query[GROUPS].split(",")}
        source = deprivation_groups.source_of(indicator_id)
        cut = deprivation_groups.lens_cut(_cut_by(code), source, lens=query.get(LENS, "own"), number=number)
        if cut.order is None:
            raise LookupError(f"there are no such groups of {query.get('named', code)}")
        return tuple(sorted(cut.order.index[cut.order["part"].isin(wanted)]))
    if query.get(PART):
        return trace.blocks_of(pack, resident_fifths.lsoas(code) & resident_fifths.lsoas(query[PART]), block=block)
    if query.get(REST):
        return trace.blocks_of(pack, resident_fifths.lsoas(query[REST]) - resident_fifths.lsoas(code), block=block)
    return None


def _cut_by(code: str) -> str:
    return ENGLAND if code == ENGLAND_CODE else code
