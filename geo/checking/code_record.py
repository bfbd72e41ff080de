"""The record of codes: every code that a member of a footprint may have, with the days on which it was in use.

Lives here: the record of the embedded pack, from the register's own list (`geo/register/codes.toml`) and the lookup of
LSOAs. Not here: the check (`geo.checking.registry_codes`), reading files (`geo.build`), published lists of other years,
which the full pack joins to it (`data.england.codes`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pandas as pd

FILE = "codes.toml"
COLUMNS = ["kind", "code", "valid_from", "valid_to", "complete", "source"]
LISTED = {"ICB": "icb22cd", "SICBL": "sicbl22cd"}  # the lookup's columns that list all codes of a type
LISTED_WORDS = "ONS lookup of LSOAs to sub-ICB locations and boards, July 2022"


def code_record(lookup: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """`lookups/codes.parquet`: one row per type of member and code.

    Parameters
    ----------
    lookup : DataFrame
        One row per LSOA 2011 with `icb22cd` and `sicbl22cd`.
    texts : mapping of file name to text
        The files of `geo/register`.

    Returns
    -------
    DataFrame
        `kind, code, valid_from, valid_to` (ISO dates, inclusive, "" open), `complete` (whether every code of the type
        is here), `source` in words; sorted by type and code.

    Raises
    ------
    ValueError
        Naming every code that stands twice and every source that is not listed.
    """
    document = tomllib.loads(texts[FILE])
    words = {source["id"]: source["text"] for source in document["source"]}
    rows = [
        (entry["kind"], code, entry.get("valid_from", ""), entry.get("valid_to", ""), entry["source"])
        for entry in document["code"]
        for code in entry["codes"]
    ]
    own = pd.DataFrame(rows, columns=["kind", "code", "valid_from", "valid_to", "source"], dtype="str")
    twice = own[own.duplicated(["kind", "code"])]
    faults = [f"{FILE}: {kind} {code} stands twice" for kind, code in zip(twice["kind"], twice["code"], strict=True)]
    faults += [f"{FILE}: no source {name}" for name in sorted(set(own["source"]) - set(words))]
    if faults:
        raise ValueError("\n".join(faults))
    own["source"] = own["source"].map(words)
    listed = [
        pd.DataFrame({"kind": kind, "code": sorted(lookup[column].dropna().unique())}).assign(
            valid_from="", valid_to="", source=LISTED_WORDS
        )
        for kind, column in LISTED.items()
    ]
    once = pd.concat([own, *listed]).drop_duplicates(["kind", "code"])
    once = once.assign(complete=once["kind"].isin(document["complete"]))
    return once.sort_values(["kind", "code"], ignore_index=True)[COLUMNS]
