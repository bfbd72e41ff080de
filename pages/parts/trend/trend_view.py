"""From a trend's selection to its evidence: lines, changes, lanes, trend tests, notes.

Lives here: that order, and the cache. Not here: figures of one line (`series`), wording (`charts.trend.trend_words`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from charts.county_context import CountyContext
from charts.coverage import coverage_words
from charts.evidence import AreaRow, SourceItem
from charts.trend.trend_evidence import Break, Line, Point, TrendEvidence
from charts.trend.trend_words import jumps
from charts.words import period_words
from data.catalogue import Indicator
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Trend, recent_trend
from geo.lineage import day_in_words
from geo.periods import middle, period_days
from pages.parts import opened_pack
from pages.parts.answering import county_context, extents, programmes
from pages.parts.answering.extents import Subject
from pages.parts.answering.own import own_known
from pages.parts.answering.series import THEN, TODAY, series
from pages.parts.answering.view import measure_of
from pages.parts.asking.possible import ENGLAND
from pages.parts.trend import trend_markers
from pages.parts.trend.trend_judged import judged_latest
from pages.parts.trend.trend_selection import NONE, OVER, TrendSelection

CACHED = 64
AHEAD = 2  # years after the last point in which a coming change is drawn


@dataclass(frozen=True)
class Drawn:
    """What a trend draws, before notes and lanes: the lines asked for and their rows in the periods shown."""

    subjects: tuple[Subject, ...]
    against: tuple[Subject, ...]
    frames: dict[str, pd.DataFrame]
    lines: tuple[Line, ...]

    @property
    def shown(self) -> list[str]:
        """The periods shown, oldest first."""
        return [point.period for point in self.lines[0].points]


def drawn(chosen: TrendSelection) -> Drawn:
    """The released lines of a trend."""
    subjects = [extents.subject(code, chosen.date) for code in (chosen.area, chosen.second) if code]
    beside = against(chosen)
    frames = {
        s.code: series(chosen.indicator, s, footprint=chosen.footprint, on=chosen.date) for s in (*subjects, *beside)
    }
    shown = _shown_periods(frames, [s.code for s in subjects])
    benchmark = frames[beside[0].code] if beside else None
    lines = (
        _line(s, chosen, frame=frames[s.code].loc[shown], role=role, benchmark=benchmark)
        for s, role in zip((*subjects, *beside), _roles(subjects, beside), strict=True)
    )
    kept = {code: frame.loc[shown] for code, frame in frames.items()}
    return Drawn(tuple(subjects), tuple(beside), kept, tuple(lines))


def small(chosen: TrendSelection) -> TrendEvidence:
    """Lines and changes of a trend alone, for a small picture among others."""
    found = drawn(chosen)
    return TrendEvidence(
        measure=measure_of(opened_pack.pack().indicators[chosen.indicator]),
        lines=found.lines,
        footprint=chosen.footprint,
        on=chosen.date,
        breaks=_breaks(chosen, found),
        sources=_sources(opened_pack.pack().indicators[chosen.indicator], found.lines),
    )


@programmes.cached(CACHED)
def evidence(chosen: TrendSelection) -> TrendEvidence:
    """The released evidence of a trend."""
    indicator, found = opened_pack.pack().indicators[chosen.indicator], drawn(chosen)
    subjects, shown = found.subjects, found.shown
    markers, markers_note = trend_markers.markers(chosen, subjects, day=period_days(shown[-1]).end)
    return replace(
        small(chosen),
        lanes=tuple(
            (lane.title, tuple((span.start, span.end, span.name) for span in lane.spans))
            for lane in extents.lanes(chosen.system, tuple(s.code for s in subjects), on=chosen.date)
        ),
        notes=_notes(found.lines, indicator),
        footprint_note=_footprint_note(chosen, subjects, found.frames),
        cautions=indicator.cautions,
        around=_around(chosen, shown[-1]),
        markers=markers,
        markers_note=markers_note,
    )


def _around(chosen: TrendSelection, period: str) -> tuple[CountyContext, ...]:
    """The asked districts and places in their counties, in one period."""
    asked = {"period": period, "footprint": chosen.footprint, "on": chosen.date}
    found = (county_context.context(chosen.indicator, code, **asked) for code in (chosen.area, chosen.second) if code)
    return tuple(one for one in found if one is not None)


def against(chosen: TrendSelection) -> list[Subject]:
    """What the lines are compared with: none or one."""
    if chosen.compare == NONE or chosen.area == extents.ENGLAND_CODE:
        return []
    over = extents.system_over(chosen.area, chosen.date) if chosen.compare == OVER else None
    return [over or extents.subject(extents.ENGLAND_CODE, chosen.date)]


def _roles(subjects: list[Subject], against: list[Subject]) -> list[str]:
    return ["first", "second"][: len(subjects)] + ["benchmark"] * len(against)


def _shown_periods(frames: dict[str, pd.DataFrame], codes: list[str]) -> list[str]:
    """From the first to the last period in which an asked line has a value; all of them where none has."""
    known = pd.concat([frames[code]["value"].notna() for code in codes], axis=1).any(axis=1)
    periods = list(known.index)
    if not known.any():
        return periods
    there = np.flatnonzero(known.to_numpy())
    return periods[there[0] : there[-1] + 1]


def _line(
    about: Subject, chosen: TrendSelection, *, frame: pd.DataFrame, role: str, benchmark: pd.DataFrame | None
) -> Line:
    indicator = opened_pack.pack().indicators[chosen.indicator]
    points = tuple(
        _point(period, row, indicator) for period, row in zip(frame.index, frame.to_dict("records"), strict=True)
    )
    outcome = Comparison.BENCHMARK if role == "benchmark" else Comparison.NOT_COMPARED
    if role != "benchmark" and benchmark is not None:
        outcome = judged_latest((about, against(chosen)[0]), (frame, benchmark), chosen=chosen)
    breaks = tuple(change.sentence for change in about.changes) if chosen.footprint == THEN else ()
    code = own_known.code(about.code) if own_known.is_own(about.code) else about.code
    return Line(code, about.name, role, points, _trend(frame, indicator, breaks), str(outcome))


def _trend(frame: pd.DataFrame, indicator: Indicator, breaks: tuple[str, ...]) -> Trend:
    return recent_trend(frame, indicator.value_type, breaks=breaks)


def _point(period: str, row: dict, indicator: Indicator) -> Point:
    words = [indicator.notes[note] for note in str(row["note"]).split(";") if note in indicator.notes]
    if row["value"] != row["value"] and row["reason"]:
        words.insert(0, row["reason"])
    if row["apportioned"] > 0.005 and row["value"] == row["value"]:
        words.append(f"{100 * row['apportioned']:.0f} % of it is estimated from areas that lie across the edge.")
    if row["straddles"]:
        words.append(f"The members changed inside this period ({row['straddles']}); those of its last day are used.")
    counted = row["areas_of"] == row["areas_of"] and row["areas_of"] > 0
    of_it = (
        AreaRow("", "", members=(int(row["areas"]), int(row["areas_of"])), coverage=row["coverage"])
        if counted
        else None
    )
    return Point(
        period=period,
        day=middle(period),
        value=row["value"],
        lower=row["lower_ci"],
        upper=row["upper_ci"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        status=row["status"],
        standing=row["standing"] + (f" (boundary of {day_in_words(row['since'])})" if row["since"] else ""),
        note=" ".join(words),
        coverage=coverage_words(of_it) if of_it else "",
    )


def _breaks(chosen: TrendSelection, found: Drawn) -> tuple[Break, ...]:
    """Changes of what is drawn and of the chosen system, from the first period to two years after the last."""
    system = [extents.subject(chosen.system, chosen.date)] if chosen.system != ENGLAND else []
    own = (*found.subjects, *(one for one in found.against if one.code != extents.ENGLAND_CODE))
    first, last = middle(found.shown[0]), middle(found.shown[-1])
    latest = f"{int(last[:4]) + AHEAD}{last[4:]}"
    words_of: dict[str, str] = {}
    for about in (*own, *system):  # of one day the words of what is drawn
        for change in about.changes:
            words_of.setdefault(change.day, change.words)
    return tuple(Break(day, words) for day, words in sorted(words_of.items()) if first < day <= latest)


def _notes(lines: tuple[Line, ...], indicator: Indicator) -> tuple[tuple[str, str, str], ...]:
    """Points that stand out from both neighbours, and what the publisher says of the latest point."""
    found = [note for line in lines if line.role != "benchmark" for note in jumps(line, measure_of(indicator))]
    for line in lines:
        for point in line.known[-1:]:
            found += (
                [(line.code, point.period, f"{line.name} {period_words(point.period)}: {point.note}")]
                if point.note
                else []
            )
    return tuple(found[:4])


def _footprint_note(chosen: TrendSelection, subjects: list[Subject], frames: dict[str, pd.DataFrame]) -> str:
    """What the members are and whether they change; and the chosen system's own figure where it is not drawn."""
    names = " and ".join(s.name for s in subjects)
    moved = [change.sentence for s in subjects for change in s.changes]
    used = {note for frame in frames.values() for note in frame["standing_note"] if note}
    if not moved:
        these = "this" if len(subjects) == 1 else "these"
        words = f"The boundary of {names} is the same throughout: no break in {these} series."
    elif chosen.footprint == TODAY:
        words = f"Every period is shown for the members of {day_in_words(chosen.date)}. {'; '.join(moved)}."
    else:
        words = f"Each period is shown for the members valid on its last day. {'; '.join(moved)}."
    own = _system_words(chosen, subjects)
    return " ".join([words, *sorted(used), *([own] if own else [])])


def _system_words(chosen: TrendSelection, subjects: list[Subject]) -> str:
    if chosen.system == ENGLAND or chosen.system in {s.code for s in subjects}:
        return ""
    about = extents.subject(chosen.system, chosen.date)
    frame = series(chosen.indicator, about, footprint=chosen.footprint, on=chosen.date)
    known = frame[frame["value"].notna()]
    if known.empty:
        return f"{about.name} as a whole cannot be added up: {frame['reason'].iloc[-1]}"
    if len(known) >= 3:
        return ""
    last, indicator = known.iloc[-1], opened_pack.pack().indicators[chosen.indicator]
    number = f"{last['value']:.{indicator.decimals}f} {indicator.unit}".strip()
    about_it = f"about {last['numerator']:,.0f} of {last['denominator']:,.0f}"
    estimated = "" if last["status"] == "ok" else ", estimated for the county that lies across its edge"
    when = period_words(known.index[-1])
    return f"For {last['standing']} only {when} can be combined: {number} ({about_it}{estimated})."


def _sources(indicator: Indicator, lines: tuple[Line, ...]) -> tuple[SourceItem, ...]:
    source = opened_pack.pack().sources[indicator.source]
    derived = any(point.has_interval or point.coverage for line in lines for point in line.points)
    return (SourceItem(source.publisher, source.title, source.published, derived=derived, licence=source.licence),)
