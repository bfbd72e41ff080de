"""What the board says of a footprint that readers build: its name, its ground, its share beyond a limit, its series.

Lives here: the places where an own footprint is not in the register's tables. Not here: its figures of a measure, which
are the map's (`groups`), after the one question whether they may be shown (`own_release`).
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from pages.parts.answering import extents, reach_shares
from pages.parts.answering.members import OLD
from pages.parts.answering.own import own_areas, own_known
from pages.parts.answering.series import TODAY, series

NO_FIFTHS = "Fifths are not worked out for footprints that readers build."


def made_of(key: str) -> str:
    """ "127 LSOAs" of the footprint."""
    return f"{len(own_known.lsoas(key)):,} LSOAs, made by a reader"


@lru_cache(maxsize=64)
def reached(indicator_id: str, key: str, *, period: str) -> pd.DataFrame:
    """Residents beyond a limit, one row, by the footprint's key."""
    own = own_known.footprint(key)
    made = own_areas.own_membership(own, OLD)
    found = reach_shares.figures(reach_shares.reach(indicator_id), made, period=period)
    found.index = pd.Index([key])
    return found


@lru_cache(maxsize=512)
def told(indicator_id: str, key: str, *, on: str) -> pd.DataFrame:
    """The series of the footprint on its own members, released period by period."""
    return series(indicator_id, extents.subject(key, on), footprint=TODAY, on=on)


def links(shared: dict[str, str], key: str) -> tuple[tuple[str, str], ...]:
    """Map of the measure on the footprint, and its trend."""
    asked = {name: value for name, value in shared.items() if name != "place"} | own_known.parameters(key)
    return ("Map", f"./?{urlencode(asked)}"), ("Trend", f"./trend?{urlencode(asked | {'footprint': TODAY})}")
