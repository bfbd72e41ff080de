"""Facts beside a value: deprivation, the value if ages matched the system's, and what is known of the footprints.

Lives here: rows of (label, words) for the card and the method panel. Not here: the areas themselves (`groups`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from charts.words import value_text
from data.schema import FOOTPRINT_TYPES, Status, ValueType
from equity.values.age_matched import age_matched_proportion
from geo.own import RULES
from pages.parts import opened_pack
from pages.parts.answering import relevant_ages, values
from pages.parts.answering.groups import Benchmark
from pages.parts.answering.members import OLD, base
from pages.parts.answering.own import own_known
from pages.parts.answering.pooled_ages import bands_of, counts_by_age
from pages.parts.asking.possible import ENGLAND, block_type
from pages.parts.asking.selection import Selection

DEPRIVED_TENTHS = 2  # "the most deprived fifth": national deciles 1 and 2


def facts(selection: Selection, selected: str, *, found: Benchmark) -> tuple[tuple[str, str], ...]:
    """Further rows of the selected area's card."""
    return (*_deprivation(selection, selected), *_ages_matched(selection, selected, found=found))


def _ages_matched(selection: Selection, selected: str, *, found: Benchmark) -> tuple[tuple[str, str], ...]:
    """The proportion the area would have with the system's ages; only where the pack has counts by age band."""
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    direct = block_type(pack, indicator, area_type=selection.area_type) == selection.area_type
    published = indicator.release_rule == "published" and indicator.value_type == ValueType.PROPORTION
    if not (selected and direct and published) or selection.system == ENGLAND or selection.age != indicator.default_age:
        return ()
    counts = _by_age(selection)
    if counts is None or found.row is None or selected not in counts[0].index:
        return ()
    numerators, denominators = counts
    matched = age_matched_proportion(
        numerators.loc[[selected]], denominators.loc[[selected]], standard=denominators.sum()
    ).iloc[0]
    if matched["status"] != Status.OK:
        return ()
    beside = ""
    if matched["upper_ci"] < found.row.value:
        beside = ", still lower"
    elif matched["lower_ci"] > found.row.value:
        beside = ", still higher"
    return (("If ages matched the system", f"{value_text(matched['value'], indicator)}{beside}"),)


def _by_age(selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Numerators and denominators of the system's areas by age band (areas x bands), None without bands."""
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    bands = bands_of(indicator, selection.area_type, segment=selection.segment)
    if not bands:
        return None
    codes = tuple(pack.names(selection.area_type, selection.system).codes)
    counts = counts_by_age(indicator, selection.area_type, bands=bands, segment=selection.segment, codes=codes)
    return counts.numerator, counts.denominator


def footprint_facts(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Confidence, dates and source of the footprints drawn, for the method panel."""
    registry = opened_pack.registry()
    ids = [code for code in (selection.system, selection.place) if code in registry]
    words = [
        f"{registry[code].title}: boundary {registry[code].confidence}. {'; '.join(registry[code].source)}. "
        f"{registry[code].notes}".strip()
        for code in ids
    ]
    if own_known.is_own(selection.place):
        own = own_known.footprint(selection.place)
        words.append(f"{own.name}: an own footprint, made by a reader and not reviewed; {RULES[own.rule]}.")
    return tuple(("Footprint", one) for one in words)


def shared_out(selection: Selection) -> tuple[tuple[str, str], ...]:
    """How footprints share out the areas they cut, for the method panel; none where no area of the measure is cut."""
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    source = block_type(pack, indicator, area_type=selection.area_type)
    if source == OLD or base(source) != OLD or not values.summable(indicator, source):
        return ()
    of = relevant_ages.words(indicator.id)
    return (("Cut areas", f"An area that a footprint cuts counts by the share of its {of} who live inside."),)


def _deprivation(selection: Selection, selected: str) -> tuple[tuple[str, str], ...]:
    """Deprivation of the selected area: its national tenth, or its small areas in the most deprived fifth."""
    pack = opened_pack.pack()
    lookup = pack.lookup("lsoa11")
    if not selected or "imd2019_decile" not in pack.indicators:
        return ()
    if selection.area_type == "lsoa11":
        inside = pd.Series([selected])
    elif selection.area_type in FOOTPRINT_TYPES:
        lsoas = pack.lookup("footprint_lsoa11")
        inside = lsoas.loc[lsoas["footprint_id"] == selected, "lsoa11cd"]
    elif f"{selection.area_type}cd" in lookup:
        inside = lookup.loc[lookup[f"{selection.area_type}cd"] == selected, "lsoa11cd"]
    else:
        return ()
    decile = _deciles().reindex(inside).dropna()
    if decile.empty or len(decile) < len(inside):
        return ()
    if len(decile) == 1:
        return (("Deprivation in England", f"tenth {int(decile.iloc[0])} of 10 (1 is most deprived)"),)
    return (("In the most deprived fifth", f"{int((decile <= DEPRIVED_TENTHS).sum())} of {len(decile)} small areas"),)


@lru_cache(maxsize=1)
def _deciles() -> pd.Series:
    indicator, codes = opened_pack.pack().indicators["imd2019_decile"], values.area_codes("lsoa11")
    periods = opened_pack.pack().store.periods(indicator.id, "lsoa11")
    segment = (list(periods)[-1], indicator.default_sex, indicator.default_age, indicator.default_category)
    rows = values.for_readers(values.stored(indicator, "lsoa11", segment=segment, codes=codes), indicator)
    return rows["value"].astype(float)
