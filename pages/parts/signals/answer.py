"""The signals of a question: where something rose that should not have, ranked, with what speaks for it.

    SignalQuestion -> released_series (every area of the system) -> equity.change.signal -> those inside the place

Lives here: which way is unwanted, and the figures as the page shows them. Not here: any test (`equity.change`), any
word (`charts.signals`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import Measure
from charts.signals.figures import AMBER, RED, Series, Signal, SignalBoard
from charts.words import level_words
from data.schema import Polarity, ValueType
from equity.change.multiplicity import expected_false_flags
from equity.change.signal import PER_THOUSAND, Watch, signals
from equity.change.signal_chart import SignalChart, signal_charts
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.answering.view import measure_of
from pages.parts.asking.selection import Selection
from pages.parts.board.board_tiles import source_of
from pages.parts.signals import second_opinion
from pages.parts.signals.links import links, others
from pages.parts.signals.needs import needs
from pages.parts.signals.own_past import MOST_SHOWN, NO_FIGURES, TOO_FEW, by_values
from pages.parts.signals.question import STRICT, SignalQuestion
from pages.parts.signals.released_series import Released, released

CACHED = 64


def board(asked: SignalQuestion) -> SignalBoard:
    """The signals of a question."""
    view = asked.view
    return _board(replace(view, area="none", colours="level", outlines="", period=""), asked.strict)


@lru_cache(maxsize=CACHED)
def _board(view: Selection, strict: str) -> SignalBoard:
    pack = opened_pack.pack()
    indicator, found = pack.indicators[view.indicator], released(view)
    watch = Watch(
        threshold=float(np.log10(STRICT[strict])),
        shares=indicator.value_type == ValueType.PROPORTION,
        per_year=found.per_year,
    )
    told = SignalBoard(
        measure=watched(measure_of(indicator)),
        name=groups.place_name(view) if view.inside else groups.scope_name(view),
        areas=level_words(view.area_type),
        periods=found.periods,
        reason=found.reason,
        flags_false=STRICT[strict],
        needs=needs(found, watch, indicator=indicator),
        sources=(source_of(indicator, derived=True),),
    )
    if found.reason:
        return replace(told, others=others(view))
    inside = _inside(view, found)
    if found.counts.notna().sum(axis=1).max() >= watch.baseline + min(watch.windows):
        return _by_counts(told, found, view=view, watch=watch, inside=inside)
    return by_values(told, found, view=view, inside=inside)


def watched(measure: Measure) -> Measure:
    """The measure worded for what must not rise: of a share that is good when high, the people it did not reach."""
    if measure.value_type != ValueType.PROPORTION or measure.polarity != Polarity.HIGH_IS_GOOD:
        return measure
    complement = measure.complement or f"not: {measure.numerator_name}"
    people = measure.people_short or measure.people or "people"
    noun = f"The share of {people} who {complement}"
    return replace(measure, word=noun, numerator_name=complement, polarity=Polarity.LOW_IS_GOOD)


def _inside(view: Selection, found: Released) -> pd.Index:
    """Codes of the areas that the reader looks at."""
    codes = tuple(found.values.index)
    return found.values.index[groups.drawn(view, codes)]


def unwanted(found: Released, view: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts of what must not rise, and people."""
    indicator = opened_pack.pack().indicators[view.indicator]
    turned = watched(measure_of(indicator)).polarity != indicator.polarity
    return (found.people - found.counts if turned else found.counts), found.people


def _by_counts(told: SignalBoard, found: Released, *, view: Selection, watch: Watch, inside: pd.Index) -> SignalBoard:
    """Both questions, put to every area of the system; what lies inside the place is listed."""
    counts, people = unwanted(found, view)
    multiplier = told.measure.multiplier
    unit = replace(PER_THOUSAND, multiplier=multiplier, words=told.measure.unit, decimals=told.measure.decimals)
    every = signals(counts, people, watch=watch, unit=unit)
    ranked = every.ranked[every.ranked.index.isin(inside)]
    listed = ranked.head(MOST_SHOWN)
    charts = signal_charts(counts, people, found=replace(every, ranked=listed), watch=watch, multiplier=multiplier)
    opinions = second_opinion.opinions(listed, charts, counts=counts, people=people, watch=watch)
    names = groups.labels(view, tuple(listed.index))
    shown = tuple(
        _signal(row, charts[row.Index], watch=watch, found=found, opinions=opinions[row.Index])
        for row in listed.itertuples()
    )
    shown = tuple(
        replace(
            one,
            name=name,
            district=district,
            people=_people(people, one, share=watch.shares),
            links=links(view, one.code),
        )
        for one, name, district in zip(shown, names["name"], names["district"], strict=True)
    )
    withheld = every.withheld[every.withheld.index.isin(inside)].value_counts()
    tested = int(len(inside) - withheld.sum())
    red = int((ranked["level"] == RED).sum())
    return replace(
        told,
        signals=shown,
        found=len(ranked),
        found_red=red,
        tested=tested,
        withheld=tuple((str(why), int(number)) for why, number in withheld.items()),
        expected_false=expected_false_flags(red, 1 / told.flags_false),
        season=every.season,
        reason="" if tested else _too_few(told, watch),
        others=() if tested else others(view),
    )


def _too_few(told: SignalBoard, watch: Watch) -> str:
    needed = watch.baseline + min(watch.windows)
    return TOO_FEW.format(has=len(told.periods), needs=needed) if len(told.periods) < needed else NO_FIGURES


def _signal(row, chart: SignalChart, *, watch: Watch, found: Released, opinions: tuple[str, ...]) -> Signal:
    own, others = (p <= 10**-watch.threshold * (1 + 1e-9) for p in (row.p_time, row.p_place))
    return Signal(
        code=row.Index,
        name="",
        district="",
        level=RED if row.level == RED else AMBER,
        own_past=bool(own),
        others=bool(others),
        before=row.rate_before,
        after=row.rate_after,
        lower=row.expected_lower,
        upper=row.expected_upper,
        series=_series(found.periods, chart),
        events=row.events,
        expected=row.expected,
        strength=row.strength,
        opinions=opinions,
    )


def _series(periods: tuple[str, ...], chart: SignalChart) -> Series:
    parts = (chart.values, chart.mean, chart.lower, chart.upper)
    numbers = (tuple(float(value) for value in part) for part in parts)
    return Series(periods, *numbers, tuple(bool(flag) for flag in chart.high), chart.recent)


def _people(people: pd.DataFrame, one: Signal, *, share: bool) -> float:
    """People of the recent periods together; NaN for rates, whose people are the same ones in every period."""
    if not share:
        return float("nan")
    return float(people.loc[one.code].iloc[-one.series.recent :].sum())
