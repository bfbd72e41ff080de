"""The control row of the similar places page, and what a button in its table asks for.

Lives here: widgets and their keys (= the page's parameters). Not here: what is possible (`question`).
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from charts.words import level_words, period_words, sentence_case
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, possible
from pages.parts.asking.controls import LENS_ORDER, box, date_box
from pages.parts.similar import changing, matching, subject
from pages.parts.similar.covariates import EVERY
from pages.parts.similar.question import (
    COMPARE,
    METHODS,
    NUMBERS,
    ORDERS,
    VIEWS,
    SimilarQuestion,
    all_periods,
    latest,
    levels_of,
    unmoved,
)

MOST_OFFERED = 400
CACHED = 128


def control_row(asked: SimilarQuestion) -> None:
    """Draw the controls for a resolved question."""
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=asked.indicator, words=measures(asked))
        box("System", "system", value=asked.system, words=controls.systems(asked.system, asked.date), typed=True)
        box("Place", "place", value=asked.place, words=places(asked), typed=True)
        if asked.area_type:
            box("Area", "area", value=asked.area, words=areas(asked), typed=True)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                _more(asked)
    with st.container(key="viewrow", horizontal=True, gap=None):
        first = address.show("view", asked.view)
        st.segmented_control("View", list(VIEWS), default=first, key="view", format_func=VIEWS.get, required=True)
        if asked.area_type:
            box("Look for similar areas in", "where", value=asked.where, words=subject.wheres(asked))


def _more(asked: SimilarQuestion) -> None:
    if asked.area_type:
        known = all_periods(asked.indicator, asked.level)
        if len(known) > 1:
            words = {"": "Latest"} | {one: period_words(one) for one in reversed(known)}
            box("Period", "period", value=asked.period if asked.period != latest(asked) else "", words=words)
        if asked.view != COMPARE:
            box("Order of the list", "order", value=asked.order, words=ORDERS)
        levels = levels_of(asked.indicator)
        if len(levels) > 1:
            box("Compare through", "level", value=asked.level, words=levels)
        starts = changing.start_words(asked)
        if starts:
            box("Something began in", "start", value=asked.start, words={"": "Nothing to mark"} | starts)
        others = unmoved(asked.indicator, asked.level, start=asked.start)
        if others:
            words = {"": "None named"} | others
            box("A measure that should not have moved", "unmoved", value=asked.unmoved, words=words)
        usual = f"Usual ({matching.number(asked)})" if not asked.k else "Usual"
        numbers = {"": usual} | {number: number for number in NUMBERS}
        box("Similar areas for each chosen one", "k", value=asked.k, words=numbers)
        box("How to find them", "method", value=asked.method, words=METHODS)
        _themes(asked)
        filled = address.show("refill", bool(asked.refill))
        st.checkbox("Put the next most alike in place of one taken out", value=filled, key="refill")
    date_box(asked.date)


def _themes(asked: SimilarQuestion) -> None:
    """What areas are matched on: only what this pack has for the chosen areas."""
    had = {theme: EVERY[theme] for theme in matching.possible_themes(asked)}
    if not had:
        return
    first = address.show("by", list(matching.themes_of(asked)))
    st.pills("Match on", list(had), default=first, key="by", format_func=had.get, selection_mode="multi")


def measures(asked: SimilarQuestion) -> dict[str, str]:
    """Codes and names of the measures that can be compared; another one stays, so that it is taken along."""
    words = _measures()
    if asked.indicator in words:
        return words
    name = opened_pack.pack().indicators[asked.indicator].name
    return {asked.indicator: f"{name} (not comparable)"} | words


@lru_cache(maxsize=1)
def _measures() -> dict[str, str]:
    found = [one for one in opened_pack.pack().indicators.values() if levels_of(one.id)]
    ordered = sorted(found, key=lambda one: LENS_ORDER.index(one.lens))
    return {one.id: sentence_case(one.name) for one in ordered}


def places(asked: SimilarQuestion) -> dict[str, str]:
    """Codes and words of the Place box."""
    words = _places(asked.system, "" if own_known.is_own(asked.place) else asked.place, asked.date)
    return words | own_known.offered(asked.system, asked.place)


@lru_cache(maxsize=CACHED)
def _places(system: str, place: str, on: str) -> dict[str, str]:
    """Those of the register; the chosen one stays among them after its end."""
    registry = opened_pack.registry()
    found = possible.places(registry, system, on=on)
    words = {"": "No place"} | {one.id: f"{'– ' * (one.tier == 'neighbourhood')}{one.short_name}" for one in found}
    return words | ({place: registry[place].short_name} if place and place not in words else {})


def areas(asked: SimilarQuestion) -> dict[str, str]:
    """Codes and words of the Area box: all of the place, its districts, its areas (those of the system without one)."""
    words = _areas(asked.area_type, asked.system, asked.place)
    return words | ({asked.area: subject.subject(asked).name} if asked.area else {})


@lru_cache(maxsize=CACHED)
def _areas(area_type: str, system: str, place: str) -> dict[str, str]:
    names = groups.area_names(area_type)
    inside = subject.inside_system(area_type, system)
    words = {"": "Greatest need"}
    if place:
        share = groups.share_inside(area_type, place)
        inside = share.index[share > subject.MOSTLY]
        one, many = level_words(area_type)
        words = {"": f"All of it: {len(inside):,} {one if len(inside) == 1 else many}"}
    if len(inside) > MOST_OFFERED:
        return words
    here = names.reindex(inside).dropna().sort_values(kind="stable")
    return words | subject.districts(area_type, tuple(here.index)) | here.to_dict()


def act() -> None:
    """A button in the table: take an area out, or put it back."""
    said = st.session_state["similar"].act or ""
    what, _, code = said.partition(":")
    now = [one for one in address.asked("out").split(",") if one]
    if what == "out" and code not in now:
        now.append(code)
    if what == "in":
        now = [one for one in now if one != code]
    address.ask("out", ",".join(now))
