"""MHCLG, English indices of deprivation 2019 (LSOA 2011) and 2025 (LSOA 2021).

Lives here: ranks, deciles and scores per LSOA as observations, from File 7 (CSV) or tables with short headings.
Not here: fifths of other areas, averages over areas (`equity`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.lineage import placed
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.sheets import table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door


@dataclass(frozen=True)
class Edition:
    """One edition of the indices: the LSOAs it ranks and how many there are in England."""

    year: str
    area_type: str
    areas: int


EDITIONS = {"2019": Edition("2019", "lsoa11", 32_844), "2025": Edition("2025", "lsoa21", 33_755)}
# First words of a domain's heading -> our word.
DOMAINS = (
    ("imd", r"^(?:IMD|Index of Multiple Deprivation)"),
    ("idaci", r"^(?:IDACI|Income Deprivation Affecting Children)"),
    ("idaopi", r"^(?:IDAOPI|Income Deprivation Affecting Older)"),
    ("income", r"^Income"),
    ("employment", r"^Employment"),
    ("education", r"^Education"),
    ("health", r"^Health"),
    ("crime", r"^Crime"),
    ("housing", r"^(?:Housing|Barriers)"),
    ("environment", r"^(?:Environment|Living)"),
)
POPULATION = re.compile(r"^Total population: mid 2015", re.IGNORECASE)
SUB_DOMAIN = re.compile(r"sub-?domain|sub_domain", re.IGNORECASE)
KINDS = {"rank": r"rank\b", "decile": r"decile\b", "score": r"score\b"}


def deprivation(path: str | Path, *, whole: bool = True) -> Imported:
    """Ranks, deciles and scores of every LSOA in the file as observations.

    Parameters
    ----------
    path : path
        CSV (also .gz) or Parquet. The edition follows from the code column: LSOA 2011 or LSOA 2021.
    whole : bool
        Whether the file must hold all LSOAs of England with every rank once.

    Returns
    -------
    Imported
        `indicator_id` "imd2019_rank", "income2019_decile" and so on, `period` the edition's year. Sub-domains and
        populations are not read and reported.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    raw = table(path)
    door = Door(path, first_row=1 if path.suffix == ".parquet" else 2)
    edition, code_column = edition_of(door, raw)
    door.close()
    codes = text_cells(raw[code_column])
    door.check(~codes.str.match(r"^E01\d{6}$"), codes, message="not the code of an LSOA in England")
    door.unique(raw, [code_column])
    if whole and len(raw) != edition.areas:
        door.refuse(f"{len(raw):,} rows, but the {edition.year} edition has {edition.areas:,} LSOAs")
    measures, unread = measures_of(raw, code_column)
    if not measures:
        door.refuse("no column of ranks, deciles or scores")
    parts = []
    for (domain, kind), column in measures.items():
        values = checked_values(door, raw[column], kind=kind, edition=edition, whole=whole)
        part = pd.DataFrame({"indicator_id": f"{domain}{edition.year}_{kind}", "area_code": codes, "value": values})
        parts.append(placed(part, path, first_row=door.first_row))
    door.close()
    frame = pd.concat(parts, ignore_index=True).assign(area_type=edition.area_type, period=edition.year)
    empty = frame["value"].isna()
    frame["status"] = empty.map({True: Status.MISSING.value, False: Status.OK.value})
    report = (f"columns not read: {', '.join(unread)}",) if unread else ()
    return Imported(frame, report)


def residents(path: str | Path) -> Imported:
    """Residents of mid-2015 without prisoners, from the population column of the 2019 edition (File 7).

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    raw = table(path)
    door = Door(path, first_row=2)
    edition, code_column = edition_of(door, raw)
    heading = next((name for name in map(str, raw.columns) if POPULATION.match(name)), None)
    if heading is None:
        door.refuse("no column 'Total population: mid 2015 (excluding prisoners)'")
    door.close()
    door.unique(raw, [code_column])
    people, _ = measured(door, raw[heading])
    door.check(people.lt(0).fillna(True) | (people % 1 != 0).fillna(True), raw[heading], message="not a count")
    door.close()
    frame = pd.DataFrame({"area_code": text_cells(raw[code_column]), "numerator": people, "status": Status.OK.value})
    frame = placed(frame, path)
    return Imported(frame.assign(indicator_id="residents", area_type=edition.area_type, period="2015"))


def edition_of(door: Door, raw: pd.DataFrame) -> tuple[Edition, str]:
    """The edition and the column of codes; a fault if no heading names LSOAs of 2011 or 2021."""
    for column in map(str, raw.columns):
        found = re.fullmatch(r"lsoa ?code \((2011|2021)\)|lsoa(11|21)_?(?:cd|code)", column.strip(), re.IGNORECASE)
        if found:
            vintage = (found[1] or f"20{found[2]}")[-2:]
            return EDITIONS["2019" if vintage == "11" else "2025"], column
    door.refuse("no column of LSOA codes (LSOA code (2011), LSOA code (2021), lsoa11_code, lsoa21_code)")
    return EDITIONS["2019"], ""


def measures_of(raw: pd.DataFrame, code_column: str) -> tuple[dict[tuple[str, str], str], list[str]]:
    """(domain, kind) -> column, and the columns that are not read."""
    measures, unread = {}, []
    for column in map(str, raw.columns):
        bare = column.replace("_", " ").strip()
        domain = next((ours for ours, words in DOMAINS if re.match(words, bare, re.IGNORECASE)), None)
        kind = next((ours for ours, words in KINDS.items() if re.search(words, bare, re.IGNORECASE)), None)
        if domain and kind and not SUB_DOMAIN.search(bare) and (domain, kind) not in measures:
            measures[domain, kind] = column
        elif column != code_column:
            unread.append(column)
    return measures, unread


def checked_values(door: Door, column: pd.Series, *, kind: str, edition: Edition, whole: bool) -> pd.Series:
    """Numbers of one column: ranks are whole and within England, deciles 1 to 10, each rank used once."""
    values, _ = measured(door, column)
    if kind != "score":
        top = 10 if kind == "decile" else edition.areas
        door.check(
            (~values.between(1, top) | (values % 1 != 0)).fillna(False),
            column,
            message=f"not a {kind} from 1 to {top:,}",
        )
    if kind == "rank" and whole and values.nunique() < 0.99 * len(values):
        door.refuse("the same ranks again and again: not a ranking of all LSOAs", column=str(column.name))
    return values


PUBLICATION = Publication(
    id="mhclg_iod",
    publisher="Ministry of Housing, Communities and Local Government",
    title="English indices of deprivation 2019 and 2025",
    url="https://www.gov.uk/government/collections/english-indices-of-deprivation",
    licence=OGL,
    cadence="every four to six years",
    formats=(".csv", ".csv.gz", ".parquet"),
    parser=deprivation,
)
