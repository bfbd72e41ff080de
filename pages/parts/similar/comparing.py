"""The comparison itself: chosen and similar areas pooled, each similar area beside them, and how firm it is.

    SimilarQuestion -> subject + matching (who) -> figures (released rows) -> equity.similar (level) -> Similar

Lives here: that order and its cache. Not here: changes over time (`changing`), words (`charts.similar`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, SourceItem, area_rows
from charts.similar.found import Likeness, Neighbour, Similar
from charts.words import level_words
from data.catalogue import Indicator
from data.schema import Status, ValueType
from equity.comparing.comparison import SIDES, Comparison
from equity.similar.level import Level, level_comparison
from equity.similar.reasons import Withheld
from equity.values.two_values import difference_of_proportions, ratio_of_rates
from pages.parts import opened_pack
from pages.parts.answering.programmes import cached
from pages.parts.answering.view import measure_of
from pages.parts.similar import changing, done, matching, subject
from pages.parts.similar.covariates import EVERY, Covariates
from pages.parts.similar.figures import released
from pages.parts.similar.firmness import firmness
from pages.parts.similar.matching import Answer
from pages.parts.similar.question import COMPARE, METHODS, SimilarQuestion, levels_of

CACHED = 128
NO_AREAS = (
    "This measure has no counts for small areas, districts or councils in this pack, so it cannot be added up over "
    "similar areas. Choose another measure."
)
NO_THEMES = "This pack has nothing to match these areas on: no deprivation, ages or output-area groups of theirs."


def similar(asked: SimilarQuestion) -> Similar:
    """The comparison of a question; what only the views differ in makes no other comparison."""
    return _similar(replace(asked, view=COMPARE, order=""))


@cached(CACHED)
def _similar(asked: SimilarQuestion) -> Similar:
    indicator = opened_pack.pack().indicators[asked.indicator]
    if not levels_of(asked.indicator):
        return _nothing(asked, NO_AREAS)
    found = matching.answer(asked)
    if found is None:
        return _nothing(asked, NO_THEMES)
    who, frame = subject.subject(asked), released(asked.rows)
    level = _level(frame, indicator, found)
    own = _own_row(who, level, indicator)
    one, many = level_words(asked.area_type)
    matches = found.found.matches
    shown = Similar(
        measure=measure_of(indicator),
        period=asked.period,
        name=who.name,
        kind=who.kind,
        own=own,
        where=subject.wheres(asked)[asked.where],
        one=one,
        many=many,
        parts=tuple(area_rows(frame, list(who.chosen))),
        neighbours=_neighbours(asked, found, level),
        taken_out=_taken_out(asked, frame),
        level=level,
        matches=matches,
        balance=_worded(found.found.balance, found.had),
        likeness=_likeness(found),
        themes=tuple(EVERY[theme] for theme in found.themes),
        unused=tuple(words for theme, words in EVERY.items() if theme not in found.themes and found.had.of((theme,))),
        method=METHODS[asked.method],
        number=matching.number(asked),
        points=tuple(_points(asked.area_type).loc[list(who.chosen)].itertuples(index=False, name=None)),
        stability=firmness(asked, found, frame=frame, indicator=indicator),
        sources=sources(indicator, found),
        cautions=indicator.cautions,
    )
    over_time, no_time = changing.over_time(asked, matches)
    return replace(shown, over_time=over_time, no_time=no_time)


def _nothing(asked: SimilarQuestion, reason: str) -> Similar:
    pack = opened_pack.pack()
    who = subject.named(asked)
    row = AreaRow(asked.place or asked.system, who, status=Status.MISSING, reason=reason)
    return Similar(measure_of(pack.indicators[asked.indicator]), asked.period, who, "", row, reason=reason)


def _level(frame: pd.DataFrame, indicator: Indicator, found: Answer) -> Level:
    """The pooled comparison, withheld where fewer than five similar areas are left."""
    matches = found.found.matches
    chosen, others = frame.loc[list(found.asked.chosen)], frame.loc[list(matches.comparators)]
    made = level_comparison(chosen, others, value_type=indicator.value_type, multiplier=indicator.multiplier)
    if made.reason and chosen["value"].notna().any() and not frame["counted"].any():
        return replace(made, reason=str(Withheld.NO_COUNTS))
    return made


def _own_row(who: subject.Subject, level: Level, indicator: Indicator) -> AreaRow:
    """The chosen areas together, judged against the similar ones with the limits that areas alone would give."""
    group = level.chosen
    numbers = {
        "value": group.value,
        "lower_ci": group.lower_ci,
        "upper_ci": group.upper_ci,
        "numerator": group.numerator,
        "denominator": group.denominator,
    }
    every = group.areas + group.without_value
    status = Status.OK if group.areas else Status.MISSING
    reason = "" if group.areas else "none of the chosen areas has a value that may be compared"
    members = (group.areas, every) if every > 1 else None
    return AreaRow(
        "own", who.name, role="selected", status=status, members=members, compared=judged(level, indicator),
        reason=reason, **numbers,
    )  # fmt: skip


def judged(level: Level, indicator: Indicator) -> str:
    """Better, similar or worse than similar areas: beyond what differences between areas would give, or not."""
    if level.reason:
        return str(Comparison.NOT_COMPARED)
    even = 0.0 if level.kind == "difference" else 1.0
    below, above = SIDES[indicator.polarity]
    if level.upper_between < even:
        return str(below)
    return str(above if level.lower_between > even else Comparison.SIMILAR)


def _neighbours(asked: SimilarQuestion, found: Answer, level: Level) -> tuple[Neighbour, ...]:
    """Every similar area with its likeness, value and distance from the chosen areas' value."""
    indicator, matches = opened_pack.pack().indicators[asked.indicator], found.found.matches
    codes = list(matches.comparators)
    frame = released(asked.rows).loc[codes]
    nearest = matches.pairs.sort_values("distance", kind="stable").drop_duplicates("area").set_index("area")
    names = released(asked.rows)["name"]
    beside = _beside(frame, level, indicator)
    frame = frame.assign(compared=_sides(beside, indicator, level.kind))
    points, where = _points(asked.area_type).loc[codes], found.found.space.far
    return tuple(
        Neighbour(
            row,
            distance=float(matches.distances[row.code]),
            like=str(names[nearest.at[row.code, "chosen"]]),
            far=bool(matches.distances[row.code] > where),
            point=(float(points.at[row.code, "lon"]), float(points.at[row.code, "lat"])),
            difference=float(beside["difference"][place]),
            lower=float(beside["lower"][place]),
            upper=float(beside["upper"][place]),
            people=float(beside["people"][place]),
            programmes=done.there(row.code, asked.area_type, indicator_id=asked.indicator),
        )
        for place, row in enumerate(area_rows(frame, codes))
    )


def _beside(frame: pd.DataFrame, level: Level, indicator: Indicator) -> dict[str, np.ndarray]:
    """Each area against the chosen areas together: difference (or ratio), its limits, and what it means in people."""
    nothing = np.full(len(frame), np.nan)
    own = level.chosen
    if not own.areas or not len(frame):
        return dict.fromkeys(("difference", "lower", "upper", "people"), nothing)
    numerator, denominator = (frame[name].to_numpy("float64") for name in ("numerator", "denominator"))
    whole = (np.full(len(frame), own.numerator), np.full(len(frame), own.denominator))
    proportion = indicator.value_type == ValueType.PROPORTION
    method, unit = (difference_of_proportions, indicator.multiplier) if proportion else (ratio_of_rates, 1.0)
    difference, lower, upper = (unit * part for part in method((numerator, denominator), whole))
    people = denominator * own.numerator / own.denominator - numerator
    return {"difference": difference, "lower": lower, "upper": upper, "people": people}


def _sides(beside: dict[str, np.ndarray], indicator: Indicator, kind: str) -> np.ndarray:
    """Better or worse than the chosen areas where the interval of the difference leaves out none."""
    even = 0.0 if kind == "difference" else 1.0
    below, above = SIDES[indicator.polarity]
    with np.errstate(invalid="ignore"):
        found = np.select(
            [np.isnan(beside["lower"]), beside["upper"] < even, beside["lower"] > even],
            [str(Comparison.NOT_COMPARED), str(below), str(above)],
            str(Comparison.SIMILAR),
        )
    return found.astype(object)


def _taken_out(asked: SimilarQuestion, frame: pd.DataFrame) -> tuple[Neighbour, ...]:
    """Areas that the reader took out, with their values."""
    points = _points(asked.area_type)
    rows = area_rows(frame, list(asked.out))
    return tuple(Neighbour(row, np.nan, "", False, point=tuple(points.loc[row.code])) for row in rows)


@lru_cache(maxsize=8)
def _points(area_type: str) -> pd.DataFrame:
    """A point in every area of a kind: lon, lat."""
    areas = opened_pack.pack().areas
    return areas[areas["area_type"] == area_type].set_index("area_code")[["lon", "lat"]].astype("float64")


def _worded(balance: pd.DataFrame, had: Covariates) -> pd.DataFrame:
    words = {item.key: item.words for item in had.items}
    return balance.rename(index=words)


def _likeness(found: Answer) -> tuple[Likeness, ...]:
    """Every figure the pack has, used or not, with the balance of those used."""
    table, themes = found.found.balance, {item.key for item in found.items}
    rows = []
    for item in found.had.items:
        about = (item.words, EVERY[item.theme], item.unit, item.source, item.year)
        if item.key not in themes:
            rows.append(Likeness(*about, used=False))
            continue
        told = table.loc[item.key]
        numbers = [float(told[name]) for name in ("chosen", "candidates", "comparators", "before", "after")]
        rows.append(Likeness(*about, True, *numbers, flag=str(told["flag"])))
    return tuple(rows)


def sources(indicator: Indicator, found: Answer) -> tuple[SourceItem, ...]:
    """Where the outcome and what areas are matched on are from."""
    pack = opened_pack.pack()
    own = pack.sources[indicator.source]
    items = [SourceItem(own.publisher, own.title, own.published, derived=True, licence=own.licence)]
    wanted = dict.fromkeys((item.source, item.year) for item in found.items)
    for words, year in wanted:
        publisher, _, title = words.partition(", ")
        items.append(SourceItem(publisher, title, year, derived=True, licence=own.licence))
    return tuple(items)
