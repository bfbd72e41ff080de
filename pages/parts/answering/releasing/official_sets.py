"""Official areas and footprints of the register as sets of building blocks: what anybody may ask for.

Lives here: those sets for the opened pack, kept for the process. Not here: any count (`own_ledger`, `protected`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from equity.release.ledger import Told
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.members import COUNTY_TYPE
from pages.parts.answering.own import own_areas


@lru_cache(maxsize=16)  # a kind of area each: a board asks for five and more in turn
def codes(block: str) -> tuple[str, ...]:
    """Codes of every building block, sorted."""
    return tuple(sorted(own_areas.blocks(block)["block"].unique()))


def whole_blocks(own: OwnFootprint, block: str) -> frozenset[str] | None:
    """The blocks a footprint is made of; None if it cuts one."""
    shares, table = own_areas.shares(own), own_areas.touched(block, own)
    inside = table["lsoa"].map(shares.set_index("lsoa")["weight"]).fillna(0.0) * table.get("weight", 1.0)
    per_block = inside.groupby(table["block"]).agg(["min", "max"])
    cut = (per_block["max"] > 0) & ~np.isclose(per_block["min"], 1.0)
    return None if cut.any() else frozenset(per_block.index[per_block["max"] > 0])


def county_parts(members: frozenset[str], block: str) -> list[frozenset[str]] | None:
    """A footprint's blocks by county; None if a county's border cuts one, [] if all lie in one county."""
    found = _by_county(members, block)
    if found is None:
        return None
    return list(found.values()) if len(found) > 1 else []


def _by_county(members: frozenset[str], block: str) -> dict[str, frozenset[str]] | None:
    county = areas(block)[COUNTY_TYPE].reindex(sorted(members)) if COUNTY_TYPE in areas(block) else None
    if county is None or county.isna().any():
        return None
    return {str(code): frozenset(inside) for code, inside in county.groupby(county).groups.items()}


@lru_cache(maxsize=4)
def registered(block: str) -> tuple[Told, ...]:
    """Every footprint of the register and its parts by county: they are shown to anybody."""
    found, registry = [], opened_pack.registry()
    for (code, county), inside in register_sets(block).items():
        name = registry[code].short_name
        words, kind = (f"a part of {name}", "part") if county else (name, str(registry[code].tier))
        found.append(Told(words, inside, kind=kind))
    return tuple(found)


@lru_cache(maxsize=4)
def register_sets(block: str) -> dict[tuple[str, str], frozenset[str]]:
    """Blocks of every footprint of the register that cuts none ("" as county), and of its parts by county."""
    found, whole = {}, _whole_of_register(block)
    for footprint in opened_pack.registry():
        if inside := whole.get(footprint.id):
            found[footprint.id, ""] = inside
            parts = _by_county(inside, block) or {}
            found |= {(footprint.id, code): part for code, part in parts.items() if len(parts) > 1}
    return found


@lru_cache(maxsize=4)
def parents(block: str) -> pd.DataFrame:
    """What holds blocks whole and has a total that is shown somewhere: a column per kind of area and per footprint.

    A cell is the area's code, or of a footprint `total_name`.
    """
    columns = {
        (name := total_name(*key)): pd.Series(name, index=sorted(inside))
        for key, inside in register_sets(block).items()
    }
    found = areas(block)
    return pd.concat([found, pd.DataFrame(columns, index=found.index)], axis=1)


def total_name(code: str, county: str = "") -> str:
    """What the total of a footprint, or of its part in a county, is called among parents."""
    return f"{code} in {county}" if county else code


def _whole_of_register(block: str) -> dict[str, frozenset[str]]:
    """`whole_blocks` of every footprint of the register that cuts none, in one pass where LSOAs are not shared out."""
    table, members = own_areas.blocks(block), opened_pack.pack().lookup("footprint_lsoa11")
    if "weight" in table:
        each = ((one.id, whole_blocks(own_areas.registered(one.id), block)) for one in opened_pack.registry())
        return {name: inside for name, inside in each if inside}
    held = members.merge(table, left_on="lsoa11cd", right_on="lsoa").groupby(["footprint_id", "block"]).size()
    size = table.groupby("block").size().reindex(held.index.get_level_values("block")).to_numpy()
    cut = set(held.index.get_level_values("footprint_id")[held.to_numpy() < size])
    inside = held.reset_index().groupby("footprint_id")["block"]
    return {str(name): frozenset(codes) for name, codes in inside if name not in cut}


@lru_cache(maxsize=4)
def areas(block: str) -> pd.DataFrame:
    """Code of the area of every kind that holds a block whole; missing where none does."""
    lsoas = own_areas.blocks(block).set_index("block")["lsoa"]
    kinds = {kind: _areas_of(lsoas, kind) for kind in own_areas.types() if kind not in ("lsoa11", block)}
    return pd.DataFrame(kinds, index=pd.Index(codes(block)))


def _areas_of(lsoas: pd.Series, kind: str) -> pd.Series:
    table = own_areas.blocks(kind)
    area = lsoas.map(table[~table["lsoa"].duplicated(keep=False)].set_index("lsoa")["block"])
    grouped = area.groupby(level=0)
    return grouped.first().where((grouped.nunique() == 1) & (grouped.count() == grouped.size()))


@lru_cache(maxsize=4)
def names(block: str) -> dict[str, str]:
    """Name of every block and of every area that holds some."""
    return {
        code: str(name) for kind in (*areas(block), block) for code, name in own_areas.described(kind)["name"].items()
    }
