"""Where a number is from: file, row, checksum, licence and method.

    python -m data.trace <indicator> <area> <period> [--pack <folder>] [--sex ..] [--age ..] [--category ..]

Lives here: finding the rows behind an observation, or behind the areas a sum is made of. No number is read or told, so
nothing here can give a small one away. Not here: writing the record of rows (`data.lineage`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.adding.merged import with_own
from data.catalogue import Source, read_toml
from data.pack import Pack, open_pack
from data.snapshots.places import opened
from data.trace_record import NO_RECORD, Place, Trace
from data.validation import FileFaults

COUNTRY = "E92000001"  # England: every area
BLOCKS = ("lsoa11", "msoa11", "lad22", "lsoa21", "msoa21")
EMBEDDED = Path(__file__).parent / "pack" / "embedded"


def trace(pack: Pack, indicator_id: str, *, area: str, period: str, where: Mapping[str, str] | None = None) -> Trace:
    """Where the figure of an area and a period is from.

    Parameters
    ----------
    pack : Pack
        The opened pack.
    indicator_id : str
        Id of the measure.
    area, period : str
        Code of the area (or id of a footprint) and period.
    where : mapping, optional
        `sex`, `age`, `category`, the measure's default where absent; `area_type`, where a code has several.

    Raises
    ------
    LookupError
        In words, if the pack has no such measure, or neither a figure of the area nor of anything inside it.
    """
    indicator = pack.indicators.get(indicator_id)
    if indicator is None:
        raise LookupError(f"there is no measure {indicator_id} in this pack")
    usual = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
    group = {**usual, **{name: value for name, value in (where or {}).items() if value}}
    found = pack.store.traced(indicator_id, area_code=area, period=period, **group)
    if len(found):
        places = _places(found.iloc[:1])
        return _told(Trace(indicator_id, area, period, _source(pack, indicator_id, places), places))
    blocks = members(pack, area, block=counted_by(pack, indicator_id, period=period))
    if not blocks:
        raise LookupError(f"there is no figure of {indicator_id} for {area} in {period}, and none of areas inside it")
    group.pop("area_type", None)
    return replace(of_members(pack, indicator_id, codes=blocks, period=period, where=group), area=area)


def of_members(pack: Pack, indicator_id: str, *, codes: Sequence[str], period: str, where: Mapping[str, str]) -> Trace:
    """The rows behind a sum over areas of the kind that the measure is counted by.

    Raises
    ------
    LookupError
        If none of them has a figure.
    """
    rows = pack.store.traced(
        indicator_id, area_type=counted_by(pack, indicator_id, period=period), period=period, **where
    )
    rows = rows[rows["area_code"].isin(set(codes))]
    if rows.empty:
        raise LookupError(f"there is no figure of {indicator_id} for areas of this footprint in {period}")
    places = _places(rows)
    source = _source(pack, indicator_id, places)
    told = Trace(indicator_id, "", period, source, places, len(rows), without=len(set(codes)) - len(rows))
    return _told(told)


def counted_by(pack: Pack, indicator_id: str, *, period: str = "") -> str:
    """The kind of area that a measure's larger figures are made from in a period.

    Its building block, else its smallest areas, else the councils of the period.
    """
    block, held = pack.indicators[indicator_id].building_block, pack.store.area_types(indicator_id)
    councils = [kind for kind in sorted(held, reverse=True) if kind.startswith("ctyua")]
    found = [kind for kind in (*BLOCKS, *councils) if kind in held]
    there = [kind for kind in found if not period or period in pack.store.periods(indicator_id, kind)]
    return block or next(iter(there), "")


def members(pack: Pack, area: str, *, block: str) -> tuple[str, ...]:
    """Codes of the areas of kind `block` of which a footprint or larger area has a part, by its small areas."""
    lsoas, footprints = pack.lookup("lsoa11"), pack.lookup("footprint_lsoa11")
    inside = set(footprints.loc[footprints["footprint_id"] == area, "lsoa11cd"])
    if not inside and area == COUNTRY:
        inside = set(lsoas["lsoa11cd"])
    elif not inside:
        columns = [name for name in lsoas.columns if name.endswith("cd") and name != "lsoa11cd"]
        inside = {code for name in columns for code in lsoas.loc[lsoas[name] == area, "lsoa11cd"]}
    return blocks_of(pack, inside, block=block)


def blocks_of(pack: Pack, small: Collection[str], *, block: str) -> tuple[str, ...]:
    """Codes of the areas of kind `block` that have a part of these LSOAs of 2011."""
    lsoas, column = pack.lookup("lsoa11"), f"{block}cd"
    if block.endswith("21") and pack.has_lookup("lsoa11_lsoa21"):  # areas of 2021 lie over those of 2011
        both = pack.lookup("lsoa11_lsoa21")
        later = set(both.loc[both["lsoa11cd"].isin(set(small)), "lsoa21cd"].dropna())
        lsoas = pack.lookup("lsoa21")
        inside = lsoas[lsoas["lsoa21cd"].isin(later)]
        return tuple(sorted(set(inside[column].dropna()))) if column in lsoas else ()
    if column not in lsoas:
        return ()
    return tuple(sorted(set(lsoas.loc[lsoas["lsoa11cd"].isin(set(small)), column].dropna())))


def _source(pack: Pack, indicator_id: str, places: Sequence[Place]) -> Source:
    """The source that has the file of the rows; the measure's own where none is named, or it has it too."""
    own = pack.sources[pack.indicators[indicator_id].source]
    files = {place.file for place in places if place.file}
    having = [one for one in (own, *pack.sources.values()) if files & set(one.file.split("; "))]
    return having[0] if having else own


def _told(found: Trace) -> Trace:
    """With the words of how its source is read."""
    words = _readings().get(found.source.id, {})
    bare = any(place.row is None for place in found.places)
    which = words.get("rows", NO_RECORD if bare else "").format(area=found.area or "each area") if bare else ""
    return replace(found, which=which, method=words.get("method", ""))


def _places(rows: pd.DataFrame) -> tuple[Place, ...]:
    return tuple(
        Place(
            *(str(getattr(one, name)) for name in ("area_code", "period", "sex", "age", "category", "status", "note")),
            str(one.source_file),
            None if pd.isna(one.source_row) else int(one.source_row),
            str(one.source_more),
        )
        for one in rows.itertuples()
    )


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, Mapping[str, str]]:
    return read_toml(Path(__file__).with_name("lineage.toml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: print where a number is from; 1 if it is not there."""
    parser = argparse.ArgumentParser(prog="python -m data.trace", description=__doc__.splitlines()[0])
    for name, words in (("indicator", "id of the measure"), ("area", "code of the area"), ("period", "as stored")):
        parser.add_argument(name, help=words)
    for name in ("sex", "age", "category"):
        parser.add_argument(f"--{name}", default="", help="the measure's usual one, if not given")
    usual = os.environ.get("PACK") or EMBEDDED
    parser.add_argument("--pack", type=Path, default=usual, help="folder of the pack, or a root of snapshots")
    given = parser.parse_args(arguments)
    where = {name: getattr(given, name) for name in ("sex", "age", "category")}
    try:
        pack = with_own(open_pack(opened(given.pack))).pack
        found = trace(pack, given.indicator, area=given.area, period=given.period, where=where)
    except (FileFaults, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(found.words()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
