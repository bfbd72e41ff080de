"""Which small area a postcode is in, for a list of postcodes as people write them.

Lives here: reading postcodes in any spacing and case, and what became of each. Not here: building the table
(`geo.build`, `data.england.postcodes`), what is done with the areas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from data.pack import Pack

TABLE = "postcodes"
SHAPE = r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"  # without its space
UNIT = 3  # characters after the district: "NR30 1QP" is in district NR30


class Answer(StrEnum):
    """What became of one postcode."""

    FOUND = "found"
    MALFORMED = "malformed"  # no postcode is written so
    OUTSIDE = "outside"  # of a district that the pack's table does not have
    UNKNOWN = "unknown"  # of a district that it has, but not in it: mistyped, too new, or just over the border


@dataclass(frozen=True, eq=False)
class PostcodeAreas:
    """LSOAs of a list of postcodes.

    Attributes
    ----------
    frame : DataFrame
        One row per postcode given, in that order, repeats included: `given` (as it came), `postcode` (capitals, no
        space), `lsoa11cd` (missing unless found) and `answer`.
    """

    frame: pd.DataFrame

    @property
    def lsoas(self) -> tuple[str, ...]:
        """LSOA 2011 codes that any of the postcodes is in, each once, sorted."""
        return tuple(sorted(self.frame["lsoa11cd"].dropna().unique()))

    def given(self, answer: Answer) -> tuple[str, ...]:
        """Postcodes with one answer, as they came, each once."""
        return tuple(dict.fromkeys(self.frame.loc[self.frame["answer"] == answer, "given"]))


def postcode_areas(pack: Pack, postcodes: Iterable[object]) -> PostcodeAreas:
    """LSOA 2011 of every postcode of a list.

    Parameters
    ----------
    pack : Pack
        The embedded pack knows the postcodes of its places and neighbourhoods, the full one those of England; both
        those live or ended in May 2022, and newer ones as far as Code-Point Open had them.
    postcodes : iterable of str
        In any spacing and case; missing and empty ones count as malformed.

    Raises
    ------
    PackFaults
        If the pack has no table of postcodes.
    """
    table = pack.lookup(TABLE)
    given = pd.Series([("" if pd.isna(text) else str(text)) for text in postcodes], dtype="str")
    plain = given.str.upper().str.replace(r"[\s\-.]+", "", regex=True)
    mine = table[table["postcode"].isin(set(plain))].set_index("postcode")["lsoa11cd"]
    frame = pd.DataFrame({"given": given, "postcode": plain, "lsoa11cd": plain.map(mine)})
    frame["answer"] = Answer.FOUND
    lost = frame["lsoa11cd"].isna()
    if lost.any():
        frame.loc[lost, "answer"] = _reasons(plain[lost], table)
    return PostcodeAreas(frame)


def _reasons(lost: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Why postcodes are not in the table."""
    districts = set(table["postcode"].str.slice(0, -UNIT).unique())
    inside = lost.str.slice(0, -UNIT).isin(districts)
    reason = inside.map({True: Answer.UNKNOWN, False: Answer.OUTSIDE})
    return reason.where(lost.str.fullmatch(SHAPE), Answer.MALFORMED)
