"""Which areas the codes and postcodes of a list are: all of them, or one message with everything that is wrong.

Lives here: looking up what `data.own.own_codes` has read. Not here: what becomes of the areas (`geo.own`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.own.own_codes import Listed
from data.validation import FIRST, Fault, FileFaults

NEWER = "LSOA 2021 codes, this pack's footprints are made of LSOA 2011"
SHARED = "a share for a postcode: shares can only be given for area codes; take the column of shares out, or list codes"
OF_POSTCODES = "lsoa11"  # what postcodes become
LAST_LSOA11, LAST_LSOA21 = 1_033_768, 1_035_762  # E01033768; numbers from there to E01035762 came with LSOA 2021
UNKNOWN = "unknown: not a code of this pack"


def placed(
    listed: Listed, types: Mapping[str, frozenset[str]], *, lookup: pd.DataFrame, wanted: str = ""
) -> tuple[str, dict[str, float]]:
    """Area type and shares of a list of codes or postcodes (`areas_of`, `lsoas_of`), or all that is wrong with it.

    Raises
    ------
    FileFaults
        Everything together: what is neither code nor postcode, what does not exist, what stands twice.
    """
    faults, found = list(listed.faults), ("", {})
    for codes in (True, False):
        part = listed.only(codes=codes)
        if not part.values:
            continue
        try:
            found = areas_of(part, types, wanted=wanted) if codes else (OF_POSTCODES, lsoas_of(part, lookup))
        except FileFaults as error:
            faults += error.faults
    if faults:
        raise FileFaults(faults)
    return found


def areas_of(listed: Listed, types: Mapping[str, frozenset[str]], *, wanted: str = "") -> tuple[str, dict[str, float]]:
    """Area type of listed codes and the share of each.

    Parameters
    ----------
    listed : Listed
    types : mapping of area type to codes
        What a footprint can be made of, in order of preference (codes that two vintages share go to the first).
    wanted : str
        The type to take where the codes fit it.

    Raises
    ------
    FileFaults
        Every code that is unknown, stands twice, or is of another type or vintage than the most.
    """
    codes = pd.Series(listed.values, dtype="str")
    order = [wanted, *(name for name in types if name != wanted)] if wanted in types else list(types)
    hits = {name: codes.map(types[name].__contains__).astype(bool) for name in order}  # isin would copy all of England
    best = max(order, key=lambda name: int(hits[name].sum()))
    known = pd.concat(hits.values(), axis=1).any(axis=1)
    newer = ~known & codes.map(_is_newer).astype(bool)
    other = known & ~hits[best]
    kinds = ", ".join(name for name in order if (hits[name] & other).any())
    _close(
        listed,
        {
            NEWER: newer,
            UNKNOWN: ~known & ~newer,
            f"of another type or vintage ({kinds}) than the rest ({best})": other,
            "the same code twice": codes.duplicated(),
        },
    )
    return best, dict(zip(codes, listed.shares or (1.0,) * len(codes), strict=True))


def _is_newer(code: str) -> bool:
    return code.startswith("E01") and LAST_LSOA11 < int(code[1:]) <= LAST_LSOA21


def lsoas_of(listed: Listed, lookup: pd.DataFrame) -> dict[str, float]:
    """LSOAs 2011 of listed postcodes, each in whole.

    Parameters
    ----------
    listed : Listed
    lookup : DataFrame
        The pack's `lookups/postcodes`: `postcode` (without a space), `lsoa11cd`.

    Raises
    ------
    FileFaults
        Every postcode that the lookup does not have; shares, which belong to areas.
    """
    codes = pd.Series(listed.values, dtype="str")
    mine = lookup[lookup["postcode"].isin(set(listed.values))]  # the other way round copies all of England's
    where = mine.set_index("postcode")["lsoa11cd"]
    part = np.array(listed.shares or [1.0] * len(codes)) != 1
    _close(listed, {"a postcode that this pack's lookup does not have": ~codes.isin(where.index), SHARED: part})
    return dict.fromkeys(sorted(set(where[codes])), 1.0)


def _close(listed: Listed, rules: Mapping[str, pd.Series | np.ndarray]) -> None:
    """Raise one error with all values that break a rule, by the rows in which they stand."""
    faults = []
    for message, bad in rules.items():
        places = [place for place, is_bad in enumerate(bad) if is_bad]
        if places:
            few = tuple(listed.values[place] for place in places[:FIRST])
            rows = tuple(listed.rows[place] for place in places[:FIRST])
            faults.append(
                Fault(listed.file, message, rows[0], listed.column or None, values=few, rows=rows, count=len(places))
            )
    if faults:
        raise FileFaults(faults)
