"""The geography of the embedded pack, built once: `python -m geo.build --to data/pack/embedded`.

Lives here: the order of the steps, reading the register, writing areas, lookups, boundaries and context files.
Not here: how anything is computed (`geo.making.tables`, `geo.making.coverage`, `geo.making.wards`, `geo.making.areas`),
the files for the browser (`geo.display`, called last). `--registry` writes the footprints' texts alone, `--shares` the
footprints by the residents that a pack has, `--check` checks a finished pack's.

Same packages and register, same bytes. Everything is computed in EPSG:27700.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from tqdm import tqdm

from data.schema import FOOTPRINT_TYPES, Tier
from geo.boundaries import write_boundaries
from geo.checking.code_record import code_record
from geo.checking.registry_codes import Known, unchecked_members
from geo.checking.registry_cover import registry_faults
from geo.display import LAND_FILE, TOWNS_FILE, display_files
from geo.footprints import Registry
from geo.home_files import write_centres, write_homes, write_postcodes
from geo.homes import centres, homes
from geo.making import land, packages, towns, wards
from geo.making.areas import Parents, area_rows, described_areas, described_footprints
from geo.making.coverage import fitted
from geo.making.police import police_areas
from geo.making.polygons import TIER_TYPES, all_polygons
from geo.making.tables import Sources, Tables, local_lsoas, names_of, postcode_lookup, registry, step, tables
from geo.scopes import lsoa_members, ward_members

HERE = Path(__file__).resolve().parent
REGISTER = HERE / "register"
FACTS = HERE.parent / "data" / "facts"
POPULATION_FILE = "population_mid2015_lsoa11.csv"
CODES_FILE = Path("lookups") / "codes.parquet"
POLICE_FILE = Path("lookups") / "police.parquet"
MSOA_NAMES_FILE = "covid_first_dose_msoa11_norfolk_waveney.csv"


def register_texts() -> dict[str, str]:
    """The reviewed register by file name."""
    files = [path for path in sorted(REGISTER.iterdir()) if path.suffix in (".toml", ".csv")]
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def read_sources(facts: Path) -> Sources:
    """Read packages, register and published tables."""
    texts = register_texts()
    residents = pd.read_csv(facts / POPULATION_FILE, dtype={"lsoa11cd": "str", "area_code": "str"})
    names = pd.read_csv(facts / MSOA_NAMES_FILE, dtype="str")
    return Sources(
        lsoas=packages.lsoa_polygons(),
        nhs=packages.nhs_membership(),
        postcodes=packages.postcode_areas(),
        code_point=packages.code_point(),
        code_list=packages.code_list(),
        register=tomllib.loads(texts["authorities.toml"]),
        texts=texts,
        population=residents.set_index("lsoa11cd")["population_total"].astype("int64"),
        msoa_names=dict(zip(names["area_code"], names["area_name"], strict=True)),
    )


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a table, always the same bytes for the same rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)


def footprint_parts(area_type: str, footprints: list[Mapping], *, membership: pd.DataFrame) -> tuple:
    """Names and members of the footprints that are drawn as one area type."""
    drawn = [f for f in footprints if TIER_TYPES.get(Tier(f["tier"]), f["tier"]) == area_type]
    mine = membership[membership["footprint_id"].isin([f["id"] for f in drawn])]
    members = mine.rename(columns={"footprint_id": "area_code"}).assign(weight=1.0)
    return described_footprints(drawn), members


def all_areas(sources: Sources, known: Tables, *, polygons: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    """`areas.parquet`: the rows of every area type, sorted by type and code."""
    names = names_of(sources, known.hierarchy)
    described = {t: described_areas(part, sources.register) for t, part in names.groupby("area_type")}
    members = {t: lsoa_members(known.hierarchy, t) for t in described}
    for t in FOOTPRINT_TYPES:
        described[t], members[t] = footprint_parts(t, known.document["footprints"], membership=known.membership)
    described["wd25"] = wards.ward_names(polygons["wd25"]["area_code"], sources.code_list)
    members["wd25"] = ward_members(known.weights)
    titles = names[names["area_type"].isin(["lad22", "ctyua21"])].set_index("area_code")["name"].to_dict()
    by_lsoa = known.hierarchy.set_index("lsoa11cd")
    parents = Parents(by_lsoa["lad22cd"], by_lsoa["ctyua21cd"], titles)
    parts = [
        area_rows(t, polygons[t], described=described[t], members=members[t], parents=parents)
        for t in tqdm(sorted(polygons), desc="areas")
    ]
    return pd.concat(parts, ignore_index=True).sort_values(["area_type", "area_code"], ignore_index=True)


def build(pack: Path, facts: Path) -> None:
    """Write areas, lookups, boundaries, context and map files of the embedded pack."""
    sources = step("read packages", read_sources, facts)
    fitted_polygons = step("fit LSOAs together", fitted, sources.lsoas.geometry.to_numpy())
    lsoas = sources.lsoas.set_geometry(gpd.GeoSeries(fitted_polygons, crs=sources.lsoas.crs))
    known = tables(sources, lsoas)
    polygons = all_polygons(lsoas, known)
    for area_type, frame in polygons.items():
        write_boundaries(frame, pack, area_type=area_type)
    write_parquet(all_areas(sources, known, polygons=polygons), pack / "areas.parquet")
    write_parquet(known.lookup, pack / "lookups" / "lsoa11.parquet")
    write_parquet(known.weights, pack / "lookups" / "lsoa11_wd25.parquet")
    write_postcodes(postcode_lookup(known.located, sources.postcodes, lsoas=local_lsoas(known)), pack)
    write_homes(homes(known.located, lsoas=local_lsoas(known)), pack)
    write_centres(centres(known.located), pack)
    write_registry(known.document, known.membership, pack=pack)
    write_reviewed(known.lookup, sources.texts, pack=pack)
    context(sources, pack, england=polygons["ctry"].geometry.iloc[0])
    display_files(pack, gzipped=False)


def write_registry(document: Mapping, membership: pd.DataFrame, *, pack: Path) -> None:
    """Write the footprints and their members."""
    write_parquet(membership, pack / "lookups" / "footprint_lsoa11.parquet")
    path = pack / "footprints" / "footprints.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_reviewed(look: pd.DataFrame, texts: Mapping[str, str], *, pack: Path) -> None:
    """Write what the register lists beside footprints: codes that members may have, police areas."""
    write_parquet(code_record(look, texts), pack / CODES_FILE)
    write_parquet(police_areas(texts["police.toml"], pd.read_parquet(pack / "areas.parquet")), pack / POLICE_FILE)


def rebuild_registry(pack: Path) -> None:
    """Write the footprints anew from the register, upon the lookup that the pack has: for a text that was corrected.

    Raises
    ------
    ValueError
        If a footprint has other members than before: polygons, areas and maps need the whole build then.
    """
    rebuild_shares(pack)
    look = pd.read_parquet(pack / "lookups" / "lsoa11.parquet")
    write_reviewed(look, register_texts(), pack=pack)


def rebuild_shares(pack: Path) -> None:
    """Write the footprints anew with the residents of the pack's lookup, which may be of more areas than before.

    Raises
    ------
    ValueError
        As `rebuild_registry`.
    """
    look = pd.read_parquet(pack / "lookups" / "lsoa11.parquet")
    document, membership = registry(look, register_texts())
    before = pd.read_parquet(pack / "lookups" / "footprint_lsoa11.parquet").astype("str")
    if not before.equals(membership.astype("str")):
        raise ValueError("footprints have other members than in the pack: run the whole build (--to alone)")
    write_registry(document, membership, pack=pack)


def checked_registry(pack: Path) -> tuple[str, ...]:
    """Check the footprints of a finished pack against its own lists; what could not be checked, in words.

    Raises
    ------
    ValueError
        With every fault of the registry.
    """
    document = json.loads((pack / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    footprints = list(Registry.from_document(document))
    look = pd.read_parquet(pack / "lookups" / "lsoa11.parquet")
    codes = pd.read_parquet(pack / CODES_FILE) if (pack / CODES_FILE).is_file() else None
    membership = pd.read_parquet(pack / "lookups" / "footprint_lsoa11.parquet")
    if faults := registry_faults(footprints, membership, lookup=look, codes=codes):
        raise ValueError("\n".join(map(str, faults)))
    return unchecked_members(footprints, Known.of(look, codes))


def context(sources: Sources, pack: Path, *, england: shapely.Geometry) -> None:
    """Write land and towns, which maps show about the areas."""
    scotland = step("read Scotland", packages.scotland_output_areas)
    shapes = step("land", land.countries, england, packages.wales_polygon().union_all(), scotland=scotland.to_numpy())
    folder = pack / LAND_FILE.parent
    folder.mkdir(parents=True, exist_ok=True)
    shapes.to_parquet(pack / LAND_FILE, index=False, compression="zstd", compression_level=19)
    listed = towns.listed_towns(tomllib.loads(sources.texts["towns.toml"]))
    write_parquet(towns.town_points(listed, sources.code_point), pack / TOWNS_FILE)


def main(arguments: list[str] | None = None) -> int:
    """Command line: `python -m geo.build --to data/pack/embedded`; ends by saying what could not be checked."""
    parser = argparse.ArgumentParser(description="Build the geography of the embedded pack from installed packages.")
    parser.add_argument("--to", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--facts", type=Path, default=FACTS, help="folder of the published tables")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--registry", action="store_true", help="only the footprints' texts, upon the pack that is there")
    only.add_argument("--shares", action="store_true", help="only the footprints, with the residents of the pack")
    only.add_argument("--check", action="store_true", help="only check the footprints of the pack that is there")
    options = parser.parse_args(arguments)
    if options.registry:
        rebuild_registry(options.to)
    elif options.shares:
        rebuild_shares(options.to)
    elif not options.check:
        build(options.to, options.facts)
    try:
        print("\n".join(f"footprints: {line}" for line in checked_registry(options.to)))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":  # pragma: no cover
    raise SystemExit(main())
