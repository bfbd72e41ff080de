"""Programmes on a trend: which stand there, and the released values of their places before and after they began.

Lives here: the choice and the comparison. Not here: where a programme ran (`programmes`), words (`charts.trend`).
"""

from __future__ import annotations

import pandas as pd

from charts.trend.programmes import NO_SERIES, NO_SUM, NO_VALUES, NONE_HERE, NONE_IN_PACK
from charts.trend.trend_evidence import Marker
from charts.words import mid_sentence
from data.programmes import Programme
from equity.change.before_after import BeforeAfter, before_and_after
from pages.parts import opened_pack
from pages.parts.answering import extents, programmes
from pages.parts.answering.extents import Subject
from pages.parts.answering.programmes import Lies
from pages.parts.answering.series import series
from pages.parts.trend.joint_series import together
from pages.parts.trend.trend_selection import HIDDEN, TrendSelection

ORDER = (Lies.SAME, Lies.AROUND, Lies.PART)  # of several lines a programme is told with the nearest


def markers(chosen: TrendSelection, subjects: list[Subject], *, day: str) -> tuple[tuple[Marker, ...], str]:
    """Programmes beside the lines, and what the lane says where there is none; nothing at all where they are hidden.

    Parameters
    ----------
    subjects : list of Subject
        The lines that are asked about.
    day : str
        The members of which day count.
    """
    if chosen.markers == HIDDEN:
        return (), ""
    found: dict[str, tuple[Programme, Lies, Subject]] = {}
    for about in subjects:
        for one, how in programmes.beside(about.then(day).members, chosen.indicator):
            if how == Lies.PART and about.code == extents.ENGLAND_CODE:
                continue
            if one.id not in found or ORDER.index(how) < ORDER.index(found[one.id][1]):
                found[one.id] = (one, how, about)
    made = tuple(_marker(chosen, *each) for each in found.values())
    note = "" if made else NONE_HERE if programmes.recorded() else NONE_IN_PACK
    return tuple(sorted(made, key=lambda one: (one.programme.start, one.programme.name))), note


def _marker(chosen: TrendSelection, one: Programme, how: Lies, about: Subject) -> Marker:
    told, untold = _told(chosen, one)
    return Marker(
        programme=programmes.marker(one, indicators=one.indicators),
        place=programmes.place_words(one),
        line=about.name,
        how=str(how),
        owner=one.owner,
        owner_kind=one.owner_kind,
        url=one.url,
        about=one.about,
        note=one.note,
        reach=tuple((f"{reach.count:,} {reach.who}", reach.period, reach.quality) for reach in one.reach),
        told=told,
        untold=untold,
    )


def _told(chosen: TrendSelection, one: Programme) -> tuple[BeforeAfter | None, str]:
    """Before and after of its own place, of several areas together; else why not."""
    place = programmes.place_words(one)
    subjects = tuple(extents.subject(code, chosen.date) for code in one.places)
    if None in subjects:
        return None, NO_SERIES.format(place=place)
    indicator = opened_pack.pack().indicators[chosen.indicator]
    if len(subjects) == 1:
        frame = series(indicator.id, subjects[0], footprint=chosen.footprint, on=chosen.date)
    else:
        frame, why = together(indicator.id, subjects, footprint=chosen.footprint, on=chosen.date)
        if frame is None:
            return None, NO_SUM.format(place=place, reason=why)
    known = frame["value"].notna()
    if not known.any():
        return None, NO_VALUES.format(place=place, reason=_why(frame))
    return (
        before_and_after(
            frame.loc[known.idxmax() : frame["value"].last_valid_index()],
            programmes.marker(one),
            value_type=indicator.value_type,
            multiplier=indicator.multiplier,
        ),
        "",
    )


def _why(frame: pd.DataFrame) -> str:
    return mid_sentence(frame["reason"].iloc[-1] or "nothing is published for it.")
