"""COVER's authorities and the areas of the year: who is published with whom, Cumbria after 2023, England as the sum.

Lives here: rows that the quarterly files do not have but a map of the year needs, each with its note.
Not here: reading the files (`ukhsa_cover`, `cover_workbook`).
"""

from __future__ import annotations

import pandas as pd

from data.lineage import COLUMNS as LINEAGE
from data.lineage import gathered_by
from data.schema import Status
from data.sources.facts import CUMBRIA, CUMBRIA_NOW

ENGLAND = "E92000001"
HACKNEY, CITY = "E09000012", "E09000001"
SEGMENT = ["indicator_id", "period", "age"]
COUNTS = ["numerator", "denominator"]


def on_areas_of_the_year(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The observations of authorities, fitted to the authorities of their year, with England added.

    Parameters
    ----------
    frame : DataFrame
        Observations by upper-tier authority.

    Returns
    -------
    tuple
        The observations, and in words what was added or changed.
    """
    england = england_rows(frame)
    frame, city = city_in_hackney(frame)
    frame, cumbria = cumbria_in_two(frame)
    return pd.concat([frame, england], ignore_index=True), (*city, *cumbria, f"England added: {len(england):,} sums")


def england_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """England as the sum of its authorities, per indicator and quarter.

    Where an authority has a percentage only, its count is rebuilt; then, and where an authority is missing, the sum is
    `estimated`. COVER's own national figure is not in the files.
    """
    rebuilt = frame["numerator"].isna() & frame["value"].notna() & frame["denominator"].notna()
    count = frame["numerator"].mask(rebuilt, (frame["value"] * frame["denominator"] / 100).round())
    usable = frame.assign(numerator=count, rebuilt=rebuilt)[count.notna() & frame["denominator"].notna()]
    sums = usable.groupby(SEGMENT, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        rebuilt=("rebuilt", "any"),
        authorities=("area_code", "nunique"),
    )
    year = sums["period"].str[:7]
    partial = sums["authorities"] < sums.groupby(year)["authorities"].transform("max")
    status = pd.Series(Status.OK.value, index=sums.index, dtype="str")
    note = pd.Series("england_sum", index=sums.index, dtype="str")
    note = note.mask(sums["rebuilt"], note + ";rebuilt").mask(partial, note + ";not_all")
    note = note.mask(sums["rebuilt"] & partial, "england_sum;rebuilt;not_all")
    status = status.mask(sums["rebuilt"] | partial, Status.ESTIMATED.value)
    sums = sums[[*SEGMENT, *COUNTS]].assign(area_code=ENGLAND, area_type="ctry", status=status, note=note)
    return sums.merge(gathered_by(usable, SEGMENT), on=SEGMENT, how="left") if "source_row" in usable else sums


def city_in_hackney(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Where the City of London has no figure of its own it is counted in Hackney: both rows say so."""
    has_figure = frame["numerator"].notna() | frame["value"].notna()
    own = frame[(frame["area_code"] == CITY) & has_figure]
    key = pd.MultiIndex.from_frame(frame[SEGMENT])
    carries = (frame["area_code"] == HACKNEY) & has_figure & ~key.isin(pd.MultiIndex.from_frame(own[SEGMENT]))
    if not carries.any():
        return frame, ()
    note = frame["note"].mask(carries, (frame["note"] + ";with_city").str.lstrip(";"))
    city = frame.loc[carries, [*SEGMENT, "area_type", *(name for name in LINEAGE if name in frame)]]
    city = city.assign(area_code=CITY, status=Status.MISSING.value, note="in_hackney")
    kept = frame.assign(note=note)[~((frame["area_code"] == CITY) & key.isin(pd.MultiIndex.from_frame(city[SEGMENT])))]
    return pd.concat([kept, city], ignore_index=True), (f"{len(city):,} figures of Hackney include the City of London",)


def cumbria_in_two(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Cumbria's one figure under each of its two authorities since 2023, without counts and not comparable."""
    whole = (frame["area_code"] == CUMBRIA) & (frame["area_type"] == "ctyua23")
    if not whole.any():
        return frame, ()
    rows = frame[whole]
    value = rows["value"].where(rows["value"].notna(), (rows["numerator"] / rows["denominator"] * 100).round(1))
    bare = rows.assign(value=value, numerator=pd.NA, denominator=pd.NA, note="cumbria_whole")
    status = value.notna().map({True: Status.NOT_COMPARABLE.value, False: Status.MISSING.value})
    bare = bare.assign(status=status).astype(rows.dtypes.to_dict())
    parts = [bare.assign(area_code=code) for code in CUMBRIA_NOW]
    words = f"Cumbria stands for {' and '.join(CUMBRIA_NOW)} in {len(rows):,} figures, without counts"
    return pd.concat([frame[~whole], *parts], ignore_index=True), (words,)
