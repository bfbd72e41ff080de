"""What the pack says of one measure, and of all of them as a list.

Lives here: the catalogue's texts, and for which areas and periods there are released figures. Not here: the figures
themselves (the other pages), words made of rules (`charts.sources.meaning`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from charts.method import ALWAYS, METHODS
from charts.sources import meaning
from charts.sources.listing import Cell, Entry, Fact, Listing, fact
from charts.words import level_words, period_words, sentence_case
from data.catalogue import Indicator
from data.schema import AREA_TYPES, LEVEL_NAMES, Level, Status, ValueType
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.releasing import protected
from pages.parts.asking import possible, resolution, selection
from pages.parts.asking.possible import ENGLAND

ORDER = list(Level)
WITHHELD = (Status.SUPPRESSED,)
NOT_COUNTED = "Nothing: the pack has the values as they were published, without a count behind them."


def entry(indicator_id: str) -> Entry:
    """Everything known of one measure."""
    indicator = opened_pack.pack().indicators[indicator_id]
    source = opened_pack.pack().sources[indicator.source]
    shared = urlencode({"indicator": indicator_id})
    told = f"{source.publisher}: {source.title}"
    published = f"Published {period_words(source.published)}, read on {period_words(source.retrieved)}."
    facts = (
        _rationale(indicator),
        fact("Counted", _counted(indicator)),
        fact("Out of", sentence_case(indicator.people) or "Nothing: it is not a share or a rate."),
        fact(
            "How it is worked out", METHODS[indicator.value_type], f"Shown in {indicator.unit}." * bool(indicator.unit)
        ),
        fact("Which way is better", meaning.direction(indicator.polarity), term="polarity"),
        fact("Small numbers", meaning.disclosure_words(indicator.release_rule), term="suppressed"),
        fact("Added up for", _summed(indicator), term="derived"),
        fact("Groups of people", *_groups(indicator)),
        fact("Be careful", *indicator.cautions, *ALWAYS),
        fact("Notes on single values", *indicator.notes.values()),
        fact("Updated", indicator.updated or meaning.NOT_GIVEN),
        Fact(
            "Source",
            (Cell(told, f"./sources?show=sources&source={source.id}"), Cell(published), Cell(source.url, source.url)),
        ),
        fact("Licence", f"{source.licence}. {source.attribution}"),
    )
    ways = (
        Cell("On the map", f"./?{shared}"),
        Cell("On the board", f"./board?{shared}"),
        Cell("Over time", f"./trend?{shared}"),
        Cell("What else is from this source", f"./sources?show=sources&source={source.id}"),
    )
    return Entry(
        indicator.name, indicator.definition, tuple(one for one in facts if one.cells), (held(indicator_id),), ways
    )


def _rationale(indicator: Indicator) -> Fact:
    told = [Cell(indicator.rationale or meaning.NOT_GIVEN)]
    if indicator.rationale_source:
        told.append(Cell(f"After: {indicator.rationale_source}"))
    return Fact("Why it matters", tuple(told))


def _counted(indicator: Indicator) -> str:
    if not indicator.numerator_name:
        return NOT_COUNTED
    whose = f"{indicator.people_short or indicator.people} who {indicator.numerator_name}"
    return sentence_case(whose if indicator.value_type == ValueType.PROPORTION else indicator.numerator_name)


def _summed(indicator: Indicator) -> str:
    """Kinds of area that figures are summed to, in words."""
    pack = opened_pack.pack()
    stored = {AREA_TYPES[kind] for kind in pack.store.area_types(indicator.id)}
    reach = [one for one in possible.levels(pack, indicator, scope=ENGLAND) if one not in stored]
    if not indicator.building_block or not reach:
        return "Nothing: figures stand for the areas they are published for, and are never averaged."
    block = level_words(indicator.building_block)[1]
    named = ", ".join(LEVEL_NAMES[one].lower() if one != Level.PCN else LEVEL_NAMES[one] for one in reach)
    return f"{sentence_case(named)}, and any footprint: counts are summed over its {block}, never averaged."


def _groups(indicator: Indicator) -> list[str]:
    store = opened_pack.pack().store
    index = store.segment_index
    own = index[index["indicator_id"] == indicator.id]
    sexes, ages, categories = (sorted(own[name].unique()) for name in ("sex", "age", "category"))
    return meaning.groups_words(sexes, ages, categories=categories)


@lru_cache(maxsize=256)
def held(indicator_id: str) -> Listing:
    """Kinds of area that the pack holds figures for: periods, and how many areas have a value in the latest."""
    store = opened_pack.pack().store
    kinds = sorted(store.area_types(indicator_id), key=lambda kind: (ORDER.index(AREA_TYPES[kind]), kind))
    rows = []
    for kind in kinds:
        periods = store.periods(indicator_id, kind)
        shown, withheld, every = counted(indicator_id, kind, period=periods[-1])
        less = f"; {withheld:,} withheld" if withheld else ""
        rows.append(
            (
                Cell(meaning.kind_words(kind)),
                Cell(meaning.periods_words(periods)),
                Cell(f"{shown:,} of {every:,}{less}"),
            )
        )
    return Listing("In this pack", ("Kind of area", "Periods", "With a value, latest"), tuple(rows), len(rows), (2,))


@lru_cache(maxsize=2048)
def counted(indicator_id: str, area_type: str, *, period: str) -> tuple[int, int, int]:
    """Areas of a type with a released value in a period, those withheld, and all that the pack knows."""
    indicator = opened_pack.pack().indicators[indicator_id]
    anywhere, _ = resolution.resolved(selection.landing() | {"indicator": indicator_id, "system": ENGLAND, "place": ""})
    asked = replace(
        anywhere,
        area_type=area_type,
        level=AREA_TYPES[area_type],
        period=period,
        sex=indicator.default_sex,
        age=indicator.default_age,
        category=indicator.default_category,
    )
    codes = values.area_codes(area_type)
    frame = protected.rows(asked, codes)
    withheld = int(frame["status"].isin(WITHHELD).sum())
    return int((frame["value"].notna() & ~frame["status"].isin(WITHHELD)).sum()), withheld, len(codes)


@lru_cache(maxsize=1)
def every() -> Listing:
    """All measures: lens, areas, periods, source."""
    pack, store, rows = opened_pack.pack(), opened_pack.pack().store, []
    for lens, title in meaning.LENSES.items():
        for one in (item for item in pack.indicators.values() if item.lens == lens):
            kinds = sorted(store.area_types(one.id), key=lambda kind: (ORDER.index(AREA_TYPES[kind]), kind))
            levels = dict.fromkeys(LEVEL_NAMES[AREA_TYPES[kind]] for kind in kinds)
            periods = sorted({period for kind in kinds for period in store.periods(one.id, kind)})
            rows.append(
                (
                    Cell(sentence_case(one.name), f"./sources?indicator={one.id}"),
                    Cell(title),
                    Cell(", ".join(levels)),
                    Cell(meaning.periods_words(periods) if periods else "None"),
                    Cell(pack.sources[one.source].publisher, f"./sources?show=sources&source={one.source}"),
                )
            )
    heads = ("Measure", "Lens", "Published for", "Periods", "Source")
    return Listing("All measures", heads, tuple(rows), len(rows))
