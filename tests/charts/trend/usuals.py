"""Usual variation for tests of words and drawings: Norfolk and England as published, one without a chart."""

from __future__ import annotations

from dataclasses import replace

from charts.evidence import NAN
from charts.usual.usual_evidence import UsualEvidence
from data.schema import Polarity
from equity.change.usual import Process, usual_variation
from tests.charts.trends import ENGLAND, MEASURE, NORFOLK, line, trend
from tests.equity.change.test_before_after import series


def usual(values=NORFOLK, *, name="Norfolk", target=NAN, measure=MEASURE, **columns) -> UsualEvidence:
    """The chart of yearly values from 2013/14 on."""
    one = line(name, "first", values)
    frame = series(list(values), **({"basis": "a"} | columns))
    frame.index = [point.period for point in one.points]
    process = Process(measure.value_type, Polarity(measure.polarity), 100.0, target)
    shown = trend(lines=(one,), measure=measure, breaks=(), notes=())
    source = "A body that set it" if target == target else ""
    return UsualEvidence(shown, usual_variation(frame, process), target, source)


def falling(**changes) -> UsualEvidence:
    """England: better than usual for years, worse at the end, far from 95 %."""
    return usual((82.7, 84.2, 86.0, 87.7, *ENGLAND), name="England", target=95.0, **changes)


def without_direction() -> UsualEvidence:
    """The same of a measure that has no good direction."""
    return falling(measure=replace(MEASURE, polarity=Polarity.NONE))
