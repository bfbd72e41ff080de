"""What became of every LSOA between 2011 and 2021: the official lookup with the residents of both vintages.

Lives here: the lookup `lsoa11_lsoa21` of the full pack. Not here: shares made from it (`geo.vintage`), best-fit lookups
to larger areas (`areas`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.sources.ons_lookups import lookup
from data.sources.sheets import table
from data.validation import Door

CHANGES = "ons/lookups/lookup_lsoa11_lsoa21_ltla22.csv.gz"
RESIDENTS = "ons/population/population20_lsoa11.parquet"
WORDS = {"U": "unchanged", "S": "split", "M": "merged", "X": "irregular"}  # of the ONS's own codes


def lsoa_changes(source: Path, small: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """One row per LSOA 2011 and LSOA 2021 of England that share ground.

    Parameters
    ----------
    source : Path
        Folder of the published files.
    small : DataFrame
        `lsoa21cd, population` (residents of the Census 2021).

    Returns
    -------
    DataFrame, list of str
        `lsoa11cd, lsoa21cd, change` (unchanged, split, merged, irregular), `lsoa11_population` (mid-2020),
        `lsoa21_population` (Census 2021), sorted by both codes; and what was left out, in words.

    Raises
    ------
    FileFaults
        With every fault of the file, such as a change code that the ONS does not use.
    """
    path = source / CHANGES
    columns = {"lsoa11cd": "lsoa11_code", "lsoa21cd": "lsoa21_code", "change": "change_code"}
    read = lookup(path, columns, many=True)
    raw = table(path)["change_code"]
    with Door(path, first_row=2) as door:
        door.check(~raw.isin(list(WORDS)), raw, message=f"not {', '.join(WORDS)}")
    old = table(source / RESIDENTS).set_index("lsoa11_code")["total_population"]
    new = small.set_index("lsoa21cd")["population"]
    frame = read.frame.assign(
        change=read.frame["change"].map(WORDS),
        lsoa11_population=read.frame["lsoa11cd"].map(old).astype("Int64"),
        lsoa21_population=read.frame["lsoa21cd"].map(new).astype("Int64"),
    )
    return frame, [f"LSOA 2011 to 2021: {line}" for line in read.report]
