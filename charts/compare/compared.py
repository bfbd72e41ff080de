"""What the comparison shows, as plain objects: areas in view, columns of the heat table, funnel, box, scatter.

Lives here: the dataclasses that head, figures, tables, sentences and file are made from. Every number in them is
released. Not here: how they are worded or drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from charts.board.lenses import Column
from charts.evidence import AreaRow, Evidence, Measure, SourceItem
from charts.tables import ordered_codes
from data.schema import ValueType
from equity.comparing.correlation import Correlation
from equity.comparing.funnel import Funnel
from equity.comparing.spread import Spread

COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
MOST_DRAWN, ENDS = 700, 150  # areas a figure draws one by one; of more, the first and the last of the ranking
NO_TENTHS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Areas:
    """The areas in view beside the benchmark.

    Attributes
    ----------
    evidence : Evidence
        Its frame holds the areas in view; `compared` is against the benchmark that was chosen.
    rest : DataFrame
        The other areas of the scope (name, value, numerator, denominator, status): behind the areas in view.
    tenths : mapping
        Tenth by deprivation in England, by area code; empty where not known.
    """

    evidence: Evidence
    rest: pd.DataFrame
    tenths: Mapping[str, int] = field(default_factory=lambda: NO_TENTHS)

    @property
    def drawn(self) -> list[str]:
        """Codes a figure draws, in the order of need: all, or the first and the last."""
        codes = ordered_codes(self.evidence)
        return codes if len(codes) <= MOST_DRAWN else [*codes[:ENDS], *codes[-ENDS:]]

    @cached_property
    def has_districts(self) -> bool:
        """Whether the areas lie in districts: a district does not lie in itself."""
        frame = self.evidence.inside
        return bool(((frame["district"] != "") & (frame["district"] != frame["name"])).any())

    @cached_property
    def has_counts(self) -> bool:
        """Whether the measure counts people or events, and any area has a count."""
        return self.evidence.measure.value_type in COUNTED and bool(self.evidence.inside["numerator"].notna().any())

    @cached_property
    def has_tenths(self) -> bool:
        """Whether the deprivation of any area in view is known."""
        return any(code in self.tenths for code in self.evidence.ranked.index)

    @property
    def cut(self) -> str:
        """What is said where not every area is drawn."""
        total = len(self.evidence.inside)
        if total <= MOST_DRAWN:
            return ""
        return f"Drawn are the first {ENDS} and the last {ENDS} of {total:,} areas by need; the table holds all."


@dataclass(frozen=True, eq=False)
class Heat:
    """Measures beside each other: a column each, and a released frame per column (index area_code).

    Attributes
    ----------
    codes : sequence of str
        Areas in the order shown.
    names : Series
        Name by code.
    """

    columns: tuple[Column, ...]
    frames: tuple[pd.DataFrame, ...]
    codes: Sequence[str]
    names: pd.Series
    absent: tuple[str, ...] = ()  # measures without a figure for this kind of area


@dataclass(frozen=True, eq=False)
class FunnelView:
    """Every area of the scope in one funnel, or the reason why there is none.

    Attributes
    ----------
    funnel : Funnel or None
        Over the areas in view and the rest of the scope together.
    limits : DataFrame
        The curves: size, lower_ci, upper_ci, lower_998, upper_998.
    of : str
        What the average is of: "all 125 MSOAs of Norfolk and Waveney".
    """

    funnel: Funnel | None
    limits: pd.DataFrame
    of: str
    reason: str = ""


@dataclass(frozen=True, eq=False)
class BoxPeriod:
    """One period: the spread over the areas in view, and the areas themselves.

    Attributes
    ----------
    values : Series
        Value by area code, only areas that may be ranked.
    """

    period: str
    spread: Spread
    values: pd.Series
    benchmark: AreaRow | None = None


@dataclass(frozen=True, eq=False)
class BoxView:
    """Periods, oldest first."""

    periods: tuple[BoxPeriod, ...]
    total: int  # periods the pack has; the newest are shown
    fixed: bool = True  # whether the kinds of area are the same in all periods


@dataclass(frozen=True, eq=False)
class ScatterView:
    """Two figures of the areas in view, and how they go together.

    Attributes
    ----------
    x : Series
        The second figure by area code, areas of the whole scope.
    x_title, x_short : str
    x_decimals : int
    x_measure : Measure or None
        None for deprivation.
    found : Correlation
        Over the areas of the scope that may be ranked.
    """

    x: pd.Series
    x_title: str
    x_short: str
    found: Correlation
    x_measure: Measure | None = None
    x_period: str = ""
    of: str = ""
    source: SourceItem | None = None
    reason: str = ""

    @property
    def is_deprivation(self) -> bool:
        """Whether the second figure is where an area stands in England's tenths."""
        return self.x_measure is None
