"""Scales of the trend's figure: days to pixels, values to pixels, and where labels stand without touching.

Lives here: geometry without any drawing. Not here: the marks (`charts.trend.trend_figure`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from charts.markup import text_width
from charts.trend.trend_evidence import TrendEvidence
from charts.words import round_ticks

NAME_SIZE, LEAST_ROOM = 14, 96.0  # size of the lines' names; pixels kept for them to the right of the last point


@dataclass(frozen=True)
class Frame:
    """The box of the plot and what its edges mean."""

    left: float
    right: float
    top: float
    bottom: float
    first_day: int
    last_day: int
    ticks: tuple[float, ...]

    def x(self, day: str) -> float:
        """Pixels of an ISO day, kept inside the plot; "" is the right edge."""
        if not day:
            return self.right
        share = (ordinal(day) - self.first_day) / (self.last_day - self.first_day)
        return min(max(self.left + share * (self.right - self.left), self.left), self.right)

    def y(self, value: float) -> float:
        """Pixels of a value."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.bottom - share * (self.bottom - self.top)


def ordinal(day: str) -> int:
    """Days as a number."""
    return dt.date.fromisoformat(day).toordinal()


def frame_of(evidence: TrendEvidence, *, width: float, height: float, top: float) -> Frame:
    """The frame of an evidence: half a step before the first point, room for labels or changes after the last."""
    points = [point for line in evidence.lines for point in line.known]
    ends = [end for p in points for end in ((p.lower, p.upper) if p.has_interval else (p.value,))]
    left, right = 44.0, width - 6.0
    days = [ordinal(point.day) for point in evidence.lines[0].points]
    step = (days[-1] - days[0]) / max(len(days) - 1, 1) or 365
    first = days[0] - step / 2
    room = name_room(evidence) / (right - left)
    last = first + (days[-1] - first) / (1 - room)
    coming = [ordinal(one.day) for one in evidence.breaks if ordinal(one.day) > days[-1]]
    if coming:
        needed = 118.0 / (right - left)  # its own label stands to the right of its line
        last = max(last, first + (max(coming) - first) / (1 - needed))
    return Frame(left, right, top, height, int(first), int(last), round_ticks(min(ends), max(ends), most=8))


def name_room(evidence: TrendEvidence) -> float:
    """Pixels that the longest word of the lines' names needs beside the last point."""
    words = [word for line in evidence.lines for word in line.name.split(" ")]
    return max(LEAST_ROOM, *(text_width(word, NAME_SIZE, bold=True) + 18 for word in words))


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to those wanted, in the same order, at least `gap` apart, between low and high."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed: list[float] = []
    for place in order:
        placed.append(max(wanted[place], placed[-1] + gap if placed else low))
    over = placed[-1] - high if placed else 0
    for place in range(len(placed) - 1, -1, -1):
        if over > 0:
            ceiling = high if place == len(placed) - 1 else placed[place + 1] - gap
            placed[place] = min(placed[place], ceiling)
    found = [0.0] * len(wanted)
    for place, y in zip(order, placed, strict=True):
        found[place] = y
    return found
