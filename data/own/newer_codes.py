"""LSOA 2021 codes of a list as the LSOAs 2011 that they are made of: exactly, or as a share where one was split.

Lives here: the translation, and MSOA 2021 codes as their LSOAs 2021. Not here: reading a list (`data.own.own_codes`),
looking its codes up (`data.own.listed_areas`), where the changes are from (`lookups/lsoa11_lsoa21` of a pack).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from data.own.own_codes import Listed

SPLIT, MERGED, IRREGULAR = "split", "merged", "irregular"


def as_lsoa21(listed: Listed, lookup: pd.DataFrame, *, msoa11: Collection[str]) -> tuple[Listed, str]:
    """A list of MSOA 2021 codes as their LSOAs 2021, and a sentence saying so.

    A list that MSOAs 2011 can be found by as well, one with shares of its own, with a code twice or with any other code
    is left as it is.

    Parameters
    ----------
    listed : Listed
    lookup : DataFrame
        `lsoa21cd`, `msoa21cd`.
    msoa11 : collection of str
        MSOA 2011 codes: an MSOA that did not change kept its code.
    """
    wanted = pd.Series(listed.values, dtype="str")
    newer = ~wanted.isin(msoa11)
    if not newer.any() or not wanted.isin(lookup["msoa21cd"]).all() or listed.shares or wanted.duplicated().any():
        return listed, ""
    rows = dict(zip(listed.values, listed.rows, strict=True))
    made = lookup[lookup["msoa21cd"].isin(wanted)].sort_values("lsoa21cd")
    places = tuple(rows[code] for code in made["msoa21cd"])
    words = (
        f"{len(wanted):,} MSOA 2021 {'code was' if len(wanted) == 1 else 'codes were'} read as {len(made):,} LSOAs. "
    )
    return replace(listed, values=tuple(made["lsoa21cd"]), rows=places), words


def as_lsoa11(listed: Listed, changes: pd.DataFrame) -> tuple[Listed, str]:
    """The list with every LSOA 2021 code in words of LSOA 2011, and a sentence saying so ("" where nothing changed).

    A merged LSOA is all that it was merged from. Of a split one the listed parts are a share of the LSOA 2011, by
    residents; all parts together are all of it. A list with shares of its own, with codes that ended as well as codes
    that began in 2021, or with irregular ones, is left as it is: looking it up names what is wrong.

    Parameters
    ----------
    listed : Listed
    changes : DataFrame
        `lsoa11cd`, `lsoa21cd`, `change` (unchanged, split, merged, irregular), `lsoa21_population` (residents).
    """
    codes = pd.Series(listed.values, dtype="str")
    moved = changes[changes["change"] != "unchanged"]
    newer = codes.isin(moved["lsoa21cd"]) & ~codes.isin(changes["lsoa11cd"])
    ended = codes.isin(moved["lsoa11cd"]) & ~codes.isin(changes["lsoa21cd"])
    mine = moved[moved["lsoa21cd"].isin(codes[newer])]
    if (
        not newer.any()
        or ended.any()
        or listed.shares
        or codes.duplicated().any()
        or (mine["change"] == IRREGULAR).any()
    ):
        return listed, ""
    whole = moved.groupby("lsoa11cd")["lsoa21_population"].sum()
    share = mine.groupby("lsoa11cd")["lsoa21_population"].sum() / whole
    share = share.dropna().mask(mine.drop_duplicates("lsoa11cd").set_index("lsoa11cd")["change"] == MERGED, 1.0)
    first = dict(zip(mine["lsoa11cd"], mine["lsoa21cd"], strict=True))
    rows = dict(zip(listed.values, listed.rows, strict=True))
    kept = [(code, row, 1.0) for code, row, is_new in zip(listed.values, listed.rows, newer, strict=True) if not is_new]
    made = kept + [(code, rows[first[code]], float(part)) for code, part in share.items()]
    values, places, shares = zip(*made, strict=True)
    parts = shares if min(shares) < 1 else ()
    return replace(listed, values=values, rows=places, shares=parts), _words(int(newer.sum()), share)


def _words(number: int, share: pd.Series) -> str:
    whole, part = int((share >= 1).sum()), int((share < 1).sum())
    made = [f"{whole:,} whole"] if whole else []
    made += [f"{part:,} in part, by residents, because the rest of it is not listed"] if part else []
    codes = "code was" if number == 1 else "codes were"
    return f"{number:,} LSOA 2021 {codes} read as LSOA 2011: {' and '.join(made)}. "
