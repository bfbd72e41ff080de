"""Areas that a system's edge cuts: which the map leaves to a neighbour, and which it draws whole.

Lives here: their shares by the very rule that decides what a map shows (`geo.scopes`), and the words. Not here: sums of
the system itself, which hold its part of every area (`values`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from data.schema import FOOTPRINT_TYPES
from geo.scopes import lsoa_members, overlaps, ward_members
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

EDGE, NAMED = 0.01, 6  # a smaller share of an area is a sliver; so many areas are named
LABEL = "Across the edge"


def edge_facts(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Rows of the method panel: the areas left to a neighbour, and those drawn whole; none where nothing is cut."""
    if selection.system == ENGLAND or selection.area_type in FOOTPRINT_TYPES:
        return ()
    drawn = opened_pack.pack().names(selection.area_type, selection.system).codes
    shares, of = share_inside(selection.area_type, selection.system)
    cut = shares[(shares >= EDGE) & (shares <= 1 - EDGE)].sort_values(ascending=False, kind="stable")
    left, whole = cut[~cut.index.isin(drawn)], cut[cut.index.isin(drawn)]
    titles, system = groups.area_names(selection.area_type), groups.scope_name(selection)
    rows = []
    if len(left):
        words = f"Drawn with a neighbouring system, not here: {_listed(left, titles, of=of)}."
        rows.append((LABEL, f"{words} Figures of {system} itself hold its part of them."))
    if len(whole):
        rows.append((LABEL, f"Drawn and counted whole, though partly outside: {_listed(whole, titles, of=of)}."))
    return tuple(rows)


@lru_cache(maxsize=64)
def share_inside(area_type: str, system: str) -> tuple[pd.Series, str]:
    """Share of every area that lies in a system, and what is shared: its postcodes, small areas or residents."""
    pack = opened_pack.pack()
    small, listed = pack.lookup("lsoa11"), pack.lookup("footprint_lsoa11")
    if area_type == "wd25":
        members, of = ward_members(pack.lookup("lsoa11_wd25")), "postcodes"
    elif f"{area_type}cd" in small:
        members, of = lsoa_members(small, area_type), "small areas"
    else:
        return groups.share_inside(area_type, system), "residents"
    found = overlaps(members, listed[listed["footprint_id"] == system])
    return found.set_index("area_code")["of_area"], of


def _listed(shares: pd.Series, titles: pd.Series, *, of: str) -> str:
    named = [
        f"{titles.get(code, code)} ({100 * share:.0f} % of its {of} inside)"
        for code, share in shares.head(NAMED).items()
    ]
    more = len(shares) - NAMED
    return "; ".join(named) + (f"; and {more} more" if more > 0 else "")
