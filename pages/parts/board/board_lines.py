"""The lines of a tile: series of its rows and of the benchmark on today's members, over five years.

Lives here: which lines are drawn, cut off at the year asked for, and their trend. Not here: the series themselves
(`published_tables`, `series`), how they are drawn (`charts.board.spark`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from charts.evidence import AreaRow
from charts.trend.trend_evidence import Line, Point
from equity.comparing.trend import Direction, Trend, recent_trend
from geo.periods import middle
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.answering.published_tables import row_series
from pages.parts.answering.series import periods
from pages.parts.asking.selection import Selection
from pages.parts.board import board_choices, board_own
from pages.parts.board.board_found import Found

YEARS = 5  # of the strategic view


def lines(chosen: Selection, rows: Found, *, until: str) -> tuple[Line, ...]:
    """Series of the first rows and of the benchmark, on today's members, over the newest five years asked for."""
    if len(periods(chosen.indicator)) == 1:
        return tuple(_point_alone(row, chosen.period) for row in rows.rows[:1])
    drawn = rows.rows if len(rows.rows) <= 2 else _ends(rows.rows)
    wanted = [(row, role) for row, role in zip(drawn, ("first", "second"), strict=False)]
    if rows.benchmark is not None:
        wanted.append((rows.benchmark, "benchmark"))
    told = [(row, role, *_told(_key(row, chosen), replace(chosen, place="", system=""), until)) for row, role in wanted]
    ends = [points[-1].day for _, role, _, points in told if role != "benchmark" and points]
    if not ends:
        return ()
    first = f"{int(max(ends)[:4]) - YEARS}{max(ends)[4:]}"
    return tuple(
        Line(
            row.code,
            row.name,
            role,
            tuple(point for point in points if first < point.day <= max(ends)),
            trend,
            row.compared,
        )
        for row, role, trend, points in told
    )


def _ends(rows: tuple[AreaRow, ...]) -> tuple[AreaRow, ...]:
    """The lowest and the highest of many."""
    return min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)


def _point_alone(row: AreaRow, period: str) -> Line:
    """The line of a measure with one period: its value."""
    numbers = (row.value, row.lower_ci, row.upper_ci, row.numerator, row.denominator)
    point = Point(period, middle(period), *numbers, status=row.status, standing=row.name)
    trend = Trend(Direction.NOT_CALCULATED, reason="one period.")
    return Line(row.code, row.name, "first", (point,), trend, row.compared)


def _key(row: AreaRow, chosen: Selection) -> str:
    """What a row's series is found by: its code, or the key of an own footprint."""
    return chosen.place if own_known.is_own(chosen.place) and row.role == "selected" else row.code


@lru_cache(maxsize=4096)
def _told(code: str, view: Selection, until: str) -> tuple[Trend, tuple[Point, ...]]:
    """The trend of a row's series, and its points that have a value, up to the end of a year."""
    indicator_id, on = view.indicator, view.date
    if own_known.is_own(code):
        frame = board_own.told(indicator_id, code, on=on)
    else:
        frame = row_series(indicator_id, code, area_type=view.area_type, on=on)
    frame = frame[[board_choices.in_time(str(period), until) for period in frame.index]]
    known = frame[frame["value"].notna()]
    columns = known[["value", "lower_ci", "upper_ci", "numerator", "denominator", "status"]].to_numpy().tolist()
    points = tuple(
        Point(str(period), middle(str(period)), *numbers, status=str(status))
        for period, (*numbers, status) in zip(known.index, columns, strict=True)
    )
    return recent_trend(frame, opened_pack.pack().indicators[indicator_id].value_type), points
