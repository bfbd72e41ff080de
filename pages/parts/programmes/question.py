"""What a reader asks of the programmes page: a footprint and a day.

Lives here: parameters, the nearest possible question, the control row. Not here: programmes (`programmes.answer`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, resolution, selection
from pages.parts.asking.controls import box, date_box
from pages.parts.board import board_question


@dataclass(frozen=True)
class ProgrammesQuestion:
    """One list of programmes. Hashable: it is the key of the cache."""

    indicator: str  # taken along to other pages
    system: str
    place: str  # "", a footprint's id, or the key of an own one
    date: str


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens."""
    usual = selection.landing()
    return {name: usual[name] for name in address.SHARED}


def resolved(given: Mapping[str, str]) -> tuple[ProgrammesQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    known = resolution.by_key({name: given[name] for name in landing()})
    on, system, place, said = resolution.where(known)
    notices = list(said)
    indicator, _, _ = resolution.measure_date_system(known | {"date": on, "system": system}, notices)
    return ProgrammesQuestion(indicator.id, system, place, on), tuple(dict.fromkeys(notices))


def asked_by(query: Mapping[str, str]) -> ProgrammesQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


def parameters(asked: ProgrammesQuestion) -> dict[str, str]:
    """The address of a question."""
    values = vars(asked) | {"own": ""}
    if own_known.is_own(asked.place):
        values |= {"place": selection.landing()["place"]} | own_known.parameters(asked.place)
    return values


def control_row(asked: ProgrammesQuestion) -> None:
    """Draw the controls for a resolved question."""
    words = board_question.BoardQuestion(asked.indicator, asked.system, asked.place, asked.date, "", "", "", "")
    own = own_known.offered(asked.system, asked.place)
    known = {"": "The whole system"} | own if own_known.is_own(asked.place) else board_question.places(words) | own
    with st.container(key="controls", horizontal=True, gap=None):
        box("System", "system", value=asked.system, words=controls.systems(asked.system, asked.date), typed=True)
        box("Place", "place", value=asked.place, words=known, typed=True)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                date_box(asked.date)
