"""Usual variation of one series: which chart fits it, what its latest point says, and whether a target can be met.

Lives here: the choice of chart, every reason not to draw one, the verdicts of Making Data Count. Not here: limits
(`xmr`, `attribute_charts`, `rare_events`), rules (`run_rules`), the target against limits (`assurance`), words
(`charts.saying`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Polarity, ValueType
from equity.change.assurance import Assurance, assurance
from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.control_chart import ControlChart, Rebase, Settings
from equity.change.programme import first_day
from equity.change.rare_events import g_chart
from equity.change.run_rules import RULES
from equity.change.waits import waits
from equity.change.xmr import xmr
from equity.comparing.comparison import COMPARABLE

FEWEST_POINTS = 10  # in every stretch between changes of members
LARGE = 2000  # people a period from which plain binomial limits are too narrow
RARE = 10  # mean events a period below which a rate's limits are exact; where most periods have none, waits are drawn
OTHER_MEMBERS = "other members stand behind the figures from here on"
NAN = float("nan")


# what is good of a wait, by what is good of the events waited for
TURNED = {
    Polarity.LOW_IS_GOOD: Polarity.HIGH_IS_GOOD,
    Polarity.HIGH_IS_GOOD: Polarity.LOW_IS_GOOD,
    Polarity.NONE: Polarity.NONE,
}


class Kind(StrEnum):
    """Which chart was drawn."""

    XMR = "xmr"
    P = "p"
    P_PRIME = "p_prime"
    U_PRIME = "u_prime"
    U_EXACT = "u_exact"
    G = "g"  # its points are waits: event-free periods before each period with an event


class Unfit(StrEnum):
    """Why no chart was drawn."""

    NONE = ""
    NO_VALUE = "no_value"
    ADDS_UP = "adds_up"  # the figures add up to each date
    OVERLAPS = "overlaps"  # pooled periods overlap
    UNEQUAL = "unequal"  # periods of different lengths
    TOO_FEW = "too_few"
    TOO_FEW_OF_ONE = "too_few_of_one"  # enough in all, too few before or after a change of members
    RARE = "rare"  # most periods have no event, and there are too few waits between the others
    NO_VARIATION = "no_variation"


class Variation(StrEnum):
    """What the latest point says."""

    USUAL = "usual"
    IMPROVING = "improving"
    CONCERNING = "concerning"
    HIGHER = "higher"  # special, of a measure without a direction
    LOWER = "lower"


@dataclass(frozen=True)
class Process:
    """What a chart must know of a measure.

    Attributes
    ----------
    multiplier : float
        Unit of the values: 100 for per cent.
    target : float
        In the same unit; NaN where there is none.
    """

    value_type: ValueType
    polarity: Polarity
    multiplier: float = 100.0
    target: float = NAN


@dataclass(frozen=True, eq=False)
class Usual:
    """The chart of one series, or the reason why there is none.

    Attributes
    ----------
    periods : tuple of str
        One per point of the chart; a point without a comparable value is NaN.
    chart : ControlChart or None
        Of one row.
    points : int
        Points with a comparable value; where there is no chart, those of the shortest stretch.
    """

    reason: Unfit = Unfit.NONE
    kind: Kind | None = None
    periods: tuple[str, ...] = ()
    chart: ControlChart | None = None
    points: int = 0
    variation: Variation = Variation.USUAL
    assurance: Assurance = Assurance.NOT_ASSESSED

    def rules(self, place: int) -> tuple[tuple[str, int], ...]:
        """Which rules mark a point: (rule, 1 high or rising, -1 low or falling)."""
        sides = ((rule, int(self.chart.marks[rule][0, place])) for rule in RULES)
        return tuple((rule, side) for rule, side in sides if side)


def usual_variation(series: pd.DataFrame, process: Process) -> Usual:
    """The chart that belongs to a series, with the verdicts on its latest point and its target.

    Parameters
    ----------
    series : DataFrame
        One row per period, oldest first, index period: numerator, denominator, value, status, end (ISO date of the
        last day), months (0 where figures add up to a day), basis (which members stand behind it).
    process : Process

    Returns
    -------
    Usual
        p for proportions with counts (p' from a median of 2,000 people a period), u' for rates with counts (exact
        limits below a mean of ten events a period; where most periods have none, g: one point for each period with an
        event, its value the event-free periods before it, a high one meaning rarer events), else XmR.
        Mean and limits start anew where other members stand behind the figures. Without a chart, the reason: fewer
        than ten comparable points in a stretch, figures that add up, overlapping or unequal periods, fewer than ten
        waits between rare events, no variation.

    References
    ----------
    NHS England, Making Data Count: an introduction to SPC (at least ten points; limits on fewer than 13 on trial).
    Provost LP, Murray SK (2011) The Health Care Data Guide, ch 5 (p' where denominators exceed 2,000),
    ch 7 (rare events).
    """
    known = series["value"].notna() & series["status"].isin([str(status) for status in COMPARABLE])
    if not known.any():
        return Usual(Unfit.NO_VALUE)
    frame = series.loc[known.idxmax() : known[known].index[-1]]
    known = known.loc[frame.index]
    stretch = (frame["basis"] != frame["basis"].shift()).cumsum()
    fewest, points = int(known.groupby(stretch).sum().min()), int(known.sum())
    if reason := _unfit(frame, fewest=fewest, points=points):
        return Usual(reason, periods=tuple(frame.index), points=fewest)
    starts = np.flatnonzero(stretch.diff().fillna(0).to_numpy() > 0)
    settings = Settings(rebases=tuple(Rebase(int(at), OTHER_MEMBERS) for at in starts))
    kind = _kind(frame[known], process)
    if kind == Kind.G:
        return _waited(frame["numerator"].where(known), stretch, process.polarity)
    chart = _charted(frame.assign(value=frame["value"].where(known)), kind, process, settings)
    if not (chart.upper > chart.lower).any():
        return Usual(Unfit.NO_VARIATION, periods=tuple(frame.index), points=points)
    met = assurance(process.target, chart.lower[0, -1], upper=chart.upper[0, -1], polarity=process.polarity)
    variation = _variation(int(chart.special[0, -1]), process.polarity)
    return Usual(Unfit.NONE, kind, tuple(frame.index), chart, points, variation, Assurance(str(met)))


def _unfit(frame: pd.DataFrame, *, fewest: int, points: int) -> Unfit:
    """Why these periods make no chart, apart from their values."""
    if (frame["months"] == 0).any():
        return Unfit.ADDS_UP
    if frame["months"].nunique() > 1:
        return Unfit.UNEQUAL
    ends = [date.fromisoformat(end) for end in frame["end"]]
    starts = [first_day(end, int(months)) for end, months in zip(ends, frame["months"], strict=True)]
    if any(start <= end for start, end in zip(starts[1:], ends, strict=False)):
        return Unfit.OVERLAPS
    if points < FEWEST_POINTS:
        return Unfit.TOO_FEW
    return Unfit.TOO_FEW_OF_ONE if fewest < FEWEST_POINTS else Unfit.NONE


def _kind(known: pd.DataFrame, process: Process) -> Kind:
    counted = known[["numerator", "denominator"]].notna().all(axis=None)
    if counted and process.value_type == ValueType.PROPORTION:
        return Kind.P_PRIME if known["denominator"].median() >= LARGE else Kind.P
    if not counted or process.value_type != ValueType.CRUDE_RATE:
        return Kind.XMR
    if known["numerator"].median() == 0:
        return Kind.G
    return Kind.U_EXACT if known["numerator"].mean() < RARE else Kind.U_PRIME


def _waited(counts: pd.Series, stretch: pd.Series, polarity: Polarity) -> Usual:
    """The g chart of the waits between periods with an event."""
    found = waits(counts, stretch)
    fewest = int(found["waited"].notna().groupby(found["stretch"]).sum().min()) if len(found) else 0
    if fewest < FEWEST_POINTS or found["stretch"].nunique() < stretch.nunique():
        return Usual(Unfit.RARE, periods=tuple(counts.index), points=fewest)
    starts = np.flatnonzero(found["stretch"].diff().fillna(0).to_numpy() > 0)
    rebases = tuple(Rebase(int(at), OTHER_MEMBERS) for at in starts)
    chart = g_chart(found[["waited"]].to_numpy("float64").T, Settings(rebases=rebases))
    verdict = _variation(int(chart.special[0, -1]), TURNED[Polarity(polarity)])
    return Usual(Unfit.NONE, Kind.G, tuple(found.index), chart, int(found["waited"].notna().sum()), verdict)


def _charted(frame: pd.DataFrame, kind: Kind, process: Process, settings: Settings) -> ControlChart:
    if kind == Kind.XMR:
        return xmr(frame[["value"]].to_numpy("float64").T, settings)
    there = frame["value"].notna()
    x, n = (frame[[name]].where(there, axis=0).to_numpy("float64").T for name in ("numerator", "denominator"))
    return attribute_chart(x, n, kind=Attribute(str(kind)), multiplier=process.multiplier, settings=settings)


def _variation(special: int, polarity: Polarity) -> Variation:
    """The verdict on a point that the rules mark as high (1) or low (-1), or not."""
    if special == 0:
        return Variation.USUAL
    polarity = Polarity(polarity)
    if polarity == Polarity.NONE:
        return Variation.HIGHER if special > 0 else Variation.LOWER
    return Variation.IMPROVING if (special > 0) == (polarity == Polarity.HIGH_IS_GOOD) else Variation.CONCERNING
