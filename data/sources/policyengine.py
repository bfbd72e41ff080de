"""Age structure and income by district, from the package `policyengine-uk-data`.

Lives here: reading its two tables of published figures, and leaving out every figure that the package filled in itself.
Not here: anything the package models or simulates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from data.lineage import COLUMNS as LINEAGE
from data.lineage import gathered, placed
from data.sources.packages import package_file
from data.sources.source import Imported
from data.validation import Door

ENGLAND = "E92000001"
OLDEST = 90  # the last single year stands for 90 and over
BANDS = {
    "0-15": (0, 15),
    "16-24": (16, 24),
    "25-44": (25, 44),
    "45-64": (45, 64),
    "65+": (65, OLDEST),
    "65-79": (65, 79),
    "80+": (80, OLDEST),
}
TAXPAYERS_ROUNDED_TO = 1_000
MEAN_ROUNDED_TO = 100
_TARGETS = ("datasets", "frs", "local_areas", "local_authorities", "targets")


def tables() -> dict[str, Path]:
    """The package's files read here."""
    names = {"age": "age.csv", "income": "total_income.csv"}
    return {key: package_file("policyengine_uk_data", *_TARGETS, name) for key, name in names.items()}


def age_structure(files: Mapping[str, Path], districts: Collection[str]) -> Imported:
    """Residents of mid-2023 in each age band as a part of all, by district of 2022 and for England.

    Parameters
    ----------
    files
        See `tables`.
    districts
        Codes of the districts to keep; others are reported and left out of the districts, not of England.
    """
    frame = _english(files["age"], ["all", *map(str, range(OLDEST)), f"{OLDEST}+"])
    ages = frame.rename(columns={f"{OLDEST}+": str(OLDEST)}).set_index("code")
    with Door(files["age"].name, first_row=2) as door:
        single = ages[[str(age) for age in range(OLDEST + 1)]]
        total = ages["all"].reset_index(drop=True)
        door.check(
            (single.sum(axis=1).reset_index(drop=True) - total).abs() > 0.5, total, message="not the sum of its ages"
        )
        door.check(
            (single % 1 != 0).any(axis=1).reset_index(drop=True), total, message="ages that are not whole people"
        )
    bands = pd.DataFrame(
        {band: ages[[str(age) for age in range(low, high + 1)]].sum(axis=1) for band, (low, high) in BANDS.items()}
    )
    bands.loc[ENGLAND] = bands.sum()
    total = pd.concat([ages["all"], pd.Series({ENGLAND: ages["all"].sum()})])
    long = bands.rename_axis("area_code").reset_index().melt("area_code", var_name="age", value_name="numerator")
    long["denominator"] = long["area_code"].map(total)
    long["area_type"] = long["area_code"].map(lambda code: "ctry" if code == ENGLAND else "lad22")
    first, more = gathered(ages["source_row"].astype(int))
    behind = ages[list(LINEAGE)].copy()
    behind.loc[ENGLAND] = [files["age"].name, first, more]
    long = long.join(behind, on="area_code")
    return _kept(long.assign(indicator_id="population_age", period="2023"), districts, frame)


def income_per_taxpayer(files: Mapping[str, Path], districts: Collection[str]) -> Imported:
    """Mean total income of income-tax payers, tax year 2021/22, by district of 2022.

    The package fills districts it has no figure for with the mean of all others. Published figures are whole thousands
    of taxpayers and hundreds of pounds; a row that is neither is a fill and is left out.
    """
    frame = _english(files["income"], ["total_income_count", "total_income_amount"])
    mean = frame["total_income_amount"] / frame["total_income_count"]
    odd_mean = (mean / MEAN_ROUNDED_TO - (mean / MEAN_ROUNDED_TO).round()).abs() > 1e-6
    filled = (frame["total_income_count"] % TAXPAYERS_ROUNDED_TO > 1e-6) | odd_mean
    rows = pd.DataFrame(
        {
            "area_code": frame["code"],
            "numerator": frame["total_income_amount"],
            "denominator": frame["total_income_count"],
            "value": mean.round(),
            **{name: frame[name] for name in LINEAGE},
        }
    )[~filled]
    kept = _kept(rows.assign(indicator_id="income_per_taxpayer", area_type="lad22", period="2021/22"), districts, frame)
    names = ", ".join(f"{row.name} ({row.code})" for row in frame[filled].itertuples())
    return Imported(kept.frame, (f"left out, filled in by the package and not published: {names}", *kept.report))


def _english(path: Path, numbers: list[str]) -> pd.DataFrame:
    """English rows with these columns as numbers.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    with Door(path.name, first_row=2) as door:
        frame = pd.read_csv(path, dtype="str")
        if door.needs(frame, ["code", "name", *numbers]):
            door.unique(frame, ["code"])
            for name in numbers:
                frame[name] = door.numbers(frame[name]).astype(float)
                door.check(~(frame[name] >= 0), frame[name], message="not a number of zero or more")
    return placed(frame, path)[frame["code"].str.startswith("E")].reset_index(drop=True)


def _kept(rows: pd.DataFrame, districts: Collection[str], named: pd.DataFrame) -> Imported:
    """Rows of England and of districts of 2022; the others are named in the report, with the reason."""
    keep = rows["area_code"].isin(set(districts)) | (rows["area_type"] == "ctry")
    names = named.set_index("code")["name"]
    outside = sorted(set(rows.loc[~keep, "area_code"]))
    absent = sorted(set(districts) - set(rows["area_code"]))
    report = [f"{len(absent)} districts of 2022 without a figure: {', '.join(absent)}"]
    if outside:
        listed = ", ".join(f"{names[code]} ({code})" for code in outside)
        report.append(f"left out, councils of April 2023 that are no district of 2022: {listed}")
    return Imported(rows[keep], tuple(report))
