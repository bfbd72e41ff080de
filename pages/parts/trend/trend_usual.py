"""From a trend's selection to the evidence of usual variation: one line, its chart, its target.

Lives here: that order, and the cache. Not here: the line itself (`trend_view`, `series`), the chart (`equity.change`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.trend.waits import in_waits
from charts.usual.usual_evidence import UsualEvidence
from equity.change.usual import NAN, Kind, Process, usual_variation
from pages.parts import opened_pack
from pages.parts.answering import extents, programmes
from pages.parts.answering.series import series
from pages.parts.trend import trend_view
from pages.parts.trend.trend_selection import NONE, TrendSelection

CACHED = 64


@programmes.cached(CACHED)
def evidence(chosen: TrendSelection) -> UsualEvidence:
    """The released evidence of usual variation of the first line."""
    indicator = opened_pack.pack().indicators[chosen.indicator]
    about = extents.subject(chosen.area, chosen.date)
    frame = series(indicator.id, about, footprint=chosen.footprint, on=chosen.date)
    target = NAN if indicator.target is None else float(indicator.target)
    process = Process(indicator.value_type, indicator.polarity, indicator.multiplier, target)
    trend = trend_view.evidence(replace(chosen, second="", compare=NONE))
    last = trend.lines[0].points[-1].day  # a change still to come says nothing of what is usual
    trend = replace(trend, breaks=tuple(one for one in trend.breaks if one.day <= last))
    usual = usual_variation(frame, process)
    if usual.kind == Kind.G:  # a target is one of rates, not of waits
        return UsualEvidence(in_waits(trend, usual), usual)
    return UsualEvidence(trend, usual, target=target, target_source=indicator.target_source)
