"""The controls of the comparison: the map's own, what to compare with, how to look at it.

Lives here: widgets, their keys (= the page's parameters) and what they offer. Not here: what is possible (`question`).
"""

from __future__ import annotations

import streamlit as st

from data.schema import LEVEL_NAMES, Level
from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, possible
from pages.parts.asking.controls import box, date_box
from pages.parts.compare import benchmarks, views
from pages.parts.compare.question import (
    BOX,
    FUNNEL,
    LIMITS,
    PEER_GROUPS,
    PEERS,
    RANKED,
    SCATTER,
    SURE,
    VIEWS,
    CompareQuestion,
    reach_type,
)
from pages.parts.opened_pack import pack


def control_row(asked: CompareQuestion) -> None:
    """Measure, footprint, kind of area, benchmark; in the drawer what is asked for less often."""
    selection, found = asked.selection, controls.choices(asked.selection)
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=selection.indicator, words=found.indicator)
        box("System", "system", value=selection.system, words=found.system, typed=True)
        own = own_known.offered(selection.system, selection.place)
        box("Place", "place", value=selection.place, words=found.place | own, typed=True)
        box("Areas", "level", value=str(selection.level), words=levels(asked))
        box("Compare with", "against", value=asked.against, words=_against(asked))
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                _more(asked, found)


def view_row(asked: CompareQuestion, *, areas: dict[str, str]) -> None:
    """How to look at it, the chosen area, and what belongs to one view."""
    selection = asked.selection
    with st.container(key="viewrow", horizontal=True, gap=None):
        first = address.show("view", asked.view)
        st.segmented_control("View", list(VIEWS), default=first, key="view", format_func=VIEWS.get, required=True)
        box("Chosen area", "area", value=selection.area, words=areas, typed=True)
        if asked.against == PEERS:
            box("Peers", "peers", value=benchmarks.peer_group(asked), words=PEER_GROUPS)
        if asked.view == FUNNEL:
            box("Limits", "limits", value=asked.limits, words=LIMITS)
        if asked.view == SCATTER:
            box("Beside", "beside", value=views.beside(asked), words=views.seconds(asked))
        if selection.place:
            inside = address.show("inside", bool(selection.inside))
            st.checkbox("Only inside the place", value=inside, key="inside")


def levels(asked: CompareQuestion) -> dict[str, str]:
    """Codes and words of the kinds of area, those that times are counted for included."""
    selection = asked.selection
    known = possible.levels(pack(), pack().indicators[selection.indicator], scope=selection.system)
    layers = pack().manifest["layers"]
    counted = [
        level
        for level in possible.MAP_LEVELS
        if selection.system in layers.get(reach_type(selection.indicator, str(level)), {})
    ]
    every = [level for level in possible.MAP_LEVELS if level in known or level in counted]
    return {str(level): LEVEL_NAMES[level] for level in every or [Level(selection.level)]}


def _against(asked: CompareQuestion) -> dict[str, str]:
    words = benchmarks.offered(asked)
    return (
        words if asked.against in words else words | {asked.against: "England" if asked.against != PEERS else "Peers"}
    )


def _more(asked: CompareQuestion, found: controls.Choices) -> None:
    selection = asked.selection
    if len(found.period) > 1 and asked.view != BOX:
        box("Period", "period", value=selection.period, words=found.period)
    for key, label in (("sex", "Sex"), ("age", "Age"), ("category", "Group")):
        if len(getattr(found, key)) > 1:
            box(label, key, value=getattr(selection, key), words=getattr(found, key))
    if asked.view == RANKED:
        box("Limits of the marks", "sure", value=asked.sure, words=SURE)
    date_box(selection.date)
