"""UKHSA, COVER: quarterly childhood vaccination coverage by upper-tier authority.

Lives here: the quarterly workbook (xlsx, ods) and the long table made of many, as observations.
Not here: annual coverage, sums over authorities (`equity`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.lineage import placed
from data.schema import Status
from data.sources.cells import financial_year, measured, text_cells
from data.sources.cover_areas import on_areas_of_the_year
from data.sources.cover_workbook import COLUMNS, read_workbook
from data.sources.facts import upper_tier_type
from data.sources.sheets import table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

KEY = ["fin_year", "quarter", "utla_code", "age", "antigen_std"]
AGES = {"12m": "12 months", "24m": "24 months", "5y": "5 years"}
# Antigen as the long table names it -> id part. Pneumococcal: two doses by 12 months if born before 2020, then one.
ANTIGENS = {
    "DTaP/IPV/Hib(/HepB)": "dtap_ipv_hib",
    "MenB": "menb",
    "MenC": "menc",
    "PCV": "pcv2",
    "PCV1": "pcv1",
    "PCV2": "pcv2",
    "Rotavirus": "rota",
    "Hib/MenC booster": "hib_menc",
    "MMR1": "mmr1",
    "MMR2": "mmr2",
    "PCV booster": "pcv_booster",
    "DTaP/IPV booster": "dtap_ipv",
}
SMALLEST = 30  # denominators below this: the publisher warns that coverage jumps about


def coverage(path: str | Path, *, crosswalk: str | Path | None = None) -> Imported:
    """Coverage per authority, quarter and antigen as observations.

    Parameters
    ----------
    path : path
        A quarterly workbook (.xlsx, .ods) or the long table (.csv, .csv.gz).
    crosswalk : path, optional
        CSV `cover_code, current_code, name`: the codes COVER kept after they had changed.

    Returns
    -------
    Imported
        One row per antigen, authority and quarter, and England as the sum of all; `value` only where the publisher
        gives a percentage and no count.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    long = table(path) if ".csv" in path.suffixes else read_workbook(path)
    door = Door(path, first_row=2)
    if not door.needs(long, COLUMNS):
        door.close()
    checked = checked_rows(door, long)
    door.close()
    kept, report = settled(checked, current_codes(crosswalk) if crosswalk else {})
    observed = cover_observations(kept)
    observed, more = on_areas_of_the_year(placed(observed, path) if ".csv" in path.suffixes else observed)
    return Imported(observed, (*report, *more))


def checked_rows(door: Door, long: pd.DataFrame) -> pd.DataFrame:
    """The long table with numbers and statuses; every cell that makes no sense is a fault."""
    year = financial_year(door, long["fin_year"])
    quarter = text_cells(long["quarter"]).str.upper()
    door.check(~quarter.str.match(r"^Q[1-4]$"), long["quarter"], message="not a quarter Q1 to Q4")
    codes = text_cells(long["utla_code"])
    door.check(~codes.str.match(r"^E(?:06|08|09|10)\d{6}$"), codes, message="not the code of an upper-tier authority")
    door.check(~long["age"].isin(AGES), long["age"], message=f"not one of the ages {', '.join(AGES)}")
    door.check(~long["antigen_std"].isin(ANTIGENS), long["antigen_std"], message="an antigen that is not known")
    door.unique(long.assign(fin_year=year, quarter=quarter, utla_code=codes), KEY)
    frame = long[["area_name", "age", "antigen_std"]].assign(fin_year=year, quarter=quarter, utla_code=codes)
    statuses = []
    for column in ("numerator", "denominator", "coverage_pct"):
        frame[column], status = measured(door, long[column])
        door.check(frame[column].lt(0).fillna(False), long[column], message="a negative number")
        statuses.append(status == Status.SUPPRESSED.value)
    above = (frame["numerator"] > frame["denominator"]).fillna(False) | frame["coverage_pct"].gt(100).fillna(False)
    door.check(above, long["numerator"], message="more children vaccinated than there are")
    return frame.assign(suppressed=statuses[0] | statuses[1] | statuses[2])


def current_codes(path: str | Path) -> dict[str, str]:
    """Old code -> code of the same authority today; codes that were split (`E1+E2`) stay as they are."""
    frame = table(Path(path))
    door = Door(path, first_row=2)
    door.needs(frame, ["cover_code", "current_code"])
    door.close()
    whole = frame[~frame["current_code"].str.contains("+", regex=False)]
    return dict(zip(whole["cover_code"], whole["current_code"], strict=True))


def settled(frame: pd.DataFrame, crosswalk: dict[str, str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Current codes, ids of antigens, no rows of a schedule not in force; with what was changed or left out."""
    report = []
    renamed = frame["utla_code"].isin(crosswalk)
    if renamed.any():
        names = sorted(frame.loc[renamed, "area_name"].unique())
        report.append(f"{renamed.sum():,} rows carried to the authority's current code: {', '.join(names)}")
    empty = frame[["numerator", "coverage_pct"]].isna().all(axis=1) & ~frame["suppressed"]
    out_of_force = frame["antigen_std"].str.startswith("PCV") & (empty | frame["denominator"].isna())
    if out_of_force.any():
        report.append(f"{out_of_force.sum():,} rows of pneumococcal schedules not in force that quarter left out")
    if (empty & ~out_of_force).any():
        report.append(f"{(empty & ~out_of_force).sum():,} rows without a count or a percentage: missing")
    frame = frame.assign(
        utla_code=frame["utla_code"].replace(crosswalk), antigen_id=frame["antigen_std"].map(ANTIGENS)
    )[~out_of_force]
    again = frame.duplicated([*KEY[:4], "antigen_id"], keep="first")
    if again.any():
        report.append(f"{again.sum():,} rows left out: an authority under its old and its new code in one quarter")
    return frame[~again], tuple(report)


def cover_observations(frame: pd.DataFrame) -> pd.DataFrame:
    """Observations of settled rows: counts where published, else the published percentage."""
    has_counts = frame["numerator"].notna() & frame["denominator"].gt(0).fillna(False)
    has_value = has_counts | frame["coverage_pct"].notna()
    status = pd.Series(Status.MISSING.value, index=frame.index, dtype="str").mask(has_value, Status.OK.value)
    status = status.mask(frame["suppressed"] & ~has_value, Status.SUPPRESSED.value)
    small = frame["denominator"].lt(SMALLEST).fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "indicator_id": "cover_" + frame["antigen_id"] + "_" + frame["age"],
            "area_code": frame["utla_code"],
            "area_type": frame["fin_year"].map(upper_tier_type),
            "period": frame["fin_year"] + " " + frame["quarter"],
            "age": frame["age"].map(AGES),
            "numerator": frame["numerator"].where(has_counts),
            "denominator": frame["denominator"].where(frame["denominator"].gt(0).fillna(False)),
            "value": frame["coverage_pct"].where(~has_counts),
            "status": status,
            "note": pd.Series("", index=frame.index, dtype="str").mask(small, "few_children"),
        }
    )


PUBLICATION = Publication(
    id="ukhsa_cover",
    publisher="UK Health Security Agency",
    title="Cover of vaccination evaluated rapidly (COVER) programme: quarterly data tables",
    url="https://www.gov.uk/government/statistics/cover-of-vaccination-evaluated-rapidly-cover-programme-annual-data",
    licence=OGL,
    cadence="quarterly, about three months after the quarter",
    formats=(".xlsx", ".ods", ".csv", ".csv.gz"),
    parser=coverage,
)
