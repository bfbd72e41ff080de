"""The record of codes of the full pack: the embedded one with lists of boards, locations and networks of other years.

Lives here: which published file lists which codes on which day, and the days a code can have been in use. Not here: the
embedded record (`geo.checking.code_record`), the check of footprints against it (`geo.checking.registry_codes`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.sources.cells import text_cells
from data.sources.sheets import table
from data.validation import Door

# Type of member -> day of the list -> file and heading. A list holds every code of its day. QOF 2020/21 is of the end
# of the year; the networks of 2020 are those of September.
LISTS = {
    "STP": {
        "2021-04-01": ("ons/lookups/lookup_lsoa11_ccg21_stp21_ltla21.csv.gz", "stp21_code"),
        "2022-01-01": ("primary_care/gp_reg_pat_prac_map_jan2022.csv.gz", "ONS_STP_CODE"),
    },
    "ICB": {
        "2022-07-01": ("ons/lookups/lookup_lsoa11_sicbl22_icb22_ltla22.csv.gz", "icb22_code"),
        "2023-04-01": ("ons/lookups/sicbl_icb_nhser_2023.csv", "ICB23CD"),
        "2024-04-01": ("ons/lookups/lookup_lsoa21_icb24.csv.gz", "icb24_code"),
        "2026-01-01": ("primary_care/practices_jan2026.parquet", "ONS_ICB_CODE"),
    },
    "SICBL": {
        "2021-04-01": ("ons/lookups/lookup_lsoa11_ccg21_stp21_ltla21.csv.gz", "ccg21_code"),
        "2022-01-01": ("primary_care/gp_reg_pat_prac_map_jan2022.csv.gz", "ONS_CCG_CODE"),
        "2022-07-01": ("ons/lookups/lookup_lsoa11_sicbl22_icb22_ltla22.csv.gz", "sicbl22_code"),
        "2023-04-01": ("ons/lookups/sicbl_icb_nhser_2023.csv", "SICBL23CD"),
        "2024-04-01": ("ons/lookups/lookup_lsoa21_icb24.csv.gz", "sicbl24_code"),
        "2026-01-01": ("primary_care/practices_jan2026.parquet", "ONS_SUB_ICB_LOCATION_CODE"),
    },
    "PCN": {
        "2020-09-01": ("primary_care/msoa11_to_pcn_2020.csv", "PCN_Code"),
        "2021-03-31": ("primary_care/mapping_practice_pcn_ccg_stp_2021.csv.gz", "PCN_ODS_CODE"),
        "2022-01-01": ("primary_care/gp_reg_pat_prac_map_jan2022.csv.gz", "PCN_CODE"),
        "2023-01-01": ("primary_care/pcn_imd_2019_registered_jan2023.csv.gz", "pcn_code"),
        "2026-01-01": ("primary_care/practices_jan2026.parquet", "PCN_CODE"),
    },
}
SHAPES = {"STP": r"E54\d{6}", "ICB": r"E54\d{6}", "SICBL": r"E38\d{6}", "PCN": r"U\d{5}"}
NO_CODE = ("", "U", "NA", "UNALLOCATED")  # what the lists write where a practice is in no network
WORDS = "published lists of {days}"


def england_codes(source: Path, record: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """`lookups/codes.parquet` of the full pack, and what was read, in words.

    Parameters
    ----------
    source : Path
        Folder of the published files.
    record : DataFrame
        The embedded pack's: `kind, code, valid_from, valid_to, complete, source`.

    Raises
    ------
    FileFaults
        With every cell of a list that is no code of its type.
    """
    frame = joined(record, {kind: published(source, kind) for kind in LISTS})
    counts = frame["kind"].value_counts().sort_index()
    return frame, [f"codes on record: {', '.join(f'{kind} {count:,}' for kind, count in counts.items())}"]


def published(source: Path, kind: str) -> dict[str, set[str]]:
    """The lists of one type of member: day -> codes."""
    lists = {}
    for day, (name, heading) in LISTS[kind].items():
        raw = table(source / name)
        with Door(source / name, first_row=1 if name.endswith(".parquet") else 2) as door:
            if door.needs(raw, [heading]):
                cells = text_cells(raw[heading])
                english = ~cells.isin(NO_CODE) & ~cells.str.startswith("W")
                door.check(english & ~cells.str.fullmatch(SHAPES[kind]), cells, message=f"not a code of a {kind}")
                lists[day] = set(cells[english])
    return lists


def dated_codes(lists: Mapping[str, set[str]]) -> dict[str, tuple[str, str]]:
    """The longest spans in which codes can have been in use, from complete lists of single days.

    Parameters
    ----------
    lists : mapping of ISO date to set of str
        Every code of one type on that day.

    Returns
    -------
    dict
        Code -> first and last possible day: the day after the last list before it, the day before the first list after
        it; "" where there is none.

    Examples
    --------
    >>> dated_codes({"2022-07-01": {"a", "b"}, "2023-04-01": {"b", "c"}})
    {'a': ('', '2023-03-31'), 'b': ('', ''), 'c': ('2022-07-02', '')}
    """
    days = sorted(lists)
    spans = {}
    for code in sorted(set().union(*lists.values())):
        there = [day for day in days if code in lists[day]]
        before = [day for day in days if day < there[0]]
        after = [day for day in days if day > there[-1]]
        spans[code] = (_moved(before[-1], 1) if before else "", _moved(after[0], -1) if after else "")
    return spans


def joined(record: pd.DataFrame, lists: Mapping[str, Mapping[str, set[str]]]) -> pd.DataFrame:
    """The record with published lists: the days that the register gives go before those that follow from lists.

    Parameters
    ----------
    record : DataFrame
        `kind, code, valid_from, valid_to, complete, source`.
    lists : mapping of type to mapping of ISO date to set of str
        Complete lists, by type of member and day: such a type is complete.

    Returns
    -------
    DataFrame
        As `record`, sorted by type and code.
    """
    dated = (record["valid_from"] != "") | (record["valid_to"] != "")
    new = pd.DataFrame(
        [
            (kind, code, start, end, True, WORDS.format(days=", ".join(sorted(days))))
            for kind, days in lists.items()
            for code, (start, end) in dated_codes(days).items()
        ],
        columns=["kind", "code", "valid_from", "valid_to", "complete", "source"],
    )
    once = pd.concat([record[dated], new, record[~dated]]).drop_duplicates(["kind", "code"])
    complete = set(record.loc[record["complete"], "kind"]) | set(lists)
    once = once.assign(complete=once["kind"].isin(complete)).astype({"complete": "bool"})
    return once.sort_values(["kind", "code"], ignore_index=True)[list(record)]


def _moved(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
