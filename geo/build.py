"""The geography of the embedded pack, built once: `python -m geo.build --to data/pack/embedded`.

Lives here: the order of the steps, reading the register, writing areas, lookups, boundaries and context files.
Not here: how anything is computed (`geo.coverage`, `geo.hierarchy`, `geo.wards`, `geo.systems`, `geo.areas`), the
files for the browser (`geo.display`, called last).

Same packages and register, same bytes. Everything is computed in EPSG:27700.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from tqdm import tqdm

from data.schema import FOOTPRINT_TYPES, Tier
from geo import land, packages, towns, wards
from geo.areas import Parents, area_rows, described_areas, described_footprints
from geo.boundaries import write_boundaries
from geo.coverage import dissolved, fitted, unions
from geo.display import LAND_FILE, TOWNS_FILE, display_files
from geo.hierarchy import area_names, lsoa_table
from geo.scopes import lsoa_members, ward_members
from geo.systems import footprint_membership, registry_document

HERE = Path(__file__).resolve().parent
REGISTER = HERE / "register"
FACTS = HERE.parent / "data" / "facts"
LEVELS = ("msoa11", "lad11", "lad22", "ctyua18", "ctyua19", "ctyua21", "ctyua23", "sicbl22", "icb22", "rgn", "ctry")
LOOKUP_COLUMNS = [
    *("lsoa11cd", "lsoa11nm", "msoa11cd", "lad11cd", "lad22cd", "ctyua18cd", "ctyua19cd", "ctyua21cd", "ctyua23cd"),
    *("sicbl22cd", "icb22cd", "wd25cd", "wd25_share", "postcodes", "population"),
]
TIER_TYPES = {Tier.CATCHMENT: "place"}  # a hospital's catchment is drawn with the places
POPULATION_FILE = "population_mid2015_lsoa11.csv"
MSOA_NAMES_FILE = "covid_first_dose_msoa11_norfolk_waveney.csv"


@dataclass(frozen=True)
class Sources:
    """Everything the build reads, as frames and texts."""

    lsoas: gpd.GeoDataFrame
    nhs: pd.DataFrame
    postcodes: pd.DataFrame
    code_point: pd.DataFrame
    code_list: Mapping[str, str]
    register: Mapping  # authorities.toml
    texts: Mapping[str, str]  # the footprints' register
    population: pd.Series  # residents by lsoa11cd, where known
    msoa_names: Mapping[str, str]  # House of Commons names, where known


def read_sources(facts: Path) -> Sources:
    """Read packages, register and published tables."""
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(REGISTER.iterdir())
        if path.suffix in (".toml", ".csv")
    }
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
        population=population(residents),
        msoa_names=dict(zip(names["area_code"], names["area_name"], strict=True)),
    )


def population(residents: pd.DataFrame) -> pd.Series:
    """Residents by LSOA from the mid-2015 table."""
    return residents.set_index("lsoa11cd")["population_total"].astype("int64")


def lookup(sources: Sources, table: pd.DataFrame, *, fit: pd.DataFrame) -> pd.DataFrame:
    """`lookups/lsoa11.parquet`: one row per LSOA with its larger areas, best-fit ward, postcodes and residents."""
    out = table.merge(fit, on="lsoa11cd", how="left", validate="one_to_one")
    out["postcodes"] = out["postcodes"].astype("Int64")
    out["population"] = out["lsoa11cd"].map(sources.population).astype("Int64")
    return out[LOOKUP_COLUMNS].sort_values("lsoa11cd", ignore_index=True)


def names_of(sources: Sources, table: pd.DataFrame) -> pd.DataFrame:
    """Names of all administrative and NHS areas: area_type, area_code, name."""
    listed, nhs = sources.postcodes, sources.nhs
    known = {
        "msoa11": {**pairs(listed, "msoa11cd", name="msoa11nm"), **sources.msoa_names},
        "lad22": pairs(listed, "lad22cd", name="lad22nm"),
        "upper": sources.code_list,
        "sicbl22": pairs(nhs, "sicbl22cd", name="sicbl22nm"),
        "icb22": pairs(nhs, "icb22cd", name="icb22nm"),
    }
    return area_names(table, sources=known, register=sources.register)


def pairs(frame: pd.DataFrame, code: str, *, name: str) -> dict[str, str]:
    """Names by code."""
    once = frame.drop_duplicates(code)
    return dict(zip(once[code], once[name], strict=True))


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a table, always the same bytes for the same rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)


def administrative(lsoas: gpd.GeoDataFrame, table: pd.DataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Polygons of every administrative and NHS level, dissolved from the LSOAs: area_code, geometry by area type."""
    out = {"lsoa11": lsoas.rename(columns={"lsoa11cd": "area_code"})[["area_code", "geometry"]]}
    for area_type in tqdm(LEVELS, desc="dissolve"):
        out[area_type] = dissolved(lsoas.geometry, table[f"{area_type}cd"])
    return out


def footprint_polygons(lsoas: gpd.GeoDataFrame, membership: pd.DataFrame, *, footprints: list[Mapping]) -> dict:
    """Polygons of systems, places and neighbourhoods by area type."""
    ground = lsoas.set_index("lsoa11cd").geometry
    types = {f["id"]: TIER_TYPES.get(Tier(f["tier"]), f["tier"]) for f in footprints}
    kinds = membership["footprint_id"].map(types)
    return {t: unions(ground, membership[kinds == t]) for t in tqdm(FOOTPRINT_TYPES, desc="footprints")}


def footprint_parts(area_type: str, footprints: list[Mapping], *, membership: pd.DataFrame) -> tuple:
    """Names and members of the footprints that are drawn as one area type."""
    drawn = [f for f in footprints if TIER_TYPES.get(Tier(f["tier"]), f["tier"]) == area_type]
    mine = membership[membership["footprint_id"].isin([f["id"] for f in drawn])]
    members = mine.rename(columns={"footprint_id": "area_code"}).assign(weight=1.0)
    return described_footprints(drawn), members


@dataclass(frozen=True)
class Tables:
    """What is known of every LSOA before anything is drawn."""

    located: pd.DataFrame  # postcodes with ward and LSOA
    weights: pd.DataFrame  # lookups/lsoa11_wd25.parquet
    hierarchy: pd.DataFrame  # larger areas of every LSOA
    lookup: pd.DataFrame  # lookups/lsoa11.parquet
    document: Mapping  # footprints.json
    membership: pd.DataFrame  # lookups/footprint_lsoa11.parquet


def tables(sources: Sources, lsoas: gpd.GeoDataFrame) -> Tables:
    """Larger areas, wards and footprints of every LSOA."""
    located = step("locate postcodes", wards.located, sources.code_point, sources.postcodes, lsoas=lsoas)
    weights = wards.weights(located)
    current = sources.code_point[["postcode", "county", "district"]]
    listed = sources.postcodes.merge(current, on="postcode", how="left")
    hierarchy = step("larger areas", lsoa_table, lsoas, listed, nhs=sources.nhs, register=sources.register)
    look = lookup(sources, hierarchy, fit=wards.best_fit_ward(weights))
    document = registry_document(look, sources.texts)
    return Tables(located, weights, hierarchy, look, document, footprint_membership(look, sources.texts))


def all_polygons(lsoas: gpd.GeoDataFrame, known: Tables) -> dict[str, gpd.GeoDataFrame]:
    """Polygons of every area type: area_code, geometry."""
    out = administrative(lsoas, known.hierarchy)
    out |= footprint_polygons(lsoas, known.membership, footprints=known.document["footprints"])
    return out | {"wd25": wards.ward_polygons(lsoas, known.located)}


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
    write_parquet(known.membership, pack / "lookups" / "footprint_lsoa11.parquet")
    registry = pack / "footprints" / "footprints.json"
    registry.parent.mkdir(parents=True, exist_ok=True)
    registry.write_text(json.dumps(known.document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    context(sources, pack, england=polygons["ctry"].geometry.iloc[0])
    display_files(pack, gzipped=False)


def context(sources: Sources, pack: Path, *, england: shapely.Geometry) -> None:
    """Write land and towns, which maps show about the areas."""
    scotland = step("read Scotland", packages.scotland_output_areas)
    shapes = step("land", land.countries, england, packages.wales_polygon().union_all(), scotland=scotland.to_numpy())
    folder = pack / LAND_FILE.parent
    folder.mkdir(parents=True, exist_ok=True)
    shapes.to_parquet(pack / LAND_FILE, index=False, compression="zstd", compression_level=19)
    listed = towns.listed_towns(tomllib.loads(sources.texts["towns.toml"]))
    write_parquet(towns.town_points(listed, sources.code_point), pack / TOWNS_FILE)


def step(label: str, function, *arguments, **options):
    """Run one step of the build and show how long it takes."""
    with tqdm(total=1, desc=label) as bar:
        result = function(*arguments, **options)
        bar.update()
    return result


def main(arguments: list[str] | None = None) -> None:
    """Command line: `python -m geo.build --to data/pack/embedded`."""
    parser = argparse.ArgumentParser(description="Build the geography of the embedded pack from installed packages.")
    parser.add_argument("--to", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--facts", type=Path, default=FACTS, help="folder of the published tables")
    options = parser.parse_args(arguments)
    build(options.to, options.facts)


if __name__ == "__main__":  # pragma: no cover
    main()
