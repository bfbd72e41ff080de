"""The control row every page shares: measure, system, place, areas, area, and what is asked for less often.

Lives here: widgets, their keys (= the parameters of `address`), options and labels. A control shows the resolved
selection; what the reader changes is read back by `address.read` on the next run.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.words import age_words, category_words, period_words, sentence_case, sex_words
from data.catalogue import Indicator
from data.pack import Pack
from data.schema import LEVEL_NAMES
from geo.footprints import Registry
from pages.parts import selection as chosen
from pages.parts.selection import ENGLAND, NO_AREA, Selection

WIDTHS = (236, 220, 216, 164, 172, 96)
MANY_AREAS = 1000  # above this the box offers the ends of the ranking and takes a typed name or code
LENS_ORDER = ("outcomes", "quality", "finance", "context")
COLOUR_WORDS = {"level": "Level", "against": "Against benchmark"}


def control_row(selection: Selection, pack: Pack, registry: Registry, *, ranked: tuple[str, ...]) -> None:
    """Draw the controls for a resolved selection.

    Parameters
    ----------
    ranked
        Codes of the areas shown, greatest need first; the Area box offers them.
    """
    indicator = pack.indicators[selection.indicator]
    st.html('<details class="he-drawer"><summary>Change measure, place or area</summary></details>')
    with st.container(key="controls", horizontal=True, gap=None):
        _box("Measure", "indicator", selection.indicator, _indicators(pack), lambda code: pack.indicators[code].name)
        _box("System", "system", selection.system, _systems(selection, registry), lambda code: _system_name(code, registry))
        _box("Place", "place", selection.place, _places(selection, registry), lambda code: _place_name(code, registry))
        _box("Areas", "level", str(selection.level), list(chosen.levels(pack, indicator)) or [selection.level], LEVEL_NAMES.get)
        _area_box(selection, pack, ranked)
        _more(selection, pack, indicator)


def _box(label: str, key: str, value: str, options: list[str], words) -> None:
    st.session_state[key] = value
    st.selectbox(label, [str(option) for option in options], key=key, format_func=words)


def _indicators(pack: Pack) -> list[str]:
    return sorted(pack.indicators, key=lambda code: LENS_ORDER.index(pack.indicators[code].lens))


def _systems(selection: Selection, registry: Registry) -> list[str]:
    codes = [system.id for system in registry.of_tier("system", selection.date)]
    if selection.system not in (ENGLAND, *codes):
        codes.insert(0, selection.system)
    return [ENGLAND, *codes]


def _system_name(code: str, registry: Registry) -> str:
    return "England" if code == ENGLAND else registry[code].short_name


def _places(selection: Selection, registry: Registry) -> list[str]:
    codes = [place.id for place in chosen.places(registry, selection.system, selection.date)]
    if selection.place and selection.place not in codes:
        codes.insert(0, selection.place)
    return ["", *dict.fromkeys(codes)]


def _place_name(code: str, registry: Registry) -> str:
    if not code:
        return "No place outlined"
    footprint = registry[code]
    return f"– {footprint.short_name}" if footprint.tier == "neighbourhood" else footprint.short_name


def _area_box(selection: Selection, pack: Pack, ranked: tuple[str, ...]) -> None:
    names = pack.names(selection.area_type, selection.system)
    offered = ranked if len(ranked) <= MANY_AREAS else (*ranked[:15], *ranked[-15:])
    if len(ranked) <= MANY_AREAS:
        offered = tuple(sorted(offered, key=lambda code: names.names[names.position[code]]))
    options = dict.fromkeys(("", NO_AREA, *offered))
    if selection.area not in options:
        options[selection.area] = None
    words = {"": "Greatest need", NO_AREA: "None selected"}
    st.session_state["area"] = selection.area
    st.selectbox(
        "Area",
        list(options),
        key="area",
        format_func=lambda code: words.get(code) or (names.names[names.position[code]] if code in names.position else code),
        accept_new_options=True,
    )


def _more(selection: Selection, pack: Pack, indicator: Indicator) -> None:
    with st.popover("More", key="more"):
        st.session_state["colours"] = selection.colours
        st.segmented_control("Colours", list(COLOUR_WORDS), key="colours", format_func=COLOUR_WORDS.get, required=True)
        _period(selection, pack, indicator)
        _group(selection, pack, indicator)
        st.session_state["inside"] = bool(selection.inside)
        st.checkbox("Only areas inside the place", key="inside", disabled=not selection.place)
        st.session_state["date"] = date.fromisoformat(selection.date)
        st.date_input("Footprints as on", key="date", min_value=date(2019, 1, 1), max_value=date(2030, 12, 31), format="DD/MM/YYYY")


def _period(selection: Selection, pack: Pack, indicator: Indicator) -> None:
    types = chosen.levels(pack, indicator).get(selection.level, (selection.area_type,))
    periods = list(chosen.periods(pack, indicator, types))
    if len(periods) < 2:
        return
    st.session_state["period"] = selection.period
    st.select_slider("Period", periods, key="period", format_func=period_words)


def _group(selection: Selection, pack: Pack, indicator: Indicator) -> None:
    frame = pack.store.segments(indicator.id, chosen.block_type(pack, indicator, selection.area_type))
    for key, label, words in (
        ("sex", "Sex", lambda code: sentence_case(sex_words(code)) or "Everyone"),
        ("age", "Age", lambda code: sentence_case(age_words(code).removeprefix("aged "))),
        ("category", "Group", lambda code: sentence_case(category_words(code)) or "Everyone"),
    ):
        options = list(dict.fromkeys(frame[key]))
        if len(options) > 1:
            _box(label, key, getattr(selection, key), options, words)
