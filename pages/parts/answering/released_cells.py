"""Rows of a tile out of released frames, and the places of a system.

Lives here: from a frame's row to an `AreaRow`. Not here: the frames (`groups`, `values`, `reach_shares`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.evidence import AreaRow, row_of
from pages.parts import opened_pack
from pages.parts.asking import possible
from pages.parts.asking.possible import ENGLAND


@lru_cache(maxsize=256)
def place_ids(system: str, on: str) -> tuple[str, ...]:
    """Ids of a system's places on a day; districts that are only partnerships' grounds are left out."""
    registry = opened_pack.registry()
    found = [] if system == ENGLAND else possible.places(registry, system, on=on)
    return tuple(one.id for one in found if one.tier == "place" and not one.kind)


def named_places(frame: pd.DataFrame, ids: tuple[str, ...]) -> list[AreaRow]:
    """Rows of places by their ids; none where fewer than two have a value."""
    registry = opened_pack.registry()
    rows = [area_row(frame, code, name=registry[code].short_name, role="place") for code in ids]
    return rows if sum(row.has_value for row in rows) > 1 else []


def area_row(frame: pd.DataFrame, code: str, *, name: str, role: str) -> AreaRow:
    """One row of a released frame."""
    return row_of(frame.loc[code], code, name=name, role=role)


def fifth_row(frame: pd.DataFrame, fifth: int, *, name: str) -> AreaRow:
    """The row of one fifth of a released frame."""
    return replace(area_row(frame, fifth, name=name, role="fifth"), code=f"fifth-{fifth}")
