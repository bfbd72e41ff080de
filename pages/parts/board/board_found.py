"""What a tile stands on. Lives here: one plain object. Not here: how it is found (`board_rows`, `board_reached`)."""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import AreaRow


@dataclass(frozen=True)
class Found:
    """Rows of a tile; without any, the reason."""

    rows: tuple[AreaRow, ...] = ()
    own: bool = True
    benchmark: AreaRow | None = None
    parts: tuple[AreaRow, ...] = ()
    reason: str = ""
    kind: str = ""  # of areas that are published instead
    covers: str = ""  # how many of these have a value, where not all have
