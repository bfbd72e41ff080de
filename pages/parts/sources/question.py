"""What a reader asks of the definitions page: which list or entry, and what to search for.

Lives here: the page's parameters, the nearest possible question with its notices, and the control row. Not here: any
text of an entry (`measures`, `origins`, `register`, `changes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from charts.words import sentence_case
from pages.parts import opened_pack
from pages.parts.asking import address, controls, selection
from pages.parts.asking.controls import box

MEASURE, MEASURES, SOURCES, FOOTPRINTS, CHANGES, WORDS = (
    "measure",
    "measures",
    "sources",
    "footprints",
    "changes",
    "words",
)
SHOWN = {
    MEASURE: "One measure",
    MEASURES: "All measures",
    SOURCES: "Sources",
    FOOTPRINTS: "Footprints",
    CHANGES: "Changes",
    WORDS: "Words",
}
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class SourcesQuestion:
    """One list or entry, possible. Hashable: it is the key of every cache."""

    show: str
    indicator: str
    source: str  # "" is the list
    footprint: str  # "" is the list
    find: str


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens; what pages share is carried along as it is."""
    usual = selection.landing()
    shared = {name: usual[name] for name in address.SHARED}
    return shared | {"show": MEASURE, "source": "", "footprint": "", "find": ""}


def asked_by(query: Mapping[str, str]) -> SourcesQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


def resolved(given: Mapping[str, str]) -> tuple[SourcesQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    pack, usual, notices = opened_pack.pack(), landing(), []

    def known(name: str, among: object, *, words: str) -> str:
        if given[name] in among or given[name] == usual[name]:
            return given[name]
        notices.append(words.format(given[name]))
        return usual[name]

    show = known("show", SHOWN, words="This page has no part called “{}”. Showing one measure.")
    name = pack.indicators[usual["indicator"]].name
    indicator = known(
        "indicator", pack.indicators, words=f"There is no measure called “{{}}” in this pack. Showing {name}."
    )
    source = known("source", pack.sources, words="There is no source called “{}” in this pack. Showing all of them.")
    footprint = given["footprint"]
    if footprint and footprint not in opened_pack.registry():
        found = opened_pack.registry().found(footprint, given["date"] or usual["date"]).footprint
        if found is None:
            notices.append(f"There is no footprint called “{footprint}” in this pack. Showing all of them.")
        footprint = found.id if found else ""
    return SourcesQuestion(show, indicator, source, footprint, given["find"][:LONGEST_SEARCH].strip()), tuple(notices)


def parameters(asked: SourcesQuestion, given: Mapping[str, str]) -> dict[str, str]:
    """The address of a question; system, place, own footprint and date stay as the reader brought them."""
    return {**given, **vars(asked)}


def control_row(asked: SourcesQuestion) -> None:
    """Draw the controls for a resolved question."""
    with st.container(key="controls", horizontal=True, gap=None):
        first = address.show("show", asked.show)
        st.segmented_control("Show", list(SHOWN), default=first, key="show", format_func=SHOWN.get, required=True)
        if asked.show == MEASURE:
            box("Measure", "indicator", value=asked.indicator, words=measures())
        elif asked.show == SOURCES:
            box("Source", "source", value=asked.source, words=origins())
        elif asked.show == FOOTPRINTS:
            box("Footprint", "footprint", value=asked.footprint, words=footprints(), typed=True)
        if asked.show != MEASURE and not (asked.source or asked.footprint):
            shown = address.show("find", asked.find)
            st.text_input("Search this list", value=shown, key="find", max_chars=LONGEST_SEARCH)


@lru_cache(maxsize=1)
def measures() -> dict[str, str]:
    """Codes and names of all measures, lens by lens."""
    found = opened_pack.pack().indicators.values()
    ordered = sorted(found, key=lambda one: controls.LENS_ORDER.index(one.lens))
    return {one.id: sentence_case(one.name) for one in ordered}


@lru_cache(maxsize=1)
def origins() -> dict[str, str]:
    """Codes and names of all sources."""
    found = opened_pack.pack().sources.values()
    named = {one.id: f"{one.publisher}: {one.title}" for one in found}
    return {"": "All sources"} | dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


@lru_cache(maxsize=1)
def footprints() -> dict[str, str]:
    """Codes and titles of all footprints of the register, by title."""
    found = sorted(opened_pack.registry(), key=lambda one: (one.title.casefold(), one.id))
    return {"": "All footprints"} | {one.id: f"{one.title} ({one.kind or one.tier})" for one in found}
