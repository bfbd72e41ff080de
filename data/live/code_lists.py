"""The record of codes with lists of further days.

Lives here: `joined_codes`. Not here: the record that a pack is built with (`geo.checking.code_record`,
`data.england.codes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

COLUMNS = ("kind", "code", "valid_from", "valid_to", "complete", "source")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def joined_codes(record: pd.DataFrame, lists: Mapping[str, Mapping[str, set[str]]]) -> pd.DataFrame:
    """The record of codes, with lists that are younger than all it knows.

    Parameters
    ----------
    record : DataFrame
        `kind, code, valid_from, valid_to, complete, source`, as in `lookups/codes.parquet`.
    lists : mapping of kind to mapping of ISO date to set of str
        Every code of a kind on that day.

    Returns
    -------
    DataFrame
        As `record`: a code that is new begins after the last list before it; an open one that the new list lacks ends
        the day before. A list older than one the record knows only adds codes that it has never heard of.
    """
    out = record.copy()
    for kind, days in lists.items():
        for day in sorted(days):
            out = _with_list(out, kind, day=day, codes=days[day])
    return out.sort_values(["kind", "code"], ignore_index=True)[list(record)]


def _with_list(record: pd.DataFrame, kind: str, *, day: str, codes: set[str]) -> pd.DataFrame:
    own = record["kind"] == kind
    known = set(record.loc[own, "code"])
    days = sorted({found for text in record.loc[own, "source"] for found in DAY.findall(str(text))})
    newest = not days or day > days[-1]
    words = f"published list of {day}"
    start = _moved(days[-1], 1) if days and newest else ""
    new = [(kind, code, start, "", True, words) for code in sorted(codes - known)]
    out = pd.concat([record, pd.DataFrame(new, columns=list(COLUMNS))], ignore_index=True) if new else record.copy()
    if newest:
        gone = (out["kind"] == kind) & (out["valid_to"] == "") & ~out["code"].isin(codes)
        out.loc[gone, "valid_to"] = _moved(day, -1)
        stays = (out["kind"] == kind) & out["code"].isin(codes) & ~out["source"].str.contains(day, regex=False)
        out.loc[stays, "source"] = out.loc[stays, "source"] + f"; {words}"
    return out.astype({"complete": "bool"})


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
