"""Rows of a tile that counts residents beyond a limit: the footprint, its county parts, and what stands beside it.

Lives here: which rows of `reach_shares` a tile takes. Not here: the shares themselves (`reach_shares`).
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts.evidence import AreaRow
from pages.parts import opened_pack
from pages.parts.answering import extents, groups, reach_shares
from pages.parts.answering.members import part_membership
from pages.parts.answering.own import own_known
from pages.parts.answering.released_cells import area_row, named_places, place_ids
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.board import board_own
from pages.parts.board.board_found import Found


def reached(chosen: Selection, against: str) -> Found:
    """Residents beyond a limit: the footprint, its county parts, and the system or England beside it."""
    made = reach_shares.reach(chosen.indicator)
    frame = reach_shares.of_footprints(chosen.indicator, chosen.period)
    own = own_known.is_own(chosen.place)
    if own:
        frame = pd.concat([frame, board_own.reached(chosen.indicator, chosen.place, period=chosen.period)])
    names = {ENGLAND: "England", chosen.system: groups.scope_name(chosen), chosen.place: groups.place_name(chosen)}
    if against not in ("", ENGLAND):
        names[against] = opened_pack.registry()[against].short_name
    steps = (chosen.place, against) if chosen.place and against else (chosen.place, chosen.system, ENGLAND)
    ladder = [code for code in steps if code]
    rows = [
        area_row(frame, code, name=names[code], role=_role(code, chosen, against)) for code in dict.fromkeys(ladder)
    ]
    rows = [replace(row, code=extents.ENGLAND_CODE) if row.code == ENGLAND else row for row in rows]
    whole, *above = rows
    if not whole.has_value:
        return Found(reason=whole.reason)
    parts: list[AreaRow] = []
    if chosen.place and not own:
        cut = part_membership("lsoa11", chosen.place, within=groups.COUNTY_TYPE)
        cells = reach_shares.figures(made, cut, period=chosen.period)
        cells.index = cells.index.get_level_values("part")
        county = extents.names_of(groups.COUNTY_TYPE)
        parts = [area_row(cells, code, name=f"{county[code]} part", role="part") for code in cells.index]
    elif not own:
        parts = named_places(frame, place_ids(chosen.system, chosen.date))
    beside = next((row for row in above if row.has_value), None)
    return Found((whole,), benchmark=beside, parts=tuple(parts if len(parts) > 1 else ()))


def _role(code: str, chosen: Selection, against: str) -> str:
    roles = {chosen.system: "system", against: "place", ENGLAND: "country", chosen.place: "selected"}
    return roles.get(code, "system")
