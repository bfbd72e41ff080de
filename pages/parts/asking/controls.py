"""The control row every page shares: measure, system, place, areas, area, and what is asked for less often.

Lives here: widgets, their keys (= the parameters of `address`), options and labels. A control shows the resolved
selection; what the reader changes is read back by `address.read` on the next run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import streamlit as st

from charts.words import age_words, category_words, period_words, sentence_case, sex_words
from data.schema import LEVEL_NAMES
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import address, possible
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

CACHED = 256
LENS_ORDER = ("outcomes", "quality", "finance", "context")
COLOUR_WORDS = {"level": "Level", "against": "Against benchmark", "against998": "Against, 95 and 99.8 %"}
FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2030, 12, 31)


@dataclass(frozen=True)
class Choices:
    """Codes and words of every box, for one selection."""

    indicator: dict[str, str]
    system: dict[str, str]
    place: dict[str, str]
    level: dict[str, str]
    period: dict[str, str]
    sex: dict[str, str]
    age: dict[str, str]
    category: dict[str, str]


def control_row(selection: Selection, *, areas: dict[str, str]) -> None:
    """Draw the controls for a resolved selection.

    Parameters
    ----------
    areas
        Codes and words that the Area box offers.
    """
    found = choices(selection)
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=selection.indicator, words=found.indicator)
        box("System", "system", value=selection.system, words=found.system, typed=True)
        own = own_known.offered(selection.system, selection.place)
        box("Place", "place", value=selection.place, words=found.place | own, typed=True)
        box("Areas", "level", value=str(selection.level), words=found.level)
        box("Area", "area", value=selection.area, words=areas, typed=True)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:  # nobody pays for boxes that nobody sees
            with more:
                _more(selection, found)


def box(label: str, key: str, *, value: str, words: dict[str, str], typed: bool = False) -> None:
    """A select box that shows a resolved value; `words` by code, in the order offered.

    Where codes may be `typed`, one that is not offered (of a board, a location, a district, a network) is taken as it
    is typed and resolved: no code is sent to the browser for it.
    """
    options, first = list(words), address.show(key, value)
    index = options.index(first) if first in words else 0

    def worded(code: str) -> str:
        return words.get(code, code)

    st.selectbox(label, options, index=index, key=key, format_func=worded, accept_new_options=typed)


def date_box(on: str, label: str = "Footprints as on") -> None:
    """The date on which footprints are looked at."""
    shown, between = address.show("date", date.fromisoformat(on)), {"min_value": FIRST_DAY, "max_value": LAST_DAY}
    st.date_input(label, value=shown, key="date", format="DD/MM/YYYY", **between)


def choices(selection: Selection) -> Choices:
    """Codes and words of every box for a selection."""
    return _choices(replace(selection, area="", colours="level", outlines="", inside=""))


@lru_cache(maxsize=CACHED)
def _choices(selection: Selection) -> Choices:
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    frame = pack.store.segments(indicator.id, possible.block_type(pack, indicator, area_type=selection.area_type))
    types = possible.levels(pack, indicator, scope=selection.system).get(selection.level, (selection.area_type,))
    pools = possible.pools(pack, indicator, types=types)
    ordered = sorted(pack.indicators.values(), key=lambda one: LENS_ORDER.index(one.lens))
    levels = list(possible.levels(pack, indicator, scope=selection.system)) or [selection.level]
    return Choices(
        indicator={one.id: one.name for one in ordered},
        system=systems(selection.system, selection.date),
        place=_places(selection),
        level={str(level): LEVEL_NAMES[level] for level in levels},
        period={period: period_words(period) for period in (*possible.periods(pack, indicator, types=types), *pools)},
        sex={code: sentence_case(sex_words(code)) or "Everyone" for code in dict.fromkeys(frame["sex"])},
        age={code: sentence_case(age_words(code).removeprefix("aged ")) for code in dict.fromkeys(frame["age"])},
        category={code: sentence_case(category_words(code)) or "Everyone" for code in dict.fromkeys(frame["category"])},
    )


def systems(chosen: str, on: str) -> dict[str, str]:
    """Codes and words of the System box on a date; the chosen one stays in it after its end."""
    registry = opened_pack.registry()
    words = {ENGLAND: "England"}
    if chosen != ENGLAND and not registry[chosen].valid_on(on):
        words[chosen] = outside_its_time(chosen, on)
    return words | {system.id: system.short_name for system in registry.of_tier("system", on)}


def outside_its_time(system: str, on: str) -> str:
    """Name of a system that is asked for on a date on which it is not there, with why."""
    asked = opened_pack.registry()[system]
    return f"{asked.short_name} ({'not yet begun' if asked.valid_from > on else 'ended'})"


def _places(selection: Selection) -> dict[str, str]:
    registry = opened_pack.registry()
    found = possible.places(registry, selection.system, on=selection.date)
    words = {"": "No place outlined"}
    if selection.place in registry and selection.place not in {place.id for place in found}:
        words[selection.place] = registry[selection.place].short_name
    return words | {place.id: _place_words(place) for place in found}


def _place_words(place) -> str:
    return f"– {place.short_name}" if place.tier == "neighbourhood" else place.short_name


def _more(selection: Selection, found: Choices) -> None:
    colours, words = address.show("colours", selection.colours), COLOUR_WORDS
    st.segmented_control("Colours", list(words), default=colours, key="colours", format_func=words.get, required=True)
    if len(found.period) > 1:
        first = address.show("period", selection.period)
        value = first if first in found.period else selection.period
        st.select_slider("Period", list(found.period), value=value, key="period", format_func=found.period.get)
    for key, label in (("sex", "Sex"), ("age", "Age"), ("category", "Group")):
        if len(getattr(found, key)) > 1:
            box(label, key, value=getattr(selection, key), words=getattr(found, key))
    inside = address.show("inside", bool(selection.inside))
    st.checkbox("Only areas inside the place", value=inside, key="inside", disabled=not selection.place)
    date_box(selection.date)
