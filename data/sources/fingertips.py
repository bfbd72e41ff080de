"""OHID, Fingertips: the documented CSV download with 26 columns, and short series read out of its charts.

Lives here: reading areas, periods, ages, categories and value notes of any indicator into observations.
Not here: fetching (`data.refresh`), what an indicator means (`indicators.toml`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data.lineage import placed
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.fingertips_words import age_words, category_words, note_id, period_words
from data.sources.sheets import checked_table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

NEEDED = ["Indicator ID", "Area Code", "Area Type", "Sex", "Age", "Time period", "Value"]
OPTIONAL = ["Category Type", "Category", "Count", "Denominator", "Value note", "Indicator Name", "Parent Code"]
LIMITS = {
    "lower_ci": ("Lower CI 95.0 limit", "Lower CI 95 limit", "Lower CI limit"),
    "upper_ci": ("Upper CI 95.0 limit", "Upper CI 95 limit", "Upper CI limit"),
}
SEXES = {"persons": "all", "not applicable": "all", "all": "all", "male": "male", "female": "female"}
KEY = ["indicator_id", "area_code", "area_type", "period", "sex", "age", "category"]
NUMBERS = ["numerator", "denominator", "value", "lower_ci", "upper_ci"]
# Their area type -> ours. Authorities are given the area type of their period; codes keep their vintage.
AREA_TYPES = (
    (r"^(?:Country|England)$", "ctry"),
    (r"^Regions?\b", "rgn"),
    (r"^(?:County & UA|Counties & UAs|Upper tier)", "ctyua"),
    (r"^(?:District & UA|Districts & UAs|Lower tier)", "lad22"),
    (r"^MSOA", "msoa11"),
    (r"^(?:ICBs?$|Integrated Care Boards?)", "icb22"),
    (r"^(?:ICB sub-locations|Sub ?ICB)", "sicbl22"),
    (r"^PCNs?\b", "pcn20"),
)
VINTAGES = (("2023", "ctyua23"), ("2021", "ctyua21"), ("2019", "ctyua19"), ("", "ctyua18"))
ID_PREFIX = "fingertips_"
SERIES = ["indicator_id", "area_code", "age", "value_per_100k", "time_period", "sex"]


def indicator_values(path: str | Path) -> Imported:
    """Every row of a Fingertips download as an observation.

    Parameters
    ----------
    path : path
        CSV or CSV.gz with the columns of the download (26; the 99.8 % limits, trends and comparisons are not read).

    Returns
    -------
    Imported
        `indicator_id` is "fingertips_<id>"; `note` holds ids whose texts are in `Imported.notes`. A row repeated
        under several parents is read once. Areas of a type the schema does not know are left out and reported.

    Raises
    ------
    FileFaults
        With every fault of the file; also if one key carries two different values.
    """
    door, raw = checked_table(path, NEEDED)
    raw = raw.assign(**{name: "" for name in OPTIONAL if name not in raw})
    frame = placed(read_rows(door, raw), path)
    frame, report = known_areas(raw, frame)
    frame = frame.drop_duplicates([*KEY, *NUMBERS, "status", "note"])
    again = frame.duplicated(KEY, keep=False)
    if again.any():
        shown = frame.loc[again, KEY].agg(" | ".join, axis=1)
        door.refuse("the same key with different values", column="Value", row=int(shown.index[0]) + 2, values=shown)
    door.close()
    notes = {note_id(text): text for text in raw["Value note"].str.strip().unique() if text}
    return Imported(frame.reset_index(drop=True), tuple(report), notes)


def read_rows(door: Door, raw: pd.DataFrame) -> pd.DataFrame:
    """Words and numbers of every row; what cannot be read is a fault."""
    ids = text_cells(raw["Indicator ID"])
    door.check(~ids.str.match(r"^\d{2,6}$"), raw["Indicator ID"], message="not the number of an indicator")
    codes = text_cells(raw["Area Code"])
    door.check(~codes.str.match(r"^[A-Z0-9]{3,12}$"), raw["Area Code"], message="not an area code")
    sex = text_cells(raw["Sex"]).str.lower().map(SEXES)
    door.check(sex.isna(), raw["Sex"], message="not one of Persons, Male, Female")
    period = raw["Time period"].map(period_words)
    door.check(period == "", raw["Time period"], message="a period that cannot be read")
    frame = pd.DataFrame({"indicator_id": ID_PREFIX + ids, "area_code": codes, "sex": sex.fillna("all")})
    frame["area_type"] = text_cells(raw["Area Type"]).map(area_type_words)
    frame["period"] = period
    frame["age"] = raw["Age"].map(age_words)
    frame["category"] = [category_words(*pair) for pair in zip(raw["Category Type"], raw["Category"], strict=True)]
    value, status = measured(door, raw["Value"])
    frame["numerator"], counted = measured(door, raw["Count"])
    frame["denominator"], _ = measured(door, raw["Denominator"])
    frame["value"] = value
    for ours, theirs in LIMITS.items():
        name = next((name for name in theirs if name in raw), None)
        frame[ours] = (
            pd.Series(pd.NA, index=raw.index, dtype="Float64") if name is None else measured(door, raw[name])[0]
        )
    door.check(
        (frame["lower_ci"] > frame["upper_ci"]).fillna(False), raw["Value"], message="lower limit above upper limit"
    )
    return with_status(
        frame, raw["Value note"].str.strip(), status=status.mask(counted == Status.SUPPRESSED.value, counted)
    )


def with_status(frame: pd.DataFrame, remark: pd.Series, *, status: pd.Series) -> pd.DataFrame:
    """Status from the value and its remark; a row without a value carries no numbers."""
    withheld = remark.str.contains(r"suppress|disclos|small number", case=False, regex=True) & frame["value"].isna()
    status = status.mask(withheld, Status.SUPPRESSED.value)
    doubted = remark.str.contains("data quality", case=False) & frame["value"].notna()
    status = status.mask(doubted, Status.NOT_COMPARABLE.value)
    status = status.mask(frame["value"].isna() & (status == Status.OK.value), Status.MISSING.value)
    bare = status.isin([Status.MISSING.value, Status.SUPPRESSED.value])
    emptied = {name: frame[name].mask(bare) for name in ("numerator", "value", "lower_ci", "upper_ci")}
    return frame.assign(status=status, note=remark.map(note_id), **emptied)


def area_type_words(words: str) -> str:
    """The schema's area type of a Fingertips area type, "" if there is none; "ctyua" still lacks its vintage."""
    return next((ours for pattern, ours in AREA_TYPES if re.match(pattern, words, re.IGNORECASE)), "")


def known_areas(raw: pd.DataFrame, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Rows of named categories and of area types the schema knows, authorities with the vintage of their period."""
    unknown = frame["area_type"] == ""
    report = []
    unnamed = frame["category"].str.endswith(":")
    for kind, count in raw.loc[unnamed, "Category Type"].value_counts().items():
        report.append(f"{count:,} rows of '{kind}' left out: the file does not name their category")
    for words, count in text_cells(raw["Area Type"])[unknown].value_counts().items():
        report.append(f"{count:,} rows of the area type '{words}' left out: it is not one of ours")
    frame = frame[~unknown & ~unnamed]
    start = frame["period"].str[:4]
    vintage = start.map(lambda year: next(name for first, name in VINTAGES if year >= first))
    return frame.assign(area_type=frame["area_type"].mask(frame["area_type"] == "ctyua", vintage)), report


def chart_series(path: str | Path) -> Imported:
    """A short CSV of values read out of a published chart: `SERIES` columns, no counts, no limits.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    door, raw = checked_table(path, SERIES)
    named = {"indicator_id": "Indicator ID", "area_code": "Area Code", "age": "Age", "sex": "Sex"}
    named |= {"time_period": "Time period", "value_per_100k": "Value"}
    raw = raw.rename(columns=named).assign(**dict.fromkeys(OPTIONAL, ""), **{"Area Type": "County & UA"})
    frame = placed(read_rows(door, raw), path)
    frame, report = known_areas(raw, frame)
    door.unique(frame, KEY)
    door.close()
    return Imported(frame, tuple(report))


PUBLICATION = Publication(
    id="ohid_fingertips",
    publisher="Office for Health Improvement and Disparities",
    title="Fingertips: public health data, indicators by area",
    url="https://fingertips.phe.org.uk/",
    licence=OGL,
    cadence="as each indicator is updated, most of them yearly",
    formats=(".csv", ".csv.gz"),
    parser=indicator_values,
)
