"""The control row of the trend page: measure, system, areas, comparison, whose members, the view, and the date.

Lives here: widgets and their keys (= the page's parameters). Options and words are `trend_boxes.boxes`.
"""

from __future__ import annotations

import streamlit as st

from pages.parts.answering.own import own_known
from pages.parts.asking import address
from pages.parts.asking.controls import date_box
from pages.parts.trend.trend_boxes import boxes
from pages.parts.trend.trend_selection import ALL, LINES, MARKERS, NONE, USUAL, VIEWS, TrendSelection


def control_row(chosen: TrendSelection) -> None:
    """Draw the controls for a resolved selection."""
    words = boxes(chosen)
    own = own_known.offered(chosen.system)
    with st.container(key="controls", horizontal=True, gap=None):
        if chosen.view != ALL:
            _box("Measure", "indicator", chosen.indicator, words["indicator"])
        _box("System", "system", chosen.system, words["system"])
        _box("Place or area", "area", chosen.area, words["area"] | own)
        if chosen.view != USUAL:
            _box("And", "second", chosen.second or NONE, _others(words["second"] | own, chosen))
            _box("Compare with", "compare", chosen.compare, words["compare"])
        _switch("Footprint", "footprint", chosen.footprint, words["footprint"])
        _box("View", "view", chosen.view, VIEWS)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                date_box(chosen.date, "Today’s footprint as on")
                if chosen.view == LINES:
                    _switch("Programmes under the axis", "markers", chosen.markers, MARKERS)


def _others(words: dict[str, str], chosen: TrendSelection) -> dict[str, str]:
    return {code: word for code, word in words.items() if code != chosen.area}


def _switch(label: str, key: str, value: str, words: dict[str, str]) -> None:
    first = address.show(key, value)
    st.segmented_control(label, list(words), default=first, key=key, format_func=words.get, required=True)


def _box(label: str, key: str, value: str, words: dict[str, str]) -> None:
    options, first = list(words), address.show(key, value)
    index = options.index(first) if first in words else 0

    def worded(code: str) -> str:
        return words.get(code, code)

    st.selectbox(label, options, index=index, key=key, format_func=worded)
