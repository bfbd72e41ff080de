"""ONS, Health Index for England 2015-2021: underlying indicators by district, the index and its domains by board.

Lives here: one index per indicator. Not here: units; the file of districts has none, so nothing is labelled as a rate
or a per cent.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.lineage import placed
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.fingertips_words import slug
from data.sources.sheets import checked_table
from data.sources.source import OGL, Imported, Publication

NEEDED = ["ltla21_code", "year", "indicator", "value"]
# Districts keep their codes from April 2021 to March 2023, so those of 2021 are those of lad22.
AREA_TYPE = "lad22"
SYSTEM_TYPE = "icb22"  # the boards of July 2022
SCORES = {  # heading -> indicator; England in 2015 is 100, higher is healthier
    "overall_score": "health_index_overall",
    "healthy_people_domain": "health_index_healthy_people",
    "healthy_lives_domain": "health_index_healthy_lives",
    "healthy_places_domain": "health_index_healthy_places",
}


def health_index(path: str | Path) -> Imported:
    """Every indicator of the index by district and year as observations.

    Returns
    -------
    Imported
        `indicator_id` "health_index_<name>", `value` in the publisher's unknown unit.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    door, raw = checked_table(path, NEEDED)
    codes, year = text_cells(raw["ltla21_code"]), text_cells(raw["year"])
    door.check(~codes.str.match(r"^E0[6-9]\d{6}$"), codes, message="not the code of a district")
    door.check(~year.str.match(r"^20\d\d$"), raw["year"], message="not a year")
    door.check(raw["indicator"].str.strip() == "", raw["indicator"], message="an indicator without a name")
    door.unique(raw, ["ltla21_code", "year", "indicator"])
    value, status = measured(door, raw["value"])
    door.close()
    frame = pd.DataFrame({"indicator_id": "health_index_" + raw["indicator"].map(slug), "area_code": codes})
    frame = placed(frame.assign(area_type=AREA_TYPE, period=year, value=value, status=status), path)
    counts = frame.loc[status == Status.OK.value].groupby("indicator_id")["area_code"].nunique()
    partial = counts[counts < counts.max()]
    report = tuple(f"{name}: {count} of {counts.max()} districts" for name, count in partial.items())
    return Imported(frame, report)


def health_index_of_systems(path: str | Path) -> Imported:
    """The index and its three domains by integrated care board and year as observations.

    Returns
    -------
    Imported
        `SCORES`; `value` on the publisher's scale, on which England in 2015 is 100.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    door, raw = checked_table(path, ["icb22_code", "year", *SCORES])
    codes, year = text_cells(raw["icb22_code"]), text_cells(raw["year"])
    door.check(~codes.str.match(r"^E54\d{6}$"), codes, message="not the code of an integrated care board")
    door.check(~year.str.match(r"^20\d\d$"), raw["year"], message="not a year")
    door.unique(raw, ["icb22_code", "year"])
    parts = []
    for heading, indicator_id in SCORES.items():
        value, status = measured(door, raw[heading])
        part = {"indicator_id": indicator_id, "area_code": codes, "period": year, "value": value, "status": status}
        parts.append(placed(pd.DataFrame(part), path))
    door.close()
    return Imported(pd.concat(parts, ignore_index=True).assign(area_type=SYSTEM_TYPE))


PUBLICATION = Publication(
    id="ons_health_index",
    publisher="Office for National Statistics",
    title="Health Index for England, 2015 to 2021: underlying indicators by local authority",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/healthandsocialcare/healthandwellbeing/bulletins/healthinengland/2015to2021",
    licence=OGL,
    cadence="yearly to 2021, then stopped",
    formats=(".csv", ".csv.gz"),
    parser=health_index,
)
