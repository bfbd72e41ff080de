"""Whereabouts: what an official code of any year names, and where its area is on a date.

Lives here: codes of districts, authorities, sub-ICB locations, boards and wards, their end, and the areas or systems
that hold their small areas now, with shares. Not here: codes of footprints (`geo.footprints`), the notice for those
(`geo.lineage`), reading files.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.footprints import Registry
from geo.lineage import BASIS_WORDS, WHOLE, Share, day_in_words, holds, in_words, percent_words

KINDS = {
    "lad11": "a district",
    "lad22": "a district",
    "ctyua18": "an upper-tier authority",
    "ctyua19": "an upper-tier authority",
    "ctyua21": "an upper-tier authority",
    "ctyua23": "an upper-tier authority",
    "sicbl22": "a sub-ICB location",
    "icb22": "an integrated care board of July 2022",
    "msoa11": "an MSOA",
    "wd25": "a ward",
    "lsoa11": "an LSOA",
}
# Who holds the area of a district or authority on another day: the district of that day, else the authority above.
COUNCILS = ("lad22", "ctyua23")
EARLIER_COUNCILS = ("lad11", "lad22", "ctyua23")


@dataclass(frozen=True)
class Whereabouts:
    """What a code names and where its area is on the date asked for.

    Attributes
    ----------
    name, kind, area_type : str
    valid_to : str
        Its last day, "" while it is open.
    councils, systems : tuple of Share
        Areas and footprints that hold it on the date, the largest share first; `id` is a code or a footprint's id.
    """

    code: str
    name: str
    kind: str
    area_type: str
    valid_to: str
    councils: tuple[Share, ...]
    systems: tuple[Share, ...]


def whereabouts(
    code: str, *, on: str, registry: Registry, areas: pd.DataFrame, lookups: tuple[pd.DataFrame, pd.DataFrame]
) -> Whereabouts | None:
    """What an official code names and where its area is on a date; None for a code that no vintage has.

    Parameters
    ----------
    code : str
        Of any year; case and blanks around it do not matter.
    on : str
        ISO date.
    registry : Registry
    areas : DataFrame
        `schema.AREA_COLUMNS`.
    lookups : pair of DataFrame
        The pack's `lsoa11` (one row per LSOA) and `footprint_lsoa11`.
    """
    table, footprints = lookups
    wanted = code.strip().upper()
    rows = areas[(areas["area_code"] == wanted) & areas["area_type"].isin(list(KINDS))]
    rows = rows[[f"{kind}cd" in table for kind in rows["area_type"]]]
    if rows.empty:
        return None
    row = rows.iloc[-1]  # sorted by type: of a code with several extents the newest
    inside = table[table[f"{row['area_type']}cd"] == wanted]
    systems = {f.id for f in registry.of_tier("system", on)}
    over = footprints[footprints["footprint_id"].isin(systems)].set_index("lsoa11cd")["footprint_id"]
    there = holds(row["valid_from"], row["valid_to"], on=on)
    councils = () if there else _shares(_council(inside, areas, on=on, early=on < row["valid_from"]), inside)
    return Whereabouts(
        wanted,
        str(row["name"]),
        KINDS[row["area_type"]],
        str(row["area_type"]),
        str(row["valid_to"]),
        councils,
        _shares(inside["lsoa11cd"].map(over), inside),
    )


def area_notice(found: Whereabouts, *, on: str, registry: Registry, areas: pd.DataFrame) -> str:
    """What to tell a reader who asks for an area by a code of another kind or year."""
    names = areas.drop_duplicates("area_code", keep="last").set_index("area_code")["name"]
    if not found.councils:
        fact = f"{found.name} ({found.code}) is {found.kind}."
        return f"{fact} {_systems_words(found, registry, on)}".strip()
    verb = "ended" if found.valid_to and found.valid_to < on else "did not exist yet"
    when = f" on {day_in_words(found.valid_to)}" if verb == "ended" else ""
    whose = in_words(f"{names[share.id]} ({percent_words(share.share)})" for share in found.councils)
    fact = f"{found.name} ({found.code}), {found.kind}, {verb}{when}."
    basis = "" if found.councils[0].share >= WHOLE else BASIS_WORDS[found.councils[0].basis]
    return f"{fact} On {day_in_words(on)} its area is in {whose}{basis}. {_systems_words(found, registry, on)}".strip()


def _systems_words(found: Whereabouts, registry: Registry, on: str) -> str:
    if not found.systems:
        return ""
    parts = in_words(f"{registry[share.id].short_name} ({percent_words(share.share)})" for share in found.systems)
    return f"{'System' if len(found.systems) == 1 else 'Systems'} on {day_in_words(on)}: {parts}."


def _council(inside: pd.DataFrame, areas: pd.DataFrame, *, on: str, early: bool) -> pd.Series:
    """For each LSOA the council that holds it on the date."""
    held = pd.Series(pd.NA, index=inside.index, dtype="object")
    for kind in EARLIER_COUNCILS if early else COUNCILS:
        known = areas[areas["area_type"] == kind]
        dates = zip(known["valid_from"], known["valid_to"], strict=True)
        valid = set(known.loc[[holds(first, last, on=on) for first, last in dates], "area_code"])
        column = inside[f"{kind}cd"]
        held = held.where(held.notna(), column.where(column.isin(valid)))
    return held


def _shares(groups: pd.Series, inside: pd.DataFrame) -> tuple[Share, ...]:
    """Share of the area in each group, by residents where every LSOA has them, else by number of LSOAs."""
    known = "population" in inside and bool(inside["population"].notna().all())
    size = inside["population"].astype(float) if known else pd.Series(1.0, index=inside.index)
    sums = size.groupby(groups).sum() / size.sum()
    basis = "population" if known else "lsoa"
    found = [Share(str(code), float(share), basis) for code, share in sums.items()]
    return tuple(sorted(found, key=lambda share: (-share.share, share.id)))
