"""ONS through Nomis: mid-year residents of LSOA 2021 by single year of age (NM_2014_1), newest year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.fetching.nomis import Table
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.ons_population import AGES
from data.sources.sheets import checked_table
from data.sources.source import OGL, Imported
from data.writing import observations_frame

HOST = "www.nomisweb.co.uk"
KEY = ("DATE_NAME", "GEOGRAPHY_CODE", "C_AGE_NAME")
ADDRESS = (
    f"https://{HOST}/api/v01/dataset/NM_2014_1.data.csv?geography=TYPE151&date=latest&gender=0&c_age=101...191"
    "&measures=20100&select=date_name,geography_code,c_age_name,obs_value,record_offset,record_count"
)
OURS = "population_lsoa21"
YEARS = re.compile(r"^(?:Age )?(?:Aged )?(\d{1,3})(?:\+| and over)?$")


def residents(path: str | Path) -> Imported:
    """Residents by broad age from a Nomis table of single years of age: date, area, age, value.

    Raises
    ------
    FileFaults
        With every fault: missing columns, codes that are no LSOA, ages that are no years, an area that lacks an age.
    """
    door, raw = checked_table(path, [*KEY, "OBS_VALUE"])
    codes, ages = text_cells(raw["GEOGRAPHY_CODE"]), text_cells(raw["C_AGE_NAME"])
    door.check(~codes.str.match(r"^[EW]01\d{6}$"), raw["GEOGRAPHY_CODE"], message="not the code of an LSOA")
    years = ages.str.extract(YEARS)[0]
    door.check(years.isna(), raw["C_AGE_NAME"], message="not a year of age")
    dates = text_cells(raw["DATE_NAME"])
    door.check(~dates.str.match(r"^20\d\d$"), raw["DATE_NAME"], message="not a year")
    people, _ = measured(door, raw["OBS_VALUE"])
    door.check(people.lt(0).fillna(True), raw["OBS_VALUE"], message="not a count")
    door.unique(raw, list(KEY))
    door.close()
    frame = pd.DataFrame({"area_code": codes, "period": dates, "years": years.astype(int), "people": people})
    counts = frame.groupby(["area_code", "period"])["years"].nunique()
    if (counts != counts.max()).any() or counts.max() < 86:
        door.refuse("an area lacks a year of age", values=counts[counts != counts.max()].index[:5].tolist() or ["all"])
    door.close()
    bands = {word: frame["years"].between(low, high) for word, (low, high) in AGES.items()}
    bands["all"] = pd.Series(True, index=frame.index)
    parts = [
        frame[where].groupby(["area_code", "period"], as_index=False)["people"].sum().assign(age=word)
        for word, where in bands.items()
    ]
    rows = pd.concat(parts, ignore_index=True).rename(columns={"people": "numerator"})
    rows = rows.assign(indicator_id=OURS, area_type="lsoa21", status=Status.OK.value)
    return Imported(rows[rows["area_code"].str.startswith("E")].reset_index(drop=True))


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """Residents of the LSOAs 2021 that the pack has."""
    areas = pack.areas.loc[pack.areas["area_type"] == "lsoa21", "area_code"]
    if not len(areas):
        return Fed(unused="this pack has no LSOA 2021, so nothing of it can be shown.")
    done = residents(paths[0])
    known = done.frame["area_code"].isin(areas)
    lost = done.frame.loc[~known, "area_code"].nunique()
    report = (f"{lost:,} areas that are not in the pack left out",) if lost else ()
    return Fed(observations_frame(done.frame[known]), report=(*done.report, *report))


SOURCES = (
    LiveSource(
        id="small_area_population",
        publisher="Office for National Statistics",
        title="Population estimates, small areas, by single year of age (Nomis NM_2014_1)",
        url="https://www.nomisweb.co.uk/datasets/pestsyoaoa2021",
        licence=OGL,
        cadence="every year, in autumn",
        every=12,
        vintage="lsoa21",
        hosts=frozenset({HOST}),
        remotes=(Table(ADDRESS, "nomis_lsoa21_ages.csv", KEY, "Residents by year of age"),),
        read=read,
        feeds=(OURS,),
    ),
)
