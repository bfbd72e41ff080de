"""ONS, Health Index for England 2015-2021: underlying indicators by district.

Lives here: one index per indicator. Not here: units; the file has none, so nothing is labelled as a rate or a per cent.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.fingertips_words import slug
from data.sources.sheets import checked_table
from data.sources.source import OGL, Imported, Publication

NEEDED = ["ltla21_code", "year", "indicator", "value"]
# Districts keep their codes from April 2021 to March 2023, so those of 2021 are those of lad22.
AREA_TYPE = "lad22"


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
    frame = frame.assign(area_type=AREA_TYPE, period=year, value=value, status=status)
    counts = frame.loc[status == Status.OK.value].groupby("indicator_id")["area_code"].nunique()
    partial = counts[counts < counts.max()]
    report = tuple(f"{name}: {count} of {counts.max()} districts" for name, count in partial.items())
    return Imported(frame, report)


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
