"""A line of rare events as a line of waits: what a chart of event-free periods is drawn, told and listed from.

Lives here: the measure and the points of the waits. Not here: the waits themselves (`equity.change.waits`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.evidence import NAN, Measure
from charts.trend.trend_evidence import Line, TrendEvidence
from charts.words import mid_sentence
from data.schema import Polarity, Status, ValueType
from equity.change.usual import TURNED, Usual


def in_waits(trend: TrendEvidence, usual: Usual) -> TrendEvidence:
    """The same evidence with one point per wait of a g chart; counts and notes of the periods stay beside them."""
    values = dict(zip(usual.periods, map(float, usual.chart.values[0]), strict=True))
    return replace(trend, measure=_measure(trend.measure), lines=(_line(trend.lines[0], values), *trend.lines[1:]))


def _measure(events: Measure) -> Measure:
    return replace(
        events,
        name=f"Event-free periods before each period with an event, {mid_sentence(events.name)}",
        short_name=f"wait between {mid_sentence(events.short_name)}",
        unit="periods",
        value_type=ValueType.MEAN,
        polarity=TURNED[Polarity(events.polarity)],
        decimals=0,
        word="The wait without an event",
        period_phrase="before {period}",
        people="",
    )


def _line(line: Line, values: dict[str, float]) -> Line:
    points = tuple(
        replace(
            point,
            value=values[point.period],
            lower=NAN,
            upper=NAN,
            status=point.status if values[point.period] == values[point.period] else Status.MISSING,
        )
        for point in line.points
        if point.period in values
    )
    return replace(line, points=points, trend=None)
