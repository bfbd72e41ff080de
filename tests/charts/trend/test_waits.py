"""A chart of rare events in words and drawing: waits, their median, and never the rate it stands for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from charts.trend.waits import in_waits
from charts.usual import usual_figure, usual_table, usual_words
from charts.usual.usual_card import card
from charts.usual.usual_evidence import UsualEvidence
from data.schema import Polarity, ValueType
from equity.change.usual import Kind, Process, usual_variation
from tests.charts.trends import MEASURE, line, trend
from tests.equity.change.test_before_after import series

FALLS = replace(
    MEASURE,
    name="Falls",
    short_name="Falls",
    value_type=ValueType.CRUDE_RATE,
    polarity=Polarity.LOW_IS_GOOD,
    unit="per 1,000 people",
)
COUNTS = [1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1] + [0] * 40 + [1]


@pytest.fixture(scope="module")
def shown() -> UsualEvidence:
    values = [(count, 900) for count in COUNTS]
    one = line("Norfolk", "first", [1000 * count / 900 for count in COUNTS])
    frame = series(values, basis="a")
    frame.index = [point.period for point in one.points]
    found = usual_variation(frame, Process(ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD, 1000))
    assert found.kind == Kind.G
    return UsualEvidence(in_waits(trend(lines=(one,), measure=FALLS, breaks=(), notes=()), found), found)


def test_a_long_wait_is_told_as_better_and_as_a_wait(shown):
    assert usual_words.finding(shown).startswith("Norfolk: wait between falls better than usual")
    said = usual_words.lead(shown)
    assert "the wait without an event was 40 periods" in said.lower() and "The median is 4" in said
    assert "per 1,000" not in said + usual_words.subtitle(shown) + usual_words.paragraph(shown)
    assert usual_words.subtitle(shown).endswith("g-chart")
    assert "limits from the waits between periods with an event" in card(shown)


def test_only_periods_with_an_event_are_points(shown):
    happened = [period for period, count in zip([p.period for p in _all()], COUNTS, strict=True) if count][1:]
    assert [one.point.period for one in shown.charted] == happened
    drawn = usual_figure.figure(shown)
    assert "Median 4" in drawn and "Mean" not in drawn
    listed = re.findall(r"</th><td class=\"he-r\">(\d+)</td>", usual_table.table(shown))
    assert listed == [f"{one.point.value:.0f}" for one in reversed(shown.charted)]


def _all():
    return line("Norfolk", "first", [0.0] * len(COUNTS)).points
