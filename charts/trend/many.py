"""Every measure as a small trend of the same lines, as plain objects.

Lives here: the dataclasses that tiles, table and file are made from. Not here: drawing (`charts.trend.small`), words.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.trend.trend_evidence import TrendEvidence


@dataclass(frozen=True)
class Small:
    """One measure with its lines, and the address of the whole trend."""

    lens: str
    trend: TrendEvidence
    href: str


@dataclass(frozen=True)
class Without:
    """A measure without a trend here, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Many:
    """Every measure of a pack for the same lines."""

    names: tuple[str, ...]
    footprint: str
    on: str
    shown: tuple[Small, ...]
    without: tuple[Without, ...]
