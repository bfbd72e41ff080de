"""ONS, residents: mid-year estimates by single year of age, Census 2021 by age band and ethnic group.

Lives here: counts and shares of residents as observations.
Not here: people registered with a practice or on a vaccination register (other publications).
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data.lineage import gathered_by, placed
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.sheets import table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

# Ages of a single-year table: word -> first and last year of age. Broad ones, and those a population pyramid has.
FIVE_YEARS = {f"{low}-{low + 4}": (low, low + 4) for low in range(0, 85, 5)}
AGES = {"0-15": (0, 15), "16-64": (16, 64), "65+": (65, 120), "85+": (85, 120), **FIVE_YEARS}
# Broad ages of the Census's five-year bands (TS007A has no 16).
CENSUS_BROAD = {"0-14": (0, 14), "15-24": (15, 24), "25-64": (25, 64), "65+": (65, 120), "85+": (85, 120)}
ETHNIC_GROUPS = (
    ("Asian", r"^Asian"),
    ("Black", r"^Black"),
    ("Mixed", r"^Mixed"),
    ("White", r"^White"),
    ("Other", r"^Other"),
)
CODE_COLUMN = re.compile(r"^(lsoa|msoa|ltla)(11|21)_(?:cd|code)$")
AREA_TYPES = {"lsoa11": "lsoa11", "msoa11": "msoa11", "lsoa21": "lsoa21", "msoa21": "msoa21", "ltla21": "lad22"}


def single_year_population(path: str | Path, *, period: str, indicator_id: str = "population") -> Imported:
    """Residents by age from a table with one column per year of age (0 ... 90+).

    Returns
    -------
    Imported
        Counts for `AGES` and "all"; Wales is left out. `numerator` holds the count.

    Raises
    ------
    FileFaults
        With every fault; also where the years of age do not sum to the total.
    """
    path = Path(path)
    raw, door, area_type, codes = opened(path)
    years = {column: int(column.rstrip("+")) for column in map(str, raw.columns) if re.fullmatch(r"\d{1,3}\+?", column)}
    if sorted(years.values()) != list(range(len(years))) or len(years) < 86 or "total_population" not in raw:
        door.refuse("needs total_population and one column for every year of age from 0 to 85 or more")
        door.close()
    counts = counted(door, raw, columns=["total_population", *years])
    door.check(
        counts[list(years)].sum(axis=1) != counts["total_population"],
        raw["total_population"],
        message="not the sum of its ages",
    )
    door.close()
    bands = {word: [name for name, age in years.items() if low <= age <= high] for word, (low, high) in AGES.items()}
    bands["all"] = ["total_population"]
    parts = [
        placed(
            pd.DataFrame({"area_code": codes, "age": word, "numerator": counts[names].sum(axis=1)}),
            path,
            first_row=door.first_row,
        )
        for word, names in bands.items()
    ]
    frame = pd.concat(parts, ignore_index=True).assign(indicator_id=indicator_id, area_type=area_type, period=period)
    return in_england(frame.assign(status=Status.OK.value))


def age_structure(path: str | Path, *, period: str = "2021", indicator_id: str = "census_age_share") -> Imported:
    """Share of residents in broad ages from the Census table TS007A (five-year bands).

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    raw, door, area_type, codes = opened(path)
    bands = {column: band_ages(column) for column in map(str, raw.columns) if band_ages(column)}
    if len(bands) < 18 or "total" not in raw:
        door.refuse("needs total and the eighteen five-year bands from '4 and under' to '85 and over'")
        door.close()
    counts = counted(door, raw, columns=["total", *bands])
    off = (counts[list(bands)].sum(axis=1) - counts["total"]).abs() > len(bands) + 1
    door.check(
        off, raw["total"], message="not the sum of its ages, even allowing for the Census's small random changes"
    )
    door.close()
    parts = []
    for word, (low, high) in CENSUS_BROAD.items():
        names = [name for name, (first, last) in bands.items() if low <= first and last <= high]
        part = {"area_code": codes, "age": word, "numerator": counts[names].sum(axis=1)}
        part["denominator"] = counts[list(bands)].sum(axis=1)
        parts.append(placed(pd.DataFrame(part), path, first_row=door.first_row))
    frame = pd.concat(parts, ignore_index=True).assign(indicator_id=indicator_id, area_type=area_type, period=period)
    return in_england(frame.assign(status=Status.OK.value))


def ethnic_groups(path: str | Path, *, period: str = "2021", indicator_id: str = "census_ethnic_group") -> Imported:
    """Share of residents in five broad ethnic groups: long table code, total_residents, ethnic_group, n.

    Groups that the table splits (two Black groups in the MSOA table) are added up. The denominator is the sum of
    the groups.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    raw, door, area_type, codes = opened(path)
    if not door.needs(raw, ["ethnic_group", "n"]):
        door.close()
    group = raw["ethnic_group"].map(
        lambda words: next((ours for ours, p in ETHNIC_GROUPS if re.match(p, str(words))), "")
    )
    door.check(group == "", raw["ethnic_group"], message="an ethnic group that is not known")
    door.unique(raw, [str(raw.columns[0]), "ethnic_group"])
    number, _ = measured(door, raw["n"])
    door.check(number.lt(0).fillna(True), raw["n"], message="not a count")
    door.close()
    frame = pd.DataFrame({"area_code": codes, "category": "ethnicity:" + group, "numerator": number})
    behind = gathered_by(placed(frame, path, first_row=door.first_row), ["area_code", "category"])
    frame = frame.groupby(["area_code", "category"], as_index=False)["numerator"].sum()
    frame = frame.merge(behind, on=["area_code", "category"])
    frame["denominator"] = frame.groupby("area_code")["numerator"].transform("sum")
    frame = frame.assign(indicator_id=indicator_id, area_type=area_type, period=period, status=Status.OK.value)
    return in_england(frame)


def broad_group(words: str) -> str:
    """The broad group a published ethnic group belongs to, "" if it is not known."""
    return next((ours for ours, pattern in ETHNIC_GROUPS if re.match(pattern, str(words))), "")


def opened(path: Path) -> tuple[pd.DataFrame, Door, str, pd.Series]:
    """The table, its door, the area type its code column names, and the codes."""
    raw = table(path)
    door = Door(path, first_row=1 if path.suffix == ".parquet" else 2)
    column = next((name for name in map(str, raw.columns) if CODE_COLUMN.match(name)), None)
    if column is None:
        door.refuse("no column of area codes such as lsoa21_code")
        door.close()
    codes = text_cells(raw[column])
    door.check(~codes.str.match(r"^[EW]\d{8}$"), codes, message="not an area code of England or Wales")
    found = CODE_COLUMN.match(column)
    return raw, door, AREA_TYPES.get(found[1] + found[2], ""), codes


def counted(door: Door, raw: pd.DataFrame, *, columns: list[str]) -> pd.DataFrame:
    """Columns as numbers that are not negative; everything else is a fault."""
    numbers = {}
    for column in columns:
        numbers[column], _ = measured(door, raw[column])
        door.check(numbers[column].lt(0).fillna(True), raw[column], message="not a count")
    return pd.DataFrame(numbers)


def band_ages(heading: str) -> tuple[int, int] | None:
    """First and last year of "5 to 9", "4 and under" or "85 and over"; None for other headings."""
    if found := re.fullmatch(r"(?:Aged )?(\d+) to (\d+)(?: years)?", heading):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(r"(?:Aged )?(\d+)(?: years)? and under", heading):
        return 0, int(found[1])
    found = re.fullmatch(r"(?:Aged )?(\d+)(?: years)? and over", heading)
    return (int(found[1]), 120) if found else None


def in_england(frame: pd.DataFrame) -> Imported:
    """Rows of English areas; how many Welsh areas were left out is reported."""
    inside = frame["area_code"].str.startswith("E")
    left = frame.loc[~inside, "area_code"].nunique()
    report = (f"{left:,} areas in Wales left out",) if left else ()
    return Imported(frame[inside].reset_index(drop=True), report)


PUBLICATION = Publication(
    id="ons_population",
    publisher="Office for National Statistics",
    title="Population estimates by small area; Census 2021 age and ethnic group",
    url="https://www.nomisweb.co.uk/",
    licence=OGL,
    cadence="yearly estimates; a census every ten years",
    formats=(".csv", ".csv.gz", ".parquet"),
    parser=single_year_population,
)
