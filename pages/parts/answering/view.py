"""From a selection to the released view: the one object that map, card, table, sentence, CSV and hover are made from.

    Selection -> values (store, membership, sums) -> valuation -> disclosure -> classes and comparison -> Evidence

Lives here: that order, and the caches of its results. Not here: any formula (`equity`) or any wording (`charts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import Evidence, Measure, SourceItem, measure_for
from data.catalogue import Indicator
from data.schema import POOL, Level, Polarity, Status
from equity.breaks import OUTSIDE_CLASS, class_breaks, class_index, comparison_index
from pages.parts import opened_pack
from pages.parts.answering import facts, groups, values
from pages.parts.answering.judging import judged_areas
from pages.parts.answering.own import own_known
from pages.parts.answering.releasing import protected
from pages.parts.asking.possible import ENGLAND, levels, periods, pools
from pages.parts.asking.selection import NO_AREA, TWO_LIMITS, Selection

CACHED_VIEWS = 64


@dataclass(frozen=True)
class Core:
    """What does not change when another area is selected: released rows, classes, breaks, benchmark."""

    measure: Measure
    frame: pd.DataFrame
    breaks: tuple[float, ...]
    benchmark: groups.Benchmark
    ranked: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A complete, released view."""

    selection: Selection
    indicator: Indicator
    evidence: Evidence
    classes: np.ndarray
    codes: tuple[str, ...]  # every area of the scope, in the order of the geometry's ids
    ranked: tuple[str, ...]
    periods: tuple[str, ...]
    refused: str  # why a chosen own footprint has no figures, "" where it has


@lru_cache(maxsize=CACHED_VIEWS)
def shown(selection: Selection) -> View:
    """Return the released view of a selection."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    colours = selection.colours if selection.colours == TWO_LIMITS else "level"
    core = _core(replace(selection, area="", colours=colours, outlines=""))
    selected = _selected(selection, core)
    rows, gaps = groups.beside(selection, core.benchmark, selected=selected)
    evidence = Evidence(
        measure=core.measure,
        period=selection.period,
        area_type=selection.area_type,
        frame=core.frame,
        scope_name=groups.scope_name(selection),
        benchmark=core.benchmark.row,
        rows=rows,
        gaps=gaps,
        selected=selected,
        sources=sources(selection),
        facts=facts.facts(selection, selected, found=core.benchmark),
        breaks=core.breaks,
        within=groups.place_name(selection) if selection.inside else "",
        benchmark_word=core.benchmark.word,
        colours=selection.colours,
    )
    codes = tuple(opened_pack.pack().names(selection.area_type, selection.system).codes)
    return View(
        selection,
        indicator,
        evidence,
        _classes(selection, core, codes),
        codes,
        core.ranked,
        _periods(selection, indicator),
        groups.own_measured(selection).refused if own_known.is_own(selection.place) else "",
    )


@lru_cache(maxsize=CACHED_VIEWS)
def _core(selection: Selection) -> Core:
    pack, two = opened_pack.pack(), selection.colours == TWO_LIMITS
    selection = replace(selection, colours="level")
    indicator = pack.indicators[selection.indicator]
    names = pack.names(selection.area_type, selection.system)
    frame = protected.rows(selection, tuple(names.codes))
    frame = frame.assign(**groups.labels(selection, tuple(names.codes)))
    benchmark = groups.benchmark(selection)
    breaks = _breaks(selection.indicator, selection.level, selection.category)
    frame["class_index"] = class_index(frame, breaks, decimals=indicator.decimals)
    kind = selection.area_type
    frame["compared"] = judged_areas(frame, benchmark.row, indicator=indicator, area_type=kind, two_limits=two)
    outside = ~groups.drawn(selection, tuple(names.codes))
    frame = frame.assign(outside=outside)
    return Core(
        measure(selection),
        frame[~outside].drop(columns="outside"),
        breaks,
        benchmark,
        _ranked(frame, indicator),
    )


def _ranked(frame: pd.DataFrame, indicator: Indicator) -> tuple[str, ...]:
    """Codes by need: the values that need attention first, then the areas without a rank."""
    able = frame[frame["status"].isin([Status.OK, Status.ESTIMATED]) & frame["value"].notna() & ~frame["outside"]]
    ordered = able.sort_values("value", ascending=indicator.polarity == Polarity.HIGH_IS_GOOD, kind="stable")
    rest = frame.index.difference(ordered.index, sort=False)
    return (*ordered.index, *rest[~frame.loc[rest, "outside"].to_numpy()])


def _selected(selection: Selection, core: Core) -> str:
    if selection.area == NO_AREA:
        return ""
    if selection.area:
        return selection.area if selection.area in core.frame.index else ""
    return core.ranked[0] if core.ranked and pd.notna(core.frame.at[core.ranked[0], "value"]) else ""


def _classes(selection: Selection, core: Core, codes: tuple[str, ...]) -> np.ndarray:
    """One byte per area of the scope, in code order; areas that are not drawn get 255."""
    against = selection.colours != "level"
    shown_classes = (
        comparison_index(core.frame["compared"], core.frame["status"]) if against else core.frame["class_index"]
    )
    return shown_classes.reindex(list(codes), fill_value=OUTSIDE_CLASS).to_numpy(dtype=np.uint8)


@lru_cache(maxsize=256)
def _breaks(indicator_id: str, level: Level, category: str) -> tuple[float, ...]:
    """Fixed breaks of an indicator and level: from every period and area of England that the pack has."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    fixed = indicator.breaks.get(str(level))
    if fixed is not None:
        return class_breaks(np.array([]), fixed=fixed, decimals=indicator.decimals)
    types = levels(pack, indicator, scope=ENGLAND).get(level, ())
    everything = [
        values.everywhere(indicator_id, area_type, period=period, category=category)
        for period, area_type in periods(pack, indicator, types=types).items()
    ]
    known = [values.for_readers(frame, indicator)["value"].to_numpy(dtype=float) for frame in everything]
    return class_breaks(np.concatenate(known) if known else np.array([]), decimals=indicator.decimals)


def _periods(selection: Selection, indicator: Indicator) -> tuple[str, ...]:
    """Periods that can be stepped through without another geometry."""
    pack = opened_pack.pack()
    types = levels(pack, indicator, scope=selection.system).get(selection.level, ())
    found = pools if POOL in selection.period else periods
    return tuple(period for period, kind in found(pack, indicator, types=types).items() if kind == selection.area_type)


def measure_of(indicator: Indicator) -> Measure:
    """An indicator as sentences need it, for everyone it is published for."""
    return Measure(
        indicator_id=indicator.id,
        name=indicator.name,
        short_name=indicator.short_name,
        unit=indicator.unit,
        value_type=indicator.value_type,
        polarity=indicator.polarity,
        decimals=indicator.decimals,
        multiplier=indicator.multiplier,
        people=indicator.people,
        numerator_name=indicator.numerator_name,
        complement=indicator.complement,
        word=indicator.word,
        period_phrase=indicator.period_phrase,
        notes=dict(indicator.notes),
        people_short=indicator.people_short,
        not_ranked=indicator.not_ranked,
    )


def measure(selection: Selection) -> Measure:
    """The measure of a selection in words, for the group that is shown."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    return measure_for(
        measure_of(indicator),
        age=selection.age,
        default_age=indicator.default_age,
        sex=selection.sex,
        category=selection.category,
    )


def sources(selection: Selection) -> tuple[SourceItem, ...]:
    """Where the numbers and the boundaries of a selection are from."""
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    wanted = [indicator.source, *[key for key in ("ons_lsoa11", "os_code_point_open") if key in pack.sources][:1]]
    derived = indicator.id and selection.system != ENGLAND
    return tuple(_source_item(pack.sources[key], derived=derived and key == indicator.source) for key in wanted)


def _source_item(source, *, derived: bool) -> SourceItem:
    return SourceItem(source.publisher, source.title, source.published, derived=derived, licence=source.licence)
