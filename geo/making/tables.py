"""What is known of every LSOA before anything is drawn: larger areas, wards, footprints, postcodes.

Lives here: what the build reads, as frames and texts, and the tables made of it. Not here: reading and writing files
(`geo.build`), polygons (`geo.making.coverage`), how each part is computed (`geo.making.hierarchy`, `geo.making.wards`,
`geo.systems`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from tqdm import tqdm

from data.schema import Tier
from geo.checking.code_record import code_record
from geo.checking.registry_cover import registry_faults
from geo.footprints import Registry
from geo.making import wards
from geo.making.hierarchy import area_names, lsoa_table
from geo.systems import footprint_membership, register_files, registry_document

LOOKUP_COLUMNS = [
    *("lsoa11cd", "lsoa11nm", "msoa11cd", "lad11cd", "lad22cd", "ctyua18cd", "ctyua19cd", "ctyua21cd", "ctyua23cd"),
    *("sicbl22cd", "icb22cd", "wd25cd", "wd25_share", "postcodes", "population"),
]


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
    document, membership = registry(look, sources.texts)
    return Tables(located, weights, hierarchy, look, document, membership)


def registry(look: pd.DataFrame, texts: Mapping[str, str]) -> tuple[Mapping, pd.DataFrame]:
    """`footprints.json` and `lookups/footprint_lsoa11.parquet` from the register's texts and the LSOA lookup.

    Raises
    ------
    ValueError
        With every fault of the register: file, footprint, field and the first five values.
    """
    document, membership = registry_document(look, texts), footprint_membership(look, texts)
    listed, codes = list(Registry.from_document(document)), code_record(look, texts)
    faults = registry_faults(listed, membership, lookup=look, codes=codes)
    if faults:
        files = register_files(texts)
        raise ValueError("\n".join(f"{files.get(fault.footprint, 'register')}: {fault}" for fault in faults))
    return document, membership


def postcode_lookup(located: pd.DataFrame, listed: pd.DataFrame, *, lsoas: Collection[str]) -> pd.DataFrame:
    """`lookups/postcodes.parquet`: postcodes, live or ended, of the LSOAs given: postcode (no space), lsoa11cd; sorted.

    Parameters
    ----------
    located : DataFrame
        Code-Point Open's postcodes with the LSOA they lie in: for those made since the list.
    listed : DataFrame
        The ONS list: postcode, lsoa11cd.
    """
    columns = ["postcode", "lsoa11cd"]
    every = pd.concat([listed[columns], located[columns]], ignore_index=True).drop_duplicates("postcode")
    return every[every["lsoa11cd"].isin(set(lsoas))].sort_values("postcode", ignore_index=True)


def local_lsoas(known: Tables) -> set[str]:
    """LSOAs of any place, catchment or neighbourhood."""
    local = {f["id"] for f in known.document["footprints"] if f["tier"] != Tier.SYSTEM}
    return set(known.membership.loc[known.membership["footprint_id"].isin(local), "lsoa11cd"])


def step(label: str, function, *arguments, **options):
    """Run one step of the build and show how long it takes."""
    with tqdm(total=1, desc=label) as bar:
        result = function(*arguments, **options)
        bar.update()
    return result
